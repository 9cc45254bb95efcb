"""Who is in no table, groups by what they hold, and names that mean one leader."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.actors.conftest import Read

Reader = Callable[..., Read]


def test_a_stranger_keeps_the_name_and_no_country(read: Reader) -> None:
    found = read("The club fined David Halvorsen on Monday.").actors("David Halvorsen")
    assert [(a.name, a.kind, a.country) for a in found] == [("David Halvorsen", "person", None)]


def test_storms_and_airports_are_nobody(read: Reader) -> None:
    assert read("Typhoon Odette struck the town.").actors("Typhoon Odette") == []
    assert read("The rebels attacked Halvorsen Airport.").actors("Halvorsen Airport") == []


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("A group of Norwegian engineers met the envoys.", "A group", ["NOR"]),
        ("Officials from Chad and Niger signed the pact.", "Officials", ["NER", "TCD"]),
        ("The leaders of Uruguay and Paraguay met.", "The leaders", ["PRY", "URY"]),
        ("The navies of Chile and Peru met at sea.", "The navies", ["CHL", "PER"]),
        ("Chile and Peru's foreign ministers met.", "foreign ministers", ["CHL", "PER"]),
        ("Ethnic Hungarians in Slovakia protested.", "Ethnic Hungarians", ["SVK"]),
        ("Opposition parties in Nepal called a strike.", "Opposition parties", ["NPL"]),
        ("Three fishermen from Djibouti were arrested.", "Three fishermen", ["DJI"]),
        ("Members of the Taliban attacked a village.", "Members", ["AFG"]),
        ("Guerillas in Colombia seized the town.", "Guerillas", ["COL"]),
        ("Ghanaian-led forces took the town.", "Ghanaian-led forces", ["GHA"]),
    ],
)
def test_lands_of_groups(read: Reader, text: str, words: str, wanted: list[str]) -> None:
    start = text.index(words)
    found = {
        read(text).reading.actors[m.actor].country
        for m in read(text).reading.mentions
        if m.span.start <= start + len(words) - 1 < m.span.end
    }
    assert sorted(c for c in found if c) == wanted


def test_a_leader_by_the_family_name_alone(read: Reader) -> None:
    assert read("Macron met the envoys.").countries("Macron") == ["FRA"]
    assert read("Kowalczyk-Obi met the envoys.").countries("Kowalczyk-Obi") in ([], [None])


def test_envoys_are_not_of_the_land_that_expels_them(read: Reader) -> None:
    assert "PER" not in read("Peru said it would expel the envoys.").countries("the envoys")


def test_what_is_run_is_nobody(read: Reader) -> None:
    text = "The administration of justice in Cuba is slow."
    assert read(text).actors("The administration") == []


def test_words_before_a_name_are_no_part_of_it(read: Reader) -> None:
    found = read("Even Chilean ministers left the talks.").actors("Even Chilean ministers")
    assert [a.name for a in found] == ["Chilean ministers"]
