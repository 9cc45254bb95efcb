"""What speaks for two events hanging together, piece by piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente.following.acts import Act
from detente.merging.act_words import same_act
from detente.merging.content_words import telling
from detente.merging.field_relations import participants, where
from detente.merging.measures import Measures
from detente.merging.mention_facts import UNNAMED, gap
from detente.model.followed import Reason


class Common:
    """What two events have in common, whatever hangs on what.

    ``sides`` and ``names`` are those of both.  ``nested``: one of the two has no party of its own;
    ``strangers``: of a party that both have, each names somebody else.
    """

    def __init__(self, one: Act, other: Act, measures: Measures) -> None:
        self.one, self.other = one, other
        self.table = measures.links
        self.who, self.two_sided = participants(one.facts, other.facts)
        mine, theirs = one.facts.everybody, other.facts.everybody
        self.sides = tuple(sorted(mine.sides.keys() & theirs.sides.keys()))
        self.names = tuple(sorted(mine.names & theirs.names))
        self.strangers = any(
            mine.sides[side] and theirs.sides[side] and not mine.sides[side] & theirs.sides[side]
            for side in self.sides
        )
        known, others = (
            {side for side in part.sides if not side.startswith(UNNAMED)} for part in (mine, theirs)
        )
        self.nested = known <= others or others <= known
        self.place = where(one.facts, other.facts, measures.place)
        self.act = _act_in_common(one, other)
        words = sorted((one.words & other.words) - one.acts - other.acts - {self.act})
        self.said = [word for word in words if telling([word])][: self.table.words]

    def reasons(self) -> Iterator[Reason]:
        """The pieces that are no matter of the kind of link."""
        table = self.table
        if len(self.sides) > 1:
            yield Reason("sides", table.sides, self.sides)
        if self.names:
            names = self._spelled(self.names)
            yield Reason("name", round(table.name * min(2, len(names)), 6), names)
        if self.place == "same" and not (self.one.facts.broad or self.other.facts.broad):
            yield Reason("place", table.place, (_place(self.one), _place(self.other))[:1])
        if self.act:
            yield Reason("act", table.act, self._spelled([self.act]))
        if self.said:
            yield Reason("word", round(table.word * len(self.said), 6), self._spelled(self.said))

    def _spelled(self, words: Iterable[str]) -> tuple[str, ...]:
        """Words as one of the two spells them; what neither's first mentions have stays a stem."""
        known = self.other.spelled | self.one.spelled
        return tuple(known.get(word, word) for word in words)


def _act_in_common(one: Act, other: Act) -> str:
    """A word for the act of one that the other has too, as its act or in its clause.

    Of one sort of act also two forms of a word, and two words that the codebook lists together.
    """
    both = [
        *sorted(one.acts & (other.acts | other.words)),
        *sorted(other.acts & (one.acts | one.words)),
    ]
    if one.event.type in (other.event.type, other.meant) or other.event.type == one.meant:
        one_signal = not one.signals.isdisjoint(other.signals)
        both += [
            word
            for word in sorted(one.acts)
            if one_signal or any(same_act(word, theirs) for theirs in other.acts)
        ]
    return both[0] if both else ""


def _place(act: Act) -> str:
    return act.facts.place.name if act.facts.place else ""


def days_after(earlier: Act, later: Act) -> int | None:
    """Days from the end of one event to the beginning of a later one, 0 where they meet.

    ``None`` where the later one was before, or that is not known.
    """
    first, last = earlier.event.date, later.event.date
    begun = first.earliest or first.latest
    if last.latest is None or begun is None or last.latest < begun:
        return None
    return gap(first, last)


def told_after(earlier: Act, later: Act) -> int | None:
    """Days from when one event was first told to when another was; ``None`` where it was before."""
    first, last = earlier.said.earliest, later.said.latest
    if first is None or last is None or last < first:
        return None
    return gap(earlier.said, later.said)
