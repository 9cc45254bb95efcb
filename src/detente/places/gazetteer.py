"""Names of places and what is known of each, from ``data/places``.

Countries, contested places and regions come from small tables kept by hand; towns and divisions
from generated ones (GeoNames, see ``scripts/tables/places.py`` and docs/places.md).  A name may
stand for many places; :meth:`Gazetteer.lookup` gives them all and leaves the choice to who knows
the report.
"""

from __future__ import annotations

import math
import re
import unicodedata
from bisect import bisect_left
from functools import cache
from typing import Literal

from msgspec import Struct, structs

from detente.model import Place
from detente.places.gazetteer_loading import lines, split, table
from detente.places.place_words import PlaceWords

Kind = Literal["country", "contested", "region", "division", "district", "town"]

PRIORS: dict[str, float] = {"country": 8.6, "contested": 8.4, "region": 8.0}
"""How likely a name means its country, its region ... before the report is looked at, on the scale
of a town or division, which is the logarithm of its people (7 for ten million)."""
DISTRICT = 1.2
"""How much less likely a district is than a town of its people: news names the town."""
WIDE = frozenset({"country", "region", "contested"})
"""Kinds that are too wide for being near them to tell towns apart."""
CAPITAL = 2.0
"""How much more likely a capital is than a town of its size."""
OTHER_NAME = 1.0
"""How much less likely a place is under another name than its own."""


_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


class Entry(Struct, frozen=True):
    """One place that a name may stand for.

    ``kind`` is what sort of table it is from, ``feature`` what it is there ("islands", "sea").
    ``prior`` is how likely it is meant before the report is looked at; ``division`` the code of the
    first-order division that it is or lies in, within its country; ``count`` how many parts a
    report may say a contested place has.  ``guarded`` marks a name that is taken only beside one of
    its claimants.
    """

    place: Place
    kind: Kind
    feature: str
    prior: float
    division: str = ""
    count: int | None = None
    guarded: bool = False


def normal(name: str) -> str:
    """A name as the tables are keyed: no case, accents, points, apostrophes or hyphens."""
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name.replace("’", "'").replace("‘", "'"))
        name = name.encode("ascii", "ignore").decode()
    name = re.sub(r"[\s-]+", " ", re.sub(r"[.'`]", "", name.casefold())).strip()
    first, _, rest = name.partition(" ")
    return f"{_SHORT[first]} {rest}" if rest and first in _SHORT else name


