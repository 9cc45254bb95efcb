"""The words and rules of ``data/positions/answers.toml``, read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec
from msgspec import Struct

from detente.errors import TableError
from detente.model import AnswerKind, StatementKind

Side = Literal["open", "conditional", "closed"]
"""Whether a statement leaves the other side a way: it offers one, on a condition, or shuts one."""


class Rule(Struct, frozen=True, rename={"sources": "from", "targets": "to"}):
    """Statements of the kinds ``sources`` answer statements of the kinds ``targets``."""

    kind: AnswerKind
    sources: tuple[StatementKind, ...]
    targets: tuple[StatementKind, ...]


class AnswerTable(Struct, frozen=True, forbid_unknown_fields=True):
    """The file's tables; ``nouns`` and ``sides`` are by the kind of statement."""

    responses: frozenset[str]
    acceptances: frozenset[str]
    rule: tuple[Rule, ...]
    nouns: dict[StatementKind, frozenset[str]]
    sides: dict[StatementKind, Side]


def read_answer_table(text: str, name: str = "answers.toml") -> AnswerTable:
    """The table in *text*; raises :class:`~detente.errors.TableError` naming the field."""
    try:
        return msgspec.toml.decode(text, type=AnswerTable)
    except msgspec.MsgspecError as error:
        raise TableError(f"{name}: {error}; see the comments of the shipped file") from error


@cache
def answer_table() -> AnswerTable:
    """The shipped table."""
    path = files("detente") / "data" / "positions" / "answers.toml"
    return read_answer_table(path.read_text("utf-8"))
