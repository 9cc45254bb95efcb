"""The tables of places: what every row promises, and what names they know."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from detente.places import Gazetteer
from detente.places.gazetteer import distance, normal

FOLDER = files("detente") / "data" / "places"


def table(name: str) -> list[dict[str, str]]:
    text = (FOLDER / name).read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    columns = lines[0].split("\t")
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in lines[1:]]


@pytest.mark.parametrize(
    "name", ["contested.tsv", "regions.tsv", "country_points.tsv", "countries.tsv"]
)
def test_a_table_names_its_source(name: str) -> None:
    assert "# source:" in (FOLDER / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["contested.tsv", "regions.tsv", "country_points.tsv"])
def test_points_lie_on_the_globe(name: str) -> None:
    for row in table(name):
        assert -90 <= float(row["lat"]) <= 90, row
        assert -180 <= float(row["lon"]) <= 180, row


def test_a_contested_place_has_claimants_and_a_known_kind() -> None:
    known = {row["iso3"] for row in table("countries.tsv")} | {"ESH"}
    for row in table("contested.tsv"):
        claimants = row["claimants"].split("|")
        assert set(claimants) <= known, row
        assert not row["holder"] or row["holder"] in known, row
        assert re.fullmatch(r"(ne )?(wfb)?", row["source"] + " ".strip()) or row["source"], row


def test_no_name_means_two_contested_places() -> None:
    seen: dict[str, str] = {}
    for row in table("contested.tsv"):
        for name in [row["name"], *filter(None, row["names"].split("|"))]:
            key = normal(name.strip("[]"))
            assert seen.setdefault(key, row["name"]) == row["name"], name


def test_every_country_has_a_point() -> None:
    points = {row["iso3"] for row in table("country_points.tsv")}
    missing = {row["iso3"] for row in table("countries.tsv")} - points
    assert missing <= {"ATA"}


@pytest.mark.parametrize(
    ("names", "claimants"),
    [
        (("Kuril Islands", "Kurils", "Kuriles", "Northern Territories", "Southern Kuriles"),
         ("RUS", "JPN")),
        (("Senkaku Islands", "Diaoyu Islands", "Diaoyutai"), ("JPN", "CHN", "TWN")),
        (("Dokdo", "Takeshima", "Liancourt Rocks"), ("KOR", "JPN")),
        (("Falkland Islands", "Falklands", "Malvinas"), ("GBR", "ARG")),
        (("Nagorno-Karabakh", "Artsakh"), ("AZE", "ARM")),
    ],
)  # fmt: skip
def test_all_sides_names_are_one_place(
    gazetteer: Gazetteer, names: tuple[str, ...], claimants: tuple[str, ...]
) -> None:
    found = {e.place for n in names for e in gazetteer.lookup(n) if e.kind == "contested"}
    assert len(found) == 1
    assert found.pop().claimed_by == claimants


def test_a_name_of_many_places_gives_them_all(gazetteer: Gazetteer) -> None:
    countries = {e.place.country for e in gazetteer.lookup("Valencia")}
    assert {"ESP", "VEN"} <= countries


def test_an_unknown_name_gives_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Xyzzyville-upon-Nowhere") == ()
    assert gazetteer.lookup("") == ()


def test_writing_does_not_matter(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("SÃO PAULO") == gazetteer.lookup("Sao Paulo") != ()
    assert gazetteer.lookup("U.S.") == gazetteer.lookup("US")


def test_distance_is_that_on_the_globe(gazetteer: Gazetteer) -> None:
    oslo = max(gazetteer.lookup("Oslo"), key=lambda e: e.prior).place
    lima = max(gazetteer.lookup("Lima"), key=lambda e: e.prior).place
    far = distance(oslo, lima)
    assert far is not None
    assert 11_000 < far < 11_300
    assert distance(oslo, oslo) == 0
