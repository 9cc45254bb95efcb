"""Readers of dates that are told from another: the report's day, or the time told of last."""

from __future__ import annotations

import re
from datetime import date

from detente.model import Interval
from detente.times import calendar
from detente.times.absolute import year_of
from detente.times.lengths import period
from detente.times.quarters import ended
from detente.times.readers import (
    THE_NEXT,
    Reader,
    Reading,
    clock_value,
    from_narrated,
    from_published,
    partly,
    text_span,
    unknown,
    with_clock,
    with_part,
    year_number,
)
from detente.times.time_context import Context
from detente.times.time_tables import Sense

EARLIEST_REACHED = 1900
"""Years ago from which on the days of the calendar do not surely reach."""

_WORD_AFTER = re.compile(r"\s+[^\W_]")


def read_around_today(match: re.Match[str], context: Context) -> Reading:
    """ "the day before yesterday" and "the day after tomorrow"."""
    step = context.words.table.days[_said(match[0])]
    return from_published(
        context, "D", lambda d: calendar.day(calendar.stepped(d, step, "D")), f"{step:+d} days from"
    )


def read_today(match: re.Match[str], context: Context) -> Reading:
    """Today, yesterday, tomorrow, tonight, last night, this morning."""
    word, table = _said(match["word"]), context.words.table
    step = table.days.get(word, 0)
    reading = from_published(
        context, "D", lambda d: calendar.day(calendar.stepped(d, step, "D")), f"{word!r} is from"
    )
    last = word.rpartition(" ")[2]
    part = last if last in table.parts else table.day_parts.get(word, match["part"])
    return with_part(reading, part, context)


def _said(words: str) -> str:
    """Words as tables have them: in small letters, parted by single blanks."""
    return " ".join(words.lower().split())


def read_in_the_day(match: re.Match[str], context: Context) -> Reading:
    """ "earlier in the day", "later that week": the unit of the time told of last."""
    unit, words = match["unit"].lower(), context.words
    symbol = words.symbol_of(unit) if unit in words.table.units else "D"
    return from_narrated(context, symbol, lambda d: calendar.unit(d, symbol), f"the {unit} of")


def read_weekday(match: re.Match[str], context: Context) -> Reading | None:
    """A weekday: the last one in the past, the next one in what is to come."""
    words = context.words
    if words.beside.figures_after.match(context.text, match.end()):
        return None
    number_of = words.weekdays[match["weekday"].lower()]
    if match["every"] or match["plural"]:
        return Reading("SET", f"XXXX-WXX-{number_of + 1}", Interval(), "a weekday that comes round")
    relative, week = words.senses(match["rel"]), (match["week"] or "").lower()
    clock = match["clock"] or match["clock_b"]
    if relative & {"following", "that"}:
        reading = _after_narrated(context, number_of, relative)
    else:
        direction = context.direction(text_span(match))
        future = direction == "future"
        if relative & {"next", "coming"}:
            future = True
        elif relative & {"last", "past", "previous"}:
            future = False
        of_week = words.senses(week)

        def rule(today: date) -> Interval:
            if week:
                step = -1 if of_week & {"last", "previous"} else 0
                step = 1 if of_week & {"next", "following"} else step
                monday = calendar.unit(calendar.stepped(today, step, "W"), "W").earliest
                return calendar.day(calendar.weekday_on_or_after(monday or today, number_of))
            if future:
                first = calendar.stepped(today, 1 if "next" in relative else 0, "D")
                return calendar.day(calendar.weekday_on_or_after(first, number_of))
            if (
                context.next_day_begun
                and not match["rel"]
                and number_of == (today.weekday() + 1) % 7
            ):
                return calendar.day(calendar.stepped(today, 1, "D"))
            last = calendar.stepped(today, -1 if "last" in relative else 0, "D")
            return calendar.day(calendar.weekday_on_or_before(last, number_of))

        how = THE_NEXT if future else "the last"
        if week:
            how = f"of {week} week,"
        reading = from_published(context, "D", rule, f"{how} {match['weekday']} by")
        if not (future or week) and _after(reading.interval, context):
            reason = f"{match['weekday']} had begun in the east when the report was published"
            reading = Reading(reading.type, reading.value, reading.interval, reason)
        if reading.value == "XXXX-XX-XX":
            value = f"XXXX-WXX-{number_of + 1}"
            reading = Reading("DATE", value, reading.interval, reading.reason)
    return with_clock(with_part(reading, match["part"], context), clock, context)


def _after(interval: Interval, context: Context) -> bool:
    first, last = interval.earliest, context.published.latest
    return first is not None and last is not None and first > last


def _after_narrated(context: Context, weekday: int, relative: frozenset[Sense]) -> Reading:
    step = 1 if "following" in relative else 0
    return from_narrated(
        context,
        "D",
        lambda d: calendar.day(
            calendar.weekday_on_or_after(calendar.stepped(d, step, "D"), weekday)
        ),
        "that weekday from",
    )


