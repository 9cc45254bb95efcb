"""Measures detente on the gold set of the repository, each part by itself and both together.

    python scripts/measure/gold.py [PART ...] [--show FIGURE]

PART is ``one`` or ``two``; with one of them, nothing of the other is read.  --show lists what is
not right for a figure, with what was expected and what was coded there.  The scorers are those of
``detente evaluate``.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from detente import evaluate
from detente.evaluation import AnswerKey, Evaluation, Figure, load_key

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "gold"
PARTS = ("one", "two")

# Lines of figures: what they are of, and the names that the evaluation gives them.
LINES = {
    "events": ("mentions", "types", "persons", "beyond", "beyond, as having happened", "traps"),
    "of those right": (
        "modes, of those right", "contexts, of those right", "places, of those right",
        "attributions, of those right", "modalities, of those right",
    ),
    "merged": ("merged",),
    "statements": ("quotations", "quotations, words alone", "quotations, form"),
    "times": ("times", "days of times", "times beyond"),
    "places": (
        "locations", "countries of locations", "locations within 161 km", "claims of locations",
        "locations beyond",
    ),
}  # fmt: skip


def line(name: str, figure: Figure) -> str:
    """A figure as it is printed: its share, if it has one."""
    name = name.removesuffix(", of those right")
    if figure.of is None:
        return f"{name} {figure.count}"
    return f"{name} {figure.count / max(figure.of, 1):.3f} ({figure.count} of {figure.of})"


def missed(found: Sequence[Evaluation]) -> str:
    """In what the required mentions that were not found disagree, most often first."""
    misses = [miss for one in found for miss in one.misses if miss.figure == "mentions"]
    nothing = sum(not miss.coded for miss in misses)
    other = sum(bool(miss.coded) and not miss.wrong for miss in misses)
    fields = Counter(field for miss in misses for field in miss.wrong if field != "persons")
    told = ", ".join(f"{field} {count}" for field, count in fields.most_common())
    return f"not found: nothing coded there {nothing}, another type {other}; else wrong {told}"


def by_type(keys: Sequence[AnswerKey], found: Sequence[Evaluation]) -> str:
    """Of the required acts of each type, the first that is acceptable, those coded as one."""
    required: Counter[str] = Counter()
    without: Counter[str] = Counter()
    for key, one in zip(keys, found, strict=True):
        first = {(e.report, e.key, e.evidence): e.types[0] for e in key.events if e.required}
        required.update(first.values())
        without.update(
            first[miss.report, miss.key, miss.evidence]
            for miss in one.misses
            if miss.figure == "mentions" and not miss.wrong
        )
    parts = [f"{name} {n - without[name]}/{n}" for name, n in sorted(required.items())]
    return f"an act of the type: {', '.join(parts)}"


def together(found: Sequence[Evaluation]) -> dict[str, Figure]:
    """The figures of several parts as one."""
    return {
        name: Figure(
            sum(one.figures[name].count for one in found),
            None if figure.of is None else sum(one.figures[name].of or 0 for one in found),
        )
        for name, figure in found[0].figures.items()
    }


def show(name: str, keys: Sequence[AnswerKey], found: Sequence[Evaluation]) -> None:
    """Prints all figures of one part or of several."""
    print(f"{name}, {sum(len(key.reports) for key in keys)} reports")
    figures = together(found)
    for of, names in LINES.items():
        shown = "; ".join(line(name, figures[name]) for name in names)
        print(f"  {f'{of}: ' if of != names[0] else ''}{shown}")
    print(f"  {missed(found)}")
    print(f"  {by_type(keys, found)}")


def list_misses(found: Evaluation, figure: str) -> None:
    """Prints what is not right for *figure*."""
    for miss in found.misses:
        if miss.figure == figure:
            print(f"- {miss.report} {miss.key} [{' '.join(miss.evidence.split())}]")
            print(f"      expected {miss.expected}")
            for coded in miss.coded or ("nothing",):
                print(f"      coded {' '.join(coded.split())}")


def main() -> None:
    """Command line."""
    words = argparse.ArgumentParser(description="Measure detente on the gold set.")
    words.add_argument("parts", nargs="*", metavar="PART", help="one or two; both if none is named")
    words.add_argument("--show", metavar="FIGURE", help="list what is not right for this figure")
    asked = words.parse_args()
    if unknown := set(asked.parts) - set(PARTS):
        words.error(f"no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    keys, found = [], []
    for part in asked.parts or PARTS:
        path = FOLDER / part / "key.json"
        keys.append(load_key(path))
        found.append(evaluate(path, reports=path.parent / "reports"))
        show(f"part {part}", keys[-1:], found[-1:])
        if asked.show:
            list_misses(found[-1], asked.show)
    if len(found) > 1:
        show("both parts", keys, found)


if __name__ == "__main__":
    main()
