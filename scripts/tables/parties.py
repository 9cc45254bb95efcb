"""Political parties of each state from the World Factbook's lists, as a table of organisations.

Two fields name parties: seats won in each chamber ("Name (ABC) (12); ..."), and a list without
separators ("Name or ABC Name or DEF ..."), of which only what is plainly one name is taken.
A name counts alone only where it is one state's and has a word that says which party it is; any
other, and every abbreviation, counts only where the report names the state in another way ("?").
"""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from armed_groups import _table

from detente.actor_tables.folding import fold

HEAD = """\
# Political parties, as the World Factbook lists them with the seats that they won.
# source: CIA World Factbook, snapshot of 2026-01: "Political parties" and "Legislative branch".
# licence: public domain; made by scripts/tables/build.py
# Columns as in organisations.tsv, whose rows go before these.  A name that ends in "?" counts only
# where the report names the country in another way.
"""
COLUMNS = ("name", "names", "country", "sectors", "kind")

SEATS = re.compile(r"parties elected and seats per party: ([^|]*)")
SEAT = re.compile(r"\s*\(\d[\d,]*\)\s*$")
SHORT = re.compile(r"^[A-Z][A-Za-z+\u2013-]{2,9}$")
LISTED = re.compile(r"\s+or\s+(?!The\b)([A-Z][A-Z0-9a-z+\u2013-]{1,9})(?=\s|$|\[|\])")
BRACKETS = re.compile(r"\s*[\[(][^\])]*[\])]?")
TYPE = r"(?:Party|Alliance|Movement|Union|Front|Coalition|League|Bloc|Congress|Group|Association)"
CUT = re.compile(rf"\b{TYPE}\s+(?=[A-Z])(?!{TYPE}\b)")
NO_PARTY = re.compile(
    r"^(?:other|others|none|independents?|vacant|appointed|non-?party|non-?partisan|minority"
    r"|national minorities|indigenous|reserved|women|youth|\d+)\b|representative|nominated"
    r"|seats?\b|member|governors?|elected|unaffiliated|\bnote\b|lawmaker|dissolved|:",
    re.I,
)
COMMON = frozenset({
    "a", "action", "african", "against", "agreement", "ahead", "all", "alliance",
    "alternative", "and", "arab", "association", "bloc", "both", "brotherhood", "center",
    "centre", "change", "choice", "christian", "citizen", "citizens", "citizens'", "civic",
    "coalition", "common", "communist", "congress", "conservative", "constitution",
    "constitutional", "cooperation", "country", "democracy", "democrat", "democratic",
    "democrats", "development", "ecological", "economic", "equality", "europe", "european",
    "farmers", "farmers'", "federation", "first", "for", "forum", "forward", "free",
    "freedom", "front", "future", "good", "government", "great", "greater", "green", "greens",
    "group", "growth", "home", "homeland", "hope", "independence", "independent",
    "initiative", "integrity", "international", "islamic", "justice", "labor", "labour",
    "labourers", "land", "law", "league", "left", "liberal", "liberals", "liberation",
    "liberty", "list", "local", "moderate", "modern", "move", "movement", "muslim", "nation",
    "nation's", "national", "nationalist", "nationalists", "native", "network", "new", "of",
    "on", "opposition", "or", "order", "organisation", "organization", "our", "party",
    "patriotic", "patriots", "peace", "people", "people's", "peoples", "peoples'", "platform",
    "pole", "popular", "populist", "power", "progress", "progressive", "progressives",
    "prosperity", "protection", "public", "radical", "reconstruction", "reform", "reformist",
    "regional", "regions", "renaissance", "renewal", "republic", "republican", "republicans",
    "resistance", "revival", "revolution", "revolutionary", "right", "rights", "rule",
    "rural", "security", "social", "socialist", "socialists", "society", "solidarity",
    "sovereign", "sovereignty", "stability", "state", "strong", "struggle", "success", "the",
    "to", "together", "tomorrow", "trade", "traditional", "truth", "union", "unionist",
    "united", "unity", "uprising", "values", "victory", "violence", "voice", "vote", "way",
    "we", "welfare", "women", "women's", "work", "worker", "workers", "workers'", "world",
    "young", "youth",
})  # fmt: skip
"""Words that any party's name may be made of."""


