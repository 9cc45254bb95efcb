"""Why a sentence is coded as it is, or not at all: what each step of the coder went by.

The steps are taken anew beside the coder's own run, whose events and reasons stand as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from detente.document import Document
from detente.events.codebook import Codebook, Signal
from detente.events.coder import EventCoder
from detente.events.construction import clause_of
from detente.events.reality import Reality
from detente.events.role_participants import Roles
from detente.events.signal_matching import Entry, Match, Matcher, ReportMatcher, Restriction
from detente.events.weaknesses import YES_OR_NO, Weighing, weak_points
from detente.language.structure import Clause
from detente.model import (
    Actor,
    EventMention,
    Interval,
    Modality,
    Participant,
    Span,
    Uncoded,
)
from detente.reader.nearest import Near


class Step(Struct, frozen=True):
    """A restriction of a signal, what it asks for, what the clause has there, and if that will do.

    ``restriction`` is the codebook's key ("object", "prepositions to"; "with" for the second word
    of a predicate such as "slap down"); ``asked`` is as the codebook has it.
    """

    restriction: str
    asked: tuple[str, ...]
    found: tuple[str, ...]
    met: bool


class Tried(Struct, frozen=True):
    """A signal that has the clause's predicate.  The first that is met in full is the match."""

    type: str
    signal: str
    steps: tuple[Step, ...]
    matched: bool

    @property
    def unmet(self) -> tuple[Step, ...]:
        """The restrictions that the clause does not meet."""
        return tuple(step for step in self.steps if not step.met)


class RoleSeen(Struct, frozen=True):
    """A role that was asked, and the actors it names."""

    role: str
    names: tuple[str, ...]


class Influence(Struct, frozen=True):
    """A word and what it makes of the act."""

    word: str
    modality: Modality


Finding = Callable[[Document, Clause], Iterable[Near]]
"""The examples most like the words of a clause, the likest first."""

WORTH_TELLING = 0.05
"""From which share on a type is named among what the reader makes of a clause."""


class ClauseSeen(Struct, frozen=True):
    """One clause as the language room read it, and what the coder made of it.

    ``arguments`` pairs "subject", "object", a preposition ... with the words there.  ``form`` has
    tense, voice, negation and modals.  ``hangs_on`` says on what and how; empty for a sentence's
    own predicate.  ``tried`` are the signals of its predicate, in their order; roles, modality and
    influences are those of the match and empty without one.  ``events`` are ids, ``reasons`` say
    why a match came to no event of its own.  ``read`` are the types that the reader takes it for
    with their shares, the likeliest first, and ``like`` the examples that are most like it; both
    empty where it was not asked.
    """

    predicate: str
    lemma: str
    kind: str
    words: str
    sentence: int
    arguments: tuple[tuple[str, tuple[str, ...]], ...] = ()
    form: tuple[str, ...] = ()
    hangs_on: str = ""
    tried: tuple[Tried, ...] = ()
    actors: tuple[RoleSeen, ...] = ()
    recipients: tuple[RoleSeen, ...] = ()
    modality: Modality | None = None
    influences: tuple[Influence, ...] = ()
    events: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    read: tuple[tuple[str, float], ...] | None = None
    like: tuple[Near, ...] = ()

    @property
    def match(self) -> Tried | None:
        """The signal that matched."""
        return next((tried for tried in self.tried if tried.matched), None)


class ActorSeen(Struct, frozen=True):
    """Somebody whom the sentence names, with all words that name them."""

    id: str
    actor: Actor
    words: tuple[str, ...]


class Explanation(Struct, frozen=True):
    """A report, short as a sentence, step by step; ``events`` and ``uncoded`` are the outcome.

    ``weaknesses`` names, by an event's id, what takes off of the confidence that all its fields are
    right; empty for an ontology of one's own, of which nothing was judged.
    """

    text: str
    published: Interval
    actors: tuple[ActorSeen, ...]
    clauses: tuple[ClauseSeen, ...]
    events: tuple[EventMention, ...]
    uncoded: tuple[Uncoded, ...]
    weaknesses: dict[str, tuple[str, ...]] = {}

    def actor(self, id_: str) -> Actor:
        """The actor of a participant."""
        return next(seen.actor for seen in self.actors if seen.id == id_)


