"""Build the generated actor tables from the folder of public-domain and open knowledge.

    python scripts/tables/build.py KNOWLEDGE [--into FOLDER]

KNOWLEDGE holds ``leaders_hos_hog_fm_dm_cc0.jsonl.gz``, ``leaders_cc0.jsonl.gz``,
``ucdp_actors_221_ccby.jsonl.gz`` and ``factbook_countries_cc0.jsonl.gz``.  Writes
``terms.jsonl.gz``, ``armed_groups.tsv`` and ``parties.tsv``; the same input gives the same bytes.
The tables written by hand (``countries.tsv``, ``leaders.tsv`` ...) are read, never written.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import armed_groups
import parties
import terms

TABLES = (
    ("terms.jsonl.gz", terms.build),
    ("armed_groups.tsv", armed_groups.build),
    ("parties.tsv", parties.build),
)

DATA = Path(__file__).resolve().parents[2] / "src" / "detente" / "data" / "actors"


def main() -> None:
    """Read the arguments and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("knowledge", type=Path, help="folder with the knowledge files")
    parser.add_argument("--into", type=Path, default=DATA, help="folder to write into")
    arguments = parser.parse_args()
    for name, build in TABLES:
        path = arguments.into / name
        count = build(arguments.knowledge, path)
        print(f"{path}: {count} rows, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
