"""Sentence structure: what the language room hands on, whichever parser made it.

A :class:`Structure` describes one report as sentences, tokens, named entities, noun phrases and
clauses, all with spans into the report's text.  Nothing here names a parser's label.  Rules of
other rooms read clauses by what they mean:

* ``subject`` and ``object`` are the *logical* ones, so "X attacked Y", "Y was attacked by X",
  "X's attack on Y" (object of ``on``) and "X, who attacked Y" have the same subject;
* a **noun clause** is a noun read as a predicate ("talks between X and Y", "the signing of");
  where a light verb carries it ("X held talks with Y", "a warning was issued by X") the noun
  clause takes the verb's subject, tense, negation and obliques, and ``support`` is that verb's
  clause;
* control, raising and relative pronouns are resolved: in "X agreed to withdraw" X is the subject
  of both clauses.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from detente.model import Span

EntityKind = Literal[
    "person", "place", "organisation", "nationality", "facility", "event", "time", "number", "other"
]
ClauseKind = Literal["verb", "noun", "adjective"]
Tense = Literal["past", "present", "future", "none"]
Definiteness = Literal["definite", "indefinite", "demonstrative", "possessive", "bare"]

Link = Literal[
    "root",         # a sentence's own predicate
    "complement",   # what its parent says, wants, fails or agrees to ("said that ...", "to ...")
    "purpose",      # "in order to ...", "to ..." that is no complement
    "adverbial",    # "when ...", "after ...", "if ..."; ``mark`` says which
    "relative",     # describes a noun of its parent ("which ...", "... signed in May")
    "conjunct",     # joined by "and", "or", "but"; ``mark`` says which
    "subject",      # a noun clause that is its parent's subject
    "object",       # ... object
    "oblique",      # ... prepositional argument; ``mark`` is the preposition
    "attribute",    # ... predicate noun ("it was a visit")
    "noun",         # ... part of another noun's phrase ("a proposal for talks"); ``mark`` as above
    "parenthetical",  # a reporting clause that its sentence's content surrounds or precedes
]  # fmt: skip


class Sentence(Struct, frozen=True):
    """One sentence; ``paragraph`` indexes the report's paragraphs."""

    span: Span
    paragraph: int
    tokens: tuple[int, int]  # first token, one past the last


class Token(Struct, frozen=True):
    """One word; ``pos`` is its Universal Dependencies part of speech."""

    span: Span
    lemma: str
    pos: str
    sentence: int


class Entity(Struct, frozen=True):
    """A name in the text and what it is the name of; names no actor yet."""

    span: Span
    kind: EntityKind
    sentence: int


class Oblique(Struct, frozen=True):
    """A prepositional argument: "with Japan and China" is ``("with", (phrase, phrase))``."""

    preposition: str
    phrases: tuple[int, ...]


class Phrase(Struct, frozen=True):
    """A noun phrase (or pronoun).

    ``span`` is all of it with what hangs on it, less its coordinated siblings; ``core`` runs from
    its first word to its head ("Russian Foreign Minister Sergei Lavrov"); ``head`` is the head
    word.  ``possessor``, ``members`` (the later ones of "X, Y and Z", on the first only),
    ``appositions`` and the phrases in ``obliques`` are indexes into ``Structure.phrases``.
    ``modifiers`` are the lower-cased lemmas of its adjectives and compound nouns, in order (a
    participle stays as it is: "planned").
    ``clause`` is the noun clause that reads this phrase as a predicate, if any.
    """

    span: Span
    core: Span
    head: Span
    lemma: str
    pos: str
    sentence: int
    plural: bool = False
    definiteness: Definiteness = "bare"
    number: int | None = None
    negated: bool = False
    possessor: int | None = None
    modifiers: tuple[str, ...] = ()
    members: tuple[int, ...] = ()
    appositions: tuple[int, ...] = ()
    obliques: tuple[Oblique, ...] = ()
    entity: int | None = None
    clause: int | None = None


class Clause(Struct, frozen=True):
    """One predicate with its arguments.

    ``trigger`` is the predicate word, ``extent`` all words of the clause.  Arguments are indexes
    into ``Structure.phrases`` with coordination spelled out.  ``complements`` are the clauses that
    say what is said, wanted, agreed; ``parent`` is the clause this one hangs on and ``link`` how,
    with its marker word (``if``, ``that``, ``after``, a preposition) in ``mark``.  ``negation`` is
    the negating word.  ``topic`` is a relative clause's antecedent phrase.
    ``team``: the name of one place has a verb of several, as teams have ("Poland meet Mexico").
    """

    index: int
    sentence: int
    kind: ClauseKind
    lemma: str
    trigger: Span
    extent: Span
    particle: str = ""
    subject: tuple[int, ...] = ()
    object: tuple[int, ...] = ()
    indirect: tuple[int, ...] = ()
    attribute: tuple[int, ...] = ()
    obliques: tuple[Oblique, ...] = ()
    complements: tuple[int, ...] = ()
    adverbs: tuple[str, ...] = ()
    modals: tuple[str, ...] = ()
    tense: Tense = "none"
    passive: bool = False
    perfect: bool = False
    progressive: bool = False
    infinitive: bool = False
    negation: Span | None = None
    parent: int | None = None
    link: Link = "root"
    mark: str = ""
    support: int | None = None
    phrase: int | None = None
    topic: int | None = None
    team: bool = False

    def oblique(self, *prepositions: str) -> tuple[int, ...]:
        """The phrases under any of *prepositions*, in the order of the text."""
        return tuple(p for o in self.obliques if o.preposition in prepositions for p in o.phrases)


class Structure(Struct, frozen=True):
    """The sentence structure of one report.

    ``entities`` are its names: the parser's, until the stage of naming puts the report's own in
    their place and keeps the parser's as ``guesses``, a weak sign.
    """

    sentences: tuple[Sentence, ...] = ()
    tokens: tuple[Token, ...] = ()
    entities: tuple[Entity, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    clauses: tuple[Clause, ...] = ()
    guesses: tuple[Entity, ...] = ()

    def sentence_tokens(self, sentence: int) -> tuple[Token, ...]:
        """The tokens of one sentence."""
        first, last = self.sentences[sentence].tokens
        return self.tokens[first:last]

    def ancestors(self, clause: Clause) -> Iterator[Clause]:
        """The clauses that *clause* hangs on, nearest first."""
        seen = {clause.index}
        while clause.parent is not None and clause.parent not in seen:
            clause = self.clauses[clause.parent]
            seen.add(clause.index)
            yield clause

    def moved(self, clause: Clause) -> frozenset[int]:
        """The phrases for whom a clause moves to do something: X in "urged X to leave"."""
        below = (self.clauses[index] for index in clause.complements)
        doing = {phrase for inner in below if inner.infinitive for phrase in inner.subject}
        return frozenset(doing.difference(clause.subject))
