"""Mentions of actors in a report, resolved to actors as known on its date."""

from __future__ import annotations

import re
from collections.abc import Iterable

from detente.actors.context import Context
from detente.actors.coreference import Discourse
from detente.actors.describe import Description, describe
from detente.actors.home import foreign
from detente.actors.names import fold
from detente.actors.reading import ActorReading
from detente.actors.roster import Figure, Roster
from detente.actors.rows import ONE_PERSON, Agent, Term
from detente.actors.strangers import stranger, takes_part
from detente.actors.tables import ActorTables
from detente.language.structure import Structure
from detente.model import Actor, Mention, PlaceMention, Report, Span

BRACKETED = re.compile(r"\s*\(([A-Z][A-Za-z&.-]{1,9})\)")
"""An abbreviation in brackets, right after what it is short for."""

DETERMINERS = frozenset({
    "a", "an", "the", "this", "that", "these", "those", "some", "any", "one", "two", "three",
    "four", "five", "six", "several", "many", "most", "all", "both", "another", "other", "its",
    "his", "her", "their", "our", "my", "your", "such", "each", "every", "no",
})  # fmt: skip
DOMESTIC = frozenset({"GOV", "COP", "LEG", "JUD", "OPP", "PTY"})
"""Sectors of bodies that are of the one state a report is about, where it names one alone."""

LANDLESS = frozenset({"COP", "MIL", "REB", "UAF", "CRM", "PRM", "SPY", "REF", "CVL", "OPP"})
"""Sectors whose people act in politics even where no country can be told."""


def resolve(
    report: Report,
    structure: Structure,
    tables: ActorTables,
    places: Iterable[PlaceMention] = (),
) -> ActorReading:
    """The actors of *report*, where its words name them, and which phrase stands for whom.

    Words that more than one answer fits, or none, stay unresolved.  What *places* names is nobody
    whom no table knows.
    """
    return _Resolver(Context(report, structure, tables, places)).read()


def _telling(agent: Agent) -> bool:
    """Whether a word says enough of somebody whose country nothing tells.

    "A commission" does not, nor "Congress", which may be any land's or a party's.
    """
    return bool(agent.classes) or (bool(agent.sectors) and "LEG" not in agent.sectors)


