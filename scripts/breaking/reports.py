"""The reports that are read: the examples, and short ones made from the tables of actors.

All words are this project's own.  Names of states and persons come from detente's tables.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLES = ROOT / "examples" / "reports"
CODEBOOK = ROOT / "examples" / "codebooks" / "maritime"

ACTS = (
    "{one} and {other} held talks on fishing in {capital} on {weekday}.",
    "{one} accused {other} of seizing a trawler.",
    "{one} expelled two diplomats of {other} on {weekday}.",
    "{one} signed a trade agreement with {other}.",
    "{one} would send aid to {other} only if the harbour was opened.",
    "{one} refused to withdraw its troops from the border with {other}.",
    "The foreign minister of {one} visited {capital}.",
    "Protesters in {capital} demanded that the government cut ties with {one}.",
    "{one} recalled its ambassador to {other} for consultations.",
)
WORDS = (
    "“We will not give up one mile of our waters,” a spokesman of {one} said.",
    "{other} said that it rejected the proposal of {one}.",
    "{leader} told reporters that the talks had failed.",
    "The dispute between {one} and {other} is ten years old.",
)


def paths(folder: Path) -> list[Path]:
    """The files of a folder, in the order of their names."""
    return sorted(path for path in folder.iterdir() if path.is_file())


@cache
def rows(table: str) -> tuple[dict[str, str], ...]:
    """The rows of a table of actors."""
    text = (files("detente") / "data" / "actors" / f"{table}.tsv").read_text("utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(dict(zip(lines[0], cells, strict=False)) for cells in lines[1:])


def states() -> list[str]:
    """Names of states."""
    return [row["name"] for row in rows("countries")]


def persons() -> list[str]:
    """Names of heads of states and governments."""
    return list(dict.fromkeys(row["person"] for row in rows("leaders")))


def sentence(dice: Random, templates: tuple[str, ...] = ACTS + WORDS) -> str:
    """One sentence."""
    here, there = dice.sample(rows("countries"), 2)
    return dice.choice(templates).format(
        one=here["name"],
        other=there["name"],
        capital=there["capitals"].split("|")[0] or there["name"],
        leader=dice.choice(persons()),
        weekday=dice.choice(("Monday", "Wednesday", "Friday")),
    )


def generated(many: int, seed: str, *, changed: bool = False) -> bytes:
    """JSON Lines of *many* reports with ids, which the same seed makes the same.

    One in eight has no date.  With *changed*, half of them say something else under the same id.
    """
    lines = []
    for number in range(many):
        again = changed and number % 2
        dice = Random(f"{seed} {number} {'changed' if again else ''}")
        text = f"{sentence(dice, ACTS)} {sentence(dice)}"
        day = date(2011, 1, 1) + timedelta(days=number)
        report = {"id": f"report-{number:03}", "text": text}
        if number % 8:
            report["published"] = day.isoformat()
        lines.append(json.dumps(report, ensure_ascii=False))
    return ("\n".join(lines) + "\n").encode()
