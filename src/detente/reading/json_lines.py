"""JSON Lines: one report a line, as ``formats/annotations.md`` describes it.

``text`` (or ``html``) is required; ``id``, ``published``, ``title``, ``publisher``, ``url`` and
``language`` may be left out or null.  The text is kept character for character.  A file that ends
in ``.json`` may also be one such object, or a list of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from detente.errors import SourceError
from detente.model import Report
from detente.reading.assembly import Beside, Dated, Given, assemble
from detente.reading.dates import from_iso
from detente.reading.html import read_page
from detente.watching import Watch

LONGEST_LINE = 16_000_000
"""Bytes of one line.  A text of the longest length takes 6 million where every character is written
as an escape, a page that big is read too; a longer line is not JSON Lines but another file."""

LONGEST_DOCUMENT = 64_000_000
"""Bytes of a .json file that is one object or list, which has to be held whole."""

TEXTS = ("text", "html", "title", "publisher", "url", "language")
ONE_A_LINE = 'write one report a line: {"text": "...", "published": "YYYY-MM-DD"}'


def read_json(
    stream: BinaryIO, source: str, given: Given, *, whole: bool, watch: Watch | None = None
) -> Iterator[Report | SourceError]:
    """The reports in *stream*, line by line; *whole* lets it be one JSON document instead.

    Each is read under *watch*.
    """
    watch = watch or Watch(None)
    found = False
    for number, line in _lines(stream):
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip():
            continue
        if whole and not found and _opens_document(line):
            yield from _document(line + stream.read(LONGEST_DOCUMENT + 1), source, given, watch)
            return
        found = True
        yield from _read_line(line, f"{source}:{number}", given, watch)
    if not found:
        yield SourceError(source, "it is empty", "give a file with a report in it, or leave it out")


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Numbered lines; of one that is too long only its first part, so that memory stays small."""
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        yield number, line
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = stream.readline(LONGEST_LINE + 1)


def _opens_document(line: bytes) -> bool:
    """Whether a first line opens a list, or an object that goes on below."""
    stripped = line.strip()
    if stripped.startswith(b"["):
        return True
    return stripped.startswith(b"{") and not stripped.endswith(b"}") and len(stripped) < 200


def _read_line(
    line: bytes, where: str, given: Given, watch: Watch
) -> Iterator[Report | SourceError]:
    if len(line) > LONGEST_LINE:
        yield SourceError(where, f"the line has more than {LONGEST_LINE:,} bytes", ONE_A_LINE)
        return
    try:
        record = _parsed(line)
    except ValueError as error:
        yield SourceError(where, str(error), ONE_A_LINE)
        return
    yield from watch.each(where, len(line), _read_record(record, where, given))


def _parsed(data: bytes) -> Any:
    """What the JSON says.

    Raises:
        ValueError: where it is no JSON in UTF-8, with what is wrong.
    """
    try:
        return msgspec.json.decode(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ValueError(f"byte {error.start} is not UTF-8") from error
    except RecursionError as error:
        raise ValueError("the JSON is nested too deeply") from error
    except msgspec.DecodeError as error:
        raise ValueError(f"it is not JSON: {error}") from error


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(_parsed(line), dict)
    except ValueError:
        return False


def _document(
    data: bytes, source: str, given: Given, watch: Watch
) -> Iterator[Report | SourceError]:
    """The reports of a file that is one JSON value."""
    if len(data) > LONGEST_DOCUMENT:
        remedy = "write it as JSON Lines, for example with: jq -c '.[]'"
        yield SourceError(source, f"one JSON value of more than {LONGEST_DOCUMENT:,} bytes", remedy)
        return
    try:
        value = _parsed(data)
    except ValueError as error:
        lines = data.split(b"\n")
        if not any(map(_is_object, lines)):
            yield SourceError(source, str(error), ONE_A_LINE)
            return
        for number, line in enumerate(lines, start=1):  # JSON Lines whose first line is broken
            if line.strip():
                yield from _read_line(line, f"{source}:{number}", given, watch)
        return
    if not isinstance(value, list):
        yield from watch.each(source, len(data), _read_record(value, source, given))
        return
    if not value:
        yield SourceError(source, "the list has no report in it", ONE_A_LINE)
    for number, record in enumerate(value, start=1):
        where = f"{source}:item {number}"
        yield from watch.each(where, len(data), _read_record(record, where, given))


def _read_record(record: Any, where: str, given: Given) -> Iterator[Report | SourceError]:
    wrong = _wrong(record)
    if wrong:
        yield SourceError(where, wrong, ONE_A_LINE)
        return
    published, problems = _published(record.get("published"))
    number = record.get("id")
    beside = Beside(
        id=str(number) if number is not None else None,
        headline=record.get("title") or None,
        publisher=record.get("publisher") or None,
        url=record.get("url") or None,
        language=record.get("language") or None,
        published=published,
        problems=problems,
    )
    if record.get("text") is not None:
        yield from assemble(record["text"], where, beside, given)
    else:
        yield from read_page(record["html"], where, beside, given)


def _wrong(record: Any) -> str | None:
    """What makes a value no report, in words."""
    if not isinstance(record, dict):
        return f"it is {_kind(record)}, not an object"
    for key in TEXTS:
        value = record.get(key)
        if value is not None and not isinstance(value, str):
            return f"“{key}” is {_kind(value)}, not text"
    number = record.get("id")
    if isinstance(number, bool) or not isinstance(number, str | int | None) or number == "":
        return f"“id” is {_kind(number)}, not text or a whole number"
    bodies = [record[key] for key in ("text", "html") if record.get(key) is not None]
    if not bodies:
        return "it has neither “text” nor “html”"
    if not bodies[0].strip():
        return "its text is empty"
    if "\0" in bodies[0]:
        return f"its text is damaged: a NUL character at {bodies[0].index(chr(0))}"
    return None


def _kind(value: Any) -> str:
    if isinstance(value, float):
        return "a number with a fraction or an exponent"
    kinds = {bool: "true or false", int: "a number", list: "a list"}
    kinds |= {dict: "an object", str: "empty", type(None): "null"}
    return kinds.get(type(value), "something else")


def _published(value: Any) -> tuple[Dated | None, tuple[str, ...]]:
    """The field ``published``, or what is wrong with it."""
    if value is None or value == "":
        return None, ()
    if not isinstance(value, str):
        return None, (f"“published” is {_kind(value)}, not a date",)
    try:
        day, time = from_iso(value)
    except ValueError as error:
        return None, (f"“published”: {error}",)
    return Dated(day, time, "the field “published” gives it"), ()
