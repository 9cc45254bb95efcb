"""Annotations and events as rows of the record's tables.

The JSON beside the rows is what values are rebuilt from; the rows are for SQL.  Both are made here
from the same value, and written in one transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from detente.errors import RecordError
from detente.model import (
    Actor,
    Annotation,
    Discourse,
    Event,
    EventMention,
    Interval,
    Place,
    Published,
    Report,
    Span,
    Statement,
    StatementContext,
)
from detente.model.event_ids import event_id
from detente.model.followed import EventLink, Following, Story
from detente.version import __version__

T = TypeVar("T")
Row = tuple[Any, ...]
Rows = dict[str, list[Row]]
"""Rows by table; the values of a row stand in the order of the table's columns."""

ANNOTATION_TABLES = (
    "reports", "sentences", "actors", "mentions", "times", "places", "statements",
    "event_mentions", "participants", "uncoded",
)  # fmt: skip
EVENT_TABLES = ("events", "event_actors", "event_event_mentions", "disagreements")
DECISION_TABLES = ("decisions", "decided_mentions")
DISCOURSE_TABLES = ("statement_contexts", "statement_matters", "statement_events", "answers")
FOLLOWED_TABLES = ("stories", "story_reports", "story_events", "story_links", "event_links")


def fingerprint(report: Report, codebook: str, version: str = __version__) -> str:
    """What was read and with what: equal fingerprints need no second reading.

    A publication interval that was inferred depends on the other reports and is left out.
    """
    if report.published.basis in ("unknown", "inferred"):
        report = replace(report, published=Published())
    return _hash(msgspec.json.encode(report), version.encode(), codebook.encode())


def digest(annotation: Annotation, codebook: str, version: str = __version__) -> str:
    """What came out of a report, and with what it was read."""
    try:
        packed = msgspec.json.encode(annotation)
    except UnicodeEncodeError as error:
        raise RecordError(
            f"report {annotation.report.id!r}: its text is not Unicode ({error.reason}); "
            "read it in its own encoding"
        ) from error
    return _hash(packed, version.encode(), codebook.encode())


def merged_digest(events: Sequence[Event], discourse: Discourse, followed: Following) -> str:
    """All *events* in their order, what the statements have to do with each other, and what is
    followed from report to report."""
    parts = (*events, discourse, followed)
    return _hash(*(msgspec.json.encode(part) for part in parts))


def state(parts: Iterable[str]) -> str:
    """One hash of *parts* in their order."""
    return _hash(*(part.encode() for part in parts))


def _hash(*parts: bytes) -> str:
    whole = sha256()
    for part in parts:
        whole.update(str(len(part)).encode() + b":" + part)
    return whole.hexdigest()


class Kept(msgspec.Struct, frozen=True):
    """What the record has of a report beside its annotation."""

    id: str
    source: str
    fingerprint: str
    digest: str
    version: str
    codebook: str


KEPT = ", ".join(Kept.__struct_fields__)


def kept(annotation: Annotation, codebook: str) -> Kept:
    """What the record will have of an annotation."""
    report = annotation.report
    digested = digest(annotation, codebook)
    return Kept(
        report.id, report.source, fingerprint(report, codebook), digested, __version__, codebook
    )


def is_elsewhere(report: Report, kept: Kept) -> bool:
    """Whether *report* is the one that was kept, though it may stand under another path."""
    same = replace(report, source=kept.source)
    return fingerprint(same, kept.codebook, kept.version) == kept.fingerprint


def pack(annotation: Annotation) -> str:
    """The annotation as JSON, without the text, which has a column of its own."""
    return msgspec.json.encode(
        replace(annotation, report=replace(annotation.report, text=""))
    ).decode()


def with_type_confidence(packed: str) -> str:
    """A packed annotation whose mentions had one confidence, the type's, with that as both."""
    annotation = msgspec.json.decode(packed)
    for mention in annotation.get("events", ()):
        mention.setdefault("type_confidence", mention["confidence"])
    return msgspec.json.encode(annotation).decode()


