"""Terms entered by hand, laid over the generated ones: they win on the days they cover."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from detente.actor_tables.folding import fold, skeleton
from detente.actor_tables.table_rows import ONE_PERSON, Person, Row, TermRow, first_day, last_day


class _Span(NamedTuple):
    """The days that a hand-made row claims, and how it writes their ends."""

    first: date
    last: date
    since: str
    until: str


def with_leaders(persons: Iterable[Person], rows: list[Row]) -> tuple[Person, ...]:
    """The generated persons with the hand-made terms, which win on the days they cover."""
    claims = _claims(rows)
    spelt = [
        tuple(dict.fromkeys(fold(n) for n in (row["person"], *row.many("names")))) for row in rows
    ]
    known = tuple(persons)
    kept = [_trimmed(person, claims) for person in known]
    by_key = _by_key(known, {key for keys in spelt for key in keys})
    for row, keys in zip(rows, spelt, strict=True):
        joining = keys[:1] if generation(keys[0]) else keys
        found = next(
            (by_key[row["country"], k] for k in joining if (row["country"], k) in by_key), None
        )
        term = TermRow(
            row["country"], row["office"], row["title"], row["start"], row["end"],
            row["known_until"], row["source"],
        )  # fmt: skip
        if found is None:
            found = len(kept)
            kept.append(Person(row["person"], keys, skeleton(keys[0]), ()))
        person = kept[found]
        terms = prolonged((*person.terms, term))
        spellings = tuple(dict.fromkeys((*keys, *person.keys)))
        kept[found] = Person(row["person"], spellings, skeleton(keys[0]), terms, person.wikidata)
        for key in joining if generation(keys[0]) else kept[found].keys:
            by_key.setdefault((row["country"], key), found)
    return tuple([p for p in kept if p.terms])


def _claims(rows: Iterable[Row]) -> dict[tuple[str, str], list[_Span]]:
    """By country and office of one person, the days that *rows* give to somebody, by start."""
    claims: dict[tuple[str, str], list[_Span]] = {}
    for row in rows:
        if row["office"] in ONE_PERSON:
            start, until = row["start"], row["end"] or row["known_until"]
            span = _Span(first_day(start), last_day(until), start, until)
            claims.setdefault((row["country"], row["office"]), []).append(span)
    for spans in claims.values():
        spans.sort()
    return claims


def generation(key: str) -> bool:
    """Whether a folded name tells a father from a son who is called the same."""
    return key.rpartition(" ")[2] in ("jr", "sr")


def _by_key(persons: Sequence[Person], wanted: set[str]) -> dict[tuple[str, str], int]:
    """The first person of each country and name, of the names that are *wanted*."""
    found: dict[tuple[str, str], int] = {}
    for index, person in enumerate(persons):
        if not wanted.isdisjoint(person.keys):
            for country in person.countries:
                for key in person.keys:
                    found.setdefault((country, key), index)
    return found


def prolonged(terms: tuple[TermRow, ...]) -> tuple[TermRow, ...]:
    """Terms by start, where one that goes on past its ``known_until`` takes up its remainder."""
    joined: list[TermRow] = []
    for term in sorted(terms, key=lambda t: (t.office, t.country, t.start)):
        before = joined[-1] if joined else None
        if (
            before
            and not before.end
            and term.start == before.known_until
            and ((before.office, before.country) == (term.office, term.country))
        ):
            joined[-1] = TermRow(
                before.country, before.office, before.title, before.start, term.end,
                term.known_until, before.source,
            )  # fmt: skip
        else:
            joined.append(term)
    return tuple(sorted(joined, key=lambda t: (t.start, t.office)))


def _trimmed(person: Person, claims: dict[tuple[str, str], list[_Span]]) -> Person:
    """*person* without the days of an office that a hand-made row gives to somebody."""
    for term in person.terms:
        if (term.country, term.office) in claims:
            break
    else:
        return person
    terms: list[TermRow] = []
    for term in person.terms:
        spans = claims.get((term.country, term.office))
        terms.extend(_outside(term, spans) if spans else (term,))
    return Person(person.name, person.keys, person.sound, tuple(terms), person.wikidata)


def _outside(term: TermRow, spans: list[_Span]) -> Iterator[TermRow]:
    """The part of *term* before, between and after *spans*; a remainder must be a stretch."""
    start, stop = term.start, term.end or term.known_until
    opens, closes = first_day(start), last_day(stop)
    for first, last, since, until in spans:
        if last <= opens:
            continue
        if first >= closes:
            break
        if (first - opens).days > 31:
            yield _cut(term, start, since, since)
        if (closes - last).days <= 31:
            return
        if not until.startswith(start):  # an inexact start stays inexact
            start, opens = until, first_day(until)
    yield _cut(term, start, term.end, term.known_until)


def _cut(term: TermRow, start: str, end: str, known_until: str) -> TermRow:
    return TermRow(
        term.country, term.office, term.title, start, end, known_until, term.source, term.shared
    )
