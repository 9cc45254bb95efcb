"""Readers of dates that name themselves: days, months, years, decades, quarters, named times."""

from __future__ import annotations

import re
from datetime import date

from detente.model import Interval
from detente.times import calendar
from detente.times.context import Context
from detente.times.reading import (
    Reader,
    Reading,
    dated,
    from_published,
    nearest,
    partly,
    text_span,
    unknown,
    with_clock,
    with_part,
    year_number,
)
from detente.times.words import load, spelled_year, yearly

_BEFORE_DATE = re.compile(
    r"\b(?:in|of|since|until|till|by|from|to|through|during|before|after|for|between|and|on|last|next|"
    r"this|early|late|mid|each|every|or|around|about|as\s+of|the|\()[\s-]*$",
    re.IGNORECASE,
)
_BEFORE_OLD_YEAR = re.compile(
    r"(?:\b(?:in|since|until|till|by|from|to|through|during|before|after|between|and|around|about|"
    r"circa|c\.|ca\.|year|of|the|for|or|as\s+of|,)[\s-]*|[(–—-]\s?|\n)$",
    re.IGNORECASE,
)
_NOT_A_YEAR_BEFORE = re.compile(
    r"(?:\b(?:no|number|nos|resolution|resolutions|flight|room|article|section|page|pp|about|than|"
    r"some|nearly|almost|over|channel|route|highway|at\s+least|up\s+to|model|unit|case|chapter)\.?\s+|[$£€#¥]\s?)$",
    re.IGNORECASE,
)
_NOT_A_YEAR_AFTER = re.compile(
    r"\s*(?:%|percent|per\s+cent|(?:million|billion|thousand|hundred|people|troops|soldiers|men|"
    r"women|miles|km|kilometers|kilometres|meters|metres|tons|tonnes|dollars|euros|yen|yuan|points|shares|"
    r"jobs|workers|employees|votes|students|families|homes|houses|barrels|feet|acres|hectares|hours|"
    r"days|years|months|weeks|times|square|GMT|UTC|hrs|other|new|more|civilians|refugees|members|"
    r"children|deaths|cases|delegates|police|officers|protesters|demonstrators|words|units|dead)\b)",
    re.IGNORECASE,
)


def read_iso(match: re.Match[str], context: Context) -> Reading:
    """``2010-11-13`` and ``2010-11-13T15:58+05:30``."""
    year, month, day = (int(n) for n in match[0][:10].split("-"))
    found = calendar.calendar_day(year, month, day)
    if found is None:
        return dated(None, "D", f"there is no {match[0][:10]}")
    reading = dated(found, "D", "a full date")
    if len(match[0]) > 10:
        return Reading("TIME", match[0].replace(" ", "T"), found, "a full date and time")
    return reading


def read_numeric(match: re.Match[str], context: Context) -> Reading | None:
    """``13/11/2010``; where day and month could change places, both days bound the interval."""
    first, second = int(match["a"]), int(match["b"])
    digits = match["year"]
    year = int(digits) if len(digits) == 4 else year_number("'" + digits, context)
    if year is None or (match["sep"] == "." and len(digits) == 2):
        return None
    european = calendar.calendar_day(year, second, first)
    american = None if match["sep"] == "." else calendar.calendar_day(year, first, second)
    if european and american and european != american:
        low, high = sorted(d for d in (european.earliest, american.earliest) if d)
        reason = "a date in figures that could be day and month or month and day"
        return Reading("DATE", f"{year:04d}-XX-XX", calendar.span(low, high), reason)
    found = european or american
    return dated(found, "D", "a full date" if found else f"there is no {match[0]}")


def read_date(match: re.Match[str], context: Context) -> Reading | None:
    """A month, with or without weekday, day, year and clock."""
    words = load()
    printed = match["month_a"] or match["month_b"] or match["month_c"] or match["month_d"]
    month = words.months[printed.rstrip(".").lower()]
    day = match["day_a"] or match["day_c"]
    clock = match["clock"] or match["clock_b"]
    if day is None and not _is_month(match, context, printed):
        return None
    year = year_number(match["year"], context)
    if match["year"] and year is None:
        return unknown("DATE", "XXXX-XX-XX", f"{match['year']} of a century not given")
    if year is None and match["same"]:
        relative = year_of(match["same"], context)
        year = relative.earliest.year if relative.known and relative.earliest else None
    elif year is None and not match["rel"]:
        year = context.told_year(text_span(match))
        if year == 0:
            return unknown("DATE", f"XXXX-{month:02d}", "of a year that can't be told yet")
    if day is None:
        reading = _month(match, context, month, year)
    else:
        last = match["day_b"] or match["day_d"]
        reading = _day(context, match, (year, month, _figure(day)), _figure(last) if last else None)
    return with_clock(with_part(reading, match["part"]), clock)


