"""What denies a clause: its own negation, or that of what it is about.

"Did not sign", "no minister signed", "signed neither", "at no point did they sign": English denies
an act by any of its arguments (Huddleston & Pullum 2002, ch. 9: clausal negation, tested by what
stands before its auxiliary).  And what is only contrasted, the second of "X, not Y" and the
first of "not X but Y", takes no part.

Reads ClearNLP dependency labels, which spaCy's English pipelines share.  Nothing outside this
package sees them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from detente.language.lexicon import Lexicon

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "dative"})
_RELATIVE = frozenset({"WDT", "WP"})
# How far before its verb's subject a fronted negation may end: "at no point since May did X".
_FRONT = 12


def negation_of(verb: Token, words: Lexicon) -> Token | None:
    """The word that denies a verb's clause and all that shares its subject, if one does."""
    if verb.dep_ == "xcomp" and (word := _before_infinitive(verb, words)) is not None:
        return word
    for child in verb.children:
        if child.dep_ == "neg":
            if _is_before_infinitive(child, verb):
                continue  # "swore never to fire": it swore
            if child.i and child.nbor(-1).lower_ in words.alternatives:
                continue  # "whether or not they meet"
            only = any(c.lower_ in words.focusing for c in child.children)
            following = child.nbor(1).lower_ if child.i + 1 < len(child.doc) else ""
            if not only and following not in words.focusing and not _is_time_limit(child, words):
                return child
        elif child.dep_ == "advmod" and _denies(child, words):
            return child
    if verb.i > 1 and f"{verb.nbor(-2).lower_} {verb.nbor(-1).lower_}" in words.nearly:
        return verb.nbor(-1)
    return _neither(verb, words) or _of_subject(verb, words) or _fronted(verb, words)


def _denies(adverb: Token, words: Lexicon) -> bool:
    """Whether an adverb, alone or with the word before it, denies: "never", "no longer"."""
    both = f"{adverb.left_edge.lower_} {adverb.lower_}"
    return adverb.lower_ in words.negative_adverbs or both in words.negative_adverbs


def negation_of_object(verb: Token, words: Lexicon) -> Token | None:
    """The word that denies what is done by denying what it is done to: "signed no treaty".

    What is joined to the verb is not denied: "imposed no sanctions but recalled its envoy".
    """
    found = (denial(child, words) for child in verb.children if child.dep_ in _OBJECTS)
    return next((word for word in found if word is not None), None)


def denial(token: Token, words: Lexicon) -> Token | None:
    """The word by which a noun phrase says that there is none: "no", "none", "not a single".

    ``None`` where it leaves one out: "no state but X".
    """
    return None if excepted(token, words) is not None else _none(token, words)


def excepted(token: Token, words: Lexicon) -> Token | None:
    """X of "no state but X", "nobody except X", "no minister other than X"."""
    if _none(token, words) is None:
        return None
    for child in token.rights:
        if child.dep_ in ("prep", "cc") and child.lower_ in words.excepting:
            return _left_out(child, token)
        before = words.excepting_after
        for word in (child, *child.rights):
            host = child if word is not child else token
            if word.dep_ == "prep" and before.get(word.lower_) == host.lower_:
                return next((c for c in word.rights if c.dep_ == "pobj"), None)
    return None


def _left_out(preposition: Token, noun: Token) -> Token | None:
    """What is excepted: governed by the word, joined by it, or a second subject after it."""
    for child in preposition.rights:
        if child.dep_ == "pobj":
            return child
    beside = [*noun.rights, *noun.head.children]
    after = (c for c in beside if c.i > preposition.i and c.left_edge.i == preposition.i + 1)
    return next((c for c in after if c.dep_ in ("conj", *_SUBJECTS)), None)


def _none(token: Token, words: Lexicon) -> Token | None:
    if token.lower_ in words.negative_pronouns:
        return token
    if token.dep_ == "conj":
        for child in token.head.children:
            if child.dep_ == "cc" and child.i < token.i and child.lower_ in words.neither:
                return child  # "neither a meeting nor a call"
    for child in token.lefts:
        denying = child.lower_ in words.denying_determiners
        if child.dep_ in ("det", "preconj", "cc", "nummod") and denying:
            return None if _is_measured(child) else child
        if child.dep_ == "neg" and _denies_the_least(child, words):
            return child
    return None


def _is_measured(determiner: Token) -> bool:
    """ "No fewer than nine villages" are nine or more."""
    after = determiner.i + 1
    return after < len(determiner.doc) and determiner.doc[after].tag_ in ("JJR", "RBR")


def is_contrasted(token: Token, words: Lexicon) -> bool:
    """Whether a noun is named only to be set aside: Y in "X, not Y" and "X rather than Y"."""
    edge = token.left_edge
    if any(c.dep_ == "neg" and _sets_aside(c, words) for c in token.lefts):
        if token.dep_ in ("conj", "appos"):
            return True
        joined = [c for c in token.rights if c.dep_ == "cc" and c.lower_ in words.adversative]
        if joined and any(c.dep_ == "conj" for c in token.rights):
            return True  # "not X but Y"
    if not edge.i:
        return False
    before = edge.nbor(-1)
    if token.dep_ == "appos":
        return before.lower_ in words.contrasting
    return token.dep_ == "conj" and (
        before.lower_ in words.contrasting
        or (before.dep_ == "cc" and before.lower_ in words.preferring)
    )


