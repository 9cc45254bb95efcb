"""The columns of the actor tables, and what a row of each must hold.

A row is checked by itself here; :mod:`~detente.actor_tables.table_checks` also looks at rows
beside each other.  A user's own row that does not hold is refused wherever it is used.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec import Struct

from detente import days
from detente.actor_tables.folding import fold
from detente.actor_tables.table_rows import LONGEST_NAME, Row
from detente.model.plover import SECTORS

COLUMNS: dict[str, tuple[str, ...]] = {
    "countries": (
        "iso3", "cow", "gw", "name", "names", "adjectives", "demonyms", "capitals", "seats",
        "legislatures", "family_first",
    ),
    "former_states": (
        "name", "names", "adjectives", "demonyms", "capitals", "cow", "gw", "country", "became",
        "from", "until",
    ),
    "territories": ("name", "names", "adjectives", "demonyms", "country", "kind", "iso3"),
    "ambiguous_names": ("name", "adjectives", "demonyms", "countries", "together"),
    "ethnic_groups": ("name", "plural", "names", "countries"),
    "organisations": ("name", "names", "country", "sectors", "kind"),
    "parties": ("name", "names", "country", "sectors", "kind"),
    "armed_groups": ("name", "names", "country", "sectors", "kind"),
    "offices": ("phrase", "plural", "office", "sectors", "countries", "classes"),
    "agents": ("phrase", "plural", "kind", "sectors", "classes"),
    "descriptions": ("word", "kind", "value"),
    "name_words": ("word", "kind"),
    "peoples": ("people",),
    "given_names": ("name", "pronoun"),
    "persons": ("country", "person", "names", "pronoun", "apart", "source"),
    "seats_of_bodies": ("seat", "organisation", "source"),
    "leaders": (
        "country", "office", "title", "person", "start", "end", "known_until", "names", "source",
    ),
}  # fmt: skip
"""Each table's columns; a user's own table is told by them."""

NEEDED: dict[str, tuple[str, ...]] = {
    "countries": ("iso3", "name"),
    "former_states": ("name",),
    "territories": ("name", "country"),
    "ambiguous_names": ("name",),
    "ethnic_groups": ("name",),
    "organisations": ("name", "kind"),
    "parties": ("name", "kind"),
    "armed_groups": ("name", "kind"),
    "offices": ("phrase",),
    "agents": ("phrase", "kind"),
    "descriptions": ("word", "kind"),
    "name_words": ("word", "kind"),
    "peoples": ("people",),
    "given_names": ("name", "pronoun"),
    "persons": ("country", "person", "source"),
    "seats_of_bodies": ("seat", "organisation"),
    "leaders": ("country", "office", "person", "start"),
}
"""The columns of which no cell may be empty."""

NAMES = frozenset({
    "name", "names", "adjectives", "demonyms", "capitals", "seats", "legislatures", "plural",
    "phrase", "person", "people", "word", "seat", "apart",
})  # fmt: skip
"""The columns whose values are looked for in texts."""

CODES: dict[str, tuple[str, ...]] = {
    "former_states": ("country", "became"),
    "territories": ("country",),
    "ambiguous_names": ("countries", "together"),
    "organisations": ("country",),
    "parties": ("country",),
    "ethnic_groups": ("countries",),
    "armed_groups": ("country",),
    "offices": ("countries",),
    "leaders": ("country",),
    "persons": ("country",),
}
"""The columns that hold codes of countries, or PLOVER's of those who are no state."""

NUMBERS = ("cow", "gw")

KINDS = {"person", "state", "government", "organisation", "group", "people", "place"}
DESCRIPTIONS = {
    "pair", "relative", "counterpart", "former", "part", "container", "thing", "foreign", "leading",
    "motion", "speech", "locative", "acting", "urban", "guest", "dweller", "own", "prefix", "style",
    "particle", "company", "he", "she", "telling", "running", "adverb", "quarter", "rule",
    "topic", "beside", "meeting", "stative", "half", "serving",
}  # fmt: skip


