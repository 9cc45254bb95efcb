"""Fits what confidence means: of the events given 0.8, about 80% are right.

    confidence.py observe judged --part K   facts of the judged events of one part
    confidence.py observe gsr               facts of what is coded of the gold records
    confidence.py fit                       writes data/events/confidence.toml from all of them
    confidence.py table                     prints how reliable it is, each group fitted without it

Observations are kept in ``scripts/train/confidence_observations.jsonl``: facts in numbers, whether
the type was right, and which part it is of; no word of a text.  A part is observed when it has been
judged and before anything is mended, or what was wrong is gone from it and the rest looks better
than what is coded of new text.

The fit is a logistic regression with a penalty on each weight, by Newton's method; the weight of
the signal's own number is kept from being negative.  The level is that of the judged parts that
were coded last (LEVEL), as the others were coded with more mistakes that have been mended since.
Each part was observed with the code by which it had been coded when it was judged.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import log
from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from detente.document import Document
from detente.evaluation import gold_reports, load_gold
from detente.events.construction import clause_of
from detente.events.trust import Facts, Trust, facts, features
from detente.model import EventMention
from detente.pipeline import Coder

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("DETENTE_SHARED", ROOT.parent / "shared"))
OBSERVATIONS = Path(__file__).with_name("confidence_observations.jsonl")
SHIPPED = ROOT / "src" / "detente" / "data" / "events" / "confidence.toml"
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)

# Judged parts whose share of right events the map is to have: the last ones drawn.
LEVEL = ("part 2", "part 3")

# The penalty on the square of a weight, chosen by the log-likelihood of groups left out.
PENALTY = 4.0


class Observation(Struct, frozen=True):
    """One coded event: which part it is of, whether its type is right, and what was known."""

    group: str
    right: bool
    facts: Facts


def load(path: Path = OBSERVATIONS) -> list[Observation]:
    """The observations in a file."""
    decoder = msgspec.json.Decoder(Observation)
    return [decoder.decode(line) for line in path.read_bytes().splitlines() if line]


# -- observing --------------------------------------------------------------------------------


def known_of(coder: Coder, event: EventMention, document: Document) -> Facts:
    """The facts of an event of a coder that leaves the signals' numbers as they are."""
    clause = clause_of(event, document.structure)
    assert clause is not None
    rivals = coder.events.rivals(clause, event.type)
    return facts(event, clause, document.structure, document.statements, rivals)


def observe_gsr(coder: Coder, shared: Path) -> list[Observation]:
    """Events coded of PLOVER's gold standard; right if the record has that type."""
    gold = load_gold(shared / "gold/events/gsr_dev.jsonl.gz", coder.types)
    coded = coder.read(gold_reports(gold))
    return [
        Observation("gsr", e.type in record.events[0].types, known_of(coder, e, document))
        for record, document in zip(gold.records, coded, strict=True)
        for e in document.events
    ]


def observe_judged(coder: Coder, shared: Path, part: int) -> list[Observation]:
    """The judged events of one part that are coded now."""
    sys.path.insert(0, str(ROOT / "scripts" / "measure"))
    import judge

    verdicts = {j.key: j.of("type") == "y" for j in judge.load(judge.JUDGED) if j.part == part}
    read = judge.reports(shared, [part], frozenset(report for report, _, _ in verdicts))
    return [
        Observation(f"part {part}", verdicts[key], known_of(coder, e, document))
        for document in coder.read(read)
        for e in document.events
        if (key := (document.report.source, e.trigger, e.type)) in verdicts
    ]


def observe(found: Sequence[Observation]) -> None:
    """Keeps observations in place of those of the same group."""
    groups = {o.group for o in found}
    kept = [o for o in load() if o.group not in groups] if OBSERVATIONS.exists() else []
    every = sorted([*kept, *found], key=lambda o: o.group)
    OBSERVATIONS.write_bytes(b"".join(msgspec.json.encode(o) + b"\n" for o in every))
    print(f"{len(found)} observed, {sum(o.right for o in found)} right; {len(every)} in all")


# -- fitting ----------------------------------------------------------------------------------


def fit(observed: Sequence[Observation], level: Iterable[str] = LEVEL) -> Trust:
    """The map that fits best; its level is the mean of the groups named by *level* that are there.

    Each group has a level of its own while the weights are fitted.
    """
    groups = sorted({o.group for o in observed})
    rows = [dict(features(o.facts)) for o in observed]
    names = sorted({name for row in rows for name in row})
    columns = [*groups, *names]
    place = {name: i for i, name in enumerate(columns)}
    data = np.zeros((len(observed), len(columns)))
    for i, (o, row) in enumerate(zip(observed, rows, strict=True)):
        data[i, place[o.group]] = 1.0
        for name, value in row.items():
            data[i, place[name]] = value
    right = np.array([float(o.right) for o in observed])
    penalty = np.array([0.05] * len(groups) + [PENALTY] * len(names))
    free = np.ones(len(columns), dtype=bool)
    found = _newton(data, right, penalty, free)
    if found[place["rule"]] < 0:
        free[place["rule"]] = False
        found = _newton(data, right, penalty, free)
    used = [g for g in level if g in groups] or groups
    sizes = {g: sum(o.group == g for o in observed) for g in used}
    mean = sum(found[place[g]] * sizes[g] for g in used) / sum(sizes.values())
    weights = {n: round(float(found[place[n]]), 2) for n in names}
    return Trust(round(float(mean), 2), digest(observed), {n: w for n, w in weights.items() if w})


