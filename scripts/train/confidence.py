"""Fits what confidence means: of the events given 0.8, about 80% are right.

    confidence.py observe judged --part K   facts of the judged events of one part
    confidence.py observe gsr               facts of what is coded of the gold records
    confidence.py ask                       what the reader as it is now says of the judged events
    confidence.py fit                       writes the tables from all of them
    confidence.py table                     prints how reliable they are, by reports left out

There are two maps, each with what the reader says and without.  ``type_confidence.toml`` says how
likely the type is right, from facts of the clause and its signal; ``confidence.toml`` how likely no
field is false, from that and the known weaknesses of who, whether and when
(:mod:`detente.events.weaknesses`).  A field that is missing is not false; a verdict is right in
every field where none of its letters is ``n``.

Observations are kept in ``scripts/train/confidence_observations.jsonl``: facts in numbers, whether
the type and whether every field was right, which part it is of, and the id of the report; no word
of a text.  A part is observed when it has been judged and before anything is mended, or what was
wrong is gone from it and the rest looks better than what is coded of new text.  Each part was
observed with the code by which it had been coded when it was judged.

Both fits are logistic regressions with a penalty on each weight, by Newton's method.  Each part has
a level of its own while the weights are fitted, as it was coded with other code and judged by other
eyes; the level that is written is the middle of those of the two parts judged last, both by two
readers who did not see each other's verdicts: one draw alone misses the next by a tenth.  What is
surer of its type or signal is never less likely, and no weakness adds: a weight that comes out with
the wrong sign is kept at nothing.  How reliable the maps are is measured on reports that they were
not fitted to.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from detente.document import Document
from detente.evaluation import gold_reports, load_gold
from detente.events.confidence import (
    EVENT_TABLE,
    READ_EVENT_TABLE,
    READ_TYPE_TABLE,
    TYPE_TABLE,
    Confidence,
)
from detente.events.construction import clause_of
from detente.events.trust import Facts, Trust, features
from detente.events.weaknesses import WEAKNESSES, Weaknesses, Weighing, weak_points
from detente.model import EventMention, Span
from detente.pipeline import Coder
from detente.reader import load_reader

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts" / "measure"))

import judge  # noqa: E402

SHARED = Path(os.environ.get("DETENTE_SHARED", ROOT.parent / "shared"))
OBSERVATIONS = Path(__file__).with_name("confidence_observations.jsonl")
SHIPPED = ROOT / "src" / "detente" / "data" / "events"

# The penalty on the square of a weight, chosen by the log-likelihood of reports left out.
PENALTY = 4.0

# The penalty on a part's level.
LOOSE = 0.05

# Into how many lots the reports are dealt, each to be judged by maps fitted without it.
FOLDS = 10

# What can only raise a share, and what can only lower it, in each map.
TYPE_SIGNS = {"rule": 1.0, "reader": 1.0}
EVENT_SIGNS = {"type": 1.0} | dict.fromkeys(WEAKNESSES, -1.0)

Row = Mapping[str, float]


Shares = dict[str, float] | None
"""What the reader says of an event: the share of each type; nothing where it was not asked."""


class Observation(Struct, frozen=True, omit_defaults=True):
    """One coded event: which part it is of, what was right, and what was known.

    ``right`` is whether no field is false; ``None`` where only the type was judged.  ``trigger``
    and ``type`` say which event of its report a judged one is, where that is known.
    """

    group: str
    type_right: bool
    facts: Facts
    report: str = ""
    right: bool | None = None
    weaknesses: Weaknesses | None = None
    trigger: Span | None = None
    type: str = ""


def load(path: Path = OBSERVATIONS) -> list[Observation]:
    """The observations in a file."""
    decoder = msgspec.json.Decoder(Observation)
    return [decoder.decode(line) for line in path.read_bytes().splitlines() if line]


# -- observing --------------------------------------------------------------------------------


def known_of(
    coder: Coder, event: EventMention, document: Document, weighing: Weighing
) -> tuple[Facts, Weaknesses]:
    """What is known of an event of a coder that leaves the signals' numbers as they are."""
    clause = clause_of(event, document.structure)
    assert clause is not None
    known = coder.events.facts(document, event, clause, document.statements)
    return known, weighing.of(event, clause)


def observe_gsr(coder: Coder, shared: Path) -> list[Observation]:
    """Events coded of PLOVER's gold standard; right if the record has that type."""
    gold = load_gold(shared / "gold/events/gsr_dev.jsonl.gz", coder.types)
    coded = coder.read(gold_reports(gold))
    return [
        Observation(
            "gsr",
            e.type in record.events[0].types,
            known_of(coder, e, document, Weighing(document))[0],
        )
        for record, document in zip(gold.records, coded, strict=True)
        for e in document.events
    ]


