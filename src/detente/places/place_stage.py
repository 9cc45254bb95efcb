"""The stage of the pipeline that this room is."""

from __future__ import annotations

from msgspec.structs import replace

from detente.document import Document
from detente.places.adjectives import find_adjectives
from detente.places.gazetteer import Gazetteer
from detente.places.place_names import find_places


def with_places(document: Document, gazetteer: Gazetteer) -> Document:
    """*document* with the places that its report names, and the adjectives of places."""
    named = replace(document, places=find_places(document, gazetteer))
    return replace(named, adjectives=find_adjectives(named, gazetteer))
