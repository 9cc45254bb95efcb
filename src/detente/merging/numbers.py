"""Numbers on which the mentions of one event differ: how many ships, how many hours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from msgspec import Struct

from detente.merging.content_words import number_words, stem, uncounted
from detente.merging.measures import Numbers
from detente.merging.mention_facts import Told
from detente.model import Citation, Disagreement, Span

LONGEST_NUMBER = 15
"""Figures of a number that counts anything; of a longer one Python may refuse to make a number."""


@cache
def _pattern(table: Numbers) -> re.Pattern[str]:
    """A number, in digits or in a word, and the noun it counts."""
    word = f"[a-z]{{{table.shortest_word},{table.longest_word}}}"
    return re.compile(
        rf"(?<![\w.,$€£¥-])(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+|{word})(?:-|\s+)"
        rf"(?P<noun>[^\W\d_]{{{table.shortest_noun},}})(?![\w-])",
        re.IGNORECASE,
    )


class Count(Struct, frozen=True, array_like=True):
    """A number in a clause: the stem of the noun it counts, the number, where, and the noun."""

    noun: str
    number: int
    span: Span
    shown: str


Counted = Iterable[tuple[str, Sequence[Count]]]
"""For each mention of an event its report's id and the numbers of its clause."""


def number_disagreements(told: Counted) -> list[Disagreement]:
    """Numbers of the same thing, in different sentences, that are not the same number."""
    return [
        Disagreement(
            field, tuple((str(n), tuple(sorted(cited))) for n, cited in sorted(numbers.items()))
        )
        for field, numbers in numbers_of(told).items()
        if len(numbers) > 1 and _apart(numbers)
    ]


def numbers_of(told: Counted) -> dict[str, dict[int, set[Citation]]]:
    """What the mentions count ("number of ships"), the numbers they give, and where."""
    counted: dict[str, dict[int, set[Citation]]] = {}
    shown: dict[str, str] = {}
    for report, found in told:
        for one in found:
            shown.setdefault(one.noun, one.shown)
            numbers = counted.setdefault(one.noun, {})
            numbers.setdefault(one.number, set()).add(Citation(report, one.span))
    return {f"number of {shown[noun]}": numbers for noun, numbers in sorted(counted.items())}


def _apart(numbers: Mapping[int, set[Citation]]) -> bool:
    """Whether no report gives two of the numbers: one that does counts two things."""
    reports = [{citation.report for citation in cited} for cited in numbers.values()]
    return sum(len(r) for r in reports) == len(set().union(*reports))


def counts(told: Told, text: str, table: Numbers) -> list[Count]:
    """The numbers in the clause of a mention, *text* being its report's."""
    found = []
    extent = told.mention.extent
    for match in _pattern(table).finditer(text, extent.start, extent.end):
        span, noun = Span(match.start(), match.end()), match["noun"].lower()
        number = _number(match["number"])
        if number is None or noun in uncounted() or any(date.overlaps(span) for date in told.dates):
            continue
        plural = noun if noun.endswith("s") else noun + "s"
        found.append(Count(stem(noun), number, span, plural))
    return found


def _number(written: str) -> int | None:
    digits = written.lower().replace(",", "")
    if len(digits) > LONGEST_NUMBER:
        return None
    return int(digits) if digits.isdecimal() else number_words().get(digits)
