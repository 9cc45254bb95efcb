"""Fits what each piece of evidence weighs for two mentions being one event.

    merging.py observe JUDGED   what there is of each piece in pairs that a person judged
    merging.py fit [SHARED]     fits the table from ECB+ and from what was observed

JUDGED has lines of two mentions ("report mention report mention y"), of real articles beside the
project; kept are amounts in numbers and the verdicts (``merging_observations.jsonl``), no word of a
text.  First the weights of story, act and words are fitted to which gold mentions of ECB+ are one
event (its training half); then all of them to the judged pairs of detente's own mentions, the first
held near what ECB+ says, the others near nothing.  Logistic regression by Newton's method: the same
input gives the same table.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import sys
from collections.abc import Iterator
from io import BytesIO
from itertools import combinations
from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "measure"))

from merging_sets import Gold, load

from detente.events import load_codebook
from detente.merging.compare import relate
from detente.merging.content_words import stem
from detente.merging.evidence import Compared, Weights, amounts, same_act
from detente.merging.measures import shipped
from detente.merging.mention_facts import tell
from detente.merging.stories import Stories
from detente.model import Interval, Report
from detente.pipeline import Coder
from detente.reading.assembly import Given
from detente.reading.text import read_text

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("DETENTE_SHARED", ROOT.parent / "shared"))
OBSERVATIONS = Path(__file__).with_name("merging_observations.jsonl")
TABLE = ROOT / "src" / "detente" / "data" / "merging" / "evidence.toml"
FIRST = ("base", "story", "act", "act_in_story", "words")
NAMES = tuple(name for name in Weights.__struct_fields__ if name != "needed")

# What agreement adds cannot be less than nothing.
AGREEING = ("words", "sides", "names", "noun", "same_day", "news", "place")
NEVER = 1e9

# How strongly weights are held: to what ECB+ says, and to nothing.
HELD, FREE = 1.0, 0.3

# What must speak for one event, beyond as much as speaks against it: two to one.
NEEDED = 0.7


class Observed(Struct, frozen=True):
    """A judged pair: amounts by name, and whether it is one event."""

    amounts: dict[str, float]
    one: bool


def fitted(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    centre: NDArray[np.float64],
    hold: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Weights of a logistic regression that are held to *centre* with the strength *hold*."""
    weights = centre.copy()
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (p - y) + hold * (weights - centre)
        hessian = (x.T * (p * (1 - p))) @ x + np.diag(hold)
        step = np.linalg.solve(hessian, gradient)
        weights -= step
        if np.abs(step).max() < 1e-9:
            break
    return weights


