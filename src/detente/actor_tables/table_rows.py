"""The rows of the actor tables as typed values, and how a table is read.

A table is tab-separated text with a line of column names; lines that open with ``#`` before it tell
what it is, its source and its licence.  A cell that holds several values separates them by ``|``.
Terms of office are JSON Lines, gzipped, a person a line, the first line telling the same.
"""

from __future__ import annotations

import calendar
import gzip
import re
from collections.abc import Iterator, Sequence
from datetime import date
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec
from msgspec import Struct

from detente.errors import TableError
from detente.model import ActorKind, Interval

UNSURE = "?"
"""Ends a name that counts only where the report names its country in another way."""

LONGEST_NAME = 200
"""Characters of one name; the longest of detente's own tables has 142."""

ONE_PERSON = ("hos", "hog", "fm", "dm")
"""Offices that one person holds at a time; only of these does a day tell the holder."""


class Country(Struct, frozen=True, gc=False):
    """A state.  ``capitals``, ``seats`` and ``legislatures`` are names that may stand for it."""

    iso3: str
    cow: int | None
    gw: int | None
    name: str
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    legislatures: tuple[str, ...] = ()
    family_first: bool = False


class Organisation(Struct, frozen=True, gc=False):
    """An organisation, agency, party or armed group; ``country`` ISO, PLOVER's code, or none."""

    name: str
    names: tuple[str, ...]
    country: str | None
    sectors: tuple[str, ...]
    kind: ActorKind


class Office(Struct, frozen=True, gc=False):
    """A title.  ``offices`` are codes of the table of terms; ``countries`` empty means any."""

    phrase: str
    plural: str
    offices: tuple[str, ...]
    sectors: tuple[str, ...]
    countries: tuple[str, ...]
    classes: tuple[str, ...]


class Agent(Struct, frozen=True, gc=False):
    """A kind of people or body ("protesters", "foreign ministry")."""

    phrase: str
    plural: str
    kind: ActorKind
    sectors: tuple[str, ...]
    classes: tuple[str, ...]


class TermRow(Struct, frozen=True, array_like=True, gc=False):
    """A term of office as the table has it; days are ISO 8601, as exact as the source."""

    country: str
    office: str
    title: str
    start: str
    end: str
    known_until: str
    source: str
    shared: int = 0


class Person(Struct, frozen=True, gc=False):
    """Somebody who holds or held an office.  ``keys`` are folded spellings of the name.

    ``pronoun`` is "he" or "she", empty where no table says which; ``usual`` says that the table of
    persons has what one is usually called.
    """

    name: str
    keys: tuple[str, ...]
    sound: str
    terms: tuple[TermRow, ...]
    wikidata: str | None = None
    pronoun: str = ""
    usual: bool = False

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries the person held an office of, in order of time."""
        if len(self.terms) == 1:
            return (self.terms[0].country,)
        return tuple(dict.fromkeys(t.country for t in self.terms))


class Term(Struct, frozen=True, gc=False):
    """A person in an office.  ``end`` is empty for one in office at ``known_until``.

    Nothing is known of the office after ``known_until``, and nothing is guessed.  ``interval`` is
    the first and last possible day of the term, as far as it is known, and ``sure`` the first and
    last day that are in it however inexact its days are.
    """

    person: Person
    country: str
    office: str
    title: str
    start: str
    end: str
    known_until: str
    source: str
    shared: bool
    interval: Interval
    sure: tuple[date, date]

    def surely(self, on: Interval) -> bool:
        """Whether the person held the office on every day of *on*, inexact days left out."""
        if not on.earliest or not on.latest:
            return False
        since, until = self.sure
        return since <= on.earliest and on.latest <= until


def first_day(text: str) -> date:
    """The first day that an ISO year, month or day may mean."""
    return date.fromisoformat((text + "-01-01")[:10])


def last_day(text: str) -> date:
    """The last day that an ISO year, month or day may mean."""
    if len(text) >= 10:
        return date.fromisoformat(text[:10])
    year, month = int(text[:4]), int(text[5:7] or 12)
    return date(year, month, calendar.monthrange(year, month)[1])


class Row(Struct, frozen=True, gc=False):
    """One line of a tab-separated table, and where it stands."""

    where: str
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def many(self, column: str) -> tuple[str, ...]:
        """The values of a cell that may hold several."""
        return tuple(v for v in self.cells[column].split("|") if v)

    def number(self, column: str) -> int | None:
        """The number of a cell, none where it is empty; raises :class:`TableError` for a word."""
        text = self.cells[column]
        if not text:
            return None
        if not (text.isascii() and text.isdigit()):
            raise TableError(f'{self.where}: "{text}" in column {column} is no number')
        return int(text)


def shipped(name: str) -> Traversable:
    """A table of the package."""
    return resources.files("detente").joinpath("data", "actors", name)


def column_names(text: str) -> tuple[str, ...]:
    """The column names of a table, which tell what kind of table it is; empty for no table."""
    for _, line in _lines(text):
        if not line.startswith("#"):
            return tuple(line.split("\t"))
    return ()


def read_table(path: Traversable | Path, columns: Sequence[str]) -> Iterator[Row]:
    """The rows of a table that must have *columns* (others are let pass).

    Raises :class:`TableError` with file and line for a missing column or a row of another length.
    """
    return rows_of(path.read_text(encoding="utf-8"), path.name, columns)


def rows_of(text: str, name: str, columns: Sequence[str]) -> Iterator[Row]:
    """The rows of the table *text*, as :func:`read_table`; *name* is the file's."""
    header: list[str] | None = None
    for number, line in _lines(text):
        if header is None:
            if line.startswith("#"):
                continue
            header = line.split("\t")
            _check_header(header, f"{name}:{number}", columns)
        else:
            cells = [c.strip() for c in line.split("\t")]
            if len(cells) > len(header):
                raise TableError(
                    f"{name}:{number}: {len(cells)} cells under {len(header)} column names; "
                    "separate values of one cell by | and cells by one tab"
                )
            cells += [""] * (len(header) - len(cells))
            yield Row(f"{name}:{number}", dict(zip(header, cells, strict=True)))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The numbered lines that are not blank; a line ends where an editor ends it."""
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        if line and not line.isspace():
            yield number, line


def _check_header(header: list[str], where: str, columns: Sequence[str]) -> None:
    missing = [c for c in columns if c not in header]
    if missing:
        raise TableError(
            f"{where}: no column {', '.join(missing)}; columns are separated "
            f"by tabs and must be named {', '.join(columns)}"
        )
    twice = sorted({c for c in header if c and header.count(c) > 1}) if len(header) < 100 else []
    if twice:
        raise TableError(f"{where}: two columns are named {twice[0]}; rename or remove one")


def read_persons(path: Traversable | Path) -> tuple[Person, ...]:
    """The persons of the table of terms; raises :class:`TableError` where it can't be read."""
    try:
        _, _, body = gzip.decompress(path.read_bytes()).partition(b"\n")
        return tuple(msgspec.json.Decoder(Person).decode_lines(body))
    except (OSError, EOFError, msgspec.DecodeError) as error:
        raise TableError(f"{path.name}: not a table of terms: {error}") from error
