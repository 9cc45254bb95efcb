"""What the tests of the actors room share: the tables, a parser, and a way to read a text."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from detente.actors import ActorTables, resolve
from detente.document import ActorReading, Document
from detente.language import Parser, Structure
from detente.model import Actor, Published, Report, Span
from detente.naming import with_names


class Read:
    """A text read by the actors room."""

    def __init__(self, report: Report, structure: Structure, reading: ActorReading) -> None:
        self.report, self.text = report, report.text
        self.structure, self.reading = structure, reading

    def actors(self, words: str, occurrence: int = 1) -> list[Actor]:
        """The actors that the mentions of exactly *words* stand for, at that place."""
        places = re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", self.text)
        found = [Span(*match.span()) for match in places]
        span = found[occurrence - 1]
        return [self.reading.actors[m.actor] for m in self.reading.mentions if m.span == span]

    def names(self, words: str, occurrence: int = 1) -> list[str]:
        """The names of those actors."""
        return [a.name for a in self.actors(words, occurrence)]

    def countries(self, words: str, occurrence: int = 1) -> list[str | None]:
        """The countries of those actors."""
        return [a.country for a in self.actors(words, occurrence)]


@pytest.fixture(scope="session")
def read(parser: Parser, tables: ActorTables) -> Callable[..., Read]:
    """A function that reads a text, published on a day where one is given."""

    def reader(text: str, published: str | None = None) -> Read:
        day = date.fromisoformat(published) if published else None
        paragraphs, offset = [], 0
        for line in text.split("\n"):
            if line.strip():
                paragraphs.append(Span(offset, offset + len(line)))
            offset += len(line) + 1
        report = Report(
            "r", "r.txt", text, Published(day, day, basis="given" if day else "unknown"),
            paragraphs=tuple(paragraphs),
        )  # fmt: skip
        document = with_names(Document(report, next(iter(parser.parse([report])))), tables)
        return Read(report, document.structure, resolve(document, tables))

    return reader
