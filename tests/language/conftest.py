"""A parser that is loaded once, and a way to ask for clauses by their predicate."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec import Struct

from detente.language import Clause, Parser, Structure
from detente.model import Report, Span


class Parsed(Struct, frozen=True):
    """A text and its structure, with shorthands for tests."""

    text: str
    structure: Structure

    def clause(self, lemma: str, kind: str | None = None) -> Clause:
        """The first clause of that predicate."""
        for clause in self.structure.clauses:
            if clause.lemma == lemma and kind in (None, clause.kind):
                return clause
        raise AssertionError(f"no clause {lemma!r} in {[c.lemma for c in self.structure.clauses]}")

    def words(self, phrases: tuple[int, ...]) -> list[str]:
        """The core words of phrases."""
        return [self.structure.phrases[p].core.of(self.text) for p in phrases]


def make_report(text: str, headline: str | None = None) -> Report:
    """A report of one paragraph a line."""
    paragraphs, position = [], 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(Span(position, position + len(line)))
        position += len(line) + 1
    return Report(
        "r",
        "test",
        text,
        paragraphs=tuple(paragraphs),
        headline=headline,
        headline_span=paragraphs[0] if headline else None,
    )


@pytest.fixture(scope="session")
def parse(parser: Parser) -> Callable[[str], Parsed]:
    """Parses a text."""

    def run(text: str, headline: str | None = None) -> Parsed:
        return Parsed(text, next(iter(parser.parse([make_report(text, headline)]))))

    return run
