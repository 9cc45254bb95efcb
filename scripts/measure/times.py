#!/usr/bin/env python3
"""Measure the times room on the gold sets, beside spaCy's DATE and TIME entities.

    scripts/measure/times.py [SHARED] [--parse] [--errors N]

SHARED is the folder that holds gold/ (default: $DETENTE_SHARED, else ../shared).  With --parse the
language room's structures are used, and the room's cost is given as a share of the parser's.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import time
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from detente.document import Document
from detente.language.structure import Structure
from detente.model import Interval, Published, Report, Span, TimeMention
from detente.times import TimeWords, calendar, find_times

DATED = {"DATE", "TIME"}


def rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def report(row: dict[str, Any]) -> Report:
    day = date.fromisoformat(row["dct"][:10]) if row.get("dct") else None
    parts = tuple(Span(*m.span()) for m in re.finditer(r"\S[^\n]*", row["text"]))
    published = Published(day, day, basis="given") if day else Published()
    return Report(row["id"], "gold", row["text"], published, paragraphs=parts)


def parsed(reports: list[Report]) -> tuple[list[Structure], float]:
    from detente.language import Parser

    parser = Parser()
    start = time.perf_counter()
    structures = list(parser.parse(reports))
    return structures, time.perf_counter() - start


def overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def pairs(gold: list[Any], found: list[Any], spans: Any) -> list[tuple[Any, Any]]:
    """One-to-one pairs that overlap, exact ones first."""
    left, result = list(found), []
    for exact in (True, False):
        for item in gold:
            if any(g is item for g, _ in result):
                continue
            for other in left:
                a, b = spans(item), spans(other)
                if a == b if exact else overlap(a, b):
                    result.append((item, other))
                    left.remove(other)
                    break
    return result


def spans(item: Any) -> tuple[int, int]:
    if isinstance(item, TimeMention):
        return (item.span.start, item.span.end)
    return (item["start"], item["end"]) if isinstance(item, dict) else item


def f1(right: int, found: int, gold: int) -> str:
    precision, recall = right / max(found, 1), right / max(gold, 1)
    score = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"P {precision:.3f} R {recall:.3f} F1 {score:.3f}"


def timex(folder: Path, parse: bool, errors: int) -> None:
    gold_rows = rows(folder / "gold/times/timex_dev.jsonl.gz")
    reports = [report(r) for r in gold_rows]
    structures, parser_cost = parsed(reports) if parse else ([Structure() for _ in reports], 0.0)
    words = TimeWords.load()
    find_times(Document(reports[0], structures[0]), words)
    start = time.perf_counter()
    answers = [find_times(Document(r, s), words) for r, s in zip(reports, structures, strict=True)]
    cost = time.perf_counter() - start
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for row, answer in zip(gold_rows, answers, strict=True):
        text = row["text"]
        gold = [t for t in row["timex"] if t["type"] in DATED]
        found = [t for t in answer if t.timex_type in DATED]
        matched = pairs(gold, found, spans)
        counts["gold"] += len(gold)
        counts["found"] += len(found)
        counts["relaxed"] += len(matched)
        for g, f in matched:
            counts["strict"] += spans(g) == spans(f)
            counts["value"] += g["value"] == f.timex_value
            said = f"{row['dct'][:10]} [{text[g['start'] : g['end']]}] {g['value']}"
            if g["value"] != f.timex_value:
                where = text[max(0, g["start"] - 60) : g["end"] + 25].replace("\n", " ")
                wrong.append(f"VALUE {said} not {f.timex_value} ({where})")
            if spans(g) != spans(f):
                wrong.append(f"SPAN {said} not [{f.span.of(text)}]")
            day = gold_interval({"when": g["value"]})
            if day is not None and day.earliest == day.latest and f.interval != Interval():
                counts["days"] += 1
                if not f.interval.meets(day):
                    counts["excluded"] += 1
                    wrong.append(f"EXCLUDED {said} not {f.interval}")
        for g in gold:
            if not any(g is m for m, _ in matched):
                where = text[max(0, g["start"] - 40) : g["end"] + 20].replace("\n", " ")
                wrong.append(f"MISSED [{text[g['start'] : g['end']]}] {g['value']} ({where})")
        for f in found:
            if not any(f is m for _, m in matched):
                where = text[max(0, f.span.start - 40) : f.span.end + 20].replace("\n", " ")
                wrong.append(f"EXTRA [{f.span.of(text)}] {f.timex_value} ({where})")
    print("timex_dev, DATE and TIME")
    print("  relaxed", f1(counts["relaxed"], counts["found"], counts["gold"]))
    print("  strict ", f1(counts["strict"], counts["found"], counts["gold"]))
    print("  value  ", f1(counts["value"], counts["found"], counts["gold"]))
    print(f"  value accuracy of found {counts['value'] / max(counts['relaxed'], 1):.3f}")
    print(f"  gold day excluded {counts['excluded']} of {counts['days']}")
    print(f"  cost {cost:.2f} s" + (f", {cost / parser_cost:.1%} of parsing" if parse else ""))
    if parse:
        entities = [
            [(e.span.start, e.span.end) for e in s.entities if e.kind == "time"] for s in structures
        ]
        all_gold = [list(r["timex"]) for r in gold_rows]
        same = sum(len(pairs(g, e, spans)) for g, e in zip(all_gold, entities, strict=True))
        print(
            "  the parser's own time entities, all types, relaxed",
            f1(same, sum(map(len, entities)), sum(map(len, all_gold))),
        )
    show(wrong, errors)


def gold_interval(value: dict[str, str]) -> Interval | None:
    """The days that a gold date allows; ``None`` where it names none of the calendar."""
    first = value.get("when") or value.get("from") or value.get("notBefore")
    last = value.get("when") or value.get("to") or value.get("notAfter")
    start, end = bounds(first)[0], bounds(last)[1]
    if (first and start is None) or (last and end is None):
        return None
    try:
        return Interval(start, end)
    except ValueError:
        return None


def dateless(value: str) -> str:
    """A gold date that names no day of the calendar, as detente's value has it."""
    if match := re.fullmatch(r"-(\d{3,5})", value):
        return f"BC{int(match[1]):04d}"
    return re.sub(r"^--(?=\d\d)", "XXXX-", value)


