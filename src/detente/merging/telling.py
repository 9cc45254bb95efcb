"""What an event takes from one of its mentions beside what mentions are compared by."""

from __future__ import annotations

from msgspec import Struct

from detente.merging.measures import Measures
from detente.merging.mention_facts import Told
from detente.merging.numbers import Count, counts
from detente.model import Actor, Annotation


class Telling(Struct, frozen=True, array_like=True):
    """The actors and recipients of a mention, in its order, and the numbers of its clause."""

    acting: tuple[Actor, ...]
    acted_on: tuple[Actor, ...]
    counts: tuple[Count, ...]


def telling(told: Told, annotation: Annotation, measures: Measures) -> Telling:
    """What an event takes from *told*, a mention of *annotation*."""
    mention, actors = told.mention, annotation.actors
    return Telling(
        tuple(actors[p.actor] for p in mention.actors),
        tuple(actors[p.actor] for p in mention.recipients),
        tuple(counts(told, annotation.report.text, measures.numbers)),
    )
