"""Why mentions are one event, and why others are not of it: the evidence behind an event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from detente.merging.compare import Contradiction, contradiction, pieces
from detente.merging.decisions import NO_DECISIONS, Decisions, Name, Wholes, settle
from detente.merging.evidence import Evidence
from detente.merging.measures import Measures
from detente.merging.mention_blocks import Pair, candidates
from detente.merging.mention_facts import Told
from detente.merging.pair_verdicts import Verdicts
from detente.merging.reprints import Reprints
from detente.merging.stories import Stories
from detente.model import Event

MOST = 5
"""Near misses that are told: the nearest."""


class Tie(Struct, frozen=True):
    """A pair of mentions, each a report's id and the mention's, with the evidence.

    ``needed`` is what the evidence must come to, ``None`` where a rule was enough by itself.
    ``apart`` is the field in which they contradict each other.  ``decided`` says that they are one
    event because somebody decided so.
    """

    one: Name
    other: Name
    evidence: tuple[Evidence, ...] = ()
    needed: float | None = None
    apart: Contradiction | None = None
    decided: bool = False

    @property
    def total(self) -> float:
        """What the evidence adds up to."""
        return sum(piece.weight for piece in self.evidence)


class Why(Struct, frozen=True):
    """How each mention of an event is tied to it, and what was nearest of what is not of it."""

    ties: tuple[Tie, ...]
    near_misses: tuple[Tie, ...]


def reasons(
    event: Event,
    told: Sequence[Told],
    stories: Stories,
    reprints: Reprints,
    measures: Measures,
    decisions: Decisions = NO_DECISIONS,
) -> Why:
    """Why *event* is what it is, *told* being all mentions of its record in their order."""
    together, apart = settle(decisions).of([one.name for one in told])
    verdicts = Verdicts(told, reprints.copied, measures, stories)
    ours = frozenset(event.mentions)
    inside = {i for i, one in enumerate(told) if one.name in ours}
    reports = dict.fromkeys(one.report for one in told)
    pairs = [
        pair
        for pair in candidates(told, measures, stories.neighbours(reports))
        if not inside.isdisjoint(pair)
    ]
    group = {i: i for i in sorted(inside)}
    ties = _ties(group, [pair for pair in pairs if inside.issuperset(pair)], verdicts)
    decided = _decided(group, {i: together[i] for i in group if i in together})
    beside = [pair for pair in pairs if not inside.issuperset(pair)]
    return Why(
        (
            *(_tie(pair, verdicts, stories) for pair in ties),
            *(Tie(told[i].name, told[j].name, decided=True) for i, j in decided),
        ),
        tuple(_nearest(beside, inside, verdicts, stories, Wholes(together, apart))),
    )


def _decided(group: dict[int, int], together: Mapping[int, int]) -> list[Pair]:
    """What else holds mentions together: pairs that somebody decided to be one event."""
    first: dict[int, int] = {}
    found = []
    for other, number in together.items():
        one = first.setdefault(number, other)
        a, b = group[one], group[other]
        if a != b:
            group.update({i: a for i, g in group.items() if g == b})
            found.append((one, other))
    return found


def _ties(group: dict[int, int], pairs: Iterable[Pair], verdicts: Verdicts) -> list[Pair]:
    """The strongest pairs that hold mentions together; *group* has then how far they do."""
    found = []
    for one, other in sorted(pairs, key=lambda pair: (-verdicts(*pair).strength, pair)):
        a, b = group[one], group[other]
        if a != b and verdicts(one, other).strength > 0:
            group.update({i: a for i, g in group.items() if g == b})
            found.append((one, other))
    return found


def _nearest(
    pairs: Iterable[Pair],
    inside: set[int],
    verdicts: Verdicts,
    stories: Stories,
    wholes: Wholes[int],
) -> list[Tie]:
    """The near misses: each other mention by the pair that most speaks for."""
    best: dict[int, Tie] = {}
    for one, other in pairs:
        outside = other if one in inside else one
        tie = _tie((one, other), verdicts, stories)
        if wholes.between(one, other):
            tie = replace(tie, apart="decision")
        known = best.get(outside)
        if known is None or (tie.total, known.one) > (known.total, tie.one):
            best[outside] = tie
    return sorted(best.values(), key=lambda tie: (-tie.total, tie.one, tie.other))[:MOST]


def _tie(pair: Pair, verdicts: Verdicts, stories: Stories) -> Tie:
    one, other = (verdicts.told[i] for i in pair)
    verdict = verdicts(*pair)
    if not verdict.allowed:
        apart = contradiction(one, other, verdicts.measures) or "subject"
        return Tie(one.name, other.name, apart=apart)
    evidence, needed = pieces(one, other, verdict, stories, verdicts.measures)
    return Tie(one.name, other.name, evidence, needed)