def read_relative(match: re.Match[str], context: Context) -> Reading | None:
    """ "this month", "last week", "the following year", "later this year"."""
    words = context.words
    relative = words.senses(match["rel"])
    symbol, unit = words.symbol_of(match["unit"]), match["unit"].lower()
    if symbol.startswith("T") or (symbol == "D" and not relative & {"told", "next"}):
        return _coarse(relative, symbol)
    if unit in words.table.parts:
        return None
    if "year before" in relative:
        reason = "a year before the report's day or the quarter told of last"
        return _quarter_told(context, -1, symbol, reason) or from_published(
            context, symbol, lambda d: calendar.unit(calendar.stepped(d, -1, "Y"), symbol), reason
        )
    if symbol == "Q" and "latest" in relative:
        return _latest_quarter(context)
    the = "article" in relative
    if "over" in relative and the and symbol != "WE":
        return _stretch(context, 1, symbol, -1, match["unit"])
    narrated = "told" in relative or (the and "next" in relative)
    step = 1 if "ahead" in relative else 0
    step = -1 if "back" in relative and not relative & {"this", "latest"} else step
    if "this" in relative and "past" in relative and symbol == "WE":
        step = 0
    if {"this", "past"} <= relative and symbol == "W":
        # Until Thursday it is the last whole week that is "past", from then on this one.
        reason = "the week that is past by"
        return from_published(
            context, "W", lambda d: calendar.unit(calendar.stepped(d, -4, "D"), "W"), reason
        )
    if symbol == "WE" and not narrated:
        return partly(_weekend(context, step, match), match["fuzzy"], context)

    def rule(today: date) -> Interval:
        return calendar.unit(calendar.stepped(today, step, symbol), symbol)

    why = f"{_said(match['rel'])} {unit}, counted from"
    if narrated:
        return partly(from_narrated(context, symbol, rule, why), match["fuzzy"], context)
    return partly(from_published(context, symbol, rule, why), match["fuzzy"], context)


def _latest_quarter(context: Context) -> Reading:
    """ "The latest quarter": the one told of last, else the last one that is over."""
    told = _quarter_told(context, 0, "Q", "the quarter told of last")
    return told or from_published(
        context,
        "Q",
        lambda d: calendar.unit(calendar.stepped(d, -1, "Q"), "Q"),
        "the last whole quarter before",
    )


def _stated(last: date, days: Interval) -> Reading:
    """A quarter with the days that "ended Sept. 30" gives it, *last* being that."""
    value = calendar.value(calendar.unit(last, "Q"), "Q")
    return Reading("DATE", value, days, "the three months up to the day that it ended")


def _coarse(relative: frozenset[Sense], symbol: str) -> Reading | None:
    """ "the past hour", "the last day": a duration; "this day" is no date at all."""
    if relative & {"over", "near"}:
        return unknown("DURATION", period(1, symbol), "a length of time")
    return None


def _weekend(context: Context, step: int, match: re.Match[str]) -> Reading:
    past = context.direction(text_span(match)) != "future"

    def rule(today: date) -> Interval:
        here = calendar.unit(today, "WE")
        assert here.earliest
        if step == 0 and past and here.earliest > today:
            return calendar.unit(calendar.stepped(today, -1, "W"), "WE")
        return calendar.unit(calendar.stepped(today, step, "W"), "WE")

    return from_published(context, "WE", rule, "the weekend by")


def _stretch(context: Context, amount: float, symbol: str, sign: int, unit: str) -> Reading:
    """So many units up to, or from, the report's day."""
    value = period(amount, symbol)
    if not amount or symbol.startswith("T"):
        if sign < 0:
            interval = Interval(None, context.published.latest)
        else:
            interval = Interval(context.published.earliest, None)
        return Reading("DURATION", value, interval, f"{unit} beside the report's day")
    whole = max(int(amount + 0.5), 1)

    def rule(today: date) -> Interval:
        try:
            other = calendar.stepped(today, sign * whole, "W" if symbol == "WE" else symbol)
        except calendar.OffCalendarError:
            return Interval(None, today) if sign < 0 else Interval(today, None)
        return calendar.span(min(today, other), max(today, other))

    interval = calendar.over(context.published, rule, "span")
    if sign < 0:
        return Reading("DURATION", value, interval, "that long up to the report's day")
    return Reading("DURATION", value, interval, "that long from the report's day")


