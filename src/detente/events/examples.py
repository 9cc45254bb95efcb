"""Codes a codebook's own examples and says which do not come out as stated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Protocol

from msgspec import Struct

from detente.events.codebook import Codebook, EventType, Example, ExpectedEvent
from detente.model import Actor, Annotation, EventMention, Participant, Published, Report, Span

# The day an example is taken to be published on where it does not say.
DEFAULT_DAY = date(2015, 6, 17)


class Annotates(Protocol):
    """Whatever can annotate reports."""

    def annotate(self, reports: Iterable[Report]) -> Iterator[Annotation]:
        """The annotations of reports, in order."""


class Failure(Struct, frozen=True):
    """An example that does not code as stated: what was wanted and what came out."""

    type: str
    text: str
    wanted: str
    got: str
    counter: bool

    def __str__(self) -> str:
        kind = "counter-example" if self.counter else "example"
        return f"{self.type} {kind}: {self.text}\n    wanted {self.wanted}\n    got    {self.got}"


def example_report(example: Example, number: int) -> Report:
    """An example as a report of one paragraph."""
    day = date.fromisoformat(example.published) if example.published else DEFAULT_DAY
    text = example.text
    return Report(
        id=f"example-{number}",
        source="codebook",
        text=text,
        published=Published(day, day, basis="given"),
        paragraphs=(Span(0, len(text)),),
    )


def check_examples(codebook: Codebook, coder: Annotates) -> Iterator[Failure]:
    """The examples and counter-examples that do not code as stated.

    An example must give exactly the events it lists.  A counter-example must give no other event of
    its file's type than it lists, and all that it lists.
    """
    cases: list[tuple[EventType, Example, bool]] = []
    for event_type in codebook.types.values():
        cases.extend((event_type, example, False) for example in event_type.examples)
        cases.extend((event_type, example, True) for example in event_type.counter_examples)
    reports = [example_report(example, n) for n, (_, example, _) in enumerate(cases)]
    for (event_type, example, counter), annotation in zip(
        cases, coder.annotate(reports), strict=True
    ):
        events = list(annotation.events)
        wanted = list(example.events)
        for expected in list(wanted):
            found = next(
                (e for e in events if fits(expected, e, annotation.actors, event_type.type)), None
            )
            if found is not None:
                wanted.remove(expected)
                events.remove(found)
        surplus = [e for e in events if not counter or e.type == event_type.type]
        if wanted or surplus:
            yield Failure(
                event_type.type,
                example.text,
                "; ".join(_expected(e, event_type.type) for e in example.events) or "nothing",
                "; ".join(_coded(e, annotation.actors) for e in annotation.events) or "nothing",
                counter,
            )


def fits(
    expected: ExpectedEvent, event: EventMention, actors: dict[str, Actor], type_: str
) -> bool:
    """Whether an event is the expected one: type, participants, modality, and modes if stated."""
    return (
        event.type == (expected.type or type_)
        and event.modality == expected.modality
        and _named(expected.actors, event.actors, actors)
        and _named(expected.recipients, event.recipients, actors)
        and (expected.modes is None or set(expected.modes) == set(event.modes))
    )


def _named(
    expected: tuple[str, ...], found: tuple[Participant, ...], actors: dict[str, Actor]
) -> bool:
    """Whether each expected country or name is there, and no other country."""
    here = [actors[p.actor] for p in found]
    countries = {a.country for a in here if a.country}
    names = {a.name for a in here}
    if not all(e in countries or e in names for e in expected):
        return False
    named = {a.country for a in here if a.name in expected}
    return countries <= set(expected) | named


def _expected(event: ExpectedEvent, type_: str) -> str:
    modes = "" if event.modes is None else f" ({', '.join(event.modes)})"
    return (
        f"{event.type or type_}{modes} {event.modality} "
        f"{list(event.actors)} -> {list(event.recipients)}"
    )


def _coded(event: EventMention, actors: dict[str, Actor]) -> str:
    def names(participants: tuple[Participant, ...]) -> list[str]:
        return [f"{actors[p.actor].name}/{actors[p.actor].country}" for p in participants]

    modes = f" ({', '.join(event.modes)})" if event.modes else ""
    return (
        f"{event.type}{modes} {event.modality} {names(event.actors)} -> "
        f"{names(event.recipients)} [{event.signal}]"
    )
