"""Where the command line writes, and how wide."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
from rich.console import Console

# Wide enough for a table of words and names, narrow enough for a file that somebody reads.
PIPED_WIDTH = 100


@contextmanager
def page() -> Iterator[Console]:
    """Standard output: as wide as the terminal, or :data:`PIPED_WIDTH` where it is none.

    Colours and styles only on a terminal; rich itself minds ``NO_COLOR``.  What is printed appears
    at the end, without the blanks that fill a table's lines.
    """
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else PIPED_WIDTH
    console = Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False)
    with console.capture() as captured:
        yield console
    sys.stdout.writelines(line.rstrip() + "\n" for line in captured.get().splitlines())


def messages() -> Console:
    """Standard error, for what is no part of the answer."""
    return Console(file=sys.stderr, highlight=False, markup=False, emoji=False, soft_wrap=True)


def print_json(value: Any) -> None:
    """*value* as indented JSON in UTF-8 on standard output."""
    sys.stdout.flush()
    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n")


def print_line(value: Any) -> None:
    """*value* as JSON on one line of standard output, in UTF-8."""
    sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")
