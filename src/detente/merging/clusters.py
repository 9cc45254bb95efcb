"""Mentions to clusters, each the mentions of one event.

Which are compared at all (:mod:`~detente.merging.mention_blocks`), what speaks for and against each
pair (:mod:`~detente.merging.pair_verdicts`), and what is joined (:mod:`~detente.merging.joining`).
Every choice is made in an order that depends on the mentions alone, so the order of input does not
matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from detente.merging.compare import Copied
from detente.merging.joining import Joining
from detente.merging.measures import Measures
from detente.merging.mention_blocks import Pair, candidates
from detente.merging.mention_facts import Told
from detente.merging.pair_verdicts import Verdicts
from detente.merging.stories import Stories


def cluster(
    told: Sequence[Told], copied: Copied, measures: Measures, stories: Stories | None = None
) -> list[list[Told]]:
    """The clusters of *told*, which is in the order of :attr:`Told.order`; so are they.

    *stories* are those of the reports; without them no story is evidence.
    """
    verdicts = Verdicts(told, copied, measures, stories)
    reports = dict.fromkeys(one.report for one in told)
    compared = candidates(told, measures, stories.neighbours(reports) if stories else ())
    pairs = [pair for pair in compared if verdicts(*pair).strength > 0]
    found: list[list[Told]] = []
    for members, ties in _components(len(told), pairs):
        joined = Joining(members, ties, verdicts)
        joined.firm()
        joined.loose()
        found += [[told[i] for i in group] for group in joined.groups()]
    return sorted(found, key=lambda group: group[0].order)


def _components(count: int, pairs: Sequence[Pair]) -> list[tuple[list[int], list[Pair]]]:
    """Mentions that hang together by *pairs*, with those; a mention of no pair stands alone."""
    root = list(range(count))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for one, other in pairs:
        a, b = find(one), find(other)
        root[max(a, b)] = min(a, b)
    members: dict[int, list[int]] = defaultdict(list)
    ties: dict[int, list[Pair]] = defaultdict(list)
    for i in range(count):
        members[find(i)].append(i)
    for pair in pairs:
        ties[find(pair[0])].append(pair)
    return [(members[i], ties[i]) for i in sorted(members)]
