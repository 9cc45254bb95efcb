"""Named times: holidays of several calendars, and wars that are times or what an act is about."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model import EventDate
from detente.times import TimeWords
from detente.times.holidays import occurrences

from .conftest import days, times

DateOf = Callable[..., EventDate]

KEPT = [
    # each looked up in a printed calendar of that year
    ("easter+0", 2011, "2011-04-24", "2011-04-24"),
    ("easter-46", 2011, "2011-03-09", "2011-03-09"),
    ("orthodox+0", 2010, "2010-04-04", "2010-04-04"),
    ("orthodox+0", 2021, "2021-05-02", "2021-05-02"),
    ("hebrew 0", 2010, "2010-09-09", "2010-09-09"),
    ("hebrew 9", 2010, "2010-09-18", "2010-09-18"),
    ("hebrew -163", 2011, "2011-04-19", "2011-04-19"),
    ("islamic 10-01", 2010, "2010-09-09", "2010-09-11"),
    ("11-1/1+1", 2010, "2010-11-02", "2010-11-02"),
    ("11-4/4", 2010, "2010-11-25", "2010-11-25"),
]


@pytest.mark.parametrize(("rule", "year", "first", "last"), KEPT)
def test_a_rule_gives_the_days_on_which_it_was_kept(
    rule: str, year: int, first: str, last: str
) -> None:
    (found,) = occurrences(rule, year)
    assert (str(found.earliest), str(found.latest)) == (first, last)


def test_a_lunar_feast_can_be_kept_twice_in_a_year_and_then_has_no_day() -> None:
    assert len(occurrences("islamic 10-01", 2000)) == 2
    (mention,) = times("They met at Eid al-Fitr 2000.")
    assert days(mention) == (None, None)
    assert "twice" in mention.reason


def test_a_list_of_days_ends() -> None:
    (mention,) = times("They met at Lunar New Year 1950.")
    assert days(mention) == (None, None)
    assert "not known" in mention.reason


RULES = sorted({named.rule for named in TimeWords.load().named.values() if named.rule})


@given(st.sampled_from(RULES), st.integers(1, 9999))
def test_every_holiday_lies_in_its_year_or_begins_there(rule: str, year: int) -> None:
    for found in occurrences(rule, year):
        assert found.earliest is not None
        assert found.latest is not None
        assert found.earliest <= found.latest
        # a feast of the first of January by the moon may be a day earlier
        assert found.earliest.year <= year <= found.latest.year


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("met during Ramadan", "2012-07-19", "2012-08-19"),
        ("met on Yom Kippur", "2011-10-08", "2011-10-08"),
        ("met on Election Day", "2011-11-08", "2011-11-08"),
        ("since the fall of the Berlin Wall", "1989-11-09", "1989-11-09"),
        ("at the Yalta Conference", "1945-02-04", "1945-02-11"),
    ],
)
def test_named_times_have_their_days(text: str, first: str, last: str) -> None:
    (mention,) = times(text)
    assert days(mention) == (first, last)


def test_a_war_is_a_time_under_a_preposition_only(date_of: DateOf) -> None:
    about = date_of("Norway condemned the Crimean War.", "condemn", "verb")
    assert str(about.interval.earliest) == "2012-03-09"
    during = date_of("Norway closed its ports during the Crimean War.", "close", "verb")
    assert str(during.interval.latest) == "1856-03-30"
