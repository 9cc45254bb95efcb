"""Measures whether statements of real news have the right speaker, as a person judged it.

    speakers.py sample [--count N] [--seed S] [--to FILE]   statements to judge, with their text
    speakers.py take SAMPLE VERDICTS                        keeps a person's verdicts
    speakers.py score                                       the figures

The texts are those beside the project (``texts/wwnews_raw_articles``).  A verdict is a line
``NUMBER y`` (the speaker is right, or rightly nobody), or ``NUMBER n WORDS`` with words of the
report that name the right one (none: nobody said it, or the report does not say who).  Kept are the
report's id, a hash of its text and offsets: of the content, and of words that name its speaker.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from pathlib import Path

import msgspec
from judge import ROOT, SHARED, reports, text_hash
from msgspec import Struct

from detente.model import Annotation, Span, Statement
from detente.pipeline import Coder

JUDGED = ROOT / "tests" / "data" / "judged_speakers.jsonl"
BEFORE = 260
"""Characters before a statement that are shown with it."""


class JudgedSpeaker(Struct, frozen=True):
    """Who said something: ``speaker`` is a span that names them, ``None`` for nobody.

    ``right`` is whether detente had it so when it was judged.
    """

    report: str
    text: str
    content: Span
    speaker: Span | None
    right: bool


class Sampled(Struct, frozen=True):
    """One statement to judge; ``named`` is where its speaker is named, if one was found."""

    number: int
    report: str
    text: str
    content: Span
    named: Span | None
    shown: str


def named(annotation: Annotation, said: Statement) -> list[Span]:
    """The words of a report that name a statement's speaker, its own source first."""
    spans = [m.span for m in annotation.mentions if m.actor == said.speaker]
    return ([said.source] if said.source and said.speaker else []) + spans


def shown(annotation: Annotation, said: Statement) -> str:
    """A statement for a person who judges it."""
    text, start = annotation.report.text, said.content[0].start
    first = min(span.start for span in (said.content[0], said.cue, said.source) if span)
    last = max(span.end for span in (said.content[-1], said.cue, said.source) if span)
    actor = annotation.actors.get(said.speaker or "")
    who = "nobody" if actor is None else f"{actor.name} ({actor.kind}, {actor.country})"
    source = said.source.of(text) if said.source else "-"
    before = " ".join(text[max(0, first - BEFORE) : first].split())
    words = " ".join(text[first : min(last, start + BEFORE)].split())
    return f"SPEAKER {who}  [source: {source}]\n   ... {before}\n   >>> {words}"


def sample(count: int, seed: int, to: Path) -> None:
    """Draws *count* statements, at most three of a report, and writes them with their text."""
    found = reports(SHARED, range(4))
    random.Random(seed).shuffle(found)
    coder, drawn = Coder.load(), list[Sampled]()
    for annotation in coder.annotate(found[:count]):
        statements = list(annotation.statements)
        random.Random(seed).shuffle(statements)
        for said in statements[:3]:
            where = named(annotation, said)
            drawn.append(
                Sampled(
                    len(drawn), annotation.report.source, text_hash(annotation.report),
                    said.content[0], where[0] if where else None, shown(annotation, said),
                )
            )  # fmt: skip
    drawn = drawn[:count]
    to.write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in drawn))
    for one in drawn:
        print(f"{one.number}. {one.shown}\n")


def take(sampled: Path, verdicts: Path) -> None:
    """Keeps the verdicts on a sample."""
    drawn = [msgspec.json.decode(line, type=Sampled) for line in sampled.read_bytes().splitlines()]
    texts = {r.source: r for r in reports(SHARED, range(4), frozenset(d.report for d in drawn))}
    kept = []
    for line in verdicts.read_text("utf-8").splitlines():
        number, letter, *words = line.split(maxsplit=2)
        one = drawn[int(number)]
        text = texts[one.report].text
        speaker = one.named
        if letter == "n":
            speaker = None
            if words:
                # The mention nearest before the statement, or else the first one after it.
                at = text.rfind(words[0], 0, one.content.end)
                at = at if at >= 0 else text.find(words[0])
                if at < 0:
                    raise SystemExit(f"{verdicts}: {line!r}: these words are not in {one.report}")
                speaker = Span(at, at + len(words[0]))
        kept.append(JudgedSpeaker(one.report, one.text, one.content, speaker, letter == "y"))
    JUDGED.write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in kept))


def score() -> None:
    """Prints how many speakers were right when judged, and how many are now."""
    judged = [
        msgspec.json.decode(line, type=JudgedSpeaker) for line in JUDGED.read_bytes().splitlines()
    ]
    texts = reports(SHARED, range(4), frozenset(one.report for one in judged))
    annotations = {a.report.source: a for a in Coder.load().annotate(texts)}
    now = Counter(_verdict(one, annotations[one.report]) for one in judged)
    right = sum(one.right for one in judged)
    print(f"{len(judged)} statements: speaker right {right / len(judged):.2f} as judged")
    of = sum(now.values()) - now["gone"]
    print(
        f"now: right {now['right'] / max(of, 1):.2f} of {of} still found; wrong {now['wrong']}, "
        f"nobody though somebody is named {now['missing']}, no longer a statement {now['gone']}"
    )


def _verdict(one: JudgedSpeaker, annotation: Annotation) -> str:
    if text_hash(annotation.report) != one.text:
        sys.exit(f"{one.report}: its text is read otherwise than when it was judged")
    said = next((s for s in annotation.statements if s.content[0].overlaps(one.content)), None)
    if said is None:
        return "gone"
    spans = named(annotation, said)
    if not spans:
        return "right" if one.speaker is None else "missing"
    if one.speaker is None:
        return "wrong"
    return "right" if any(span.overlaps(one.speaker) for span in spans) else "wrong"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    draw = commands.add_parser("sample")
    draw.add_argument("--count", type=int, default=100)
    draw.add_argument("--seed", type=int, default=1)
    draw.add_argument("--to", type=Path, default=Path("speakers.jsonl"))
    keep = commands.add_parser("take")
    keep.add_argument("sampled", type=Path)
    keep.add_argument("verdicts", type=Path)
    commands.add_parser("score")
    arguments = parser.parse_args()
    if arguments.command == "sample":
        sample(arguments.count, arguments.seed, arguments.to)
    elif arguments.command == "take":
        take(arguments.sampled, arguments.verdicts)
    else:
        score()


if __name__ == "__main__":
    main()
