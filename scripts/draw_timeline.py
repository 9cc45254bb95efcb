"""Draws docs/timeline.svg: the timeline of the example reports, as a terminal shows it.

.venv/bin/python scripts/draw_timeline.py            draw
.venv/bin/python scripts/draw_timeline.py --check    say whether the picture is up to date
"""

from __future__ import annotations

import io
import os
import re
import sys
from datetime import date
from pathlib import Path

import detente
from detente.export.cited import Sources
from detente.record import Record
from detente.terminal.console import Console
from detente.terminal.timeline import timeline

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "timeline.svg"
ACTORS = ("RUS", "JPN")
UNTIL = date(2010, 11, 30)  # the first month alone: a picture is to be taken in at a glance
WIDTH = 120


def drawn() -> str:
    """The picture, without the address of a web font that rich would have it load."""
    os.chdir(ROOT)
    console = Console(
        record=True, width=WIDTH, file=io.StringIO(), force_terminal=True,
        color_system="truecolor",
    )  # fmt: skip
    with Record(":memory:") as record:
        detente.read(["examples/reports"], record)
        found = detente.timeline(record, ACTORS, until=UNTIL)
        timeline(found.events, Sources(record), console)
    svg = console.export_svg(
        title=f"detente timeline {' '.join(ACTORS)} --until {UNTIL}", unique_id="timeline"
    )
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


def main() -> int:
    """Draws the picture, or with ``--check`` compares it; exit status 1 where it is out of date."""
    picture = drawn()
    if "--check" not in sys.argv[1:]:
        PICTURE.write_text(picture, "utf-8")
        return 0
    if PICTURE.is_file() and PICTURE.read_text("utf-8") == picture:
        return 0
    print("docs/timeline.svg is out of date; run scripts/draw_timeline.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
