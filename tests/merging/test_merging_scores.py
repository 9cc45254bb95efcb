"""The scores of a clustering, held against what they are by definition."""

from __future__ import annotations

import re
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measure.clustering import Clustering, b_cubed, ceaf, members, muc

CLUSTERS = st.lists(st.integers(0, 3), min_size=7, max_size=7)


def named(names: list[int]) -> Clustering:
    return dict(enumerate(names))


@given(CLUSTERS, CLUSTERS)
def test_the_best_matching_is_that_of_all_matchings(ours: list[int], gold: list[int]) -> None:
    few, many = sorted((members(named(ours)), members(named(gold))), key=len)
    best = max(
        sum(2 * len(a & b) / (len(a) + len(b)) for a, b in zip(few, order, strict=False))
        for order in permutations(many, len(few))
    )
    score = ceaf(named(ours), named(gold))
    assert score.precision * len(members(named(ours))) == pytest.approx(best)
    assert score.recall * len(members(named(gold))) == pytest.approx(best)


@given(CLUSTERS)
def test_a_clustering_is_right_by_itself(names: list[int]) -> None:
    for score in (b_cubed, ceaf):
        assert score(named(names), named(names)).f1 == pytest.approx(1.0)


def test_links_that_lack_and_links_that_are_wrong() -> None:
    gold, ours = named([0, 0, 0, 1, 1]), named([0, 0, 1, 1, 1])
    assert muc(ours, gold).recall == pytest.approx(2 / 3)
    assert b_cubed(ours, gold).precision == pytest.approx((2 + 1 / 3 + 4 / 3) / 5)


ACCURACY = Path(__file__).resolve().parents[2] / "docs" / "accuracy.md"
FLOORS = {
    r"articles that share an event: precision (\S+)": 0.97,
    r"articles that share an event: .*connected (\S+)": 0.35,
    r"mentions matched\n +detente .* F1 (\S+)": 0.348,
    r"419 gold mentions\n +detente .* F1 (\S+)": 0.42,
    r"ECB\+: .*\n +detente +(\S+)": 0.69,
    r"share 0\.29 of runs: .* F1 (\S+)": 0.985,
    r"share 0\.67 of runs: .* F1 (\S+)": 0.99,
    r"300 acts that recur.* F1 (\S+)": 0.99,
}
"""Of the rows that ``scripts/measure/merging.py`` prints: what none may fall below."""


@pytest.mark.parametrize("row", FLOORS)
def test_no_measured_row_falls_below_its_floor(row: str) -> None:
    written = ACCURACY.read_text("utf-8").partition("<!-- measured: merging -->")[2]
    found = re.search(row, written.partition("<!-- end")[0])
    assert found is not None
    assert float(found[1]) >= FLOORS[row]
