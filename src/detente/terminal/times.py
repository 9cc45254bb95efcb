"""The time expressions of a text and the dates of its acts, for a person to follow."""

from __future__ import annotations

from rich.table import Table

from detente.model import Interval, Published
from detente.terminal.console import Console, Text
from detente.terminal.phrasing import days, flat, lines
from detente.times.times_shown import TimesFound


def times_found(found: TimesFound, console: Console) -> None:
    """Prints the expressions with days, TIMEX3 and working, then each act with its days."""
    for line in lines(found.text):
        console.print(Text(line, style="bold"))
    console.print(Text(_published(found.published), style="dim"))
    console.print()
    if found.expressions:
        console.print(_expressions(found))
    else:
        console.print(Text("no time expression"))
    if found.acts:
        console.print()
        console.print(_acts(found))


def _published(published: Published) -> str:
    if published.basis == "unknown":
        return "as in a report of an unknown day"
    clock = f", {published.time}" if published.time else ""
    return f"as in a report of {days(published.interval)}{clock}"


def _table(*headings: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def _expressions(found: TimesFound) -> Table:
    table = _table("Expression", "Days", "Precision", "Timex", "Working")
    for one in found.expressions:
        table.add_row(
            Text(flat(one.words)),
            Text(_days(one.interval)),
            Text(one.interval.precision),
            Text(f"{one.timex_type} {one.timex_value}"),
            Text(one.reason, style="dim"),
        )
    return table


def _acts(found: TimesFound) -> Table:
    table = _table("Act", "Days", "Rests on", "Working")
    for act in found.acts:
        table.add_row(
            Text(flat(act.act)),
            Text(_days(act.interval)),
            Text(f"“{flat(act.words)}”" if act.words else "-"),
            Text(act.reason, style="dim"),
        )
    return table


def _days(interval: Interval) -> str:
    return "no day" if interval.earliest is None and interval.latest is None else days(interval)
