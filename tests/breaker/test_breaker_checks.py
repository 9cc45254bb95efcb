"""The breaker's checks fail where detente would: they are given commands that misbehave."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

import click
import msgspec
import pytest

from breaking import (
    __main__,
    circles,
    fuzzing,
    interrupts,
    kills,
    moments,
    orders,
    plan,
    reports,
    shapes,
    terminals,
)
from breaking.kernel import Kernel
from breaking.ledger import Ledger, table
from breaking.moments import Moment, Moments
from breaking.running import Limits, Signal, forked, program
from breaking.shapes import Shape, repeated
from breaking.subjects import Subject
from detente import api
from detente.cli import cli
from detente.model import Annotation, Report
from detente.positions import discourse
from detente.reading import read_sources
from thorough import some

PLAN = plan.short(7)


class Small(Kernel):
    """A kernel that loads nothing: *main* is the command, *annotate* the coder."""

    def __init__(self, folder: Path, main: Callable[[], None] = lambda: None) -> None:
        self.folder, self.main, self.api = folder, main, api


def readable() -> Iterator[Report]:
    return (one for one in read_sources([reports.EXAMPLES]) if isinstance(one, Report))


def coding(folder: Path, annotate: Callable[[Report], None]) -> Small:
    kernel = Small(folder)
    # So that loading the tables is not counted.
    discourse([Annotation(report=report) for report in readable()])

    def all_of(given: list[Report]) -> Iterator[Annotation]:
        for report in given:
            annotate(report)
            yield Annotation(report=report)

    kernel.coder = SimpleNamespace(annotate=all_of)  # type: ignore[assignment]
    return kernel


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger("check", tmp_path / "kept", lambda line: None)


def step() -> None:
    pass


def grow(power: int) -> Callable[[Report], None]:
    def annotate(report: Report) -> None:
        for _ in range(len(report.text) ** power // (20 if power > 1 else 1)):
            step()

    return annotate


def faults_of(kernel: Kernel, folder: Path, **changed: Any) -> list[str]:
    shape = Shape("one", repeated("One. "))
    planned = msgspec.structs.replace(PLAN, **changed)
    return shapes.judged(kernel, shape, 900, planned, folder)[0]


def test_a_shape_that_grows_straight_holds(tmp_path: Path) -> None:
    assert faults_of(coding(tmp_path, grow(1)), tmp_path) == []


def test_a_shape_that_grows_by_the_square_fails(tmp_path: Path) -> None:
    (fault,) = faults_of(coding(tmp_path, grow(2)), tmp_path)
    assert "times the work at ten times the size" in fault
    assert "most in annotating" in fault


def test_a_shape_that_hangs_fails(tmp_path: Path) -> None:
    def hang(report: Report) -> None:
        while True:
            step()

    (fault,) = faults_of(coding(tmp_path, hang), tmp_path, watchdog=0.3)
    assert fault.startswith("hangs")


def test_a_shape_that_crashes_fails(tmp_path: Path) -> None:
    def crash(report: Report) -> None:
        raise RecursionError("too deep")

    assert any("too deep" in one for one in faults_of(coding(tmp_path, crash), tmp_path))


def test_a_sentence_in_circles_fails(
    tmp_path: Path, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hang_at_first(report: Report) -> None:
        while circles.FIRST in report.text:
            step()

    kernel = coding(tmp_path, hang_at_first)
    structure = SimpleNamespace(clauses=())
    kernel.coder.parser = SimpleNamespace(parse=lambda given: [structure])  # type: ignore[assignment]
    monkeypatch.setattr(circles, "PATIENCE", 0.2)
    circles.run(kernel, ledger, PLAN, tmp_path)
    assert ledger.tried == PLAN.circles
    assert [failure.what for failure in ledger.failures] == [circles.FIRST]


def test_all_of_the_sentences_are_different() -> None:
    everything = circles.sentences(1, 4000)
    assert len(set(everything)) == len(everything) == 4000


@pytest.mark.parametrize(
    ("printed", "told"),
    [("\x1b[31mred\x1b[0m", 0), ("\x1b]0;x\x07", 2), ("\u202evil", 1), ("\x9b31m", 1)],
)
def test_what_reaches_a_terminal_is_seen(tmp_path: Path, printed: str, told: int) -> None:
    kernel = Small(tmp_path, lambda: print(printed))
    done = terminals.on_terminal(kernel, (), tmp_path)
    assert printed.encode() in done.out
    assert len(terminals.terminal_faults(done)) == told


def test_a_terminal_is_one(tmp_path: Path) -> None:
    kernel = Small(tmp_path, lambda: sys.exit(0 if sys.stdout.isatty() else 1))
    assert terminals.on_terminal(kernel, (), tmp_path).status == 0


def test_every_command_has_a_run_on_a_terminal_and_a_new_one_is_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kernel = Small(tmp_path)
    assert terminals.missing(kernel) == {}
    monkeypatch.setitem(cli.commands, "forget", click.Command("forget"))
    assert list(terminals.missing(kernel)) == ["forget"]


def two_commits() -> None:
    import duckdb

    connection = duckdb.connect("r.duckdb")
    connection.execute("CREATE TABLE t (i INTEGER)")
    for number in range(2):
        connection.begin()
        connection.execute(f"INSERT INTO t VALUES ({number})")
        connection.commit()
    connection.close()
    with duckdb.connect("r.duckdb") as connection:
        connection.execute("SELECT 1")
    os.link("r.duckdb", "linked.duckdb")


def rows(folder: Path) -> Any:
    import duckdb

    def look() -> int:
        found = duckdb.connect(str(folder / "r.duckdb")).execute("SELECT count(*) FROM t")
        return int(found.fetchall()[0][0])

    return forked(look).result


def test_moments_are_counted_and_killed_at(tmp_path: Path) -> None:
    kernel = Small(tmp_path, two_commits)
    whole = tmp_path / "whole"
    whole.mkdir()
    assert kernel.command(cwd=whole, before=moments.tracing(tmp_path / "seen")).status == 0
    seen = Moments.read(tmp_path / "seen")
    first, second = seen.committing()
    assert seen.all[0] == "connect r.duckdb"
    assert seen.all[-2:] == ("close", "link r.duckdb")
    assert seen.merging() == [first + 1, first + 2, second]
    for moment, wanted in ((Moment(first), 0), (Moment(first, after=True), 1), (Moment(second), 1)):
        place = tmp_path / f"{moment.number}{moment.after}"
        place.mkdir()
        done = kernel.command(cwd=place, before=moments.sending(moment))
        assert done.status == -signal.SIGKILL
        assert rows(place) == wanted


def test_a_command_that_does_not_show_after_a_kill_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exports = {"jsonl": b'{"kind":"event","id":"e1"}\n'}
    quiet = Small(tmp_path, lambda: print("an answer"))
    monkeypatch.setattr(Small, "merged", lambda self, record: True)
    assert kills.shows(quiet, tmp_path, exports) == []
    crashing = Small(tmp_path, lambda: 1 / 0)  # type: ignore[arg-type, return-value]
    assert all("ZeroDivisionError" in one for one in kills.shows(crashing, tmp_path, exports))
    monkeypatch.setattr(Small, "merged", lambda self, record: False)
    assert all("unmerged" in one for one in kills.shows(quiet, tmp_path, exports))
    telling = Small(tmp_path, lambda: print("unmerged: run detente\nread again"))
    assert kills.shows(telling, tmp_path, exports) == []


def test_a_record_that_is_not_completed_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = kills.Reading("a reading", tmp_path, None, Moments(()), {"jsonl": b"a\n"}, 1.0)
    monkeypatch.setattr(Small, "exports", lambda self, record: {"jsonl": b"b\n"})
    assert kills.completes(Small(tmp_path), reading, tmp_path)
    monkeypatch.setattr(Small, "exports", lambda self, record: {"jsonl": b"a\n"})
    assert kills.completes(Small(tmp_path), reading, tmp_path) == []
    failing = Small(tmp_path, lambda: sys.exit("no"))
    assert kills.completes(failing, reading, tmp_path)


def test_a_program_is_sent_its_signal_and_timed(tmp_path: Path) -> None:
    endless = [sys.executable, "-c", "while True: pass"]
    done = program(endless, Limits(30), cwd=tmp_path, sent=Signal(signal.SIGTERM, 0.1))
    assert done.signalled
    assert done.status == -signal.SIGTERM
    assert program(endless, Limits(0.2), cwd=tmp_path).hung


def test_a_program_minds_a_signal_that_the_breaker_ignores(tmp_path: Path) -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        loop = "n = 0\nwhile n < 100_000_000: n += 1"
        arguments = [sys.executable, "-c", loop]
        done = program(arguments, Limits(60), cwd=tmp_path, sent=Signal(signal.SIGINT, 0.1))
    finally:
        signal.signal(signal.SIGINT, before)
    assert (done.signalled, done.status) == (True, -signal.SIGINT)


def test_a_signal_that_was_swallowed_is_not_taken_for_late(tmp_path: Path) -> None:
    # Work that is counted: what a loop costs differs by half on a machine that others use too.
    deaf = (
        "import signal, time; signal.signal(15, signal.SIG_IGN)\n"
        "while time.process_time() < 1: pass"
    )
    command = [sys.executable, "-c", deaf]
    whole = program(command, cwd=tmp_path)
    assert interrupts.came_late(whole, whole.work)
    done = program(command, cwd=tmp_path, sent=Signal(signal.SIGTERM, 0.4))
    assert done.status == 0
    assert not interrupts.came_late(done, whole.work)


def test_an_output_that_an_interrupt_spoilt_is_seen(tmp_path: Path) -> None:
    (tmp_path / "reports.jsonl").write_bytes(b"")
    place = interrupts.start(tmp_path, "1")
    assert interrupts.untouched(place, b"whole") == []
    (place / "out.jsonl").write_bytes(b"who")
    assert interrupts.untouched(place, b"whole")
    (place / "out.jsonl").write_bytes(b"whole")
    assert interrupts.untouched(place, b"whole") == []


def test_a_record_that_goes_by_the_order_fails(
    tmp_path: Path, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command here keeps the last report that it was given."""

    def keep() -> None:
        Path(sys.argv[-1]).write_text(sys.argv[-3], "utf-8")

    monkeypatch.setattr(Small, "exports", lambda self, record: {"jsonl": record.read_bytes()})
    orders.run(Small(tmp_path, keep), ledger, PLAN, tmp_path)
    assert ledger.tried == 1 + PLAN.orders
    assert ledger.failures


