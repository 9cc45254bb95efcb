"""Who said what."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.record import Quotation
from detente.terminal import words


def quotes(quotations: Sequence[Quotation], console: Console) -> None:
    """Prints a table of *quotations*, as wide as the console."""
    table = Table(box=None, expand=True, padding=(0, 1, 1, 0), pad_edge=False)
    table.add_column("Published", ratio=10, min_width=10)
    table.add_column("Who", ratio=20, min_width=12)
    table.add_column("What", ratio=50, min_width=20)
    table.add_column("Kind", ratio=10, min_width=8)
    for quotation in quotations:
        table.add_row(
            words.published_on(quotation.published),
            _who(quotation),
            _what(quotation),
            ", ".join(quotation.statement.kinds),
        )
    console.print(table)
    console.print(Text(words.counted(len(quotations), "statement"), style="dim"))


def _who(quotation: Quotation) -> str:
    who = words.actor(quotation.speaker) if quotation.speaker else "unknown"
    return f"{who} to {words.actor(quotation.addressee)}" if quotation.addressee else who


def _what(quotation: Quotation) -> Text:
    """The words, in quotation marks only where they are the speaker's own."""
    said = " ... ".join(" ".join(part.split()) for part in quotation.words)
    text = Text(said if quotation.statement.form == "indirect" else f"“{said}”")
    text.append(f"\n{PurePath(quotation.source).name}", style="dim")
    return text
