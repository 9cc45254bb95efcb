"""Checks of the actor tables: each finding names file and row and says what to do."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

from msgspec import Struct

from detente.actors.tables.actor_tables import COLUMNS, ActorTables, is_table, table_kind
from detente.actors.tables.dictionaries import is_dictionary, read_dictionary
from detente.actors.tables.folding import fold, skeleton
from detente.actors.tables.table_rows import (
    ONE_PERSON,
    UNSURE,
    Person,
    Row,
    Term,
    first_day,
    last_day,
    rank,
    read_persons,
    read_table,
    shipped,
)
from detente.model.plover import SECTORS, STATELESS

DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
HANDOVER = 31
"""Days for which two may be in office at once: sources date one handover differently."""
EARLIEST = date(1800, 1, 1)
KINDS = {"person", "state", "government", "organisation", "group", "people", "place"}
DESCRIPTIONS = {
    "pair", "relative", "counterpart", "former", "part", "container", "thing", "foreign", "leading",
    "motion", "speech", "locative", "acting", "urban", "guest", "own", "prefix", "style",
    "particle", "he", "she", "telling", "running", "adverb", "quarter", "rule",
}  # fmt: skip


class Finding(Struct, frozen=True, order=True):
    """Something that does not hold: *where* is file and line, *remedy* what to do."""

    where: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what} ({self.remedy})"


def check(extra: Sequence[Path] = ()) -> tuple[Finding, ...]:
    """All that does not hold in the shipped tables and a user's own *extra* ones.

    Raises :class:`detente.errors.TableError` for a table that can't be read at all.
    """
    tables = {n: list(read_table(shipped(f"{n}.tsv"), c)) for n, c in COLUMNS.items()}
    states = {r["iso3"] for r in tables["countries"]}
    findings: list[Finding] = []
    for path in extra:
        if not is_table(path) and is_dictionary(path):
            own = read_dictionary(path, states)
            findings.extend(Finding(u.where, u.what, u.remedy) for u in own.unread)
        else:
            name = table_kind(path)
            tables[name].extend(read_table(path, COLUMNS[name]))
    findings.extend(_countries(tables["countries"]))
    findings.extend(_codes(tables, states))
    findings.extend(_phrases(tables))
    leaders = list(_leaders(tables["leaders"]))
    findings.extend(leaders)
    persons = read_persons(shipped("terms.jsonl.gz"))
    findings.extend(_persons(persons, states))
    if not leaders:
        findings.extend(_overlaps(ActorTables(tables, persons)))
    findings.extend(_names(tables))
    return tuple(sorted(set(findings), key=_place))


def _place(finding: Finding) -> tuple[str, int, Finding]:
    """By file and line, the lines as numbers."""
    file, _, line = finding.where.rpartition(":")
    return (file, int(line), finding) if line.isdigit() else (finding.where, 0, finding)


def _countries(rows: list[Row]) -> Iterator[Finding]:
    for column in ("iso3", "cow", "gw"):
        seen: dict[str, str] = {}
        for row in rows:
            value = row[column]
            if value and value in seen:
                what = f"{column} {value} is also on {seen[value]}"
                yield Finding(row.where, what, "give each state its own code")
            seen.setdefault(value, row.where)
    for row in rows:
        if not re.fullmatch(r"[A-Z]{3}", row["iso3"]):
            what = f'"{row["iso3"]}" is no code of three capital letters'
            yield Finding(row.where, what, "use ISO 3166 alpha-3")


def _codes(tables: dict[str, list[Row]], states: set[str]) -> Iterator[Finding]:
    """Country, sector and kind codes that nobody knows."""
    known = states | STATELESS
    for name, columns in (
        ("former_states", ("country", "became")), ("territories", ("country",)),
        ("ambiguous_names", ("countries", "together")), ("organisations", ("country",)),
        ("parties", ("country",)), ("ethnic_groups", ("countries",)),
        ("armed_groups", ("country",)), ("offices", ("countries",)), ("leaders", ("country",)),
    ):  # fmt: skip
        for row in tables[name]:
            for column in columns:
                for code in row.many(column):
                    if code not in known:
                        what = f"unknown country code {code}"
                        yield Finding(row.where, what, "use a code of countries.tsv or PLOVER's")
    for name in ("organisations", "parties", "armed_groups", "offices", "agents"):
        for row in tables[name]:
            for sector in row.many("sectors"):
                if sector not in SECTORS:
                    what = f"unknown sector {sector}"
                    yield Finding(row.where, what, "use a code of PLOVER's table 5.2")
    for name in ("organisations", "parties", "armed_groups", "agents"):
        for row in tables[name]:
            if row["kind"] not in KINDS:
                what = f'unknown kind "{row["kind"]}"'
                yield Finding(row.where, what, f"use one of {', '.join(sorted(KINDS))}")
    for row in tables["descriptions"]:
        if row["kind"] not in DESCRIPTIONS:
            what = f'unknown kind "{row["kind"]}"'
            yield Finding(row.where, what, "the table's first lines list the kinds")


def _phrases(tables: dict[str, list[Row]]) -> Iterator[Finding]:
    """Titles and kinds of people that stand twice in a table with one meaning to choose."""
    for name in ("offices", "agents"):
        seen: dict[tuple[str, str], str] = {}
        for row in tables[name]:
            lands = row.many("countries") if name == "offices" else ()
            for land in lands or ("",):
                key = (fold(row["phrase"]), land)
                if key in seen:
                    what = f'"{row["phrase"]}" is also on {seen[key]}'
                    yield Finding(row.where, what, "keep one row")
                seen.setdefault(key, row.where)


def _leaders(rows: list[Row]) -> Iterator[Finding]:
    for row in rows:
        for column in ("start", "end", "known_until"):
            text = row[column]
            if (text or column != "end") and not _is_day(text):
                what = f'"{text}" in column {column} is no day'
                yield Finding(row.where, what, "write YYYY-MM-DD, YYYY-MM or YYYY")
        if not row["source"]:
            yield Finding(row.where, "no source", "say where the term is known from")
        days = (row["start"], row["end"] or row["known_until"])
        if all(_is_day(d) for d in days) and first_day(days[0]) > last_day(days[1]):
            what = f"the term ends ({days[1]}) before it starts ({days[0]})"
            yield Finding(row.where, what, "correct the day that is wrong")


def _persons(persons: tuple[Person, ...], states: set[str]) -> Iterator[Finding]:
    remedy = "correct scripts/tables/terms.py and build the table again"
    for line, person in enumerate(persons, start=2):
        where = f"terms.jsonl.gz:{line}"
        if not person.keys or any(k != fold(k) for k in person.keys):
            yield Finding(where, f"{person.name}: keys are not folded", remedy)
        if person.sound != skeleton(fold(person.name)):
            yield Finding(where, f"{person.name}: sound is not the name's", remedy)
        for term in person.terms:
            days = [d for d in (term.start, term.end, term.known_until) if d]
            if not all(_is_day(d) for d in days):
                yield Finding(where, f"{person.name}: impossible day in {days}", remedy)
            elif first_day(term.start) > last_day(term.end or term.known_until):
                yield Finding(where, f"{person.name}: a term ends before it starts", remedy)
            if term.country not in states:
                what = f"{person.name}: unknown country code {term.country}"
                yield Finding(where, what, remedy)


def _is_day(text: str) -> bool:
    if not DAY.fullmatch(text):
        return False
    try:
        return EARLIEST <= first_day(text) <= last_day(text)
    except ValueError:
        return False


def _overlaps(tables: ActorTables) -> Iterator[Finding]:
    """Two persons in a one-person office at once, unless the table says they share it."""
    held: dict[tuple[str, str, str], list[Term]] = defaultdict(list)
    for person in tables.persons:
        for term in tables.terms_of(person):
            if term.office in ONE_PERSON and not term.shared:
                held[term.country, term.office, rank(term.title)].append(term)
    for (country, office, _), terms in sorted(held.items()):
        terms.sort(key=lambda t: t.sure)
        for one, other in pairwise(terms):
            if one.person is other.person:
                continue
            since, until = max(one.sure[0], other.sure[0]), min(one.sure[1], other.sure[1])
            if (until - since).days > HANDOVER:
                what = (
                    f"{one.person.name} and {other.person.name} both hold {office} of {country} "
                    f"from {since} to {until}"
                )
                yield Finding("terms", what, "end the earlier term in leaders.tsv")


def _names(tables: dict[str, list[Row]]) -> Iterator[Finding]:
    """Names that stand for two actors; those of ambiguous_names.tsv are meant to."""
    columns = {
        "countries": ("name", "names", "adjectives", "seats", "capitals"),
        "former_states": ("name", "names", "adjectives", "capitals"),
        "territories": ("name", "names", "adjectives"),
        "ethnic_groups": ("name", "names"),
        "organisations": ("name", "names"),
        "parties": ("name", "names"),
        "armed_groups": ("name", "names"),
    }
    ambiguous = {
        fold(n) for r in tables["ambiguous_names"]
        for c in ("name", "adjectives", "demonyms") for n in r.many(c)
    }  # fmt: skip
    owners: dict[str, tuple[str, str]] = {}
    for table, wanted in columns.items():
        for row in tables[table]:
            owner = fold(row["name"])
            for name in (n for c in wanted for n in row.many(c)):
                if name.endswith(UNSURE) or f"{name}{UNSURE}" in row.many("names"):
                    continue
                key = fold(name.partition(">")[0])
                before = owners.setdefault(key, (owner, row.where))
                if before[0] != owner and key not in ambiguous:
                    what = f'"{name}" is also a name on {before[1]}'
                    remedy = (
                        'keep it on one row, end it with "?", or list it in ambiguous_names.tsv'
                    )
                    yield Finding(row.where, what, remedy)
