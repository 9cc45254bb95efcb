"""Names of places and what is known of each, from ``data/places``.

Countries, contested places and regions come from small tables kept by hand; towns and divisions
from generated ones (GeoNames, see ``scripts/tables/places.py``).  A name may stand for many places;
:meth:`Gazetteer.lookup` gives them all and leaves the choice to who knows the report.
"""

from __future__ import annotations

import lzma
import math
import re
import unicodedata
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal

from msgspec import Struct

from detente.errors import TableError
from detente.model import Place

Kind = Literal["country", "contested", "region", "division", "district", "town"]

PRIORS: dict[str, float] = {
    "country": 8.6,
    "contested": 8.4,
    "region": 8.0,
    "division": 6.3,
    "district": 4.2,
}
"""How likely a name means its country, its region ... before the report is looked at, on the scale
of a town, which is the logarithm of its people (7 for ten million); set on ``geo_dev``."""
CAPITAL = 2.0
"""How much more likely a capital is than a town of its size."""
OTHER_NAME = 1.0
"""How much less likely a place is under another name than its own."""


_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


class Entry(Struct, frozen=True):
    """One place that a name may stand for.

    ``kind`` is what sort of table it is from, ``feature`` what it is there ("islands", "sea").
    ``prior`` is how likely it is meant before the report is looked at; ``division`` the division
    that a town or district lies in; ``count`` how many parts a report may say a contested place
    has.  ``guarded`` marks a name that is taken only beside one of its claimants.
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
    """All names of places; make one with :meth:`load`, which reads the tables once a process."""

    def __init__(self) -> None:
        self._fixed: dict[str, list[Entry]] = {}
        self._towns: dict[str, list[int]] = {}
        self._rows: list[str] = []
        self._capitals: set[tuple[str, str]] = set()
        self.countries: dict[str, Country] = {}
        self.country_words: dict[str, str] = {}
        self.contested: dict[str, Entry] = {}

    @classmethod
    def load(cls) -> Gazetteer:
        """The gazetteer of the package's own tables.  Raises :class:`TableError`."""
        return _loaded()

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """Every place of that name, in no order; empty where there is none."""
        key = normal(name)
        found = list(self._fixed.get(key, ()))
        first: set[str] = set()
        named = any(e.kind in {"country", "contested", "region"} for e in found)
        for row in dict.fromkeys(self._towns.get(key, ())):
            town = self._town(row, key, first)
            # Nobody writes a town's other name where a country has it as its own.
            if not named or normal(town.place.name) == key:
                found.append(town)
        return tuple(found)

    def knows(self, key: str) -> bool:
        """Whether a name (as :func:`normal` gives it) is in the tables."""
        return key in self._fixed or key in self._towns

    def _town(self, row: int, key: str, first: set[str]) -> Entry:
        """A row of the towns; *first* holds the countries whose largest such town is passed."""
        name, country, division, lat, lon, people, geonames, _ = self._rows[row].split("\t")
        prior = math.log10(max(int(people), 1))
        if normal(name) not in {key, f"{key} city"}:
            prior -= OTHER_NAME
        if country not in first and (country, key) in self._capitals:
            prior += CAPITAL
        first.add(country)
        place = Place(name, country, float(lat), float(lon), int(geonames))
        return Entry(place, "town", "town", prior, division)

    def _add(self, name: str, entry: Entry) -> None:
        guarded = name.startswith("[")
        if guarded:
            name = name.strip("[]")
            entry = Entry(
                entry.place,
                entry.kind,
                entry.feature,
                entry.prior,
                entry.division,
                entry.count,
                True,
            )
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
        for row in _table("contested.tsv", 9):
            self._add_contested(row)
        centres = {r[0]: (float(r[1]), float(r[2])) for r in _table("country_points.tsv", 3)}
        for iso3, name, names, adjectives, capitals, geonames in _table("countries.tsv", 6):
            centre = centres.get(iso3, (None, None))
            place = Place(name, iso3, centre[0], centre[1], int(geonames) if geonames else None)
            words = [name, *_split(names), *_split(adjectives)]
            self.countries[iso3] = Country(place, tuple(words))
            for word in words:
                self.country_words.setdefault(word, iso3)
            entry = Entry(place, "country", "country", PRIORS["country"])
            for form in dict.fromkeys([name, *_split(names)]):
                if normal(form) not in self.contested:
                    self._add(form, entry)
            self._capitals |= {(iso3, normal(c)) for c in _split(capitals)}
        for name, also, feature, iso, lat, lon in _table("regions.tsv", 6):
            if normal(name) in self.contested:
                continue
            place = Place(name, iso or None, float(lat), float(lon))
            entry = Entry(place, "region", feature, PRIORS["region"])
            for form in [name, *_split(also)]:
                self._add(form, entry)
        self._read_divisions()
        self._read_towns()

    def _add_contested(self, row: list[str]) -> None:
        name, kind, holder, claimants, lat, lon, count, names, _ = row
        place = Place(
            name, holder or None, float(lat), float(lon), claimed_by=tuple(_split(claimants))
        )
        number = int(count) if count else None
        entry = Entry(place, "contested", kind, PRIORS["contested"], count=number)
        for form in [name, *_split(names)]:
            self._add(form, entry)

    def _read_divisions(self) -> None:
        points = {(r[0], r[1]): (r[2], r[3]) for r in _table("division_points.tsv", 4)}
        for name, iso, parent, level, lat, lon, code, geonames in _packed("divisions.tsv.xz", 8):
            if level == "1":
                lat, lon = points.get((name, iso), (lat, lon))
            number = int(geonames) if geonames else None
            place = Place(name, iso, float(lat), float(lon), number)
            kind: Kind = "division" if level == "1" else "district"
            prior = PRIORS[kind] + (0.8 if code else 0.0)
            entry = Entry(place, kind, kind, prior, parent or code or name)
            self._add(name, entry)

    def _read_towns(self) -> None:
        text = lzma.decompress((_folder() / "towns.tsv.xz").read_bytes()).decode("utf-8")
        self._rows = [line for line in text.split("\n") if line and line[0] != "#"][1:]
        towns = self._towns
        for number, row in enumerate(self._rows):
            end = row.index("\t")
            if key := normal(row[:end]):
                towns.setdefault(key, []).append(number)
            also = row[row.rindex("\t") + 1 :]
            if also:
                for form in also.split("|"):
                    towns.setdefault(normal(form), []).append(number)


@cache
def _loaded() -> Gazetteer:
    gazetteer = Gazetteer()
    gazetteer._read()
    return gazetteer


def _folder() -> Traversable:
    return files("detente") / "data" / "places"


def _split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def _lines(text: str, columns: int, name: str) -> list[list[str]]:
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    rows = [line.split("\t") for line in lines[1:]]
    for number, row in enumerate(rows, 1):
        if len(row) != columns:
            message = f"data/places/{name}, row {number} ({row[0]}): {len(row)} columns"
            raise TableError(f"{message}, not {columns}; columns are parted by one tab")
    return rows


def _table(name: str, columns: int) -> list[list[str]]:
    return _lines((_folder() / name).read_text(encoding="utf-8"), columns, name)


def _packed(name: str, columns: int) -> list[list[str]]:
    text = lzma.decompress((_folder() / name).read_bytes()).decode("utf-8")
    return _lines(text, columns, name)
