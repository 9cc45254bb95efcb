"""Whom a measure or a deed that is spoken of names is not whom the speaker speaks to."""

from __future__ import annotations

import pytest

from detente.pipeline import Coder
from tests.events.acts_told import acts


@pytest.mark.parametrize(
    ("text", "false"),
    [
        ("Singapore voted for the resolution condemning Russia.", "SUPPORT SGP > RUS"),
        ("Malta voted for the motion that calls on Turkey to leave.", "SUPPORT MLT > TUR"),
        ("Peru's president gave his backing to the cap on Chilean copper.", "SUPPORT PER > CHL"),
        ("Cuba demanded an end to the bombing of Vietnam.", "REQUEST CUB > VNM"),
        ("Malta threw its weight behind the bombing of Libya.", "SUPPORT MLT > LBY"),
        ("Kenya voiced its regret at Chad's expulsion of Malian teachers.", "CONCEDE KEN > TCD"),
    ],
)
def test_who_is_named_by_what_is_backed_receives_nothing(
    coder: Coder, text: str, false: str
) -> None:
    assert f"actual {false}" not in acts(coder, text)


@pytest.mark.parametrize(
    ("text", "true"),
    [
        ("Singapore voted for the resolution and condemned Russia.", "ACCUSE SGP > RUS"),
        ("Malta condemned the decision that let Turkey leave.", "ACCUSE MLT > TUR"),
        ("Cuba demanded that Vietnam end the bombing.", "REQUEST CUB > VNM"),
    ],
)
def test_who_is_spoken_to_still_receives(coder: Coder, text: str, true: str) -> None:
    assert f"actual {true}" in acts(coder, text)


@pytest.mark.parametrize(
    ("text", "true"),
    [
        ("Ottawa, whose envoy was ill, asked Beijing to free two men.", "REQUEST CAN > CHN"),
        ("Peru will not yield, its foreign minister said; he condemned Chile.", "ACCUSE PER > CHL"),
        ("The Taoiseach condemned Spain.", "ACCUSE IRL > ESP"),
    ],
)
def test_who_speaks_is_known_by_the_words_around(coder: Coder, text: str, true: str) -> None:
    assert f"actual {true}" in acts(coder, text)