def observe_judged(coder: Coder, shared: Path, part: int) -> list[Observation]:
    """The judged events of one part that are coded now as they were judged."""
    verdicts = {j.key: j for j in judge.load(judge.JUDGED) if j.part == part}
    found: list[Observation] = []
    for document in coder.read(judge.judged_texts(shared, verdicts.values())):
        weighing = Weighing(document)
        for event in document.events:
            one = verdicts.get((document.report.source, event.trigger, event.type))
            if one is not None and judge.unchanged(one, event):
                known, weak = known_of(coder, event, document, weighing)
                type_right = one.of("type") == "y"
                found.append(
                    Observation(
                        f"part {part}",
                        type_right,
                        known,
                        one.report,
                        one.faultless,
                        weak,
                        one.trigger,
                        one.type,
                    )
                )
    return found


def observe(found: Sequence[Observation]) -> None:
    """Keeps observations in place of those of the same group."""
    groups = {o.group for o in found}
    kept = [o for o in load() if o.group not in groups] if OBSERVATIONS.exists() else []
    every = sorted([*kept, *found], key=lambda o: (o.group, o.report))
    OBSERVATIONS.write_bytes(b"".join(msgspec.json.encode(o) + b"\n" for o in every))
    right = sum(o.type_right for o in found)
    print(f"{len(found)} observed, {right} of the right type; {len(every)} in all")


def _read(observed: Observation, shares: Shares) -> Observation:
    """An observation with what the reader says of it."""
    if shares is None:
        known = replace(observed.facts, reader=None, act=None)
    else:
        act = round(sum(shares.values()), 2)
        known = replace(observed.facts, reader=shares.get(observed.type, 0.0), act=act)
    return replace(observed, facts=known)


def ask(shared: Path) -> None:
    """Has the reader say anew how likely the type of each judged event is."""
    every, said = load(), dict[tuple[str, str, Span], Shares]()
    for one, shares in judge.read_shares(shared, judge.load(judge.JUDGED), load_reader()):
        said[f"part {one.part}", one.report, one.trigger] = shares
    asked = [
        o if o.trigger is None else _read(o, said[o.group, o.report, o.trigger]) for o in every
    ]
    OBSERVATIONS.write_bytes(b"".join(msgspec.json.encode(o) + b"\n" for o in asked))
    known = sum(o.facts.reader is not None for o in asked)
    print(f"the reader says something of {known} of {len(asked)} events")


# -- fitting ----------------------------------------------------------------------------------


LEVELS = 2
"""The parts judged last, in the middle of whose shares of right events the maps lie."""


def last_of(observed: Sequence[Observation]) -> list[str]:
    """The parts judged last, the last one first."""
    parts = {o.group for o in observed if o.group.startswith("part ")}
    by_age = sorted(parts, key=lambda part: int(part.removeprefix("part ")), reverse=True)
    return by_age[:LEVELS]


def fit(observed: Sequence[Observation], read: bool = False) -> Confidence:
    """The maps that fit best; with what the reader says, if *read*.

    Events of which it says nothing are left out then: what they lack is not what it would deny.
    """
    if read:
        observed = [o for o in observed if o.facts.reader is not None]
    else:
        observed = [replace(o, facts=replace(o.facts, reader=None, act=None)) for o in observed]
    by, levels = digest(observed), last_of(observed)
    of_type = _trust(
        [dict(features(o.facts)) for o in observed],
        [o.type_right for o in observed],
        [o.group for o in observed],
        levels,
        by,
        TYPE_SIGNS,
    )
    whole = [o for o in observed if o.right is not None and o.weaknesses is not None]
    of_event = _trust(
        [dict(_weak_points(o, of_type)) for o in whole],
        [bool(o.right) for o in whole],
        [o.group for o in whole],
        levels,
        by,
        EVENT_SIGNS,
    )
    return Confidence(of_type, of_event)


def _weak_points(observed: Observation, of_type: Trust) -> Iterator[tuple[str, float]]:
    assert observed.weaknesses is not None
    return weak_points(observed.weaknesses, of_type.of(features(observed.facts)))


def _trust(
    rows: Sequence[Row],
    right: Sequence[bool],
    groups: Sequence[str],
    levels: Sequence[str],
    fitted_to: str,
    signs: Row,
) -> Trust:
    """The map of most likelihood; its level is the middle of those of the groups *levels*."""
    names = sorted({name for row in rows for name in row})
    own = sorted(set(groups))
    place = {name: i for i, name in enumerate([*own, *names])}
    data = np.zeros((len(rows), len(place)))
    for i, (row, group) in enumerate(zip(rows, groups, strict=True)):
        data[i, place[group]] = 1.0
        for name, value in row.items():
            data[i, place[name]] = value
    penalty = np.array([LOOSE] * len(own) + [PENALTY] * len(names))
    free = np.ones(len(place), dtype=bool)
    while True:
        found = _newton(data, np.array(right, dtype=float), penalty, free)
        wrong = [(abs(found[place[n]]), n) for n in names if found[place[n]] * signs.get(n, 0) < 0]
        if not wrong:
            break
        free[place[max(wrong)[1]]] = False
    weights = {n: round(float(found[place[n]]), 2) for n in names}
    level = float(np.mean([found[place[group]] for group in levels]))
    return Trust(round(level, 2), fitted_to, {n: w for n, w in weights.items() if w})


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


