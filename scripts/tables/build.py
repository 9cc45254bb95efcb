"""Build the generated actor tables from the folder of public-domain and open knowledge.

    python scripts/tables/build.py KNOWLEDGE [--into FOLDER]

KNOWLEDGE holds ``leaders_hos_hog_fm_dm_cc0.jsonl.gz``, ``leaders_cc0.jsonl.gz`` and
``ucdp_actors_221_ccby.jsonl.gz``.  Writes ``terms.jsonl.gz`` and ``armed_groups.tsv``; the same
input gives the same bytes.  The tables written by hand (``countries.tsv``, ``leaders.tsv`` ...)
are read, never written.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import armed_groups
import terms

DATA = Path(__file__).resolve().parents[2] / "src" / "detente" / "data" / "actors"


def main() -> None:
    """Read the arguments and write both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("knowledge", type=Path, help="folder with the knowledge files")
    parser.add_argument("--into", type=Path, default=DATA, help="folder to write into")
    arguments = parser.parse_args()
    for name, build in (("terms.jsonl.gz", terms.build), ("armed_groups.tsv", armed_groups.build)):
        path = arguments.into / name
        count = build(arguments.knowledge, path)
        print(f"{path}: {count} rows, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
