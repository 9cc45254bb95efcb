"""Who is named inside words for something else, by the way, and takes no part in an act."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from detente.document import ActorReading
from detente.events.event_words import EventWords
from detente.language.structure import Clause, Structure
from detente.model import Mention, Span
from detente.stretches import Standing


class Bystanders:
    """The asides of one report: what its relative clauses tell, and on whose behalf things are."""

    def __init__(self, structure: Structure, reading: ActorReading, words: EventWords) -> None:
        self._structure, self._reading, self._words = structure, reading, words

    def stands_by(self, mention: Mention, phrase: int) -> bool:
        """Whether *mention*, inside a phrase, is of an aside within it.

        "The palace of X, who fled to Y" is nothing of Y's, "the raid that X launched" is X's; "a
        case on the orders of X" is not about X.
        """
        whole = self._structure.phrases[phrase]
        for clause in self._told.around(mention.span):
            after = whole.span.covers(clause.extent) and clause.extent.start >= whole.core.end
            if after and not self._does(clause, mention):
                return True
        return any(whole.span.covers(aside) for aside in self._behalf.around(mention.span))

    def _does(self, clause: Clause, mention: Mention) -> bool:
        doing = (actor for index in clause.subject for actor in self._reading.of(index))
        return clause.topic in clause.object and mention.actor in doing

    @cached_property
    def _told(self) -> Standing[Clause]:
        """The relative clauses that tell something of a phrase in a sentence of their own."""
        clauses = self._structure.clauses
        told = (c for c in clauses if c.link == "relative" and c.tense != "none")
        return Standing((c for c in told if c.topic is not None), lambda clause: clause.extent)

    @cached_property
    def _behalf(self) -> Standing[Span]:
        """The phrases that only say at whose wish, or in whose company, something is done."""
        return Standing(self._asides(), lambda span: span)

    def _asides(self) -> Iterator[Span]:
        every = self._structure.phrases
        obliques = [o for phrase in every for o in phrase.obliques]
        obliques += [o for clause in self._structure.clauses for o in clause.obliques]
        for oblique in obliques:
            for index in oblique.phrases:
                if f"{oblique.preposition} {every[index].lemma}" in self._words.on_whose:
                    yield every[index].span
