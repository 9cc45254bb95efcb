"""JSON Lines: good lines are reports, bad ones are named, and texts keep every character."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import SourceError
from detente.model import Report, Span
from detente.reading.assembly import Given, given_dates
from detente.reading.json_lines import LONGEST_LINE, read_json

TEXT = "Talks on rocks\n\nChile and Norway held talks on the Far Rocks.\n\nBureau Report"


def read(
    data: str | bytes, *, whole: bool = False, dates: Given | None = None
) -> list[Report | SourceError]:
    raw = data.encode() if isinstance(data, str) else data
    return list(read_json(io.BytesIO(raw), "a.jsonl", dates or Given(), whole=whole))


def one(record: dict[str, Any], dates: Given | None = None) -> Report:
    (report,) = read(json.dumps(record), dates=dates)
    assert isinstance(report, Report)
    return report


def test_every_field() -> None:
    report = one(
        {
            "id": "x1",
            "text": TEXT,
            "published": "2012-03-05T10:00:00+01:00",
            "title": "Talks on rocks",
            "publisher": "Harbour Post",
            "url": "https://example.org/x1",
            "language": "en-GB",
            "unknown": [1, 2],
        }
    )
    assert (report.id, report.source, report.text) == ("x1", "a.jsonl:1", TEXT)
    assert (report.headline, report.headline_span) == ("Talks on rocks", Span(0, 14))
    assert (report.publisher, report.url, report.language) == (
        "Harbour Post",
        "https://example.org/x1",
        "en",
    )
    published = report.published
    assert (published.basis, published.time, published.span) == ("stated", "10:00+01:00", None)
    assert str(published.earliest) == "2012-03-05"
    assert "“published”" in published.reasons[0]
    assert [span.of(TEXT) for span in report.furniture] == ["Bureau Report"]


def test_text_is_enough_and_null_is_nothing() -> None:
    bare, with_nulls = one({"text": TEXT}), one({"text": TEXT, "id": None, "published": None})
    assert bare == with_nulls
    assert bare.published.basis == "unknown"
    assert (bare.headline, bare.language) == ("Talks on rocks", "en")


def test_the_text_s_own_words_for_the_published_field() -> None:
    text = f"{TEXT}\n\nPublished: 5 March 2012, 10:00 JST"
    same = one({"text": text, "published": "2012-03-05"}).published
    assert same.span is not None
    assert same.span.of(text) == "Published: 5 March 2012, 10:00 JST"
    assert same.time == "10:00+09:00"
    other = one({"text": text, "published": "2012-03-09"}).published
    assert (str(other.earliest), other.span) == ("2012-03-09", None)
    assert "the text says 2012-03-05" in other.reasons


@pytest.mark.parametrize("value", ["2012-02-30", "yesterday", "05/03/2012", 20120305])
def test_a_bad_date_is_reported_and_the_report_read_without_it(value: Any) -> None:
    problem, report = read(json.dumps({"text": TEXT, "published": value}))
    assert isinstance(problem, SourceError)
    assert "a.jsonl:1" in str(problem)
    assert "published" in str(problem)
    assert isinstance(report, Report)
    assert report.published.basis == "unknown"
    assert report.published.reasons[0] in problem.what


def test_dates_are_given_by_id() -> None:
    dates = given_dates(None, {"x1": "2012-03-05"})
    assert one({"id": "x1", "text": TEXT}, dates).published.basis == "given"
    assert one({"id": "x2", "text": TEXT}, dates).published.basis == "unknown"
    stated = one({"id": "x1", "text": TEXT, "published": "2012-01-01"}, dates)
    assert (stated.published.basis, str(stated.published.earliest)) == ("stated", "2012-01-01")


def test_a_number_is_an_id() -> None:
    assert one({"id": 7, "text": TEXT}).id == "7"


def test_html_instead_of_text() -> None:
    body = "<p>Chile and Norway held talks about the Far Rocks, which both of them claim.</p>" * 3
    html = f"<html><body><article><h1>Talks on the Far Rocks</h1>{body}</article></body></html>"
    report = one({"html": html, "published": "2012-03-05"})
    assert report.text.startswith("Talks on the Far Rocks\n\nChile and Norway")
    assert str(report.published.earliest) == "2012-03-05"


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (b"{", "not JSON"),
        (b"nonsense", "not JSON"),
        (b'["a"]', "a list, not an object"),
        (b"null", "null, not an object"),
        (b'"text"', "not an object"),
        (b"{}", "neither “text” nor “html”"),
        (b'{"text": null}', "neither “text” nor “html”"),
        (b'{"text": 5}', "“text” is a number"),
        (b'{"text": ""}', "text is empty"),
        (b'{"text": " \\n "}', "text is empty"),
        (b'{"text": "a", "title": ["x"]}', "“title” is a list"),
        (b'{"text": "a", "id": true}', "“id” is true or false"),
        (b'{"text": "a", "id": ""}', "“id” is empty, not text or a whole number"),
        (b'{"text": "a", "id": 1.5}', "“id” is a number with a fraction"),
        (b'{"text": "a", "id": 1e22}', "“id” is a number with a fraction or an exponent"),
        (b'{"text": "a\\u0000b"}', "NUL character at 1"),
        (b'{"text": "half \\ud800 a pair"}', "not JSON"),
        (b'{"text": "caf\xe9"}', "not UTF-8"),
        (b'{"text": ' + b"[" * 100_000, "nested too deeply"),
        (b'{"text": "Bureau Report"}', "nothing in it is a report"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(line: bytes, what: str) -> None:
    good = json.dumps({"text": TEXT}).encode()
    first, problem, last = read(good + b"\n\n" + line + b"\n" + good + b"\n")
    assert isinstance(problem, SourceError)
    assert problem.where == "a.jsonl:3"
    assert what in problem.what
    assert problem.remedy
    assert isinstance(first, Report)
    assert isinstance(last, Report)
    assert last.source == "a.jsonl:4"


def test_a_line_too_long_is_skipped_to_its_end() -> None:
    good = json.dumps({"text": TEXT}).encode()
    endless = b'{"text": "' + b"a" * (LONGEST_LINE + 10) + b'"}'
    problem, report = read(endless + b"\n" + good)
    assert isinstance(problem, SourceError)
    assert (problem.where, "more than" in problem.what) == ("a.jsonl:1", True)
    assert isinstance(report, Report)
    assert report.source == "a.jsonl:2"


def test_a_text_too_long_for_any_parser() -> None:
    (problem,) = read(json.dumps({"text": "word " * 200_001}))
    assert isinstance(problem, SourceError)
    assert "1,000,005 characters" in problem.what


def test_a_byte_order_mark_and_blank_lines() -> None:
    first, second = read(b"\xef\xbb\xbf" + json.dumps({"text": TEXT}).encode() + b"\r\n\r\n" * 2
                         + json.dumps({"text": TEXT + "."}).encode())  # fmt: skip
    assert isinstance(first, Report)
    assert isinstance(second, Report)


@pytest.mark.parametrize("data", ["", "\n \n"])
def test_an_empty_file(data: str) -> None:
    (problem,) = read(data)
    assert isinstance(problem, SourceError)
    assert "empty" in problem.what


# A .json file may be one document


def test_a_json_document_is_an_object_or_a_list() -> None:
    pretty = json.dumps({"text": TEXT}, indent=2)
    (report,) = read(pretty, whole=True)
    assert isinstance(report, Report)
    assert report.source == "a.jsonl"
    outcomes = read(json.dumps([{"text": TEXT}, 5, {"text": TEXT + "!"}], indent=1), whole=True)
    assert [type(o).__name__ for o in outcomes] == ["Report", "SourceError", "Report"]
    assert [o.where if isinstance(o, SourceError) else o.source for o in outcomes] == [
        "a.jsonl:item 1",
        "a.jsonl:item 2",
        "a.jsonl:item 3",
    ]


def test_json_lines_in_a_json_file_even_if_the_first_is_broken() -> None:
    good = json.dumps({"text": TEXT})
    assert [type(o).__name__ for o in read(f"{good}\n{good}", whole=True)] == ["Report", "Report"]
    problem, report = read('{"text": "cut of\n' + good, whole=True)
    assert isinstance(problem, SourceError)
    assert problem.where == "a.jsonl:1"
    assert isinstance(report, Report)


@pytest.mark.parametrize("data", ["[", "{\n", "[]", "[[[]"])
def test_a_broken_or_empty_document(data: str) -> None:
    (problem, *_) = read(data, whole=True)
    assert isinstance(problem, SourceError)


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1))
def test_the_text_is_kept_character_for_character(text: str) -> None:
    for outcome in read(json.dumps({"text": text})):
        if isinstance(outcome, Report):
            assert outcome.text == text


@given(st.binary(max_size=200))
def test_any_bytes_give_outcomes_and_no_crash(data: bytes) -> None:
    for whole in (False, True):
        for outcome in read(data, whole=whole):
            assert isinstance(outcome, Report | SourceError)
