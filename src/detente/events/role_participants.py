"""Who is meant by a role of a signal: "subject", "object.inside", "against", "speaker" ..."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from detente.document import Document
from detente.events.bystanders import Bystanders
from detente.events.company import Company
from detente.events.land_roles import Ground
from detente.events.role_names import ALONE, GROUND
from detente.events.sides_of_acts import in_office
from detente.events.signal_matching import Match, ReportMatcher
from detente.events.vouching import Telling
from detente.language.structure import Clause, Phrase
from detente.model import Mention, Participant, Span

# A report is about two parties where its headline and first paragraphs name two countries only.
LEAD_PARAGRAPHS = 3

# How many sentences back the other of two parties may have been named last.
NEAR = 2

# Named entities that can take part in an act; and roles far from the verb.
_PARTIES = frozenset({"", "person", "organisation", "nationality"})
FAR = ("about.", "complement.", "purpose.", "counterpart")


class Roles:
    """Resolves the roles of one report."""

    def __init__(
        self,
        document: Document,
        matcher: ReportMatcher,
        doers: Callable[[Clause], tuple[Participant, ...]] = lambda clause: (),
    ) -> None:
        """*doers* says whose deed it is that a noun without a name goes back to: "the visit"."""
        self._doers = doers
        self.report, self.structure = document.report, document.structure
        self.reading, self.telling = document.actors, Telling(document)
        self.matcher, self.words = matcher, matcher.words
        self._lying_by = frozenset(matcher.matcher.codebook.roles.lying)
        self.parties = self._parties()
        self._participles: dict[int, list[Clause]] = defaultdict(list)
        for clause in self.structure.clauses:
            if clause.topic is not None and clause.passive and clause.link == "relative":
                self._participles[clause.topic].append(clause)
        self._company = Company(document, self._participles, self.words)
        self._bystanders = Bystanders(self.structure, self.reading, self.words)
        self.ground = Ground(document, matcher, self._phrases)
        self._grounds = {
            "host": self.ground.host,
            "land": self.ground.land,
            "complement.land": self.ground.complement,
            "about.land": self.ground.about,
            "mission": self.ground.mission,
        }

    def resolve(self, match: Match, roles: Iterable[str]) -> tuple[Participant, ...]:
        """The participants of the first role that names somebody."""
        return next((found for _, found in self.named(match, roles) if found), ())

    def named(
        self, match: Match, roles: Iterable[str]
    ) -> Iterator[tuple[str, tuple[Participant, ...]]]:
        """Each role with the participants it names, up to one that names a stranger.

        Somebody stands there whom the report does not let us know, so no later role names them:
        "urged the Sabahs to work for the citizens" is no request to the citizens.  A verb's subject
        is one, whoever it is.  Where people stand there without a name, they are still of the land
        they are in.
        """
        clause = self.structure.clauses[match.clause]
        stranger, people = "", False
        for role in roles:
            if stranger and not role.startswith(f"{stranger}."):
                continue
            if people and role.startswith(FAR):
                continue
            yield role, tuple(self._unique(self._role(clause, role)))
            if not stranger and role not in ALONE and not role.endswith(".inside"):
                phrases = tuple(self._phrases(clause, role))
                doing = role == "subject" and clause.kind == "verb"
                if phrases and (doing or all(self._is_stranger(i) for i in phrases)):
                    stranger = role
                people = people or any(self._are_people(index) for index in phrases)
                people = people or self.structure.moved(clause).issuperset(phrases or (None,))

    def is_mutual(self, clause: Clause, roles: Iterable[str]) -> bool:
        """Whether one of *roles* says that what is done is done to each other."""
        plain = (role.removesuffix(".inside") for role in roles)
        return any(
            self._means_each_other(index)
            for role in dict.fromkeys(plain)
            if role not in ALONE
            for index in self._phrases(clause, role)
        )

    def _means_each_other(self, index: int) -> bool:
        """Whether a phrase, or whose it is, is "each other"."""
        phrase = self.structure.phrases[index]
        if phrase.possessor is not None and self._means_each_other(phrase.possessor):
            return True
        words = self.report.text[phrase.core.start :].startswith
        return any(words((mutual, mutual.capitalize())) for mutual in self.words.mutual)

    def where(self, match: Match, roles: Iterable[str]) -> tuple[Participant, ...]:
        """The state in whose land something was done that its authorities do: "jailed in X".

        Only where nobody is said to do it, and where a role asks for who it is done in.
        """
        clause = self.structure.clauses[match.clause]
        if clause.subject or not any(role in self.words.within for role in roles):
            return ()
        return self.ground.where(clause)

    def implied(
        self, match: Match, roles: Iterable[str], actors: tuple[Participant, ...]
    ) -> tuple[Participant, ...]:
        """Whom an act befalls that names nobody whom it is done to: see :mod:`.ground`.

        One place with several claimants leaves open whose it is.
        """
        clause = self.structure.clauses[match.clause]
        acting = tuple(p.span for p in actors)
        for role in roles:
            if role in ("home", "homeland"):
                return self.ground.home(clause, actors, state=role == "home")
            found = [
                p
                for p in self._unique(self._role(clause, role))
                if not any(p.span.overlaps(span) for span in acting)
            ]
            if role == "about.land":
                found = [p for p in found if not self.ground.is_own(p, actors)]
            if len({p.span for p in found}) < len(found):
                return ()
            if found:
                return tuple(found)
        return ()

    def counterpart(self, clause: Clause, of: Iterable[Participant]) -> tuple[Participant, ...]:
        """The other party, where the report is about two and *of* are all of one of them.

        A party that was not named for some sentences is no longer the one that is meant, and those
        who act for no state ("students demanded") have no state opposite them.
        """
        acting = [self.reading.actors[p.actor] for p in of]
        countries = {actor.country for actor in acting}
        if len(self.parties) != 2 or len(countries) != 1 or not in_office(acting):
            return ()
        others = self.parties - countries
        if len(others) != 1:
            return ()
        (other,) = others
        first = self.structure.sentences[max(0, clause.sentence - NEAR)].span.start
        before = [
            m
            for m in self.matcher.mentions.inside(Span(first, clause.extent.end))
            if self.reading.actors[m.actor].country == other and self._may_stand_for(m, clause)
        ]
        return (Participant(before[-1].actor, before[-1].span),) if before else ()

    def _may_stand_for(self, mention: Mention, clause: Clause) -> bool:
        """Whether words may be the other party: a body of it only where its sentence names it."""
        kind = self.reading.actors[mention.actor].kind
        here = self.structure.sentences[clause.sentence].span.covers(mention.span)
        acting = self._company.acting.overlapping(mention.span)
        if not any(mention.actor in self.reading.of(index) for index in acting):
            return False  # "the border with X", "an X official": nobody who deals with anybody
        return kind == "state" or (kind == "government" and here)

    def _parties(self) -> set[str | None]:
        found: set[str | None] = set()
        lead = self.report.lead(LEAD_PARAGRAPHS)
        for mention in self.reading.mentions:
            if any(p.covers(mention.span) for p in lead):
                actor = self.reading.actors[mention.actor]
                if actor.country:
                    found.add(actor.country)
        return found

    def _role(self, clause: Clause, role: str) -> Iterator[Participant]:
        if role == "speaker":
            yield from self._speaker(clause)
            return
        if role == "inside":
            if clause.phrase is not None:
                yield from self._inside(clause.phrase, self.structure.phrases[clause.phrase].core)
            return
        if role in GROUND:
            if role in self._grounds:
                yield from self._grounds[role](clause)
            return
        base, inside = role.removesuffix(".inside"), role.endswith(".inside")
        phrases = tuple(self._phrases(clause, base))
        if inside:
            yield from self._insides(phrases, whose=base == "subject" or base in self.words.doing)
            return
        for phrase in phrases:
            yield from self.phrase(phrase)
            if role in self.words.aimed and not self.reading.of(phrase):
                # "Hit out at X", "pulled out of X": a state named so is no mere place.
                for land in self.reading.lands.get(phrase, ()):
                    yield Participant(land, self.structure.phrases[phrase].core)
            if role == "subject" and clause.kind == "verb":
                yield from self._authors(clause, phrase)
                for other in self._company.beside(clause, phrase):
                    yield from self.phrase(other)
        if phrases and base in self.words.belonging:
            yield from self._ones(clause)

    def _ones(self, clause: Clause) -> Iterator[Participant]:
        """ "Firms from X as well as Y's ones": whose those are that "ones" stands for."""
        for oblique in clause.obliques if clause.object else ():
            for index in oblique.phrases:
                if self.structure.phrases[index].head.of(self.report.text) in self.words.ones:
                    yield from self._inside(index, self.structure.phrases[index].core)

    def _authors(self, clause: Clause, index: int) -> Iterator[Participant]:
        """Who speaks by words or deeds: "the bloc issued a statement condemning the coup"."""
        words = self.matcher.matcher.codebook.roles.utterances
        if self.structure.phrases[index].lemma not in words or self.reading.of(index):
            return
        own = tuple(self._insides((index,), whose=True))
        yield from own
        if own:
            return
        for other in self._using.get(index, ()):
            if other.index != clause.index:
                for author in other.subject:
                    yield from self.phrase(author)

    @cached_property
    def _using(self) -> dict[int, list[Clause]]:
        """The verbs whose subjects do something with a phrase: "issued a statement"."""
        found: dict[int, list[Clause]] = defaultdict(list)
        for clause in self.structure.clauses:
            if clause.kind == "verb" and clause.subject:
                by = clause.oblique(*self.words.using)
                for index in dict.fromkeys(clause.object + by):
                    found[index].append(clause)
        return found

    def _is_stranger(self, index: int) -> bool:
        phrase = self.structure.phrases[index]
        if self.reading.of(index) or index in self.reading.lands:
            return False
        if phrase.pos == "PRON":
            return phrase.head.of(self.report.text).lower() in self.words.third
        return phrase.pos == "PROPN" and self._kind(index) in _PARTIES

    def _are_people(self, index: int) -> bool:
        """Whether a phrase tells of people by a common noun, and of none that are known."""
        people = self.matcher.matcher.codebook.roles.people
        phrase = self.structure.phrases[index]
        return phrase.pos == "NOUN" and phrase.lemma in people and not self.reading.of(index)

    def _kind(self, index: int) -> str:
        """The kind of a phrase's named entity; empty where it has none."""
        entity = self.structure.phrases[index].entity
        return "" if entity is None else self.structure.entities[entity].kind

    def _phrases(self, clause: Clause, role: str) -> Iterator[int]:
        if role in ("subject", "object", "indirect", "attribute"):
            yield from getattr(clause, role)
        elif role == "topic":
            if clause.topic is not None:
                yield clause.topic
        elif role == "governor":
            yield from self._governor(clause)
        elif role.startswith(("complement.", "about.")):
            argument = role.split(".", 1)[1]
            for index in self._below(clause):
                below = self.structure.clauses[index]
                if role.startswith("about.") or below.kind != "noun" or below.support is not None:
                    found = tuple(self._phrases(below, argument))
                    yield from found
                    if role == "complement.subject" and not set(found) <= set(clause.subject):
                        return  # "said the world should stop telling Iran" is about the world
        elif role.startswith("purpose."):
            for index in self._purposes(clause):
                yield from self._phrases(self.structure.clauses[index], role.partition(".")[2])
        elif "." in role:
            base, preposition = role.rsplit(".", 1)
            for index in tuple(self._phrases(clause, base)):
                for oblique in self.structure.phrases[index].obliques:
                    if oblique.preposition == preposition:
                        yield from oblique.phrases
        else:
            yield from self.matcher.oblique(clause, role)

    def _purposes(self, clause: Clause) -> Iterator[int]:
        """What an act is done for: "gave blankets to help X"."""
        for other in self.matcher.purposes(clause):
            yield other.index
            yield from self.matcher.below(other.index)

    def _below(self, clause: Clause) -> Iterator[int]:
        """What a clause is about, and what was done to it: "lifted the sanctions imposed on X"."""
        below = self.matcher.below(clause.index)
        yield from below
        told = {*clause.object, *(self.structure.clauses[i].phrase for i in below)}
        for topic in sorted(index for index in told if index is not None):
            yield from (c.index for c in self._participles.get(topic, ()) if c.index not in below)

    def _governor(self, clause: Clause) -> tuple[int, ...]:
        """Who does what a noun hangs on: X in "during talks with Y, X promised ..."."""
        if clause.kind != "noun" or clause.parent is None:
            return ()
        parent = self.structure.clauses[clause.parent]
        if clause.link == "noun" and clause.mark in self.words.after:
            # "X, after talks with Y, promised": the parser hangs the talks on X.
            return parent.subject if parent.phrase is None else (parent.phrase,)
        described = clause.link == "object" and parent.lemma in self.words.describing
        if clause.link != "oblique" and not described:
            return ()
        return parent.object if parent.passive else parent.subject

    def phrase(self, index: int) -> Iterator[Participant]:
        """Those whom a phrase means."""
        phrase = self.structure.phrases[index]
        for actor in self.reading.of(index):
            yield Participant(actor, self._best_words(actor, phrase))
        for other in self._company.of(index):
            yield from self.phrase(other)
        if not self.reading.of(index) and phrase.pos == "PRON":
            yield from self._first_or_second_person(phrase.core)

    def _best_words(self, actor: str, phrase: Phrase) -> Span:
        """The words to cite: for a pronoun, the name it goes back to in the same sentence."""
        if phrase.pos != "PRON":
            return self._with_land(actor, phrase)
        named = [
            other.core
            for index, other in self.matcher.hanging.phrases[phrase.sentence]
            if other.pos != "PRON"
            and other.core.end <= phrase.core.start
            and self.reading.of(index) == (actor,)
        ]
        return named[-1] if named else phrase.core

    def _with_land(self, actor: str, phrase: Phrase) -> Span:
        """A phrase's words with the place that says of what land they are: "villagers in X"."""
        country = self.reading.actors[actor].country
        if phrase.pos != "NOUN" or country is None:
            return phrase.core
        for oblique in phrase.obliques:
            for inner in oblique.phrases if oblique.preposition in self._lying_by else ():
                lands = self.reading.lands.get(inner, ())
                core = self.structure.phrases[inner].core
                if core.start > phrase.core.end and any(
                    self.reading.actors[land].country == country for land in lands
                ):
                    return Span(phrase.core.start, core.end)
        return phrase.core

    def _first_or_second_person(self, span: Span) -> Iterator[Participant]:
        statement = self.telling.statement_of(span)
        if statement is None:
            return
        words = span.of(self.report.text).lower()
        if (
            words in self.words.first_singular | self.words.first_plural
            and statement.speaker is not None
        ):
            yield Participant(statement.speaker, span)
        elif words in self.words.second and statement.addressee is not None:
            yield Participant(statement.addressee, span)

    def _insides(self, phrases: tuple[int, ...], *, whose: bool) -> Iterator[Participant]:
        """Who is named before the heads of *phrases*, or else in what "of", "by" ... hang on them.

        Or else by whom it was done: "an appeal lodged by X".

        "An island chain north of Japan" is no chain of Japan's: an adverb is no such word.  For
        those who act (*whose*) only words of belonging count: the attack on X is not X's.
        """
        every = self.structure.phrases
        lying = self._lying_by - self.words.part
        before = [p for i in phrases for p in self._inside(i, every[i].core)]
        after = before or [
            self._lying(i, hanging, p) if oblique.preposition in lying else p
            for i in phrases
            for oblique in every[i].obliques
            if oblique.preposition in self.words.belonging or not whose
            for hanging in oblique.phrases
            if not self._is_apart(i, oblique.preposition, hanging)
            for p in self._inside(i, every[hanging].core if whose else every[hanging].span)
        ]
        yield from after
        if not after:
            for doing in (c for i in phrases for c in self._participles.get(i, ())):
                for agent in doing.subject:
                    yield from self.phrase(agent)
            yield from self._who_did(phrases)

    def _is_apart(self, index: int, preposition: str, other: int) -> bool:
        """Whether what a preposition adds says nothing of whose a phrase is.

        "A crowd outside X's embassy", "activists for X".
        """
        if preposition in self.words.beside_places:
            named = [self.reading.actors[a].kind for a in self.reading.of(other)]
            return bool(named) and "state" not in named
        people = [self.reading.actors[a].kind for a in self.reading.of(index)]
        return preposition in self.words.for_others and "people" in people

    def _who_did(self, phrases: tuple[int, ...]) -> Iterator[Participant]:
        """Whose deeds *phrases* go back to: "regretted the visit" that somebody paid before."""
        for index in phrases:
            clause = self.structure.phrases[index].clause
            if clause is not None:
                yield from self._doers(self.structure.clauses[clause])

    def _lying(self, index: int, place: int, participant: Participant) -> Participant:
        """Words for a thing that lies in somebody's land: "an army camp in western Kabul"."""
        phrase, land = self.structure.phrases[index], self.structure.phrases[place].core
        act = phrase.clause is not None and self.matcher.match(phrase.clause) is not None
        names_land = place in self.reading.lands and land.covers(participant.span)
        if act or not names_land or land.start < phrase.core.end:
            return participant
        return Participant(participant.actor, Span(phrase.core.start, land.end))

    def _inside(self, index: int, span: Span) -> Iterator[Participant]:
        somebody = self._is_somebody_else(index)
        for mention in self.matcher.inside(index):
            if self._bystanders.stands_by(mention, index):
                continue
            person = self.reading.actors[mention.actor].kind == "person"
            if span.covers(mention.span) and not (somebody and person):
                yield Participant(mention.actor, mention.span)
        possessor = self.structure.phrases[index].possessor
        if possessor is not None and not self.reading.of(possessor):
            word = self.structure.phrases[possessor]
            if span.covers(word.span) and word.pos == "PRON":
                yield from self._first_or_second_person(word.core)

    def _is_somebody_else(self, index: int) -> bool:
        """Whether a phrase is a person of whom one named inside it only says whose: "her son"."""
        return (
            self.structure.phrases[index].lemma in self.matcher.matcher.lexicon.companions
            or self._kind(index) == "person"
        )

    def _speaker(self, clause: Clause) -> Iterator[Participant]:
        statement = self.telling.statement_of(clause.trigger)
        if statement is not None and statement.speaker is not None and statement.source is not None:
            yield Participant(statement.speaker, statement.source)

    def _unique(self, found: Iterator[Participant]) -> Iterator[Participant]:
        seen: set[str] = set()
        for participant in found:
            if participant.actor not in seen:
                seen.add(participant.actor)
                yield participant
