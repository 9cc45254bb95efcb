"""Who holds an office on a day, and what somebody is by what the words and the tables say.

Reports and names looked up alone both ask here, so that a name means the same in either.  Nothing
here knows of a report: a question is the tables, what the words say (a description), and a day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Protocol

from detente.actor_tables.actor_tables import ActorTables, held_between, rank_of
from detente.actor_tables.folding import title_key
from detente.actor_tables.table_rows import ONE_PERSON, Agent, Office, Person, Term
from detente.model import UNKNOWN_INTERVAL, Actor, Interval
from detente.model.plover import LIVING_THERE, OFFICIAL

GUESTS = frozenset({"diplomat", "envoy", "ambassador", "embassy", "consulate", "delegation"})
"""Classes of kinds of people who are mostly in a land that is not theirs."""

CAREER = timedelta(days=3650)
"""How far from a day an office may lie for its holder to be the one whom a name means."""

LIFETIME = timedelta(days=18_250)
"""How long after an office a full name that nobody else of the tables bears still means its
holder."""

UNDATED = date(1990, 1, 1)
"""Reports without any day are mostly of the years from then on: a family name alone means nobody
who left office before."""

HEADS = frozenset({"hos", "hog"})
"""Offices of heads of state and of government."""


class Described(Protocol):
    """What words say of somebody: the title or kind of people, the body, whether it is past."""

    @property
    def office(self) -> Office | None: ...
    @property
    def agent(self) -> Agent | None: ...
    @property
    def body(self) -> Actor | None: ...
    @property
    def former(self) -> bool: ...


def terms_in_office(
    tables: ActorTables, office: Office, body: Actor | None, country: str, on: Interval
) -> tuple[Term, ...]:
    """The terms in *office* of *country*, or of *body*, that may lie on some day of *on*."""
    title = office.phrase if {"hos", "hog"} & set(office.offices) else ""
    terms: list[Term] = []
    for code in office.offices:
        if code in ONE_PERSON or code == "head":
            terms.extend(tables.holders(code, country, on, title))
    if body and country not in tables.countries:
        name = title_key(body.name)
        terms = [t for t in terms if name in title_key(t.title)]
    if title and terms:
        named = [t for t in terms if title_key(title) in title_key(t.title)]
        terms = named or terms
    return tuple(terms)


def sole_holder(terms: Sequence[Term], on: Interval) -> Term | None:
    """The term of the one person who surely held the office on every day of *on*."""
    if not on.known or len({t.person.name for t in terms}) != 1:
        return None
    return terms[0] if not terms[0].shared and terms[0].surely(on) else None


def term_held(
    tables: ActorTables, person: Person, offices: Iterable[Office], on: Interval
) -> Term | None:
    """The office that *person* holds on *on*: one of *offices* where words name any, else the
    highest.  With an unknown day only an office that the words name."""
    terms = tables.office_of(person, on)
    codes = {c for office in offices for c in office.offices}
    named = [t for t in terms if t.office in codes]
    if on.known:
        if named or not codes:
            sure = [t for t in named or terms if t.surely(on)]
            return next(iter(sure or named), None)
        return None
    return named[0] if len({(t.office, t.country) for t in named}) == 1 else None


def standing(tables: ActorTables, person: Person, on: Interval) -> tuple[Term, ...]:
    """The offices that *person* may hold on *on*, with those of which only the end is not known.

    A term without an end may go on past its ``known_until``, a career long, unless the tables name
    somebody who came after.  What may go on tells who is meant; it is no claim that it does.
    """
    held = tables.office_of(person, on)
    if not on.earliest or all(row.end for row in person.terms):
        return held
    open_ended = [
        t for t in tables.terms_of(person)
        if not t.end and t not in held and _goes_on(tables, t, on.earliest)
    ]  # fmt: skip
    return (*held, *open_ended)


def _goes_on(tables: ActorTables, term: Term, day: date) -> bool:
    """Whether a term that is known up to a day before *day* may have gone on to it."""
    seen = term.interval.latest
    if seen is None or not seen < day <= _later(seen):
        return False
    if term.office not in ONE_PERSON:
        return True
    after = tables.holders(term.office, term.country, Interval(seen, day), term.title)
    return all(t.person is term.person or t.sure[0] <= term.sure[0] for t in after)


def _later(day: date) -> date:
    return day + CAREER if day < date.max - CAREER else date.max


def in_office(
    tables: ActorTables, found: Sequence[Person], codes: set[str], on: Interval
) -> list[Person]:
    """Of several bearers of a name, those in the office named on the date, in a high one, in any.

    Of those in a high one a head of state or government is meant rather than a minister.  All of
    *found* where none of that tells them apart.
    """
    left = list(found)
    for wanted in (codes, set(ONE_PERSON), HEADS, set[str]()):
        fitting = [
            p for p in left
            if any(not wanted or t.office in wanted for t in standing(tables, p, on))
        ]  # fmt: skip
        if len(fitting) == 1:
            return fitting
        left = fitting or left
    return left


def within_reach(tables: ActorTables, person: Person, on: Interval) -> bool:
    """Whether *person* held some office within a career's reach of *on*.

    Where nothing is known of the day, in the years from :data:`UNDATED` on.
    """
    if on.earliest is None and on.latest is None:
        return held_between(person, UNDATED, None)
    return _held_near(person, on, CAREER)


def _held_near(person: Person, on: Interval, after: timedelta) -> bool:
    """Whether *person* held some office at most *after* before *on*, or a career after it."""
    # The calendar's own ends are as good as none.
    since = on.earliest - after if on.earliest and on.earliest > date.min + after else None
    until = on.latest + CAREER if on.latest and on.latest < date.max - CAREER else None
    return held_between(person, since, until)


def had_begun(person: Person, codes: set[str], on: Interval) -> bool:
    """Whether *person* had entered one of the offices of *codes* by some day of *on*."""
    last = on.latest.isoformat() if on.latest else "~"
    return any(row.office in codes and row.start <= last for row in person.terms)


def vouched(
    tables: ActorTables,
    person: Person,
    lands: Iterable[str],
    codes: set[str],
    on: Interval,
    around: frozenset[str] | None = None,
    *,
    full: bool = False,
) -> bool:
    """Whether anything but the name speaks for *person*: a land, a title, a high office.

    *lands* are those that the words give, *codes* the offices that they name.  Where a report names
    *around* it the lands it is of, an office that is not high counts only in one of these.  A
    *full* name speaks for somebody prominent as long as he may live.
    """
    own = frozenset(lands)
    if own and own.isdisjoint(person.countries):
        return False
    if own or tables.prominent(person):
        return not on.known or _held_near(person, on, LIFETIME if full else CAREER)
    if around is None and not on.known and not codes:
        return False  # no office would tell; most names looked up end here
    held = standing(tables, person, on)
    if any(t.office in codes for t in held):
        return True
    if around is not None:
        return bool(held) and not around.isdisjoint(person.countries)
    return on.known and bool(held)


def career(tables: ActorTables, person: Person, on: Interval) -> tuple[str, ...]:
    """The sectors of somebody of whom no office is known on *on*.

    They are those of an office of which only the end is not known, else ELI; with no day those of
    the highest office known.
    """
    terms = tables.office_of(person, UNKNOWN_INTERVAL)
    if not on.known:
        return tables.office_sectors(terms[0].office) if terms else ()
    for term in _highest(standing(tables, person, on)):
        if sectors := tables.office_sectors(term.office):
            return sectors
    official = any(OFFICIAL.intersection(tables.office_sectors(t.office)) for t in terms)
    return ("ELI",) if official else ()


def _highest(terms: Iterable[Term]) -> list[Term]:
    return sorted(terms, key=lambda t: (rank_of(t.office), t.start))


def left_office(tables: ActorTables, person: Person, on: Interval) -> date | None:
    """The last day of all that *person* held, where that is before *on*."""
    terms = tables.office_of(person, UNKNOWN_INTERVAL)
    if not terms or not on.earliest or not all(t.end for t in terms):
        return None
    last = max((t.interval.latest for t in terms if t.interval.latest), default=None)
    return last if last and last < on.earliest else None


def meant_by_family(tables: ActorTables, key: str, on: Interval) -> tuple[Person, ...]:
    """Whom a folded family name alone may mean: who is in a high office on *on*, else a leader."""
    bearers = tables.family_of(key)
    if not on.known:
        return bearers
    held = [p for p in bearers if any(t.office in ONE_PERSON for t in standing(tables, p, on))]
    heads = [p for p in bearers if any(t.office in HEADS for t in p.terms)]
    return tuple(held or (p for p in heads if within_reach(tables, p, on)))


def of_surname(
    tables: ActorTables, key: str, fits: Callable[[Person], bool], *, last: bool
) -> tuple[list[Person], bool]:
    """The heads and ministers that *fits* takes and that a folded family name alone may mean.

    Those in whose name it is go before all others, whose name only sounds so; the second value is
    whether it is more than that.  With *last* those whose last name it is go before these: where
    nothing else tells bearers of a name apart, as a report does.
    """
    found = [p for p in tables.surnames(key) if fits(p)]
    ending = [p for p in found if last and any(k.endswith(f" {key}") for k in p.keys)]
    exact = ending or [p for p in found if any(key in k.split() for k in p.keys)]
    return exact or found, bool(exact)


def sectors_of(
    tables: ActorTables, words: Described | None, term: Term | None, former: bool
) -> tuple[str, ...]:
    """PLOVER's sectors: by the title, the kind of people, the body, or the office that is held."""
    sectors = _present_sectors(tables, words, term)
    return ("ELI",) if former and (not sectors or OFFICIAL.intersection(sectors)) else sectors


