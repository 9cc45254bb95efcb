"""Which signal of the codebook matches a clause.

A :class:`Matcher` indexes a codebook's signals by predicate once; :meth:`Matcher.on` looks at one
report.  A clause has at most one match: the one with most restrictions, then the higher confidence,
then the order of the codebook.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from typing import get_args

from msgspec import Struct
from msgspec.structs import replace

from detente.document import Document
from detente.events.codebook import Codebook, Signal
from detente.events.event_words import EventWords
from detente.language.lexicon import Lexicon
from detente.language.structure import Clause, ClauseKind, Token
from detente.lookups import Hanging
from detente.model import Mention, Span
from detente.model.plover import FOUNDED_BY_STATES
from detente.stretches import Standing

# How far a restriction looks below a clause: "agreed to begin | work on | a plan for | talks".
DEPTH = 4

READER = "reader"
"""The signal of what no signal of the codebook matches and the reader proposes."""

# How many acts may be looked for inside each other; no sentence that people read comes near it.
DEEPEST = 40


class Match(Struct, frozen=True):
    """A clause and the signal that it shows.

    ``used`` are the clauses that the signal's restrictions were met by ("talks" in "cancelled the
    talks"): they are part of this act, not acts of their own.  ``origin`` is the type whose signal
    it is, where that is another: "sentenced to prison" is a conviction and an imprisonment.
    """

    type: str
    signal: Signal
    clause: int
    used: frozenset[int] = frozenset()
    origin: str = ""

    @property
    def named(self) -> str:
        """The signal as records name it: ``SANCTION/convict``, or ``reader`` alone."""
        if self.signal.name == READER:
            return READER
        return f"{self.origin or self.type}/{self.signal.name}"


class Entry(Struct, frozen=True):
    """A signal under one predicate word; ``extra`` is the particle, preposition or modifier."""

    type: str
    signal: Signal
    extra: str
    rank: tuple[int, float, int]


Restriction = tuple[str, str]
"""A restriction's key in the codebook, and its value where that is one word."""


class _Restrictions(Struct, frozen=True):
    """A signal's word lists with the codebook's named lists spelled out."""

    subject: frozenset[str]
    doer: frozenset[str]
    object: frozenset[str]
    object_not: frozenset[str]
    about: frozenset[str]
    about_not: frozenset[str]
    complement: frozenset[str]
    complement_modals: frozenset[str]
    modals: frozenset[str]
    words: frozenset[str]
    unless: frozenset[str]
    prepositions: tuple[tuple[str, frozenset[str]], ...]


class Matcher:
    """A codebook made ready for matching.  Immutable after it is made."""

    def __init__(self, codebook: Codebook, words: EventWords, lexicon: Lexicon) -> None:
        """*lexicon* is what the language room knows of words."""
        self.codebook, self.words, self.lexicon = codebook, words, lexicon
        self._index: dict[ClauseKind, dict[str, list[Entry]]] = {
            kind: defaultdict(list) for kind in get_args(ClauseKind)
        }
        self._restrictions: dict[tuple[str, str], _Restrictions] = {}
        order = 0
        for type_, event_type in codebook.types.items():
            for signal in event_type.signals:
                order += 1
                self._restrictions[type_, signal.name] = self._spell_out(signal)
                for kind, head, extra in predicates(codebook, signal):
                    weight = _restriction_count(signal) + (1 if extra else 0)
                    rank = (-weight, -signal.confidence, order)
                    self._index[kind][head].append(Entry(type_, signal, extra, rank))
        for heads in self._index.values():
            for entries in heads.values():
                entries.sort(key=lambda entry: entry.rank)

    def _spell_out(self, signal: Signal) -> _Restrictions:
        expand = self.codebook.expand
        return _Restrictions(
            expand(signal.subject), expand(signal.doer),
            expand(signal.object), expand(signal.object_not),
            expand(signal.about), expand(signal.about_not), expand(signal.complement),
            expand(signal.complement_modals), expand(signal.modals), expand(signal.words),
            expand(signal.unless),
            tuple((name, expand(words)) for name, words in sorted(signal.prepositions.items())),
        )  # fmt: skip

    def candidates(self, clause: Clause) -> list[Entry]:
        """The signals that name the clause's predicate, best first."""
        return self.entries(clause.kind, clause.lemma)

    def entries(self, kind: ClauseKind, lemma: str) -> list[Entry]:
        """The signals of a predicate, best first."""
        return self._index[kind].get(lemma, [])

    def restrictions(self, entry: Entry) -> _Restrictions:
        """What else a candidate asks of a clause."""
        return self._restrictions[entry.type, entry.signal.name]

    def on(self, document: Document) -> ReportMatcher:
        """The matcher for one report."""
        return ReportMatcher(self, document)


