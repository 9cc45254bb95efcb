"""Whether an act took place: modality from the clause and from what governs it.

"Failed to meet", "cancelled the visit", "would cooperate only if", "a mooted trip": the words
around an act decide whether it happened.  Which word does what is the codebook's
``modality.yaml``; this module knows how effects combine along the way up.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente.events.codebook import Effects
from detente.events.event_words import EventWords
from detente.events.spoken_deeds import Spoken
from detente.events.taking_back import taken_back
from detente.events.verdicts import Verdicts, inverse
from detente.language.structure import Clause, Structure
from detente.model import Modality

# How far up the clauses that govern an act are followed.
DEEPEST = 40

_ORDER: tuple[Modality, ...] = ("negated", "conditional", "hypothetical", "planned", "historical")


class Reality:
    """Reads the modality of the acts of one report."""

    def __init__(self, effects: Effects, structure: Structure, words: EventWords) -> None:
        self.structure, self._words = structure, words
        self._complement = inverse(effects.complement)
        self._argument = inverse(effects.argument)
        self._modifiers = inverse(effects.modifiers)
        self._modals = inverse(effects.modals)
        self._marks = inverse(effects.marks)
        self._adverbs = inverse(effects.adverbs)
        self._transparent = frozenset(effects.transparent)
        self._intended = frozenset(effects.intended)
        self._ordinals = frozenset(effects.ordinals)
        self._counted = _counted(structure, frozenset(effects.generic), words)
        self._verdicts = Verdicts(effects, structure, words)
        self._taken_back = taken_back(effects, structure, words)
        self._presupposed = frozenset(effects.presupposed)
        self._spoken = Spoken(effects.performed, structure)
        self._occurrences = _occurrences(structure, frozenset(effects.occurring))
        self._conditions = {
            c.parent
            for c in structure.clauses
            if c.parent is not None and c.mark in words.conditions
        }

    def of(self, clause: Clause, *, ignore_negation: bool = False) -> Modality:
        """The modality of the act that *clause* describes.

        *ignore_negation* is for signals whose meaning includes the negation.
        """
        own = self._own(clause, ignore_negation=ignore_negation)
        around = self._around(clause, frozenset({clause.index}))
        return _combine(own, around)

    def is_transparent(self, clause: Clause) -> bool:
        """Whether the clause is one of saying, which leaves reality to what is said."""
        return clause.lemma in self._transparent

    def is_only_intended(self, clause: Clause) -> bool:
        """Whether an act lies ahead only as somebody's purpose: "plans to", "is expected to".

        Who promises, agrees or announces an act gives word of it, who plans one does not.
        """
        if clause.modals or clause.tense == "future" or clause.link != "complement":
            return False
        above = None if clause.parent is None else self.structure.clauses[clause.parent]
        return above is not None and above.lemma in self._intended

    def governor(self, clause: Clause) -> tuple[Clause, Modality] | None:
        """The nearest clause above that makes this one other than actual, and what it makes it."""
        seen: set[int] = set()
        while clause.parent is not None and clause.index not in seen:
            seen.add(clause.index)
            parent = self.structure.clauses[clause.parent]
            effect = self._effect(clause, parent)
            if effect is not None and effect != "actual":
                return parent, effect
            if self._stands_for_itself(clause) and clause.tense != "none":
                return None
            clause = parent
        return None

    @staticmethod
    def _stands_for_itself(clause: Clause) -> bool:
        """Whether what governs reaches no further: "was ready to sign when X asked"."""
        if clause.link == "relative":
            return not clause.infinitive
        return clause.link == "adverbial" and clause.tense != "none"

    def influences(
        self, clause: Clause, *, ignore_negation: bool = False
    ) -> Iterator[tuple[str, Modality]]:
        """The words that make an act other than actual, nearest first, and what each makes it.

        :meth:`of` says what they come to together.
        """
        yield from self._effects(clause, ignore_negation=ignore_negation)
        seen = {clause.index}
        if (occurrence := self._occurrence(clause, frozenset(seen))) is not None:
            seen.add(occurrence[0].index)
            yield _verb(occurrence[0]), occurrence[1]
            return
        while clause.parent is not None and clause.parent not in seen:
            parent = self.structure.clauses[clause.parent]
            seen.add(parent.index)
            if clause.link == "conjunct":
                clause = parent
                continue
            if self._is_of_nobody(clause, parent):
                yield f"{self._words.shown.negation} {parent.lemma}", "negated"
                return
            effect = self._effect(clause, parent)
            if effect is None:
                if parent.negation is not None:
                    yield f"{self._words.shown.negation} {parent.lemma}", "hypothetical"
                return
            if effect != "actual":
                yield self._word_between(clause, parent), effect
            finite = clause.link == "adverbial" and clause.tense != "none"
            if clause.link == "relative" or finite or effect in ("hypothetical", "conditional"):
                return
            if effect == "actual" and _is_presupposed(clause, parent):
                return
            yield from self._effects(parent)
            clause = parent

    def _own(self, clause: Clause, *, ignore_negation: bool = False) -> Modality:
        found: Modality = "actual"
        for _, effect in self._effects(clause, ignore_negation=ignore_negation):
            found = _combine(found, effect)
        return found

    def _effects(
        self, clause: Clause, *, ignore_negation: bool = False
    ) -> Iterator[tuple[str, Modality]]:
        """The words of a clause that make its act other than actual, and what each makes it."""
        words = self._words
        yield from self._beside(clause)
        if clause.negation is not None and not ignore_negation:
            yield words.shown.negation, "negated"
        if (setting := self._verdicts.of_setting(clause)) is not None:
            yield setting
        if clause.index in self._conditions and (clause.modals or clause.tense == "future"):
            yield words.shown.condition, "conditional"
            return
        for modal in clause.modals:
            effect = self._modals.get(modal, "actual")
            if effect == "hypothetical" and clause.perfect and modal in words.future_in_past:
                effect = "negated"  # "would have signed": it did not
            elif modal in words.future_in_past and self._future_in_past(clause):
                effect = "planned"
            if effect != "actual":
                yield modal, effect
        if clause.tense == "future" and not clause.modals:
            yield words.shown.future, "planned"
        if clause.parent is None and clause.kind != "noun" and self._is_asked(clause):
            yield words.shown.question, "hypothetical"
        if clause.infinitive and clause.parent is None:
            # "Norway to visit Chile" is a headline, "Visit Chile!" a command.
            somebody = clause.object if clause.passive else clause.subject
            yield words.shown.infinitive, "planned" if somebody else "hypothetical"
        if self._contrary(clause):
            yield words.shown.contrary, "hypothetical"
        if (counted := self._is_counted(clause)) is not None:
            yield counted, "hypothetical"

    def _beside(self, clause: Clause) -> Iterator[tuple[str, Modality]]:
        """The adjectives, nouns and adverbs beside an act's own word that make it other."""
        modifiers: tuple[str, ...] = ()
        if clause.phrase is not None:
            phrase = self.structure.phrases[clause.phrase]
            modifiers = phrase.modifiers
            if phrase.possessor is not None:  # "tomorrow's visit", "next week's talks"
                owner = self.structure.phrases[phrase.possessor]
                modifiers = (*modifiers, owner.lemma, *owner.modifiers)
        adverbs = clause.adverbs
        if clause.perfect and clause.tense == "past":  # "had hardly met when they quarrelled"
            adverbs = tuple(word for word in adverbs if word not in self._words.hardly)
        for words, table in ((modifiers, self._modifiers), (adverbs, self._adverbs)):
            for word in words:
                if (effect := table.get(word, "actual")) != "actual":
                    yield word, effect

    def _contrary(self, clause: Clause) -> bool:
        """ "Had X attacked, Y would have answered": a condition with no word for it."""
        if clause.parent is None or clause.mark or clause.link not in ("adverbial", "complement"):
            return False
        above = self.structure.clauses[clause.parent]
        before = clause.trigger.start < above.trigger.start
        unreal = bool(self._words.unreal & set(above.modals))
        return before and clause.perfect and clause.tense == "past" and unreal

    def _is_counted(self, clause: Clause) -> str | None:
        """The word by which acts are only counted: "the number of people killed"."""
        described = clause.topic if clause.link == "relative" else clause.phrase
        if clause.tense == "none" and described in self._counted:
            return self._counted[described]
        return None

    def _is_asked(self, clause: Clause) -> bool:
        """Whether a clause's sentence is a question, and one whether it is so."""
        reasons = self._words.asking_for_reasons
        if clause.mark in reasons or reasons.intersection(clause.adverbs):
            return False
        last = self.structure.sentence_tokens(clause.sentence)[-3:]
        return any(token.lemma == "?" for token in last)

    def _future_in_past(self, clause: Clause) -> bool:
        """ "Said it would sign": what was future when it was said."""
        if clause.link != "complement" or clause.parent is None:
            return False
        parent = self.structure.clauses[clause.parent]
        return parent.tense == "past" and not parent.modals and self.is_transparent(parent)

    def _around(self, clause: Clause, seen: frozenset[int]) -> Modality:
        """What the clauses above make of this one."""
        if (occurrence := self._occurrence(clause, seen)) is not None:
            return occurrence[1]
        verdict = self._taken_back.get(clause.index) or self._verdicts.of_named(clause)
        if verdict is not None:
            return verdict
        if clause.parent is None or clause.parent in seen or len(seen) > DEEPEST:
            return "actual"
        parent = self.structure.clauses[clause.parent]
        seen = seen | {parent.index}
        if clause.link == "conjunct":
            joined = clause.tense == "none" or clause.kind == "noun"
            return self._around(parent, seen) if joined else self._finite_conjunct(parent, seen)
        if (verdict := self._verdicts.of_told(clause, parent)) is not None:
            return verdict
        if self._is_of_nobody(clause, parent):
            return "negated"
        if self._spoken.is_wished(clause, parent):
            return self._around(parent, seen)
        effect = self._effect(clause, parent)
        if effect is None:  # transparent: saying
            denied = (
                parent.negation is not None and clause.mark not in self._words.taken_for_granted
            )
            return "hypothetical" if denied else "actual"
        if self._stands_for_itself(clause):
            return effect
        above = _combine(self._own(parent), self._around(parent, seen))
        if effect == "actual":
            # "Has not changed since taking power" tells that it took power.
            timed = clause.mark in self._marks and clause.mark not in self._words.means
            after = above == "negated" and timed
            if after or _is_presupposed(clause, parent):
                return "actual" if after or self._is_definite(clause) else _at_best(above)
            return above
        if effect == "negated":
            if above == "negated":  # "did not fail to sign", but "will not fail to sign"
                ahead = bool(parent.modals) or parent.tense == "future"
                return "planned" if ahead else "actual"
            return "negated" if above in ("actual", "historical") else "hypothetical"
        if above == "negated" and effect == "planned":
            return "negated"
        return effect

    def _is_of_nobody(self, clause: Clause, parent: Clause) -> bool:
        """ "Does not have a minister who talks to X": there is none, so none talks."""
        if clause.link != "relative" or clause.topic is None or parent.negation is None:
            return False
        held = parent if parent.support is None else self.structure.clauses[parent.support]
        topic = self.structure.phrases[clause.topic]
        return held.lemma in self._words.bare and topic.definiteness == "indefinite"

    def _is_among(self, clause: Clause) -> bool:
        """ "Was the first to recognise X", "the last country to leave": it did."""
        if clause.topic is None:
            return False
        topic = self.structure.phrases[clause.topic]
        return topic.lemma in self._ordinals or not self._ordinals.isdisjoint(topic.modifiers)

    def _is_definite(self, clause: Clause) -> bool:
        """Whether a named act is one that readers know of: "the raid", "X's raid", "a call"."""
        if clause.kind != "noun" or clause.phrase is None or clause.lemma in self._presupposed:
            return True
        if clause.link == "subject":
            return True
        phrase = self.structure.phrases[clause.phrase]
        return phrase.definiteness in ("definite", "demonstrative", "possessive")

    def _occurrence(self, clause: Clause, seen: frozenset[int]) -> tuple[Clause, Modality] | None:
        """What says of an act that is named that it is to come, or did not: "talks will begin".

        ``None`` where nothing does, or something says that it did come.
        """
        if clause.phrase is None or clause.support is not None:
            return None
        found: tuple[Clause, Modality] | None = None
        for other in self._occurrences.get(clause.phrase, ()):
            if other.index in seen or len(seen) > DEEPEST:
                continue
            if other.infinitive and other.parent == clause.index:
                modality: Modality = "planned"  # "talks to begin on Monday"
            else:
                around = self._around(other, seen | {clause.index, other.index})
                modality = _combine(self._own(other), around)
            if modality in ("actual", "historical"):
                return None
            found = found or (other, modality)
        return found

    def _finite_conjunct(self, parent: Clause, seen: frozenset[int]) -> Modality:
        around = self._around(parent, seen)
        return around if around in ("hypothetical", "conditional") else "actual"

    def _effect(self, clause: Clause, parent: Clause) -> Modality | None:
        """What *parent* makes of *clause*; ``None`` where it only reports it."""
        if self._spoken.is_voiced(clause, parent):
            return "actual"
        if clause.link == "complement":
            return self._complement_effect(clause, parent)
        if clause.link == "purpose":
            return "hypothetical"
        if clause.link == "relative":
            return "hypothetical" if clause.infinitive and not self._is_among(clause) else "actual"
        if clause.link in ("adverbial", "root", "parenthetical"):
            default: Modality = "hypothetical" if clause.infinitive else "actual"
            effect = self._marks.get(clause.mark, default)
            told = parent.tense == "past" and not parent.modals and parent.negation is None
            if clause.tense == "past" and not clause.modals:
                told = told or clause.mark in self._words.before
            if effect == "planned" and told and clause.tense in ("past", "none"):
                return "actual"  # "fled before resigning": what followed is told as done, too
            if effect == "actual" and self._lies_ahead(clause, parent):
                return "planned"
            return effect
        if clause.link in ("object", "subject", "oblique", "attribute", "noun"):
            return self._argument_effect(clause, parent)
        return "actual"

    def _complement_effect(self, clause: Clause, parent: Clause) -> Modality | None:
        unfinished = parent.lemma in self._words.unfinished_verbs
        if (
            clause.infinitive
            and unfinished
            and not self._words.unfinished_adverbs.isdisjoint(parent.adverbs)
        ):
            return "negated"  # "have yet to agree"
        # "Told X to leave" is no "told X that they left".
        to = self._words.shown.infinitive if clause.infinitive else ""
        ways = (to, clause.mark, parent.particle, *parent.adverbs)
        for key in (*(f"{parent.lemma} {way}" for way in ways if way), parent.lemma):
            if key in self._complement:
                effect = self._complement[key]
                finite = clause.tense != "none"
                # "agreed that they met", "hoped": a finite past complement is a fact told.
                if effect == "planned" and finite and clause.tense == "past" and not clause.modals:
                    return "actual"
                # "Was able to leave" tells that they left, "is able to leave" does not.
                if effect == "actual" and parent.kind == "adjective" and parent.tense != "past":
                    return "hypothetical"
                return effect
        if parent.lemma in self._transparent:
            command = clause.infinitive and clause.tense == "none" and not clause.perfect
            return "hypothetical" if command and not parent.passive else None
        # "Opposed to letting them in", "close to signing": an adjective takes nothing for done, but
        # for that in which somebody is so: "was right in blaming X".
        open_ = parent.kind == "adjective" and clause.tense == "none"
        open_ = open_ and clause.mark not in self._words.manner
        return "hypothetical" if clause.infinitive or open_ else "actual"

    def _argument_effect(self, clause: Clause, parent: Clause) -> Modality:
        if clause.support == parent.index:
            return "actual"
        if clause.lemma in self._presupposed and parent.lemma not in self._words.lacking:
            return "actual"
        passive_subject = clause.link == "subject" and not parent.passive
        keys = [f"{parent.lemma} {clause.mark}", f"{parent.lemma} {parent.particle}"]
        if clause.link == "object" or (
            clause.link == "noun" and clause.mark in self._words.nouns_of_objects
        ):
            keys.append(parent.lemma)
        if clause.link in ("oblique", "noun"):
            keys.append(clause.mark)
        for key in keys:
            if key in self._argument and not passive_subject:
                return self._argument[key]
        return "actual"

    def _lies_ahead(self, clause: Clause, parent: Clause) -> bool:
        """ "When X visits Y, she will sign": the present lies ahead under what lies ahead."""
        if clause.mark not in self._words.at_a_time or clause.tense != "present" or clause.modals:
            return False
        return parent.tense == "future" or bool(parent.modals)

    def _word_between(self, clause: Clause, parent: Clause) -> str:
        """The word by which *parent* makes something of *clause*: itself, or the mark between."""
        if clause.link in ("purpose", "relative"):
            return self._words.shown.infinitive
        if clause.link in ("adverbial", "root", "parenthetical"):
            return clause.mark or self._words.shown.infinitive
        return _verb(parent)


