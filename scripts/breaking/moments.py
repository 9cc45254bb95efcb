"""Aimed moments: every call that a command makes of the database or of a file's name is one.

They are counted where they cross into DuckDB and the operating system, so that they stay the same
whatever detente's own functions are called.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec import Struct

_ASKED = ("execute", "executemany", "sql", "query", "begin", "commit", "rollback", "close")
_NAMED = ("link", "replace", "rename", "unlink")


class Moment(Struct, frozen=True):
    """Before or after the *number*-th crossing, counted from 0."""

    number: int
    after: bool = False


def watch(told: Callable[[int, str], None], done: Callable[[int], None]) -> None:
    """Calls *told* before every crossing with its number and what it is, and *done* after it.

    Changes this process for good: call it in a fork.
    """
    import duckdb

    count = -1

    def crossing(what: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def crossed(*given: Any, **more: Any) -> Any:
            nonlocal count
            count += 1
            number = count
            asked = given[0] if given and isinstance(given[0], str | os.PathLike) else ""
            first = " ".join(os.fspath(asked).split())[:60]
            told(number, f"{what} {first}".strip())
            found = call(*given, **more)
            done(number)
            return found

        return crossed

    class Watched:
        """A connection whose calls are counted."""

        def __init__(self, connection: Any) -> None:
            self._connection = connection

        def __getattr__(self, name: str) -> Any:
            found = getattr(self._connection, name)
            return crossing(name, found) if name in _ASKED else found

        def __enter__(self) -> Watched:
            return self

        def __exit__(self, *given: Any) -> None:
            crossing("close", self._connection.__exit__)(*given)

    connect = crossing("connect", duckdb.connect)
    vars(duckdb)["connect"] = lambda *given, **more: Watched(connect(*given, **more))
    for name in _NAMED:
        setattr(os, name, crossing(name, getattr(os, name)))


def tracing(path: Path) -> Callable[[], None]:
    """To be called in a fork: writes what is crossed to *path*, a line a crossing."""

    def start() -> None:
        stream = path.open("w", encoding="utf-8", buffering=1)
        watch(lambda number, what: print(what, file=stream), lambda number: None)

    return start


def sending(moment: Moment, number: int = signal.SIGKILL) -> Callable[[], None]:
    """To be called in a fork: it sends itself the signal *number* at *moment*."""

    def at(crossed: int) -> None:
        if crossed == moment.number:
            os.kill(os.getpid(), number)

    def nothing(crossed: int) -> None:
        pass

    def start() -> None:
        before, after = (nothing, at) if moment.after else (at, nothing)
        watch(lambda crossed, what: before(crossed), after)

    return start


class Moments(Struct, frozen=True):
    """The crossings of an undisturbed run, by what they belong to."""

    all: tuple[str, ...]

    @classmethod
    def read(cls, path: Path) -> Moments:
        """What :func:`tracing` wrote."""
        return cls(tuple(path.read_text("utf-8").splitlines()))

    def making(self) -> list[int]:
        """Those of making the record, until it stands at its place."""
        first = next((i for i, what in enumerate(self.all) if what.startswith(_NAMED)), -1)
        return [*range(first + 1)]

    def committing(self) -> list[int]:
        """The commits."""
        return [i for i, what in enumerate(self.all) if _is_commit(what)]

    def merging(self) -> list[int]:
        """Those of the last transaction, which puts the events in place, and a few before it."""
        commits = self.committing()
        if not commits:
            return []
        last = commits[-1]
        before = commits[-2] if len(commits) > 1 else -1
        return [*range(before + 1, last + 1)]


def _is_commit(what: str) -> bool:
    return what.startswith("commit") or what.upper().startswith("EXECUTE COMMIT")
