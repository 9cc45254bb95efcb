"""Words of a key beside words that were found: which of the one are which of the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from detente.model import Annotation, PlaceMention, Span, TimeMention

M = TypeVar("M", PlaceMention, TimeMention)


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
    return dict(sorted(most_pairs(choices).items(), key=lambda pair: pair[1]))


def most_pairs(choices: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """One of its *choices* for each number that can have one, each used once (augmenting paths).

    As many have one as can be, and of them each the first that is to be had.
    """
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
    return {i: n for n, i in holder.items()}


def paired_off(
    reports: Sequence[str],
    where: Sequence[Span],
    found: Mapping[str, Annotation],
    mentions: Callable[[Annotation], Sequence[M]],
) -> tuple[dict[int, M], list[tuple[Annotation, M]]]:
    """The mention that answers each entry of a key, and those that answer none.

    An entry stands in the report of *reports* at *where*; *mentions* are the ones of an annotation
    of *found*.  One answers where its words overlap, and one entry alone.
    """
    answers: dict[int, M] = {}
    beyond: list[tuple[Annotation, M]] = []
    for report, annotation in sorted(found.items()):
        numbers = [i for i, name in enumerate(reports) if name == report]
        there = mentions(annotation)
        taken = paired([where[i] for i in numbers], [mention.span for mention in there])
        answers |= {numbers[one]: there[n] for one, n in taken.items()}
        used = set(taken.values())
        beyond += [(annotation, mention) for n, mention in enumerate(there) if n not in used]
    return answers, beyond


def _common(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