SAYS = {
    TYPE_TABLE: (
        "# What the confidence in a type rests on: made by scripts/train/confidence.py fit, not",
        "# by hand. Weights of log-odds, fitted to events judged by hand and to the gold standard",
        "# records of PLOVER (CC BY-SA 4.0); detente/events/trust.py says what each stands for.",
    ),
    EVENT_TABLE: (
        "# What the confidence in an event rests on: made by scripts/train/confidence.py fit, not",
        "# by hand. Weights of log-odds, fitted to events of real news judged by hand in every",
        "# field (tests/data/judged_events.jsonl); detente/events/weaknesses.py says what each",
        "# stands for.",
    ),
}


SAYS |= {
    read: (*SAYS[alone], "# With what the reader says of each act.")
    for read, alone in ((READ_TYPE_TABLE, TYPE_TABLE), (READ_EVENT_TABLE, EVENT_TABLE))
}


def written(trust: Trust, table: str) -> str:
    """The text of a shipped table."""
    lines = [
        *SAYS[table],
        "",
        f"level = {trust.level}",
        f'fitted_to = "{trust.fitted_to}"',
        "",
        "[weights]",
        *(f"{json.dumps(name)} = {weight}" for name, weight in sorted(trust.weights.items())),
    ]
    return "\n".join(lines) + "\n"


def texts(observed: Sequence[Observation]) -> dict[str, str]:
    """The text of each shipped table, by its name."""
    alone, read = fit(observed), fit(observed, read=True)
    return {
        TYPE_TABLE: written(alone.type, TYPE_TABLE),
        EVENT_TABLE: written(alone.event, EVENT_TABLE),
        READ_TYPE_TABLE: written(read.type, READ_TYPE_TABLE),
        READ_EVENT_TABLE: written(read.event, READ_EVENT_TABLE),
    }


# -- how reliable they are --------------------------------------------------------------------


class Weighed(Struct, frozen=True):
    """An observation with what maps give it that were fitted without its report."""

    observed: Observation
    of_type: float
    of_event: float


def left_out(observed: Sequence[Observation], read: bool = False) -> list[Weighed]:
    """Each event judged in every field, weighed by maps that know nothing of its report."""
    found = []
    for fold in range(FOLDS):
        maps = fit([o for o in observed if _fold(o) != fold], read)
        for o in observed:
            if read and o.facts.reader is None:
                continue
            if not read:
                o = replace(o, facts=replace(o.facts, reader=None, act=None))
            if o.right is not None and o.weaknesses is not None and _fold(o) == fold:
                found.append(Weighed(o, *maps.shares(o.facts, o.weaknesses)))
    return found


def _fold(observed: Observation) -> int:
    """The lot of a report; records of the gold standard are fitted to in all of them."""
    if not observed.report:
        return -1
    return int.from_bytes(hashlib.blake2b(observed.report.encode(), digest_size=4).digest()) % FOLDS


def table(observed: Sequence[Observation]) -> None:
    """Prints how reliable confidence is on reports that it was not fitted to."""
    for read in (False, True):
        print("with the reader" if read else "by signals alone")
        _table(observed, read)


def _table(observed: Sequence[Observation], read: bool) -> None:
    weighed = left_out(observed, read)
    last = [w for w in weighed if w.observed.group in last_of(observed)]
    shown: tuple[tuple[str, Callable[[Weighed], tuple[bool, float]]], ...] = (
        ("no field is false", lambda w: (bool(w.observed.right), w.of_event)),
        ("the type is right", lambda w: (w.observed.type_right, w.of_type)),
    )
    for what, pair in shown:
        for some, which in ((weighed, "all draws"), (last, "the last two draws")):
            print(f"{what}: {len(some)} judged events of {which}, by maps without their reports")
            for line in judge.reliability_lines([pair(w) for w in some]):
                print(f"  {line}")
    for group in sorted({w.observed.group for w in weighed}):
        own = [w for w in weighed if w.observed.group == group]
        right = sum(bool(w.observed.right) for w in own) / len(own)
        of_type = sum(w.observed.type_right for w in own) / len(own)
        print(f"{group}: {len(own)} events, no field false {right:.2f}, type right {of_type:.2f}")


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
    commands.add_parser("ask")
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
    elif given.command == "ask":
        ask(given.shared)
    elif given.command == "fit":
        for name, text in texts(load()).items():
            (SHIPPED / name).write_text(text, "utf-8")
    else:
        table(load())


if __name__ == "__main__":
    main()
