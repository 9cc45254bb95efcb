"""The home of a local report: the one division where most of its names are found.

News of a small place names its neighbours without saying where they are: of "Paris, Powderly and
Clarksville" each has a better known namesake, but only one division has all three.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct

from detente.places.gazetteer import WIDE, Entry

HOME = 2.5
"""What a place in the home gains, on the scale of the logarithm of people."""
HOMELAND = 0.5
"""The same for a place elsewhere in its state."""
USUAL, LESS = 7.0, 0.7
"""A home of fewer than ten million (the logarithm) gives more, so much for each power of ten: the
fewer places it has, the less by chance are all names among them."""
COST = 4.0
"""What all names together must gain before a report is taken to have a home."""


class Home(Struct, frozen=True):
    """A division, and the logarithm of its people."""

    country: str
    division: str
    people: float

    def gain(self, entry: Entry, namesakes: Iterable[Entry]) -> float:
        """What *entry* gains by lying in the home.

        A town gains nothing where a state, a region or another division of the homeland has its
        name: who means the town of Mexico in the state of New York says so.
        """
        if entry.place.country != self.country or not entry.division:
            return 0.0
        if entry.kind in {"town", "district"} and any(self._outdoes(e) for e in namesakes):
            return 0.0
        if entry.division != self.division:
            return HOMELAND
        return HOME + LESS * (USUAL - self.people)

    def _outdoes(self, entry: Entry) -> bool:
        other = entry.place.country == self.country and entry.division != self.division
        return entry.kind in WIDE or (entry.kind == "division" and other)


def find_home(
    known: Mapping[str, list[tuple[Entry, float]]], people: Mapping[tuple[str, str], float]
) -> Home | None:
    """The division that the names of *known*, each with its places and their scores, speak for.

    ``None`` where no division has two of the names, or where taking it for the home would not make
    the names likelier than they are without.
    """
    held = {
        key: {(e.place.country, e.division) for e, _ in found if e.place.country and e.division}
        for key, found in known.items()
    }
    keys: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, places in held.items():
        for place in places:
            keys[place].append(key)
    gains: dict[Home, float] = defaultdict(float)
    for (country, division), named in sorted(keys.items()):
        if len(named) < 2:
            continue
        home = Home(country, division, people.get((country, division), USUAL))
        for key in named:
            found = known[key]
            entries = [e for e, _ in found]
            best = max(score for _, score in found)
            there = max(score + home.gain(e, entries) for e, score in found)
            gains[home] += there - best
    best_home = max(gains, key=lambda h: (gains[h], h.country, h.division), default=None)
    return best_home if best_home is not None and gains[best_home] >= COST else None
