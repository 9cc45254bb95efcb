"""An occasion told of before: "They met on 3 March.  During the meeting, she offered help."

A noun with "the", "that" or "their" names the act told last before it in its own words ("the
meeting": they met, or a meeting was held), and what was done at it was done then.  Only an act that
has a day beside it lends one; where the last one told has none, nothing is known of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from functools import cached_property

from detente.document import Document
from detente.language.structure import Clause, Structure
from detente.lookups import Hanging
from detente.model import TimeMention
from detente.stretches import Standing
from detente.times.time_tables import Governing
from detente.times.time_words import TimeWords

FARTHEST = 5
"""Sentences between an occasion and what was done at it; judgement."""
_SETTLED = frozenset({"definite", "demonstrative", "possessive"})


class Occasions:
    """The occasions of one report; *told* says whether a clause has a day beside it."""

    def __init__(
        self,
        document: Document,
        words: TimeWords,
        hanging: Hanging,
        told: Callable[[Clause], bool],
    ) -> None:
        self.structure, self.governing = document.structure, words.governing
        self._hanging, self._told = hanging, told

    def of(self, clause: Clause) -> tuple[Clause, Clause] | None:
        """The noun that names an occasion, *clause* itself or one it was at, and the act that
        told of it before."""
        if clause.kind == "noun":
            return self._named_by(clause)
        if clause.modals or clause.perfect:
            return None
        for noun in self._hanging.below.get(clause.index, ()):
            if noun.link == "oblique" and noun.mark in self.governing.occasion_marks:
                found = self._named_by(noun)
                if found is not None:
                    return found
        return None

    def _named_by(self, noun: Clause) -> tuple[Clause, Clause] | None:
        """A noun that points back, with the dated act that it points to."""
        if noun.kind != "noun" or not self._points_back(noun):
            return None
        candidates = self._acts.get(noun.lemma, [])
        place = bisect_left(candidates, noun.trigger.start, key=lambda c: c.trigger.start)
        if not place:
            return None
        act = candidates[place - 1]
        near = noun.sentence - act.sentence <= FARTHEST
        return (noun, act) if near and self._told(act) else None

    def _points_back(self, noun: Clause) -> bool:
        """Whether nothing but "the", "that" or "her" says which one is meant."""
        if noun.lemma not in self.governing.occasions or noun.phrase is None:
            return False
        phrase = self.structure.phrases[noun.phrase]
        owner = None if phrase.possessor is None else self.structure.phrases[phrase.possessor]
        plain = not phrase.modifiers and (owner is None or owner.pos == "PRON")
        return plain and phrase.definiteness in _SETTLED

    @cached_property
    def _acts(self) -> dict[str, list[Clause]]:
        """By noun, in the order of the text: the acts that it may point to, those that point back
        themselves aside."""
        nouns: dict[str, list[str]] = {}
        for noun, lemmas in self.governing.occasions.items():
            for lemma in (noun, *sorted(lemmas)):
                nouns.setdefault(lemma, []).append(noun)
        found: dict[str, list[Clause]] = {}
        for clause in sorted(self.structure.clauses, key=lambda c: (c.trigger.start, c.index)):
            if clause.lemma in nouns and not self._points_back(clause):
                for noun in nouns[clause.lemma]:
                    found.setdefault(noun, []).append(clause)
        return found


def day_followed(
    structure: Structure, governing: Governing, times: Standing[TimeMention], clause: Clause
) -> TimeMention | None:
    """The day of what a relative clause comes after: "thawed after the flood of 3 May, when".

    What is told so was done on that day or later.
    """
    noun = None if clause.parent is None else structure.clauses[clause.parent]
    above = None if noun is None or noun.parent is None else structure.clauses[noun.parent]
    if noun is None or above is None or clause.mark not in governing.same_occasion:
        return None
    if noun.mark not in governing.after:
        return None
    for index in above.oblique(noun.mark):
        for oblique in structure.phrases[index].obliques:
            if oblique.preposition in governing.of:
                for phrase in oblique.phrases:
                    for day in times.overlapping(structure.phrases[phrase].span):
                        if day.interval.earliest is not None:
                            return day
    return None
