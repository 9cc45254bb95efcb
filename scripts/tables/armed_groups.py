"""UCDP's list of armed actors as a table of organisations."""

from __future__ import annotations

import csv
import gzip
import json
import re
from pathlib import Path

from detente.actor_tables.folding import fold

DATA = Path(__file__).resolve().parents[2] / "src" / "detente" / "data" / "actors"

FORMAL = "1"
"""UCDP's code for a formally organised group; informal ones ("supporters of X") name nobody."""

DESCRIBED = re.compile(r"\(|\bfaction\b|^Military\b|^Forces of\b|^Supporters\b|insurgents$|/", re.I)
"""Names that UCDP made to describe a group, which no report uses."""

NUMBERED = re.compile(
    r"^(?:the )?(?:\d+(?:st|nd|rd|th)?|first|second|third|fourth|fifth|central|northern|southern"
    r"|eastern|western|coastal|infantry|mountain|special|forces|operations|united|free|new"
    r"|national|division"
    r"|divisions|regiment|brigade|brigades|battalion|army|front|movement|\s|-)+$",
    re.I,
)
"""Names of common words only ("16th Division"), which may be anybody's."""
CRIMINAL = re.compile(r"\b(?:gang|cartel|mafia|comando|bloods|crips)\b|^Los ", re.I)

HEAD = """\
# Armed groups, from UCDP's list of actors in organised violence, to 2021.
# source: UCDP Actor Dataset 22.1, Uppsala Conflict Data Program; Davies, Pettersson and Oberg
#   (2022), Journal of Peace Research 59(4).
# licence: CC BY 4.0; formal organisations only, names that describe rather than name left out, made
#   by scripts/tables/build.py
# Columns as in organisations.tsv.  "country" is empty where UCDP places the group in several states
# or in a land that it does not tell apart.  An abbreviation counts only where the report names the
# country in another way ("?").
"""
COLUMNS = ("name", "names", "country", "sectors", "kind", "ucdp")
SEVERAL_LANDS = {"666"}
"""Gleditsch-Ward numbers under which UCDP files groups of more than one people."""


def build(knowledge: Path, path: Path) -> int:
    """Write the table of armed groups to *path*; returns how many rows it has."""
    states = _states()
    taken = _names_taken()
    with gzip.open(knowledge / "ucdp_actors_221_ccby.jsonl.gz", "rt", encoding="utf-8") as stream:
        actors = [json.loads(line) for line in stream]
    rows: dict[str, list[str]] = {}
    for actor in sorted(actors, key=lambda a: int(a["id"])):
        row = _row(actor, states, taken)
        if row:
            rows.setdefault(fold(row[0]), row)
            taken.update(fold(n) for n in (row[0], *row[1].split("|")) if not n.endswith("?"))
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(HEAD)
        writer = csv.writer(stream, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE)
        writer.writerow(COLUMNS)
        writer.writerows(rows[key] for key in sorted(rows))
    return len(rows)


def _row(actor: dict[str, object], states: dict[str, str], taken: set[str]) -> list[str] | None:
    if actor["org"] != FORMAL:
        return None
    candidates = [str(actor.get("name_full_en") or ""), str(actor["name"]), *_new_names(actor)]
    names: list[str] = []
    for name in candidates:
        name = " ".join(name.split())
        if len(name) < 3 or DESCRIBED.search(name) or not name.isascii() or "|" in name:
            continue
        if NUMBERED.match(name) or (re.fullmatch(r"[A-Z][a-z]+s", name) and actor["name"] != name):
            continue
        if fold(name) in taken or fold(name) in {fold(n.rstrip("?")) for n in names}:
            continue
        names.append(name if " " in name and not name.isupper() else name + "?")
    if not names or any(fold(n) in taken for n in candidates if n):
        return None
    full = next((n for n in names if not n.endswith("?")), None)
    name = full or names[0].rstrip("?")  # a name that only counts with "?" stays among the others
    others = [n for n in names if n != full]
    numbers = {n.strip() for n in str(actor["gwno"]).split(",")}
    country = states.get(next(iter(numbers)), "") if len(numbers) == 1 else ""
    country = "" if numbers & SEVERAL_LANDS else country
    sector = "CRM" if CRIMINAL.search(name) else "REB"
    return [name, "|".join(others), country, sector, "group", str(actor["id"])]


def _new_names(actor: dict[str, object]) -> list[str]:
    names = actor.get("new_names") or []
    return [str(n) for n in names] if isinstance(names, list) else []


def _table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        lines = (line for line in stream if not line.startswith("#"))
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _states() -> dict[str, str]:
    former = {r["gw"]: r["country"] for r in _table("former_states.tsv")}
    return former | {r["gw"]: r["iso3"] for r in _table("countries.tsv") if r["gw"]}


def _names_taken() -> set[str]:
    """Folded names that another table has already."""
    taken: set[str] = set()
    for name, columns in (
        ("countries.tsv", (
            "name", "names", "adjectives", "demonyms", "capitals", "seats", "legislatures",
        )),
        ("former_states.tsv", ("name", "names", "adjectives", "demonyms", "capitals")),
        ("territories.tsv", ("name", "names", "adjectives", "demonyms")),
        ("ethnic_groups.tsv", ("name", "plural", "names")),
        ("organisations.tsv", ("name", "names")),
        ("offices.tsv", ("phrase", "plural")),
        ("agents.tsv", ("phrase", "plural")),
    ):  # fmt: skip
        for row in _table(name):
            for column in columns:
                taken.update(fold(n.split(">")[0].rstrip("?")) for n in row[column].split("|"))
    return taken
