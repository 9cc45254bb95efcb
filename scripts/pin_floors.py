"""Scores the seed reports, pins tests/floors.toml to what came out, and writes it in README.md.

    .venv/bin/python scripts/pin_floors.py                   raise the floors
    .venv/bin/python scripts/pin_floors.py --lower REASON    loosen some, and keep the reason

The reports and their key are in the folder that DETENTE_SHARED names, or else in ``shared`` beside
the repository.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from detente import evaluate
from detente.errors import DetenteError
from detente.evaluation import Figure
from detente.evaluation.gate import Floors, repin

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "tests" / "floors.toml"
README = ROOT / "README.md"
FIRST, LAST = "<!-- figures -->", "<!-- end of figures -->"

# What a reader of the README is told, by figure.
NAMES = {
    "mentions": "event mentions found, of those required",
    "persons": "of those that name a person, with the right one",
    "beyond": "event mentions beyond the key",
    "traps": "traps sprung",
    "quotations": "quotations with the right words and speaker",
    "merged": "events merged as one, and no other with them",
}


def written(head: list[str], key: str, floors: Floors) -> str:
    """The file's text, comments first."""
    lines = [*head, "", f'key = "{key}"', f'sha256 = "{floors.sha256}"']
    for table in ("at_least", "at_most"):
        lines += ["", f"[{table}]"]
        lines += [f"{name} = {value}" for name, value in getattr(floors, table).items()]
    for one in floors.lowered:
        lines += ["", "[[lowered]]", f'figure = "{one.figure}"', f"to = {one.to}"]
        lines += [f"reason = {json.dumps(one.reason, ensure_ascii=False)}"]
    return "\n".join(lines) + "\n"


def figures_table(figures: Mapping[str, Figure]) -> str:
    """The figures as the README has them."""
    rows = [
        f"| {says} | {figures[name].count}"
        + (f" of {figures[name].of} |" if figures[name].of is not None else " |")
        for name, says in NAMES.items()
    ]
    return "\n".join([FIRST, "| | |", "|---|---|", *rows, LAST])


def with_table(readme: str, table: str) -> str:
    """The README with *table* in its place."""
    before, _, rest = readme.partition(FIRST)
    return before + table + rest.partition(LAST)[2]


def main() -> int:
    """Measures and writes; exit status 1 where a limit would be loosened without a reason."""
    arguments = argparse.ArgumentParser(description="Pin the floors to what is measured now.")
    arguments.add_argument("--lower", default="", metavar="REASON")
    reason = arguments.parse_args().lower
    text = PAGE.read_text("utf-8")
    table = tomllib.loads(text)
    key = Path(os.environ.get("DETENTE_SHARED", ROOT.parent / "shared")) / table["key"]
    try:
        figures = evaluate(key).figures
        sha256 = hashlib.sha256(key.read_bytes()).hexdigest()
        floors = repin(msgspec.convert(table, Floors), figures, sha256, reason)
    except DetenteError as error:
        print(error, file=sys.stderr)
        return 1
    head = [line for line in text.splitlines() if line.startswith("#")]
    PAGE.write_text(written(head, table["key"], floors), "utf-8")
    README.write_text(with_table(README.read_text("utf-8"), figures_table(figures)), "utf-8")
    for name, value in (floors.at_least | floors.at_most).items():
        print(f"{name} {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
