"""Events with what is needed to see how they hang together: who, when, where, about what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from detente.merging.content_words import spellings
from detente.merging.measures import Measures
from detente.merging.mention_facts import Part, Told
from detente.model import Annotation, Event, Interval
from detente.stretches import Stretches


class Act(Struct, frozen=True):
    """One event.

    ``facts`` are those of its first mention with the event's own days and place, and with everybody
    who takes part by any mention.  ``told`` are its mentions in the order of days.  ``acts`` are
    the words for it, ``words`` the content words of its clauses, as stems.  ``meant`` is the type
    of the act that a plan is of, where that is another than the event's own.  ``ahead`` are the
    days that a plan names.  ``said`` is when it was first told.  ``reports`` has, of each report,
    some of its mentions.  ``spelled`` has a spelling of its words, and the name of each key.
    ``signals`` are those of the codebook by which it was found.  ``vouched`` says that somebody
    says so, or denies it, and not the report alone.
    """

    event: Event
    facts: Told
    told: tuple[Told, ...]
    acts: frozenset[str]
    words: frozenset[str]
    meant: str
    ahead: Interval | None
    said: Interval
    reports: dict[str, tuple[Told, ...]]
    spelled: dict[str, str]
    signals: frozenset[str]
    vouched: bool

    @property
    def id(self) -> str:
        """The event's id."""
        return self.event.id

    @property
    def happened(self) -> bool:
        """Whether it took place."""
        return self.facts.happened == "happened"

    @property
    def day(self) -> date:
        """Where it stands in the order of days: its own first, or as far as that is open, last."""
        days = self.event.date
        return days.earliest or days.latest or self.said.earliest or date.max


def acts_of(
    events: Iterable[Event],
    annotations: Mapping[str, Annotation],
    told: Mapping[tuple[str, str], Told],
    measures: Measures,
) -> list[Act]:
    """*events* by their ids, with what *annotations*, by their reports, tell of them.

    *told* has their mentions by their names.
    """
    denied = frozenset(name for a in annotations.values() for name in _in_denials(a))
    found = []
    for event in sorted(events, key=lambda event: event.id):
        mine = sorted((told[name] for name in event.mentions), key=lambda one: one.order)
        act = _act(event, mine, annotations, measures.blocks.sample)
        found.append(act if denied.isdisjoint(event.mentions) else replace(act, vouched=True))
    return found


def _in_denials(annotation: Annotation) -> Iterator[tuple[str, str]]:
    """The mentions that stand in what somebody denies."""
    denials = [said for said in annotation.statements if "denial" in said.kinds]
    if denials:
        events = Stretches(annotation.events, lambda mention: mention.trigger)
        for said in denials:
            for mention in events.inside(*said.content):
                yield (annotation.report.id, mention.id)


def _act(
    event: Event, told: Sequence[Told], annotations: Mapping[str, Annotation], sample: int
) -> Act:
    actors, recipients = (
        _union(one.actors for one in told),
        _union(one.recipients for one in told),
    )
    first = told[0]
    place = next((one for one in told if one.place == event.place), first)
    facts = replace(
        first,
        actors=actors,
        recipients=recipients,
        everybody=_union((actors, recipients)),
        together=any(one.together for one in told),
        interval=event.date,
        hard=any(one.hard for one in told),
        weekday=None,
        place=event.place,
        broad=place.broad,
        contexts=frozenset().union(*(one.contexts for one in told)),
    )
    named = (one.mention.signal.partition("/")[0] for one in told)
    return Act(
        event=event,
        facts=facts,
        told=tuple(told),
        acts=frozenset(one.act for one in told if one.act),
        words=frozenset().union(*(one.words for one in told)),
        meant=next((type_ for type_ in named if type_ not in ("", event.type)), ""),
        ahead=_ahead(told, annotations),
        said=first.published,
        reports=_by_report(told, sample),
        spelled=_spelled(told[:sample], annotations),
        signals=frozenset(one.mention.signal for one in told if one.mention.signal),
        vouched=any(one.mention.attribution is not None for one in told),
    )


def _by_report(told: Sequence[Told], sample: int) -> dict[str, tuple[Told, ...]]:
    """The first *sample* mentions of each report."""
    found: dict[str, list[Told]] = {}
    for one in told:
        some = found.setdefault(one.report, [])
        if len(some) < sample:
            some.append(one)
    return {report: tuple(some) for report, some in found.items()}


def _spelled(told: Sequence[Told], annotations: Mapping[str, Annotation]) -> dict[str, str]:
    """How the clauses of some mentions spell their words, and the names of those in them."""
    found: dict[str, str] = {}
    for one in told:
        annotation = annotations[one.report]
        words = spellings(one.mention.extent.of(annotation.report.text))
        names = {actor.key: actor.name for actor in annotation.actors.values()}
        found = {**words, **{key: names[key] for key in one.words if key in names}, **found}
        found |= {key: names[key] for key in one.everybody.names if key in names}
    return found


def _union(parts: Iterable[Part]) -> Part:
    sides: dict[str, frozenset[str]] = {}
    heads: dict[str, frozenset[str]] = {}
    counted: frozenset[tuple[int, str]] = frozenset()
    for part in parts:
        for into, more in ((sides, part.sides), (heads, part.heads)):
            for side, names in more.items():
                into[side] = into.get(side, frozenset()) | names
        counted |= part.counted
    return Part.of(sides, heads, counted)


def _ahead(told: Sequence[Told], annotations: Mapping[str, Annotation]) -> Interval | None:
    """The days that words give a plan: the first that reach beyond the report's own."""
    for one in told:
        last = one.published.latest
        if last is None:
            continue
        days = [one.interval] if one.hard else []
        inside = frozenset(one.dates)
        if inside:
            times = annotations[one.report].times
            days += [time.interval for time in times if time.span in inside]
        for interval in days:
            if interval.latest is not None and interval.latest > last:
                first = max(interval.earliest or last, one.published.earliest or last)
                return Interval(min(first, interval.latest), interval.latest, interval.precision)
    return None