def build(knowledge: Path, path: Path) -> int:
    """Write the table of parties to *path*; returns how many rows it has."""
    states = {r["iso3"] for r in _table("countries.tsv")}
    with gzip.open(knowledge / "factbook_countries_cc0.jsonl.gz", "rt", encoding="utf-8") as stream:
        rows = [json.loads(line) for line in stream]
    parties: dict[str, dict[str, set[str]]] = {}
    owners: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        country = {"XKX": "KOS", "XKS": "KOS"}.get(row["iso3"], row["iso3"])
        if country not in states:
            continue
        own = parties.setdefault(country, {})
        for name, others in (*_elected(row), *_listed(str(row.get("Political parties") or ""))):
            key = next((n for n in own if fold(n) == fold(name) or name in own[n]), name)
            own.setdefault(key, set()).update(others)
        for name, others in own.items():
            for spelling in (name, *others):
                owners[fold(spelling)].add(country)
    taken = _taken()
    lines = sorted(_lines(parties, owners, taken), key=lambda line: (line[2], fold(line[0])))
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(HEAD)
        writer = csv.writer(stream, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE)
        writer.writerow(COLUMNS)
        writer.writerows(lines)
    return len(lines)


def _elected(row: dict[str, object]) -> Iterator[tuple[str, set[str]]]:
    """The parties with seats: "Law and Justice (PiS) (194)"."""
    for field, text in row.items():
        if not field.startswith("Legislative branch"):
            continue
        for found in SEATS.finditer(str(text)):
            for entry in found.group(1).split(";"):
                yield from _entry(SEAT.sub("", entry.strip()))


def _entry(text: str) -> Iterator[tuple[str, set[str]]]:
    """One party with what stands in brackets behind it."""
    others = {b.strip() for b in re.findall(r"\(([^()]*)\)", text)}
    name = _tidy(BRACKETS.sub("", text))
    if _usable(name):
        yield name, {o for o in others if _usable(o)}


def _listed(text: str) -> Iterator[tuple[str, set[str]]]:
    """The parties of a list without separators that end in "or ABC"."""
    text = text.split("note:")[0]
    parts = LISTED.split(BRACKETS.sub("", text))
    for name, short in zip(parts[::2], parts[1::2], strict=False):
        name = _tidy(CUT.split(name)[-1])
        if _usable(name) and len(name.split()) <= 6 and " " in name:
            yield name, {short} if SHORT.match(short) else set()


def _tidy(name: str) -> str:
    name = " ".join(name.replace("\u2019", "'").split())
    name = re.sub(r"^(?:(?:[A-Z]{1,4}|Linke|The|or|and)\s+)+(?=[A-Z])", "", name)
    return name.strip(" ,.-\u2013/")


def _usable(name: str) -> bool:
    return (
        2 < len(name) < 60
        and name[0].isupper()
        and not NO_PARTY.search(name)
        and not re.search(r"[\d|/;,\"]|\bDr\b|Prof\.| [-\u2013] .*(?: .*){2}", name)
        and not re.fullmatch(r"[A-Z]{1,2}", name)
    )


def _lines(
    parties: dict[str, dict[str, set[str]]], owners: dict[str, set[str]], taken: set[str]
) -> Iterator[list[str]]:
    for country, own in sorted(parties.items()):
        seen: set[str] = set()
        for name in sorted(own, key=fold):
            keys = {fold(n) for n in (name, *own[name])}
            if fold(name) in taken or keys & seen:
                continue
            seen |= keys
            others = {fold(o): o for o in sorted(own[name], reverse=True) if fold(o) not in taken}
            names = [
                others[key] + ("" if _telling(others[key], owners) else "?")
                for key in sorted(others) if key != fold(name)
            ]  # fmt: skip
            if not _telling(name, owners):
                names.insert(0, name + "?")
            yield [name, "|".join(names), country, "PTY", "organisation"]


def _telling(name: str, owners: dict[str, set[str]]) -> bool:
    """Whether a name says by itself which party of which state it is."""
    words = name.casefold().split()
    if len(words) < 2 or len(owners[fold(name)]) > 1:
        return False
    return any(w not in COMMON for w in words)


def _taken() -> set[str]:
    """Folded names that another table has already."""
    taken: set[str] = set()
    for table, columns in (
        ("countries.tsv", ("name", "names", "adjectives", "demonyms", "capitals", "seats")),
        ("territories.tsv", ("name", "names", "adjectives", "demonyms")),
        ("ethnic_groups.tsv", ("name", "plural", "names")),
        ("organisations.tsv", ("name", "names")),
        ("armed_groups.tsv", ("name", "names")),
        ("offices.tsv", ("phrase", "plural")),
        ("agents.tsv", ("phrase", "plural")),
        ("ambiguous_names.tsv", ("name", "adjectives", "demonyms")),
    ):
        for row in _table(table):
            for column in columns:
                taken.update(fold(n.split(">")[0].rstrip("?")) for n in row[column].split("|"))
    return taken
