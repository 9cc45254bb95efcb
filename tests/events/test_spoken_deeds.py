"""What is done by being said is done, though only a wish or a purpose names it."""

from __future__ import annotations

import pytest

from detente.pipeline import Coder
from tests.events.acts_told import acts

DONE = [
    ('"I want to thank Norway for its help," Peru\'s president said.', "SUPPORT PER > NOR"),
    ('"I would like to thank Norway," Peru\'s president said.', "SUPPORT PER > NOR"),
    ('"We wish to apologise to Chile," Peru\'s president said.', "CONCEDE PER > CHL"),
    ('"We want to congratulate Chad on its vote," Peru\'s president said.', "SUPPORT PER > TCD"),
    ("Norway was quick in condemning Chile.", "ACCUSE NOR > CHL"),
    ("Norway was more forceful in blaming Chile for the raid.", "ACCUSE NOR > CHL"),
    ("Kenya's president used the meeting to criticise Chad.", "ACCUSE KEN > TCD"),
    ("Norway wrote to Chile to protest against the arrest.", "ACCUSE NOR > CHL"),
    ("Peru's president took to Twitter to condemn Chile's move.", "ACCUSE PER > CHL"),
    ("Norway issued a statement to condemn Chile's move.", "ACCUSE NOR > CHL"),
    ("The raid prompted Norway to call on Turkey to leave.", "REQUEST NOR > TUR"),
    ("Norway did not hesitate to condemn Chile.", "ACCUSE NOR > CHL"),
]


@pytest.mark.parametrize(("text", "told"), DONE)
def test_what_is_said_by_a_wish_or_a_deed_is_done(coder: Coder, text: str, told: str) -> None:
    assert f"actual {told}" in acts(coder, text)


@pytest.mark.parametrize(
    ("text", "false"),
    [
        ("Norway wanted Chile to apologise to Peru.", "CONCEDE"),
        ("Norway wants to attack Chile.", "ASSAULT"),
        ('"I do not want to thank Norway," Peru\'s president said.', "SUPPORT"),
        ("Norway is interested in condemning Chile.", "ACCUSE"),
        ("Norway bought a camera to condemn Chile.", "ACCUSE"),
        ("Norway will not hesitate to attack Chile.", "ASSAULT"),
        ("Norway hesitated to condemn Chile.", "ACCUSE"),
    ],
)
def test_what_is_only_wished_or_meant_is_not(coder: Coder, text: str, false: str) -> None:
    assert not [act for act in acts(coder, text) if act.startswith(f"actual {false}")]
