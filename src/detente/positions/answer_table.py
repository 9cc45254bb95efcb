"""Which kinds of statements answer which, and the words by which that is seen."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources.abc import Traversable
from typing import Literal

from msgspec import Struct

from detente.model import CODED, AnswerKind, StatementKind
from detente.word_folders import NEVER, WordFolder, decoded, shipped

Side = Literal["open", "conditional", "closed"]
"""Whether a statement leaves the other side a way: it offers one, on a condition, or shuts one."""


class Rule(Struct, frozen=True, rename={"sources": "from", "targets": "to"}):
    """Statements of the kinds ``sources`` answer statements of the kinds ``targets``."""

    kind: AnswerKind
    sources: tuple[StatementKind, ...]
    targets: tuple[StatementKind, ...]


class AnswerTable(Struct, frozen=True, forbid_unknown_fields=True):
    """The rules of ``data/positions/answers.toml``; ``sides`` are by the kind of statement."""

    rule: tuple[Rule, ...]
    sides: dict[StatementKind, Side]


class PositionWords(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The lists and patterns of ``data/positions/<language>/words.toml``.

    ``nouns`` are by the kind of statement that they take up again.  ``weightless`` words make no
    other statement where they differ, and ``mere_speech`` are cues that only say that one spoke.
    """

    responses: frozenset[str] = frozenset()
    acceptances: frozenset[str] = frozenset()
    back: re.Pattern[str] = NEVER
    pronoun: re.Pattern[str] = NEVER
    condition: re.Pattern[str] = NEVER
    weightless: frozenset[str] = frozenset()
    mere_speech: frozenset[str] = frozenset()
    nouns: dict[StatementKind, frozenset[str]] = {}

    @classmethod
    def load(cls, language: str = CODED, data: Traversable | None = None) -> PositionWords:
        """The words of *language*, from the shipped folders or from those in *data*.

        Raises :class:`~detente.errors.TableError` naming file or key where a table does not hold.
        """
        return WordFolder("positions", language, data).table("words.toml", cls)


def read_answer_table(text: str, name: str = "answers.toml") -> AnswerTable:
    """The table in *text*; raises :class:`~detente.errors.TableError` naming the field."""
    return decoded(text, AnswerTable, name)


@cache
def answer_table() -> AnswerTable:
    """The shipped rules, which hold for every language; read once."""
    return read_answer_table((shipped() / "positions" / "answers.toml").read_text("utf-8"))