def seal(packed: str, text: str) -> str:
    """By which a packed annotation and its text are known not to have been changed since."""
    return sha256((packed + text).encode()).hexdigest()


PACKED = "id, annotation, text, seal"
"""The columns of ``reports`` that :func:`unpack` and :func:`unpack_report` take."""


def unpack(id_: str, packed: str, text: str, sealed: str) -> Annotation:
    """The annotation that :func:`pack` was given.

    Raises :class:`RecordError` where that is not what was written.
    """
    annotation = _opened(id_, packed, text, sealed, Annotation)
    return replace(annotation, report=replace(annotation.report, text=text))


class _OnlyReport(msgspec.Struct):
    report: Report


def unpack_report(id_: str, packed: str, text: str, sealed: str) -> Report:
    """The report of a packed annotation, without decoding the rest; raises as :func:`unpack`."""
    return replace(_opened(id_, packed, text, sealed, _OnlyReport).report, text=text)


def _opened(id_: str, packed: str, text: str, sealed: str, type_: type[T]) -> T:
    if not (packed and isinstance(text, str)) or seal(packed, text) != sealed:
        raise RecordError.altered(f"report {id_!r}")
    return _decoded(packed, type_, f"report {id_!r}")


def unpack_event(packed: str) -> Event:
    """An event of the column ``event``; raises :class:`RecordError` where it is none."""
    return _decoded(packed, Event, "an event")


def unpack_story(packed: str) -> Story:
    """A story of the column ``story``; raises as :func:`unpack_event`."""
    return _decoded(packed, Story, "a story")


def unpack_link(packed: str) -> EventLink:
    """A link of the column ``link``; raises as :func:`unpack_event`."""
    return _decoded(packed, EventLink, "a link of events")


def unpack_context(packed: str) -> StatementContext:
    """A statement's context of the column ``context``; raises as :func:`unpack_event`."""
    return _decoded(packed, StatementContext, "the context of a statement")


def _decoded(packed: str, type_: type[T], what: str) -> T:
    try:
        return msgspec.json.decode(packed or "", type=type_)
    except msgspec.DecodeError as error:
        raise RecordError.altered(what) from error


def annotation_rows(annotation: Annotation, about: Kept) -> Rows:
    """Everything read in one report; *about* is what :func:`kept` makes of it."""
    report, name = annotation.report, annotation.report.id
    mentions = annotation.events
    return {
        "reports": [_report(annotation, about)],
        "sentences": [(name, i, s.start, s.end) for i, s in enumerate(annotation.sentences)],
        "actors": [(name, id_, *_actor(actor)) for id_, actor in annotation.actors.items()],
        "mentions": [(name, *_span(m.span), m.actor) for m in annotation.mentions],
        "times": [
            (name, *_span(t.span), *_interval(t.interval), t.timex_type, t.timex_value, t.reason)
            for t in annotation.times
        ],
        "places": [(name, *_span(p.span), *_place(p.place)) for p in annotation.places],
        "statements": [_statement(report, i, s) for i, s in enumerate(annotation.statements)],
        "event_mentions": [_event_mention(report, m) for m in mentions],
        "participants": [
            (name, m.id, role, p.actor, *_span(p.span))
            for m in mentions
            for role, group in (("actor", m.actors), ("recipient", m.recipients))
            for p in group
        ],
        "uncoded": [(name, *_span(u.span), u.reason) for u in annotation.uncoded],
    }


def event_rows(events: Iterable[Event]) -> Rows:
    """Merged events."""
    rows: Rows = {table: [] for table in EVENT_TABLES}
    for event in events:
        rows["events"].append(
            (
                event.id,
                *_act(event),
                *_interval(event.date),
                *_place(event.place),
                event.reports,
                msgspec.json.encode(event).decode(),
                event.type_confidence,
            )
        )
        for role, actors in (("actor", event.actors), ("recipient", event.recipients)):
            rows["event_actors"] += [(event.id, role, *_actor(actor)) for actor in actors]
        rows["event_event_mentions"] += [(event.id, *pair) for pair in event.mentions]
        rows["disagreements"] += [
            (event.id, differs.field, value, citation.report, *_span(citation.span))
            for differs in event.disagreements
            for value, citations in differs.values
            for citation in citations
        ]
    return rows


