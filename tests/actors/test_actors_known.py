"""Who is in the tables is known on every day, is he or she, and is nobody else's namesake."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from detente.actor_tables.actor_tables import ActorTables
from detente.actor_tables.table_rows import ONE_PERSON
from detente.model import Interval
from tests.actors.conftest import Read

Reader = Callable[..., Read]

KNOWN = """
2026-08-11 | Donald Trump telephoned Narendra Modi on Monday. | Donald Trump=USA | Narendra Modi=IND
2026-08-11 | Anthony Albanese criticised North Korea. | Anthony Albanese=AUS
2026-08-11 | Recep Tayyip Erdoğan condemned the raid. | Recep Tayyip Erdoğan=TUR
2026-08-11 | Mark Carney and Giorgia Meloni agreed. | Mark Carney=CAN | Giorgia Meloni=ITA
2026-08-11 | Volodymyr Zelensky thanked Finland. | Volodymyr Zelensky=UKR
2026-08-11 | Volodymyr Zelenskyy thanked Finland. | Volodymyr Zelenskyy=UKR
2026-08-11 | Volodymyr Zelenskiy thanked Finland. | Volodymyr Zelenskiy=UKR
2026-08-11 | Aleksandar Vucic met Viktor Orban. | Aleksandar Vucic=SRB | Viktor Orban=HUN
2026-08-11 | Prabowo Subianto visited Canberra. | Prabowo Subianto=IDN
2026-08-11 | Javier Milei criticised Brazil. | Javier Milei=ARG
2026-08-11 | Bola Tinubu condemned the coup. | Bola Tinubu=NGA
2026-08-11 | Lee Jae Myung met Sanae Takaichi. | Lee Jae Myung=KOR | Sanae Takaichi=JPN
2026-08-11 | Gustavo Petro criticised Peru. | Gustavo Petro=COL
2026-08-11 | William Lai thanked Paraguay. | William Lai=TWN
2026-08-11 | Lai Ching-te thanked Paraguay. | Lai Ching-te=TWN
2026-08-11 | Pedro Sanchez praised Ireland. | Pedro Sanchez=ESP
2026-08-11 | Pedro Sánchez praised Ireland. | Pedro Sánchez=ESP
2025-08-11 | J.D. Vance criticised Denmark. | J.D. Vance=USA
2025-08-11 | JD Vance criticised Denmark. | JD Vance=USA
2025-08-11 | Ferdinand Marcos Jr. thanked Japan. | Ferdinand Marcos Jr.=PHL
2025-08-11 | Claudia Sheinbaum thanked Canada. | Claudia Sheinbaum=MEX
2019-08-12 | Xi Jinping visited Nepal. | Xi Jinping=CHN
1961-06-05 | John F. Kennedy met Nikita Khrushchev. | John F. Kennedy=USA | Nikita Khrushchev=RUS
1956-11-02 | Anthony Eden criticised Egypt. | Anthony Eden=GBR
1973-10-10 | Golda Meir appealed to Richard Nixon. | Golda Meir=ISR | Richard Nixon=USA
1955-04-20 | Jawaharlal Nehru met Zhou Enlai. | Jawaharlal Nehru=IND | Zhou Enlai=CHN
1982-04-03 | Leopoldo Galtieri rejected the demand. | Leopoldo Galtieri=ARG
1985-04-03 | Yasuhiro Nakasone met Helmut Kohl. | Yasuhiro Nakasone=JPN | Helmut Kohl=DEU
"""

WHO = """
2001-03-05 | President Bush criticised China. | President Bush | George W. Bush
1990-08-10 | President Bush criticised Iraq. | President Bush | George H. W. Bush
1975-08-01 | Ferdinand Marcos met Suharto. | Ferdinand Marcos | Ferdinand Marcos Sr.
2024-01-30 | Ferdinand Marcos met Joko Widodo. | Ferdinand Marcos | Ferdinand Marcos
1999-01-30 | Hafez al-Assad met Hosni Mubarak. | Hafez al-Assad | Hafez al-Assad
2009-01-30 | President Assad met Hosni Mubarak. | President Assad | Bashar al-Assad
1990-01-30 | Kim Il-sung criticised Japan. | Kim Il-sung | Kim Il-sung
2015-01-30 | Kim Jong Un criticised Japan. | Kim Jong Un | Kim Jong-un
1971-05-18 | Prime Minister Trudeau met Alexei Kosygin. | Prime Minister Trudeau | Pierre Trudeau
2019-05-18 | Prime Minister Trudeau thanked Latvia. | Prime Minister Trudeau | Justin Trudeau
2018-10-09 | Ivana Trump left. Mr. Trump threatened Iran. | Mr. Trump | Donald Trump
2017-10-09 | Theresa May condemned the attack. | Theresa May | Theresa May
2017-10-09 | British Prime Minister Theresa May warned Spain. | May | Theresa May
2017-10-09 | Mrs May thanked Norway. | Mrs May | Theresa May
"""

SHE = """
2019-05-08 | Mette Frederiksen met Mark Rutte. | He criticised Turkey. | NLD
2019-05-08 | Mette Frederiksen met Mark Rutte. | She criticised Turkey. | DNK
2020-05-08 | Ana Brnabic telephoned Viktor Orban. | He thanked China. | HUN
2006-05-08 | Michelle Bachelet met Nestor Kirchner. | She thanked him. | CHL
2014-05-08 | Angela Merkel telephoned Vladimir Putin. | He accused Ukraine. | RUS
2014-05-08 | Angela Merkel telephoned Vladimir Putin. | She accused Russia. | DEU
1986-05-08 | President Corazon Aquino visited Jakarta. | She thanked Indonesia. | PHL
2012-05-08 | Yingluck Shinawatra visited Tokyo. | She thanked Japan. | THA
2024-08-20 | Giorgia Meloni met Edi Rama. | He thanked Italy. | ALB
2020-08-20 | Erna Solberg criticised Russia. | She urged Belarus to talk. | NOR
2021-04-20 | President Samia Suluhu Hassan arrived. | She thanked Kenya. | TZA
2022-10-01 | Prime Minister Liz Truss met Emmanuel Macron. | She thanked France. | GBR
2022-10-01 | Prime Minister Liz Truss met Emmanuel Macron. | He thanked Britain. | FRA
2009-07-01 | Hillary Clinton met Sergei Lavrov. | She criticised Iran. | USA
2009-07-01 | Hillary Clinton met Sergei Lavrov. | He criticised Georgia. | RUS
1971-12-05 | Indira Gandhi telephoned Edward Heath. | He urged Pakistan to talk. | GBR
2016-09-05 | Aung San Suu Kyi visited Delhi. | She thanked India. | MMR
2013-06-10 | President Park Geun-hye met Xi Jinping. | He criticised Japan. | CHN
2013-06-10 | President Park Geun-hye met Xi Jinping. | She criticised Japan. | KOR
2019-06-10 | Sheikh Hasina visited Delhi. | She urged Myanmar to talk. | BGD
2023-02-01 | The prime minister of Estonia visited Kyiv. | She urged Malta to help. | EST
2015-02-01 | The chancellor of Germany met Petro Poroshenko. | He thanked Austria. | UKR
2018-02-01 | Jacinda Ardern met Xi Jinping and Li Keqiang. | He thanked Samoa. |
2018-02-01 | Angela Merkel met Emmanuel Macron and Mark Rutte. | He thanked Samoa. |
"""


def rows(table: str) -> list[tuple[str, ...]]:
    """The lines of a table of this file, cell by cell."""
    return [tuple(c.strip() for c in line.split("|")) for line in table.strip().splitlines()]


@pytest.mark.parametrize("row", rows(KNOWN), ids=lambda row: f"{row[0]} {row[1]}")
def test_a_leader_keeps_country_and_sector(read: Reader, row: tuple[str, ...]) -> None:
    day, text, *wanted = row
    done = read(text, day)
    for name, country in (w.split("=") for w in wanted):
        (actor,) = done.actors(name)
        assert (actor.country, actor.sectors[:1]) == (country, ("GOV",)), name


@pytest.mark.parametrize("row", rows(WHO), ids=lambda row: f"{row[0]} {row[1]}")
def test_father_and_son_and_namesakes_are_told_apart(read: Reader, row: tuple[str, ...]) -> None:
    day, text, words, name = row
    done = read(text, day)
    start = text.index(words)
    found = {
        done.reading.actors[m.actor].name for m in done.reading.mentions
        if m.span.start <= start and start + len(words) <= m.span.end
    }  # fmt: skip
    assert found == {name}


@pytest.mark.parametrize("row", rows(SHE), ids=lambda row: f"{row[0]} {row[1]} {row[2]}")
def test_he_and_she_are_who_they_can_be(read: Reader, row: tuple[str, ...]) -> None:
    day, first, second, country = row
    done = read(f"{first} {second}", day)
    assert done.countries(second.split()[0]) == ([country] if country else [])


def test_an_office_is_claimed_as_far_as_it_is_known(read: Reader) -> None:
    (known,) = read("Emmanuel Macron thanked Malta.", "2025-06-03").actors("Emmanuel Macron")
    (later,) = read("Emmanuel Macron thanked Malta.", "2026-08-11").actors("Emmanuel Macron")
    assert known.office == "President"
    assert (later.country, later.sectors, later.office) == ("FRA", ("GOV",), None)


@pytest.mark.parametrize(
    ("day", "text", "words"),
    [
        ("1999-05-02", "Prime Minister Modi met the press.", "Prime Minister Modi"),
        ("2004-05-02", "President Macron met the press.", "President Macron"),
        ("2005-05-02", "Prime Minister Starmer met the press.", "Prime Minister Starmer"),
    ],
)
def test_nobody_holds_an_office_that_he_took_later(
    read: Reader, day: str, text: str, words: str
) -> None:
    assert read(text, day).countries(words) in ([], [None])


def test_the_bearer_in_office_is_meant(read: Reader) -> None:
    (lee,) = read("Prime Minister Lee thanked Malta.", "2010-05-02").actors("Prime Minister Lee")
    assert lee.country == "SGP"


@pytest.mark.parametrize(
    "text", ["May the talks help Russia.", "Russia may attack Georgia in May."]
)
def test_may_is_a_modal_and_a_month_too(read: Reader, text: str) -> None:
    named = {actor.country for actor in read(text, "2017-10-09").reading.actors.values()}
    assert "GBR" not in named


def test_one_person_is_one_in_the_tables(tables: ActorTables) -> None:
    for name in ("Xi Jinping", "Claudia Sheinbaum", "Charles III", "Abiy Ahmed", "JD Vance"):
        high = (*ONE_PERSON, "deputy")
        found = [p for p in tables.people(name) if any(t.office in high for t in p.terms)]
        assert len(found) == 1, name


def test_the_king_s_name_speaks_of_his_first_realm(tables: ActorTables) -> None:
    (king,) = tables.people("Charles III")
    day = date(2025, 6, 3)
    assert tables.office_of(king, Interval(day, day, "day"))[0].country == "GBR"
    assert {"CAN", "AUS"} <= set(king.countries)