def predicates(codebook: Codebook, signal: Signal) -> Iterator[tuple[ClauseKind, str, str]]:
    """The kind, head and extra word of each of a signal's predicates."""
    listed: tuple[tuple[ClauseKind, tuple[str, ...]], ...] = (
        ("verb", signal.verbs),
        ("noun", signal.nouns),
        ("adjective", signal.adjectives),
    )
    for kind, words in listed:
        for word in sorted(codebook.expand(words)):
            yield kind, *_head_and_extra(word, kind)


def _head_and_extra(word: str, kind: ClauseKind) -> tuple[str, str]:
    """("slap", "down") of a verb, ("talk", "peace") of "peace talk"."""
    if " " not in word:
        return word, ""
    if kind == "noun":
        extra, head = word.rsplit(" ", 1)
        return head, extra
    head, extra = word.split(" ", 1)
    return head, extra


def _restriction_count(signal: Signal) -> int:
    lists = (
        signal.subject, signal.object, signal.about, signal.complement,
        signal.complement_modals, signal.modals, signal.words,
    )  # fmt: skip
    count = sum(1 for words in lists if words) + len(signal.prepositions)
    count += signal.complement_negation == "required"
    return count + (signal.voice != "any") + (signal.negation == "required")


class ReportMatcher:
    """Matches the clauses of one report; remembers what it found.

    ``hanging`` and ``mentions`` are where the rest of the room looks up clauses, phrases and the
    words that name an actor.
    """

    def __init__(self, matcher: Matcher, document: Document) -> None:
        self.matcher, self.words = matcher, matcher.words
        self._places = {mention.span.end for mention in document.places}
        self.structure, self.reading = document.structure, document.actors
        self.hanging = Hanging(self.structure)
        self.mentions = Standing(self.reading.mentions, lambda mention: mention.span)
        self._found: dict[int, Match | None] = {}
        self._open: set[int] = set()
        self._below: dict[int, tuple[int, ...]] = {}
        self._lemmas: dict[int, frozenset[str]] = {}
        self._starts = [token.span.start for token in self.structure.tokens]

    def match(self, index: int) -> Match | None:
        """The best match of one clause, or ``None``."""
        if index not in self._found:
            # A signal that asks for itself below itself, or a sentence nested past all reading.
            if index in self._open or len(self._open) > DEEPEST:
                return None
            self._open.add(index)
            self._found[index] = self._best(self.structure.clauses[index])
            self._open.discard(index)
        return self._found[index]

    def matches(self, index: int) -> tuple[Match, ...]:
        """The best match of one clause and what else its words are an act of; mostly one."""
        match = self.match(index)
        return () if match is None else (match, *self._also(match))

    def _also(self, match: Match) -> Iterator[Match]:
        """The further acts that a signal's words tell, among the participants of the first."""
        signal, own = match.signal, self.matcher.codebook.types[match.type]
        for further in signal.also:
            type_, _, mode = further.partition("/")
            told = replace(
                signal,
                actor=signal.actor or own.actor,
                recipient=signal.recipient or own.recipient,
                requires=signal.requires or own.requires,
                requires_unsaid=signal.requires_unsaid or own.requires_unsaid,
                modes=(mode,) if mode else (),
            )
            yield Match(type_, told, match.clause, match.used, match.type)

    def _best(self, clause: Clause) -> Match | None:
        for entry in self.matcher.candidates(clause):
            used = self._meets(clause, entry)
            if used is not None:
                return Match(entry.type, entry.signal, clause.index, used)
        return None

    def _meets(self, clause: Clause, entry: Entry) -> frozenset[int] | None:
        """The clauses that meet the signal's restrictions, or ``None`` where one is not met."""
        used: set[int] = set()
        for _, met in self.steps(clause, entry, used):
            if not met:
                return None
        return frozenset(used)

    def steps(
        self, clause: Clause, entry: Entry, used: set[int]
    ) -> Iterator[tuple[Restriction, bool]]:
        """Each restriction of a signal, and whether the clause meets it; adds to *used*.

        Each is tried only when it is asked for.
        """
        signal = entry.signal
        if entry.extra:
            yield ("with", entry.extra), self._has_extra(clause, entry.extra)
        if signal.voice != "any":
            without = signal.voice != "intransitive" or not clause.object
            passive = signal.voice == "passive"
            yield ("voice", signal.voice), without and passive == clause.passive
        yield from self._denied(clause, signal)
        asked = self.matcher.restrictions(entry)
        if asked.subject:
            yield ("subject", ""), self._phrases_meet(clause.subject, asked.subject, used)
        if asked.doer and clause.subject:
            yield ("doer", ""), self._can_act(clause.subject, asked.doer)
        if asked.object:
            yield ("object", ""), self._phrases_meet(clause.object, asked.object, used)
        if asked.object_not:
            met = not self._phrases_meet(clause.object, asked.object_not, set())
            yield ("object-not", ""), met
        for preposition, words in asked.prepositions:
            phrases = self.oblique(clause, preposition)
            yield ("prepositions", preposition), self._phrases_meet(phrases, words, used)
        if asked.about:
            yield ("about", ""), self.is_about(clause, asked.about, used)
        if asked.about_not:
            yield ("about-not", ""), not self.is_about(clause, asked.about_not, set())
        if asked.complement:
            yield ("complement", ""), self._says(clause, asked.complement, used)
        if asked.complement_modals:
            inner = {modal for c in self.said(clause) for modal in c.modals}
            yield ("complement-modals", ""), bool(asked.complement_modals & inner)
        if asked.modals:
            yield ("modals", ""), bool(asked.modals & set(clause.modals))
        if asked.words:
            yield ("words", ""), self._has_word(clause, asked.words)
        if asked.unless:
            yield ("unless", ""), not self._has_word(clause, asked.unless)

    def _denied(self, clause: Clause, signal: Signal) -> Iterator[tuple[Restriction, bool]]:
        """What a signal asks of the negation of a clause, and of what is said in it."""
        if signal.negation != "any":
            required = signal.negation == "required"
            yield ("negation", signal.negation), required == (clause.negation is not None)
        if signal.complement_negation != "any":
            denied = any(inner.negation is not None for inner in self.said(clause))
            required = signal.complement_negation == "required"
            yield ("complement-negation", signal.complement_negation), required == denied

    def inside(self, phrase: int) -> list[Mention]:
        """Mentions inside a phrase that name somebody else: "Russian" in "a Russian proposal"."""
        own = self.reading.of(phrase)
        inside = self.mentions.inside(self.structure.phrases[phrase].span)
        return [mention for mention in inside if mention.actor not in own]

    def purposes(self, clause: Clause) -> list[Clause]:
        """The clauses that say what an act is done for: "gave blankets to help X"."""
        hosts = {clause.index, clause.index if clause.support is None else clause.support}
        below = [other for host in hosts for other in self.hanging.below.get(host, ())]
        return sorted((c for c in below if c.link == "purpose"), key=lambda c: c.index)

    def oblique(self, clause: Clause, preposition: str) -> tuple[int, ...]:
        """The phrases under a preposition of a clause, or else of its object.

        In "used gas against the rebels" the parser may hang ``against`` on the noun or the verb.
        """
        found = clause.oblique(preposition)
        if found or clause.kind != "verb":
            return found
        return tuple(
            phrase
            for index in clause.object
            for oblique in self.structure.phrases[index].obliques
            if oblique.preposition == preposition
            for phrase in oblique.phrases
        )

    def _has_extra(self, clause: Clause, extra: str) -> bool:
        if clause.kind == "noun":
            if clause.phrase is None:
                return False
            modifiers = self.structure.phrases[clause.phrase].modifiers
            return all(word in modifiers for word in extra.split())
        if extra == clause.particle or extra in clause.adverbs:
            return True
        governed = clause.oblique(extra)
        return any(not self._is_time(p) for p in governed) or any(
            self.structure.clauses[c].mark == extra for c in clause.complements
        )

    def _is_time(self, phrase: int) -> bool:
        """ "On Monday" is no "on" of "called on"."""
        entity = self.structure.phrases[phrase].entity
        return entity is not None and self.structure.entities[entity].kind == "time"

    def _phrases_meet(
        self, phrases: tuple[int, ...], words: frozenset[str], used: set[int]
    ) -> bool:
        met = False
        for index in phrases:
            phrase = self.structure.phrases[index]
            plain = self._is_one_of(index, words)
            named = (
                ("@actor" in words and bool(self.reading.of(index)))
                or ("@government" in words and self._is_government(index))
                or ("@place" in words and phrase.head.end in self._places)
            )
            if plain or named:
                met = True
                if plain and phrase.clause is not None:
                    used.add(phrase.clause)
            elif phrase.clause is not None and self._clause_meets(phrase.clause, words):
                met = True
                used.add(phrase.clause)
        return met

    def _can_act(self, phrases: tuple[int, ...], words: frozenset[str]) -> bool:
        """Whether some phrase is one of *words*, a pronoun, or a person's or a people's name."""
        people = ("person", "nationality")
        for index in phrases:
            phrase = self.structure.phrases[index]
            kind = "" if phrase.entity is None else self.structure.entities[phrase.entity].kind
            if phrase.pos == "PRON" or kind in people:
                return True
        return self._phrases_meet(phrases, words, set())

    def _is_one_of(self, index: int, words: frozenset[str]) -> bool:
        """Whether a phrase's noun is one of *words*; a count's is what is counted.

        "Dozens of migrants" are migrants, and "two of the hostages" hostages.
        """
        phrase = self.structure.phrases[index]
        if phrase.lemma in words or any(
            f"{modifier} {phrase.lemma}" in words for modifier in phrase.modifiers
        ):
            return True
        if phrase.pos != "NUM" and phrase.lemma not in self.matcher.lexicon.containers:
            return False
        return any(
            self._is_one_of(counted, words)
            for oblique in phrase.obliques
            if oblique.preposition in self.words.counted
            for counted in oblique.phrases
        )

    def _is_government(self, index: int) -> bool:
        """Whether a phrase stands for a state, its government, an official, or a body of states."""
        actors = [self.reading.actors[actor] for actor in self.reading.of(index)]
        return any(
            a.kind in ("state", "government")
            or "GOV" in a.sectors
            or a.country in FOUNDED_BY_STATES
            for a in actors
        )

    def _clause_meets(self, index: int, words: frozenset[str]) -> bool:
        clause = self.structure.clauses[index]
        if clause.lemma in words:
            return True
        beside = (clause.particle, *(oblique.preposition for oblique in clause.obliques))
        if any(word and f"{clause.lemma} {word}" in words for word in beside):
            return True
        types = [word for word in words if word.startswith("@")]
        if not types:
            return False
        match = self.match(index)
        # Who vows not to attack vows no attack.
        denied = clause.infinitive and clause.negation is not None
        return match is not None and not denied and f"@{match.type}" in words

    def is_about(self, clause: Clause, words: frozenset[str], used: set[int]) -> bool:
        """Whether what a clause is about is one of *words*; adds the clauses that are to *used*."""
        met = False
        for index in self.below(clause.index):
            if self._clause_meets(index, words):
                used.add(index)
                met = True
        if met:
            return True
        arguments = clause.object + clause.attribute
        return self._phrases_meet(arguments, words, used)

    def said(self, clause: Clause) -> tuple[Clause, ...]:
        """The clauses that complete a clause: what is said, wanted, agreed."""
        return tuple(self.structure.clauses[index] for index in clause.complements)

    def _says(self, clause: Clause, words: frozenset[str], used: set[int]) -> bool:
        """Whether the predicate of what is said is one of *words*; adds its clauses to *used*.

        "Said the move was illegal", not "said they discussed an illegal move"; what is called
        something is said to be it, too.
        """
        met = self._phrases_meet(clause.attribute, words, used)
        for inner in self.said(clause):
            if self._clause_meets(inner.index, words):
                used.add(inner.index)
                met = True
            elif self._phrases_meet(inner.attribute, words, used):
                met = True
        return met

    def below(self, index: int) -> tuple[int, ...]:
        """The clauses that a clause is about: complements and nouns among its arguments, nested."""
        if index not in self._below:
            found: dict[int, None] = {}
            for child in self._children(self.structure.clauses[index], DEPTH):
                found.setdefault(child)
            found.pop(index, None)
            self._below[index] = tuple(found)
        return self._below[index]

    def _children(self, clause: Clause, depth: int) -> Iterator[int]:
        if depth == 0:
            return
        phrases = self.structure.phrases
        arguments: list[int] = []
        if clause.kind == "noun":
            for oblique in clause.obliques:
                if oblique.preposition in self.words.about_of_nouns:
                    arguments.extend(oblique.phrases)
        else:
            surface = clause.object + clause.attribute
            arguments.extend(surface)
            for oblique in clause.obliques:
                if oblique.preposition in self.words.about_of_verbs:
                    arguments.extend(oblique.phrases)
        for index in arguments:
            below = phrases[index].clause
            if below is not None:
                yield below
                yield from self._children(self.structure.clauses[below], depth - 1)
        for complement in clause.complements:
            yield complement
            yield from self._children(self.structure.clauses[complement], depth - 1)

    def _has_word(self, clause: Clause, words: frozenset[str]) -> bool:
        lemmas = self.lemmas(clause)
        if not lemmas.isdisjoint(words):
            return True
        return any(set(word.split()) <= lemmas for word in words if " " in word)

    def lemmas(self, clause: Clause) -> frozenset[str]:
        """The words of a clause, and for a noun those of the light verb that carries it."""
        if clause.index not in self._lemmas:
            extents = [clause.extent]
            if clause.support is not None:
                extents.append(self.structure.clauses[clause.support].extent)
            self._lemmas[clause.index] = frozenset(
                token.lemma.lower() for extent in extents for token in self._tokens_in(extent)
            )
        return self._lemmas[clause.index]

    def _tokens_in(self, extent: Span) -> tuple[Token, ...]:
        first = bisect_left(self._starts, extent.start)
        return self.structure.tokens[first : bisect_left(self._starts, extent.end)]
