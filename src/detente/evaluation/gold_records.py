"""Gold records: sentences coded by hand, one a line, in the shapes that are about.

A file holds records of one shape; which it is shows in their fields:

* **events**: ``text``, ``published`` and ``events``, each with ``type``, ``actors``, ``recipients``
  and ``modality``: the simplest, and the one to write a gold set of one's own in;
* **codes**: ``text``, ``event``, ``source`` and ``target`` with ``code`` of each: one event a
  sentence, as PLOVER's gold standard records have it;
* **pairs**: ``text``, ``root``, ``source_span`` and ``target_span``: a pair of actors and its type;
* **spans**: ``text`` and ``entities`` with ``start``, ``end`` and ``type`` (source or target);
* **relevance**: ``text`` and ``relevant_majority``: whether there is any event to code.

``docs/formats.md`` describes them.  Fields beside these are left aside.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, cast, get_args

import msgspec
from msgspec import Struct

from detente.days import BOUNDS, given_day
from detente.errors import EvaluationError
from detente.files import UnfitError, read_file, unpacked
from detente.model import Modality, Span

Shape = Literal["events", "codes", "pairs", "spans", "relevance"]

LINES = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")
"""How the name of a file of gold records ends; any other is an answer key."""


MOST_BYTES = 256_000_000
"""Bytes of a file of gold records, unpacked; a hundred thousand sentences have some 50 million."""

LONGEST_LINE = 16_000_000
"""Bytes of one record."""


class GoldEvent(Struct, frozen=True):
    """One event: its acceptable types, and who has a part in it.

    Participants are country codes, names, or words of the text.  An empty ``modality`` is an act
    that took place.
    """

    types: tuple[str, ...]
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    modality: Modality = "actual"


class GoldRecord(Struct, frozen=True):
    """One sentence or text with what it tells.

    ``events`` are those of the shapes *events* and *codes*; of a pair it is one with no
    participants but the spans.  ``codable`` is ``None`` where the raters were divided.
    """

    line: int
    text: str
    published: date | None = None
    events: tuple[GoldEvent, ...] = ()
    actors: tuple[Span, ...] = ()
    recipients: tuple[Span, ...] = ()
    codable: bool | None = None


class Gold(Struct, frozen=True):
    """The records of a file, all of one shape."""

    path: str
    shape: Shape
    records: tuple[GoldRecord, ...]


class _BadRecordError(ValueError):
    """What is wrong with a record, and what to do."""


class _Names(Struct, frozen=True):
    """How other projects' records name types and countries."""

    types: dict[str, tuple[str, ...]]
    countries: dict[str, str]


