"""Base forms of words, where the parser's lemmatizer takes away too much.

spaCy's rules strip "-ed" and "-ing" without asking whether an "e" went with them, so that "raped"
becomes "rap" and "hoping" "hop".  English spelling tells the two apart: a short verb that ends in
one vowel and one consonant doubles the consonant ("rapped", "hopping"), so a form that does not
double it comes from a verb in "-e".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from detente.language.lexicon import Lexicon


def lemma_of(verb: Token, words: Lexicon) -> str:
    """The base form of *verb*, lower-cased."""
    form, lemma = verb.lower_, str(verb.lemma_).lower()
    if form in words.irregular:
        return words.irregular[form]
    stripped = any(form == lemma + ending for ending in words.stripped_endings)
    return lemma + words.lost_letter if stripped and words.doubling.match(lemma) else lemma
