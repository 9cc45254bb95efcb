"""The names in a report by their kind: a linear model over signs, decoded word by word.

The weights are data (``names.tsv.gz``), learned by ``scripts/tables/train_names.py`` from texts
under an open licence; the same report has the same names always.
"""

from __future__ import annotations

import gzip
from functools import cache

import numpy as np
from msgspec import Struct

from detente.actor_tables.table_rows import shipped
from detente.language.structure import EntityKind
from detente.model import Span
from detente.naming.word_signs import Signs

KINDS: tuple[EntityKind, ...] = ("person", "place", "organisation", "nationality", "other")
TAGS = ("O", *(f"{edge}{kind}" for kind in KINDS for edge in "BI"))
"""What a word is: outside of names, or the beginning or inside of one of a kind."""

FORBIDDEN = -1e9


class Name(Struct, frozen=True):
    """A name in the text, and what it is the name of."""

    span: Span
    kind: EntityKind
    sentence: int


class Weights(Struct, frozen=True):
    """The model: a row of weights a sign, one a tag; and one a pair of tags that follow."""

    rows: dict[str, int]
    signs: np.ndarray
    moves: np.ndarray


def allowed() -> np.ndarray:
    """Which tag may follow which: the inside of a name only its beginning or inside."""
    moves = np.zeros((len(TAGS) + 1, len(TAGS)))
    for before in range(len(TAGS) + 1):
        for after, tag in enumerate(TAGS):
            own = before < len(TAGS) and TAGS[before][1:] == tag[1:]
            if tag[0] == "I" and not own:
                moves[before, after] = FORBIDDEN
    return moves


@cache
def weights() -> Weights:
    """The shipped model."""
    rows: dict[str, int] = {}
    values: list[list[int]] = []
    moves = allowed()
    text = gzip.decompress(shipped("names.tsv.gz").read_bytes()).decode("utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        sign, *numbers = line.split("\t")
        if sign.startswith(">"):
            moves[int(sign[1:])] += [int(n) for n in numbers]
        else:
            rows[sign] = len(values)
            values.append([int(n) for n in numbers])
    return Weights(rows, np.array(values, dtype=np.int32), moves)


def runs(signs: Signs) -> list[list[int]]:
    """The stretches of neighbouring words that may be names, each of one sentence."""
    found: list[list[int]] = []
    for index in signs.wanted:
        joined = (
            found
            and found[-1][-1] == index - 1
            and signs.tokens[index].sentence == signs.tokens[index - 1].sentence
        )
        if joined:
            found[-1].append(index)
        else:
            found.append([index])
    return found


def decode(scores: np.ndarray, moves: np.ndarray) -> list[int]:
    """The best tags for a stretch of words; *scores* is a row a word, a column a tag."""
    best = moves[-1] + scores[0]
    back: list[np.ndarray] = []
    for row in scores[1:]:
        total = best[:, None] + moves[:-1]
        back.append(total.argmax(axis=0))
        best = total.max(axis=0) + row
    tags = [int(best.argmax())]
    for step in reversed(back):
        tags.append(int(step[tags[-1]]))
    return tags[::-1]


def spans_of(signs: Signs, run: list[int], tags: list[int]) -> list[Name]:
    """The names that the tags of a stretch spell out."""
    names: list[Name] = []
    start: int | None = None
    for place, index in enumerate([*run, -1]):
        tag = TAGS[tags[place]] if index >= 0 else "O"
        if start is not None and not tag.startswith("I"):
            kind = KINDS[(tags[start] - 1) // 2]
            first, last = signs.tokens[run[start]], signs.tokens[run[place - 1]]
            names.append(Name(Span(first.span.start, last.span.end), kind, first.sentence))
            start = None
        if tag.startswith("B"):
            start = place
    return names


def tagged(signs: Signs) -> list[Name]:
    """The names of a report, in order."""
    model = weights()
    names: list[Name] = []
    for run in runs(signs):
        scores = np.zeros((len(run), len(TAGS)))
        for place, index in enumerate(run):
            rows = [model.rows[s] for s in signs.of(index) if s in model.rows]
            scores[place] = model.signs[rows].sum(axis=0)
        names.extend(spans_of(signs, run, decode(scores, model.moves)))
    return names
