"""Writing to a record: all of it or nothing, also where one writing is a part of another."""

from __future__ import annotations

from contextlib import suppress

import duckdb
from duckdb import DuckDBPyConnection

from detente.record import schema
from detente.record.opening import translated


class Transaction:
    """Commits at the end of a ``with`` block, rolls back when something is raised in it.

    *under_way* are those of the record *path* that this one is within; it is then a part of the
    outermost.
    """

    def __init__(
        self, connection: DuckDBPyConnection, under_way: list[Transaction], path: str
    ) -> None:
        self._connection = connection
        self._under_way = under_way
        self._path = path

    def __enter__(self) -> DuckDBPyConnection:
        if not self._under_way:
            with translated(self._path):
                self._connection.begin()
        self._under_way.append(self)
        return self._connection

    def __exit__(self, kind: type[BaseException] | None, *raised: object) -> None:
        self._under_way.pop()
        if self._under_way:
            return
        if kind is None:
            with translated(self._path):
                schema.seal(self._connection)
                self._connection.commit()
            return
        # After a disk was full there is nothing left to roll back; what was raised is the reason.
        with suppress(duckdb.Error):
            self._connection.rollback()
