"""Who held which office on a day, asked of the tables for days that the sources agree on."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_three_hundred_questions_are_answered_and_none_wrongly(shared: Path) -> None:
    done = subprocess.run(
        [sys.executable, "scripts/measure/holders.py", str(shared)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    counts = re.match(
        r"(\d+) questions: (\d+) right, (\d+) with .*, (\d+) not answered, (\d+) wrong", done.stdout
    )
    assert counts is not None
    asked, right, beside, without, wrong = map(int, counts.groups())
    assert (asked, without, wrong) == (300, 0, 0), done.stdout
    assert right + beside == asked
