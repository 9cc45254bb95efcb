"""Where the mentions of one event disagree: each value with the words that give it.

What is merely less specific disagrees with nothing: a state and its minister, a month and a day of
it, a country and its town.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from detente.merging.field_relations import differ_in, where
from detente.merging.measures import Days, Distance, Measures
from detente.merging.mention_facts import Told
from detente.merging.numbers import number_disagreements
from detente.merging.telling import Telling
from detente.model import Actor, Citation, Disagreement, Interval, Participant

Named = tuple[Participant, Actor]
"""Who takes part in a mention, and as whom the report knows it."""

DENIED = "negated"
"""What :attr:`Told.happened` is of an act that is told not to have taken place."""

MOST_COMPARED = 20
"""Ways of naming who takes part that are compared with all others; an event has a few."""

NOT_YET = ("planned", "conditional", "hypothetical")


def disagreements(
    group: Sequence[Told], tellings: Sequence[Telling], measures: Measures
) -> tuple[Disagreement, ...]:
    """All on which the mentions of *group* disagree, in the order of the fields.

    *tellings* are theirs, in the same order.
    """
    return (
        *_type_disagreements(group),
        *_who_disagreements(group, tellings),
        *_whether_disagreements(group),
        *_date_disagreements(group, measures.time),
        *_place_disagreements(group, measures.place),
        *number_disagreements(
            (told.report, own.counts) for told, own in zip(group, tellings, strict=True)
        ),
    )


def _type_disagreements(group: Sequence[Told]) -> list[Disagreement]:
    """Types of which an event has one only; that two are one event, somebody must have decided."""
    return _told_as(group, lambda told: told.mention.type, "type")


def _who_disagreements(group: Sequence[Told], tellings: Sequence[Telling]) -> list[Disagreement]:
    """Other persons, or other sides, in one role."""
    together = in_one_role(group)
    parts = {told.name: _parts(told) for told in group}
    alike = list({parts[told.name]: told for told in group}.values())
    apart: dict[str, set[object]] = {"who": set(), "whom": set()}
    for one, other in _pairs(alike):
        roles = differ_in(one, other)
        if roles and (together or one.together or other.together):
            roles = frozenset(apart)  # which of them, the names themselves say
        for role in roles:
            apart[role] |= {parts[one.name], parts[other.name]}
    found = []
    for role, differing in apart.items():
        values: dict[str, set[Citation]] = {}
        for told, own in zip(group, tellings, strict=True):
            named = in_role(told, own, role, together) if parts[told.name] in differing else ()
            if named:
                cited = (Citation(told.report, one.span) for one, _ in named)
                values.setdefault(names_of(named), set()).update(cited)
        if len(values) > 1:
            found.append(_disagreement(role, values))
    return found


def _pairs(alike: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """All pairs of a few; of many each with the first."""
    for place, one in enumerate(alike[:MOST_COMPARED]):
        for other in alike[place + 1 :]:
            yield one, other


def in_one_role(group: Sequence[Told]) -> bool:
    """Whether all who take part in an event act: reports have them now on one side, now on both."""
    acting = {side for told in group for side in told.actors.sides}
    both = acting & {side for told in group for side in told.recipients.sides}
    together = any(len(told.actors.sides) > 1 and not told.recipients.sides for told in group)
    return len(both) > 1 or (bool(both) and together)


def in_role(told: Told, own: Telling, role: str, together: bool) -> list[Named]:
    """Who has a role, ``who`` or ``whom``; where all act *together*, all have the first."""
    acting = list(zip(told.mention.actors, own.acting, strict=True))
    acted_on = list(zip(told.mention.recipients, own.acted_on, strict=True))
    if together:
        return acting + acted_on if role == "who" else []
    return acting if role == "who" else acted_on


def names_of(role: Iterable[Named]) -> str:
    """Participants as a disagreement's value: their names in order."""
    return ", ".join(sorted({actor.name for _, actor in role}))


