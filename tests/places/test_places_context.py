"""Names that what is around them makes places, adjectives, relations, and reports with a home."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.document import Document
from detente.language.structure import Structure
from detente.model import Place, PlaceMention, Report, Span
from detente.places import Gazetteer, PlaceWords, find_adjectives
from detente.places.relations import find_relations
from thorough import tries

from .conftest import Places

Read = Callable[..., tuple[Report, Structure, Places]]


def found(read: Read, text: str) -> dict[str, Place]:
    """The places of a text by their words."""
    _, _, places = read(text)
    return {m.span.of(text): m.place for m in places}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Shells fell on the village of Umbashi at dawn.", "Umbashi"),
        ("Two were hurt in Tarnawi town on Monday.", "Tarnawi"),
        ("Looters burned the Keszthy Museum overnight.", "Keszthy Museum"),
        ("Rebels left the towns of Orwago and Belmisi on Sunday.", "Belmisi"),
        ("The column stopped at Kafr Zoubin for the night.", "Kafr Zoubin"),
    ],
)
def test_a_name_without_a_row_is_a_place_by_what_is_around_it(
    read: Read, text: str, words: str
) -> None:
    place = found(read, text)[words]
    assert (place.lat, place.lon, place.geonames) == (None, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "The minister met Mr Tarnawi on Monday.",
        "On Monday the district court ruled on the plea.",
        "In January the council will vote on it.",
    ],
)
def test_what_is_around_a_name_makes_no_place_of_people_and_days(read: Read, text: str) -> None:
    assert found(read, text) == {}


def test_names_that_only_one_division_has_together_are_there(read: Read) -> None:
    text = "Schools in Paris, Clarksville and Lamar County will close, Texas officials said."
    places = found(read, text)
    assert places["Paris"].country == "USA"
    assert abs((places["Paris"].lat or 0) - 33.66) < 0.1


def test_a_capital_beside_its_state_stays_abroad(read: Read) -> None:
    text = "The governor of Texas flew from Dallas to Paris for talks with French officials."
    assert found(read, text)["Paris"].country == "FRA"


def test_a_land_word_tells_a_province_from_its_town(read: Read, gazetteer: Gazetteer) -> None:
    kinds = {}
    for text in ("Fighting went on in Aleppo.", "Fighting went on in Aleppo province."):
        place = found(read, text)["Aleppo"]
        kinds[text] = next(e.kind for e in gazetteer.lookup("Aleppo") if e.place == place)
    assert list(kinds.values()) == ["town", "division"]


def adjectives(read: Read, gazetteer: Gazetteer, text: str) -> dict[str, str]:
    report, structure, places = read(text)
    return {
        m.span.of(text): m.place.name
        for m in find_adjectives(Document(report, structure, places), gazetteer, PlaceWords.load())
    }


def test_an_adjective_names_its_land(read: Read, gazetteer: Gazetteer) -> None:
    text = "Norwegian ships and European observers left the Chechen town."
    assert adjectives(read, gazetteer, text) == {
        "Norwegian": "Norway", "European": "Europe", "Chechen": "Chechnya",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["He spoke in Russian.", "A Norwegian was hurt.", "Danes voted."])
def test_a_language_or_a_person_is_no_place(read: Read, gazetteer: Gazetteer, text: str) -> None:
    assert adjectives(read, gazetteer, text) == {}


def test_adjectives_are_not_among_the_names(read: Read) -> None:
    assert found(read, "Norwegian ships left.") == {}


def relations(read: Read, text: str) -> list[tuple[str, list[str], str | None, float | None]]:
    _, _, places = read(text)
    return [
        (r.kind, [s.of(text) for s in r.places], r.direction, r.kilometres)
        for r in find_relations(text, places, PlaceWords.load())
    ]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("A ship sank near Oslo.", ("near", ["Oslo"], None, None)),
        ("It fell 40 miles north of Aleppo.", ("direction", ["Aleppo"], "north", 64.4)),
        ("It fell 1,200 km southwest of Lima.", ("direction", ["Lima"], "southwest", 1200.0)),
        ("The road between Baghdad and Mosul is shut.",
         ("between", ["Baghdad", "Mosul"], None, None)),
        ("Boats met off the coast of Yemen.", ("off", ["Yemen"], None, None)),
    ],
)  # fmt: skip
def test_a_relation_is_kept_as_one(
    read: Read, text: str, relation: tuple[str, list[str], str | None, float | None]
) -> None:
    assert relations(read, text) == [relation]


def test_what_is_between_a_places_own_is_no_relation(read: Read) -> None:
    assert relations(read, "A pact between Japan's two parties failed.") == []


@settings(max_examples=tries(200), deadline=None)
@given(text=st.text(max_size=120), cuts=st.lists(st.integers(0, 120), max_size=6))
def test_relations_of_anything_hold_their_names(text: str, cuts: list[int]) -> None:
    ends = sorted({c for c in cuts if c <= len(text)})
    places = [
        PlaceMention(Span(a, b), Place("x")) for a, b in zip(ends[::2], ends[1::2], strict=False)
    ]
    for relation in find_relations(text, places, PlaceWords.load()):
        assert all(relation.span.covers(span) for span in relation.places)
        assert 0 <= relation.span.start < relation.span.end <= len(text)
