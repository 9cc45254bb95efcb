"""What proves that a report is younger than the day it has: a late change, or what it tells of.

A page that was changed years after its day may say what it says since then; it was published in
between.  A text that tells as past of what came after its day was not written on that day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from detente.days import is_known
from detente.model import Published, Span
from detente.reading.dates import Stamp, find_moment
from detente.reading.reading_words import ReadingWords

REVISED = timedelta(days=31)
"""How long after its day a report is still revised and no other.  Of 130 news pages measured six
were modified on the next day, one within three weeks, six after two months to nine years."""

ELSEWHERE = timedelta(days=1)
"""How much later it may be elsewhere: a day told of can be the report's own in the east."""

BEFORE, AFTER = 160, 120
"""Characters before and after a year that are looked at; the sentence may end sooner."""

_YEAR = re.compile(r"(?<![\w.,-])(?:1[89]|2[01])\d\d(?![\w-])")
_STOP = re.compile(r"[.!?][\"”’)]?\s+(?=[A-Z\"“])")


class Told(Struct, frozen=True):
    """A day that the text tells of as past, at the earliest, and the words for it."""

    day: date
    words: str


def in_between(published: Published, modified: Iterable[date]) -> Published:
    """*published*, or the days up to the last change where that came late."""
    day = published.latest
    last = max(modified, default=None)
    if day is None or last is None or last - day <= REVISED:
        return published
    why = f"it was changed on {last}, long after: it was published in between"
    return replace(published, latest=last, time=None, reasons=(*published.reasons, why))


def told_later(
    text: str, paragraphs: Iterable[Span], published: Published, words: ReadingWords
) -> Told | None:
    """The first day after that of *published* of which the text tells as past."""
    first = published.earliest
    if first is None:
        return None
    told = (one for span in paragraphs for one in _told(text, span, first.year, words))
    later = [one for one in told if one.day > first + ELSEWHERE]
    return min(later, key=lambda one: one.day, default=None)


def stamped_later(text: str, stamps: Iterable[Stamp], day: date) -> Told | None:
    """The first date of its own that the text has long after the *day* that its source gives."""
    later = [
        (s.moment.day, s.span) for s in stamps if s.moment.day and s.moment.day - day > REVISED
    ]
    first = min(later, default=None)
    return None if first is None else Told(first[0], " ".join(first[1].of(text).split()))


def corrected(published: Published, told: Told) -> tuple[Published, str]:
    """The days that are left, and what is wrong with the one that there was, if anything."""
    last = published.latest
    what = f"it tells of {told.day} as past in “{told.words}”"
    if last is not None and last >= told.day and published.earliest != last:
        return replace(published, earliest=told.day, reasons=(*published.reasons, what)), ""
    because = published.reasons[0] if published.reasons else "as it was given"
    wrong = f"its day is wrong, {published.earliest} ({because}): {what}"
    reasons = (wrong, *published.reasons[1:])
    return replace(published, earliest=told.day, latest=None, time=None, reasons=reasons), wrong


def _told(text: str, span: Span, since: int, words: ReadingWords) -> Iterator[Told]:
    """What a paragraph tells of as past with a year from *since* on."""
    for match in _YEAR.finditer(text, span.start, span.end):
        if int(match[0]) < since:
            continue
        start, end = max(span.start, match.start() - BEFORE), min(span.end, match.end() + AFTER)
        breaks = [stop.end() for stop in _STOP.finditer(text, start, match.start())]
        start = breaks[-1] if breaks else start
        stop = _STOP.search(text, match.end(), end)
        end = stop.start() if stop else end
        day, at = _first_day(text, start, match, words)
        if day is None or not is_known(day):
            continue
        before, after = text[start:at], text[match.end() : end]
        past = words.lines.past_before.search(before) or (
            words.lines.dated_opening.fullmatch(before) and words.lines.past_after.match(after)
        )
        if past:
            begin = past.start() + start if past.re is words.lines.past_before else start
            yield Told(day, " ".join(text[begin : match.end()].split()))


def _first_day(
    text: str, start: int, year: re.Match[str], words: ReadingWords
) -> tuple[date | None, int]:
    """The first day that a date with this year may mean, and where the date begins."""
    near = max(start, year.start() - 30)
    moment = find_moment(text, near, year.end() + 8, words.stamps)
    while moment is not None and moment.span.end < year.end():
        moment = find_moment(text, moment.span.end, year.end() + 8, words.stamps)
    if moment is not None and moment.span.start <= year.start():
        return moment.day, moment.span.start
    month = re.search(r"(\w+)\.?,?\s+$", text[near : year.start()])
    number = words.stamps.months.get(month[1].lower()) if month else None
    if month and number:
        return date(int(year[0]), number, 1), near + month.start()
    return date(int(year[0]), 1, 1), year.start()
