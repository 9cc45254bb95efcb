"""What a report says of an act's being told: "is not true", "was a hoax", "in the simulation".

A predicate can take back, or doubt, all that hangs on what it is about, wherever it stands in the
sentence.  Which words do is the codebook's ``modality.yaml``.
"""

from __future__ import annotations

from collections import defaultdict

from detente.events.codebook import Effects
from detente.events.event_words import EventWords
from detente.language.structure import Clause, Phrase, Structure
from detente.model import Modality


class Verdicts:
    """The predicates of one report that say of what is told whether it is so."""

    def __init__(self, effects: Effects, structure: Structure, words: EventWords) -> None:
        self.structure, self._words = structure, words
        self._truths, self._undoubted = frozenset(effects.truths), frozenset(effects.undoubted)
        self._speech = frozenset(effects.presupposed)
        self._verdicts = inverse(effects.verdicts)
        self._settings, self._described = inverse(effects.settings), inverse(effects.described)
        self._tellings = frozenset(effects.tellings)
        self._retracting, self._errors = frozenset(effects.retracting), frozenset(effects.errors)
        self._unserious, self._imagined = frozenset(effects.unserious), frozenset(effects.imagined)
        self._of_phrases = self._all_of_phrases()
        self._describing: dict[int, list[Clause]] = defaultdict(list)
        for clause in structure.clauses:
            if clause.link == "relative" and clause.topic is not None and clause.tense == "none":
                self._describing[clause.topic].append(clause)

    def of_told(self, clause: Clause, parent: Clause) -> Modality | None:
        """What is said of what *parent* tells, *clause* being that; ``None`` where nothing is."""
        finite = clause.tense != "none" and clause.kind != "noun"
        if finite and parent.lemma in self._undoubted and self._is_denied(parent):
            return "actual"
        if clause.link == "complement" and parent.negation is not None and self._is_true(parent):
            return "negated"
        if clause.link == "complement" and finite:
            if self._is_told_in_play(clause, parent):
                return "hypothetical"
            called = self._verdicts.get(parent.lemma) if parent.kind == "noun" else None
            if called is not None and called != "planned" and not self._is_denied(parent):
                return called  # "the myth that", "it is a lie that"
        verdict = None if parent.phrase is None else self._of_phrases.get(parent.phrase)
        return None if verdict == "planned" else verdict

    def _is_told_in_play(self, clause: Clause, parent: Clause) -> bool:
        """ "The film shows how", "a novel about how", "a satirical website said that"."""
        if parent.kind == "noun":
            return clause.tense == "present" and parent.lemma in self._settings
        tellers = [self.structure.phrases[index] for index in parent.subject]
        if any(map(self._is_unserious, tellers)):
            return True
        played = any(teller.lemma in self._settings for teller in tellers)
        return played and clause.tense == "present"

    def _is_unserious(self, phrase: Phrase) -> bool:
        """Whether a phrase names what nobody tells in earnest, or what was put right later."""
        phrases = self.structure.phrases
        beside = [phrases[index] for index in phrase.appositions]
        if phrase.possessor is not None:
            beside.append(phrases[phrase.possessor])
        return any(
            not self._unserious.isdisjoint(
                (one.lemma, *one.modifiers, *(f"{word} {one.lemma}" for word in one.modifiers))
            )
            for one in (phrase, *beside)
        )

    def of_named(self, clause: Clause) -> Modality | None:
        """What is said of an act that a noun names: "the attack was a hoax", "talks due on"."""
        if clause.phrase is None:
            return None
        for other in self._describing.get(clause.phrase, ()):
            for key in (f"{other.lemma} {other.particle}", other.lemma):
                if key in self._described and other.negation is None:
                    return self._described[key]
        if clause.lemma in self._speech:
            return None  # a request that was rejected was made
        return self._of_phrases.get(clause.phrase)

    def of_setting(self, clause: Clause) -> tuple[str, Modality] | None:
        """The play, game or story in which an act takes place, and what that makes of it."""
        for host in (clause, *self.structure.ancestors(clause)):
            for index in host.oblique(*self._words.settings):
                phrase = self.structure.phrases[index]
                part = any(o.preposition in self._words.counted for o in phrase.obliques)
                described = index == host.topic  # "a play in which", "a world in which"
                if described and phrase.lemma in self._imagined:
                    return phrase.lemma, "hypothetical"
                if (self._is_act(phrase) and not described) or index == clause.phrase:
                    continue  # "took part in an exercise"
                if phrase.lemma in self._settings and not part:
                    return phrase.lemma, self._settings[phrase.lemma]
            for index in host.oblique(*self._words.of_jokes):
                if index != clause.phrase and self._is_unserious(self.structure.phrases[index]):
                    return self.structure.phrases[index].lemma, "hypothetical"
            if host.link == "root" or (host.tense != "none" and host.kind != "noun"):
                return None
        return None

    def _is_act(self, phrase: Phrase) -> bool:
        """Whether a verb carries a phrase as what is done: "took part in"."""
        return phrase.clause is not None and (
            self.structure.clauses[phrase.clause].support is not None
        )

    def _is_denied(self, clause: Clause) -> bool:
        if clause.negation is not None:
            return True
        above = None if clause.parent is None else self.structure.clauses[clause.parent]
        return above is not None and clause.kind == "noun" and above.negation is not None

    def _is_true(self, clause: Clause) -> bool:
        """Whether a predicate calls what it is about true: "is true", "is the case"."""
        attributes = (self.structure.phrases[index].lemma for index in clause.attribute)
        return clause.lemma in self._truths or not self._truths.isdisjoint(attributes)

    def _all_of_phrases(self) -> dict[int, Modality]:
        found: dict[int, Modality] = {}
        for clause in self.structure.clauses:
            if clause.kind == "noun":
                continue
            about = clause.subject
            for index in self._retracted(clause):
                found.setdefault(index, "negated")
            modality = None if clause.negation else self._verdict(clause)
            if modality is None and not clause.negation:
                lemmas = (self.structure.phrases[index].lemma for index in clause.attribute)
                modality = next((self._verdicts[x] for x in lemmas if x in self._verdicts), None)
            elif modality is not None and clause.kind == "verb":
                about = clause.object or self._as_tellings(clause) or clause.subject
            if clause.negation is not None and self._is_true(clause):
                modality = "negated"
            if modality is not None:
                for index in about:
                    found.setdefault(index, modality)
        return found

    def _verdict(self, clause: Clause) -> Modality | None:
        """What a predicate says of what it is about, alone or with an adverb: "is away"."""
        phrases = self.structure.phrases
        beside = [f"{clause.lemma} {word}" for word in (clause.particle, *clause.adverbs)]
        if clause.lemma in self._words.bare:  # "is on the cards"
            beside += [
                f"{o.preposition} {phrases[i].lemma}" for o in clause.obliques for i in o.phrases
            ]
        if clause.lemma in self._errors and self._is_of_tellings(clause):
            return "negated"  # "the report was wrong"
        return next(
            (self._verdicts[w] for w in (clause.lemma, *beside) if w in self._verdicts), None
        )

    def _is_of_tellings(self, clause: Clause) -> bool:
        return any(self.structure.phrases[i].lemma in self._tellings for i in clause.subject)

    def _retracted(self, clause: Clause) -> list[int]:
        """What tells of acts and is taken back: "withdrew its report"."""
        if clause.negation is not None or clause.modals:
            return []
        found = list(clause.object) if clause.lemma in self._retracting else []
        for oblique in clause.obliques:
            if f"{clause.lemma} {oblique.preposition}" in self._retracting:
                found += oblique.phrases
        return [index for index in found if self.structure.phrases[index].lemma in self._tellings]

    def _as_tellings(self, clause: Clause) -> tuple[int, ...]:
        """ "Dismissed as a lie a story that": the parser has the story under "as"."""
        under = clause.oblique(*self._words.as_what)
        return tuple(i for i in under if self.structure.phrases[i].lemma in self._tellings)


def inverse(table: dict[Modality, tuple[str, ...]]) -> dict[str, Modality]:
    """The modality of each word; the first where a word has several."""
    found: dict[str, Modality] = {}
    for modality, words in table.items():
        for word in words:
            found.setdefault(word, modality)
    return found
