"""Measures merging on real reports, as a person judged it.

    judge_merging.py sample [--count N] [--seed S] --to FILE     events and near misses to judge
    judge_merging.py take FILE VERDICTS [--judged FILE]          keeps a person's verdicts
    judge_merging.py score [--judged FILE]                       how many are right

The texts are those beside the project: dated Wikinews and undated articles, and headlines with
their leads, many of which tell one story.  All are merged as one record.  Of merged events of two
independent reports and more N are drawn, and as many near misses: pairs of mentions of two reports
of one story that were compared and are of two events, half of them those that most speaks for.
FILE has them with their sentences, FILE with ``.jsonl`` after it what is kept of them.

A verdict is a line ``NUMBER LETTER``: ``y`` where all mentions of an event are of one, or the two
of a near miss of two; ``n`` where not; ``?`` where the texts do not tell.  Kept are ids of texts,
types, offsets and letters, and no word of a text.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from math import sqrt
from pathlib import Path
from typing import Literal

import msgspec

sys.path.insert(0, str(Path(__file__).resolve().parent))

from judge import DATED, UNDATED, read_texts
from merging_sets import annotated
from msgspec import Struct
from msgspec.structs import replace

from detente.events import load_codebook
from detente.merging import independent, merge
from detente.merging.compare import relate
from detente.merging.evidence import Compared, shipped_weights, weigh
from detente.merging.measures import Measures, shipped
from detente.merging.mention_facts import Told, tell
from detente.merging.stories import Stories
from detente.model import Annotation, Event, Report, Span
from detente.pipeline import Coder
from detente.reading.assembly import Given
from detente.reading.text import read_text

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("DETENTE_SHARED", ROOT.parent / "shared"))
JUDGED = ROOT / "tests" / "data" / "judged_merging.jsonl"
HEADLINES = "agnews_test_headlines"
NEWS = "World"
SHOWN = 8
"""Mentions of an event that are shown, evenly apart."""

Kind = Literal["event", "near miss"]


class At(Struct, frozen=True, order=True):
    """A mention: its text's id, its type, and where its word for the act stands."""

    text: str
    type: str
    trigger: Span


class Judged(Struct, frozen=True):
    """An event or a near miss by its mentions, and a person's letter."""

    kind: Kind
    mentions: tuple[At, ...]
    verdict: str = ""


