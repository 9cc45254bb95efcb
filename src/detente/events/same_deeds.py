"""When a deed was that a noun names again: "the president's trip", told elsewhere with its day.

A noun takes its day from the words around it, which tell when somebody spoke of the deed.  Where
the report tells the same deed of the same people once with a time of its own, that is its time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from detente.events.choosing_acts import Candidate
from detente.events.event_words import EventWords
from detente.language.structure import Structure
from detente.model import EventDate
from detente.places.event_places import Placing
from detente.times import Dating


class Deeds:
    """Dates the deeds of one report; *mutual* says whether all take part in an act alike."""

    def __init__(
        self,
        structure: Structure,
        dating: Dating,
        placing: Placing,
        words: EventWords,
        mutual: Callable[[Candidate], bool],
    ) -> None:
        self._structure, self._dating, self._placing = structure, dating, placing
        self._words, self._mutual = words, mutual

    def date(self, act: Candidate, told: Iterable[Candidate]) -> EventDate:
        """The date of *act*, by its own words, or by those of the one act in *told* that it is."""
        own = self._dating.of(act.clause)
        if not self._names_again(act):
            return own
        same = [other for other in told if self._is_same(act, other)]
        dates = [self._dating.of(other.clause) for other in same]
        if not dates or any(date.interval != dates[0].interval for date in dates):
            return own
        reason = f"the same as {same[0].clause.lemma!r} elsewhere: {dates[0].reason}"
        return EventDate(dates[0].interval, dates[0].span, reason)

    def _names_again(self, act: Candidate) -> bool:
        """Whether an act is told by a noun for one that is known, without a time of its own."""
        clause = act.clause
        if clause.kind != "noun" or clause.phrase is None or clause.support is not None:
            return False
        phrase = self._structure.phrases[clause.phrase]
        known = phrase.definiteness in ("definite", "demonstrative", "possessive")
        one = known and not phrase.plural and not self._words.another & set(phrase.modifiers)
        happened = act.modality == "actual" and bool(act.actors) and not self._mutual(act)
        return one and happened and not self._dating.is_told(clause)

    def _is_same(self, act: Candidate, other: Candidate) -> bool:
        """Whether *other* is the deed of *act*, told with a time of its own."""
        if other is act or other.match.type != act.match.type or other.modality != "actual":
            return False
        if {p.actor for p in other.actors} != {p.actor for p in act.actors}:
            return False
        if self._mutual(other) or not self._dating.is_told(other.clause):
            return False
        here, there = self._placing.of(act.clause), self._placing.of(other.clause)
        return here is None or there is None or here.place == there.place