def bounds(text: str | None) -> tuple[date | None, date | None]:
    text = (text or "").split("T")[0]
    text = re.sub(r"^(\d{3})(?!\d)", r"0\1", text)
    match = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", text)
    if not match or int(match[1]) == 0:
        return (None, None)
    year, month, day = (int(g) if g else None for g in match.groups())
    assert year
    if month and day:
        found = calendar.calendar_day(year, month, day)
    else:
        found = calendar.months(year, month or 1, 1 if month else 12)
    return (found.earliest, found.latest) if found else (None, None)


def dates(folder: Path, parse: bool, errors: int) -> None:
    gold_rows = rows(folder / "gold/times/gum_dates_dev.jsonl.gz")
    reports = [report(r) for r in gold_rows]
    structures = parsed(reports)[0] if parse else [Structure() for _ in reports]
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for row, one, structure in zip(gold_rows, reports, structures, strict=True):
        answer = find_times(Document(one, structure), TimeWords.load())
        matched = pairs(row["timex"], list(answer), spans)
        for g, f in matched:
            days = gold_interval(g)
            counts["matched"] += 1
            said = f"{row['dct']} [{row['text'][g['start'] : g['end']]}] {g['value']}"
            right = days is not None and (days.earliest, days.latest) == (
                f.interval.earliest,
                f.interval.latest,
            )
            counts["exact"] += right
            if days is None and dateless(g["value"]) == f.timex_value.split("T")[0]:
                counts["dateless"] += f.interval.earliest is None and f.interval.latest is None
            if not right:
                where = row["text"][max(0, g["start"] - 40) : g["end"] + 20].replace("\n", " ")
                wrong.append(f"{said} not {f.interval.earliest}..{f.interval.latest} ({where})")
            if days is not None and days.earliest and days.earliest == days.latest:
                counts["days"] += 1
                counts["excluded"] += not f.interval.meets(days)
        for g in row["timex"]:
            if not any(g is m for m, _ in matched):
                where = row["text"][max(0, g["start"] - 40) : g["end"] + 20].replace("\n", " ")
                wrong.append(f"MISSED {g['value']} ({where})")
    total = sum(len(r["timex"]) for r in gold_rows)
    print("gum_dates_dev")
    print(f"  found {counts['matched'] / total:.3f} of {total}")
    print(f"  interval exactly right, of all {counts['exact'] / total:.3f}")
    both = counts["exact"] + counts["dateless"]
    print(f"  the same, with what has no days in the calendar told as such {both / total:.3f}")
    print(f"  gold day excluded {counts['excluded']} of {counts['days']}")
    show(wrong, errors)


def show(lines: Iterable[str], count: int) -> None:
    for line in sorted(lines)[:count]:
        print("   ", line)


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("shared", nargs="?", type=Path)
    words.add_argument("--parse", action="store_true", help="use the language room's structures")
    words.add_argument("--errors", type=int, default=0, help="how many errors of a set to list")
    asked = words.parse_args()
    beside = Path(__file__).resolve().parents[3] / "shared"
    folder = asked.shared or Path(os.environ.get("DETENTE_SHARED", beside))
    timex(folder, asked.parse, asked.errors)
    dates(folder, asked.parse, asked.errors)


if __name__ == "__main__":
    main()
