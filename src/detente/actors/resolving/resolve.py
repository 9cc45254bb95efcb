"""Mentions of actors in a report, resolved to actors as known on its date."""

from __future__ import annotations

import re

from detente.actor_tables.actor_tables import ActorTables
from detente.actor_tables.folding import fold
from detente.actors.resolving.city_or_government import acting, placed
from detente.actors.resolving.descriptions import Description
from detente.actors.resolving.numbered_actors import Cast
from detente.actors.resolving.office_holding import company_of, people_of
from detente.actors.resolving.offices_and_kinds import Roles
from detente.actors.resolving.phrase_description import EACH, PARTY, PERSON
from detente.actors.resolving.report_context import Context
from detente.actors.resolving.strangers import stranger, takes_part
from detente.actors.resolving.wording import wording
from detente.document import ActorReading, Document
from detente.model import Mention, Span
from detente.model.plover import FOUNDED_BY_STATES

MOST_WORDS = 12
"""Words of a name by whose ends it is found again."""

ACTING = ("state", "government", "organisation", "group", "person", "people")
"""Kinds of actors that may be one of two."""

BRACKETED = re.compile(r"\s*\(([A-Z][A-Za-z&.-]{1,9})\)")
"""An abbreviation in brackets, right after what it is short for."""


def resolve(document: Document, tables: ActorTables) -> ActorReading:
    """The actors of a report, where its words name them, and which phrase stands for whom.

    Words that more than one answer fits, or none, stay unresolved.  What names a place is
    nobody whom no table knows.
    """
    return _Resolver(Context(document, tables)).read()