def test_an_order_has_every_report(tmp_path: Path) -> None:
    names = [f"{number}.txt" for number in range(9)]
    batches = orders.shuffled(names, Random(3))
    assert {name for batch in batches for name in batch} == set(names)
    assert [name for batch in batches for name in batch][:9] != names
    whole = orders.lay_out(tmp_path)
    contents = [(tmp_path / name).read_bytes() for name in whole]
    assert len(set(contents)) < len(contents), "there are twins"


def asking(name: str, *command: str) -> Subject:
    return Subject(name, 1, lambda dice, place: [list(command)])


def test_a_case_that_raises_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(path: Path) -> None:
        raise ValueError("odd")

    monkeypatch.setattr(api, "open_record", crash)
    assert fuzzing.tried([["timeline"]], tmp_path) == ["timeline raises ValueError: odd"]


def test_a_sentence_is_no_crash(tmp_path: Path) -> None:
    assert fuzzing.tried([["timeline", "--record", "none.duckdb"]], tmp_path) == []


def abort(path: Path) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def hang(path: Path) -> None:
    while True:
        step()


@pytest.mark.parametrize(("fault", "told"), some([(abort, "died with status"), (hang, "hangs")], 2))
def test_a_case_that_kills_or_hangs_its_process_fails_and_the_next_is_run(
    tmp_path: Path, ledger: Ledger, monkeypatch: pytest.MonkeyPatch, fault: Any, told: str
) -> None:
    monkeypatch.setattr(fuzzing, "HANGS", 1.5)
    monkeypatch.setattr(api, "open_record", fault)
    kinds = (asking("bad", "timeline"), asking("good", "--version"))
    monkeypatch.setattr(fuzzing, "subjects", lambda record: kinds)
    fuzzing.run(Small(tmp_path), ledger, msgspec.structs.replace(PLAN, cases=6), tmp_path)
    assert ledger.tried == 6
    bad = [failure for failure in ledger.failures if told in failure.faults[0]]
    assert bad == ledger.failures
    assert 0 < len(bad) < 6
    assert bad[0].kept is not None
    assert json.loads((bad[0].kept / "case" / "commands.json").read_text()) == [["timeline"]]


