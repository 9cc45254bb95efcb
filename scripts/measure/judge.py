"""Measures what the event coder says of real news, as a person judged it.

    judge.py sample [--part K] [--count N] [--seed S] [--to FILE]   events to judge, with their text
    judge.py take SAMPLE VERDICTS [--judged FILE]                   keeps a person's verdicts
    judge.py score [--part K]                                       precision
    judge.py reliability [--part K]                                 what confidence is worth

The texts are those beside the project (``texts/wwnews_raw_articles``), read as plain text.  They
are dealt into PARTS parts by a hash of their ids, so that what was judged once stays apart from
what is judged afresh after mending.  Part 4 is drawn from texts of which nothing was judged; each
from 5 on half from such, and half from ``texts/wikinews_ccby``, which are dated.

A verdict is a line ``NUMBER LETTERS [KIND]``: six letters for type, actors, recipients, modality,
date and place; ``y`` right, ``n`` wrong, ``m`` nothing given though the text says it, ``-`` nothing
given and nothing to give (or not judged, where there is no such act).  KIND names the error in a
word.  Kept are the report's id, a hash of its text, offsets and verdicts, and no word of the text.

``reliability`` compares the confidence of the judged events that are still said as they were judged
with the share of them in which no letter is ``n``.  Confidence was fitted to the parts that
``scripts/train/confidence_observations.jsonl`` names: of these, its own ``table`` is the fair one.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from hashlib import blake2b
from io import BytesIO
from pathlib import Path

import msgspec
from msgspec import Struct

from detente.language import Lexicon, Parser
from detente.model import CODED, Annotation, EventMention, Modality, Participant, Report, Span
from detente.pipeline import Coder
from detente.reader import Reader
from detente.reading.assembly import Given
from detente.reading.text import read_text

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("DETENTE_SHARED", ROOT.parent / "shared"))
JUDGED = ROOT / "tests" / "data" / "judged_events.jsonl"
PARTS = 4
FRESH, MIXED, LAST = PARTS, PARTS + 1, PARTS + 2
READ = 260  # texts that a fresh draw reads, of each kind
UNDATED, DATED = "wwnews_raw_articles", "wikinews_ccby"
FIELDS = ("type", "actors", "recipients", "modality", "date", "place")
LETTERS = frozenset("ynm-")


class Judged(Struct, frozen=True):
    """One event that was judged, with what was said of it then.

    ``verdict`` has a letter a field of FIELDS.  ``actors`` and ``recipients`` are the spans of
    those named, so that a verdict on others than are named now is not taken for one on these.
    """

    report: str
    text: str
    part: int
    type: str
    trigger: Span
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]
    modality: Modality
    verdict: str
    kind: str = ""

    @property
    def key(self) -> tuple[str, Span, str]:
        """What stays the same of an event as long as it is coded at all."""
        return self.report, self.trigger, self.type

    def of(self, field: str) -> str:
        """The letter of one field."""
        return self.verdict[FIELDS.index(field)]

    @property
    def right(self) -> bool:
        """Whether nothing that was said of who did what, and whether, is false."""
        who = self.of("actors") + self.of("recipients")
        return self.of("type") == self.of("modality") == "y" and "n" not in who

    @property
    def faultless(self) -> bool:
        """Whether no field is false, as confidence means it; what is missing is not false."""
        return "n" not in self.verdict

    @property
    def complete(self) -> bool:
        """Whether it is right and names everybody."""
        return self.right and "m" not in self.of("actors") + self.of("recipients")


def part_of(identifier: str) -> int:
    """Which part a text is dealt to."""
    return blake2b(identifier.encode(), digest_size=2).digest()[0] % PARTS


def text_hash(report: Report) -> str:
    """Identifies a report's clean text, which all offsets refer to."""
    return blake2b(report.text.encode(), digest_size=6).hexdigest()


def reports(shared: Path, parts: Iterable[int], only: frozenset[str] | None = None) -> list[Report]:
    """The texts of some parts, as reports whose source is the text's id."""
    wanted = set(parts)
    return [
        report
        for report in read_texts(shared, UNDATED)
        if part_of(report.source) in wanted and (only is None or report.source in only)
    ]