def discourse_rows(discourse: Discourse) -> Rows:
    """What statements are about, the acts they are or tell of, and their answers."""
    rows: Rows = {table: [] for table in DISCOURSE_TABLES}
    for context in discourse.contexts:
        name = (context.report, context.number)
        rows["statement_contexts"].append((*name, msgspec.json.encode(context).decode()))
        rows["statement_matters"] += [
            (*name, m.kind, m.key, m.name, *_span(m.span)) for m in context.matters
        ]
        for link, mentions in (("performs", context.performs), ("tells", context.tells)):
            rows["statement_events"] += [(*name, mention, link) for mention in mentions]
    rows["answers"] = [(*a.statement, *a.to, a.kind, a.reason) for a in discourse.answers]
    return rows


def followed_rows(followed: Following) -> Rows:
    """Stories with their reports, events and links, and the links of events."""
    rows: Rows = {table: [] for table in FOLLOWED_TABLES}
    for story in followed.stories:
        packed = msgspec.json.encode(story).decode()
        rows["stories"].append(
            (story.id, *_interval(story.date), story.reports, list(story.words), packed)
        )
        rows["story_reports"] += [
            (story.id, moment.id, report) for moment in story.moments for report in moment.reports
        ]
        rows["story_events"] += [(story.id, event) for event in story.events]
        rows["story_links"] += [
            (
                story.id,
                link.moment,
                link.to,
                link.likeness,
                link.days,
                list(link.words),
                list(link.events),
            )
            for link in story.links
        ]
    rows["event_links"] = [
        (link.kind, link.event, link.to, link.strength, [r.name for r in link.reasons],
         msgspec.json.encode(link).decode())
        for link in followed.links
    ]  # fmt: skip
    return rows


def _report(annotation: Annotation, about: Kept) -> Row:
    report, published = annotation.report, annotation.report.published
    packed = pack(annotation)
    return (
        report.id, report.source, report.publisher, report.headline, report.url, report.language,
        published.earliest, published.latest, published.time, published.basis,
        list(published.reasons), report.text, about.fingerprint, about.digest, about.version,
        about.codebook, packed, seal(packed, report.text),
    )  # fmt: skip


def _statement(report: Report, index: int, said: Statement) -> Row:
    content = [{"start": span.start, "stop": span.end} for span in said.content]
    return (
        report.id, index, said.speaker, said.addressee, said.form, list(said.kinds), content,
        *_span(said.source), *_span(said.cue),
    )  # fmt: skip


def _event_mention(report: Report, mention: EventMention) -> Row:
    place, attribution = mention.place, mention.attribution
    return (
        report.id, mention.id, *_act(mention), *_interval(mention.date.interval),
        *_place(place.place if place else None), mention.sentence, *_span(mention.trigger),
        *_span(mention.extent), *_span(mention.date.span), mention.date.reason,
        *_span(place.span if place else None), attribution.actor if attribution else None,
        *_span(attribution.span if attribution else None), mention.signal, mention.type_confidence,
        event_id(report.id, mention.id),
    )  # fmt: skip


def _act(act: Event | EventMention) -> Row:
    return (
        act.type, list(act.modes), list(act.contexts), act.modality, act.score, act.quad,
        act.confidence,
    )  # fmt: skip


def _span(span: Span | None) -> tuple[int | None, int | None]:
    return (None, None) if span is None else (span.start, span.end)


def _interval(interval: Interval) -> Row:
    return (interval.earliest, interval.latest, interval.precision)


def _actor(actor: Actor) -> Row:
    return (
        actor.key, actor.name, actor.kind, actor.country, actor.cow, list(actor.sectors),
        actor.office, actor.wikidata,
    )  # fmt: skip


def _place(place: Place | None) -> Row:
    if place is None:
        return (None, None, None, None, None, [])
    return (
        place.name, place.country, place.lat, place.lon, place.geonames, list(place.claimed_by)
    )  # fmt: skip