def headlines(shared: Path) -> Iterator[Report]:
    """Headlines with their leads, of the world's news, each a report."""
    with gzip.open(shared / f"texts/{HEADLINES}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            if row["class"] == NEWS:
                # The set has lost an ampersand.
                text = f"{row['title']}\n\n{row['text']}".replace(" #39;", "'")
                read = read_text(BytesIO(text.encode()), f"ag_{number}", Given())
                yield from (one for one in read if isinstance(one, Report))


def reports(shared: Path) -> list[Report]:
    """All texts that are merged."""
    found = [*read_texts(shared, DATED), *read_texts(shared, UNDATED), *headlines(shared)]
    return list({one.id: one for one in found}.values())


def drawn(annotations: Sequence[Annotation], count: int, seed: int) -> list[Judged]:
    """Events of several independent reports and near misses, *count* of each, in any order."""
    dice, measures, kinds = random.Random(seed), shipped(), load_codebook().kinds()
    known = {a.report.id: a for a in annotations}
    events = merge(annotations, kinds=kinds)
    several = [one for one in events if one.reports > 1]
    chosen = [
        _judged("event", one, known) for one in dice.sample(several, min(count, len(several)))
    ]
    misses = near_misses(list(known.values()), events, measures)
    print(
        f"{len(several)} of {len(events)} events are of several reports, {len(misses)} near misses"
    )
    likeliest = misses[: count // 2]
    others = dice.sample(misses[count // 2 :], min(count - len(likeliest), len(misses) // 2))
    chosen += [Judged("near miss", pair) for pair in likeliest + others]
    dice.shuffle(chosen)
    return chosen


def _judged(kind: Kind, event: Event, known: dict[str, Annotation]) -> Judged:
    triggers = {(a.report.id, m.id): m for a in known.values() for m in a.events}
    found = [
        At(known[report].report.source, triggers[report, name].type, triggers[report, name].trigger)
        for report, name in event.mentions
    ]
    return Judged(kind, tuple(found))


def near_misses(
    annotations: Sequence[Annotation], events: Sequence[Event], measures: Measures
) -> list[tuple[At, At]]:
    """Pairs of one story that nothing forbids and that are of two events, the likeliest first.

    A mention is in one of them.
    """
    kinds, weights = load_codebook().kinds(), shipped_weights()
    texts = {a.report.id: a.report.text for a in annotations}
    published = {a.report.id: a.report.published.interval for a in annotations}
    stories = Stories(texts, published, measures.story)
    copy = dict(zip(texts, independent(annotations), strict=True))
    source = {a.report.id: a.report.source for a in annotations}
    told = {a.report.id: tell(a, measures, kinds) for a in annotations}
    event = {mention: one.id for one in events for mention in one.mentions}
    found: list[tuple[float, Told, Told]] = []
    for first, second in stories.neighbours(texts):
        for one in told[first] if copy[first] != copy[second] else ():
            for other in told[second]:
                related = relate(one, other, measures)
                if related.forbidden or not related.meet or event[one.name] == event[other.name]:
                    continue
                pair = Compared(one, other, related.who, related.when, related.where)
                total = sum(piece.weight for piece in weigh(pair, stories, weights))
                found.append((total, one, other))
    seen: set[tuple[str, str]] = set()
    misses = []
    for _, one, other in sorted(found, key=lambda f: (-f[0], f[1].name, f[2].name)):
        if seen.isdisjoint((one.name, other.name)):
            seen |= {one.name, other.name}
            a, b = (At(source[t.report], t.mention.type, t.mention.trigger) for t in (one, other))
            misses.append((a, b))
    return misses


def described(number: int, one: Judged, known: dict[str, Annotation]) -> str:
    """What a judge reads: the question, and each mention in its sentence."""
    asked = "are these all one event?" if one.kind == "event" else "are these two different events?"
    few = max(1, -(-len(one.mentions) // SHOWN))
    lines = [f"{number}. {asked}"]
    for at in one.mentions[::few]:
        annotation = known[at.text]
        text, day = annotation.report.text, annotation.report.published.earliest
        sentence = next((s for s in annotation.sentences if s.overlaps(at.trigger)), at.trigger)
        shown = (
            f"{text[sentence.start : at.trigger.start]}>>{at.trigger.of(text)}<<"
            f"{text[at.trigger.end : sentence.end]}"
        )
        lines.append(f"   {at.type} ({at.text}, {day or 'undated'}; {annotation.report.headline})")
        lines.append("      " + " ".join(shown.split()))
    return "\n".join(lines)


def sample(shared: Path, count: int, seed: int, to: Path, kept: Path | None) -> None:
    """Writes what is to be judged."""
    annotations = annotated(Coder.load, reports(shared), kept)
    chosen = drawn(annotations, count, seed)
    known = {a.report.source: a for a in annotations}
    texts = [described(number, one, known) for number, one in enumerate(chosen, 1)]
    to.write_text("\n\n".join(texts) + "\n", "utf-8")
    write(kept_beside(to), chosen)
    print(f"{len(chosen)} to judge in {to}")


def kept_beside(sample: Path) -> Path:
    """Where what is kept of a sample stands."""
    return sample.with_name(sample.name + ".jsonl")


def load(path: Path) -> list[Judged]:
    """What is kept in a file."""
    return [msgspec.json.decode(line, type=Judged) for line in path.read_bytes().splitlines()]


def write(path: Path, judged: Sequence[Judged]) -> None:
    """Keeps them, a line each."""
    path.write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in judged))


def take(open_: Path, verdicts: Path, judged: Path) -> None:
    """Adds a person's verdicts to those kept; raises ``SystemExit`` for a line that is none."""
    asked = load(kept_beside(open_))
    known = {(one.kind, one.mentions): one for one in (load(judged) if judged.exists() else [])}
    for number, line in enumerate(verdicts.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        first, letter, *_ = [*line.split(), "", ""]
        if not first.isdecimal() or not 0 < int(first) <= len(asked) or letter not in {*"yn?"}:
            sys.exit(f"{verdicts}, line {number}: wants a number up to {len(asked)} and y, n or ?")
        one = replace(asked[int(first) - 1], verdict=letter)
        known[one.kind, one.mentions] = one
    write(judged, sorted(known.values(), key=lambda one: (one.kind, one.mentions)))
    print(f"{len(known)} judged in {judged}")


def interval(right: int, whole: int) -> tuple[float, float]:
    """The share that *right* of *whole* can stand for, at 95 in 100 (Wilson)."""
    if not whole:
        return 0.0, 1.0
    z, share = 1.96, right / whole
    middle = (share + z * z / (2 * whole)) / (1 + z * z / whole)
    half = z * sqrt(share * (1 - share) / whole + z * z / (4 * whole**2)) / (1 + z * z / whole)
    return max(0.0, middle - half), min(1.0, middle + half)


def score(path: Path) -> Iterator[str]:
    """A line each for events and near misses, and for both."""
    judged = load(path) if path.exists() else []
    for kind in ("event", "near miss", ""):
        letters = [one.verdict for one in judged if one.kind == kind or not kind]
        right, whole = letters.count("y"), letters.count("y") + letters.count("n")
        low, high = interval(right, whole)
        share = f"{right / whole:.2f}" if whole else "-"
        yield (
            f"{kind or 'both'}: right {share} ({right} of {whole}, {low:.2f} to {high:.2f}), "
            f"not told {letters.count('?')}"
        )


def main() -> None:
    """Command line."""
    words = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    words.add_argument("--judged", type=Path, default=JUDGED)
    commands = words.add_subparsers(dest="command", required=True)
    draw = commands.add_parser("sample")
    draw.add_argument("--count", type=int, default=60)
    draw.add_argument("--seed", type=int, default=1)
    draw.add_argument("--to", type=Path, required=True)
    draw.add_argument("--kept", type=Path, help="where annotations are kept, to be made once")
    taking = commands.add_parser("take")
    taking.add_argument("sample", type=Path)
    taking.add_argument("verdicts", type=Path)
    commands.add_parser("score")
    asked = words.parse_args()
    if asked.command == "sample":
        sample(SHARED, asked.count, asked.seed, asked.to, asked.kept)
    elif asked.command == "take":
        take(asked.sample, asked.verdicts, asked.judged)
    else:
        print("\n".join(score(asked.judged)))


if __name__ == "__main__":
    main()
