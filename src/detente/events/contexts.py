"""What an act is about: PLOVER's contexts, by the words of the sentence.

The cue ``@contested-place`` stands for any place that several states claim.
"""

from __future__ import annotations

from collections import defaultdict

from detente.events.codebook import Codebook
from detente.language.structure import Structure
from detente.model import PlaceMention

CONTESTED = "@contested-place"


class ContextFinder:
    """The codebook's context cues, indexed by their first word."""

    def __init__(self, codebook: Codebook) -> None:
        self._cues: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        self._contested: set[str] = set()
        for name, context in codebook.contexts.items():
            for cue in context.cues:
                if cue == CONTESTED:
                    self._contested.add(name)
                    continue
                words = tuple(cue.split())
                self._cues[words[0]].append((words, name))

    def find(
        self, structure: Structure, sentence: int, places: tuple[PlaceMention, ...] = ()
    ) -> tuple[str, ...]:
        """The contexts of one sentence of a report whose *places* are known, sorted."""
        lemmas = [t.lemma.lower() for t in structure.sentence_tokens(sentence)]
        found: set[str] = set()
        for position, lemma in enumerate(lemmas):
            for words, name in self._cues.get(lemma, ()):
                if tuple(lemmas[position : position + len(words)]) == words:
                    found.add(name)
        extent = structure.sentences[sentence].span
        if any(len(p.place.claimed_by) > 1 and extent.covers(p.span) for p in places):
            found |= self._contested
        return tuple(sorted(found))
