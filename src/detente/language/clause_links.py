"""On what a predicate hangs in its sentence, and how, by the labels of a parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.language.structure import Link

if TYPE_CHECKING:
    from spacy.tokens import Token

    from detente.language.drafts import Draft
    from detente.language.lexicon import Lexicon


def children(token: Token, *labels: str) -> list[Token]:
    """The dependents of *token* under any of *labels*, in the order of the text."""
    return [c for c in token.children if c.dep_ in labels]


def verb_link(draft: Draft, words: Lexicon) -> tuple[Link, str, Token | None]:
    """How a verb or adjective hangs, by which word, and on what; a sentence's own on nothing."""
    token = (
        draft.verb if draft.verb.i != draft.token.i and draft.token.dep_ == "acomp" else draft.token
    )
    head = token.head
    mark = next((c.lower_ for c in token.children if c.dep_ == "mark" or c.tag_ in ("WRB",)), "")
    if token.dep_ == "ROOT":
        return "root", mark, None
    if token.dep_ == "ccomp" and _stands_apart(token, words):
        return "root", mark, None
    if token.dep_ in ("ccomp", "xcomp", "oprd"):
        return "complement", mark, head
    if token.dep_ == "acl":
        wants = draft.infinitive or mark in words.complementizers
        return ("complement" if wants else "relative"), mark, head
    if token.dep_ == "relcl":
        told = mark in words.complementizers and head.pos_ == "NOUN"  # "whispers that X left"
        return ("complement" if told else "relative"), mark, head
    if token.dep_ == "advcl":
        if not draft.infinitive or mark:
            return "adverbial", mark, head
        completed = _completed(token, head, words)
        return ("purpose" if completed is None else "complement"), mark, completed or head
    if token.dep_ == "pcomp":
        top = head
        while top.dep_ == "prep" and top.head.dep_ == "prep":
            top = top.head
        if head.i and (before := head.nbor(-1).lower_) in words.instead:
            return "adverbial", f"{before} {head.lower_}", top.head
        governed = head.lower_ in words.gerund_complements and top.i > top.head.i
        return ("complement" if governed else "adverbial"), head.lower_, top.head
    if token.dep_ == "conj":
        joiner = next((c.lower_ for c in head.children if c.dep_ == "cc"), "")
        return "conjunct", joiner, head
    if token.dep_ in ("csubj", "csubjpass"):
        return "subject", mark, head
    if token.dep_ == "parataxis":
        return "parenthetical", mark, head
    return "adverbial", mark, head


def noun_link(draft: Draft, words: Lexicon) -> tuple[Link, str, Token | None]:
    """The same of a noun that is read as a predicate."""
    token = position(draft.token, words)
    head = token.head
    if token.dep_ in ("nsubj", "csubj"):
        return "subject", "", head
    if token.dep_ in ("dobj", "nsubjpass"):
        return "object", "", head
    if token.dep_ in ("attr", "oprd"):
        return "attribute", "", head
    if token.dep_ == "pobj":
        top = head
        name = head.lower_
        while top.head.dep_ in ("prep", "agent") and top.dep_ in ("prep", "agent", "pcomp"):
            top, name = top.head, f"{top.head.lower_} {name}"
        if top.head.dep_ == "advmod" and top.head.pos_ == "ADV" and top.dep_ == "prep":
            top, name = top.head, f"{top.head.lower_} {name}"  # "ahead of the summit"
        noun = top.head.pos_ in ("NOUN", "PROPN", "PRON")
        return ("noun" if noun else "oblique"), name, top.head
    if token.dep_ == "ROOT":
        return "root", "", None
    return "noun", token.dep_ if token.dep_ in ("poss", "appos") else "", head


def position(noun: Token, words: Lexicon) -> Token:
    """The noun that holds the place in its clause: the first of those joined, or a container's.

    In "read a list of complaints and demands" both have the place of "list".
    """
    token = noun
    for _ in range(len(noun.doc)):
        if token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN", "PRON"):
            token = token.head
        elif (
            token.dep_ == "pobj"
            and token.head.lower_ in words.measured
            and _is_container(token.head.head, words)
        ):
            token = token.head.head
        else:
            return token
    return token


def _is_container(token: Token, words: Lexicon) -> bool:
    return token.pos_ in ("NOUN", "NUM") and token.lemma_.lower() in words.containers


def _completed(infinitive: Token, verb: Token, words: Lexicon) -> Token | None:
    """What an infinitive completes that the parser took for a purpose of *verb*, if anything.

    The object noun in "rejected a call to leave", the verb in "pushed X to leave".
    """
    objects = [c for c in children(verb, "dobj") if c.i < infinitive.i]
    for noun in objects:
        if noun.pos_ == "NOUN" and noun.lemma_.lower() in words.infinitive_nouns:
            return noun
    return verb if objects and verb.lemma_.lower() in words.object_control else None


def _stands_apart(token: Token, words: Lexicon) -> bool:
    """ "X left; Y denied it": what a semicolon or an object of its own keeps from "denied".

    Not in "X left, Y told reporters", whose object is who is spoken to.
    """
    head = token.head
    if token.i > head.i or head.pos_ not in ("VERB", "AUX"):
        return False
    between = token.doc[token.i + 1 : head.i]
    return any(t.text == ";" for t in between) or (
        bool(children(head, "dobj"))
        and head.lemma_ not in words.telling
        and not any(t.is_quote for t in between)
    )
