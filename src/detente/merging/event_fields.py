"""One event's fields from those of its mentions: what they agree on, and where they do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import reduce
from math import prod

from detente.merging.disagreements import (
    DENIED,
    disagree,
    disagreements,
    exact,
    in_one_role,
)
from detente.merging.measures import Measures, OfEvent
from detente.merging.mention_facts import UNNAMED, Told, is_named, side_of
from detente.merging.telling import Telling
from detente.model import Actor, Event, Interval, Modality, Place
from detente.model.event_ids import event_id


def event(
    group: Sequence[Told],
    tellings: Sequence[Telling],
    independent: Mapping[str, int],
    measures: Measures,
) -> Event:
    """The event that the mentions of *group* tell of, which are in :attr:`Told.order`.

    *tellings* are theirs, in the same order; *independent* numbers the reports so that copies of
    one text have the same number.
    """
    told_by = [independent[told.report] for told in group]
    type_, happened = type_of(group, told_by), happened_of(group, told_by)
    telling = [told for told in group if told.mention.type == type_]
    telling = [told for told in telling if told.happened == happened] or telling
    lead = max(telling, key=lambda told: len(told.mention.modes))
    actors, recipients = _participants(group, tellings, measures.event)
    sure_by = [independent[told.report] for told in telling]
    return Event(
        id=event_id(*group[0].name),
        type=type_,
        modes=tuple(sorted({mode for told in telling for mode in told.mention.modes})),
        contexts=tuple(sorted({c for told in group for c in told.mention.contexts})),
        actors=actors,
        recipients=recipients,
        date=date_of(group),
        place=_place(group),
        modality=_modality([told for told in group if told.happened == happened]),
        score=lead.mention.score,
        quad=lead.mention.quad,
        mentions=tuple(told.name for told in group),
        reports=len(set(told_by)),
        disagreements=disagreements(group, tellings, measures),
        confidence=_sure(sure_by, [t.mention.confidence for t in telling], measures.event),
        type_confidence=_sure(
            sure_by, [t.mention.type_confidence for t in telling], measures.event
        ),
        copies=_copies(independent),
    )


def type_of(group: Sequence[Told], told_by: Sequence[int]) -> str:
    """The type that most independent reports give; of those that as many give, the earliest."""
    # Of two that one word tells, the more intense comes first: no name of a type decides.
    order = sorted(
        range(len(group)),
        key=lambda i: (group[i].order[:3], -abs(group[i].mention.score), group[i].mention.score),
    )
    return _most_told([group[i].mention.type for i in order], [told_by[i] for i in order])


def happened_of(group: Sequence[Told], told_by: Sequence[int]) -> str:
    """Whether it took place, as :attr:`Told.happened` has it.

    What was planned and then is told as done was done.  Whether what some tell and others deny took
    place is what most independent reports say; of as many, the earliest.
    """
    known = [told.happened for told in group]
    counted = [
        i for i, one in enumerate(known) if "happened" not in known or one in ("happened", DENIED)
    ]
    return _most_told([known[i] for i in counted], [told_by[i] for i in counted])


def _most_told(values: Sequence[str], told_by: Sequence[int]) -> str:
    reports: dict[str, set[int]] = {}
    for value, number in zip(values, told_by, strict=True):
        reports.setdefault(value, set()).add(number)
    return max(reports, key=lambda value: len(reports[value]))


def _modality(group: Sequence[Told]) -> Modality:
    """The modality of mentions that agree on whether it took place."""
    if any(told.mention.modality == "actual" for told in group):
        return "actual"
    return max(group, key=lambda told: len(told.mention.modes)).mention.modality


def _copies(independent: Mapping[str, int]) -> tuple[tuple[str, ...], ...]:
    """The reports that are one text, a tuple a text."""
    texts: dict[int, list[str]] = {}
    for report, number in sorted(independent.items()):
        texts.setdefault(number, []).append(report)
    return tuple(tuple(reports) for reports in texts.values() if len(reports) > 1)


def _sure(told_by: Sequence[int], shares: Sequence[float], table: OfEvent) -> float:
    """How sure several mentions are together, each with the number of its independent report.

    What one report tells twice is as sure as where it is surest; every further report leaves of the
    doubt the share that its own mention has.  Copies of one text are one report.
    """
    surest: dict[int, float] = {}
    for number, share in zip(told_by, shares, strict=True):
        surest[number] = max(share, surest.get(number, 0.0))
    return round(1 - prod(1 - surest[number] for number in sorted(surest)), table.digits)


def _participants(
    group: Sequence[Told], tellings: Sequence[Telling], table: OfEvent
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """The most specific names of each side, in the order of the text that names them first."""
    acting = [telling.acting for telling in tellings]
    acted_on = [telling.acted_on for telling in tellings]
    if in_one_role(group):
        return _specific([a + b for a, b in zip(acting, acted_on, strict=True)], table), ()
    return _specific(acting, table), _specific(acted_on, table)


def _specific(role: Sequence[Sequence[Actor]], table: OfEvent) -> tuple[Actor, ...]:
    """All who are named, without the states and descriptions that stand for them elsewhere.

    A description that one mention names beside a name ("Ruiz and an aide") is somebody else.
    """
    best: dict[str, int] = {}
    fullest: dict[str, Actor] = {}
    beside: set[str] = set()
    for actors in role:
        for actor in actors:
            best[side_of(actor)] = max(best.get(side_of(actor), 0), _rank(actor, table))
            known = fullest.get(_who(actor))
            if known is None or _fullness(actor) > _fullness(known):
                fullest[_who(actor)] = actor
            if _rank(actor, table) and any(
                other.key != actor.key and side_of(other) == side_of(actor) and _rank(other, table)
                for other in actors
            ):
                beside.add(actor.key)
    return tuple(
        a for a in fullest.values() if _rank(a, table) == best[side_of(a)] or a.key in beside
    )


def _who(actor: Actor) -> str:
    """Who an actor is for one event: of those without a name and a country, the noun alone."""
    side = side_of(actor)
    return side if side.startswith(UNNAMED) else actor.key


def _rank(actor: Actor, table: OfEvent) -> int:
    """How much an actor says of who acts: its kind's place in the table, 0 the least."""
    kinds = table.plainest_first
    if is_named(actor):
        return len(kinds) + 1
    return next((i for i, plain in enumerate(kinds) if actor.kind in plain), len(kinds))