def _figure(day: str) -> int:
    return int(re.sub(r"\D", "", day))


def _is_month(match: re.Match[str], context: Context, printed: str) -> bool:
    """Whether a bare "May" or "March" is the month: a year or a date's preposition says so."""
    if match["year"] or match["same"] or match["rel"] or match["fuzzy"] or match["fuzzy_b"]:
        return True
    name = printed.rstrip(".").lower()
    if name in load().doubtful:
        return bool(_BEFORE_DATE.search(context.text[: match.start()][-12:]))
    if len(name) <= 4 and name not in {"june", "july"} and not printed.endswith("."):
        return bool(_BEFORE_DATE.search(context.text[: match.start()][-12:]))
    return True


def year_of(words: str, context: Context) -> Interval:
    """The year that "last year", "this year", "that year" mean."""
    text = words.lower()
    if "same" in text or "that" in text or text.startswith("the year"):
        return calendar.over(context.narrated("Y"), lambda d: calendar.unit(d, "Y"), "year")
    step = -1 if "last" in text else 1 if "next" in text or "following" in text else 0
    base = context.narrated("Y") if "following" in text else context.published
    return calendar.over(base, lambda d: calendar.unit(calendar.moved(d, step, "Y"), "Y"), "year")


def _month(match: re.Match[str], context: Context, month: int, year: int | None) -> Reading:
    printed = match["month_c"] or match["month_d"] or match["month_a"]
    name = printed.rstrip(".")
    if year is not None:
        whole = dated(calendar.months(year, month, 1, "month"), "M", f"{name} {year}")
        return partly(whole, match["fuzzy"] or match["fuzzy_b"], context)
    if not context.known and context.last is None:
        value = f"XXXX-{month:02d}"
        return unknown("DATE", value, f"{name} of a year that the report does not give", "month")
    relative = (match["rel"] or "").lower()
    direction = context.direction(text_span(match))
    if relative in {"last", "past", "the previous"}:
        direction = "past"
    elif relative in {"next", "this coming"}:
        direction = "future"

    def rule(today: date) -> Interval:
        here = calendar.months(today.year, month, 1, "month")
        if month == today.month and relative not in {"last", "next"}:
            return here or calendar.unit(today, "M")
        step = 1 if month > today.month or (month == today.month and relative == "last") else 0
        before = calendar.months(today.year - step, month, 1, "month")
        after = calendar.months(today.year - step + 1, month, 1, "month")
        if before is None or after is None:
            return here or calendar.unit(today, "M")
        if relative in {"last", "past", "next"}:
            return after if relative == "next" else before
        return nearest(today, direction, before, after)

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
        return _known_day(match, year, month, day, last)
    if calendar.calendar_day(2000, month, day) is None:
        return dated(None, "D", f"there is no {match[0].strip()}")
    if not context.known:
        value = f"XXXX-{month:02d}-{day:02d}"
        return unknown("DATE", value, f"{match[0].strip()} of a year not given", "day")
    direction = context.direction(text_span(match))

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
        return nearest(today, direction, before[-1], after[0])

    how = {"past": "the latest", "future": "the next", "open": "the nearest"}[direction]
    reading = from_published(context, "D", rule, f"{how} such day by")
    weekday = match["weekday"]
    found = reading.interval
    if weekday and found.known and found.earliest == found.latest and found.earliest:
        return _checked(reading, found.earliest, weekday)
    if reading.value == "XXXX-XX-XX":
        return Reading("DATE", f"XXXX-{month:02d}-{day:02d}", reading.interval, reading.reason)
    return reading


def _known_day(match: re.Match[str], year: int, month: int, day: int, last: int | None) -> Reading:
    found = calendar.calendar_day(year, month, day)
    if found is None or found.earliest is None:
        return dated(None, "D", f"there is no {match[0].strip()}")
    end = calendar.calendar_day(year, month, last) if last else None
    if end is not None and end.latest and end.latest > found.earliest:
        value = f"{found.earliest.isoformat()}/{end.latest.isoformat()}"
        whole = calendar.span(found.earliest, end.latest)
        return Reading("DATE", value, whole, "from the first to the last day")
    reading = dated(found, "D", "a full date")
    return _checked(reading, found.earliest, match["weekday"]) if match["weekday"] else reading


