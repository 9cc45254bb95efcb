"""Run small reports of which it is known what must, and must not, be read in them.

    python scripts/measure/kinds.py [FILE ...] [--kind WORDS] [--quiet]

FILE is a file of cases (without one: those of ``tests/kinds``); ``tests/kinds/case_format.py``
describes the format.  Each want that does not hold is printed with what was read instead, and a
table by kind at the end.  --kind runs the kinds with WORDS in their names alone, --quiet prints the
table alone.  Of ``unread.cases``, which nobody who writes rules reads, no more than the table is
ever printed.  Exit status 1 where a case does not hold.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests" / "kinds"))

from case_format import CaseError, Outcome, load, run, shown, tallies
from kind_floors import UNREAD, files

from detente.pipeline import Coder


def told(outcome: Outcome) -> str:
    """A case that does not hold, as it is printed."""
    texts = " + ".join(text.replace("\n", "\\n") for _, text in outcome.case.reports)
    wanted = [f"    wanted {one.text}" for one in outcome.unmet]
    got = [f"    got    {line}" for line in shown(outcome.coded)]
    return "\n".join([f"{outcome.case.name}  {texts}", *wanted, *got])


def main() -> int:
    """Command line."""
    words = argparse.ArgumentParser(description="Run small reports of known right values.")
    words.add_argument("files", nargs="*", type=Path, metavar="FILE")
    words.add_argument("--kind", default="", metavar="WORDS", help="kinds with these words alone")
    words.add_argument("--quiet", action="store_true", help="print the table alone")
    asked = words.parse_args()
    try:
        cases = [
            case
            for path in asked.files or [*files(), UNREAD]
            for case in load(path)
            if asked.kind in case.kind
        ]
    except (CaseError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    if not cases:
        words.error(f'no kind has "{asked.kind}" in its name')
    outcomes = run(Coder.load(), cases)
    bad = [outcome for outcome in outcomes if outcome.unmet]
    for outcome in bad:
        if not asked.quiet and outcome.case.file != UNREAD.stem:
            print(told(outcome))
    for file in dict.fromkeys(outcome.case.file for outcome in outcomes):
        print(file)
        for kind, tally in tallies(o for o in outcomes if o.case.file == file).items():
            print(f"  {tally.held:3d}/{tally.of:<3d} {kind}")
    print(f"{len(outcomes) - len(bad)} of {len(outcomes)} cases hold")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