class Finding(Struct, frozen=True, order=True):
    """Something that does not hold: *where* is file and line, *remedy* what to do."""

    where: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what} ({self.remedy})"


def faults(table: str, row: Row, codes: Collection[str]) -> Iterator[Finding]:
    """What does not hold in a *row* of *table*; *codes* are those of countries and PLOVER's."""
    for column in COLUMNS[table]:
        if _is_quoted(row[column]):
            what = f"the cell of column {column} is in quotation marks"
            yield Finding(row.where, what, "take them off: cells are parted by tabs alone")
    for column in NEEDED[table]:
        if not row[column]:
            yield Finding(row.where, f"the cell of column {column} is empty", "fill it in")
    for column in COLUMNS[table]:
        if column in NAMES:
            yield from _names(row, column)
        elif column in NUMBERS and row[column] and not _is_number(row[column]):
            what = f'"{_short(row[column])}" in column {column} is no number'
            yield Finding(row.where, what, "write digits, or leave it empty")
    for column in CODES.get(table, ()):
        for code in row.many(column):
            if code not in codes:
                what = f"unknown country code {_short(code)}"
                yield Finding(row.where, what, "use a code of countries.tsv or PLOVER's")
    if "sectors" in COLUMNS[table]:
        for sector in row.many("sectors"):
            if sector not in SECTORS:
                what = f"unknown sector {_short(sector)}"
                yield Finding(row.where, what, "use a code of PLOVER's table 5.2")
    yield from _kinds(table, row)
    yield from _pronoun(table, row)
    if table == "leaders":
        yield from _term(row)


def _pronoun(table: str, row: Row) -> Iterator[Finding]:
    if "pronoun" in COLUMNS[table] and row["pronoun"] not in ("", "he", "she"):
        yield Finding(row.where, f'"{_short(row["pronoun"])}" is no pronoun', "write he or she")


def _names(row: Row, column: str) -> Iterator[Finding]:
    for name in row.many(column):
        if len(name) > LONGEST_NAME:
            what = f'"{_short(name)}" has more than {LONGEST_NAME} characters'
            yield Finding(row.where, what, "separate names by |, and leave out what is no name")
        elif not fold(name.partition(">")[0]):
            what = f'"{_short(name)}" in column {column} has no letter or figure'
            yield Finding(row.where, what, "write a name, or leave it out")


def _kinds(table: str, row: Row) -> Iterator[Finding]:
    if table in ("organisations", "parties", "armed_groups", "agents"):
        if row["kind"] and row["kind"] not in KINDS:
            what = f'unknown kind "{_short(row["kind"])}"'
            yield Finding(row.where, what, f"use one of {', '.join(sorted(KINDS))}")
    elif table == "descriptions" and row["kind"] and row["kind"] not in DESCRIPTIONS:
        what = f'unknown kind "{_short(row["kind"])}"'
        yield Finding(row.where, what, "the table's first lines list the kinds")


def _term(row: Row) -> Iterator[Finding]:
    """The days of a term of office.  ``end`` is empty for one still held at ``known_until``."""
    known = {column: days.inexact(row[column]) for column in ("start", "end", "known_until")}
    for column, found in known.items():
        if row[column] and found is None:
            what = f'"{_short(row[column])}" in column {column} is no day'
            yield Finding(row.where, what, f"write YYYY-MM-DD, YYYY-MM or YYYY; {days.BOUNDS}")
    until = row["end"] or row["known_until"]
    if not until:
        remedy = "give the last day, or the day until which the term is known"
        yield Finding(row.where, "neither end nor known_until", remedy)
    start, last = known["start"], known["end"] if row["end"] else known["known_until"]
    if start and last and start[0] > last[1]:
        what = f"the term ends ({until}) before it starts ({row['start']})"
        yield Finding(row.where, what, "correct the day that is wrong")


def _is_quoted(cell: str) -> bool:
    """Whether a cell is written as spreadsheets write one, or is the beginning of such a one."""
    return cell.startswith('"') and (cell.endswith('"') or cell.count('"') % 2 == 1)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
