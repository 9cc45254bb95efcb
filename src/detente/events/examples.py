"""Codes a codebook's own examples and says which do not come out as stated."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Protocol

from msgspec import Struct

from detente.document import Document
from detente.events.codebook import Codebook, Example, ExpectedEvent
from detente.events.coder import EventCoder
from detente.events.explain import Explanation, modality_text, why_not
from detente.model import Actor, Annotation, EventMention, Participant, Published, Report, Span

# The day an example is taken to be published on where it does not say.
DEFAULT_DAY = date(2015, 6, 17)


class Explains(Protocol):
    """Whatever can code reports and say why."""

    events: EventCoder

    def read(self, reports: Iterable[Report]) -> Iterator[Document]:
        """The documents of reports with all that was read in them, in order."""

    def explain(self, report: Report) -> Explanation:
        """Why a report is coded as it is."""


class Failure(Struct, frozen=True):
    """An example that does not code as stated: what was wanted, what came out, and why.

    ``place`` is where in its type's file it stands ("examples[3]"), ``counter`` whether it is a
    counter-example.  ``why`` has a line for every event that is missing or too much.  ``file`` and
    ``line`` are for whoever knows them.
    """

    type: str
    place: str
    text: str
    wanted: str
    got: str
    why: tuple[str, ...]
    counter: bool
    file: str = ""
    line: int = 0

    def __str__(self) -> str:
        kind = "counter-example" if self.counter else "example"
        lines = [f"{self.type} {kind}: {self.text}", f"wanted {self.wanted}", f"got    {self.got}"]
        return "\n    ".join([*lines, *self.why])


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


def check_examples(
    codebook: Codebook,
    coder: Explains,
    tell: Callable[[int, int], None] | None = None,
    see: Callable[[Document], None] | None = None,
) -> Iterator[Failure]:
    """The examples and counter-examples that do not code as stated.

    An example must give exactly the events it lists.  A counter-example must give no other event of
    its file's type than it lists, and all that it lists.  *tell* is told how many are done, and of
    how many; *see* is given the document of each.
    """
    cases = [
        _Case(event_type.type, example, field == "counter-examples", f"{field}[{number}]")
        for event_type in codebook.types.values()
        for field, examples in (
            ("examples", event_type.examples),
            ("counter-examples", event_type.counter_examples),
        )
        for number, example in enumerate(examples)
    ]
    reports = [example_report(case.example, number) for number, case in enumerate(cases)]
    coded = zip(cases, reports, coder.read(reports), strict=True)
    for done, (case, report, document) in enumerate(coded, start=1):
        annotation = document.annotation()
        missing, surplus = case.compare(annotation)
        if missing or surplus:
            explanation = coder.explain(report)
            yield Failure(
                case.type,
                case.place,
                case.example.text,
                "; ".join(_expected(e, case.type) for e in case.example.events) or "nothing",
                "; ".join(_coded(e, annotation.actors) for e in annotation.events) or "nothing",
                tuple(case.reasons(missing, surplus, explanation, codebook)),
                case.counter,
            )
        if see is not None:
            see(document)
        if tell is not None:
            tell(done, len(cases))


class _Case(Struct, frozen=True):
    """An example of a type's file."""

    type: str
    example: Example
    counter: bool
    place: str

    def compare(self, annotation: Annotation) -> tuple[list[ExpectedEvent], list[EventMention]]:
        """The events that are missing, and those that are too much."""
        events = list(annotation.events)
        missing = []
        for expected in self.example.events:
            found = next(
                (e for e in events if fits(expected, e, annotation.actors, self.type)), None
            )
            if found is None:
                missing.append(expected)
            else:
                events.remove(found)
        return missing, [e for e in events if not self.counter or e.type == self.type]

    def reasons(
        self,
        missing: list[ExpectedEvent],
        surplus: list[EventMention],
        explanation: Explanation,
        codebook: Codebook,
    ) -> Iterator[str]:
        """A line for each missing event, and for each surplus one that is none of them mistaken."""
        for expected in missing:
            yield _missing(expected, self.type, explanation, codebook)
        types = {expected.type or self.type for expected in missing}
        for event in surplus:
            if event.type not in types:
                yield _surplus(event, explanation)


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


def _missing(
    expected: ExpectedEvent, type_: str, explanation: Explanation, codebook: Codebook
) -> str:
    """Why an expected event did not come out: how a like one differs, or what kept it."""
    wanted = expected.type or type_
    like = [e for e in explanation.events if e.type == wanted]
    if not like:
        return f"no {wanted}: {why_not(explanation, wanted, codebook)}"
    actors = {seen.id: seen.actor for seen in explanation.actors}
    nearest = min((tuple(_differences(expected, e, actors, explanation)) for e in like), key=len)
    return f"{wanted}: {'; '.join(nearest) or 'there is one only'}"


def _differences(
    expected: ExpectedEvent, event: EventMention, actors: dict[str, Actor], why: Explanation
) -> Iterator[str]:
    if event.modality != expected.modality:
        clause = next((c for c in why.clauses if event.id in c.events), None)
        reason = modality_text(clause) if clause else f"it is {event.modality}"
        yield f"{reason}, not {expected.modality}"
    for what, wanted, found in (
        ("actors", expected.actors, event.actors),
        ("recipients", expected.recipients, event.recipients),
    ):
        if not _named(wanted, found, actors):
            yield f"its {what} are {_names(found, actors)}, not {', '.join(wanted) or 'nobody'}"
    if expected.modes is not None and set(expected.modes) != set(event.modes):
        coded, stated = (", ".join(m) or "none" for m in (event.modes, expected.modes))
        yield f"its modes are {coded}, not {stated}"


def _surplus(event: EventMention, explanation: Explanation) -> str:
    word = event.trigger.of(explanation.text)
    return f"{event.type} is not wanted: {event.signal} matched “{word}”"


def _names(participants: tuple[Participant, ...], actors: dict[str, Actor]) -> str:
    return ", ".join(f"{actors[p.actor].name}/{actors[p.actor].country}" for p in participants) or (
        "nobody"
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
        f"[{', '.join(event.actors)}] -> [{', '.join(event.recipients)}]"
    )


def _coded(event: EventMention, actors: dict[str, Actor]) -> str:
    modes = f" ({', '.join(event.modes)})" if event.modes else ""
    return (
        f"{event.type}{modes} {event.modality} [{_names(event.actors, actors)}] -> "
        f"[{_names(event.recipients, actors)}] ({event.signal})"
    )
