"""The actors of one report while it is read: their numbers, and what is known of each phrase."""

from __future__ import annotations

from collections.abc import Iterable

from detente.actors.referring.coreference import Discourse
from detente.actors.referring.pairs import Pairs
from detente.actors.resolving.figures import Figure
from detente.actors.resolving.phrase_description import describe
from detente.actors.resolving.report_context import Context
from detente.actors.resolving.roster import Roster
from detente.model import Actor


class Cast:
    """What the rules of one report share: descriptions, roster, discourse, and numbered actors."""

    def __init__(self, context: Context) -> None:
        self.context, self.tables = context, context.tables
        count = len(context.structure.phrases)
        self.descriptions = [describe(context, i) for i in range(count)]
        self.roster = Roster(context, self.descriptions)
        self.discourse = Discourse(context)
        self.pairs = Pairs(context, self.discourse)
        self.numbers: dict[tuple[str, str], int] = {}
        self._figures: dict[int, str] = {}

    # -- numbers -----------------------------------------------------------------------------------

    def state(self, code: str) -> int:
        """The number of the state of an ISO code."""
        return self.known(self.tables.state(code))

    def known(self, actor: Actor) -> int:
        """The number of an actor that its name and country tell."""
        key = (actor.kind, actor.key)
        if key not in self.numbers:
            self.numbers[key] = self.discourse.enter(actor)
        return self.numbers[key]

    def names_of(self, numbers: Iterable[int]) -> list[str]:
        """The fullest folded names of those of *numbers* whom the report names."""
        return [self._figures[number] for number in numbers if number in self._figures]

    def figure(self, figure: Figure) -> int:
        """The number of a person; its titles are what it may be called by again."""
        key = ("figure", figure.names[0])
        if key not in self.numbers:
            assert figure.actor is not None
            number = self.numbers[key] = self.discourse.enter(figure.actor, figure.classes)
            self._figures[number] = figure.names[0]
            for description in figure.descriptions:
                for role in (description.office, description.agent):
                    if role and not description.counterpart:
                        self.discourse.tags[number].update((role.phrase, *role.classes))
                        self.discourse.titles[number].add(role.phrase)
            self._gender(number, figure)
        return self.numbers[key]

    def _gender(self, number: int, figure: Figure) -> None:
        """What pronoun a person goes by: the table of persons tells, else titles and names do."""
        known = self.tables.pronoun_of(figure.person) if figure.person else ""
        if known := known or figure.pronoun:
            self.discourse.pronouns[number] = known
            return
        for pronoun in self.tables.grammar.genders:
            if any(self.context.listed(pronoun, title) for title in self.discourse.titles[number]):
                self.discourse.pronouns[number] = pronoun

    # -- whose a phrase is -------------------------------------------------------------------------

    def owner_countries(self, index: int) -> tuple[str, ...]:
        """The countries of whom a phrase's possessor means."""
        phrase = self.context.phrase(index)
        if phrase.possessor is None:
            return ()
        owners = self.roster.owning(phrase.possessor) if phrase.plural else (phrase.possessor,)
        numbers = [n for p in owners for n in self.discourse.by_phrase.get(p, ())]
        countries = (self.discourse.actors[n].country for n in numbers)
        return tuple(dict.fromkeys(c for c in countries if c))

    def countries(self, index: int) -> tuple[str, ...]:
        """The states that a role's words give it: modifiers, possessor, "of ..."."""
        description = self.descriptions[index]
        if description.countries:
            return description.countries
        if description.counterpart:  # never of the state of whose counterpart one is
            body = description.body
            return (body.country,) if body and body.country else self.roster.living_in(index)
        if self.context.beside(index):
            return ()
        owners = self.owner_countries(index)
        return owners or self.roster.countries_of(index)
