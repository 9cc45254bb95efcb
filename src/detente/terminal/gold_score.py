"""How well gold records were coded, and what each miss was."""

from __future__ import annotations

from collections.abc import Mapping

from rich.padding import Padding
from rich.table import Table

from detente.evaluation import GoldScore, Share
from detente.terminal.console import Console, Text
from detente.terminal.phrasing import counted

MOST_CONFUSED = 15
"""How many rows of the confusion are shown; --json has all."""


def gold_score(found: GoldScore, console: Console, *, misses: bool) -> None:
    """Prints the shares, those by type and construction, and the confusion.

    With *misses* also what was not coded as the gold has it, and what the gold does not have.
    """
    console.print(Text(f"{counted(found.records, 'record')} of {found.gold} ({found.shape})"))
    _shares("", found.shares, console)
    _shares("By type", found.types, console)
    _shares("By construction", found.constructions, console)
    if found.confusion:
        _heading("Taken for another type", console)
        table = Table("Gold", "Coded as", box=None, pad_edge=False)
        table.add_column("Times", justify="right")
        for one in found.confusion[:MOST_CONFUSED]:
            table.add_row(one.gold, one.coded, str(one.times))
        console.print(table)
    if misses:
        _misses(found, console)
    elif found.misses or found.false:
        told = (
            f"{len(found.misses)} not right, {counted(len(found.false), 'event')} not in the gold"
        )
        console.print(Text(f"{told}; --misses lists them", style="dim"))


def _shares(title: str, shares: Mapping[str, Share], console: Console) -> None:
    if not shares:
        return
    if title:
        _heading(title, console)
    table = Table(box=None, pad_edge=False)
    table.add_column("")
    for name in ("Right", "Coded", "Gold", "Precision", "Recall", "F1"):
        table.add_column(name, justify="right")
    for name, share in shares.items():
        counts = ["" if n is None else str(n) for n in (share.right, share.coded, share.gold)]
        rates = (share.precision, share.recall, share.f1)
        table.add_row(name, *counts, *("" if r is None else f"{r:.3f}" for r in rates))
    console.print(table)


def _misses(found: GoldScore, console: Console) -> None:
    for what in dict.fromkeys(miss.what for miss in found.misses):
        _heading(f"Not right: {what}", console)
        for miss in (m for m in found.misses if m.what == what):
            _line(f"{miss.line}.", miss.text, console, 0)
            _line("gold", miss.wanted, console)
            _line("coded", "; ".join(miss.coded) or "nothing", console)
            _line("not coded", "; ".join(miss.why), console)
    if found.false:
        _heading("Not in the gold", console)
    for one in found.false:
        _line(f"{one.line}.", one.text, console, 0)
        _line("coded", f"{one.coded} ({one.construction})", console)


def _heading(words: str, console: Console) -> None:
    console.print()
    console.print(Text(words, style="bold"))


def _line(label: str, words: str, console: Console, indent: int = 2) -> None:
    if words:
        line = Text.assemble((f"{label}: " if indent else f"{label} ", "dim"), words)
        console.print(Padding(line, (0, 0, 0, indent)))
