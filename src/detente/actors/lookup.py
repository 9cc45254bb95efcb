"""A name looked up alone: whom it means on a day, why, and who else it might have meant.

The words are read by :mod:`detente.actors.alone`; whom they mean is asked of the same tables and in
the same way as for a phrase of a report (:mod:`detente.actors.holding`).  What does not answer for
one actor answers for none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from detente.actors.alone import (
    LINKS,
    LONGEST,
    PROPER,
    Told,
    clean,
    is_plain,
    meaning_words,
    read_name,
)
from detente.actors.descriptions import Description
from detente.actors.dictionaries import SECTOR_OFFICE
from detente.actors.holding import (
    OFFICIAL,
    governs,
    in_office,
    meant_by_family,
    role_sectors,
    sectors_of,
    sole_holder,
    term_held,
    terms_in_office,
    unnamed,
    within_reach,
)
from detente.actors.home import foreign
from detente.actors.lexicon import Sense
from detente.actors.names import fold
from detente.actors.rows import ONE_PERSON, Person, Term
from detente.actors.tables import ActorTables
from detente.model import UNKNOWN_INTERVAL, Actor, Interval

KEPT = 65_536
"""Answers that are kept for names that come again."""

DEPTH = 3
"""How many names inside names are read ("supporters of the brother of X")."""

MOST_LOST = 5
"""Candidates that lost of which an answer tells."""

SHORTEST = 2
"""Letters of the shortest family name that is looked for."""

RANK = ("name", "seat", "legislature", "capital", "organisation", "adjective", "demonym")
"""The senses of a whole name, the likelier before the others."""

GUESTS = frozenset({"diplomat", "envoy", "ambassador", "embassy", "consulate", "delegation"})
"""Classes of people who are mostly in a land that is not theirs."""

SAYING = {
    "name": "is a name of", "adjective": "is the adjective of", "demonym": "are people of",
    "seat": "is a seat of", "legislature": "is the legislature of", "organisation": "is a name of",
}  # fmt: skip


class Lost(Struct, frozen=True, gc=False):
    """Somebody whom a name might have meant, and why it was not taken to."""

    name: str
    country: str | None
    why: str


class Answer(Struct, frozen=True, gc=False):
    """Whom *name* means: an actor, or none; why; and the candidates that lost."""

    name: str
    actor: Actor | None = None
    reasons: tuple[str, ...] = ()
    lost: tuple[Lost, ...] = ()


class Lookup:
    """Names looked up in tables.  Keep one: building it takes some tenths of a second."""

    def __init__(self, tables: ActorTables, kept: int = KEPT) -> None:
        self.tables = tables
        self.meaning = meaning_words(tables)
        self._kept = lru_cache(maxsize=kept)(self._answer) if kept else self._answer

    def __call__(
        self, name: str, on: Interval = UNKNOWN_INTERVAL, country: str | None = None
    ) -> Answer:
        """Whom *name* means on the days of *on*, of *country* where its words name none."""
        return self._kept(name, on, country)

    def _answer(self, name: str, on: Interval, country: str | None) -> Answer:
        if len(name) > LONGEST:
            return Answer(name, None, (f"longer than a name: {len(name)} characters",))
        text = clean(name)
        if not text:
            return Answer(name, None, ("no words",))
        return _Question(self, name, on, country).ask(text)


class _Question:
    """One name on one day."""

    def __init__(
        self, lookup: Lookup, name: str, on: Interval, country: str | None, depth: int = 0
    ) -> None:
        self.lookup, self.tables = lookup, lookup.tables
        self.name, self.on, self.country = name, on, country
        self.depth = depth
        self.reasons: list[str] = []
        self.lost: list[Lost] = []
        self.inner: dict[str, Actor | None] = {}

    def ask(self, text: str) -> Answer:
        key = fold(text)
        actor = self._whole(text, key)
        if actor is None and not self.reasons:
            if is_plain(text) and self.lookup.meaning.isdisjoint(key.split(" ")):
                description = Description("person", names=tuple(text.split(" ")))
                actor = self._titled_person(Told(description, text), description, self.country, key)
            else:
                actor = self._in_parts(text)
        if actor is None and not self.reasons:
            self.reasons.append("no table has it, and its words name no land, office or people")
        return Answer(self.name, actor, tuple(self.reasons), tuple(self.lost[:MOST_LOST]))

    # -- the whole name ----------------------------------------------------------------------------

    def _whole(self, text: str, key: str) -> Actor | None:
        """Whom the tables mean by exactly this name."""
        senses = self.tables.lexicon.alone(text, key)
        if not senses or (text.casefold() in LINKS and not text.isupper()):
            return None
        best = _best(senses)
        if best is None:
            return None
        if best.unsure and (best.actor is None or best.actor.country != self.country):
            if best.actor:
                why = "counts only beside the name of its country"
                self.lost.append(Lost(best.actor.name, best.actor.country, why))
            return None
        others = {s.actor.name: s for s in senses if s.actor and s.role in RANK and not s.unsure}
        for other in others.values():
            if other.actor and best.actor and other.actor.country != best.actor.country:
                self.lost.append(
                    Lost(other.actor.name, other.actor.country, "the name means the other rather")
                )
        return self._by_sense(text, best, best.role == "demonym")

    def _by_sense(self, text: str, sense: Sense, people: bool) -> Actor | None:
        """The actor of a sense of the tables, with the reason."""
        actor = sense.actor
        if sense.role == "nothing":
            self.reasons.append(f"“{text}” holds a state's name and means no actor ({sense.where})")
            return None
        if sense.role == "ambiguous":
            return self._one_of(text, sense)
        if actor is None:
            return None
        if sense.role == "capital":
            self.reasons.append(
                f"“{text}” is a capital and stands for the government of {actor.name}; "
                f"“in {text}” is the city ({sense.where})"
            )
            code = actor.country
            return self.tables.state(code) if code in self.tables.countries else actor
        self.reasons.append(f"“{text}” {SAYING[sense.role]} {actor.name} ({sense.where})")
        if people and sense.role in ("demonym", "adjective"):
            cow = self.tables.cow(actor.country)
            return Actor(text, "people", actor.country, cow, ("CVL",))
        return actor

    def _one_of(self, text: str, sense: Sense) -> Actor | None:
        """One of several states that share a name: the one that is given."""
        if self.country in sense.candidates and self.country is not None:
            self.reasons.append(f"“{text}” is {self.country} where that is given ({sense.where})")
            return self.tables.state(self.country)
        self.reasons.append(f"“{text}” may be several states ({sense.where})")
        for code in sense.candidates:
            self.lost.append(Lost(self.tables.state(code).name, code, "as likely as the others"))
        return None

    # -- its parts ---------------------------------------------------------------------------------

    def _in_parts(self, text: str) -> Actor | None:
        given = frozenset((self.country,)) if self.country else frozenset[str]()
        told = read_name(self.tables, text, given)
        actor = self._told(told)
        if actor is None and told.short and self.depth < DEPTH:
            actor = self._inner(told.short)
            if actor:
                self.reasons.append(f"what stands in brackets: {told.short}")
        return actor

    def _told(self, told: Told) -> Actor | None:
        description = told.description
        match description.kind:
            case "named" | "city" | "together" | "people":
                return self._proper(told)
            case "person":
                return self._person(told)
            case "office":
                return self._office(told)
            case "agent":
                return self._agent(told)
            case _:
                return self._other(told)

    def _inner(self, text: str) -> Actor | None:
        """Whom a name inside the name means, without its reasons."""
        if self.depth >= DEPTH or not text:
            return None
        if text not in self.inner:
            inner = _Question(self.lookup, text, self.on, self.country, self.depth + 1)
            self.inner[text] = inner.ask(clean(text)).actor
        return self.inner[text]

    def _proper(self, told: Told) -> Actor | None:
        sense, description = told.head, told.description
        if sense is None:
            return None
        if told.compass and sense.role in ("name", "capital") and sense.actor:
            code = sense.actor.country
            self.reasons.append(f"a part of {sense.actor.name} ({sense.where})")
            return Actor(told.words, "place", code, self.tables.cow(code))
        if description.kind == "people":
            return self._people(told, sense)
        return self._by_sense(told.words, sense, False)

    def _people(self, told: Told, sense: Sense) -> Actor | None:
        """People of a nationality; of the land they live in where the words say it is another."""
        ethnic = told.description.value == "ethnic"
        actor = self._by_sense(told.words, sense, True)
        lands = told.owners or (told.dwellings if ethnic else ())
        if actor is None or not (ethnic or lands):
            return actor
        code = lands[0] if len(lands) == 1 else None
        self.reasons.append(f"who live in {code}" if code else "who may live anywhere")
        return replace(actor, country=code, cow=self.tables.cow(code))

    def _country(self, told: Told, dwelling: bool = True) -> str | None:
        """The one country that the words give, or the one that was given with the name."""
        codes, how = self._countries(told, dwelling)
        if len(codes) == 1:
            self.reasons.append(f"{how} {codes[0]}")
            return codes[0]
        if codes:
            for code in codes:
                self.lost.append(Lost(code, code, "more than one country is named"))
            return None
        if self.country:
            self.reasons.append(f"{self.country} was given")
        return self.country

    def _countries(self, told: Told, dwelling: bool) -> tuple[tuple[str, ...], str]:
        """The countries that the words give, by the first way in which they give any."""
        if codes := told.description.countries:
            return codes, "its words name"
        if codes := self._of_body(told):
            return codes, "is the country of the body it names:"
        if codes := told.owners or self._of_names(told):
            return codes, "whose it is:"
        if dwelling and told.dwellings:
            return told.dwellings, "is where it is:"
        return (told.beside if dwelling else ()), "is the only country beside it:"

    def _of_body(self, told: Told) -> tuple[str, ...]:
        body = told.description.body
        return (body.country,) if body and body.country else ()

    def _of_names(self, told: Told) -> tuple[str, ...]:
        """The country of a possessor or owner whose own words name none."""
        codes = []
        for text in (told.owner, told.held):
            actor = self._inner(text) if text else None
            if actor and actor.country:
                codes.append(actor.country)
        return tuple(dict.fromkeys(codes))

    # -- offices and kinds of people ---------------------------------------------------------------

    def _office(self, told: Told) -> Actor | None:
        description = told.description
        if description.office is None or told.head is None:
            return None
        country = self._country(told, dwelling="GOV" not in description.office.sectors)
        if told.apposed and (actor := self._apposed(told, country)):
            return actor
        self.reasons.append(f"the office “{description.office.phrase}” ({told.head.where})")
        if country and not description.plural and not description.former:
            body = description.body
            terms = terms_in_office(self.tables, description.office, body, country, self.on)
            if term := sole_holder(terms, self.on):
                return self._holder(term, description)
            self._losing(terms)
        body = description.body or self._body(told)
        code = country or (body.country if body else None)
        title = description.title if not description.plural else None
        if description.former:
            self.reasons.append("a former one, so ELI")
        return unnamed(self.tables, description, told.words, code, title, body)

    def _losing(self, terms: Sequence[Term]) -> None:
        if not self.on.known:
            self.reasons.append("no day is given, so nobody is named as its holder")
            return
        for term in terms:
            why = f"{term.title} from {term.start} to {term.end or term.known_until}"
            self.lost.append(Lost(term.person.name, term.country, f"{why}; not surely, or alone"))
        if not terms:
            self.reasons.append("the tables know no holder on that day")

    def _holder(self, term: Term, description: Description) -> Actor:
        self.reasons.append(f"{term.person.name} of {term.country}: {_told_of(term)}")
        sectors = sectors_of(self.tables, description, term, False)
        return Actor(
            term.person.name, "person", term.country, self.tables.cow(term.country), sectors,
            term.title or None, term.person.wikidata,
        )  # fmt: skip

    def _body(self, told: Told) -> Actor | None:
        """The body that somebody is of: "members of the Taliban"."""
        for text in (told.owner, told.held):
            actor = self._inner(text) if text else None
            if actor and actor.kind not in ("state", "person", "place", "people"):
                return actor
        return None

    def _agent(self, told: Told) -> Actor | None:
        description = told.description
        agent, head = description.agent, told.head
        if agent is None or head is None:
            return None
        if agent.classes and GUESTS.intersection(agent.classes):
            country = self._country(told, dwelling=False)
        else:
            country = self._country(told, dwelling=not foreign(told.words, self.tables))
        self.reasons.append(f"the kind “{agent.phrase}” ({head.where})")
        if (
            country
            and not told.unread
            and governs(self.tables, description, (country,), description.plural)
        ):
            self.reasons.append("a government is the state")
            return self.tables.state(country)
        body = description.body or self._body(told)
        code = country or (body.country if body else None)
        if not role_sectors(description, body) and code is None and not agent.classes:
            self.reasons.append("which says too little of somebody without a country")
            return None
        return unnamed(self.tables, description, told.words, code, None, body)

    def _other(self, told: Told) -> Actor | None:
        """A head that no table has: somebody of the land that its words name."""
        description = told.description
        if told.apposed and (actor := self._inner(told.apposed)):
            self.reasons.append(f"what stands after the comma: {told.apposed}")
            return actor
        if any(word in self.tables.words.get("thing", {}) for word in fold(told.words).split()):
            self.reasons.append("a word in it makes it nobody's name")
            return None
        country = self._country(told)
        body = description.body or self._body(told)
        if country is None and body is None:
            return None
        agent = description.agent
        sectors = agent.sectors if agent else body.sectors if body else ()
        self.reasons.append(
            "a word that no table has; what is known of it is what stands beside it"
        )
        kind = agent.kind if agent else "people" if description.plural else "organisation"
        code = country or (body.country if body else None)
        return Actor(told.words, kind, code, self.tables.cow(code), sectors)

    # -- persons -----------------------------------------------------------------------------------

    def _apposed(self, told: Told, country: str | None) -> Actor | None:
        """The person whose name follows a title and a comma."""
        inner = read_name(self.tables, told.apposed)
        if inner.description.kind != "person":
            return None
        joined = replace(
            told.description, kind="person", names=inner.description.names, value="person"
        )
        return self._titled_person(replace(told, apposed=""), joined, country)

    def _person(self, told: Told) -> Actor | None:
        description = told.description
        if told.apposed:
            inner = read_name(self.tables, told.apposed)
            other = inner.description
            if other.kind in ("office", "agent") and not other.plural:
                joined = replace(other, kind="person", names=description.names, value="person")
                country = self._country(replace(inner, description=joined))
                return self._titled_person(told, joined, country)
            if len(description.names) == 1 and other.kind == "person":  # "Lavrov, Sergei"
                turned = (*other.names, *description.names)
                description = replace(description, names=turned)
        country = self._country(told)
        return self._titled_person(told, description, country)

    def _titled_person(
        self, told: Told, description: Description, country: str | None, key: str = ""
    ) -> Actor | None:
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
            self.reasons.append(_told_of(term))
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
        """The sectors of somebody in no office: of the highest known, ELI after the last."""
        terms = self.tables.office_of(person, UNKNOWN_INTERVAL)
        sectors = self.tables.office_sectors(terms[0].office)
        if not self.on.known:
            self.reasons.append(f"no day is given; the highest office known is {terms[0].title}")
            return sectors
        last = max(t.interval.latest for t in terms if t.interval.latest)
        ended = all(t.end for t in terms) and self.on.earliest and last < self.on.earliest
        if ended and OFFICIAL.intersection(sectors):
            self.reasons.append(f"out of office since {last}, so ELI")
            return ("ELI",)
        self.reasons.append("in no office that the tables know on that day")
        return ()

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
        vouched = [p for p in found if self._vouched(p, country, codes)]
        if len(vouched) < len(found):
            self._out(found, vouched, "only the name speaks for it")
        if len(vouched) != 1:
            self._out(vouched, (), "others bear the name as well")
            return None, vouched
        self.reasons.append(f"{how} {vouched[0].name}")
        return vouched[0], vouched

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
        found = [
            p for p in tables.surnames(key)
            if (country is None or country in p.countries)
            and (not codes & set(ONE_PERSON) or any(t.office in codes for t in p.terms))
            and (not self.on.known or within_reach(tables, p, self.on))
        ]  # fmt: skip
        family = [p for p in found if any(k.endswith(f" {key}") for k in p.keys)]
        exact = family or [p for p in found if any(key in k.split() for k in p.keys)]
        if exact:
            return exact, "the name is a family name of"
        return found, "the name is a spelling of the family name of"

    def _vouched(self, person: Person, country: str | None, codes: set[str]) -> bool:
        """Whether anything but the name speaks for a person: a land, a title, a high office."""
        tables, on = self.tables, self.on
        if country:
            return not on.known or within_reach(tables, person, on)
        if tables.prominent(person):
            return not on.known or within_reach(tables, person, on)
        if not on.known and not codes:
            return False
        held = tables.office_of(person, on)
        return (on.known and bool(held)) or any(t.office in codes for t in held)


def _told_of(term: Term) -> str:
    """``Foreign Minister from 2004-03-09 to at least 2025-06 (source)``."""
    title = term.title or term.office.removeprefix(SECTOR_OFFICE)
    until = f"to {term.end}" if term.end else f"to at least {term.known_until}"
    return f"{title} from {term.start} {until} ({term.source})"


def _best(senses: Sequence[Sense]) -> Sense | None:
    """The likeliest sense of a whole name, a sure one before others; none for a role."""
    proper = [s for s in senses if s.role in PROPER or s.role in ("adjective", "demonym")]
    if not proper:
        return None
    order = {role: n for n, role in enumerate(RANK)}
    return min(proper, key=lambda s: (s.unsure, order.get(s.role, len(order))))
