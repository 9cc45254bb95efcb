"""``detente places``: names with their namesakes and acts with their places."""

from __future__ import annotations

import json

import pytest

from detente import api
from detente.errors import DetenteError
from small import Run

TEXT = "Envoys met in Paris, Texas, 40 miles north of Dallas."


def test_the_table_shows_why_and_what_lost(run: Run) -> None:
    done = run("places", TEXT)
    assert done.exit_code == 0, done.output
    shown = " ".join(done.stdout.split())
    assert "+12.0 in what follows the name" in shown
    assert "not Paris" in shown
    assert "4717560" in shown


def test_json_has_every_field(run: Run) -> None:
    found = json.loads(run("places", TEXT, "--json").stdout)
    paris = found["names"][0]
    start, end = paris["span"]
    assert TEXT[start:end] == paris["words"] == "Paris"
    assert (paris["place"]["country"], paris["form"], paris["kind"]) == ("USA", "name", "town")
    assert "FRA" in {other["place"]["country"] for other in paris["others"]}
    assert found["relations"][0]["relation"]["kilometres"] == 64.4
    assert [(a["act"], a["place"]["name"]) for a in found["acts"]] == [("met", "Paris")]


def test_a_contested_place_has_all_its_names_and_claimants(run: Run) -> None:
    text = "Japan wants the Northern Territories back."
    found = json.loads(run("places", text, "--json").stdout)
    islands = next(n for n in found["names"] if n["words"] == "Northern Territories")
    assert set(islands["place"]["claimed_by"]) == {"JPN", "RUS"}
    assert {"Kurils", "Chishima", "Northern Territories"} <= set(islands["names"])


def test_a_dateline_is_read_as_one(run: Run) -> None:
    text = "OSLO, May 3 (NTB) -- Norway and Chile held talks on fish."
    found = json.loads(run("places", text, "--json").stdout)
    assert found["names"][0]["words"] == "OSLO"


def test_no_place_is_said(run: Run) -> None:
    assert "no place" in run("places", "Ships sank.").stdout


@pytest.mark.parametrize("text", ["", "  \n "])
def test_no_text_is_refused(text: str) -> None:
    with pytest.raises(DetenteError, match="no text"):
        api.places(text)
