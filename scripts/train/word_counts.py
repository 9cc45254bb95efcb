"""Counts in how many of the Wikinews articles beside the project each word stands.

    word_counts.py [SHARED]

Writes ``data/merging/word_counts.tsv``: stems as merging compares them, those of two articles and
more.  Where a record is small, they tell a rare word from a common one.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections import Counter
from pathlib import Path

from detente.merging.content_words import stems

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("DETENTE_SHARED", ROOT.parent / "shared"))
TABLE = ROOT / "src" / "detente" / "data" / "merging" / "word_counts.tsv"
LEAST = 2
HEAD = """\
# In how many of {count} articles of English news of 2019 and 2020 a word stands, by its stem; what
# is not here stands in one of them or none.  Counted by scripts/train/word_counts.py.
# source: English Wikinews, its contributors; licence: CC BY 2.5; counts alone, no sentence
articles\t{count}
"""


def main(shared: Path) -> None:
    """Counts and writes."""
    counted: Counter[str] = Counter()
    count = 0
    with gzip.open(shared / "texts/wikinews_ccby.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            counted.update(set(stems(json.loads(line)["text"])))
            count += 1
    rows = sorted((word, n) for word, n in counted.items() if n >= LEAST)
    TABLE.write_text(
        HEAD.format(count=count) + "".join(f"{word}\t{n}\n" for word, n in rows), "utf-8"
    )
    print(f"{len(rows)} words of {count} articles")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED)
