"""A report on which detente fails, or that has no end, is listed, and the others are read."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from detente import api
from detente.errors import SourceError
from detente.model import Annotation, Report
from detente.record import Record
from detente.watching import BUDGET
from small import Run, SmallCoder

COUNT = 70
BAD = "Tonga"


class Failing(SmallCoder):
    """Fails on a report that names :data:`BAD`, wherever in a batch it stands."""

    def __init__(self, fail: Callable[[], None]) -> None:
        self.fail = fail
        self.calls = 0

    def annotate(self, reports: Iterable[Report]) -> Iterator[Annotation]:
        for report in reports:
            self.calls += 1
            if BAD in report.text:
                self.fail()
            yield self._annotated(report)


def out_of_memory() -> None:
    raise MemoryError


def too_deep() -> None:
    too_deep()


def endless() -> None:
    while True:
        pass


def odd() -> None:
    raise KeyError("tonga")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Seventy reports, of which the fortieth, in the middle of a batch, is bad."""
    made = tmp_path / "reports"
    made.mkdir()
    for number in range(COUNT):
        named = f"{BAD} is here." if number == 40 else "It is dry."
        text = f"Chile met Norway. {named} It is number {number}.\n\nPublished: Jan 5, 2012\n"
        (made / f"{number:02}.txt").write_text(text, "utf-8")
    return made


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], None]], Failing]:
    def put(fail: Callable[[], None]) -> Failing:
        coder = Failing(fail)
        monkeypatch.setattr(api, "_coder", lambda *_, **__: coder)
        return coder

    return put


Put = Callable[[Callable[[], None]], Failing]


@pytest.mark.parametrize(
    ("fail", "kind"),
    [
        (odd, "KeyError: 'tonga'"),
        (out_of_memory, "MemoryError"),
        (too_deep, "RecursionError"),
        (endless, "given up"),
    ],
)
def test_the_others_are_read_and_it_is_listed(
    fail: Callable[[], None], kind: str, run: Run, folder: Path, failing: Put
) -> None:
    failing(fail)
    done = run("read", folder, "-r", "r.duckdb", "--budget", "0.5")
    assert done.exit_code == 3
    assert f"{COUNT - 1} reports read ({COUNT - 1} new)" in done.stdout
    (problem,) = (line for line in done.stderr.splitlines() if line.startswith("problem: "))
    assert "40.txt" in problem
    assert kind in problem
    with Record("r.duckdb", read_only=True) as record:
        (unread,) = record.unread()
        assert unread.source.endswith("40.txt")
        assert kind in unread.reason
        assert record.merged
    done = run("read", folder, "-r", "r.duckdb", "--budget", "0.5", "--json")
    assert done.exit_code == 3
    assert json.loads(done.stdout)["unchanged"] == COUNT - 1


def test_a_bug_is_reported_with_version_and_line(run: Run, folder: Path, failing: Put) -> None:
    failing(odd)
    done = run("read", folder / "40.txt", "-r", "r.duckdb")
    assert "please report: detente 0." in done.stderr
    assert "KeyError at " in done.stderr


def test_what_is_given_up_says_how_to_allow_more(run: Run, folder: Path, failing: Put) -> None:
    failing(endless)
    done = run("annotate", folder / "40.txt", "--budget", "0.1")
    assert done.exit_code == 3
    assert "more than 0.1 seconds" in done.stderr
    assert "--budget" in done.stderr


def test_a_report_once_mended_leaves_the_list(run: Run, folder: Path, failing: Put) -> None:
    failing(odd)
    run("read", folder, "-r", "r.duckdb")
    failing(lambda: None)
    done = run("read", folder, "-r", "r.duckdb")
    assert (done.exit_code, "1 new" in done.stdout) == (0, True)
    with Record("r.duckdb", read_only=True) as record:
        assert record.unread() == []


def test_only_the_batch_that_failed_is_coded_again(folder: Path, failing: Put) -> None:
    coder = failing(odd)
    with Record(":memory:") as record:
        api.read([folder], record)
    # 32 + 8 good, the bad one, that one again and the 23 after it alone, then the last batch.
    assert coder.calls == 40 + 1 + 1 + 23 + 6


def test_annotate_goes_on_and_strictly_stops(run: Run, folder: Path, failing: Put) -> None:
    failing(odd)
    done = run("annotate", folder)
    assert done.exit_code == 3
    assert len(done.stdout.splitlines()) == COUNT - 1
    assert "40.txt: detente failed on it: KeyError" in done.stderr
    assert "1 problem with the input" in done.stderr
    done = run("annotate", "--strict", folder)
    assert done.exit_code == 3
    assert len(done.stdout.splitlines()) == 40


def test_an_undated_report_that_cannot_be_placed_keeps_what_its_text_says(
    run: Run, tmp_path: Path, failing: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(odd)
    monkeypatch.setattr("detente.merging.bracket", lambda *_, **__: odd())
    (tmp_path / "undated.txt").write_text("Chile met Norway.\n", "utf-8")
    done = run("read", "undated.txt", "-r", "r.duckdb")
    assert done.exit_code == 3
    assert "undated.txt: detente failed on it: KeyError" in done.stderr
    with Record("r.duckdb", read_only=True) as record:
        assert len(record.events()) == 1
        assert [unread.source for unread in record.unread()] == ["undated.txt"]


def test_python_sets_the_budget_and_needs_not_be_the_main_thread(
    folder: Path, failing: Put
) -> None:
    failing(endless)
    with Record(":memory:") as record:
        done = api.read([folder / "40.txt"], record, budget=0.1)
    assert "given up" in done.errors[0].what
    failing(odd)
    errors: list[SourceError] = []

    def work() -> None:
        with Record(":memory:") as record:
            errors.extend(api.read([folder], record, budget=0.1).errors)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert [error.what for error in errors] == ["detente failed on it: KeyError: 'tonga'"]


def test_the_help_tells_the_budget(run: Run) -> None:
    for command in ("read", "annotate"):
        assert f"default: {BUDGET:g}" in run(command, "--help").stdout.replace(".0", "")
    assert run("read", "x.txt", "--budget", "-1").exit_code == 2
