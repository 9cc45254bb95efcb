"""Where a command writes: standard output, a device, or a file that only a whole one replaces.

Nothing that a command reads is ever its output, and what can't be written is told in a sentence.
"""

from __future__ import annotations

import errno
import io
import os
import select
import signal
import stat
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from types import FrameType
from typing import Any, BinaryIO, NoReturn, TextIO

import click

from detente.errors import OutputError
from detente.files import is_database

if sys.platform != "win32":
    import fcntl

STANDARD = "-"
"""Standard input as a source, standard output as an output."""

STDIN, STDOUT, STDERR = 0, 1, 2

BROKEN_PIPE = 1
"""Exit status where who reads standard output has gone; nothing is said then, as of other tools."""

TRIES = 10
"""How often an unfinished file's name is tried for while others come and go; one try does alone."""

LONGEST_NAME = 255
"""Bytes of a file's name where the file system does not say."""

WHY = {
    errno.ENOENT: "there is no such folder; make it first",
    errno.ENOTDIR: "what should be its folder is a file",
    errno.EACCES: "it or its folder may not be written to; allow it, or name another place",
    errno.EPERM: "it or its folder may not be written to; allow it, or name another place",
    errno.EROFS: "nothing can be written to its file system; name another place",
    errno.ENOSPC: "no space is left there; make room, or name another place",
    errno.EDQUOT: "your share of the space there is used up; make room, or name another place",
    errno.ENAMETOOLONG: "its name is too long; give a shorter one",
    errno.ELOOP: "it is a link that leads to itself; mend the link",
    errno.EISDIR: "it is a folder; name a file in it",
    errno.EBADF: "it is closed",
    errno.ENXIO: "nothing can be written to what stands there; name another file",
}


# Standard streams


class _Output(io.FileIO):
    """An open file that names itself where it can't be written."""

    def __init__(self, descriptor: int, shown: str, *, closefd: bool = True) -> None:
        super().__init__(descriptor, "wb", closefd)
        self.shown = shown

    def write(self, data: Any) -> int:
        try:
            while (written := super().write(data)) is None:
                select.select([], [self], [])  # a pipe that others made non-blocking is full
        except OSError as error:
            return self._failed(error, data)
        return written

    def close(self) -> None:
        with _told(self.shown):
            super().close()

    def _failed(self, error: OSError, data: Any) -> int:
        raise _cannot(self.shown, error) from error


class _StandardOutput(_Output):
    """Standard output; after a failure the rest goes nowhere, so that it fails once."""

    def _failed(self, error: OSError, data: Any) -> NoReturn:
        _silence(self.fileno())
        if isinstance(error, BrokenPipeError):
            sys.exit(BROKEN_PIPE)
        raise _cannot(self.shown, error) from error


class _StandardError(_Output):
    """Standard error; what can't be written to it can't be told anywhere."""

    def _failed(self, error: OSError, data: Any) -> int:
        _silence(self.fileno())
        return len(memoryview(data).cast("B"))


def _silence(descriptor: int) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


def set_up_streams() -> None:
    """Makes the standard streams stand, closed ones too, and fail in a sentence.

    A closed one is put back on its number, or the next file that is opened, perhaps the record,
    would be written as standard output.  A terminal that has no letter for something shows its
    number instead of failing.
    """
    for descriptor in (STDIN, STDOUT, STDERR):
        try:
            os.fstat(descriptor)
        except OSError:
            # Standard output can then be read only: to write to it fails.
            os.open(os.devnull, os.O_WRONLY if descriptor == STDERR else os.O_RDONLY)
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(STDIN, closefd=False)))
    sys.stdout = _text(sys.stdout, _StandardOutput(STDOUT, "standard output", closefd=False))
    sys.stderr = _text(sys.stderr, _StandardError(STDERR, "standard error", closefd=False))


def _text(old: TextIO | None, raw: _Output) -> TextIO:
    errors = raw.fileno() == STDERR
    return io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding=old.encoding if old is not None else "utf-8",
        errors="backslashreplace",
        line_buffering=errors or raw.isatty(),
        write_through=bool(getattr(old, "write_through", False)),
    )


def standard_output() -> TextIO:
    """Standard output, unless it goes into a file that the running command reads.

    Raises :class:`OutputError` where it does, as in ``detente timeline -r a.duckdb >> a.duckdb``.
    """
    try:
        status = os.fstat(sys.stdout.fileno())
    except (OSError, ValueError):
        return sys.stdout  # somebody's object in its place
    if stat.S_ISREG(status.st_mode):
        for _, path in _named_inputs():
            if _is(status, path):
                raise _refused("standard output", path)
    return sys.stdout


# Outputs named by the user