def _present_sectors(
    tables: ActorTables, words: Described | None, term: Term | None
) -> tuple[str, ...]:
    if words and words.office and words.office.sectors:
        return words.office.sectors
    if words and words.agent and words.agent.sectors:
        return words.agent.sectors
    if words and words.body and words.body.sectors:
        return words.body.sectors
    return tables.office_sectors(term.office) if term else ()


def lives_there(tables: ActorTables, words: Described) -> bool:
    """Whether somebody is mostly of the land that words say they are in: "rebels in Chad"."""
    agent, office = words.agent, words.office
    role = office or agent
    sectors = {*(agent.sectors if agent else ()), *(office.sectors if office else ())}
    classes = {*(agent.classes if agent else ()), *(office.classes if office else ())}
    titled = office is not None and "GOV" in office.sectors
    listed = role is not None and role.phrase in tables.words.get("guest", {})
    guest = titled or listed or not GUESTS.isdisjoint(classes)
    return not guest and not LIVING_THERE.isdisjoint(sectors)


def governs(tables: ActorTables, words: Described, countries: Sequence[str], several: bool) -> bool:
    """Whether a body is the government of the one state its words name, and so the state."""
    agent = words.agent
    if agent is None or "government" not in agent.classes or words.body:
        return False
    plural = several and bool(agent.plural)
    return not plural and len(countries) == 1 and countries[0] in tables.countries


def role_sectors(words: Described, body: Actor | None) -> tuple[str, ...]:
    """The sectors of somebody without a name: by the title or kind of people, else the body's."""
    if words.former:
        return ("ELI",)
    sectors = words.office.sectors if words.office else words.agent.sectors if words.agent else ()
    return sectors or (body.sectors if body else ())


def company_of(tables: ActorTables, names: Iterable[str], country: str | None) -> Actor:
    """A company that no table has, by its name and the state it is called after."""
    return Actor(" ".join(names), "organisation", country, tables.cow(country), ("BUS",))


def people_of(tables: ActorTables, name: str, country: str | None) -> Actor:
    """People of a nationality or group, who are civilians where nothing says otherwise."""
    return Actor(name, "people", country, tables.cow(country), ("CVL",))


def unnamed(
    tables: ActorTables,
    words: Described,
    name: str,
    country: str | None,
    title: str | None,
    body: Actor | None = None,
) -> Actor:
    """Somebody whom words tell by an office or kind of people only; *body* is whose they are."""
    kind = words.agent.kind if words.agent and not words.office else "person"
    sectors = role_sectors(words, body)
    return Actor(name, kind, country, tables.cow(country), sectors, title)
