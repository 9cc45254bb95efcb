"""Small reports of which it is known what must, and must not, be read in them, and their runner.

A file of cases (``*.cases``) is lines of text.  ``# kind: ...`` names the kind of the cases that
follow; other lines that begin with ``#`` are comments.  A case is one line, or several reports with
what is wanted of them all on a line of its own::

    DAY | TEXT | WANT ; WANT ...

    + DAY | TEXT
    + DAY | TEXT
    = WANT ; WANT ...

DAY is the day of publication or ``-``, and ``\\n`` in TEXT a new line.  What can be wanted:

    TYPE MODALITY A>B    such an event is there.  Several types are joined by /, * is any.  MODALITY
                         is one of detente's (actual counts historical acts too), unreal (neither
                         actual nor historical) or *.  A and B are countries joined by +, all of
                         which are among the actors or recipients; * is anybody, - nobody
    not TYPE MODALITY A>B  no such event is there
    who WORDS = XXX      whom WORDS name in an event or statement is of the country XXX, - of none
    name WORDS = NAME    ... has NAME in the name, or - is nobody
    without TYPE WORDS   nobody named by WORDS takes part in an event of the type
    date TYPE = A..B     an event of the type has these first and last days; one left out is open
    day TYPE < A..B      ... has both ends, which lie within A..B
    open TYPE            ... has an open start
    open-or-by TYPE DAY  ... has an open start, or starts by DAY
    place TYPE = NAME    ... is at a place with NAME in its name, or - at none
    said WORDS = NAME    a statement with WORDS in its content is by NAME (a part of the name, or
                         the country), or - none such has a speaker
    kind WORDS = KIND    ... is of that kind
    events TYPE = N      all reports of the case, merged, have N events of the type that happened
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import get_args

from msgspec import Struct

from detente.errors import SourceError
from detente.model import (
    Actor,
    Annotation,
    Event,
    EventMention,
    Modality,
    Participant,
    Report,
    Statement,
    StatementKind,
)
from detente.pipeline import Coder
from detente.reading import read_sources
from detente.reading_steps import Steps
from detente.record import Record
from detente.watching import Watch

TOOK_PLACE = ("actual", "historical")
_MODALITIES = {*get_args(Modality), "unreal", "*"}
_KINDS = set(get_args(StatementKind))
_SIDE = re.compile(r"[*-]|[A-Z]{3}(\+[A-Z]{3})*|")
_COUNTRY = re.compile(r"[A-Z]{3}|-")


class CaseError(Exception):
    """A line that is no case; the message has its file, its line and what one looks like."""


class Coded(Struct, frozen=True):
    """What was read in a case: an annotation a report, and its events merged if a want asks."""

    annotations: tuple[Annotation, ...] = ()
    merged: tuple[Event, ...] = ()

    def events(self, types: Sequence[str]) -> Iterator[tuple[Annotation, EventMention]]:
        """The events of these types, each with the annotation that it is in."""
        for annotation in self.annotations:
            for event in annotation.events:
                if event.type in types or "*" in types:
                    yield annotation, event


class Want(Struct, frozen=True):
    """Something wanted of a case: its words, the types they name, and whether it is there."""

    text: str
    types: tuple[str, ...]
    holds: Callable[[Coded], bool]

    @property
    def merges(self) -> bool:
        """Whether the reports must be merged to know it."""
        return self.text.startswith("events ")


class Case(Struct, frozen=True):
    """One case: where it stands, its kind, its reports as day and text, and what is wanted."""

    file: str
    line: int
    kind: str
    reports: tuple[tuple[date | None, str], ...]
    wants: tuple[Want, ...]

    @property
    def name(self) -> str:
        """The file's name without its ending, and the line."""
        return f"{self.file}:{self.line}"


class Outcome(Struct, frozen=True):
    """A case, what was read in it, and those of its wants that are not there."""

    case: Case
    coded: Coded
    unmet: tuple[Want, ...]


# Reading files of cases.


