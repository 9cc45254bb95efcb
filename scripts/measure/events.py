"""Measures the event coder on the dev sets beside the project; prints one table a set.

    python scripts/measure/events.py [SHARED] [--show KIND] [--gsr] [--plv] [--multirater]

GSR: type precision, recall and F1 (a hit if the gold type is among the sentence's emitted types,
every other emitted type counts as false); countries of actors and recipients over all events of a
sentence; and all three in one event.  PLV: pairs of spans found, and the root of those.
Multirater: sentences in which an actual event is emitted, with and without a codable event.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from detente.model import Annotation, EventMention, Participant, Published, Report, Span
from detente.pipeline import Coder

OLD_TYPES = {
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "FIGHT": "ASSAULT",
}
MISSPELT = {"JAP": "JPN", "VTN": "VNM", "ITL": "ITA"}
# GSR has one code for all intergovernmental organisations; detente keeps PLOVER's finer ones.
IGOS = {"UNO": "IGO", "EUR": "IGO"}
TOOK_PLACE = ("actual", "historical")


def load(path: Path) -> list[dict[str, Any]]:
    """The records of a gold file."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def report(identifier: str, text: str, day: date | None) -> Report:
    """One sentence as a report."""
    published = Published(day, day, basis="given") if day else Published()
    return Report(identifier, "gold", text, published, paragraphs=(Span(0, len(text)),))


def countries(participants: Iterable[Participant], annotation: Annotation) -> set[str]:
    """The countries of participants that have one."""
    found = (annotation.actors[p.actor].country for p in participants)
    return {IGOS.get(country, country) for country in found if country}


def show(title: str, annotation: Annotation) -> None:
    """Prints a sentence with what was coded of it, for reading misses."""
    text = annotation.report.text
    print(f"- {title}: {text}")
    for e in annotation.events:
        actors = sorted(countries(e.actors, annotation))
        recipients = sorted(countries(e.recipients, annotation))
        words = [p.span.of(text) for p in (*e.actors, *e.recipients)]
        print(f"      {e.type} {actors} > {recipients} {words} {e.modality} {e.signal}")
    for u in annotation.uncoded:
        print(f"      ({u.span.of(text)}: {u.reason})")


def ratio(part: float, whole: float) -> float:
    """*part* of *whole*, 0 of nothing."""
    return part / whole if whole else 0.0


def f1(precision: float, recall: float) -> float:
    """Their harmonic mean."""
    return ratio(2 * precision * recall, precision + recall)


def gold_codes(actors: Any) -> set[str]:
    """Country codes of a GSR record's actors."""
    if not isinstance(actors, list):
        return set()
    codes = (str(a.get("code", ""))[:3].upper() for a in actors)
    return {IGOS.get(code, MISSPELT.get(code, code)) for code in codes if code}


def measure_gsr(coder: Coder, shared: Path, shown: str = "") -> dict[str, float]:
    """PLOVER's gold standard records, the dev half."""
    records = load(shared / "gold/events/gsr_dev.jsonl.gz")
    reports = [report(r["id"], r["text"], date.fromisoformat(r["date"])) for r in records]
    hits = emitted_types = all_three = emitted = triples = 0
    sides = {"actor": Counter[str](), "recipient": Counter[str]()}
    missed: Counter[str] = Counter()
    for record, annotation in zip(records, coder.annotate(reports), strict=True):
        gold = OLD_TYPES.get(record["event"], record["event"])
        events = annotation.events
        types = {e.type for e in events}
        hits += gold in types
        emitted_types += len(types)
        wanted = {
            "actor": gold_codes(record.get("source")),
            "recipient": gold_codes(record.get("target")),
        }
        reciprocal = not wanted["recipient"] and len(wanted["actor"]) > 1
        for side, key in (("actor", "actors"), ("recipient", "recipients")):
            found = set().union(*(countries(getattr(e, key), annotation) for e in events), set())
            sides[side]["hit"] += len(found & wanted[side])
            sides[side]["found"] += len(found)
            sides[side]["gold"] += len(wanted[side])
        right = [
            e
            for e in events
            if e.type == gold
            and _sides_right(e, annotation, wanted["actor"], wanted["recipient"], reciprocal)
        ]
        all_three += bool(right)
        emitted += len(events)
        triples += bool(right)
        if gold not in types:
            missed[gold] += 1
        if shown == "gsr" and not right:
            show(f"{gold} {sorted(wanted['actor'])} > {sorted(wanted['recipient'])}", annotation)
    n = len(records)
    precision, recall = ratio(hits, emitted_types), ratio(hits, n)
    print(
        f"GSR, {n} records: type P {precision:.3f} R {recall:.3f} F1 {f1(precision, recall):.3f}; "
        f"{emitted_types / n:.2f} types a sentence"
    )
    figures = {"gsr-type": f1(precision, recall)}
    for side, counts in sides.items():
        p, r = ratio(counts["hit"], counts["found"]), ratio(counts["hit"], counts["gold"])
        print(f"  {side} country P {p:.3f} R {r:.3f} F1 {f1(p, r):.3f}")
        figures[f"gsr-{side}-country"] = f1(p, r)
    p, r = ratio(all_three, emitted), ratio(all_three, n)
    print(f"  all three P {p:.3f} R {r:.3f} F1 {f1(p, r):.3f}")
    print(f"  types missed: {dict(missed.most_common())}")
    return figures | {"gsr-all-three": f1(p, r)}


