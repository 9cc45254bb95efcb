"""Where an act took place, among the places that its sentence and its report name."""

from __future__ import annotations

from functools import cached_property

from msgspec import Struct

from detente.document import Document
from detente.language.structure import Clause
from detente.model import EventPlace, PlaceMention
from detente.places.features import Features
from detente.places.place_words import PlaceWords
from detente.places.stated import Stated


class Weighed(Struct, frozen=True):
    """A place that an act may have been at; ``score`` is over that of having none, so 0 is even."""

    mention: PlaceMention
    score: float


def place_event(clause: Clause, document: Document, words: PlaceWords) -> EventPlace | None:
    """Where the act of *clause* took place; ``None`` where neither sentence nor report says.

    For many clauses of one report, make one :class:`Placing` and ask that.
    """
    return Placing(document, words).of(clause)


class Placing:
    """The places of the acts of one report."""

    def __init__(self, document: Document, words: PlaceWords) -> None:
        self.report, self.structure = document.report, document.structure
        self.places = document.places
        self.words = words
        self._features: Features | None = None
        self._stated = Stated(self.structure, self.places, words)
        self._statements = document.statements

    def of(self, clause: Clause) -> EventPlace | None:
        """The place of *clause*: one of its sentence's, else the dateline's, else none.

        What bodies and things do (kill, march, seize) is somewhere, and of the sentence's places
        that one is taken which speaks more for itself, by how it hangs on the clause, than all
        speaks for the act having none there.  What is said, agreed or broken off is at a place
        only where its own clause states one: "relations with Sudan" and "stand by Qatar" do not.
        A meeting or talk told of without a place was where the report is datelined; its span is
        the dateline then.
        """
        if not self._bodily(clause):
            found = self._stated.of(clause)
            return EventPlace(found.place, found.span) if found else self._dateline(clause)
        ranked = self.weigh(clause)
        if ranked and ranked[0].score > 0:
            return EventPlace(ranked[0].mention.place, ranked[0].mention.span)
        return self._dateline(clause)

    def why(self, clause: Clause) -> str:
        """In a few words, how the place of *clause* was found, or why it has none."""
        answer, line = self.of(clause), self.report.dateline
        if answer and answer.span and line is not None and line.covers(answer.span):
            return "a meeting told without a place: that of the dateline"
        if not self._bodily(clause):
            return "its clause says so" if answer else "its clause states none"
        ranked = self.weigh(clause)
        if not ranked:
            return "its sentence names none"
        said = ranked[0].mention.span.of(self.report.text)
        return f"{said} {ranked[0].score:+.1f} over none"

    def _bodily(self, clause: Clause) -> bool:
        """Whether an act is one of bodies and things, of the kinds the weights were learnt on.

        A noun that a light verb carries is as often said as done: "lodged a protest".
        """
        lemma = clause.lemma.lower()
        told = lemma in self.words.physical or lemma in self.words.taken
        carried = clause.kind == "noun" and clause.support is not None
        return told and not carried and lemma not in self.words.meeting

    def weigh(self, clause: Clause) -> list[Weighed]:
        """The places of the clause's sentence by how much speaks for each, best first."""
        if not self.places:
            return []
        if self._features is None:
            self._features = Features(self.report.text, self.structure, self.places, self.words)
        features, worth = self._features, self.words.weights
        mentions = features.candidates(clause)
        if not mentions:
            return []
        mentions = [m for m in mentions if not self._of_speaker(clause, m)]
        none = _sum(features.none(clause), worth)
        found = [Weighed(m, _sum(features.of(clause, m), worth) - none) for m in mentions]
        return sorted(found, key=lambda w: (-w.score, w.mention.span))

    def _of_speaker(self, clause: Clause, mention: PlaceMention) -> bool:
        """Whether a place is only of who tells of an act: "..., officials in Washington said"."""
        return any(
            said.source is not None
            and said.source.covers(mention.span)
            and any(part.covers(clause.trigger) for part in said.content)
            for said in self._statements
        )

    def _dateline(self, clause: Clause) -> EventPlace | None:
        """The dateline's place, for a meeting that the report tells of without one."""
        if self.report.dateline is None or clause.lemma.lower() not in self.words.meeting:
            return None
        if clause.tense == "future" or clause.modals or clause.infinitive or clause.negation:
            return None
        if self._elsewhen(clause):
            return None
        mention = self._datelined
        return EventPlace(mention.place, mention.span) if mention else None

    @cached_property
    def _datelined(self) -> PlaceMention | None:
        line = self.report.dateline
        return next((m for m in self.places if line is not None and line.covers(m.span)), None)

    def _elsewhen(self, clause: Clause) -> bool:
        """Whether a meeting is another one than the report's own: earlier, planned, refused."""
        beside: set[str] = set()
        if clause.phrase is not None:
            beside |= set(self.structure.phrases[clause.phrase].modifiers)
        if clause.parent is not None and clause.support is None:
            beside.add(self.structure.clauses[clause.parent].lemma)
        return bool(beside & self.words.elsewhen)


def _sum(features: dict[str, float], worth: dict[str, float]) -> float:
    return sum(value * worth.get(name, 0.0) for name, value in features.items())
