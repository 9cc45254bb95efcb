"""What a statement does: told by its cue, or by its own words where the cue says nothing."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from msgspec import Struct

from detente.errors import TableError
from detente.model import StatementKind
from detente.statements.cues import Cue
from detente.statements.wordlists import words as word_lists

# Longer statements are whole speeches; their first words say what they do, and time stays bounded.
_LONGEST = 1_000
# Whom and what is denied stands in so many words: "the stranded ship entry".
_OBJECT = 4


class Signal(Struct, frozen=True):
    """A pattern in a statement's words that says what the statement does."""

    kind: StatementKind
    where: Literal["cue", "any"]
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
        if kind not in get_args(StatementKind) or place not in ("cue", "any"):
            raise TableError(f"{where}: unknown kind or place {kind!r}, {place!r}")
        try:
            compiled = re.compile(pattern, re.IGNORECASE)
        except re.error as error:
            raise TableError(f"{where}: not a regular expression ({error})") from error
        signals.append(Signal(kind, place, compiled, example))  # type: ignore[arg-type]
    return tuple(signals)


@cache
def signal_table() -> tuple[Signal, ...]:
    """The shipped signals; read once."""
    path = files("detente") / "data" / "statements" / "signals.tsv"
    return read_signals(path.read_text("utf-8"))


def kinds_of(cue: Cue | None, words: str) -> tuple[StatementKind, ...]:
    """The kinds of a statement reported by *cue* (``None``: by none) with these *words*.

    An attitude ("believes that ...") has none.  A plain cue ("said") makes a claim, unless the
    words themselves do something else.
    """
    if cue is not None and cue.cue_class == "think":
        return ()
    own = () if cue is None else cue.kinds
    if "denial" in own and _withheld(words):
        own = tuple("refusal" if kind == "denial" else kind for kind in own)
    plain = cue is None or own == ("claim",)
    words = words[:_LONGEST]
    found = [
        signal.kind
        for signal in signal_table()
        if (plain or signal.where == "any") and signal.pattern.search(words)
    ]
    told = [kind for kind in own if kind != "claim" or not found]
    if not told and not found and cue is None:
        found = ["claim"]
    return tuple(dict.fromkeys([*told, *found]))


def _withheld(words: str) -> bool:
    """Whether what was denied is a thing: "denied the ship entry", "denied bail"."""
    first = words.casefold().split()[:_OBJECT]
    return "that" not in first and not word_lists().withheld.isdisjoint(
        word.strip(",.") for word in first
    )
