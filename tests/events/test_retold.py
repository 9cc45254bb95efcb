"""Bare words for a deed ("the visit", "the raid") go back to whoever did it before."""

from __future__ import annotations

import pytest

from detente.pipeline import Coder
from tests.events.acts_told import acts

# A third country, so that it is not a report about two, in which either is the other's counterpart.
THIRD = " The king of Norway smiled."

BLAMED = [
    (
        "Turkish jets bombed a village in Syria on Sunday. France condemned the attack.",
        "actual ACCUSE FRA > TUR",
    ),
    (
        "Chilean gunboats shelled a Peruvian port on Friday. Bolivia's foreign minister protested "
        "against the bombardment.",
        "actual ACCUSE BOL > CHL",
    ),
    (
        "The Spanish king toured Gibraltar on Monday. Britain's foreign secretary told parliament "
        "that the tour was deplorable.",
        "actual ACCUSE GBR > ESP",
    ),
    (
        "Ethiopian troops raided a village in Eritrea on Monday. Egypt said the raid was illegal.",
        "actual ACCUSE EGY > ETH",
    ),
    # What the main clause tells is what the report is about.
    (
        "Kenya's president visited Somalia on Monday, a week after Ethiopia's prime minister made "
        "a trip to Sudan. Eritrea's foreign ministry said the visit was unacceptable.",
        "actual ACCUSE ERI > KEN",
    ),
    (
        "The president of Peru visited Bolivia. Chile welcomed the visit.",
        "actual SUPPORT CHL > PER",
    ),
]


@pytest.mark.parametrize(("text", "wanted"), BLAMED)
def test_who_did_a_deed_is_blamed_or_praised_for_it(coder: Coder, text: str, wanted: str) -> None:
    assert wanted in acts(coder, text + THIRD)


@pytest.mark.parametrize(
    "text",
    [
        # Another deed than the one told before.
        "Turkish jets bombed a village in Syria on Sunday. France condemned another attack.",
        "Turkish jets bombed a village in Syria on Sunday. France condemned attacks.",
        # One that did not take place.
        "Turkish jets did not bomb the village on Sunday. France condemned the attack.",
        # One of another kind.
        "Turkey recalled its ambassador on Sunday. France condemned the attack.",
    ],
)
def test_nobody_is_blamed_for_another_deed(coder: Coder, text: str) -> None:
    assert "actual ACCUSE FRA > TUR" not in acts(coder, text + THIRD)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # A body of the other party that another sentence names is not the one that is meant.
        (
            "The Foreign Ministry in Lima praised the weather. Bolivia protested.",
            "actual ACCUSE BOL > -",
        ),
        ("Peru expelled two envoys. Bolivia protested.", "actual ACCUSE BOL > PER"),
        # Those of whom a thing is made are offered nothing.
        (
            "Peru and Bolivia disagree. Peru's president proposed a commission of historians from "
            "both countries.",
            "actual AGREE PER > BOL",
        ),
    ],
)
def test_only_a_party_that_is_meant_receives(coder: Coder, text: str, wanted: str) -> None:
    assert wanted in acts(coder, text)