@contextmanager
def written_to(path: Path | None) -> Iterator[BinaryIO]:
    """Standard output, or what stands at *path*.

    A device or a pipe is written to as it is.  A file is put in place, with the mode that it had,
    when it is whole; a link stays, and what it leads to is replaced.

    Raises :class:`OutputError` where *path* can't be written, or is what the running command reads.
    """
    descriptor = STDOUT if path is None or str(path) == STANDARD else _descriptor(path)
    if path is None or descriptor == STDOUT:
        stdout = standard_output()
        stdout.flush()
        yield stdout.buffer
        stdout.buffer.flush()
        return
    shown = str(path)
    with _told(shown):
        status = _status(path)
    target = Path(os.path.realpath(path))
    _refuse_inputs(shown, target, status)
    _refuse_records(shown, target)
    if descriptor is None and (status is None or stat.S_ISREG(status.st_mode)):
        with _replaced(target, shown, status) as stream:
            yield stream
        return
    with _told(shown):
        opened = os.open(path, os.O_WRONLY) if descriptor is None else os.dup(descriptor)
    with io.BufferedWriter(_Output(opened, shown)) as stream:
        yield stream


@contextmanager
def kept_at(path: Path) -> Iterator[BinaryIO]:
    """The file at *path*, of detente's own making, in a folder that the command may read too.

    It is put in place when it is whole.  Raises :class:`OutputError` where it can't be written.
    """
    with _told(str(path)):
        status = _status(path)
    with _replaced(Path(os.path.realpath(path)), str(path), status) as stream:
        yield stream


def _descriptor(path: Path) -> int | None:
    """The number of the open file that *path* means: 1 for ``/dev/stdout`` and ``/dev/fd/1``."""
    own = os.path.realpath("/dev/fd")
    for _ in range(40):  # as many links as Linux follows
        if path.name.isascii() and path.name.isdigit() and os.path.realpath(path.parent) == own:
            return int(path.name)
        try:
            path = path.parent / os.readlink(path)
        except OSError:
            return None
    return None


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


@contextmanager
def _replaced(target: Path, shown: str, old: os.stat_result | None) -> Iterator[BinaryIO]:
    """A file beside *target* that takes its place when it is whole, and else goes away."""
    if old is not None and not os.access(target, os.W_OK):
        raise _cannot(shown, PermissionError(errno.EACCES, ""))
    unfinished = _unfinished(target)
    placed = False
    with _ended_cleanly():
        descriptor = _claim(unfinished, shown, 0o666 if old is None else 0o600)
        with io.BufferedWriter(_Output(descriptor, shown)) as stream:
            try:
                yield stream
                stream.flush()
                with _told(shown):
                    _like(descriptor, old)
                    os.fsync(descriptor)
                    os.replace(unfinished, target)
                placed = True
            finally:
                if not placed:  # while it is still ours alone
                    with suppress(OSError):
                        unfinished.unlink()


def _unfinished(target: Path) -> Path:
    """Hidden, and the same for every run, so that what a killed one leaves is taken over."""
    name = f".{target.name}.unfinished"
    try:
        most = os.pathconf(target.parent, "PC_NAME_MAX")
    except (OSError, ValueError, AttributeError):
        most = LONGEST_NAME
    if len(os.fsencode(name)) > most:
        name = f".{blake2b(os.fsencode(target.name), digest_size=8).hexdigest()}.unfinished"
    return target.with_name(name)


def _claim(unfinished: Path, shown: str, mode: int) -> int:
    """The descriptor of a new file *unfinished* that no other run writes to meanwhile."""
    new = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    for _ in range(TRIES):
        with _told(shown):
            try:
                descriptor = os.open(unfinished, new, mode)
            except FileExistsError:
                _take_away(unfinished, shown)
                continue
            if _lock(descriptor) and _same(os.fstat(descriptor), _status(unfinished)):
                return descriptor
            os.close(descriptor)
    raise _busy(shown)


def _take_away(unfinished: Path, shown: str) -> None:
    """Removes what a killed run has left; raises where it is another thing, or still written."""
    status = _lstat(unfinished)
    if status is None:
        return
    if not stat.S_ISREG(status.st_mode):
        raise OutputError(f"{shown}: cannot be written: {unfinished} is in its way; remove that")
    descriptor = os.open(unfinished, os.O_RDONLY)
    try:
        if not _lock(descriptor):
            raise _busy(shown)
        if _same(os.fstat(descriptor), _status(unfinished)):
            unfinished.unlink(missing_ok=True)
    finally:
        os.close(descriptor)


def _lstat(path: Path) -> os.stat_result | None:
    try:
        return path.lstat()
    except FileNotFoundError:
        return None


def _lock(descriptor: int) -> bool:
    """Whether the open file is ours now; the system lets go of it when this process ends."""
    if sys.platform != "win32":
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True  # a file system without locks
    return True


