"""Measure names against names marked by hand: persons, organisations, and states.

    python scripts/measure/actors.py [SHARED] [--split dev|train] [--documents N] [--worst N]

SHARED is the folder of gold sets (default: the environment's DETENTE_SHARED, else ../shared).
The newswire's Person, Organization and NORP are person, organisation and nationality; a state is a
Location whose words are a state's name in the tables, or "Republic of ...".  Other Locations are
not measured.  GUM's person and organization mentions with a proper noun are names, less titles.
Spans must agree to the character, an article before and a possessive ending behind left out on
both sides; beside each figure stands that of the parser alone, in the same run.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from detente.actor_tables.actor_tables import ActorTables
from detente.document import Document
from detente.language import Parser
from detente.language.structure import Structure
from detente.model import Report, Span
from detente.naming import NameWords
from detente.naming.report_names import names
from detente.naming.report_words import ReportWords

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts" / "tables"))

from gum import documents  # noqa: E402  (a neighbour of the scripts that build the tables)
from train_names import bared, gold_of  # noqa: E402

WORLD = {
    "Person": "person", "Organization": "organisation", "NORP": "nationality", "Location": "place",
}  # fmt: skip
TYPES = ("person", "organisation", "state", "nationality")
ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
ENDING = re.compile(r"\s?['’`´ʼ]\s?s?$")

FORMAL = re.compile(r"(?:Republic|Kingdom|State|Sultanate|Commonwealth) of (?:the )?[A-Z]")

Marked = dict[tuple[int, int], str]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without article and possessive ending."""
    if article := ARTICLE.match(text, start, end):
        start = article.end()
    if ending := ENDING.search(text[start:end]):
        end = start + ending.start()
    return start, end


def report_of(name: str, text: str) -> Report:
    """A text as a report, a paragraph a line."""
    paragraphs = tuple(Span(m.start(), m.end()) for m in re.finditer(r"\S[^\n]*", text))
    return Report(name, name, text, paragraphs=paragraphs)


def world(path: Path) -> Iterator[tuple[Report, Marked]]:
    """The newswire: reports and their names."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record: dict[str, Any] = json.loads(line)
            marked = {
                trimmed(record["text"], e["start"], e["end"]): WORLD[e["type"]]
                for e in record["entities"] if e["type"] in WORLD
            }  # fmt: skip
            yield report_of(record["id"], record["text"]), marked


def gum(path: Path, tables: ActorTables) -> Iterator[tuple[Report, Marked]]:
    for document in documents(path):
        marked = {
            trimmed(document.text, start, end): kind
            for start, end, kind, _ in gold_of(document, tables)
        }
        yield report_of(document.id, document.text), marked


def stately(text: str, marked: Marked, tables: ActorTables) -> Marked:
    """Places that are states called so; other places are not measured here."""
    found: Marked = {}
    for (start, end), kind in marked.items():
        if kind == "place":
            senses = tables.lexicon.whole(text[start:end])
            if not any(s.role in ("name", "ambiguous") for s in senses) and not FORMAL.match(
                text, start
            ):
                continue
            kind = "state"
        found[start, end] = kind
    return found


def alone(structure: Structure, text: str) -> Marked:
    """The parser's own names."""
    return {trimmed(text, e.span.start, e.span.end): e.kind for e in structure.entities}


class Score:
    """Names right, found and marked, a type."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.marked: Counter[str] = Counter()
        self.shared: Counter[str] = Counter()
        self.wrong: dict[tuple[str, str], list[str]] = defaultdict(list)

    def add(self, text: str, gold: Marked, found: Marked) -> None:
        for span, kind in gold.items():
            self.marked[kind] += 1
            self.right[kind] += found.get(span) == kind
            if any(k == kind and s[0] < span[1] and span[0] < s[1] for s, k in found.items()):
                self.shared[kind] += 1
            if found.get(span) != kind:
                near = [
                    f"{text[s[0] : s[1]]}:{k}"
                    for s, k in found.items()
                    if s[0] < span[1] and span[0] < s[1]
                ]
                why = "type" if span in found else "edge" if near else "missed"
                self.wrong[kind, why].append(
                    f"[{text[slice(*span)]}] {near} ..{text[max(0, span[0] - 30) : span[1] + 20]!r}"
                )
        for span, kind in found.items():
            self.found[kind] += 1
            if span not in gold and not any(s[0] < span[1] and span[0] < s[1] for s in gold):
                self.wrong[kind, "nothing"].append(
                    f"[{text[slice(*span)]}] ..{text[max(0, span[0] - 30) : span[1] + 20]!r}"
                )

    def line(self, kind: str) -> str:
        right, found, marked = self.right[kind], self.found[kind], self.marked[kind]
        precision, recall = right / max(1, found), right / max(1, marked)
        f1 = 2 * right / max(1, found + marked)
        return f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"


def measure(
    name: str,
    material: list[tuple[Report, Marked]],
    parser: Parser,
    tables: ActorTables,
    worst: int,
) -> None:
    ours, theirs = Score(), Score()
    for (report, gold), structure in zip(
        material, parser.parse(r for r, _ in material), strict=True
    ):
        context = ReportWords(Document(report, structure), tables)
        found = {
            trimmed(report.text, n.span.start, n.span.end): str(n.kind)
            for n in names(context, NameWords.load())
        }
        if name == "GUM":  # whose names begin with titles, and some are titles only
            named = [(start, end, kind, "") for (start, end), kind in sorted(gold.items())]
            gold = {(start, end): kind for start, end, kind, _ in bared(context, named)}
        want = stately(report.text, gold, tables)
        ours.add(report.text, want, stately(report.text, found, tables))
        theirs.add(report.text, want, stately(report.text, alone(structure, report.text), tables))
    print(f"{name}, {len(material)} texts")
    for kind in TYPES:
        if name == "GUM" and kind == "nationality":
            continue  # GUM marks no adjectives
        print(
            f"  {kind:13}{ours.marked[kind]:6}  {ours.line(kind)}"
            f"   the parser alone {theirs.line(kind)}"
        )
    draw = random.Random(4)
    for key, cases in sorted(ours.wrong.items()):
        if worst and key[0] in TYPES:
            print(key, len(cases))
            for case in draw.sample(cases, min(worst, len(cases))):
                print("    ", case)


def main() -> None:
    """Command line."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("shared", nargs="?", type=Path)
    arguments.add_argument("--split", default="dev")
    arguments.add_argument("--documents", type=int)
    arguments.add_argument("--worst", type=int, default=0)
    asked = arguments.parse_args()
    shared = asked.shared or Path(os.environ.get("DETENTE_SHARED", ROOT.parent / "shared"))
    language = shared / "gold" / "language"
    tables, parser = ActorTables.load(), Parser()
    newswire = list(world(language / f"wwnews_ner_{asked.split}.jsonl.gz"))
    if asked.split == "train":
        random.Random(3).shuffle(newswire)
    measure("World newswire", newswire[: asked.documents], parser, tables, asked.worst)
    open_texts = list(gum(language / f"gum_open_{asked.split}.conllu.gz", tables))
    measure("GUM", open_texts[: asked.documents], parser, tables, asked.worst)


if __name__ == "__main__":
    main()
