"""Numbers on which the mentions of one event differ: how many ships, how many hours."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from detente.merging.content_words import number_words, stem, uncounted
from detente.merging.measures import Numbers
from detente.merging.mention_facts import Told
from detente.model import Annotation, Citation, Disagreement, Span

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


def number_disagreements(
    group: Sequence[Told], annotations: Mapping[str, Annotation], table: Numbers
) -> list[Disagreement]:
    """Numbers of the same thing, in different sentences, that are not the same number."""
    return [
        Disagreement(
            field, tuple((str(n), tuple(sorted(cited))) for n, cited in sorted(numbers.items()))
        )
        for field, numbers in numbers_of(group, annotations, table).items()
        if len(numbers) > 1 and _apart(numbers)
    ]


def numbers_of(
    group: Sequence[Told], annotations: Mapping[str, Annotation], table: Numbers
) -> dict[str, dict[int, set[Citation]]]:
    """What the mentions count ("number of ships"), the numbers they give, and where."""
    counted: dict[str, dict[int, set[Citation]]] = {}
    shown: dict[str, str] = {}
    for told in group:
        for noun, number, span, word in _numbers(told, annotations[told.report], table):
            shown.setdefault(noun, word)
            counted.setdefault(noun, {}).setdefault(number, set()).add(Citation(told.report, span))
    return {f"number of {shown[noun]}": numbers for noun, numbers in sorted(counted.items())}


def _apart(numbers: Mapping[int, set[Citation]]) -> bool:
    """Whether no report gives two of the numbers: one that does counts two things."""
    reports = [{citation.report for citation in cited} for cited in numbers.values()]
    return sum(len(r) for r in reports) == len(set().union(*reports))


def _numbers(
    told: Told, annotation: Annotation, table: Numbers
) -> list[tuple[str, int, Span, str]]:
    found = []
    extent, text = told.mention.extent, annotation.report.text
    for match in _pattern(table).finditer(text, extent.start, extent.end):
        span, noun = Span(match.start(), match.end()), match["noun"].lower()
        number = _number(match["number"])
        if number is None or noun in uncounted() or any(date.overlaps(span) for date in told.dates):
            continue
        plural = noun if noun.endswith("s") else noun + "s"
        found.append((stem(noun), number, span, plural))
    return found


def _number(written: str) -> int | None:
    digits = written.lower().replace(",", "")
    if len(digits) > LONGEST_NUMBER:
        return None
    return int(digits) if digits.isdecimal() else number_words().get(digits)
