#!/usr/bin/env python3
"""Train what each feature of a place is worth as an event's place.

    scripts/train/event_place.py [SHARED] [--write]

SHARED is the folder that holds gold/ (default: $DETENTE_SHARED, else ../shared).  Learns from
gold/places/event_location_train (annotations: MIT licence), prints how well four fifths of it do on
the fifth part, and with ``--write`` writes data/places/en/event_place.toml from all of it.  Needs
numpy, which spaCy brings.  The same input gives the same bytes.

The model is a conditional logit: of the places of a sentence and "none of them", the one that its
features speak for most; what is made likelier is any one of the gold's places.  Events of the
source whose annotators marked no place for most sentences that plainly have one are left out where
they have none.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct

from detente.actors import ActorTables
from detente.document import Document
from detente.language import Parser
from detente.language.structure import Clause, Structure
from detente.model import Report, Span
from detente.naming import with_names
from detente.places import Gazetteer, PlaceWords, with_places
from detente.places.features import Features

OUT = Path(__file__).resolve().parents[2] / "src/detente/data/places/en/event_place.toml"
UNMARKED = "Masdar_RA"
SELDOM = 25
"""Uses of a feature in the training set below which nothing is learnt of it."""
SMOOTH = 3.0
"""What keeps weights small (half the square of each, times this)."""
CAUTION = 0.3
"""Added to having no place, so that fewer places are given where there is none."""
STEPS = 300


class Example(Struct, frozen=True):
    """One event: the features of no place and of each place, and which of them are right."""

    features: tuple[dict[str, float], ...]
    right: tuple[bool, ...]
    has_place: bool


def examples(folder: Path) -> list[Example]:
    with gzip.open(folder / "gold/places/event_location_train.jsonl.gz", "rt") as stream:
        rows = [json.loads(line) for line in stream]
    reports = [report(row) for row in rows]
    tables, gazetteer, words, found = ActorTables.load(), Gazetteer.load(), PlaceWords.load(), []
    for row, one, structure in zip(rows, reports, Parser().parse(reports), strict=True):
        document = with_places(with_names(Document(one, structure), tables), gazetteer, words)
        features = Features(one.text, document.structure, document.places, words)
        for event in row["events"]:
            if event["source"] == UNMARKED and not event["locations"]:
                continue
            clause = clause_of(event, structure)
            if clause is not None:
                found.append(example(event, clause, features))
    return found


def report(row: dict[str, Any]) -> Report:
    parts = tuple(Span(*m.span()) for m in re.finditer(r"\S[^\n]*", row["text"]))
    return Report(row["id"], "gold", row["text"], paragraphs=parts)


def clause_of(event: dict[str, Any], structure: Structure) -> Clause | None:
    """The clause of the event's verb."""
    verbs = [Span(verb[0], verb[1]) for verb in event["verbs"]]
    met = [c for c in structure.clauses if any(v.overlaps(c.trigger) for v in verbs)]
    return next((c for c in met if c.kind != "noun"), met[0] if met else None)


def example(event: dict[str, Any], clause: Clause, features: Features) -> Example:
    gold = [Span(x[0], x[1]) for x in event["locations"]]
    mentions = features.candidates(clause)
    right = [any(m.span.overlaps(g) for g in gold) for m in mentions]
    sets = (features.none(clause), *(features.of(clause, m) for m in mentions))
    return Example(sets, (not any(right), *right), bool(gold))


