"""Mentions to clusters, each the mentions of one event.

Which are compared at all (:mod:`~detente.merging.mention_blocks`), what speaks for and against each
pair (:mod:`~detente.merging.pair_verdicts`), and what is joined (:mod:`~detente.merging.joining`).
Every choice is made in an order that depends on the mentions alone, so the order of input does not
matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from detente.merging.compare import Copied
from detente.merging.decisions import NO_DECISIONS, Decisions, Wholes, settle
from detente.merging.joining import Joining
from detente.merging.measures import Measures
from detente.merging.mention_blocks import Pair, candidates
from detente.merging.mention_facts import Told
from detente.merging.pair_verdicts import Verdicts
from detente.merging.stories import Stories


def cluster(
    told: Sequence[Told],
    copied: Copied,
    measures: Measures,
    stories: Stories | None = None,
    decisions: Decisions = NO_DECISIONS,
) -> list[list[Told]]:
    """The clusters of *told*, which is in the order of :attr:`Told.order`; so are they.

    *stories* are those of the reports; without them no story is evidence.  *decisions* come before
    all evidence.
    """
    verdicts = Verdicts(told, copied, measures, stories)
    reports = dict.fromkeys(one.report for one in told)
    compared = candidates(told, measures, stories.neighbours(reports) if stories else ())
    pairs = [pair for pair in compared if verdicts(*pair).strength > 0]
    together, apart = settle(decisions).of([one.name for one in told])
    found: list[list[Told]] = []
    for members, ties in _components(len(told), pairs, together):
        joined = Joining(members, ties, verdicts, _wholes(members, together, apart))
        joined.firm()
        joined.loose()
        found += [[told[i] for i in group] for group in joined.groups()]
    return sorted(found, key=lambda group: group[0].order)


def _wholes(
    members: Sequence[int], together: Mapping[int, int], apart: Mapping[int, frozenset[int]]
) -> Wholes[int]:
    """What was decided of *members*."""
    return Wholes(
        {i: together[i] for i in members if i in together},
        {i: apart[i] for i in members if i in apart},
    )


def _components(
    count: int, pairs: Sequence[Pair], together: Mapping[int, int]
) -> list[tuple[list[int], list[Pair]]]:
    """Mentions that hang together by *pairs*, with those, or because somebody decided so.

    A mention of no pair stands alone.
    """
    root = list(range(count))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    first: dict[int, int] = {}
    decided = [(first.setdefault(number, i), i) for i, number in sorted(together.items())]
    for one, other in (*pairs, *decided):
        a, b = find(one), find(other)
        root[max(a, b)] = min(a, b)
    members: dict[int, list[int]] = defaultdict(list)
    ties: dict[int, list[Pair]] = defaultdict(list)
    for i in range(count):
        members[find(i)].append(i)
    for pair in pairs:
        ties[find(pair[0])].append(pair)
    return [(members[i], ties[i]) for i in sorted(members)]
