"""Times every stage on the same reports: words a CPU second, and its share of the whole.

    .venv/bin/python benchmarks/stages.py [SHARED] [--articles N] [--rounds N]

The reports are articles of SHARED/texts (``../shared`` beside the project), or where there are none
the example reports, over and over.  Figures are medians of a few rounds of CPU time in one process;
spaCy's pipeline alone is timed in the same run, so that a ratio can be compared between machines.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import time
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from detente.document import Document
from detente.model import Report
from detente.pipeline import Coder
from detente.reading import read_sources
from detente.reading.assembly import Beside, Given, assemble

ROOT = Path(__file__).resolve().parent.parent


def reports(shared: Path, count: int) -> list[Report]:
    """*count* articles, or as many example reports."""
    file = shared / "texts" / "wwnews_raw_articles.jsonl.gz"
    if file.is_file():
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            texts = [json.loads(line)["text"] for line in lines][:count]
        found = (r for text in texts for r in assemble(text, "article", Beside(), Given()))
        return [r for r in found if isinstance(r, Report)]
    examples = [r for r in read_sources([ROOT / "examples/reports"]) if isinstance(r, Report)]
    return [examples[number % len(examples)] for number in range(count)]


def timed(coder: Coder, articles: list[Report]) -> dict[str, float]:
    """CPU seconds of spaCy alone, of parsing with it, and of each stage."""
    spent: dict[str, float] = {}

    def took(name: str, begun: float) -> None:
        spent[name] = spent.get(name, 0.0) + time.process_time() - begun

    begun = time.process_time()
    for _ in coder.parser._nlp.pipe(r.text for r in articles):
        pass
    took("spaCy alone", begun)
    begun = time.process_time()
    documents = [
        Document(r, s) for r, s in zip(articles, coder.parser.parse(articles), strict=True)
    ]
    took("parse", begun)
    for stage in coder.stages:
        name = getattr(stage, "func", stage).__name__.removeprefix("with_")
        begun = time.process_time()
        documents = [stage(document) for document in documents]
        took(name, begun)
    return spent


def main() -> None:
    """Prints the table."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    default = Path(os.environ.get("DETENTE_SHARED", ROOT.parent / "shared"))
    asked.add_argument("shared", nargs="?", type=Path, default=default)
    asked.add_argument("--articles", type=int, default=60)
    asked.add_argument("--rounds", type=int, default=3)
    given = asked.parse_args()
    begun = time.process_time()
    coder = Coder.load()
    loading = time.process_time() - begun
    articles = reports(given.shared, given.articles)
    words = sum(len(report.text.split()) for report in articles)
    rounds = [timed(coder, articles) for _ in range(given.rounds)]
    spent = {name: median(one[name] for one in rounds) for name in rounds[0]}
    alone = spent.pop("spaCy alone")
    whole = sum(spent.values())
    table = Table(title=f"{len(articles)} reports, {words:,} words, one thread, CPU time")
    for column in ("stage", "seconds", "share", "words a second"):
        table.add_column(column, justify="left" if column == "stage" else "right")
    for name, seconds in [*spent.items(), ("whole", whole), ("spaCy alone", alone)]:
        table.add_row(name, f"{seconds:.2f}", f"{seconds / whole:.0%}", f"{words / seconds:,.0f}")
    console = Console()
    console.print(table)
    console.print(f"whole over spaCy alone, words a second: {alone / whole:.2f}")
    console.print(f"loading: {loading:.1f} CPU seconds")


if __name__ == "__main__":
    main()
