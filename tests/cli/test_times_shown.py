"""``detente times``: expressions and acts with their days, as a table and as JSON."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from detente import api
from detente.errors import DetenteError
from small import Run

TEXT = "The envoys met on Friday, and talks in May will follow."


def test_the_table_shows_days_and_working(run: Run) -> None:
    done = run("times", TEXT, "--published", "2012-03-10")
    assert done.exit_code == 0, done.output
    shown = " ".join(done.stdout.split())
    assert "2012-03-09" in shown
    assert "DATE 2012-05" in shown
    assert "the last Friday by the report's day" in shown


def test_json_has_every_field(run: Run) -> None:
    found = json.loads(run("times", TEXT, "--published", "2012-03-10", "--json").stdout)
    first = found["expressions"][0]
    assert first["interval"] == {
        "earliest": "2012-03-09", "latest": "2012-03-09", "precision": "day",
    }  # fmt: skip
    start, end = first["span"]
    assert TEXT[start:end] == first["words"] == "Friday"
    assert [act["act"] for act in found["acts"]] == ["met", "follow"]


def test_without_a_day_nothing_is_made_up(run: Run) -> None:
    found = json.loads(run("times", TEXT, "--json").stdout)
    assert {e["interval"]["earliest"] for e in found["expressions"]} == {None}
    assert {a["interval"]["latest"] for a in found["acts"]} == {None}


def test_a_stamp_minds_its_offset(run: Run) -> None:
    text = "The fleet sailed on Saturday."
    late = run("times", text, "--published", "2011-02-11T23:58-05:00", "--json").stdout
    early = run("times", text, "--published", "2011-02-11T09:00+09:00", "--json").stdout
    days = [json.loads(out)["expressions"][0]["interval"]["latest"] for out in (late, early)]
    assert days == ["2011-02-12", "2011-02-05"]


@pytest.mark.parametrize("day", ["2011-02-31", "yesterday", "2011-02-11T25:00", "0000-01-01"])
def test_a_day_that_does_not_exist_is_refused(run: Run, day: str) -> None:
    done = run("times", TEXT, "--published", day)
    assert done.exit_code == 2
    assert any(said in done.output for said in ("no day", "not a date", "does not exist"))


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_no_text_is_said(run: Run, text: str) -> None:
    done = run("times", text)
    assert done.exit_code == 1
    assert "no text" in done.output


@pytest.mark.parametrize("command", [("times",), ("places",), ("codebook", "explain")])
def test_a_file_in_place_of_a_text_is_refused_with_the_remedy(
    run: Run, command: tuple[str, ...], tmp_path: Path
) -> None:
    file = tmp_path / "a report.txt"
    file.write_text(TEXT, "utf-8")
    done = run(*command, file)
    assert done.exit_code == 2
    assert "this is a file" in done.stderr
    assert "$(cat '" in done.stderr


def test_a_text_without_times_says_so(run: Run) -> None:
    assert "no time expression" in run("times", "Ships.").stdout


def test_python_has_the_same() -> None:
    found = api.times(TEXT, published=date(2012, 3, 10))
    assert [e.timex_value for e in found.expressions] == ["2012-03-09", "2012-05"]
    with pytest.raises(DetenteError, match="no text"):
        api.times(" ")
