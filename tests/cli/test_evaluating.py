"""Scoring from the command line: where the reports are found, what is printed, and the gate."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente import reading_steps
from small import Run

pytestmark = pytest.mark.usefixtures("small_coder")

KEY = {
    "reports": [{"report": "a.txt", "published_if_given": "2012-01-05"}],
    "events": [
        {
            "key": "talks", "report": "a.txt", "evidence": "Chile met Norway", "types": ["CONSULT"],
            "actors": ["CHL", "NOR"], "recipients": [], "date": ["2012-01-05", "2012-01-05"],
            "modality": "actual", "required": True,
        },
        {
            "key": "peace", "report": "a.txt", "evidence": "Fiji sued", "types": ["ACCUSE"],
            "actors": ["FJI"], "recipients": ["NOR"], "date": ["2012-01-05", "2012-01-05"],
            "modality": "actual", "required": True,
        },
    ],
    "traps": [
        {"report": "a.txt", "evidence": "Fiji attacked Norway", "never": ["ASSAULT"],
         "why": "only in chess"}
    ],
}  # fmt: skip
TEXT = "Chile met Norway. Fiji sued. At chess, Fiji attacked Norway.\n"


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """A key in ``gold/match``, its report in ``match`` beside ``gold``."""
    (tmp_path / "match").mkdir()
    (tmp_path / "match" / "a.txt").write_text(TEXT, "utf-8")
    path = tmp_path / "gold" / "match" / "key.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(KEY), "utf-8")
    return path


def test_evaluate_finds_the_reports_and_explains_each_miss(run: Run, key: Path) -> None:
    done = run("evaluate", key)
    assert done.exit_code == 0, done.output
    shown = " ".join(done.stdout.split())
    assert "mentions 1 2" in shown
    assert "peace words: Fiji sued expected: actual ACCUSE, FJI > NOR, 2012-01-05" in shown
    assert "coded: nothing" in shown
    assert "never ASSAULT: only in chess" in shown


def test_reports_that_are_not_beside_their_key_are_looked_for_below(
    run: Run, key: Path, tmp_path: Path
) -> None:
    names = [f"{letter}.txt" for letter in "abcde"]
    (tmp_path / "other" / "texts").mkdir(parents=True)
    lost = tmp_path / "other" / "lost.json"
    lost.write_text(json.dumps(KEY | {"reports": [{"report": name} for name in names]}), "utf-8")
    done = run("evaluate", lost)
    assert done.exit_code == 1
    assert "its reports (a.txt, b.txt, c.txt and 2 more) are not beside it" in done.stderr
    assert "for example" not in done.stderr
    for name in names:
        (tmp_path / "other" / "texts" / name).write_text(TEXT, "utf-8")
    done = run("evaluate", lost)
    assert f"for example --reports {Path('other/texts')}" in done.stderr


def test_scoring_a_record_that_was_cut_short_says_so(
    run: Run, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as cut:
        cut.setattr(reading_steps.Steps, "merge", lambda self: None)
        run("read", key.parents[2] / "match" / "a.txt", "-r", "r.duckdb")
    done = run("evaluate", key, "-r", "r.duckdb")
    assert "its reading was cut short" in done.stderr
    run("read", key.parents[2] / "match" / "a.txt", "-r", "r.duckdb")
    assert run("evaluate", key, "-r", "r.duckdb").stderr == ""


def test_evaluate_as_json_has_figures_and_misses(run: Run, key: Path) -> None:
    found = json.loads(run("evaluate", key, "--json").stdout)
    assert found["figures"]["mentions"] == {"count": 1, "of": 2}
    assert found["figures"]["traps"] == {"count": 1, "of": None}
    assert [miss["key"] for miss in found["misses"]] == ["peace"]


def test_evaluate_scores_a_record_as_it_is(run: Run, key: Path, tmp_path: Path) -> None:
    run("read", tmp_path / "match", "-r", "r.duckdb")
    undated = json.loads(run("evaluate", key, "-r", "r.duckdb", "--json").stdout)
    assert undated["figures"]["mentions"]["count"] == 0
    run("read", tmp_path / "match", "-r", "r.duckdb", "--published", "2012-01-05")
    dated = json.loads(run("evaluate", key, "-r", "r.duckdb", "--json").stdout)
    assert dated["figures"]["mentions"]["count"] == 1


def test_evaluate_takes_a_folder_of_reports(run: Run, key: Path, tmp_path: Path) -> None:
    (tmp_path / "match").rename(tmp_path / "elsewhere")
    lost = run("evaluate", key)
    assert lost.exit_code == 1
    assert "--reports" in lost.stderr
    assert run("evaluate", key, "--reports", "elsewhere").exit_code == 0
    assert "a.txt" in run("evaluate", key, "--reports", "gold").stderr


@pytest.mark.parametrize(
    ("options", "status", "message"),
    [
        (["--at-least", "mentions=1", "--at-most", "traps=1"], 0, ""),
        (["--at-least", "mentions=2"], 1, "mentions: 1, at least 2 demanded"),
        (["--at-most", "traps=0"], 1, "traps: 1, at most 0 allowed"),
        (["--at-least", "luck=1"], 1, 'no figure "luck"'),
        (["--at-least", "mentions"], 1, '"mentions" is not a figure and a number'),
    ],
)
def test_the_gate(options: list[str], status: int, message: str, run: Run, key: Path) -> None:
    done = run("evaluate", key, *options)
    assert done.exit_code == status
    assert message in done.stderr


def test_what_is_no_key_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "key.json").write_text("{}", "utf-8")
    done = run("evaluate", "key.json")
    assert done.exit_code == 1
    assert "not an answer key" in done.stderr


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Two gold sentences, of which the small coder gets one."""
    path = tmp_path / "gold.jsonl"
    records = [
        {"text": "Chile met Norway.", "events": [{"type": "CONSULT", "actors": ["CHL", "NOR"]}]},
        {"text": "Fiji sued.", "events": [{"type": "ACCUSE", "actors": ["FJI"]}]},
    ]
    path.write_text("\n".join(map(json.dumps, records)), "utf-8")
    return path


def test_gold_records_are_scored_and_misses_listed(run: Run, gold: Path) -> None:
    done = run("evaluate", gold)
    assert done.exit_code == 0, done.output
    assert "type 1 1 2 1.000 0.500 0.667" in " ".join(done.stdout.split())
    assert "Fiji sued" not in done.stdout
    listed = " ".join(run("evaluate", gold, "--misses").stdout.split())
    assert "2. Fiji sued. gold: actual ACCUSE, FJI > - coded: nothing" in listed


def test_gold_records_as_json_and_under_a_gate(run: Run, gold: Path) -> None:
    found = json.loads(run("evaluate", gold, "--json").stdout)
    assert found["figures"]["type recall"] == 0.5
    assert [miss["line"] for miss in found["misses"]] == [2]
    assert run("evaluate", gold, "--at-least", "type recall=0.5").exit_code == 0
    failed = run("evaluate", gold, "--at-least", "type recall=0.51")
    assert failed.exit_code == 1
    assert "type recall: 0.5, at least 0.51 demanded" in failed.stderr


def test_bad_gold_records_end_in_one_line(run: Run, gold: Path) -> None:
    gold.write_text('{"text": "Chile met Norway.", "events": [{"type": "MEET"}]}', "utf-8")
    done = run("evaluate", gold)
    assert done.exit_code == 1
    assert f"{gold.name}:1: no type “MEET”" in done.stderr
    assert run("evaluate", gold, "--reports", gold.parent).exit_code == 2
