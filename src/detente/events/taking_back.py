"""What a report takes back of what it told before: "It had not.", "The report was false."

The denial stands in the next sentence or clause and names no act; it reaches what the last saying
before it tells.  Which words do is the codebook's ``modality.yaml``.
"""

from __future__ import annotations

from collections import defaultdict

from detente.events.codebook import Effects
from detente.events.event_words import EventWords
from detente.events.verdicts import inverse
from detente.language.structure import Clause, Structure
from detente.model import Modality


def taken_back(effects: Effects, structure: Structure, words: EventWords) -> dict[int, Modality]:
    """The clauses that are told and then taken back, by index, with what that makes of them."""
    return _TakingBack(effects, structure, words).found


class _TakingBack:
    """Looks for what takes back what was told before."""

    def __init__(self, effects: Effects, structure: Structure, words: EventWords) -> None:
        self._structure, self._words = structure, words
        self._tellings, self._errors = frozenset(effects.tellings), frozenset(effects.errors)
        self._retracting, self._truths = frozenset(effects.retracting), frozenset(effects.truths)
        self._verdicts, self._occurring = inverse(effects.verdicts), frozenset(effects.occurring)
        hearsay = {*effects.transparent, *effects.tellings}
        self._told: dict[int, list[Clause]] = defaultdict(list)
        for clause in structure.clauses:
            above = None if clause.parent is None else structure.clauses[clause.parent]
            said = clause.link == "complement" and clause.tense != "none"
            if said and above is not None and above.lemma in hearsay:
                self._told[clause.sentence].append(clause)
        self.found: dict[int, Modality] = {}
        for clause in structure.clauses if self._told else ():
            if clause.kind != "noun" and (effect := self._effect(clause)) is not None:
                for told in self._told_before(clause):
                    self.found.setdefault(told.index, effect)

    def _effect(self, clause: Clause) -> Modality | None:
        """What a clause makes of what was told before it, if it speaks of that."""
        if clause.modals or clause.tense == "none":
            return None
        if self._is_bare_denial(clause) or self._retracts(clause):
            return "negated"
        about = clause.subject
        attributes = [self._structure.phrases[index].lemma for index in clause.attribute]
        named = [word for word in (clause.lemma, *attributes) if word in self._verdicts]
        effect: Modality | None = self._verdicts[named[0]] if named else None
        if clause.negation is not None:
            effect = None if self._truths.isdisjoint((clause.lemma, *attributes)) else "negated"
        elif clause.kind == "verb" and not attributes:
            about = clause.object or clause.subject
        if effect not in ("negated", "hypothetical") or clause.complements:
            return None
        return effect if any(map(self._goes_back, about)) else None

    def _is_bare_denial(self, clause: Clause) -> bool:
        """ "It had not", "they never did"; "nothing of the kind happened"."""
        phrases = self._structure.phrases
        subjects = [phrases[index] for index in clause.subject]
        if clause.kind != "verb" or clause.negation is None or not subjects:
            return False
        if clause.lemma in self._words.bare:
            more = clause.object or clause.attribute or clause.obliques or clause.complements
            return not more and all(s.lemma in self._words.referring for s in subjects)
        under = (i for s in subjects for o in s.obliques for i in o.phrases)
        such = not self._words.such_things.isdisjoint(phrases[i].lemma for i in under)
        nothing = any(s.lemma in self._words.nothing for s in subjects)
        return such and nothing and clause.lemma in self._occurring

    def _retracts(self, clause: Clause) -> bool:
        """ "We regret the error"."""
        keys = [clause.lemma, *(f"{clause.lemma} {o.preposition}" for o in clause.obliques)]
        if self._retracting.isdisjoint(keys) or clause.negation is not None:
            return False
        phrases = (*clause.object, *(i for o in clause.obliques for i in o.phrases))
        return any(self._structure.phrases[index].lemma in self._errors for index in phrases)

    def _goes_back(self, index: int) -> bool:
        """Whether a phrase means what was told: "this", "the report"."""
        phrase = self._structure.phrases[index]
        if phrase.pos in ("PRON", "DET"):
            return phrase.lemma in self._words.referring
        known = phrase.definiteness in ("definite", "demonstrative")
        return known and phrase.lemma in self._tellings

    def _told_before(self, clause: Clause) -> list[Clause]:
        """What the last saying before a clause tells, in its sentence or else in the one before."""
        above = {clause.index, *(other.index for other in self._structure.ancestors(clause))}
        here = [
            told
            for told in self._told.get(clause.sentence, ())
            if told.trigger.start < clause.trigger.start
            and above.isdisjoint((told.index, told.parent))
        ]
        if not here and clause.link == "root":
            here = self._told.get(clause.sentence - 1, [])
        return [told for told in here if told.parent == here[-1].parent]
