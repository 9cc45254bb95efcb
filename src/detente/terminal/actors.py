"""Names looked up, holders of offices, and what a check of tables found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.padding import Padding
from rich.table import Table

from detente.actor_tables.table_checks import Finding
from detente.actor_tables.terms import Holder
from detente.actors.lookup.lookup import Answer
from detente.model import Actor
from detente.terminal.console import Console, Text
from detente.terminal.phrasing import counted

NARROW = 72
"""Below this a table of holders would break names and days."""


def answers(found: Iterable[Answer], console: Console) -> None:
    """Prints each name with whom it means, the reasons, and those who lost; last how many."""
    names = known = 0
    for answer in found:
        names += 1
        known += answer.actor is not None
        _answer(answer, console)
    console.print(Text(f"{counted(names, 'name')}, {known} of them somebody known", style="dim"))


def _answer(answer: Answer, console: Console) -> None:
    head = Text(_line(answer.name), style="bold")
    console.print(head)
    if answer.actor is None:
        console.print(Padding(Text("nobody that can be told", style="yellow"), (0, 0, 0, 2)))
    else:
        console.print(Padding(_actor(answer.actor), (0, 0, 0, 2)))
    for reason in answer.reasons:
        console.print(Padding(_labelled("because", _line(reason)), (0, 0, 0, 2)))
    for lost in answer.lost:
        where = f" ({lost.country})" if lost.country and lost.country != lost.name else ""
        told = f"{lost.name}{where}: {lost.why}"
        console.print(Padding(_labelled("not", _line(told)), (0, 0, 0, 2)))
    console.print()


def _actor(actor: Actor) -> Text:
    """``Seiji Maehara · person · JPN (740) · GOV · Minister for Foreign Affairs · Q132280``."""
    country = actor.country or "no country"
    code = f"{country} ({actor.cow})" if actor.cow is not None else country
    rest = (actor.kind, code, " ".join(actor.sectors), actor.office, actor.wikidata)
    text = Text(_line(actor.name), style="green")
    text.append("".join(f" · {part}" for part in rest if part), style="not bold default")
    return text


def _labelled(label: str, value: str) -> Text:
    text = Text(f"{label}: ", style="dim")
    text.append(value, style="not dim")
    return text


def _line(text: str) -> str:
    """*text* on one line."""
    return " ".join(text.split())


def holders(found: Sequence[Holder], console: Console) -> None:
    """Prints terms of office as a table, or one below the other where that is too narrow."""
    if console.width < NARROW:
        for one in found:
            console.print(Text(one.name, style="bold"))
            console.print(Padding(Text(f"{one.title}, {one.country}"), (0, 0, 0, 2)))
            console.print(Padding(Text(f"{one.start} to {_end(one)}, {one.source}"), (0, 0, 0, 2)))
    elif found:
        table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
        table.add_column("From", no_wrap=True)
        table.add_column("To", no_wrap=True)
        table.add_column("Who", ratio=3)
        table.add_column("Office", ratio=4)
        table.add_column("Source", ratio=2)
        for one in found:
            shared = " (with others)" if one.shared else ""
            table.add_row(
                one.start, _end(one), Text(one.name, style="bold"),
                Text(f"{one.title}, {one.country}{shared}"), Text(one.source, style="dim"),
            )  # fmt: skip
        console.print(table)
    until = max((one.known_until for one in found if not one.end), default="")
    known = f"; nothing is known after {until}" if until else ""
    nobody = "" if found else "; the tables know of nobody then"
    console.print(Text(f"{counted(len(found), 'term')}{known}{nobody}", style="dim"))


def _end(one: Holder) -> str:
    return one.end or f"{one.known_until} +"


def checked(found: Sequence[Finding], console: Console) -> None:
    """Prints what does not hold, by table and row, and last how many rows that are."""
    for finding in found:
        console.print(Text(finding.where, style="dim"), soft_wrap=True)
        console.print(Padding(Text(_line(finding.what)), (0, 0, 0, 2)))
        console.print(Padding(_labelled("remedy", _line(finding.remedy)), (0, 0, 0, 2)))
        console.print()
    style = "red" if found else "green"
    told = f"{counted(len(found), 'problem')} with the tables" if found else "all tables hold"
    console.print(Text(told, style=style))
