"""One report being coded: what a match comes to, who takes part in it and whether it may be."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from detente.document import Document
from detente.events.choosing_acts import Candidate
from detente.events.codebook import Codebook, EventType, OwnLand, OwnPeople, OwnSide
from detente.events.contexts import ReportContexts
from detente.events.doers_unsaid import doer_unsaid, sufferer_unsaid
from detente.events.reality import Reality
from detente.events.retold import ToldSoFar, deed_before, part_of, told_before
from detente.events.role_names import GROUND
from detente.events.role_participants import FAR, Roles
from detente.events.same_deeds import Deeds
from detente.events.sides_of_acts import (
    asks_own_people,
    at_home,
    is_itself,
    is_political,
    lacking,
    of_one_government,
    parties,
    unfit_company,
)
from detente.events.signal_matching import READER, Match, ReportMatcher
from detente.events.suffering import Suffering, ends_in
from detente.events.weaknesses import Weighing
from detente.events.word_given import at_its_day, own_word
from detente.language.structure import Clause
from detente.model import (
    Actor,
    Attribution,
    EventDate,
    Modality,
    Participant,
    Uncoded,
)
from detente.model.plover import HAPPENED
from detente.places import PlaceWords
from detente.places.event_places import Placing
from detente.times import Dating, TimeWords

# What an act loses in confidence where its participants were inferred and not named by its clause.
INFERRED = 0.8
UNKNOWN_SIDE = 0.9


class Working:
    """One report being coded, by the codebook and what was read in it."""

    def __init__(
        self,
        codebook: Codebook,
        document: Document,
        matcher: ReportMatcher,
        contexts: ReportContexts,
        times: TimeWords,
        places: PlaceWords,
    ) -> None:
        self.codebook, self.matcher, self.contexts = codebook, matcher, contexts
        self.report, self.structure = document.report, document.structure
        self.reading = document.actors
        self.told = ToldSoFar()
        self.roles = Roles(document, matcher, self._doers)
        self.suffering = Suffering(self.roles, matcher)
        self.reality = Reality(codebook.effects, self.structure, matcher.words)
        self.dating, self.placing = Dating(document, times), Placing(document, places)
        self.weighing = Weighing(document)
        self.deeds = Deeds(
            self.structure,
            self.dating,
            self.placing,
            matcher.words,
            lambda act: self._reciprocal(act.match),
        )

    def candidate(self, match: Match) -> Candidate | Uncoded:
        """What a match comes to, or why it comes to nothing."""
        clause = self.structure.clauses[match.clause]
        event_type = self.codebook.types[match.type]
        signal = match.signal
        if clause.team:
            return Uncoded(clause.trigger, f"{match.type}: of a team, not of its state")
        modality = self.reality.of(clause, ignore_negation=signal.negation == "required")
        if (
            modality == "planned"
            and event_type.future
            and not self.reality.is_only_intended(clause)
        ):
            event_type, modality = self.codebook.types[event_type.future], "actual"
        elif modality == "conditional" and event_type.future:
            event_type = self.codebook.types[event_type.future]
        if modality == "hypothetical" and not (clause.tense != "none" and clause.kind != "noun"):
            return Uncoded(clause.trigger, f"{match.type}: named, not said to have happened")
        actors, recipients = self._participants(match, clause)
        confidence = signal.confidence
        missing = self._lacking(match, actors, recipients)
        unsaid = bool(missing) and event_type.type == match.type
        unsaid = unsaid and self._is_unsaid(match, modality, actors, recipients)
        if missing and not unsaid:
            again = self._goes_back(clause, match)
            if again is None:
                return Uncoded(clause.trigger, f"{match.type}: {missing}")
            actors, recipients = again.actors, again.recipients
            confidence = min(confidence, again.confidence) * INFERRED
        if self._reciprocal(match):
            ahead = event_type.type != match.type and not event_type.reciprocal
            if ahead and (word := own_word(self.roles, clause, actors)) is not None:
                actors, recipients = word
        else:
            known = tuple(self.roles.ground.uprooted(p) for p in recipients)
            recipients = known or self._implied(match, actors)
            if self._own_land(match) == "no-recipient" and is_itself(
                self._who(actors), self._who(recipients)
            ):
                recipients = ()  # "X may seize ships": it does nothing to itself
        if unfit := self._unfit(match, event_type, actors, recipients):
            return Uncoded(clause.trigger, f"{match.type}: {unfit}")
        if not (actors and recipients) and not self._reciprocal(match):
            confidence *= UNKNOWN_SIDE
        return Candidate(
            match, clause, event_type, actors, recipients, modality, confidence, unsaid
        )

    def _unfit(
        self,
        match: Match,
        event_type: EventType,
        actors: tuple[Participant, ...],
        recipients: tuple[Participant, ...],
    ) -> str:
        """Why these people do nothing of this type to each other; empty where they may."""
        acting, receiving = self._who(actors), self._who(recipients)
        if self._own_side(match) == "no-act" and at_home(acting, receiving):
            return "within one country"
        if event_type.of_deeds == "own" and self._is_of_others(match, actors):
            return "over what another did"
        if self._own_people(match) == "no-act" and asks_own_people(acting, receiving):
            return "a government's word to its own people"
        everybody = acting + receiving
        if unfit := unfit_company(everybody, event_type):
            return unfit
        if match.named == READER and len({actor.country for actor in everybody} - {None}) < 2:
            return "proposed by the reader, and no parties of two states"
        return ""

    def _is_of_others(self, match: Match, actors: tuple[Participant, ...]) -> bool:
        """Whether what an act is about was done by others than those who act."""
        acting = {actor.country for actor in self._who(actors)}
        doing = {actor.country for actor in self._who(self.suffering.doers(match))} - {None}
        return bool(doing) and not doing & acting

    def _reciprocal(self, match: Match) -> bool:
        own = match.signal.reciprocal
        return self.codebook.types[match.type].reciprocal if own is None else own

    def _participants(
        self, match: Match, clause: Clause
    ) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
        event_type = self.codebook.types[match.type]
        actor_roles = match.signal.actor or event_type.actor
        recipient_roles = match.signal.recipient or event_type.recipient
        actors = self.roles.resolve(match, actor_roles) or self.roles.where(match, actor_roles)
        taken = {p.actor for p in actors}
        skips_own, asked_own = self._own_side(match) == "no-recipient", False
        recipients: tuple[Participant, ...] = ()
        unknown: tuple[Participant, ...] = ()
        suffering = self.suffering.sufferers(match) if event_type.of_deeds == "any" else []
        for role, named in self.roles.named(match, recipient_roles):
            if suffering:
                named = tuple(p for p in named if not any(ends_in(p.span, s) for s in suffering))
            if asked_own and role.startswith(FAR):
                break  # "ordered its army to leave Syria" asks nothing of Syria
            if role == "counterpart":
                # Who suffers a deed is no less named than who did it would be.
                named = () if suffering else self.roles.counterpart(clause, actors)
            recipients = self._abroad(tuple(p for p in named if p.actor not in taken), actors)
            if role.startswith(("about.", "complement.")):
                # "Threatened to send troops into X": what an act is done with receives nothing.
                recipients = tuple(p for p in recipients if self.reading.actors[p.actor].country)
            elif role.endswith(".inside"):
                recipients = self._of_states(recipients)
            if role == "land" and len({p.span for p in recipients}) < len(recipients):
                recipients = ()  # one place, several claimants: whose it is stays open
            if of_one_government(self._who(actors), self._who(recipients)):
                if skips_own:
                    recipients, asked_own = (), not role.startswith(FAR)
                elif role.startswith(FAR):
                    recipients = ()
                    break  # "rejected a call for its own troops to leave": whose call, nobody says
            if unknown and role in GROUND:
                recipients = ()  # hostages seized in a land are not of it
            if recipients and not self._among(recipients, actors):
                if any(a.country for a in self._who(recipients)):
                    break
                unknown = unknown or recipients
            recipients = ()
        recipients = self._known_elsewhere(recipients, unknown, actors)
        if self._reciprocal(match):
            return self._sorted(actors + recipients), ()
        return actors, recipients

    def _known_elsewhere(
        self,
        known: tuple[Participant, ...],
        unknown: tuple[Participant, ...],
        actors: tuple[Participant, ...],
    ) -> tuple[Participant, ...]:
        """Recipients of a known country, or else those of none whom a likelier role named.

        "A strike on a convoy of X killed a commander" befalls X; those of the actors' own country
        are no better known than who stands where recipients do.
        """
        acting = {actor.country for actor in self._who(actors)}
        own = all(actor.country in acting for actor in self._who(known))
        return unknown if unknown and (not known or own) else known

    def _implied(self, match: Match, actors: tuple[Participant, ...]) -> tuple[Participant, ...]:
        """Whom an act befalls that names nobody to whom it is done."""
        own = match.signal.implied_recipient
        roles = self.codebook.types[match.type].implied_recipient if own is None else own
        recipients = self.roles.implied(match, roles, actors)
        if own is None and self.codebook.types[match.type].of_deeds == "any":
            suffering = self.suffering.sufferers(match)
            recipients = tuple(
                p for p in recipients if not any(ends_in(p.span, s) for s in suffering)
            )
        return () if self._among(recipients, actors) else recipients

    def _abroad(
        self, recipients: tuple[Participant, ...], actors: tuple[Participant, ...]
    ) -> tuple[Participant, ...]:
        """Of several recipients, those not of the actor's own country, where there are any.

        "X proposed a panel of historians from both countries" is a proposal to the other one.
        """
        acting = {self.reading.actors[p.actor].country for p in actors}
        others = tuple(p for p in recipients if self.reading.actors[p.actor].country not in acting)
        return others or recipients

    def _of_states(self, recipients: tuple[Participant, ...]) -> tuple[Participant, ...]:
        """Of those whom words for a thing name, those of a known country, where there are any.

        "Proposed a panel of historians from X": to X, and not to the historians.
        """
        known = tuple(p for p in recipients if self.reading.actors[p.actor].country)
        return known or recipients

    def _among(self, recipients: Iterable[Participant], actors: Iterable[Participant]) -> bool:
        """Whether the recipients are of the countries that act together: "X and Y agreed on"."""
        acting = {self.reading.actors[p.actor].country for p in actors}
        receiving = {self.reading.actors[p.actor].country for p in recipients}
        return len(acting) > 1 and receiving <= acting

    @staticmethod
    def _sorted(participants: tuple[Participant, ...]) -> tuple[Participant, ...]:
        return tuple(sorted(participants, key=lambda p: p.span))

    def _lacking(
        self,
        match: Match,
        actors: tuple[Participant, ...],
        recipients: tuple[Participant, ...],
    ) -> str:
        """Which participant is missing that the type or signal asks for; empty where none is."""
        everybody = actors + recipients
        if not any(map(is_political, self._who(everybody))):
            return "no known participant"
        if not actors and not any(a.country for a in self._who(recipients)):
            return "nobody is named who acts, and nobody of a known country"  # PLOVER 7.5
        needs = match.signal.requires or self.codebook.types[match.type].requires
        open_ = self._is_open(match, actors)
        return lacking(needs, self._who(actors), self._who(recipients), open_=open_)

    def _is_unsaid(
        self,
        match: Match,
        modality: Modality,
        actors: tuple[Participant, ...],
        recipients: tuple[Participant, ...],
    ) -> bool:
        """Whether an act may be told of one side alone: "was charged", "the raids by X"."""
        needs = match.signal.requires_unsaid or self.codebook.types[match.type].requires_unsaid
        acting, receiving = self._who(actors), self._who(recipients)
        known = any(actor.country for actor in acting + receiving)
        if not (known and needs) or modality not in HAPPENED or (acting and receiving):
            return False
        clause = self.structure.clauses[match.clause]
        fit = not lacking(needs, acting, receiving, open_=False)
        if acting:
            return fit and sufferer_unsaid(clause, actors, self.matcher)
        return fit and doer_unsaid(clause, recipients, self.matcher)

    def _is_open(self, match: Match, actors: tuple[Participant, ...]) -> bool:
        """Whether nobody can be named to whom an act is done, though it is.

        A visit goes to land that several states claim; or parties do something to each other, who
        all act then, as in acts of which all have the same part.
        """
        roles = match.signal.recipient or self.codebook.types[match.type].recipient
        clause = self.structure.clauses[match.clause]
        if "host" in (match.signal.recipient or ()) and self.roles.ground.is_contested(clause):
            return True
        return self.roles.is_mutual(clause, roles) and parties(self._who(actors)) > 1

    def _own_side(self, match: Match) -> OwnSide:
        own = match.signal.own_side
        return self.codebook.types[match.type].own_side if own is None else own

    def _own_land(self, match: Match) -> OwnLand:
        own = match.signal.own_land
        return self.codebook.types[match.type].own_land if own is None else own

    def _own_people(self, match: Match) -> OwnPeople:
        own = match.signal.own_people
        return self.codebook.types[match.type].own_people if own is None else own

    def _who(self, participants: Iterable[Participant]) -> tuple[Actor, ...]:
        return tuple(self.reading.actors[p.actor] for p in participants)

    def _goes_back(self, clause: Clause, match: Match) -> Candidate | None:
        """The act told before that a noun goes back to, or that it is part of."""
        if not self._reciprocal(match):
            return None
        return told_before(
            clause, match.type, self.told, self.matcher, lambda act: self._reciprocal(act.match)
        ) or part_of(clause, match.type, self.told, self.matcher, self.codebook.roles.including)

    def _doers(self, clause: Clause) -> tuple[Participant, ...]:
        """Whose deed it is that bare words for it go back to, cited with those words."""
        match = self.matcher.match(clause.index)
        if match is None or self._reciprocal(match):
            return ()
        deed = deed_before(
            clause, match.type, self.told, self.matcher, lambda act: self._reciprocal(act.match)
        )
        if deed is None or clause.phrase is None:
            return ()
        core = self.structure.phrases[clause.phrase].core
        return tuple(Participant(p.actor, core) for p in deed.actors)

    def modes(self, candidate: Candidate) -> tuple[str, ...]:
        """The signal's modes, and those whose cues stand in the clause.

        An act that is coded as another type for lying ahead has the modes that are about its own:
        "will attack" is THREATEN violence, whose mode is about ASSAULT.
        """
        if candidate.type.type != candidate.match.type:
            own = f"@{candidate.match.type}"
            return tuple(name for name, m in candidate.type.modes.items() if own in m.about)[:1]
        found = list(candidate.match.signal.modes)
        clause = candidate.clause
        lemmas = self.matcher.lemmas(clause)
        event_type = self.codebook.types[candidate.match.type]
        for name, mode in event_type.modes.items():
            if name in found:
                continue
            cues, about = self.codebook.expand(mode.cues), self.codebook.expand(mode.about)
            cued = any(set(cue.split()) <= lemmas for cue in cues)
            if cued or (about and self.matcher.is_about(clause, about, set())):
                found.append(name)
        return tuple(found)

    def as_word_given(self, candidate: Candidate, date: EventDate) -> Candidate:
        """What is told as an act and is dated after the report, coded as the word given of it.

        Cooperation alone: nobody who tells of an attack next week has threatened it.
        """
        type_ = candidate.type
        own = type_.type == candidate.match.type and type_.quad.endswith("cooperation")
        ahead = at_its_day(self.report.published, candidate.modality, date) == "planned"
        if not (own and type_.future and ahead):
            return candidate
        if candidate.modality != "actual":
            return candidate
        return replace(candidate, type=self.codebook.types[type_.future])

    def attribution(self, candidate: Candidate) -> Attribution | None:
        """Who vouches for the act, where the report leaves that to a source."""
        statement = self.roles.telling.vouched_by(candidate.clause)
        if statement is None:
            return None
        span = statement.source or statement.cue
        return None if span is None else Attribution(statement.speaker, span)
