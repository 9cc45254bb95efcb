"""Moves each number of merging's table a step up and down, and tells which moves no test notices.

    .venv/bin/python scripts/mutate_merging.py [NAME ...] [--quick]

A step is 1, or 0.01 for a number with decimals.  Of each move the tests in ``tests/merging`` are
run until one fails, in a process of its own; NAME (such as ``time.narrow``) limits it to some
numbers and --quick to the cases that each number has, which CI runs in any case as
``test_a_step_changes_what_the_number_decides``.  Exit status 1 where a move survives.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.merging import measures

ROOT = Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests" / "merging"
CASES = TESTS / "test_merging_measures.py"
FIRST_RUN = "the tests fail with the table as it is; mend them first"

_PART = re.compile(r"\[(\w+)\]\s*")
_NUMBER = re.compile(r"(?P<name>\w+)(?P<is>\s*=\s*)(?P<value>-?\d+(?:\.\d+)?)(?P<rest>\s*(?:#.*)?)")


def moves(text: str) -> Iterator[tuple[str, str, str]]:
    """Every number of the table by name, a value a step away, and the text with that instead."""
    lines = text.splitlines()
    part = ""
    for at, line in enumerate(lines):
        if heading := _PART.fullmatch(line):
            part = heading[1]
        if number := _NUMBER.fullmatch(line):
            for value in stepped(number["value"]):
                changed = f"{number['name']}{number['is']}{value}{number['rest']}"
                yield (
                    f"{part}.{number['name']}",
                    f"{number['value']} to {value}",
                    "\n".join([*lines[:at], changed, *lines[at + 1 :]]),
                )


def stepped(value: str) -> tuple[str, str]:
    """A step up and a step down."""
    if "." in value:
        return (str(round(float(value) + 0.01, 6)), str(round(float(value) - 0.01, 6)))
    return (str(int(value) + 1), str(int(value) - 1))


def passes(text: str, tests: list[Path]) -> bool:
    """Whether the tests pass with *text* as the table, tried in a process of its own."""
    child = os.fork()
    if child == 0:
        sys.stdout.flush()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        measures.shipped_text = lambda: text
        measures.shipped.cache_clear()
        arguments = ["-x", "-q", "-p", "no:cacheprovider", "--no-header", f"--rootdir={ROOT}"]
        os._exit(int(pytest.main([*arguments, *map(str, tests)])))
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 0


def main() -> int:
    """Tries every move and prints what became of it."""
    words = argparse.ArgumentParser(description="Move the numbers of merging and run its tests.")
    words.add_argument("names", nargs="*", metavar="NAME", help="of a number, such as time.narrow")
    words.add_argument("--quick", action="store_true", help="the numbers' own cases alone")
    asked = words.parse_args()
    text = measures.shipped_text()
    tests = [CASES] if asked.quick else [CASES, *sorted(set(TESTS.glob("test_*.py")) - {CASES})]
    if unknown := set(asked.names) - {name for name, _, _ in moves(text)}:
        words.error(f"no number {', '.join(sorted(unknown))}")
    if not passes(text, tests):
        print(FIRST_RUN, file=sys.stderr)
        return 1
    survivors = tried = 0
    for name, step, changed in moves(text):
        if asked.names and name not in asked.names:
            continue
        tried += 1
        survived = passes(changed, tests)
        survivors += survived
        print(f"{'SURVIVES' if survived else 'killed  '}  {name}: {step}", flush=True)
    print(f"{tried} moves, {survivors} survive")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