def _checked(reading: Reading, found: date, weekday: str) -> Reading:
    """Says so where the weekday printed beside a date is not that date's."""
    if load().weekdays[weekday.rstrip(".").lower()] == found.weekday():
        return reading
    reason = f"{reading.reason}; the weekday beside it is not that day's"
    return Reading(reading.type, reading.value, reading.interval, reason)


def read_year(match: re.Match[str], context: Context) -> Reading | None:
    """A bare figure of four digits, where nothing says that it counts something."""
    year, era = int(match["year"]), match["era"]
    before, after = context.text[: match.start()][-24:], context.text[match.end() :][:24]
    if era and era.startswith("B"):
        return read_old_year(match, context)
    sure = bool(match["fuzzy"] or match["fiscal"] or era)
    if not sure:
        if _NOT_A_YEAR_BEFORE.search(before) or _NOT_A_YEAR_AFTER.match(after):
            return None
        if not 1900 <= year <= 2059 and not (
            1000 <= year <= 2100 and _BEFORE_OLD_YEAR.search(before)
        ):
            return None
    whole = dated(calendar.months(year, 1, 12, "year"), "Y", "a year")
    if match["side"]:
        return _beyond(whole, match["side"].lower())
    return partly(whole, match["fuzzy"], context)


def _beyond(year: Reading, side: str) -> Reading:
    """ "pre-1991" and "post-1991": all that is before or after the year."""
    first, last = year.interval.earliest, year.interval.latest
    if first is None or last is None:
        return year
    if side == "pre":
        interval = Interval(None, calendar.moved(first, -1, "D"), "span")
    else:
        interval = Interval(calendar.moved(last, 1, "D"), None, "span")
    return Reading("DATE", year.value, interval, f"all that is {side}-{year.value}")


def read_old_year(match: re.Match[str], context: Context) -> Reading:
    """A year with its era; before the first year of the calendar there are no days to give."""
    year, era = int(match["year"]), match["era"]
    if era.startswith("B") or not 1 <= year <= 9999:
        return unknown("DATE", f"BC{year:04d}", "before the calendar's first year", "year")
    return dated(calendar.months(year, 1, 12, "year"), "Y", "a year")


def read_spelled_year(match: re.Match[str], context: Context) -> Reading | None:
    """ "nineteen ninety-seven"."""
    year = spelled_year(match[0])
    if year is None:
        return None
    return dated(calendar.months(year, 1, 12, "year"), "Y", "a year in words")


def read_decade(match: re.Match[str], context: Context) -> Reading | None:
    """``the late 1990s`` and ``the '90s``."""
    digits = match["decade"].strip("'’‘`")
    if len(digits) == 2:
        year = year_number("'" + digits, context)
        if year is None:
            return unknown("DATE", f"XX{digits[0]}", "a decade of a century not given", "decade")
    else:
        year = int(digits)
    return partly(
        dated(calendar.unit(date(year, 1, 1), "E"), "E", "ten years"), match["fuzzy"], context
    )


def read_decade_word(match: re.Match[str], context: Context) -> Reading | None:
    """ "the nineties"."""
    tens = load().decades[match["decade"].lower()]
    year = year_number(f"'{tens}", context)
    if year is None:
        return unknown("DATE", f"XX{tens // 10}", "a decade of a century not given", "decade")
    return partly(
        dated(calendar.unit(date(year, 1, 1), "E"), "E", "ten years"), match["fuzzy"], context
    )


def read_century(match: re.Match[str], context: Context) -> Reading | None:
    """ "the 20th century", counted as the years that begin with 19."""
    figures = re.match(r"\d+", match["ordinal"])
    ordinal = int(figures[0]) if figures else load().ordinals[match["ordinal"].lower()]
    if (match["era"] or "").startswith("B") or not 1 <= ordinal <= 99:
        return unknown("DATE", f"BC{ordinal:02d}", "before the calendar's first year", "century")
    whole = calendar.unit(date(max((ordinal - 1) * 100, 1), 1, 1), "C")
    return partly(dated(whole, "C", "a hundred years"), match["fuzzy"] or match["fuzzy_b"], context)


