"""What joined verbs share: "arrested and deported three men" arrests the men, too.

English names the object of joined verbs once, after the last of them, and so who does it in the
passive: "were arrested and deported by Norway".
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from detente.language.drafts import Draft
    from detente.language.lexicon import Lexicon

# What may stand between verbs that share an object.
_BETWEEN = frozenset({"cc", "punct", "advmod", "preconj"})


def share_after_joined(drafts: Iterable[Draft], words: Lexicon) -> None:
    """Lends each verb the object, or the passive's agent, of the verb that is joined to it."""
    for second in sorted(drafts, key=lambda draft: draft.token.i, reverse=True):
        first = second.parent
        if first is None or second.link != "conjunct" or not _side_by_side(first, second):
            continue
        if first.passive and second.passive and not first.subject:
            first.subject = list(second.subject)
        elif not (first.passive or second.passive) and _lacks_object(first, words):
            first.object = list(second.object)
            if not (first.object or first.obliques):  # "met and talked with": with the same party
                first.obliques += [o for o in second.obliques if o.preposition in words.partners]


def _side_by_side(first: Draft, second: Draft) -> bool:
    """Whether nothing but a conjunction and adverbs stand between two verbs."""
    if first.kind != "verb" or second.kind != "verb" or second.has_own_subject:
        return False
    between = first.token.doc[first.token.i + 1 : second.token.i]
    return all(word.dep_ in _BETWEEN or _joins(word, second.token) for word in between)


def _joins(word: Token, verb: Token) -> bool:
    """Whether *word* is an auxiliary of the joined verb or another verb of the same row."""
    auxiliary = word.dep_ in ("aux", "auxpass") and word.head.i == verb.i
    return auxiliary or (word.dep_ == "conj" and word.tag_ == verb.tag_)


def _lacks_object(draft: Draft, words: Lexicon) -> bool:
    """Whether a verb takes an object and has none of its own, nor anything that stands for it."""
    alone = not (draft.object or draft.complements or draft.attribute)
    return alone and draft.lemma not in words.intransitive
