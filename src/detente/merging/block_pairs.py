"""Who stands beside whom in blocks: arrays of numbers, a row for each place in a block."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

NO_DAY = 0
"""The day of an open end, as an ordinal; the first day that there is has 1."""

LAST_DAY = 3652059
"""The ordinal of the last day that there is."""

Names = NDArray[np.uint64]
Numbers = NDArray[np.int64]
Where = NDArray[np.intp]
Worth = Callable[[Where, Where], NDArray[np.bool_]]


def hashed(value: Hashable) -> int:
    """64 bits for a value of strings and numbers, the same on every machine; never 0."""
    return int.from_bytes(blake2b(ascii(value).encode(), digest_size=8).digest(), "little") or 1


def ordinal(day: date | None) -> int:
    """A day as a number, :data:`NO_DAY` for none."""
    return NO_DAY if day is None else day.toordinal()


def place(day: int, published: int) -> int:
    """Where in a block: by the day, then by the day of the report, both as ordinals."""
    return day << 22 | published


def columns(rows: Sequence[Sequence[int]], types: Sequence[type[np.generic]]) -> list[NDArray[Any]]:
    """Rows as columns of *types*, in the order of their first three: block, place and name."""
    flat = list(zip(*rows, strict=True)) or [()] * len(types)
    found = [np.array(c, dtype=t) for c, t in zip(flat, types, strict=True)]
    order = np.lexsort((found[2], found[1], found[0]))
    return [column[order] for column in found]


def beside(block: Names, name: Names, reach: int, worth: Worth) -> tuple[Names, Names]:
    """Pairs of names, the lower first, of which one stands among the *reach* after the other.

    *block* and *name* are those of the rows in their order.  *worth* says, for two arrays of row
    numbers, which two are worth it.  Two of a block are given once however often both stand in it,
    those of several blocks several times.
    """
    ones: list[Where] = []
    others: list[Where] = []
    for step in range(1, min(reach, len(block) - 1) + 1):
        (first,) = np.nonzero((block[step:] == block[:-step]) & (name[step:] != name[:-step]))
        second = first + step
        kept = worth(first, second)
        ones.append(first[kept])
        others.append(second[kept])
    if not ones:
        return np.zeros(0, np.uint64), np.zeros(0, np.uint64)
    first, second = np.concatenate(ones), np.concatenate(others)
    low = np.minimum(name[first], name[second])
    high = np.maximum(name[first], name[second])
    order = np.lexsort((high, low, block[first]))
    where, low, high = block[first][order], low[order], high[order]
    once = np.ones(len(low), bool)
    once[1:] = (where[1:] != where[:-1]) | (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    return low[once], high[once]


def gaps(earliest: Numbers, latest: Numbers, first: Where, second: Where) -> Numbers:
    """Days between the intervals of two rows, 0 or less where they meet."""
    ends = np.where(latest == NO_DAY, LAST_DAY, latest)
    return np.maximum(earliest[second] - ends[first], earliest[first] - ends[second])
