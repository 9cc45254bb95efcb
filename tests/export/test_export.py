"""What is written for other programs: every field, in one order, with words that hold."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import detente
from detente.export import FORMATS, annotation_line
from detente.export.plover_export import QUAD_CODES
from detente.merging import merge
from detente.model import Annotation, Place, Span, Statement, Uncoded
from detente.record import Record
from factories import QUADS, act, annotate, find, person, state
from strategies import annotations, archives
from thorough import tries

TEXT = "Ana Ruiz of Chile met Bo Lind in Lima. Norway “will not” visit 🐟 Chile, she said."

KEYS = {
    "": [
        "id", "source", "headline", "publisher", "language", "published", "text", "furniture",
        "sentences", "actors", "mentions", "times", "places", "statements", "events", "uncoded",
    ],
    "published": ["earliest", "latest", "time", "basis", "span", "reasons"],
    "actors": ["name", "kind", "country", "cow", "sectors", "office", "wikidata"],
    "mentions": ["span", "actor"],
    "times": ["span", "earliest", "latest", "timex"],
    "places": ["span", "name", "country", "lat", "lon", "geonames", "claimed_by"],
    "statements": ["source", "cue", "content", "form", "speaker", "addressee", "kinds"],
    "events": [
        "id", "type", "modes", "contexts", "actors", "recipients", "trigger", "sentence", "date",
        "place", "modality", "attribution", "score", "quad", "confidence", "type_confidence",
    ],
    "uncoded": ["span", "reason"],
}  # fmt: skip


def example(report: str = "r1", published: str | None = "2012-03-05") -> Annotation:
    """Two acts, one of which did not take place, and a statement."""
    return annotate(
        report,
        TEXT,
        published=published,
        headline="A meeting",
        actors={
            "a1": person("Ana Ruiz", "CHL", "Minister for Foreign Affairs"),
            "a2": person("Bo Lind", "NOR"),
            "a10": state("Norway", "NOR"),
        },
        events=[
            act(
                "met", "CONSULT", actors="a1 a2", date="2012-03-05", modes="visit",
                place=Place("Lima", "PER", -12.0, -77.0, 3936456),
            ),
            act("visit", "CONSULT", actors="a10", modality="negated", by="a1"),
        ],
        said=[
            Statement(
                source=find(TEXT, "she"), cue=find(TEXT, "said"),
                content=(find(TEXT, "will not"),), form="partial", speaker="a1",
                kinds=("refusal",),
            )
        ],
        uncoded=[Uncoded(find(TEXT, "she said"), "no signal")],
    )  # fmt: skip


def exports(archive: list[Annotation]) -> dict[str, bytes]:
    """What every format makes of a record of *archive*."""
    with Record(":memory:") as record:
        record.add(archive, codebook="c0de")
        record.rebuild_events(merge(list(record.annotations())))
        streams = {name: io.BytesIO() for name in FORMATS}
        for name, write in FORMATS.items():
            write(record, streams[name])
        return {name: stream.getvalue() for name, stream in streams.items()}


def exported(format_: str, archive: list[Annotation]) -> bytes:
    return exports(archive)[format_]


def objects(format_: str, archive: list[Annotation]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in exported(format_, archive).splitlines()]


def quotes_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every object that has words beside their span."""
    if isinstance(value, dict):
        if {"span", "words"} <= set(value) and isinstance(value["words"], str):
            yield value
        for inner in value.values():
            yield from quotes_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from quotes_in(inner)


def test_an_annotation_is_one_line_with_its_keys_in_order() -> None:
    line = annotation_line(example())
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    printed = json.loads(line)
    assert list(printed) == KEYS[""]
    assert list(printed["published"]) == KEYS["published"]
    assert list(printed["actors"]) == ["a1", "a2", "a10"]
    assert list(printed["actors"]["a1"]) == KEYS["actors"]
    for name in ("mentions", "places", "statements", "events", "uncoded"):
        assert printed[name], name
        assert [list(one) for one in printed[name]] == [KEYS[name]] * len(printed[name])


