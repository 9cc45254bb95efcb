"""No pattern of a room takes steps that grow faster than the text it is given.

What a pattern is given is found by watching the rooms read texts of every shape: the end of a line
is not the whole of it.  How many steps it takes is counted (``pattern_steps``) on rows of what it
was made for, of the beginnings and ends of that, and of its own letters.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from itertools import islice
from types import ModuleType
from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import replace

import loaded
from detente.document import Document
from detente.language import Parser
from detente.model import Report
from detente.places import Gazetteer, PlaceWords, find_adjectives, find_places
from detente.places.event_places import Placing
from detente.places.relations import find_relations
from detente.reading.assembly import Beside, Given, assemble
from detente.reading.reading_words import ReadingWords
from detente.times import Dating, TimeWords, with_times
from growing import MOST, SHAPES, TIMES
from pattern_steps import Counting, samples
from thorough import some

ROOMS = ("times", "places", "events", "merging", "reading")
WINDOW = 400
"""Characters that a pattern may take as it likes: what it can do in them is bounded."""
SIZE = 60
SAMPLES = 8
SLACK = 6_000
"""Steps at the ends of rows, which are of no weight in a row on which steps grow by its square."""

METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")


class Uses:
    """What each pattern was given while it was watched: the longest text, and by which methods."""

    def __init__(self) -> None:
        self.longest: dict[str, int] = {}
        self.methods: dict[str, set[str]] = {}

    def note(self, pattern: str, method: str, text: str, start: int, end: int) -> None:
        """Take a call as made."""
        length = max(min(end, len(text)) - start, 0)
        self.longest[pattern] = max(self.longest.get(pattern, 0), length)
        self.methods.setdefault(pattern, set()).add(method)


class Watched:
    """A pattern that notes what it is given."""

    def __init__(self, pattern: re.Pattern[str], uses: Uses) -> None:
        self._pattern, self._uses = pattern, uses
        self.groupindex, self.pattern = pattern.groupindex, pattern.pattern

    def __getattr__(self, method: str) -> Any:
        if method not in METHODS:
            return getattr(self._pattern, method)

        def call(*arguments: Any) -> Any:
            text = next(a for a in reversed(arguments) if isinstance(a, str))
            places = [a for a in arguments if isinstance(a, int)] if method != "sub" else []
            start, end = (*places, *(0, len(text))[len(places) :])[:2]
            self._uses.note(self._pattern.pattern, method, text, start, end)
            return getattr(self._pattern, method)(*arguments)

        return call


class WatchedRe:
    """The module ``re``, with what its functions are given."""

    def __init__(self, uses: Uses) -> None:
        self._uses = uses

    def __getattr__(self, name: str) -> Any:
        if name not in METHODS:
            return getattr(re, name)

        def call(pattern: str, *arguments: Any, flags: int = 0) -> Any:
            if arguments and isinstance(arguments[-1], re.RegexFlag):
                *arguments, flags = arguments  # type: ignore[assignment]
            return getattr(Watched(re.compile(pattern, flags), self._uses), name)(*arguments)

        return call


def modules() -> Iterator[ModuleType]:
    """The modules of the rooms."""
    for room in ROOMS:
        package = importlib.import_module(f"detente.{room}")
        for found in pkgutil.iter_modules(package.__path__):
            yield importlib.import_module(f"detente.{room}.{found.name}")


def patterns() -> dict[str, re.Pattern[str]]:
    """The patterns of the rooms by name: those of modules, in their tables, and of the data."""
    found: dict[str, re.Pattern[str]] = {}
    for module in modules():
        room = module.__name__.removeprefix("detente.")
        for name, value in vars(module).items():
            for inner in _within(value):
                found[f"{room}.{name}" + f" {len(found)}" * (inner is not value)] = inner
    time_words = TimeWords.load()
    found |= {f"shape {name}": pattern for name, pattern in time_words.shapes.items()}
    for words in (time_words, PlaceWords.load(), ReadingWords.load()):
        named = type(words).__name__
        for number, inner in enumerate(_within(words)):
            if inner is not time_words.finder and inner not in found.values():
                found[f"{named} {number}"] = inner
    return {name: pattern for name, pattern in found.items() if isinstance(pattern.pattern, str)}


def _within(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from _within(inner)
    elif isinstance(value, dict):
        yield from _within([*value.values()])
    elif isinstance(value, Struct):
        yield from _within([getattr(value, name) for name in value.__struct_fields__])
        yield from _within([*getattr(value, "__dict__", {}).values()])


def _watched(value: Any, uses: Uses) -> Any:
    """A pattern, or a table with patterns in it, that notes what it is given."""
    if isinstance(value, re.Pattern):
        return Watched(value, uses) if isinstance(value.pattern, str) else value
    if isinstance(value, tuple | list):
        return tuple(_watched(inner, uses) for inner in value)
    if isinstance(value, dict):
        return {key: _watched(inner, uses) for key, inner in value.items()}
    if isinstance(value, Struct) and any(_within(value)):
        names = value.__struct_fields__
        fields = {name: _watched(getattr(value, name), uses) for name in names}
        made = replace(value, **fields)
        for name, inner in getattr(value, "__dict__", {}).items():
            made.__dict__[name] = _watched(inner, uses)  # what was worked out of the fields
        return made
    return value


PATTERNS = patterns()


@pytest.fixture(scope="module")
def uses() -> Uses:
    """What the patterns are given where texts of all shapes are read."""
    found, patch, parser = Uses(), pytest.MonkeyPatch(), loaded.parser()
    gazetteer = Gazetteer.load()
    words = ReadingWords.load(), TimeWords.load(), PlaceWords.load()
    for shape in SHAPES.values():
        _read(shape(200), parser, gazetteer, words)  # what is loaded once is loaded unwatched
    for module in modules():
        for name, value in vars(module).items():
            if any(_within(value)):
                patch.setattr(module, name, _watched(value, found))
            elif value is re:
                patch.setattr(module, name, WatchedRe(found))
    for shape in SHAPES.values():
        _read(shape(2 * WINDOW), parser, gazetteer, _watched(words, found))
    patch.undo()
    return found


def _read(
    text: str,
    parser: Parser,
    gazetteer: Gazetteer,
    words: tuple[ReadingWords, TimeWords, PlaceWords],
) -> None:
    """Read a text in all of the rooms, from assembling it to the places of its acts."""
    reading, times, places = words
    for report in assemble(text, "test", Beside(), Given(words=reading)):
        if not isinstance(report, Report):
            continue
        (structure,) = parser.parse([report])
        document = Document(report, structure)
        document = replace(document, places=find_places(document, gazetteer, places))
        find_adjectives(document, gazetteer, places)
        find_relations(text, document.places, places)
        dating = Dating(with_times(document, times), times)
        placing = Placing(document, places)
        for clause in structure.clauses:
            dating.of(clause)
            placing.of(clause)
            placing.weigh(clause)


@pytest.fixture(scope="module", autouse=True)
def room_to_recurse() -> Iterator[None]:
    """A pattern that goes back step by step nests a call for each."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(60_000)
    yield
    sys.setrecursionlimit(before)