def _sides_right(
    event: EventMention,
    annotation: Annotation,
    actors: set[str],
    recipients: set[str],
    reciprocal: bool,
) -> bool:
    found_actors = countries(event.actors, annotation)
    found_recipients = countries(event.recipients, annotation)
    if reciprocal:
        return (
            bool(actors & (found_actors | found_recipients))
            and len(found_actors | found_recipients) > 1
        )
    if not recipients:
        return bool(actors & found_actors)
    if not event.recipients and len(found_actors) > 1:  # a reciprocal event
        return bool(actors & found_actors) and bool(recipients & found_actors)
    return bool(actors & found_actors or not actors) and bool(recipients & found_recipients)


def measure_plv(coder: Coder, shared: Path, shown: str = "") -> dict[str, float]:
    """Pairs of actor and recipient spans with their root."""
    records = load(shared / "gold/events/plv_dev.jsonl.gz")
    reports = [report(r["id"], r["text"], None) for r in records]
    pairs = found = right = 0
    missed: Counter[str] = Counter()
    confused: Counter[tuple[str, str]] = Counter()
    for record, annotation in zip(records, coder.annotate(reports), strict=True):
        if not record["source_span"] or not record["target_span"]:
            continue
        pairs += 1
        source, target = Span(*record["source_span"]), Span(*record["target_span"])
        roots = {"CONCEDE", "RETREAT"} if record["root"] == "YIELD" else {record["root"]}
        roots = {OLD_TYPES.get(root, root) for root in roots}
        on_pair = [e for e in annotation.events if _on_pair(e, source, target)]
        found += bool(on_pair)
        hit = any(e.type in roots for e in on_pair)
        right += hit
        if not hit:
            missed[record["root"]] += 1
            for e in on_pair:
                confused[record["root"], e.type] += 1
            if shown == "plv":
                show(f"{record['root']} [{record['source']}] > [{record['target']}]", annotation)
    print(
        f"PLV, {pairs} pairs: found {ratio(found, pairs):.3f}; "
        f"with the right root {ratio(right, pairs):.3f}; "
        f"root right of those found {ratio(right, found):.3f}"
    )
    print(f"  missed: {dict(missed.most_common())}")
    print(f"  confused: {dict(confused.most_common(12))}")
    return {"plv-right-root": ratio(right, pairs), "plv-root-of-found": ratio(right, found)}


def _on_pair(event: EventMention, source: Span, target: Span) -> bool:
    actors = [p.span for p in event.actors]
    recipients = [p.span for p in event.recipients]
    if not recipients and len(actors) > 1:
        return any(s.overlaps(source) for s in actors) and any(s.overlaps(target) for s in actors)
    return any(s.overlaps(source) for s in actors) and any(s.overlaps(target) for s in recipients)


def measure_multirater(coder: Coder, shared: Path, shown: str = "") -> dict[str, float]:
    """Random news sentences: false events, and sentences left empty."""
    records = load(shared / "gold/events/cameo_multirater_dev.jsonl.gz")
    reports = [report(r["id"], r["text"], None) for r in records]
    counts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for record, annotation in zip(records, coder.annotate(reports), strict=True):
        relevant = record["relevant_majority"]
        if relevant is None:
            continue
        actual = [e for e in annotation.events if e.modality in TOOK_PLACE]
        counts[bool(relevant)]["sentences"] += 1
        counts[bool(relevant)]["any"] += bool(annotation.events)
        counts[bool(relevant)]["actual"] += bool(actual)
        if shown == "multirater" and bool(relevant) != bool(actual):
            show("codable" if relevant else "not codable", annotation)
    figures = {}
    for relevant, c in counts.items():
        figures["multirater-codable" if relevant else "multirater-false"] = ratio(
            c["actual"], c["sentences"]
        )
        name = "with a codable event" if relevant else "without one"
        print(
            f"Multirater, {c['sentences']} sentences {name}: an actual event in "
            f"{ratio(c['actual'], c['sentences']):.2f}, "
            f"any in {ratio(c['any'], c['sentences']):.2f}"
        )
    return figures


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    root = Path(__file__).resolve().parents[2]
    default = Path(os.environ.get("DETENTE_SHARED", root.parent / "shared"))
    parser.add_argument("shared", nargs="?", type=Path, default=default)
    parser.add_argument("--show", default="", choices=["", "gsr", "plv", "multirater"])
    parser.add_argument("--only", default="", choices=["", "gsr", "plv", "multirater"])
    arguments = parser.parse_args()
    coder = Coder.load()
    for name, measure in (
        ("gsr", measure_gsr), ("plv", measure_plv), ("multirater", measure_multirater),
    ):  # fmt: skip
        if arguments.only in ("", name):
            measure(coder, arguments.shared, arguments.show)


if __name__ == "__main__":
    main()
