"""Days that stand together and share a month: "on 14, 15 and 16 March"."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from detente.model import Interval, Span, TimeMention
from detente.times.time_words import TimeWords


class Days(Struct, frozen=True):
    """From the first to the last of several days, and the words for them all."""

    interval: Interval
    span: Span


def listed_days(
    times: Sequence[TimeMention], place: int, text: str, words: TimeWords
) -> Days | None:
    """The days with which that at *place* of *times* is listed, ``None`` where it is alone."""
    first = last = place
    while first and _joined(times[first - 1], times[first], text, words):
        first -= 1
    while last + 1 < len(times) and _joined(times[last], times[last + 1], text, words):
        last += 1
    start, end = times[first].interval.earliest, times[last].interval.latest
    if first == last or start is None or end is None or start > end:
        return None
    return Days(Interval(start, end, "span"), Span(times[first].span.start, times[last].span.end))


def _joined(one: TimeMention, other: TimeMention, text: str, words: TimeWords) -> bool:
    """Whether two days stand together, one of them in figures that need the other's month."""
    days = all(mention.interval.precision in ("day", "span") for mention in (one, other))
    bare = words.beside.bare_day.fullmatch
    alone = any(bare(mention.span.of(text)) for mention in (one, other))
    between = text[one.span.end : other.span.start]
    return days and alone and bool(words.beside.days_joint.fullmatch(between))
