"""Members of organisations on a day."""

from __future__ import annotations

from datetime import date

import pytest

from detente.actor_tables.memberships import members_of, organisations
from detente.actor_tables.table_rows import first_day, read_table, shipped
from detente.actors import ActorTables
from detente.model import UNKNOWN_INTERVAL, Interval


def on(day: str) -> Interval:
    """An interval of one day."""
    value = date.fromisoformat(day)
    return Interval(value, value, "day")


@pytest.mark.parametrize(
    ("organisation", "day", "count", "inside", "outside"),
    [
        ("European Union", "1990-06-01", 12, "GBR", "SWE"),
        ("European Union", "2015-06-01", 28, "GBR", "NOR"),
        ("European Union", "2021-01-01", 27, "HRV", "GBR"),
        ("NATO", "1998-01-01", 16, "TUR", "POL"),
        ("NATO", "2024-06-01", 32, "SWE", "UKR"),
        ("Association of Southeast Asian Nations", "2000-01-01", 10, "KHM", "TLS"),
        ("ECOWAS", "2024-06-01", 15, "MLI", "MRT"),
        ("ECOWAS", "2025-06-01", 12, "NGA", "MLI"),
        ("Group of Eight", "2005-07-07", 8, "RUS", "CHN"),
        ("Group of Eight", "2015-07-07", 0, "", "RUS"),
        ("BRICS", "2023-08-22", 5, "ZAF", "IRN"),
        ("Arab League", "2010-01-01", 22, "PSE", "IRN"),
    ],
)
def test_members_on_a_day(
    organisation: str, day: str, count: int, inside: str, outside: str
) -> None:
    members = members_of(organisation, on(day))
    assert len(members) == count
    assert not inside or inside in members
    assert outside not in members


def test_an_unknown_day_or_body_has_no_members() -> None:
    assert members_of("NATO", UNKNOWN_INTERVAL) == ()
    assert members_of("Order of Foo", on("2020-01-01")) == ()


def test_a_day_of_accession_that_is_not_known_leaves_the_state_out() -> None:
    assert "CPV" not in members_of("ECOWAS", on("1977-03-01"))
    assert "CPV" in members_of("ECOWAS", on("1978-03-01"))


def test_the_table_names_organisations_and_states_that_there_are(tables: ActorTables) -> None:
    for name in organisations():
        assert any(s.role == "organisation" for s in tables.lexicon.whole(name)), name
    for row in read_table(shipped("memberships.tsv"), ("country", "from", "until")):
        assert row["country"] in tables.countries, row.where
        if row["until"]:
            assert first_day(row["from"]) < first_day(row["until"]), row.where
