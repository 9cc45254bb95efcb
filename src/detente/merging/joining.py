"""Mentions that hang together to groups, each the mentions of one event.

Firm pairs are joined first, the strongest before the others.  A looser pair (a month for a day, a
state for its minister) is joined only where nothing else could be meant: "the November visit" is
no mention of either of two visits of that month.  Two groups are joined only if no mention of the
one is forbidden to be one event with a mention of the other.

What somebody decided comes before that.  Groups that are one event by decision are a whole, however
they contradict each other; each takes in by evidence what it could alone, if no decision forbids it
for any of its whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from detente.merging.decisions import Wholes
from detente.merging.mention_blocks import Pair
from detente.merging.pair_verdicts import Verdicts
from detente.model.plover import is_material

T = TypeVar("T")


class Joining:
    """The joining of mentions that hang together by pairs that could be one event.

    *members* are indices, *ties* the pairs of them that something speaks for, *wholes* what was
    decided of them.
    """

    def __init__(
        self,
        members: Sequence[int],
        ties: Sequence[Pair],
        verdicts: Verdicts,
        wholes: Wholes[int],
    ) -> None:
        self._verdicts = verdicts
        self._wholes = wholes
        digits = verdicts.measures.strength.digits
        self._ties = sorted(ties, key=lambda pair: (-round(verdicts(*pair).strength, digits), pair))
        self._group = {i: i for i in members}
        self._groups = {i: verdicts.group(i) for i in members}
        self._known: dict[tuple[int, int, int, int], bool] = {}

    def groups(self) -> list[list[int]]:
        """The groups as they stand, those of one whole as one, each in order."""
        found: dict[int, list[int]] = defaultdict(list)
        for number, group in self._groups.items():
            found[self._wholes.of(number)] += group.members
        return sorted(sorted(members) for members in found.values())

    def firm(self) -> None:
        """Join the pairs that need no look at anything else."""
        for one, other in self._ties:
            a, b = self._group[one], self._group[other]
            if a != b and self._verdicts(one, other).firm and self._allowed(a, b):
                self._join(a, b)

    def loose(self) -> None:
        """Join the other pairs, strongest first, where only one thing can be meant.

        What could not be joined is looked at once more when a group beside it has changed.
        """
        near: dict[int, dict[int, int]] = {number: {} for number in self._groups}
        for tie, (one, other) in enumerate(self._ties):
            a, b = self._group[one], self._group[other]
            if a != b:
                near[a].setdefault(b, tie)
                near[b].setdefault(a, tie)
        changed = set(self._groups)
        while changed:
            changed = self._join_some(near, changed)

    def _join_some(self, near: dict[int, dict[int, int]], looked_at: set[int]) -> set[int]:
        """One pass over the pairs beside groups of *looked_at*; those beside what it joined.

        *near* has for each group the others that a tie leads to, each with the strongest, by its
        place among the ties.
        """
        beside = {a: self._beside(near, a) for a in looked_at}
        edges = sorted({(near[a][b], min(a, b), max(a, b)) for a in looked_at for b in beside[a]})
        for _, *ends in edges:
            beside |= {a: self._beside(near, a) for a in ends if a not in beside}
        joined: set[int] = set()
        merged: list[Pair] = []
        for _, a, b in edges:
            if a in joined or b in joined:
                continue
            strength = beside[a][b]
            # What was joined in this pass may have put one of them on the other side of a decision.
            if not self._wholes.between(a, b) and not any(
                self._rivals(beside[one], other, strength) for one, other in ((a, b), (b, a))
            ):
                merged.append(self._join(a, b))
                joined |= {a, b, *beside[a], *beside[b]}
        for keep, drop in merged:
            for other, tie in near.pop(drop).items():
                del near[other][drop]
                if other != keep:
                    first = min(tie, near[keep].get(other, tie))
                    near[keep][other] = near[other][keep] = first
        return {self._group[i] for i in joined}

    def _beside(self, near: Mapping[int, Mapping[int, int]], a: int) -> dict[int, float]:
        """The groups that one could be joined with, each with the strength of their tie."""
        ties = self._ties
        return {
            b: self._verdicts(*ties[tie]).strength
            for b, tie in near[a].items()
            if self._allowed(a, b)
        }

    def _rivals(self, beside: Mapping[int, float], other: int, strength: float) -> bool:
        """Whether a group *beside* which those are could as well be joined with one of them that
        *other* cannot be."""
        margin = self._verdicts.measures.strength.margin
        return any(
            rival != other and theirs >= strength - margin and self._apart(rival, other)
            for rival, theirs in beside.items()
        )

    def _apart(self, a: int, b: int) -> bool:
        """Whether two groups are two events: of deeds only what contradicts each other is."""
        if self._wholes.of(a) == self._wholes.of(b) or self._allowed(a, b):
            return False
        if self._wholes.between(a, b):
            return True
        if not is_material(self._verdicts.told[a].mention.quad):
            return True
        return not all(self._verdicts(i, j).allowed for i, j in self._pairs(a, b))

    def _allowed(self, a: int, b: int) -> bool:
        """Whether two groups can be one; worked out once for groups as large as they are."""
        if self._wholes.between(a, b):
            return False
        a, b = min(a, b), max(a, b)
        known = (a, b, len(self._groups[a].members), len(self._groups[b].members))
        if known not in self._known:
            self._known[known] = self._can_be_one(a, b)
        return self._known[known]

    def _can_be_one(self, a: int, b: int) -> bool:
        """Whether two groups can be one: nothing forbids it, and on the whole pairs speak for it.

        Where some differ by a day or a place, a pair must be sure in spite of that.  A meeting
        needs one pair only, for its mentions need not say what it was about; of acts that are known
        by that, a headline must not join two that have nothing in common, nor part them.
        """
        if self._forbidden(a, b):
            return False
        verdicts = {(i, j): self._verdicts(i, j) for i, j in self._pairs(a, b)}
        if not all(verdict.allowed for verdict in verdicts.values()):
            return False
        doubtful = [verdict for verdict in verdicts.values() if verdict.doubtful]
        if doubtful and not any(verdict.strength > 0 for verdict in doubtful):
            return False
        if doubtful and self._two_days(a, b):
            return False
        told = self._verdicts.told
        if told[a].kind.known_by == "who":
            return True
        telling = [
            verdict
            for pair, verdict in verdicts.items()
            if not any(told[i].standing == "headline" for i in pair)
        ] or [*verdicts.values()]
        return sum(verdict.support for verdict in telling) > 0

    def _two_days(self, a: int, b: int) -> bool:
        """Whether two reports and more give each of two groups a day that the other cannot have."""
        told = self._verdicts.told
        mine, others = (
            [told[i] for i in self._groups[group].members if told[i].hard] for group in (a, b)
        )
        if min(len({one.report for one in group}) for group in (mine, others)) < 2:
            return False
        days, theirs = ({one.interval for one in group} for group in (mine, others))
        return not any(day.meets(other) for day in days for other in theirs)

    def _pairs(self, a: int, b: int) -> Iterator[Pair]:
        """Pairs of a mention of each of two groups: all of them, or of large ones a few of each."""
        sample = self._verdicts.measures.blocks.sample
        ours, theirs = (few(self._groups[group].members, sample) for group in (a, b))
        return ((i, j) for i in ours for j in theirs)

    def _forbidden(self, a: int, b: int) -> bool:
        """Whether anything forbids it, of groups of which not every pair is looked at."""
        sample = self._verdicts.measures.blocks.sample
        ours, theirs = self._groups[a], self._groups[b]
        if len(ours.members) <= sample and len(theirs.members) <= sample:
            return False
        return self._verdicts.forbidden(ours, theirs)

    def _join(self, a: int, b: int) -> Pair:
        """Put the smaller group into the larger, which keeps its number; it stands first."""
        keep, drop = sorted((a, b), key=lambda group: (-len(self._groups[group].members), group))
        dropped = self._groups.pop(drop)
        for i in dropped.members:
            self._group[i] = keep
        self._groups[keep].take_in(dropped)
        self._wholes.join(keep, drop)
        return keep, drop


def few(members: Sequence[T], count: int) -> Sequence[T]:
    """*count* of the members, evenly apart as they were joined, or all where they are no more."""
    if len(members) <= count:
        return members
    return [members[n * len(members) // count] for n in range(count)]
