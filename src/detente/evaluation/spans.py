"""Words of a key beside words that were found: which of the one are which of the other."""

from __future__ import annotations

from collections.abc import Sequence

from detente.model import Span


def paired(wanted: Sequence[Span], found: Sequence[Span]) -> dict[int, int]:
    """The number of the span of *found* for each of *wanted* that has one, each used once.

    Those that are the same go first, then those that overlap, the longest overlaps before others.
    """
    pairs = sorted(
        (one != other, -_common(one, other), i, n)
        for i, one in enumerate(wanted)
        for n, other in enumerate(found)
        if one.overlaps(other)
    )
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, _, i, n in pairs:
        if i not in taken and n not in used:
            taken[i] = n
            used.add(n)
    return taken


def _common(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
