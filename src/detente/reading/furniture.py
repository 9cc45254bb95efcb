"""Site furniture: lines of a text that are not the report, recognised by their shape."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from msgspec import Struct

from detente.errors import TableError
from detente.reading.publishers import known_publisher
from detente.reading.reading_tables import toml_table


class Shape(Struct, frozen=True):
    """One row of ``data/reading/furniture.toml``; the file's head says what each field means."""

    kind: str
    pattern: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...] = ()
    case: bool = False
    longest: int = 160
    where: Literal["anywhere", "top"] = "anywhere"
    opens_list: bool = False
    strength: int = 0


class Furniture(Struct, frozen=True):
    """What a line of furniture is, and the publisher it names; 2 is the surest ``strength``."""

    kind: str
    publisher: str | None = None
    strength: int = 0
    opens_list: bool = False


@cache
def shapes() -> tuple[tuple[Shape, re.Pattern[str]], ...]:
    """The shapes with their patterns, in the order of the table.

    Raises:
        TableError: where a row of the table is not a shape or its pattern does not compile.
    """
    compiled = []
    for row in toml_table("furniture.toml")["shape"]:
        lists = {key: tuple(row[key]) for key in ("examples", "counterexamples") if key in row}
        try:
            shape = Shape(**{**row, **lists})
            compiled.append((shape, re.compile(shape.pattern, 0 if shape.case else re.IGNORECASE)))
        except (TypeError, re.error) as error:
            raise TableError(f"data/reading/furniture.toml: shape {row}: {error}") from error
    return tuple(compiled)


@cache
def _longest() -> int:
    return max(shape.longest for shape, _ in shapes())


def furniture(line: str, *, top: bool) -> Furniture | None:
    """What *line* is if it is site furniture; *top* where no body paragraph came before it."""
    if len(line) > _longest():
        return None
    for shape, pattern in shapes():
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
