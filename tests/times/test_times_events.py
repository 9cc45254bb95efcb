"""When acts took place, in sentences of our own, published on Saturday, 10 March 2012."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from detente.model import EventDate, Published

DateOf = Callable[..., EventDate]


def days(found: EventDate) -> tuple[str | None, str | None]:
    first, last = found.interval.earliest, found.interval.latest
    return (first.isoformat() if first else None, last.isoformat() if last else None)


THURSDAY = ("2012-03-08", "2012-03-08")
LEAD = "Chile and Norway held talks in Lima on Thursday."


@pytest.mark.parametrize(
    ("text", "lemma", "kind", "expected"),
    [
        # an expression of its own
        ("Norway recalled its ambassador on Thursday.", "recall", "verb", THURSDAY),
        ("Thursday's talks ended without a deal.", "talk", "noun", THURSDAY),
        ("Norway banned the ships in 1974.", "ban", "verb", ("1974-01-01", "1974-12-31")),
        ("Chile seized the port at the end of World War Two.", "seize", "verb",
         ("1945-01-01", "1945-12-31")),
        # a month that is not over is over on the report's day, for what has happened
        ("This month's visit by the king angered Chile.", "visit", "noun",
         ("2012-03-01", "2012-03-10")),
        ("The president's November visit angered Chile.", "visit", "noun",
         ("2011-11-01", "2011-11-30")),
        # one occasion
        ("The talks collapsed on Thursday when Norway rejected the plan and Chile accused it of "
         "bad faith.", "accuse", "verb", THURSDAY),
        ("The two sides discussed fish on Thursday and agreed to meet again.", "agree", "verb",
         THURSDAY),
        # what is past on the report's day can't be later this year: that is when they will meet
        ("The two sides discussed fish on Thursday and agreed later this year to hold a summit.",
         "agree", "verb", THURSDAY),
        ("The two sides discussed fish on Thursday and agreed later this year to hold a summit.",
         "hold", "verb", ("2012-03-10", "2012-12-31")),
        # told without a time: the day that the report tells of
        (LEAD + " Norway rejected the proposal.", "reject", "verb", THURSDAY),
        (LEAD + " The king has proposed a treaty.", "propose", "verb", (None, "2012-03-10")),
        (LEAD + " Norway had already withdrawn its ships.", "withdraw", "verb",
         (None, "2012-03-08")),
        # background, and not of that day: an adverb, a length of time, more than once, a story
        (LEAD + " Norway previously expelled two envoys.", "expel", "verb", (None, "2012-03-08")),
        (LEAD + " The king met the envoys several times.", "meet", "verb", (None, "2012-03-08")),
        (LEAD + " Norway fought Chile for three years.", "fight", "verb", (None, "2012-03-08")),
        (LEAD + " In 1974 the fleet seized the port. Norway expelled two envoys.", "expel", "verb",
         (None, "2012-03-08")),
        # but what somebody says beside it is
        (LEAD + " In 1974 the fleet seized the port. The king said that it had been wrong.", "say",
         "verb", THURSDAY),
        # past beside present
        (LEAD + " The envoy comes from a town that the fleet shelled.", "shell", "verb",
         (None, "2012-03-08")),
        # known already: what concern, anger, protest is about
        (LEAD + " The king voiced anger about Chile's invasion of the island.", "invasion", "noun",
         (None, "2012-03-08")),
        # a time that its own tense rules out is of the verb above
        (LEAD + " Norway agreed to build a harbour in 1974.", "agree", "verb",
         ("1974-01-01", "1974-12-31")),
        # a time beside a noun that takes part
        ("The envoy was arrested by a patrol on 5 May 2011.", "arrest", "verb",
         ("2011-05-05", "2011-05-05")),
        (LEAD + " The king honoured sailors who were killed in the 1853 Crimean War.", "kill",
         "verb", ("1853-10-16", "1856-03-30")),
        (LEAD + " Over the next five days the fleet shelled the port.", "shell", "verb",
         (None, "2012-03-08")),
        # from one time to another
        ("The fleet shelled the port from 1861 to 1883.", "shell", "verb",
         ("1861-01-01", "1883-12-31")),
        ("Norway expelled envoys between May and July 2011.", "expel", "verb",
         ("2011-05-01", "2011-07-31")),
        ("Norway fought Chile in 1990-91.", "fight", "verb", ("1990-01-01", "1991-12-31")),
        ("They met in May 2010 and July 2011.", "meet", "verb", ("2010-05-01", "2010-05-31")),
        # still to come
        ("Norway will send an envoy.", "send", "verb", ("2012-03-10", None)),
        # a stretch of time that a clause describes
        (LEAD + " They followed a tense week in which Chile expelled two diplomats.", "expel",
         "verb", ("2012-03-01", "2012-03-08")),
        # no day in the lead: news of the day or the day before
        ("Norway rejected the proposal.", "reject", "verb", ("2012-03-09", "2012-03-10")),
        # far into the report it may be background: up to the report's day
        ("The king is ill. " * 10 + "Norway rejected the proposal.", "reject", "verb",
         (None, "2012-03-10")),
        ("The king is ill. " * 10 + "Norway said that it rejected the proposal.", "say", "verb",
         ("2012-03-09", "2012-03-10")),
    ],
)  # fmt: skip
def test_an_act_has_its_own_time(
    date_of: DateOf, text: str, lemma: str, kind: str, expected: tuple[str | None, str | None]
) -> None:
    found = date_of(text, lemma, kind)
    assert days(found) == expected, found.reason
    assert found.reason


def test_a_past_act_after_the_report_is_flagged(date_of: DateOf) -> None:
    found = date_of("Norway recalled its ambassador on 5 May 2012.", "recall", "verb")
    assert days(found) == ("2012-03-09", "2012-03-10")
    assert "'5 May 2012' beside it lies after the report's own day" in found.reason


def test_the_date_cites_its_words(date_of: DateOf) -> None:
    text = "Norway recalled its ambassador on Thursday."
    found = date_of(text, "recall", "verb")
    assert found.span is not None
    assert found.span.of(text) == "Thursday"


def test_a_background_event_does_not_take_the_reports_day(date_of: DateOf) -> None:
    text = LEAD + " Chile criticised the king's visit to the Far Rocks."
    assert days(date_of(text, "visit", "noun")) == (None, "2012-03-08")


@pytest.mark.parametrize("lemma", ["hold", "reject", "propose", "send"])
def test_an_undated_report_gives_no_act_a_day(date_of: DateOf, lemma: str) -> None:
    text = (
        LEAD
        + " Norway rejected the plan. The king has proposed a treaty. Chile will send an envoy."
    )
    found = date_of(text, lemma, "verb", Published())
    assert days(found) == (None, None)
    assert "not known" in found.reason


def test_a_bracket_bounds_the_act(date_of: DateOf) -> None:
    bracket = Published(date(2012, 3, 1), date(2012, 3, 20), basis="inferred")
    found = date_of("Norway recalled its ambassador on Thursday.", "recall", "verb", bracket)
    assert days(found) == ("2012-03-01", "2012-03-15")
