"""Checks of the persons of the tables: one under two keys, and one name under two persons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from detente.actor_tables.folding import alike, fold, skeleton, within
from detente.actor_tables.table_columns import Finding
from detente.actor_tables.table_rows import ONE_PERSON, Person, Row

HIGH = frozenset(ONE_PERSON)

REMEDY = (
    'in persons.tsv, give the one the other\'s name under "names" if they are one person, under '
    '"apart" if they are two'
)


def check_persons(persons: Sequence[Person], rows: Sequence[Row]) -> Iterator[Finding]:
    """Doubles among *persons*, and *rows* of the table of persons that no person fits."""
    yield from _unmet(persons, rows)
    apart = _apart(rows)
    by_state: dict[tuple[str, str], list[Person]] = defaultdict(list)
    for person in persons:
        for country in person.countries:
            for sound in {skeleton(w) for key in person.keys for w in key.split()[1:]}:
                by_state[country, sound].append(person)
    seen: set[tuple[int, int]] = set()
    for (country, _), bearers in sorted(by_state.items()):
        for one, other in combinations(bearers, 2):
            pair = (id(one), id(other))
            if one is other or pair in seen:
                continue
            seen.add(pair)
            if _resemble(one, other) and not _told_apart(one, other, country, apart):
                what = f"{_called(one)} and {_called(other)} of {country} look like one person"
                yield Finding("persons", what, REMEDY)
    yield from _abroad(persons, apart)


def _called(person: Person) -> str:
    offices = ", ".join(dict.fromkeys(t.title or t.office for t in person.terms[-2:]))
    return f"{person.name} ({offices})"


def _resemble(one: Person, other: Person) -> bool:
    """Whether two of one state may be one: a high office holder and who is spelt alike.

    Two whom Wikidata numbers apart are two.
    """
    if one.wikidata and other.wikidata:
        return False
    if not any(t.office in HIGH for p in (one, other) for t in p.terms):
        return False
    return any(
        alike(a, b) or within(a, b) or within(b, a) for a in one.keys for b in other.keys
    )  # fmt: skip


def _abroad(persons: Iterable[Person], apart: set[tuple[str, str, str]]) -> Iterator[Finding]:
    """Two of one name in high offices of two states at once, who are mostly one."""
    by_name: dict[str, list[Person]] = defaultdict(list)
    for person in persons:
        if any(t.office in HIGH for t in person.terms):
            by_name[fold(person.name)].append(person)
    for bearers in by_name.values():
        for one, other in combinations(bearers, 2):
            if not set(one.countries) & set(other.countries) and _together(one, other):
                lands = {*one.countries, *other.countries}
                if not any(_told_apart(one, other, land, apart) for land in lands):
                    what = f"{_called(one)} stands in {' and '.join(sorted(lands))} as two persons"
                    yield Finding("persons", what, REMEDY)


def _together(one: Person, other: Person) -> bool:
    """Whether two entered high offices of the same kind on one day."""
    starts = {(t.office, t.start) for t in one.terms if t.office in HIGH and len(t.start) == 10}
    return any((t.office, t.start) in starts for t in other.terms)


def _apart(rows: Iterable[Row]) -> set[tuple[str, str, str]]:
    """By country and folded name, those whom the table of persons says that somebody is not."""
    return {
        (country, fold(row["person"]), fold(name))
        for row in rows for country in row.many("country") for name in row.many("apart")
    }  # fmt: skip


def _told_apart(one: Person, other: Person, country: str, apart: set[tuple[str, str, str]]) -> bool:
    first, second = fold(one.name), fold(other.name)
    return (country, first, second) in apart or (country, second, first) in apart


def _unmet(persons: Iterable[Person], rows: Sequence[Row]) -> Iterator[Finding]:
    """Rows of whose person no term is known: a name that nobody of the state has."""
    named = {(c, fold(p.name)) for p in persons for c in p.countries}
    for row in rows:
        for country in row.many("country"):
            if (country, fold(row["person"])) not in named:
                what = f"nobody of {country} is called {row['person']} in the tables of terms"
                yield Finding(row.where, what, "write the name as the terms have it")