def explain(coder: EventCoder, document: Document, like: Finding = lambda *_: ()) -> Explanation:
    """Why *coder* coded the report of *document*, which has its events, as it did.

    *like* finds the examples that the reader goes by.
    """
    clauses = _Clauses(coder, document, like)
    return Explanation(
        text=document.text,
        published=document.report.published.interval,
        actors=tuple(_actors(document)),
        clauses=tuple(clauses.seen(clause) for clause in document.structure.clauses),
        events=document.events,
        uncoded=document.uncoded,
        weaknesses=dict(_weaknesses(coder, document)),
    )


def _weaknesses(coder: EventCoder, document: Document) -> Iterator[tuple[str, tuple[str, ...]]]:
    weighing = Weighing(document)
    for event in document.events if coder.trust else ():
        clause = clause_of(event, document.structure)
        if clause is not None:
            points = weak_points(weighing.of(event, clause), event.type_confidence)
            yield event.id, tuple(name for name, _ in points if name in YES_OR_NO)


def _actors(document: Document) -> Iterator[ActorSeen]:
    acting = {p.actor: p.span for e in document.events for p in (*e.actors, *e.recipients)}
    for id_, actor in document.actors.actors.items():
        spans = [m.span for m in document.actors.mentions if m.actor == id_]
        if not spans and id_ in acting:
            spans = [acting[id_]]
        if spans:
            yield ActorSeen(id_, actor, tuple(span.of(document.text) for span in spans))


