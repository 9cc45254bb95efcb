#!/usr/bin/env python3
"""Measure the reading room: pages against their hand-made bodies, and what it finds in plain texts.

    scripts/measure/reading.py [SHARED] [--worst N]

SHARED is the folder that holds gold/ and texts/ (default: $DETENTE_SHARED, else ../shared).

pages   F1 of the body's words (a multiset), mean and median; the headline is left out of both sides
        where the page reader has one.  Dates, publishers and datelines are only counted: no gold.
texts   how many of the raw articles get each part, and the time for all of them
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import statistics
import time
from collections import Counter
from pathlib import Path
from typing import Any

from detente.errors import SourceError
from detente.model import Report
from detente.reading.assembly import Beside, Given, assemble
from detente.reading.html import read_page

PARTS = ("headline", "byline", "dateline", "publisher", "furniture")


def rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def f1(found: Counter[str], gold: Counter[str]) -> float:
    return 2 * (found & gold).total() / max(1, found.total() + gold.total())


def pages(shared: Path, worst: int) -> None:
    scores, counts, start = [], Counter[str](), time.perf_counter()
    for row in rows(shared / "gold" / "reading" / "html_extract_dev.jsonl.gz"):
        body = row["body"] if isinstance(row["body"], str) else " ".join(row["body"])
        found = 0.0
        for outcome in read_page(row["html"], row["id"], Beside(url=row["url"]), Given()):
            if isinstance(outcome, Report):
                count(outcome, counts)
                own = [s for s in outcome.paragraphs if s != outcome.headline_span]
                text = " ".join(span.of(outcome.text) for span in own)
                found = f1(words(text), words(body))
            else:
                counts["problems"] += 1
        scores.append((found, row["url"]))
    values = [score for score, _ in scores]
    seconds = time.perf_counter() - start
    mean, median = statistics.fmean(values), statistics.median(values)
    print(f"pages: {len(values)}, F1 mean {mean:.4f}, median {median:.4f}, {seconds:.1f} s")
    print("  " + ", ".join(f"{name} {number}" for name, number in sorted(counts.items())))
    for score, url in sorted(scores)[:worst]:
        print(f"  {score:.3f} {url}")


def texts(shared: Path) -> None:
    counts, start = Counter[str](), time.perf_counter()
    articles = rows(shared / "texts" / "wwnews_raw_articles.jsonl.gz")
    for row in articles:
        for outcome in assemble(row["text"], row["id"], Beside(), Given()):
            if isinstance(outcome, SourceError):
                counts["problems"] += 1
            else:
                count(outcome, counts)
    seconds = time.perf_counter() - start
    print(f"texts: {len(articles)}, {seconds:.1f} s")
    print("  " + ", ".join(f"{name} {number}" for name, number in sorted(counts.items())))


def count(report: Report, counts: Counter[str]) -> None:
    counts.update(part for part in PARTS if getattr(report, part))
    counts[f"date {report.published.basis}"] += 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    default = os.environ.get("DETENTE_SHARED", "../shared")
    parser.add_argument("shared", nargs="?", type=Path, default=Path(default))
    parser.add_argument("--worst", type=int, default=0, help="print the N worst pages")
    arguments = parser.parse_args()
    pages(arguments.shared, arguments.worst)
    texts(arguments.shared)


if __name__ == "__main__":
    main()
