"""Files that a user names: what is none is refused in a sentence, and nothing is waited for."""

from __future__ import annotations

import gzip
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente import api
from detente.actor_tables.table_checks import check
from detente.actors import ActorTables
from detente.errors import DetenteError
from detente.evaluation import load_gold, load_key
from detente.events.codebook_loading import read_codebook
from detente.files import UnfitError, read_file, text_of, unpacked
from detente.record import Record

READERS: dict[str, Callable[[Path], object]] = {
    "actors": lambda path: ActorTables.load([path]),
    "actors check": lambda path: check([path]),
    "unread": lambda path: api.unread_actors([path]),
    "lookup": lambda path: api.lookup_actors(["Chile"], actors=[path]),
    "dates": api.load_dates,
    "gold": lambda path: load_gold(path, frozenset()),
    "gold packed": lambda path: load_gold(path.with_name(f"{path.name}.gz"), frozenset()),
    "key": load_key,
    "record": Record,
    "record asked": lambda path: Record(path, read_only=True),
}


@pytest.fixture
def odd(tmp_path: Path) -> dict[str, Path]:
    """What can stand at a path and is no file; each also under a name for packed files."""
    made = {
        "a pipe": tmp_path / "pipe", "a folder": tmp_path / "folder", "a device": tmp_path / "zero",
        "a socket": tmp_path / "socket",
    }  # fmt: skip
    os.mkfifo(made["a pipe"])
    made["a folder"].mkdir()
    made["a device"].symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as bound:
        here = Path.cwd()
        os.chdir(tmp_path)  # a socket's path is short
        bound.bind("socket")
        os.chdir(here)
    for path in made.values():
        path.with_name(f"{path.name}.gz").symlink_to(path)
    return made


@pytest.mark.parametrize("kind", ["a pipe", "a folder", "a device", "a socket"])
@pytest.mark.parametrize("reader", READERS)
def test_what_is_no_file_is_refused(reader: str, kind: str, odd: dict[str, Path]) -> None:
    with pytest.raises(DetenteError, match=f"{kind}, not a file"):
        READERS[reader](odd[kind])


@pytest.mark.parametrize("kind", ["a pipe", "a folder", "a device", "a socket"])
def test_what_is_no_file_in_a_codebook_is_a_problem(kind: str, odd: dict[str, Path]) -> None:
    folder = odd["a folder"]
    (folder / "MEET.yaml").symlink_to(odd[kind])
    (problem,) = read_codebook(folder).problems
    assert f"{kind}, not a file" in problem.what


def test_a_file_is_read_up_to_its_bound(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 10)
    assert read_file(path, 10) == b"x" * 10
    with pytest.raises(UnfitError, match="more than 9 bytes"):
        read_file(path, 9)
    with pytest.raises(UnfitError, match="cannot be read"):
        read_file(tmp_path / "none", 9)
    with pytest.raises(UnfitError, match="can't be a file's name"):
        read_file(tmp_path / "a\0b", 9)


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=3), st.integers(0, 900))
def test_packed_data_is_unpacked_up_to_its_bound(parts: list[bytes], most: int) -> None:
    whole, packed = b"".join(parts), b"".join(map(gzip.compress, parts))
    if len(whole) <= most:
        assert unpacked(packed, most) == whole
    else:
        with pytest.raises(UnfitError, match="when unpacked"):
            unpacked(packed, most)


@given(st.binary(max_size=60))
def test_any_bytes_are_unpacked_or_refused(data: bytes) -> None:
    for broken in (data, gzip.compress(data)[:-3], gzip.compress(data)[:5] + data):
        with pytest.raises(UnfitError, match="compression is broken"):
            unpacked(broken, 10_000)


def test_what_a_small_file_unpacks_to_is_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("detente.evaluation.gold_records.MOST_BYTES", 5_000)
    path = tmp_path / "gold.jsonl.gz"
    path.write_bytes(gzip.compress(b"\n" * 10_000))
    with pytest.raises(DetenteError, match="more than 5,000 bytes when unpacked"):
        load_gold(path, frozenset())


@pytest.mark.parametrize(
    ("data", "what", "line"),
    [
        (b"a\nb\xe9\n", "not UTF-8: byte 0xe9", 2),
        (b"a\nb\n\0", "a NUL character", 3),
        ("a".encode("utf-16"), "UTF-16", 1),
    ],
)
def test_what_is_no_text_is_told_with_its_line(data: bytes, what: str, line: int) -> None:
    with pytest.raises(UnfitError, match=what) as caught:
        text_of(data)
    assert caught.value.line == line
    assert caught.value.at("a.txt").startswith(f"a.txt:{line}: ")


def test_a_byte_order_mark_is_no_part_of_a_text() -> None:
    assert text_of(b"\xef\xbb\xbfa") == "a"
