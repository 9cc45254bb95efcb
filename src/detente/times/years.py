"""Readers of years and what is larger: years, decades, centuries, before and after the era."""

from __future__ import annotations

import re
from datetime import date

from detente.model import Interval
from detente.times import calendar
from detente.times.readers import (
    Reader,
    Reading,
    dated,
    partly,
    said_after,
    said_before,
    unknown,
    year_number,
)
from detente.times.time_context import Context


def read_year(match: re.Match[str], context: Context) -> Reading | None:
    """A bare figure of four digits, where nothing says that it counts something."""
    year, era = int(match["year"]), match["era"]
    left, right = said_before(context.text, match, 24), said_after(context.text, match, 24)
    if era and _before_calendar(era, context):
        return read_old_year(match, context)
    sure = bool(match["fuzzy"] or match["fiscal"] or era)
    if not sure:
        beside = context.words.beside
        if beside.not_a_year_before.search(left) or beside.not_a_year_after.match(right):
            return None
        owned = beside.owned_year.search(left) and beside.singular_after.match(right)
        old = 1000 <= year <= 2100 and (owned or beside.before_old_year.search(left))
        if not 1900 <= year <= 2059 and not old:
            return None
    whole = dated(calendar.months(year, 1, 12, "year"), "Y", "a year")
    if match["side"]:
        return _beyond(whole, match["side"].lower(), context)
    return partly(whole, match["fuzzy"], context)


def _before_calendar(era: str, context: Context) -> bool:
    """Whether an era counts back from the first year of the calendar."""
    return context.words.table.eras.get(era) == "before"


def _beyond(year: Reading, side: str, context: Context) -> Reading:
    """ "pre-1991" and "post-1991": all that is before or after the year."""
    first, last = year.interval.earliest, year.interval.latest
    if first is None or last is None:
        return year
    if context.words.table.year_sides.get(side) == "before":
        interval = Interval(None, calendar.moved(first, -1, "D"), "span")
    else:
        interval = Interval(calendar.moved(last, 1, "D"), None, "span")
    return Reading("DATE", year.value, interval, f"all that is {side}-{year.value}")


def read_old_year(match: re.Match[str], context: Context) -> Reading:
    """A year with its era; before the first year of the calendar there are no days to give."""
    year, era = int(match["year"]), match["era"]
    if _before_calendar(era, context) or not 1 <= year <= 9999:
        return unknown("DATE", f"BC{year:04d}", "before the calendar's first year", "year")
    return dated(calendar.months(year, 1, 12, "year"), "Y", "a year")


def read_year_tail(match: re.Match[str], context: Context) -> Reading | None:
    """The "91" of "1990-91"; "2010-11" too, which in running text is no month."""
    first, second = (
        int(re.findall(r"\d{4}", context.text[max(0, match.start() - 7) : match.start()])[-1]),
        int(match["year"]),
    )
    whole = first // 100 * 100 + second
    if not (1000 <= first <= 2100 and first < whole <= first + 60):
        return None
    if second <= 12 and whole != first + 1:
        return None
    return dated(calendar.months(whole, 1, 12, "year"), "Y", "a year of the same century")


def read_year_period(match: re.Match[str], context: Context) -> Reading | None:
    """ "The 1988 period", "the 1988 quarter": that year's, of the quarter told of last."""
    year, quarter = int(match["year"]), context.quarterly()
    if not 1900 <= year <= 2059:
        return None
    if quarter is None or quarter.earliest is None or quarter.latest is None:
        return dated(calendar.months(year, 1, 12, "year"), "Y", "a year")
    number = (quarter.latest.month - 1) // 3
    found = calendar.months(year, number * 3 + 1, 3)
    return dated(found, "Q", f"in {year}, the quarter told of last")


def read_three_digits(match: re.Match[str], context: Context) -> Reading | None:
    """A year of three digits, in a report that is about such times."""
    if not context.antique:
        return None
    left, right = said_before(context.text, match, 24), said_after(context.text, match, 24)
    beside = context.words.beside
    if beside.not_a_year_after.match(right) or not beside.after_old_year.match(right):
        return None
    if not match["circa"] and not beside.before_old_year.search(left):
        return None
    return dated(calendar.months(int(match["year"]), 1, 12, "year"), "Y", "a year")


def read_spelled_year(match: re.Match[str], context: Context) -> Reading | None:
    """ "nineteen ninety-seven"."""
    year = context.words.spelled_year(match[0])
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
    tens = context.words.table.decades[match["decade"].lower()]
    year = year_number(f"'{tens}", context)
    if year is None:
        return unknown("DATE", f"XX{tens // 10}", "a decade of a century not given", "decade")
    return partly(
        dated(calendar.unit(date(year, 1, 1), "E"), "E", "ten years"), match["fuzzy"], context
    )


def read_century(match: re.Match[str], context: Context) -> Reading | None:
    """ "the 20th century", counted as the years that begin with 19."""
    figures = re.match(r"\d+", match["ordinal"])
    ordinals = context.words.table.ordinals
    ordinal = int(figures[0]) if figures else ordinals[match["ordinal"].lower()]
    groups = match.groupdict("")
    if _before_calendar(groups.get("era", ""), context) or not 1 <= ordinal <= 99:
        return unknown("DATE", f"BC{ordinal:02d}", "before the calendar's first year", "century")
    whole = calendar.unit(date(max((ordinal - 1) * 100, 1), 1, 1), "C")
    return partly(
        dated(whole, "C", "a hundred years"), groups.get("fuzzy") or groups.get("fuzzy_b"), context
    )


READERS: dict[str, Reader] = {
    "decade": read_decade,
    "decade_word": read_decade_word,
    "century": read_century,
    "century_first": read_century,
    "year": read_year,
    "year_tail": read_year_tail,
    "year_period": read_year_period,
    "three_digits": read_three_digits,
    "old_year": read_old_year,
    "spelled_year": read_spelled_year,
}
