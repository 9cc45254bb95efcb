"""Members, leaders and companions of those who are named take part, and bystanders do not."""

from __future__ import annotations

import pytest

from detente.pipeline import Coder
from tests.events.acts_told import acts

WITH = [
    ("Several states including Norway and Peru condemned Chile.", "ACCUSE NOR+PER > CHL"),
    ("Countries such as Norway and Peru accused Chile of fraud.", "ACCUSE NOR+PER > CHL"),
    ("Norway, together with Peru, condemned Chile.", "ACCUSE NOR+PER > CHL"),
    ("Norway, along with Peru, urged Chile to free the crew.", "REQUEST NOR+PER > CHL"),
    ("Peru arrested ten people, including two Chilean reporters.", "COERCE PER > ?+CHL"),
    ("Kenya condemned several states including Chad.", "ACCUSE KEN > TCD"),
    ("A delegation led by Peru's foreign minister met Chile's president.", "CONSULT ?+CHL+PER > -"),
    ("Chad praised neighbours such as Niger and Libya.", "SUPPORT TCD > LBY+NER"),
    ("Malta, together with Cyprus, asked Libya to stop the boats.", "REQUEST CYP+MLT > LBY"),
    (
        "Afghanistan's envoy described the talks with Iranian officials as good.",
        "CONSULT AFG+IRN > -",
    ),
    ("Peru and Norway reopened the border to tourists from Japan.", "COOPERATE JPN+NOR+PER > -"),
]


@pytest.mark.parametrize(("text", "told"), WITH)
def test_those_beside_whom_a_phrase_names_take_part(coder: Coder, text: str, told: str) -> None:
    assert f"actual {told}" in acts(coder, text)


ASIDE = [
    ("Peruvians stormed the house of President Soto, who fled to Norway.", "NOR"),
    ("Peru's police are looking into the fraud on the orders of a Chilean court.", "CHL"),
    ("Norway condemned the devastating raids by Russia against Ukraine.", "NOR > UKR"),
    ("Kenya and Malta criticised the rules on which Chadian courts rely.", "TCD"),
    ("Saudi Arabia and Iran agreed to hold the first meeting in Baghdad.", "IRQ"),
    ("China is lobbying very hard in Geneva to kill the report.", "CHE"),
    ("Belgium deplored the stoning of the Belgian embassy in Cairo.", "> BEL"),
    ("Kenya's court dismissed the suit on the advice of Chadian lawyers.", "TCD"),
    ("Egypt's president urged relevant bodies to continue work with Sudanese ministries.", "SDN"),
    ("Turkey called for a zone to be set up in land that is held by Iraqi rebels.", "IRQ"),
]


@pytest.mark.parametrize(("text", "aside"), ASIDE)
def test_who_is_told_of_by_the_way_takes_no_part(coder: Coder, text: str, aside: str) -> None:
    assert not [act for act in acts(coder, text) if act.startswith("actual") and aside in act]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Peru criticised the raid that Chile launched on Monday.", "ACCUSE PER > CHL"),
        ("Norway condemned the raids by Russia.", "ACCUSE NOR > RUS"),
        ("Peru urged Chile to release Bolivian sailors.", "REQUEST PER > CHL"),
        ("Norway and Peru condemned Chile.", "ACCUSE NOR+PER > CHL"),
    ],
)
def test_who_does_what_a_clause_tells_still_takes_part(coder: Coder, text: str, told: str) -> None:
    assert f"actual {told}" in acts(coder, text)
