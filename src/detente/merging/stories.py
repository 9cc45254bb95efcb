"""How alike two reports are by their rare words and names: whether they tell one story.

A word counts by how few articles of other news have it (tf-idf); the counts are shipped, so that
what else is in a record moves no likeness.  The likeness is the cosine of two texts' words, from 0
to 1; a short text is never much like another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from heapq import nsmallest
from importlib.resources import files
from math import log, sqrt

import numpy as np
from msgspec import Struct

from detente.errors import TableError
from detente.merging.block_pairs import (
    LAST_DAY,
    Names,
    Numbers,
    beside,
    columns,
    gaps,
    hashed,
    ordinal,
)
from detente.merging.content_words import stems
from detente.merging.measures import StoryMeasures
from detente.merging.mention_facts import gap
from detente.model import Interval

MOST_PAIRS = 200_000
"""Pairs of reports whose likeness is kept at hand: some fifty megabytes."""


class WordCounts(Struct, frozen=True):
    """In how many of so many articles each word stands, by its stem."""

    articles: int
    words: dict[str, int]


@cache
def word_counts() -> WordCounts:
    """The shipped counts; raises :class:`TableError` for a table that does not hold."""
    text = (files("detente") / "data" / "merging" / "word_counts.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    try:
        (_, count), *words = rows
        return WordCounts(int(count), {word: int(n) for word, n in words})
    except ValueError as error:
        raise TableError(f"word_counts.tsv: {error}; each row is a word, a tab, a count") from error


@lru_cache(maxsize=1 << 18)
def rarity(word: str) -> float:
    """How much a word tells: the logarithm of how many articles there are for one with it."""
    counts = word_counts()
    return log(counts.articles / max(1, counts.words.get(word, 1)))


class ReportStanding(Struct, frozen=True, array_like=True):
    """By what a report finds those that could tell its story; days are ordinals.

    ``id`` names it in 64 bits; ``keys`` are the words that tell most of it, as hashes; in the block
    of each it stands at ``place``, its day.  ``earliest`` and ``latest`` are
    :data:`~detente.merging.block_pairs.NO_DAY` where they are not known.
    """

    id: int
    keys: tuple[int, ...]
    place: int
    earliest: int
    latest: int


class ReportRows(Struct, frozen=True):
    """Places of reports in blocks, one each; the fields are those of :class:`ReportStanding`."""

    key: Names
    place: Numbers
    report: Names
    earliest: Numbers
    latest: Numbers

    @classmethod
    def of(cls, reports: Iterable[ReportStanding]) -> ReportRows:
        """All places of *reports*, in the order of blocks and of places in them."""
        found = [(k, r.place, r.id, r.earliest, r.latest) for r in reports for k in r.keys]
        name, number = np.uint64, np.int64
        return cls(*columns(found, (name, number, name, number, number)))


class Stories:
    """The likeness of reports, each taken apart when it is first asked for.

    *texts* are the reports' texts by id, *published* their days.
    """

    def __init__(
        self, texts: Mapping[str, str], published: Mapping[str, Interval], table: StoryMeasures
    ) -> None:
        self.table = table
        self._texts = texts
        self._published = published
        self._vectors: dict[str, dict[str, float]] = {}
        self._short: set[str] = set()
        self._known: dict[tuple[str, str], float] = {}

    def rarity(self, word: str) -> float:
        """How much a word tells: the logarithm of how many reports there are for one with it."""
        return rarity(word)

    def forget(self, report: str) -> None:
        """Take no more room for a report."""
        self._vectors.pop(report, None)
        self._short.discard(report)

    def short(self, report: str) -> bool:
        """Whether a report has too few rare words to be much like another."""
        self._vector(report)
        return report in self._short

    def likeness(self, one: str, other: str) -> float:
        """How alike two reports are, whenever they were published."""
        key = (one, other) if one < other else (other, one)
        if key not in self._known:
            if len(self._known) >= MOST_PAIRS:
                self._known.clear()
            self._known[key] = _dot(self._vector(one), self._vector(other))
        return self._known[key]

    def of_one_time(self, one: str, other: str) -> bool:
        """Whether two reports were, or may have been, published within a few days."""
        first, last = self._published[one], self._published[other]
        return gap(first, last) <= self.table.days

    def story(self, one: str, other: str) -> float:
        """How alike two reports of one time are; 0 where they are too little so to be one story."""
        if not self.of_one_time(one, other):
            return 0.0
        like = self.likeness(one, other)
        return like if like >= self.table.least else 0.0

    def standing(self, report: str) -> ReportStanding:
        """Where a report stands among those that could tell its story."""
        published, vector = self._published[report], self._vector(report)
        telling = nsmallest(self.table.terms, vector, key=lambda word: (-vector[word], word))
        return ReportStanding(
            id=report_id(report),
            keys=tuple(sorted(map(hashed, telling))),
            place=ordinal(published.latest) or LAST_DAY,
            earliest=ordinal(published.earliest),
            latest=ordinal(published.latest),
        )

    def neighbours(self, reports: Iterable[str]) -> list[tuple[str, str]]:
        """Pairs of *reports* that tell one story, found by the words that tell most of each.

        Reports of a word stand in the order of their days; each is compared with the few that
        follow it.
        """
        names = {report_id(report): report for report in reports}
        standing = [self.standing(report) for report in names.values()]
        ones, others = reports_beside(ReportRows.of(standing), self.table)
        found = zip(ones.tolist(), others.tolist(), strict=True)
        pairs = {(names[one], names[other]) for one, other in found}
        ordered = {(min(pair), max(pair)) for pair in pairs}
        return sorted(pair for pair in ordered if self.story(*pair))

    def _vector(self, report: str) -> dict[str, float]:
        """The weights of a report's words, of length 1 or, where it has few rare words, less."""
        if report not in self._vectors:
            words = sorted(Counter(stems(self._texts[report])).items())
            raw = [(w, rarity(w) if n == 1 else (1 + log(n)) * rarity(w)) for w, n in words]
            length = sqrt(sum([value * value for _, value in raw]))
            if length < self.table.length:
                self._short.add(report)
                length = self.table.length
            self._vectors[report] = {w: value / length for w, value in raw if value > 0}
        return self._vectors[report]


def report_id(report: str) -> int:
    """The name of a report in 64 bits."""
    return hashed(report)


def reports_beside(
    rows: ReportRows, table: StoryMeasures, block: Names | None = None
) -> tuple[Names, Names]:
    """Which reports of one time stand beside each other in a block, the lower name first.

    *rows* are in the order of blocks and of places in them.  *block* is what parts the rows where
    not all of a block are given, else its key.
    """
    return beside(
        rows.key if block is None else block,
        rows.report,
        table.beside,
        lambda first, second: gaps(rows.earliest, rows.latest, first, second) <= table.days,
    )


def _dot(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    if len(one) > len(other):
        one, other = other, one
    # Both have their words in order, and so have the sums: a float's last digit depends on it.
    return min(1.0, sum(one[word] * other[word] for word in one if word in other))
