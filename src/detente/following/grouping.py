"""Groups of reports, or of moments, that are joined pair by pair."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from typing import TypeVar

from detente.merging.joining import few

T = TypeVar("T")

Likeness = Callable[[str, str], float]
"""How alike two things are, by their names."""


class Groups:
    """Groups of *names*, each alone at first; a group is called after one of its members."""

    def __init__(self, names: Iterable[str]) -> None:
        self._of = {name: name for name in names}
        self._members = {name: [name] for name in self._of}

    def of(self, name: str) -> str:
        """The group that a name is in."""
        return self._of[name]

    def members(self, group: str) -> list[str]:
        """The names in a group, in the order in which they were joined."""
        return self._members[group]

    def join(self, one: str, other: str) -> str:
        """Put the smaller of two groups into the larger, which keeps its name; that is returned."""
        keep, drop = sorted((one, other), key=lambda group: (-len(self._members[group]), group))
        dropped = self._members.pop(drop)
        for name in dropped:
            self._of[name] = keep
        self._members[keep] += dropped
        return keep

    def __iter__(self) -> Iterator[list[str]]:
        return iter(self._members.values())


def average(one: Sequence[str], other: Sequence[str], likeness: Likeness, sample: int) -> float:
    """How alike two groups are on average; of large ones *sample* of each stand for them."""
    pairs = [*product(few(one, sample), few(other, sample))]
    return sum(likeness(a, b) for a, b in pairs) / len(pairs)


def beside(block: Sequence[T], reach: int) -> set[tuple[T, T]]:
    """Pairs of a block's members of which one stands among the *reach* after the other."""
    return {
        (one, other)
        for n, one in enumerate(block)
        for other in block[n + 1 : n + 1 + reach]
        if one != other
    }
