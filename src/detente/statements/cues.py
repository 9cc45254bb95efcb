"""The words that report speech and thought, from a language's ``cues.tsv``."""

from __future__ import annotations

import csv
from typing import Literal, get_args

from msgspec import Struct

from detente.errors import TableError
from detente.model import StatementKind

Part = Literal["verb", "noun", "adjective", "preposition"]
CueClass = Literal["say", "think", "act"]

Frame = Literal["quote", "finite", "infinitive", "gerund"]
NounFrame = Literal["object", "small", "marked", "hearer"]

_KINDS = frozenset(get_args(StatementKind))


class Cue(Struct, frozen=True):
    """One sense of a cue word: the frames it reports with and what such a statement does.

    Of ``nouns``, "object", "small" and "marked" are what is said; with "hearer" the object is who
    it is said to.
    """

    word: str
    part: Part
    cue_class: CueClass
    clauses: frozenset[Frame]
    nouns: frozenset[NounFrame]
    prepositions: frozenset[str]
    kinds: tuple[StatementKind, ...]


class CueTable(Struct, frozen=True):
    """All cues; a word may have several senses with different frames."""

    senses: dict[tuple[str, str], tuple[Cue, ...]]

    def of(self, part: Part, word: str, particle: str = "") -> tuple[Cue, ...]:
        """The senses of *word* as *part*, with its particle where the table has the pair."""
        if particle and (found := self.senses.get((part, f"{word} {particle}"))):
            return found
        return self.senses.get((part, word), ())


def read_cues(text: str, name: str = "cues.tsv") -> CueTable:
    """The table in *text*.  Raises :class:`~detente.errors.TableError` naming the row."""
    senses: dict[tuple[str, str], list[Cue]] = {}
    lines = ((n, line) for n, line in enumerate(text.splitlines(), 1) if not line.startswith("#"))
    rows = [(number, next(csv.reader([line], delimiter="\t"))) for number, line in lines if line]
    for number, row in rows[1:]:
        cue = _cue(row, f"{name}:{number}")
        senses.setdefault((cue.part, cue.word), []).append(cue)
    return CueTable({key: tuple(found) for key, found in senses.items()})


def _cue(row: list[str], where: str) -> Cue:
    if len(row) != 7:
        raise TableError(f"{where}: {len(row)} columns, not 7; separate them with one tab each")
    word, part, cue_class, *frames, kinds = row
    clauses, nouns, prepositions = (_words(frame) for frame in frames)
    for what, value, known in (
        ("part", {part}, get_args(Part)),
        ("class", {cue_class}, get_args(CueClass)),
        ("clauses", clauses, get_args(Frame)),
        ("noun", nouns, get_args(NounFrame)),
        ("kinds", _words(kinds), _KINDS),
    ):
        if unknown := set(value) - set(known):
            raise TableError(
                f"{where}: {what} {sorted(unknown)} is not known; use one of {sorted(known)}"
            )
    return Cue(
        word,
        part,  # type: ignore[arg-type]  # checked above
        cue_class,  # type: ignore[arg-type]
        clauses,  # type: ignore[arg-type]
        nouns,  # type: ignore[arg-type]
        prepositions,
        tuple(kinds.split()) if kinds != "-" else (),  # type: ignore[arg-type]
    )


def _words(cell: str) -> frozenset[str]:
    return frozenset() if cell == "-" else frozenset(cell.split())
