"""Ten times the text takes each room at most twelve times the work, whatever the text is of."""

from __future__ import annotations

import re
import tracemalloc
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from detente.actors import with_actors
from detente.document import Document
from detente.language.structure import Sentence, Structure, Token
from detente.merging import measures
from detente.merging.mention_facts import tell
from detente.model import Published, Report, Span
from detente.pipeline import Coder
from detente.places import PlaceWords, with_places
from detente.places.event_places import Placing
from detente.reading.assembly import Beside, Given, assemble
from detente.statements import with_statements
from detente.times import Dating, TimeWords, with_times
from growing import MOST, SHAPES, TIMES, growth
from thorough import some

SIZE = 540

NEAR = 1.3
"""Work a character may grow by this while the text grows tenfold: texts as small as these have one
level of what things are looked up in, longer ones have two or three.  ``scripts/break`` holds large
texts to 1.2."""

_WORD = re.compile(r"\w+|[^\w\s]")

Work = Callable[[], Any]


@pytest.fixture(scope="module")
def prepared(coder: Coder) -> Callable[[str, int], Document]:
    """A shape of some size, as the rooms before the events hand it on; prepared once."""
    known: dict[tuple[str, int], Document] = {}

    def prepare(shape: str, size: int) -> Document:
        if (shape, size) not in known:
            known[shape, size] = _prepared(coder, SHAPES[shape](size))
        return known[shape, size]

    return prepare


def _prepared(coder: Coder, text: str) -> Document:
    day, lines, position = date(2012, 3, 5), [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append(Span(position, position + len(line)))
        position += len(line) + 1
    published = Published(day, day, basis="given")
    report = Report("r", "test", text, published, paragraphs=tuple(lines))
    (structure,) = coder.parser.parse([report])
    return coder.through(Document(report, structure))


def _bare(of: Document) -> Document:
    return Document(of.report, of.structure)


def _times(coder: Coder, of: Document) -> Work:
    words = TimeWords.load()

    def work() -> None:
        dating = Dating(with_times(_bare(of), words), words)
        for clause in of.structure.clauses:
            dating.of(clause)

    return work


def _places(coder: Coder, of: Document) -> Work:
    words = PlaceWords.load()

    def work() -> None:
        placing = Placing(with_places(_bare(of), coder.gazetteer, words), words)
        for clause in of.structure.clauses:
            placing.of(clause)

    return work


def _actors(coder: Coder, of: Document) -> Work:
    before = replace(_bare(of), places=of.places)
    return lambda: with_actors(before, coder.tables)


def _statements(coder: Coder, of: Document) -> Work:
    before = replace(_bare(of), places=of.places, times=of.times, actors=of.actors)
    return lambda: with_statements(before, coder.statement_words)


def _events(coder: Coder, of: Document) -> Work:
    return lambda: coder.events.code(of)


def _merging(coder: Coder, of: Document) -> Work:
    return lambda: tell(of.annotation(), measures.shipped(), coder.kinds)


ROOMS = {
    "times": _times,
    "places": _places,
    "events": _events,
    "merging": _merging,
}

SPEAKING = {"actors": _actors, "statements": _statements}
"""Rooms that are asked of fewer shapes: of people, of speech and of names."""

SAID = (
    "sentences", "what somebody said", "talks that go back", "places that end", "many towns",
    "names of places", "names that nobody has", "contested islands", "round quotes",
)  # fmt: skip


@pytest.mark.parametrize("shape", some(SHAPES, 8))
def test_a_room_grows_with_the_text(
    coder: Coder, prepared: Callable[[str, int], Document], shape: str
) -> None:
    few, many = prepared(shape, SIZE), prepared(shape, SIZE * TIMES)
    for room, made in (ROOMS | (SPEAKING if shape in SAID else {})).items():
        small, large = growth(made(coder, few), made(coder, many))
        longer = len(many.text) / len(few.text)  # a row has whole words, so not quite ten times
        assert large <= NEAR * longer * small, room


@pytest.mark.parametrize("shape", SHAPES)
def test_a_text_is_read_in_steps_that_grow_with_it(shape: str) -> None:
    few, many = (SHAPES[shape](size) for size in (4 * SIZE, 4 * SIZE * TIMES))
    small, large = growth(
        lambda: list(assemble(few, "test", Beside(), Given())),
        lambda: list(assemble(many, "test", Beside(), Given())),
    )
    assert large <= MOST * small


@pytest.mark.parametrize("unit", [", ", "Paris, ", "Nov 1, ", "1,", "(", "Norway attacked Chile. "])
def test_no_more_is_held_than_some_hundred_bytes_a_character(coder: Coder, unit: str) -> None:
    text = unit * (20_000 // len(unit))
    report = Report("r", "test", text, paragraphs=(Span(0, len(text)),))
    tokens = tuple(Token(Span(m.start(), m.end()), "x", "PROPN", 0) for m in _WORD.finditer(text))
    structure = Structure((Sentence(report.paragraphs[0], 0, (0, len(tokens))),), tokens)
    document = Document(report, structure)

    def work() -> None:
        _places(coder, document)()
        _times(coder, document)()
        list(assemble(text, "test", Beside(), Given()))

    work()
    tracemalloc.start()
    work()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 200 * len(text)
