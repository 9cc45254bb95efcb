"""Site furniture: lines of a text that are not the report, recognised by their shape."""

from __future__ import annotations

from msgspec import Struct

from detente.reading.publishers import known_publisher
from detente.reading.reading_words import ReadingWords


class Furniture(Struct, frozen=True):
    """What a line of furniture is, and the publisher it names; 2 is the surest ``strength``."""

    kind: str
    publisher: str | None = None
    strength: int = 0
    opens_list: bool = False


def furniture(line: str, words: ReadingWords, *, top: bool) -> Furniture | None:
    """What *line* is if it is site furniture; *top* where no body paragraph came before it."""
    if len(line) > words.longest:
        return None
    for shape, pattern in words.shapes:
        if len(line) > shape.longest or (shape.where == "top" and not top):
            continue
        match = pattern.fullmatch(line)
        if match:
            publisher = match.groupdict().get("publisher")
            return Furniture(shape.kind, publisher, shape.strength, shape.opens_list)
    return _agency(line)


def _agency(line: str) -> Furniture | None:
    """An agency's name alone on a line, as it signs a report: "AFP", "- Reuters", "(PTI)"."""
    if len(line) > 40:
        return None
    publisher = known_publisher(line.strip(" –—-()[]/."))
    return Furniture("byline", publisher.name, 1) if publisher else None
