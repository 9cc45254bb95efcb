"""Measures the event coder on the dev sets beside the project; prints one table a set.

    python scripts/measure/events.py [SHARED] [--show SET] [--only SET]

The scorers are those of ``detente evaluate``.  GSR: type precision, recall and F1 (a hit if the
gold type is among the sentence's emitted types, every other emitted type counts as false);
countries of actors and recipients over all events of a sentence; and all three in one event.  PLV:
pairs of spans found, and the root of those.  Multirater: sentences in which an actual event is
emitted, with and without a codable event.  Srctgt: spans of actors and recipients.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from pathlib import Path

from detente.evaluation import GoldScore, Share, gold_reports, load_gold, score_gold
from detente.pipeline import Coder

FOLDER = Path("gold") / "events"
NOTHING = "nothing"


def scored(coder: Coder, shared: Path, name: str, shown: str) -> GoldScore:
    """One set, coded and scored; what is not right is printed where it is asked for."""
    gold = load_gold(shared / FOLDER / f"{name}_dev.jsonl.gz", coder.types)
    found = score_gold(gold, coder.read(gold_reports(gold)))
    if shown and shown in name:
        show(found)
    return found


def show(found: GoldScore) -> None:
    """Prints misses and false events with what was coded of their sentences."""
    for miss in found.misses:
        print(f"- {miss.line} {miss.what}: {miss.wanted}: {miss.text}")
        for line in miss.coded:
            print(f"      {line}")
        for line in miss.why:
            print(f"      ({line})")
    for one in found.false:
        print(f"- {one.line} not in the gold: {one.coded} ({one.construction}): {one.text}")


def rate(value: float | None) -> str:
    """A figure with three places, or a dash where the gold cannot tell it."""
    return "-" if value is None else f"{value:.3f}"


def line(share: Share) -> str:
    """Precision, recall and F1 of a share."""
    return f"P {rate(share.precision)} R {rate(share.recall)} F1 {rate(share.f1)}"


def most_missed(found: GoldScore) -> dict[str, int]:
    """How many events of each type of the gold were not coded as that."""
    missed = {name: (s.gold or 0) - s.right for name, s in found.types.items() if s.gold}
    return dict(Counter({name: n for name, n in missed.items() if n}).most_common())


def measure_gsr(coder: Coder, shared: Path, shown: str = "") -> dict[str, float]:
    """PLOVER's gold standard records, the dev half."""
    found = scored(coder, shared, "gsr", shown)
    type_, all_three = found.shares["type"], found.shares["all three"]
    emitted = (type_.coded or 0) / found.records
    print(f"GSR, {found.records} records: type {line(type_)}; {emitted:.2f} types a sentence")
    figures = {"gsr-type": type_.f1 or 0.0}
    for side in ("actor", "recipient"):
        share = found.shares[f"{side} country"]
        print(f"  {side} country {line(share)}")
        figures[f"gsr-{side}-country"] = share.f1 or 0.0
    print(f"  all three {line(all_three)}")
    print(f"  types missed: {most_missed(found)}")
    return figures | {"gsr-all-three": all_three.f1 or 0.0}


def measure_plv(coder: Coder, shared: Path, shown: str = "") -> dict[str, float]:
    """Pairs of actor and recipient spans with their root."""
    found = scored(coder, shared, "plv", shown)
    pair, right = found.shares["pair"], found.shares["pair with its type"]
    of_found = found.shares["type of pairs found"]
    print(
        f"PLV, {pair.gold} pairs: found {rate(pair.recall)}; "
        f"with the right root {rate(right.recall)}; "
        f"root right of those found {rate(of_found.precision)}"
    )
    print(f"  missed: {most_missed(found)}")
    confused = [one for one in found.confusion if one.coded != NOTHING][:12]
    print(f"  confused: { {(one.gold, one.coded): one.times for one in confused} }")
    return {
        "plv-right-root": right.recall or 0.0,
        "plv-root-of-found": of_found.precision or 0.0,
    }


def measure_multirater(coder: Coder, shared: Path, shown: str = "") -> dict[str, float]:
    """Random news sentences: false events, and sentences left empty."""
    found = scored(coder, shared, "cameo_multirater", shown)
    figures = {}
    for figure, key, name in (
        ("multirater-codable", "with an event", "with a codable event"),
        ("multirater-false", "without one", "without one"),
    ):
        actual, any_ = found.shares[f"{key}, coded"], found.shares[f"{key}, coded or only meant"]
        figures[figure] = actual.recall or 0.0
        print(
            f"Multirater, {actual.gold} sentences {name}: an actual event in "
            f"{actual.recall or 0:.2f}, any in {any_.recall or 0:.2f}"
        )
    return figures


def measure_srctgt(coder: Coder, shared: Path, shown: str = "") -> dict[str, float]:
    """Spans of actors and recipients; printed, and no figure that has a floor."""
    found = scored(coder, shared, "cameo_srctgt", shown)
    both = found.shares["both in one event"]
    print(f"Srctgt, {found.records} sentences: actor spans {line(found.shares['actor span'])}")
    print(f"  recipient spans {line(found.shares['recipient span'])}")
    print(f"  both in one event {rate(both.recall)} of {both.gold}")
    return {}


MEASURES = {
    "gsr": measure_gsr,
    "plv": measure_plv,
    "multirater": measure_multirater,
    "srctgt": measure_srctgt,
}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    root = Path(__file__).resolve().parents[2]
    default = Path(os.environ.get("DETENTE_SHARED", root.parent / "shared"))
    parser.add_argument("shared", nargs="?", type=Path, default=default)
    parser.add_argument("--show", default="", choices=["", *MEASURES])
    parser.add_argument("--only", default="", choices=["", *MEASURES])
    arguments = parser.parse_args()
    coder = Coder.load()
    for name, measure in MEASURES.items():
        if arguments.only in ("", name):
            measure(coder, arguments.shared, arguments.show)


if __name__ == "__main__":
    main()