def _quarter_told(context: Context, years: int, symbol: str, reason: str) -> Reading | None:
    """The quarter told of last, moved by *years*; its days are known where it is no fiscal one."""
    quarter = context.quarterly()
    if quarter is None:
        return None
    interval = calendar.over(
        quarter, lambda d: calendar.unit(calendar.stepped(d, years, "Y"), symbol), "span"
    )
    value = calendar.value(interval, symbol)
    days = Interval(None, context.published.latest) if context.fiscal else interval
    return Reading("DATE", value, days, reason)


def read_the_unit(match: re.Match[str], context: Context) -> Reading | None:
    """ "the end of the year", "the quarter", "the weekend", "year-end"."""
    unit = match["unit_a"] or match["unit_b"] or match["unit_c"]
    symbol = context.words.symbol_of(unit)
    if symbol == "WE":
        return _weekend(context, 0, match)
    if match["unit_a"] and symbol == "D":
        return from_narrated(context, "D", calendar.day, "the day of")
    if match["unit_b"]:
        told = _quarter_told(context, 0, "Q", "the quarter told of last")
        stated = ended(context, match.end(), 3)
        if stated is not None and stated.latest is not None:
            return _stated(stated.latest, stated)
        if told is not None:
            return told
        return from_published(
            context,
            "Q",
            lambda d: calendar.unit(calendar.stepped(d, -1, "Q"), "Q"),
            "the quarter before",
        )
    reading = from_published(context, symbol, lambda d: calendar.unit(d, symbol), f"the {unit} of")
    if match["unit_c"]:
        return partly(reading, context.words.table.year_end, context)
    return partly(reading, match["fuzzy"], context)


def read_beside(match: re.Match[str], context: Context) -> Reading:
    """ "the day before", "the week after": beside the time told of last."""
    words = context.words
    step = -1 if "before" in words.side(match["side"]) else 1
    unit = match["unit"].lower()
    symbol = words.symbol_of(unit) if unit in words.table.units else "D"
    return from_narrated(
        context,
        symbol,
        lambda d: calendar.unit(calendar.stepped(d, step, symbol), symbol),
        f"a {unit} {match['side'].lower()} than",
    )


def read_ago(match: re.Match[str], context: Context) -> Reading | None:
    """ "five months ago", "a day earlier", "two years later", "ten days from now"."""
    amount = context.words.number(match["number"])
    if amount is None:
        return None
    symbol, side = context.words.symbol_of(match["unit"]), context.words.side(match["side"])
    told, sign = "told" in side, 1 if "after" in side else -1
    if 0 < amount < 1 and symbol in HALVES:
        symbol, amount = HALVES[symbol][0], HALVES[symbol][1] * 2 * amount
    if "joined" in side and _WORD_AFTER.match(context.text, match.end()):
        reason = f"{match['side'].lower()} something that the words after it name"
        return unknown("DURATION", period(amount, symbol), reason)
    if not amount or symbol.startswith("T"):
        return _vaguely(context, amount, symbol, sign, told)
    if sign < 0 and symbol in {"Y", "E", "C"}:
        before_calendar = _before_calendar(context, amount, symbol)
        if before_calendar is not None:
            return before_calendar
    whole = int(amount + 0.5)
    scale = {"E": "Y", "C": "Y", "F": "D"}.get(symbol, symbol)
    factor = {"E": 10, "C": 100, "F": 14}.get(symbol, 1)
    if symbol == "WE":
        scale = "W"
    if symbol == "Y" and whole == 1 and sign < 0:
        reason = "a year before the quarter told of last"
        quarter = _quarter_told(context, -1, "Q", reason)
        if quarter is not None:
            return quarter

    def rule(today: date) -> Interval:
        return calendar.unit(calendar.stepped(today, sign * whole * factor, scale), scale)

    words = f"{match['number'].lower()} {match['unit'].lower()} {'after' if sign > 0 else 'before'}"
    if told:
        return from_narrated(context, scale, rule, words)
    return from_published(context, scale, rule, words)


def _before_calendar(context: Context, amount: float, symbol: str) -> Reading | None:
    """ "5,000 years ago": a year that no calendar's day can be given for."""
    years = int(amount * {"E": 10, "C": 100}.get(symbol, 1))
    if years < EARLIEST_REACHED:
        return None
    last = context.published.latest
    year = "XXXX" if last is None else f"{max(years - last.year, 0):04d}"
    return unknown("DATE", f"BC{year}", "before, or close to, the calendar's first year", "year")


def _vaguely(context: Context, amount: float, symbol: str, sign: int, told: bool) -> Reading:
    """ "some years ago", "two hours later": before or after, without a day."""
    base = context.narrated() if told else context.published
    reason = "so long before or after that no day can be told"
    if symbol.startswith("T") and amount and amount <= 24:
        interval = calendar.over(
            base,
            lambda d: calendar.span(
                calendar.stepped(d, -1, "D") if sign < 0 else d,
                calendar.stepped(d, 1, "D") if sign > 0 else d,
            ),
            "span",
        )
        return Reading(
            "DURATION", period(amount, symbol), interval, "hours away: that day or the next"
        )
    interval = Interval(None, base.latest) if sign < 0 else Interval(base.earliest, None)
    return Reading("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", interval, reason)


