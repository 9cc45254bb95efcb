"""Inputs to reports: files, folders, standard input, whatever is in them."""

from __future__ import annotations

import gzip
import io
import os
import stat
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO, Literal, cast

import msgspec

from detente.errors import DetenteError, SourceError
from detente.model import Report
from detente.reading.assembly import LONGEST_TEXT, Given, given_dates
from detente.reading.decoding import signature
from detente.reading.html import read_html
from detente.reading.json_lines import read_json
from detente.reading.reading_words import ReadingWords
from detente.reading.text import read_text
from detente.watching import BUDGET, Watch, unforeseen

Kind = Literal["text", "html", "json lines", "json"]

KINDS: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "json lines",
    ".ndjson": "json lines",
    ".json": "json",
}

IS_A_TABLE = (
    "it is a table, and which of its columns are reports is not known",
    'write JSON Lines, a report a line: {"text": "...", "published": "YYYY-MM-DD"}',
)
READABLE = ".txt, .html, .jsonl or .json, each also with .gz"

TABLES = (".csv", ".tsv")
"""Extensions of tables: what stands in their columns is not known, and text they are not."""

GZIP = b"\x1f\x8b"

PEEK = 4096
"""Bytes looked at to tell what an unnamed file is; a page's ``<html`` comes early."""

STDIN = "-"

_UNREADABLE = (OSError, EOFError, zlib.error)
"""What a stream raises that is broken or can't be read, as against what a reader stumbles over."""


def read_sources(
    inputs: Sequence[str | Path],
    *,
    published: date | str | None = None,
    dates: Mapping[str, date | str] | None = None,
    strict: bool = False,
    budget: float | None = BUDGET,
    words: ReadingWords | None = None,
    dates_from_names: bool = False,
) -> Iterator[Report | SourceError]:
    """The reports of *inputs*, in their order, and a :class:`SourceError` for what can't be read.

    An input is a file, a folder (walked in the order of its names, hidden files left out) or ``-``,
    standard input.  Files are plain text, HTML or JSON Lines, by extension or else by content, and
    may be compressed with gzip.  A problem with a date comes before the report it concerns, which
    is read without that date; anything else that a ``SourceError`` names gives no report.  Large
    JSON Lines files are read line by line.

    *published* is the date of every report whose source states none; *dates* gives one by file name
    or report id and wins over *published*.  Both take ISO 8601 dates or date-times.  With
    *dates_from_names* the day that the name of a text or a page carries comes between the two.
    *budget* bounds the work on each report, as :class:`~detente.watching.Watch` has it.  *words*
    are those of the reports' language, the shipped English ones by default.

    Raises:
        SourceError: at once where *published* or *dates* holds no date; with *strict* at the first
            input that can't be read.
    """
    return _checked(
        inputs, given_dates(published, dates, words, dates_from_names), strict, Watch(budget)
    )


def _checked(
    inputs: Sequence[str | Path], given: Given, strict: bool, watch: Watch
) -> Iterator[Report | SourceError]:
    """What is read, with reports that take another's id told apart."""
    seen: dict[str, tuple[bytes, str]] = {}
    for entry in inputs:
        for outcome in _read_input(entry, given, watch):
            if isinstance(outcome, Report):
                outcome = _unless_taken(outcome, seen)
            if strict and isinstance(outcome, SourceError):
                raise outcome
            yield outcome


def _unless_taken(report: Report, seen: dict[str, tuple[bytes, str]]) -> Report | SourceError:
    """The report, unless another report of this run has its id already."""
    try:
        content = msgspec.json.encode(msgspec.structs.replace(report, source=""))
    except UnicodeEncodeError as error:
        what = f"its text is not Unicode ({error.reason})"
        return SourceError(report.source, what, "read it in its own encoding")
    digest = blake2b(content, digest_size=8).digest()
    first, where = seen.setdefault(report.id, (digest, report.source))
    if first == digest:
        return report
    what = f"its id “{report.id}” is already the one of another report, {where}"
    return SourceError(report.source, what, "give each report an id of its own, or none")


def _read_input(entry: str | Path, given: Given, watch: Watch) -> Iterator[Report | SourceError]:
    if str(entry) == STDIN:
        yield from _read_stream(sys.stdin.buffer, STDIN, None, given, watch)
        return
    path = Path(entry)
    try:
        folder = stat.S_ISDIR(path.stat().st_mode)
    except OSError as error:
        yield _unreadable(path, error)
    except ValueError:
        yield SourceError(repr(str(entry)), "this can't be a file's name", "check the name")
    else:
        read = _read_folder if folder else _read_file
        yield from read(path, given, watch)


def _read_folder(root: Path, given: Given, watch: Watch) -> Iterator[Report | SourceError]:
    """The files of a folder and the folders in it, in the order of their names."""
    found = False
    entered: set[tuple[int, int]] = set()
    stack: list[Path] = [root]
    while stack:
        path = stack.pop()
        try:
            status = path.stat()
            if not stat.S_ISDIR(status.st_mode):
                found = True
                yield from _read_file(path, given, watch, in_folder=True)
                continue
            if (status.st_dev, status.st_ino) in entered:
                remedy = "nothing is missing; remove the link to silence this"
                yield SourceError(
                    _shown(path), "this folder was read already, under another name", remedy
                )
                continue
            entered.add((status.st_dev, status.st_ino))
            names = sorted(name for name in os.listdir(path) if not name.startswith("."))
            stack.extend(path / name for name in reversed(names))
        except OSError as error:
            found = True
            yield _unreadable(path, error)
    if not found:
        yield SourceError(_shown(root), "the folder has no files in it", f"put {READABLE} there")


