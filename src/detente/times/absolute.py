"""Readers of dates that name themselves: days, months, years, decades, quarters, named times."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from detente.model import Interval
from detente.times import calendar
from detente.times.holidays import occurrences
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
    with_clock,
    with_part,
    year_number,
)
from detente.times.time_context import Context
from detente.times.time_tables import Sense, Weeks

SHORT = 4
"""Letters of the short form of a month, which without its point need be none."""
LONGEST_AND = 40
"""Characters between two days of one month, as "and" with the blanks around it."""


def read_iso(match: re.Match[str], context: Context) -> Reading:
    """``2010-11-13`` and ``2010-11-13T15:58+05:30``."""
    printed = re.match(r"(\d+)\D(\d+)\D(\d+)", match[0])
    assert printed
    year, month, day = (int(number) for number in printed.groups())
    found = calendar.calendar_day(year, month, day)
    if found is None:
        return dated(None, "D", f"there is no {printed[0]}")
    reading = dated(found, "D", "a full date")
    if len(match[0]) > 10:
        return Reading("TIME", match[0].replace(" ", "T"), found, "a full date and time")
    return reading


def read_numeric(match: re.Match[str], context: Context) -> Reading | None:
    """``13/11/2010``; where day and month could change places, both days bound the interval."""
    first, second = int(match["a"] or match["a_b"]), int(match["b"] or match["b_b"])
    digits = match["year"] or match["year_b"]
    year = _of_century(digits, context)
    if year is None:
        return None
    if match["sep"] == "." and len(digits) == 2:
        before = said_before(context.text, match, 12)
        if not context.words.beside.numeric_day.search(before):
            return None
    european = calendar.calendar_day(year, second, first)
    american = None if match["sep"] == "." else calendar.calendar_day(year, first, second)
    if european and american and european != american and context.day_first is not None:
        chosen = european if context.day_first else american
        side = "day" if context.day_first else "month"
        return dated(chosen, "D", f"the {side} first, as in the report's other dates in figures")
    if european and american and european != american:
        low, high = sorted(d for d in (european.earliest, american.earliest) if d)
        reason = "a date in figures that could be day and month or month and day"
        return Reading("DATE", f"{year:04d}-XX-XX", calendar.span(low, high), reason)
    found = european or american
    return dated(found, "D", "a full date" if found else f"there is no {match[0]}")


def _of_century(digits: str, context: Context) -> int | None:
    """A year of four digits, or of the two that a date in figures ends in."""
    return year_number(digits if len(digits) == 4 else "'" + digits, context)


def read_short_date(match: re.Match[str], context: Context) -> Reading | None:
    """``19-Nov-12`` and ``7-Jun-2011``."""
    year = _of_century(match["year"] or match["year_b"], context)
    if year is None:
        return None
    month = context.words.months[(match["month"] or match["month_b"]).rstrip(".").lower()]
    found = calendar.calendar_day(year, month, int(match["day"] or match["day_b"]))
    return dated(found, "D", "a full date" if found else f"there is no {match[0]}")


def read_date(match: re.Match[str], context: Context) -> Reading | None:
    """A month, with or without weekday, day, year and clock."""
    words = context.words
    printed = match["month_a"] or match["month_b"] or match["month_c"] or match["month_d"]
    month = words.months[printed.rstrip(".").lower()]
    day = match["day_a"] or match["day_c"]
    clock = match["clock"] or match["clock_b"]
    if day is None and not _is_month(match, context, printed):
        return None
    old = match["old"] if context.antique else None
    year = int(old) if old else year_number(match["year"], context)
    if match["year"] and year is None:
        return unknown("DATE", "XXXX-XX-XX", f"{match['year']} of a century not given")
    if year is None and match["same"]:
        relative = year_of(words.senses(match["same"]), context)
        year = relative.earliest.year if relative.known and relative.earliest else None
    elif year is None and not match["rel"]:
        year = _year_after(match, context, month)
    if year is None and not match["same"] and not match["rel"]:
        year = _year_said(match, context)
    if year is None and not match["same"] and not match["rel"]:
        year = context.told_year(text_span(match))
        if year == 0:
            return unknown("DATE", f"XXXX-{month:02d}", "of a year that can't be told yet")
    if day is None:
        reading = _month(match, context, month, year)
    else:
        last = match["day_b"] or match["day_d"]
        reading = _day(context, match, (year, month, _figure(day)), _figure(last) if last else None)
        reading = _week(reading, match["week"], context)
    return with_clock(with_part(reading, match["part"], context), clock, context)


def _year_after(match: re.Match[str], context: Context, month: int) -> int | None:
    """ "Between May and June 1981", "from 3 May to 4 June 1981": the year is printed once."""
    later = context.words.beside.year_after.match(context.text, match.end())
    other = later and context.words.months.get((later["month"] or later["month_b"]).lower())
    if not later or not other:
        return None
    if later["same"]:
        last = year_of(context.words.senses(later["same"]), context)
        known = last.earliest if last.known else None
        return known.year - (other < month) if known else None
    return int(later["year"]) - (other < month)


def _year_said(match: re.Match[str], context: Context) -> int | None:
    """ "In 2018 from March to May": the year is printed before the range."""
    before = context.words.beside.year_said.search(said_before(context.text, match, 50))
    return int(before["year"]) if before else None


def _week(reading: Reading, words: str | None, context: Context) -> Reading:
    """ "The week of May 3", "the week ending 21 March": the seven days, by the day named."""
    first, last = reading.interval.earliest, reading.interval.latest
    if not words or first is None or last is None:
        return reading
    table = context.words.table
    said = " ".join(word for word in words.lower().split() if word not in table.article)
    rule = _WEEKS[table.weeks[said]]
    whole = calendar.over(reading.interval, rule, "week")
    value = calendar.value(whole, "W")
    return Reading("DATE", value, whole, f"{said}: {reading.reason}")


def _around(day: date) -> Interval:
    """The week from Monday that a day is in; a Sunday is named for the week that it begins."""
    return _from(day) if day.weekday() == 6 else calendar.unit(day, "W")


def _from(day: date) -> Interval:
    return calendar.span(day, calendar.moved(day, 6, "D"), "week")


def _to(day: date) -> Interval:
    return calendar.span(calendar.moved(day, -6, "D"), day, "week")


def _weekend(day: date) -> Interval:
    """The Saturday and Sunday nearest to a day."""
    return calendar.unit(calendar.moved(day, -1, "D") if day.weekday() == 0 else day, "WE")


_WEEKS: dict[Weeks, Callable[[date], Interval]] = {
    "around": _around,
    "from": _from,
    "to": _to,
    "end": _weekend,
}


def _figure(day: str) -> int:
    return int(re.sub(r"\D", "", day))


def _is_month(match: re.Match[str], context: Context, printed: str) -> bool:
    """Whether a bare "May" or "March" is the month: a year or a date's preposition says so."""
    if match["year"] or match["same"] or match["rel"] or match["fuzzy"] or match["fuzzy_b"]:
        return True
    name, words = printed.rstrip(".").lower(), context.words
    short = len(name) <= SHORT and name not in words.full_months and not printed.endswith(".")
    if name in words.doubtful or short:
        return bool(words.beside.before_date.search(said_before(context.text, match, 12)))
    return True


