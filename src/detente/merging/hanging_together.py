"""Which members hang together by pairs, as arrays: of a million mentions some ten million pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from detente.merging.block_pairs import Where
from detente.merging.mention_blocks import Pair


class Components:
    """Members, numbered from 0, that hang together by the pairs *one* and *other*, or *decided*.

    Components stand in the order of their lowest members, which ``lowest`` has for each member.  A
    member of no pair stands alone.
    """

    def __init__(self, count: int, one: Where, other: Where, decided: Sequence[Pair] = ()) -> None:
        also = np.array(decided, np.intp).reshape(-1, 2)
        self.lowest = _lowest(
            count, np.concatenate([one, also[:, 0]]), np.concatenate([other, also[:, 1]])
        )
        self._members = np.argsort(self.lowest, kind="stable")
        firsts = np.unique(self.lowest)
        self._starts = np.append(np.searchsorted(self.lowest[self._members], firsts), count)
        order = np.argsort(self.lowest[one], kind="stable")
        self._one, self._other = one[order], other[order]
        belonging = self.lowest[self._one]
        self._tied = np.append(np.searchsorted(belonging, firsts), len(belonging))

    def __len__(self) -> int:
        return len(self._starts) - 1

    def members(self, start: int, stop: int) -> Where:
        """The members of components, from the one numbered *start* up to *stop*."""
        return self._members[self._starts[start] : self._starts[stop]]

    def of(self, number: int) -> tuple[list[int], list[Pair]]:
        """The members of one component, in their order, and its pairs."""
        ties = slice(self._tied[number], self._tied[number + 1])
        pairs = zip(self._one[ties].tolist(), self._other[ties].tolist(), strict=True)
        return self.members(number, number + 1).tolist(), list(pairs)

    def stretches(self, most: int, start: int = 0, stop: int | None = None) -> Iterator[Pair]:
        """Where to part components into stretches of *most* members, but for larger ones."""
        last = len(self) if stop is None else stop
        while start < last:
            end = int(np.searchsorted(self._starts, self._starts[start] + most))
            end = min(max(end, start + 1), last)
            yield start, end
            start = end


def _lowest(count: int, one: Where, other: Where) -> Where:
    """For each member the lowest of those it hangs together with."""
    root = np.arange(count, dtype=np.intp)
    while True:
        a, b = root[one], root[other]
        low, high = np.minimum(a, b), np.maximum(a, b)
        apart = low != high
        if not apart.any():
            return root
        np.minimum.at(root, high[apart], low[apart])
        while ((further := root[root]) != root).any():
            root = further
