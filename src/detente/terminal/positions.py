"""What an actor said on a matter, in order of time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.table import Table

from detente.model import Where
from detente.positions import Position
from detente.positions.answer_table import Side
from detente.terminal import phrasing
from detente.terminal.console import Console, Text
from detente.terminal.quotes import gist, how_many, tellings, told_in, who

_STYLES: dict[Side | None, str] = {
    "open": "green", "conditional": "yellow", "closed": "red", None: "",
}  # fmt: skip


def positions(found: Sequence[Position], first: Mapping[Where, Where], console: Console) -> None:
    """Prints a table of *found*, as wide as the console.

    What says again what another says, as *first* has it, stands with that one.
    """
    by_where = {position.quotation.where: position for position in found}
    told = tellings([position.quotation for position in found], first)
    table = Table(box=None, expand=True, padding=(0, 1, 1, 0), pad_edge=False)
    table.add_column("Said", ratio=10, min_width=10)
    table.add_column("Who", ratio=20, min_width=12)
    table.add_column("What", ratio=46, min_width=20)
    table.add_column("Side", ratio=14, min_width=11)
    for quotation, *again in told:
        text = Text(gist(quotation))
        if quotation.answers is not None:
            text.append_line(quotation.answers.kind, style="italic")
        text.append_line(told_in(quotation, again), style="dim")
        side = _side(by_where[quotation.where])
        table.add_row(phrasing.days(quotation.said_on), who(quotation), text, side)
    if told:
        console.print(table)
    console.print(Text(how_many(len(found), len(told)), style="dim"))


def _side(position: Position) -> Text:
    kinds = ", ".join(position.quotation.statement.kinds)
    text = Text(position.side or kinds, style=_STYLES[position.side])
    if position.side is not None and kinds:
        text.append_line(kinds, style="dim")
    if position.changed_from:
        text.append_line(f"was {' and '.join(position.changed_from)}", style="bold")
    return text
