"""A reading that is killed leaves a record that opens and can be completed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from detente.model import Annotation
from detente.record import Record
from detente.record.unfinished import unfinished
from factories import annotate, person

HERE = Path(__file__).resolve().parent.parent

KILLED = """
import os, signal, sys
sys.path.insert(0, sys.argv[2])
from record.test_record_crash import reports
from detente.record import Record

def until_killed():
    for number, annotation in enumerate(reports()):
        if number == int(sys.argv[3]):
            os.kill(os.getpid(), signal.SIGKILL)
        yield annotation

with Record(sys.argv[1]) as record:
    record.add(until_killed())
"""


KILLED_WHILE_IT_IS_MADE = """
import os, signal, sys
from detente.record import Record

def killed(*names, **more):
    os.kill(os.getpid(), signal.SIGKILL)

link = os.link
os.link = killed if sys.argv[2] == "before" else lambda *names: (link(*names), killed())
Record(sys.argv[1])
"""


def reports() -> list[Annotation]:
    text = "Ana Ruiz of Chile met Bo Lind of Norway."
    known = {"a1": person("Ana Ruiz", "CHL")}
    return [annotate(f"r{i:03}", text, actors=known) for i in range(150)]


@pytest.mark.parametrize("reached", [0, 70, 149])
def test_a_killed_reading_can_be_completed(tmp_path: Path, reached: int) -> None:
    path, everything = tmp_path / "killed.duckdb", reports()
    done = subprocess.run(
        [sys.executable, "-c", KILLED, path, HERE, str(reached)], capture_output=True, text=True
    )
    assert done.returncode == -9, done.stderr
    with Record(path, read_only=True) as record:
        kept = list(record.annotations())
        assert kept == everything[: len(kept)]
        assert reached - 32 <= len(kept) <= reached
        rows = record.sql("SELECT report FROM actors ORDER BY report").fetchall()
        assert [report for (report,) in rows] == [a.report.id for a in kept]
    with Record(path) as record:
        added = record.add(everything)
        assert (added.new, added.unchanged) == (150 - len(kept), len(kept))
        assert list(record.annotations()) == everything
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("when", ["before", "after"])
def test_what_a_killed_making_left_is_taken_away(tmp_path: Path, when: str) -> None:
    path = tmp_path / "r.duckdb"
    arguments = [sys.executable, "-c", KILLED_WHILE_IT_IS_MADE, path, when]
    assert subprocess.run(arguments).returncode == -9
    (left,) = (p for p in tmp_path.iterdir() if p != path)
    assert path.exists() == (when == "after")
    (tmp_path / f"{left.name}.wal").write_bytes(b"")
    with Record(path) as record:
        assert record.add(reports()).new == 150
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_what_may_be_in_use_is_not_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "r.duckdb"
    own = unfinished(path).name
    machine = own.removeprefix(".r.duckdb.").partition("-")[0]
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    stays = {
        f".r.duckdb.{machine}-{os.getppid()}.new",  # a process that runs
        f".r.duckdb.{'0' * len(machine)}-{gone.pid}.new",  # another machine's
        f".other.duckdb.{machine}-{gone.pid}.new",  # another record's
        f".r.duckdb.{machine}-{gone.pid}.new.txt",
        f".r.duckdb.{gone.pid}.new",
    }
    for name in stays:
        (tmp_path / name).write_bytes(b"")
    folder, link = f".r.duckdb.{machine}-{gone.pid}.new", f".r.duckdb.{machine}-{gone.pid}.new.wal"
    (tmp_path / folder).mkdir()
    (tmp_path / link).symlink_to("precious")
    with Record(path, read_only=False) as record:
        record.add(reports()[:1])
    assert {p.name for p in tmp_path.iterdir()} == {path.name, folder, link, *stays}
    assert not unfinished(path).exists()


def test_a_reading_that_raises_keeps_what_was_whole(tmp_path: Path) -> None:
    def interrupted() -> list[Annotation]:
        for number, annotation in enumerate(reports()):
            if number == 40:
                raise KeyboardInterrupt
            yield annotation

    with Record(tmp_path / "r.duckdb") as record:
        with pytest.raises(KeyboardInterrupt):
            record.add(interrupted())
        assert len(record.reports()) == 32
        assert record.add(reports()).unchanged == 32