def gold_rows(shared: Path) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Pairs of gold mentions of different documents of one story, by what is first fitted."""
    gold = load(shared, "ecbplus_train")
    texts = {report.source: report.text for report in gold.reports}
    stories = Stories(texts, dict.fromkeys(texts, Interval()), shipped().story)
    mentions: dict[str, list[Gold]] = {}
    for one in gold.mentions:
        if one.kind.startswith("event"):
            mentions.setdefault(one.document, []).append(one)
    rows, right = [], []
    for a, b in combinations(sorted(mentions), 2):
        story = stories.story(a, b)
        if not story:
            continue
        for one in mentions[a]:
            for other in mentions[b]:
                act = float(same_act(_act(one), _act(other)))
                rows.append((1.0, story, act, act * story, 0.0))
                right.append(one.cluster == other.cluster)
    return np.array(rows), np.array(right, float)


def _act(mention: Gold) -> str:
    return stem(mention.words.split()[-1])


def observe(judged: Path, shared: Path) -> None:
    """Keeps what there is of each piece of evidence in judged pairs."""
    verdicts = [line.split() for line in judged.read_text("utf-8").splitlines() if line]
    annotations = list(Coder.load().annotate(_reports(shared)))
    kinds, measures = load_codebook().kinds(), shipped()
    texts = {a.report.id: a.report.text for a in annotations}
    published = {a.report.id: a.report.published.interval for a in annotations}
    stories = Stories(texts, published, measures.story)
    told = {t.name: t for a in annotations for t in tell(a, measures, kinds)}
    kept = []
    for first, one, second, other, letter in verdicts:
        a, b = told[(first, one)], told[(second, other)]
        related = relate(a, b, measures)
        pair = Compared(a, b, related.who, related.when, related.where)
        kept.append(Observed(amounts(pair, stories), letter == "y"))
    OBSERVATIONS.write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in kept))


def _reports(shared: Path) -> Iterator[Report]:
    for name in ("wwnews_raw_articles", "wikinews_ccby"):
        with gzip.open(shared / f"texts/{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                given = Given()
                if "published" in row:
                    from datetime import date

                    given = Given(everywhere=(date.fromisoformat(row["published"][:10]), None))
                found = read_text(BytesIO(row["text"].encode()), row["id"], given)
                yield from (one for one in found if isinstance(one, Report))


def fit(shared: Path) -> None:
    """Fits and writes the table, and prints how it does on pairs left out."""
    observed = [
        msgspec.json.decode(line, type=Observed) for line in OBSERVATIONS.read_bytes().splitlines()
    ]
    x, y = gold_rows(shared)
    keep = [FIRST.index(name) for name in FIRST if name != "words"]
    first = fitted(x[:, keep], y, np.zeros(len(keep)), np.full(len(keep), 1e-3))
    print("ECB+:", dict(zip((FIRST[k] for k in keep), np.round(first, 2), strict=True)))
    known = dict(zip((FIRST[k] for k in keep), first, strict=True))
    names = list(NAMES)
    centre = np.array([known.get(name, 0.0) for name in names])
    hold = np.array([0.0 if n == "base" else HELD if n in known else FREE for n in names])
    rows = np.array([[one.amounts.get(name, 0.0) for name in names] for one in observed])
    right = np.array([one.one for one in observed], float)
    weights = fitted(rows, right, centre, hold)
    # Agreement speaks against nothing: what comes out so is left out, and the rest fitted anew.
    while any(wrong := [n in AGREEING and w < 0 for n, w in zip(names, weights, strict=True)]):
        hold = np.where(wrong, NEVER, hold)
        weights = fitted(rows, right, centre, hold)
        weights[np.array([value >= NEVER for value in hold])] = 0.0
    report(rows, right, centre, hold)
    lines = [
        "# What each piece of evidence weighs for two mentions of different reports being one",
        "# event.  Written by scripts/train/merging.py from gold mentions of ECB+ (CC BY) and from",
        "# pairs judged for this project; detente/merging/evidence.py says what each is.",
        f"needed = {NEEDED}",
        *(f"{name} = {value + 0.0:.2f}" for name, value in zip(names, weights, strict=True)),
    ]
    TABLE.write_text("\n".join(lines) + "\n", "utf-8")
    print("\n".join(lines[3:]))


def report(
    rows: NDArray[np.float64],
    right: NDArray[np.float64],
    centre: NDArray[np.float64],
    hold: NDArray[np.float64],
) -> None:
    """How pairs come out by weights that were fitted without them, ten parts in turn."""
    scores = np.zeros(len(right))
    for part in range(10):
        out = np.arange(len(right)) % 10 == part
        scores[out] = rows[out] @ fitted(rows[~out], right[~out], centre, hold)
    said = scores >= NEEDED
    print(
        f"{len(right)} judged pairs, {int(right.sum())} of one event: left out, "
        f"{int((said & (right == 1)).sum())} of {int(said.sum())} said to be one are"
    )


def main() -> None:
    """Command line."""
    words = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    commands = words.add_subparsers(dest="command", required=True)
    watch = commands.add_parser("observe")
    watch.add_argument("judged", type=Path)
    commands.add_parser("fit")
    asked = words.parse_args()
    if asked.command == "observe":
        observe(asked.judged, SHARED)
    else:
        fit(SHARED)


if __name__ == "__main__":
    main()
