"""Writes the figures of the pages in docs from the measures themselves, between their markers.

    python scripts/measure/report.py [SHARED]

Every block between ``<!-- measured: NAME -->`` and ``<!-- end -->`` is what the script of COMMANDS
printed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "docs" / name for name in ("accuracy.md", "actors.md")]
COMMANDS = {
    "events": ["scripts/measure/events.py"],
    "judged": ["scripts/measure/judge.py", "score", "--part", "3"],
    "confidence": ["scripts/train/confidence.py", "table"],
    "names": ["scripts/measure/actors.py"],
    "coreference": ["scripts/measure/coreference.py"],
    "alone": ["scripts/measure/actor_names.py"],
    "lookup": ["scripts/measure/actors_lookup.py"],
    "holders": ["scripts/measure/holders.py"],
    "times": ["scripts/measure/times.py", "--parse"],
    "places": ["scripts/measure/places.py"],
    "statements": ["scripts/measure/statements.py"],
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
    default = os.environ.get("DETENTE_SHARED", ROOT.parent / "shared")
    shared = Path(sys.argv[1] if len(sys.argv) > 1 else default).resolve()
    for path in PAGES:
        page = path.read_text("utf-8")
        path.write_text(
            BLOCK.sub(lambda block: block[1] + measured(block[2], shared) + block[3], page), "utf-8"
        )


if __name__ == "__main__":
    main()
