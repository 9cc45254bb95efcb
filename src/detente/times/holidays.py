"""Days that come round every year, in the calendars by which they are kept.

A rule is one of

- ``MM-DD`` and ``MM-nth/weekday`` of the Gregorian calendar (Monday is 1, ``-1`` the last), with
  ``+n`` days after it where that is written behind;
- ``easter+n`` and ``orthodox+n``, days from Easter of the western and of the eastern churches;
- ``hebrew n``, days after Rosh Hashanah, or before the next one where n is negative;
- ``islamic MM-DD``, or ``islamic MM`` for a whole month (the arithmetic calendar; what is seen of
  the moon moves it by a day, so a day more on either side is allowed);
- ``on YYYY-MM-DD ...``, a list of days.

The arithmetic of the Hebrew and Islamic calendars is that of Reingold and Dershowitz, "Calendrical
Calculations"; fixed days are :meth:`date.toordinal`'s.
"""

from __future__ import annotations

import re
from datetime import date

from detente.model import Interval
from detente.times import calendar

_HEBREW_EPOCH, _ISLAMIC_EPOCH = -1373427, 227015
_HEBREW_OFFSET = 3761
"""Added to a Gregorian year, the Hebrew year that begins in it."""


def occurrences(rule: str, year: int) -> tuple[Interval, ...]:
    """When the holiday of *rule* is in the Gregorian *year*: once, or twice, or not at all."""
    kind, _, rest = rule.partition(" ")
    if kind == "on":
        days = [date.fromisoformat(day) for day in rest.split()]
        return tuple(calendar.day(d) for d in days if d.year == year)
    if kind == "islamic":
        return _islamic(rest, year)
    if kind == "hebrew":
        near = (_hebrew(int(rest), year + _HEBREW_OFFSET - n) for n in (1, 0))
        return tuple(calendar.day(d) for d in near if d is not None and d.year == year)
    moved = re.fullmatch(r"(easter|orthodox)([+-]\d+)", rule)
    if moved:
        feast = calendar.easter(year) if moved[1] == "easter" else _orthodox_easter(year)
        return (calendar.day(calendar.moved(feast, int(moved[2]), "D")),)
    return (calendar.day(_gregorian(rule, year)),)


def _gregorian(rule: str, year: int) -> date:
    month, which = rule.split("-", 1)
    which, _, later = which.partition("+")
    if "/" in which:
        nth, weekday = which.split("/")
        found = calendar.nth_weekday(year, int(month), int(nth), int(weekday) - 1)
    else:
        found = date(year, int(month), int(which))
    return calendar.moved(found, int(later or 0), "D")


def _orthodox_easter(year: int) -> date:
    """Easter of the eastern churches (Meeus's Julian computus), as a Gregorian day."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    behind = year // 100 - year // 400 - 2
    return calendar.moved(date(year, month, day + 1), behind, "D")


def _fixed(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None


def _hebrew(from_new_year: int, year: int) -> date | None:
    """A day of the Hebrew *year* by its number from 1 Tishri, or before the next one."""
    if from_new_year < 0:
        return _fixed(_hebrew_new_year(year + 1) + from_new_year)
    return _fixed(_hebrew_new_year(year) + from_new_year)


def _hebrew_new_year(year: int) -> int:
    before, here, after = (_hebrew_elapsed(y) for y in (year - 1, year, year + 1))
    late = 2 if after - here == 356 else 1 if here - before == 382 else 0
    return _HEBREW_EPOCH + here + late


def _hebrew_elapsed(year: int) -> int:
    months = (235 * year - 234) // 19
    parts = 12084 + 13753 * months
    days = 29 * months + parts // 25920
    return days + 1 if 3 * (days + 1) % 7 < 3 else days


def _islamic(rule: str, year: int) -> tuple[Interval, ...]:
    month, _, day = rule.partition("-")
    found = []
    first = (year - 622) * 33 // 32
    for islamic_year in range(max(first - 1, 1), first + 4):
        start = _fixed(_islamic_day(islamic_year, int(month), int(day or 1)) - 1)
        end = _fixed(_islamic_day(islamic_year, int(month), int(day or 30)) + 1)
        if start and end and calendar.moved(start, 1, "D").year == year:
            found.append(calendar.span(start, end))
    return tuple(found)


def _islamic_day(year: int, month: int, day: int) -> int:
    years = (year - 1) * 354 + (3 + 11 * year) // 30
    return _ISLAMIC_EPOCH - 1 + years + 29 * (month - 1) + month // 2 + day
