"""What holds for every text and every publication day."""

from __future__ import annotations

import os
import time
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st

import detente.times
from detente.model import Interval, Published, TimeMention
from thorough import tries

from .conftest import times

EXPRESSIONS = (
    "on Friday", "last Monday", "next Tuesday", "on Sunday night", "today", "yesterday",
    "tomorrow", "this week", "last week", "next week", "this month", "last month",
    "later this year", "earlier this month", "last year", "next year", "five months ago",
    "two weeks ago", "three days earlier", "a decade ago", "in November", "in early May 2009",
    "on 3 October", "on 29 February", "will meet on 3 October", "will open in November",
    "last fall", "next spring", "in the fall", "this summer", "in the 1990s",
    "the past three weeks", "the next two years", "recently", "soon", "the third quarter",
    "the weekend", "at Easter", "on Christmas Eve", "early next week", "a day later",
    "the following week", "the same day", "the end of the month", "year-end",
    "on 13 November 2010", "in 2005", "at the end of World War Two", "two-hour", "every Friday",
)  # fmt: skip

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
TEXTS = st.lists(st.sampled_from(EXPRESSIONS), min_size=1, max_size=4).map(
    lambda parts: "They met " + " and ".join(parts) + "."
)


def inside(inner: Interval, outer: Interval) -> bool:
    """Whether every day that *inner* allows is one that *outer* allows."""
    first = outer.earliest is None or (
        inner.earliest is not None and inner.earliest >= outer.earliest
    )
    last = outer.latest is None or (inner.latest is not None and inner.latest <= outer.latest)
    return first and last


def matched(
    one: tuple[TimeMention, ...], other: tuple[TimeMention, ...]
) -> list[tuple[TimeMention, TimeMention]]:
    assert [m.span for m in one] == [m.span for m in other]
    return list(zip(one, other, strict=True))


@given(TEXTS, DAYS, st.integers(0, 800))
def test_an_interval_never_ends_before_it_starts(text: str, first: date, width: int) -> None:
    # Interval itself refuses to be built the wrong way round, so resolving at all is the test.
    published = Published(first, first + timedelta(days=width))
    for mention in times(text, published):
        interval = mention.interval
        assert not (interval.known and interval.earliest > interval.latest)  # type: ignore[operator]


@settings(max_examples=tries(150))
@given(TEXTS, DAYS, st.integers(0, 500), st.integers(0, 500), st.integers(0, 500))
def test_knowing_more_never_widens(
    text: str, first: date, before: int, width: int, after: int
) -> None:
    narrow = Published(first, first + timedelta(days=width))
    wide = Published(first - timedelta(days=before), first + timedelta(days=width + after))
    for more, less in matched(times(text, narrow), times(text, wide)):
        assert inside(more.interval, less.interval), (more, less)


@given(TEXTS, DAYS)
def test_an_unknown_day_is_never_made_up(text: str, day: date) -> None:
    known, unknown = times(text, Published(day, day)), times(text, Published())
    for more, less in matched(known, unknown):
        assert inside(more.interval, less.interval), (more, less)


@given(st.text(max_size=120), DAYS)
def test_any_text_can_be_read_and_its_spans_hold(text: str, day: date) -> None:
    for mention in times(text, Published(day, day)):
        words = mention.span.of(text)
        assert words
        assert words == words.strip()


@given(TEXTS, DAYS)
def test_spans_are_in_order_and_apart(text: str, day: date) -> None:
    spans = [m.span for m in times(text, Published(day, day))]
    assume(len(spans) > 1)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_resolving_is_independent_of_the_machines_time_zone() -> None:
    text = "They met " + ", ".join(EXPRESSIONS)
    day = Published(date(2012, 3, 10), date(2012, 3, 10))
    expected, before = times(text, day), os.environ.get("TZ")
    try:
        for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
            os.environ["TZ"] = zone
            time.tzset()
            assert times(text, day) == expected
    finally:
        if before is None:
            os.environ.pop("TZ", None)
        else:
            os.environ["TZ"] = before
        time.tzset()


def test_nothing_asks_the_clock() -> None:
    for path in Path(detente.times.__file__).parent.glob("*.py"):
        code = path.read_text(encoding="utf-8")
        assert "today()" not in code, path
        assert "now()" not in code, path
        assert "import time" not in code, path
