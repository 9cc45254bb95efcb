"""The steps of one reading: code what is new, date the undated, merge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from detente.errors import SourceError
from detente.model import CODED, UNKNOWN_INTERVAL, Actor, Annotation, Interval, Published, Report
from detente.stopping import Stopped
from detente.watching import Watch

if TYPE_CHECKING:
    from detente.model.kinds_of_acts import Kinds
    from detente.pipeline import Coder
    from detente.record import Added, Record

Progress = Callable[[str, int, int | None], None]
"""Told the step, how much of it is done, and of how much where that is known."""


def silent(step: str, done: int, total: int | None) -> None:
    """Tells nobody how far a step is."""


T = TypeVar("T")

BATCH = 32
"""Reports coded at once, as many as the parser takes."""

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

    def __init__(self, coder: Coder, record: Record, tell: Progress, watch: Watch) -> None:
        self.coder, self.record, self.tell, self.watch = coder, record, tell, watch
        # Another language model reads otherwise, so it counts as another codebook would.
        self.coded_with = f"{coder.codebook_hash} {coder.version}"
        record.check_tables(coder.tables.known_until)
        self.errors: list[SourceError] = []
        self.unchanged = 0
        self.new = self.replaced = 0
        self._stopped: BaseException | None = None
        # Sources that an earlier reading could not read, and those of them that this one could.
        self._unread_before = {source for source, _ in record.sql("FROM unread").fetchall()}
        self._read_now: list[str] = []

    @property
    def changed(self) -> bool:
        return bool(self.new or self.replaced)

    def add(self, sources: Iterable[Report | SourceError]) -> None:
        """Codes what the record does not have yet.

        Where the user stops it, what is coded by then is kept.
        """
        self.tell("coding reports", 0, None)
        coded = attempted(self.coder, self._unread(sources), self.watch)
        added = self._keep(self._until_stopped(coded))
        if self._stopped is not None:
            raise self._stopped
        self.new, self.replaced = added.new, added.replaced
        self.unchanged += added.unchanged
        self._note_unread()

    def _unread(self, sources: Iterable[Report | SourceError]) -> Iterator[Report]:
        for report in readable(sources, self.errors.append):
            if report.source in self._unread_before:
                self._read_now.append(report.source)
            if self.record.unchanged(report, self.coded_with):
                self.unchanged += 1
            else:
                yield report

    def _until_stopped(self, coded: Iterable[Annotation | SourceError]) -> Iterator[Annotation]:
        try:
            for done, annotation in enumerate(readable(coded, self.errors.append), start=1):
                yield annotation
                self.tell("coding reports", done, None)
        except (KeyboardInterrupt, Stopped) as stopped:
            self._stopped = stopped

    def _keep(self, annotations: Iterable[Annotation]) -> Added:
        tables = self.coder.tables.known_until
        return self.record.add(annotations, codebook=self.coded_with, known_until=tables)

    def _note_unread(self) -> None:
        self.record.add_unread(self.errors, read=self._read_now)

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
            outcome = self._placed(
                replace(report, published=Published()),
                lambda bare: bracket(
                    bare, dated, self._terms, self._same_office, kinds=self.coder.kinds
                ),
            )
            if isinstance(outcome, SourceError):
                self.errors.append(outcome)
            else:
                self._keep([outcome])
        self._note_unread()

    def _placed(
        self, bare: Report, prove: Callable[[Annotation], Published]
    ) -> Annotation | SourceError:
        """The annotation of a report without a day, on the days that *prove* finds for it."""
        (first,) = attempted(self.coder, [bare], self.watch)
        if isinstance(first, SourceError):
            return first
        proven = self.watch.attempt(bare.source, len(bare.text), lambda: prove(first))
        if isinstance(proven, SourceError):
            return proven
        if proven == bare.published:
            return first
        (placed,) = attempted(self.coder, [replace(bare, published=proven)], self.watch)
        return placed

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
        """Merges the mentions of the record into events, as far as anything changed, and finds
        what answers what, and which reports and events hang together."""
        merge_changed(self.record, self.coder.kinds, self.tell)

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


def merge_changed(record: Record, kinds: Kinds, tell: Progress) -> None:
    """Merges the mentions of *record* into events, as decided, as far as anything changed, and
    finds what answers what, and which reports and events hang together.  One transaction."""
    from detente.following import follow
    from detente.positions import PositionWords, discourse
    from detente.remerging import found_by_merging, no_cycles_looked_for, remerge

    tell("merging events", 0, None)
    with record.transaction(), no_cycles_looked_for():
        if not remerge(record, kinds) and record.followed:
            return
        annotations = list(record.annotations_of(record.ids()))
        told = discourse(annotations, PositionWords.load(CODED))
        followed = follow(
            annotations, record.events(), told, kinds, found_by_merging=found_by_merging(record)
        )
        record.rebuild_followed(told, followed)


def attempted(
    coder: Coder, reports: Iterable[Report], watch: Watch
) -> Iterator[Annotation | SourceError]:
    """The annotation of each report, in order, or why it has none.

    Where one fails, it and those that were to be coded with it are coded one by one.
    """
    source = iter(reports)
    while batch := list(islice(source, BATCH)):
        together: Iterator[Annotation] | None = coder.annotate(batch)
        size = sum(len(report.text) for report in batch)
        for report in batch:
            if together is not None:
                outcome = watch.attempt(report.source, size, partial(next, together))
                if not isinstance(outcome, SourceError):
                    yield outcome
                    continue
                together = None
            alone = coder.annotate([report])
            yield watch.attempt(report.source, len(report.text), partial(next, alone))


def readable(
    sources: Iterable[T | SourceError], on_error: Callable[[SourceError], None]
) -> Iterator[T]:
    """The reports among *sources*; *on_error* is told what could not be read."""
    for source in sources:
        if isinstance(source, SourceError):
            on_error(source)
        else:
            yield source
