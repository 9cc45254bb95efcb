"""Texts that are no news, through all of the room."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import loaded
from detente.document import Document
from detente.language import Parser
from detente.language.structure import Structure
from detente.model import Report
from detente.places import Gazetteer, PlaceWords, find_adjectives, find_places
from detente.places.places_shown import work_out
from thorough import tries

from .conftest import Places, make_report

Read = Callable[..., tuple[Report, Structure, Places]]

SCRAPS = st.sampled_from(
    ["the village of ", "village", "Oslo", "Kafr ", "al-", "'s ", ", ", "Paris", " and ", "of ",
     "Street", "Georgia", "Syrian ", "\u00a0", "\n", "(", "“", "United ", "north of ", "12 km ",
     "between ", "killed ", "in ", "St. ", "U.S.", "-", "’", "Ⅷ", "ß", "İstanbul", "東京", "👍"]
)  # fmt: skip


@settings(max_examples=tries(60), deadline=None)
@given(text=st.lists(SCRAPS, max_size=25).map("".join))
def test_scraps_of_news_are_worked_out_and_every_span_holds(parser: Parser, text: str) -> None:
    report = make_report(text)
    structure = next(iter(parser.parse([report])))
    found = work_out(Document(report, structure), loaded.gazetteer(), PlaceWords.load())
    for name in found.names:
        assert name.span.of(text) == name.words != ""
        assert all(other.score <= float(name.reason.split(":")[0]) + 0.1 for other in name.others)
    for relation in found.relations:
        assert relation.relation.span.of(text) == relation.words
    for act in found.acts:
        assert (act.place is None) == (act.words is None)


@pytest.mark.parametrize(
    "text",
    [
        "Paris, " * 400,
        "of the village of " * 300 + "Oslo",
        "A" * 20_000,
        "Al-" * 3000 + "Bab",
        "OSLO " * 500,
        "12" * 500 + " km north of Oslo.",
    ],
)
def test_long_and_odd_texts_end(read: Read, gazetteer: Gazetteer, text: str) -> None:
    report, structure, places = read(text)
    find_adjectives(Document(report, structure, places), gazetteer, PlaceWords.load())
    assert all(m.span.of(text).strip() for m in places)


def test_names_of_a_report_do_not_depend_on_the_mentions_order(gazetteer: Gazetteer) -> None:
    one = make_report("They met in Springfield and in Chicago and in Georgia and in Atlanta.")
    other = make_report("They met in Atlanta and in Georgia and in Chicago and in Springfield.")
    places = [
        {m.place for m in find_places(Document(report, Structure()), gazetteer, PlaceWords.load())}
        for report in (one, other)
    ]
    assert places[0] == places[1] != set()
