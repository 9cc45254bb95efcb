"""What an actor said on a matter, in order of time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from rich.table import Table

from detente.positions import Position
from detente.positions.answer_table import Side
from detente.terminal import phrasing
from detente.terminal.console import Console, Text
from detente.terminal.quotes import gist, who

_STYLES: dict[Side | None, str] = {
    "open": "green", "conditional": "yellow", "closed": "red", None: "",
}  # fmt: skip


def positions(found: Sequence[Position], console: Console) -> None:
    """Prints a table of *found*, as wide as the console."""
    table = Table(box=None, expand=True, padding=(0, 1, 1, 0), pad_edge=False)
    table.add_column("Said", ratio=10, min_width=10)
    table.add_column("Who", ratio=20, min_width=12)
    table.add_column("What", ratio=46, min_width=20)
    table.add_column("Side", ratio=14, min_width=11)
    for position in found:
        quotation = position.quotation
        text = Text(gist(quotation))
        if quotation.answers is not None:
            text.append_line(quotation.answers.kind, style="italic")
        text.append_line(PurePath(quotation.source).name, style="dim")
        table.add_row(
            phrasing.days(quotation.said_on), who(quotation), text, _side(position),
        )  # fmt: skip
    console.print(table)
    console.print(Text(phrasing.counted(len(found), "statement"), style="dim"))


def _side(position: Position) -> Text:
    kinds = ", ".join(position.quotation.statement.kinds)
    text = Text(position.side or kinds, style=_STYLES[position.side])
    if position.side is not None and kinds:
        text.append_line(kinds, style="dim")
    if position.changed_from:
        text.append_line(f"was {' and '.join(position.changed_from)}", style="bold")
    return text