def test_the_same_seed_makes_the_same_reports() -> None:
    one, other = reports.generated(9, "x"), reports.generated(9, "x", changed=True)
    assert one == reports.generated(9, "x")
    ids = [[json.loads(line)["id"] for line in some.splitlines()] for some in (one, other)]
    assert ids[0] == ids[1]
    assert sum(a != b for a, b in zip(one.splitlines(), other.splitlines(), strict=True)) == 4


def test_a_check_that_tried_nothing_has_not_held(ledger: Ledger) -> None:
    assert not ledger.passed
    ledger.skip("no root")
    assert ledger.passed
    assert any("NOT RUN: no root" in line for line in table([ledger]))


def test_the_table_names_where_the_first_failure_is_kept(ledger: Ledger) -> None:
    ledger.judge("good", [])
    ledger.judge("bad\x1b[2J", ["broke"], {"in.txt": b"\xff", "why": "because"})
    (failure,) = ledger.failures
    assert failure.kept is not None
    assert (failure.kept / "in.txt").read_bytes() == b"\xff"
    shown = "\n".join(table([ledger]))
    assert f"kept in {failure.kept}" in shown
    assert "FAILED" in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize(("broken", "status"), [(None, 0), ("judges", 1), ("breaks down", 1)])
def test_the_exit_status_says_whether_all_held(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    broken: str | None,
    status: int,
) -> None:
    def run(kernel: Any, ledger: Ledger, planned: plan.Plan, folder: Path) -> None:
        if broken == "breaks down":
            raise RuntimeError("no such thing")
        ledger.judge("it", ["broke"] if broken else [])

    monkeypatch.setattr(__main__, "Kernel", Small)
    check = SimpleNamespace(run=run, ABOUT="it")
    monkeypatch.setattr(__main__, "_module", lambda name: check)
    arguments = ["--short", "--only", "orders", "--seed", "5", "--keep", str(tmp_path / "kept")]
    assert __main__.main(arguments) == status
    assert "--seed 5" in capsys.readouterr().out


def test_every_check_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert __main__.main(["--list"]) == 0
    listed = capsys.readouterr().out
    assert all(name in listed for name in __main__.CHECKS)