def distance(one: Place, other: Place) -> float | None:
    """Kilometres between two places on a globe of 6,371 km; ``None`` where a point is missing."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    a, b = math.radians(one.lat), math.radians(other.lat)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 2 * 6371 * math.asin(min(1.0, math.sqrt(half)))


class Country(Struct, frozen=True):
    """A country as the places room knows it."""

    place: Place
    words: tuple[str, ...]


class Gazetteer:
    """All names of places; make one with :meth:`load`, which reads the tables once a process.

    ``adjectives`` are the places by adjective, ``people`` the logarithm of how many live in the
    towns of a first-order division, by country and code.
    """

    def __init__(self, words: PlaceWords) -> None:
        self._language, self._city = words.language, words.city
        self._fixed: dict[str, list[Entry]] = {}
        self._towns = lines("towns.tsv.xz")
        self._names = lines("town_names.tsv.xz")  # sorted, so that they need no index
        self._capitals: set[tuple[str, str]] = set()
        self.countries: dict[str, Country] = {}
        self.country_words: dict[str, str] = {}
        self.country_phrases: list[tuple[str, str]] = []
        self.contested: dict[str, Entry] = {}
        self._sides: dict[str, tuple[str, ...]] = {}
        self.adjectives: dict[str, Entry] = {}
        self.people: dict[tuple[str, str], float] = {}

    @classmethod
    def load(cls, language: str = "en") -> Gazetteer:
        """The gazetteer of the package's own tables, with the names that *language* has of its own.

        Raises :class:`TableError`.
        """
        return _loaded(language)

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """Every place of that name, in no order; empty where there is none."""
        key = normal(name)
        found = list(self._fixed.get(key, ()))
        first: set[str] = set()
        named = any(e.kind in {"country", "contested", "region"} for e in found)
        for row in self._rows(key):
            town = self._town(row, key, first)
            # Nobody writes a town's other name where a country has it as its own.
            if not named or normal(town.place.name) == key:
                found.append(town)
        return tuple(found)

    def knows(self, key: str) -> bool:
        """Whether a name (as :func:`normal` gives it) is in the tables."""
        return key in self._fixed or bool(self._rows(key))

    def names_of(self, place: Place) -> tuple[str, ...]:
        """All sides' names of a contested place; empty for another."""
        return self._sides.get(place.name, ())

    def wide(self, place: Place) -> bool:
        """Whether a place is a state, region or division, which holds towns."""
        entries = self._fixed.get(normal(place.name), ())
        return any(e.place == place and e.kind != "district" for e in entries)

    def _rows(self, key: str) -> list[int]:
        """The rows of the towns that bear a name, largest first."""
        sought = f"{key}\t"
        at = bisect_left(self._names, sought)
        if not key or at == len(self._names) or not self._names[at].startswith(sought):
            return []
        return [int(number) for number in self._names[at][len(sought) :].split()]

    def _town(self, row: int, key: str, first: set[str]) -> Entry:
        """A row of the towns; *first* holds the countries whose largest such town is passed."""
        name, country, division, lat, lon, people, geonames = self._towns[row].split("\t")
        prior = math.log10(max(int(people), 1))
        if normal(name) not in {key, *(f"{key} {word}" for word in self._city)}:
            prior -= OTHER_NAME
        if country not in first and (country, key) in self._capitals:
            prior += CAPITAL
        first.add(country)
        place = Place(name, country, float(lat), float(lon), int(geonames))
        return Entry(place, "town", "town", prior, division)

    def _add(self, name: str, entry: Entry) -> None:
        if name.startswith("["):
            name, entry = name.strip("[]"), structs.replace(entry, guarded=True)
        key = normal(name)
        known = self._fixed.setdefault(key, [])
        if any(e.place.name == entry.place.name and e.kind == entry.kind for e in known) and (
            entry.kind in {"country", "contested", "region"}
        ):
            return
        known.append(entry)
        if entry.kind == "contested":
            self.contested[key] = entry

    def _read(self) -> None:
        for row in table("contested.tsv", 9):
            self._add_contested(row)
        self._read_countries()
        for name, also, feature, iso, lat, lon in table("regions.tsv", 6):
            if normal(name) in self.contested:
                continue
            place = Place(name, iso or None, float(lat), float(lon))
            entry = Entry(place, "region", feature, PRIORS["region"])
            for form in [name, *split(also)]:
                self._add(form, entry)
        self._read_divisions()
        for form, name in table(f"{self._language}/adjectives.tsv", 2, optional=True):
            # The first of the name: a contested place before a region, a region before a division.
            self.adjectives.setdefault(form, self._fixed[normal(name)][0])

    def _read_countries(self) -> None:
        centres = {r[0]: (float(r[1]), float(r[2])) for r in table("country_points.tsv", 3)}
        for iso3, name, names, adjectives, capitals, geonames in table("countries.tsv", 6):
            centre = centres.get(iso3, (None, None))
            place = Place(name, iso3, centre[0], centre[1], int(geonames) if geonames else None)
            words = [name, *split(names), *split(adjectives)]
            self.countries[iso3] = Country(place, tuple(words))
            for word in words:
                self.country_words.setdefault(word, iso3)
            self.country_phrases += [(w, self.country_words[w]) for w in words if " " in w]
            entry = Entry(place, "country", "country", PRIORS["country"])
            for form in dict.fromkeys([name, *split(names)]):
                if normal(form) not in self.contested:
                    self._add(form, entry)
            for form in split(adjectives):
                if form not in {name, *split(names)}:
                    self.adjectives.setdefault(form, entry)
            self._capitals |= {(iso3, normal(c)) for c in split(capitals)}

    def _add_contested(self, row: list[str]) -> None:
        name, kind, holder, claimants, lat, lon, count, names, _ = row
        place = Place(
            name, holder or None, float(lat), float(lon), claimed_by=tuple(split(claimants))
        )
        number = int(count) if count else None
        entry = Entry(place, "contested", kind, PRIORS["contested"], count=number)
        forms = [name, *split(names)]
        self._sides[name] = tuple(form.strip("[]") for form in forms)
        for form in forms:
            self._add(form, entry)

    def _read_divisions(self) -> None:
        points = {(r[0], r[1]): (r[2], r[3]) for r in table("division_points.tsv", 4)}
        own = {
            (r[0], r[1]): split(r[2])
            for r in table(f"{self._language}/division_names.tsv", 3, optional=True)
        }
        for row in table("divisions.tsv.xz", 9):
            name, iso, division, level, lat, lon, people, geonames, also = row
            if level == "1":
                lat, lon = points.get((name, iso), (lat, lon))
            number = int(geonames) if geonames else None
            names = own.get((name, iso), []) if level == "1" else []
            place = Place(names[0] if names else name, iso, float(lat), float(lon), number)
            kind: Kind = "division" if level == "1" else "district"
            if level == "1":
                self.people[iso, division] = math.log10(max(int(people), 1))
            prior = math.log10(max(int(people), 1)) - (DISTRICT if kind == "district" else 0.0)
            entry = Entry(place, kind, kind, prior, division)
            for form in dict.fromkeys([name, *names, *split(also)]):
                if not self._stands_already(form, iso):
                    self._add(form, entry)

    def _stands_already(self, name: str, country: str) -> bool:
        """Whether a name is that of a state or region that a division of *country* is part of."""
        return any(
            e.kind in WIDE and (e.place.country == country or country in e.place.claimed_by)
            for e in self._fixed.get(normal(name), ())
        )


@cache
def _loaded(language: str) -> Gazetteer:
    gazetteer = Gazetteer(PlaceWords.load(language))
    gazetteer._read()
    return gazetteer
