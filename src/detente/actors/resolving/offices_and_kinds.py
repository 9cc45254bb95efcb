"""Who "the foreign minister", "Japanese officials" and "his counterpart" are."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace

from detente.actor_tables.folding import fold
from detente.actor_tables.table_rows import ONE_PERSON, Agent, Office, Term
from detente.actors.resolving.descriptions import Description
from detente.actors.resolving.figures import Figure
from detente.actors.resolving.home_countries import called_by_ruler, foreign, ruled_country
from detente.actors.resolving.numbered_actors import Cast
from detente.actors.resolving.office_holding import (
    governs,
    role_sectors,
    sole_holder,
    terms_in_office,
    unnamed,
)
from detente.actors.resolving.several_holders import holders, of_both
from detente.actors.resolving.strangers import takes_part
from detente.actors.resolving.wording import naming, wording
from detente.model import Actor
from detente.model.plover import LANDLESS, OF_ONE_STATE


def _telling(agent: Agent) -> bool:
    """Whether a word says enough of somebody whose country nothing tells.

    "A commission" does not, nor "Congress", which may be any land's or a party's.
    """
    return bool(agent.classes) or (bool(agent.sectors) and "LEG" not in agent.sectors)


class Roles:
    """Phrases whose words are an office or a kind of people, one by one as the report goes on."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.context = cast, cast.context
        self.descriptions, self.roster = cast.descriptions, cast.roster
        self.discourse = cast.discourse

    def office(self, index: int, description: Description) -> tuple[int, ...]:
        """The holder of an office: in the report, else by the tables, else unnamed."""
        office = description.office
        phrase = self.context.phrase(index)
        if office is None:
            return ()
        countries = self.cast.countries(index)
        if not countries and len(office.countries) == 1 and not description.body:
            countries = office.countries  # "the Taoiseach" is of one state alone
        if self._spoken_of(index):
            return self._unnamed(index, description, countries, new=True)
        if phrase.plural and not description.former:
            sole = partial(self._holder, description)
            if several := holders(self.cast, index, office, countries, sole):
                return several
            countries = countries or of_both(self.cast, index, office)
        if phrase.plural or phrase.definiteness == "indefinite" or description.former:
            return self._unnamed(index, description, countries, new=not phrase.plural)
        country = countries[0] if len(countries) == 1 else None
        placed = countries or description.body
        figures = self.roster.holding(office.offices, country) if placed else []
        figures = self._titled(figures, office.phrase)
        if len(figures) == 1:
            return (self.cast.figure(figures[0]),)
        if country is None and not countries:
            # "The King" is no president, though both are leaders, nor is a crown prince.
            tags = (office.phrase, *self.cast.tables.own_classes(office))
            number = self.discourse.again(index, tags, None, description.extra)
            return () if number is None else (number,)
        term = self._holder(description, country) if country and not figures else None
        if term:
            return (self.cast.figure(self.roster.add(term)),)
        number = self.discourse.again(index, (office.phrase,), country, description.extra)
        if number is not None:
            return (number,)
        return self._unnamed(index, description, countries, new=False)

    def _titled(self, figures: list[Figure], phrase: str) -> list[Figure]:
        """Of several figures in an office, those whom the words give this very title."""
        if len(figures) < 2:
            return figures
        same = [
            f for f in figures
            if any(d.office and d.office.phrase == phrase for d in f.descriptions)
            or (f.actor and f.actor.office and fold(phrase) in fold(f.actor.office))
        ]  # fmt: skip
        return same or figures

    def _holder(self, description: Description, country: str) -> Term | None:
        """The one person who surely held the office on the report's date."""
        on = self.context.on
        if description.office is None or not on.known:
            return None
        tables, body = self.cast.tables, description.body
        return sole_holder(terms_in_office(tables, description.office, body, country, on), on)

    def agent(self, index: int, description: Description) -> tuple[int, ...]:
        """A kind of people or body: one met before, the state for its government, or unnamed."""
        agent = description.agent
        if agent is None:
            return ()
        phrase = self.context.phrase(index)
        countries = self.cast.countries(index)
        if self._running(index, agent.phrase):
            return ()
        if self._spoken_of(index):
            return self._unnamed(index, description, countries, new=True)
        if description.counterpart:
            return self._counterpart(index, description, countries)
        if governs(self.cast.tables, description, countries, phrase.plural):
            return (self.cast.state(countries[0]),)
        country = countries[0] if len(countries) == 1 else None
        back = phrase.definiteness in ("definite", "demonstrative") and len(countries) < 2
        if back and agent.classes:
            tags = (agent.phrase,) if phrase.plural else (agent.phrase, *agent.classes)
            tags = self._plural_tags(tags, phrase.plural)
            number = self.discourse.again(index, tags, country, description.extra)
            if number is not None:
                return (number,)
        alone = phrase.definiteness == "indefinite" or phrase.number == 1
        return self._unnamed(index, description, countries, new=alone and not phrase.plural)

    def _spoken_of(self, index: int) -> bool:
        """Whether a phrase is the speaker's own: "our people" are not those met before."""
        owner = self.context.phrase(index).possessor
        if owner is None:
            return False
        word = self.context.phrase(owner).head.of(self.context.text).casefold()
        return word in self.cast.tables.grammar.pronouns.of_speakers

    def _running(self, index: int, word: str) -> bool:
        """Whether a word is what is done, and nobody: "the administration of justice"."""
        if not self.context.listed("running", word):
            return False
        of = self.cast.tables.grammar.links.of
        held = [
            p for o in self.context.phrase(index).obliques if o.preposition in of
            for p in o.phrases if p != index
        ]  # fmt: skip
        return bool(held) and all(
            self.context.phrase(p).pos == "NOUN" and self.descriptions[p].kind in ("none", "office")
            and not self.context.phrase(p).plural and self.context.phrase(p).definiteness == "bare"
            for p in held
        )  # fmt: skip

    def _plural_tags(self, tags: tuple[str, ...], plural: bool) -> tuple[str, ...]:
        """Tags that keep one official and the officials apart."""
        return tuple(f"{t}+" for t in tags) if plural else tags

    def _counterpart(
        self, index: int, description: Description, countries: tuple[str, ...]
    ) -> tuple[int, ...]:
        """The holder, elsewhere, of the office that the possessor holds."""
        phrase = self.context.phrase(index)
        if phrase.plural:
            return self._unnamed(index, description, countries, new=False)
        if phrase.possessor is None or len(countries) != 1:
            return ()
        owners = self.discourse.by_phrase.get(phrase.possessor, ())
        figure = self.roster.called(self.cast.names_of(owners))
        if figure is None:
            held = self._held_by(owners)
            if held is None:
                return ()
            likewise = replace(description, office=held, title=held.phrase)
            return self._unnamed(index, likewise, countries, new=False)
        codes = figure.codes & set(ONE_PERSON)
        known = self.roster.holding(codes, countries[0])
        if len(known) == 1:
            return (self.cast.figure(known[0]),)
        terms = [
            t for code in sorted(codes) if not known and self.context.on.known
            for t in self.cast.tables.holders(code, countries[0], self.context.on)
        ]  # fmt: skip
        if term := sole_holder(terms, self.context.on):
            return (self.cast.figure(self.roster.add(term)),)
        return self._unnamed(index, description, countries, new=False)

    def _held_by(self, owners: tuple[int, ...]) -> Office | None:
        """The office of the one unnamed person whom words mean, by what it was called."""
        if len(owners) != 1 or self.discourse.actors[owners[0]].kind != "person":
            return None
        tags = self.discourse.tags[owners[0]]
        held = [o for o in self.cast.tables.offices if o.phrase in tags and not o.countries]
        return max(held, key=lambda o: len(o.phrase), default=None)

    def _unnamed(
        self, index: int, description: Description, countries: tuple[str, ...], new: bool
    ) -> tuple[int, ...]:
        """Actors that the report gives no name: one a country, with the words as name."""
        office, agent = description.office, description.agent
        body = description.body or self._body_of(index)
        sectors = role_sectors(description, body)
        words, tables = wording(self.context, index), self.cast.tables
        if not countries and called_by_ruler(words, tables):
            ruled = ruled_country(words, tables, self.context.on)
            countries = (ruled,) if ruled else ()
        elif not countries and not foreign(words, tables):
            countries = self._only_country(index, sectors)
        known = bool(countries) or body is not None
        landless = agent is not None and agent.classes and LANDLESS.intersection(sectors)
        told = office is not None or (agent is not None and self._tells(index, agent))
        # "Fired at students" is at somebody, "aimed at people" at anybody.
        people = agent is not None and agent.kind in ("person", "people") and bool(agent.classes)
        taking_part = told and takes_part(self.context, index, people=people)
        if not known and not landless and not taking_part:
            return ()
        plural = description.plural
        phrase = office.phrase if office else agent.phrase if agent else ""
        classes = office.classes if office else agent.classes if agent else ()
        tags = self._plural_tags((phrase, *classes), plural)
        numbers = []
        for country in countries or (body.country if body else None,):
            title = description.title if office and not plural else None
            name = naming(self.context, index)
            if len(countries) > 1 and country in self.cast.tables.countries:
                name = self._of_country(country, phrase, plural)
            actor = unnamed(self.cast.tables, description, name, country, title, body)
            if new:
                numbers.append(self.discourse.enter(actor, tags, (phrase,)))
                self.discourse.aside.add(numbers[-1])
            else:
                number = self.cast.known(actor)
                self.discourse.tags[number].update(tags)
                self.discourse.titles[number].add(phrase)
                numbers.append(number)
        if plural:
            self.discourse.many.update(numbers)
        return tuple(numbers)

    def _tells(self, index: int, agent: Agent) -> bool:
        """Whether a word says enough of who is meant, alone or with "of ..." after it."""
        phrase = self.context.phrase(index)
        part = self.context.listed("part", phrase.lemma.casefold())
        held = any(o.preposition in self.cast.tables.grammar.links.of for o in phrase.obliques)
        if _telling(agent) or (part and held and agent.kind == "person"):
            return True
        owner = phrase.possessor
        if owner is not None and self.context.beside(index):  # "Kyiv's partners"
            return self.descriptions[owner].kind in ("named", "city")
        body = agent.kind in ("organisation", "government")
        body = body and not self.context.listed("container", phrase.lemma.casefold())
        return body and bool(self.context.facing(index))  # "the Senate condemned X"

    def _body_of(self, index: int) -> Actor | None:
        """The body that somebody is of: "members of the Taliban"."""
        for oblique in self.context.phrase(index).obliques:
            if oblique.preposition in self.cast.tables.grammar.links.members:
                for other in oblique.phrases:
                    actor = self.descriptions[other].actor
                    if actor and self.descriptions[other].kind == "named" and actor.kind != "state":
                        return actor
        return None

    def _of_country(self, country: str, phrase: str, plural: bool) -> str:
        """The name of one country's part of a group ("Japanese leaders")."""
        row = self.cast.tables.countries[country]
        plurals = {a.phrase: a.plural for a in self.cast.tables.agents}
        plurals.update({o.phrase: o.plural for o in self.cast.tables.offices})
        phrase = (plurals.get(phrase) or phrase) if plural else phrase
        return f"{(row.adjectives or (row.name,))[0]} {phrase}"

    def _only_country(self, index: int, sectors: tuple[str, ...]) -> tuple[str, ...]:
        """The one state of the report, for bodies that every state has of its own.

        None where the report names that state for what the body does to it: "the Senate condemned
        X" is not of X's senate.
        """
        named = {*self.context.countries, *self.roster.lands} - self.context.abroad
        states = sorted(c for c in named if c in self.cast.tables.countries)
        if len(states) != 1 or not OF_ONE_STATE.intersection(sectors):
            return ()
        elsewhere = self.context.meets(index) or states[0] in self.context.facing(index)
        return () if elsewhere else (states[0],)
