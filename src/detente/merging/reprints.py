"""Which reports are one text, however edited: what corroborates counts independent reports.

Two texts are one where the shorter shares enough of its runs of words and they are alike in their
rare words; what is not alike shares an advertisement.  Candidates are found by a
sample of the runs, the same in every text, and each is verified on all of them; a text is compared
with the first few that have a run, so that ten thousand copies take ten thousand steps.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from detente.merging.content_words import copies, runs
from detente.merging.measures import Copies
from detente.merging.stories import MOST_PAIRS, Stories

ONE_IN = 4
"""One run in so many is looked up; of a hundred shared ones none would be missed."""

FIRST = 4
"""Texts with a run that a later one is compared with: copies of each other stand for each other."""


class Reprints:
    """The texts of reports by id; each is taken apart once, when first asked for."""

    def __init__(self, texts: Mapping[str, str], stories: Stories, table: Copies) -> None:
        self._texts = texts
        self._stories = stories
        self._table = table
        self._runs: dict[str, tuple[int, ...]] = {}
        self._known: dict[tuple[str, str], bool] = {}

    def forget(self, report: str) -> None:
        """Take no more room for a report."""
        self._runs.pop(report, None)

    def copied(self, one: str, other: str) -> bool:
        """Whether two reports are one text."""
        key = (one, other) if one < other else (other, one)
        if key not in self._known:
            if len(self._known) >= MOST_PAIRS:
                self._known.clear()
            self._known[key] = copies(
                self._runs_of(one), self._runs_of(other), self._table
            ) and self._alike(one, other)
        return self._known[key]

    def independent(self, reports: Sequence[str]) -> list[int]:
        """A number for each of *reports*, the same for those that are one text."""
        if len(reports) == 1:
            return [0]
        root = list(range(len(reports)))

        def find(i: int) -> int:
            while root[i] != i:
                root[i] = root[root[i]]
                i = root[i]
            return i

        holders: dict[int, list[int]] = defaultdict(list)
        for i, report in enumerate(reports):
            sample = self._sample(report)
            for j in sorted({j for run in sample for j in holders[run]}):
                if find(i) != find(j) and self.copied(reports[j], report):
                    root[max(find(i), find(j))] = min(find(i), find(j))
            for run in sample:
                if len(holders[run]) < FIRST:
                    holders[run].append(i)
        return [find(i) for i in range(len(reports))]

    def _alike(self, one: str, other: str) -> bool:
        """Whether two texts share their rare words too; of a few lines that cannot be told."""
        if self._stories.short(one) or self._stories.short(other):
            return True
        return self._stories.likeness(one, other) >= self._table.like

    def _sample(self, report: str) -> list[int]:
        found = self._runs_of(report)
        return sorted(run for run in found if run % ONE_IN == 0 or len(found) <= ONE_IN)

    def _runs_of(self, report: str) -> tuple[int, ...]:
        if report not in self._runs:
            self._runs[report] = runs(self._texts[report], self._table)
        return self._runs[report]
