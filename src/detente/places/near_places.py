"""Which of many places lie close to another."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

from detente.model import Place
from detente.places.gazetteer import distance

BESIDE = 60.0
"""Kilometres from a town that is surely named within which a small one is taken for named too."""

POLAR = -1
"""The number of a part of the globe that goes round a pole."""


class Near:
    """Places by the part of the globe that they lie in: a degree high and four wide."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._parts: dict[tuple[int, int], list[Place]] = defaultdict(list)
        for place in dict.fromkeys(places):
            if place.lat is not None and place.lon is not None:
                self._parts[_part(place.lat, place.lon)].append(place)

    def near(self, place: Place) -> bool:
        """Whether another of the places lies within ``BESIDE`` of *place*."""
        if place.lat is None or place.lon is None:
            return False
        return any(
            other != place and (far := distance(place, other)) is not None and far <= BESIDE
            for lat in (-1, 0, 1)
            for part in {_part(place.lat + lat, place.lon + lon) for lon in (-4, 0, 4)}
            | {(math.floor(place.lat) + lat, POLAR)}
            for other in self._parts.get(part, ())
        )


def _part(lat: float, lon: float) -> tuple[int, int]:
    """Close to the poles, where degrees of longitude are short, a part goes all the way round."""
    return math.floor(lat), POLAR if abs(lat) >= 80 else math.floor(lon / 4) % 90
