"""The work of merging in parts that stand alone: values in, values out.

What a record has kept of mentions is packed, so that annotations need not be opened again, and a
part of the work can be done by another process.  The outcome of a part is the same wherever it is
done and whatever the other parts are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from msgspec import Struct

from detente.merging.clusters import joined
from detente.merging.decisions import Settled, Wholes
from detente.merging.event_fields import event
from detente.merging.measures import Measures
from detente.merging.mention_blocks import comparable
from detente.merging.mention_facts import Told, tell
from detente.merging.mention_keys import Standing, standing
from detente.merging.pair_verdicts import Verdicts
from detente.merging.reprints import Reprints
from detente.merging.stories import ReportStanding, Stories, report_id
from detente.merging.telling import Telling
from detente.merging.telling import telling as telling_of
from detente.model import Annotation, Event, Interval
from detente.model.kinds_of_acts import Kinds

Pair = tuple[int, int]

MOST_KNOWN = 3_000
"""Reports whose words are kept at hand: some hundred kilobytes each."""


class Prepared(Struct, frozen=True):
    """What is kept of one mention: where it stands, and its facts, packed."""

    id: str
    standing: Standing
    told: bytes
    telling: bytes


class Known:
    """Reports that have been asked for: their texts, how alike they are, and which are copies.

    Where they are many, those that are not asked for are forgotten.
    """

    def __init__(self, measures: Measures) -> None:
        self.measures = measures
        self._texts: dict[str, str] = {}
        self._published: dict[str, Interval] = {}
        self._ids: dict[int, str] = {}
        self.stories = Stories(self._texts, self._published, measures.story)
        self.reprints = Reprints(self._texts, self.stories, measures.copies)

    def lacks(self, names: Iterable[int]) -> list[int]:
        """Those of reports of these names that are not known."""
        wanted = {*names}
        lacking = sorted(wanted - self._ids.keys())
        if lacking and len(self._ids) + len(lacking) > MOST_KNOWN:
            for name in self._ids.keys() - wanted:
                report = self._ids.pop(name)
                del self._texts[report], self._published[report]
                self.stories.forget(report)
                self.reprints.forget(report)
        return lacking

    def learn(self, reports: Iterable[tuple[str, str, Interval]]) -> None:
        """Add reports: the id, the text and the days of each."""
        for report, text, published in reports:
            self._texts[report], self._published[report] = text, published
            self._ids[report_id(report)] = report

    def likeness(self, pairs: Sequence[tuple[int, int]]) -> list[float]:
        """How alike pairs of reports are that could tell one story, 0 where they do not."""
        ids = self._ids
        return [self.stories.story(*sorted((ids[one], ids[other]))) for one, other in pairs]


class TieFound(Struct, frozen=True):
    """A pair that something speaks for, by its place among those asked.

    ``by_story``: it would be compared for being of one story too.
    """

    number: int
    by_story: bool
    strength: float
    firm: bool
    doubtful: bool


def prepare(
    annotation: Annotation, measures: Measures, kinds: Kinds
) -> tuple[ReportStanding, list[Prepared]]:
    """What is kept of a report and of its mentions."""
    report = annotation.report
    published = {report.id: report.published.interval}
    stories = Stories({report.id: report.text}, published, measures.story)
    mentions = [
        Prepared(
            one.mention.id,
            standing(one, measures),
            _PACKER.encode(one),
            _PACKER.encode(telling_of(one, annotation, measures)),
        )
        for one in tell(annotation, measures, kinds)
    ]
    return stories.standing(report.id), mentions


def compare_pairs(
    packed: Sequence[bytes],
    pairs: Sequence[tuple[int, int, int, int]],
    known: Known,
) -> list[TieFound]:
    """Which of *pairs* are ties.

    A pair is two places in *packed*, in how many blocks the two stand beside each other, and
    whether their reports tell one story.
    """
    told = [unpacked(one) for one in packed]
    verdicts = Verdicts(told, known.reprints.copied, known.measures, known.stories)
    found = []
    for number, (one, other, by_keys, by_story) in enumerate(pairs):
        story = comparable(told[one], told[other])
        if by_keys + (by_story if story else 0) > 0:
            verdict = verdicts(one, other)
            if verdict.strength > 0:
                tie = TieFound(number, story, verdict.strength, verdict.firm, verdict.doubtful)
                found.append(tie)
    return found


def group_components(
    packed: Sequence[bytes],
    telling: Sequence[bytes],
    components: Sequence[tuple[list[int], list[Pair]]],
    known: Known,
    settled: Settled,
) -> list[Event]:
    """The events of *components*, each its mentions, as places in *packed* and *telling*, and its
    ties; *settled* is what was decided.
    """
    told = [unpacked(one) for one in packed]
    copied, independent = known.reprints.copied, known.reprints.independent
    measures = known.measures
    events = []
    for members, ties in components:
        order = sorted(members, key=lambda i: told[i].order)
        index = {i: n for n, i in enumerate(order)}
        verdicts = Verdicts([told[i] for i in order], copied, measures, known.stories)
        pairs = [
            (min(index[one], index[other]), max(index[one], index[other])) for one, other in ties
        ]
        together, apart = settled.of([told[i].name for i in order])
        for group in joined(range(len(order)), pairs, verdicts, Wholes(together, apart)):
            mine = [order[n] for n in group]
            reports = sorted({told[i].report for i in mine})
            numbers = dict(zip(reports, independent(reports), strict=True))
            own = [_TELLING.decode(telling[i]) for i in mine]
            events.append(event([told[i] for i in mine], own, numbers, measures))
    return events


def unpacked(packed: bytes) -> Told:
    """What a mention is compared by."""
    return _TOLD.decode(packed)


_PACKER = msgspec.msgpack.Encoder(order="deterministic")
_TOLD = msgspec.msgpack.Decoder(Told)
_TELLING = msgspec.msgpack.Decoder(Telling)
