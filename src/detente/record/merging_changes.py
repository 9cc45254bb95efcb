"""One merging of a record: what is taken out of its events and put in, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
from duckdb import DuckDBPyConnection

from detente.model import Event
from detente.model.kinds_of_acts import Kinds
from detente.record import rows
from detente.record.merging_tables import MergingTables

Insert = Callable[[str, Sequence[rows.Row]], None]

EVENTS = 5000
"""Events that are written at once."""

SAY = "INSERT OR REPLACE INTO about VALUES (?, ?)"


class MergingChanges:
    """What one merging does; *insert* adds rows to a table.

    ``tables`` are what the record keeps of earlier ones.
    """

    def __init__(self, connection: DuckDBPyConnection, insert: Insert) -> None:
        self._connection = connection
        self._insert = insert
        self.tables = MergingTables(connection)

    def take_out(self, events: Sequence[str]) -> None:
        """Remove events by their ids."""
        if not events:
            return
        for table in rows.EVENT_TABLES:
            column = "id" if table == "events" else "event"
            self._connection.execute(
                f"DELETE FROM {table} WHERE {column} IN (SELECT unnest(?::VARCHAR[]))",
                [[*events]],
            )

    def take_out_all(self) -> None:
        """Remove all events."""
        for table in rows.EVENT_TABLES:
            self._connection.execute(f"DELETE FROM {table}")

    def put_in(self, events: Sequence[Event]) -> None:
        """Add events."""
        for start in range(0, len(events), EVENTS):
            written = rows.event_rows(events[start : start + EVENTS])
            for table in rows.EVENT_TABLES:
                self._insert(table, written[table])

    def finish(self, kinds: Kinds, state: str) -> None:
        """Write from what all was made: *state* is that of the record's reports and decisions."""
        packed = msgspec.json.encode(kinds, order="deterministic").decode()
        for name, value in (("merged", state), ("kinds", packed)):
            self._connection.execute(SAY, [name, value])
        self._connection.execute("DELETE FROM about WHERE name = 'events'")
        self.tables.close()
