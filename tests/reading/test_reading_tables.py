"""The reading room's tables hold: shapes match their examples, zones agree with the tz database."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest

from detente.errors import TableError
from detente.model import Span
from detente.reading import reading_tables
from detente.reading.dates import stamp_line
from detente.reading.furniture import furniture
from detente.reading.publishers import known_publisher
from detente.reading.reading_words import DatelineWords, LineWords, ReadingWords, Shape
from detente.reading.stamp_words import StampWords
from detente.reading.zones import offset

WORDS = ReadingWords.load()
SHAPES = [pytest.param(s, p, id=f"{i}-{s.kind}") for i, (s, p) in enumerate(WORDS.shapes)]


@pytest.mark.parametrize(("shape", "pattern"), SHAPES)
def test_a_shape_matches_its_examples(shape: Shape, pattern: re.Pattern[str]) -> None:
    assert shape.examples
    for example in shape.examples:
        assert pattern.fullmatch(example), example
        assert len(example) <= shape.longest


@pytest.mark.parametrize(("shape", "pattern"), SHAPES)
def test_no_shape_takes_a_counterexample(shape: Shape, pattern: re.Pattern[str]) -> None:
    for example in shape.counterexamples:
        assert furniture(example, WORDS, top=True) is None, example


def test_publishers_are_named_by_adverts_and_rights() -> None:
    advert = furniture("Harbour Post App: Read latest news of the coast.", WORDS, top=False)
    rights = furniture("© 2012 Harbour Post. All rights reserved.", WORDS, top=False)
    assert advert is not None
    assert rights is not None
    assert advert.publisher == rights.publisher == "Harbour Post"
    assert advert.strength > rights.strength


def test_an_agency_alone_on_a_line() -> None:
    found = furniture("- Agence France-Presse", WORDS, top=False)
    assert found is not None
    assert (found.kind, found.publisher) == ("byline", "AFP")


def zone_rows() -> list[dict[str, str]]:
    return [row for row in reading_tables.rows("timezones.tsv") if row["offset"]]


@pytest.mark.parametrize("row", zone_rows(), ids=lambda r: f"{r['abbreviation']}{r['offset']}")
def test_each_offset_was_in_force_in_its_zone(row: dict[str, str]) -> None:
    try:
        zone = ZoneInfo(row["zone"])
    except ZoneInfoNotFoundError:
        pytest.skip("NOT RUN: this machine has no time zone database")
    first = date.fromisoformat(row["from"] or "2010-01-01")
    days = [first + timedelta(days=n) for n in range(1, 366, 7)]
    if row["until"]:
        days = [date.fromisoformat(row["until"]) - timedelta(days=n) for n in range(1, 366, 7)]
    kept = {datetime(d.year, d.month, d.day, 12, tzinfo=zone).strftime("%z") for d in days}
    assert row["offset"].replace(":", "") in kept


def test_zone_rows_have_a_source_and_known_countries() -> None:
    for row in reading_tables.rows("timezones.tsv"):
        assert row["source"]
        assert all(re.fullmatch("[A-Z]{3}", c) for c in row["countries"].split(";") if c)


NOVEMBER, JULY = date(2010, 11, 13), date(2012, 7, 1)


@pytest.mark.parametrize(
    ("zone", "day", "country", "expected"),
    [
        ("IST", NOVEMBER, None, "+05:30"),
        ("IST", NOVEMBER, "ISR", "+02:00"),
        ("IST", JULY, "IRL", "+01:00"),
        ("BST", JULY, None, "+01:00"),
        ("BST", JULY, "BGD", "+06:00"),
        ("BST", NOVEMBER, None, None),
        ("CST", NOVEMBER, None, None),
        ("CST", NOVEMBER, "CHN", "+08:00"),
        ("MSK", NOVEMBER, None, "+03:00"),
        ("MSK", JULY, None, "+04:00"),
        ("ET", JULY, "USA", None),
        ("GMT+8", JULY, None, "+08:00"),
        ("+0530", JULY, None, "+05:30"),
        ("-03", JULY, None, "-03:00"),
        ("+99:00", JULY, None, None),
        ("XYZ", JULY, None, None),
    ],
)
def test_what_a_zone_means(zone: str, day: date, country: str | None, expected: str | None) -> None:
    found, reason = offset(zone, day, country)
    assert found == expected
    assert reason or found


def test_aliases_lead_to_the_publisher() -> None:
    assert known_publisher("itar-tass") == known_publisher("TASS")
    assert known_publisher("Harbour Post") is None


def test_a_row_with_a_missing_cell_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_tables, "_content", lambda name: "a\tb\n1\t2\n3\n")
    with pytest.raises(TableError, match=r"broken\.tsv:3: 1 cells"):
        reading_tables.rows("broken.tsv")


@pytest.mark.parametrize(
    ("words", "empty"),
    [
        (WORDS.lines, LineWords()),
        (WORDS.stamps, StampWords()),
        (WORDS.datelines, DatelineWords()),
        (WORDS, ReadingWords()),
    ],
)
def test_english_has_all_that_a_language_may_have(words: Any, empty: Any) -> None:
    missing = [n for n in empty.__struct_fields__ if getattr(words, n) == getattr(empty, n)]
    assert missing == []


@pytest.fixture
def german(tmp_path: Path) -> Path:
    """The folder of a language with a label, a month, and nothing else."""
    folder = tmp_path / "reading" / "de"
    folder.mkdir(parents=True)
    for name in ("words", "datelines", "furniture"):
        (folder / f"{name}.toml").write_text("", "utf-8")
    stamps = "ordinal = '\\.'\nlabels = {published = [\"veröffentlicht\"]}\nmonths = {mai = 5}\n"
    (folder / "stamps.toml").write_text(stamps, "utf-8")
    return tmp_path


def test_a_second_language_is_a_folder(german: Path) -> None:
    line = "Veröffentlicht: 3. Mai 2014"
    whole = Span(0, len(line))
    found = stamp_line(line, whole, ReadingWords.load("de", german).stamps)
    assert found is not None
    assert [(s.kind, s.moment.day) for s in found.stamps] == [("published", date(2014, 5, 3))]
    assert stamp_line(line, whole, WORDS.stamps) is None


@pytest.mark.parametrize(
    ("file", "table", "named"),
    [
        ("stamps.toml", "ordinal = '(?i)x'", r"stamps\.toml.*global flags"),
        ("stamps.toml", "month = {mai = 5}", r"stamps\.toml.*unknown field `month`"),
        ("furniture.toml", "[[shape]]\nkind = 'x'\npattern = '('\nexamples = []", r"furniture.*\("),
    ],
)
def test_a_table_that_does_not_hold_is_named(
    german: Path, file: str, table: str, named: str
) -> None:
    (german / "reading" / "de" / file).write_text(table, "utf-8")
    with pytest.raises(TableError, match=f"data/reading/de/.*{named}"):
        ReadingWords.load("de", german)
