"""Mentions to clusters, each the mentions of one event.

Which are compared at all (:mod:`~detente.merging.mention_blocks`), what speaks for and against each
pair (:mod:`~detente.merging.pair_verdicts`), and what is joined (:mod:`~detente.merging.joining`).
Every choice is made in an order that depends on the mentions alone, so the order of input does not
matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

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
    for members, ties in components(range(len(told)), pairs):
        found += [[told[i] for i in group] for group in joined(members, ties, verdicts)]
    return sorted(found, key=lambda group: group[0].order)


def joined(members: Sequence[int], ties: Sequence[Pair], verdicts: Verdicts) -> list[list[int]]:
    """Mentions that hang together by *ties* as groups, each of one event, in order."""
    if len(members) == 1:
        return [[*members]]
    joining = Joining(members, ties, verdicts)
    joining.firm()
    joining.loose()
    return joining.groups()


def components(members: Iterable[int], pairs: Iterable[Pair]) -> list[tuple[list[int], list[Pair]]]:
    """Members that hang together by *pairs*, with those, each named by its lowest.

    A member of no pair stands alone.
    """
    root = {i: i for i in members}

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    kept = [*pairs]
    for one, other in kept:
        a, b = find(one), find(other)
        root[max(a, b)] = min(a, b)
    together: dict[int, list[int]] = defaultdict(list)
    ties: dict[int, list[Pair]] = defaultdict(list)
    for i in root:
        together[find(i)].append(i)
    for pair in kept:
        ties[find(pair[0])].append(pair)
    return [(together[i], ties[i]) for i in sorted(together)]
