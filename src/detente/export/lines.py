"""The JSON Lines that ``detente annotate`` prints: one object a report, described in
``docs/formats.md``.

Keys stand in one fixed order and lists in the order of the text, so the same annotation gives the
same bytes.  A value that is not known is null or an empty list; none is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec
from msgspec.structs import replace

from detente.model import (
    Actor,
    Annotation,
    Attribution,
    Event,
    EventMention,
    EventPlace,
    Interval,
    Participant,
    Place,
    PlaceMention,
    Published,
    Span,
    Statement,
    TimeMention,
)
from detente.unseen import escaped

if TYPE_CHECKING:
    from detente.record import Record

Json = dict[str, Any]


def write(record: Record, stream: BinaryIO, min_confidence: float = 0.0) -> int:
    """Writes every report of *record* with its annotation, in the order of the reports' ids.

    Of its acts those are written that are as sure as asked; how many are not.
    """
    left_out = 0
    for annotation in sorted(record.annotations(), key=lambda a: a.report.id):
        sure = tuple(act for act in annotation.events if act.confidence >= min_confidence)
        left_out += len(annotation.events) - len(sure)
        stream.write(annotation_line(replace(annotation, events=sure)))
    return left_out


def annotation_line(annotation: Annotation) -> bytes:
    """One annotation as a line of JSON, the line's end included."""
    return line(annotation_object(annotation))


def line(value: Json) -> bytes:
    """*value* as one line of JSON in UTF-8, keys in the order they have.

    What would drive a terminal is escaped, as such a line may be printed on one.
    """
    return escaped(msgspec.json.encode(value)) + b"\n"


def _by_span(mention: TimeMention | PlaceMention) -> tuple[Span, bytes]:
    """Where it stands; two readings of the same words by what they say."""
    return mention.span, msgspec.json.encode(mention)


def annotation_object(annotation: Annotation) -> Json:
    """One annotation as plain values, keys in the order of the format."""
    report = annotation.report
    return {
        "id": report.id,
        "source": report.source,
        "headline": report.headline,
        "publisher": report.publisher,
        "language": report.language,
        "published": published_object(report.published),
        "text": report.text,
        "furniture": spans(sorted(report.furniture)),
        "sentences": spans(sorted(annotation.sentences)),
        "actors": {
            key: actor_object(annotation.actors[key])
            for key in sorted(annotation.actors, key=_by_number)
        },
        "mentions": [
            {"span": span(m.span), "actor": m.actor}
            for m in sorted(annotation.mentions, key=lambda m: (m.span, _by_number(m.actor)))
        ],
        "times": [_time(t) for t in sorted(annotation.times, key=_by_span)],
        "places": [_place(p) for p in sorted(annotation.places, key=_by_span)],
        "statements": [_statement(s) for s in sorted(annotation.statements, key=_statement_order)],
        "events": [
            mention_object(m) for m in sorted(annotation.events, key=lambda m: (m.trigger, m.id))
        ],
        "uncoded": [
            {"span": span(u.span), "reason": u.reason}
            for u in sorted(annotation.uncoded, key=lambda u: (u.span, u.reason))
        ],
    }


def span(value: Span | None) -> list[int] | None:
    """A span as ``[start, end]``, or null."""
    return None if value is None else [value.start, value.end]


def spans(values: Iterable[Span]) -> list[list[int]]:
    """Spans as ``[start, end]`` each."""
    return [[value.start, value.end] for value in values]


def day(value: date | None) -> str | None:
    """A day as ``YYYY-MM-DD``, or null."""
    return None if value is None else value.isoformat()


def interval_object(value: Interval) -> Json:
    """The first and last possible day."""
    return {"earliest": day(value.earliest), "latest": day(value.latest)}


def published_object(value: Published) -> Json:
    """When a report was published, and how that is known."""
    return {
        "earliest": day(value.earliest),
        "latest": day(value.latest),
        "time": value.time,
        "basis": value.basis,
        "span": span(value.span),
        "reasons": list(value.reasons),
    }


def actor_object(actor: Actor) -> Json:
    """Who somebody is on the report's date."""
    return {
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "cow": actor.cow,
        "sectors": list(actor.sectors),
        "office": actor.office,
        "wikidata": actor.wikidata,
    }


def mention_object(mention: EventMention) -> Json:
    """One event mention."""
    return {
        "id": mention.id,
        **sort_object(mention),
        "actors": [_participant(p) for p in mention.actors],
        "recipients": [_participant(p) for p in mention.recipients],
        "trigger": span(mention.trigger),
        "sentence": mention.sentence,
        "date": interval_object(mention.date.interval) | {"span": span(mention.date.span)},
        "place": _event_place(mention.place),
        "modality": mention.modality,
        "attribution": _attribution(mention.attribution),
        **worth_object(mention),
    }


def sort_object(act: Event | EventMention) -> Json:
    """What sort of act it is."""
    return {"type": act.type, "modes": list(act.modes), "contexts": list(act.contexts)}


def worth_object(act: Event | EventMention) -> Json:
    """How far an act is conflict or cooperation, and how sure all of it and its type are."""
    return {"score": act.score, "quad": act.quad, **surety_object(act)}


def surety_object(act: Event | EventMention) -> Json:
    """How likely no field of an act is false, and how likely its type is right."""
    return {
        "confidence": round(act.confidence, 4),
        "type_confidence": round(act.type_confidence, 4),
    }


def _by_number(key: str) -> tuple[int, str]:
    """Orders ``a2`` before ``a10``."""
    return len(key), key


def _time(time: TimeMention) -> Json:
    timex = {"type": time.timex_type, "value": time.timex_value}
    return {"span": span(time.span)} | interval_object(time.interval) | {"timex": timex}


def _place(mention: PlaceMention) -> Json:
    return {"span": span(mention.span), **place_object(mention.place)}


def place_object(place: Place) -> Json:
    """A place with who claims it."""
    return {
        "name": place.name,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "geonames": place.geonames,
        "claimed_by": list(place.claimed_by),
    }


def _statement(statement: Statement) -> Json:
    return {
        "source": span(statement.source),
        "cue": span(statement.cue),
        "content": spans(statement.content),
        "form": statement.form,
        "speaker": statement.speaker,
        "addressee": statement.addressee,
        "kinds": list(statement.kinds),
    }


def _statement_order(statement: Statement) -> tuple[tuple[Span, ...], Span, Span, str]:
    nowhere = Span(-1, -1)
    return (
        statement.content,
        statement.source or nowhere,
        statement.cue or nowhere,
        statement.form,
    )


def _participant(participant: Participant) -> Json:
    return {"actor": participant.actor, "span": span(participant.span)}


def _event_place(value: EventPlace | None) -> Json | None:
    if value is None:
        return None
    return {"name": value.place.name, "country": value.place.country, "span": span(value.span)}


def _attribution(value: Attribution | None) -> Json | None:
    return None if value is None else {"actor": value.actor, "span": span(value.span)}
