"""What holds of the dates of acts, whatever the day of the report, and however little is known."""

from __future__ import annotations

import os
import time
from datetime import date, timedelta
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

import loaded
from detente.document import Document
from detente.language.structure import Structure
from detente.model import EventDate, Published, Report
from detente.times import Dating, TimeWords, with_times
from thorough import tries

from .conftest import make_report, on
from .test_times_properties import inside

TEXTS = (
    "Norway recalled its ambassador on Thursday. The king had met the envoys in May, and talks "
    "will resume next week.",
    "The two sides agreed later this year to hold a summit. Chile's November visit angered Norway.",
    "In 1974 the fleet seized the port. Norway expelled two envoys. Chile condemned the attack of "
    "3 March 2011 three days ago.",
    "The treaty was signed at the end of World War Two, and has been kept since last year.",
    "From May to July the fleet shelled the port, which the envoy said yesterday was a crime. "
    "Chile stayed out until Friday.",
)


@cache
def parsed(number: int) -> tuple[Report, Structure]:
    report = make_report(TEXTS[number], Published())
    return report, next(iter(loaded.parser().parse([report])))


def dates(number: int, published: Published) -> list[EventDate]:
    _, structure = parsed(number)
    report = make_report(TEXTS[number], published)
    words = TimeWords.load()
    dating = Dating(with_times(Document(report, structure), words), words)
    return [dating.of(clause) for clause in structure.clauses]


# After every date that the texts state: of contradictory dates nothing holds but that it is said.
DAYS = st.dates(date(2012, 1, 1), date(2100, 12, 31))
NUMBERS = st.sampled_from(range(len(TEXTS)))


@settings(max_examples=tries(60), deadline=None)
@given(NUMBERS, DAYS, st.integers(0, 800))
def test_every_act_has_an_interval_and_a_reason(number: int, first: date, width: int) -> None:
    # An interval that ended before it starts could not be built.
    for found in dates(number, Published(first, first + timedelta(days=width))):
        assert found.reason
        if found.span is not None:
            assert found.span.of(TEXTS[number])


@settings(max_examples=tries(60), deadline=None)
@given(NUMBERS, DAYS)
def test_an_unknown_day_is_no_narrower_than_a_known_one(number: int, day: date) -> None:
    for known, unknown in zip(dates(number, on(day)), dates(number, Published()), strict=True):
        assert inside(known.interval, unknown.interval), (known, unknown)


@settings(max_examples=tries(80), deadline=None)
@given(NUMBERS, DAYS, st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))
def test_knowing_more_never_widens(
    number: int, first: date, before: int, width: int, after: int
) -> None:
    narrow = Published(first, first + timedelta(days=width))
    wide = Published(
        max(first - timedelta(days=before), date(2012, 1, 1)), first + timedelta(days=width + after)
    )
    for more, less in zip(dates(number, narrow), dates(number, wide), strict=True):
        assert inside(more.interval, less.interval), (more, less)


def test_dates_are_independent_of_the_machines_time_zone_and_locale() -> None:
    day, before = on(date(2012, 3, 10)), os.environ.get("TZ")
    expected = [dates(number, day) for number in range(len(TEXTS))]
    try:
        for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
            os.environ["TZ"] = zone
            time.tzset()
            assert [dates(number, day) for number in range(len(TEXTS))] == expected
    finally:
        if before is None:
            os.environ.pop("TZ", None)
        else:
            os.environ["TZ"] = before
        time.tzset()