def _read_file(
    path: Path, given: Given, watch: Watch, *, in_folder: bool = False
) -> Iterator[Report | SourceError]:
    shown = _shown(path)
    try:
        mode = path.stat().st_mode
        special = stat.S_ISSOCK(mode) or stat.S_ISBLK(mode)
        if special or (in_folder and not stat.S_ISREG(mode)):
            yield SourceError(shown, "it is not a file", "give a file or a folder of files")
            return
        with path.open("rb") as stream:
            kind = _kind_by_name(path)
            if _suffix(path) in TABLES:
                yield SourceError(shown, *IS_A_TABLE)
                return
            if in_folder and kind is None and _suffix(path):
                yield SourceError(
                    shown,
                    f"files of the kind “{_suffix(path)}” are not read",
                    f"give {READABLE}; to read it as text, name it yourself",
                )
                return
            yield from _read_stream(stream, shown, kind, given, watch, path.name)
    except OSError as error:
        yield _unreadable(path, error)


def _read_stream(
    stream: BinaryIO, shown: str, kind: Kind | None, given: Given, watch: Watch, *names: str
) -> Iterator[Report | SourceError]:
    """The reports in an open stream; *names* is what the user's dates may call it."""
    with ExitStack() as open_streams:
        buffered = _peekable(stream, open_streams)
        try:
            if buffered.peek(2)[:2] == GZIP:
                unpacked = open_streams.enter_context(gzip.GzipFile(fileobj=buffered))
                buffered = io.BufferedReader(cast("io.RawIOBase", unpacked), PEEK)
            head = buffered.peek(PEEK)[:PEEK]
            reader = kind if kind and not _is_page(head) else _kind_by_content(head)
            if reader == "html":
                page = read_html(buffered, shown, given, shown, *names)
                yield from watch.each(shown, _size(stream), page, but=_UNREADABLE)
            elif reader == "text":
                text = read_text(buffered, shown, given, shown, *names)
                yield from watch.each(shown, _size(stream), text, but=_UNREADABLE)
            elif binary := signature(head) or (b"\0" in head and "not UTF-8 text"):
                yield SourceError(shown, f"it is {binary}", "give JSON Lines in UTF-8")
            else:
                yield from read_json(buffered, shown, given, whole=reader == "json", watch=watch)
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            yield SourceError(shown, f"its compression is broken ({error})", "compress it again")
        except (DetenteError, OSError):
            raise  # the whole run's, and the caller's to explain
        except Exception as error:
            yield unforeseen(shown, error)


def _size(stream: BinaryIO) -> int:
    """The size of an open file in bytes; the longest text's where the system doesn't say."""
    try:
        status = os.fstat(stream.fileno())
    except (OSError, ValueError):  # a stream in memory has no number
        return LONGEST_TEXT
    return status.st_size if stat.S_ISREG(status.st_mode) else LONGEST_TEXT


def _peekable(stream: BinaryIO, open_streams: ExitStack) -> io.BufferedReader:
    if isinstance(stream, io.BufferedReader):
        return stream
    reader = cast("io.BufferedReader", io.BufferedReader(cast("io.RawIOBase", stream)))
    open_streams.callback(reader.detach)
    return reader


def _suffix(path: Path) -> str:
    """The extension in small letters, the one before ``.gz``; empty where there is none."""
    bare = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    return bare.suffix.lower()


def _kind_by_name(path: Path) -> Kind | None:
    return KINDS.get(_suffix(path))


def _is_page(head: bytes) -> bool:
    """Whether bytes open like a web page, whatever the file is called."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:500].lower()
    page = start.startswith((b"<!doctype html", b"<html"))
    return page or (start.startswith(b"<?xml") and b"<html" in start)


def _kind_by_content(head: bytes) -> Kind:
    if _is_page(head):
        return "html"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return "json" if start.startswith((b'{"', b"[{", b"{\n", b"{\r\n", b"[\n")) else "text"


def _unreadable(path: Path, error: OSError) -> SourceError:
    """What an operating system's error means to a person."""
    shown = _shown(path)
    if isinstance(error, FileNotFoundError) and os.path.islink(path):
        target = os.fsencode(os.readlink(path)).decode("utf-8", "backslashreplace")
        return SourceError(shown, f"it is a link to {target}, which is not there", "mend the link")
    if isinstance(error, FileNotFoundError):
        return SourceError(shown, "there is no such file", "check the name")
    if isinstance(error, PermissionError):
        return SourceError(shown, "it may not be read", "allow reading it, for example: chmod +r")
    if os.path.islink(path) and "symbolic links" in (error.strerror or ""):
        return SourceError(shown, "it is a link that leads to itself", "mend the link")
    return SourceError(
        shown, f"it can't be read: {error.strerror or error}", "check the disk and name"
    )


def _shown(path: Path) -> str:
    """A path as printed: what is not UTF-8 in its name is escaped, so that it can be written."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
