"""A second language is a folder: its words and shapes, and nothing in code."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from detente.document import Document
from detente.errors import TableError
from detente.language.structure import Clause, Sentence, Structure
from detente.model import Span
from detente.times import Dating, TimeWords, find_times, with_times

from .conftest import days, make_report, on

WORDS = """
capitals = false
weekdays = [["lundo"], ["mardo"], ["merkredo"], ["jaudo"], ["vendredo"], ["sabato"], ["dimanco"]]
months = [["januaro"], ["februaro"], ["marto"]]

[days]
hiere = -1

[senses]
lasta = ["last"]

[units]
semajno = "W"
"""
SHAPES = """
[parts]
YEAR = '\\d{4}'

[shapes]
today = '(?P<word>(?i:{DAYS}))\\b'
weekday = '(?P<weekday>{FULL_WEEKDAY})\\b'
date = '(?P<day_c>\\d{1,2})\\s+(?P<month_b>{MONTH})(?:\\s+(?P<year>{YEAR}))?'
relative = '(?P<rel>(?i:lasta))\\s+(?P<unit>(?i:{UNIT}))\\b'
"""
GOVERNING = """
until = ["ghis"]
"""
PATTERNS = """
preposition = '(\\w+)\\s+$'
"""
SATURDAY = date(2012, 3, 10)
TEXT = "Hiere ili venis en la urbon. Ili parolis lundo, ghis 4 marto 2012."


def empty(data: Path) -> Path:
    """The folder of a language without words."""
    made = data / "times" / "xx"
    made.mkdir(parents=True)
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A language of a few words."""
    made = empty(tmp_path)
    (made / "words.toml").write_text(WORDS, encoding="utf-8")
    (made / "shapes.toml").write_text(SHAPES, encoding="utf-8")
    (made / "governing.toml").write_text(GOVERNING, encoding="utf-8")
    (made / "patterns.toml").write_text(PATTERNS, encoding="utf-8")
    return tmp_path


def structure_of(text: str) -> Structure:
    """A sentence up to each full stop, with a past clause of its verb."""
    sentences: list[Sentence] = []
    clauses: list[Clause] = []
    for number, said in enumerate(re.finditer(r"[^.\s][^.]*\.", text)):
        verb = re.search(r"\w+is\b", said[0])
        assert verb is not None
        whole = Span(*said.span())
        trigger = Span(whole.start + verb.start(), whole.start + verb.end())
        sentences.append(Sentence(whole, 0, (0, 0)))
        clauses.append(Clause(number, number, "verb", verb[0], trigger, whole, tense="past"))
    return Structure(sentences=tuple(sentences), clauses=tuple(clauses))


def test_a_text_is_dated_by_the_words_of_a_folder(folder: Path) -> None:
    words = TimeWords.load("xx", folder)
    document = with_times(Document(make_report(TEXT, on(SATURDAY)), structure_of(TEXT)), words)
    assert [(m.span.of(TEXT), days(m)) for m in document.times] == [
        ("Hiere", ("2012-03-09", "2012-03-09")),
        ("lundo", ("2012-03-05", "2012-03-05")),
        ("4 marto 2012", ("2012-03-04", "2012-03-04")),
    ]
    dating = Dating(document, words)
    came, spoke = (dating.of(clause).interval for clause in document.structure.clauses)
    assert (came.earliest, came.latest) == (date(2012, 3, 9), date(2012, 3, 9))
    assert (spoke.earliest, spoke.latest) == (date(2012, 3, 5), date(2012, 3, 5))


def test_a_preposition_of_the_folder_governs_its_time(folder: Path) -> None:
    text = "Ili tie restis ghis 4 marto 2012."
    words = TimeWords.load("xx", folder)
    document = with_times(Document(make_report(text, on(SATURDAY)), structure_of(text)), words)
    (stayed,) = (Dating(document, words).of(clause) for clause in document.structure.clauses)
    assert (stayed.interval.earliest, stayed.interval.latest) == (None, date(2012, 3, 4))
    assert "'ghis'" in stayed.reason


def test_a_language_does_not_know_the_words_of_another(folder: Path) -> None:
    report = make_report("Yesterday, on Friday and last week; hiere kaj vendredo.", on(SATURDAY))
    for words, known in (
        (TimeWords.load("xx", folder), ["hiere", "vendredo"]),
        (TimeWords.load(), ["Yesterday", "Friday", "last week"]),
    ):
        found = find_times(Document(report), words)
        assert [m.span.of(report.text) for m in found] == known


def test_an_empty_folder_reads_figures_alone(tmp_path: Path) -> None:
    empty(tmp_path)
    report = make_report("On 2012-03-04 or Monday, 12/31/2011.", on(SATURDAY))
    found = find_times(Document(report), TimeWords.load("xx", tmp_path))
    assert [m.span.of(report.text) for m in found] == ["2012-03-04", "12/31/2011"]


def test_words_are_loaded_once() -> None:
    assert TimeWords.load() is TimeWords.load("en")


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        ("words.toml", "weekday = []", "unknown field `weekday`"),
        ("words.toml", "[senses]\nlast = ['bakc']", "bakc"),
        ("governing.toml", "since = 'since'", "since"),
        ("patterns.toml", "fiscal = '('", "unterminated"),
        ("patterns.toml", "year_after = 'and'", "lacks the group 'month'"),
        ("patterns.toml", "preposition = 'in'", "has no group"),
        ("shapes.toml", "[shapes]\ntodya = 'x'", "no shape 'todya'"),
        ("shapes.toml", "[shapes]\ntoday = '{DAZE}'", "a part 'DAZE'"),
        ("shapes.toml", "[shapes]\ntoday = '(?P<wrod>x)'", "group 'wrod'"),
        ("shapes.toml", "[shapes]\ntoday = '('", "no pattern"),
        ("holidays.tsv", "key\tname\talso\nchristmas\tChristmas\t", "no key 'christmas'"),
        ("holidays.tsv", "key\tname\talso\nchristmas-day\tChristmas", "2 columns, not 3"),
    ],
)
def test_a_table_that_does_not_hold_is_told_with_its_file(
    tmp_path: Path, file: str, content: str, told: str
) -> None:
    (empty(tmp_path) / file).write_text(content, encoding="utf-8")
    with pytest.raises(TableError) as error:
        TimeWords.load("xx", tmp_path)
    assert told in str(error.value)
    assert f"data/times/xx: {file}" in str(error.value).replace("/xx/", "/xx: ")


def test_a_language_without_a_folder_is_told_what_to_do() -> None:
    with pytest.raises(TableError, match=r"data/times/zz: there is no such folder.* data/times/en"):
        TimeWords.load("zz")
