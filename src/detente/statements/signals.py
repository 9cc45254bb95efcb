"""Patterns in a statement's words that say what it does, from a language's ``signals.tsv``."""

from __future__ import annotations

import csv
import re
from typing import Literal, get_args

from msgspec import Struct

from detente.errors import TableError
from detente.model import StatementKind


class Signal(Struct, frozen=True):
    """A pattern in a statement's words that says what the statement does."""

    kind: StatementKind
    where: Literal["cue", "any", "part"]
    pattern: re.Pattern[str]
    example: str


def read_signals(text: str, name: str = "signals.tsv") -> tuple[Signal, ...]:
    """The signals in *text*.  Raises :class:`~detente.errors.TableError` naming the row."""
    signals = []
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1)]
    rows = [(n, line) for n, line in lines if line and not line.startswith("#")]
    for number, line in rows[1:]:
        where = f"{name}:{number}"
        row = next(csv.reader([line], delimiter="\t", quoting=csv.QUOTE_NONE))
        if len(row) != 4:
            raise TableError(f"{where}: {len(row)} columns, not 4; separate them with one tab each")
        kind, place, pattern, example = row
        if kind not in get_args(StatementKind) or place not in ("cue", "any", "part"):
            raise TableError(f"{where}: unknown kind or place {kind!r}, {place!r}")
        try:
            compiled = re.compile(pattern, re.IGNORECASE)
        except re.error as error:
            raise TableError(f"{where}: not a regular expression ({error})") from error
        signals.append(Signal(kind, place, compiled, example))  # type: ignore[arg-type]
    return tuple(signals)
