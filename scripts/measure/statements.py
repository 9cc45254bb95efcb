"""Measure statements against attributions marked by hand (PolNeAR).

    python scripts/measure/statements.py [SHARED] [--split dev|train] [--documents N] [--worst N]
                                         [--beside]

SHARED is the folder of gold sets (default: the environment's DETENTE_SHARED, else ../shared).
Actors are left out, so speakers are not measured; what is:

attributions    an attribution is found if a statement's cue overlaps its cue and their contents
                share at least half of the longer one; one statement for one attribution
content tokens  words that lie in some content
source head     of the attributions found, those whose source has the same head word
direct          attributions in quotation marks: contents that agree but for marks, spaces and stops
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import os
import re
import time
from bisect import bisect_left
from collections import Counter
from pathlib import Path
from typing import Any

from detente.actors import ActorTables
from detente.document import Document
from detente.language import Parser
from detente.language.parser import DEFAULT_MODEL
from detente.language.structure import Structure
from detente.model import Report, Span, Statement
from detente.naming import with_names
from detente.statements import StatementWords, find_statements

Spans = tuple[Span, ...]
_WORD = re.compile(r"\w+")
_MARKS = "\"“”'‘’`"


def documents(path: Path, limit: int | None) -> list[dict[str, Any]]:
    """The gold documents, one annotator's each."""
    seen: dict[str, dict[str, Any]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            seen.setdefault(record["id"], record)
    return list(seen.values())[:limit]


def report_of(record: dict[str, Any]) -> Report:
    """A gold document as a report: a paragraph a line, the first one its headline."""
    text = record["text"]
    paragraphs = tuple(
        Span(m.start(), m.end()) for m in re.finditer(r"\S[^\n]*", text) if m[0].strip()
    )
    head = paragraphs[0] if paragraphs else None
    return Report(
        record["id"], record["id"], text, headline=record["title"], headline_span=head,
        paragraphs=paragraphs,
    )  # fmt: skip


def spans(pairs: list[list[int]] | None) -> Spans:
    """Gold offsets as spans."""
    return tuple(Span(a, b) for a, b in pairs or [])


class Words:
    """Which words lie in which spans."""

    def __init__(self, text: str) -> None:
        self.starts = [m.start() for m in _WORD.finditer(text)]

    def of(self, where: Spans) -> frozenset[int]:
        """The numbers of the words that start inside *where*."""
        return frozenset(
            i
            for span in where
            for i in range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))
        )


class Gold:
    """One gold attribution."""

    def __init__(self, record: dict[str, Any], words: Words) -> None:
        self.source = spans(record["source_span"])
        self.cue = spans(record["cue_span"])
        self.content = spans(record["content_span"])
        self.words = words.of(self.content)


def overlap(first: Spans, second: Spans) -> bool:
    return any(a.overlaps(b) for a in first for b in second)


def pair(gold: list[Gold], found: list[tuple[Statement, frozenset[int]]]) -> dict[int, int]:
    """Gold attribution to statement, best shared content first, one to one."""
    options = []
    for g, attribution in enumerate(gold):
        for s, (statement, words) in enumerate(found):
            cue = () if statement.cue is None else (statement.cue,)
            if not overlap(attribution.cue, cue):
                continue
            longer = max(len(attribution.words), len(words))
            shared = len(attribution.words & words) / longer if longer else 0.0
            if shared >= 0.5:
                options.append((-shared, g, s))
    pairs: dict[int, int] = {}
    for _, g, s in sorted(options):
        if g not in pairs and s not in pairs.values():
            pairs[g] = s
    return pairs


def head(structure: Structure, where: Spans) -> int | None:
    """Where a source's head word stands: its widest phrase's, else where its last word ends."""
    for span in where:
        heads = [p for p in structure.phrases if span.covers(p.head)]
        if heads:
            return max(heads, key=lambda p: (len(p.span), -p.head.start)).head.start
    return where[-1].end if where else None


def bare(text: str, where: Spans) -> str:
    """The letters and digits of a content, for comparing quotations."""
    return "".join(_WORD.findall(" ".join(s.of(text) for s in where)))


def is_direct(text: str, where: Spans) -> bool:
    """Whether every stretch of a content stands in quotation marks (a doubled apostrophe too)."""
    stretches = [s.of(text).strip(" ,.\n") for s in where]
    return bool(stretches) and all(
        s[:1] in _MARKS and s[-1:] in _MARKS and len(s) > 2 and s[1:-1].count(s[0]) == 0
        for s in (x.replace("''", '"').replace("``", '"') for x in stretches)
    )


def f1(right: int, found: int, gold: int) -> float:
    return 2 * right / max(found + gold, 1)


def line(right: int, found: int, gold: int) -> str:
    precision, recall = right / max(found, 1), right / max(gold, 1)
    score = f1(right, found, gold)
    return f"F1 {score:.3f}  P {precision:.3f}  R {recall:.3f}  ({right} of {gold}, {found} found)"