class _Clauses:
    """Explains the clauses of one report."""

    def __init__(self, coder: EventCoder, document: Document, like: Finding) -> None:
        self.document, self.like = document, like
        self.codebook: Codebook = coder.codebook
        self.matcher: Matcher = coder.matcher
        self.on: ReportMatcher = coder.matcher.on(document)
        self.report, self.structure = document.report, document.structure
        self.actors = document.actors.actors
        self.roles = Roles(document, self.on)
        self.reality = Reality(coder.codebook.effects, document.structure, coder.words)
        self.events, self.uncoded = document.events, document.uncoded

    def seen(self, clause: Clause) -> ClauseSeen:
        match = self.on.match(clause.index)
        actors, recipients = ((), ()) if match is None else self._roles(match, clause)
        required = match is not None and match.signal.negation == "required"
        influences = self.reality.influences(clause, ignore_negation=required)
        return ClauseSeen(
            predicate=self._words(clause.trigger),
            lemma=f"{clause.lemma} {clause.particle}".strip(),
            kind=clause.kind,
            words=self._words(clause.extent),
            sentence=clause.sentence,
            arguments=tuple(self._arguments(clause)),
            form=tuple(self._form(clause)),
            hangs_on=self._hangs_on(clause),
            tried=tuple(self._tried(clause, match)),
            actors=actors,
            recipients=recipients,
            modality=self.reality.of(clause, ignore_negation=required) if match else None,
            influences=tuple(Influence(*i) for i in dict.fromkeys(influences)) if match else (),
            events=tuple(e.id for e in self.events if e.trigger == clause.trigger),
            reasons=tuple(u.reason for u in self.uncoded if u.span == clause.trigger),
            read=self._read(clause),
            like=tuple(self.like(self.document, clause)) if self._is_read(clause) else (),
        )

    def _read(self, clause: Clause) -> tuple[tuple[str, float], ...] | None:
        hint = self.document.hints.get(clause.index)
        if hint is None:
            return None
        likely = sorted(hint.shares.items(), key=lambda one: (-one[1], one[0]))
        return tuple((name, share) for name, share in likely if share >= WORTH_TELLING)

    def _is_read(self, clause: Clause) -> bool:
        """Whether the reader takes a clause for some act, or was asked of one that is coded."""
        hint = self.document.hints.get(clause.index)
        coded = any(e.trigger == clause.trigger for e in self.events)
        return hint is not None and (coded or sum(hint.shares.values()) >= 0.5)

    def _words(self, span: Span) -> str:
        return " ".join(span.of(self.report.text).split())

    def _phrases(self, indexes: Iterable[int]) -> tuple[str, ...]:
        return tuple(self._words(self.structure.phrases[index].core) for index in indexes)

    def _arguments(self, clause: Clause) -> Iterator[tuple[str, tuple[str, ...]]]:
        for name in ("subject", "object", "indirect", "attribute"):
            if indexes := getattr(clause, name):
                yield name, self._phrases(indexes)
        for oblique in clause.obliques:
            yield oblique.preposition, self._phrases(oblique.phrases)
        if clause.complements:
            inner = (self.structure.clauses[c].trigger for c in clause.complements)
            yield "complement", tuple(self._words(trigger) for trigger in inner)

    def _form(self, clause: Clause) -> Iterator[str]:
        if clause.tense != "none":
            yield clause.tense
        for name in ("passive", "perfect", "progressive", "infinitive"):
            if getattr(clause, name):
                yield name
        if clause.negation is not None:
            yield f"negated by “{self._words(clause.negation)}”"
        for modal in clause.modals:
            yield f"with “{modal}”"
        if clause.support is not None:
            carrier = self.structure.clauses[clause.support]
            yield f"carried by “{self._words(carrier.trigger)}”"

    def _hangs_on(self, clause: Clause) -> str:
        if clause.parent is None:
            return ""
        parent = self.structure.clauses[clause.parent]
        mark = f" by “{clause.mark}”" if clause.mark else ""
        return f"{clause.link} of “{self._words(parent.trigger)}”{mark}"

    def _tried(self, clause: Clause, match: Match | None) -> Iterator[Tried]:
        for entry in self.matcher.candidates(clause):
            steps = tuple(
                Step(
                    " ".join(restriction) if restriction[0] == "prepositions" else restriction[0],
                    self._asked(entry, restriction),
                    self._found(clause, entry, restriction),
                    met,
                )
                for restriction, met in self.on.steps(clause, entry, set())
            )
            matched = match is not None and entry.signal is match.signal
            matched = matched and all(step.met for step in steps)
            yield Tried(entry.type, entry.signal.name, steps, matched)
            if matched:
                match = None  # the signal's further predicates do not match again

    @staticmethod
    def _asked(entry: Entry, restriction: Restriction) -> tuple[str, ...]:
        key, value = restriction
        if key == "prepositions":
            return entry.signal.prepositions[value]
        if value:
            return (value,)
        asked: tuple[str, ...] = getattr(entry.signal, key.replace("-", "_"))
        return asked

    def _found(self, clause: Clause, entry: Entry, restriction: Restriction) -> tuple[str, ...]:
        key, value = restriction
        if key == "voice":
            return ("passive" if clause.passive else "active",)
        if key == "negation":
            return () if clause.negation is None else (self._words(clause.negation),)
        if key in ("words", "unless"):
            asked = self.codebook.expand(getattr(entry.signal, key))
            lemmas = self.on.lemmas(clause)
            return tuple(sorted(word for word in asked if set(word.split()) <= lemmas))
        if key == "prepositions":
            return self._phrases(self.on.oblique(clause, value))
        if key in ("about", "about-not"):
            below = (self.structure.clauses[c].trigger for c in self.on.below(clause.index))
            inner = tuple(self._words(trigger) for trigger in below)
            return inner + self._phrases(clause.object + clause.attribute)
        if key == "complement":
            return tuple(self._words(inner.trigger) for inner in self.on.said(clause))
        if key == "modals":
            return clause.modals
        if key == "doer":
            return self._phrases(clause.subject)
        if key == "complement-negation":
            denied = (c.negation for c in self.on.said(clause) if c.negation is not None)
            return tuple(map(self._words, denied))
        if key == "complement-modals":
            return tuple(modal for inner in self.on.said(clause) for modal in inner.modals)
        if key == "with":
            return self._extras(clause)
        return self._phrases(getattr(clause, key.removesuffix("-not")))

    def _extras(self, clause: Clause) -> tuple[str, ...]:
        """What could be the second word of the clause's predicate."""
        if clause.phrase is not None:
            return self.structure.phrases[clause.phrase].modifiers
        words = (clause.particle, *clause.adverbs, *(o.preposition for o in clause.obliques))
        return tuple(dict.fromkeys(word for word in words if word))

    def _roles(
        self, match: Match, clause: Clause
    ) -> tuple[tuple[RoleSeen, ...], tuple[RoleSeen, ...]]:
        event_type = self.codebook.types[match.type]
        acting: tuple[Participant, ...] = ()
        actors = []
        for role, acting in self.roles.named(match, match.signal.actor or event_type.actor):
            actors.append(RoleSeen(role, self._names(acting)))
            if acting:
                break
        recipients = []
        taken = {p.actor for p in acting}
        for role, named in self.roles.named(match, match.signal.recipient or event_type.recipient):
            found = self.roles.counterpart(clause, acting) if role == "counterpart" else named
            recipients.append(RoleSeen(role, self._names(found)))
            if any(p.actor not in taken for p in found):
                break
        else:
            own = match.signal.implied_recipient
            implied = event_type.implied_recipient if own is None else own
            for role in implied:
                found = self.roles.implied(match, [role], acting)
                recipients.append(RoleSeen(role, self._names(found)))
                if found:
                    break
        return tuple(actors), tuple(recipients)

    def _names(self, participants: Iterable[Participant]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.actors[p.actor].name for p in participants))


