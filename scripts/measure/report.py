"""Writes the figures of the pages in docs from the measures themselves, between their markers.

    python scripts/measure/report.py [SHARED] [--only NAME]

Every block between ``<!-- measured: NAME -->`` and ``<!-- end -->`` is what the script of COMMANDS
printed.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "docs" / name for name in ("accuracy.md", "actors.md")]
COMMANDS = {
    "gold": ["scripts/measure/gold.py"],
    "events": ["scripts/measure/events.py"],
    "judged": ["scripts/measure/judge.py", "score", "--part", "6"],
    "confidence": ["scripts/train/confidence.py", "table"],
    "reliability": ["scripts/measure/judge.py", "reliability", "--part", "6"],
    "names": ["scripts/measure/actors.py"],
    "coreference": ["scripts/measure/coreference.py"],
    "alone": ["scripts/measure/actor_names.py"],
    "lookup": ["scripts/measure/actors_lookup.py"],
    "holders": ["scripts/measure/holders.py"],
    "times": ["scripts/measure/times.py", "--parse"],
    "places": ["scripts/measure/places.py"],
    "statements": ["scripts/measure/statements.py"],
    "merging": ["scripts/measure/merging.py"],
    "speakers": ["scripts/measure/speakers.py", "score"],
}
# Lines of a measure that are for mending and not for readers.
LEFT_OUT = ("  types missed", "  missed", "  confused")
BLOCK = re.compile(r"(<!-- measured: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def measured(name: str, shared: Path) -> str:
    """What the named measure prints, as a block of a page."""
    done = subprocess.run(
        [sys.executable, *COMMANDS[name]],
        cwd=ROOT,
        env=os.environ | {"DETENTE_SHARED": str(shared)},
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [line for line in done.stdout.splitlines() if not line.startswith(LEFT_OUT)]
    return "\n".join(f"    {line}" for line in lines) + "\n"


def main() -> None:
    """Command line."""
    words = argparse.ArgumentParser(description="Write the figures of the pages in docs.")
    words.add_argument("shared", nargs="?", type=Path)
    words.add_argument("--only", choices=sorted(COMMANDS), help="write this block alone")
    asked = words.parse_args()
    default = Path(os.environ.get("DETENTE_SHARED", ROOT.parent / "shared"))
    shared = (asked.shared or default).resolve()
    for path in PAGES:
        page = path.read_text("utf-8")
        written = BLOCK.sub(
            lambda block: (
                block[0]
                if asked.only not in (None, block[2])
                else block[1] + measured(block[2], shared) + block[3]
            ),
            page,
        )
        path.write_text(written, "utf-8")


if __name__ == "__main__":
    main()