def _newton(
    data: NDArray[np.float64],
    right: NDArray[np.float64],
    penalty: NDArray[np.float64],
    free: NDArray[np.bool_],
) -> NDArray[np.float64]:
    """The weights of most likelihood less penalty; those that are not free stay 0."""
    found = np.zeros(data.shape[1])
    data = data[:, free]
    part, fine = np.zeros(data.shape[1]), penalty[free]
    for _ in range(50):
        share = 1 / (1 + np.exp(-data @ part))
        slope = data.T @ (right - share) - fine * part
        bend = (data * (share * (1 - share))[:, None]).T @ data + np.diag(fine)
        step = np.linalg.solve(bend, slope)
        part = part + step
        if float(np.abs(step).max()) < 1e-9:
            break
    found[free] = part
    return found


def digest(observed: Sequence[Observation]) -> str:
    """Identifies the observations that a map was fitted to."""
    lines = b"".join(sorted(msgspec.json.encode(o) for o in observed))
    return hashlib.blake2b(lines, digest_size=8).hexdigest()


def written(trust: Trust) -> str:
    """The shipped file's text."""
    lines = [
        "# What confidence rests on: made by scripts/train/confidence.py fit, not by hand.",
        "# Weights of log-odds, fitted to events judged by hand and to the gold standard records",
        "# of PLOVER (CC BY-SA 4.0); detente/events/trust.py says what each stands for.",
        "",
        f"level = {trust.level}",
        f'fitted_to = "{trust.fitted_to}"',
        "",
        "[weights]",
        *(f"{json.dumps(name)} = {weight}" for name, weight in sorted(trust.weights.items())),
    ]
    return "\n".join(lines) + "\n"


# -- how reliable it is -----------------------------------------------------------------------


def left_out(observed: Sequence[Observation]) -> list[tuple[Observation, float]]:
    """Each judged observation with what a map gives it that was fitted without its part."""
    pairs = []
    for group in sorted({o.group for o in observed}):
        trust = fit([o for o in observed if o.group != group])
        pairs += [(o, trust.of(o.facts)) for o in observed if o.group == group]
    return pairs


def reliability(pairs: Sequence[tuple[Observation, float]]) -> Iterable[str]:
    """A row a bin of confidence, and how far off the numbers are on the whole."""
    yield "confidence  events  mean  right"
    for low, high in pairwise(BINS):
        inside = [(o.right, c) for o, c in pairs if low <= c < high]
        if inside:
            mean = sum(c for _, c in inside) / len(inside)
            share = sum(r for r, _ in inside) / len(inside)
            yield f"{low:.1f} - {min(high, 1):.1f}  {len(inside):6}  {mean:.2f}  {share:.2f}"
    score = sum((o.right - c) ** 2 for o, c in pairs) / len(pairs)
    likely = -sum(log(c if o.right else 1 - c) for o, c in pairs) / len(pairs)
    yield f"Brier score {score:.3f}, log loss {likely:.3f}"


def table(observed: Sequence[Observation]) -> None:
    """Prints how reliable confidence is on parts that it was not fitted to."""
    pairs = left_out(observed)
    judged = [(o, c) for o, c in pairs if o.group.startswith("part")]
    last = [(o, c) for o, c in judged if o.group in LEVEL]
    print(f"{len(last)} judged events of the last two draws, each fitted without its own draw:")
    for line in reliability(last):
        print(f"  {line}")
    print("the same with the signals' own numbers:")
    for line in reliability([(o, o.facts.rule) for o, _ in last]):
        print(f"  {line}")
    for group in sorted({o.group for o in observed}):
        own = [(o, c) for o, c in pairs if o.group == group]
        mean = sum(c for _, c in own) / len(own)
        share = sum(o.right for o, _ in own) / len(own)
        print(f"{group}: {len(own)} events, mean {mean:.2f}, right {share:.2f}")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=SHARED)
    commands = parser.add_subparsers(dest="command", required=True)
    observing = commands.add_parser("observe")
    observing.add_argument("what", choices=["judged", "gsr"])
    observing.add_argument("--part", type=int, default=0)
    commands.add_parser("fit")
    commands.add_parser("table")
    given = parser.parse_args()
    if given.command == "observe":
        coder = Coder.load(trusted=False)
        observe(
            observe_gsr(coder, given.shared)
            if given.what == "gsr"
            else observe_judged(coder, given.shared, given.part)
        )
    elif given.command == "fit":
        SHIPPED.write_text(written(fit(load())), "utf-8")
    else:
        table(load())


if __name__ == "__main__":
    main()
