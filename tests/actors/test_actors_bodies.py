"""Organisations, parties and peoples: who is of which state and sector, by name alone."""

from __future__ import annotations

import pytest

from detente.actor_tables.name_index import split
from detente.actor_tables.table_rows import read_table, shipped
from detente.actors import ActorTables
from detente.model import Actor

BODIES = [
    ("UNIFIL", "UNO", "MIL"), ("Special Tribunal for Lebanon", "UNO", "JUD"),
    ("Frontex", "EUR", "COP"), ("Eurojust", "EUR", "JUD"), ("ECOMOG", "IGO", "MIL"),
    ("Pan-African Parliament", "IGO", "LEG"), ("Reporters Without Borders", "NGO", "JRN"),
    ("B'Tselem", "NGO", "SOC"), ("Black Lives Matter", "ISM", "OPP"), ("Daesh", "IMG", "REB"),
    ("JPMorgan", "MNC", "BUS"), ("ExxonMobil", "MNC", "BUS"),
    ("Assembly of Experts", "IRN", "GOV"), ("Reserve Bank of India", "IND", "GOV"),
    ("Lok Sabha", "IND", "LEG"), ("Verkhovna Rada", "UKR", "LEG"), ("Sejm", "POL", "LEG"),
    ("Bundesverfassungsgericht", "DEU", "JUD"), ("Shabak", "ISR", "SPY"),
    ("Revolutionary Guards", "IRN", "MIL"), ("Akhmat", "RUS", "MIL"), ("Rosgvardia", "RUS", "COP"),
    ("Carabineros", "CHL", "COP"), ("OMON", "RUS", "COP"), ("Densus 88", "IDN", "COP"),
    ("Free Patriotic Movement", "LBN", "PTY"), ("Pheu Thai", "THA", "PTY"),
    ("Georgian Dream", "GEO", "PTY"), ("Yesh Atid", "ISR", "PTY"), ("PSUV", "VEN", "PTY"),
    ("Kefaya", "EGY", "OPP"), ("Hurriyat Conference", "IND", "OPP"),
    ("Arakan Army", "MMR", "REB"), ("JNIM", "MLI", "REB"), ("MEND", "NGA", "REB"),
    ("Interahamwe", "RWA", "REB"), ("Mai-Mai", "COD", "REB"), ("Houthi rebels", "YEM", "REB"),
    ("Wagner mercenaries", "RUS", "PRM"), ("Tonton Macoutes", "HTI", "PRM"),
    ("Sinaloa cartel", "MEX", "CRM"), ("Cosa Nostra", "ITA", "CRM"),
    ("Saudi Aramco", "SAU", "BUS"), ("Sonatrach", "DZA", "BUS"), ("Petrobras", "BRA", "BUS"),
    ("Tasnim news agency", "IRN", "JRN"), ("KCNA", "PRK", "JRN"),
    ("Yonhap News Agency", "KOR", "JRN"),
    ("Granma", "CUB", "JRN"), ("Novaya Gazeta", "RUS", "JRN"), ("COSATU", "ZAF", "LAB"),
    ("Russian Orthodox Church", "RUS", "REL"), ("Nahdlatul Ulama", "IDN", "REL"),
    ("Mothers of the Plaza de Mayo", "ARG", "SOC"), ("Landless Workers' Movement", "BRA", "AGR"),
]  # fmt: skip
PEOPLES = [
    ("Yoruba", "NGA"), ("Rohingyas", "MMR"), ("Zulus", "ZAF"), ("Crimean Tatars", "UKR"),
    ("Bosniaks", "BIH"), ("Basques", "ESP"), ("Mapuche", "CHL"), ("Sidama", "ETH"),
    ("Dinka", "SSD"), ("Sinhalese", "LKA"), ("Flemish", "BEL"), ("Kosovo Serbs", "KOS"),
]  # fmt: skip


def told(tables: ActorTables, name: str) -> list[Actor]:
    """The actors that a name may stand for."""
    return [s.actor for s in tables.lexicon.whole(name) if s.actor]


@pytest.mark.parametrize(("name", "country", "sector"), BODIES)
def test_a_body_has_its_state_and_sector(
    tables: ActorTables, name: str, country: str, sector: str
) -> None:
    found = told(tables, name)
    assert {a.country for a in found} == {country}
    assert sector in found[0].sectors


@pytest.mark.parametrize(("name", "country"), PEOPLES)
def test_a_people_of_one_state_is_of_it(tables: ActorTables, name: str, country: str) -> None:
    found = told(tables, name)
    assert {a.country for a in found} == {country}
    assert all(a.kind == "people" and a.sectors == ("CVL",) for a in found)


@pytest.mark.parametrize("name", ["Kurds", "Tuareg", "Tamils", "Pashtuns", "Hutus", "Bedouins"])
def test_a_people_of_several_states_is_of_none_by_its_name(tables: ActorTables, name: str) -> None:
    agents = [s.agent for s in tables.lexicon.whole(name) if s.agent]
    assert agents
    assert not told(tables, name)


@pytest.mark.parametrize("name", ["Karen", "Chin", "Labor", "Solidarity", "National Unity", "PDP"])
def test_a_name_that_is_much_else_waits_for_its_state(tables: ActorTables, name: str) -> None:
    assert all(s.unsure for s in tables.lexicon.whole(name) if s.actor and s.actor.country)


def test_a_region_is_no_slip_for_its_people(tables: ActorTables) -> None:
    for text in ("California", "Siberia"):
        assert tables.lexicon.near(split(text)[0]) == ()


def test_no_party_is_a_word_alone(tables: ActorTables) -> None:
    for row in read_table(shipped("parties.tsv"), ("name", "names")):
        sure = [n for n in row.many("names") if not n.endswith("?")]
        if f"{row['name']}?" not in row.many("names"):
            sure.append(row["name"])
        assert all(" " in n or "-" in n for n in sure), row.where
