"""PLOVER JSON Lines, with the field names of chapter 6 of its manual (draft of 2024).

PLOVER has no field for modality and counts what it lists, so only acts that took place are
written; detente's own ``jsonl`` has the others.  An interval becomes ``date`` and ``enddate``, its
first and last possible day; an end that nothing bounds is null.  The manual's names are kept, with
underscores for its spaces; ``modality``, ``reports``, ``disagreements`` (the fields on which they
do not agree), ``confidence``, ``type_confidence`` and an entity's ``sectors`` are additions, as the
manual allows.  Texts are left out: ``text_info`` and ``cite_info`` say where the first mention
stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from detente.export.cited import Sources, read_with
from detente.export.lines import Json, day, line, surety_object
from detente.model import Actor, Annotation, Event, EventMention, Quad
from detente.version import __version__

if TYPE_CHECKING:
    from detente.record import Record

# The manual's numbers of the four quad classes.
QUAD_CODES: dict[Quad, int] = {
    "verbal cooperation": 1,
    "material cooperation": 2,
    "verbal conflict": 3,
    "material conflict": 4,
}
TOOK_PLACE = ("actual", "historical")


def write(record: Record, stream: BinaryIO, min_confidence: float = 0.0) -> int:
    """Writes the events of *record* that took place and are as sure as asked, in order of time.

    How many took place and are less sure is returned.
    """
    left_out = 0
    sources = Sources(record)
    codebook = ", ".join(sorted({one["codebook"] for one in read_with(record)}))
    for event in record.events():
        if event.modality not in TOOK_PLACE:
            continue
        if event.confidence < min_confidence:
            left_out += 1
        else:
            stream.write(line(plover_object(event, sources, codebook)))
    return left_out


def plover_object(event: Event, sources: Sources, codebook: str) -> Json:
    """One event as PLOVER names its fields; *codebook* is the hash of the codebook."""
    mentions = list(sources.mentions(event))
    annotation, first = mentions[0]
    earliest, latest = event.date.earliest, event.date.latest
    return {
        "id": event.id,
        "date": day(earliest),
        "enddate": None if latest == earliest else day(latest),
        "actor": [_entity(actor, mentions) for actor in event.actors],
        "recipient": [_entity(actor, mentions) for actor in event.recipients],
        "event": [event.type],
        "event_loc": _location(event, mentions),
        "event_text": list(dict.fromkeys(m.extent.of(a.report.text) for a, m in mentions)),
        "quad_code": QUAD_CODES[event.quad],
        "event_scale": event.score,
        "mode": list(event.modes),
        "context": list(event.contexts),
        "text_info": {
            "sequence": first.sentence,
            "start": first.extent.start,
            "end": first.extent.end,
        },
        "cite_info": {
            "citation": annotation.report.source,
            "url": annotation.report.url,
            "title": annotation.report.headline,
            "language": annotation.report.language,
            "publication": annotation.report.publisher,
            "coder": f"detente {__version__}",
            "codebook": codebook,
            "version": __version__,
        },
        "modality": event.modality,
        "reports": event.reports,
        "disagreements": [differs.field for differs in event.disagreements],
        **surety_object(event),
    }


def _entity(actor: Actor, mentions: list[tuple[Annotation, EventMention]]) -> Json:
    """An actor; ``entity_text`` is how the first mention that has it names it."""
    words = (
        participant.span.of(annotation.report.text)
        for annotation, mention in mentions
        for participant in (*mention.actors, *mention.recipients)
        if annotation.actors[participant.actor].key == actor.key
    )
    return {
        "code": actor.country,
        "sector": actor.sectors[0] if actor.sectors else None,
        "sectors": list(actor.sectors),
        "entity_text": next(words, None),
        "identifier_id": actor.wikidata,
        "identifier_text": actor.name,
        "office": actor.office,
    }


def _location(event: Event, mentions: list[tuple[Annotation, EventMention]]) -> Json | None:
    place = event.place
    if place is None:
        return None
    words = (
        mention.place.span.of(annotation.report.text)
        for annotation, mention in mentions
        if mention.place and mention.place.span and mention.place.place.name == place.name
    )
    return {
        "extracted_place": next(words, None),
        "resolved_place": place.name,
        "geonameid": place.geonames,
        "lat": place.lat,
        "lon": place.lon,
        "country_code": place.country,
    }
