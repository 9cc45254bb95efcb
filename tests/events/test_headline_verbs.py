"""Verbs that the parser of headlines takes for nouns, and acts told of what somebody made."""

from __future__ import annotations

import pytest

from detente.pipeline import Coder
from tests.events.acts_told import acts


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Chilean deputy premier tours islands that Peru claims", ["actual CONSULT CHL > -"]),
        ("Independence Day: Lukashenko denounces the Polish raid", ["actual ACCUSE BLR > POL"]),
        ("Danish police arrests anger Sweden", []),
        # A relative clause with "that" as the object of its light verb.
        (
            "The trip that the Chilean president made to Peru in March was short.",
            ["actual CONSULT CHL > PER"],
        ),
        (
            "The news that the Chilean president resigned surprised Peru.",
            ["actual RETREAT CHL > -"],
        ),
        # What a state takes, it takes from nobody of its own.
        ("The Soviet Union occupied Vyborg in 1944.", ["historical COERCE RUS > -"]),
    ],
)
def test_an_act_is_told_whatever_word_the_parser_takes_its_verb_for(
    coder: Coder, text: str, wanted: list[str]
) -> None:
    assert acts(coder, text) == wanted
