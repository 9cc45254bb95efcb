"""Files and folders of all kinds: what can be read is read, the rest is named with a remedy."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from detente.errors import SourceError
from detente.model import Report, Span
from detente.reading import assembly, read_sources
from detente.reading.html import LONGEST_PAGE
from detente.reading.layout import Layout, lay_out
from detente.reading.reading_words import ReadingWords
from detente.reading.text import MOST_BYTES
from growing import steps

STORY = "Talks on rocks\n\nChile and Norway held talks on the Far Rocks.\n"
OTHER = "Ferry sinks\n\nA ferry sank off Suva on Monday, officials said.\n"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(OTHER)
    return path


def outcomes(*paths: Path | str, **options: object) -> list[Report | SourceError]:
    return list(read_sources(paths, **options))  # type: ignore[arg-type]


def problem_with(path: Path, good: Path) -> SourceError:
    """The one problem met with *path*, though the input goes on."""
    problem, report = outcomes(path, good)
    assert isinstance(problem, SourceError)
    assert str(path) in str(problem)
    assert problem.what
    assert problem.remedy
    assert isinstance(report, Report)
    assert report.source == str(good)
    return problem


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def sources(found: list[Report | SourceError]) -> list[str]:
    return [o.where if isinstance(o, SourceError) else o.source for o in found]


# Kinds of input


def test_text_html_and_json_by_name_by_content_and_compressed(tmp_path: Path) -> None:
    line = json.dumps({"text": STORY})
    body = "<p>Chile and Norway held talks about the Far Rocks, which both of them claim.</p>" * 3
    html = f"<!doctype html><html><body><article><h1>Talks</h1>{body}</article></body></html>"
    contents = {
        "a.txt": STORY,
        "b.html": html,
        "c.jsonl": line,
        "d": html,
        "e.log": line,
        "f": STORY,
    }
    for name, content in contents.items():
        plain, packed = tmp_path / name, tmp_path / f"{name}.gz"
        plain.write_text(content)
        packed.write_bytes(gzip.compress(content.encode()))
        found, unpacked = outcomes(plain, packed)
        assert isinstance(found, Report)
        assert isinstance(unpacked, Report)
        assert found.text == unpacked.text
        assert found.id == unpacked.id


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    for content in (STORY, json.dumps({"text": STORY})):
        stream = io.TextIOWrapper(io.BytesIO(content.encode()))
        monkeypatch.setattr(sys, "stdin", stream)
        (report,) = outcomes("-")
        assert isinstance(report, Report)
        assert report.text == STORY
        assert report.source in ("-", "-:1")


def test_a_folder_in_the_order_of_names_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "c.txt", ".hidden.txt", ".git/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{STORY}\n{name}\n")
    assert sources(outcomes(tmp_path)) == [
        str(tmp_path / name) for name in ("a/b/c.txt", "a/z.txt", "b.txt", "c.txt")
    ]


def test_inputs_in_their_own_order(tmp_path: Path, good: Path) -> None:
    other = write(tmp_path / "another.txt", STORY.encode())
    assert sources(outcomes(good, other)) == [str(good), str(other)]


def test_the_examples_are_read_without_a_problem() -> None:
    found = outcomes(ROOT / "examples" / "reports")
    reports = [o for o in found if isinstance(o, Report)]
    assert len(reports) == len(found) == 8
    undated = [Path(r.source).name for r in reports if r.published.basis == "unknown"]
    assert undated == ["february-talks.txt"]
    assert {r.publisher for r in reports if r.publisher} == {
        "Detente Example Wire",
        "Detente Example Gazette",
    }
    assert all(r.furniture for r in reports if not r.source.endswith(".html"))


# Text: encodings and line ends


@pytest.mark.parametrize(
    "data",
    [
        "é".encode(),
        b"\xef\xbb\xbf" + "é".encode(),
        "é".encode("utf-16"),
        "é".encode("utf-32"),
        "é".encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "utf-32", "windows-1252"],
)
def test_encodings_that_cannot_be_mistaken(tmp_path: Path, data: bytes) -> None:
    parts = {"utf-16": "utf-16", "utf-32": "utf-32"}
    encoding = next((e for e in parts if data == "é".encode(e)), None)
    text = "A caf@ in Lima held talks with a ferry, officials said on Monday."
    raw = text.replace("@", "é").encode(encoding) if encoding else None
    if raw is None:
        mark, letter = (data[:3], data[3:]) if data.startswith(b"\xef\xbb") else (b"", data)
        raw = mark + text.encode().replace(b"@", letter)
    (report,) = outcomes(write(tmp_path / "a.txt", raw))
    assert isinstance(report, Report)
    assert report.text == text.replace("@", "é")


def test_line_ends_are_made_alike_and_nothing_else_is_changed(tmp_path: Path) -> None:
    text = "Talks on rocks\r\n\r\n  Chile`s “cod\" …\tand  Norway's\r\n\rBureau Report"
    (report,) = outcomes(write(tmp_path / "a.txt", text.encode()))
    assert isinstance(report, Report)
    assert report.text == text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize(
    "data",
    [
        "Pan Kovač met his counterpart on Monday in Łódź.".encode("cp1250"),
        "Министр иностранных дел прибыл.".encode("koi8-r"),
        b"The envoy said \x81\x8d\x8f\x9d\xff\xfe on Monday.",
    ],
)
def test_an_encoding_that_cannot_be_told(tmp_path: Path, good: Path, data: bytes) -> None:
    problem = problem_with(write(tmp_path / "a.txt", data), good)
    assert "not UTF-8" in problem.what
    assert "iconv" in problem.remedy


# Bad input: each named, the rest read


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl", "a"])
@pytest.mark.parametrize("data", [b"", b" \n\n "])
def test_an_empty_file(tmp_path: Path, good: Path, name: str, data: bytes) -> None:
    problem_with(write(tmp_path / name, data), good)


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl", "a.json", "a"])
@pytest.mark.parametrize(
    "data",
    [
        b"\x7fELF\x02\x01\x01" + bytes(40),
        b"%PDF-1.7\nobj",
        b"PK\x03\x04word/document.xml",
        b"\x89PNG\r\n\x1a\n\x00",
        bytes(range(256)) * 10,
        b"Talks \x00 on rocks, officials said on Monday.",
    ],
    ids=["program", "pdf", "zip", "picture", "all bytes", "nul"],
)
def test_a_binary_file(tmp_path: Path, good: Path, name: str, data: bytes) -> None:
    problem_with(write(tmp_path / name, data), good)


def test_a_text_of_nothing_but_furniture(tmp_path: Path, good: Path) -> None:
    data = b"Home > World\n\nShare\n\nRead more: Cod prices rise\n\nBureau Report\n"
    assert "nothing" in problem_with(write(tmp_path / "a.txt", data), good).what


class Counted(io.FileIO):
    """A file that counts the bytes read from it."""

    read_so_far = 0

    def readinto(self, buffer: Any) -> int | None:
        count = super().readinto(buffer)
        Counted.read_so_far += count or 0
        return count


@pytest.mark.parametrize(
    ("name", "most"),
    # The lines after a long one are read, so that one is passed over to its end.
    [("a.txt", MOST_BYTES), ("a.html", LONGEST_PAGE), ("a", MOST_BYTES), ("a.jsonl", 52_500_000)],
)
def test_fifty_megabytes_on_a_line_are_refused_at_once(
    tmp_path: Path, good: Path, name: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / name
    with path.open("wb") as stream:
        for _ in range(50):
            stream.write(b"Chile and Norway held talks. " * 36_158)
    outcomes(good)  # the tables that are read once
    monkeypatch.setattr(Path, "open", lambda path, mode: io.BufferedReader(Counted(path)))
    Counted.read_so_far, found = 0, []
    assert steps(lambda: found.append(problem_with(path, good))) < 50_000
    assert Counted.read_so_far < most + 100_000
    assert "more than" in found[0].what or "not JSON" in found[0].what


def test_a_compressed_bomb_is_not_unpacked(tmp_path: Path, good: Path) -> None:
    path = write(tmp_path / "a.txt.gz", gzip.compress(b"a" * 60_000_000, 9))
    assert "more than" in problem_with(path, good).what


@pytest.mark.parametrize("cut", [8, 60])
def test_broken_compression(tmp_path: Path, good: Path, cut: int) -> None:
    packed = gzip.compress(os.urandom(100).hex().encode())
    assert "compression" in problem_with(write(tmp_path / "a.txt.gz", packed[:cut]), good).what


def test_missing_paths_broken_links_and_names_that_cannot_be(tmp_path: Path, good: Path) -> None:
    assert "no such file" in problem_with(tmp_path / "missing.txt", good).what
    link, loop = tmp_path / "link.txt", tmp_path / "loop.txt"
    link.symlink_to(tmp_path / "gone.txt")
    loop.symlink_to(loop)
    assert "gone.txt" in problem_with(link, good).what
    assert "itself" in problem_with(loop, good).what
    problem_with(tmp_path / ("long" * 100), good)
    (problem,) = outcomes("a\0b")
    assert isinstance(problem, SourceError)


def test_a_file_that_may_not_be_read(
    tmp_path: Path, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = write(tmp_path / "closed.txt", STORY.encode())
    opened = Path.open

    def refuse(path: Path, *arguments: object, **options: object) -> object:
        if path == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    assert "chmod" in problem_with(closed, good).remedy


def test_a_folder_with_all_that_can_be_wrong(tmp_path: Path) -> None:
    root = tmp_path / "reports"
    (root / "sub").mkdir(parents=True)
    (root / "a.txt").write_text(STORY)
    (root / "b.txt").symlink_to(root / "gone.txt")
    (root / "c.pdf").write_bytes(b"%PDF-1.7")
    (root / "sub" / "d.txt").write_text(OTHER)
    (root / "sub" / "up").symlink_to(root, target_is_directory=True)
    (root / "z.txt").write_text(STORY + "Again.\n")
    os.mkfifo(root / "pipe")
    found = outcomes(root)
    assert {Path(o.where).name for o in found if isinstance(o, SourceError)} == {
        "b.txt",
        "c.pdf",
        "up",
        "pipe",
    }
    names = [Path(o.source).name for o in found if isinstance(o, Report)]
    assert names == ["a.txt", "d.txt", "z.txt"]


def test_a_deep_folder(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d"] * 300)
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text(STORY)
    (report,) = outcomes(tmp_path)
    assert isinstance(report, Report)


def test_an_empty_folder(tmp_path: Path) -> None:
    (problem,) = outcomes(tmp_path)
    assert isinstance(problem, SourceError)
    assert "no files" in problem.what


def test_a_name_that_is_not_utf_8_can_be_printed(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    try:
        path.write_text(STORY)
    except OSError:
        pytest.skip("NOT RUN: this file system takes no such names")
    (report,) = outcomes(path)
    assert isinstance(report, Report)
    assert report.source.encode().endswith(b"caf\\xe9.txt")


# Ids, dates, strictness


def test_the_same_text_is_the_same_report_wherever_it_lies(tmp_path: Path) -> None:
    one, two = write(tmp_path / "a.txt", STORY.encode()), write(tmp_path / "b.txt", STORY.encode())
    line = write(tmp_path / "c.jsonl", json.dumps({"text": STORY}).encode())
    ids = [o.id for o in outcomes(one, two, line) if isinstance(o, Report)]
    assert len(ids) == 3
    assert len(set(ids)) == 1
    assert len(ids[0]) == 13
    assert ids[0].startswith("r")


def test_an_id_that_is_taken(tmp_path: Path) -> None:
    records = [{"id": "x", "text": STORY}, {"id": "x", "text": STORY}, {"id": "x", "text": OTHER}]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, records)))
    first, copy, problem = outcomes(path)
    assert isinstance(first, Report)
    assert isinstance(copy, Report)
    assert isinstance(problem, SourceError)
    assert f"{path}:3" in str(problem)
    assert f"{path}:1" in str(problem)


def test_dates_by_file_name_win_over_the_one_for_all(tmp_path: Path, good: Path) -> None:
    other = write(tmp_path / "other.txt", STORY.encode())
    found = outcomes(good, other, published="2012-03-05", dates={"other.txt": "2012-04-01"})
    assert [str(o.published.earliest) for o in found if isinstance(o, Report)] == [
        "2012-03-05",
        "2012-04-01",
    ]


@pytest.mark.parametrize(
    "options",
    [{"published": "2012-02-31"}, {"dates": {"a.txt": "soon"}}],
    ids=["published", "dates"],
)
def test_a_given_date_that_does_not_exist_stops_before_reading(options: dict[str, object]) -> None:
    with pytest.raises(SourceError, match="“"):
        read_sources(["never-read.txt"], **options)  # type: ignore[arg-type]


def test_strict_stops_at_the_first_problem(tmp_path: Path, good: Path) -> None:
    found = read_sources([good, tmp_path / "missing.txt", good], strict=True)
    assert isinstance(next(found), Report)
    with pytest.raises(SourceError, match=r"missing\.txt"):
        next(found)


def test_large_json_lines_are_read_as_they_come(tmp_path: Path) -> None:
    path = tmp_path / "large.jsonl"
    path.write_text(json.dumps({"text": STORY}) + "\n" + "broken\n" * 3)
    found = read_sources([path])
    assert isinstance(next(found), Report)
    path.write_text("")  # what was read already is not read again
    assert isinstance(next(found), SourceError)


# What nobody foresaw


def test_a_line_or_file_on_which_reading_fails_is_named_and_the_rest_is_read(
    tmp_path: Path, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lay_out_or_fail(
        text: str, headline: str | None, words: ReadingWords, front: Span | None
    ) -> Layout:
        if "Suva" in text:
            raise RecursionError("too deep")
        return lay_out(text, headline, words, front)

    monkeypatch.setattr(assembly, "lay_out", lay_out_or_fail)
    texts = [STORY, OTHER, STORY + "The sea was calm.\n"]
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    several = write(tmp_path / "several.jsonl", lines.encode())
    listed = write(tmp_path / "list.json", json.dumps([{"text": text} for text in texts]).encode())
    found = outcomes(several, good, listed)
    failed = [one for one in found if isinstance(one, SourceError)]
    assert [one.where for one in failed] == [f"{several}:2", str(good), f"{listed}:item 2"]
    assert {one.what for one in failed} == {"detente failed on it: RecursionError: too deep"}
    assert len(found) - len(failed) == 4


def test_text_that_is_not_unicode_is_named(tmp_path: Path, good: Path) -> None:
    """Python's own encodings can make halves of letters, which nothing can write again."""
    page = b"<html><meta charset='unicode_escape'><title>Talks\\ud800</title><p>\xe4 "
    path = write(tmp_path / "half.html", page + STORY.encode() * 4)
    problem_with(path, good)
