"""A record that is open, and what can be asked of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any, Self

import msgspec
from duckdb import DuckDBPyConnection, DuckDBPyRelation
from msgspec.structs import replace

from detente.errors import AskedError, RecordError
from detente.model import Annotation, Event, Modality, Quotation, Report, StatementKind
from detente.model.followed import EventLink, Story
from detente.model.kinds_of_acts import Kinds
from detente.record import kept_decisions, queries, rows, story_queries
from detente.record.kept_decisions import Decision
from detente.record.merging_tables import objects, told_and_stories
from detente.record.opening import open_record, translated
from detente.record.parties import check_order, check_types
from detente.record.queries import FoundEvent, Unread, WantedEvents
from detente.record.statement_queries import Wanted, statements
from detente.record.transactions import Transaction

if TYPE_CHECKING:
    from detente.merging import Account, Decisions

_FETCHED = 32
"""Reports that are unpacked at once."""

FOLLOWED = "followed"
"""The fact about a record from what it was worked out which of its events hang together."""


class OpenedRecord:
    """The record in the file *path*, as :class:`~detente.record.Record` opens it."""

    def __init__(self, path: str | PathLike[str], read_only: bool = False) -> None:
        self.path = fspath(path)
        self.read_only = read_only
        self._connection: DuckDBPyConnection | None = open_record(self.path, read_only)
        self._types: dict[str, list[str]] = {}
        self._under_way: list[Transaction] = []

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

    # Asking

    @property
    def merged(self) -> bool:
        """Whether the events were merged from the annotations that the record has now."""
        return self._about("merged") == self._state()

    @property
    def followed(self) -> bool:
        """Whether what hangs together was worked out from what the record has now."""
        return self._about(FOLLOWED) == self._state()

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
        for report in self.ids():
            yield self.annotation(report)

    def ids(self) -> list[str]:
        """The ids of all reports, in order."""
        return [id_ for (id_,) in self._all("SELECT id FROM reports ORDER BY id")]

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
            while some := found.fetchmany(_FETCHED):
                yield from (rows.unpack(*row) for row in some)
            looking.close()

    def told_and_stories(self) -> tuple[list[bytes], list[tuple[str, str]]]:
        """What merging keeps of all mentions, packed, and pairs of reports that tell one story."""
        with translated(self.path):
            return told_and_stories(self._open())

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
        """The one event whose id is or begins with *prefix*.

        An id that an event had before it was merged into another, or split, is that of the event
        which now holds the mention that it was given for; see :meth:`found_event`.  Raises
        :class:`AskedError` for one that is no event's, with the nearest.
        """
        return self.found_event(prefix).event

    def found_event(self, prefix: str) -> FoundEvent:
        """As :meth:`event`, with the former id where it was asked for by one."""
        with translated(self.path):
            try:
                return queries.event(self._open(), prefix)
            except AskedError as error:
                if self.merged:
                    raise
                raise AskedError(f"{error}; {queries.UNMERGED}") from None

    def account(self, event: str) -> Account:
        """Field by field what the reports say of an event, and what is shown of it and why.

        *event* is as for :meth:`event`, and so is what is raised.
        """
        from detente.merging import account

        found = self.event(event)
        reports = dict.fromkeys(report for report, _ in found.mentions)
        told = [self.annotation(report) for report in reports]
        return account(found, told, kinds=self.kinds or Kinds())

    def decisions(self) -> list[Decision]:
        """What people decided of events, in the order in which they did; undone ones too."""
        with translated(self.path):
            return kept_decisions.all_decisions(self._open())

    def rulings(self) -> Decisions:
        """The decisions that stand, on mentions as they are now, for merging."""
        return kept_decisions.rulings(self.decisions())

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

    def stories(
        self,
        actors: Sequence[str] = (),
        since: date | None = None,
        until: date | None = None,
        *,
        open_ended: bool = False,
    ) -> list[Story]:
        """Stories in the order of their days; every report in English is in exactly one.

        A story is given if it tells of an event in which all of *actors* have a part, and if its
        reports are of the days from *since* to *until*; these are asked for, and what is raised is,
        as in :meth:`events`.
        """
        check_order(since, until)
        with translated(self.path):
            wanted = WantedEvents(actors, since, until, open_ended=open_ended)
            return story_queries.stories(self._open(), wanted)

    def story(self, prefix: str) -> Story:
        """The one story whose id is or begins with *prefix*.

        Raises :class:`AskedError` for one that is no story's, with the nearest.
        """
        with translated(self.path):
            return story_queries.story(self._open(), prefix, self.merged)

    def links(self, event: str | None = None) -> list[EventLink]:
        """How events hang together: links that begin or end at the event *event*, by its id, or
        all; never that two are one."""
        with translated(self.path):
            return story_queries.links(self._open(), event)

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

    def _all(self, query: str, given: Sequence[object] = ()) -> list[Any]:
        with translated(self.path):
            return self._open().execute(query, given).fetchall()

    def _about(self, name: str) -> str | None:
        found = self._all("SELECT value FROM about WHERE name = ?", [name])
        return found[0][0] if found else None

    def _state(self) -> str:
        """What the reports hold and what was decided of it, in one hash."""
        pairs = self._all("SELECT id, digest FROM reports ORDER BY id")
        decided = kept_decisions.standing(self._open())
        return rows.state((*(part for pair in pairs for part in pair), *decided))
