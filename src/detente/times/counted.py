"""Acts whose day is counted from another's: "a day after X visited Y", "ten years after the war".

What stands under "after" was so long before what is told beside it, what stands under "before" so
long after it.  Days are meant exactly, weeks to within half a one, months and years to the unit;
"almost" and "more than" widen all of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from functools import cached_property

from msgspec import Struct

from detente.document import Document
from detente.language.structure import Clause
from detente.model import Interval, TimeMention
from detente.times import calendar
from detente.times.time_tables import Margin
from detente.times.time_words import TimeWords

MARGIN = 0.15
"""By which share "almost" or "more than" so many years may miss them; judgement, five of "almost
forty"."""
LEAST_MARGIN = 1
"""The years that they may miss them by at least."""
HALF_A_WEEK = 3
"""Days by which "six weeks" may miss them."""
_PERIOD = re.compile(r"P(\d+)([DWMYEC])")
_DAYS = {"D": 1, "W": 7}
_PARTED = re.compile(r"[,;:.]")


class Side(Struct, frozen=True):
    """Where a length of time leads: *start* is where the words begin that it is counted from."""

    start: int
    back: bool


class CountedAct(Struct, frozen=True):
    """An act whose day is counted by *mention* from that of what it is told beside."""

    mention: TimeMention
    back: bool


class Counted:
    """The acts of one report whose day is counted from another's."""

    def __init__(self, document: Document, words: TimeWords) -> None:
        self.report, self.structure = document.report, document.structure
        self.times, self.words, self.governing = document.times, words, words.governing

    def of(self, clause: Clause) -> CountedAct | None:
        """How the day of *clause* is counted, if it is."""
        return self._acts.get(clause.index)

    @cached_property
    def _acts(self) -> dict[int, CountedAct]:
        found: dict[int, CountedAct] = {}
        for mention in self.times:
            side = self.side_of(mention) if _PERIOD.fullmatch(mention.timex_value) else None
            clause = None if side is None else self._first_under(side)
            if clause is not None and side is not None:
                found.setdefault(clause.index, CountedAct(mention, side.back))
        return found

    def side_of(self, mention: TimeMention) -> Side | None:
        """Which way a length of time is counted from something told, if it is."""
        if mention.timex_type != "DURATION":
            return None
        said, over = mention.span.of(self.report.text).lower().split()[-1], mention.span.end
        if said in self.governing.after:
            return Side(over, back=True)
        if said in self.governing.before:
            return Side(over, back=False)
        counted = self.words.beside.counted_from.match(self.report.text, over)
        return Side(counted.end(), back=True) if counted else None

    def _first_under(self, side: Side) -> Clause | None:
        """The first clause after a length of time, where it stands under "after" or "before"."""
        later = self.governing.after | self.governing.since
        marks = later if side.back else self.governing.before
        for clause in self._by_trigger(side.start):
            if _PARTED.search(self.report.text, side.start, clause.trigger.start):
                return None
            if clause.mark in marks:
                return clause
        return None

    def _by_trigger(self, start: int) -> Iterator[Clause]:
        index = bisect_left(self._triggers, (start, -1))
        for _, number in self._triggers[index:]:
            yield self.structure.clauses[number]

    @cached_property
    def _triggers(self) -> list[tuple[int, int]]:
        return sorted((c.trigger.start, c.index) for c in self.structure.clauses)


def counted_from(act: CountedAct, said: str, base: Interval, words: TimeWords) -> Interval:
    """So long before or after *base* as the act's words, *said*, have it, as exactly as they are.

    "Ten years after" means the year that lies ten back, "almost ten" the ten years up to a year or
    so less, "more than ten" those up to a year or so more; "two days before" the day two on.
    """
    period = _PERIOD.fullmatch(act.mention.timex_value)
    if period is None:
        return Interval(None, base.latest, "span") if act.back else Interval(base.earliest, None)
    amount, symbol = int(period[1]), period[2]
    about, sign = words.about(said), -1 if act.back else 1
    if symbol in _DAYS:
        scale, (least, most) = "D", _days(amount, symbol, about)
    else:
        factor = {"E": 10, "C": 100}.get(symbol, 1)
        scale = "Y" if symbol in {"E", "C"} else symbol
        least, most = _years(amount * factor, scale, about, rounded=factor > 1)
        if least == most:
            return calendar.over(
                base,
                lambda d: calendar.unit(calendar.stepped(d, sign * most, scale), scale),
                "span",
            )

    def between(day: date) -> Interval:
        ends = [calendar.stepped(day, sign * by, scale) for by in (least, most)]
        return calendar.span(min(ends), max(ends))

    return calendar.over(base, between, "span")


def _days(amount: int, symbol: str, about: Margin | None) -> tuple[int, int]:
    """The least and the most days that so many days or weeks are."""
    days = amount * _DAYS[symbol]
    slack = HALF_A_WEEK if symbol == "W" else 0
    if about == "under":
        return min(1, days), days  # "less than a week after" may be the next day
    if about == "over":
        return days, days + max(slack, days // 2)
    if about == "around":
        slack = max(slack, 1, days // 4)
    return max(days - slack, 0), days + slack


def _years(amount: int, scale: str, about: Margin | None, rounded: bool) -> tuple[int, int]:
    """The least and the most units that so many months or years are; *rounded*: told in tens."""
    margin = max(LEAST_MARGIN, round(amount * MARGIN)) if scale == "Y" else LEAST_MARGIN
    least = amount - (margin if about in {"under", "around"} else 0)
    most = amount + (margin if about in {"over", "around"} else 0)
    if rounded and least == most:
        slack = max(LEAST_MARGIN, amount // 10)
        return amount - slack, amount + slack
    return least, most
