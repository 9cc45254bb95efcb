"""What a statement is about, the acts it is or tells of, and the halves of a condition."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator

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
from detente.stretches import Stretches

# Longer statements are speeches, and time stays bounded.
_LONGEST = 2_000


class Told:
    """An annotation with its parts found by where they stand."""

    def __init__(self, annotation: Annotation) -> None:
        self.annotation = annotation
        self.mentions = Stretches(annotation.mentions, lambda mention: mention.span)
        self.places = Stretches(annotation.places, lambda mention: mention.span)
        self.events = Stretches(annotation.events, lambda mention: mention.trigger)
        self.named = frozenset(mention.span for mention in annotation.mentions)
        self._ends = [sentence.end for sentence in annotation.sentences]

    def sentence(self, offset: int) -> int:
        """The number of the first sentence that does not end before *offset*."""
        return bisect_right(self._ends, offset)

    def region(self, said: Statement) -> tuple[Span, ...]:
        """The words that say what a statement is about.

        In a report's own words the object may stand between cue and content: `called the dam an
        "outrage"`.  What was said word for word speaks for itself.
        """
        if said.form == "direct" or said.cue is None or not said.content:
            return said.content
        first = said.content[0]
        together = Span(min(said.cue.start, first.start), max(said.cue.end, first.end))
        sentences = self.annotation.sentences
        number = self.sentence(said.cue.start)
        if number < len(sentences) and sentences[number].overlaps(said.cue):
            together = together if sentences[number].covers(together) else first
        return (together, *said.content[1:])


def contexts(
    annotation: Annotation, is_country: Callable[[Place], bool], words: PositionWords
) -> list[StatementContext]:
    """The statements of one report in their context, in their order; answers are found later.

    *is_country* tells countries, which are actors, from places that are a matter.
    """
    told = Told(annotation)
    return [
        StatementContext(
            report=annotation.report.id,
            number=number,
            matters=tuple(_matters(told, said, is_country)),
            performs=tuple(m.id for m in _performed(told, said)),
            tells=tuple(m.id for m in told.events.inside(*said.content) if not _performs(m, said)),
            condition=_condition(annotation, said, words),
        )
        for number, said in enumerate(annotation.statements)
    ]


def _matters(told: Told, said: Statement, is_country: Callable[[Place], bool]) -> Iterator[Matter]:
    spans = told.region(said)
    seen: set[tuple[str, str]] = set()
    for matter in (
        *_places(told, spans, is_country),
        *_actors(told, said, spans),
        *_events(told, said, spans),
    ):
        if (matter.kind, matter.key) not in seen:
            seen.add((matter.kind, matter.key))
            yield matter


def _places(
    told: Told, spans: tuple[Span, ...], is_country: Callable[[Place], bool]
) -> Iterator[Matter]:
    for mention in told.places.inside(*spans):
        place = mention.place
        named = mention.span not in told.named or place.claimed_by
        if named and not is_country(place):
            yield Matter("place", place.name, place.name, mention.span)


def _actors(told: Told, said: Statement, spans: tuple[Span, ...]) -> Iterator[Matter]:
    speaking = {said.speaker, said.addressee}
    for mention in told.mentions.inside(*spans):
        if mention.actor in speaking or (said.source and said.source.overlaps(mention.span)):
            continue
        actor = told.annotation.actors[mention.actor]
        yield Matter("actor", actor.key, actor.name, mention.span)


def _events(told: Told, said: Statement, spans: tuple[Span, ...]) -> Iterator[Matter]:
    text = told.annotation.report.text
    for mention in told.events.inside(*spans):
        if not _performs(mention, said):
            name = f"{mention.type} ({' '.join(mention.trigger.of(text).split())})"
            yield Matter("event", mention.id, name, mention.trigger)


def _performed(told: Told, said: Statement) -> list[EventMention]:
    """The acts that a statement is."""
    return [] if said.cue is None else told.events.overlapping(said.cue)


def _performs(mention: EventMention, said: Statement) -> bool:
    return said.cue is not None and mention.trigger.overlaps(said.cue)


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
