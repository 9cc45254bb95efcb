"""Publication stamps are read where their words leave one day, and only there."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model import Span
from detente.reading.dates import StampLine, address_stamp, closing_stamp, from_iso, stamp_line
from detente.reading.reading_words import ReadingWords

WORDS = ReadingWords.load().stamps
THE_DAY = date(2012, 3, 15)


def read(line: str) -> StampLine | None:
    return stamp_line(line, Span(0, len(line)), WORDS)


@pytest.mark.parametrize(
    ("line", "kind", "clock", "zone"),
    [
        ("world Updated: Mar 15, 2012 16:01 IST", "updated", "16:01", "IST"),
        ("First Published: Mar 15, 2012 15:58 IST", "first", "15:58", "IST"),
        ("Published on 15 March 2012", "published", "", ""),
        ("Published: Thursday, 15th March, 2012, 4.05 pm", "published", "16:05", ""),
        ("Posted on Thu, 15 Mar 2012 09:30:00 +0530", "published", "09:30", "+0530"),
        ("Last modified: 2012-03-15T10:00:00Z", "updated", "10:00", "Z"),
        ("Last updated at 10:00 GMT, 15 Mar 2012", "updated", "10:00", "GMT"),
        ("Publication date: 2012/03/15 - 16:01", "published", "16:01", ""),
        ("Updated: March 15, 2012 12:20 am", "updated", "00:20", ""),
        ("Updated: March 15, 2012 12:20 p.m. ET", "updated", "12:20", "ET"),
        ("15/03/2012", "bare", "", ""),
        ("2012-03-15 16:01 (GMT+8)", "bare", "16:01", "GMT+8"),
        ("15.3.2012, 1601 hrs", "bare", "16:01", ""),
        ("Mar. 15, 2012 | 4 min read", "bare", "", ""),
    ],
)
def test_shapes_of_one_day(line: str, kind: str, clock: str, zone: str) -> None:
    found = read(line)
    assert found is not None
    (stamp,) = found.stamps
    assert (stamp.kind, stamp.moment.day) == (kind, THE_DAY)
    assert (stamp.moment.clock, stamp.moment.zone) == (clock, zone)
    assert stamp.moment.span.of(line) in stamp.span.of(line)


def test_two_stamps_and_a_byline_on_a_line() -> None:
    line = "By Ana Writer | Lima | Published: Mar 5, 2012 10:00 IST | Updated: 6 March 2012"
    found = read(line)
    assert found is not None
    assert found.byline is not None
    assert found.byline.of(line) == "By Ana Writer"
    assert [(s.kind, str(s.moment.day)) for s in found.stamps] == [
        ("published", "2012-03-05"),
        ("updated", "2012-03-06"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Report published 3 May 2012 criticises the ministry",
        "Published on 3 May 2012 in Oslo after long delays",
        "Talks of 3 May 2012 failed.",
        "May 3-5, 2012",
        "2012: a year of talks",
        "March 2012",
        "The ministers met on 3 May.",
        "Updated rules come into force",
    ],
)
def test_a_sentence_or_half_a_date_is_no_stamp(line: str) -> None:
    assert read(line) is None


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Published: 03/05/2012", "could be two days"),
        ("Published: 3 May", "has no year"),
        ("Published: 13/5/12", "two digits"),
        ("Published: 3 May 1066", "no likely year"),
    ],
)
def test_too_little_is_no_day_and_no_problem(line: str, why: str) -> None:
    found = read(line)
    assert found is not None
    moment = found.stamps[0].moment
    assert moment.day is None
    assert why in moment.partial
    assert not moment.problem


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Published: 31 February 2012", "does not exist"),
        ("Published: 2012-13-01", "does not exist"),
        ("Published: 32/01/2012", "does not exist"),
        ("Published: Friday, 15 March 2012", "2012-03-15 is a Thursday"),
    ],
)
def test_a_date_that_does_not_exist_is_a_problem(line: str, why: str) -> None:
    found = read(line)
    assert found is not None
    moment = found.stamps[0].moment
    assert moment.day is None
    assert why in moment.problem


SHAPES = (
    "{day} {month} {year}",
    "{month} {day}, {year}",
    "{month:.3} {day}, {year}",
    "{day}-{month:.3}-{year}",
    "{weekday}, {day} {month} {year}",
    "{year}-{number:02d}-{day:02d}",
    "{year}/{number:02d}/{day:02d} 16:01 IST",
    "16:01 GMT {day} {month:.3} {year}",
)
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@given(st.dates(date(1850, 1, 1), date(2150, 1, 1)), st.sampled_from(SHAPES))
def test_every_day_in_every_shape(day: date, shape: str) -> None:
    words = shape.format(
        day=day.day,
        number=day.month,
        month=MONTHS[day.month - 1],
        year=day.year,
        weekday=WEEKDAYS[day.weekday()],
    )
    found = read(f"Published: {words}")
    assert found is not None
    assert found.stamps[0].moment.day == day


@given(st.dates(date(1850, 1, 1), date(2150, 1, 1)))
def test_a_date_in_figures_is_never_read_as_another_day(day: date) -> None:
    for line in (f"{day.day}/{day.month}/{day.year}", f"{day.month}/{day.day}/{day.year}"):
        found = read(line)
        assert found is not None
        assert found.stamps[0].moment.day in (day, None)


def test_a_stamp_that_closes_the_last_paragraph() -> None:
    text = "The envoy left. First Published: Mar 15, 2012 15:58 IST"
    stamp = closing_stamp(text, Span(0, len(text)), WORDS)
    assert stamp is not None
    assert stamp.span.of(text) == "First Published: Mar 15, 2012 15:58 IST"
    assert closing_stamp("It was published: 3 May 2012", Span(0, 28), WORDS) is None


def test_the_date_in_an_address() -> None:
    for address in ("https://example.org/2012/3/15/talks", "http://example.org/a/2012-03-15/b"):
        stamp = address_stamp(address, Span(0, len(address)))
        assert stamp is not None
        assert stamp.moment.day == THE_DAY
    for address in ("https://example.org/2012/99/15/x", "https://example.org/2012/03/talks"):
        assert address_stamp(address, Span(0, len(address))) is None


def test_iso_values() -> None:
    assert from_iso("2012-03-15") == (THE_DAY, None)
    assert from_iso("2012-03-15T16:01") == (THE_DAY, "16:01")
    assert from_iso("2012-03-15T16:01:59.5+05:30") == (THE_DAY, "16:01+05:30")
    assert from_iso("2012-03-15T16:01Z") == (THE_DAY, "16:01+00:00")


def test_blanks_around_an_iso_value_are_left_aside() -> None:
    assert from_iso(" 2012-03-15\n") == (THE_DAY, None)
    assert from_iso("2012-03-15 16:01 +05:30 ") == (THE_DAY, "16:01+05:30")
    assert from_iso("2012-03-15t16:01z") == (THE_DAY, "16:01+00:00")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2012-02-30", "a date that does not exist"),
        ("2012-02-30T10:00", "a date that does not exist"),
        ("2012-03-15T25:00", "a time that does not exist"),
        ("15.03.2012", "is not a date"),
        ("", "is not a date"),
        ("now", "is not a date"),
        ("2012-03-15T", "is not a date"),
        ("2012-03-15 x", "is not a date"),
        ("2012-03-15" + "0" * 20, "is not a date"),
        ("2012-03-15T" + "0" * 20, "is not a date"),
        ("٢٠١٢-٠٣-١٥", "is not a date"),
    ],
)
def test_what_is_no_iso_date(value: str, words: str) -> None:
    with pytest.raises(ValueError, match=f"“{value}” .*{words}|“{value}” {words}"):
        from_iso(value)


def test_the_year_one_is_a_misprint() -> None:
    with pytest.raises(ValueError, match="no likely year"):
        from_iso("0001-01-01T00:00:00Z")
