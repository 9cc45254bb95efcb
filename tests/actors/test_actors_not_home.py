"""States whose names say nothing of whose a nameless body is: topics, neighbours, missions."""

from __future__ import annotations

import pytest

from detente.pipeline import Coder
from tests.events.acts_told import annotated


def countries(coder: Coder, text: str, words: str) -> set[str | None]:
    """The countries of the actors that are called by *words*."""
    annotation = annotated(coder, text)
    return {a.country for a in annotation.actors.values() if words in a.name}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The lower house passed a bill cutting off money for Peru.", "lower house"),
        ("The Senate refused to vote money for Peru.", "Senate"),
        ("The Supreme Court refused to hear the complaint of a Peruvian bank.", "Supreme Court"),
        ("Rebels overran the ministry. Neighbouring Peru urged restraint.", "Rebels"),
        ("Parliament's Peru committee condemned the raid.", "Parliament"),
        ("Protesters threw stones at police outside the Peruvian consulate.", "police"),
        ("Peru's critics in the parliament condemned the raid.", "critics"),
        ("Volunteers for Peru attacked the ministry.", "Volunteers"),
    ],
)
def test_a_state_that_is_only_dealt_with_is_nobodys_home(
    coder: Coder, text: str, words: str
) -> None:
    assert "PER" not in countries(coder, text, words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Police outside the Peruvian town of Cusco arrested four men.", "Police"),
        ("The Peruvian president sacked a minister. The Senate condemned the move.", "Senate"),
        ("A critic of Peruvian president Pedro Castillo was arrested.", "critic"),
        ("The spokesman for Peru condemned Chile.", "spokesman"),
    ],
)
def test_a_state_that_all_is_about_is_home(coder: Coder, text: str, words: str) -> None:
    assert countries(coder, text, words) == {"PER"}


def test_who_is_called_by_what_he_deals_with_is_who_is_named_beside(coder: Coder) -> None:
    annotation = annotated(coder, "A Cuba specialist at a bank in Miami, Ana Ruiz, praised Canada.")
    (event,) = annotation.events
    assert [annotation.actors[p.actor].name for p in event.actors] == ["Ana Ruiz"]


def test_what_happens_outside_an_embassy_does_not_befall_its_state(coder: Coder) -> None:
    annotation = annotated(
        coder, "Ghanaian police fired on a crowd outside the Nigerian High Commission."
    )
    told = [annotation.actors[p.actor].country for e in annotation.events for p in e.recipients]
    assert "NGA" not in told


LONG = (
    "The Ugandan president spoke on Monday. In Kampala the Ugandan parliament met. "
    "Uganda voted last week. The Ugandan army stayed in Gulu. Ugandan police looked on. "
    "The Electoral Commission of Uganda counted. {} It rained in Kampala and in Jinja."
)


def test_a_report_that_is_of_one_state_tells_whose_its_bodies_are(coder: Coder) -> None:
    text = LONG.format("Rwanda met Kenya, and the opposition protested in the streets.")
    assert countries(coder, text, "opposition") == {"UGA"}


def test_a_report_of_two_states_does_not(coder: Coder) -> None:
    text = LONG.format("Rwanda met Kenya, and the opposition protested in the streets.")
    text += (
        " The Kenyan president spoke. Kenya voted in Nairobi and in Mombasa. The Kenyan army left."
    )
    assert "UGA" not in countries(coder, text, "opposition")
