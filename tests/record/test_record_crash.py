"""A reading that is killed leaves a record that opens and can be completed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from detente.model import Annotation
from detente.record import Record
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
