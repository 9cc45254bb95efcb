"""Whom a person's name means where nothing is around it: the name, its title, its country, the day.

A name speaks for somebody of the tables where only one bears it, where something else speaks for
that one too (a country, a title, a high office on the day), and where the day is in reach.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from detente.actor_tables.actor_tables import ActorTables
from detente.actor_tables.dictionaries import SECTOR_OFFICE
from detente.actor_tables.folding import fold
from detente.actor_tables.table_rows import ONE_PERSON, Person, Term
from detente.actors.lookup.name_alone import Told
from detente.actors.resolving.descriptions import Description
from detente.actors.resolving.office_holding import (
    career,
    in_office,
    left_office,
    meant_by_family,
    of_surname,
    sectors_of,
    term_held,
    vouched,
    within_reach,
)
from detente.model import UNKNOWN_INTERVAL, Actor, Interval

MOST_LOST = 5
"""Candidates that lost of which an answer tells."""

SHORTEST = 2
"""Letters of the shortest family name that is looked for."""


class Lost(Struct, frozen=True, gc=False):
    """Somebody whom a name might have meant, and why it was not taken to."""

    name: str
    country: str | None
    why: str


class Asked:
    """A name asked for on a day: the reasons of its answer as they are found, and who lost."""

    def __init__(self, tables: ActorTables, on: Interval) -> None:
        self.tables, self.on = tables, on
        self.reasons: list[str] = []
        self.lost: list[Lost] = []

    def titled_person(
        self, told: Told, description: Description, country: str | None, key: str = ""
    ) -> Actor | None:
        """The person of the tables whom a name with its title means, else who the words say it is.

        *key* is the folded name where it is known.
        """
        key = key or fold(" ".join(description.names))
        person, bearers = self._identified(key, description, country)
        if person is None:
            lands = {p.countries[-1] for p in bearers}
            if country is None and len(lands) == 1:
                (country,) = lands
                self.reasons.append(f"all who may be meant are of {country}")
            return self._stranger(told, description, country, key)
        offices = [description.office] if description.office and not description.former else []
        term = None if description.former else term_held(self.tables, person, offices, self.on)
        sectors = sectors_of(self.tables, description, term, description.former)
        if term:
            self.reasons.append(told_of(term))
        elif not sectors:
            sectors = self._career(person)
        code = term.country if term else country
        if code is None or (country is None and code not in person.countries):
            code = person.countries[-1]
        title = (term.title if term else description.title) or None
        return Actor(
            person.name, "person", code, self.tables.cow(code), sectors, title, person.wikidata
        )

    def _career(self, person: Person) -> tuple[str, ...]:
        """The sectors of somebody in no office, with the reason."""
        sectors = career(self.tables, person, self.on)
        if not self.on.known:
            terms = self.tables.office_of(person, UNKNOWN_INTERVAL)
            self.reasons.append(f"no day is given; the highest office known is {terms[0].title}")
        elif sectors:
            last = left_office(self.tables, person, self.on)
            self.reasons.append(f"out of office since {last}, so ELI")
        else:
            self.reasons.append("in no office that the tables know on that day")
        return sectors

    def _stranger(
        self, told: Told, description: Description, country: str | None, key: str
    ) -> Actor | None:
        """Somebody whom no table has: as the words say."""
        name = " ".join(description.names)
        body, agent = description.body, description.agent
        titled = description.value == "person"
        given = len(description.names) > 1 and self.tables.given(key.partition(" ")[0])
        if titled or given:
            self.reasons.append("a person whom no table has; the words say the rest")
            sectors = sectors_of(self.tables, description, None, description.former)
            return Actor(
                name, "person", country, self.tables.cow(country), sectors,
                description.title or None,
            )  # fmt: skip
        if country is None and body is None and agent is None:
            return None
        self.reasons.append("a body that no table has; the words say the rest")
        sectors = agent.sectors if agent else body.sectors if body else ()
        return Actor(told.words, "organisation", country, self.tables.cow(country), sectors)

    def _identified(
        self, key: str, description: Description, country: str | None
    ) -> tuple[Person | None, Sequence[Person]]:
        """The one person of the tables whom a name, its title and its country mean, or several."""
        codes = set(description.office.offices) if description.office else set[str]()
        found, how = self._bearers(key, country, codes)
        if not found:
            return None, ()
        if len(found) > 1:
            kept = in_office(self.tables, found, codes, self.on)
            self._out(found, kept, "not in such an office then")
            found = kept
        lands = (country,) if country else ()
        meant = [p for p in found if vouched(self.tables, p, lands, codes, self.on)]
        if len(meant) < len(found):
            self._out(found, meant, "only the name speaks for it")
        if len(meant) != 1:
            self._out(meant, (), "others bear the name as well")
            return None, meant
        self.reasons.append(f"{how} {meant[0].name}")
        return meant[0], meant

    def _out(self, found: Iterable[Person], kept: Sequence[Person], why: str) -> None:
        """Tell of those who lost."""
        for person in found:
            if not any(person is k for k in kept) and len(self.lost) < MOST_LOST:
                self.lost.append(Lost(person.name, person.countries[-1], why))

    def _bearers(
        self, key: str, country: str | None, codes: set[str]
    ) -> tuple[Sequence[Person], str]:
        """Those who may be so called, and how the name is theirs."""
        tables = self.tables
        if " " not in key:
            return self._by_surname(key, country, codes)
        found: Sequence[Person] = tables.named(key)
        if country:
            found = [p for p in found if country in p.countries]
        if found:
            return found, "the name is one of"
        if country:
            return tables.people_like(key, country), "the name is a spelling of"
        return tables.spelt(key), "the name is a spelling of"

    def _by_surname(
        self, key: str, country: str | None, codes: set[str]
    ) -> tuple[Sequence[Person], str]:
        tables = self.tables
        if len(key) < SHORTEST:
            return (), ""
        if not codes and country is None:
            return meant_by_family(tables, key, self.on), "the name is the family name of"
        high = codes.intersection(ONE_PERSON)

        def fits(person: Person) -> bool:
            return (
                (country is None or country in person.countries)
                and (not high or any(t.office in codes for t in person.terms))
                and (not self.on.known or within_reach(tables, person, self.on))
            )

        found, exact = of_surname(tables, key, fits, last=True)
        how = "a family name of" if exact else "a spelling of the family name of"
        return found, f"the name is {how}"


def told_of(term: Term) -> str:
    """``Foreign Minister from 2004-03-09 to at least 2025-06 (source)``."""
    title = term.title or term.office.removeprefix(SECTOR_OFFICE)
    until = f"to {term.end}" if term.end else f"to at least {term.known_until}"
    return f"{title} from {term.start} {until} ({term.source})"
