"""How the times of a text were found: each expression and each act, with its reason.

What ``detente times`` shows.  It asks :func:`with_times` and :class:`Dating` and decides nothing.
"""

from __future__ import annotations

from msgspec import Struct

from detente.document import Document
from detente.model import Interval, Published, Span, TimeMention
from detente.times.dating import Dating
from detente.times.time_stage import with_times
from detente.times.time_words import TimeWords


class Expression(Struct, frozen=True):
    """A time expression: its words, the days they allow, TIMEX3's type and value, and why."""

    words: str
    span: Span
    interval: Interval
    timex_type: str
    timex_value: str
    reason: str


class ActDated(Struct, frozen=True):
    """When the act of a verb took place, the words that it rests on (or nothing), and why."""

    act: str
    span: Span
    interval: Interval
    words: str | None
    reason: str


class TimesFound(Struct, frozen=True):
    """The times of a text, read as a report of the day or bracket in *published*."""

    text: str
    published: Published
    expressions: tuple[Expression, ...]
    acts: tuple[ActDated, ...]


def work_out(document: Document, words: TimeWords) -> TimesFound:
    """The expressions of a report and the dates of the acts of its verbs, in order of the text."""
    document = with_times(document, words)
    report, dating = document.report, Dating(document, words)
    acts = []
    for clause in sorted(document.structure.clauses, key=lambda c: c.trigger):
        if clause.kind == "verb":
            date = dating.of(clause)
            said = date.span.of(report.text) if date.span else None
            act = clause.trigger.of(report.text)
            acts.append(ActDated(act, clause.trigger, date.interval, said, date.reason))
    return TimesFound(
        report.text,
        report.published,
        tuple(_shown(t, report.text) for t in document.times),
        tuple(acts),
    )


def _shown(time: TimeMention, text: str) -> Expression:
    return Expression(
        time.span.of(text), time.span, time.interval, time.timex_type, time.timex_value, time.reason
    )
