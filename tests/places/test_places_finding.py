"""Which words are places, and which places they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import loaded
from detente.document import Document
from detente.language.structure import Structure
from detente.model import Report
from detente.places import PlaceWords, find_places
from thorough import tries

from .conftest import Places, make_report

Read = Callable[..., tuple[Report, Structure, Places]]


def named(read: Read, text: str) -> dict[str, str | None]:
    """The places of a text: words to name and country."""
    _, _, places = read(text)
    return {m.span.of(text): f"{m.place.name}, {m.place.country}" for m in places}


def test_names_of_all_kinds(read: Read) -> None:
    found = named(
        read,
        "The envoy flew from Oslo to Peru, crossed the Red Sea and met tribal leaders in Darfur.",
    )
    assert found == {
        "Oslo": "Oslo, NOR",
        "Peru": "Peru, PER",
        "Red Sea": "Red Sea, None",
        "Darfur": "Darfur, SDN",
    }


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("He was born in Athens, Ohio.", "Athens", "USA"),
        ("Ministers of Greece and Italy met in Athens.", "Athens", "GRC"),
        ("Venezuelan police closed streets in Valencia and in Caracas.", "Valencia", "VEN"),
        ("Spanish police closed streets in Valencia and in Madrid.", "Valencia", "ESP"),
        ("The Soviet Union sent tanks to Prague.", "Soviet Union", "RUS"),
    ],
)
def test_a_name_is_told_apart_by_its_report(read: Read, text: str, word: str, place: str) -> None:
    found = named(read, text)
    assert found[word] is not None
    assert str(found[word]).endswith(place), found


def test_a_persons_name_is_no_place(read: Read) -> None:
    assert named(read, "Mr Jackson met Paris Hilton and President Lincoln.") == {}


DISPUTE = "Japan and Russia quarrel over the Kuril Islands. "


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The president flew to the islands.", "the islands"),
        ("He sailed to the disputed island.", "the disputed island"),
        ("Fishermen avoid the archipelago.", "the archipelago"),
        ("The four islands lie in fog.", "The four islands"),
        ("He spoke of an island chain north of Hokkaido.", "an island chain north of Hokkaido"),
        ("Tokyo calls them the Northern Territories.", "Northern Territories"),
        ("Tokyo calls them the Northen Territories.", "Northen Territories"),
    ],
)
def test_a_description_is_followed_to_the_contested_place(
    read: Read, text: str, words: str
) -> None:
    whole = DISPUTE + text
    _, _, places = read(whole)
    found = {m.span.of(whole): m.place for m in places}
    assert words in found, list(found)
    assert found[words].name == "Kuril Islands"
    assert found[words].claimed_by == ("RUS", "JPN")
    assert found[words].country == "RUS"


@pytest.mark.parametrize(
    "text",
    [
        # none is named
        "Japan and Russia quarrel over islands both claim. He flew to the islands.",
        # two are
        "Japan quarrels over the Kuril Islands and the Senkaku Islands. He flew to the islands.",
        # not that many
        DISPUTE + "He flew to seven islands.",
        # somebody else's
        DISPUTE + "He also flew to Greece's islands.",
    ],
)
def test_a_description_of_no_one_place_is_no_mention(read: Read, text: str) -> None:
    _, _, places = read(text)
    assert not [m for m in places if "slands" in m.span.of(text) and m.span.of(text)[0].islower()]
    assert not [m for m in places if m.span.of(text).startswith("seven")]


def test_a_guarded_name_needs_a_claimant(read: Read) -> None:
    text = "Parts of what was once called the Northern Territories joined Ghana."
    _, _, places = read(text)
    assert "Kuril Islands" not in {m.place.name for m in places}


def test_an_unknown_town_keeps_no_point(read: Read) -> None:
    text = "Rebels burned houses in the village of Qarqanat in Syria on Monday."
    _, _, places = read(text)
    for mention in places:
        if mention.span.of(text) == "Qarqanat":
            assert mention.place.lat is None
            assert mention.place.country is None


@settings(max_examples=tries(60), deadline=None)
@given(st.text(max_size=150))
def test_any_text_can_be_read_and_its_spans_hold(text: str) -> None:
    report = make_report(text)
    for mention in find_places(
        Document(report, Structure()), loaded.gazetteer(), PlaceWords.load()
    ):
        assert mention.span.of(text).strip()


@settings(max_examples=tries(40), deadline=None)
@given(
    st.lists(
        st.sampled_from(["Oslo", "Lima", "Georgia", "Paris, Texas", "the Kurils", "U.S."]),
        max_size=6,
    )
)
def test_the_same_text_gives_the_same_places(names: list[str]) -> None:
    text = "They met in " + " and in ".join(names) + "."
    report, gazetteer = make_report(text), loaded.gazetteer()
    once = find_places(Document(report, Structure()), gazetteer, PlaceWords.load())
    assert once == find_places(Document(report, Structure()), gazetteer, PlaceWords.load())
    assert list(once) == sorted(once, key=lambda m: (m.span, m.place.name))
