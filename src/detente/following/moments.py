"""Reports of one piece of news: those of a few days that are alike on average.

Pairs that could tell one story are taken strongest first.  Two groups become one only if their
reports, all taken together, are alike: joined by single pairs, a month of news on two states would
be one chain.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from detente.following.grouping import Groups, average
from detente.merging.measures import Measures
from detente.merging.stories import Stories
from detente.model import Interval

Ends = tuple[date, date]
"""The latest of first days and the earliest of last days; open ends bound nothing."""


def moments(
    published: Mapping[str, Interval],
    pairs: Iterable[tuple[str, str]],
    stories: Stories,
    measures: Measures,
    copies: Iterable[Sequence[str]] = (),
) -> list[tuple[str, ...]]:
    """The reports, each in exactly one moment, moments and reports in the order of their days.

    *published* are the reports' days by id, *pairs* those that could tell one story, *copies* those
    that are one text: printed again within days it is one piece of news, however short.
    """
    groups = Groups(published)
    ends = {report: _ends(days) for report, days in published.items()}
    sample = measures.blocks.sample

    def by_day(report: str) -> tuple[date, date, str]:
        days = published[report]
        return (days.earliest or date.max, days.latest or date.max, report)

    def joined(one: str, other: str, alike: bool) -> None:
        a, b = groups.of(one), groups.of(other)
        both = _both(ends[a], ends[b])
        if a == b or (both[0] - both[1]).days > measures.moments.days:
            return
        mine, others = groups.members(a), groups.members(b)
        if alike or average(mine, others, stories.likeness, sample) >= measures.moments.whole:
            ends[groups.join(a, b)] = both

    for text in copies:
        for one, other in pairwise(sorted(text, key=by_day)):
            joined(one, other, alike=True)
    for one, other in sorted(pairs, key=lambda pair: (-stories.likeness(*pair), pair)):
        joined(one, other, alike=False)

    ordered = (tuple(sorted(members, key=by_day)) for members in groups)
    return sorted(ordered, key=lambda moment: by_day(moment[0]))


def _ends(days: Interval) -> Ends:
    return (days.earliest or date.min, days.latest or date.max)


def _both(one: Ends, other: Ends) -> Ends:
    return (max(one[0], other[0]), min(one[1], other[1]))