class _Resolver:
    """One report on the way: from descriptions of phrases to numbered actors."""

    def __init__(self, context: Context) -> None:
        self.context, self.tables = context, context.tables
        count = len(context.structure.phrases)
        self.descriptions = [describe(context, i) for i in range(count)]
        self.roster = Roster(context, self.descriptions)
        self.discourse = Discourse(context)
        self.numbers: dict[tuple[str, str], int] = {}
        self.modifiers: list[tuple[Span, int]] = []
        self.short: dict[str, tuple[int, ...]] = {}
        self.strangers: dict[tuple[str, str], list[tuple[int, list[str]]]] = {}

    def read(self) -> ActorReading:
        phrases = self.context.structure.phrases
        for index in sorted(range(len(phrases)), key=self._turn):
            numbers = self._phrase(index) or self._shortened(index) or self._contents(index)
            numbers = numbers or self._stranger(index)
            self.discourse.note(index, numbers)
            if not numbers and self._somebody(index):
                self.discourse.strangers.append(phrases[index])
            self._introduces(index, numbers)
            self._modifiers(index)
        return self._reading()

    def _turn(self, index: int) -> tuple[int, int]:
        """When a phrase is read: at its head, but a container only after what it holds."""
        starts = [self.context.phrase(i).head.start for i in (index, *self._held(index))]
        return max(starts), index

    # -- one phrase --------------------------------------------------------------------------------

    def _phrase(self, index: int) -> tuple[int, ...]:
        """The numbers of the actors that a phrase means."""
        description = self.descriptions[index]
        if index in self.roster.of:
            return (self._figure(self.roster.of[index]),)
        match description.kind:
            case "pronoun":
                word = self.context.phrase(index).head.of(self.context.text).casefold()
                return self.discourse.pronoun(index, word)
            case "named":
                return () if self._placed(index) else self._named(description)
            case "city":
                return self._named(description) if self._acting(index) else ()
            case "together":
                return tuple(self._state(code) for code in description.states)
            case "people":
                return self._people(index, description)
            case "office":
                return self._office(index, description)
            case "agent":
                return self._agent(index, description)
            case "pair":
                return self._pair(index, description)
            case "relative":
                return self._relative(index)
            case "own":
                return self._own(index, description)
            case _:
                return ()

    def _somebody(self, index: int) -> bool:
        """Whether a phrase that was not resolved may name a person, whom a pronoun may mean."""
        entity = self.context.phrase(index).entity
        person = entity is not None and self.context.structure.entities[entity].kind == "person"
        description = self.descriptions[index]
        if description.kind != "person" or self.context.place(index):
            return False
        return person or (len(description.names) > 1 and not self.context.phrase(index).plural)

    def _introduces(self, index: int, numbers: tuple[int, ...]) -> None:
        """Remember the abbreviation that brackets after a body's name introduce."""
        if len(numbers) == 1 and self.discourse.actors[numbers[0]].kind != "person":
            phrase = self.context.phrase(index)
            for end in (phrase.core.end, phrase.span.end):
                if found := BRACKETED.match(self.context.text, end):
                    self.short.setdefault(found.group(1), numbers)
            if "(" in (core := phrase.core.of(self.context.text)):
                self.short.setdefault(core.partition("(")[2], numbers)

    def _shortened(self, index: int) -> tuple[int, ...]:
        """Whom an abbreviation that the report introduced stands for."""
        phrase = self.context.phrase(index)
        return self.short.get(phrase.head.of(self.context.text), ())

    def _held(self, index: int) -> tuple[int, ...]:
        """What a word for a quantity or group holds: "Moroccans" of "a group of Moroccans"."""
        phrase = self.context.phrase(index)
        if not self.context.listed("container", phrase.lemma.casefold()):
            return ()
        return tuple(
            p for o in phrase.obliques if o.preposition == "of" for p in o.phrases if p != index
        )

    def _contents(self, index: int) -> tuple[int, ...]:
        """A group is the people it holds, where they are told."""
        found = [n for p in self._held(index) for n in self.discourse.by_phrase.get(p, ())]
        self.discourse.many.update(found)
        return tuple(dict.fromkeys(found))

    def _stranger(self, index: int) -> tuple[int, ...]:
        """Somebody whom no table knows, by the words of the report."""
        actor = stranger(self.context, index, self.descriptions[index])
        if actor is None:
            return ()
        words = fold(actor.name).split()
        same = self.strangers.setdefault((actor.kind, words[-1]), [])
        for number, name in same:
            if words == name[-len(words) :] or name == words[-len(name) :]:
                return (number,)
        number = self._known(actor)
        same.append((number, words))
        if actor.kind == "organisation" and not actor.sectors:  # perhaps a person after all
            self.discourse.strangers.append(self.context.phrase(index))
        return (number,)

    def _named(self, description: Description) -> tuple[int, ...]:
        actor = description.actor
        if actor is None:
            return ()
        if description.kind == "city" and actor.country in self.tables.countries:
            return (self._state(actor.country),)
        return (self._known(actor),)

    def _people(self, index: int, description: Description) -> tuple[int, ...]:
        """People of a nationality: "Russians"; "the Japanese" too, for whom the state may act."""
        actor = description.actor
        if actor is None or actor.country is None or self._placed(index):
            return ()
        country: str | None = actor.country
        if description.value == "ethnic" or self._settled(index):
            lands = self.roster.living_in(index)
            if not lands and description.value == "ethnic":
                country = None
            elif len(lands) == 1:
                country = lands[0]
        people = Actor(self._words(index), "people", country, self.tables.cow(country))
        return (self._known(people),)

    def _settled(self, index: int) -> bool:
        """Whether "of" says where a people lives: "the Albanians of Montenegro"."""
        phrase = self.context.phrase(index)
        held = any(o.preposition == "of" for o in phrase.obliques)
        return held and phrase.plural and phrase.definiteness == "definite"

    def _office(self, index: int, description: Description) -> tuple[int, ...]:
        """The holder of an office: in the report, else by the tables, else unnamed."""
        office = description.office
        phrase = self.context.phrase(index)
        if office is None:
            return ()
        countries = self._countries(index)
        if phrase.plural or phrase.definiteness == "indefinite" or description.former:
            return self._unnamed(index, description, countries, new=not phrase.plural)
        country = countries[0] if len(countries) == 1 else None
        placed = countries or description.body
        figures = self.roster.holding(office.offices, country) if placed else []
        figures = self._titled(figures, office.phrase)
        if len(figures) == 1:
            return (self._figure(figures[0]),)
        if country is None and not countries:
            tags = (office.phrase, *office.classes)
            number = self.discourse.again(index, tags, None, description.extra)
            return () if number is None else (number,)
        term = self._holder(description, country) if country and not figures else None
        if term:
            return (self._figure(self.roster.add(term)),)
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
        office = description.office
        if office is None or not self.context.on.known:
            return None
        title = office.phrase if {"hos", "hog"} & set(office.offices) else ""
        terms: list[Term] = []
        for code in office.offices:
            if code in ONE_PERSON or code == "head":
                terms.extend(self.tables.holders(code, country, self.context.on, title))
        if description.body and country not in self.tables.countries:
            body = fold(description.body.name)
            terms = [t for t in terms if body in fold(t.title)]
        if title and any(fold(title) in fold(t.title) for t in terms):
            terms = [t for t in terms if fold(title) in fold(t.title)]
        persons = {t.person.name for t in terms}
        first = terms[0] if len(persons) == 1 else None
        return first if first and not first.shared and first.surely(self.context.on) else None

    def _agent(self, index: int, description: Description) -> tuple[int, ...]:
        """A kind of people or body: one met before, the state for its government, or unnamed."""
        agent = description.agent
        if agent is None:
            return ()
        phrase = self.context.phrase(index)
        countries = self._countries(index)
        if self._running(index, agent.phrase):
            return ()
        if description.counterpart:
            return self._counterpart(index, description, countries)
        if self._governs(index, countries):
            return (self._state(countries[0]),)
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

    def _running(self, index: int, word: str) -> bool:
        """Whether a word is what is done, and nobody: "the administration of justice"."""
        if not self.context.listed("running", word):
            return False
        held = [
            p for o in self.context.phrase(index).obliques if o.preposition == "of"
            for p in o.phrases if p != index
        ]  # fmt: skip
        return bool(held) and all(
            self.context.phrase(p).pos == "NOUN" and self.descriptions[p].kind in ("none", "office")
            and not self.context.phrase(p).plural and self.context.phrase(p).definiteness == "bare"
            for p in held
        )  # fmt: skip

    def _governs(self, index: int, countries: tuple[str, ...]) -> bool:
        """Whether a body is the government of the one state its words name."""
        description = self.descriptions[index]
        agent = description.agent
        if agent is None or "government" not in agent.classes or description.body:
            return False
        several = self.context.phrase(index).plural and bool(agent.plural)
        return not several and len(countries) == 1 and countries[0] in self.tables.countries

    def _plural_tags(self, tags: tuple[str, ...], plural: bool) -> tuple[str, ...]:
        """Tags that keep one official and the officials apart."""
        return tuple(f"{t}+" for t in tags) if plural else tags

    def _counterpart(
        self, index: int, description: Description, countries: tuple[str, ...]
    ) -> tuple[int, ...]:
        """The holder, elsewhere, of the office that the possessor holds."""
        phrase = self.context.phrase(index)
        if phrase.possessor is None or len(countries) != 1:
            return ()
        owners = self.discourse.by_phrase.get(phrase.possessor, ())
        figure = next((f for f in self.roster.figures if self._number(f) in owners), None)
        if figure is None:
            return ()
        codes = figure.codes & set(ONE_PERSON)
        known = self.roster.holding(codes, countries[0])
        if len(known) == 1:
            return (self._figure(known[0]),)
        terms = [
            t for code in sorted(codes) if not known and self.context.on.known
            for t in self.tables.holders(code, countries[0], self.context.on)
        ]  # fmt: skip
        if len({t.person.name for t in terms}) == 1 and terms[0].surely(self.context.on):
            return (self._figure(self.roster.add(terms[0])),)
        return self._unnamed(index, description, countries, new=False)

    def _unnamed(
        self, index: int, description: Description, countries: tuple[str, ...], new: bool
    ) -> tuple[int, ...]:
        """Actors that the report gives no name: one a country, with the words as name."""
        office, agent, body = description.office, description.agent, description.body
        sectors = office.sectors if office else agent.sectors if agent else ()
        if description.former:
            sectors = ("ELI",)
        kind = agent.kind if agent and not office else "person"
        body = body or self._body_of(index)
        if not sectors and body:
            sectors = body.sectors
        if not countries and not foreign(self._words(index), self.tables):
            countries = self._only_country(sectors)
        known = bool(countries) or body is not None
        landless = agent is not None and agent.classes and LANDLESS.intersection(sectors)
        told = office is not None or (agent is not None and _telling(agent))
        if not known and not landless and not (told and takes_part(self.context, index)):
            return ()
        plural = description.plural
        phrase = office.phrase if office else agent.phrase if agent else ""
        classes = office.classes if office else agent.classes if agent else ()
        tags = self._plural_tags((phrase, *classes), plural)
        numbers = []
        for country in countries or (body.country if body else None,):
            title = description.title if office and not plural else None
            name = self._name(index)
            if len(countries) > 1 and country in self.tables.countries:
                name = self._of_country(country, phrase, plural)
            actor = Actor(name, kind, country, self.tables.cow(country), sectors, title)
            if new:
                numbers.append(self.discourse.enter(actor, tags))
                self.discourse.aside.add(numbers[-1])
            else:
                number = self._known(actor)
                self.discourse.tags[number].update(tags)
                numbers.append(number)
        if plural:
            self.discourse.many.update(numbers)
        return tuple(numbers)

    def _body_of(self, index: int) -> Actor | None:
        """The body that somebody is of: "members of the Taliban"."""
        for oblique in self.context.phrase(index).obliques:
            if oblique.preposition in ("of", "from"):
                for other in oblique.phrases:
                    actor = self.descriptions[other].actor
                    if actor and self.descriptions[other].kind == "named" and actor.kind != "state":
                        return actor
        return None

    def _of_country(self, country: str, phrase: str, plural: bool) -> str:
        """The name of one country's part of a group ("Japanese leaders")."""
        row = self.tables.countries[country]
        plurals = {a.phrase: a.plural for a in self.tables.agents}
        plurals.update({o.phrase: o.plural for o in self.tables.offices})
        phrase = (plurals.get(phrase) or phrase) if plural else phrase
        return f"{(row.adjectives or (row.name,))[0]} {phrase}"

    def _only_country(self, sectors: tuple[str, ...]) -> tuple[str, ...]:
        """The one state of the report, for bodies that every state has of its own."""
        states = [c for c in self.context.countries if c in self.tables.countries]
        return (states[0],) if len(states) == 1 and DOMESTIC.intersection(sectors) else ()

    # -- words that point back ---------------------------------------------------------------------

    def _pair(self, index: int, description: Description) -> tuple[int, ...]:
        value = description.value
        if value == "state":
            return self.discourse.pair(index, value, self._member_state)
        return self.discourse.pair(index, value, lambda n: self._member_person(n, value))

    def _member_state(self, number: int) -> int | None:
        """The state an actor is or belongs to, as a number."""
        actor = self.discourse.actors[number]
        if actor.country not in self.tables.countries:
            return None
        return number if actor.kind == "state" else self._state(actor.country)

    def _member_person(self, number: int, value: str) -> int | None:
        actor = self.discourse.actors[number]
        if actor.kind != "person":
            return None
        return number if value == "person" or value in self.discourse.tags[number] else None

    def _relative(self, index: int) -> tuple[int, ...]:
        """ "Its neighbour": the state named beside the one that "its" means."""
        countries = self.descriptions[index].countries
        if len(countries) == 1:
            return (self._state(countries[0]),) if countries[0] in self.tables.countries else ()
        owners = self._owner_countries(index)
        if len(owners) != 1:
            return ()
        other = self.discourse.other(index, owners[0], self._member_state)
        return () if other is None else (other,)

    def _own(self, index: int, description: Description) -> tuple[int, ...]:
        """ "His country", "Lavrov's government": the state of the possessor."""
        owners = [c for c in self._owner_countries(index) if c in self.tables.countries]
        if description.countries:
            owners = [c for c in description.countries if c in self.tables.countries]
        return tuple(self._state(c) for c in owners) if len(owners) == 1 else ()

    def _owner_countries(self, index: int) -> tuple[str, ...]:
        phrase = self.context.phrase(index)
        if phrase.possessor is None:
            return ()
        owners = self.roster.owning(phrase.possessor) if phrase.plural else (phrase.possessor,)
        numbers = [n for p in owners for n in self.discourse.by_phrase.get(p, ())]
        countries = (self.discourse.actors[n].country for n in numbers)
        return tuple(dict.fromkeys(c for c in countries if c))

    def _countries(self, index: int) -> tuple[str, ...]:
        """The states that a role's words give it: modifiers, possessor, "of ..."."""
        own = self.descriptions[index].countries
        if own:
            return own
        owners = self._owner_countries(index)
        return owners or self.roster.countries_of(index)

    # -- city or government, place or state --------------------------------------------------------

    def _placed(self, index: int) -> bool:
        """Whether a name of a state stands only for the land ("in Japan")."""
        governors = self.context.governors.get(index, ())
        if not governors or self.context.uses.get(index):
            return False
        return all(self.context.listed("locative", g.preposition) for g in governors)

    def _acting(self, index: int) -> bool:
        """Whether a city's name stands for the government: it acts, owns, is spoken to."""
        if self._dateline(index):
            return False
        governors = self.context.governors.get(index, ())
        if any(self.context.listed("locative", g.preposition) for g in governors):
            return False
        if governors:
            return any(self._governed(g.preposition, g.lemma) for g in governors)
        for other in self.context.structure.phrases:
            if other.possessor == index:
                return not self.context.listed("urban", other.lemma.casefold())
        for use in self.context.uses.get(index, ()):
            clause = self.context.clause(use.clause)
            moved = self.tables.words.get("motion", {}).get(clause.lemma)
            if use.role in ("object", "indirect"):
                return moved != "object"
            if use.role == "subject":
                return not (clause.lemma == "be" and clause.attribute)
        return False

    def _governed(self, preposition: str, lemma: str) -> bool:
        listed = self.context.listed
        if preposition in ("to", "from", "of", "for"):
            return listed("speech", lemma)
        return listed("acting", preposition) and not listed("motion", lemma)

    def _dateline(self, index: int) -> bool:
        """Whether a city opens a paragraph as the place that the report was sent from."""
        core = self.context.phrase(index).core
        headline = self.context.report.headline_span
        opens = any(p.start == core.start for p in self.context.report.paragraphs if p != headline)
        return opens and self.context.text[core.end :].lstrip()[:1] in tuple(",:(–—-")

    # -- numbers -----------------------------------------------------------------------------------

    def _state(self, code: str) -> int:
        return self._known(self.tables.state(code))

    def _known(self, actor: Actor) -> int:
        """The number of an actor that its name and country tell."""
        key = (actor.kind, actor.key)
        if key not in self.numbers:
            self.numbers[key] = self.discourse.enter(actor)
        return self.numbers[key]

    def _number(self, figure: Figure) -> int:
        return self.numbers.get(("figure", figure.names[0]), -1)

    def _figure(self, figure: Figure) -> int:
        """The number of a person; its titles are what it may be called by again."""
        key = ("figure", figure.names[0])
        if key not in self.numbers:
            assert figure.actor is not None
            number = self.numbers[key] = self.discourse.enter(figure.actor, figure.classes)
            for description in figure.descriptions:
                for role in (description.office, description.agent):
                    if role and not description.counterpart:
                        self.discourse.tags[number].update((role.phrase, *role.classes))
            self._gender(number)
        return self.numbers[key]

    def _gender(self, number: int) -> None:
        for pronoun in ("he", "she"):
            if any(self.context.listed(pronoun, tag) for tag in self.discourse.tags[number]):
                self.discourse.pronouns[number] = pronoun

    def _words(self, index: int) -> str:
        """A phrase's own words without its article, and without a possessor that is no name."""
        phrase = self.context.phrase(index)
        start = phrase.core.start
        if phrase.possessor is not None and self.context.phrase(phrase.possessor).pos != "PROPN":
            own = self.context.words_in(phrase.core, phrase.sentence)
            end = self.context.phrase(phrase.possessor).core.end
            start = next((w.start for w in own if w.start > end), start)
        words = " ".join(self.context.text[start : phrase.core.end].split())
        if ")" not in words:
            words = words.partition(" (")[0]
        for mark in "`´’":
            words = words.replace(f"{mark}s ", "'s ")
        parts = words.split(" ")
        while len(parts) > 1 and self._before_name(parts[0].casefold().strip("\"“'")):
            parts.pop(0)
        return " ".join(parts)

    def _before_name(self, word: str) -> bool:
        return word in DETERMINERS or self.context.listed("adverb", word)

    def _name(self, index: int) -> str:
        """What an unnamed actor is called: its words, with "of ..." for a part of a body."""
        name = self._words(index)
        phrase = self.context.phrase(index)
        if self.context.listed("part", phrase.lemma.casefold()):
            for oblique in phrase.obliques:
                if oblique.preposition in ("of", "for") and oblique.phrases[0] != index:
                    return f"{name} {oblique.preposition} {self._words(oblique.phrases[0])}"
        return name

    # -- the answer --------------------------------------------------------------------------------

    def _modifiers(self, index: int) -> None:
        """Words inside a phrase that name somebody else ("a Russian proposal")."""
        numbers = self.discourse.by_phrase.get(index, ())
        own = {self.discourse.actors[n].country for n in numbers}
        if index in self.roster.of:
            own.update(self.roster.countries_of(index))
        for span, actor in self.descriptions[index].modifiers:
            if actor.country in own and actor.country is not None:
                continue
            if self.descriptions[index].kind in ("person", "named") and not numbers:
                continue
            number = self._known(actor)
            self.modifiers.append((span, number))
            self.discourse.pass_by(index, span, number)

    def _reading(self) -> ActorReading:
        found = {(s.span, n) for s in self.discourse.seen for n in s.actors}
        found |= {(span, number) for span, number in self.modifiers}
        ordered = sorted(found, key=lambda m: (m[0].start, -m[0].end, m[1]))
        ids: dict[int, str] = {}
        for _, number in ordered:
            ids.setdefault(number, f"a{len(ids) + 1}")
        return ActorReading(
            {name: self.discourse.actors[number] for number, name in ids.items()},
            tuple(Mention(span, ids[number]) for span, number in ordered),
            {p: tuple(ids[n] for n in a) for p, a in sorted(self.discourse.by_phrase.items())},
        )
