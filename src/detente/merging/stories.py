"""How alike two reports are by their rare words and names: whether they tell one story.

A word counts by how few articles of other news have it (tf-idf); the counts are shipped, so that
what else is in a record moves no likeness.  The likeness is the cosine of two texts' words, from 0
to 1; a short text is never much like another.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from heapq import nsmallest
from importlib.resources import files
from math import log, sqrt

from msgspec import Struct

from detente.errors import TableError
from detente.merging.content_words import stems
from detente.merging.measures import StoryMeasures
from detente.merging.mention_facts import gap
from detente.model import Interval


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


@cache
def rarity(word: str) -> float:
    """How much a word tells: the logarithm of how many articles there are for one with it."""
    counts = word_counts()
    return log(counts.articles / max(1, counts.words.get(word, 1)))


class Stories:
    """The likeness of the reports of a record.

    *texts* are the reports' texts by id, *published* their days.  Taken apart once.
    """

    def __init__(
        self, texts: Mapping[str, str], published: Mapping[str, Interval], table: StoryMeasures
    ) -> None:
        self.table = table
        self._published = published
        counted = {report: Counter(stems(text)) for report, text in texts.items()}
        self._short: set[str] = set()
        self._vectors = {report: self._vector(report, words) for report, words in counted.items()}
        self._known: dict[tuple[str, str], float] = {}

    def rarity(self, word: str) -> float:
        """How much a word tells: the logarithm of how many reports there are for one with it."""
        return rarity(word)

    def short(self, report: str) -> bool:
        """Whether a report has too few rare words to be much like another."""
        return report in self._short

    def likeness(self, one: str, other: str) -> float:
        """How alike two reports are, whenever they were published."""
        key = (min(one, other), max(one, other))
        if key not in self._known:
            self._known[key] = _dot(self._vectors[one], self._vectors[other])
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

    def neighbours(self, reports: Iterable[str]) -> list[tuple[str, str]]:
        """Pairs of *reports* that could tell one story, by words that tell most of each.

        Reports of a word stand in the order of their days; each is compared with the few that
        follow it.
        """
        blocks: dict[str, list[tuple[date, str]]] = defaultdict(list)
        for report in reports:
            vector = self._vectors[report]
            day = self._published[report].latest or date.max
            telling = nsmallest(self.table.terms, vector, key=lambda word: (-vector[word], word))
            for word in telling:
                blocks[word].append((day, report))
        pairs = {
            (one, other) if one < other else (other, one)
            for block in map(sorted, blocks.values())
            for n, (_, one) in enumerate(block)
            for _, other in block[n + 1 : n + 1 + self.table.beside]
        }
        return sorted(pair for pair in pairs if self.story(*pair))

    def _vector(self, report: str, words: Mapping[str, int]) -> dict[str, float]:
        raw = {word: (1 + log(n)) * self.rarity(word) for word, n in sorted(words.items())}
        length = sqrt(sum(value * value for value in raw.values()))
        if length < self.table.length:
            self._short.add(report)
            length = self.table.length
        return {word: value / length for word, value in raw.items() if value > 0}


def _dot(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    if len(one) > len(other):
        one, other = other, one
    shared = sorted(word for word in one if word in other)
    return min(1.0, sum(one[word] * other[word] for word in shared))
