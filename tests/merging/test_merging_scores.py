"""The scores of a clustering, held against what they are by definition."""

from __future__ import annotations

from itertools import permutations

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