def year_of(said: frozenset[Sense], context: Context) -> Interval:
    """The year that "last year", "this year", "that year" mean, by the senses of the words."""
    if "that" in said or said == {"article"}:
        return calendar.over(context.narrated("Y"), lambda d: calendar.unit(d, "Y"), "year")
    step = -1 if "last" in said else 1 if said & {"next", "following"} else 0
    base = context.narrated("Y") if "following" in said else context.published
    return calendar.over(base, lambda d: calendar.unit(calendar.stepped(d, step, "Y"), "Y"), "year")


def _month(match: re.Match[str], context: Context, month: int, year: int | None) -> Reading:
    printed = match["month_c"] or match["month_d"] or match["month_a"]
    name = printed.rstrip(".")
    if year is not None:
        whole = dated(calendar.months(year, month, 1, "month"), "M", f"{name} {year}")
        return partly(whole, match["fuzzy"] or match["fuzzy_b"], context)
    said = context.words.senses(match["rel"])
    gone = "past" in said and "this" not in said
    if not match["rel"] and context.recurring(text_span(match)):
        return unknown("DATE", f"XXXX-{month:02d}", f"{name} of every year", "month")
    if not context.known and context.last is None:
        value = f"XXXX-{month:02d}"
        return unknown("DATE", value, f"{name} of a year that the report does not give", "month")
    direction, times = context.choice(text_span(match))
    if gone or said & {"last", "previous"}:
        direction = "past"
    elif said & {"next", "coming"}:
        direction = "future"

    def rule(today: date) -> Interval:
        here = calendar.months(today.year, month, 1, "month")
        if month == today.month and not said & {"last", "next"}:
            return here or calendar.unit(today, "M")
        step = 1 if month > today.month or (month == today.month and "last" in said) else 0
        before = calendar.months(today.year - step, month, 1, "month")
        after = calendar.months(today.year - step + 1, month, 1, "month")
        if before is None or after is None:
            return here or calendar.unit(today, "M")
        if gone or said & {"last", "next"}:
            return after if "next" in said else before
        return nearest(today, (direction, times), before, after)

    how = {"past": "the latest", "future": "the next", "open": "the nearest"}[direction]
    reading = from_published(context, "M", rule, f"{how} {name} by")
    if reading.value == "XXXX-XX":
        reading = Reading("DATE", f"XXXX-{month:02d}", reading.interval, reading.reason)
    return partly(reading, match["fuzzy"] or match["fuzzy_b"], context)