def rows(pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Rows of what *pattern* was made for, ended by what fits nowhere, and ten times as long."""
    for unit in (*islice(samples(pattern, 1), SAMPLES), " ", "a", "1", "A."):
        count = max(SIZE // len(unit), 3)
        yield unit * count + "\x01", unit * count * TIMES + "\x01"


def searched(counting: Counting, text: str) -> int:
    """The steps that all matches in a text take; they are where ``re`` has them."""
    counting.steps = 0
    spans = list(counting.search_all(text))
    assert spans == [match.span() for match in counting.pattern.finditer(text)]
    return counting.steps


def matched(counting: Counting, text: str) -> int:
    """The steps of one match at a text's start; it ends where ``re`` has it end."""
    counting.steps = 0
    end = counting.match(text)
    match = counting.pattern.match(text)
    assert end == (match.end() if match else None)
    return counting.steps


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_takes_steps_that_grow_with_what_it_is_given(uses: Uses, name: str) -> None:
    pattern = PATTERNS[name]
    if uses.longest.get(pattern.pattern, sys.maxsize) <= WINDOW:
        return  # however it grows, it is given no more when the text grows
    # Where a shape may stand, the finder finds, which is counted below.
    unseen = {"match"} if name.startswith("shape ") else {"search"}
    methods = uses.methods.get(pattern.pattern, unseen)
    count: Callable[[Counting, str], int]
    count = matched if methods <= {"match", "fullmatch"} else searched
    counting = Counting(pattern)
    for few, many in rows(pattern):
        small, large = count(counting, few), count(counting, many)
        assert large <= MOST * small + SLACK, repr(few[:40])


@pytest.mark.parametrize("unit", ["one ", "1,", "million ", "hundred and ", "the ", "1 ", "'", " "])
def test_numbers_are_read_in_steps_that_grow_with_the_text(unit: str) -> None:
    counting, count = Counting(TimeWords.load().finder), 4 * SIZE // len(unit)
    few, many = unit * count + "\x01", unit * count * TIMES + "\x01"
    assert searched(counting, many) <= MOST * searched(counting, few) + SLACK


@pytest.mark.parametrize("shape", some(TimeWords.load().shapes, 6))
def test_times_are_found_in_steps_that_grow_with_the_text(shape: str) -> None:
    words = TimeWords.load()
    counting = Counting(words.finder)
    for unit in islice(samples(words.shapes[shape], 2), 2):
        count = max(4 * SIZE // len(unit), 4)
        few, many = unit * count + "\x01", unit * count * TIMES + "\x01"
        assert searched(counting, many) <= MOST * searched(counting, few) + SLACK, unit
