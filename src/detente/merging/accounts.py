"""The account of one event: what its reports say, field by field, and what is shown of it and why.

Nothing is overwritten: what is shown is one of the values or made of them, and the others stand
beside it with the reports that give them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Literal

from msgspec import Struct

from detente.merging.disagreements import DENIED, days, in_one_role, in_role, names_of
from detente.merging.measures import Measures, shipped
from detente.merging.mention_facts import Told, tell
from detente.merging.numbers import numbers_of
from detente.merging.telling import Telling, telling
from detente.model import Actor, Annotation, Citation, Event, EventMention, Span
from detente.model.kinds_of_acts import Kinds

Reason = Literal[
    "only value", "most reports", "earliest report", "most specific", "common days",
    "days in words", "all days", "nearest place", "place told most", "told as done",
    "none is chosen",
]  # fmt: skip
"""Why a value is shown.

``only value``: all that give one give this.  ``most reports``: most independent reports do, or, as
many doing, ``earliest report`` the first.  ``most specific``: names and modes without what others
say more exactly.  ``common days``: those that all allow, ``days in words`` those that words give,
the reports' own days left aside, ``all days`` of those who disagree from the first to the last.
``nearest place``: a country gives way to a place in it, ``place told most`` a place to one that is
told more often.  ``told as done``: what was planned and then is told as done was done.  ``none is
chosen``: numbers that disagree stand side by side.
"""


class Given(Struct, frozen=True):
    """A value, the words that give it, and by how many independent reports it is given."""

    value: str
    reports: int
    citations: tuple[Citation, ...]


class Field(Struct, frozen=True):
    """A field of an event: what is ``shown``, ``why``, and all values that the reports give.

    ``disagree`` says that not all of them can be true; what is only less specific can.
    """

    name: str
    shown: str | None
    why: Reason
    values: tuple[Given, ...]
    disagree: bool = False


class Account(Struct, frozen=True):
    """All that the reports of an event say of it, field by field; unknown fields are left out."""

    event: str
    fields: tuple[Field, ...]


NO_KINDS = Kinds()


def account(
    event: Event,
    annotations: Iterable[Annotation],
    measures: Measures | None = None,
    kinds: Kinds = NO_KINDS,
) -> Account:
    """The account of *event*, one that :func:`detente.merging.merge` makes with the same.

    *annotations* are those of its reports.
    """
    measures = measures or shipped()
    known = {annotation.report.id: annotation for annotation in annotations}
    told = {
        one.name: one
        for name, annotation in known.items()
        for one in tell(annotation, measures, kinds, _of(event, name, annotation))
    }
    group = [told[name] for name in event.mentions if name in told]
    tellings = [telling(one, known[one.report], measures) for one in group]
    return Account(event.id, tuple(_Fields(event, group, tellings).all()))


def _of(event: Event, report: str, annotation: Annotation) -> list[EventMention]:
    ours = {mention for name, mention in event.mentions if name == report}
    return [mention for mention in annotation.events if mention.id in ours]


Values = dict[str, set[Citation]]


class _Fields:
    """The fields of one event, worked out from its mentions in their order."""

    def __init__(self, event: Event, group: Sequence[Told], tellings: Sequence[Telling]) -> None:
        self._event, self._group, self._tellings = event, group, tellings
        self._text = {report: n for n, copies in enumerate(event.copies) for report in copies}
        names = dict.fromkeys(report for report, _ in event.mentions)
        self._place = {report: place for place, report in enumerate(names)}
        self._disagree = {one.field for one in event.disagreements}

    def all(self) -> Iterable[Field]:
        """Those that any report gives, in the order of the table."""
        found = (
            [self._type()],
            self._roles(),
            [self._when()],
            [self._where()],
            [self._whether()],
            self._numbers(),
        )
        return (field for field in chain.from_iterable(found) if field.values)

    def _type(self) -> Field:
        values = self._said(
            (_with_modes(t.mention.type, t.mention.modes), t, t.mention.trigger)
            for t in self._group
        )
        shown = _with_modes(self._event.type, self._event.modes)
        types = {told.mention.type for told in self._group}
        why = _chosen(shown, values, "most specific")
        if len(types) > 1:
            why = self._most_told(
                {t: {o.report for o in self._group if o.mention.type == t} for t in types}
            )
        return self._field("type", shown, why, values)

    def _roles(self) -> Iterable[Field]:
        event = self._event
        together = in_one_role(self._group)
        for role, shown in (("who", event.actors), ("whom", event.recipients)):
            values: Values = {}
            for told, own in zip(self._group, self._tellings, strict=True):
                named = in_role(told, own, role, together)
                if named:
                    cited = (Citation(told.report, one.span) for one, _ in named)
                    values.setdefault(names_of(named), set()).update(cited)
            name = _names(shown)
            yield self._field(role, name, _chosen(name, values, "most specific"), values)

    def _when(self) -> Field:
        group, event = self._group, self._event
        dated = [told for told in group if told.interval.earliest or told.interval.latest]
        values = self._said(
            (days(told.interval), told, told.mention.date.span or told.mention.trigger)
            for told in dated
        )
        shown = days(event.date)
        in_words = {days(told.interval) for told in dated if told.hard}
        why: Reason = "common days"
        if len(values) == 1:
            why = "only value"
        elif "date" in self._disagree and (shown not in values or not in_words):
            why = "all days"
        elif in_words and len(in_words) < len(values):
            why = "days in words"
        return self._field("date", shown, why, values)

    def _where(self) -> Field:
        placed = [t for t in self._group if t.mention.place is not None]
        values = self._said(
            (t.mention.place.place.name, t, t.mention.place.span or t.mention.trigger)
            for t in placed
            if t.mention.place is not None
        )
        shown = self._event.place.name if self._event.place else None
        narrow = Counter(t.place.name for t in placed if t.place and not t.broad)
        most = [count for _, count in narrow.most_common(2)]
        why = _chosen(shown, values, "place told most")
        if len(values) > 1 and len(narrow) == 1:
            why = "nearest place"
        elif len(most) > 1 and most[0] == most[1]:
            why = "earliest report"
        return self._field("place", shown, why, values)

    def _whether(self) -> Field:
        values = self._said(
            (told.mention.modality, told, told.mention.trigger) for told in self._group
        )
        reports: dict[str, set[str]] = {}
        for told in self._group:
            reports.setdefault(told.happened, set()).add(told.report)
        why: Reason = "only value" if len(values) == 1 else "told as done"
        if len(reports) > 1 and not ("happened" in reports and DENIED not in reports):
            why = self._most_told(reports)
        return self._field("whether", self._event.modality, why, values)

    def _numbers(self) -> Iterable[Field]:
        told = zip(self._group, self._tellings, strict=True)
        for noun, numbers in numbers_of((one.report, own.counts) for one, own in told).items():
            values = {str(number): cited for number, cited in sorted(numbers.items())}
            only = next(iter(values)) if len(values) == 1 else None
            yield self._field(noun, only, "only value" if only else "none is chosen", values)

    def _said(self, given: Iterable[tuple[str, Told, Span]]) -> Values:
        values: Values = {}
        for value, told, span in given:
            values.setdefault(value, set()).add(Citation(told.report, span))
        return values

    def _field(self, name: str, shown: str | None, why: Reason, values: Values) -> Field:
        given = tuple(
            Given(value, self._independent(c.report for c in cited), self._in_order(cited))
            for value, cited in values.items()
        )
        return Field(name, shown, why, given, name in self._disagree)

    def _in_order(self, cited: Iterable[Citation]) -> tuple[Citation, ...]:
        """Citations in the order of the event's mentions."""
        return tuple(sorted(cited, key=lambda c: (self._place[c.report], c.span)))

    def _independent(self, reports: Iterable[str]) -> int:
        """How many reports there are, where those that are one text are one."""
        return len({self._text.get(report, report) for report in reports})

    def _most_told(self, reports: Mapping[str, Iterable[str]]) -> Reason:
        counts = sorted(self._independent(some) for some in reports.values())
        return "earliest report" if counts[-1] == counts[-2] else "most reports"


def _with_modes(type_: str, modes: Sequence[str]) -> str:
    return " ".join((type_, *modes))


def _names(actors: Sequence[Actor]) -> str | None:
    return ", ".join(sorted({actor.name for actor in actors})) or None


def _chosen(shown: str | None, values: Values, why: Reason) -> Reason:
    return "only value" if [*values] == [shown] else why