def _counted(
    structure: Structure, generic: frozenset[str], words: EventWords
) -> dict[int | None, str]:
    """The phrases that are only counted, with the noun that counts them: "the number of men"."""
    return {
        index: phrase.lemma
        for phrase in structure.phrases
        if phrase.lemma in generic
        for oblique in phrase.obliques
        if oblique.preposition in words.counted
        for index in oblique.phrases
    }


def _occurrences(structure: Structure, occurring: frozenset[str]) -> dict[int, list[Clause]]:
    """The clauses that say of a phrase that it takes place, begins or comes about."""
    found: dict[int, list[Clause]] = {}
    for clause in structure.clauses:
        objects = [structure.phrases[phrase].lemma for phrase in clause.object]
        verbs = [_verb(clause), *(f"{clause.lemma} {word}" for word in (*objects, *clause.adverbs))]
        if clause.kind == "verb" and occurring.intersection(verbs):
            for phrase in clause.object if clause.passive else clause.subject:
                found.setdefault(phrase, []).append(clause)
    return found


def _verb(clause: Clause) -> str:
    """A verb with its particle."""
    return f"{clause.lemma} {clause.particle}".strip()


def _is_presupposed(clause: Clause, parent: Clause) -> bool:
    """Whether an act is taken for granted, whatever becomes of what is said of it.

    "May welcome the visit" tells of a visit, "will see that they fled" of a flight; "no sign that
    they fled" does not.
    """
    if clause.link == "complement":
        return clause.tense != "none" and clause.kind != "noun" and parent.kind != "noun"
    return clause.kind == "noun" and clause.support is None


def _at_best(above: Modality) -> Modality:
    """What becomes of "talks" in "did not comment on talks", "would lead to talks": not known."""
    return "actual" if above in ("actual", "historical") else "hypothetical"


def _combine(first: Modality, second: Modality) -> Modality:
    """The weaker of two: what is negated stays negated, what is only planned stays planned."""
    for modality in _ORDER:
        if modality in (first, second):
            return modality
    return "actual"
