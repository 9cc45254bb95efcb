"""What is remembered, counted back, long under way or gone on from is not of the report's day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from detente.model import EventDate, Interval
from tests.times.conftest import days, on, times

DateOf = Callable[..., EventDate]

SHAPES = [
    ("on 7-Jun-11", "2011-06-07", "2011-06-07"),
    ("on Jun-07-11", "2011-06-07", "2011-06-07"),
    ("on 2011/06/07", "2011-06-07", "2011-06-07"),
    ("on 07-06-2011", "2011-06-07", "2011-07-06"),
    ("on 13.06.11", "2011-06-13", "2011-06-13"),
    ("on Jan 17-19", "2012-01-17", "2012-01-19"),
    ("on 4/5 February", "2012-02-04", "2012-02-05"),
    ("in the week of February 14", "2012-02-13", "2012-02-19"),
    ("in the week ending 4 March", "2012-02-27", "2012-03-04"),
    ("in the week beginning 5 February", "2012-02-05", "2012-02-11"),
    ("on the weekend of February 10", "2012-02-11", "2012-02-12"),
]


@pytest.mark.parametrize(("said", "first", "last"), SHAPES)
def test_a_shape_has_its_days(said: str, first: str, last: str) -> None:
    assert [days(mention) for mention in times(f"They met {said}.")] == [(first, last)]


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("on 14, 15 and 16 February", "2012-02-14", "2012-02-16"),
        ("from 02 to February 07", "2012-02-02", "2012-02-07"),
        ("in 2010 from May to July", "2010-05-01", "2010-07-31"),
        ("from May to July last year", "2011-05-01", "2011-07-31"),
        ("on 03/02/2011 at 4:49 PM", "2011-02-03", "2011-03-02"),
        ("on Thursday, 03/02/2011", "2011-02-03", "2011-03-02"),
    ],
)
def test_several_days_are_one_stretch(date_of: DateOf, said: str, first: str, last: str) -> None:
    found = date_of(f"The two sides clashed {said}.", "clash").interval
    assert found == Interval(date.fromisoformat(first), date.fromisoformat(last), found.precision)


def test_a_version_and_a_score_are_no_dates() -> None:
    assert times("Version 4.10.11 has 13.06.11 members.") == ()


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("Veterans recalled how planes bombed the port.", "bomb"),
        ("Widows remembered the day soldiers shelled the town.", "shell"),
        ("A museum shows how soldiers stormed the palace.", "storm"),
        ("The war began with the invasion of Norway.", "invasion"),
        ("The campaign drove a million people from their homes.", "drive"),
        ("The court barred the party from Sunday's election.", "bar"),
    ],
)
def test_background_has_no_first_day(date_of: DateOf, text: str, lemma: str) -> None:
    assert date_of(text, lemma).interval.earliest is None


def test_a_meeting_on_a_day_of_memory_is_no_memory(date_of: DateOf) -> None:
    found = date_of("The ministers met on the day that soldiers stormed the palace.", "meet")
    assert found.interval.earliest == date(2012, 3, 9)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Norway marked the 60th anniversary of the day planes bombed Oslo.", 1952, 1952),
        ("Norway marked the fortieth anniversary of the day planes bombed Oslo.", 1972, 1972),
        ("Ten years after planes bombed Oslo, the two states met.", 2002, 2002),
        ("Almost twenty years after planes bombed Oslo, the two states met.", 1992, 1995),
        ("More than twenty years after planes bombed Oslo, the two states met.", 1989, 1992),
        ("Norway marked 60 years since planes bombed Oslo.", 1952, 1952),
    ],
)
def test_years_are_counted_back(date_of: DateOf, text: str, first: int, last: int) -> None:
    found = date_of(text, "bomb").interval
    assert found.earliest is not None
    assert found.latest is not None
    assert (found.earliest.year, found.latest.year) == (first, last)


@pytest.mark.parametrize(
    ("text", "lemma", "first", "last"),
    [
        ("A day after planes bombed Oslo, the two states met on Thursday.", "bomb", 7, 7),
        ("The two states met on Thursday, two days after planes bombed Oslo.", "bomb", 6, 6),
        ("The two states met on Thursday, a week after planes bombed Oslo.", "bomb", -2, 4),
        ("Less than a week after planes bombed Oslo, the states met on Thursday.", "bomb", 1, 7),
        ("The two states met on Thursday, three days after the attack on Oslo.", "attack", 5, 5),
        # what comes before something is counted on to it
        ("The two states met on Thursday, two days before the king visits Oslo.", "visit", 10, 10),
        ("The two states met on Thursday, two days before the king is to visit Oslo.", "visit", 10,
         10),
        ("The two states met on Thursday, a day before planes bombed Oslo.", "bomb", 9, 9),
    ],
)  # fmt: skip
def test_days_and_weeks_are_counted(
    date_of: DateOf, text: str, lemma: str, first: int, last: int
) -> None:
    found, start = date_of(text, lemma).interval, date(2012, 2, 29)
    assert (found.earliest, found.latest) == (
        start + timedelta(days=first),
        start + timedelta(days=last),
    )


def test_an_anniversary_of_no_number_is_a_year_old_at_least(date_of: DateOf) -> None:
    text = "Norway marked the anniversary of the day planes bombed Oslo."
    assert date_of(text, "bomb").interval == Interval(None, date(2011, 3, 10), "span")


def test_what_follows_a_later_day_is_not_of_an_earlier_one(date_of: DateOf) -> None:
    text = (
        "A ship was hit on Monday. The navy said on Thursday it had seized a boat. "
        "The minister accused the rebels."
    )
    found = date_of(text, "accuse", published=on(date(2012, 3, 9))).interval
    assert (found.earliest, found.latest) == (date(2012, 3, 8), date(2012, 3, 9))


def test_what_is_told_days_after_something_did_not_last_so_long(date_of: DateOf) -> None:
    found = date_of("Five days after the blast, the minister accused the rebels.", "accuse")
    assert found.interval.earliest == date(2012, 3, 9)
