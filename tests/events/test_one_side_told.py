"""Acts that are told of one side alone: of those to whom they are done, or of those who do them."""

from __future__ import annotations

import pytest

from detente.pipeline import Coder
from tests.events.acts_told import acts

TO_WHOM = [
    ("Peru's former interior minister was charged with fraud on Monday.", "ACCUSE - > PER"),
    ("Norway's defence minister has been accused of leaking secrets.", "ACCUSE - > NOR"),
    ("Two Chilean senators were indicted over the sale of a port.", "ACCUSE - > CHL"),
    ("The Kenyan government was sharply criticised at the conference.", "ACCUSE - > KEN"),
    ("Peru's police chief was questioned for six hours on Friday.", "ACCUSE - > PER"),
    ("Chad's army is being investigated over the deaths of herders.", "ACCUSE - > TCD"),
    ("Malta's deputy premier was impeached in March.", "ACCUSE - > MLT"),
    ("Latvia's finance minister faced fierce criticism after the vote.", "ACCUSE - > LVA"),
    ("The assassination of Ghana's foreign minister shook the region.", "ASSAULT - > GHA"),
    ("Attacks on Malian soldiers grew more frequent in spring.", "ASSAULT - > MLI"),
    ("An attack on oil depots in Libya halved its exports.", "ASSAULT - > LBY"),
    ("The shelling of the Georgian embassy lasted an hour.", "ASSAULT - > GEO"),
]


@pytest.mark.parametrize(("text", "told"), TO_WHOM)
def test_to_whom_it_is_done_is_enough_where_nobody_is_said_to_do_it(
    coder: Coder, text: str, told: str
) -> None:
    assert f"actual {told}" in acts(coder, text)


@pytest.mark.parametrize(
    ("text", "false"),
    [
        # Who somebody is, and not what is told of them.
        ("A Danish court convicted an Iranian envoy who had been accused of spying.", "ACCUSE"),
        # A deed that a sentence about another act only names.
        ("Norway called on Chile to calm down after the attack on Peru.", "ASSAULT"),
        # Prevented, meant, or only possible.
        ("Spanish police foiled an attack on the Israeli embassy in Madrid.", "ASSAULT"),
        ("Turkey mobilized its army for an assault against Cyprus.", "ASSAULT"),
        ("Peru's interior minister may be charged with fraud.", "ACCUSE"),
        # Nobody public, in one country.
        ("A Chilean baker was charged with selling stale bread.", "ACCUSE"),
        # A place is nobody to whom something is done.
        ("A bombing in Peru shook the markets.", "ASSAULT"),
    ],
)
def test_what_is_only_named_is_no_act(coder: Coder, text: str, false: str) -> None:
    assert not [act for act in acts(coder, text) if f" {false} " in act]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The Russian invasion has become bogged down.", "ASSAULT RUS > -"),
        ("Markets fell for a week after the Turkish attack.", "ASSAULT TUR > -"),
        ("Israel's airstrikes lasted until dawn.", "ASSAULT ISR > -"),
    ],
)
def test_a_deed_of_a_state_needs_no_victim(coder: Coder, text: str, told: str) -> None:
    assert f"actual {told}" in acts(coder, text)


@pytest.mark.parametrize(
    "text",
    [
        "A plaque recalls the Greenpeace attack.",
        "A Russian invasion would ruin the harvest.",
        "Norway's attack on the goal came late.",
    ],
)
def test_a_deed_of_a_body_or_of_nobody_yet_is_none(coder: Coder, text: str) -> None:
    assert not [act for act in acts(coder, text) if act.startswith("actual ASSAULT")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("During a visit to Malta, Kenya's president spoke of fish.", "CONSULT KEN > MLT"),
        ("Peru's premier flew home after a three-day visit to Norway.", "CONSULT PER > NOR"),
        ("Chad's president ended the year with a trip to Gabon.", "CONSULT TCD > GAB"),
        ("Latvia's foreign minister, on a visit to Kuwait, praised the port.", "CONSULT LVA > KWT"),
    ],
)
def test_who_does_something_on_a_visit_pays_it(coder: Coder, text: str, told: str) -> None:
    assert f"actual {told}" in acts(coder, text)


@pytest.mark.parametrize(
    "text",
    [
        "Malta's bishop died a month before a planned visit to Kenya.",
        "Peru's president criticised a visit to Chile by Norway's king.",
        "Norway's prime minister wrote a book about a journey to Chile.",
    ],
)
def test_who_only_speaks_of_a_visit_pays_none(coder: Coder, text: str) -> None:
    told = acts(coder, text)
    assert not {"actual CONSULT MLT > KEN", "actual CONSULT PER > CHL"} & set(told)
    assert "actual CONSULT NOR > CHL" not in told or "king" in text
