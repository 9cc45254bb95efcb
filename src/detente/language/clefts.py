"""Sentences turned round to stress one part: "it was X that left", "what X did was to leave".

And what is said beside a sentence in its middle: "X, it was rumoured, had left".  The parser hangs
their parts on "was" and "rumoured"; here they are hung where they belong (Huddleston & Pullum 2002,
ch. 16 section 9: clefts and pseudo-clefts).  Reads and writes ClearNLP labels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.language.heads import hang

if TYPE_CHECKING:
    from spacy.tokens import Token

    from detente.language.lexicon import Lexicon

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_COMPLEMENTS = frozenset({"xcomp", "acomp", "ccomp", "advcl", "attr"})
_BARE = frozenset({"VB", "VBN", "VBP"})
_RELATIVE = frozenset({"WDT", "WP"})


def turn_back(verb: Token, words: Lexicon) -> None:
    """Puts a sentence that was turned round to stress one part of it in its plain order."""
    if verb.lemma_ in words.copulas:
        if _cleft(verb, words):
            return
        _pseudo_cleft(verb, words)
    elif any(c.dep_ == "auxpass" for c in verb.lefts):
        _said_in_the_middle(verb, words)


def cleft_noun(noun: Token, words: Lexicon) -> bool:
    """Whether *noun* is what "it was X that ..." stresses."""
    verb = noun.head
    while noun.dep_ == "conj" and verb.dep_ in ("attr", "conj"):
        noun, verb = verb, verb.head
    return noun.dep_ == "attr" and verb.lemma_ in words.copulas and _is_empty(verb, words)


def _is_empty(verb: Token, words: Lexicon) -> bool:
    """Whether a verb's subject stands for nothing: "it was"."""
    return any(c.dep_ in _SUBJECTS and c.lower_ in words.dummies for c in verb.lefts)


def _cleft(verb: Token, words: Lexicon) -> bool:
    """ "It was X that left": what follows describes X, and "was not" denies it."""
    if not _is_empty(verb, words):
        return False
    noun = next((c for c in verb.rights if c.dep_ == "attr" and c.pos_ != "ADJ"), None)
    if noun is None:
        return False
    clause = next((c for c in verb.rights if c.dep_ == "ccomp" and c.i > noun.i), None)
    described = clause if clause is not None else _described(noun)
    if described is None or not any(
        c.dep_ in _SUBJECTS and (c.tag_ in _RELATIVE or c.lower_ in words.complementizers)
        for c in described.lefts
    ):
        return False
    hang(described, noun, "relcl")
    for word in [c for c in verb.children if c.dep_ == "neg"]:
        joined = any(c.dep_ == "cc" and c.lower_ in words.adversative for c in noun.rights)
        hang(word, noun if joined else described, "neg")
    return True


def _described(noun: Token) -> Token | None:
    for child in noun.rights:
        if child.dep_ == "relcl":
            return child
        if child.dep_ == "conj" and (found := _described(child)) is not None:
            return found
    return None


def _pseudo_cleft(verb: Token, words: Lexicon) -> None:
    """ "What X did was to leave", "the first thing X did was leave": X left."""
    done = next((d for c in verb.lefts if (d := _doing(c, words)) is not None), None)
    if done is None:
        return
    act = next(
        (
            c
            for c in verb.rights
            if c.dep_ in _COMPLEMENTS and (c.tag_ in _BARE or _takes_object(c))
        ),
        None,
    )
    who = next((c for c in done.lefts if c.dep_ == "nsubj"), None)
    if act is None or who is None or any(c.dep_ in _SUBJECTS for c in act.children):
        return
    carried = [c for c in done.children if c.dep_ in ("aux", "neg") and c.tag_ != "TO"]
    beside = [c for c in verb.children if c.i != act.i and c.i > done.i]
    # A past form or a modal of "did" goes before that of "was".
    for word in [c for c in act.children if c.tag_ == "TO"]:
        word.dep_ = "dep"
    hang(verb, act, "aux", lifts=True)
    if act.tag_ not in _BARE:
        act.tag_ = "VB"
    act.pos_ = "VERB"
    for word in beside:
        hang(word, act)
    hang(who, act, "nsubj")
    for word in carried:
        hang(word, act)
    if done.dep_ != "relcl":
        hang(done, act, "aux")


def _takes_object(token: Token) -> bool:
    """Whether a word read as no verb has an object, as only a verb has."""
    return any(c.dep_ == "dobj" for c in token.rights)


def _doing(subject: Token, words: Lexicon) -> Token | None:
    """The "did" of "what X did", "all that X has done", "the first thing X did"."""
    if subject.dep_ == "csubj" and subject.lemma_ in words.doing:
        what = any(c.dep_ == "dobj" and c.tag_ in _RELATIVE for c in subject.lefts)
        return subject if what else None
    if subject.dep_ not in _SUBJECTS or subject.lemma_.lower() not in words.whatever:
        return None
    return next((c for c in subject.rights if c.dep_ == "relcl" and c.lemma_ in words.doing), None)


def _said_in_the_middle(verb: Token, words: Lexicon) -> None:
    """ "X, it was rumoured, had left": X is the subject of what was rumoured."""
    act = next((c for c in verb.rights if c.dep_ == "conj" and c.pos_ in ("VERB", "AUX")), None)
    if act is None or not _is_empty(verb, words) or any(c.dep_ in _SUBJECTS for c in act.children):
        return
    name = next(
        (
            c
            for c in verb.lefts
            if c.pos_ in ("NOUN", "PROPN")
            and c.dep_ in ("npadvmod", "dep", "nsubj", "dobj", "advmod")
        ),
        None,
    )
    if name is None or any(c.dep_ == "cc" for c in verb.rights):
        return
    act.dep_ = "ccomp"
    passive = any(c.dep_ == "auxpass" for c in act.children)
    hang(name, act, "nsubjpass" if passive else "nsubj")


def according_to_which(verb: Token) -> None:
    """ "Withdrew a report according to which X had left": what follows describes the report."""
    if verb.dep_ != "pcomp" or verb.head.i == 0:
        return
    noun = verb.head.nbor(-1)
    what = any(c.tag_ in _RELATIVE for p in verb.lefts if p.dep_ == "prep" for c in p.rights)
    if not what or noun.pos_ != "NOUN":
        return
    if noun.dep_ == "npadvmod" and any(c.dep_ == "poss" for c in noun.lefts):
        noun.dep_ = "dobj"  # "withdrew last night its report"
    hang(verb, noun, "relcl")
