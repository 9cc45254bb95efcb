"""Days and stretches of days: the arithmetic of the times room.

Units are named by their TIMEX3 symbols: ``D`` day, ``W`` week (Monday to Sunday), ``WE`` weekend,
``M`` month, ``Q`` quarter, ``H`` half year, ``SP SU FA WI`` season, ``Y`` year, ``E`` decade,
``C`` century.  Nothing here knows the clock: every function is from dates to dates.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from detente.model import Interval, Precision

PRECISIONS: dict[str, Precision] = {
    "D": "day",
    "W": "week",
    "WE": "span",
    "F": "span",
    "M": "month",
    "Q": "span",
    "H": "span",
    "SP": "season",
    "SU": "season",
    "FA": "season",
    "WI": "season",
    "Y": "year",
    "E": "decade",
    "C": "century",
}
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of each season of three months, northern hemisphere."""


def day(when: date) -> Interval:
    """One day."""
    return Interval(when, when, "day")


def span(first: date, last: date, precision: Precision = "span") -> Interval:
    """The days from *first* to *last*."""
    return Interval(first, last, precision)


def calendar_day(year: int, month: int, number: int) -> Interval | None:
    """A day by its numbers; ``None`` where there is no such day."""
    try:
        return day(date(year, month, number))
    except ValueError:
        return None


def months(year: int, month: int, count: int, precision: Precision = "span") -> Interval | None:
    """*count* whole months from the given one; ``None`` outside the years 1 to 9999."""
    last_year, last_month = year + (month + count - 2) // 12, (month + count - 2) % 12 + 1
    if not (year >= 1 and last_year <= 9999):
        return None
    last = date(last_year, last_month, monthrange(last_year, last_month)[1])
    return Interval(date(year, month, 1), last, precision)


def unit(when: date, symbol: str) -> Interval:
    """The day, week, month ... that *when* lies in."""
    found: Interval | None = None
    if symbol == "D":
        found = day(when)
    elif symbol in {"W", "WE"}:
        monday = when - timedelta(days=min(when.weekday(), when.toordinal() - 1))
        found = span(monday, moved(monday, 6, "D"), "week")
        if symbol == "WE":
            found = span(moved(monday, 5, "D"), moved(monday, 6, "D"))
    elif symbol == "F":
        found = span(moved(when, -13, "D"), when)
    elif symbol == "M":
        found = months(when.year, when.month, 1, "month")
    elif symbol == "Q":
        found = months(when.year, (when.month - 1) // 3 * 3 + 1, 3)
    elif symbol == "H":
        found = months(when.year, 1 if when.month < 7 else 7, 6)
    elif symbol == "Y":
        found = months(when.year, 1, 12, "year")
    elif symbol in {"E", "C"}:
        size = 10 if symbol == "E" else 100
        first = when.year // size * size
        found = Interval(
            date(max(first, 1), 1, 1), date(min(first + size - 1, 9999), 12, 31), PRECISIONS[symbol]
        )
    return found or day(when)


def season(year: int, symbol: str) -> Interval | None:
    """The season that begins in *year*; a winter ends in the next."""
    return months(year, SEASONS[symbol], 3, "season")


def moved(when: date, amount: int, symbol: str) -> date:
    """*when* moved by so many units; a day that a month lacks becomes the month's last.

    Stops at the first and the last day that a date can be.
    """
    scale = {"D": 1, "W": 7, "WE": 7, "F": 14}.get(symbol)
    if scale:
        ordinal = when.toordinal() + amount * scale
        return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))
    count = amount * {"M": 1, "Q": 3, "H": 6, "Y": 12, "E": 120, "C": 1200}.get(symbol, 12)
    index = when.year * 12 + when.month - 1 + count
    year, month = index // 12, index % 12 + 1
    if year < 1:
        return date.min
    if year > 9999:
        return date.max
    return date(year, month, min(when.day, monthrange(year, month)[1]))


class OffCalendarError(ArithmeticError):
    """Counting led out of the years that a date can be of, so that there is no day."""


def stepped(when: date, amount: int, symbol: str) -> date:
    """*when* moved as by :func:`moved`, but never short of what was asked.

    Raises :class:`OffCalendarError` where the calendar ends before; :func:`over` makes an open end
    of that.
    """
    found = moved(when, amount, symbol)
    if amount and found in (date.min, date.max) and moved(found, -amount, symbol) != when:
        raise OffCalendarError(f"{amount:+d} {symbol} from {when} is no day of the calendar")
    return found


