"""The seed reports: everybody whom the answer key names is found, with the right country."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.actor_tables.folding import alike, fold
from detente.actors import ActorTables, resolve
from detente.document import ActorReading, Document
from detente.language import Parser
from detente.model import Report
from detente.naming import with_names
from detente.reading.sources import read_sources


@pytest.fixture(scope="module")
def seeds(
    shared: Path, parser: Parser, tables: ActorTables
) -> dict[str, tuple[Report, ActorReading]]:
    """The two reports with their actors, by file name; the undated one has its day given."""
    found = read_sources([shared / "seeds"], published="2011-02-11")
    reports = [r for r in found if isinstance(r, Report)]
    structures = parser.parse(reports)
    return {
        Path(r.source).name: (r, resolve(with_names(Document(r, s), tables), tables))
        for r, s in zip(reports, structures, strict=True)
    }


def test_every_actor_of_the_key_is_found(
    shared: Path, seeds: dict[str, tuple[Report, ActorReading]]
) -> None:
    key = json.loads((shared / "gold" / "seeds" / "answer_key.json").read_text())
    missing = []
    for event in key["events"]:
        _, reading = seeds[event["report"]]
        for label in (*event["actors"], *event["recipients"]):
            country, _, person = label.partition(": ")
            found = [a for a in reading.actors.values() if a.country == country]
            if person:
                found = [a for a in found if alike(fold(person), fold(a.name))]
            if not found:
                missing.append((event["report"], label))
    assert missing == []


def test_every_speaker_of_the_key_is_found(
    shared: Path, seeds: dict[str, tuple[Report, ActorReading]]
) -> None:
    key = json.loads((shared / "gold" / "seeds" / "answer_key.json").read_text())
    for quote in key["quotes"]:
        _, reading = seeds[quote["report"]]
        country = quote["speaker"].partition(": ")[0]
        assert any(a.country == country and a.kind == "person" for a in reading.actors.values()), (
            quote
        )


def test_nothing_in_the_furniture_is_named(seeds: dict[str, tuple[Report, ActorReading]]) -> None:
    for report, reading in seeds.values():
        for mention in reading.mentions:
            assert not any(mention.span.overlaps(f) for f in report.furniture)
        assert "IND" not in {a.country for a in reading.actors.values()}


def test_the_pairs_are_the_two_sides(seeds: dict[str, tuple[Report, ActorReading]]) -> None:
    for report, reading in seeds.values():
        for word, kind in (("sides", "state"), ("diplomats", "person"), ("nations", "state")):
            for mention in reading.mentions:
                if mention.span.of(report.text).casefold() == f"the two {word}":
                    actor = reading.actors[mention.actor]
                    assert actor.kind == kind
                    assert actor.country in ("RUS", "JPN")
