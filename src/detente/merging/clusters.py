"""Mentions to clusters, each the mentions of one event.

Firm pairs are joined first, the strongest before the others.  A looser pair (a month for a day, a
state for its minister) is joined only where nothing else could be meant: "the November visit" is
no mention of either of two visits of that month.  Two clusters are joined only if no mention of
the one is forbidden to be one event with a mention of the other.  Every choice is made in an order
that depends on the mentions alone, so the order of input does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from detente.merging.compare import Copied, Verdict, compare
from detente.merging.content_words import lasting
from detente.merging.measures import Measures
from detente.merging.mention_facts import UNNAMED, Told, length

Pair = tuple[int, int]


def cluster(told: Sequence[Told], copied: Copied, measures: Measures) -> list[list[Told]]:
    """The clusters of *told*, which is in the order of :attr:`Told.order`; so are they."""
    verdicts = _Verdicts(told, copied, measures)
    pairs = [pair for pair in _candidates(told, measures) if verdicts(*pair).strength > 0]
    found: list[list[Told]] = []
    for members, ties in _components(len(told), pairs):
        joined = _Joining(members, ties, verdicts)
        joined.firm()
        joined.loose()
        found += [[told[i] for i in group] for group in joined.groups()]
    return sorted(found, key=lambda group: group[0].order)


class _Verdicts:
    """Verdicts on pairs, each worked out once, for all mentions that tell the same alike."""

    def __init__(self, told: Sequence[Told], copied: Copied, measures: Measures) -> None:
        self.told = told
        self.measures = measures
        self._copied = copied
        self._known: dict[tuple[int, int, bool], Verdict] = {}
        alike: dict[Hashable, int] = {}
        self._alike = [alike.setdefault(_alike(one), len(alike)) for one in told]

    def __call__(self, one: int, other: int) -> Verdict:
        """The verdict on two mentions; it is the same whichever comes first."""
        first, second = self._alike[one], self._alike[other]
        a, b = self.told[one], self.told[other]
        same = a.at == b.at and a.report == b.report
        key = (first, second, same) if first <= second else (second, first, same)
        if key not in self._known:
            self._known[key] = compare(a, b, self._copied, self.measures)
        return self._known[key]


def _alike(told: Told) -> Hashable:
    """All that a verdict goes by, but for which sentence a mention is in.

    A report that says one thing a hundred times has one of these for all.
    """
    mention = told.mention
    sides = (
        frozenset({**part.sides, **{f"{s} of": heads for s, heads in part.heads.items()}}.items())
        for part in (told.actors, told.recipients, told.everybody)
    )
    return (
        told.report, mention.type, mention.modes, mention.signal, mention.quad, *sides,
        told.happened, told.interval, told.hard, told.weekday, told.place, told.broad,
        told.contexts, told.words, told.sentence, told.standing, told.act,
    )  # fmt: skip


class _Joining:
    """The joining of mentions that hang together by pairs that could be one event."""

    def __init__(self, members: Sequence[int], ties: Sequence[Pair], verdicts: _Verdicts) -> None:
        self._verdicts = verdicts
        digits = verdicts.measures.strength.digits
        self._ties = sorted(ties, key=lambda pair: (-round(verdicts(*pair).strength, digits), pair))
        self._group = {i: i for i in members}
        self._members = {i: [i] for i in members}
        self._known: dict[tuple[int, int, int, int], bool] = {}

    def groups(self) -> list[list[int]]:
        """The groups as they stand, each in order."""
        return sorted(sorted(group) for group in self._members.values())

    def firm(self) -> None:
        """Join the pairs that need no look at anything else."""
        for one, other in self._ties:
            a, b = self._group[one], self._group[other]
            if a != b and self._verdicts(one, other).firm and self._allowed(a, b):
                self._join(a, b)

    def loose(self) -> None:
        """Join the other pairs, strongest first, where only one thing can be meant."""
        while self._join_one():
            pass

    def _join_one(self) -> bool:
        edges: dict[Pair, float] = {}
        for one, other in self._ties:
            a, b = sorted((self._group[one], self._group[other]))
            if a != b and (a, b) not in edges and self._allowed(a, b):
                edges[(a, b)] = self._verdicts(one, other).strength
        beside: dict[int, list[tuple[int, float]]] = defaultdict(list)
        for (a, b), strength in edges.items():
            beside[a].append((b, strength))
            beside[b].append((a, strength))
        for (a, b), strength in edges.items():
            if not any(
                self._rivals(beside[one], other, strength) for one, other in ((a, b), (b, a))
            ):
                self._join(a, b)
                return True
        return False

    def _rivals(self, beside: list[tuple[int, float]], other: int, strength: float) -> bool:
        """Whether a group *beside* which those are could as well be joined with one of them that
        *other* cannot be."""
        margin = self._verdicts.measures.strength.margin
        return any(
            rival != other and theirs >= strength - margin and not self._allowed(rival, other)
            for rival, theirs in beside
        )

    def _allowed(self, a: int, b: int) -> bool:
        """Whether two groups can be one; worked out once for groups as large as they are."""
        a, b = min(a, b), max(a, b)
        known = (a, b, len(self._members[a]), len(self._members[b]))
        if known not in self._known:
            self._known[known] = self._can_be_one(a, b)
        return self._known[known]

    def _can_be_one(self, a: int, b: int) -> bool:
        """Whether two groups can be one: nothing forbids it, and most pairs speak for it.

        Where some differ by a day or a place, a pair must be sure in spite of that.  A meeting
        needs one pair only, for its mentions need not say what it was about; of acts that are known
        by that, a headline must not join two that have nothing in common, nor part them.
        """
        verdicts = {
            (i, j): self._verdicts(i, j) for i in self._members[a] for j in self._members[b]
        }
        if not all(verdict.allowed for verdict in verdicts.values()):
            return False
        doubtful = [verdict for verdict in verdicts.values() if verdict.doubtful]
        if doubtful and not any(verdict.strength > 0 for verdict in doubtful):
            return False
        told = self._verdicts.told
        if told[a].kind.known_by == "who":
            return True
        telling = [
            verdict
            for pair, verdict in verdicts.items()
            if not any(told[i].standing == "headline" for i in pair)
        ] or [*verdicts.values()]
        return 2 * sum(verdict.strength > 0 for verdict in telling) > len(telling)

    def _join(self, a: int, b: int) -> None:
        keep, drop = min(a, b), max(a, b)
        for i in self._members[drop]:
            self._group[i] = keep
        self._members[keep] += self._members.pop(drop)


def _candidates(told: Sequence[Told], measures: Measures) -> list[Pair]:
    """Pairs worth comparing: of one report, of one sentence told twice, or near in time."""
    pairs: set[Pair] = set()
    reports: dict[object, list[int]] = defaultdict(list)
    sentences: dict[object, list[int]] = defaultdict(list)
    sides: dict[object, list[int]] = defaultdict(list)
    names: dict[object, list[int]] = defaultdict(list)
    acts: dict[object, list[int]] = defaultdict(list)
    for i, one in enumerate(told):
        kind = (one.mention.type, one.happened)
        reports[(*kind, one.report)].append(i)
        if len(one.sentence) >= measures.likeness.sentence:
            sentences[(*kind, one.sentence)].append(i)
        if _dated(one, measures):
            for side in one.everybody.sides:
                sides[(*kind, side)].append(i)
            for noun in sorted(set().union(*one.everybody.heads.values())):
                sides[(*kind, UNNAMED + noun)].append(i)
        for name in one.everybody.names:
            names[(*kind, name)].append(i)
        acts[(*kind, frozenset(one.everybody.sides))].append(i)
    for group in (*reports.values(), *sentences.values()):
        pairs.update(_all_pairs(group))
    apart = max(measures.time.apart_in_words, measures.time.apart_unsaid)
    for group in sides.values():
        pairs.update(_near(told, group, apart))
    for group in (*names.values(), *acts.values()):
        pairs.update(_half_open(told, group, measures))
    for group in acts.values():
        pairs.update(_all_pairs([i for i in group if told[i].act in lasting()]))
    return sorted(pairs)


def _dated(one: Told, measures: Measures) -> bool:
    days = length(one.interval)
    return days is not None and days <= measures.time.year


def _half_open(told: Sequence[Told], group: Sequence[int], measures: Measures) -> Iterator[Pair]:
    """What has a day and what has none, done by the same."""
    dated = [i for i in group if _dated(told[i], measures)]
    for i in group:
        if not _dated(told[i], measures):
            for j in dated:
                yield (min(i, j), max(i, j))


def _all_pairs(group: Sequence[int]) -> Iterator[Pair]:
    for n, one in enumerate(group):
        for other in group[n + 1 :]:
            yield (min(one, other), max(one, other))


def _near(told: Sequence[Told], group: Iterable[int], apart: int) -> Iterator[Pair]:
    """Pairs whose intervals meet or nearly so, by a sweep over the days."""
    begin = sorted(group, key=lambda i: (told[i].interval.earliest or date.min, i))
    running: list[int] = []
    for i in begin:
        first = told[i].interval.earliest or date.min
        running = [j for j in running if _end(told[j], apart) >= first]
        for j in running:
            yield (min(i, j), max(i, j))
        running.append(i)


def _end(one: Told, apart: int) -> date:
    latest = one.interval.latest or date.max
    return latest + min(timedelta(days=apart), date.max - latest)


def _components(count: int, pairs: Sequence[Pair]) -> list[tuple[list[int], list[Pair]]]:
    """Mentions that hang together by *pairs*, with those; a mention of no pair stands alone."""
    root = list(range(count))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for one, other in pairs:
        a, b = find(one), find(other)
        root[max(a, b)] = min(a, b)
    members: dict[int, list[int]] = defaultdict(list)
    ties: dict[int, list[Pair]] = defaultdict(list)
    for i in range(count):
        members[find(i)].append(i)
    for pair in pairs:
        ties[find(pair[0])].append(pair)
    return [(members[i], ties[i]) for i in sorted(members)]