@cache
def names() -> _Names:
    """The shipped names; read once."""
    text = (files("detente") / "data" / "evaluation" / "gold.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), _Names)


def same_country(code: str) -> str:
    """A country code as gold records and detente both have it."""
    return names().countries.get(code, code)


def is_gold(path: Path) -> bool:
    """Whether a file is one of gold records, by its name."""
    return path.name.lower().endswith(LINES)


def load_gold(path: Path, types: frozenset[str]) -> Gold:
    """The gold records in the file *path*; *types* are those of the codebook.

    Raises :class:`EvaluationError`, naming the file and the line, for one that cannot be read, is
    of no known shape or of another than those before it, or does not hold.
    """
    shape: Shape | None = None
    records: list[GoldRecord] = []
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        try:
            if len(line) > LONGEST_LINE:
                raise _BadRecordError(
                    f"it has more than {LONGEST_LINE:,} bytes; write one record a line"
                )
            record = _decoded(line)
            own = _shape(record)
            if shape is not None and own != shape:
                raise _BadRecordError(
                    f"it has “{own}”, the lines before have “{shape}”; one file, one shape"
                )
            shape = own
            records.append(_READERS[own](record, _Given(number, _text(record), types)))
        except _BadRecordError as error:
            raise EvaluationError(f"{path}:{number}: {error}") from None
    if shape is None:
        raise EvaluationError(f"{path}: it is empty; write one record a line")
    return Gold(str(path), shape, tuple(records))


def _lines(path: Path) -> list[bytes]:
    try:
        data = read_file(path, MOST_BYTES)
        if path.suffix.lower() == ".gz":
            data = unpacked(data, MOST_BYTES)
    except UnfitError as unfit:
        raise EvaluationError(unfit.at(path)) from unfit
    return data.splitlines()


class _Given(Struct, frozen=True):
    """What every reader of a record is given: its line, its text, and the codebook's types."""

    line: int
    text: str
    types: frozenset[str]

    def named(self, value: Any, field: str) -> tuple[str, ...]:
        """The types that a type's name in the gold stands for."""
        if not isinstance(value, str) or not value:
            raise _BadRecordError(f"“{field}” is missing; name the event's type")
        if value in self.types:
            return (value,)
        renamed = tuple(t for t in names().types.get(value, ()) if t in self.types)
        if not renamed:
            known = ", ".join(sorted(self.types))
            raise _BadRecordError(f"no type “{value}” in the codebook; there are {known}")
        return renamed

    def span(self, value: Any, field: str) -> Span:
        """A span that lies in the text."""
        numbers = isinstance(value, list) and len(value) == 2
        if not numbers or not all(type(n) is int for n in value):
            raise _BadRecordError(f"“{field}” is no span; write [start, end]")
        start, end = value
        if not 0 <= start < end <= len(self.text):
            raise _BadRecordError(
                f"“{field}” is {start} to {end}, the text has {len(self.text)} characters; "
                "offsets count code points from 0, the end exclusive"
            )
        return Span(start, end)

    def words(self, span: Span, stated: Any, field: str) -> None:
        """Checks that a span holds the words that are stated beside it."""
        if isinstance(stated, str) and stated and span.of(self.text) != stated:
            raise _BadRecordError(
                f"“{field}” holds “{span.of(self.text)}”, not “{stated}”; mend the offsets"
            )


def _decoded(line: bytes) -> dict[str, Any]:
    try:
        record = msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _BadRecordError(f"it is not JSON ({error}); write one record a line") from None
    if not isinstance(record, dict):
        raise _BadRecordError('it is no object; write {"text": ..., "events": [...]}')
    return record


def _shape(record: dict[str, Any]) -> Shape:
    found = [shape for shape, fields in _MARKS.items() if fields <= record.keys()]
    if not found:
        raise _BadRecordError(
            'of no known shape; write {"text": ..., "events": [{"type": ..., "actors": [...], '
            '"recipients": [...]}]}, see docs/formats.md'
        )
    return found[0]


def _text(record: dict[str, Any]) -> str:
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        raise _BadRecordError("“text” is missing; give the sentence")
    return text


def _day(value: Any, field: str) -> date | None:
    if value is None:
        return None
    try:
        return given_day(value)
    except (TypeError, ValueError):
        what = f"“{field}” is no day; write it as 2014-05-08, and {BOUNDS}"
        raise _BadRecordError(what) from None


def _read_events(record: dict[str, Any], given: _Given) -> GoldRecord:
    listed = record["events"]
    if not isinstance(listed, list):
        raise _BadRecordError("“events” is no list; an empty one says that nothing is to be coded")
    events = tuple(_read_event(e, f"events[{n}]", given) for n, e in enumerate(listed))
    return GoldRecord(given.line, given.text, _day(record.get("published"), "published"), events)


def _read_event(event: Any, place: str, given: _Given) -> GoldEvent:
    if not isinstance(event, dict):
        raise _BadRecordError(f"{place} is no object; write type, actors and recipients")
    if unknown := sorted(event.keys() - {"type", "actors", "recipients", "modality"}):
        raise _BadRecordError(
            f"{place} has “{unknown[0]}”; an event has type, actors, recipients and modality"
        )
    modality = event.get("modality") or "actual"
    if modality not in get_args(Modality):
        known = ", ".join(get_args(Modality))
        raise _BadRecordError(f"{place}.modality is “{modality}”; it is one of {known}")
    return GoldEvent(
        given.named(event.get("type"), f"{place}.type"),
        _listed(event.get("actors"), f"{place}.actors"),
        _listed(event.get("recipients"), f"{place}.recipients"),
        cast(Modality, modality),
    )


def _listed(value: Any, field: str) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
        raise _BadRecordError(f"“{field}” is no list of country codes or names")
    return tuple(v.strip() for v in value)


def _read_codes(record: dict[str, Any], given: _Given) -> GoldRecord:
    event = GoldEvent(
        given.named(record["event"], "event"),
        _codes(record.get("source"), "source"),
        _codes(record.get("target"), "target"),
    )
    return GoldRecord(given.line, given.text, _day(record.get("date"), "date"), (event,))


def _codes(value: Any, field: str) -> tuple[str, ...]:
    """The countries of a record's actors; a code's first three letters, its sectors cut off.

    Words in place of a list name nobody: the gold standard records have a few.
    """
    if not isinstance(value, list):
        return ()
    if not all(isinstance(actor, dict) for actor in value):
        raise _BadRecordError(f"“{field}” is no list of objects with “code”")
    codes = (str(actor.get("code") or "")[:3].upper() for actor in value)
    return tuple(dict.fromkeys(same_country(code) for code in codes if code))


def _read_pair(record: dict[str, Any], given: _Given) -> GoldRecord:
    event = GoldEvent(given.named(record["root"], "root"))
    sides: dict[str, tuple[Span, ...]] = {}
    for side in ("source", "target"):
        field = f"{side}_span"
        if record.get(field) is None:
            sides[side] = ()  # a pair with an unknown side is not scored
            continue
        span = given.span(record[field], field)
        given.words(span, record.get(side), field)
        sides[side] = (span,)
    return GoldRecord(
        given.line, given.text, _day(record.get("date"), "date"), (event,),
        sides["source"], sides["target"],
    )  # fmt: skip


def _read_spans(record: dict[str, Any], given: _Given) -> GoldRecord:
    sides: dict[str, list[Span]] = {"source": [], "target": []}
    if not isinstance(record["entities"], list):
        raise _BadRecordError("“entities” is no list; an empty one says that nobody is to be found")
    for number, entity in enumerate(record["entities"]):
        place = f"entities[{number}]"
        if not isinstance(entity, dict):
            raise _BadRecordError(f"{place} is no object; write start, end and type")
        span = given.span([entity.get("start"), entity.get("end")], place)
        given.words(span, entity.get("text"), place)
        sides.setdefault(str(entity.get("type")), []).append(span)
    return GoldRecord(
        given.line, given.text, _day(record.get("date"), "date"),
        actors=tuple(sides["source"]), recipients=tuple(sides["target"]),
    )  # fmt: skip


def _read_relevance(record: dict[str, Any], given: _Given) -> GoldRecord:
    codable = record["relevant_majority"]
    if codable is not None and not isinstance(codable, bool):
        raise _BadRecordError("“relevant_majority” is neither true, false nor null")
    return GoldRecord(given.line, given.text, _day(record.get("date"), "date"), codable=codable)


# What shows that a record is of a shape, in the order in which they are tried.
_MARKS: dict[Shape, frozenset[str]] = {
    "events": frozenset({"events"}),
    "pairs": frozenset({"root", "source_span", "target_span"}),
    "codes": frozenset({"event", "source"}),
    "relevance": frozenset({"relevant_majority"}),
    "spans": frozenset({"entities"}),
}
_READERS: dict[Shape, Callable[[dict[str, Any], _Given], GoldRecord]] = {
    "events": _read_events,
    "pairs": _read_pair,
    "codes": _read_codes,
    "relevance": _read_relevance,
    "spans": _read_spans,
}
