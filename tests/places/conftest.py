"""Ways to ask for the places of a text of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import loaded
from detente.document import Document
from detente.language import Parser
from detente.language.structure import Structure
from detente.model import EventPlace, PlaceMention, Report, Span
from detente.naming import with_names
from detente.places import Gazetteer, PlaceWords, find_places, place_event

Places = tuple[PlaceMention, ...]


def make_report(text: str, dateline: str = "") -> Report:
    """A report of one paragraph a line, with *dateline* as the start of the text where given."""
    paragraphs, position = [], 0
    for line in text.split("\n"):
        start = position + (len(dateline) + 2 if dateline and position == 0 else 0)
        if line.strip():
            paragraphs.append(Span(start, position + len(line)))
        position += len(line) + 1
    line_span = Span(0, len(dateline)) if dateline else None
    return Report("r", "test", text, paragraphs=tuple(paragraphs), dateline=line_span)


@pytest.fixture(scope="session")
def read(parser: Parser, gazetteer: Gazetteer) -> Callable[..., tuple[Report, Structure, Places]]:
    """A text's report, structure and places."""
    tables = loaded.tables()

    def run(text: str, dateline: str = "") -> tuple[Report, Structure, Places]:
        report = make_report(text, dateline)
        document = with_names(Document(report, next(iter(parser.parse([report])))), tables)
        return report, document.structure, find_places(document, gazetteer, PlaceWords.load())

    return run


@pytest.fixture(scope="session")
def place_of(
    read: Callable[..., tuple[Report, Structure, Places]],
) -> Callable[..., EventPlace | None]:
    """The place of the first clause with that predicate (and kind)."""

    def run(
        text: str, lemma: str, kind: str | None = None, dateline: str = ""
    ) -> EventPlace | None:
        report, structure, places = read(text, dateline)
        for clause in structure.clauses:
            if clause.lemma == lemma and kind in (None, clause.kind):
                document = Document(report, structure, places)
                return place_event(clause, document, PlaceWords.load())
        raise AssertionError(f"no clause {lemma!r} in {[c.lemma for c in structure.clauses]}")

    return run
