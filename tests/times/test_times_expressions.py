"""What each kind of time expression means in a report of Saturday, 10 March 2012."""

from __future__ import annotations

from datetime import date

import pytest

from detente.document import Document
from detente.language.structure import Structure
from detente.model import Published, Report, Span
from detente.times import TimeWords, find_times

from .conftest import days, on, times

ONE = [
    # absolute
    ("on March 5, 2011", "2011-03-05", "2011-03-05", "DATE", "2011-03-05"),
    ("on March, 5, 2011", "2011-03-05", "2011-03-05", "DATE", "2011-03-05"),
    ("on 5 March 2011", "2011-03-05", "2011-03-05", "DATE", "2011-03-05"),
    ("on Monday, 5th of March 2012", "2012-03-05", "2012-03-05", "DATE", "2012-03-05"),
    ("signed 2011-03-05", "2011-03-05", "2011-03-05", "DATE", "2011-03-05"),
    ("since April 2009", "2009-04-01", "2009-04-30", "DATE", "2009-04"),
    ("grew in 2009", "2009-01-01", "2009-12-31", "DATE", "2009"),
    ("throughout the 1970s", "1970-01-01", "1979-12-31", "DATE", "197"),
    ("in the 18th century", "1700-01-01", "1799-12-31", "DATE", "17"),
    ("held on 1-3 May 2011", "2011-05-01", "2011-05-03", "DATE", "2011-05-01/2011-05-03"),
    # partial: the latest in what is past
    ("They met in November.", "2011-11-01", "2011-11-30", "DATE", "2011-11"),
    ("The ships sailed on 12 January.", "2012-01-12", "2012-01-12", "DATE", "2012-01-12"),
    ("The ships will sail on 12 May.", "2012-05-12", "2012-05-12", "DATE", "2012-05-12"),
    # weekdays by what is told
    ("They met on Thursday.", "2012-03-08", "2012-03-08", "DATE", "2012-03-08"),
    ("They met on Saturday.", "2012-03-10", "2012-03-10", "DATE", "2012-03-10"),
    ("They will meet on Thursday.", "2012-03-15", "2012-03-15", "DATE", "2012-03-15"),
    ("They met last Saturday.", "2012-03-03", "2012-03-03", "DATE", "2012-03-03"),
    ("Thursday's vote", "2012-03-08", "2012-03-08", "DATE", "2012-03-08"),
    ("on Thursday evening", "2012-03-08", "2012-03-08", "TIME", "2012-03-08TEV"),
    # relative to the report
    ("today", "2012-03-10", "2012-03-10", "DATE", "2012-03-10"),
    ("yesterday", "2012-03-09", "2012-03-09", "DATE", "2012-03-09"),
    ("the day after tomorrow", "2012-03-12", "2012-03-12", "DATE", "2012-03-12"),
    ("this month", "2012-03-01", "2012-03-31", "DATE", "2012-03"),
    ("last week", "2012-02-27", "2012-03-04", "DATE", "2012-W09"),
    ("next year", "2013-01-01", "2013-12-31", "DATE", "2013"),
    ("later this year", "2012-03-10", "2012-12-31", "DATE", "2012"),
    ("earlier this month", "2012-03-01", "2012-03-10", "DATE", "2012-03"),
    ("three days ago", "2012-03-07", "2012-03-07", "DATE", "2012-03-07"),
    ("seven months ago", "2011-08-01", "2011-08-31", "DATE", "2011-08"),
    ("recently", None, "2012-03-10", "DATE", "PAST_REF"),
    ("soon", "2012-03-10", None, "DATE", "FUTURE_REF"),
    # fuzzy
    ("early 2008", "2008-01-01", "2008-06-30", "DATE", "2008"),
    ("in late May 2011", "2011-05-16", "2011-05-31", "DATE", "2011-05"),
    ("by the end of 2011", "2011-07-01", "2011-12-31", "DATE", "2011"),
    ("The ships sailed at 11 p.m.", "2012-03-10", "2012-03-10", "TIME", "2012-03-10T23:00"),
    ("150 years ago", "1862-01-01", "1862-12-31", "DATE", "1862"),
    ("for 348 days", None, None, "DURATION", "P348D"),
    # lengths of time and what comes round have no days of their own
    ("a three-hour meeting", None, None, "DURATION", "PT3H"),
    ("for six weeks", None, None, "DURATION", "P6W"),
    ("a decades-long feud", None, None, "DURATION", "PXE"),
    ("every Tuesday", None, None, "SET", "XXXX-WXX-2"),
    ("met annually", None, None, "SET", "P1Y"),
    # but one that is tied to the report's day has
    ("over the past two months", "2012-01-10", "2012-03-10", "DURATION", "P2M"),
    # business
    ("The bank lost money in the fiscal fourth quarter.", None, "2012-03-10", "DATE", "2011-Q4"),
    # before the calendar
    ("in 400 BCE", None, None, "DATE", "BC0400"),
    ("some 5,000 years ago", None, None, "DATE", "BC2988"),
    ("This past week the fleet sailed.", "2012-03-05", "2012-03-11", "DATE", "2012-W10"),
    # named
    ("during World War Two", "1939-09-01", "1945-09-02", "DATE", "1939-09-01/1945-09-02"),
    ("at the end of World War II", "1945-01-01", "1945-12-31", "DATE", "1945"),
    ("in the post-Soviet era", "1991-12-26", None, "DATE", "1991-12-26/"),
    ("met at Christmas", "2011-12-25", "2011-12-25", "DATE", "2011-12-25"),
    ("on Good Friday 2011", "2011-04-22", "2011-04-22", "DATE", "2011-04-22"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "first", "last", "kind", "value"), ONE)
