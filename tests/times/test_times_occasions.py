"""What was done at an occasion was done on its day, where that was told before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model import EventDate

DateOf = Callable[..., EventDate]

MARCH_3 = ("2012-03-03", "2012-03-03")
THURSDAY = ("2012-03-08", "2012-03-08")
OPEN = ("", "2012-03-10")
"""What a story of an earlier time leaves of an act without a day: it was by the report's."""


def days(found: EventDate) -> tuple[str, str]:
    first, last = found.interval.earliest, found.interval.latest
    return (first.isoformat() if first else "", last.isoformat() if last else "")


@pytest.mark.parametrize(
    ("text", "lemma", "kind", "expected"),
    [
        ("Chile's king met the envoy in 1974. During the meeting, Norway offered a loan.",
         "offer", "verb", ("1974-01-01", "1974-12-31")),
        ("Chile received the envoy in May 2010. Their talks lasted an hour. At the meeting, Norway "
         "offered a loan.", "offer", "verb", ("2010-05-01", "2010-05-31")),
        ("The king flew to Oslo in May 2010. Fiji later condemned the visit.", "visit", "noun",
         ("2010-05-01", "2010-05-31")),
        ("Trade began in May 2010, when Chile's king visited Norway. During the visit Norway "
         "offered a loan.", "offer", "verb", ("2010-05-01", "2010-05-31")),
        ("Rebels raided the port in 1974. In the raid, they seized a ship.", "seize", "verb",
         ("1974-01-01", "1974-12-31")),
        # another occasion than the one with a day
        ("Chile's king met the envoy in 1974. During the previous meeting, Norway offered a loan.",
         "offer", "verb", OPEN),
        ("Chile's king met the envoy in 1974. At Fiji's meeting, Norway offered a loan.",
         "offer", "verb", OPEN),
        ("Chile's king met the envoy in 1974. At a meeting, Norway offered a loan.",
         "offer", "verb", OPEN),
        # the last one told has no day, so that nothing is known of it
        ("Chile's king met the envoy in 1974. Fiji met Norway. During the meeting, Fiji offered a "
         "loan.", "offer", "verb", OPEN),
        # a day of its own goes first, and what has only been is of no occasion
        ("Chile's king met the envoy in 1974. During the meeting on Thursday, Norway offered a "
         "loan.", "offer", "verb", THURSDAY),
        ("Chile's king met the envoy in 1974. Norway has offered a loan during the visit.", "offer",
         "verb", OPEN),
        # too far back to be the one that is meant
        ("Chile's king met the envoy in 1974." + " Norway sold fish." * 6 + " During the meeting, "
         "Norway offered a loan.", "offer", "verb", OPEN),
    ],
)  # fmt: skip
def test_the_day_of_an_occasion(
    text: str, lemma: str, kind: str, expected: tuple[str, str], date_of: DateOf
) -> None:
    assert days(date_of(text, lemma, kind)) == expected


def test_words_of_another_act_are_cited(date_of: DateOf) -> None:
    text = "Chile's king met the envoy on 3 March. During the meeting, Norway offered a loan."
    found = date_of(text, "offer", "verb")
    assert days(found) == MARCH_3
    assert found.span is not None
    assert found.span.of(text) == "3 March"
    assert found.reason.startswith("of the meeting told before: ")


def test_a_month_before_a_name_is_no_part_of_it(date_of: DateOf) -> None:
    text = "One afternoon in mid-February, rebel leader Zed Roe attacked Mali."
    assert days(date_of(text, "attack", "verb")) == ("2012-02-08", "2012-02-22")