def _fullness(actor: Actor) -> tuple[bool, int]:
    return (actor.office is not None, len(actor.sectors))


def date_of(group: Sequence[Told]) -> Interval:
    """The days that all words allow; where they disagree, all that the disagreeing ones allow.

    A day that no words give, the report's own, counts only where there are no words.
    """
    stated = [told.interval for told in group if told.hard and told.interval != Interval()]
    intervals = stated or [told.interval for told in group]
    apart = exact(intervals)
    if disagree(apart):
        first = min(i.earliest for i in apart if i.earliest)
        last = max(i.latest for i in apart if i.latest)
        # "By Monday" and "from Friday on" together allow any day.
        return Interval(first, last, "span") if first <= last else Interval(precision="span")
    common = reduce(Interval.within, intervals)
    finest = min(intervals, key=_days)
    precision = finest.precision if _days(finest) == _days(common) else "span"
    if common.earliest is not None and common.earliest == common.latest:
        precision = "day"
    return Interval(common.earliest, common.latest, precision)


def _days(interval: Interval) -> int:
    return ((interval.latest or date.max) - (interval.earliest or date.min)).days


def _place(group: Sequence[Told]) -> Place | None:
    """The place most often told, a country only where nothing nearer is."""
    known = [(told.place, told.broad) for told in group if told.place is not None]
    narrow = [place for place, broad in known if not broad] or [place for place, _ in known]
    counted = Counter(place.name for place in narrow)
    return max(narrow, key=lambda place: counted[place.name], default=None)
