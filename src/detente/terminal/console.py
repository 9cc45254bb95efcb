"""Where the command line writes, how wide, and what it lets through.

All that is printed for a person goes through :class:`Text` and :class:`Console`, which show what
would drive the terminal as marks; all JSON through :func:`print_json` and :func:`print_lines`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Self

import msgspec
import rich.console
import rich.text
from rich.console import ConsoleOptions, RenderableType
from rich.segment import Segment

from detente.output import standard_output
from detente.unseen import escaped, visible

# Wide enough for a table of words and names, narrow enough for a file that somebody reads.
PIPED_WIDTH = 100


class Text(rich.text.Text):
    """Text on one line: whatever is put into it, nothing in it moves the cursor.

    Marks are put in before a table is laid out, so that its columns hold.
    """

    def __init__(self, text: str = "", style: str = "", **options: Any) -> None:
        super().__init__(_on_one_line(text), style, **options)

    def append(self, text: str | rich.text.Text, style: Any = None) -> Self:
        """Puts *text* behind; a line break in it shows as a mark."""
        if isinstance(text, str):
            text = _on_one_line(text)
        super().append(text, style)
        return self

    def append_line(self, text: str, style: Any = None) -> Self:
        """Puts *text* behind on a line of its own."""
        super().append("\n")
        return self.append(text, style)


class Console(rich.console.Console):
    """A console to which no text is markup, and on which only detente's own styles act."""

    def __init__(self, **options: Any) -> None:
        if os.environ.get("NO_COLOR"):
            # Left to itself, rich leaves out colours alone and keeps bold.
            options.setdefault("color_system", None)
        super().__init__(highlight=False, markup=False, emoji=False, **options)

    def render_str(self, text: str, **options: Any) -> rich.text.Text:
        """A text that stands in a table as it is."""
        return super().render_str(_on_one_line(text), **options)

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        """The pieces to be printed, still without styles: a view that forgot Text ends here."""
        for segment in super().render(renderable, options):
            text, style, control = segment
            yield segment if control else Segment(visible(text, breaks=True), style)


def _on_one_line(text: str) -> str:
    """*text* with marks for line breaks too; a tab is a blank, which rich sets."""
    return "	".join(visible(part) for part in text.split("	"))


@contextmanager
def page() -> Iterator[Console]:
    """Standard output: as wide as the terminal, or :data:`PIPED_WIDTH` where it is none.

    Colours and styles only on a terminal, and none where ``NO_COLOR`` is set.  What is printed
    appears at the end, without the blanks that fill a table's lines.
    """
    stdout = standard_output()
    width = None if stdout.isatty() or "COLUMNS" in os.environ else PIPED_WIDTH
    console = Console(file=stdout, width=width)
    with console.capture() as captured:
        yield console
    lines = captured.get().split("\n")
    if not lines[-1]:
        lines.pop()
    stdout.writelines(line.rstrip() + "\n" for line in lines)
    stdout.flush()


def messages() -> Console:
    """Standard error, for what is no part of the answer."""
    return Console(file=sys.stderr, soft_wrap=True)


def print_json(value: Any) -> None:
    """*value* as indented JSON in UTF-8 on standard output."""
    encoded = msgspec.json.format(msgspec.json.encode(value), indent=2)
    _print_bytes([escaped(encoded)])


def print_lines(values: Iterable[Any]) -> None:
    """Each of *values* as JSON on a line of its own of standard output, in UTF-8."""
    _print_bytes(escaped(msgspec.json.encode(value)) for value in values)


def _print_bytes(lines: Iterable[bytes]) -> None:
    stdout = standard_output()
    stdout.flush()
    for line in lines:
        stdout.buffer.write(line + b"\n")
    stdout.buffer.flush()
