"""Verdicts on pairs of a record's mentions, each worked out once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import islice

from detente.merging.compare import Copied, Relations, Verdict, compare, relate
from detente.merging.measures import Measures
from detente.merging.mention_facts import Told
from detente.merging.stories import Stories


class ToldInReport:
    """The mentions of one report in a group, by what a verdict on two of them goes by.

    ``alike`` has of those that tell the same alike two, in different sentences; ``at`` has all by
    their sentence.  So whether anything forbids a pair is asked of a few, and answered for all.
    """

    def __init__(self, mention: int, alike: int, at: int) -> None:
        self.alike = {alike: {at: mention}}
        self.at = {at: [mention]}

    def take_in(self, other: ToldInReport) -> None:
        """Add those of another group."""
        for alike, sentences in other.alike.items():
            known = self.alike.setdefault(alike, {})
            for at, mention in sentences.items():
                if len(known) < 2:
                    known.setdefault(at, mention)
        for at, mentions in other.at.items():
            self.at.setdefault(at, []).extend(mentions)

    def pairs(self, other: ToldInReport) -> Iterator[tuple[int, int]]:
        """A pair for each two ways of telling, in two sentences, and all pairs in one sentence."""
        for mine in self.alike.values():
            for theirs in other.alike.values():
                apart = ((i, j) for at, i in mine.items() for by, j in theirs.items() if at != by)
                yield from islice(apart, 1)
        few, many = sorted((self.at, other.at), key=len)
        yield from ((i, j) for at in few if at in many for i in few[at] for j in many[at])


class Group:
    """Mentions that are one event: all of them, those of each report, and of each kind of facts
    one or two, of different reports."""

    def __init__(
        self,
        members: list[int],
        by_report: dict[str, ToldInReport],
        by_facts: dict[int, dict[str, int]],
    ) -> None:
        self.members = members
        self.by_report = by_report
        self.by_facts = by_facts

    def telling(self) -> list[int]:
        """Mentions that have all the facts that there are in the group."""
        return [mention for reports in self.by_facts.values() for mention in reports.values()]

    def take_in(self, other: Group) -> None:
        """Add the mentions of another group."""
        self.members += other.members
        for report, mentions in other.by_report.items():
            if report in self.by_report:
                self.by_report[report].take_in(mentions)
            else:
                self.by_report[report] = mentions
        for facts, reports in other.by_facts.items():
            known = self.by_facts.setdefault(facts, {})
            for report, mention in reports.items():
                if len(known) < 2:
                    known.setdefault(report, mention)


class Verdicts:
    """Verdicts on pairs, each worked out once for all mentions that tell the same alike."""

    def __init__(
        self,
        told: Sequence[Told],
        copied: Copied,
        measures: Measures,
        stories: Stories | None = None,
    ) -> None:
        self._stories = stories
        self.told = told
        self.measures = measures
        self._copied = copied
        self._known: dict[tuple[int, int, bool], Verdict] = {}
        self._alike = _numbered(_alike(one) for one in told)
        self._facts = _numbered(_facts(one) for one in told)
        self._relations: dict[tuple[int, int, bool], Relations] = {}

    def __call__(self, one: int, other: int) -> Verdict:
        """The verdict on two mentions; it is the same whichever comes first."""
        first, second = self._alike[one], self._alike[other]
        a, b = self.told[one], self.told[other]
        same = a.at == b.at and a.report == b.report
        key = (first, second, same) if first <= second else (second, first, same)
        if key not in self._known:
            related = self._related(one, other)
            self._known[key] = compare(a, b, self._copied, self.measures, related, self._stories)
        return self._known[key]

    def forbidden(self, ours: Group, theirs: Group) -> bool:
        """Whether anything forbids that mentions of two groups are one event.

        What forbids it in two reports lies in a few facts that many mentions have alike, in one
        report also in their words and in which sentence they stand.
        """
        if any(
            self._related(i, j).forbidden
            for i in ours.telling()
            for j in theirs.telling()
            if self.told[i].report != self.told[j].report
        ):
            return True
        few, many = sorted((ours.by_report, theirs.by_report), key=len)
        return any(
            not self(i, j).allowed
            for report in few
            if report in many
            for i, j in few[report].pairs(many[report])
        )

    def group(self, mention: int) -> Group:
        """A mention by itself."""
        report = self.told[mention].report
        told = ToldInReport(mention, self._alike[mention], self.told[mention].at)
        return Group([mention], {report: told}, {self._facts[mention]: {report: mention}})

    def _related(self, one: int, other: int) -> Relations:
        """How two mentions relate, worked out once for all of the same facts."""
        a, b = self._facts[one], self._facts[other]
        same = self.told[one].report == self.told[other].report
        key = (a, b, same) if a <= b else (b, a, same)
        if key not in self._relations:
            self._relations[key] = relate(self.told[one], self.told[other], self.measures)
        return self._relations[key]


def _numbered(keys: Iterable[Hashable]) -> list[int]:
    """A number for each, the same for the same."""
    known: dict[Hashable, int] = {}
    return [known.setdefault(key, len(known)) for key in keys]


def _alike(told: Told) -> Hashable:
    """All that a verdict goes by, but for which sentence a mention is in.

    A report that says one thing a hundred times has one of these for all.
    """
    return (
        told.report, told.mention.signal, told.mention.quad, told.contexts, told.words,
        told.sentence, told.whole, told.standing, told.act, _facts(told),
    )  # fmt: skip


def _facts(told: Told) -> Hashable:
    """All that can forbid two mentions of different reports to be one event."""
    mention = told.mention
    sides = (
        frozenset({**part.sides, **{f"{s} of": heads for s, heads in part.heads.items()}}.items())
        for part in (told.actors, told.recipients, told.everybody)
    )
    return (
        mention.type, mention.modes, *sides, told.happened, told.interval, told.hard, told.weekday,
        told.place, told.broad, told.together,
    )  # fmt: skip