def test_an_expression_is_found_with_its_days(
    text: str, first: str | None, last: str | None, kind: str, value: str
) -> None:
    found = times(text)
    assert [(*days(m), m.timex_type, m.timex_value) for m in found] == [(first, last, kind, value)]
    assert found[0].reason


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("They met on 3 and 5 May 2010.", ["2010-05-03", "2010-05-05"]),
        ("They met on March 3 and 5.", ["2012-03-03", "2012-03-05"]),
        ("the war of 1990-91", ["1990", "1991"]),
        ("in the 2010-11 session", ["2010", "2011"]),
        ("between May and June 1981", ["1981-05", "1981-06"]),
        ("from December to January 1981", ["1980-12", "1981-01"]),
        ("from the 15th to the 17th century", ["14", "16"]),
        ("Bishop Ado (c. 314 – 368) died in 368.", ["0314", "0368", "0368"]),
        ("The quarter ended Sept. 30 beat the 2010 quarter.", ["2011-Q3", "2011-09-30", "2010-Q3"]),
        ("It earned as much in the third quarter as a year earlier.", ["2011-Q3", "2010-Q3"]),
    ],
)
def test_what_is_printed_once_is_shared(text: str, values: list[str]) -> None:
    assert [m.timex_value for m in times(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "In 348 cases nobody was charged.",
        "They may march on the capital.",
        "About 1500 people and 2000 troops crossed.",
        "Resolution 1973 was adopted.",
        "The second delegation left first.",
        "He paid $2010 for it.",
        "The sun sat on the horizon in spring-loaded silence.",
    ],
)
def test_words_and_numbers_that_only_look_like_times(text: str) -> None:
    assert times(text) == ()


def test_a_word_told_from_another_time_counts_from_it() -> None:
    text = (
        "The fleet left on 4 May 2010. A day earlier it had loaded coal; a week later it was home."
    )
    left, earlier, later = times(text)
    assert days(left) == ("2010-05-04", "2010-05-04")
    assert days(earlier) == ("2010-05-03", "2010-05-03")
    assert days(later) == ("2010-05-10", "2010-05-16")


def test_the_day_is_the_one_told_of() -> None:
    _, day = times("The minister resigned on Thursday. Earlier in the day he had met the press.")
    assert days(day) == ("2012-03-08", "2012-03-08")


