"""On whose ground an act lies: the roles ``land``, ``about.land``, ``host`` and ``home``.

A curfew is imposed on a town, shells fall on a village, a crowd marches through a capital: nobody
is named to whom it is done, but the ground is.  Where not even that is told, what a state's own
police and people do among themselves befalls the state they are of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from detente.document import Document
from detente.events.sides_of_acts import among_private_people
from detente.events.signal_matching import ReportMatcher
from detente.language.structure import Clause
from detente.model import Actor, Participant, Span
from detente.model.plover import ABROAD, FOUNDED_BY_STATES
from detente.stretches import Standing


class Ground:
    """The land of acts in one report; *phrases* gives the phrases of a clause under a role."""

    def __init__(
        self,
        document: Document,
        matcher: ReportMatcher,
        phrases: Callable[[Clause, str], Iterable[int]],
    ) -> None:
        self.report, self.structure = document.report, document.structure
        self.reading, self.matcher = document.actors, matcher
        self.phrases = phrases
        self.table = matcher.matcher.codebook.roles

    def host(self, clause: Clause) -> Iterator[Participant]:
        """The state that a visit goes to, where only a place in it is named and nobody else's."""
        for role in self.table.host.paths:
            for index in self.phrases(clause, role):
                lands = self.reading.lands.get(index, ())
                if len(lands) == 1:
                    yield Participant(lands[0], self.structure.phrases[index].core)

    def is_contested(self, clause: Clause) -> bool:
        """Whether a visit goes to a place that several states claim."""
        phrases = (i for role in self.table.host.paths for i in self.phrases(clause, role))
        return any(len(self.reading.lands.get(index, ())) > 1 for index in phrases)

    def land(self, clause: Clause) -> Iterator[Participant]:
        """The state on whose land an act's object, or else the act itself, lies.

        Those whom the act befalls are taken to be of the land, unless they have a name: "the Gupta
        brothers were arrested in Dubai" tells of nobody of Dubai.
        """
        for role in self.table.land.paths:
            phrases = tuple(self.phrases(clause, role))
            found = [p for i in phrases for p in self._lying(i, self.table.land.through)]
            if found:
                yield from found
                return
            if role == "object" and any(self._has_name(i) for i in phrases):
                return

    def where(self, clause: Clause) -> tuple[Participant, ...]:
        """The one state in whose land an act takes place: "jailed in X"."""
        path = self.table.done_in
        phrases = clause.oblique(*path.paths)
        found = [p for index in phrases for p in self._lying(index, path.through)]
        return tuple(found[:1]) if len({p.actor for p in found}) == 1 else ()

    def complement(self, clause: Clause) -> Iterator[Participant]:
        """The land of the clauses that say what is wanted, agreed or threatened."""
        for index in self.matcher.below(clause.index):
            if self.structure.clauses[index].kind != "noun" and not self._is_shared(index):
                yield from self.land(self.structure.clauses[index])

    def about(self, clause: Clause) -> Iterator[Participant]:
        """The land of what is agreed, asked or refused, not that where it is said."""
        for role in self.table.about_land.paths:
            named = ((i, self.structure.phrases[i].clause) for i in self.phrases(clause, role))
            phrases = [i for i, below in named if below is None or not self._is_shared(below)]
            found = [p for i in phrases for p in self._lying(i, self.table.about_land.through)]
            if found:
                yield from found
                return
        for index in self.matcher.below(clause.index):
            if self.structure.clauses[index].kind != "noun" and not self._is_shared(index):
                found = list(self.land(self.structure.clauses[index]))
                if found:
                    yield from found
                    return
        for other in self.matcher.purposes(clause):
            yield from self.land(other)

    def _is_shared(self, index: int) -> bool:
        """Whether a clause tells what all in it do together: their meeting in X is not X's."""
        carried = (noun.index for noun in self.matcher.hanging.carried.get(index, ()))
        book = self.matcher.matcher.codebook
        for match in map(self.matcher.match, (index, *carried)):
            if match is not None:
                own = match.signal.reciprocal
                if own or (own is None and book.types[match.type].reciprocal):
                    return True
        return False

    def mission(self, clause: Clause) -> Iterator[Participant]:
        """Whose land a force or mission of several states is for: "troops for the force in X"."""
        missions, path = self.table.missions, self.table.mission
        for role in path.paths:
            for index in self.phrases(clause, role):
                phrase = self.structure.phrases[index]
                if phrase.lemma in missions and self._is_of_states(index):
                    for actor, _, end in self._lands(index, path.through, depth=2):
                        yield Participant(actor, Span(phrase.core.start, end))

    def _is_of_states(self, index: int) -> bool:
        """Whether a phrase names, or stands for, no one state's force."""
        inside = {m.actor for m in self.matcher.inside(index)}
        core = self.structure.phrases[index].core
        own = {m.actor for m in self.matcher.mentions.overlapping(core)} & inside
        countries = {self.reading.actors[a].country for a in (*self.reading.of(index), *own)}
        return bool(countries) and countries <= FOUNDED_BY_STATES

    def uprooted(self, people: Participant) -> Participant:
        """People of no known country, as those of the land that they fled or were hit in."""
        actor = self.reading.actors[people.actor]
        if actor.country is not None or actor.kind not in ("people", "group"):
            return people
        for clause, _ in self._uprooting.overlapping(people.span):
            lands = list(self.land(clause))
            if len(lands) == 1 and lands[0].span.start > people.span.start:
                return Participant(lands[0].actor, Span(people.span.start, lands[0].span.end))
        return people

    @cached_property
    def _uprooting(self) -> Standing[tuple[Clause, Span]]:
        """The clauses that tell of people that they fled or were hit, by the words for those."""
        hit = self.table.uprooting
        told = (
            (clause, self.structure.phrases[clause.topic].core)
            for clause in self.structure.clauses
            if clause.topic is not None and clause.lemma in hit
        )
        return Standing(told, lambda pair: pair[1])

    def is_own(self, land: Participant, actors: tuple[Participant, ...]) -> bool:
        """Whether a land is that of a state which acts: nobody asks or promises oneself."""
        country = self.reading.actors[land.actor].country
        acting = (self.reading.actors[p.actor] for p in actors)
        return any(a.kind in ("state", "government") and a.country == country for a in acting)

    def home(
        self, clause: Clause, actors: tuple[Participant, ...], *, state: bool
    ) -> tuple[Participant, ...]:
        """The actors' own state, where the sentence names no other beside it.

        "Police arrested twelve people": people of the state whose police they are.  An army acts
        abroad, too, so an act of its is left open; and so is one of the state itself, unless
        *state* says that it is of a kind that states do at home.
        """
        known = [self.reading.actors[p.actor] for p in actors]
        countries = {actor.country for actor in known}
        if countries == {None}:
            return self._where_they_are(clause, actors)
        if len(countries) != 1 or any(ABROAD & set(a.sectors) for a in known):
            return ()
        if not state and any(a.kind in ("state", "government") for a in known):
            return ()
        if not state and all(map(_acts_alone, known)):
            return ()  # a murder by a neighbour is done to nobody of the state
        (country,) = countries
        own = self._states.get(country)
        if country is None or own is None or self._others(clause, country):
            return ()
        if any(
            self._has_name(index) or self._is_anothers(index, actors) for index in clause.object
        ):
            return ()
        return (self._told(clause, country, actors, own),)

    @cached_property
    def _states(self) -> dict[str | None, str]:
        """The states among the actors, by country; the first of each."""
        actors = reversed(self.reading.actors.items())
        return {actor.country: key for key, actor in actors if actor.kind == "state"}

    @cached_property
    def _lands_told(self) -> dict[int, list[tuple[int, tuple[str, ...]]]]:
        """The phrases of each sentence that name land, with whose it is."""
        found: dict[int, list[tuple[int, tuple[str, ...]]]] = defaultdict(list)
        for index, actors in sorted(self.reading.lands.items()):
            found[self.structure.phrases[index].sentence].append((index, actors))
        return found

    def _where_they_are(
        self, clause: Clause, actors: tuple[Participant, ...]
    ) -> tuple[Participant, ...]:
        """The state in whose land somebody unknown acts: "prisoners rioted in X"."""
        found = tuple(self.land(clause))
        countries = {self.reading.actors[p.actor].country for p in found}
        if len(countries) != 1 or any(a.span.overlaps(p.span) for a in actors for p in found):
            return ()
        (country,) = countries
        return () if country is None or self._others(clause, country) else found[:1]

    def _told(
        self, clause: Clause, country: str, actors: tuple[Participant, ...], own: str
    ) -> Participant:
        """The state with the words that tell of it: its government, or a place, beside the actor.

        "Miners ended their strike after talks with the government": the government.
        """
        acting = tuple(p.span for p in actors) + tuple(self._sources(clause))
        sentence = self.structure.sentences[clause.sentence].span
        taken = {p.actor for p in actors}
        for mention in self.matcher.mentions.inside(sentence):
            actor = self.reading.actors[mention.actor]
            governs = actor.kind in ("state", "government") and "GOV" in actor.sectors
            apart = mention.actor not in taken and not any(mention.span.overlaps(a) for a in acting)
            if governs and apart and actor.country == country:
                return Participant(mention.actor, mention.span)
        beside = (
            self.structure.phrases[index].core
            for index, lands in self._lands_told.get(clause.sentence, ())
            if lands == (own,)
        )
        apart_from = (span for span in beside if not any(span.overlaps(a) for a in acting))
        return Participant(own, next(apart_from, actors[0].span))

    def _others(self, clause: Clause, country: str) -> bool:
        """Whether the sentence of a clause names anybody of, or land in, another country."""
        sentence = self.structure.sentences[clause.sentence].span
        told = tuple(self._sources(clause))
        named = {
            self.reading.actors[m.actor].country
            for m in self.matcher.mentions.inside(sentence)
            if not any(s.covers(m.span) for s in told)
        }
        for index, actors in self._lands_told.get(clause.sentence, ()):
            phrase = self.structure.phrases[index]
            if not any(s.covers(phrase.head) for s in told):
                named.update(self.reading.actors[actor].country for actor in actors)
        return bool(named - {None, country})

    def _sources(self, clause: Clause) -> Iterator[Span]:
        """The words of those who only tell of an act: "Y, an agency in X reported from Z"."""
        for above in self.structure.ancestors(clause):
            if (
                above.lemma in self.matcher.matcher.lexicon.reporting
                and clause.index not in above.complements[1:]
            ):
                yield from (self.structure.phrases[index].span for index in above.subject)
                if above.link == "root" and above.trigger.start > clause.trigger.start:
                    for oblique in above.obliques:
                        yield from (self.structure.phrases[i].span for i in oblique.phrases)

    def _lying(self, index: int, through: tuple[str, ...]) -> Iterator[Participant]:
        """The land of a phrase; its words run from the thing that lies there to the place.

        "An army camp in the west of X" and not "X" alone; but not "a curfew", which is the act.
        """
        for actor, start, end in self._lands(index, through, depth=3):
            yield Participant(actor, Span(start, end))

    def _lands(
        self, index: int, through: tuple[str, ...], *, depth: int
    ) -> Iterator[tuple[str, int, int]]:
        phrase = self.structure.phrases[index]
        if index in self.reading.lands:
            for actor in self.reading.lands[index]:
                yield actor, phrase.core.start, phrase.core.end
            return
        thing = phrase.clause is None or self.matcher.match(phrase.clause) is None
        for oblique in phrase.obliques:
            if depth and oblique.preposition in through:
                for inner in oblique.phrases:
                    for actor, start, end in self._lands(inner, through, depth=depth - 1):
                        before = thing and phrase.core.end <= start
                        yield actor, phrase.core.start if before else start, end

    def _is_anothers(self, index: int, actors: tuple[Participant, ...]) -> bool:
        """Whether a thing is somebody's who does not act: "searched his home" befalls him."""
        whose = self.structure.phrases[index].possessor
        return whose is not None and {p.actor for p in actors}.isdisjoint(self.reading.of(whose))

    def _has_name(self, index: int) -> bool:
        """Whether a phrase names somebody, or is a pronoun for who was named."""
        phrase = self.structure.phrases[index]
        return phrase.pos == "PRON" or any(
            token.pos == "PROPN" and phrase.core.covers(token.span)
            for token in self.structure.sentence_tokens(phrase.sentence)
        )


def _acts_alone(actor: Actor) -> bool:
    """Whether somebody is a criminal or one private person, and no people or body of a land."""
    return "CRM" in actor.sectors or (actor.kind == "person" and among_private_people([actor]))
