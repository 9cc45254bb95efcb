"""What a time expression is read against: its report's day, the narrated time, its clause."""

from __future__ import annotations

import re
from typing import Literal

from detente.language.structure import Clause, Structure
from detente.model import Interval, Report, Span, TimeMention
from detente.times.words import load

Direction = Literal["past", "future", "open"]

FUTURE_MODALS = frozenset({"will", "shall", "'ll", "’ll", "wo", "would", "may", "might", "could"})
WINDOW = 70
"""Characters of a sentence in which a sign of the future bears on an expression without a parse."""

TOLD = 250
"""Characters after a date of a story of the past in which a month belongs to its year."""

_POSSESSIVE = frozenset({"'s", "’s", "`s"})
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d|s)")
_QUARTER = re.compile(r"-Q\d$")
_BREAK = re.compile(r"[.!?;:]\s|\n|[“”\"]")
_WORD = re.compile(r"[A-Za-z]+")


class Context:
    """One report while its expressions are read in order; keeps what was narrated last."""

    def __init__(self, report: Report, structure: Structure) -> None:
        self.text = report.text
        self.structure = structure
        self.published: Interval = report.published.interval
        self.known = report.published.earliest is not None or report.published.latest is not None
        self.last: TimeMention | None = None
        self._quarter: TimeMention | None = None
        self._told: tuple[int, int] | None = None
        self._clauses = tuple(
            sorted((c for c in structure.clauses if c.kind != "noun"), key=lambda c: len(c.extent))
        )

    def remember(self, mention: TimeMention) -> None:
        """Take *mention* as the narrated time, where it is a date."""
        if mention.timex_type in {"DATE", "TIME"} and not mention.timex_value.endswith("_REF"):
            self.last = mention
            if year := _YEAR.search(mention.span.of(self.text)):
                self._told = (mention.span.end, int(year[0]))
            known = self._quarter.interval.earliest if self._quarter else None
            quarter = mention.interval.earliest
            if _QUARTER.search(mention.timex_value) and quarter and (not known or quarter > known):
                self._quarter = mention

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
        return next((c for c in self._clauses if c.extent.covers(span)), None)

    def direction(self, span: Span) -> Direction:
        """Whether the words around *span* tell of what was or of what is to come."""
        before = self.text[max(0, span.start - 20) : span.start].lower().rstrip()
        if before.endswith(load().scheduling) and not before.endswith("up until"):
            return "future"
        clause = self.clause(span)
        if clause is not None:
            if clause.tense == "future" or FUTURE_MODALS & set(clause.modals):
                return "future"
            if clause.infinitive:
                return "past" if self.text[span.end : span.end + 2] in _POSSESSIVE else "future"
            if clause.tense == "past" or clause.perfect:
                return "past"
        return self._signs(span)

    def _signs(self, span: Span) -> Direction:
        before = self.text[max(0, span.start - WINDOW) : span.start]
        before = _BREAK.split(before)[-1]
        words = _WORD.findall(before.lower())
        signs = load().future_signs
        for word in reversed(words):
            if word in signs:
                return "future"
            if word.endswith("ed") or word in {"was", "were", "said", "had", "has", "did"}:
                return "past"
        return "open"

    def quarterly(self) -> Interval | None:
        """The latest quarter named: what a business report's "a year earlier" counts from."""
        return self._quarter.interval if self._quarter else None

    def told_year(self, span: Span) -> int | None:
        """The year of a story that is told just before *span*, where it is long past.

        "In 1835 ... . In June ..." means June of that year, while a year close to the report's own
        says nothing about a month that is named after it.  Gives 0 where the report's day is too
        uncertain to tell the two apart.
        """
        told, first, last = self._told, self.published.earliest, self.published.latest
        if told is None or first is None or last is None:
            return None
        between = self.text[told[0] : span.start]
        if len(between) > TOLD or "\n" in between or told[1] >= last.year - 1:
            return None
        return told[1] if told[1] < first.year - 1 else 0
