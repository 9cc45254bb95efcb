"""Whose somebody is: no opponent's, topic's or ally's, and of no land where people only meet."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.actor_tables.actor_tables import ActorTables
from detente.actors.resolving.home_countries import at_home
from detente.document import Document
from detente.model import Place, PlaceMention, Span
from tests.actors.conftest import Read
from tests.actors.test_actors_known import rows

# Text | whose name stands for them | country, or "-" | places that the text names.
WHOSE = """
Ingrid Falk, a Russia expert at a university in Oslo, criticised Sweden. | Ingrid Falk | - | Oslo=NOR
Tom Reed, a North Korea analyst, criticised Japan. | Tom Reed | -
Ana Ruiz, a Cuban analyst, criticised Japan. | Ana Ruiz | CUB
U.S. Sudan envoy Carl Moss met Ethiopian officials. | U.S. Sudan envoy Carl Moss | USA
EU Kosovo envoy Pia Lund criticised Serbia. | EU Kosovo envoy Pia Lund | EUR
U.N. Yemen envoy Lars Holm met rebel leaders. | U.N. Yemen envoy Lars Holm | UNO
The Senate Russia Committee condemned Belarus. | The Senate Russia Committee | -
The Senate condemned Venezuela. | The Senate | -
The Senate approved measures against Eritrea. | The Senate | -
The Senate voted for sanctions against Nicaragua. | The Senate | -
Parliament rejected a treaty with Norway. | Parliament | -
Taipei's allies criticised Beijing. | Taipei's allies | -
Georgia's Western partners condemned the shelling. | Georgia's Western partners | -
Ireland's EU partners criticised London. | Ireland's EU partners | EUR
Rwanda's army criticised Burundi. | Rwanda's army | RWA
Leo Varadkar met his EU counterparts. | his EU counterparts | EUR
Imran Khan met his Asian counterparts. | his Asian counterparts | -
Foreign Minister Petra Novakova met Foreign Minister Ilias Pappas in Vienna. | Foreign Minister Petra Novakova | - | Vienna=AUT
President Otto Lind condemned an attack in Lagos. | President Otto Lind | - | Lagos=NGA
Prime Minister Ada Berg criticised China in Ottawa. | Prime Minister Ada Berg | - | Ottawa=CAN
Workers began a march on the French embassy. | Workers | -
Demonstrators threw stones at the Turkish consulate. | Demonstrators | -
Envoys met rebel leaders in Zurich. | rebel leaders | - | Zurich=CHE
Ministers gathered in Doha. | Ministers | - | Doha=QAT
Gunmen fired an Iranian rocket at the ship, killing 40 sailors. | 40 sailors | -
Police arrested 12 miners in Kitwe. | Police | ZMB | Kitwe=ZMB
Riot police fired rubber bullets at teachers in Oaxaca. | teachers | MEX | Oaxaca=MEX
Kenyan police fired at farmers. | farmers | KEN
Brussels accused Beijing of dumping. | Brussels | EUR
Brussels and London agreed on fishing rights. | Brussels | EUR
Brussels warned Budapest on Monday. | Brussels | EUR
Hungary rejected the demands of Brussels. | Brussels | EUR
Warsaw protested to Brussels. | Brussels | EUR
Belgium was criticised after Brussels rejected the plan. | Brussels | BEL
Turtle Bay condemned Eritrea. | Turtle Bay | UNO
Berlaymont criticised Poland. | Berlaymont | EUR
"""  # noqa: E501


@pytest.mark.parametrize("row", rows(WHOSE), ids=lambda row: row[0])
def test_whose_somebody_is(
    read: Callable[..., Read], tables: ActorTables, row: tuple[str, ...]
) -> None:
    text, words, wanted, *named = row
    done = read(text, "2019-04-09")
    places = [
        PlaceMention(Span(text.index(n), text.index(n) + len(n)), Place(n, country))
        for n, _, country in (one.partition("=") for one in named)
    ]
    document = Document(done.report, done.structure, places, actors=done.reading)
    reading = at_home(document, tables)
    start = text.index(words)
    longest = max(
        (m for m in reading.mentions if m.span.start == start and m.span.end <= start + len(words)),
        key=lambda m: m.span.end,
    )
    found = {reading.actors[m.actor].country for m in reading.mentions if m.span == longest.span}
    assert found == ({None} if wanted == "-" else {wanted})


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Peruvian police fired tear gas at students.", "students", "students"),
        ("Togolese police arrested six members of a banned party.", "six members", "member"),
        ("Ugandan soldiers shot at miners.", "miners", "miners"),
    ],
)
def test_who_is_aimed_at_has_a_name(
    read: Callable[..., Read], text: str, words: str, name: str
) -> None:
    (actor,) = read(text, "2019-04-09").actors(words)
    assert name in actor.name


def test_brussels_is_a_city_where_people_meet(read: Callable[..., Read]) -> None:
    assert read("Leaders met in Brussels on Monday.", "2019-04-09").actors("Brussels") == []
