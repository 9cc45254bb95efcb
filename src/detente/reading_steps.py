"""The steps of one reading: code what is new, date the undated, merge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from detente.errors import SourceError
from detente.model import CODED, UNKNOWN_INTERVAL, Actor, Annotation, Interval, Published, Report

if TYPE_CHECKING:
    from detente.pipeline import Coder
    from detente.record import Record

Progress = Callable[[str, int, int | None], None]
"""Told the step, how much of it is done, and of how much where that is known."""

DATED = ("stated", "given")
"""The bases that prove something; an inferred day proves nothing further."""


class Reading(Struct, frozen=True):
    """What :func:`read` did.

    ``new``, ``replaced`` and ``unchanged`` count the reports that were read, ``events`` the events
    of the record after it.  ``bracketed`` and ``undated`` are ids of English reports without a
    day of their own: with an interval that the record proves, and with none.
    ``other_languages`` has ids with the language of the record's reports that are not in English,
    which are kept and not coded.  ``errors`` is what could not be read.
    """

    new: int = 0
    replaced: int = 0
    unchanged: int = 0
    events: int = 0
    bracketed: tuple[str, ...] = ()
    undated: tuple[str, ...] = ()
    other_languages: tuple[tuple[str, str], ...] = ()
    errors: tuple[SourceError, ...] = ()

    @property
    def reports(self) -> int:
        """How many reports were read."""
        return self.new + self.replaced + self.unchanged


class Steps:
    """The steps of one reading and what they counted."""

    def __init__(self, coder: Coder, record: Record, tell: Progress) -> None:
        self.coder, self.record, self.tell = coder, record, tell
        # Another language model reads otherwise, so it counts as another codebook would.
        self.coded_with = f"{coder.codebook_hash} {coder.version}"
        self.errors: list[SourceError] = []
        self.unchanged = 0
        self.new = self.replaced = 0

    @property
    def changed(self) -> bool:
        return bool(self.new or self.replaced)

    def add(self, sources: Iterable[Report | SourceError]) -> None:
        """Codes what the record does not have yet."""
        self.tell("coding reports", 0, None)
        coded = self.coder.annotate(self._unread(sources))
        added = self.record.add(self._counted(coded), codebook=self.coded_with)
        self.new, self.replaced = added.new, added.replaced
        self.unchanged += added.unchanged
        if self.errors:
            self.record.add_unread(self.errors)

    def _unread(self, sources: Iterable[Report | SourceError]) -> Iterator[Report]:
        for report in readable(sources, self.errors.append):
            if self.record.unchanged(report, self.coded_with):
                self.unchanged += 1
            else:
                yield report

    def _counted(self, annotations: Iterable[Annotation]) -> Iterator[Annotation]:
        for done, annotation in enumerate(annotations, start=1):
            yield annotation
            self.tell("coding reports", done, None)

    def date_the_undated(self) -> None:
        """Gives every report without a day the interval that the dated ones prove.

        All are tried anew, each from what its own text says alone, so that the outcome does not
        depend on the order in which reports were read.
        """
        from detente.merging import bracket

        undated = [self.record.annotation(id_).report for id_, _ in self._without_day()]
        if not undated:
            return
        dated = [a for a in self.record.annotations() if a.report.published.basis in DATED]
        for done, report in enumerate(undated):
            self.tell("dating undated reports", done, len(undated))
            bare = replace(report, published=Published())
            (annotation,) = self.coder.annotate([bare])
            proven = bracket(annotation, dated, self._terms, self._same_office)
            if proven != bare.published:
                (annotation,) = self.coder.annotate([replace(bare, published=proven)])
            self.record.add([annotation], codebook=self.coded_with)

    def _terms(self, actor: Actor) -> tuple[Interval, ...]:
        """When *actor* held the office it is named with, as far as the tables know.

        One that is in office at the end of the tables may be so still.
        """
        return tuple(
            term.interval if term.end else replace(term.interval, latest=None)
            for person in self.coder.tables.people(actor.name)
            if person.wikidata == actor.wikidata
            for term in self.coder.tables.office_of(person, UNKNOWN_INTERVAL)
            if (term.country, term.title) == (actor.country, actor.office)
        )

    def _same_office(self, actor: Actor, other: Actor) -> tuple[Interval, ...]:
        """When *actor* held, in its own country, the office that *other* is named with.

        Where *other* has no name of its own, only somebody counts who never held another office.
        """
        tables = self.coder.tables
        codes = {
            term.office
            for person in tables.people(other.name)
            if other.wikidata and person.wikidata == other.wikidata
            for term in tables.office_of(person, UNKNOWN_INTERVAL)
            if (term.country, term.title) == (other.country, other.office)
        }
        if not other.wikidata:
            codes = {c for o in tables.offices if o.phrase == other.office for c in o.offices}
        held = [
            term
            for person in tables.people(actor.name)
            if person.wikidata == actor.wikidata
            for term in tables.office_of(person, UNKNOWN_INTERVAL)
        ]
        if not other.wikidata and any(term.office not in codes for term in held):
            return ()
        return tuple(
            term.interval if term.end else replace(term.interval, latest=None)
            for term in held
            if term.office in codes and term.country == actor.country
        )

    def merge(self) -> None:
        """Merges all mentions of the record into events, and finds what answers what."""
        from detente.merging import merge
        from detente.positions import discourse

        self.tell("merging events", 0, None)
        annotations = list(self.record.annotations())
        self.record.rebuild_events(merge(annotations), discourse(annotations))

    def result(self) -> Reading:
        """What was done, for the caller."""
        without = self._without_day()
        foreign = f"SELECT id, language FROM reports WHERE language <> '{CODED}' ORDER BY id"
        ((events,),) = self.record.sql("SELECT count(*) FROM events").fetchall()
        return Reading(
            new=self.new,
            replaced=self.replaced,
            unchanged=self.unchanged,
            events=events,
            bracketed=tuple(id_ for id_, basis in without if basis == "inferred"),
            undated=tuple(id_ for id_, basis in without if basis == "unknown"),
            other_languages=tuple(self.record.sql(foreign).fetchall()),
            errors=tuple(self.errors),
        )

    def _without_day(self) -> list[tuple[str, str]]:
        """Ids and bases of the English reports whose day neither their text nor the user gives."""
        query = (
            "SELECT id, basis FROM reports "
            f"WHERE basis NOT IN {DATED} AND language = '{CODED}' ORDER BY id"
        )
        return self.record.sql(query).fetchall()


def readable(
    sources: Iterable[Report | SourceError], on_error: Callable[[SourceError], None]
) -> Iterator[Report]:
    """The reports among *sources*; *on_error* is told what could not be read."""
    for source in sources:
        if isinstance(source, SourceError):
            on_error(source)
        else:
            yield source
