"""The figures of an evaluation, and what each miss was."""

from __future__ import annotations

from rich.padding import Padding
from rich.table import Table

from detente.evaluation import AnswerKey, Evaluation
from detente.terminal.console import Console, Text


def evaluation(found: Evaluation, key: AnswerKey, console: Console) -> None:
    """Prints the figures, then misses, mentions beyond the key and sprung traps."""
    table = Table(box=None, pad_edge=False)
    table.add_column("Figure")
    table.add_column("Right", justify="right")
    table.add_column("Of", justify="right")
    for name, figure in found.figures.items():
        table.add_row(name, str(figure.count), "" if figure.of is None else str(figure.of))
    console.print(table)
    if found.again:
        console.print(
            Text(f"{found.again} more mentions tell an event of the key once again", style="dim")
        )
    for name in dict.fromkeys(miss.figure for miss in found.misses):
        _heading(f"Not right: {name}", console)
        for miss in (m for m in found.misses if m.figure == name):
            _item(miss.key or miss.evidence, console)
            _line("words", miss.evidence if miss.key else "", console)
            _line("expected", miss.expected, console)
            _line("coded", "; ".join(miss.coded) or "nothing", console)
    if found.beyond:
        _heading("Beyond the key", console)
    for surplus in found.beyond:
        _item(surplus.coded, console)
        _line("words", surplus.words, console)
        _line("why", surplus.why, console)
    if found.sprung:
        _heading("Traps sprung", console)
    for one in found.sprung:
        trap = key.traps[one.trap]
        _item(f"never {one.never}: {trap.why}", console)
        _line("words", trap.evidence, console)
        _line("coded", one.coded, console)


def _heading(text: str, console: Console) -> None:
    console.print()
    console.print(Text(text, style="bold"))


def _item(text: str, console: Console) -> None:
    console.print(Padding(Text(" ".join(text.split())), (0, 0, 0, 2)))


def _line(label: str, value: str, console: Console) -> None:
    if value:
        text = Text(f"{label}: ", style="dim")
        text.append(" ".join(value.split()), style="not dim")
        console.print(Padding(text, (0, 0, 0, 6)))
