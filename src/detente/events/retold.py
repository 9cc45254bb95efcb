"""Acts that go back to others told before: "the meeting", "talks that included a meeting with"."""

from __future__ import annotations

from collections.abc import Iterable

from detente.document import ActorReading
from detente.events.choosing_acts import Candidate
from detente.language.structure import Clause, Phrase, Structure

# How many sentences "the meeting" reaches back; what was told further back is mostly another one.
REACH = 5

# Words before an event noun that make it another event than the one told before.
_ANOTHER = frozenset(
    {
        "previous", "earlier", "past", "last", "next", "other", "another", "future", "further",
        "such", "new", "former", "separate", "coming", "upcoming", "scheduled", "planned",
    }
)  # fmt: skip

# "After talks ...": what a bare plural follows is an act that was told of before.
_AFTER = frozenset({"after", "during", "following", "at", "in"})


def told_before(
    clause: Clause,
    type_: str,
    before: Iterable[Candidate],
    structure: Structure,
    reading: ActorReading,
) -> Candidate | None:
    """The act that a description goes back to: "Friday's negotiations", "the meeting".

    *before* are the acts told so far, latest first, all of them of several participants.
    """
    if clause.kind != "noun" or clause.phrase is None:
        return None
    phrase = structure.phrases[clause.phrase]
    definite = phrase.definiteness in ("definite", "demonstrative", "possessive")
    after = phrase.plural and phrase.definiteness == "bare" and clause.mark in _AFTER
    if not (definite or after) or _ANOTHER & set(phrase.modifiers):
        return None
    for candidate in before:
        near = clause.sentence - candidate.clause.sentence <= REACH
        told = candidate.match.type == type_ and candidate.modality == "actual"
        if near and told and len(candidate.actors) >= 2:
            fits = _names_no_others(clause.phrase, phrase, candidate, structure, reading)
            return candidate if fits else None
    return None


def _names_no_others(
    index: int, phrase: Phrase, candidate: Candidate, structure: Structure, reading: ActorReading
) -> bool:
    """Whether a phrase names nobody but those who took part: "the Gulf council's summit"."""
    taking_part = {p.actor for p in candidate.actors}
    countries = {reading.actors[p.actor].country for p in candidate.actors}
    for mention in reading.inside(structure, index):
        known = reading.actors[mention.actor]
        if mention.actor not in taking_part and known.country not in countries:
            return False
    whose = phrase.possessor
    if whose is None or reading.of(whose):
        return True
    entity = structure.phrases[whose].entity
    timed = entity is not None and structure.entities[entity].kind == "time"
    return timed or structure.phrases[whose].pos == "PRON"


def part_of(
    clause: Clause,
    type_: str,
    before: Iterable[Candidate],
    structure: Structure,
    including: frozenset[str],
) -> Candidate | None:
    """The act that this one is said to be part of: "talks that included a meeting with ...".

    *including* are the verbs that make their object a part of their subject.
    """
    if clause.kind != "noun" or clause.parent is None:
        return None
    parent = structure.clauses[clause.parent]
    if parent.lemma not in including:
        return None
    wholes = {structure.phrases[p].clause for p in parent.subject}
    return next((c for c in before if c.clause.index in wholes and c.match.type == type_), None)
