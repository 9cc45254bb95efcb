"""What an act is about: PLOVER's contexts, by the words of the sentence."""

from __future__ import annotations

from collections import defaultdict

from detente.events.codebook import Codebook
from detente.language.structure import Structure


class ContextFinder:
    """The codebook's context cues, indexed by their first word."""

    def __init__(self, codebook: Codebook) -> None:
        self._cues: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for name, context in codebook.contexts.items():
            for cue in context.cues:
                words = tuple(cue.split())
                self._cues[words[0]].append((words, name))

    def find(self, structure: Structure, sentence: int) -> tuple[str, ...]:
        """The contexts of one sentence, sorted."""
        lemmas = [t.lemma.lower() for t in structure.sentence_tokens(sentence)]
        found: set[str] = set()
        for position, lemma in enumerate(lemmas):
            for words, name in self._cues.get(lemma, ()):
                if tuple(lemmas[position : position + len(words)]) == words:
                    found.add(name)
        return tuple(sorted(found))
