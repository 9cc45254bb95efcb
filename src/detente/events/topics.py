"""Reports that are about something else than politics, by the words they are full of.

"Senegal beat Egypt in the final" is no assault, and no word of the sentence says so as surely as
the report around it does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from detente.events.codebook import Topic
from detente.language.structure import Structure

# In 480 news reports, those in which at least this share of the nouns, verbs, names and adjectives
# are words of sport, and this many different ones, were all about sport, and nearly all that were
# about sport had both.
SHARE = 0.04
DIFFERENT = 4

# A headline with its lead has few words of anything.  Of 880 such texts, those with a word that
# only sport has, and one more or a score, were 62 of the 220 filed under sport and one of the other
# 660, which was about sport as well.
SHORT = 60
FEW = 2

_CONTENT = frozenset({"NOUN", "VERB", "PROPN", "ADJ"})
# "6-4, 6-4": a score, where it stands beside words of sport.
_SCORE = re.compile(r"(?<![\d-])\d{1,3}-\d{1,3}(?![\d-])")


class Topics:
    """The topics of a codebook, their words ready to be looked up."""

    def __init__(self, topics: Mapping[str, Topic]) -> None:
        self._words = {
            name: (frozenset(topic.words), frozenset(topic.sure)) for name, topic in topics.items()
        }

    def of(self, text: str, structure: Structure) -> str | None:
        """The first topic that a report is about; ``None`` where it is about none."""
        content = [token.lemma.lower() for token in structure.tokens if token.pos in _CONTENT]
        for name, (words, sure) in self._words.items():
            if _is_about(text, content, words, sure):
                return name
        return None


def _is_about(
    text: str, content: Sequence[str], words: frozenset[str], sure: frozenset[str]
) -> bool:
    """Whether a report is full of *words* (lemmas), of which *sure* are of nothing else."""
    hits = [lemma for lemma in content if lemma in words]
    different = set(hits)
    if len(different) >= DIFFERENT and len(hits) >= SHARE * len(content):
        return True
    if len(content) > SHORT or different.isdisjoint(sure):
        return False
    scores = min(len(_SCORE.findall(text)), FEW)
    return len(different) + scores >= FEW
