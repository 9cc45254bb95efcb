"""Who held which office: the terms of the tables, asked by office, country and days."""

from __future__ import annotations

from msgspec import Struct

from detente.actor_tables.actor_tables import ActorTables
from detente.actor_tables.folding import fold
from detente.actor_tables.table_rows import ONE_PERSON, Office, Term
from detente.errors import DetenteError
from detente.model import UNKNOWN_INTERVAL, Interval


class Holder(Struct, frozen=True):
    """One person's term in an office.

    ``start`` and ``end`` are ISO 8601, as exact as the source; ``end`` is empty for one in office
    at ``known_until``, after which nothing is known.  ``shared`` says that others are named for the
    same days.
    """

    name: str
    country: str
    office: str
    title: str
    start: str
    end: str
    known_until: str
    source: str
    wikidata: str | None
    shared: bool


def holders_of(
    tables: ActorTables, office: str, country: str, on: Interval = UNKNOWN_INTERVAL
) -> tuple[Holder, ...]:
    """Who may have held *office* of *country* on some day of *on*, in order of time.

    *office* is a code (``hos``, ``hog``, ``fm``, ``dm``) or a title ("foreign minister"), *country*
    a code or a name.  Raises :class:`DetenteError` for a country or office that nobody knows.
    """
    code = _country(tables, country)
    terms = _by_office(tables, office, code, on)
    return tuple(map(_holder, sorted(terms, key=lambda t: (t.start, t.person.name, t.title))))


def _country(tables: ActorTables, name: str) -> str:
    if name.upper() in tables.codes:
        return name.upper()
    found = tables.country(name)
    if found is None:
        raise DetenteError(f'no country "{name}"; give a name, or a code of ISO 3166 such as JPN')
    return found.iso3


def _by_office(tables: ActorTables, office: str, country: str, on: Interval) -> list[Term]:
    if office in ONE_PERSON:
        return list(tables.holders(office, country, on))
    titles = [s.office for s in tables.lexicon.whole(office) if s.office]
    title = next((t for t in titles if country in t.countries), None) or next(
        (t for t in titles if not t.countries), None
    )
    codes = [c for c in title.offices if c in ONE_PERSON] if title else []
    if title and codes:
        return _in_one_of(tables, title, codes, country, on)
    words = f" {fold(office)} "
    found = [
        t for p in tables.persons if country in p.countries
        for t in tables.terms_of(p)
        if t.country == country and t.interval.meets(on) and words in f" {fold(t.title)} "
    ]  # fmt: skip
    if not found and title is None:
        raise DetenteError(
            f'no office "{office}"; give a title such as "foreign minister", or one of '
            f"{', '.join(ONE_PERSON)}"
        )
    return found


def _in_one_of(
    tables: ActorTables, title: Office, codes: list[str], country: str, on: Interval
) -> list[Term]:
    """The holders of the first of the offices that a title may be and that the country has."""
    words = title.phrase if {"hos", "hog"} & set(codes) else ""
    for code in codes:
        terms = tables.holders(code, country, on, words)
        named = [t for t in terms if not words or fold(words) in fold(t.title)]
        if named or len(codes) == 1:
            return list(named or terms)
    return list(tables.holders(codes[0], country, on, words))


def _holder(term: Term) -> Holder:
    return Holder(
        term.person.name, term.country, term.office, term.title, term.start, term.end,
        term.known_until, term.source, term.person.wikidata, term.shared,
    )  # fmt: skip
