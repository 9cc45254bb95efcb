"""A reader taught from the examples of a codebook: ``detente codebook train``.

The words that a reader is asked of are those that the language room takes for predicates, so it is
they that it learns from: those in an example's trigger as its type, the others of its sentence as
no act.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from hashlib import blake2b
from pathlib import Path

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from detente.errors import CodebookError
from detente.events.taught import Taught, load_taught
from detente.language import Parser
from detente.model import Report, Span
from detente.reader import Encoder
from detente.reader.nearest import Near, Nearest
from detente.reader.training import FEWEST, Scored, Told, cross_validated, fit_heads
from detente.reader.type_shares import NO_ACT, Heads

EXAMPLES = "examples"
"""The folder of a codebook's folder that holds its examples, in files ``*.tsv``."""

FURTHER, OTHERS = 0.5, 0.3
"""What the second and later predicates of a trigger weigh, and those elsewhere in the sentence."""


class Lesson(Struct, frozen=True):
    """An example with the predicates that the language room finds in it.

    ``own`` stand in its trigger, ``others`` elsewhere in the sentence.
    """

    taught: Taught
    own: tuple[Span, ...]
    others: tuple[Span, ...]

    @property
    def type(self) -> str:
        """Its type, or that there is no act."""
        return self.taught.type or NO_ACT

    @property
    def asked(self) -> Span:
        """The words that a reader is asked of: the first predicate, or else all that is marked."""
        return self.own[0] if self.own else self.taught.trigger


class Training(Struct, frozen=True):
    """What came of training: how many examples there were, and how well each type is told.

    ``scores`` are by cross-validation, no act last; ``cut`` counts examples whose trigger stands
    behind what is read of a long sentence, which were left out.
    """

    examples: int
    cut: int
    scores: tuple[Scored, ...]


def lessons(parser: Parser, taught: Sequence[Taught]) -> list[Lesson]:
    """Examples with their predicates, in their order."""
    reports = [
        Report(f"r{i}", one.where, one.text, paragraphs=(Span(0, len(one.text)),))
        for i, one in enumerate(taught)
    ]
    found = []
    for one, structure in zip(taught, parser.parse(reports), strict=True):
        predicates = [clause.trigger for clause in structure.clauses]
        own = tuple(span for span in predicates if one.trigger.covers(span))
        found.append(Lesson(one, own, tuple(span for span in predicates if span not in own)))
    return found


def examples_of(folder: Path, types: Sequence[str]) -> list[Taught]:
    """The examples of the codebook in *folder*, whose types are *types*.

    Raises :class:`~detente.errors.CodebookError` where there are too few to learn from or one is of
    a type that the codebook doesn't have, :class:`~detente.errors.TableError` for a line that does
    not hold.
    """
    taught = load_taught(sorted((folder / EXAMPLES).glob("*.tsv")))
    if not taught:
        raise CodebookError(
            f"{folder / EXAMPLES}: there are no examples to learn from; put sentences there, "
            "a line each, as docs/codebook.md says"
        )
    for one in taught:
        if one.type is not None and one.type not in types:
            raise CodebookError(
                f"{one.where}: there is no type {one.type}; the codebook has {', '.join(types)}"
            )
    counts = Counter(one.type or NO_ACT for one in taught)
    counts.setdefault(NO_ACT, 0)
    for name, number in sorted(counts.items()):
        if number < FEWEST:
            what = "of no act (-)" if name == NO_ACT else f"of {name}"
            raise CodebookError(
                f"{folder / EXAMPLES}: {number} examples {what}; at least {FEWEST} are needed, "
                "and twenty give something useful"
            )
    return taught


def teach(
    learnt: Sequence[Lesson], encoder: Encoder, told: Callable[[int, int], None]
) -> tuple[Heads, Nearest, Training]:
    """The heads that *learnt* gives, the examples to find again, and how good the heads are.

    *told* is given the examples read so far and their number.
    """
    rows: list[list[Told]] = []
    kept: list[Lesson] = []
    for done, one in enumerate(learnt, start=1):
        if row := _row(one, encoder):
            rows.append(row)
            kept.append(one)
        told(done, len(learnt))
    texts = "\n".join(sorted(f"{one.type}\t{one.taught.text}" for one in learnt))
    made_by = blake2b(texts.encode(), digest_size=4).hexdigest()
    scores = cross_validated(rows, made_by)
    heads = fit_heads([told for row in rows for told in row], made_by)
    vectors = [row[0].vector for row in rows]
    return (
        heads,
        to_find(kept, vectors),
        Training(len(learnt), len(learnt) - len(rows), tuple(scores)),
    )


def to_find(learnt: Sequence[Lesson], vectors: Sequence[NDArray[np.float32]]) -> Nearest:
    """Examples to find again by their vectors."""
    near = [Near(one.type, one.taught.text, (one.asked.start, one.asked.end)) for one in learnt]
    return Nearest.of(near, np.stack(vectors))


def _row(one: Lesson, encoder: Encoder) -> list[Told]:
    """What is learnt from an example, what is asked of first; empty where that is not read."""
    read = encoder.encode(one.taught.text)
    first = read.of(one.asked)
    if first is None:
        return []
    row = [Told(first, one.type)]
    for spans, name, weight in ((one.own[1:], one.type, FURTHER), (one.others, NO_ACT, OTHERS)):
        for span in spans:
            vector = read.of(span)
            if vector is not None:
                row.append(Told(vector, name, weight))
    return row
