"""Things that lie somewhere in a text, found by where they lie.

What a rule asks of the words around one place it must not ask of the whole report: a report of ten
times the length has ten times the places.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from detente.model import Span

T = TypeVar("T")

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

    def covering(self, span: Span) -> list[T]:
        """What holds all of *span*, in the order in which it was put in."""
        drawer = self._drawers.get(span.start // _DRAWER, {})
        return [
            item for other, item in drawer.values()
            if other.start <= span.start and span.end <= other.end
        ]  # fmt: skip


def _drawers(span: Span) -> range:
    return range(span.start // _DRAWER, max(span.end - 1, span.start) // _DRAWER + 1)
