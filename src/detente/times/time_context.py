"""What a time expression is read against: its report's day, the narrated time, its clause."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import cached_property

from detente.document import Document
from detente.language.structure import Clause
from detente.lookups import Hanging
from detente.model import Interval, Published, Span, TimeMention
from detente.stretches import Standing
from detente.times import calendar
from detente.times.direction import (
    GOVERNED,
    LEANING,
    Direction,
    direction,
    modifies_definite,
    weight,
)
from detente.times.time_words import TimeWords

TOLD = 250
"""Characters after a date of a story of the past in which a month belongs to its year."""

FARTHEST_EAST = timedelta(hours=14)
"""The offset from UTC of where a day begins first."""

LONG_AGO, TOLD_LONG_AGO = 100, 1500
"""Years after which a story is history, and the characters for which its year then holds."""

NEAR = 200
"""Characters of a paragraph around an expression in which a word can say that it comes round."""

_FIGURES = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:\d{4}|\d{2})(?![\d/])")
_QUARTER = re.compile(r"(\d{4})-Q(\d)")


class Context:
    """One report while its expressions are read in order; keeps what was narrated last."""

    def __init__(self, document: Document, words: TimeWords) -> None:
        self.words = words
        report, structure = document.report, document.structure
        self.text = report.text
        self.structure = structure
        self.published: Interval = report.published.interval
        self.known = report.published.earliest is not None or report.published.latest is not None
        self.next_day_begun = _next_day_begun(report.published)
        self.last: TimeMention | None = None
        self._quarter: Interval | None = None
        self.fiscal = False
        self._told: tuple[int, int] | None = None
        smallest_first = sorted(
            (c for c in structure.clauses if c.kind != "noun"), key=lambda c: len(c.extent)
        )
        self._clauses = Standing(smallest_first, lambda clause: clause.extent)
        self.hanging = Hanging(structure)

    def remember(self, mention: TimeMention) -> None:
        """Take *mention* as the narrated time, where it is a date."""
        if mention.timex_type in {"DATE", "TIME"} and not mention.timex_value.endswith("_REF"):
            self.last = mention
            self._tell_year(mention)
            named = _QUARTER.fullmatch(mention.timex_value)
            found = named and calendar.months(int(named[1]), int(named[2]) * 3 - 2, 3)
            if found and (self._quarter is None or _later(found, self._quarter)):
                self._quarter = found
                self.fiscal = mention.interval.earliest is None

    def narrated(self, symbol: str = "D") -> Interval:
        """The narrated time: what was named last, if it is at least as fine, else today's day."""
        if self.last is None:
            return self.published
        fine = {"day": 0, "week": 1, "month": 2, "season": 3, "year": 4}
        allowed = {"D": 0, "W": 1, "WE": 1, "M": 2, "Q": 3, "Y": 4}.get(symbol, 4)
        if fine.get(self.last.interval.precision, 9) <= allowed:
            return self.last.interval
        return self.published

    def clause(self, span: Span) -> Clause | None:
        """The smallest verbal clause around *span*."""
        return next(iter(self._clauses.around(span)), None)

    def direction(self, span: Span) -> Direction:
        """Whether the words around *span* tell of what was or of what is to come."""
        return direction(self.text, span, self.clause(span), self.hanging, self.words)

    def choice(self, span: Span) -> tuple[Direction, int]:
        """Which of two repetitions is meant, and how sure the words are of it."""
        told = self.direction(span)
        if not modifies_definite(self.text, span, self.words):
            return told, weight(self.text, span, told, self.words)
        clause = self.clause(span)
        looking = self.words.table.directions.looking_ahead
        looks_ahead = clause is not None and clause.lemma in looking
        return "past", LEANING if told != "past" or looks_ahead else GOVERNED

    def recurring(self, span: Span) -> bool:
        """Whether what is told of *span* holds in every year: "it usually rains in June"."""
        clause = self.clause(span)
        if clause is None or clause.tense != "present" or clause.perfect or clause.progressive:
            return False
        modals, beside = self.words.governing.future_modals, self.words.beside
        if not modals.isdisjoint(clause.modals) or any(
            c.infinitive for c in self.hanging.below.get(clause.index, ())
        ):
            return False
        before = self.text[max(0, span.start - 30) : span.start]
        if beside.range_ended.search(before) or (
            beside.range_begun.search(before) and beside.month_after.match(self.text, span.end)
        ):
            return True
        line = self.text[max(0, span.start - NEAR) : span.start].rpartition("\n")[2]
        rest = self.text[span.start : span.end + NEAR]
        end = rest.find("\n", len(span))
        return beside.every_year.search(line + (rest if end < 0 else rest[:end])) is not None

    def quarterly(self) -> Interval | None:
        """The latest quarter named: what a business report's "a year earlier" counts from."""
        return self._quarter

    def _tell_year(self, mention: TimeMention) -> None:
        """Note the year in which a story is told: "in 1835", "in March 1835"; not "since 1835"."""
        beside = self.words.beside
        printed = beside.single_year.search(mention.span.of(self.text))
        if printed:
            before = self.text[max(0, mention.span.start - 24) : mention.span.start]
            if beside.before_story_year.search(before):
                self._told = (mention.span.end, int(printed[0]))
            elif self._told is not None and int(printed[0]) != self._told[1]:
                self._told = None
        elif beside.deictic.search(mention.span.of(self.text)):
            self._told = None

    def told_year(self, span: Span) -> int | None:
        """The year of a story that is told just before *span*, where it is long past.

        "In 1835 ... . In June ..." means June of that year, while a year close to the report's own
        says nothing about a month that is named after it.  A story of another age is told on for
        longer.  Gives 0 where the report's day is too uncertain to tell the two apart.
        """
        told, first, last = self._told, self.published.earliest, self.published.latest
        if told is None or first is None or last is None:
            return None
        if told[1] >= last.year - 1:
            return None
        recent = last.year - told[1] < LONG_AGO
        if span.start - told[0] > (TOLD if recent else TOLD_LONG_AGO):
            return None
        between = self.text[told[0] : span.start]
        if "\n" in between if recent else self.words.beside.around_now.search(between):
            return None
        return told[1] if told[1] < first.year - 1 else 0

    @cached_property
    def day_first(self) -> bool | None:
        """Whether dates in figures have the day first, by those that can be read in one way only.

        ``None`` where there are none, or of both sorts.
        """
        found = {
            int(a) > 12 for a, b in _FIGURES.findall(self.text) if (int(a) > 12) != (int(b) > 12)
        }
        return found.pop() if len(found) == 1 else None

    @cached_property
    def antique(self) -> bool:
        """Whether the report is about times of which the years have three digits."""
        return self.words.beside.antique.search(self.text) is not None


def _later(one: Interval, other: Interval) -> bool:
    return (one.earliest or date.min) > (other.earliest or date.min)


def _next_day_begun(published: Published) -> bool:
    """Whether it was the next day already somewhere on Earth at the stamp's clock and offset."""
    day, clock = published.earliest, published.time
    if clock is None or day is None or day != published.latest or day == date.max:
        return False
    try:
        stamp = datetime.fromisoformat(f"{day.isoformat()}T{clock}")
    except ValueError:
        return False
    offset = stamp.utcoffset()
    if offset is None:
        return False
    return stamp.hour * 60 + stamp.minute + (FARTHEST_EAST - offset).total_seconds() / 60 >= 24 * 60
