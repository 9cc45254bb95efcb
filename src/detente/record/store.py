"""The record: annotations and events in a DuckDB file, written whole or not at all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from itertools import islice
from os import PathLike, fspath
from typing import Any, Literal, Self

import duckdb
import msgspec
from duckdb import DuckDBPyConnection, DuckDBPyRelation
from msgspec import Struct
from msgspec.structs import replace

from detente import stopping
from detente.errors import RecordError, SourceError
from detente.model import Annotation, Discourse, Event, Modality, Quotation, Report, StatementKind
from detente.model.kinds_of_acts import Kinds
from detente.record import queries, rows, schema
from detente.record.merging_changes import MergingChanges
from detente.record.merging_tables import STAMP, forget, objects
from detente.record.opening import open_record, translated
from detente.record.parties import check_order, check_types
from detente.record.queries import Unread, WantedEvents
from detente.record.statement_queries import Wanted, statements

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

_SAY = "INSERT OR REPLACE INTO about VALUES (?, ?)"
TABLES = "tables"
"""The fact about a record that is the last day of its newest tables of actors."""

EMPTY_DISCOURSE = Discourse()


class Added(Struct, frozen=True):
    """What :meth:`Record.add` did, counted in reports."""

    new: int = 0
    replaced: int = 0
    unchanged: int = 0


class Record:
    """A record in the file *path*, made if there is none; ``":memory:"`` keeps it in memory.

    Close it, or use it as a context manager.  Raises :class:`RecordError`, from every method, for
    what cannot be opened, read or written; the message names the file and the remedy.
    """

    def __init__(self, path: str | PathLike[str], read_only: bool = False) -> None:
        self.path = fspath(path)
        self.read_only = read_only
        self._connection: DuckDBPyConnection | None = open_record(self.path, read_only)
        self._types: dict[str, list[str]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def close(self) -> None:
        """Write everything to the file and let go of it; closing twice does no harm."""
        if self._connection is not None:
            connection, self._connection = self._connection, None
            with translated(self.path):
                connection.close()

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
            with self._transaction() as connection:
                self._drop(connection, sorted(changed.keys() & kept.keys()))
                written = [rows.annotation_rows(a, now[id_]) for id_, a in changed.items()]
                for table in rows.ANNOTATION_TABLES:
                    self._insert(table, [row for one in written for row in one[table]])
                connection.execute(_FORGET_UNREAD, [sorted(given)])
                if known_until > (self._about(TABLES) or ""):
                    connection.execute(_SAY, [TABLES, known_until])
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
        # Were the report ever to come back as it was, its events would still be missing.
        forget(connection, reports)
        connection.execute("DELETE FROM about WHERE name IN ('events', 'merged', 'discourse')")

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
        with translated(self.path), self._transaction() as connection:
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
        with translated(self.path), self._transaction():
            connection.execute(_FORGET_UNREAD, [forgotten])
            for source, reason in sorted(reasons.items()):
                connection.execute("INSERT OR REPLACE INTO unread VALUES (?, ?)", [source, reason])

    def rebuild_events(
        self,
        events: Iterable[Event],
        discourse: Discourse = EMPTY_DISCOURSE,
        kinds: Kinds | None = None,
    ) -> bool:
        """Put *events* and *discourse*, made from all annotations, in place of those it has.

        *kinds*, where it is given, is what they were merged by.  One transaction; returns whether
        anything changed.
        """
        said = None if kinds is None else msgspec.json.encode(kinds, order="deterministic").decode()
        merged = sorted(events, key=lambda event: event.id)
        digest = rows.merged_digest(merged, discourse)
        facts = {"events": digest, "merged": self._state()} | (
            {} if said is None else {"kinds": said}
        )
        if all(self._about(name) == value for name, value in facts.items()):
            return False
        written = rows.event_rows(merged) | rows.discourse_rows(discourse)
        with translated(self.path), self._transaction() as connection:
            for table in (*rows.EVENT_TABLES, *rows.DISCOURSE_TABLES):
                stopping.check()
                connection.execute(f"DELETE FROM {table}")
                self._insert(table, written[table])
            connection.execute("DELETE FROM about WHERE name IN (?, 'discourse')", [STAMP])
            for name, value in facts.items():
                connection.execute(_SAY, [name, value])
        return True

    @contextmanager
    def merging(self, kinds: Kinds, discourse: Discourse) -> Iterator[MergingChanges]:
        """One transaction in which events are taken out and put in, for :mod:`detente.remerging`.

        At its end the record's events are those of its reports; *kinds* is by what they were
        merged, *discourse* what the statements have to do with each other.
        """
        with translated(self.path), self._transaction() as connection:
            changes = MergingChanges(connection, self._insert)
            yield changes
            changes.finish(kinds, discourse, self._state())
            connection.execute("DELETE FROM about WHERE name = 'events'")

    # Asking

    @property
    def merged(self) -> bool:
        """Whether the events were merged from the annotations that the record has now."""
        return self._about("merged") == self._state()

    @property
    def kinds(self) -> Kinds | None:
        """By what the acts of its codebook are known; ``None`` where an older detente merged it."""
        kept = self._about("kinds")
        return None if kept is None else msgspec.json.decode(kept, type=Kinds)

    def unchanged(self, report: Report, codebook: str = "") -> bool:
        """Whether *report* was read before, with this version and *codebook*, just as it is.

        Where the report's day is inferred from other reports, that inference is not looked at.  A
        path of the same report that sorts after the one that is kept makes no difference.
        """
        found = self._all("SELECT fingerprint, source FROM reports WHERE id = ?", [report.id])
        if not found:
            return False
        ((fingerprint, source),) = found
        first = replace(report, source=min(report.source, source))
        return bool(rows.fingerprint(first, codebook) == fingerprint)

    def codebooks(self) -> list[tuple[str, str]]:
        """The versions of detente and the hashes of the codebooks that the reports were read with.

        Sorted; one pair unless the record was only partly read anew.
        """
        return self._all("SELECT DISTINCT version, codebook FROM reports ORDER BY ALL")

    def reports(self) -> list[Report]:
        """All reports, by id."""
        found = self._all(f"SELECT {rows.PACKED} FROM reports ORDER BY id")
        return [rows.unpack_report(*row) for row in found]

    def annotation(self, report: str) -> Annotation:
        """Everything read in one report; *report* is its id."""
        found = self._all(f"SELECT {rows.PACKED} FROM reports WHERE id = ?", [report])
        if not found:
            raise RecordError(f"{self.path}: no report {report!r}; detente read adds reports")
        return rows.unpack(*found[0])

    def annotations(self) -> Iterator[Annotation]:
        """All annotations, by report id; one at a time, so that they need not fit in memory."""
        for (report,) in self._all("SELECT id FROM reports ORDER BY id"):
            yield self.annotation(report)

    def annotations_of(self, reports: Collection[str]) -> Iterator[Annotation]:
        """The annotations of these reports, by their ids, in no order; a few at a time in memory.

        They are those that were written last, whatever a transaction that is under way does.
        """
        with translated(self.path):
            looking = self._open().cursor()
            looking.register("wanted", {"id": objects(reports)})
            found = looking.execute(
                f"SELECT {rows.PACKED} FROM reports SEMI JOIN wanted USING (id)"
            )
            while some := found.fetchmany(_BATCH):
                yield from (rows.unpack(*row) for row in some)
            looking.close()

    def events(
        self,
        actors: Sequence[str] = (),
        since: date | None = None,
        until: date | None = None,
        types: Sequence[str] = (),
        modality: Modality | None = None,
        *,
        open_ended: bool = False,
        min_confidence: float = 0.0,
    ) -> list[Event]:
        """Events in the order of their days, as far as those are known.

        *actors* are what people call states, bodies and persons: codes, names, abbreviations,
        capitals for their governments ("RUS", "Russia", "UK", "Moscow", "Lavrov"), or keys of
        actors.  An event is given if every one of them has a part in it, as actor, recipient, or
        claimant of the contested place it was at.

        *since* and *until* leave out what was before or after, and what may have been: that of
        which only one end is known, on the other side.  *open_ended* lets that in.  *types* and
        *modality* leave out all others, *min_confidence* what is less sure.

        Raises :class:`~detente.errors.AskedError` for an actor or a type that nobody knows, and
        where *since* is after *until*.
        """
        check_order(since, until)
        with translated(self.path):
            if types:
                check_types(self._open(), types, tuple(self.kinds.types) if self.kinds else ())
            wanted = WantedEvents(actors, since, until, types, modality, open_ended, min_confidence)
            return queries.events(self._open(), wanted)

    def event(self, prefix: str) -> Event:
        """The one event whose id is or begins with *prefix*."""
        with translated(self.path):
            try:
                return queries.event(self._open(), prefix)
            except RecordError as error:
                if self.merged:
                    raise
                raise RecordError(f"{error}; {queries.UNMERGED}") from None

    def statements(
        self,
        by: str | None = None,
        country: str | None = None,
        addressee: str | None = None,
        kind: StatementKind | None = None,
        matter: str | None = None,
        since: date | None = None,
        until: date | None = None,
        *,
        open_ended: bool = False,
    ) -> list[Quotation]:
        """Who said what, by publication and place in the text.

        *by* and *addressee* are who spoke and to whom, called as the actors of :meth:`events`;
        *country* the speaker's country; *matter* the name of a place or an actor that it is about,
        or else words in it.  *since*, *until* and *open_ended* are as for events, and so is what is
        raised.
        """
        check_order(since, until)
        wanted = Wanted(by, country, addressee, kind, matter, since, until, open_ended)
        with translated(self.path):
            return statements(self._open(), wanted, self.merged)

    def unread(self) -> list[Unread]:
        """The sources that could not be read, by name."""
        return [Unread(*row) for row in self._all("SELECT source, reason FROM unread ORDER BY ALL")]

    def sql(self, query: str) -> DuckDBPyRelation:
        """The answer to one query in SQL that only looks, as a DuckDB relation (``.df()`` ...)."""
        with translated(self.path):
            return self._open().sql(queries.select_only(self._open(), query))

    # Inside

    def _open(self) -> DuckDBPyConnection:
        if self._connection is None:
            raise RecordError(f"{self.path}: the record was closed; open it again")
        return self._connection

    def _writable(self) -> DuckDBPyConnection:
        if self.read_only:
            raise RecordError(f"{self.path}: the record was opened for reading only")
        return self._open()

    def _transaction(self) -> _Transaction:
        return _Transaction(self._writable())

    def _all(self, query: str, given: Sequence[object] = ()) -> list[Any]:
        with translated(self.path):
            return self._open().execute(query, given).fetchall()

    def _about(self, name: str) -> str | None:
        found = self._all("SELECT value FROM about WHERE name = ?", [name])
        return found[0][0] if found else None

    def _state(self) -> str:
        """What the reports hold, in one hash."""
        pairs = self._all("SELECT id, digest FROM reports ORDER BY id")
        return rows.state(part for pair in pairs for part in pair)

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


class _Transaction:
    """Commits at the end of a ``with`` block, rolls back when something is raised in it."""

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self._connection = connection

    def __enter__(self) -> DuckDBPyConnection:
        self._connection.begin()
        return self._connection

    def __exit__(self, kind: type[BaseException] | None, *raised: object) -> None:
        if kind is None:
            schema.seal(self._connection)
            self._connection.commit()
            return
        # After a disk was full there is nothing left to roll back; what was raised is the reason.
        with suppress(duckdb.Error):
            self._connection.rollback()
