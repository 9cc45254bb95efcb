"""Places in a report where certain things must never be coded."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec import Struct

from detente.errors import EvaluationError
from detente.evaluation.key import KeyTrap
from detente.model import Actor, Annotation, EventMention, Span
from detente.model.plover import HAPPENED

Test = Callable[[Annotation, Span], Iterator[str]]


class Sprung(Struct, frozen=True):
    """A trap that was sprung: what must never be coded there, and the words that were."""

    trap: int
    never: str
    coded: str


def sprung(number: int, trap: KeyTrap, where: Span, annotation: Annotation) -> list[Sprung]:
    """What was coded at *where* against the trap's ``never``.

    Raises :class:`EvaluationError` for a ``never`` that is not understood.
    """
    return [
        Sprung(number, never, coded)
        for never in trap.never
        for coded in _test(never)(annotation, where)
    ]


def _test(never: str) -> Test:
    """Reads ``any event``, ``any actor``, ``[modality] TYPE [by NAME]``, and ``an event that has
    NAME as actor or recipient [other than background]``."""
    if never == "any event":
        return lambda annotation, where: _events(annotation, where, lambda m: True)
    if never == "any actor":
        return _actors
    if found := re.fullmatch(
        r"an event that has (.+) as actor or recipient( other than background)?", never
    ):
        name, background = found[1], bool(found[2])
        return lambda annotation, where: _events(
            annotation,
            where,
            lambda m: (
                not (background and m.modality == "historical")
                and any(_is(a, name) for a in _involved(m, annotation))
            ),
        )
    if found := re.fullmatch(r"(?:([a-z]+) )?([A-Z]+)(?: by (.+))?", never):
        modality, type_, by = found.groups()
        return lambda annotation, where: _events(
            annotation,
            where,
            lambda m: (
                m.type == type_
                and (modality is None or _counts_as(m, modality))
                and (by is None or any(_is(annotation.actors[p.actor], by) for p in m.actors))
            ),
        )
    raise EvaluationError(f'a trap\'s "never" is not understood: "{never}"')


def _events(
    annotation: Annotation, where: Span, forbidden: Callable[[EventMention], bool]
) -> Iterator[str]:
    text = annotation.report.text
    for mention in annotation.events:
        spans = [mention.trigger, *(p.span for p in (*mention.actors, *mention.recipients))]
        if any(span.overlaps(where) for span in spans) and forbidden(mention):
            yield f'{mention.modality} {mention.type} at "{mention.trigger.of(text)}"'


def _actors(annotation: Annotation, where: Span) -> Iterator[str]:
    for mention in annotation.mentions:
        if mention.span.overlaps(where):
            words = mention.span.of(annotation.report.text)
            yield f'{annotation.actors[mention.actor].name} at "{words}"'


def _involved(mention: EventMention, annotation: Annotation) -> list[Actor]:
    return [annotation.actors[p.actor] for p in (*mention.actors, *mention.recipients)]


def _is(actor: Actor, name: str) -> bool:
    return set(name.casefold().split()) <= set(actor.name.casefold().split())


def _counts_as(mention: EventMention, modality: str) -> bool:
    if modality in HAPPENED:
        return mention.modality in HAPPENED
    return mention.modality == modality