def _day(
    context: Context, match: re.Match[str], numbers: tuple[int | None, int, int], last: int | None
) -> Reading:
    year, month, day = numbers
    if year is not None:
        return _known_day(match, context, (year, month, day), last)
    if calendar.calendar_day(2000, month, day) is None:
        return dated(None, "D", f"there is no {match[0].strip()}")
    if not context.known:
        value = f"XXXX-{month:02d}-{day:02d}"
        return unknown("DATE", value, f"{match[0].strip()} of a year not given", "day")
    reading = _nearest_day(match, context, month, day)
    if last is not None and last > day:
        return _to_last(reading, last)
    weekday = match["weekday"]
    found = reading.interval
    if weekday and found.known and found.earliest == found.latest and found.earliest:
        return _checked(reading, found.earliest, weekday, context)
    if reading.value == "XXXX-XX-XX":
        return Reading("DATE", f"XXXX-{month:02d}-{day:02d}", reading.interval, reading.reason)
    return reading


def _to_last(reading: Reading, last: int) -> Reading:
    """ "Sept 26-27": from the first day to the last, of the same month."""

    def rule(first: date) -> Interval:
        end = calendar.calendar_day(first.year, first.month, last)
        return calendar.span(first, end.latest) if end and end.latest else calendar.day(first)

    whole = calendar.over(reading.interval, rule, "span")
    if whole.earliest is None or whole.latest is None:
        return reading
    value = f"{whole.earliest.isoformat()}/{whole.latest.isoformat()}"
    return Reading("DATE", value, whole, f"{reading.reason}; from the first to the last day")


def _nearest_day(match: re.Match[str], context: Context, month: int, day: int) -> Reading:
    """The day of that month, of the year that the tense and the report's day allow."""
    direction, times = context.choice(text_span(match))

    def rule(today: date) -> Interval:
        days = [
            d
            for y in range(today.year - 8, today.year + 9)
            if (d := calendar.calendar_day(y, month, day)) and d.earliest
        ]
        before = [d for d in days if d.earliest and d.earliest <= today]
        after = [d for d in days if d.earliest and d.earliest > today]
        if not before or not after:
            return (before or after or [calendar.day(today)])[-1 if before else 0]
        return nearest(today, (direction, times), before[-1], after[0])

    how = {"past": "the latest", "future": "the next", "open": "the nearest"}[direction]
    return from_published(context, "D", rule, f"{how} such day by")


def read_day_tail(match: re.Match[str], context: Context) -> Reading | None:
    """ "April 24 and 25": the second day of the month that was named right before."""
    last = context.last
    if last is None or match.start() - last.span.end > LONGEST_AND:
        return None
    joint = context.words.beside.days_joint
    if not joint.fullmatch(context.text, last.span.end, match.start()):
        return None
    if last.interval.precision != "day" or not re.search(r"\d", last.span.of(context.text)):
        return None
    number = _figure(match["day"])

    def rule(day: date) -> Interval:
        return calendar.calendar_day(day.year, day.month, number) or calendar.day(day)

    first, reason = last.interval.earliest, "a day of the month named before it"
    if first is None or first != last.interval.latest or number <= first.day:
        return None
    return dated(rule(first), "D", reason)


