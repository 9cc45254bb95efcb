"""The work of merging in parts that stand alone: values in, values out.

What a record has kept of mentions is packed, so that annotations need not be opened again, and a
part of the work can be done by another process.  The outcome of a part is the same wherever it is
done and whatever the other parts are.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec import Struct

from detente.merging.clusters import joined
from detente.merging.event_fields import Telling, event, telling
from detente.merging.measures import Measures
from detente.merging.mention_blocks import comparable
from detente.merging.mention_facts import Told, tell
from detente.merging.mention_keys import Standing, standing
from detente.merging.pair_verdicts import Verdicts
from detente.merging.reprints import Reprints
from detente.merging.stories import ReportStanding, Stories
from detente.model import Annotation, Event, Interval
from detente.model.kinds_of_acts import Kinds

Pair = tuple[int, int]


class Prepared(Struct, frozen=True):
    """What is kept of one mention: where it stands, and its facts, packed."""

    id: str
    standing: Standing
    told: bytes
    telling: bytes


class Texts(Struct, frozen=True):
    """The texts of reports by their ids."""

    by_report: dict[str, str]

    def stories(self, told: Sequence[Told], measures: Measures) -> Stories:
        """The stories of the reports of these mentions."""
        published = {one.report: one.published for one in told}
        return Stories(self.by_report, published, measures.story)


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
            _PACKER.encode(telling(one, annotation, measures)),
        )
        for one in tell(annotation, measures, kinds)
    ]
    return stories.standing(report.id), mentions


def likeness(
    pairs: Sequence[tuple[str, str]],
    texts: Texts,
    published: dict[str, Interval],
    measures: Measures,
) -> list[float]:
    """How alike pairs of reports are that could tell one story, 0 where they do not."""
    stories = Stories(texts.by_report, published, measures.story)
    return [stories.story(one, other) for one, other in pairs]


def compare_pairs(
    packed: Sequence[bytes],
    pairs: Sequence[tuple[int, int, int, int]],
    texts: Texts,
    measures: Measures,
) -> list[TieFound]:
    """Which of *pairs* are ties.

    A pair is two places in *packed*, in how many blocks the two stand beside each other, and
    whether their reports tell one story.
    """
    told = [unpacked(one) for one in packed]
    stories = texts.stories(told, measures)
    reprints = Reprints(texts.by_report, stories, measures.copies)
    verdicts = Verdicts(told, reprints.copied, measures, stories)
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
    packed: Sequence[tuple[bytes, bytes]],
    components: Sequence[tuple[list[int], list[Pair]]],
    texts: Texts,
    measures: Measures,
) -> list[Event]:
    """The events of *components*, each its mentions, as places in *packed*, and their ties."""
    told = [unpacked(one) for one, _ in packed]
    stories = texts.stories(told, measures)
    reprints = Reprints(texts.by_report, stories, measures.copies)
    events = []
    for members, ties in components:
        order = sorted(members, key=lambda i: told[i].order)
        index = {i: n for n, i in enumerate(order)}
        verdicts = Verdicts([told[i] for i in order], reprints.copied, measures, stories)
        pairs = [
            (min(index[one], index[other]), max(index[one], index[other])) for one, other in ties
        ]
        for group in joined(range(len(order)), pairs, verdicts):
            mine = [order[n] for n in group]
            reports = sorted({told[i].report for i in mine})
            numbers = dict(zip(reports, reprints.independent(reports), strict=True))
            own = [_TELLING.decode(packed[i][1]) for i in mine]
            events.append(event([told[i] for i in mine], own, numbers, measures))
    return events


def unpacked(packed: bytes) -> Told:
    """What a mention is compared by."""
    return _TOLD.decode(packed)


_PACKER = msgspec.msgpack.Encoder(order="deterministic")
_TOLD = msgspec.msgpack.Decoder(Told)
_TELLING = msgspec.msgpack.Decoder(Telling)
