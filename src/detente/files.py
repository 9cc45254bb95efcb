"""Files that a user names, opened so that nothing blocks and nothing is too much.

A table, a codebook, a key, a list of days and a record are files.  A named pipe without a writer
would wait for ever, and a device never ends, so neither is opened; and what is larger than anything
meant here is refused before it is read.
"""

from __future__ import annotations

import os
import stat
import zlib
from pathlib import Path

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
_NUL = b"\0"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class UnfitError(Exception):
    """Why a file is not read: *what* is wrong in it at *line* (0 for the whole), *remedy*."""

    def __init__(self, what: str, remedy: str, line: int = 0) -> None:
        self.what, self.remedy, self.line = what, remedy, line
        super().__init__(f"{what}; {remedy}")

    def at(self, name: object) -> str:
        """The sentence, with the file's *name* and the line before it."""
        return f"{name}{f':{self.line}' if self.line else ''}: {self}"


def check_is_file(path: Path) -> None:
    """Raises :class:`UnfitError` for a folder, pipe, socket or device, without opening it.

    Raises ``OSError`` for what is not there.
    """
    _check_mode(path.stat().st_mode)


def is_database(start: bytes) -> bool:
    """Whether a file whose first bytes are *start* is a DuckDB database, as every record is."""
    return start[8:12] == b"DUCK"


def read_file(path: Path, most: int) -> bytes:
    """All of the file at *path*, which has at most *most* bytes; nothing is waited for.

    Raises :class:`UnfitError` for what is no file, is larger, or can't be read.
    """
    try:
        check_is_file(path)
        # What is at the path may change meanwhile: the open file is asked again.
        with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as stream:
            _check_mode(os.fstat(stream.fileno()).st_mode)
            data = stream.read(most + 1)
    except OSError as error:
        what = f"cannot be read: {error.strerror or error}"
        raise UnfitError(what, "check the name and its permissions") from error
    except ValueError as error:  # a NUL in the name
        raise UnfitError("this can't be a file's name", "check the name") from error
    if len(data) > most:
        remedy = "cut it up, or check that it is the file meant"
        raise UnfitError(f"more than {most:,} bytes", remedy)
    return data


def unpacked(data: bytes, most: int) -> bytes:
    """What gzipped *data* holds; raises :class:`UnfitError` for more than *most* bytes, or none."""
    unzipper = zlib.decompressobj(wbits=31)
    parts: list[bytes] = []
    size = 0
    while data:
        try:
            part = unzipper.decompress(data, most + 1 - size)
        except zlib.error as error:
            raise UnfitError(f"its compression is broken ({error})", "compress it again") from error
        parts.append(part)
        size += len(part)
        if size > most:
            raise UnfitError(f"more than {most:,} bytes when unpacked", "cut it up")
        if unzipper.eof:  # gzip lets several follow each other
            data = unzipper.unused_data.lstrip(_NUL)
            unzipper = zlib.decompressobj(wbits=31) if data else unzipper
        elif not unzipper.unconsumed_tail:
            break
        else:
            data = unzipper.unconsumed_tail
    if not unzipper.eof:
        raise UnfitError("its compression is broken (it ends too early)", "compress it again")
    return b"".join(parts)


def check_is_text(data: bytes) -> None:
    """Raises :class:`UnfitError`, with the line, for a NUL, which no text has."""
    if data.startswith(_UTF_16):
        raise UnfitError("not UTF-8 but UTF-16", "save the file as UTF-8", 1)
    if (at := data.find(_NUL)) >= 0:
        what = "a NUL character, which no text has"
        raise UnfitError(what, "save the file as plain text in UTF-8", data.count(b"\n", 0, at) + 1)


def text_of(data: bytes) -> str:
    """*data* as UTF-8, with or without a byte order mark.

    Raises :class:`UnfitError`, with the line, for other bytes and for a NUL.
    """
    check_is_text(data)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"not UTF-8: byte {data[error.start]:#04x}"
        raise UnfitError(what, "save the file as UTF-8", line) from error


def _check_mode(mode: int) -> None:
    for is_kind, what in _KINDS:
        if is_kind(mode):
            raise UnfitError(f"cannot be read: it is {what}, not a file", "name a file")