def read_quarter(match: re.Match[str], context: Context) -> Reading | None:
    """Quarters and halves of a year; of the report's year unless one is named."""
    ordinals = load().ordinals
    word = match["ordinal"].lower()
    half = match["unit"].lower() in {"half", "h"}
    which = int(word[0]) if word[0].isdigit() else 4 if word == "final" else ordinals[word]
    size = 6 if half else 3
    if which * size > 12:
        return None
    groups = match.groupdict()
    year = year_number(groups.get("year") or groups.get("year_a"), context)
    symbol = "H" if half else "Q"

    def of(year: int) -> Interval:
        first = (which - 1) * size + 1
        return calendar.months(max(year, 1), first, size) or calendar.unit(date(1, 1, 1), symbol)

    if year:
        return dated(of(year), symbol, f"that part of {year}")
    if half and not groups.get("rel"):
        return None
    if "year-" in match[0].lower():
        return from_published(context, symbol, lambda d: of(d.year - 1), "a year before")
    if groups.get("rel"):
        whole = year_of(groups["rel"], context)
        interval = calendar.over(whole, lambda d: of(d.year), "span")
        return dated(interval, symbol, f"that part of {groups['rel'].lower()}")

    direction = context.direction(text_span(match))

    def rule(today: date) -> Interval:
        here = of(today.year)
        assert here.earliest
        assert here.latest
        if here.earliest <= today <= here.latest:
            return here
        before = here if here.latest < today else of(today.year - 1)
        after = here if here.earliest > today else of(today.year + 1)
        return nearest(today, direction, before, after)

    reading = from_published(context, symbol, rule, "the quarter nearest to")
    return partly(reading, groups.get("fuzzy"), context)


def read_season(match: re.Match[str], context: Context) -> Reading | None:
    """A season of a year that is named, or of the one that the tense allows."""
    symbol = load().seasons[match["season"].lower()]
    relative = (match["rel"] or "").lower()
    printed = match["year"]
    year = year_number(printed, context) if printed and printed[0] in "0123456789'’‘`" else None
    if printed and year is None:
        year = spelled_year(printed)
    fuzz = match["fuzzy"] or match["fuzzy_b"]
    if year:
        return partly(dated(calendar.season(year, symbol), symbol, f"of {year}"), fuzz, context)
    if match["same"]:
        whole = year_of(match["same"], context)
        interval = calendar.over(
            whole, lambda d: calendar.season(d.year, symbol) or calendar.unit(d, "Q"), "season"
        )
        return partly(dated(interval, symbol, f"of {match['same'].lower()}"), fuzz, context)
    if relative in {"", "the"}:
        before = context.text[: match.start()][-10:].lower()
        if relative == "" or not re.search(r"\b(?:in|during|by|since|until|through)\s+$", before):
            return None
    direction = context.direction(text_span(match))
    direction = "past" if "last" in relative or "past" in relative else direction
    direction = "future" if "next" in relative or "coming" in relative else direction

    def rule(today: date) -> Interval:
        seasons = [
            s for y in (-2, -1, 0, 1) if (s := calendar.season(max(today.year + y, 1), symbol))
        ]
        here = [s for s in seasons if s.earliest and s.latest and s.earliest <= today <= s.latest]
        before = [s for s in seasons if s.latest and s.latest < today]
        after = [s for s in seasons if s.earliest and s.earliest > today]
        if relative.startswith("this") and "past" not in relative:
            return seasons[-2]
        if before and relative == "last":
            return before[-1]
        if after and relative == "next":
            return after[0]
        if here or not before or not after:
            return (here or before or after or seasons)[0]
        return nearest(today, direction, before[-1], after[0])

    return partly(from_published(context, symbol, rule, "the season by"), fuzz, context)


def read_named(match: re.Match[str], context: Context) -> Reading | None:
    """Wars, eras and holidays of the tables."""
    named = load().named[re.sub(r"\s+", " ", match["name"]).lower()]
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
        return dated(calendar.day(yearly(named.rule, year)), "D", f"{named.name} of {year}")
    direction = context.direction(text_span(match))

    def rule(today: date) -> Interval:
        years = [y for y in range(today.year - 1, today.year + 2) if 1 <= y <= 9999]
        days = [yearly(named.rule, y) for y in years]
        before = [d for d in days if d <= today]
        after = [d for d in days if d > today]
        if not before or not after:
            return calendar.day((before or after)[0])
        return nearest(today, direction, calendar.day(before[-1]), calendar.day(after[0]))

    return from_published(context, "D", rule, f"the {named.name} nearest to")


READERS: dict[str, Reader] = {
    "iso": read_iso,
    "numeric": read_numeric,
    "named": read_named,
    "date": read_date,
    "decade": read_decade,
    "decade_word": read_decade_word,
    "century": read_century,
    "quarter": read_quarter,
    "quarter_short": read_quarter,
    "season": read_season,
    "year": read_year,
    "old_year": read_old_year,
    "spelled_year": read_spelled_year,
}