def read_texts(shared: Path, name: str) -> Iterator[Report]:
    """The texts of one file; a day that stands beside a text is given with it."""
    with gzip.open(shared / f"texts/{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            day = record.get("published")
            given = Given((date.fromisoformat(day), None)) if day else Given()
            read = read_text(BytesIO(record["text"].encode()), record["id"], given)
            yield from (r for r in read if isinstance(r, Report))


def load(path: Path) -> list[Judged]:
    """The judged events in a file."""
    decoder = msgspec.json.Decoder(Judged)
    return [decoder.decode(line) for line in path.read_text("utf-8").splitlines() if line]


def described(annotation: Annotation, event: EventMention) -> str:
    """All that is said of an event, and the words around it; not how sure it is, nor by what."""
    report, text = annotation.report, annotation.report.text

    def who(participants: tuple[Participant, ...]) -> str:
        named = []
        for p in participants:
            actor = annotation.actors[p.actor]
            sectors = "+".join(actor.sectors)
            named.append(f"{actor.name}/{actor.country}/{sectors} [{p.span.of(text)}]")
        return "; ".join(named) or "-"

    sentence = annotation.sentences[event.sentence]
    before = annotation.sentences[event.sentence - 1] if event.sentence else None
    trigger = event.trigger
    shown = (
        f"{text[sentence.start : trigger.start]}>>{trigger.of(text)}<<"
        + (text[trigger.end : sentence.end])
    )
    when, place, by = event.date, event.place, event.attribution
    lines = [
        f"{event.type} {'+'.join(event.modes)} {event.modality}",
        f"  actors:     {who(event.actors)}",
        f"  recipients: {who(event.recipients)}",
        f"  date {when.interval.earliest}..{when.interval.latest}"
        f" [{when.span.of(text) if when.span else when.reason}]"
        f" published {report.published.earliest} ({report.published.basis})",
        f"  place {place.place.name}/{place.place.country}" if place else "  place -",
        f"  by {by.span.of(text)}" if by else "  by -",
        f"  ({report.source}) {report.headline or ''}",
        f"  ... {before.of(text)}" if before else "  ...",
        f"  {shown}",
    ]
    return "\n".join(" ".join(line.split("\n")) for line in lines)


def unjudged(annotation: Annotation, event: EventMention) -> Judged:
    """An event as it is kept, its verdict open."""
    return Judged(
        report=annotation.report.source,
        text=text_hash(annotation.report),
        part=part_of(annotation.report.source),
        type=event.type,
        trigger=event.trigger,
        actors=tuple(p.span for p in event.actors),
        recipients=tuple(p.span for p in event.recipients),
        modality=event.modality,
        verdict="",
    )


def sample(shared: Path, part: int, count: int, seed: int, to: Path) -> None:
    """Prints *count* events of one part, and writes them to be judged."""
    coder, dice, chosen = Coder.load(), random.Random(seed), []
    kinds = texts_of(shared, part, dice)
    for number, read in enumerate(kinds):
        found = [(a, event) for a in coder.annotate(read) for event in a.events]
        share = (count + number) // len(kinds)
        chosen += dice.sample(found, min(share, len(found)))
        print(f"{share} of {len(found)} events in {len(read)} reports of part {part}")
    print()
    with to.open("wb") as stream:
        for number, (annotation, event) in enumerate(chosen, 1):
            print(f"{number}. {described(annotation, event)}\n")
            one = msgspec.structs.replace(unjudged(annotation, event), part=part)
            stream.write(msgspec.json.encode(one) + b"\n")


def texts_of(shared: Path, part: int, dice: random.Random) -> list[list[Report]]:
    """The texts from which events of a part are drawn, by kind; of each as many are."""
    if part < PARTS:
        return [reports(shared, [part])]
    seen = {j.report for j in load(JUDGED)}
    drawn = []
    for name in (UNDATED, DATED)[: 1 + (part >= MIXED)]:
        unseen = [report for report in read_texts(shared, name) if report.source not in seen]
        drawn.append(dice.sample(unseen, min(READ, len(unseen))))
    return drawn


def take(open_: Path, verdicts: Path, judged: Path) -> None:
    """Adds a person's verdicts on a sample to those kept."""
    asked = load(open_)
    known = {j.key: j for j in load(judged)} if judged.exists() else {}
    for number, line in enumerate(verdicts.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        first, letters, *kind = line.split(maxsplit=2)
        if len(letters) != len(FIELDS) or not set(letters) <= LETTERS:
            sys.exit(f"{verdicts}, line {number}: wants {len(FIELDS)} letters of y, n, m and -")
        one = msgspec.structs.replace(
            asked[int(first) - 1], verdict=letters, kind=kind[0] if kind else ""
        )
        known[one.key] = one
    order = sorted(known.values(), key=lambda j: (j.part, j.report, j.trigger, j.type))
    judged.parent.mkdir(parents=True, exist_ok=True)
    judged.write_bytes(b"".join(msgspec.json.encode(j) + b"\n" for j in order))
    print(f"{len(order)} judged events in {judged}")


def judged_texts(shared: Path, judged: Iterable[Judged]) -> list[Report]:
    """The texts that events were judged in, as they are read now."""
    wanted = {one.report for one in judged}
    texts = (report for name in (UNDATED, DATED) for report in read_texts(shared, name))
    return [report for report in texts if report.source in wanted]


def coded_now(shared: Path, judged: Iterable[Judged]) -> Iterator[tuple[Judged, EventMention]]:
    """The judged events that are still coded, as they are coded now.

    What is said of them now may be other than what was judged: see :func:`unchanged`.
    """
    by_report: dict[str, list[Judged]] = {}
    for one in judged:
        by_report.setdefault(one.report, []).append(one)
    read = judged_texts(shared, (one for each in by_report.values() for one in each))
    for annotation in Coder.load().annotate(read):
        digest = text_hash(annotation.report)
        events = {(e.trigger, e.type): e for e in annotation.events}
        for one in by_report[annotation.report.source]:
            event = events.get((one.trigger, one.type))
            if event is not None and digest == one.text:
                yield one, event


def read_shares(
    shared: Path, judged: Iterable[Judged], reader: Reader
) -> Iterator[tuple[Judged, dict[str, float] | None]]:
    """The shares that *reader* gives the words of each judged event, coded now or not.

    ``None`` where its words stand behind what is read of a long sentence, or its text is another
    now.
    """
    by_report: dict[str, list[Judged]] = {}
    for one in judged:
        by_report.setdefault(one.report, []).append(one)
    read = judged_texts(shared, (one for each in by_report.values() for one in each))
    parsed = Parser(None, Lexicon.load(CODED)).parse(read)
    for report, structure in zip(read, parsed, strict=True):
        same = text_hash(report)
        for one in by_report[report.source]:
            whole = next(
                (s.span for s in structure.sentences if s.span.covers(one.trigger)), one.trigger
            )
            inside = Span(one.trigger.start - whole.start, one.trigger.end - whole.start)
            words = report.text[whole.start : whole.end]
            (shares,) = reader.shares(words, [inside]) if one.text == same else (None,)
            yield one, shares


def unchanged(one: Judged, event: EventMention) -> bool:
    """Whether an event is said to have the participants and modality that were judged."""
    return (
        one.modality == event.modality
        and set(one.actors) == {p.span for p in event.actors}
        and set(one.recipients) == {p.span for p in event.recipients}
    )


def share(part: int, whole: int) -> str:
    """A share of a whole, with both counts."""
    return f"{part / whole:.2f} ({part} of {whole})" if whole else "- (of none)"


def precision_lines(judged: list[Judged]) -> Iterator[str]:
    """Precision of each field, and the errors by kind."""
    acts = [j for j in judged if j.of("type") == "y"]
    yield f"type right {share(len(acts), len(judged))}"
    for field in FIELDS[1:]:
        given = Counter(j.of(field) for j in acts)
        yield (
            f"  of those, {field} right {share(given['y'], given['y'] + given['n'])}, "
            f"missing {given['m']}"
        )
    yield f"nothing false {share(sum(j.right for j in judged), len(judged))}"
    yield f"... and nobody missing {share(sum(j.complete for j in judged), len(judged))}"
    kinds = Counter(j.kind for j in judged if j.kind)
    yield "errors: " + ", ".join(f"{kind} {n}" for kind, n in kinds.most_common())


def score(shared: Path, path: Path, part: int | None) -> None:
    """Prints precision as judged, and how much of it is coded so now."""
    judged = [j for j in load(path) if part is None or j.part == part]
    for number in sorted({j.part for j in judged}):
        own = [j for j in judged if j.part == number]
        print(f"part {number}, {len(own)} events as they were judged:")
        for line in precision_lines(own):
            print("  " + line)
    now = list(coded_now(shared, judged))
    same = [(j, e) for j, e in now if unchanged(j, e)]
    gone = {j.key for j in judged} - {j.key for j, _ in now}
    wrong = sum(not j.right for j in judged if j.key in gone)
    print(f"now: {len(same)} coded as judged, {len(now) - len(same)} with others or otherwise,")
    print(f"  {len(gone)} no longer coded, {wrong} of them wrong")


def reliability_lines(pairs: Sequence[tuple[bool, float]]) -> Iterator[str]:
    """A row a tenth of confidence: how many events, what it says of them, and the share right.

    *pairs* are whether an event is right, and its confidence.  The last line says how often a right
    event has more of it than a wrong one (AUC; a tie is half), and how far off it is on the whole.
    """
    yield "confidence  events  mean  right  difference"
    for tenth in range(10):
        inside = [(right, share) for right, share in pairs if min(int(share * 10), 9) == tenth]
        if inside:
            mean = sum(share for _, share in inside) / len(inside)
            right = sum(right for right, _ in inside) / len(inside)
            yield (
                f"{tenth / 10:.1f} - {(tenth + 1) / 10:.1f}  {len(inside):6}  {mean:.2f}   "
                f"{right:.2f}       {right - mean:+.2f}"
            )
    score = sum((right - share) ** 2 for right, share in pairs) / max(len(pairs), 1)
    yield f"AUC {auc(pairs):.3f}, Brier score {score:.3f}"


def auc(pairs: Sequence[tuple[bool, float]]) -> float:
    """How often what is right has the larger number of two; a tie is half."""
    rights, wrongs = ([c for r, c in pairs if r is which] for which in (True, False))
    won = sum((a > b) + (a == b) / 2 for a in rights for b in wrongs)
    return won / (len(rights) * len(wrongs)) if rights and wrongs else 0.5


def reliability(shared: Path, path: Path, part: int | None) -> None:
    """Prints how reliable confidence is on the judged events that are coded as judged."""
    judged = [j for j in load(path) if part is None or j.part == part]
    same = [(j, e) for j, e in coded_now(shared, judged) if unchanged(j, e)]
    print(f"{len(same)} of {len(judged)} judged events, coded as judged; no field is false:")
    for line in reliability_lines([(j.faultless, e.confidence) for j, e in same]):
        print(f"  {line}")
    print("the type is right:")
    for line in reliability_lines([(j.of("type") == "y", e.type_confidence) for j, e in same]):
        print(f"  {line}")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--judged", type=Path, default=JUDGED)
    commands = parser.add_subparsers(dest="command", required=True)
    sampling = commands.add_parser("sample")
    sampling.add_argument("--part", type=int, default=0, choices=range(LAST + 1))
    sampling.add_argument("--count", type=int, default=150)
    sampling.add_argument("--seed", type=int, default=1)
    sampling.add_argument("--to", type=Path, default=Path("sample.jsonl"))
    taking = commands.add_parser("take")
    taking.add_argument("sample", type=Path)
    taking.add_argument("verdicts", type=Path)
    for name in ("score", "reliability"):
        own = commands.add_parser(name)
        own.add_argument("--part", type=int, default=None, choices=range(LAST + 1))
    given = parser.parse_args()
    if given.command == "sample":
        sample(given.shared, given.part, given.count, given.seed, given.to)
    elif given.command == "take":
        take(given.sample, given.verdicts, given.judged)
    elif given.command == "score":
        score(given.shared, given.judged, given.part)
    else:
        reliability(given.shared, given.judged, given.part)


if __name__ == "__main__":
    main()