def measure(records: list[dict[str, Any]], worst: int = 0) -> dict[str, float]:
    """Prints the figures of *records* and gives them; lists the *worst* commonest errors."""
    reports, tables = [report_of(r) for r in records], ActorTables.load()
    started = time.perf_counter()
    structures = list(Parser().parse(reports))
    parsed = time.perf_counter() - started
    known = StatementWords.load()
    n: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    extra: Counter[str] = Counter()
    spent = 0.0
    for record, report, structure in zip(records, reports, structures, strict=True):
        named = with_names(Document(report, structure), tables)
        started = time.perf_counter()
        statements = find_statements(named, known)
        spent += time.perf_counter() - started
        words = Words(report.text)
        gold = [Gold(a, words) for a in record["attributions"]]
        found = [(s, words.of(s.content)) for s in statements]
        pairs = pair(gold, found)
        n["gold"] += len(gold)
        n["found"] += len(found)
        n["right"] += len(pairs)
        in_gold = frozenset().union(*(g.words for g in gold))
        in_found = frozenset().union(*(w for _, w in found))
        n["gold words"] += len(in_gold)
        n["found words"] += len(in_found)
        n["right words"] += len(in_gold & in_found)
        for g, s in pairs.items():
            source = statements[s].source
            if gold[g].source:
                n["sources"] += 1
                mine = () if source is None else (source,)
                n["heads"] += head(structure, gold[g].source) == head(structure, mine)
        count_direct(n, report.text, gold, statements)
        for g, attribution in enumerate(gold):
            if g not in pairs:
                missed[" ".join(s.of(report.text) for s in attribution.cue)] += 1
        for s, statement in enumerate(statements):
            if s not in pairs.values():
                extra["" if statement.cue is None else statement.cue.of(report.text)] += 1
    print(f"{len(records)} documents")
    print("attributions   ", line(n["right"], n["found"], n["gold"]))
    print("content tokens ", line(n["right words"], n["found words"], n["gold words"]))
    print(f"source head     {n['heads'] / max(n['sources'], 1):.3f}  of {n['sources']}")
    print("direct, exact  ", line(n["direct right"], n["direct found"], n["direct gold"]))
    print(f"cost            {spent:.2f} s; language room {parsed:.2f} s: {spent / parsed:.1%}")
    for name, counter in (("missed", missed), ("extra", extra)):
        if worst:
            print(name + ":", ", ".join(f"{k or '-'} {v}" for k, v in counter.most_common(worst)))
    return {
        "attributions": f1(n["right"], n["found"], n["gold"]),
        "tokens": f1(n["right words"], n["found words"], n["gold words"]),
        "heads": n["heads"] / max(n["sources"], 1),
        "direct": f1(n["direct right"], n["direct found"], n["direct gold"]),
        "cost": spent / parsed,
    }


def beside(records: list[dict[str, Any]]) -> None:
    """Prints what textacy finds in the same documents, called by paragraph: direct quotations only.

    It raises an error for a paragraph with an odd number of quotation marks, which is counted.
    """
    try:
        from textacy.extract import direct_quotations
    except ImportError:
        print("textacy         not installed; pip install textacy shows it beside")
        return
    nlp = importlib.import_module(DEFAULT_MODEL).load()
    n: Counter[str] = Counter()
    for record in records:
        report = report_of(record)
        words = Words(report.text)
        gold = [Gold(a, words) for a in record["attributions"]]
        found = []
        for paragraph in report.paragraphs:
            try:
                quotes = list(direct_quotations(nlp(paragraph.of(report.text))))
            except ValueError:
                n["errors"] += 1
                continue
            for quote in quotes:
                cue, content = (
                    Span(paragraph.start + first.idx, paragraph.start + last.idx + len(last))
                    for first, last in (
                        (quote.cue[0], quote.cue[-1]),
                        (quote.content[0], quote.content[-1]),
                    )
                )
                said = Statement(None, cue, (content,), "direct")
                found.append((said, words.of(said.content)))
        n["gold"] += len(gold)
        n["found"] += len(found)
        n["right"] += len(pair(gold, found))
        in_gold = frozenset().union(*(g.words for g in gold))
        in_found = frozenset().union(*(w for _, w in found))
        n["gold words"] += len(in_gold)
        n["found words"] += len(in_found)
        n["right words"] += len(in_gold & in_found)
    print("textacy, direct quotations only; paragraphs it fails on:", n["errors"])
    print("  attributions  ", line(n["right"], n["found"], n["gold"]))
    print("  content tokens", line(n["right words"], n["found words"], n["gold words"]))


def count_direct(
    n: Counter[str], text: str, gold: list[Gold], statements: tuple[Statement, ...]
) -> None:
    """Counts quotations whose words agree exactly, whichever stretches they are split into."""
    expected = Counter(bare(text, g.content) for g in gold if is_direct(text, g.content))
    given = Counter(bare(text, s.content) for s in statements if s.form == "direct")
    partial = Counter(bare(text, s.content) for s in statements if s.form != "direct")
    n["direct gold"] += expected.total()
    n["direct right"] += (expected & (given + partial)).total()
    others = Counter(bare(text, g.content) for g in gold if not is_direct(text, g.content))
    n["direct found"] += (expected & (given + partial)).total() + (
        given - expected - others
    ).total()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    beside = Path(__file__).resolve().parents[3] / "shared"
    default = os.environ.get("DETENTE_SHARED", str(beside))
    parser.add_argument("shared", nargs="?", default=default, type=Path)
    parser.add_argument("--split", choices=["dev", "train"], default="dev")
    parser.add_argument("--documents", type=int, default=None)
    parser.add_argument("--worst", type=int, default=0, help="list so many of the commonest errors")
    parser.add_argument("--beside", action="store_true", help="run textacy on the same documents")
    return parser.parse_args()


def main() -> None:
    options = arguments()
    path = options.shared / "gold" / "quotes" / f"polnear_{options.split}.jsonl.gz"
    if not path.is_file():
        raise SystemExit(f"no gold set at {path}; give the shared folder as the first argument")
    records = documents(path, options.documents)
    measure(records, options.worst)
    if options.beside:
        beside(records)


if __name__ == "__main__":
    main()
