"""The stage of the pipeline that this room is."""

from __future__ import annotations

from msgspec.structs import replace

from detente.document import Document
from detente.places.adjectives import find_adjectives
from detente.places.gazetteer import Gazetteer
from detente.places.place_names import find_places
from detente.places.place_words import PlaceWords


def with_places(document: Document, gazetteer: Gazetteer, words: PlaceWords) -> Document:
    """*document* with the places that its report names, and the adjectives of places.

    *words* are those of the report's language.
    """
    named = replace(document, places=find_places(document, gazetteer, words))
    return replace(named, adjectives=find_adjectives(named, gazetteer, words))
