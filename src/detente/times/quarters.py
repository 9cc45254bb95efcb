"""Readers of the parts of a year: quarters, halves and seasons."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from detente.model import Interval
from detente.times import calendar
from detente.times.absolute import year_of
from detente.times.direction import GOVERNED
from detente.times.readers import (
    Reader,
    Reading,
    dated,
    from_published,
    nearest,
    partly,
    said_before,
    text_span,
    unknown,
    year_number,
)
from detente.times.time_context import Context


def ended(context: Context, end: int, size: int) -> Interval | None:
    """The months up to the day that "ended Sept. 30" gives, right after character *end*."""
    found = context.words.beside.quarter_ended.match(context.text, end)
    month = found and context.words.months.get(found["month"].lower())
    if not found or not month:
        return None
    day, year = int(found["day"]), found["year"]

    def rule(today: date) -> Interval:
        years = [int(year)] if year else [today.year, today.year - 1]
        days = [d for y in years if (d := calendar.calendar_day(max(y, 1), month, day))]
        last = next((d.latest for d in days if d.latest and (year or d.latest <= today)), None)
        last = last or next((d.latest for d in days if d.latest), None) or today
        return calendar.span(calendar.stepped(calendar.stepped(last, -size, "M"), 1, "D"), last)

    return calendar.over(context.published, rule, "span")


def read_quarter(match: re.Match[str], context: Context) -> Reading | None:
    """Quarters and halves of a year; of the report's year unless one is named.

    One of a fiscal year is not one of the calendar's: unless the words say when it ended, nothing
    is known of its days but the side of the report's day that it lies on.
    """
    groups = match.groupdict()
    words = context.words
    which = _which(match["ordinal"].lower(), context)
    size = words.table.quarter_sizes[match["unit"].lower()]
    if which * size > 12:
        return None
    year = year_number(groups.get("year") or groups.get("year_a"), context)
    symbol = "H" if size == 6 else "Q"

    def of(year: int) -> Interval:
        first = (which - 1) * size + 1
        return calendar.months(max(year, 1), first, size) or calendar.unit(date(1, 1, 1), symbol)

    if year:
        reading = dated(of(year), symbol, f"that part of {year}")
    elif size == 6 and not groups.get("rel"):
        return None
    elif words.beside.quarter_year_before.search(match[0]):
        reading = from_published(context, symbol, lambda d: of(d.year - 1), "a year before")
    elif groups.get("rel"):
        whole = year_of(words.senses(groups["rel"]), context)
        interval = calendar.over(whole, lambda d: of(d.year), "span")
        reading = dated(interval, symbol, f"that part of {groups['rel'].lower()}")
    else:
        reading = _nearest_quarter(match, context, symbol, of)
    stated = ended(context, match.end(), size)
    if stated is not None:
        return Reading("DATE", reading.value, stated, "the months up to the day that it ended")
    if words.beside.fiscal.search(match[0]):
        return _fiscal(reading, context, context.direction(text_span(match)) == "future")
    return partly(reading, groups.get("fuzzy"), context)


def _which(ordinal: str, context: Context) -> int:
    if ordinal[0].isdigit():
        return int(ordinal[0])
    table = context.words.table
    return table.quarter_ordinals.get(ordinal) or table.ordinals[ordinal]


def _nearest_quarter(
    match: re.Match[str], context: Context, symbol: str, of: Callable[[int], Interval]
) -> Reading:
    direction, times = context.choice(text_span(match))
    # Of quarters it is what was earned that is told, even where the next is near.
    times = GOVERNED if direction == "past" else times

    def rule(today: date) -> Interval:
        here = of(today.year)
        assert here.earliest
        assert here.latest
        if here.earliest <= today <= here.latest:
            return here
        before = here if here.latest < today else of(today.year - 1)
        after = here if here.earliest > today else of(today.year + 1)
        return nearest(today, (direction, times), before, after)

    return from_published(context, symbol, rule, "the quarter nearest to")


def _fiscal(reading: Reading, context: Context, future: bool) -> Reading:
    today = context.published
    side = Interval(today.earliest, None) if future else Interval(None, today.latest)
    reason = "part of a fiscal year, which is not said to begin on any day"
    return Reading(reading.type, reading.value, side, reason)


def read_season(match: re.Match[str], context: Context) -> Reading | None:
    """A season of a year that is named, or of the one that the tense allows."""
    words = context.words
    symbol = words.table.seasons[match["season"].lower()]
    said = words.senses(match["rel"])
    printed = match["year"]
    year = year_number(printed, context) if printed and printed[0] in "0123456789'’‘`" else None
    if printed and year is None:
        year = words.spelled_year(printed)
    fuzz = match["fuzzy"] or match["fuzzy_b"]
    if year:
        return partly(dated(calendar.season(year, symbol), symbol, f"of {year}"), fuzz, context)
    if match["same"]:
        whole = year_of(words.senses(match["same"]), context)
        interval = calendar.over(
            whole, lambda d: calendar.season(d.year, symbol) or calendar.unit(d, "Q"), "season"
        )
        return partly(dated(interval, symbol, f"of {match['same'].lower()}"), fuzz, context)
    if said <= {"article"}:
        before_it = said_before(context.text, match, 10)
        if not match["rel"] or not words.beside.before_season.search(before_it):
            return None
        if context.recurring(text_span(match)):
            return unknown("DATE", f"XXXX-{symbol}", "of every year", "season")
    direction, times = context.choice(text_span(match))
    direction = "past" if said & {"last", "past"} else direction
    direction = "future" if said & {"next", "coming"} else direction
    bare = not said & {"article", "this", "that"}

    def rule(today: date) -> Interval:
        seasons = [
            s for y in (-2, -1, 0, 1) if (s := calendar.season(max(today.year + y, 1), symbol))
        ]
        here = [s for s in seasons if s.earliest and s.latest and s.earliest <= today <= s.latest]
        before = [s for s in seasons if s.latest and s.latest < today]
        after = [s for s in seasons if s.earliest and s.earliest > today]
        if "this" in said and "past" not in said:
            return seasons[-2]
        if before and bare and "last" in said:
            return before[-1]
        if after and bare and "next" in said:
            return after[0]
        if here or not before or not after:
            return (here or before or after or seasons)[0]
        return nearest(today, (direction, times), before[-1], after[0])

    return partly(from_published(context, symbol, rule, "the season by"), fuzz, context)


READERS: dict[str, Reader] = {
    "quarter": read_quarter,
    "quarter_short": read_quarter,
    "season": read_season,
}
