"""Named places against a key: the words, the country, the point, and who claims it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from detente.evaluation.key import KeyLocation
from detente.evaluation.misses import Miss
from detente.evaluation.span_pairs import paired_off
from detente.model import Annotation, Place, PlaceMention, Span
from detente.places import Gazetteer
from detente.places.gazetteer import distance

CLOSE = 161.0
"""Kilometres (100 miles) up to which a point is right, the usage of the field's gold sets."""


class LocationAnswer(Struct, frozen=True):
    """What was found at a named place of the key; ``mention`` is ``None`` for nothing."""

    entry: KeyLocation
    mention: PlaceMention | None = None

    @property
    def country(self) -> bool:
        """Whether the country is the key's: none where the key has none."""
        return self.mention is not None and self.mention.place.country == self.entry.country

    @property
    def close(self) -> bool:
        """Whether its point is within :data:`CLOSE` of the key's; false where either has none."""
        if self.mention is None:
            return False
        point = Place(self.entry.name, lat=self.entry.latitude, lon=self.entry.longitude)
        far = distance(self.mention.place, point)
        return far is not None and far <= CLOSE

    @property
    def claims(self) -> bool:
        """Whether just those claim it who do in the key."""
        claimed = self.mention.place.claimed_by if self.mention else ()
        return set(claimed) == set(self.entry.claimed_by)

    def wrong(self) -> str:
        """The first figure that this answer is wrong for; empty where all is right."""
        if self.mention is None:
            return "locations"
        if not self.country:
            return "countries of locations"
        if self.entry.latitude is not None and not self.close:
            return "locations within 161 km"
        return "" if self.claims else "claims of locations"


class LocationsAnswered(Struct, frozen=True):
    """All named places of a key with what was found there, and how many more were found."""

    answers: tuple[LocationAnswer, ...]
    beyond: int


def answer_locations(
    entries: Sequence[KeyLocation], where: Sequence[Span], found: Mapping[str, Annotation]
) -> LocationsAnswered:
    """The named places of *entries*, which stand at *where*, in the annotations by report.

    A place is found where the words of one overlap, each of which counts once.  Of those found
    besides, adjectives of lands ("Syrian") and words that name an actor ("Minsk agreed") are not
    counted, for a key lists neither.
    """
    reports = [entry.report for entry in entries]
    mentions, beyond = paired_off(reports, where, found, lambda annotation: annotation.places)
    answers = tuple(LocationAnswer(one, mentions.get(i)) for i, one in enumerate(entries))
    more = sum(not (_adjective(m, annotation) or _actor(m, annotation)) for annotation, m in beyond)
    return LocationsAnswered(answers, more)


def _adjective(mention: PlaceMention, annotation: Annotation) -> bool:
    said = re.sub(r"\s+", " ", mention.span.of(annotation.report.text))
    return said in Gazetteer.load().adjectives


def _actor(mention: PlaceMention, annotation: Annotation) -> bool:
    return any(other.span.overlaps(mention.span) for other in annotation.mentions)


def location_misses(answered: LocationsAnswered, found: Mapping[str, Annotation]) -> list[Miss]:
    """The named places that were not found, or are other ones."""
    misses = []
    for answer in answered.answers:
        figure, entry, mention = answer.wrong(), answer.entry, answer.mention
        if not figure:
            continue
        coded: tuple[str, ...] = ()
        if mention is not None:
            place = mention.place
            words = mention.span.of(found[entry.report].report.text)
            shown = _shown(place.name, place.country, place.lat, place.lon, place.claimed_by)
            coded = (f'"{words}": {shown}',)
        point = entry.latitude, entry.longitude
        wanted = _shown(entry.name, entry.country, *point, entry.claimed_by)
        misses.append(Miss(figure, entry.report, "", entry.words, wanted, coded))
    return misses


def _shown(
    name: str,
    country: str | None,
    latitude: float | None,
    longitude: float | None,
    claimed_by: Sequence[str],
) -> str:
    parts = [name, country or "no country"]
    if latitude is not None and longitude is not None:
        parts.append(f"{latitude:.2f} {longitude:.2f}")
    if claimed_by:
        parts.append(f"claimed by {' '.join(sorted(claimed_by))}")
    return ", ".join(parts)
