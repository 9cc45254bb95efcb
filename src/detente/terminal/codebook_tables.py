"""What a check of a codebook found, and what a codebook has."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.padding import Padding
from rich.table import Table

from detente.events.codebook_check import CodebookCheck, TypeSummary
from detente.events.examples import Failure
from detente.reader.learnt import HEADS
from detente.reader.training import macro_f1
from detente.reader.type_shares import NO_ACT
from detente.teaching import Training
from detente.terminal.console import Console, Text
from detente.terminal.phrasing import QUAD_STYLES, counted


def checked(found: CodebookCheck, console: Console) -> None:
    """Prints problems and failed examples, by file and line, and last how many there are."""
    for problem in found.problems:
        console.print(Text(f"{problem.file}, line {problem.line}", style="dim"), soft_wrap=True)
        _line("", problem.what, console)
        _line("remedy", problem.remedy, console)
        console.print()
    for failure in found.failures:
        _failure(failure, console)
        console.print()
    for difference in found.renamed:
        _line("a fault of detente", difference, console)
    has = ", ".join((counted(found.types, "type"), counted(found.signals, "signal")))
    console.print(Text(f"{found.folder}: {has}"), soft_wrap=True)
    if found.problems:
        console.print(
            Text(f"{counted(len(found.problems), 'problem')} with its files", style="red")
        )
    if found.examples:
        right = found.examples - len(found.failures)
        style = "red" if found.failures else "green"
        console.print(Text(f"{right} of {found.examples} examples code as stated", style=style))
        if not found.renamed:
            same = (
                "with other names for its types, modes and contexts, they code and merge the same"
            )
            console.print(Text(same, style="green"))
    elif found.problems:
        console.print(Text("its examples are not coded before these are mended"))
    else:
        console.print(Text("it has no examples"))


def trained(found: Training, folder: Path, console: Console) -> None:
    """Prints how well a reader that was taught tells each type."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("type")
    for heading in ("examples", "told", "right", "F1"):
        table.add_column(heading, justify="right")
    for one in found.scores:
        name = "no act" if one.name == NO_ACT else one.name
        row = [name, str(one.examples), str(one.told), str(one.right)]
        table.add_row(*map(Text, row), Text(f"{one.f1:.2f}"))
    console.print(table)
    console.print()
    console.print(
        Text(f"mean F1 of the types, each example left out in turn: {macro_f1(found.scores):.2f}")
    )
    if found.cut:
        cut = counted(found.cut, "example")
        console.print(Text(f"{cut} left out: the trigger stands too far into a long sentence"))
    console.print(Text(f"kept in {folder / HEADS}"), soft_wrap=True)


def _failure(failure: Failure, console: Console) -> None:
    console.print(Text(f"{failure.file}, line {failure.line}", style="dim"), soft_wrap=True)
    _line("counter-example" if failure.counter else "example", failure.text, console)
    _line("wanted", failure.wanted, console)
    _line("got", failure.got, console)
    for reason in failure.why:
        _line("why", reason, console)


def _line(label: str, value: str, console: Console) -> None:
    text = Text(f"{label}: " if label else "", style="dim")
    text.append(" ".join(value.split()), style="not dim")
    console.print(Padding(text, (0, 0, 0, 2)))


def listed(types: Sequence[TypeSummary], console: Console) -> None:
    """Prints a table of types, as wide as the console."""
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column("Type", no_wrap=True)
    table.add_column("Score", justify="right", no_wrap=True)
    table.add_column("Modes", ratio=1)
    for name in ("Signals", "Examples", "Counter-"):
        table.add_column(name, justify="right", no_wrap=True)
    for one in types:
        table.add_row(
            Text(one.type, style=QUAD_STYLES.get(one.quad, "")),
            f"{one.score:+g}",
            ", ".join(f"{mode.name}({mode.score:+g})" for mode in one.modes),
            str(one.signals),
            str(one.examples),
            str(one.counter_examples),
        )
    console.print(table)
    modes = sum(len(one.modes) for one in types)
    signals = sum(one.signals for one in types)
    examples = sum(one.examples + one.counter_examples for one in types)
    counts = ((len(types), "type"), (modes, "mode"), (signals, "signal"), (examples, "example"))
    console.print(Text(", ".join(counted(n, noun) for n, noun in counts), style="dim"))
