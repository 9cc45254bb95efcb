"""Ten times the text takes each room at most twelve times the work, whatever the text is of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from msgspec import Struct

from detente.actors import resolve
from detente.actors.resolving.home_countries import at_home
from detente.actors.resolving.lands import with_lands
from detente.document import ActorReading, Document
from detente.events.coder import Surroundings
from detente.language.structure import Structure
from detente.merging.mention_facts import tell
from detente.model import Annotation, PlaceMention, Published, Report, Span, Statement, TimeMention
from detente.pipeline import Coder
from detente.places import find_adjectives, find_places
from detente.places.event_places import Placing
from detente.reading.assembly import Beside, Given, assemble
from detente.statements import find_sayings
from detente.times import Dating, find_times
from growing import MOST, SHAPES, TIMES, growth

SIZE = 540

Work = Callable[[], Any]


class Prepared(Struct):
    """A text as the rooms before it hand it on."""

    report: Report
    structure: Structure
    places: tuple[PlaceMention, ...]
    reading: ActorReading
    times: tuple[TimeMention, ...]
    statements: tuple[Statement, ...]


@pytest.fixture(scope="module")
def coder() -> Coder:
    """The shipped coder."""
    return Coder.load()


@pytest.fixture(scope="module")
def prepared(coder: Coder) -> Callable[[str, int], Prepared]:
    """A shape of some size, prepared once."""
    known: dict[tuple[str, int], Prepared] = {}

    def prepare(shape: str, size: int) -> Prepared:
        if (shape, size) not in known:
            known[shape, size] = _prepared(coder, SHAPES[shape](size))
        return known[shape, size]

    return prepare


def _prepared(coder: Coder, text: str) -> Prepared:
    day, lines, position = date(2012, 3, 5), [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append(Span(position, position + len(line)))
        position += len(line) + 1
    published = Published(day, day, basis="given")
    report = Report("r", "test", text, published, paragraphs=tuple(lines))
    (structure,) = coder.parser.parse([report])
    places = find_places(Document(report, structure), coder.gazetteer)
    reading = resolve(report, structure, coder.tables, places)
    reading = at_home(reading, report, structure, places, coder.tables)
    statements = find_sayings(report, structure, reading).statements(reading)
    reading = with_lands(reading, report, structure, places, coder.tables)
    times = find_times(Document(report, structure))
    return Prepared(report, structure, places, reading, times, statements)


def _times(coder: Coder, of: Prepared) -> Work:
    def work() -> None:
        find_times(Document(of.report, of.structure))
        dating = Dating(of.report, of.structure, of.times)
        for clause in of.structure.clauses:
            dating.of(clause)

    return work


def _places(coder: Coder, of: Prepared) -> Work:
    def work() -> None:
        find_places(Document(of.report, of.structure), coder.gazetteer)
        find_adjectives(of.report, of.structure, coder.gazetteer, of.places)
        placing = Placing(of.report, of.structure, of.places)
        for clause in of.structure.clauses:
            placing.of(clause)

    return work


def _events(coder: Coder, of: Prepared) -> Work:
    return lambda: coder.events.code(of.report, of.structure, _around(of))


def _around(of: Prepared) -> Surroundings:
    dating = Dating(of.report, of.structure, of.times)
    placing = Placing(of.report, of.structure, of.places)
    return Surroundings(of.reading, of.statements, of.places, dating.of, placing.of)


def _merging(coder: Coder, of: Prepared) -> Work:
    events, _ = coder.events.code(of.report, of.structure, _around(of))
    told = Annotation(
        of.report,
        tuple(sentence.span for sentence in of.structure.sentences),
        of.reading.actors,
        of.reading.mentions,
        of.times,
        of.places,
        of.statements,
        events,
    )
    return lambda: tell(told)


ROOMS = {"times": _times, "places": _places, "events": _events, "merging": _merging}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_room_grows_with_the_text(
    coder: Coder, prepared: Callable[[str, int], Prepared], shape: str
) -> None:
    few, many = prepared(shape, SIZE), prepared(shape, SIZE * TIMES)
    for room, made in ROOMS.items():
        small, large = growth(made(coder, few), made(coder, many))
        assert large <= MOST * small, room


@pytest.mark.parametrize("shape", SHAPES)
def test_a_text_is_read_in_steps_that_grow_with_it(shape: str) -> None:
    few, many = (SHAPES[shape](size) for size in (4 * SIZE, 4 * SIZE * TIMES))
    small, large = growth(
        lambda: list(assemble(few, "test", Beside(), Given())),
        lambda: list(assemble(many, "test", Beside(), Given())),
    )
    assert large <= MOST * small