def read_unit_ago(match: re.Match[str], context: Context) -> Reading:
    """ "year-ago", "year-earlier": of the quarter told of last, or the year before the report."""
    symbol = context.words.symbol_of(match["unit"])
    if symbol == "Y":
        quarter = _quarter_told(context, -1, "Q", "the quarter a year before")
        if quarter is not None:
            return quarter
    return from_published(
        context,
        symbol,
        lambda d: calendar.unit(calendar.stepped(d, -1, symbol), symbol),
        "a year before",
    )


def read_units_ago(match: re.Match[str], context: Context) -> Reading:
    """ "decades ago", "weeks later"."""
    side = context.words.side(match["side"])
    symbol, sign = context.words.symbol_of(match["unit"]), 1 if "after" in side else -1
    return _vaguely(context, 0, symbol, sign, "told" in side)


def read_anchored(match: re.Match[str], context: Context) -> Reading | None:
    """ "the past two months", "the next five years", "recent weeks", "the first nine months"."""
    relative, unit = context.words.senses(match["rel"]), match["unit"]
    symbol = context.words.symbol_of(unit)
    said = match["number"]
    amount = context.words.number(said) if said else 0
    if amount is None:
        return None
    if relative & {"first", "final"}:
        return _first_months(match, context, amount, symbol)
    sign = 1 if "ahead" in relative else -1
    if not said and not relative & {"past", "coming", "recent", "last"}:
        return None
    if sign > 0 and context.direction(text_span(match)) == "past":
        reason = "a length of time from one in the past on"
        return unknown("DURATION", period(amount, symbol), reason)
    reading = _stretch(context, amount, symbol, sign, unit.lower())
    if not amount and not symbol.startswith("T"):
        value = "PAST_REF" if sign < 0 else "FUTURE_REF"
        return Reading("DATE", value, reading.interval, reading.reason)
    return reading


def _first_months(
    match: re.Match[str], context: Context, amount: float, symbol: str
) -> Reading | None:
    value = period(amount, symbol)
    year = year_number(match["year"], context)
    first = "first" in context.words.senses(match["rel"])
    if symbol != "M" or not 1 <= amount <= 12 or not first:
        return unknown("DURATION", value, "a length of time")
    if year:
        whole = calendar.months(year, 1, int(amount)) or Interval()
        return Reading("DURATION", value, whole, f"the first months of {year}")
    this_year = year_of(frozenset({"this"}), context)
    interval = calendar.over(
        this_year, lambda d: calendar.months(d.year, 1, int(amount)) or calendar.day(d), "span"
    )
    return Reading("DURATION", value, interval, "the first months of the report's year")


def read_reference(match: re.Match[str], context: Context) -> Reading | None:
    """ "now", "recently", "soon": past, present or future without a day."""
    words = context.words
    value = words.table.references[_said(match["word"])]
    if words.beside.no_reference.match(context.text, match.start(), match.end() + 10):
        return None
    today = context.published
    interval = today
    if value == "PAST_REF":
        interval = Interval(None, today.latest)
    elif value == "FUTURE_REF":
        interval = Interval(today.earliest, None)
    said = value.removesuffix("_REF").lower()
    return Reading("DATE", value, Interval(interval.earliest, interval.latest), f"the {said}")


def read_clock(match: re.Match[str], context: Context) -> Reading | None:
    """A clock time of the day told of last, or of the date right before it."""
    if context.words.beside.figures_after.match(context.text, match.end()):
        return None
    last, value = context.last, f"T{clock_value(match['clock'], context)}"
    if last is not None and context.words.beside.clock_joint.fullmatch(
        context.text, last.span.end, match.start()
    ):
        return Reading("TIME", last.timex_value + value, last.interval, "on the day before it")
    day = from_narrated(context, "D", calendar.day, "on the day of")
    value = f"{day.value}T{clock_value(match['clock'], context)}"
    return Reading("TIME", value, day.interval, day.reason)


HALVES = {"C": ("Y", 50), "E": ("Y", 5), "Y": ("M", 6)}
"""What half a century, decade or year is of the next smaller unit."""

READERS: dict[str, Reader] = {
    "around_today": read_around_today,
    "today": read_today,
    "in_the_day": read_in_the_day,
    "weekday": read_weekday,
    "relative": read_relative,
    "the_unit": read_the_unit,
    "beside": read_beside,
    "ago": read_ago,
    "unit_ago": read_unit_ago,
    "units_ago": read_units_ago,
    "anchored": read_anchored,
    "reference": read_reference,
    "clock": read_clock,
}
