"""Dictionaries written for other coders, read as they are, and what can't be read of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.actor_tables.actor_tables import COLUMNS
from detente.actor_tables.dictionaries import has_codes, read_dictionary
from detente.actor_tables.table_checks import Finding, check
from detente.actor_tables.table_rows import read_table, shipped
from detente.actors import ActorTables
from detente.actors.lookup.lookup import Lookup
from detente.model import UNKNOWN_INTERVAL, Interval

ACTORS = """\
# Written for these tests.
<!-- a comment
that goes on -->
EDVARD_FJELLBERG_ ; who led
+E._FJELLBERG
	[NORELI <000507]
	[NORGOV 20000507-20080507]
	[NORELI >080507]
ORDER_OF_THE_TEAPOT_ [GBRCVL]
+TEAPOT_ORDER
UNITED_TEAPOTS_ [IGOUNO]
KETTLE_WORKERS_FRONT [CHLLAB/CHLOPP]
HEAD_OF_STREAM [FRAGOV 991340-000101]
NOBODY_IN_PARTICULAR
STRANGE_PEOPLE [XQZGOV]
"""
AGENTS = """\
!MINIST! = MINISTER, MINISTERS, MINISTRY
KETTLE_MAKER [~BUS]
TEAWOMAN {TEAWOMEN} [~LAB]
TEA_!MINIST! [~GOV]
COSY_!KNIT! [~GOV]
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("dictionaries")
    actors, agents = folder / "own.actors", folder / "own.agents"
    actors.write_text(ACTORS, "utf-8")
    agents.write_text(AGENTS, "utf-8")
    return [actors, agents]


@pytest.fixture(scope="module")
def lookup(files: list[Path]) -> Lookup:
    return Lookup(ActorTables.load(files))


@pytest.fixture(scope="module")
def findings(files: list[Path]) -> tuple[Finding, ...]:
    """What the check tells of the dictionaries."""
    return check(files)


def on(day: str) -> Interval:
    value = date.fromisoformat(day)
    return Interval(value, value, "day")


@pytest.mark.parametrize(
    ("name", "day", "sector"),
    [
        ("Edvard Fjellberg", "1999-01-01", "ELI"),
        ("Edvard Fjellberg", "2000-05-07", "GOV"),
        ("E. Fjellberg", "2008-05-07", "GOV"),
        ("Edvard Fjellberg", "2008-05-08", "ELI"),
    ],
)
def test_a_code_holds_on_its_days(lookup: Lookup, name: str, day: str, sector: str) -> None:
    found = lookup(name, on(day)).actor
    assert found is not None
    assert (found.name, found.kind, found.country) == ("Edvard Fjellberg", "person", "NOR")
    assert found.sectors == (sector,)
    assert found.office is None


@pytest.mark.parametrize(
    ("name", "country", "sectors"),
    [
        ("Order of the Teapot", "GBR", ("CVL",)),
        ("the Teapot Order", "GBR", ("CVL",)),
        ("United Teapots", "UNO", ()),
        ("Kettle Workers Front", "CHL", ("LAB",)),
        ("French kettle makers", "FRA", ("BUS",)),
        ("teawomen of Kenya", "KEN", ("LAB",)),
        ("Japan's tea ministry", "JPN", ("GOV",)),
    ],
)
def test_entries_are_looked_up(
    lookup: Lookup, name: str, country: str, sectors: tuple[str, ...]
) -> None:
    found = lookup(name, UNKNOWN_INTERVAL).actor
    assert found is not None
    assert (found.country, found.sectors) == (country, sectors)


@pytest.mark.parametrize(
    ("where", "what"),
    [
        ("own.actors:12", "several codes"),
        ("own.actors:13", "a day that does not exist"),
        ("own.actors:14", "no code that could be read"),
        ("own.actors:15", "unknown part XQZ"),
        ("own.agents:5", "no set of words !KNIT!"),
    ],
)
def test_what_is_not_read_is_listed(findings: tuple[Finding, ...], where: str, what: str) -> None:
    found = [f for f in findings if f.where == where]
    assert any(what in f.what for f in found), findings
    assert all(f.remedy for f in found)


def test_a_text_is_no_dictionary() -> None:
    assert not has_codes("Nothing in brackets here.\n")
    assert has_codes("NOBODY [NOR]\n")


def test_the_parts_of_codes_are_known() -> None:
    states = {r["iso3"] for r in read_table(shipped("countries.tsv"), COLUMNS["countries"])}
    rows = list(read_table(shipped("cameo_codes.tsv"), ("code", "use", "country", "sectors")))
    codes = [r["code"] for r in rows]
    assert len(codes) == len(set(codes))
    assert {r["use"] for r in rows} == {"country", "role", "none"}
    assert {r["country"] for r in rows if r["use"] == "country"} <= states | {"NGO"}
    roles = {r["code"] for r in rows if r["use"] == "role"}
    assert all(len(c) == 3 and c.isupper() for c in codes)
    assert {"GOV", "MIL", "REB", "INS", "MED"} <= roles


@given(st.text(alphabet="AB_[]{}!~<>-+;#=/ 0123456789\n\t", max_size=200))
def test_any_file_is_read_or_told_of(text: str) -> None:
    own = read_dictionary(text, "any.actors", ["NOR"])
    assert all(line.where.startswith("any.actors:") for line in own.unread)
