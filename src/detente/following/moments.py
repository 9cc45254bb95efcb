"""Reports of one piece of news: those of a few days that are alike on average.

Pairs that could tell one story are taken strongest first.  Two groups become one only if their
reports, all taken together, are alike: joined by single pairs, a month of news on two states would
be one chain.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from detente.following.grouping import Groups, average
from detente.merging.measures import Measures
from detente.merging.stories import Stories
from detente.model import Interval

Ends = tuple[date, date]
"""The latest of first days and the earliest of last days; open ends bound nothing."""


def moments(
    published: Mapping[str, Interval], stories: Stories, measures: Measures
) -> list[tuple[str, ...]]:
    """The reports, each in exactly one moment, moments and reports in the order of their days.

    *published* are the reports' days by id.
    """
    groups = Groups(published)
    ends = {report: _ends(days) for report, days in published.items()}
    sample = measures.blocks.sample
    pairs = stories.neighbours(published)
    for one, other in sorted(pairs, key=lambda pair: (-stories.likeness(*pair), pair)):
        a, b = groups.of(one), groups.of(other)
        both = _both(ends[a], ends[b])
        if a == b or (both[0] - both[1]).days > measures.moments.days:
            continue
        like = average(groups.members(a), groups.members(b), stories.likeness, sample)
        if like >= measures.moments.whole:
            ends[groups.join(a, b)] = both

    def by_day(report: str) -> tuple[date, date, str]:
        days = published[report]
        return (days.earliest or date.max, days.latest or date.max, report)

    ordered = (tuple(sorted(members, key=by_day)) for members in groups)
    return sorted(ordered, key=lambda moment: by_day(moment[0]))


def _ends(days: Interval) -> Ends:
    return (days.earliest or date.min, days.latest or date.max)


def _both(one: Ends, other: Ends) -> Ends:
    return (max(one[0], other[0]), min(one[1], other[1]))
