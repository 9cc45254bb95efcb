"""Words for those who were named together: "both countries", "the three leaders", "them"."""

from __future__ import annotations

import pytest

from detente.pipeline import Coder
from tests.events.acts_told import acts

TOGETHER = [
    (
        "Peru and Chile quarrelled over fish. On Monday the two sides signed a treaty.",
        "SUPPORT CHL+PER > -",
    ),
    (
        "Norway's and Iceland's foreign ministers flew to Oslo. "
        "The two foreign ministers signed a pact on herring.",
        "SUPPORT ISL+NOR > -",
    ),
    (
        "The presidents of Kenya, Uganda and Tanzania came to Arusha. "
        "The three leaders met for two hours.",
        "CONSULT KEN+TZA+UGA > -",
    ),
    (
        "The prime minister of Malta received the Libyan prime minister on Monday. "
        "The pair discussed migrants.",
        "CONSULT LBY+MLT > -",
    ),
    (
        "Togo and Benin have been at odds for years. The neighbours agreed to share the river.",
        "AGREE BEN+TGO > -",
    ),
    (
        "Laos and Thailand fought over a hill. The two armies withdrew from it on Tuesday.",
        "RETREAT LAO+THA > -",
    ),
    (
        "Denmark and Sweden built a bridge. The two governments thanked Germany for its help.",
        "SUPPORT DNK+SWE > DEU",
    ),
    (
        "India's and Nepal's ministers met in Delhi. Both ministers condemned Pakistan.",
        "ACCUSE IND+NPL > PAK",
    ),
    (
        "Oman and Yemen have a long border. The two capitals agreed to hold talks.",
        "AGREE OMN+YEM > -",
    ),
    (
        "Chile, Peru and Bolivia border on the lake. "
        "The three countries signed a treaty on Friday.",
        "SUPPORT BOL+CHL+PER > -",
    ),
    (
        "Egypt accused Sudan of lying. The two states broke off relations on Thursday.",
        "SANCTION EGY+SDN > -",
    ),
    (
        "Fiji's premier met Samoa's premier in Suva on Monday. "
        "The two men agreed to set up a joint fund.",
        "AGREE FJI+WSM > -",
    ),
    (
        "Colombian and Venezuelan officials met in Cucuta. "
        "Both delegations agreed to reopen the bridge.",
        "AGREE COL+VEN > -",
    ),
    (
        "Estonia and Latvia recalled their envoys from Minsk. "
        "Both capitals accused Belarus of lying.",
        "ACCUSE EST+LVA > BLR",
    ),
    (
        "Ethiopia and Eritrea went to war in May. The two foes agreed on a ceasefire on Sunday.",
        "AGREE ERI+ETH > -",
    ),
    (
        "Mali, Niger and Chad left the force. The three states broke off relations.",
        "SANCTION MLI+NER+TCD > -",
    ),
    ("Chile met Peru and Bolivia and thanked them.", "SUPPORT CHL > BOL+PER"),
    ("Norway talked to Mali and Chad and accused them of lying.", "ACCUSE NOR > MLI+TCD"),
    ("Kyiv handed back fifty prisoners to Moscow.", "RETREAT UKR > RUS"),
    ("The congressional delegation thanked Laos for its help.", "SUPPORT ? > LAO"),
]


@pytest.mark.parametrize(("text", "act"), TOGETHER)
def test_those_who_were_named_together_act(coder: Coder, text: str, act: str) -> None:
    assert f"actual {act}" in acts(coder, text)


@pytest.mark.parametrize(
    "text",
    [
        # of four named, none is left out by guess
        "Chile, Peru, Bolivia and Brazil share the basin. The three countries signed a treaty.",
        "Chile, Peru and Bolivia border on the lake. The three Arab leaders signed a treaty.",
        "Zambia and Malawi disagreed about a dam. The three countries signed a treaty.",
        "Zambia and Malawi disagreed about a dam. The neighbours of Peru signed a treaty.",
    ],
)
def test_another_number_means_others(coder: Coder, text: str) -> None:
    signed = [act for act in acts(coder, text) if "SUPPORT" in act]
    assert all("+" not in act for act in signed)


@pytest.mark.parametrize(
    ("text", "false"),
    [
        ("Swiss customs officers seized 300 forged watches at Basel.", "CHE > CHE"),
        ("Chile met Peru and Bolivia and they thanked it.", "CHL > BOL+PER"),
        ("Norway broke off relations.", "SANCTION NOR > NOR"),
    ],
)
def test_nobody_is_made_a_party(coder: Coder, text: str, false: str) -> None:
    assert not any(act.endswith(false) for act in acts(coder, text))