def test_an_annotation_gives_every_value() -> None:
    printed = json.loads(annotation_line(example()))
    met, visit = printed["events"]
    assert printed["text"] == TEXT
    assert printed["published"]["earliest"] == printed["published"]["latest"] == "2012-03-05"
    assert met["actors"] == [{"actor": "a1", "span": [0, 8]}, {"actor": "a2", "span": [22, 29]}]
    assert met["date"] == {"earliest": "2012-03-05", "latest": "2012-03-05", "span": None}
    assert met["place"] == {"name": "Lima", "country": "PER", "span": [33, 37]}
    assert met["attribution"] is None
    assert visit["modality"] == "negated"
    assert visit["date"] == {"earliest": None, "latest": None, "span": None}
    assert visit["attribution"] == {"actor": "a1", "span": [0, 8]}
    assert printed["uncoded"][0]["reason"] == "no signal"


def test_what_is_not_known_is_null_or_empty_and_never_left_out() -> None:
    printed = json.loads(annotation_line(annotate("r9", "Nothing.")))
    assert list(printed) == KEYS[""]
    assert printed["headline"] is None
    assert printed["published"] == {
        "earliest": None, "latest": None, "time": None, "basis": "unknown", "span": None,
        "reasons": [],
    }  # fmt: skip
    assert (printed["actors"], printed["events"], printed["furniture"]) == ({}, [], [])


