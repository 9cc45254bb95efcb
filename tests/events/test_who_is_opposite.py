"""Who is opposite, or whose the ground is, where nobody is named to whom an act is done."""

from __future__ import annotations

import pytest

from detente.pipeline import Coder
from tests.events.acts_told import acts


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Mexico withdrew its demand for an apology from Spain.", "CONCEDE MEX > ESP"),
        ("Bolivia backed down in its quarrel with Chile.", "CONCEDE BOL > CHL"),
        ("Peru's president met Chile's. Peru made new demands.", "REQUEST PER > CHL"),
        ("Chile threatened Peru with a boycott. Peru rejected the demand.", "REJECT PER > CHL"),
        ("Canada has decided to lift the sanctions imposed on Belarus.", "CONCEDE CAN > BLR"),
    ],
)
def test_of_two_who_deal_with_each_other_one_is_opposite(
    coder: Coder, text: str, told: str
) -> None:
    assert f"actual {told}" in acts(coder, text)


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("The US president requested money for a wall along the border with Mexico.", "MEX"),
        ("Mexican officials were reluctant to issue visas due to American pressure.", "USA"),
        ("Iran condemned the shelling of an Iraqi town.", "IRQ"),
        ("A Kenyan party demanded a debate in the land that borders Chad.", "TCD"),
    ],
)
def test_who_is_only_topic_or_edge_is_opposite_nobody(coder: Coder, text: str, aside: str) -> None:
    assert not [act for act in acts(coder, text) if act.endswith(f"> {aside}")]


@pytest.mark.parametrize(
    ("text", "false"),
    [
        ("A Cuban murderer killed himself after committing the murder.", "> CUB"),
        ("Taiwanese police tracked a man's phone and searched his home.", "> TWN"),
        ("Argentina's congress legalised abortion.", "> ARG"),
        ("The Houthi movement claimed responsibility for the attacks.", "> YEM"),
    ],
)
def test_what_is_done_to_somebody_else_befalls_no_state(
    coder: Coder, text: str, false: str
) -> None:
    assert not [act for act in acts(coder, text) if act.endswith(false)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Peruvian police arrested twelve people.", "COERCE PER > PER"),
        ("The Greek farmers' union called off its strike on Wednesday.", "CONCEDE GRC > GRC"),
        ("Georgia's opposition mobilized its supporters to demonstrate.", "PROTEST GEO > GEO"),
    ],
)
def test_what_a_state_s_own_do_at_home_befalls_it(coder: Coder, text: str, told: str) -> None:
    assert f"actual {told}" in acts(coder, text)