def why_not(explanation: Explanation, type_: str, codebook: Codebook) -> str:
    """What kept an act of *type_* from being coded: the uncoded one, or the signal that came near.

    Says what of the sentence no signal of the type has, where none has its predicate.
    """
    for clause in explanation.clauses:
        match = clause.match
        if match is None or match.type != type_:
            continue
        if clause.reasons:
            return f"“{clause.predicate}”: {'; '.join(clause.reasons)}"
        others = [e.type for e in explanation.events if e.id in clause.events and e.type != type_]
        if others:
            what = f"{type_}/{match.signal} matched, but {modality_text(clause)}"
            return f"“{clause.predicate}”: {what}, so it is coded as {', '.join(others)}"
    near = [
        (clause, tried)
        for clause in explanation.clauses
        for tried in clause.tried
        if tried.type == type_ and not tried.matched
    ]
    if near:
        clause, tried = min(near, key=lambda pair: len(pair[1].unmet))
        return f"“{clause.predicate}”: {type_}/{tried.signal} {_lacks(clause, tried)}"
    predicates = dict.fromkeys(f"“{c.lemma}” ({c.kind})" for c in explanation.clauses)
    if not predicates:
        return "no clause was read in it"
    signals: tuple[Signal, ...] = codebook.types[type_].signals if type_ in codebook.types else ()
    return f"none of {type_}'s {len(signals)} signals has {', '.join(predicates)}"


def _lacks(clause: ClauseSeen, tried: Tried) -> str:
    if not tried.unmet:
        first = clause.match
        other = f"{first.type}/{first.signal}" if first else "another"
        return f"comes after {other}, which matches too"
    return "comes near, but " + "; ".join(unmet_text(step) for step in tried.unmet)


def modality_text(clause: ClauseSeen) -> str:
    """``it is planned (“will” makes it planned)``."""
    words = ", ".join(f"“{i.word}” makes it {i.modality}" for i in clause.influences)
    return f"it is {clause.modality}" + (f" ({words})" if words else "")


def unmet_text(step: Step, most: int = 5) -> str:
    """``its object is “talks”, none of tie, relation ...``."""
    asked = ", ".join(step.asked[:most]) + (" ..." if len(step.asked) > most else "")
    found = ", ".join(f"“{word}”" for word in step.found)
    if step.restriction in ("words", "about"):
        where = "in its clause" if step.restriction == "words" else "in what it is about"
        also = f" ({found})" if found else ""
        return f"none of {asked} is {where}{also}"
    if step.restriction == "unless":
        return f"{found} is in its clause"
    if step.restriction.endswith("-not"):
        return f"its {step.restriction.removesuffix('-not')} is {found}, one of {asked}"
    if step.restriction == "voice":
        return f"it is {step.found[0]}, not {asked}"
    if step.restriction == "negation":
        return "it is negated" if step.found else "it is not negated"
    if step.restriction == "with":
        return f"it has no “{asked}” with it"
    what = step.restriction
    if what.startswith("prepositions "):
        what = f"“{what.removeprefix('prepositions ')}”"
    return f"its {what} is {found}, none of {asked}" if found else f"it has no {what} ({asked})"