def train(found: Sequence[Example]) -> dict[str, float]:
    """The weights that make the right places likeliest, by L-BFGS."""
    counts = Counter(name for one in found for features in one.features for name in features)
    names = sorted(name for name, count in counts.items() if count >= SELDOM)
    index = {name: i for i, name in enumerate(names)}
    told = [one for one in found if len(one.features) > 1]
    rows = np.zeros((sum(len(one.features) for one in told), len(names)))
    right = np.array([float(r) for one in told for r in one.right])
    owner = np.repeat(np.arange(len(told)), [len(one.features) for one in told])
    for row, features in zip(rows, (f for one in told for f in one.features), strict=True):
        for name, value in features.items():
            if name in index:
                row[index[name]] = value

    def loss(weights: Any) -> tuple[float, Any]:
        scores = rows @ weights
        top = np.full(len(told), -np.inf)
        np.maximum.at(top, owner, scores)
        odds = np.exp(scores - top[owner])
        odds /= np.bincount(owner, odds)[owner]
        share = np.bincount(owner, odds * right)
        value = -np.log(share).sum() + SMOOTH / 2 * weights @ weights
        return value, rows.T @ (odds - odds * right / share[owner]) + SMOOTH * weights

    weights = minimum(loss, len(names))
    return {name: round(float(w), 3) for name, w in zip(names, weights, strict=True)}


def minimum(loss: Any, size: int) -> Any:
    """The least of a smooth convex function and its gradient (L-BFGS with ten corrections)."""
    at = np.zeros(size)
    value, slope = loss(at)
    moves: list[tuple[Any, Any]] = []
    for _ in range(STEPS):
        direction, kept = -slope, []
        for move, bend in reversed(moves):
            part = (move @ direction) / (bend @ move)
            kept.append(part)
            direction = direction - part * bend
        if moves:
            move, bend = moves[-1]
            direction = direction * ((move @ bend) / (bend @ bend))
        else:
            direction = direction / np.linalg.norm(slope)
        for (move, bend), part in zip(moves, reversed(kept), strict=True):
            direction = direction + move * (part - (bend @ direction) / (bend @ move))
        size_of_step = 1.0
        while True:
            new, new_slope = loss(at + size_of_step * direction)
            if new <= value + 1e-4 * size_of_step * (slope @ direction) or size_of_step < 1e-6:
                break
            size_of_step /= 2
        move, bend = size_of_step * direction, new_slope - slope
        if move @ bend > 1e-10:
            moves = [*moves, (move, bend)][-10:]
        done = abs(value - new) < 1e-6 * max(abs(value), 1.0)
        at, value, slope = at + move, new, new_slope
        if done:
            break
    return at


def cautious(weights: dict[str, float]) -> dict[str, float]:
    return weights | {"none": round(weights["none"] + CAUTION, 3)}


def tell(name: str, found: Sequence[Example], weights: dict[str, float]) -> None:
    counts: Counter[str] = Counter()
    for one in found:
        scores = [sum(v * weights.get(n, 0.0) for n, v in f.items()) for f in one.features]
        best = max(range(len(scores)), key=lambda i: (scores[i], -i))
        counts["gold"] += one.has_place
        counts["given"] += best > 0
        counts["right"] += best > 0 and one.right[best]
        counts["none"] += not one.has_place
        counts["made up"] += best > 0 and not one.has_place
    precision, recall = counts["right"] / counts["given"], counts["right"] / counts["gold"]
    score = 2 * precision * recall / (precision + recall)
    print(f"{name}: P {precision:.3f} R {recall:.3f} F1 {score:.3f};", end=" ")
    print(f"given where there is none {counts['made up']} of {counts['none']}")


def write(weights: dict[str, float]) -> None:
    lines = [
        "# What each feature of a place is worth as an event's place; see places/features.py.",
        "# source: trained by scripts/train/event_place.py on sentences of news whose annotations",
        "#   of events' places are under the MIT licence.  Do not edit.",
        "[weights]",
        *(f'"{name}" = {weight}' for name, weight in sorted(weights.items())),
    ]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{OUT.name}: {len(weights)} weights")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    asked.add_argument("shared", nargs="?", type=Path)
    asked.add_argument("--write", action="store_true", help="write the weights of all of it")
    given = asked.parse_args()
    beside = Path(__file__).resolve().parents[3] / "shared"
    found = examples(given.shared or Path(os.environ.get("DETENTE_SHARED", beside)))
    fifth = [one for i, one in enumerate(found) if i % 5 == 0]
    rest = [one for i, one in enumerate(found) if i % 5]
    tell("a fifth, by the other four", fifth, cautious(train(rest)))
    if given.write:
        write(cautious(train(found)))


if __name__ == "__main__":
    main()
