"""How sure an event is: of its type, and in every field; as shares that were measured.

The two maps are tables, each fitted to events that people judged.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from detente.errors import TableError
from detente.events.trust import TYPE_FEATURES, Facts, Trust, features
from detente.events.weaknesses import EVENT_FEATURES, WEAKNESSES, Weaknesses, weak_points
from detente.model import EventMention

TYPE_TABLE, EVENT_TABLE = "type_confidence.toml", "confidence.toml"
READ_TYPE_TABLE, READ_EVENT_TABLE = "type_confidence_read.toml", "confidence_read.toml"


class Confidence(NamedTuple):
    """The maps to the share of events that are right: of their type, and in every field."""

    type: Trust
    event: Trust

    def shares(self, facts: Facts, weaknesses: Weaknesses) -> tuple[float, float]:
        """How likely the type is right, and how likely every field is; 0 to 1 each."""
        of_type = self.type.of(features(facts))
        return of_type, self.event.of(weak_points(weaknesses, of_type))

    def given(self, event: EventMention, facts: Facts, weaknesses: Weaknesses) -> EventMention:
        """The event with both shares, to hundredths."""
        of_type, of_all = self.shares(facts, weaknesses)
        return replace(event, confidence=round(of_all, 2), type_confidence=round(of_type, 2))


def table(content: str, name: str, known: frozenset[str]) -> Trust:
    """A map as its file says; raises :class:`TableError` where that does not hold.

    *known* are the features that may have a weight.  No weakness may add to confidence, and
    nothing surer of its type or signal may be less likely.
    """
    try:
        trust = msgspec.convert(tomllib.loads(content), Trust)
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as error:
        raise TableError(f"{name}: {error}; run scripts/train/confidence.py fit") from error
    if strange := sorted(set(trust.weights) - known):
        raise TableError(
            f'{name}: "{strange[0]}" is no feature of events; there are {", ".join(sorted(known))}'
        )
    for feature, weight in trust.weights.items():
        if feature in WEAKNESSES and known == EVENT_FEATURES and weight > 0:
            raise TableError(f'{name}: "{feature}" is a weakness, and its weight {weight:g} adds')
        if feature in ("rule", "type", "reader") and weight < 0:
            raise TableError(f'{name}: "{feature}" is surety, and its weight {weight:g} takes off')
    return trust


@cache
def load_confidence(read: bool = False) -> Confidence:
    """The shipped maps, for the shipped codebook; each read once.

    *read* says whether the reader says of each act how likely its type is.
    """
    folder = files("detente") / "data" / "events"
    names = (READ_TYPE_TABLE, READ_EVENT_TABLE) if read else (TYPE_TABLE, EVENT_TABLE)
    return Confidence(
        *(
            table((folder / name).read_text("utf-8"), name, known)
            for name, known in zip(names, (TYPE_FEATURES, EVENT_FEATURES), strict=True)
        )
    )
