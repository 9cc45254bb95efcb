"""Ways to ask for the times of a sentence, with and without a parse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from detente.document import Document
from detente.language import Parser
from detente.language.structure import Structure
from detente.model import EventDate, Published, Report, Span, TimeMention
from detente.times import Dating, TimeWords, find_times, with_times

SATURDAY = date(2012, 3, 10)
"""The day on which the examples were published."""


def make_report(text: str, published: Published) -> Report:
    """A report of one paragraph a line."""
    paragraphs, position = [], 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(Span(position, position + len(line)))
        position += len(line) + 1
    return Report("r", "test", text, published, paragraphs=tuple(paragraphs))


def on(day: date) -> Published:
    """Published on a known day."""
    return Published(day, day, basis="stated")


KNOWN = on(SATURDAY)


def times(
    text: str, published: Published = KNOWN, structure: Structure | None = None
) -> tuple[TimeMention, ...]:
    """The time expressions of *text*, unparsed unless a structure is given."""
    report = make_report(text, published)
    return find_times(Document(report, structure or Structure()), TimeWords.load())


def days(mention: TimeMention) -> tuple[str | None, str | None]:
    """First and last day as ISO dates."""
    first, last = mention.interval.earliest, mention.interval.latest
    return (first.isoformat() if first else None, last.isoformat() if last else None)


@pytest.fixture(scope="session")
def date_of(parser: Parser) -> Callable[..., EventDate]:
    """The date of the first clause with that predicate (and kind)."""

    def run(
        text: str,
        lemma: str,
        kind: str | None = None,
        published: Published = KNOWN,
    ) -> EventDate:
        report = make_report(text, published)
        structure = next(iter(parser.parse([report])))
        words = TimeWords.load()
        dating = Dating(with_times(Document(report, structure), words), words)
        for clause in structure.clauses:
            if clause.lemma == lemma and kind in (None, clause.kind):
                return dating.of(clause)
        raise AssertionError(f"no clause {lemma!r} in {[c.lemma for c in structure.clauses]}")

    return run
