"""Who takes part in an act with those whom a phrase names: its members, leaders and companions.

"Several states including X", "a delegation led by X", "Y, together with X".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from detente.document import Document
from detente.events.event_words import EventWords
from detente.language.structure import Clause, Oblique
from detente.stretches import Standing


class Company:
    """Who is told of beside others in one report."""

    def __init__(
        self,
        document: Document,
        participles: Mapping[int, Sequence[Clause]],
        words: EventWords,
    ) -> None:
        """*participles* are the passive ones that describe a phrase: "a mission headed by X"."""
        self._structure, self._reading = document.structure, document.actors
        self._text, self._participles, self._words = document.text, participles, words

    def of(self, index: int) -> Iterator[int]:
        """The phrases for those among whom a phrase counts, and for who leads those it names."""
        for oblique in filter(_governs, self._structure.phrases[index].obliques):
            if oblique.preposition in self._words.including or (
                self._follows(oblique, self._words.such_as)
            ):
                yield from oblique.phrases
        known = [self._reading.actors[actor].country for actor in self._reading.of(index)]
        if known and not any(known) and index in self._participles:
            for clause in self._participles[index]:
                if clause.lemma in self._words.leading:
                    yield from clause.subject

    def beside(self, clause: Clause, index: int) -> Iterator[int]:
        """The phrases for those who do with a subject what it does: "X, along with Y, said"."""
        subject = self._structure.phrases[index]
        for oblique in filter(_governs, (*subject.obliques, *clause.obliques)):
            first = self._structure.phrases[oblique.phrases[0]].core.start
            between = subject.core.end <= first < clause.trigger.start
            if between and self._follows(oblique, self._words.together):
                yield from oblique.phrases

    @cached_property
    def acting(self) -> Standing[int]:
        """The phrases for those who do something, or with whom or to whom it is done."""
        found: set[int] = set()
        edges = self._words.edges
        for clause in (c for c in self._structure.clauses if c.lemma not in edges):
            found.update(clause.subject, clause.object, clause.indirect)
            found.update(clause.oblique(*self._words.dealing, *self._words.dealing_verbs))
        for phrase in self._structure.phrases:
            for oblique in phrase.obliques if phrase.lemma not in edges else ():
                if oblique.preposition in self._words.dealing:
                    found.update(oblique.phrases)
        return Standing(sorted(found), lambda index: self._structure.phrases[index].core)

    def _follows(self, oblique: Oblique, openings: Sequence[str]) -> bool:
        """Whether the words right before what a preposition governs are some of *openings*."""
        start = self._structure.phrases[oblique.phrases[0]].core.start
        longest = max(map(len, openings), default=0) + 1
        before = self._text[max(0, start - longest) : start]
        return before.rstrip().lower().endswith(tuple(openings))


def _governs(oblique: Oblique) -> bool:
    """Whether a preposition governs a phrase: not "in" of "in going there"."""
    return bool(oblique.phrases)
