"""A full disk: a record is made whole or not at all, and what is in it stays right."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.model import Annotation
from detente.record import Record
from factories import annotate
from thorough import some

HERE = Path(__file__).resolve().parent.parent

# Writes with no file allowed to grow beyond so many bytes, as on a disk without room for more.
LIMITED = """
import resource, sys
sys.path.insert(0, sys.argv[1])
from record.test_record_full_disk import many
from detente.errors import RecordError
from detente.record import Record

limit = int(sys.argv[3])
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    with Record(sys.argv[2]) as record:
        record.add(many())
        record.rebuild_events([])
except RecordError as error:
    sys.exit(str(error))
"""

SAYS = "the disk is full; make room, then run the same command again"


def many() -> list[Annotation]:
    """Reports whose texts can't be pressed together much, some tens of kilobytes each."""
    letters = random.Random(7)
    texts = ["".join(chr(letters.randrange(0x4E00, 0x9FA5)) for _ in range(12_000))
             for _ in range(70)]  # fmt: skip
    return [annotate(f"r{i:03}", f"{text}.") for i, text in enumerate(texts)]


def write(path: Path, limit: int = 0) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", LIMITED, HERE, path, str(limit)], capture_output=True, text=True
    )


@pytest.mark.parametrize("part", some([0.3, 0.02, 0, 0.7, 0.999], 3))
def test_a_record_that_does_not_fit_is_not_made(tmp_path: Path, part: float) -> None:
    Record(tmp_path / "empty.duckdb").close()
    size = (tmp_path / "empty.duckdb").stat().st_size
    (tmp_path / "empty.duckdb").unlink()
    path = tmp_path / "r.duckdb"
    done = write(path, max(1, int(size * part)))
    assert done.returncode == 1
    assert done.stderr.startswith(f"{path}: {SAYS}")
    assert list(tmp_path.iterdir()) == []
    assert write(path).returncode == 0
    with Record(path, read_only=True) as record:
        assert len(record.reports()) == 70


@pytest.mark.parametrize("room", some([200_000, 50_000, 1_300_000], 3))
def test_a_disk_that_fills_up_leaves_what_was_written_right(tmp_path: Path, room: int) -> None:
    path = tmp_path / "r.duckdb"
    Record(path).close()
    done = write(path, path.stat().st_size + room)
    assert done.returncode == 1
    assert SAYS in done.stderr
    assert "Traceback" not in done.stderr
    check_and_complete(path)


def check_and_complete(path: Path) -> None:
    everything = many()
    with Record(path, read_only=True) as record:
        kept = list(record.annotations())
        assert len(kept) < len(everything)
        assert kept == everything[: len(kept)]
        assert not record.merged
    done = write(path)
    assert (done.returncode, done.stderr) == (0, "")
    with Record(path, read_only=True) as record:
        assert list(record.annotations()) == everything
        assert record.merged


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of two megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)]
    try:
        mounted = subprocess.run(command, capture_output=True).returncode == 0
    except OSError:
        mounted = False
    if not mounted:
        pytest.skip("NOT RUN: mounting a small file system is not allowed here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_disk_that_is_really_full(small_disk: Path) -> None:
    path = small_disk / "r.duckdb"
    filler = small_disk / "filler"
    filler.write_bytes(b"x" * 1_900_000)
    done = write(path)
    assert done.returncode == 1
    assert done.stderr.startswith(f"{path}: {SAYS}")
    assert os.listdir(small_disk) == ["filler"]
    filler.unlink()
    done = write(path)
    assert done.returncode == 1
    assert SAYS in done.stderr
    subprocess.run(["mount", "-o", "remount,size=60m", str(small_disk)], check=True)
    check_and_complete(path)
