"""A name looked up alone: whom it means on a day, why, and who else it might have meant.

The words are read by :mod:`~detente.actors.lookup.name_alone`; whom they mean is asked of the same
tables and in the same way as for a phrase of a report
(:mod:`~detente.actors.resolving.office_holding`).  What does not answer for one actor answers for
none.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from detente.actor_tables.actor_tables import ActorTables
from detente.actor_tables.folding import fold
from detente.actor_tables.name_index import Sense
from detente.actor_tables.table_rows import Term
from detente.actors.lookup.name_alone import (
    LONGEST,
    Told,
    clean,
    is_plain,
    meaning_words,
    read_name,
)
from detente.actors.lookup.name_bearers import MOST_LOST, Asked, Lost, told_of
from detente.actors.resolving.descriptions import Description
from detente.actors.resolving.home_countries import foreign
from detente.actors.resolving.name_reader import PROPER
from detente.actors.resolving.office_holding import (
    company_of,
    governs,
    lives_there,
    people_of,
    role_sectors,
    sectors_of,
    sole_holder,
    terms_in_office,
    unnamed,
)
from detente.model import UNKNOWN_INTERVAL, Actor, Interval

KEPT = 65_536
"""Answers that are kept for names that come again."""

DEPTH = 3
"""How many names inside names are read ("supporters of the brother of X")."""

RANK = ("name", "seat", "legislature", "capital", "organisation", "adjective", "demonym")
"""The senses of a whole name, the likelier before the others."""

SAYING = {
    "name": "is a name of", "adjective": "is the adjective of", "demonym": "are people of",
    "seat": "is a seat of", "legislature": "is the legislature of", "organisation": "is a name of",
}  # fmt: skip


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


class _Question(Asked):
    """One name on one day."""

    def __init__(
        self, lookup: Lookup, name: str, on: Interval, country: str | None, depth: int = 0
    ) -> None:
        super().__init__(lookup.tables, on)
        self.lookup, self.name, self.country, self.depth = lookup, name, country, depth
        self.inner: dict[str, Actor | None] = {}

    def ask(self, text: str) -> Answer:
        key = fold(text)
        actor = self._whole(text, key)
        if actor is None and not self.reasons:
            if is_plain(text) and self.lookup.meaning.isdisjoint(key.split(" ")):
                description = Description("person", names=tuple(text.split(" ")))
                actor = self.titled_person(Told(description, text), description, self.country, key)
            else:
                actor = self._in_parts(text)
        if actor is None and not self.reasons:
            self.reasons.append("no table has it, and its words name no land, office or people")
        return Answer(self.name, actor, tuple(self.reasons), tuple(self.lost[:MOST_LOST]))

    # -- the whole name ----------------------------------------------------------------------------

    def _whole(self, text: str, key: str) -> Actor | None:
        """Whom the tables mean by exactly this name."""
        senses = self.tables.lexicon.alone(text, key)
        if not senses or (text.casefold() in self.tables.grammar.links.all and not text.isupper()):
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
        counted = best.role == "adjective" and self._definite(key)  # "the French"
        return self._by_sense(text, best, counted or best.role == "demonym")

    def _definite(self, key: str) -> bool:
        """Whether an article stands before a folded name."""
        return key.partition(" ")[0] in self.tables.grammar.determiners.definite and " " in key

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
            return people_of(self.tables, text, actor.country)
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
            case "company":
                self.reasons.append("a company that no table has, called after a state")
                return company_of(self.tables, description.names, description.countries[0])
            case "office":
                return self._office(told)
            case "agent":
                return self._agent(told)
            case _ if told.head is not None:  # a name of several states, or of nobody
                return self._proper(told)
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
        if description.value == "part" and sense.actor:
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
        country = self._country(told, dwelling=lives_there(self.tables, description))
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
        self.reasons.append(f"{term.person.name} of {term.country}: {told_of(term)}")
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
        at_home = lives_there(self.tables, description) and not foreign(told.words, self.tables)
        country = self._country(told, dwelling=at_home)
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
        return self.titled_person(replace(told, apposed=""), joined, country)

    def _person(self, told: Told) -> Actor | None:
        description = told.description
        if told.apposed:
            inner = read_name(self.tables, told.apposed)
            other = inner.description
            if other.kind in ("office", "agent") and not other.plural:
                joined = replace(other, kind="person", names=description.names, value="person")
                country = self._country(replace(inner, description=joined))
                return self.titled_person(told, joined, country)
            if len(description.names) == 1 and other.kind == "person":  # "Lavrov, Sergei"
                turned = (*other.names, *description.names)
                description = replace(description, names=turned)
        country = self._country(told)
        return self.titled_person(told, description, country)


def _best(senses: Sequence[Sense]) -> Sense | None:
    """The likeliest sense of a whole name, a sure one before others; none for a role."""
    proper = [s for s in senses if s.role in PROPER or s.role in ("adjective", "demonym")]
    if not proper:
        return None
    order = {role: n for n, role in enumerate(RANK)}
    return min(proper, key=lambda s: (s.unsure, order.get(s.role, len(order))))
