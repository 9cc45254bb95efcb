"""Bodies called by the city they sit in, and cities that are the seat of a body."""

from __future__ import annotations

import pytest

from detente.pipeline import Coder
from tests.events.acts_told import acts


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The parliament in Strasbourg condemned Peru.", "actual ACCUSE EUR > PER"),
        ("The Luxembourg court condemned Hungary.", "actual ACCUSE EUR > HUN"),
        ("The nuclear agency in Vienna criticised Iran.", "actual ACCUSE UNO > IRN"),
        ("Foggy Bottom protested to Caracas over the arrest.", "actual ACCUSE USA > VEN"),
        ("The Holy See recalled its nuncio from Ireland.", "actual SANCTION VAT > IRL"),
    ],
)
def test_a_body_called_by_its_seat(coder: Coder, text: str, act: str) -> None:
    assert act in acts(coder, text)


@pytest.mark.parametrize(
    "text",
    [
        "Jan Peeters, the mayor of Brussels, condemned Turkey.",
        "Brussels airport workers went on strike.",
    ],
)
def test_who_is_of_the_city_is_not_of_the_body(coder: Coder, text: str) -> None:
    told = acts(coder, text)
    assert told
    assert not any("EUR" in act for act in told)


def test_the_mayor_of_a_seat_is_of_the_state_it_lies_in(coder: Coder) -> None:
    text = "The mayor of Brussels condemned Turkey."
    assert acts(coder, text) == ["actual ACCUSE BEL > TUR"]
