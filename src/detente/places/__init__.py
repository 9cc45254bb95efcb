"""Places: a gazetteer, the names of a report told apart, and where an act took place."""

from detente.places.adjectives import find_adjectives
from detente.places.event_places import place_event
from detente.places.gazetteer import Gazetteer
from detente.places.place_names import find_places
from detente.places.place_stage import with_places
from detente.places.place_words import PlaceWords

__all__ = [
    "Gazetteer",
    "PlaceWords",
    "find_adjectives",
    "find_places",
    "place_event",
    "with_places",
]
