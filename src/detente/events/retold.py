"""Acts that go back to others told before: "the meeting", "talks that included a meeting with"."""

from __future__ import annotations

from collections.abc import Callable

from detente.events.choosing_acts import Candidate
from detente.events.signal_matching import ReportMatcher
from detente.language.structure import Clause, Phrase

# How many sentences "the meeting" reaches back; what was told further back is mostly another one.
REACH = 5


class ToldSoFar:
    """The acts of a report as they are told, in the order of its sentences."""

    def __init__(self) -> None:
        self.acts: list[Candidate] = []
        self._of_clause: dict[int, list[Candidate]] = {}

    def add(self, act: Candidate) -> None:
        """Take *act* as told, after all that were."""
        self.acts.append(act)
        self._of_clause.setdefault(act.clause.index, []).append(act)

    def of(self, clause: int) -> list[Candidate]:
        """The acts of one clause."""
        return self._of_clause.get(clause, [])


def told_before(
    clause: Clause,
    type_: str,
    told: ToldSoFar,
    matcher: ReportMatcher,
    mutual: Callable[[Candidate], bool],
) -> Candidate | None:
    """The act that a description goes back to: "Friday's negotiations", "the meeting".

    *mutual* says of an act whether all take part in it alike.
    """
    if clause.kind != "noun" or clause.phrase is None:
        return None
    phrase, words = matcher.structure.phrases[clause.phrase], matcher.words
    definite = phrase.definiteness in ("definite", "demonstrative", "possessive")
    after = phrase.plural and phrase.definiteness == "bare" and clause.mark in words.after
    if not (definite or after) or words.another & set(phrase.modifiers):
        return None
    for candidate in reversed(told.acts):
        if clause.sentence - candidate.clause.sentence > REACH:
            return None
        same = candidate.match.type == type_ and candidate.modality == "actual"
        if same and len(candidate.actors) >= 2 and mutual(candidate):
            fits = _names_no_others(clause.phrase, phrase, candidate, matcher)
            return candidate if fits else None
    return None


def deed_before(
    clause: Clause,
    type_: str,
    told: ToldSoFar,
    matcher: ReportMatcher,
    mutual: Callable[[Candidate], bool],
) -> Candidate | None:
    """The one-sided act that bare words for a deed go back to: "the visit", "the raid".

    The nearest sentence that tells one is meant, and of several in it the one that its main clause
    tells: what that says by the way is not what the report is about.
    """
    if clause.kind != "noun" or clause.phrase is None:
        return None
    phrase, words = matcher.structure.phrases[clause.phrase], matcher.words
    bare = phrase.definiteness in ("definite", "demonstrative") and phrase.possessor is None
    if not bare or phrase.plural or words.another & set(phrase.modifiers):
        return None
    if matcher.inside(clause.phrase):
        return None
    near: list[Candidate] = []
    for candidate in reversed(told.acts):
        if clause.sentence - candidate.clause.sentence > REACH:
            break
        if near and candidate.clause.sentence != near[0].clause.sentence:
            break
        apart = candidate.clause.index != clause.index and candidate.modality == "actual"
        if apart and candidate.match.type == type_ and candidate.actors and not mutual(candidate):
            near.append(candidate)
    deep = matcher.structure.ancestors
    return min(near, key=lambda act: sum(1 for _ in deep(act.clause)), default=None)


def _names_no_others(
    index: int, phrase: Phrase, candidate: Candidate, matcher: ReportMatcher
) -> bool:
    """Whether a phrase names nobody but those who took part: "the Gulf council's summit"."""
    structure, reading = matcher.structure, matcher.reading
    taking_part = {p.actor for p in candidate.actors}
    countries = {reading.actors[p.actor].country for p in candidate.actors}
    for mention in matcher.inside(index):
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
    told: ToldSoFar,
    matcher: ReportMatcher,
    including: frozenset[str],
) -> Candidate | None:
    """The act that this one is said to be part of: "talks that included a meeting with ...".

    *including* are the verbs that make their object a part of their subject.
    """
    if clause.kind != "noun" or clause.parent is None:
        return None
    structure = matcher.structure
    parent = structure.clauses[clause.parent]
    if parent.lemma not in including:
        return None
    wholes = sorted(c for p in parent.subject if (c := structure.phrases[p].clause) is not None)
    acts = (act for whole in wholes for act in told.of(whole))
    return next((act for act in acts if act.match.type == type_), None)
