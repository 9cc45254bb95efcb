"""Merging what has changed in a record, and only that.

The outcome is that of :func:`detente.merging.merge` on all annotations, whatever came and went
before: a mention's blocks, the verdict on two mentions and the groups of those that hang together
are functions of the mentions alone.  So the blocks of the mentions that come and go are looked at,
of those the places near them, of what then stands beside what else the pairs that did not before;
and where a tie comes or goes, its component is grouped anew and its events replaced.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import islice
from typing import TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from detente import stopping
from detente.following import FoundByMerging
from detente.merging.block_pairs import Names, Where, hashed
from detente.merging.clusters import decided_pairs
from detente.merging.decisions import Name, Settled, settle
from detente.merging.hanging_together import Components
from detente.merging.measures import Measures, shipped
from detente.merging.mention_blocks import Pair, Rows, beside
from detente.merging.mention_keys import mention_id
from detente.merging.merging_tasks import (
    Known,
    Prepared,
    compare_pairs,
    group_components,
    prepare,
    unpacked,
)
from detente.merging.stories import ReportRows, ReportStanding, report_id, reports_beside
from detente.model import Annotation, Event, Interval
from detente.model.kinds_of_acts import Kinds
from detente.record import MergingChanges, Record
from detente.record.merging_tables import Columns, objects
from detente.version import __version__

T = TypeVar("T")

REPORTS = 500
"""Reports that are prepared at once."""

PLACES = 500_000
"""Places in blocks that are looked at at once: some hundred megabytes."""

PAIRS = 20_000
"""Pairs that are compared at once."""

MENTIONS = 5_000
"""Mentions that are grouped at once, but for larger components."""

FETCHES = 16
"""Times that a table is looked through for what is compared or grouped, at most: were it once for
each piece of work, the time would grow with the square of a record."""


def remerge(record: Record, kinds: Kinds, measures: Measures | None = None) -> bool:
    """Bring the events of *record* up to date with its reports and what was decided of them.

    *kinds* is by what its acts are known.  One transaction; returns whether anything was looked at
    anew.  What was made by other measures, kinds or tables, or by another version, is.
    """
    known = measures or shipped()
    with record.merging(kinds) as changes, no_cycles_looked_for():
        return _Work(record, changes, known, kinds).run(_stamp(known, kinds))


def found_by_merging(record: Record) -> FoundByMerging:
    """What the last merging of *record* found that following needs."""
    packed, pairs = record.told_and_stories()
    told = map(unpacked, packed)
    return FoundByMerging({one.name: one for one in told}, pairs)


@contextmanager
def no_cycles_looked_for() -> Iterator[None]:
    """A stretch that makes no values in cycles: to look for some among all takes a third of it."""
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looking:
            gc.enable()


def _stamp(measures: Measures, kinds: Kinds) -> str:
    """All that what is kept depends on beside the annotations, in one hash."""
    whole = sha256(__version__.encode())
    for value in (measures, kinds):
        whole.update(msgspec.json.encode(value, order="deterministic"))
    for room in ("merging", "positions"):
        for table in _tables(files("detente") / "data" / room):
            whole.update(table.read_bytes())
    return whole.hexdigest()


def _tables(folder: Traversable) -> Iterator[Traversable]:
    for one in sorted(folder.iterdir(), key=lambda one: one.name):
        yield from _tables(one) if one.is_dir() else [one]


class _Work:
    """One merging of what has changed."""

    def __init__(
        self, record: Record, changes: MergingChanges, measures: Measures, kinds: Kinds
    ) -> None:
        self._record = record
        self._changes = changes
        self._tables = changes.tables
        self._measures = measures
        self._kinds = kinds
        self._known = Known(measures)
        self._laid_out: dict[int, tuple[str, str, Interval]] = {}
        self._settled = settle(record.rulings())
        self._decided = _by_name(self._settled)

    def run(self, stamp: str) -> bool:
        """Take out and put in the events that change; whether there was anything to look at."""
        tables = self._tables
        if tables.stamp != stamp:
            tables.begin_anew(stamp)
            self._changes.take_out_all()
        gone, new = tables.gone(), tables.new()
        if not gone and not new and tables.decided() == self._decided:
            return False
        tables.take_out(gone)
        for batch in _batches(self._record.annotations_of(new) if new else (), REPORTS):
            stopping.check()
            self._prepare(batch)
        if gone or new:
            self._look_at_mentions()
            self._look_at_reports()
        tables.settle()
        tables.decide(self._decided)
        if gone or new:
            self._look_at_stories()
            tables.change_ties()
            self._compare()
        self._group()
        return True

    # What comes

    def _prepare(self, annotations: Sequence[Annotation]) -> None:
        places: list[ReportStanding] = []
        mentions: list[Prepared] = []
        reports = [annotation.report.id for annotation in annotations]
        for annotation in annotations:
            own, told = prepare(annotation, self._measures, self._kinds)
            places.append(own)
            mentions += told
        self._tables.put_in(
            "merging_reports",
            {
                "report": objects(reports),
                "name": np.array([report_id(r) for r in reports], np.uint64),
                "digest": objects("" for _ in reports),
            },
        )
        rows = ReportRows.of(places)
        self._tables.put_in(
            "merging_report_keys",
            {
                "key": rows.key,
                "place": rows.place,
                "name": rows.report,
                "earliest": rows.earliest,
                "latest": rows.latest,
            },
        )
        standing = [one.standing for one in mentions]
        self._tables.put_in(
            "merging_mentions",
            {
                "name": np.array([s.id for s in standing], np.uint64),
                "report": np.array([s.report for s in standing], np.uint64),
                "id": objects(one.id for one in mentions),
                "family": np.array([s.family for s in standing], np.uint64),
                "earliest": np.array([s.earliest for s in standing], np.int64),
                "latest": np.array([s.latest for s in standing], np.int64),
                "lasting": np.array([s.lasting for s in standing], np.uint64),
                "said": np.array([s.said for s in standing], np.uint64),
                "told": objects(one.told for one in mentions),
                "telling": objects(one.telling for one in mentions),
            },
        )
        stood = Rows.of(standing)
        self._tables.put_in(
            "merging_keys", {"key": stood.key, "place": stood.place, "name": stood.mention}
        )

    # Who stands beside whom

    def _look_at_mentions(self) -> None:
        reach = self._measures.blocks.beside
        parts = 1 + self._tables.coming("merging_keys") // PLACES
        for part in range(parts):
            stopping.check()
            found = self._tables.windows("merging_keys", reach, part, parts)
            block = _parts(found)
            before, after = (
                beside(_rows(found, which), self._measures, block[which])
                for which in (found["change"] <= 0, found["change"] >= 0)
            )
            one, other, count = _growth(_staying(before, found), after)
            self._tables.note_pairs(one, other, count, np.zeros(len(one), np.int64))

    def _look_at_reports(self) -> None:
        table = self._measures.story
        parts = 1 + self._tables.coming("merging_report_keys") // PLACES
        for part in range(parts):
            stopping.check()
            found = self._tables.windows("merging_report_keys", table.beside, part, parts)
            block = _parts(found)
            before, after = (
                reports_beside(_report_rows(found, which), table, block[which])
                for which in (found["change"] <= 0, found["change"] >= 0)
            )
            self._tables.note_stories(*_growth(_staying(before, found), after))

    def _look_at_stories(self) -> None:
        """Which reports tell one story, and which mentions are to be compared by that."""
        tables = self._tables
        tables.leave_stories()
        asked = tables.stories_asked()
        like = np.zeros(len(asked["one"]))
        for part, pieces in _pieces(len(like), PAIRS):
            self._lay_out(asked["one"][part], asked["other"][part])
            for some in pieces:
                stopping.check()
                like[some] = self._likeness(asked["one"][some], asked["other"][some])
        told = like > 0
        kept = {name: column[told] for name, column in asked.items()}
        tables.add_stories({**kept, "likeness": like[told]})
        for change, (one, other) in (
            (1, (kept["one"], kept["other"])),
            (-1, tables.stories_apart()),
        ):
            mentions = tables.mentions_of_stories(one, other)
            count = np.full(len(mentions["one"]), change, np.int64)
            tables.note_pairs(mentions["one"], mentions["other"], np.zeros_like(count), count)

    def _likeness(self, one: Names, other: Names) -> list[float]:
        self._learn(np.unique(np.concatenate([one, other])).tolist())
        return self._known.likeness(list(zip(one.tolist(), other.tolist(), strict=True)))

    def _lay_out(self, *reports: Names) -> None:
        """Have the texts of reports of these names at hand, and of no others."""
        found = self._tables.reports_of(np.unique(np.concatenate(reports)))
        self._laid_out = {report_id(report[0]): report for report in found}

    def _learn(self, reports: Iterable[int]) -> None:
        """Take reports in, of which the texts are at hand."""
        self._known.learn(self._laid_out[name] for name in self._known.lacks(reports))

    # Ties

    def _compare(self) -> None:
        asked = self._tables.pairs_asked()
        for part, pieces in _pieces(len(asked["one"]), PAIRS):
            names = np.unique(np.concatenate([asked["one"][part], asked["other"][part]]))
            told = self._tables.told(names)
            self._lay_out(told["report"])
            for some in pieces:
                stopping.check()
                self._compare_some({n: c[some] for n, c in asked.items()}, names, told)

    def _compare_some(self, asked: Columns, held: Names, told: Columns) -> None:
        """Compare pairs of mentions, of which *told* has what is kept of those *held*."""
        names = np.unique(np.concatenate([asked["one"], asked["other"]]))
        places = np.searchsorted(held, names)
        self._learn(np.unique(told["report"][places]).tolist())
        packed = told["told"][places].tolist()
        pairs = list(
            zip(
                np.searchsorted(names, asked["one"]).tolist(),
                np.searchsorted(names, asked["other"]).tolist(),
                asked["by_keys"].tolist(),
                asked["by_story"].tolist(),
                strict=True,
            )
        )
        found = compare_pairs(packed, pairs, self._known)
        numbers = np.array([tie.number for tie in found], np.int64)
        by_story = np.array([tie.by_story for tie in found], bool)
        blocks = asked["by_keys"][numbers] + np.where(by_story, asked["by_story"][numbers], 0)
        self._tables.add_ties(
            {
                "one": asked["one"][numbers],
                "other": asked["other"][numbers],
                "blocks": blocks,
                "by_story": by_story,
                "strength": np.array([tie.strength for tie in found], np.float64),
                "firm": np.array([tie.firm for tie in found], bool),
                "doubtful": np.array([tie.doubtful for tie in found], bool),
            }
        )

    # Events

    def _group(self) -> None:
        """Group the touched components anew, and put their events in place of those there were."""
        tables = self._tables
        names = tables.touched_components()["name"]
        ties = tables.ties_of_members()
        one, other = _places(names, ties["one"]), _places(names, ties["other"])
        found = Components(len(names), one, other, self._together(names))
        self._changes.take_out(tables.events_of_members())
        tables.replace_components({"name": names, "component": _least(names, found.lowest)})
        for start, stop in found.stretches(max(MENTIONS, -(-len(names) // FETCHES))):
            held = np.sort(found.members(start, stop))
            told = tables.told_and_telling(names[held])
            self._lay_out(told["report"])
            for first, last in found.stretches(MENTIONS, start, stop):
                stopping.check()
                batch = [found.of(number) for number in range(first, last)]
                self._changes.put_in(self._events(batch, held, told))

    def _together(self, names: Names) -> list[Pair]:
        """Pairs of places in *names* of which somebody decided that they are one event."""
        numbers = {name: number for name, (number, _) in self._decided.items() if number}
        if not numbers:
            return []
        found = {i: numbers[name] for i, name in enumerate(names.tolist()) if name in numbers}
        return decided_pairs(found)

    def _events(
        self, batch: Sequence[tuple[list[int], list[Pair]]], held: Where, told: Columns
    ) -> list[Event]:
        """The events of components, of which *told* has what is kept of the mentions *held*."""
        mine = [one for group, _ in batch for one in group]
        places = np.searchsorted(held, mine)
        index = {one: i for i, one in enumerate(mine)}
        several = np.repeat([len(group) > 1 for group, _ in batch], [len(g) for g, _ in batch])
        self._learn(np.unique(told["report"][places[several]]).tolist())
        numbered = [
            ([index[one] for one in group], [(index[a], index[b]) for a, b in pairs])
            for group, pairs in batch
        ]
        packed, telling = (told[name][places].tolist() for name in ("told", "telling"))
        return group_components(packed, telling, numbered, self._known, self._settled)


def _by_name(settled: Settled) -> dict[int, tuple[int, int]]:
    """What was decided of each mention, whatever the numbers of decisions are.

    Whom it is one event with, as a hash, 0 for nobody, and that and whom it is apart from as one.
    """
    groups: dict[int, list[Name]] = {}
    sides: dict[int, list[Name]] = {}
    for name, number in sorted(settled.together.items()):
        groups.setdefault(number, []).append(name)
    for name, marked in sorted(settled.apart.items()):
        for side in marked:
            sides.setdefault(side, []).append(name)
    whole = {number: hashed(tuple(group)) for number, group in groups.items()}
    called = {side: hashed(tuple(names)) for side, names in sides.items()}
    found = {}
    for name in {*settled.together, *settled.apart}:
        together = whole[settled.together[name]] if name in settled.together else 0
        apart = {(called[s], called.get(-s, 0)) for s in settled.apart.get(name, ())}
        found[mention_id(*name)] = together, hashed((together, tuple(sorted(apart))))
    return found


# -- arrays -----------------------------------------------------------------------------------


def _pieces(count: int, size: int) -> Iterator[tuple[slice, list[slice]]]:
    """Parts of so many rows, no more than :data:`FETCHES`, each with its pieces of *size*."""
    whole = max(size, -(-count // FETCHES))
    for start in range(0, count, whole):
        stop = min(count, start + whole)
        pieces = [slice(i, min(stop, i + size)) for i in range(start, stop, size)]
        yield slice(start, stop), pieces


def _places(names: Names, some: Names) -> Where:
    """Where in *names* those of *some* stand, all of which are among them."""
    order = np.argsort(names)
    return order[np.searchsorted(names, some, sorter=order)]


def _least(names: Names, lowest: Where) -> Names:
    """The least name of each component, for its members."""
    least = names.copy()
    np.minimum.at(least, lowest, names)
    return least[lowest]


def _parts(found: Columns) -> Names:
    """A number for each stretch of places without a gap."""
    key, number = found["key"], found["number"]
    new = np.ones(len(key), bool)
    new[1:] = (key[1:] != key[:-1]) | (number[1:] != number[:-1] + 1)
    return np.cumsum(new).astype(np.uint64)


def _rows(found: Columns, which: NDArray[np.bool_]) -> Rows:
    return Rows(
        key=found["key"][which],
        place=found["place"][which],
        mention=found["name"][which],
        report=found["report"][which],
        earliest=found["earliest"][which],
        latest=found["latest"][which],
        lasting=found["lasting"][which],
        said=found["said"][which],
    )


def _report_rows(found: Columns, which: NDArray[np.bool_]) -> ReportRows:
    return ReportRows(
        key=found["key"][which],
        place=found["place"][which],
        report=found["name"][which],
        earliest=found["earliest"][which],
        latest=found["latest"][which],
    )


def _staying(pairs: tuple[Names, Names], found: Columns) -> tuple[Names, Names]:
    """Those of *pairs* of which neither leaves: the ties of what leaves are forgotten anyway."""
    leaving = np.unique(found["name"][found["change"] < 0])
    stays = ~(np.isin(pairs[0], leaving) | np.isin(pairs[1], leaving))
    return pairs[0][stays], pairs[1][stays]


def _growth(
    before: tuple[Names, Names], after: tuple[Names, Names]
) -> tuple[Names, Names, NDArray[np.int64]]:
    """By how much the blocks have grown in which two stand beside each other, where they have."""
    one, other = (np.concatenate([b, a]) for b, a in zip(before, after, strict=True))
    change = np.ones(len(one), np.int64)
    change[: len(before[0])] = -1
    order = np.lexsort((other, one))
    one, other, change = one[order], other[order], change[order]
    new = np.ones(len(one), bool)
    new[1:] = (one[1:] != one[:-1]) | (other[1:] != other[:-1])
    (starts,) = np.nonzero(new)
    if not len(starts):
        return one, other, change
    count = np.add.reduceat(change, starts)
    some = count != 0
    return one[starts][some], other[starts][some], count[some]


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch
