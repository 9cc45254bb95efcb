"""The country a report leaves unsaid: given where all around is of one, never guessed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from detente.actor_tables.actor_tables import ActorTables
from detente.actors.resolving.home_countries import at_home, ruled_country
from detente.document import Document
from detente.model import Interval, Place, PlaceMention, Span
from tests.actors.conftest import Read

Reader = Callable[..., Read]


def countries(
    read: Reader, tables: ActorTables, text: str, words: str, **places: str
) -> list[str | None]:
    """The countries of whom *words* mean, with *places* (name=ISO code) told in the text."""
    done = read(text)
    told = [
        PlaceMention(Span(text.index(name), text.index(name) + len(name)), Place(name, country))
        for name, country in places.items()
    ]
    reading = at_home(Document(done.report, done.structure, told, actors=done.reading), tables)
    start = text.index(words)
    spans = [m for m in reading.mentions if m.span.overlaps(Span(start, start + len(words)))]
    return [reading.actors[m.actor].country for m in spans]


def test_a_place_tells_whose_police(read: Reader, tables: ActorTables) -> None:
    text = "Riot police broke up the march in Bamako on Monday."
    assert countries(read, tables, text, "Riot police", Bamako="MLI") == ["MLI"]


def test_two_lands_tell_nothing(read: Reader, tables: ActorTables) -> None:
    text = "Rebels crossed from Bangui into Bamako on Monday."
    assert countries(read, tables, text, "Rebels", Bangui="CAF", Bamako="MLI") == [None]


def test_who_is_struck_is_not_of_the_striker(read: Reader, tables: ActorTables) -> None:
    assert countries(read, tables, "Danish jets bombed the rebels.", "the rebels") == [None]
    text = "Danish jets bombed the rebels near Bamako."
    assert countries(read, tables, text, "the rebels", Bamako="MLI") == ["MLI"]


def test_whoever_comes_to_villagers_they_are_of_the_land_they_live_in(
    read: Reader, tables: ActorTables
) -> None:
    text = "The Malian president spoke with villagers near Gao. Niger objected."
    assert countries(read, tables, text, "villagers", Gao="MLI") == ["MLI"]


def test_people_on_contested_land_are_of_the_state_that_holds_it(
    read: Reader, tables: ActorTables
) -> None:
    text = "The British minister promised islanders near Stanley a school."
    done = read(text)
    start = text.index("Stanley")
    place = Place("Stanley", "GBR", claimed_by=("ARG", "GBR"))
    told = [PlaceMention(Span(start, start + 7), place)]
    reading = at_home(Document(done.report, done.structure, told, actors=done.reading), tables)
    islanders = [a.country for a in reading.actors.values() if a.name == "islanders"]
    assert islanders == ["GBR"]


def test_guests_are_of_no_land_they_are_in(read: Reader, tables: ActorTables) -> None:
    text = "Foreign soldiers and observers left Bamako on Monday."
    assert "MLI" not in countries(read, tables, text, "Foreign soldiers", Bamako="MLI")
    assert "MLI" not in countries(read, tables, text, "observers", Bamako="MLI")


def test_who_tells_it_is_elsewhere(read: Reader, tables: ActorTables) -> None:
    text = "Soldiers opened fire on the crowd, officials in Lisbon said."
    assert "PRT" not in countries(read, tables, text, "Soldiers", Lisbon="PRT")


def test_nothing_around_leaves_it_open(read: Reader, tables: ActorTables) -> None:
    assert countries(read, tables, "Police arrested the students.", "Police") == [None]


@pytest.mark.parametrize("year", [1991, 2019])
def test_a_known_country_stays(read: Reader, tables: ActorTables, year: int) -> None:
    text = "Belgian police arrested the man in Bamako."
    done = read(text, f"{year}-05-01")
    told = [PlaceMention(Span(35, 41), Place("Bamako", "MLI"))]
    before = done.reading.actors
    after = at_home(Document(done.report, done.structure, told, actors=done.reading), tables).actors
    assert all(after[k].country == a.country for k, a in before.items() if a.country)


def test_a_government_called_by_its_ruler_is_not_of_whom_it_deals_with(
    read: Reader, tables: ActorTables
) -> None:
    text = "The Holloway administration has pressed Peru for a reform."
    assert "PER" not in countries(read, tables, text, "The Holloway administration")


def test_a_government_called_by_its_ruler_is_of_the_ruler_s_state(
    read: Reader, tables: ActorTables
) -> None:
    assert ruled_country("Erdogan government", tables, Interval()) == "TUR"
    in_office = Interval(date(2019, 3, 1), date(2019, 3, 1), "day")
    assert ruled_country("Obama administration", tables, in_office) is None
    assert ruled_country("Holloway administration", tables, in_office) is None
