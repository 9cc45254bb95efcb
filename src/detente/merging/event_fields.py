"""One event's fields from those of its mentions: what they agree on, and where they do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import reduce
from hashlib import sha256
from math import prod

from detente.merging.field_relations import where
from detente.merging.measures import Distance, Measures, OfEvent
from detente.merging.mention_facts import UNNAMED, Told, is_named, side_of
from detente.merging.numbers import number_disagreements
from detente.model import (
    Actor,
    Annotation,
    Citation,
    Disagreement,
    Event,
    Interval,
    Participant,
    Place,
)


def event(
    group: Sequence[Told],
    annotations: Mapping[str, Annotation],
    independent: Mapping[str, int],
    measures: Measures,
) -> Event:
    """The event that the mentions of *group* tell of, which are in :attr:`Told.order`.

    *annotations* are those of their reports by id; *independent* numbers the reports so that copies
    of one text have the same number.
    """
    type_ = _type(group)
    own = [told for told in group if told.mention.type == type_]
    lead = max(own, key=lambda told: len(told.mention.modes))
    actors, recipients = _participants(group, annotations, measures.event)
    told_by = [independent[told.report] for told in group]
    return Event(
        id=_id(group[0]),
        type=type_,
        modes=tuple(sorted({mode for told in own for mode in told.mention.modes})),
        contexts=tuple(sorted({c for told in group for c in told.mention.contexts})),
        actors=actors,
        recipients=recipients,
        date=_date(group),
        place=_place(group),
        modality="actual"
        if any(told.mention.modality == "actual" for told in group)
        else lead.mention.modality,
        score=lead.mention.score,
        quad=lead.mention.quad,
        mentions=tuple(told.name for told in group),
        reports=len(set(told_by)),
        disagreements=(
            *_type_disagreements(group),
            *_date_disagreements(group),
            *_place_disagreements(group, measures.place),
            *number_disagreements(group, annotations, measures.numbers),
        ),
        confidence=_sure(told_by, [t.mention.confidence for t in group], measures.event),
        type_confidence=_sure(told_by, [t.mention.type_confidence for t in group], measures.event),
    )


def _type(group: Sequence[Told]) -> str:
    """The type that most mentions tell, then the one that says more: with a mode; then by name."""
    counted = Counter(told.mention.type for told in group)
    modes: Counter[str] = Counter()
    for told in group:
        modes[told.mention.type] += len(told.mention.modes)
    return min(counted, key=lambda type_: (-counted[type_], -modes[type_], type_))


def _type_disagreements(group: Sequence[Told]) -> list[Disagreement]:
    """The types that an act is told as, where they are several, with the words that tell it so."""
    values: dict[str, set[Citation]] = {}
    for told in group:
        cited = Citation(told.report, told.mention.trigger)
        values.setdefault(told.mention.type, set()).add(cited)
    return [_disagreement("type", values)] if len(values) > 1 else []


def _sure(told_by: Sequence[int], shares: Sequence[float], table: OfEvent) -> float:
    """How sure several mentions are together, each with the number of its independent report.

    What one report tells twice is as sure as where it is surest; every further report leaves of the
    doubt the share that its own mention has.  Copies of one text are one report.
    """
    surest: dict[int, float] = {}
    for number, share in zip(told_by, shares, strict=True):
        surest[number] = max(share, surest.get(number, 0.0))
    return round(1 - prod(1 - surest[number] for number in sorted(surest)), table.digits)


def _id(first: Told) -> str:
    """Named after its first mention, so that later reports do not change it."""
    return "e" + sha256("\0".join(first.name).encode("utf-8", "surrogatepass")).hexdigest()[:15]


def _participants(
    group: Sequence[Told], annotations: Mapping[str, Annotation], table: OfEvent
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """The most specific names of each side, in the order of the text that names them first."""
    acting = [_named(told, told.mention.actors, annotations) for told in group]
    acted_on = [_named(told, told.mention.recipients, annotations) for told in group]
    both = _sides(acting) & _sides(acted_on)
    together = any(len(t.actors.sides) > 1 and not t.recipients.sides for t in group)
    if len(both) > 1 or (both and together):
        return _specific([a + b for a, b in zip(acting, acted_on, strict=True)], table), ()
    return _specific(acting, table), _specific(acted_on, table)


def _named(
    told: Told, participants: Sequence[Participant], annotations: Mapping[str, Annotation]
) -> list[Actor]:
    return [annotations[told.report].actors[p.actor] for p in participants]


def _sides(role: Sequence[Sequence[Actor]]) -> set[str]:
    return {side_of(actor) for actors in role for actor in actors}


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


def _date(group: Sequence[Told]) -> Interval:
    """The days that all words allow; where they disagree, all that the disagreeing ones allow.

    A day that no words give, the report's own, counts only where there are no words.
    """
    stated = [told.interval for told in group if told.hard and told.interval != Interval()]
    intervals = stated or [told.interval for told in group]
    exact = _exact(intervals)
    if _disagree(exact):
        return Interval(
            min(i.earliest for i in exact if i.earliest),
            max(i.latest for i in exact if i.latest),
            "span",
        )
    common = reduce(Interval.within, intervals)
    finest = min(intervals, key=_days)
    precision = finest.precision if _days(finest) == _days(common) else "span"
    if common.earliest is not None and common.earliest == common.latest:
        precision = "day"
    return Interval(common.earliest, common.latest, precision)


def _exact(intervals: Sequence[Interval]) -> list[Interval]:
    """Those, each once, that allow nothing beyond what another of them allows."""
    distinct = list(dict.fromkeys(intervals))
    return [
        one
        for one in distinct
        if not any(other != one and _inside(other, one) for other in distinct)
    ]


def _inside(one: Interval, other: Interval) -> bool:
    first, last = one.earliest or date.min, one.latest or date.max
    return (other.earliest or date.min) <= first and last <= (other.latest or date.max)


def _disagree(intervals: Sequence[Interval]) -> bool:
    return any(not a.meets(b) for a in intervals for b in intervals)


def _days(interval: Interval) -> int:
    return ((interval.latest or date.max) - (interval.earliest or date.min)).days


def _place(group: Sequence[Told]) -> Place | None:
    """The place most often told, a country only where nothing nearer is."""
    known = [(told.place, told.broad) for told in group if told.place is not None]
    narrow = [place for place, broad in known if not broad] or [place for place, _ in known]
    counted = Counter(place.name for place in narrow)
    return max(narrow, key=lambda place: counted[place.name], default=None)


def _date_disagreements(group: Sequence[Told]) -> list[Disagreement]:
    dated = [told for told in group if told.hard]
    exact = _exact([told.interval for told in dated])
    if not _disagree(exact):
        return []
    values: dict[str, set[Citation]] = {}
    for told in dated:
        span = told.mention.date.span
        if span is not None and told.interval in exact:
            values.setdefault(_shown(told.interval), set()).add(Citation(told.report, span))
    return [_disagreement("date", values)]


def _shown(interval: Interval) -> str:
    ends = [end.isoformat() if end else "" for end in (interval.earliest, interval.latest)]
    return ends[0] if ends[0] == ends[1] else "/".join(ends)


def _place_disagreements(group: Sequence[Told], limit: Distance) -> list[Disagreement]:
    placed = [told for told in group if told.place is not None]
    distinct = list({(told.place, told.broad): told for told in placed}.values())
    if not any(where(a, b, limit) == "differ" for a in distinct for b in distinct):
        return []
    values: dict[str, set[Citation]] = {}
    for told in placed:
        if told.place is None or told.mention.place is None:
            continue
        span = told.mention.place.span or told.mention.trigger
        values.setdefault(told.place.name, set()).add(Citation(told.report, span))
    return [_disagreement("place", values)]


def _disagreement(field: str, values: Mapping[str, set[Citation]]) -> Disagreement:
    return Disagreement(
        field, tuple((value, tuple(sorted(cited))) for value, cited in sorted(values.items()))
    )
