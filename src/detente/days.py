"""The days that detente knows of: one home for their bounds, and how a given day is read.

A day outside is refused wherever one is given: on the command line and in Python, in tables,
dictionaries, answer keys and gold records, in the fields and the stamps of reports.  What a text
tells of may lie outside ("in 1648"); that is worked out by :mod:`detente.times`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from detente.errors import DetenteError

EARLIEST_YEAR, LATEST_YEAR = 1800, 2199
"""Years outside are misprints: news wires start in the 1830s, and no clock may be asked."""

EARLIEST, LATEST = date(EARLIEST_YEAR, 1, 1), date(LATEST_YEAR, 12, 31)

BOUNDS = f"days from {EARLIEST} to {LATEST} are known here"
"""What a message says of the bounds."""

_WHOLE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INEXACT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def is_known(day: date) -> bool:
    """Whether *day*, which may be a date-time, is one that detente knows of."""
    return EARLIEST_YEAR <= day.year <= LATEST_YEAR


def known(day: date) -> date:
    """*day*; raises ``ValueError``, saying so, for one outside the bounds."""
    if not is_known(day):
        raise ValueError(f"{day.isoformat()} is out of bounds: {BOUNDS}")
    return day


def check_days(*days: date | None) -> None:
    """Raises :class:`DetenteError` for a day that a user gives outside the bounds."""
    for day in days:
        if day is not None and not is_known(day):
            raise DetenteError(f"{day.isoformat()} is out of bounds: {BOUNDS}")


def given_day(text: str) -> date:
    """The day that *text* gives in ISO 8601.

    Raises ``ValueError``, with a message for people, for what is no day, one that does not exist,
    or one outside the bounds.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        shown = text if len(text) <= 40 else f"{text[:40]}…"
        what = "is no day of the calendar" if _WHOLE.fullmatch(text) else "is no day"
        raise ValueError(f'"{shown}" {what}; write one as YYYY-MM-DD, 2010-11-13') from None
    return known(day)


def given_days(text: str) -> tuple[date, date]:
    """The first and last day of the year, the month or the day that *text* gives.

    Raises ``ValueError``, with a message for people, for anything else and what is out of bounds.
    """
    found = inexact(text)
    if found is not None:
        return found
    if _INEXACT.fullmatch(text) and not is_year(text[:4]):
        raise ValueError(f'"{text}" is out of bounds: {BOUNDS}')
    shown = text if len(text) <= 40 else f"{text[:40]}…"
    what = "is not in the calendar" if _INEXACT.fullmatch(text) else "is no day, month or year"
    raise ValueError(f'"{shown}" {what}; write 2010-11-13, 2010-11 or 2010')


def is_year(text: str) -> bool:
    """Whether *text* is a year that detente knows of."""
    return EARLIEST_YEAR <= int(text) <= LATEST_YEAR


def inexact(text: str) -> tuple[date, date] | None:
    """The first and last day that ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` may mean.

    ``None`` for anything else, a day that does not exist, and one outside the bounds.
    """
    found = _INEXACT.fullmatch(text)
    if found is None:
        return None
    year = int(found[1])
    first, last = int(found[2] or 1), int(found[2] or 12)
    try:
        day = date(year, first, int(found[3] or 1))
        end = day if found[3] else date(year, last, monthrange(year, last)[1])
    except ValueError:
        return None
    return (day, end) if is_known(day) else None
