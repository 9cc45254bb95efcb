"""Pins the floors to what is measured now, and writes the figures of the seed reports in README.md.

    .venv/bin/python scripts/pin_floors.py                   raise the floors
    .venv/bin/python scripts/pin_floors.py --lower REASON    loosen some, and keep the reason
    .venv/bin/python scripts/pin_floors.py --kinds           those of tests/kinds alone

``tests/floors.toml`` has those of the seed reports, which are in the folder that DETENTE_SHARED
names, or else in ``shared`` beside the repository; without it they stay as they are.  The floors of
the gold set stand beside each part's answer key, in ``tests/gold``, those of the example reports,
which the demo reads, in ``tests/examples``, and those of the cases by kind beside them, in
``tests/kinds``.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from detente import evaluate
from detente.errors import DetenteError
from detente.evaluation import Figure
from detente.evaluation.gate import Floors, digest, read_floors, repin

ROOT = Path(__file__).resolve().parent.parent
KINDS = ROOT / "tests" / "kinds"
SEEDS = ROOT / "tests" / "floors.toml"
GOLD = tuple(ROOT / "tests" / "gold" / part / "floors.toml" for part in ("one", "two"))
EXAMPLES = ROOT / "tests" / "examples" / "floors.toml"
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


def written(head: list[str], floors: Floors) -> str:
    """The file's text, comments first."""
    lines = [*head, "", f'key = "{floors.key}"']
    if floors.reports:
        lines += [f'reports = "{floors.reports}"']
    lines += [f'sha256 = "{floors.sha256}"']
    for table in ("at_least", "at_most"):
        lines += ["", f"[{table}]"]
        lines += [f"{_name(name)} = {value}" for name, value in getattr(floors, table).items()]
    for one in floors.lowered:
        lines += ["", "[[lowered]]", f'figure = "{one.figure}"', f"to = {one.to}"]
        lines += [f"reason = {json.dumps(one.reason, ensure_ascii=False)}"]
    return "\n".join(lines) + "\n"


def _name(figure: str) -> str:
    return figure if figure.isalpha() else f'"{figure}"'


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


def sources(page: Path, floors: Floors) -> tuple[Path, Path | None]:
    """The answer key of a page of floors, and the folder of its reports if it names one."""
    if floors.reports:
        return page.parent / floors.key, page.parent / floors.reports
    return Path(os.environ.get("DETENTE_SHARED", ROOT.parent / "shared")) / floors.key, None


def fingerprint(key: Path, reports: Path | None) -> str:
    """The digest of what the figures are measured with: the key, and reports that stand with it."""
    return digest([key, *(reports.iterdir() if reports else ())])


def measured(key: Path, reports: Path | None) -> dict[str, Figure]:
    """The figures of a key's reports, coded on the spot."""
    return evaluate(key, reports=reports).figures


def pinned_kinds(reason: str) -> dict[Path, str]:
    """The page of the floors of cases by kind, as it is now measured."""
    sys.path.insert(0, str(KINDS))
    from kind_floors import PAGE, measure, page, read_page, repin_kinds

    from detente.pipeline import Coder

    text = PAGE.read_text("utf-8")
    floors = repin_kinds(read_page(text), measure(Coder.load()), reason)
    for table in ("kinds", "unread"):
        for kind, value in floors.table(table).items():
            print(f"{PAGE.relative_to(ROOT)} {table}: {kind} {value}")
    return {PAGE: page([line for line in text.splitlines() if line.startswith("#")], floors)}


def main() -> int:
    """Measures and writes; exit status 1 where a limit would be loosened without a reason."""
    arguments = argparse.ArgumentParser(description="Pin the floors to what is measured now.")
    arguments.add_argument("--lower", default="", metavar="REASON")
    arguments.add_argument("--kinds", action="store_true", help="those of tests/kinds alone")
    asked = arguments.parse_args()
    reason = asked.lower
    texts: dict[Path, str] = {}
    try:
        texts |= pinned_kinds(reason)
        for page in () if asked.kinds else (SEEDS, *GOLD, EXAMPLES):
            text = page.read_text("utf-8")
            old = read_floors(text)
            key, reports = sources(page, old)
            if page == SEEDS and not key.is_file():
                print(f"{page.name} stays as it is: no {key}; set DETENTE_SHARED", file=sys.stderr)
                continue
            figures = measured(key, reports)
            floors = repin(old, figures, fingerprint(key, reports), reason)
            head = [line for line in text.splitlines() if line.startswith("#")]
            texts[page] = written(head, floors)
            if page == SEEDS:
                readme = README.read_text("utf-8")
                texts[README] = with_table(readme, figures_table(figures))
            for name, value in (floors.at_least | floors.at_most).items():
                print(f"{page.relative_to(ROOT)} {name} {value}")
    except DetenteError as error:
        print(error, file=sys.stderr)
        return 1
    for path, text in texts.items():
        path.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
