"""Who said what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePath

from rich.table import Table

from detente.model import Answer
from detente.record import Quotation, Record
from detente.terminal import phrasing
from detente.terminal.console import Console, Text

Name = Callable[[Answer], str]
"""What to call the statement that an answer answers."""

# As much of a statement as tells which one is answered.
_GIST = 90


def quotes(quotations: Sequence[Quotation], name: Name, console: Console) -> None:
    """Prints a table of *quotations*, as wide as the console."""
    table = Table(box=None, expand=True, padding=(0, 1, 1, 0), pad_edge=False)
    table.add_column("Published", ratio=10, min_width=10)
    table.add_column("Who", ratio=20, min_width=12)
    table.add_column("What", ratio=50, min_width=20)
    table.add_column("Kind", ratio=10, min_width=8)
    for quotation in quotations:
        table.add_row(
            phrasing.published_on(quotation.published),
            who(quotation),
            _what(quotation, name),
            ", ".join(quotation.statement.kinds),
        )
    console.print(table)
    console.print(Text(phrasing.counted(len(quotations), "statement"), style="dim"))


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
    """The words on one line, in quotation marks only where they are the speaker's own."""
    said = " ... ".join(" ".join(part.split()) for part in quotation.words)
    return said if quotation.statement.form == "indirect" else f"“{said}”"


def _what(quotation: Quotation, name: Name) -> Text:
    text = Text(gist(quotation))
    if quotation.answers is not None:
        text.append_line(f"{quotation.answers.kind}: {name(quotation.answers)}", style="italic")
    text.append_line(PurePath(quotation.source).name, style="dim")
    return text
