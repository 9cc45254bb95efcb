"""Kinds of people: the table has them with the sector that PLOVER files them under."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.actor_tables.table_rows import Agent, Office
from detente.actors import ActorTables

OF_SECTOR = {
    "MIL": "soldiers, paratroopers, government troops, warplanes, naval vessels, the general staff,"
    " presidential guard, military personnel, tanks, aircraft carriers, peacekeepers",
    "COP": "police, riot police, border guards, coast guard, gendarmes, detectives, bodyguards,"
    " prison guards, border patrol, law enforcement agencies, morality police",
    "SPY": "spies, secret agents, intelligence agencies, security services, double agents",
    "GOV": "officials, diplomats, weapons inspectors, civil servants, interim government,"
    " provincial authorities, electoral commission, special rapporteurs, election observers",
    "JUD": "judges, lawyers, public prosecutors, appeals court, military tribunals, barristers,"
    " grand juries, war crimes tribunals",
    "LEG": "lawmakers, parliament, senators, constituent assemblies, chamber of deputies,"
    " parliamentary committees, opposition MPs",
    "PTY": "politicians, ruling parties, social democrats, far-right parties,"
    " presidential hopefuls",
    "OPP": "dissidents, opposition parties, government critics, anti-government protesters,"
    " pro-democracy activists, exiles, opposition lawmakers, political prisoners",
    "REB": "rebels, insurgents, guerrillas, jihadists, suicide bombers, freedom fighters,"
    " separatist fighters, armed opposition groups, Islamist militants, coup plotters",
    "PRM": "militias, paramilitaries, mercenaries, vigilantes, pro-government militias",
    "UAF": "gunmen, armed men, unidentified gunmen, masked men, snipers, assailants",
    "CRM": "pirates, smugglers, kidnappers, drug cartels, hackers, people traffickers, gangs,"
    " mobsters, poachers, war criminals",
    "CVL": "civilians, villagers, protesters, residents, tourists, hostages, settlers, housewives,"
    " bystanders, pensioners, tribal elders, peace activists",
    "EDU": "students, teachers, university professors, schoolgirls, economists, think tanks,"
    " research institutes, headmasters",
    "REL": "clerics, monks, nuns, rabbis, imams, mosques, worshippers, Coptic Christians,"
    " Buddhist monks, preachers, Yazidis",
    "JRN": "journalists, reporters, news agencies, columnists, state television, bloggers,"
    " photojournalists, newspapers, cartoonists",
    "MED": "doctors, nurses, hospitals, paramedics, surgeons, aid workers, ambulance crews,"
    " health workers",
    "LAB": "workers, trade unions, dock workers, truck drivers, coal miners, seafarers,"
    " civil servants' union, construction workers, air traffic controllers",
    "AGR": "farmers, peasants, herders, coca growers, fishermen, landless peasants, ranchers",
    "BUS": "businessmen, investors, oil companies, banks, carmakers, oligarchs, shipping companies,"
    " stock exchanges, chambers of commerce, importers",
    "REF": "refugees, displaced people, asylum seekers, migrants, boat people, evacuees",
    "SOC": "human rights groups, aid agencies, environmental groups, charities,"
    " non-governmental organisations, women's groups, bar associations",
    "ELI": "elder statesmen, dignitaries, presidents-elect, first ladies",
}  # fmt: skip
NOT_OFFICIAL = ("CVL", "EDU", "REL", "JRN", "MED", "LAB", "AGR", "BUS", "REF", "SOC", "REB", "CRM")


def kinds(tables: ActorTables, phrase: str) -> list[Agent | Office]:
    """What the tables make of a phrase, its article left out."""
    senses = tables.lexicon.whole(phrase.removeprefix("the "))
    return [s.office or s.agent for s in senses if s.office or s.agent]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("sector", "phrase"), [(s, p.strip()) for s, ps in OF_SECTOR.items() for p in ps.split(",")]
)
def test_a_kind_of_people_has_its_sector(tables: ActorTables, sector: str, phrase: str) -> None:
    found = kinds(tables, phrase)
    assert found, phrase
    assert all(sector in kind.sectors for kind in found)


@pytest.mark.parametrize("sector", NOT_OFFICIAL)
def test_who_is_not_of_the_state_is_not_filed_with_it(tables: ActorTables, sector: str) -> None:
    for phrase in OF_SECTOR[sector].split(","):
        assert all(kind.sectors[0] != "GOV" for kind in kinds(tables, phrase.strip()))


@pytest.mark.parametrize(
    "words",
    ["settlement", "model", "operator", "carrier", "fellow", "summit", "treaty", "missile"],
)
def test_words_that_are_mostly_no_people_are_not_in_the_table(
    tables: ActorTables, words: str
) -> None:
    assert not kinds(tables, words)


def test_every_plural_is_known_too(tables: ActorTables) -> None:
    for agent in tables.agents:
        if agent.plural:
            assert any(s.agent == agent for s in tables.lexicon.whole(agent.plural)), agent


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (
            "Foreign Secretary Robin Cook flew to Oslo.",
            "Foreign Secretary Robin Cook",
            "Robin Cook",
        ),
        ("Maria Trader, a banker, sued Norway.", "Maria Trader", "Maria Trader"),
        ("Police arrested Peter Miner in Oslo.", "Peter Miner", "Peter Miner"),
    ],
)
def test_a_surname_that_is_an_occupation_is_a_surname(
    read: Callable[..., object], text: str, words: str, name: str
) -> None:
    assert read(text).names(words) == [name]  # type: ignore[attr-defined]


def test_the_first_of_several_lends_its_nationality(read: Callable[..., object]) -> None:
    text = "Norwegian diplomats, soldiers and sailors left Mali."
    reading = read(text)
    assert reading.countries("sailors") == ["NOR"]  # type: ignore[attr-defined]


def test_a_named_sibling_keeps_its_own(read: Callable[..., object]) -> None:
    reading = read("Norwegian diplomats and Malian soldiers left Chad.")
    assert reading.countries("Malian soldiers") == ["MLI"]  # type: ignore[attr-defined]
