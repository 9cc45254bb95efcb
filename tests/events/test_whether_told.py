"""Whether a sentence tells an act, and which: beside another act, ahead, or none at all."""

from __future__ import annotations

import pytest

from detente.pipeline import Coder
from tests.events.acts_told import acts

WEDNESDAY = "2019-05-15"


def told(coder: Coder, text: str) -> set[str]:
    """The acts of a text that took place."""
    return {act for act in acts(coder, text, WEDNESDAY) if act.startswith("actual")}


@pytest.mark.parametrize(
    ("text", "act"),
    [
        # a clause of its own is no part of the act above it
        (
            "Kenya was ready to sign a treaty with Uganda when Peru condemned Chile.",
            "actual ACCUSE PER > CHL",
        ),
        ("Norway plans to visit Peru, which has condemned Chile.", "actual ACCUSE PER > CHL"),
        (
            "Norway refused to meet Peru's envoy after Peru had condemned Chile.",
            "actual ACCUSE PER > CHL",
        ),
        # whom "it" means that is asked or given something
        ("Peru was ready to sign when Chile asked it to wait.", "actual REQUEST CHL > PER"),
        ("Peru fed the refugees, and Chile gave it two million dollars.", "actual AID CHL > PER"),
        ("Peru sent no troops, but it protested to Chile.", "actual ACCUSE PER > CHL"),
        # cooperation that is dated ahead is word given of it
        ("The Kenyan president arrives in Kampala next Monday.", "actual AGREE KEN > UGA"),
        # found in what is turned round
        ("It was not Peru but Chile that condemned Norway.", "actual ACCUSE CHL > NOR"),
        ("No state but Peru has condemned Chile.", "actual ACCUSE PER > CHL"),
    ],
)
def test_an_act_is_told(coder: Coder, text: str, act: str) -> None:
    assert act in told(coder, text)


@pytest.mark.parametrize(
    "text",
    [
        "Poland meet Mexico in Doha.",
        "England have attacked France from the left.",
        "It was neither Peru nor Chile that condemned Norway.",
        "The number of Peruvians killed by Chile fell.",
        "The radio said that Peru had condemned Chile. It had not.",
        "Peru came within a day of expelling the Chilean consul.",
    ],
)
def test_no_act_is_told(coder: Coder, text: str) -> None:
    assert told(coder, text) == set()
