"""A user's own tables and dictionaries: what a file is, and what it holds, in bounded work."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from detente.actor_tables.dictionaries import Dictionary, has_codes, read_dictionary
from detente.actor_tables.folding import fold
from detente.actor_tables.table_columns import COLUMNS, Finding, faults
from detente.actor_tables.table_rows import Row, column_names, rows_of
from detente.errors import TableError
from detente.files import UnfitError, check_is_text, read_file, text_of
from detente.model.plover import STATELESS

MOST_BYTES = 32_000_000
"""Bytes of one file; the largest dictionaries that are about have three million."""

MOST_VALUES = 400_000
"""Rows, cells beyond the first of a row's and values of cells, all together, of one file."""


MOST_TERMS = 100
"""Terms of one person in the tables of a user: nobody holds that many."""

MOST_FAULTS = 1_000
"""Faults that are told of; mending some of them mends most of the others."""


class OwnFile(Struct, frozen=True):
    """What one file holds: rows of the table of that name, or else a dictionary."""

    table: str
    rows: tuple[Row, ...] = ()
    dictionary: Dictionary = Dictionary()


class Own(Struct, frozen=True):
    """A user's files; ``hash`` identifies their content and is empty where there are none."""

    files: tuple[OwnFile, ...] = ()
    hash: str = ""


def read_own(paths: Sequence[Path], states: Collection[str]) -> Own:
    """The user's files; *states* are the codes of countries that are known without them.

    Raises :class:`TableError`, naming file and line, for one that can't be read.
    """
    digest = hashlib.sha256()
    files: list[OwnFile] = []
    for path in paths:
        try:
            data = read_file(path, MOST_BYTES)
            check_is_text(data)
            files.append(_own_file(path, data, states))
        except UnfitError as unfit:
            raise TableError(unfit.at(path)) from unfit
        digest.update(data)
    return Own(tuple(files), digest.hexdigest()[:12] if paths else "")


def _own_file(path: Path, data: bytes, states: Collection[str]) -> OwnFile:
    # Dictionaries are older than UTF-8: what is not that in one stays out of its names.
    lax = data.decode("utf-8", "replace").removeprefix("\ufeff")
    table = _table_of(column_names(lax))
    if not table and has_codes(lax):
        _check_size(lax, "[/,")
        return OwnFile("", dictionary=read_dictionary(lax, path.name, states))
    text = text_of(data)
    _check_size(text, "\t|")
    if not column_names(text):
        raise UnfitError("no line of column names", "see a shipped table for the format")
    if not table:
        kinds = "; ".join(f"{name}: {' '.join(needed)}" for name, needed in COLUMNS.items())
        raise UnfitError(f"the column names fit no actor table ({kinds})", "name the columns so", 1)
    return OwnFile(table, tuple(rows_of(text, path.name, COLUMNS[table])))


def _check_size(text: str, marks: str) -> None:
    values = text.count("\n") + sum(map(text.count, marks))
    if values > MOST_VALUES:
        what = f"{values:,} rows, cells and values of cells, and a file has at most {MOST_VALUES:,}"
        raise UnfitError(what, "give several files")


def _table_of(header: Sequence[str]) -> str:
    """Which of the tables has the columns of *header*; empty for none."""
    columns = set(header)
    fitting = [name for name, needed in COLUMNS.items() if columns.issuperset(needed)]
    return max(fitting, key=lambda n: (len(COLUMNS[n]), n == "organisations"), default="")


def own_faults(own: Own, states: Collection[str]) -> tuple[Finding, ...]:
    """What does not hold in rows of the user's tables, each looked at by itself."""
    codes = {*states, *STATELESS}
    codes.update(row["iso3"] for one in own.files if one.table == "countries" for row in one.rows)
    terms: Counter[str] = Counter()
    found: list[Finding] = []
    for file in own.files:
        for row in file.rows:
            found.extend(faults(file.table, row, codes))
            if file.table == "leaders":
                found.extend(_too_many_terms(row, terms))
            if len(found) > MOST_FAULTS:
                remedy = "mend those first"
                return (*found, Finding(row.where, f"more than {MOST_FAULTS:,} faults", remedy))
    return tuple(found)


def _too_many_terms(row: Row, terms: Counter[str]) -> Iterator[Finding]:
    """A person with more terms than anybody has; *terms* counts those of each spelling so far."""
    keys = {fold(name) for name in (row["person"], *row.many("names"))}
    terms.update(keys)
    if most := [key for key in keys if terms[key] > MOST_TERMS]:
        what = f'"{min(most)[:40]}" has more than {MOST_TERMS} terms'
        yield Finding(row.where, what, "check whose terms they are")