class _Resolver:
    """One report on the way: from descriptions of phrases to numbered actors."""

    def __init__(self, context: Context) -> None:
        self.context, self.tables = context, context.tables
        self.cast = Cast(context)
        self.descriptions, self.roster = self.cast.descriptions, self.cast.roster
        self.discourse = self.cast.discourse
        self.roles = Roles(self.cast)
        self.modifiers: list[tuple[Span, int]] = []
        self.short: dict[str, tuple[int, ...]] = {}
        self.strangers: dict[tuple[str, str], tuple[int, int]] = {}
        self.longer: dict[tuple[str, str], tuple[int, int]] = {}

    def read(self) -> ActorReading:
        phrases = self.context.structure.phrases
        for index in sorted(range(len(phrases)), key=self._turn):
            numbers = self._phrase(index) or self._shortened(index) or self._contents(index)
            numbers = numbers or self._stranger(index)
            self.discourse.note(index, numbers)
            if not numbers and self._somebody(index):
                self.discourse.strangers.add(phrases[index].sentence)
            self._introduces(index, numbers)
            self._modifiers(index)
        for index in range(len(phrases)):
            self._named_beside(index)
        return self._reading()

    def _turn(self, index: int) -> tuple[int, bool, int]:
        """When a phrase is read: at its head, but a container only after what it holds."""
        held = self._held(index)
        starts = [self.context.phrase(i).head.start for i in (index, *held)]
        return max(starts), bool(held), -index if held else index

    # -- one phrase --------------------------------------------------------------------------------

    def _phrase(self, index: int) -> tuple[int, ...]:
        """The numbers of the actors that a phrase means."""
        description = self.descriptions[index]
        if index in self.roster.of:
            return (self.cast.figure(self.roster.of[index]),)
        match description.kind:
            case "pronoun":
                word = self.context.phrase(index).head.of(self.context.text).casefold()
                found = self.discourse.pronoun(index, word) or self._ordered(index)
                return found or self._each(index)
            case "named":
                land = description.value == "part" or placed(self.context, index)
                return () if land else self._named(description)
            case "city":
                return self._named(description) if acting(self.context, index) else ()
            case "together":
                return tuple(self.cast.state(code) for code in description.states)
            case "company":
                return self._company(index, description)
            case "people":
                return self._people(index, description)
            case "office":
                return self.roles.office(index, description)
            case "agent":
                return self._quantity(index) or self.roles.agent(index, description)
            case "pair":
                return self._pair(index, description)
            case "relative":
                return self._relative(index)
            case "own":
                return self._own(index, description)
            case _:
                return self._ordered(index) or self._each(index)

    def _ordered(self, index: int) -> tuple[int, ...]:
        """ "The former", "the latter" and "both", alone."""
        phrase = self.context.phrase(index)
        words = " ".join(phrase.core.of(self.context.text).casefold().split())
        if words not in self.tables.grammar.ordered:
            return ()
        return self.cast.pairs.ordered(index, words)

    def _each(self, index: int) -> tuple[int, ...]:
        """ "Each", "both" and "the two", alone: two named side by side, states or others."""
        phrase = self.context.phrase(index)
        words = " ".join(phrase.core.of(self.context.text).casefold().split())
        of = self.tables.grammar.links.of
        counted = any(o.preposition in of for o in phrase.obliques)
        if words not in self.tables.grammar.two.each or counted:
            return ()
        return self.cast.pairs.two(index, self._member_any)

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
                found = BRACKETED.match(self.context.text, end)
                if found and self._shortens(found.group(1), index, numbers[0]):
                    self.short.setdefault(found.group(1), numbers)
            if "(" in (core := phrase.core.of(self.context.text)):
                self.short.setdefault(core.partition("(")[2], numbers)

    def _shortens(self, short: str, index: int, number: int) -> bool:
        """Whether an abbreviation is of a phrase: one after a state's name may be a body's."""
        actor = self.discourse.actors[number]
        if actor.kind not in ("state", "people"):
            return True
        core = self.context.phrase(index).core
        words = self.context.words_in(core, self.context.phrase(index).sentence)
        return len(words) > 1 and words[0].text[:1].casefold() == short[:1].casefold()

    def _shortened(self, index: int) -> tuple[int, ...]:
        """Whom an abbreviation that the report introduced stands for."""
        phrase = self.context.phrase(index)
        return self.short.get(phrase.head.of(self.context.text), ())

    def _named_beside(self, index: int) -> None:
        """Who is called by what he deals with is the person named beside: "a Cuba hand, X"."""
        phrase = self.context.phrase(index)
        dealing = self.context.listed("topic", phrase.lemma.casefold()) and not phrase.plural
        if not dealing or index in self.discourse.by_phrase:
            return
        beside = [n for p in phrase.appositions for n in self.discourse.by_phrase.get(p, ())]
        if len(beside) == 1 and self.discourse.actors[beside[0]].kind == "person":
            self.discourse.note(index, (beside[0],))

    def _held(self, index: int) -> tuple[int, ...]:
        """What a word for a quantity or group holds: "Moroccans" of "a group of Moroccans"."""
        phrase = self.context.phrase(index)
        if not self.context.listed("container", phrase.lemma.casefold()):
            return ()
        return tuple(
            p
            for o in phrase.obliques
            if o.preposition in self.tables.grammar.links.of
            for p in o.phrases
            if p != index
        )

    def _contents(self, index: int) -> tuple[int, ...]:
        """A group is the people it holds, where they are told."""
        found = [n for p in self._held(index) for n in self.discourse.by_phrase.get(p, ())]
        self.discourse.many.update(found)
        return tuple(dict.fromkeys(found))

    def _quantity(self, index: int) -> tuple[int, ...]:
        """The many whom a plain word for a group holds: "a group of Moroccans"."""
        description, held = self.descriptions[index], self._held(index)
        plain = not description.countries and description.body is None
        many = bool(held) and all(self.context.phrase(p).plural for p in held)
        owned = self.context.phrase(index).possessor is not None
        return self._contents(index) if plain and many and not owned else ()

    def _stranger(self, index: int) -> tuple[int, ...]:
        """Somebody whom no table knows, by the words of the report."""
        actor = stranger(self.context, index, self.descriptions[index])
        if actor is None:
            return ()
        words = fold(actor.name).split()
        # The first met whose name ends in this one, or in whose name this one ends.
        ends = [" ".join(words[start:]) for start in range(len(words))][-MOST_WORDS:]
        whole = " ".join(words)
        same = [self.strangers.get((actor.kind, end)) for end in (whole, *ends)]
        met = [turn for turn in (*same, self.longer.get((actor.kind, whole))) if turn]
        if met:
            return (min(met)[1],)
        number = self.cast.known(actor)
        turn = (len(self.strangers), number)
        self.strangers[actor.kind, whole] = turn
        for end in ends:
            self.longer.setdefault((actor.kind, end), turn)
        if actor.kind == "organisation" and not actor.sectors:  # perhaps a person after all
            self.discourse.strangers.add(self.context.phrase(index).sentence)
        return (number,)

    def _named(self, description: Description) -> tuple[int, ...]:
        actor = description.actor
        if actor is None:
            return ()
        if description.kind == "city" and actor.country in self.tables.countries:
            return (self.cast.state(actor.country),)
        return (self.cast.known(actor),)

    def _company(self, index: int, description: Description) -> tuple[int, ...]:
        """A company that no table has, where it has a part in something."""
        if not takes_part(self.context, index):
            return ()
        (country,) = description.countries
        return (self.cast.known(company_of(self.tables, description.names, country)),)

    def _people(self, index: int, description: Description) -> tuple[int, ...]:
        """People of a nationality: "Russians"; "the Japanese" too, for whom the state may act."""
        actor = description.actor
        if actor is None or actor.country is None or placed(self.context, index):
            return ()
        country: str | None = actor.country
        if description.value == "ethnic" or self._settled(index):
            lands = self.roster.living_in(index)
            if not lands and description.value == "ethnic":
                country = None
            elif len(lands) == 1:
                country = lands[0]
        name = wording(self.context, index)
        return (self.cast.known(people_of(self.tables, name, country)),)

    def _settled(self, index: int) -> bool:
        """Whether "of" says where a people lives: "the Albanians of Montenegro"."""
        phrase = self.context.phrase(index)
        held = any(o.preposition in self.tables.grammar.links.of for o in phrase.obliques)
        return held and phrase.plural and phrase.definiteness == "definite"

    # -- words that point back ---------------------------------------------------------------------

    def _pair(self, index: int, description: Description) -> tuple[int, ...]:
        value, number = description.value, self.context.phrase(index).number
        if number is not None and number > 2:
            return self._several(index, value, number)
        if value == EACH:
            return self.cast.pairs.two(index, self._member_party)
        if value == "state":
            return self.cast.pairs.pair(index, value, self._member_state)
        if value == PARTY:
            states = self.cast.pairs.pair(index, "state", self._member_party)
            return states or self.cast.pairs.two(index, self._member_any)
        found = self.cast.pairs.pair(index, value, lambda n: self._member_person(n, value))
        if found:
            return found
        if value in self.tables.grammar.two.heads:
            # "X flew to Y. The two leaders signed": of X and Y, though one of them has no name.
            return self.cast.pairs.pair(index, "state", self._member_state)
        # "X and Y met. The two negotiators": what they are need not have been said.
        return self.cast.pairs.two(index, lambda n: self._member_person(n, PERSON))

    def _several(self, index: int, value: str, number: int) -> tuple[int, ...]:
        """Whom "the three leaders" means: as many as were named together."""

        def person(actor: int) -> int | None:
            return self._member_person(actor, value)

        party = value in ("state", PARTY)
        ways = [self._member_party] if party else [person, self._member_state]
        found = (self.cast.pairs.several(index, number, members) for members in ways)
        return next((several for several in found if several), ())

    def _member_any(self, number: int) -> int | None:
        """Whoever can act: all but those of whom a report only tells by what they are called."""
        return number if self.discourse.actors[number].kind in ACTING else None

    def _member_party(self, number: int) -> int | None:
        """The state of an actor, or the body of several states that it is."""
        actor = self.discourse.actors[number]
        if actor.country in FOUNDED_BY_STATES:
            return number if actor.kind in ("organisation", "state") else None
        return self._member_state(number)

    def _member_state(self, number: int) -> int | None:
        """The state an actor is or belongs to, as a number."""
        actor = self.discourse.actors[number]
        if actor.country not in self.tables.countries:
            return None
        return number if actor.kind == "state" else self.cast.state(actor.country)

    def _member_person(self, number: int, value: str) -> int | None:
        actor = self.discourse.actors[number]
        if actor.kind != "person":
            return None
        return number if value == "person" or value in self.discourse.tags[number] else None

    def _relative(self, index: int) -> tuple[int, ...]:
        """ "Its neighbour": the state named beside the one that "its" means."""
        countries = self.descriptions[index].countries
        if len(countries) == 1:
            return (self.cast.state(countries[0]),) if countries[0] in self.tables.countries else ()
        owners = self.cast.owner_countries(index)
        if len(owners) != 1:
            return ()
        other = self.discourse.other(index, owners[0], self._member_state)
        return () if other is None else (other,)

    def _own(self, index: int, description: Description) -> tuple[int, ...]:
        """ "His country", "Lavrov's government": the state of the possessor."""
        owners = [c for c in self.cast.owner_countries(index) if c in self.tables.countries]
        if description.countries:
            owners = [c for c in description.countries if c in self.tables.countries]
        return tuple(self.cast.state(c) for c in owners) if len(owners) == 1 else ()

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
            number = self.cast.known(actor)
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