@pytest.mark.parametrize(
    "text", ["on 31 February 2011", "on the 45th of May", "on 0000-01-01", "on 30 February"]
)
def test_a_day_that_does_not_exist_is_kept_without_a_day_and_says_so(text: str) -> None:
    (mention,) = times(text)
    assert days(mention) == (None, None)
    assert "there is no" in mention.reason


def test_figures_that_could_be_two_days_are_both() -> None:
    (mention,) = times("signed on 04/05/2011")
    assert days(mention) == ("2011-04-05", "2011-05-04")
    (sure,) = times("signed on 14/05/2011")
    assert days(sure) == ("2011-05-14", "2011-05-14")


def test_figures_are_read_as_the_reports_other_dates() -> None:
    sure, other = times("signed on 14/05/2011, in force on 04/06/2011")
    assert [days(m) for m in (sure, other)] == [("2011-05-14",) * 2, ("2011-06-04",) * 2]
    sure, other = times("signed on 05/14/2011, in force on 04/06/2011")
    assert [days(m) for m in (sure, other)] == [("2011-05-14",) * 2, ("2011-04-06",) * 2]
    *_, other = times("on 14/05/2011, on 05/14/2011, on 04/06/2011")
    assert days(other) == ("2011-04-06", "2011-06-04")


def test_a_weekday_that_is_not_the_dates_is_flagged() -> None:
    (wrong,) = times("on Friday, 5 March 2012")
    assert days(wrong) == ("2012-03-05", "2012-03-05")
    assert "weekday" in wrong.reason


def test_only_what_is_coded_is_read() -> None:
    text = "Updated: 9 March 2012\nThey met yesterday."
    report = Report("r", "test", text, on(date(2012, 3, 10)), paragraphs=(Span(22, len(text)),))
    found = find_times(Document(report, Structure()), TimeWords.load())
    assert [m.span.of(text) for m in found] == ["yesterday"]


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31), date(1492, 10, 12)])
def test_a_report_of_any_day_can_be_read(day: date) -> None:
    text = (
        "last week, next century, 500 years ago, a decade earlier, on 3 May, at Easter, last fall"
    )
    assert len(times(text, on(day))) >= 6


def test_a_bracket_gives_bounds_and_keeps_the_precision() -> None:
    bracket = Published(date(2012, 3, 1), date(2012, 3, 20))
    weekday, month = times("They met on Friday, not in November.", bracket)
    assert days(weekday) == ("2012-02-24", "2012-03-16")
    assert weekday.interval.precision == "day"
    assert days(month) == ("2011-11-01", "2011-11-30")


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("It was built 200 years ago.", date(1801, 5, 5), ("1601-01-01", "1601-12-31")),
        ("It ends 500 years from now.", date(2199, 12, 31), ("2699-01-01", "2699-12-31")),
        ("It ends 9,000 years from now.", date(2199, 12, 31), (None, None)),
        ("It ends 90 centuries from now.", date(2199, 12, 31), (None, None)),
        ("It ends 999999999999 days from now.", date(2012, 3, 9), (None, None)),
        ("It began 1850 years ago.", date(1801, 1, 1), (None, None)),
        ("It began 99999 weeks ago.", date(1800, 1, 1), (None, None)),
        ("It grew in the past 99999 weeks.", date(1800, 1, 1), (None, "1800-01-01")),
        ("It will grow in the next 900000 months.", date(2199, 1, 1), ("2199-01-01", None)),
    ],
)
def test_counting_out_of_the_calendar_gives_no_day(
    text: str, day: date, expected: tuple[str | None, str | None]
) -> None:
    (mention,) = times(text, on(day))
    assert days(mention) == expected
    assert not (mention.timex_value.startswith("BC") and "from now" in text)


def test_a_quarter_that_ended_on_a_day_of_no_known_year_is_no_error() -> None:
    found = times("It earned less for the quarter ended Sept. 30.", Published())
    assert "2011-Q3" not in [one.timex_value for one in found]