def _parts(told: Told) -> tuple[object, ...]:
    """All that :func:`differ_in` goes by."""
    return (
        told.together,
        *(
            frozenset({**part.sides, **{f"{s} of": h for s, h in part.heads.items()}}.items())
            for part in (told.actors, told.recipients)
        ),
    )


def _whether_disagreements(group: Sequence[Told]) -> list[Disagreement]:
    """That some tell it as done, and others deny it, or still tell it as planned.

    What was told before is no disagreement: a plan before it was told as done, a denial before the
    first day that it can have been.
    """
    done = [told for told in group if told.happened == "happened"]
    if not done or len(done) == len(group):
        return []
    first_told = min(told.published.latest or date.max for told in done)
    first_day = min(told.interval.earliest or date.min for told in done)
    against = [
        told
        for told in group
        if (told.happened == DENIED and (told.published.latest or date.max) >= first_day)
        or (told.happened in NOT_YET and (told.published.earliest or date.min) > first_told)
    ]
    return _told_as([*done, *against], lambda told: _modality(told.happened), "whether")


def _modality(happened: str) -> str:
    return "actual" if happened == "happened" else happened


def _told_as(group: Iterable[Told], value: Callable[[Told], str], field: str) -> list[Disagreement]:
    """The disagreement on a value that the word for the act gives, if there is any."""
    values: dict[str, set[Citation]] = {}
    for told in group:
        values.setdefault(value(told), set()).add(Citation(told.report, told.mention.trigger))
    return [_disagreement(field, values)] if len(values) > 1 else []


def _date_disagreements(group: Sequence[Told], time: Days) -> list[Disagreement]:
    """Days in words that do not meet, and those of reports that are too far from the others.

    The day of a report that gives none may be one or two after the event, which is nothing.
    """
    ends = _ends([told.interval for told in group if told.interval.known])
    dated = [told for told in group if told.hard or _far(told.interval, ends, time)]
    apart = exact([told.interval for told in dated])
    if not disagree(apart):
        return []
    shown = {days(interval) for interval in apart}
    values: dict[str, set[Citation]] = {}
    for told in dated:
        span = told.mention.date.span or told.mention.trigger
        if days(told.interval) in shown:
            values.setdefault(days(told.interval), set()).add(Citation(told.report, span))
    return [_disagreement("date", values)]


def _ends(intervals: Sequence[Interval]) -> tuple[date, date]:
    """The first last day of intervals, and the last first one."""
    first_end = min((i.latest or date.max for i in intervals), default=date.max)
    return first_end, max((i.earliest or date.min for i in intervals), default=date.min)


def _far(interval: Interval, ends: tuple[date, date], time: Days) -> bool:
    """Whether an interval, known at both ends, is too far from that of some other report."""
    first_end, last_start = ends
    if interval.earliest is None or interval.latest is None:
        return False
    apart = max((last_start - interval.latest).days, (interval.earliest - first_end).days)
    return apart > time.apart_unsaid


def days(interval: Interval) -> str:
    """An interval as a disagreement's value: a day, or two with a stroke, an open one left out."""
    ends = [end.isoformat() if end else "" for end in (interval.earliest, interval.latest)]
    return ends[0] if ends[0] == ends[1] else "/".join(ends)


def exact(intervals: Iterable[Interval]) -> list[Interval]:
    """Those, each once, that allow nothing beyond what another of them allows."""
    distinct = {(i.earliest or date.min, i.latest or date.max): i for i in intervals}
    found, first_end = [], None
    for first, last in sorted(distinct, key=lambda ends: (-ends[0].toordinal(), ends[1])):
        # All that begin no earlier were seen: does one of them end within this one?
        if first_end is None or last < first_end:
            found.append(distinct[first, last])
            first_end = last
    return found


def disagree(intervals: Sequence[Interval]) -> bool:
    """Whether some of them do not meet."""
    first_end, last_start = _ends(intervals)
    return first_end < last_start


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
