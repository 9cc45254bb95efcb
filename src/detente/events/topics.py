"""Reports that are about something else than politics, by the words they are full of.

"Senegal beat Egypt in the final" is no assault, and no word of the sentence says so as surely as
the report around it does.
"""

from __future__ import annotations

from detente.language.structure import Structure

# In 480 news reports, those in which at least this share of the nouns, verbs, names and adjectives
# are words of sport, and this many different ones, were all about sport, and nearly all that were
# about sport had both.
SHARE = 0.04
DIFFERENT = 4

_CONTENT = frozenset({"NOUN", "VERB", "PROPN", "ADJ"})


def is_about(structure: Structure, words: frozenset[str]) -> bool:
    """Whether a report is full of *words* (lemmas)."""
    if not words:
        return False
    content = [token.lemma.lower() for token in structure.tokens if token.pos in _CONTENT]
    hits = [lemma for lemma in content if lemma in words]
    return len(set(hits)) >= DIFFERENT and len(hits) >= SHARE * len(content)
