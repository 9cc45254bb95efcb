"""Who said what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath

from rich.table import Table

from detente.model import Answer, Where
from detente.record import Quotation, Record
from detente.terminal import phrasing
from detente.terminal.console import Console, Text

Name = Callable[[Answer], str]
"""What to call the statement that an answer answers."""

# As much of a statement as tells which one is answered.
_GIST = 90


def quotes(
    quotations: Sequence[Quotation], first: Mapping[Where, Where], name: Name, console: Console
) -> None:
    """Prints a table of *quotations*, as wide as the console.

    What says again what another says, as *first* has it, stands with that one.
    """
    told = tellings(quotations, first)
    table = Table(box=None, expand=True, padding=(0, 1, 1, 0), pad_edge=False)
    table.add_column("Published", ratio=10, min_width=10)
    table.add_column("Who", ratio=20, min_width=12)
    table.add_column("What", ratio=50, min_width=20)
    table.add_column("Kind", ratio=10, min_width=8)
    for quotation, *again in told:
        table.add_row(
            phrasing.published_on(quotation.published),
            who(quotation),
            _what(quotation, again, name),
            ", ".join(quotation.statement.kinds),
        )
    if told:
        console.print(table)
    console.print(Text(how_many(len(quotations), len(told)), style="dim"))


def tellings(
    quotations: Sequence[Quotation], first: Mapping[Where, Where]
) -> list[list[Quotation]]:
    """*quotations* in their order, each with those that say the same again."""
    groups: dict[Where, list[Quotation]] = {}
    for quotation in quotations:
        groups.setdefault(first.get(quotation.where, quotation.where), []).append(quotation)
    return list(groups.values())


def how_many(statements: int, rows: int) -> str:
    """How many statements there are, and how many of them only repeat another."""
    repeated = statements - rows
    rest = f", {repeated} of them told again in nearly the same words" if repeated else ""
    return f"{phrasing.counted(statements, 'statement')}{rest}"


def told_in(quotation: Quotation, again: Sequence[Quotation]) -> str:
    """The names of the reports that tell a statement."""
    names = dict.fromkeys(PurePath(one.source).name for one in (quotation, *again))
    return ", ".join(names)


def said_by(record: Record, quotations: Sequence[Quotation]) -> Name:
    """Names the statements that *quotations* answer by speaker and words."""
    known = {quotation.where: quotation for quotation in quotations}
    if any(q.answers is not None and q.answers.to not in known for q in quotations):
        known = {quotation.where: quotation for quotation in record.statements()}

    def name(answer: Answer) -> str:
        asked = known.get(answer.to)
        if asked is None:
            return "a statement"
        return f"{who(asked)}: {phrasing.shortened(gist(asked), _GIST)}"

    return name


def who(quotation: Quotation) -> str:
    """Speaker, and addressee where there is one."""
    speaker = phrasing.actor(quotation.speaker) if quotation.speaker else "unknown"
    if quotation.addressee is None:
        return speaker
    return f"{speaker} to {phrasing.actor(quotation.addressee)}"


def gist(quotation: Quotation) -> str:
    """The cue and the words on one line: "opposed: deployment of missiles".

    In quotation marks are only words that are the speaker's own.
    """
    said = " ... ".join(" ".join(part.split()) for part in quotation.words)
    said = said if quotation.statement.form == "indirect" else f"“{said}”"
    cue = " ".join((quotation.cue or "").split()).strip(" :,–—-")
    return f"{cue}: {said}" if cue else said


def _what(quotation: Quotation, again: Sequence[Quotation], name: Name) -> Text:
    text = Text(gist(quotation))
    if quotation.answers is not None:
        text.append_line(f"{quotation.answers.kind}: {name(quotation.answers)}", style="italic")
    text.append_line(told_in(quotation, again), style="dim")
    return text