def load(path: Path) -> list[Case]:
    """The cases of a file, in order.  Raises :class:`CaseError` for a line that is none."""
    kind = ""
    reports: list[tuple[date | None, str]] = []
    found = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        line = line.strip()
        try:
            if line.startswith("# kind:"):
                kind = line.removeprefix("# kind:").strip()
            if not line or line.startswith("#"):
                continue
            if line.startswith("+"):
                reports.append(_report(line[1:]))
                continue
            if line.startswith("="):
                told, wants = tuple(reports), line[1:]
                reports = []
            else:
                start, _, wants = line.rpartition(" | ")
                told = (_report(start),)
            if reports or not told:
                raise ValueError(
                    "reports that begin with + are closed by one line that begins with ="
                )
            if not kind:
                raise ValueError("a line # kind: ... must stand before the first case")
            found.append(Case(path.stem, number, kind, told, _wants(wants)))
        except ValueError as error:
            raise CaseError(
                f"{path}:{number}: {error}; a case is DAY | TEXT | WANT ; WANT"
            ) from error
    if reports:
        raise CaseError(f"{path}: the last case lacks its line that begins with =")
    return found


def _report(text: str) -> tuple[date | None, str]:
    day, bar, words = (part.strip() for part in text.partition("|"))
    if not bar or not words:
        raise ValueError("no day and text parted by |")
    return (None if day == "-" else date.fromisoformat(day)), words.replace("\\n", "\n")


def _wants(text: str) -> tuple[Want, ...]:
    wants = tuple(want(part.strip()) for part in text.split(";") if part.strip())
    if not wants:
        raise ValueError("nothing is wanted")
    return wants


def want(text: str) -> Want:
    """What *text* asks for; raises :class:`ValueError` where that is nothing known."""
    head, _, rest = text.partition(" ")
    if head == "not":
        types, fits = _event(rest)
        return Want(text, types, lambda coded: not any(fits(*e) for e in coded.events(types)))
    if head in _HEADS:
        types, holds = _HEADS[head](rest)
        return Want(text, types, holds)
    types, fits = _event(text)
    return Want(text, types, lambda coded: any(fits(*e) for e in coded.events(types)))


# What each kind of want asks.  A parser gives the types that the words name, and a test.

Parsed = tuple[tuple[str, ...], Callable[[Coded], bool]]
Fits = Callable[[Annotation, EventMention], bool]


def _types(text: str) -> tuple[str, ...]:
    types = tuple(text.strip().split("/"))
    if not all(t == "*" or (t.isalpha() and t.isupper()) for t in types):
        raise ValueError(f'"{text}" is no type of event')
    return types


def _event(text: str) -> tuple[tuple[str, ...], Fits]:
    """The types, and the test of one event of them."""
    parts = text.split()
    if not 1 <= len(parts) <= 3:
        raise ValueError(f'"{text}" is not TYPE MODALITY A>B')
    modality, sides = (*parts[1:], *("*", "*>*")[len(parts) - 1 :])
    before, arrow, after = sides.partition(">")
    if modality not in _MODALITIES:
        raise ValueError(f'no modality "{modality}"')
    if not arrow or not _SIDE.fullmatch(before) or not _SIDE.fullmatch(after):
        raise ValueError(f'"{sides}" is not A>B, with countries such as PER+CHL, * or -')

    def fits(annotation: Annotation, event: EventMention) -> bool:
        return (
            _is(event.modality, modality)
            and _among(before, event.actors, annotation)
            and _among(after, event.recipients, annotation)
        )

    return _types(parts[0]), fits


def _is(modality: str, wanted: str) -> bool:
    if wanted in ("actual", "unreal"):
        return (modality in TOOK_PLACE) == (wanted == "actual")
    return wanted in ("*", modality)


def _among(wanted: str, side: Sequence[Participant], annotation: Annotation) -> bool:
    if wanted in ("*", ""):
        return True
    if wanted == "-":
        return not side
    return set(wanted.split("+")) <= {annotation.actors[p.actor].country for p in side}


def _equation(text: str, sign: str = "=") -> tuple[str, str]:
    said, equals, value = (part.strip() for part in text.rpartition(sign))
    if not equals or not said or not value:
        raise ValueError(f'"{text}" has no value after {sign}')
    return said, value


def _who(text: str) -> Parsed:
    said, value = _equation(text)
    if not _COUNTRY.fullmatch(value):
        raise ValueError(f'"{value}" is no country')

    def holds(coded: Coded) -> bool:
        found = _named(coded, said)
        if not found:
            return value == "-"
        return all((actor.country or "-") == value for actor in found)

    return (), holds


