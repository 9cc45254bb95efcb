"""What stands where in a report, and what hangs on what, found without going through all of it.

A room that asks for each of its items which others are around it, or hang on it, makes one of these
for a report and asks that.  What is asked then costs as much as the answer is long, and not as much
as the report is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Generic, TypeVar

from detente.language.structure import Clause, Phrase, Structure
from detente.model import Span

Item = TypeVar("Item")
WIDTH = 8
"""How many spans, or groups of them, make a group of the next level up."""


class Standing(Generic[Item]):
    """Items by their spans; every answer is in the order in which the items were given.

    The spans are kept by where they start, and in groups of groups by how far the farthest of each
    reaches, so that a span that lies over a whole report hides nothing and costs nothing.
    """

    def __init__(self, items: Iterable[Item], span: Callable[[Item], Span]) -> None:
        self._items = list(items)
        spans = [span(item) for item in self._items]
        self._order = sorted(range(len(spans)), key=lambda number: spans[number].start)
        self._starts = [spans[number].start for number in self._order]
        self._levels = [[spans[number].end for number in self._order]]
        while len(below := self._levels[-1]) > WIDTH:
            self._levels.append([max(below[at : at + WIDTH]) for at in range(0, len(below), WIDTH)])

    def around(self, span: Span) -> list[Item]:
        """The items whose spans cover *span*."""
        return self._in_order(self._reaching(bisect_right(self._starts, span.start), span.end))

    def overlapping(self, span: Span) -> list[Item]:
        """The items whose spans share a character with *span*."""
        return self._in_order(self._reaching(bisect_left(self._starts, span.end), span.start + 1))

    def inside(self, span: Span) -> list[Item]:
        """The items whose spans *span* covers."""
        first, last = bisect_left(self._starts, span.start), bisect_right(self._starts, span.end)
        ends = self._levels[0]
        return self._in_order([at for at in range(first, last) if ends[at] <= span.end])

    def _in_order(self, found: list[int]) -> list[Item]:
        return [self._items[number] for number in sorted(self._order[at] for at in found)]

    def _reaching(self, before: int, end: int) -> list[int]:
        """The positions below *before* of the spans that reach to *end* or farther."""
        size = WIDTH ** (len(self._levels) - 1)
        top = self._levels[-1]
        found = [at for at in range(len(top)) if at * size < before and top[at] >= end]
        for level in reversed(self._levels[:-1]):
            size //= WIDTH
            found = [
                at
                for group in found
                for at in range(group * WIDTH, min((group + 1) * WIDTH, len(level)))
                if at * size < before and level[at] >= end
            ]
        return found


class Hanging:
    """The clauses and phrases of one structure by what they hang on or are part of.

    All lists are in the order of the structure; what nothing hangs on has no entry.
    """

    def __init__(self, structure: Structure) -> None:
        self.structure = structure

    @cached_property
    def carried(self) -> dict[int, list[Clause]]:
        """The nouns that a light verb carries, by the verb's clause."""
        return _grouped(self.structure.clauses, lambda clause: clause.support)

    @cached_property
    def below(self) -> dict[int, list[Clause]]:
        """The clauses that hang on a clause."""
        return _grouped(self.structure.clauses, lambda clause: clause.parent)

    @cached_property
    def clauses(self) -> dict[int, list[Clause]]:
        """The clauses of a sentence."""
        return _grouped(self.structure.clauses, lambda clause: clause.sentence)

    @cached_property
    def phrases(self) -> dict[int, list[tuple[int, Phrase]]]:
        """The phrases of a sentence, with their indexes."""
        return _grouped(enumerate(self.structure.phrases), lambda pair: pair[1].sentence)


def _grouped(items: Iterable[Item], by: Callable[[Item], int | None]) -> dict[int, list[Item]]:
    groups: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        number = by(item)
        if number is not None:
            groups[number].append(item)
    return dict(groups)
