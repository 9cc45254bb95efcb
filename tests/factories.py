"""Reports, annotations and events made by hand, from words instead of offsets.

    report = annotate(
        "r1",
        "Ana Ruiz of Chile met Bo Lind of Norway in Lima.",
        published="2012-03-05",
        actors={"a1": person("Ana Ruiz", "CHL"), "a2": person("Bo Lind", "NOR")},
        events=[act("met", "CONSULT", actors="a1 a2", date="2012-03-05", place=LIMA)],
    )

Words are looked up in the text and must stand in it; an actor is mentioned wherever its name, or
the words given for it in ``named``, stand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date as day
from typing import Any

from msgspec import Struct

from detente.model import (
    Actor,
    Annotation,
    Attribution,
    EventDate,
    EventMention,
    EventPlace,
    Interval,
    Mention,
    Participant,
    Place,
    PlaceMention,
    Published,
    Report,
    Span,
    Statement,
    Uncoded,
)
from detente.model.kinds_of_acts import Kind, Kinds

KINDS = Kinds(
    types={
        "CONSULT": Kind("who", together=True, to_host=frozenset({"visit"}), future="AGREE"),
        "COOPERATE": Kind(future="AGREE"),
    },
    untelling=frozenset({"diplomatic"}),
    spoken={"negated": frozenset({"REJECT"}), "planned": frozenset({"THREATEN"})},
)
"""By what acts are known in made-up reports; the shipped codebook says the same and more."""

QUADS = {
    "AGREE": ("verbal cooperation", 5.0),
    "CONSULT": ("verbal cooperation", 2.0),
    "SUPPORT": ("verbal cooperation", 4.0),
    "COOPERATE": ("material cooperation", 7.0),
    "REJECT": ("verbal conflict", -4.0),
    "ACCUSE": ("verbal conflict", -3.0),
    "COERCE": ("material conflict", -7.0),
    "SANCTION": ("material conflict", -6.0),
    "ASSAULT": ("material conflict", -10.0),
}


def state(name: str, country: str) -> Actor:
    """A country."""
    return Actor(name=name, kind="state", country=country, sectors=("GOV",))


def person(name: str, country: str | None, office: str | None = None) -> Actor:
    """Somebody, perhaps with an office."""
    return Actor(name=name, kind="person", country=country, sectors=("GOV",), office=office)


def interval(text: str | None) -> Interval:
    """``2010-11-13`` a day, ``2010-11`` a month, ``2010-11-01/2010-11-13`` a span, or unknown.

    Either end of a span may be left out.
    """
    if not text:
        return Interval()
    if "/" in text:
        first, last = (day.fromisoformat(part) if part else None for part in text.split("/"))
        return Interval(first, last, "span")
    if len(text) == len("2010-11"):
        first = day.fromisoformat(text + "-01")
        following = day(first.year + first.month // 12, first.month % 12 + 1, 1)
        return Interval(first, day.fromordinal(following.toordinal() - 1), "month")
    return Interval(day.fromisoformat(text), day.fromisoformat(text), "day")


def published(text: str | None) -> Published:
    """The publication interval, stated where it is given."""
    known = interval(text)
    return Published(known.earliest, known.latest, basis="stated" if text else "unknown")


class Act(Struct, frozen=True):
    """An event mention before its words are looked up; see :func:`act`."""

    words: str
    type: str
    fields: Mapping[str, Any]


def act(words: str, type_: str, **fields: Any) -> Act:
    """An act whose trigger is *words*.

    Fields: ``actors`` and ``recipients`` (ids parted by spaces), ``date``, ``place``, ``modality``,
    ``modes``, ``contexts`` (parted by spaces), ``extent`` (words; the trigger's sentence else),
    ``by`` (id of who vouches), ``confidence``, ``type_confidence``, ``signal``.
    """
    return Act(words, type_, fields)


def find(text: str, words: str, start: int = 0) -> Span:
    """Where *words* first stand in *text*."""
    found = text.index(words, start)
    return Span(found, found + len(words))


def sentences(text: str) -> tuple[Span, ...]:
    """Sentences, parted by a full stop or line end."""
    spans, start = [], 0
    for position, letter in enumerate(text + "\n"):
        if letter in ".\n" and position >= start:
            stop = position + (letter == ".")
            if text[start:stop].strip():
                lead = len(text[start:stop]) - len(text[start:stop].lstrip())
                spans.append(Span(start + lead, stop))
            start = stop
    return tuple(spans)


def annotate(
    id: str,
    text: str,
    *,
    published: str | None = None,
    actors: Mapping[str, Actor] | None = None,
    named: Mapping[str, str] | None = None,
    events: Sequence[Act] = (),
    said: Sequence[Statement] = (),
    uncoded: Sequence[Uncoded] = (),
    **fields: Any,
) -> Annotation:
    """An annotation of *text*; *fields* are further ones of the report."""
    known, words = dict(actors or {}), dict(named or {})
    where = {key: find(text, words.get(key, actor.name)) for key, actor in known.items()}
    parts = sentences(text)
    coded = tuple(_mention(id, i, one, text, parts, where) for i, one in enumerate(events))
    return Annotation(
        report=Report(
            id=id,
            source=fields.pop("source", f"reports/{id}.txt"),
            text=text,
            published=_published(published),
            paragraphs=parts,
            **fields,
        ),
        sentences=parts,
        actors=known,
        mentions=_mentions(text, {key: words.get(key, known[key].name) for key in known}),
        places=tuple(
            PlaceMention(m.place.span, m.place.place) for m in coded if m.place and m.place.span
        ),
        statements=tuple(said),
        events=coded,
        uncoded=tuple(uncoded),
    )


_published = published


def _mentions(text: str, words: Mapping[str, str]) -> tuple[Mention, ...]:
    """Every place where the words for an actor stand."""
    found = [
        Mention(Span(match.start(), match.end()), key)
        for key, named in words.items()
        for match in re.finditer(re.escape(named), text)
    ]
    return tuple(sorted(found, key=lambda mention: mention.span))


def _mention(
    report: str,
    number: int,
    one: Act,
    text: str,
    parts: Sequence[Span],
    where: Mapping[str, Span],
) -> EventMention:
    fields = dict(one.fields)
    trigger = find(text, one.words)
    sentence = next(i for i, span in enumerate(parts) if span.covers(trigger))
    quad, score = QUADS[one.type]
    place: Place | None = fields.pop("place", None)
    by = fields.pop("by", None)
    extent = fields.pop("extent", None)

    def participants(ids: str) -> tuple[Participant, ...]:
        return tuple(Participant(key, where[key]) for key in ids.split())

    mention = EventMention(
        id=f"{report}-e{number}",
        type=one.type,
        modes=tuple(fields.pop("modes", "").split()),
        contexts=tuple(fields.pop("contexts", "").split()),
        actors=participants(fields.pop("actors", "")),
        recipients=participants(fields.pop("recipients", "")),
        trigger=trigger,
        extent=find(text, extent) if extent else parts[sentence],
        sentence=sentence,
        date=EventDate(interval(fields.pop("date", None))),
        place=EventPlace(place, find(text, place.name) if place.name in text else None)
        if place
        else None,
        modality=fields.pop("modality", "actual"),
        attribution=Attribution(by, where[by]) if by else None,
        score=score,
        quad=quad,  # type: ignore[arg-type]
        confidence=fields.pop("confidence", 0.8),
        type_confidence=fields.pop("type_confidence", 0.9),
        signal=fields.pop("signal", ""),
    )
    assert not fields, f"no such fields: {sorted(fields)}"
    return mention
