"""A clause while it is being made, and what its verb forms say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.language.negation import negation_of, negation_of_object
from detente.language.structure import Clause, ClauseKind, Link, Oblique, Tense

if TYPE_CHECKING:
    from spacy.tokens import Token

    from detente.language.lexicon import Lexicon
    from detente.language.parsed_passage import Passage


# Where a bare verb form without a subject is a command.
_IMPERATIVES = frozenset({"ROOT", "ccomp", "parataxis", "advcl"})


class Draft:
    """A clause before it is frozen.  Lives only while one passage is read."""

    def __init__(self, index: int, kind: str, token: Token) -> None:
        self.index = index
        self.kind = kind
        self.token = token
        self.verb: Token = token
        self.lemma = token.lemma_.lower()
        self.subject: list[int] = []
        self.object: list[int] = []
        self.indirect: list[int] = []
        self.attribute: list[int] = []
        self.obliques: list[Oblique] = []
        self.complements: list[Draft] = []
        self.modals: list[str] = []
        self.tense: Tense = "none"
        self.passive = False
        self.perfect = False
        self.progressive = False
        self.infinitive = False
        self.negation: Token | None = None
        self.parent: Draft | None = None
        self.link: Link = "root"
        self.mark = ""
        self.support: Draft | None = None
        self.phrase: int | None = None
        self.topic: int | None = None
        self.has_own_subject = False
        self.team = False

    def surface_subject(self) -> list[int]:
        """The grammatical subject: what a passive is about, else who acts."""
        return list(self.object if self.passive else self.subject)

    def morphology(self, words: Lexicon) -> None:
        """Reads tense, modals, voice and negation off the verb group."""
        verb = self.verb
        self.has_own_subject = any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
        group = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
        for word in group:
            if word.tag_ == "MD":
                self.modals.append(word.lemma_.lower())
            elif word.tag_ == "TO":
                self.infinitive = True
            elif word.lemma_ in words.perfect and verb.tag_ in ("VBN", "VBD"):
                self.perfect = True
        finite = next((w for w in [*group, verb] if w.tag_ in ("VBD", "VBP", "VBZ", "MD")), None)
        if finite is not None:
            self.tense = _tense(finite, words)
        elif verb.tag_ == "VB" and verb.dep_ in _IMPERATIVES and not self.has_own_subject:
            self.infinitive = (
                True  # "Cancel the talks!": a bare infinitive nobody is the subject of
            )
        self.team = finite is not None and _is_team(verb, finite, words)
        self.progressive = verb.tag_ == "VBG" and any(w.lemma_ in words.copulas for w in group)
        if self.lemma in words.going and self.progressive:
            self.tense = "future" if any(c.dep_ == "xcomp" for c in verb.children) else self.tense
        self.negation = negation_of(verb, words)
        if self.negation is None and verb is not self.token:
            self.negation = negation_of(self.token, words)

    def borrow(self, other: Draft, words: Lexicon) -> None:
        """Takes tense, modals, voice and negation of the clause this one is joined to."""
        self.tense, self.modals = other.tense, list(other.modals)
        self.perfect, self.infinitive = other.perfect, other.infinitive
        self.negation = self.negation or other.negation
        if other.passive and self.token.tag_ == "VBN" and not self.passive:
            self.passive, self.object, self.subject = True, list(other.object), list(other.subject)
            if any(c.dep_ == "agent" for c in self.verb.children):
                agents = [o for o in self.obliques if o.preposition in words.agents]
                self.obliques = [o for o in self.obliques if o.preposition not in words.agents]
                self.subject = [phrase for o in agents for phrase in o.phrases]

    def lend_morphology(self, verb: Draft) -> None:
        """What a noun takes from the light verb that carries it."""
        self.tense, self.modals = verb.tense, list(verb.modals)
        self.perfect, self.progressive = verb.perfect, verb.progressive
        self.infinitive, self.team = verb.infinitive, verb.team
        self.negation = self.negation or verb.negation


def _is_team(verb: Token, finite: Token, words: Lexicon) -> bool:
    """Whether the name of one place has a verb of several: "Poland meet Mexico" on a field.

    Not names of several ("the Philippines have"), and not two names, however they are joined.
    """
    plain = finite.tag_ == "VBP" and finite.lower_ not in words.pasts_like_bases
    several = plain or finite.lower_ in words.of_several
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    if not several or len(subjects) != 1 or not verb.sent.text.rstrip().endswith("."):
        return False
    name = subjects[0]
    alone = name.left_edge.i == name.i and name.right_edge.i == name.i
    before = [t for t in name.doc[max(name.sent.start, name.i - 2) : name.i] if not t.is_punct]
    opens = not before or not (before[-1].lower_ in words.joining or before[-1].ent_type_ == "GPE")
    return (
        alone
        and opens
        and name.tag_ == "NNP"
        and name.ent_type_ == "GPE"
        and not name.lower_.endswith(words.plural_ending)
        and verb.dep_ in ("ROOT", "conj")
    )


def _tense(finite: Token, words: Lexicon) -> Tense:
    if finite.tag_ == "MD":
        return "future" if finite.lemma_.lower() in words.future else "present"
    return "past" if finite.tag_ == "VBD" else "present"


def freeze(draft: Draft, passage: Passage, words: Lexicon) -> Clause:
    """The clause as the structure has it."""
    token, verb = draft.token, draft.verb
    first, end = _extent(draft)
    negation = draft.negation
    if negation is None and draft.kind == "verb":
        negation = negation_of_object(verb, words)
    return Clause(
        index=draft.index,
        sentence=passage.sentence_of(token),
        kind=_kind(draft),
        lemma=draft.lemma,
        trigger=passage.span(token.i, token.i + 1),
        extent=passage.span(first, end),
        particle=next((c.lower_ for c in verb.children if c.dep_ == "prt"), ""),
        subject=_unique(draft.subject),
        object=_unique(draft.object),
        indirect=_unique(draft.indirect),
        attribute=_unique(draft.attribute),
        obliques=tuple(draft.obliques),
        complements=tuple(c.index for c in draft.complements),
        adverbs=tuple(
            c.lower_
            for host in {verb.i: verb, token.i: token}.values()
            for c in host.children
            if c.dep_ == "advmod"
        ),
        modals=tuple(draft.modals),
        tense=draft.tense,
        passive=draft.passive,
        perfect=draft.perfect,
        progressive=draft.progressive,
        infinitive=draft.infinitive,
        negation=None if negation is None else passage.span(negation.i, negation.i + 1),
        parent=None if draft.parent is None else draft.parent.index,
        link=draft.link,
        mark=draft.mark,
        support=None if draft.support is None else draft.support.index,
        phrase=draft.phrase,
        topic=draft.topic,
        team=draft.team,
    )


def _kind(draft: Draft) -> ClauseKind:
    return "noun" if draft.kind == "noun" else "adjective" if draft.kind == "adjective" else "verb"


def _unique(phrases: list[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(phrases))


def _extent(draft: Draft) -> tuple[int, int]:
    """First token and one past the last of a clause, less what is joined or set beside it."""
    host = draft.verb if draft.kind != "noun" else draft.token
    first, end = host.left_edge.i, host.right_edge.i + 1
    for child in host.children:
        if (
            child.dep_ == "conj"
            and child.i > host.i
            and child.pos_ in ("VERB", "AUX", "NOUN", "PROPN")
        ):
            joiner = next((c.i for c in host.children if c.dep_ == "cc" and c.i > host.i), None)
            end = min(end, joiner if joiner is not None else child.left_edge.i)
            end = max(end, host.i + 1)
            break
        if child.dep_ == "parataxis":
            if child.i > host.i:
                end = min(end, child.left_edge.i)
            else:
                first = max(first, child.right_edge.i + 1)
    doc = host.doc
    word = draft.token.i
    while end - 1 > max(first, word) and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    while first < min(end - 1, word) and (doc[first].is_punct or doc[first].is_space):
        first += 1
    return min(first, word), max(end, word + 1)