def weekday_on_or_before(when: date, weekday: int) -> date:
    """The last such day (Monday = 0) up to and including *when*."""
    return moved(when, -((when.weekday() - weekday) % 7), "D")


def weekday_on_or_after(when: date, weekday: int) -> date:
    """The first such day from *when* on."""
    return moved(when, (weekday - when.weekday()) % 7, "D")


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date:
    """The *nth* Monday (0) ... of a month; -1 is the last."""
    first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    if nth < 0:
        return moved(weekday_on_or_before(last, weekday), (nth + 1) * 7, "D")
    return moved(weekday_on_or_after(first, weekday), (nth - 1) * 7, "D")


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def part(whole: Interval, which: str) -> Interval:
    """The ``START``, ``MID`` or ``END`` of a known stretch of days.

    Start and end are its halves and the middle is the half between its quarters, the widest that
    the words allow ("late September" from the 15th).  The end of a stretch of several years is the
    year that it ended in, its start the year that it began in.
    """
    if whole.earliest is None or whole.latest is None:
        return whole
    first, last = whole.earliest, whole.latest
    days = (last - first).days
    if which in {"START", "END"} and first.year != last.year and whole.precision == "span":
        year = unit(first if which == "START" else last, "Y")
        return Interval(year.earliest, year.latest, "year")
    if whole.precision == "year" and which in {"START", "MID", "END"}:
        begin, count = {"START": (1, 6), "MID": (4, 6), "END": (7, 6)}[which]
        return months(first.year, begin, count) or whole
    if which == "START":
        return span(first, first + timedelta(days=days // 2))
    if which == "END":
        return span(last - timedelta(days=days // 2 + days % 2), last)
    if which == "MID":
        return span(first + timedelta(days=days // 4), last - timedelta(days=days // 4))
    return whole


def over(reference: Interval, rule: Callable[[date], Interval], precision: Precision) -> Interval:
    """What *rule* gives for a reference day of which only the bounds are known.

    *rule* must not go back when its day goes on; then the union over all possible days has the
    bounds that the first and the last of them give.  An open end stays open, and where *rule*
    leads out of the calendar there is one.
    """
    first = _ruled(rule, reference.earliest)
    last = first if reference.latest == reference.earliest else _ruled(rule, reference.latest)
    earliest, latest = first.earliest, last.latest
    if earliest and latest and earliest > latest:
        earliest, latest = latest, earliest
    return Interval(earliest, latest, precision)


def _ruled(rule: Callable[[date], Interval], day: date | None) -> Interval:
    if day is None:
        return Interval()
    try:
        return rule(day)
    except OffCalendarError:
        return Interval()


def value(interval: Interval, symbol: str) -> str:
    """The TIMEX3 value of a calendar unit, with X for the digits that are not known."""
    unknown = {
        "D": "XXXX-XX-XX",
        "W": "XXXX-WXX",
        "WE": "XXXX-WXX-WE",
        "M": "XXXX-XX",
        "Q": "XXXX-QX",
        "H": "XXXX-HX",
        "E": "XXX",
        "C": "XX",
    }
    first = interval.earliest
    if first is None or interval.latest is None:
        return f"XXXX-{symbol}" if symbol in SEASONS else unknown.get(symbol, "XXXX")
    if symbol in SEASONS:
        whole = season(first.year, symbol)
        known = whole is not None and within(interval, whole)
        return f"{first.year:04d}-{symbol}" if known else f"XXXX-{symbol}"
    if not within(interval, unit(first, symbol)):
        return unknown.get(symbol, "XXXX")
    year, week, _ = first.isocalendar()
    return {
        "D": first.isoformat(),
        "W": f"{year:04d}-W{week:02d}",
        "WE": f"{year:04d}-W{week:02d}-WE",
        "M": f"{first.year:04d}-{first.month:02d}",
        "Q": f"{first.year:04d}-Q{(first.month + 2) // 3}",
        "H": f"{first.year:04d}-H{1 if first.month < 7 else 2}",
        "E": f"{first.year // 10:03d}",
        "C": f"{first.year // 100:02d}",
    }.get(symbol, f"{first.year:04d}")


def within(inner: Interval, outer: Interval) -> bool:
    """Whether every day of *inner* is one of *outer*; both must have both ends."""
    assert inner.earliest
    assert inner.latest
    assert outer.earliest
    assert outer.latest
    return outer.earliest <= inner.earliest and inner.latest <= outer.latest
