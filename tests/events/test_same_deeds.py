"""A deed that is named again has its own day, not that of what is said of it."""

from __future__ import annotations

import pytest

from detente.pipeline import Coder
from tests.events.acts_told import annotated

WEDNESDAY = "2014-05-14"


def days(coder: Coder, text: str, type_: str, word: str) -> list[str]:
    """The first and last day of the acts of a type whose trigger is *word*."""
    annotation = annotated(coder, text, WEDNESDAY)
    return [
        f"{m.date.interval.earliest}/{m.date.interval.latest}"
        for m in annotation.events
        if m.type == type_ and m.trigger.of(text) == word
    ]


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        (
            "Bolivia on Tuesday denounced the Chilean president's trip to Antofagasta.\n\nThe "
            "Chilean president travelled to Antofagasta and to Peru in March.",
            "trip",
            [],  # at home: no act, in neither place
        ),
        (
            "Kenya on Tuesday denounced the Ethiopian premier's visit to Somalia.\n\nThe Ethiopian "
            "premier flew to Somalia on 3 March.",
            "visit",
            ["2014-03-03/2014-03-03"],
        ),
        # Two of them: which is meant is not said.
        (
            "Kenya on Tuesday denounced the Ethiopian premier's visit to Somalia.\n\nThe Ethiopian "
            "premier flew to Somalia on 3 March. The Ethiopian premier flew to Somalia on 4 April.",
            "visit",
            ["None/2014-05-13"],
        ),
        # Another place.
        (
            "Kenya on Tuesday denounced the Ethiopian premier's visit to Somalia.\n\nThe Ethiopian "
            "premier flew to Sudan on 3 March.",
            "visit",
            ["None/2014-05-13"],
        ),
    ],
)
def test_a_visit_named_again_was_when_it_was_made(
    coder: Coder, text: str, word: str, wanted: list[str]
) -> None:
    assert days(coder, text, "CONSULT", word) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Peru's foreign minister met the Bolivian president on Monday and condemned Chile's "
            "raid on a fishing port on 2 May.",
            "2014-05-12/2014-05-12",
        ),
        (
            "The Sudanese foreign minister spoke on Monday and protested against Egypt's seizure "
            "of a ship on 2 May.",
            "2014-05-12/2014-05-12",
        ),
        # With no other day, it is that of the act itself.
        ("Peru's foreign minister condemned Chile's raid on 2 May.", "2014-05-02/2014-05-02"),
    ],
)
def test_what_an_act_is_about_keeps_its_own_day(coder: Coder, text: str, wanted: str) -> None:
    annotation = annotated(coder, text, WEDNESDAY)
    (told,) = [m for m in annotation.events if m.type == "ACCUSE"]
    assert f"{told.date.interval.earliest}/{told.date.interval.latest}" == wanted


def test_a_day_before_the_word_that_opens_a_clause_is_not_of_that_clause(coder: Coder) -> None:
    text = (
        "Peru recalled its ambassador to Chile, Ana Paz, on Tuesday, a day after Bolivia's "
        "president visited Chile."
    )
    assert days(coder, text, "SANCTION", "recalled") == ["2014-05-13/2014-05-13"]
    assert days(coder, text, "CONSULT", "visited") != ["2014-05-13/2014-05-13"]
