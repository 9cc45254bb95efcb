"""Where acts took place, in sentences of our own."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from detente.model import EventPlace
from detente.places import PlaceWords

PlaceOf = Callable[..., EventPlace | None]


@pytest.mark.parametrize(
    ("text", "lemma", "kind", "place"),
    [
        ("The ministers met in Bergen, south of Trondheim.", "meet", "verb", "Bergen"),
        ("A bomb exploded near Mosul on Monday.", "explode", "verb", "Mosul"),
        ("The king visited Lima on Monday.", "visit", "verb", "Lima"),
        ("The king's visit to Lima angered Chile.", "visit", "noun", "Lima"),
        ("Rebels captured the town of Mongu on Monday.", "capture", "verb", "Mongu"),
        ("A parcel was mailed to Chile's embassy in Oslo.", "mail", "verb", "Oslo"),
        ("The two leaders held talks in Lima.", "talk", "noun", "Lima"),
    ],
)
def test_an_act_is_where_its_clause_says(
    place_of: PlaceOf, text: str, lemma: str, kind: str, place: str
) -> None:
    found = place_of(text, lemma, kind)
    assert found is not None
    assert found.place.name == place
    assert found.span is not None
    assert place in found.span.of(text)


@pytest.mark.parametrize(
    ("text", "lemma", "kind"),
    [
        ("Oslo accused Lima of overfishing.", "accuse", "verb"),
        ("Norway and Chile held talks over the Falkland Islands.", "talk", "noun"),
        ("Norway's ambassador resigned.", "resign", "verb"),
        ("The envoy agreed to hold a conference in Lima.", "agree", "verb"),
    ],
)
def test_no_place_is_made_up(place_of: PlaceOf, text: str, lemma: str, kind: str) -> None:
    assert place_of(text, lemma, kind) is None


def test_a_meeting_without_a_place_was_where_the_report_is_from(place_of: PlaceOf) -> None:
    text = "Oslo: Norway and Chile held talks on fish."
    found = place_of(text, "talk", "noun", dateline="Oslo")
    assert found is not None
    assert found.place.name == "Oslo"
    assert found.span is not None
    assert (found.span.start, found.span.end) == (0, 4)


@pytest.mark.parametrize(
    "text",
    [
        "Oslo: Norway and Chile will hold talks on fish.",
        "Oslo: Earlier talks between Norway and Chile failed.",
        "Oslo: Norway accused Chile of overfishing.",
    ],
)
def test_a_dateline_places_only_the_reports_own_meeting(place_of: PlaceOf, text: str) -> None:
    lemma = "accuse" if "accused" in text else "talk"
    assert place_of(text, lemma, dateline="Oslo") is None


@pytest.mark.parametrize(
    ("text", "lemma", "place"),
    [
        ("Gunmen from Mosul killed two guards in Basra on Monday.", "kill", "Basra"),
        ("In Kano on Friday, police in riot gear arrested nine.", "arrest", "Kano"),
        ("Troops shelled the outskirts of Goma after talks in Kigali.", "shell", "Goma"),
        ("Thousands marched through Santiago against the pact.", "march", "Santiago"),
        ("A mine killed a farmer in the village of Umbashi, Lima said.", "kill", "Umbashi"),
    ],
)
def test_what_bodies_do_is_at_one_of_the_sentences_places(
    place_of: PlaceOf, text: str, lemma: str, place: str
) -> None:
    found = place_of(text, lemma)
    assert found is not None
    assert found.span is not None
    assert found.span.of(text) == place


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("Egypt broke off relations with Sudan.", "break"),
        ("France will stand by Qatar.", "stand"),
        ("Lima protested in a note that Chile had killed two guards.", "kill"),
        ("Norway lodged a protest against Chile.", "protest"),
    ],
)
def test_a_party_is_no_place_of_an_act(place_of: PlaceOf, text: str, lemma: str) -> None:
    assert place_of(text, lemma) is None


def test_every_weight_is_of_a_feature_that_can_occur() -> None:
    assert all(re.fullmatch(r"[a-z]+(?:[: ][a-z ]+)*", name) for name in PlaceWords.load().weights)
    assert {"none", "place", "own:in", "after:far"} <= PlaceWords.load().weights.keys()
