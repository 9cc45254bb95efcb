"""The record: annotations and events in a DuckDB file, written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from typing import Literal

import msgspec
from duckdb import DuckDBPyConnection
from msgspec import Struct
from msgspec.structs import replace

from detente import stopping
from detente.errors import AskedError, RecordError, SourceError
from detente.model import Annotation, Discourse, Event
from detente.model.followed import Following
from detente.model.kinds_of_acts import Kinds
from detente.record import kept_decisions, rows
from detente.record.kept_decisions import Decision
from detente.record.merging_changes import SAY, MergingChanges
from detente.record.merging_tables import STAMP, forget
from detente.record.opened import FOLLOWED, OpenedRecord
from detente.record.opening import translated
from detente.record.story_queries import drop_followed
from detente.record.transactions import Transaction

# A transaction costs a few milliseconds on disk and a crash the reports of one: a few dozen keep
# both small.
_BATCH = 32

Outcome = Literal["new", "replaced", "unchanged"]

# The tables that name a report, and where; the events that cite one are found apart.
_OF_A_REPORT = (
    ("reports", "id"),
    *((table, "report") for table in rows.ANNOTATION_TABLES if table != "reports"),
    *((table, "report") for table in rows.DISCOURSE_TABLES),
    ("answers", "to_report"),
)
_FORGET_UNREAD = "DELETE FROM unread WHERE list_contains(?::VARCHAR[], source)"

TABLES = "tables"
"""The fact about a record that is the last day of its newest tables of actors."""

EMPTY_DISCOURSE = Discourse()
NOTHING_FOLLOWED = Following()


class Added(Struct, frozen=True):
    """What :meth:`Record.add` did, counted in reports."""

    new: int = 0
    replaced: int = 0
    unchanged: int = 0


class Record(OpenedRecord):
    """A record in the file *path*, made if there is none; ``":memory:"`` keeps it in memory.

    Close it, or use it as a context manager.  Raises :class:`RecordError`, from every method, for
    what cannot be opened, read or written; the message names the file and the remedy.
    """

    # Writing

    def add(
        self, annotations: Iterable[Annotation], codebook: str = "", known_until: str = ""
    ) -> Added:
        """Keep *annotations*; *codebook* is the hash of the codebook they were coded with.

        *known_until* is the last day that the tables of actors know of, with which they were read;
        the record keeps the latest, and see :meth:`check_tables`.

        An annotation that the record has already changes nothing; another one of the same report
        replaces it, and the events that were merged from it go with it.  Of a report that stands
        under several paths, the one that sorts first is kept, whichever comes first.

        A few dozen reports are a transaction, so a crash loses no more than those and leaves none
        half-written.  Events are not merged anew: see :meth:`rebuild_events`.
        """
        counts = {"new": 0, "replaced": 0, "unchanged": 0}
        source = iter(annotations)
        while batch := list(islice(source, _BATCH)):
            with translated(self.path):
                for outcome in self._add(batch, codebook, known_until):
                    counts[outcome] += 1
        return Added(**counts)

    def _add(self, batch: Sequence[Annotation], codebook: str, known_until: str) -> list[Outcome]:
        """Keep a batch in one transaction; what became of each annotation in it."""
        self._writable()
        kept = self._kept({annotation.report.id for annotation in batch})
        outcomes: list[Outcome] = []
        changed: dict[str, Annotation] = {}
        now = dict(kept)
        for annotation in batch:
            id_ = annotation.report.id
            before = now.get(id_)
            annotation = _under_first_path(annotation, before)
            row = rows.kept(annotation, codebook)
            same = before is not None and before.digest == row.digest
            outcomes.append("unchanged" if same else "replaced" if before else "new")
            if not same:
                now[id_], changed[id_] = row, annotation
        if changed:
            given = {annotation.report.source for annotation in batch}
            with self.transaction() as connection:
                self._drop(connection, sorted(changed.keys() & kept.keys()))
                written = [rows.annotation_rows(a, now[id_]) for id_, a in changed.items()]
                for table in rows.ANNOTATION_TABLES:
                    self._insert(table, [row for one in written for row in one[table]])
                connection.execute(_FORGET_UNREAD, [sorted(given)])
                if known_until > (self._about(TABLES) or ""):
                    connection.execute(SAY, [TABLES, known_until])
        return outcomes

    def check_tables(self, known_until: str) -> None:
        """Raise :class:`RecordError` where the record was read with newer tables of actors.

        *known_until* is the last day that those now used know of.  Reports read with them would
        have strangers where the others have people in office; looking at the record does no harm.
        """
        newest = self._about(TABLES) or ""
        if newest > known_until:
            raise RecordError(
                f"{self.path}: read with tables that know who held office until {newest}; those of "
                f"this detente end {known_until}. Nothing was changed: upgrade with pip install "
                "--upgrade detente, or read into a new record"
            )

    def _kept(self, ids: Iterable[str]) -> dict[str, rows.Kept]:
        """What the record has of the reports *ids*."""
        found = self._open().execute(
            f"SELECT {rows.KEPT} FROM reports WHERE list_contains(?::VARCHAR[], id)", [sorted(ids)]
        )
        return {row[0]: rows.Kept(*row) for row in found.fetchall()}

    def _drop(self, connection: DuckDBPyConnection, reports: Sequence[str]) -> None:
        """Remove *reports* and all that cites them, which stands until the next merging."""
        if not reports:
            return
        for table, column in _OF_A_REPORT:
            connection.execute(
                f"DELETE FROM {table} WHERE list_contains(?::VARCHAR[], {column})", [reports]
            )
        events = connection.execute(
            "SELECT DISTINCT event FROM event_event_mentions "
            "WHERE list_contains(?::VARCHAR[], report)",
            [reports],
        ).fetchall()
        for table in rows.EVENT_TABLES:
            column = "id" if table == "events" else "event"
            connection.execute(
                f"DELETE FROM {table} WHERE list_contains(?::VARCHAR[], {column})",
                [[event for (event,) in events]],
            )
        drop_followed(connection, reports, [event for (event,) in events])
        # Were the report ever to come back as it was, its events would still be missing.
        forget(connection, reports)
        connection.execute("DELETE FROM about WHERE name IN ('events', 'merged', 'followed')")

    def remove(self, reports: Sequence[str]) -> list[str]:
        """Take reports out, by id or by source, with all that was read in them; returns their ids.

        The events that they told of go too, until the next :meth:`rebuild_events`.  Raises
        :class:`RecordError` for a report that the record does not have, and then removes none.
        """
        found: list[str] = []
        for name in reports:
            rows_of = self._all("SELECT id FROM reports WHERE id = ? OR source = ?", [name, name])
            if not rows_of:
                raise RecordError(f"{self.path}: no report {name!r}; detente show names reports")
            found += [id_ for (id_,) in rows_of]
        ids = sorted(set(found))
        with translated(self.path), self.transaction() as connection:
            self._drop(connection, ids)
        return ids

    def add_unread(self, errors: Iterable[SourceError], read: Iterable[str] = ()) -> None:
        """Keep which sources could not be read, and why; reading one later removes it.

        *read* are sources that now could be, though nothing in the record changes by that.
        """
        reasons = {
            error.where: error.what + (f" ({error.remedy})" if error.remedy else "")
            for error in errors
        }
        connection, forgotten = self._writable(), sorted(read)
        if not reasons and not forgotten:
            return
        with translated(self.path), self.transaction():
            connection.execute(_FORGET_UNREAD, [forgotten])
            for source, reason in sorted(reasons.items()):
                connection.execute("INSERT OR REPLACE INTO unread VALUES (?, ?)", [source, reason])

    def rebuild_events(
        self,
        events: Iterable[Event],
        discourse: Discourse = EMPTY_DISCOURSE,
        kinds: Kinds | None = None,
        followed: Following = NOTHING_FOLLOWED,
    ) -> bool:
        """Put what was made from all annotations in place of what it has.

        That is *events* and *discourse*, and the stories and links *followed* through them.
        *kinds*, where it is given, is what they were merged by.  One transaction; returns whether
        anything changed.
        """
        said = None if kinds is None else msgspec.json.encode(kinds, order="deterministic").decode()
        merged = sorted(events, key=lambda event: event.id)
        digest = rows.merged_digest(merged, discourse, followed)
        facts = {"events": digest, "merged": self._state()} | (
            {} if said is None else {"kinds": said}
        )
        if all(self._about(name) == value for name, value in facts.items()):
            return False
        written = rows.event_rows(merged) | rows.discourse_rows(discourse)
        written |= rows.followed_rows(followed)
        with translated(self.path), self.transaction() as connection:
            for table in written:
                stopping.check()
                connection.execute(f"DELETE FROM {table}")
                self._insert(table, written[table])
            connection.execute("DELETE FROM about WHERE name = ?", [STAMP])
            for name, value in facts.items():
                connection.execute(SAY, [name, value])
        return True

    def decide(self, decision: Decision) -> Decision:
        """Keep *decision*, with the number that it gets.

        Events are not merged anew: do both in one :meth:`transaction`.
        """
        ((last,),) = self._all("SELECT coalesce(max(number), 0) FROM decisions")
        numbered = replace(decision, number=last + 1)
        with translated(self.path), self.transaction():
            for table, new in kept_decisions.decision_rows(numbered).items():
                self._insert(table, new)
        return numbered

    def undo_decision(self, number: int, by: str | None = None, at: datetime | None = None) -> None:
        """Take a decision back; it stays in the record as undone.

        Raises :class:`AskedError` where there is none of that *number* that stands.
        """
        stands = "number = ? AND undone_at IS NULL"
        if not self._all(f"SELECT 1 FROM decisions WHERE {stands}", [number]):
            raise AskedError(f"no decision {number} stands; detente decisions lists them")
        moment = (at or datetime.now(UTC)).isoformat()
        with translated(self.path), self.transaction() as connection:
            connection.execute(
                f"UPDATE decisions SET undone_by = ?, undone_at = ? WHERE {stands}",
                [by, moment, number],
            )

    @contextmanager
    def merging(self, kinds: Kinds) -> Iterator[MergingChanges]:
        """One transaction in which events are taken out and put in, for :mod:`detente.remerging`.

        At its end the record's events are those of its reports, as decided; *kinds* is by what they
        were merged.
        """
        with translated(self.path), self.transaction() as connection:
            changes = MergingChanges(connection, self._insert)
            yield changes
            changes.finish(kinds, self._state())

    def rebuild_followed(self, discourse: Discourse, followed: Following) -> None:
        """Put what the statements and events have to do with each other in place of what was."""
        with translated(self.path), self.transaction() as connection:
            written = rows.discourse_rows(discourse) | rows.followed_rows(followed)
            for table in written:
                stopping.check()
                connection.execute(f"DELETE FROM {table}")
                self._insert(table, written[table])
            connection.execute(SAY, [FOLLOWED, self._state()])

    def transaction(self) -> Transaction:
        """Does all in a ``with`` block or, where something is raised in it, nothing."""
        return Transaction(self._writable(), self._under_way, self.path)

    # Inside

    def _writable(self) -> DuckDBPyConnection:
        if self.read_only:
            raise RecordError(f"{self.path}: the record was opened for reading only")
        return self._open()

    def _insert(self, table: str, new: Sequence[rows.Row]) -> None:
        """Add rows in one statement a table: a list a column, unnested side by side."""
        if not new:
            return
        if table not in self._types:
            described = self._open().execute(f"DESCRIBE {table}").fetchall()
            self._types[table] = [column[1] for column in described]
        types = self._types[table]
        columns = ", ".join(f"unnest(?::{type_}[])" for type_ in types)
        values = [[row[i] for row in new] for i in range(len(types))]
        self._open().execute(f"INSERT INTO {table} SELECT {columns}", values)


def _under_first_path(annotation: Annotation, kept: rows.Kept | None) -> Annotation:
    """*annotation* with the path that its report is *kept* under, if that sorts before its own.

    A report that has changed is another, and is under its own path.
    """
    report = annotation.report
    if kept is None or report.source <= kept.source or not rows.is_elsewhere(report, kept):
        return annotation
    return replace(annotation, report=replace(report, source=kept.source))
