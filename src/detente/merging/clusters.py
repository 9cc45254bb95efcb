"""Mentions to clusters, each the mentions of one event.

Which are compared at all (:mod:`~detente.merging.mention_blocks`), what speaks for and against each
pair (:mod:`~detente.merging.pair_verdicts`), and what is joined (:mod:`~detente.merging.joining`).
Every choice is made in an order that depends on the mentions alone, so the order of input does not
matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

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
    for members, ties in components(range(len(told)), pairs, decided_pairs(together)):
        wholes = Wholes(
            {i: together[i] for i in members if i in together},
            {i: apart[i] for i in members if i in apart},
        )
        found += [[told[i] for i in group] for group in joined(members, ties, verdicts, wholes)]
    return sorted(found, key=lambda group: group[0].order)


def joined(
    members: Sequence[int], ties: Sequence[Pair], verdicts: Verdicts, wholes: Wholes[int]
) -> list[list[int]]:
    """Mentions that hang together by *ties* as groups, each of one event, in order.

    *wholes* is what was decided of them.
    """
    if len(members) == 1:
        return [[*members]]
    joining = Joining(members, ties, verdicts, wholes)
    joining.firm()
    joining.loose()
    return joining.groups()


def decided_pairs(together: Mapping[int, int]) -> list[Pair]:
    """Pairs that hold together those which, by the number in *together*, somebody made one."""
    first: dict[int, int] = {}
    return [(first.setdefault(number, one), one) for one, number in sorted(together.items())]


def components(
    members: Iterable[int], pairs: Iterable[Pair], decided: Iterable[Pair] = ()
) -> list[tuple[list[int], list[Pair]]]:
    """Members that hang together by *pairs*, with those, or by *decided* ones, each named by its
    lowest.

    A member of no pair stands alone.
    """
    root = {i: i for i in members}

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    kept = [*pairs]
    for one, other in (*kept, *decided):
        a, b = find(one), find(other)
        root[max(a, b)] = min(a, b)
    together: dict[int, list[int]] = defaultdict(list)
    ties: dict[int, list[Pair]] = defaultdict(list)
    for i in root:
        together[find(i)].append(i)
    for pair in kept:
        ties[find(pair[0])].append(pair)
    return [(together[i], ties[i]) for i in sorted(together)]
