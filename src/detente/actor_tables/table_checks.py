"""Checks of the actor tables: each finding names file and row and says what to do."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from detente.actor_tables.actor_tables import ActorTables
from detente.actor_tables.folding import fold, skeleton
from detente.actor_tables.own_tables import own_faults, read_own
from detente.actor_tables.person_checks import check_persons
from detente.actor_tables.shipped_tables import shipped_tables
from detente.actor_tables.table_columns import Finding as Finding
from detente.actor_tables.table_columns import faults
from detente.actor_tables.table_rows import (
    ONE_PERSON,
    UNSURE,
    Person,
    Row,
    Term,
    first_day,
    last_day,
    read_persons,
    shipped,
)
from detente.days import inexact
from detente.model.plover import STATELESS

HANDOVER = 31
"""Days for which two may be in office at once: sources date one handover differently."""


def check(extra: Sequence[Path] = ()) -> tuple[Finding, ...]:
    """All that does not hold in the shipped tables and a user's own *extra* ones.

    Raises :class:`detente.errors.TableError` for a table that can't be read at all.
    """
    tables = shipped_tables()
    states = {r["iso3"] for r in tables["countries"]}
    own = read_own(extra, states)
    known = states | STATELESS
    findings: list[Finding] = []
    for file in own.files:
        findings.extend(Finding(u.where, u.what, u.remedy) for u in file.dictionary.unread)
    single = [f for name, rows in tables.items() for r in rows for f in faults(name, r, known)]
    single += own_faults(own, states)
    findings.extend(single)
    for file in own.files:
        if file.table:
            tables[file.table].extend(file.rows)
    findings.extend(_countries(tables["countries"]))
    findings.extend(_phrases(tables))
    findings.extend(_sources(tables["leaders"]))
    persons = read_persons(shipped("terms.jsonl.gz"))
    findings.extend(_persons(persons, states))
    if not single:
        made = ActorTables(tables, persons)
        findings.extend(_overlaps(made))
        findings.extend(check_persons(made.persons, tables["persons"]))
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


def _sources(rows: list[Row]) -> Iterator[Finding]:
    for row in rows:
        if not row["source"]:
            yield Finding(row.where, "no source", "say where the term is known from")


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
            if not all(map(inexact, days)):
                yield Finding(where, f"{person.name}: impossible day in {days}", remedy)
            elif first_day(term.start) > last_day(term.end or term.known_until):
                yield Finding(where, f"{person.name}: a term ends before it starts", remedy)
            if term.country not in states:
                what = f"{person.name}: unknown country code {term.country}"
                yield Finding(where, what, remedy)


def _overlaps(tables: ActorTables) -> Iterator[Finding]:
    """Two persons in a one-person office at once, unless the table says they share it."""
    held: dict[tuple[str, str, str], list[Term]] = defaultdict(list)
    for person in tables.persons:
        for term in tables.terms_of(person):
            if term.office in ONE_PERSON and not term.shared:
                held[term.country, term.office, tables.grammar.rank(term.title)].append(term)
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
            owner, unsure = fold(row["name"]), {*row.many("names")}
            for name in (n for c in wanted for n in row.many(c)):
                if name.endswith(UNSURE) or f"{name}{UNSURE}" in unsure:
                    continue
                key = fold(name.partition(">")[0])
                before = owners.setdefault(key, (owner, row.where))
                if before[0] != owner and key not in ambiguous:
                    what = f'"{name}" is also a name on {before[1]}'
                    remedy = (
                        'keep it on one row, end it with "?", or list it in ambiguous_names.tsv'
                    )
                    yield Finding(row.where, what, remedy)