def _name(text: str) -> Parsed:
    said, value = _equation(text)

    def holds(coded: Coded) -> bool:
        found = _named(coded, said)
        if value == "-" or not found:
            return value == "-" and not found
        return all(value.casefold() in actor.name.casefold() for actor in found)

    return (), holds


def _named(coded: Coded, said: str) -> list[Actor]:
    """Those whom *said* names in events and statements, or else anywhere."""
    found: list[Actor] = []
    for annotation in coded.annotations:
        text, actors = annotation.report.text, annotation.actors
        for event in annotation.events:
            sides = (*event.actors, *event.recipients)
            found += [actors[p.actor] for p in sides if said in p.span.of(text)]
        for told in annotation.statements:
            if told.speaker and told.source and said in told.source.of(text):
                found.append(actors[told.speaker])
        if not found:
            found += [actors[m.actor] for m in annotation.mentions if said in m.span.of(text)]
    return found


def _without(text: str) -> Parsed:
    head, _, said = text.partition(" ")
    if not said.strip():
        raise ValueError(f'"{text}" is not TYPE WORDS')
    types = _types(head)

    def holds(coded: Coded) -> bool:
        return not any(
            said in participant.span.of(annotation.report.text)
            for annotation, event in coded.events(types)
            for participant in (*event.actors, *event.recipients)
        )

    return types, holds


def _ends(text: str) -> tuple[date | None, date | None]:
    first, dots, last = (part.strip() for part in text.partition(".."))
    if not dots:
        raise ValueError(f'"{text}" is not FIRST..LAST')
    return (
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
    )


def _date(text: str) -> Parsed:
    head, value = _equation(text)
    types, ends = _types(head), _ends(value)

    def holds(coded: Coded) -> bool:
        dates = [event.date.interval for _, event in coded.events(types)]
        return any((one.earliest, one.latest) == ends for one in dates)

    return types, holds


def _day(text: str) -> Parsed:
    head, value = _equation(text, "<")
    types, (first, last) = _types(head), _ends(value)
    if first is None or last is None:
        raise ValueError(f'"{value}" leaves an end open')

    def holds(coded: Coded) -> bool:
        dates = [event.date.interval for _, event in coded.events(types)]
        return any(
            one.earliest is not None
            and one.latest is not None
            and first <= one.earliest
            and one.latest <= last
            for one in dates
        )

    return types, holds


def _open(text: str) -> Parsed:
    types = _types(text)

    def holds(coded: Coded) -> bool:
        return any(event.date.interval.earliest is None for _, event in coded.events(types))

    return types, holds


def _open_or_by(text: str) -> Parsed:
    head, _, value = text.partition(" ")
    types, last = _types(head), date.fromisoformat(value.strip())

    def holds(coded: Coded) -> bool:
        starts = [event.date.interval.earliest for _, event in coded.events(types)]
        return any(start is None or start <= last for start in starts)

    return types, holds


def _place(text: str) -> Parsed:
    head, value = _equation(text)
    types = _types(head)

    def holds(coded: Coded) -> bool:
        places = [event.place for _, event in coded.events(types)]
        if value == "-":
            return any(place is None for place in places)
        return any(place and value.casefold() in place.place.name.casefold() for place in places)

    return types, holds


def _said(text: str) -> Parsed:
    inside, value = _equation(text)

    def holds(coded: Coded) -> bool:
        speakers = [
            annotation.actors[told.speaker]
            for annotation, told in _statements(coded, inside)
            if told.speaker
        ]
        if value == "-":
            return not speakers
        return any(
            value.casefold() in speaker.name.casefold() or value == speaker.country
            for speaker in speakers
        )

    return (), holds


def _kind(text: str) -> Parsed:
    inside, value = _equation(text)
    if value not in _KINDS:
        raise ValueError(f'no kind of statement "{value}"')
    return (), lambda coded: any(value in told.kinds for _, told in _statements(coded, inside))


def _statements(coded: Coded, inside: str) -> Iterator[tuple[Annotation, Statement]]:
    """The statements that have these words in a stretch of their content."""
    for annotation in coded.annotations:
        for told in annotation.statements:
            if any(inside in span.of(annotation.report.text) for span in told.content):
                yield annotation, told


def _events(text: str) -> Parsed:
    head, value = _equation(text)
    types, number = _types(head), int(value)

    def holds(coded: Coded) -> bool:
        found = [e for e in coded.merged if e.type in types and e.modality in TOOK_PLACE]
        return len(found) == number

    return types, holds


