"""Scores on the seed reports do not fall unseen."""

from __future__ import annotations

import hashlib
import re
import subprocess
import tomllib
from pathlib import Path

import msgspec
import pytest

from detente import evaluate
from detente.errors import EvaluationError
from detente.evaluation import Figure, gate
from detente.evaluation.gate import Floors, Lowered, repin

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "tests" / "floors.toml"


def pinned() -> Floors:
    return msgspec.convert(tomllib.loads(PAGE.read_text("utf-8")), Floors)


def test_the_seeds_score_as_pinned(shared: Path) -> None:
    key = shared / tomllib.loads(PAGE.read_text("utf-8"))["key"]
    floors = pinned()
    assert hashlib.sha256(key.read_bytes()).hexdigest() == floors.sha256, (
        "the key is another one than the floors were measured with; run scripts/pin_floors.py"
    )
    found = evaluate(key)
    assert gate(found.figures, floors.at_least, floors.at_most) == []


def test_the_readme_claims_no_more_than_is_pinned() -> None:
    table = (ROOT / "README.md").read_text("utf-8").partition("<!-- figures -->")[2]
    claimed = [int(n) for n in re.findall(r"\| (\d+)(?: of \d+)? \|", table)]
    if not claimed:
        pytest.skip("NOT RUN: the README claims no figures; scripts/pin_floors.py writes them")
    floors = pinned()
    limits = floors.at_least | floors.at_most
    order = ("mentions", "persons", "beyond", "traps", "quotations", "merged")
    assert claimed == [limits[name] for name in order]


@pytest.mark.parametrize("before", ["HEAD", "HEAD^"])
def test_no_floor_was_lowered_without_a_reason(before: str) -> None:
    done = subprocess.run(
        ["git", "show", f"{before}:tests/floors.toml"], cwd=ROOT, capture_output=True, text=True
    )
    if done.returncode:
        pytest.skip(f"NOT RUN: no tests/floors.toml at {before} to compare with")
    earlier = msgspec.convert(tomllib.loads(done.stdout), Floors)
    assert pinned().unexplained(earlier) == []


OLD = Floors("aa", {"mentions": 19}, {"beyond": 5})


def figures(mentions: int, beyond: int) -> dict[str, Figure]:
    return {"mentions": Figure(mentions, 23), "beyond": Figure(beyond)}


def test_pinning_raises_floors_and_sinks_ceilings() -> None:
    new = repin(OLD, figures(21, 3), "bb")
    assert new == Floors("bb", {"mentions": 21}, {"beyond": 3})
    assert new.unexplained(OLD) == []


@pytest.mark.parametrize(("mentions", "beyond"), [(18, 5), (19, 6), (23, 6)])
def test_pinning_refuses_to_loosen(mentions: int, beyond: int) -> None:
    with pytest.raises(EvaluationError, match="--lower REASON"):
        repin(OLD, figures(mentions, beyond), "bb")


def test_a_reason_loosens_and_stays() -> None:
    new = repin(OLD, figures(18, 5), "bb", "the key was mended")
    assert new.lowered == (Lowered("mentions", 18, "the key was mended"),)
    assert new.unexplained(OLD) == []
    assert Floors("bb", {"mentions": 18}, {"beyond": 5}).unexplained(OLD) == ["mentions"]


def test_a_limit_that_was_removed_is_loosened() -> None:
    assert Floors("aa", {}, {"beyond": 5}).unexplained(OLD) == ["mentions"]
    assert Floors("aa", {"mentions": 19}, {}).unexplained(OLD) == ["beyond"]