@settings(max_examples=tries(30), deadline=None)
@given(annotations(), st.randoms(use_true_random=False))
def test_the_order_of_findings_does_not_show(annotation: Annotation, luck: random.Random) -> None:
    def shuffled(values: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(luck.sample(values, len(values)))

    fields = ("mentions", "times", "places", "statements", "events", "uncoded")
    mixed = replace(annotation, **{name: shuffled(getattr(annotation, name)) for name in fields})
    known = dict(luck.sample(sorted(annotation.actors.items()), len(annotation.actors)))
    assert annotation_line(replace(mixed, actors=known)) == annotation_line(annotation)


@settings(max_examples=tries(12), deadline=None)
@given(archives())
def test_the_order_of_reading_does_not_show(archive: list[Annotation]) -> None:
    assert exports(archive) == exports(archive[::-1])


@settings(max_examples=tries(12), deadline=None)
@given(archives())
def test_words_are_exactly_those_of_their_span(archive: list[Annotation]) -> None:
    texts = {annotation.report.id: annotation.report.text for annotation in archive}
    for value in objects("jsonl", archive):
        holders = value["mentions"] if value["kind"] == "event" else [value]
        for holder in holders:
            for quote in quotes_in(holder):
                start, end = quote["span"]
                assert texts[holder["report"]][start:end] == quote["words"]


def test_jsonl_says_what_wrote_it_and_then_everything() -> None:
    head, *rest = objects("jsonl", [example()])
    assert head["kind"] == "export"
    assert head["detente"] == detente.__version__
    assert head["read_with"][0]["codebook"] == "c0de"
    kinds = [value["kind"] for value in rest]
    assert kinds == ["report", "event", "event", "statement"]
    met = next(v for v in rest if v["kind"] == "event" and v["modality"] == "actual")
    assert met["mentions"][0]["trigger"]["words"] == "met"
    assert met["mentions"][0]["actors"][0]["words"]["words"] == "Ana Ruiz"
    assert rest[-1]["speaker"]["name"] == "Ana Ruiz"
    assert [part["words"] for part in rest[-1]["content"]] == ["will not"]
    assert all("text" not in value for value in rest)


def test_plover_has_only_what_took_place() -> None:
    (met,) = objects("plover", [example()])
    assert met["event"] == ["CONSULT"]
    assert (met["date"], met["enddate"]) == ("2012-03-05", None)
    assert [a["code"] for a in met["actor"]] == ["CHL", "NOR"]
    assert met["actor"][0]["entity_text"] == "Ana Ruiz"
    assert met["actor"][0]["office"] == "Minister for Foreign Affairs"
    assert met["recipient"] == []
    assert met["event_loc"]["resolved_place"] == met["event_loc"]["extracted_place"] == "Lima"
    assert met["quad_code"] == 1
    assert met["text_info"]["sequence"] == 0
    assert met["cite_info"]["codebook"] == "c0de"
    assert met["cite_info"]["version"] == detente.__version__
    assert met["event_text"] == ["Ana Ruiz of Chile met Bo Lind in Lima."]


def test_plover_gives_an_interval_as_its_ends_and_open_ends_as_null() -> None:
    def told(date: str | None) -> Annotation:
        actors = {"a1": person("Ana Ruiz", "CHL"), "a2": person("Bo Lind", "NOR")}
        return annotate(
            "r1", TEXT, actors=actors, events=[act("met", "CONSULT", actors="a1 a2", date=date)]
        )

    for date, ends in {
        "2012-03": ("2012-03-01", "2012-03-31"),
        "/2012-03-05": (None, "2012-03-05"),
        None: (None, None),
    }.items():
        (event,) = objects("plover", [told(date)])
        assert (event["date"], event["enddate"]) == ends


@pytest.mark.parametrize("format_", sorted(FORMATS))
def test_what_is_likelier_wrong_than_right_is_left_out_and_counted(format_: str) -> None:
    actors = {"a1": person("Ana Ruiz", "CHL"), "a2": person("Bo Lind", "NOR")}
    events = [
        act("met", "CONSULT", actors="a1 a2", date="2012-03-05", confidence=0.49),
        act("visit", "ACCUSE", actors="a2", date="2012-03-06", confidence=0.5),
    ]
    with Record(":memory:") as record:
        record.add([annotate("r1", TEXT, actors=actors, events=events)])
        record.rebuild_events(merge(list(record.annotations())))

        def written(**asked: float) -> tuple[int, list[dict[str, Any]]]:
            stream = io.BytesIO()
            left_out = detente.api.export_record(record, format_, stream, **asked)
            lines = [json.loads(line) for line in stream.getvalue().splitlines()]
            if format_ == "jsonl":
                bound = asked.get("min_confidence", 0.5)
                assert (lines[0]["min_confidence"], lines[0]["left_out"]) == (bound, left_out)
                lines = [line for line in lines if line["kind"] == "event"]
            return left_out, lines[0]["events"] if format_ == "annotations" else lines

        for asked, left_out in (
            ({}, 1),
            ({"min_confidence": 0.0}, 0),
            ({"min_confidence": 1.0}, 2),
        ):
            told, acts = written(**asked)
            assert told == left_out
            assert len(acts) == 2 - left_out
            assert all(act["confidence"] < act["type_confidence"] == 0.9 for act in acts)


def test_every_quad_has_a_code() -> None:
    assert {quad for quad, _ in QUADS.values()} == set(QUAD_CODES)
    assert sorted(QUAD_CODES.values()) == [1, 2, 3, 4]


def test_an_empty_record_exports_cleanly() -> None:
    assert exported("annotations", []) == exported("plover", []) == b""
    assert [value["kind"] for value in objects("jsonl", [])] == ["export"]


def test_annotations_of_a_record_are_those_that_annotate_prints() -> None:
    first, second = example("r1"), example("r2", None)
    assert exported("annotations", [second, first]) == annotation_line(first) + annotation_line(
        second
    )


def test_spans_outside_the_ascii_hold() -> None:
    printed = json.loads(annotation_line(example()))
    start, end = printed["events"][1]["actors"][0]["span"]
    assert printed["text"][start:end] == "Norway"
    assert Span(start, end) == find(TEXT, "Norway")
