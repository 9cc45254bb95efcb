#!/usr/bin/env python3
"""Measure the places room on the gold set of toponyms and on that of events' places.

    scripts/measure/places.py [SHARED] [--errors N]

SHARED is the folder that holds gold/ (default: $DETENTE_SHARED, else ../shared).  A toponym is
found where a mention overlaps it.  Three of the four sources of the gold count adjectives as
toponyms ("Syrian" is at Syria) and geovirus does not, so the figures are given with and without
them; as an annotation lists both, the first are the room's.  Beside them stand those of the
parser's own place entities with the most populous place of the name.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from detente.actors import ActorTables
from detente.document import Document
from detente.language import Parser
from detente.language.structure import Structure
from detente.model import Place, PlaceMention, Report, Span
from detente.naming import with_names
from detente.places import (
    Gazetteer,
    PlaceWords,
    place_event,
    with_places,
)
from detente.places.gazetteer import distance

CLOSE = 161.0


def rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def report(row: dict[str, Any]) -> Report:
    parts = tuple(Span(*m.span()) for m in re.finditer(r"\S[^\n]*", row["text"]))
    return Report(row["id"], "gold", row["text"], paragraphs=parts)


def f1(right: int, found: int, gold: int) -> str:
    precision, recall = right / max(found, 1), right / max(gold, 1)
    score = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"P {precision:.3f} R {recall:.3f} F1 {score:.3f}"


def match(gold: list[Any], found: list[PlaceMention]) -> list[tuple[Any, PlaceMention]]:
    left, result = list(found), []
    for item in gold:
        for mention in left:
            if item["start"] < mention.span.end and mention.span.start < item["end"]:
                result.append((item, mention))
                left.remove(mention)
                break
    return result


def baseline(structure: Structure, text: str, gazetteer: Gazetteer) -> list[PlaceMention]:
    found = []
    for entity in structure.entities:
        if entity.kind == "place":
            name = re.sub(r"^[Tt]he |['’`]s$", "", entity.span.of(text))
            best = max(gazetteer.lookup(name), key=lambda e: e.prior, default=None)
            found.append(PlaceMention(entity.span, best.place if best else Place(name)))
    return found


def score(
    name: str, gold_rows: list[dict[str, Any]], answers: list[list[PlaceMention]], errors: int
) -> None:
    counts: Counter[str] = Counter()
    by_source: dict[str, Counter[str]] = defaultdict(Counter)
    wrong: list[str] = []
    for row, found in zip(gold_rows, answers, strict=True):
        gold, text = row["toponyms"], row["text"]
        matched = match(gold, found)
        for tally in (counts, by_source[row["source"]]):
            tally["gold"] += len(gold)
            tally["found"] += len(found)
            tally["right"] += len(matched)
            tally["placed"] += sum(g.get("lat") is not None for g in gold)
        for g, f in matched:
            if g.get("lat") is None:
                continue
            far = distance(f.place, Place("", lat=g["lat"], lon=g["lon"]))
            close = far is not None and far <= CLOSE
            counts["close"] += close
            by_source[row["source"]]["close"] += close
            counts["both"] += 1
            if not close:
                said = f"FAR [{g['text']}] {g.get('name')}, {g.get('admin1')}, {g.get('country')}"
                wrong.append(
                    f"{said}: {f.place.name} {f.place.country} {far and round(far)} {row['id']}"
                )
        seen = [m for _, m in matched]
        for f in found:
            if f not in seen:
                where = text[max(0, f.span.start - 30) : f.span.end + 25].replace("\n", " ")
                wrong.append(f"EXTRA [{f.span.of(text)}] {row['source']} ({where})")
        for g in gold:
            if not any(g is m for m, _ in matched):
                where = text[max(0, g["start"] - 30) : g["end"] + 25].replace("\n", " ")
                wrong.append(f"MISSED [{g['text']}] {g.get('fcode')} {row['source']} ({where})")
    print(name)
    print("  found", f1(counts["right"], counts["found"], counts["gold"]))
    print(
        f"  within 161 km, of all with coordinates {counts['close'] / max(counts['placed'], 1):.3f}"
    )
    print(f"  within 161 km, of those found {counts['close'] / max(counts['both'], 1):.3f}")
    for source, tally in sorted(by_source.items()):
        share = tally["close"] / max(tally["placed"], 1)
        print(
            f"    {source}: {f1(tally['right'], tally['found'], tally['gold'])}; close {share:.3f}"
        )
    for line in sorted(wrong)[:errors]:
        print("   ", line)


def events(
    folder: Path, parser: Parser, tables: ActorTables, gazetteer: Gazetteer, errors: int
) -> None:
    gold_rows = rows(folder / "gold/places/event_location_dev.jsonl.gz")
    reports = [report(r) for r in gold_rows]
    counts: Counter[str] = Counter()
    wrong = []
    for row, one, structure in zip(gold_rows, reports, parser.parse(reports), strict=True):
        named = with_names(Document(one, structure), tables)
        document = with_places(named, gazetteer, PlaceWords.load())
        for event in row["events"]:
            verbs = [Span(v[0], v[1]) for v in event["verbs"]]
            clauses = [c for c in structure.clauses if any(v.overlaps(c.trigger) for v in verbs)]
            answers = [place_event(c, document, PlaceWords.load()) for c in clauses]
            spans = [a.span for a in answers if a is not None and a.span is not None][:1]
            gold = [Span(x[0], x[1]) for x in event["locations"]]
            counts["gold"] += bool(gold)
            counts["given"] += bool(spans)
            counts["none"] += not gold
            counts["given where none"] += not gold and bool(spans)
            right = any(s.overlaps(g) for s in spans for g in gold)
            counts["right"] += right
            if not right and (gold or spans):
                said = [g.of(one.text) for g in gold]
                wrong.append(f"{said} not {[s.of(one.text) for s in spans]}: {one.text[:220]}")
    print("event_location_dev")
    print("  the event's place", f1(counts["right"], counts["given"], counts["gold"]))
    print(f"  given where there is none {counts['given where none']} of {counts['none']}")
    for line in wrong[:errors]:
        print("   ", line)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("shared", nargs="?", type=Path)
    asked.add_argument("--errors", type=int, default=0, help="how many errors of a set to list")
    given = asked.parse_args()
    beside = Path(__file__).resolve().parents[3] / "shared"
    folder = given.shared or Path(os.environ.get("DETENTE_SHARED", beside))
    tables, gazetteer, parser = ActorTables.load(), Gazetteer.load(), Parser()
    gold_rows = rows(folder / "gold/places/geo_dev.jsonl.gz")
    reports = [report(r) for r in gold_rows]
    start = time.perf_counter()
    structures = list(parser.parse(reports))
    parsing = time.perf_counter() - start
    start = time.perf_counter()
    pairs = list(zip(reports, structures, strict=True))
    named = [with_names(Document(r, s), tables) for r, s in pairs]
    naming = time.perf_counter() - start
    start = time.perf_counter()
    found = [with_places(document, gazetteer, PlaceWords.load()) for document in named]
    cost = time.perf_counter() - start
    answers = [sorted(d.places + d.adjectives, key=lambda m: m.span) for d in found]
    score("geo_dev", gold_rows, answers, given.errors)
    print(f"  cost {cost:.2f} s, {cost / parsing:.1%} of parsing; names {naming / parsing:.1%}")
    score("geo_dev, names without adjectives", gold_rows, [list(d.places) for d in found], 0)
    score("geo_dev, baseline", gold_rows, [baseline(s, r.text, gazetteer) for r, s in pairs], 0)
    events(folder, parser, tables, gazetteer, given.errors)


if __name__ == "__main__":
    main()
