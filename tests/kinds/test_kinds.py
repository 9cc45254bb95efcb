"""The cases of each kind hold as often as is pinned, and of the unread ones no word is shown."""

from __future__ import annotations

import subprocess
from collections import Counter
from pathlib import Path

import pytest
from case_format import Case, Coded, Tally, load
from kind_floors import PAGE, UNREAD, cases, measure, read_page

from detente.model import Annotation, Report
from detente.pipeline import Coder

ROOT = Path(__file__).resolve().parents[2]
FLOORS = read_page(PAGE.read_text("utf-8"))
CASES = {"kinds": cases(), "unread": load(UNREAD)}
KINDS = [(table, kind) for table in CASES for kind in sorted({c.kind for c in CASES[table]})]


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder.load()


@pytest.fixture(scope="module")
def figures(coder: Coder) -> dict[str, dict[str, Tally]]:
    """How many cases hold of each kind, in the files and in the unread one."""
    return measure(coder)


@pytest.mark.parametrize(("table", "kind"), KINDS)
def test_a_kind_holds_as_often_as_is_pinned(
    figures: dict[str, dict[str, Tally]], table: str, kind: str
) -> None:
    floor = FLOORS.table(table).get(kind)
    assert floor is not None, "no floor; scripts/pin_floors.py --kinds pins one"
    tally = figures[table][kind]
    assert tally.share >= floor, f"{tally.held} of {tally.of} hold"


def test_floors_are_of_kinds_that_there_are() -> None:
    there = {("kinds", kind) for kind in FLOORS.kinds} | {("unread", k) for k in FLOORS.unread}
    assert there - set(KINDS) == set()


def test_cases_name_types_of_the_codebook(coder: Coder) -> None:
    unknown = {
        case.name: sorted(set(one.types) - coder.types - {"*"})
        for table in CASES.values()
        for case in table
        for one in case.wants
        if set(one.types) - coder.types - {"*"}
    }
    assert unknown == {}


def test_no_text_stands_twice() -> None:
    texts = Counter(text for table in CASES.values() for c in table for _, text in c.reports)
    # Several reports of one case may tell the same words; two cases may not.
    twice = [
        case.name
        for table in CASES.values()
        for case in table
        if any(texts[text] > [t for _, t in case.reports].count(text) for _, text in case.reports)
    ]
    assert twice == []


def test_no_text_is_of_the_cases_that_others_wrote(shared: Path) -> None:
    if not (shared / "cases").is_dir():
        pytest.skip(f"NOT RUN: no cases at {shared}")
    theirs = {
        text
        for path in (shared / "cases").glob("*.cases")
        for c in load(path)
        for _, text in c.reports
    }
    assert theirs
    ours = {text: c.name for table in CASES.values() for c in table for _, text in c.reports}
    assert [name for text, name in ours.items() if text in theirs] == []


@pytest.mark.parametrize("table", CASES)
def test_who_codes_nothing_fails_a_third_of_each_kind(table: str) -> None:
    def nothing(case: Case) -> Coded:
        return Coded(tuple(Annotation(Report("", "", text)) for _, text in case.reports))

    of = Counter(case.kind for case in CASES[table])
    failed = Counter(
        case.kind
        for case in CASES[table]
        if not all(one.holds(nothing(case)) for one in case.wants)
    )
    assert [kind for kind in of if failed[kind] * 3 < of[kind]] == []


@pytest.mark.parametrize("before", ["HEAD", "HEAD^"])
def test_no_floor_was_lowered_without_a_reason(before: str) -> None:
    name = PAGE.relative_to(ROOT)
    done = subprocess.run(
        ["git", "show", f"{before}:{name}"], cwd=ROOT, capture_output=True, text=True
    )
    if done.returncode:
        pytest.skip(f"NOT RUN: no {name} at {before} to compare with")
    assert FLOORS.unexplained(read_page(done.stdout)) == []
