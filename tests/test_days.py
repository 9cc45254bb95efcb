"""The days that detente knows of are the same wherever one is given."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from detente import api, days
from detente.actor_tables.dictionaries import read_dictionary
from detente.actors import ActorTables
from detente.cli import cli
from detente.errors import DetenteError, SourceError
from detente.evaluation import load_gold, load_key
from detente.evaluation.key import AnswerKey
from detente.reading import read_sources

OUTSIDE = ["0001-01-01", "1799-12-31", "2200-01-01", "9999-12-31"]
LEADERS = "country\toffice\ttitle\tperson\tstart\tend\tknown_until\tnames\tsource\n"


@pytest.mark.parametrize("text", OUTSIDE)
def test_a_day_outside_is_refused_and_the_bounds_are_told(text: str) -> None:
    with pytest.raises(ValueError, match="1800-01-01 to 2199-12-31"):
        days.given_day(text)
    assert days.inexact(text) is None
    assert not days.is_known(date.fromisoformat(text))


@pytest.mark.parametrize("text", ["1800-01-01", "2199-12-31"])
def test_the_first_and_the_last_day_are_known(text: str) -> None:
    day = date.fromisoformat(text)
    assert days.given_day(text) == day
    assert days.inexact(text) == (day, day)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2012", "2012-01-01", "2012-12-31"),
        ("2012-02", "2012-02-01", "2012-02-29"),
        ("2012-12", "2012-12-01", "2012-12-31"),
    ],
)
def test_a_month_and_a_year_are_their_days(text: str, first: str, last: str) -> None:
    assert days.inexact(text) == (date.fromisoformat(first), date.fromisoformat(last))


@given(st.one_of(st.text(max_size=12), st.from_regex(r"[0-9]{4}(-[0-9]{2}){0,2}", fullmatch=True)))
def test_any_text_is_a_day_or_refused(text: str) -> None:
    found = days.inexact(text)
    assert found is None or days.EARLIEST <= found[0] <= found[1] <= days.LATEST
    with suppress(ValueError):
        assert days.is_known(days.given_day(text))


ASKED: dict[str, tuple[str, ...]] = {
    "read": ("read", "a.txt", "--published"),
    "annotate": ("annotate", "a.txt", "--published"),
    "timeline since": ("timeline", "NOR", "--since"),
    "timeline until": ("timeline", "NOR", "--until"),
    "quotes": ("quotes", "--since"),
    "explain": ("codebook", "explain", "They met.", "--published"),
    "times": ("times", "They met.", "--published"),
    "lookup": ("actors", "lookup", "Chile", "--on"),
    "holders from": ("actors", "holders", "fm", "JPN", "--from"),
    "holders to": ("actors", "holders", "fm", "JPN", "--to"),
}


@pytest.mark.parametrize("text", ["0001-01-01", "2200-01-01"])
@pytest.mark.parametrize("asked", ASKED)
def test_every_command_refuses_it(asked: str, text: str) -> None:
    done = CliRunner().invoke(cli, [*ASKED[asked], text])
    assert done.exit_code == 2
    assert "days from 1800-01-01 to 2199-12-31" in " ".join(done.stderr.split())


def test_a_time_outside_is_refused_too() -> None:
    done = CliRunner().invoke(cli, ["times", "They met.", "--published", "0001-01-01T00:00+14:00"])
    assert (done.exit_code, "1800-01-01" in done.stderr) == (2, True)


IN_PYTHON: dict[str, Callable[[date], object]] = {
    "explain": lambda day: api.explain("They met.", published=day),
    "times": lambda day: api.times("They met.", published=day),
    "lookup": lambda day: api.lookup_actors(["Chile"], on=day),
    "holders": lambda day: api.office_holders("fm", "JPN", since=day),
    "positions": lambda day: api.positions("none.duckdb", "NOR", "tea", until=day),
    "read": lambda day: list(read_sources([], published=day)),
    "dates": lambda day: list(read_sources([], dates={"a.txt": day})),
}


@pytest.mark.parametrize("asked", IN_PYTHON)
def test_every_function_refuses_it(asked: str) -> None:
    for day in (date.min, date(1799, 12, 31), date(2200, 1, 1), date.max):
        with pytest.raises(DetenteError, match="1800-01-01 to 2199-12-31"):
            IN_PYTHON[asked](day)


@pytest.mark.parametrize("text", OUTSIDE)
def test_no_file_gives_one(text: str, tmp_path: Path) -> None:
    dates = tmp_path / "days.csv"
    dates.write_text(f"a.txt,2010-01-01\nb.txt,{text}\n")
    with pytest.raises(SourceError, match=r"days\.csv:2.*1800-01-01 to 2199-12-31"):
        api.load_dates(dates)
    leaders = tmp_path / "mine.tsv"
    leaders.write_text(f"{LEADERS}NOR\tfm\tM\tAda Berg\t{text}\t\t2031-01-01\t\tme\n")
    with pytest.raises(DetenteError, match=r"mine.tsv:2.*is no day.*1800-01-01 to 2199-12-31"):
        ActorTables.load([leaders])
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"text": "They met.", "published": text, "events": []}))
    with pytest.raises(DetenteError, match=r"gold\.jsonl:1.*1800-01-01 to 2199-12-31"):
        load_gold(gold, frozenset())
    key = tmp_path / "key.json"
    key.write_text(json.dumps({"reports": [{"report": "a.txt", "published_if_given": text}]}))
    with pytest.raises(DetenteError, match=r"key\.json.*1800-01-01 to 2199-12-31"):
        load_key(key)
    key.write_text(json.dumps({"reports": [{"report": "a.txt"}], "events": [_event(text)]}))
    with pytest.raises(DetenteError, match=r"key\.json.*1800-01-01 to 2199-12-31"):
        load_key(key)
    lines = tmp_path / "reports.jsonl"
    lines.write_text(json.dumps({"text": "Norway and Chile met.", "published": text}))
    error, report = read_sources([lines])
    assert "1800-01-01 to 2199-12-31" in str(error)
    assert not isinstance(report, SourceError)
    assert report.published.earliest is None


def _event(text: str) -> dict[str, object]:
    return {
        "key": "k", "report": "a.txt", "evidence": "met", "types": ["CONSULT"], "actors": ["NOR"],
        "recipients": [], "date": [text, text], "modality": "actual", "required": True,
    }  # fmt: skip


def test_a_key_whose_days_are_known_is_read(tmp_path: Path) -> None:
    key = tmp_path / "key.json"
    key.write_text(json.dumps({"reports": [{"report": "a.txt"}], "events": [_event("1800-01-01")]}))
    assert isinstance(load_key(key), AnswerKey)


@pytest.mark.parametrize("limit", ["<00010101", ">99991231", "<18000101", ">21991231", "17991231"])
def test_no_dictionary_gives_one(limit: str) -> None:
    own = read_dictionary(f"ADA_BERG [NORGOV {limit}]\n", "own.actors", ["NOR"])
    assert own.persons == ()
    assert any("out of bounds" in line.what for line in own.unread)
