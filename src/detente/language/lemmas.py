"""Base forms of words, where the parser's lemmatizer takes away too much.

spaCy's rules strip "-ed" and "-ing" without asking whether an "e" went with them, so that "raped"
becomes "rap" and "hoping" "hop".  English spelling tells the two apart: a short verb that ends in
one vowel and one consonant doubles the consonant ("rapped", "hopping"), so a form that does not
double it comes from a verb in "-e".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.language.lexicon import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

# One vowel between consonants at the end; w, x and y are never doubled ("showed", "fixed").
_SHORT = re.compile(r"^[^aeiou]*[aeiou][bcdfgklmnprstvz]$")


def lemma_of(verb: Token) -> str:
    """The base form of *verb*, lower-cased."""
    form, lemma = verb.lower_, str(verb.lemma_).lower()
    if form in lexicon().irregular:
        return lexicon().irregular[form]
    if form in (lemma + "ed", lemma + "ing") and _SHORT.match(lemma):
        return lemma + "e"
    return lemma
