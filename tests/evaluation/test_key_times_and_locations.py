"""Expressions of time and named places against a key."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from detente.errors import EvaluationError
from detente.evaluation import AnswerKey, Evaluation, load_key, score
from detente.evaluation.key import KeyLocation, KeyReport, KeyTime, locate
from detente.evaluation.span_pairs import paired
from detente.model import Annotation, Interval, Place, PlaceMention, Span, TimeMention
from factories import annotate, find, interval, state

TEXT = (
    "LIMA, on Monday. Norway's boats left Lima on Monday for two weeks.\n"
    "Since Tuesday Chile has kept Far Rocks, and Chilean nets lie there."
)
MONDAY, TUESDAY = date(2012, 3, 5), date(2012, 3, 6)


def when(words: str, first: date | None, last: date | None, occurrence: int = 1) -> KeyTime:
    return KeyTime("r1", words, first, last, occurrence)


def named(
    words: str, name: str = "Lima", country: str | None = "PER", occurrence: int = 1, **fields: Any
) -> KeyLocation:
    point = {"latitude": -12.05, "longitude": -77.04}
    return KeyLocation("r1", words, name, country, **point | fields, occurrence=occurrence)


def coded(
    times: tuple[tuple[Span, Interval], ...] = (), places: tuple[tuple[Span, Place], ...] = ()
) -> Annotation:
    made = annotate("r1", TEXT, actors={"nor": state("Norway", "NOR")})
    return replace(
        made,
        times=tuple(TimeMention(span, days, "DATE", "") for span, days in times),
        places=tuple(PlaceMention(span, place) for span, place in places),
    )


def scored(annotation: Annotation, **lists: Any) -> Evaluation:
    return score(AnswerKey(reports=(KeyReport("r1"),), **lists), [annotation], [])


def counts(found: Evaluation, *names: str) -> list[tuple[int, int | None]]:
    return [(found.figures[name].count, found.figures[name].of) for name in names]


def at(words: str, start: int = 0) -> Span:
    return find(TEXT, words, start)


TIMES = ("times", "days of times", "times beyond")
PLACES = (
    "locations", "countries of locations", "locations within 161 km", "claims of locations",
    "locations beyond",
)  # fmt: skip
LIMA = Place("Lima", "PER", -12.0, -77.0)
BOTH = ("CHL", "NOR")


def test_a_time_is_found_where_words_overlap_and_right_where_its_days_are() -> None:
    entries = (when("on Monday", MONDAY, MONDAY), when("Since Tuesday", TUESDAY, None))
    found = scored(
        coded(((at("Monday"), interval("2012-03-05")), (at("Tuesday"), interval("2012-03-06/")))),
        times=entries,
    )
    assert counts(found, *TIMES) == [(2, 2), (2, 2), (0, None)]
    assert found.misses == ()


@pytest.mark.parametrize("days", ["2012-03-06/2012-03-07", "/2012-03-06", None, "2012-03-06"])
def test_an_open_end_must_be_open_and_a_known_one_known(days: str | None) -> None:
    found = scored(
        coded(((at("Since Tuesday"), interval(days)),)),
        times=(when("Since Tuesday", TUESDAY, None),),
    )
    assert counts(found, *TIMES) == [(1, 1), (0, 1), (0, None)]
    (miss,) = found.misses
    assert (miss.figure, miss.evidence) == ("days of times", "Since Tuesday")
    assert miss.expected == "2012-03-06/..."


def test_a_duration_has_no_days() -> None:
    entry = when("for two weeks", None, None)
    assert counts(
        scored(coded(((at("two weeks"), Interval()),)), times=(entry,)), "days of times"
    ) == [(1, 1)]
    missed = scored(coded(), times=(entry,))
    assert counts(missed, *TIMES) == [(0, 1), (0, 1), (0, None)]
    assert (missed.misses[0].figure, missed.misses[0].expected) == ("times", "no day")


def test_a_time_that_the_key_does_not_list_is_beyond_it_and_counts_once() -> None:
    monday = interval("2012-03-05")
    second = at("Monday", 20)
    found = scored(
        coded(((at("Monday"), monday), (second, monday))),
        times=(when("on Monday", MONDAY, MONDAY, 2), when("for two weeks", None, None)),
    )
    assert counts(found, *TIMES) == [(1, 2), (1, 2), (1, None)]


def test_which_of_the_same_words_is_meant_is_told_by_number() -> None:
    assert locate("Monday", TEXT, "r1").start == TEXT.index("Monday")
    assert locate("Monday", TEXT, "r1", 2).start == TEXT.rindex("Monday")
    # Finds inside longer words count, and capitals are as they are.
    assert locate("Chile", TEXT, "r1", 2).start == TEXT.index("Chilean")
    with pytest.raises(EvaluationError, match='does not hold the words "Monday" 3 times'):
        locate("Monday", TEXT, "r1", 3)


def test_as_many_words_as_can_be_are_paired_the_same_span_and_long_overlaps_first() -> None:
    wide, left, right = Span(0, 20), Span(0, 8), Span(8, 20)
    assert paired([wide], [left, right]) == {0: 1}
    assert paired([wide, left], [left]) == {1: 0}
    assert paired([left, right], [wide]) == {1: 0}
    assert paired([left], [right]) == {}
    # The wide one is nearer to the right one, which the other needs.
    assert paired([wide, right], [left, Span(8, 19)]) == {0: 0, 1: 1}


def test_a_place_is_found_and_its_country_and_point_are_right() -> None:
    found = scored(
        coded(places=((at("LIMA"), LIMA), (at("Lima"), LIMA))),
        locations=(named("LIMA"), named("Lima")),
    )
    assert counts(found, *PLACES) == [(2, 2), (2, 2), (2, 2), (0, 0), (0, None)]
    assert found.misses == ()


@pytest.mark.parametrize(
    ("place", "right", "figure"),
    [
        (Place("Lima", "USA", -12.0, -77.0), [1, 0, 1], "countries of locations"),
        (Place("Lima", None, -12.0, -77.0), [1, 0, 1], "countries of locations"),
        # Lima is 10 minutes south and 2 east of 12 S 77 W; a degree of latitude is 111 km.
        (Place("Lima", "PER", -13.49, -77.04), [1, 1, 1], ""),
        (Place("Lima", "PER", -13.51, -77.04), [1, 1, 0], "locations within 161 km"),
        (Place("Lima", "PER"), [1, 1, 0], "locations within 161 km"),
        (Place("Lima", "PER", -12.0, -77.0, claimed_by=BOTH), [1, 1, 1], "claims of locations"),
    ],
)
def test_a_wrong_place_is_a_miss_that_says_in_what(
    place: Place, right: list[int], figure: str
) -> None:
    found = scored(coded(places=((at("Lima"), place),)), locations=(named("Lima"),))
    assert [count for count, _ in counts(found, *PLACES[:3])] == right
    assert [miss.figure for miss in found.misses] == ([figure] if figure else [])


def test_a_place_without_a_point_in_the_key_is_not_counted_by_distance() -> None:
    entry = named("Lima", latitude=None, longitude=None)
    found = scored(coded(places=((at("Lima"), LIMA),)), locations=(entry,))
    assert counts(found, *PLACES[:3]) == [(1, 1), (1, 1), (0, 0)]
    assert found.misses == ()


def test_a_contested_place_of_no_country_needs_none_and_its_claims() -> None:
    entry = named("Far Rocks", "Far Rocks", None, claimed_by=BOTH)
    rocks = Place("Rocks", None, -12.0, -77.0, claimed_by=BOTH[::-1])
    for place, claims in ((rocks, 1), (replace(rocks, claimed_by=("CHL",)), 0)):
        found = scored(coded(places=((at("Far Rocks"), place),)), locations=(entry,))
        assert counts(found, *PLACES) == [(1, 1), (1, 1), (1, 1), (claims, 1), (0, None)]


def test_a_place_beyond_the_key_is_no_adjective_and_no_actor() -> None:
    chilean = (at("Chilean"), Place("Chile", "CHL"))
    norway = (at("Norway"), Place("Norway", "NOR"))
    rocks = (at("Far Rocks"), Place("Far Rocks", "CHL"))
    assert counts(scored(coded(places=(norway, chilean)), locations=()), *PLACES) == [
        (0, 0), (0, 0), (0, 0), (0, 0), (0, None),
    ]  # fmt: skip
    found = scored(coded(places=(norway, rocks, chilean)), locations=())
    assert counts(found, "locations beyond") == [(1, None)]


def test_a_key_that_lists_neither_has_no_figures_of_them() -> None:
    assert not set(scored(coded()).figures) & {*TIMES, *PLACES}


def written(tmp_path: Path, **lists: Any) -> Path:
    path = tmp_path / "key.json"
    path.write_text(json.dumps({"reports": [{"report": "r1"}], **lists}), "utf-8")
    return path


TIME = {"report": "r1", "words": "on Monday", "earliest": None, "latest": "2012-03-05"}
LOCATION = {
    "report": "r1", "words": "Lima", "name": "Lima", "country": "PER", "latitude": None,
    "longitude": None,
}  # fmt: skip


def test_both_lists_are_read_from_a_key(tmp_path: Path) -> None:
    key = load_key(
        written(tmp_path, times=[TIME], locations=[LOCATION, LOCATION | {"occurrence": 2}])
    )
    assert key.times == (KeyTime("r1", "on Monday", None, MONDAY),)
    assert key.locations is not None
    assert [place.occurrence for place in key.locations] == [1, 2]


@pytest.mark.parametrize(
    ("lists", "message"),
    [
        ({"times": [TIME | {"report": "r2"}]}, '"r2" is not among'),
        ({"times": [TIME | {"earliest": "2012-03-06"}]}, "its last day is before its first"),
        ({"times": [TIME, TIME]}, "listed twice"),
        ({"times": [TIME | {"occurrence": 0}]}, "occurrence"),
        ({"times": [TIME | {"why": "?"}]}, "why"),
        ({"times": [{k: v for k, v in TIME.items() if k != "latest"}]}, "latest"),
        ({"locations": [LOCATION | {"report": "r2"}]}, '"r2" is not among'),
        ({"locations": [LOCATION, LOCATION]}, "listed twice"),
        ({"locations": [LOCATION | {"latitude": 91}]}, "latitude"),
        ({"locations": [LOCATION | {"kind": "city"}]}, "kind"),
    ],
)
def test_a_list_that_does_not_hold_is_refused(
    lists: dict[str, Any], message: str, tmp_path: Path
) -> None:
    with pytest.raises(EvaluationError, match=message):
        load_key(written(tmp_path, **lists))
