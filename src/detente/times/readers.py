"""What a reader of a time expression gives, and what all readers share."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Literal

from msgspec import Struct

from detente.model import UNKNOWN_INTERVAL, Interval, Precision, Span
from detente.times import calendar
from detente.times.direction import Direction
from detente.times.time_context import Context

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


class Reading(Struct, frozen=True):
    """What an expression means: TIMEX3 type and value, the days it allows, and why."""

    type: TimexType
    value: str
    interval: Interval
    reason: str


THE_NEXT = "the next"
"""How the reason of a weekday begins that is still to come; its words need not say so."""

Reader = Callable[[re.Match[str], Context], Reading | None]


def partly(reading: Reading, words: str | None, context: Context) -> Reading:
    """*reading* narrowed to the part of it that *words* name."""
    which = context.words.part_of_stretch(words)
    if which is None:
        return reading
    whole, today = reading.interval, context.published
    said = (words or "").strip().lower()
    if which == "BEFORE":
        cut = Interval(None, today.latest)
        interval = _cut(whole, cut)
        reason = f"{reading.reason}; {said!r}: up to the report's day"
    elif which == "AFTER":
        interval = _cut(whole, Interval(today.earliest, None))
        reason = f"{reading.reason}; {said!r}: from the report's day on"
    else:
        # The part of a month that is one of several possible ones is not part of their union.
        single = whole.known and "X" not in reading.value
        interval = calendar.part(whole, which) if single else whole
        reason = f"{reading.reason}; {said!r}: that part of it"
    return Reading(reading.type, reading.value, interval, reason)


def _cut(whole: Interval, other: Interval) -> Interval:
    if not whole.meets(other):
        return Interval(whole.earliest, whole.latest, "span")
    cut = whole.within(other)
    return Interval(cut.earliest, cut.latest, "span")


def with_part(reading: Reading, part: str | None, context: Context) -> Reading:
    """A day with its morning, evening ... in the value; the interval stays the day."""
    if not part:
        return reading
    symbol = context.words.table.parts[part.lower()]
    return Reading("TIME", f"{reading.value}T{symbol}", reading.interval, reading.reason)


def with_clock(reading: Reading, clock: str | None, context: Context) -> Reading:
    """A day with its clock time in the value."""
    if not clock:
        return reading
    value = f"{reading.value}T{clock_value(clock, context)}"
    return Reading("TIME", value, reading.interval, reading.reason)


def clock_value(clock: str, context: Context) -> str:
    """``10 p.m.`` as ``22:00``; an hour that does not exist keeps its X."""
    text = clock.lower()
    for word, value in context.words.table.clock_words.items():
        if text.startswith(word):
            return value
    digits = [int(d) for d in re.findall(r"\d+", text)] + [0]
    hour, minute = digits[0], digits[1]
    if context.words.beside.afternoon_hour.search(text) and hour < 12:
        hour += 12
    if context.words.beside.morning_hour.search(text) and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute:02d}" if hour < 25 and minute < 60 else "XX:XX"


def unknown(type_: TimexType, value: str, reason: str, precision: Precision = "unknown") -> Reading:
    """An expression whose days can't be known."""
    return Reading(type_, value, Interval(precision=precision), reason)


def year_number(words: str | None, context: Context) -> int | None:
    """``2010`` or ``'98``; two digits mean the last such year up to the report's, else none."""
    if not words:
        return None
    digits = words.strip("'’‘`")
    if len(digits) == 4:
        return int(digits)
    today = context.published.latest
    if today is None:
        return None
    century = today.year // 100 * 100
    year = century + int(digits)
    return year if year <= today.year + 1 else year - 100


def dated(interval: Interval | None, symbol: str, reason: str) -> Reading:
    """A calendar unit as a ``DATE``; an interval of ``None`` is a day that does not exist."""
    if interval is None:
        return Reading("DATE", calendar.value(UNKNOWN_INTERVAL, symbol), UNKNOWN_INTERVAL, reason)
    return Reading("DATE", calendar.value(interval, symbol), interval, reason)


def from_published(
    context: Context, symbol: str, rule: Callable[[date], Interval], words: str
) -> Reading:
    """A unit that *rule* works out from the publication day."""
    interval = calendar.over(context.published, rule, calendar.PRECISIONS.get(symbol, "span"))
    return dated(interval, symbol, f"{words} the report's day{_of(context)}")


def from_narrated(
    context: Context, symbol: str, rule: Callable[[date], Interval], words: str
) -> Reading:
    """A unit that *rule* works out from the time that was told of last."""
    reference = context.narrated(symbol)
    interval = calendar.over(reference, rule, calendar.PRECISIONS.get(symbol, "span"))
    if reference is context.published:
        return dated(interval, symbol, f"{words} the report's day{_of(context)}")
    return dated(interval, symbol, f"{words} the time told of before it")


def _of(context: Context) -> str:
    return "" if context.known else ", which is not known"


def nearest(
    published: date, choice: tuple[Direction, int], before: Interval, after: Interval
) -> Interval:
    """The one of two repetitions ("November") that a report of that day means.

    Told as past it is the one before, as future the one after, unless that one is so many times
    farther away than the other as *choice* allows; untold, it is the nearer one.
    """
    assert before.latest
    assert after.earliest
    direction, times = choice
    back, ahead = (published - before.latest).days, (after.earliest - published).days
    if direction == "past":
        ahead *= times
    elif direction == "future":
        back *= times
    return before if max(back, 0) <= max(ahead, 0) else after


def said_before(text: str, match: re.Match[str], most: int) -> str:
    """The last characters before a match, as many as *most*."""
    return text[max(0, match.start() - most) : match.start()]


def said_after(text: str, match: re.Match[str], most: int) -> str:
    """The first characters after a match, as many as *most*."""
    return text[match.end() : match.end() + most]


def text_span(match: re.Match[str]) -> Span:
    """The span of a match."""
    return Span(match.start(), match.end())
