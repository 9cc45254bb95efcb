"""Words of a key beside words that were found: which of the one are which of the other."""

from __future__ import annotations

from collections.abc import Sequence

from detente.model import Span


def paired(wanted: Sequence[Span], found: Sequence[Span]) -> dict[int, int]:
    """The number of the span of *found* for each of *wanted* that has one, each used once.

    As many are paired as can be; those that are the same go before those that overlap, and long
    overlaps before short ones.
    """
    ranked = sorted(
        (one != other, -_common(one, other), i, n)
        for i, one in enumerate(wanted)
        for n, other in enumerate(found)
        if one.overlaps(other)
    )
    choices: dict[int, list[int]] = {}
    for _, _, i, n in ranked:
        choices.setdefault(i, []).append(n)
    holder: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for n in choices[i]:
            if n not in seen:
                seen.add(n)
                if n not in holder or place(holder[n], seen):
                    holder[n] = i
                    return True
        return False

    for i in choices:
        place(i, set())
    return {i: n for n, i in sorted(holder.items())}


def _common(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
