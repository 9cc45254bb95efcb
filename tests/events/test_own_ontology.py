"""An ontology of one's own is a folder of files and no code."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente import api
from detente.events.codebook_loading import load_codebook
from detente.events.review import codebook_problems
from detente.pipeline import Coder
from detente.reading import read_sources

CODEBOOKS = Path(__file__).resolve().parent.parent.parent / "examples" / "codebooks"
MARITIME = CODEBOOKS / "maritime"


@pytest.fixture(scope="module")
def maritime() -> Coder:
    """A coder of incidents between vessels."""
    return Coder.load(codebook=MARITIME)


def test_the_example_passes_its_check() -> None:
    found = api.check_codebook(MARITIME)
    assert found.passed, [str(one) for one in (*found.problems, *found.failures)]
    assert found.types == 4
    assert found.examples >= 30


def test_the_example_has_enough_of_everything() -> None:
    for event_type in load_codebook(MARITIME).types.values():
        assert len(event_type.examples) >= 6
        assert event_type.counter_examples
        assert event_type.modes
        named = {m for e in event_type.examples for x in e.events for m in x.modes or ()}
        assert named == set(event_type.modes)


def test_a_report_is_coded_with_its_types_alone(maritime: Coder) -> None:
    reports = list(read_sources([CODEBOOKS / "collision.txt"]))
    (annotation,) = maritime.annotate(reports)
    coded = [(e.type, e.modes, e.modality) for e in annotation.events]
    assert coded == [
        ("COLLIDE", (), "actual"),
        ("RESCUE", ("tow",), "actual"),
        ("SHADOW", ("follow",), "actual"),
        ("BOARD", ("inspect",), "planned"),
    ]
    collision = annotation.events[0]
    assert {annotation.actors[p.actor].country for p in collision.actors} == {"MAR", "PRT"}
    assert collision.score == load_codebook(MARITIME).types["COLLIDE"].score


def test_two_codebooks_have_two_hashes(maritime: Coder) -> None:
    assert maritime.codebook_hash != load_codebook().hash
    assert codebook_problems(MARITIME) == []