_HEADS: Mapping[str, Callable[[str], Parsed]] = {
    "who": _who,
    "name": _name,
    "without": _without,
    "date": _date,
    "day": _day,
    "open": _open,
    "open-or-by": _open_or_by,
    "place": _place,
    "said": _said,
    "kind": _kind,
    "events": _events,
}


# Running cases.


def run(coder: Coder, cases: Sequence[Case]) -> list[Outcome]:
    """What is read in each case, in order, and which of its wants are not there.

    Nothing holds of a case of which a report can't be read.
    """
    reports = read(cases)
    annotations = {a.report.id: a for a in coder.annotate(reports.values())}
    return [_outcome(coder, case, reports, annotations) for case in cases]


def _outcome(
    coder: Coder,
    case: Case,
    reports: Mapping[str, Report],
    annotations: Mapping[str, Annotation],
) -> Outcome:
    ids = [_id(case, n) for n in range(len(case.reports))]
    if not annotations.keys() >= set(ids):
        return Outcome(case, Coded(), case.wants)
    merging = any(one.merges for one in case.wants)
    coded = Coded(
        tuple(annotations[i] for i in ids),
        merged(coder, [reports[i] for i in ids]) if merging else (),
    )
    return Outcome(case, coded, tuple(one for one in case.wants if not one.holds(coded)))


def read(cases: Iterable[Case]) -> dict[str, Report]:
    """The reports of the cases by id, read as those of a file of JSON Lines are."""
    lines = [
        json.dumps(
            {"id": _id(case, n), "text": text} | ({"published": day.isoformat()} if day else {})
        )
        for case in cases
        for n, (day, text) in enumerate(case.reports)
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cases.jsonl"
        path.write_text("\n".join(lines), "utf-8")
        sources = list(read_sources([path], dates={}, published=None))
    return {report.id: report for report in sources if not isinstance(report, SourceError)}


def _id(case: Case, number: int) -> str:
    return f"{case.name}/{number}"


def merged(coder: Coder, reports: Iterable[Report]) -> tuple[Event, ...]:
    """The events of the reports, merged as in a record."""
    with Record(":memory:") as record:
        steps = Steps(coder, record, lambda *_: None, Watch(None))
        steps.add(reports)
        steps.date_the_undated()
        steps.merge()
        return tuple(record.events())


def shown(coded: Coded) -> list[str]:
    """What was read, a line an event or statement."""
    lines = []
    for annotation in coded.annotations:
        lines += [_shown_event(annotation, event) for event in annotation.events]
        lines += [_shown_statement(annotation, told) for told in annotation.statements]
    happened = sorted(e.type for e in coded.merged if e.modality in TOOK_PLACE)
    if happened:
        lines.append(f"merged: {', '.join(happened)}")
    return lines or ["nothing"]


def _shown_event(annotation: Annotation, event: EventMention) -> str:
    text = annotation.report.text

    def side(those: Sequence[Participant]) -> str:
        named = [f"{p.span.of(text)}[{annotation.actors[p.actor].country or '-'}]" for p in those]
        return "+".join(named) or "-"

    days = event.date.interval
    return (
        f"{event.type} {event.modality} {side(event.actors)} > {side(event.recipients)}"
        f" {days.earliest or ''}..{days.latest or ''}"
        f" @{event.place.place.name if event.place else '-'} ({event.signal})"
    )


def _shown_statement(annotation: Annotation, told: Statement) -> str:
    speaker = annotation.actors[told.speaker].name if told.speaker else "-"
    words = " ... ".join(span.of(annotation.report.text) for span in told.content)
    return f"said {speaker}: {words[:70]} [{', '.join(told.kinds)}]"


# How many hold.


class Tally(Struct, frozen=True):
    """How many cases of a kind hold, and of how many."""

    held: int
    of: int

    @property
    def share(self) -> float:
        """The share that holds."""
        return self.held / self.of


def tallies(outcomes: Iterable[Outcome]) -> dict[str, Tally]:
    """How many hold of each kind, in the order in which the kinds come."""
    found: dict[str, Tally] = {}
    for outcome in outcomes:
        old = found.get(outcome.case.kind, Tally(0, 0))
        found[outcome.case.kind] = Tally(old.held + (not outcome.unmet), old.of + 1)
    return found
