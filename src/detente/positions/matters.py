"""What a statement is about, the acts it is or tells of, and the halves of a condition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from detente.model import (
    Annotation,
    EventMention,
    Matter,
    Place,
    Span,
    Statement,
    StatementContext,
)
from detente.positions.answer_table import PositionWords

# Longer statements are speeches, and time stays bounded.
_LONGEST = 2_000


def contexts(
    annotation: Annotation, is_country: Callable[[Place], bool], words: PositionWords
) -> list[StatementContext]:
    """The statements of one report in their context, in their order; answers are found later.

    *is_country* tells countries, which are actors, from places that are a matter.
    """
    return [
        StatementContext(
            report=annotation.report.id,
            number=number,
            matters=tuple(_matters(annotation, said, is_country)),
            performs=tuple(m.id for m in annotation.events if _performs(m, said)),
            tells=tuple(m.id for m in annotation.events if _tells(m, said)),
            condition=_condition(annotation, said, words),
        )
        for number, said in enumerate(annotation.statements)
    ]


def region(annotation: Annotation, said: Statement) -> tuple[Span, ...]:
    """The words that say what a statement is about.

    In a report's own words the object may stand between cue and content: `called the dam an
    "outrage"`.  What was said word for word speaks for itself.
    """
    if said.form == "direct" or said.cue is None or not said.content:
        return said.content
    first = said.content[0]
    together = Span(min(said.cue.start, first.start), max(said.cue.end, first.end))
    sentence = next((s for s in annotation.sentences if s.overlaps(said.cue)), together)
    if not sentence.covers(together):
        return said.content
    return (together, *said.content[1:])


def _matters(
    annotation: Annotation, said: Statement, is_country: Callable[[Place], bool]
) -> Iterator[Matter]:
    spans = region(annotation, said)
    seen: set[tuple[str, str]] = set()
    for matter in (
        *_places(annotation, spans, is_country),
        *_actors(annotation, said, spans),
        *_events(annotation, said, spans),
    ):
        if (matter.kind, matter.key) not in seen:
            seen.add((matter.kind, matter.key))
            yield matter


def _places(
    annotation: Annotation, spans: tuple[Span, ...], is_country: Callable[[Place], bool]
) -> Iterator[Matter]:
    actors = {mention.span for mention in annotation.mentions}
    for mention in annotation.places:
        place = mention.place
        named = mention.span not in actors or place.claimed_by
        if named and not is_country(place) and _inside(mention.span, spans):
            yield Matter("place", place.name, place.name, mention.span)


def _actors(annotation: Annotation, said: Statement, spans: tuple[Span, ...]) -> Iterator[Matter]:
    speaking = {said.speaker, said.addressee}
    for mention in annotation.mentions:
        if mention.actor in speaking or (said.source and said.source.overlaps(mention.span)):
            continue
        if _inside(mention.span, spans):
            actor = annotation.actors[mention.actor]
            yield Matter("actor", actor.key, actor.name, mention.span)


def _events(annotation: Annotation, said: Statement, spans: tuple[Span, ...]) -> Iterator[Matter]:
    text = annotation.report.text
    for mention in annotation.events:
        if not _performs(mention, said) and _inside(mention.trigger, spans):
            name = f"{mention.type} ({' '.join(mention.trigger.of(text).split())})"
            yield Matter("event", mention.id, name, mention.trigger)


def _performs(mention: EventMention, said: Statement) -> bool:
    return said.cue is not None and mention.trigger.overlaps(said.cue)


def _tells(mention: EventMention, said: Statement) -> bool:
    return not _performs(mention, said) and _inside(mention.trigger, said.content)


def _inside(span: Span, spans: Iterable[Span]) -> bool:
    return any(outer.covers(span) for outer in spans)


def _condition(annotation: Annotation, said: Statement, words: PositionWords) -> Span | None:
    """The words from "if" on, as far as the clause goes; nothing where no condition is set."""
    if "condition" not in said.kinds:
        return None
    text = annotation.report.text
    for span in said.content:
        end = min(span.end, span.start + _LONGEST)
        found = words.condition.search(text, span.start, end)
        if found is None:
            continue
        if found.start() > span.start:
            return Span(found.start(), span.end)
        comma = text.find(",", found.end(), end)
        return Span(found.start(), comma if comma >= 0 else span.end)
    return None
