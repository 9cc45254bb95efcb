"""Things that lie somewhere in a text, found by where they lie.

What a rule asks of the words around one place it must not ask of the whole report: a report of ten
times the length has ten times the places.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from itertools import accumulate
from typing import Generic, TypeVar

from detente.model import Span

T = TypeVar("T")
Item = TypeVar("Item")

# Characters a drawer holds: about a line, so that what is asked for fills one or two.
_DRAWER = 128


class Stretches(Generic[T]):
    """*items* by their spans; more may come and go."""

    def __init__(self, items: Iterable[T] = (), span_of: Callable[[T], Span] | None = None) -> None:
        self._span_of = span_of
        self._drawers: dict[int, dict[int, tuple[Span, T]]] = {}
        self._count = 0
        for item in items:
            self.add(item)

    def add(self, item: T, span: Span | None = None) -> int:
        """Puts *item* in, where it lies or at *span*; the number by which it is taken out again."""
        if span is None:
            assert self._span_of is not None
            span = self._span_of(item)
        self._count += 1
        for drawer in _drawers(span):
            self._drawers.setdefault(drawer, {})[self._count] = (span, item)
        return self._count

    def discard(self, number: int, span: Span) -> None:
        """Takes out what was put in as *number*, at *span*."""
        for drawer in _drawers(span):
            del self._drawers[drawer][number]

    def overlapping(self, span: Span) -> list[T]:
        """What shares a character with *span*, in the order in which it was put in."""
        found: dict[int, T] = {}
        for drawer in _drawers(span):
            for number, (other, item) in self._drawers.get(drawer, {}).items():
                if other.start < span.end and span.start < other.end:
                    found[number] = item
        return [found[number] for number in sorted(found)]

    def inside(self, *spans: Span) -> list[T]:
        """What lies wholly in one of *spans*, in the order in which it was put in."""
        found: dict[int, T] = {}
        for span in spans:
            for drawer in _drawers(span):
                for number, (other, item) in self._drawers.get(drawer, {}).items():
                    if span.start <= other.start and other.end <= span.end:
                        found[number] = item
        return [found[number] for number in sorted(found)]

    def around(self, span: Span) -> list[T]:
        """What holds all of *span*, in the order in which it was put in."""
        drawer = self._drawers.get(span.start // _DRAWER, {})
        return [
            item for other, item in drawer.values()
            if other.start <= span.start and span.end <= other.end
        ]  # fmt: skip


def _drawers(span: Span) -> range:
    return range(span.start // _DRAWER, max(span.end - 1, span.start) // _DRAWER + 1)


WIDTH = 8
"""How many spans, or groups of them, make a group of the next level up."""
NEAR = 16
"""How many spans before a place are looked at one by one; mostly there is none that reaches it
before those."""


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
        self._farthest = list(accumulate(self._levels[0], max))
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
        found: list[int] = []
        ends, last = self._levels[0], max(before - NEAR, 0)
        for at in range(before - 1, last - 1, -1):
            if self._farthest[at] < end:
                return found
            if ends[at] >= end:
                found.append(at)
        return found + self._far(last, end) if last else found

    def _far(self, before: int, end: int) -> list[int]:
        """The same, by the groups: for what a long span lies over, which starts far before."""
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
