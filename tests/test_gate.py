"""Scores on the seed reports and on the gold set do not fall unseen.

The gold set is in the repository, so its gate holds wherever that is; the seed reports stand beside
it.
"""

from __future__ import annotations

import hashlib
import re
import runpy
import subprocess
from pathlib import Path

import pytest

from detente import evaluate
from detente.errors import EvaluationError
from detente.evaluation import Figure, gate, load_key
from detente.evaluation.gate import Floors, Lowered, digest, read_floors, repin

ROOT = Path(__file__).resolve().parent.parent
GOLD = ("tests/gold/one/floors.toml", "tests/gold/two/floors.toml")
EXAMPLES = "tests/examples/floors.toml"
PAGES = ("tests/floors.toml", *GOLD, EXAMPLES)
PIN = runpy.run_path(str(ROOT / "scripts" / "pin_floors.py"))

# What the gold set's gate is on: what is found, and what is too much.
AT_LEAST = {
    "mentions", "persons", "types", "quotations", "quotations, words alone", "merged", "times",
    "days of times", "locations", "countries of locations", "locations within 161 km",
    "claims of locations",
}  # fmt: skip
AT_MOST = {"beyond", "traps", "times beyond", "locations beyond"}


def pinned(page: str = PAGES[0]) -> Floors:
    return read_floors((ROOT / page).read_text("utf-8"))


def assert_as_pinned(floors: Floors, key: Path, reports: Path | None) -> None:
    assert PIN["fingerprint"](key, reports) == floors.sha256, (
        "key or reports are others than the floors were measured with; run scripts/pin_floors.py"
    )
    found = evaluate(key, reports=reports)
    assert gate(found.figures, floors.at_least, floors.at_most) == []


def test_the_seeds_score_as_pinned(shared: Path) -> None:
    floors = pinned()
    assert_as_pinned(floors, shared / floors.key, None)


@pytest.mark.parametrize("page", GOLD)
def test_the_gold_set_scores_as_pinned(page: str) -> None:
    floors = pinned(page)
    assert set(floors.at_least) == AT_LEAST
    assert set(floors.at_most) == AT_MOST
    assert_as_pinned(floors, *PIN["sources"](ROOT / page, floors))


def test_the_example_reports_score_as_pinned() -> None:
    floors = pinned(EXAMPLES)
    assert set(floors.at_least) == AT_LEAST
    assert set(floors.at_most) == AT_MOST
    assert_as_pinned(floors, *PIN["sources"](ROOT / EXAMPLES, floors))


@pytest.mark.parametrize("page", GOLD)
def test_every_report_of_the_gold_set_is_in_its_key(page: str) -> None:
    key, reports = PIN["sources"](ROOT / page, pinned(page))
    names = {report.report for report in load_key(key).reports}
    assert names == {path.name for path in reports.iterdir()}


def test_a_page_of_floors_is_written_as_it_is_read() -> None:
    for page in PAGES:
        text = (ROOT / page).read_text("utf-8")
        head = [line for line in text.splitlines() if line.startswith("#")]
        assert PIN["written"](head, read_floors(text)) == text


def test_what_is_no_page_of_floors_is_an_error() -> None:
    for text in ("sha256 = 3", 'sha256 = "aa"\n[at_least]\nmentions = "all"', "sha256 ="):
        with pytest.raises(EvaluationError, match="not a page of floors"):
            read_floors(text)


def test_a_digest_is_of_all_files_whatever_their_order(tmp_path: Path) -> None:
    one, other = tmp_path / "a.json", tmp_path / "b.txt"
    one.write_text("one", "utf-8")
    other.write_text("other", "utf-8")
    assert digest([one]) == hashlib.sha256(b"one").hexdigest()
    both = digest([one, other])
    assert both == digest([other, one]) != digest([one])
    other.write_text("another", "utf-8")
    assert digest([one, other]) != both


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
@pytest.mark.parametrize("page", PAGES)
def test_no_floor_was_lowered_without_a_reason(page: str, before: str) -> None:
    done = subprocess.run(
        ["git", "show", f"{before}:{page}"], cwd=ROOT, capture_output=True, text=True
    )
    if done.returncode:
        pytest.skip(f"NOT RUN: no {page} at {before} to compare with")
    assert pinned(page).unexplained(read_floors(done.stdout)) == []


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


def test_pinning_refuses_a_limit_on_no_figure() -> None:
    with pytest.raises(EvaluationError, match="no figure menshuns"):
        repin(Floors("aa", {"menshuns": 1}), figures(1, 0), "bb")


def test_a_reason_loosens_and_stays() -> None:
    new = repin(OLD, figures(18, 5), "bb", "the key was mended")
    assert new.lowered == (Lowered("mentions", 18, "the key was mended"),)
    assert new.unexplained(OLD) == []
    assert Floors("bb", {"mentions": 18}, {"beyond": 5}).unexplained(OLD) == ["mentions"]


def test_a_limit_that_was_removed_is_loosened() -> None:
    assert Floors("aa", {}, {"beyond": 5}).unexplained(OLD) == ["mentions"]
    assert Floors("aa", {"mentions": 19}, {}).unexplained(OLD) == ["beyond"]
