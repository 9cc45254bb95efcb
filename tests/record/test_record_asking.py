"""What a record answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from detente.errors import AskedError, RecordError
from detente.model import Actor, Annotation, Event, Interval, Modality, Place, Statement
from detente.record import Record
from factories import annotate, find, interval, person, published, state
from strategies import intervals
from thorough import tries

CHILE, NORWAY, FIJI = state("Chile", "CHL"), state("Norway", "NOR"), state("Fiji", "FJI")
RUIZ = replace(person("Ana Ruiz", "CHL", "Minister for Foreign Affairs"), wikidata="Q1")
LIND = person("Bo Lind", "NOR")
ROCKS = Place("Far Rocks", "CHL", claimed_by=("CHL", "NOR"))


def event(
    id: str,
    day: str | None,
    actors: tuple[Actor, ...],
    recipients: tuple[Actor, ...] = (),
    type_: str = "CONSULT",
    place: Place | None = None,
    modality: Modality = "actual",
) -> Event:
    return Event(
        id=id, type=type_, modes=(), contexts=(), actors=actors, recipients=recipients,
        date=interval(day), place=place, modality=modality, score=2.0,
        quad="verbal cooperation", mentions=(), reports=1,
    )  # fmt: skip


EVENTS = [
    event("aa1", "2012-03-05", (RUIZ, LIND)),
    event("aa2", "2012-03-04", (CHILE,), (FIJI,), "ACCUSE"),
    event("ab1", "/2012-03-01", (NORWAY,), (CHILE,), "REJECT", modality="negated"),
    event("ab2", None, (FIJI,), (NORWAY,)),
    event("ac1", "2012-03", (RUIZ,), place=ROCKS),
    event("ac2", "2012-03-20", (FIJI,), place=ROCKS),
]


def said(text: str, words: str, speaker: str | None, kinds: tuple[str, ...] = ()) -> Statement:
    return Statement(
        source=None, cue=None, content=(find(text, words),), form="direct", speaker=speaker,
        addressee="a2" if speaker == "a1" else None, kinds=kinds,  # type: ignore[arg-type]
    )  # fmt: skip


def report(id: str, day: str | None) -> Annotation:
    text = "Ana Ruiz of Chile told Bo Lind of Norway to stop. Lind said no. Fiji waits."
    return annotate(
        id,
        text,
        published=day,
        actors={"a1": RUIZ, "a2": LIND, "a3": CHILE, "a4": NORWAY, "a5": FIJI},
        said=[
            said(text, "to stop", "a1", ("demand",)),
            said(text, "no", "a2", ("refusal", "claim")),
            said(text, "Fiji waits", None),
        ],
    )


@pytest.fixture
def record() -> Iterator[Record]:
    with Record(":memory:") as opened:
        opened.add([report("r1", None), report("r2", "2012-03-05")])
        opened.rebuild_events(EVENTS)
        yield opened


def ids(events: list[Event]) -> list[str]:
    return [event.id for event in events]


def test_events_come_in_the_order_of_what_is_known_of_their_days(record: Record) -> None:
    assert ids(record.events()) == ["ab1", "aa2", "aa1", "ac1", "ac2", "ab2"]
    assert sorted(record.events(), key=lambda e: e.id) == EVENTS


@pytest.mark.parametrize(
    ("actors", "found"),
    [
        (["CHL"], ["ab1", "aa2", "aa1", "ac1"]),
        (["chl"], ["ab1", "aa2", "aa1", "ac1"]),
        (["Chile"], ["ab1", "aa2", "aa1", "ac1"]),
        (["CHL", "NOR"], ["ab1", "aa1", "ac1"]),
        (["NOR", "CHL"], ["ab1", "aa1", "ac1"]),
        (["FJI", "NOR"], ["ac2", "ab2"]),
        (["Ruiz"], ["aa1", "ac1"]),
        (["ana ruiz", "NOR"], ["aa1", "ac1"]),
        (["Q1", "Lind"], ["aa1"]),
        (["USA"], []),
        (["CHL", "US"], []),
        (["Santiago"], ["ab1", "aa2", "aa1", "ac1"]),
        (["chile", "Kingdom of Norway"], ["ab1", "aa1", "ac1"]),
    ],
)
def test_events_of_actors(record: Record, actors: list[str], found: list[str]) -> None:
    assert ids(record.events(actors)) == found


@settings(max_examples=tries(30), deadline=None)
@given(st.lists(intervals(), max_size=8))
def test_what_certainly_was_before_comes_before(days: list[Interval]) -> None:
    made = [
        replace(event(f"e{i}", None, (CHILE,)), date=interval_) for i, interval_ in enumerate(days)
    ]
    with Record(":memory:") as fresh:
        fresh.rebuild_events(made)
        found = [e.date for e in fresh.events()]
    assert len(found) == len(made)
    for i, later in enumerate(found):
        for earlier in found[:i]:
            if later.latest and earlier.earliest:
                assert later.latest >= earlier.earliest


def test_a_claim_alone_makes_no_part_in_an_event(record: Record) -> None:
    assert "ac2" not in ids(record.events(["CHL", "NOR"]))
    assert "ac2" not in ids(record.events(["CHL"]))


def test_events_between_days(record: Record) -> None:
    """What is only known to have been by the first of March is not known to be of that March."""
    since, until = date(2012, 3, 5), date(2012, 3, 1)
    assert ids(record.events(since=since)) == ["aa1", "ac1", "ac2"]
    assert ids(record.events(until=until)) == ["ab1", "ac1"]
    assert ids(record.events(since=until, until=until)) == ["ac1"]
    assert ids(record.events(since=since, until=since)) == ["aa1", "ac1"]
    assert ids(record.events(since=since, open_ended=True)) == ["aa1", "ac1", "ac2", "ab2"]
    assert ids(record.events(until=until, open_ended=True)) == ["ab1", "ac1", "ab2"]
    assert ids(record.events(since=since, until=since, open_ended=True)) == ["aa1", "ac1", "ab2"]


@pytest.mark.parametrize(
    "asked",
    [
        {"actors": ["Rui"]}, {"actors": [""]}, {"actors": ["CHL", "Narnia"]},
        {"types": ["CONSULTS"]}, {"since": date(2012, 3, 5), "until": date(2012, 3, 4)},
    ],
)  # fmt: skip
def test_what_nobody_knows_is_an_error(record: Record, asked: dict[str, Any]) -> None:
    with pytest.raises(AskedError):
        record.events(**asked)


def test_events_as_sure_as_asked(record: Record) -> None:
    record.rebuild_events([replace(e, confidence=0.3 if e.id < "ab" else 0.8) for e in EVENTS])
    assert ids(record.events(min_confidence=0.5)) == ["ab1", "ac1", "ac2", "ab2"]
    assert len(record.events()) == len(EVENTS)


def test_events_of_a_type_or_modality(record: Record) -> None:
    assert ids(record.events(types=["accuse", "REJECT"])) == ["ab1", "aa2"]
    assert ids(record.events(modality="negated")) == ["ab1"]
    assert ids(record.events(["CHL"], types=["CONSULT"], modality="actual")) == ["aa1", "ac1"]


def test_an_event_by_the_beginning_of_its_id(record: Record) -> None:
    assert record.event("aa2") == record.event("aa2")
    assert record.event("ac1").place == ROCKS
    with pytest.raises(AskedError, match=r"begins several events .aa1, aa2"):
        record.event("aa")
    for missing in ("zz", "", "%", "aa22"):
        with pytest.raises(AskedError, match="no event"):
            record.event(missing)


def test_an_id_that_begins_another_is_found(record: Record) -> None:
    record.rebuild_events([event("a", None, (CHILE,)), event("ab", None, (CHILE,))])
    assert record.event("a").id == "a"


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({}, ["to stop", "no", "Fiji waits"]),
        ({"by": "Ruiz"}, ["to stop"]),
        ({"by": "Q1"}, ["to stop"]),
        ({"by": "NOR"}, ["no"]),
        ({"country": "nor"}, ["no"]),
        ({"addressee": "lind"}, ["to stop"]),
        ({"kind": "claim"}, ["no"]),
        ({"by": "Ruiz", "kind": "claim"}, []),
        ({"by": "Fiji"}, []),
        ({"by": "Oslo"}, ["no"]),
        ({"country": "Norway"}, ["no"]),
    ],
)
def test_who_said_what(record: Record, asked: dict[str, str], words: list[str]) -> None:
    found = record.statements(**asked)  # type: ignore[arg-type]
    assert [q.words for q in found] == [(w,) for w in words * 2]
    # Dated reports come first.
    assert [q.report for q in found] == ["r2"] * len(words) + ["r1"] * len(words)


def test_a_statement_comes_with_its_actors_and_report(record: Record) -> None:
    first = record.statements(by="Ruiz")[0]
    assert (first.speaker, first.addressee, first.number) == (RUIZ, LIND, 0)
    assert first.published == published("2012-03-05")


def test_sql_looks_and_does_nothing_else(record: Record) -> None:
    assert record.sql("SELECT count(*) FROM events").fetchall() == [(len(EVENTS),)]
    assert record.sql("FROM events SELECT id ORDER BY id LIMIT 1").fetchall() == [("aa1",)]
    for query in (
        "DELETE FROM events",
        "SELECT 1; DROP TABLE events",
        "COPY events TO 'stolen.csv'",
        "ATTACH 'other.duckdb'",
        "CREATE TABLE mine AS SELECT 1",
        "WITH gone AS (DELETE FROM events RETURNING *) SELECT * FROM gone",
        "EXPLAIN ANALYZE DELETE FROM events",
        "SET threads = 1",
        "",
    ):
        with pytest.raises(RecordError, match="only one query that looks"):
            record.sql(query)
    assert len(record.events()) == len(EVENTS)
    for query in ("SHOW TABLES", "DESCRIBE events", "SUMMARIZE events", "-- how many\nSELECT 1; "):
        assert record.sql(query).fetchall()


def test_sql_that_is_wrong_says_what_is_wrong(record: Record) -> None:
    with pytest.raises(RecordError, match="nowhere"):
        record.sql("SELECT * FROM nowhere")
    with pytest.raises(RecordError, match="syntax"):
        record.sql("SELEC 1")


def test_a_report_that_is_not_there(record: Record) -> None:
    with pytest.raises(RecordError, match="no report 'r9'"):
        record.annotation("r9")
