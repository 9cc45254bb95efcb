"""An ontology of one's own is a folder of files and no code."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from detente import api
from detente.events.codebook import GroundPath
from detente.events.codebook_loading import load_codebook
from detente.events.review import codebook_problems
from detente.pipeline import Coder
from detente.reading import read_sources

ROLES = """\
land: {}
about-land: {}
host: {paths: [to, in]}
mission: {}
done-in: {paths: [at]}
lying: []
people: []
utterances: []
missions: []
uprooting: []
including: []
"""

CODEBOOKS = Path(__file__).resolve().parent.parent.parent / "examples" / "codebooks"
MARITIME = CODEBOOKS / "maritime"


@pytest.fixture(scope="module")
def maritime() -> Coder:
    """A coder of incidents between vessels."""
    return Coder.load(codebook=MARITIME)


def test_the_example_passes_its_check() -> None:
    found = api.check_codebook(MARITIME)
    assert found.passed, [str(one) for one in (*found.problems, *found.failures)]
    assert found.types == 5
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


def test_words_that_roles_go_by_are_the_shipped_ones_where_there_are_none() -> None:
    """Its own lists of words are no reason to know of no people and no statements."""
    own, shipped = load_codebook(MARITIME), load_codebook()
    assert own.roles == shipped.roles
    assert {"villager", "civilian"} <= own.roles.people
    assert own.topics == shipped.topics


def test_roles_of_its_own_name_its_own_lists(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(MARITIME, folder)
    roles = ROLES.replace("people: []", "people: ['@vessel']")
    (folder / "roles.yaml").write_text(roles, "utf-8")
    (folder / "topics.yaml").write_text("{}\n", "utf-8")
    own = load_codebook(folder)
    assert "tugboat" in own.roles.people
    assert own.roles.host.paths == ("to", "in")
    assert own.roles.land == GroundPath()
    assert own.topics == {}


@pytest.mark.parametrize(
    ("file", "text", "what"),
    [
        ("roles.yaml", ROLES.replace("including: []\n", ""), "no 'including'"),
        ("roles.yaml", ROLES.replace("land: {}\n", "", 1), "no 'land'"),
        ("roles.yaml", ROLES.replace("people: []", "people: ['@vesel']"), "'@vesel' is no list"),
        ("roles.yaml", ROLES.replace("[to, in]", "[too, in]"), "'too' is no argument"),
        ("roles.yaml", ROLES.replace("[to, in]", "[land, in]"), "'land' is no argument"),
        ("roles.yaml", ROLES.replace("[at]", "[object]"), "'object' is no argument"),
        ("roles.yaml", ROLES.replace("lying: []", "lying: [off of it]"), "no preposition"),
        ("topics.yaml", "sport: {words: [goal], sure: [referee]}\n", "none of the topic's words"),
        ("topics.yaml", "sport: {words: [ice hockey]}\n", "never matches"),
        ("topics.yaml", "sport: {sure: []}\n", "no 'words'"),
    ],
)
def test_a_shared_file_that_lacks_something_is_told(
    file: str, text: str, what: str, tmp_path: Path
) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(MARITIME, folder)
    (folder / file).write_text(text, "utf-8")
    problems = codebook_problems(folder)
    assert problems
    assert any(what in problem.what for problem in problems)
    assert {Path(problem.file).name for problem in problems} == {file}