def _like(descriptor: int, old: os.stat_result | None) -> None:
    """Gives the new file the owner and the mode of the old one, as far as the system allows."""
    if old is None:
        return
    with suppress(OSError):
        os.fchown(descriptor, old.st_uid, old.st_gid)
    with suppress(OSError):
        os.fchmod(descriptor, stat.S_IMODE(old.st_mode))


@contextmanager
def _ended_cleanly() -> Iterator[None]:
    """Lets a signal that ends the process run what tidies up; one that is minded already stays."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    names = ("SIGTERM", "SIGHUP")
    ending = [number for name in names if (number := getattr(signal, name, None)) is not None]
    ours = [number for number in ending if signal.getsignal(number) == signal.SIG_DFL]
    for number in ours:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def _end(number: int, frame: FrameType | None) -> NoReturn:
    sys.exit(128 + number)


# What a command reads is not its output


def _named_inputs() -> Iterator[tuple[str, Path]]:
    """Name and path of each file or folder that the running command was given to read."""
    context = click.get_current_context(silent=True)
    for name, value in context.params.items() if context else ():
        for path in value if isinstance(value, tuple) else (value,):
            if isinstance(path, Path) and name != "output":
                yield name, path
            elif path == STANDARD:
                yield name, Path(STANDARD)


def _refuse_inputs(shown: str, target: Path, status: os.stat_result | None) -> None:
    """Raises where *target*, or what will be beside it for a while, is read by the command."""
    above = [found for folder in target.parents if (found := _stat(folder)) is not None]
    for name, path in _named_inputs():
        logs = [Path(f"{one(path)}.wal") for one in (os.path.realpath, os.path.abspath)]
        if name == "record" and any(target == log or _is(status, log) for log in logs):
            raise _refused(shown, path)
        for one in (status, _lstat(_unfinished(target))):
            if one is not None and stat.S_ISREG(one.st_mode) and (_is(one, path)):
                raise _refused(shown, path)
        given = _stat(path)
        if given is None or not stat.S_ISDIR(given.st_mode):
            continue
        if any(_same(given, folder) for folder in above) or _holds(path, status):
            raise OutputError(
                f"{shown}: lies in {path}, which this command reads; nothing was written, "
                "name a file elsewhere"
            )


def _refuse_records(shown: str, target: Path) -> None:
    """Raises where *target* is a record, or its log, that the command was not given to read."""
    record = target.with_name(target.name.removesuffix(".wal") or target.name)
    for path in (target, record):
        status = _stat(path)
        if status is None or not stat.S_ISREG(status.st_mode):
            continue
        with suppress(OSError), path.open("rb") as stream:
            if is_database(stream.read(12)):
                raise OutputError(
                    f"{shown}: is a record or another DuckDB file; nothing was written, name "
                    "another file, or remove it first"
                )


def _holds(folder: Path, status: os.stat_result | None) -> bool:
    """Whether a file in *folder*, or below it, is another name for that of *status*."""
    if status is None or not stat.S_ISREG(status.st_mode):
        return False
    entered: set[tuple[int, int]] = set()
    waiting = [os.fspath(folder)]
    while waiting:
        with suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                found = _stat(entry.path)
                if found is None:
                    continue
                if _same(found, status):
                    return True
                if stat.S_ISDIR(found.st_mode) and (found.st_dev, found.st_ino) not in entered:
                    entered.add((found.st_dev, found.st_ino))
                    waiting.append(entry.path)
    return False


def _is(status: os.stat_result | None, path: Path) -> bool:
    return status is not None and _same(status, _stat(path))


def _same(one: os.stat_result, other: os.stat_result | None) -> bool:
    return other is not None and (one.st_dev, one.st_ino) == (other.st_dev, other.st_ino)


def _stat(path: Path | str) -> os.stat_result | None:
    """What stands at *path*, ``-`` being standard input; ``None`` where that can't be told."""
    try:
        return os.fstat(STDIN) if str(path) == STANDARD else os.stat(path)
    except (OSError, ValueError):
        return None


def _refused(shown: str, path: Path) -> OutputError:
    what = "standard input" if str(path) == STANDARD else str(path)
    same = "" if shown == what else f" ({what})"
    return OutputError(
        f"{shown}: this command reads it{same}; nothing was written, name another file as output"
    )


def _busy(shown: str) -> OutputError:
    return OutputError(f"{shown}: another run is writing it; wait until that has finished")


@contextmanager
def _told(shown: str) -> Iterator[None]:
    """Says of what the system's refusals are."""
    try:
        yield
    except OSError as error:
        raise _cannot(shown, error) from error


def _cannot(shown: str, error: OSError) -> OutputError:
    why = WHY.get(error.errno or 0, error.strerror or str(error))
    return OutputError(f"{shown}: cannot be written: {why}")
