"""Opening a record's file: a new one, an old one that needs migrating, or none at all.

A file that is no record is looked at read-only and stays as it is.  A new record is built beside
its place and moved there when it is whole, so that a crash leaves a record or nothing.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from detente import stopping
from detente.errors import RecordError
from detente.files import UnfitError, check_is_file, is_database
from detente.record import schema
from detente.record.unfinished import take_away, unfinished

MEMORY = ":memory:"

NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EACCES)
"""What systems say where a file can have no second name: FAT and many shared folders."""


def open_record(path: str, read_only: bool) -> DuckDBPyConnection:
    """A connection to the record at *path*, with all migrations applied.

    Raises :class:`RecordError` for what is missing, locked, damaged, made by a newer version, or
    something else than a record.
    """
    if path == MEMORY:
        connection = duckdb.connect(MEMORY, config=schema.CONFIG)
        schema.migrate(connection, 0)
        return connection
    file = Path(path)
    if not read_only:
        take_away(file)
    if not file.exists():
        if read_only:
            raise RecordError(f"{path}: there is no such record; detente read makes one")
        _create(file)
    done = _version(file)
    if done < len(schema.MIGRATIONS) and read_only:
        raise RecordError(
            f"{path}: made by an older detente (schema {done}, this one needs "
            f"{len(schema.MIGRATIONS)}); run detente read on it once to bring it up to date"
        )
    with translated(path):
        connection = _connect(file, read_only)
        if not read_only:
            schema.migrate(connection, done)
    return connection


@contextmanager
def translated(path: str) -> Iterator[None]:
    """Turn what DuckDB raises inside into a :class:`RecordError` that names *path*.

    Inside, nobody breaks off what DuckDB does (:func:`detente.stopping.held`).  A program that has
    no such handler gets the :class:`KeyboardInterrupt` that DuckDB makes an error of its own.
    """
    with stopping.held():
        try:
            yield
        except duckdb.Error as error:
            raise RecordError(_explain(path, str(error))) from error
        except RuntimeError as error:
            if "interrupted" in str(error).lower():
                raise KeyboardInterrupt from error
            raise


_FULL = ("No space left", "File too large", "Disk quota exceeded", "Out of space")


def _explain(path: str, message: str) -> str:
    """What DuckDB says, and what to do about it in detente; DuckDB's own advice does not help."""
    first = message.strip().splitlines()[0] if message.strip() else "unknown error"
    first = first.partition(" See also ")[0].partition(" However, you would ")[0].rstrip(".")
    if "Could not set lock" in message:
        held = re.search(r"\(PID (\d+)\)", message)
        process = f", process {held[1]}" if held else ""
        return (
            f"{path}: the record is in use by another program{process}; wait until it has finished"
        )
    if any(words in message for words in _FULL):
        return (
            f"{path}: the disk is full; make room, then run the same command again: what the "
            f"record had, it has ({first})"
        )
    if "different configuration" in message or "already attached" in message:
        return f"{path}: the record is already open in this program; close it first"
    if "Corrupt" in message or "Could not read enough bytes" in message or "INTERNAL" in message:
        return f"{path}: the record is damaged; restore a copy or read the reports again ({first})"
    return f"{path}: {first}"


def _connect(file: Path, read_only: bool) -> DuckDBPyConnection:
    return duckdb.connect(str(file), read_only=read_only, config=schema.CONFIG)


def _create(file: Path) -> None:
    if not file.parent.is_dir():
        raise RecordError(f"{file}: there is no folder {file.parent}; make it first")
    new = unfinished(file)
    try:
        with translated(str(file)):
            connection = _connect(new, read_only=False)
            try:
                schema.migrate(connection, 0)
                # Closing writes too, but says nothing where it can't.
                connection.execute("CHECKPOINT")
            finally:
                connection.close()
        # Another process may have made the record meanwhile: theirs stays.
        with suppress(FileExistsError):
            _place(new, file)
    except OSError as error:
        raise RecordError(f"{file}: cannot be made ({error.strerror}); choose another place") from (
            error
        )
    finally:
        new.unlink(missing_ok=True)
        Path(f"{new}.wal").unlink(missing_ok=True)


def _place(new: Path, file: Path) -> None:
    """Puts the new record where nothing stands; raises :class:`FileExistsError` if something does.

    Where the file system has no hard links, the place is taken by an empty file first, so that
    nobody else's record is replaced.
    """
    try:
        os.link(new, file)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
        try:
            new.replace(file)
        except OSError:
            file.unlink(missing_ok=True)
            raise


def _version(file: Path) -> int:
    """How many migrations the record has had; looks only, changes nothing."""
    _check_is_database(file)
    with translated(str(file)), _connect(file, read_only=True) as connection:
        if not _says_it_is_a_record(connection):
            raise RecordError(
                f"{file}: a DuckDB file, but not a detente record; nothing was changed, "
                "name another file"
            )
        found = connection.execute("SELECT number FROM migrations ORDER BY number").fetchall()
        numbers = [number or 0 for (number,) in found]
        done = max(numbers, default=0)
        if done > len(schema.MIGRATIONS):
            raise RecordError(
                f"{file}: made by a newer detente (schema {done}, this one knows "
                f"{len(schema.MIGRATIONS)}); upgrade with: pip install --upgrade detente"
            )
        whole = numbers == [*range(1, done + 1)] and done > 0
        odd = schema.altered(connection, done) if whole else "its list of migrations has gaps"
        if odd:
            raise RecordError(
                f"{file}: the record was altered by another program: {odd}; nothing was changed, "
                "restore a copy or read the reports into a new record"
            )
        return done


_KNOWN_BY: schema.Shape = {
    "about": [("name", "VARCHAR"), ("value", "VARCHAR")],
    "migrations": [("number", "INTEGER"), ("name", "VARCHAR")],
}


def _says_it_is_a_record(connection: DuckDBPyConnection) -> bool:
    """Whether a database has the tables by which a record of any version is known."""
    found = schema.shape(connection)
    if any(found.get(table) != columns for table, columns in _KNOWN_BY.items()):
        return False
    about = connection.execute("SELECT value FROM about WHERE name = 'format'").fetchall()
    return bool(about == [(schema.FORMAT,)])


def _check_is_database(file: Path) -> None:
    try:
        check_is_file(file)
        with file.open("rb") as stream:
            start = stream.read(12)
    except UnfitError as unfit:
        raise RecordError(unfit.at(file)) from unfit
    except OSError as error:
        raise RecordError(
            f"{file}: cannot be read ({error.strerror}); check the path and its permissions"
        ) from error
    if not is_database(start):
        what = "is empty" if not start else "is not a detente record"
        raise RecordError(f"{file}: {what}; nothing was changed, name another file or remove it")