def read_day_head(match: re.Match[str], context: Context) -> Reading | None:
    """ "24 and 25 April": the first day of the month that is named right after."""
    printed, later = match["month"] or match["month_b"], match["later"] or match["later_b"]
    month = context.words.months.get(printed.rstrip(".").lower())
    if month is None or _figure(match["day"]) >= _figure(later):
        return None
    if match["month_b"] and not context.words.beside.range_begun.search(
        said_before(context.text, match, 12)
    ):
        return None
    year = year_number(match["year"], context)
    if year is not None:
        found = calendar.calendar_day(year, month, _figure(match["day"]))
        return dated(found, "D", "a day of the month named after it") if found else None
    if not context.known:
        value = f"XXXX-{month:02d}-{_figure(match['day']):02d}"
        return unknown("DATE", value, "a day of the month named after it", "day")
    return _nearest_day(match, context, month, _figure(match["day"]))


def _known_day(
    match: re.Match[str], context: Context, numbers: tuple[int, int, int], last: int | None
) -> Reading:
    year, month, day = numbers
    found = calendar.calendar_day(year, month, day)
    if found is None or found.earliest is None:
        return dated(None, "D", f"there is no {match[0].strip()}")
    end = calendar.calendar_day(year, month, last) if last else None
    if end is not None and end.latest and end.latest > found.earliest:
        value = f"{found.earliest.isoformat()}/{end.latest.isoformat()}"
        whole = calendar.span(found.earliest, end.latest)
        return Reading("DATE", value, whole, "from the first to the last day")
    reading = dated(found, "D", "a full date")
    weekday = match["weekday"]
    return _checked(reading, found.earliest, weekday, context) if weekday else reading


def _checked(reading: Reading, found: date, weekday: str, context: Context) -> Reading:
    """Says so where the weekday printed beside a date is not that date's."""
    if context.words.weekdays[weekday.rstrip(".").lower()] == found.weekday():
        return reading
    reason = f"{reading.reason}; the weekday beside it is not that day's"
    return Reading(reading.type, reading.value, reading.interval, reason)


def read_named(match: re.Match[str], context: Context) -> Reading | None:
    """Wars, eras and holidays of the tables."""
    named = context.words.named[re.sub(r"\s+", " ", match["name"]).lower()]
    if not named.rule:
        symbol = "D" if named.interval.precision == "day" else "span"
        first, last = named.interval.earliest, named.interval.latest
        value = "/".join(d.isoformat() if d else "" for d in (first, last))
        if symbol == "D" and first:
            value = first.isoformat()
        whole = Reading("DATE", value, named.interval, f"{named.name}, by the table of named times")
        reading = partly(whole, match["fuzzy"], context)
        if reading is not whole and reading.interval.precision == "year":
            value = calendar.value(reading.interval, "Y")
            return Reading("DATE", value, reading.interval, reading.reason)
        return reading
    year = year_number(match["year"], context)
    if year:
        found = occurrences(named.rule, year)
        if len(found) != 1:
            how = "kept twice" if found else "not known to be kept"
            return unknown("DATE", f"{year:04d}", f"{named.name} was {how} in {year}")
        return _kept(found[0], True, f"{named.name} of {year}")
    choice = context.choice(text_span(match))

    def rule(today: date) -> Interval:
        years = [y for y in range(today.year - 2, today.year + 3) if 1 <= y <= 9999]
        kept = [i for y in years for i in occurrences(named.rule, y)]
        before = [i for i in kept if i.earliest and i.earliest <= today]
        after = [i for i in kept if i.earliest and i.earliest > today]
        if not before or not after:
            return (before or after or [Interval(None, None)])[-1 if before else 0]
        if before[-1].latest and before[-1].latest >= today:
            return before[-1]
        return nearest(today, choice, before[-1], after[0])

    reading = from_published(context, "D", rule, f"the {named.name} nearest to")
    several = any(i.earliest != i.latest for i in occurrences(named.rule, 2000))
    return _kept(reading.interval, several, reading.reason)


def _kept(interval: Interval, several: bool, reason: str) -> Reading:
    """A holiday of one day, or of several, or of which the day depends on the moon."""
    first, last = interval.earliest, interval.latest
    if first is None or last is None or first == last or not several:
        return dated(interval, "D", reason)
    value = f"{first.isoformat()}/{last.isoformat()}"
    return Reading("DATE", value, calendar.span(first, last), reason)


READERS: dict[str, Reader] = {
    "iso": read_iso,
    "numeric": read_numeric,
    "named": read_named,
    "short_date": read_short_date,
    "date": read_date,
    "day_head": read_day_head,
    "day_tail": read_day_tail,
}