def _sets_aside(negation: Token, words: Lexicon) -> bool:
    """Not in "not a single X", which denies, and "not just X", which does not."""
    following = negation.nbor(1).lower_ if negation.i + 1 < len(negation.doc) else ""
    return not _denies_the_least(negation, words) and following not in words.focusing


def _before_infinitive(verb: Token, words: Lexicon) -> Token | None:
    """ "Swore never again to fire": the negation before the infinitive's "to" is the infinitive's,
    wherever the parser hung it."""
    to = next((c for c in verb.lefts if c.tag_ == "TO"), None)
    if to is None or not to.i:
        return None
    for at in range(to.i - 1, max(verb.head.i, to.i - 3), -1):
        word = to.doc[at]
        if word.dep_ == "neg" or word.lower_ in words.negative_adverbs:
            return word
    return None


def _is_before_infinitive(negation: Token, verb: Token) -> bool:
    """Whether a negation after a verb stands before the infinitive that completes it."""
    if negation.i < verb.i:
        return False
    after = negation.doc[negation.i + 1 : negation.i + 3]
    return any(t.tag_ == "TO" and t.head.dep_ == "xcomp" and t.head.head == verb for t in after)


def _is_time_limit(negation: Token, words: Lexicon) -> bool:
    """ "Not until Monday did X sign": X did, on Monday."""
    following = negation.nbor(1).lower_ if negation.i + 1 < len(negation.doc) else ""
    return following in words.until and negation.i < negation.head.i


def _denies_the_least(negation: Token, words: Lexicon) -> bool:
    """ "Not a single", "not one": there is none.  "Not all" leaves some."""
    if negation.i + 1 >= len(negation.doc):
        return False
    return negation.nbor(1).lower_ in words.least


def _neither(verb: Token, words: Lexicon) -> Token | None:
    """ "Neither has X signed it, nor Y": a negation that stands before the verb's own words."""
    group = [verb, *(c for c in verb.children if c.dep_ in ("aux", "auxpass"))]
    beside = [c for word in group for c in word.children if c.i < verb.i]
    if verb.dep_ == "conj":
        beside += [c for c in verb.head.children if c.dep_ == "cc" and c.i > verb.head.i]
    return next((c for c in beside if c.lower_ in words.neither), None)


def _of_subject(verb: Token, words: Lexicon) -> Token | None:
    subjects = [child for child in verb.children if child.dep_ in _SUBJECTS]
    if not subjects and verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        # "No minister came or called": one subject for both.
        subjects = [child for child in verb.head.children if child.dep_ in _SUBJECTS]
    for subject in subjects:
        described = verb.dep_ == "relcl" and (
            subject.tag_ in _RELATIVE or subject.lower_ in words.complementizers
        )
        if (word := denial(verb.head if described else subject, words)) is not None:
            return word
    return None


def _fronted(verb: Token, words: Lexicon) -> Token | None:
    """ "At no point did X attack": a negation before the auxiliary, and that before its subject."""
    group = [verb, *(c for c in verb.lefts if c.dep_ in ("aux", "auxpass"))]
    for child in (child for word in group for child in word.children):
        if child.dep_ == "prep" and (word := _none_of(child, words)) is not None:
            return word
    auxiliary = next((c for c in verb.lefts if c.dep_ in ("aux", "auxpass")), None)
    subject = next((c for c in verb.lefts if c.dep_ in _SUBJECTS), None)
    if auxiliary is None or subject is None or auxiliary.i > subject.left_edge.i:
        return _before_split(verb, words)
    for child in verb.lefts:
        if child.i < auxiliary.i and child.dep_ in ("advmod", "prep", "mark", "neg", "npadvmod"):
            edge = child.left_edge
            following = edge.nbor(1).lower_ if edge.i + 1 < len(edge.doc) else ""
            if edge.lower_ in words.fronted and following not in words.affirming:
                return edge
            if child.dep_ == "prep" and (word := _denied_inside(child, words)) is not None:
                return word
    return None


def _before_split(verb: Token, words: Lexicon) -> Token | None:
    """The same where the parser takes the auxiliary for a verb: "not since May has X visited"."""
    head = verb.head
    if verb.dep_ != "ccomp" or head.lemma_ not in words.perfect | words.copulas:
        return None
    if verb.i < head.i or (verb.tag_ != "VBN" and verb.tag_ != "VBD"):
        return None
    first = head.left_edge
    if head.i - first.i > _FRONT or first.lower_ not in words.fronted:
        return None
    return None if first.nbor(1).lower_ in words.affirming else first


def _none_of(preposition: Token, words: Lexicon) -> Token | None:
    """ "In no way", "by no means": phrases that deny wherever they stand."""
    for noun in preposition.children:
        phrase = f"{preposition.lower_} {noun.lemma_.lower()}"
        if phrase in words.denying_phrases and (word := denial(noun, words)) is not None:
            return word
    return None


def _denied_inside(preposition: Token, words: Lexicon) -> Token | None:
    found = (denial(noun, words) for noun in preposition.children if noun.dep_ == "pobj")
    return next((word for word in found if word is not None), None)
