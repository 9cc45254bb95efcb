"""The sets of merging that stand beside the project, and texts that a generator reprints.

A set is read once: its reports, as detente reads plain text, and its gold mentions.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from detente.model import Annotation, Report, Span
from detente.pipeline import Coder
from detente.reading.assembly import Given
from detente.reading.text import read_text

FOLDER = Path("gold") / "merging"
LEAD = 40
"""Words of another article's lead that a reprint begins with: a sentence or two."""


class Gold(Struct, frozen=True):
    """One gold mention of a document."""

    document: str
    span: Span
    words: str
    kind: str
    cluster: str


class Set(Struct, frozen=True):
    """Reports by the set's names for them, what groups them, and gold mentions."""

    reports: tuple[Report, ...]
    group: dict[str, str]
    mentions: tuple[Gold, ...]


def load(shared: Path, name: str) -> Set:
    """A set by its name."""
    path = shared / FOLDER / f"{name}.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    reports = tuple(_report(row) for row in rows)
    mentions = tuple(
        Gold(
            _name(row), Span(m["start"], m["end"]), m["text"], f"{m['kind']} {m['type']}",
            m["cluster"],
        )
        for row in rows
        for m in row.get("mentions", ())
    )  # fmt: skip
    group = {_name(row): str(row.get("event", row.get("topic", ""))) for row in rows}
    return Set(reports, group, mentions)


def annotated(
    coder: Callable[[], Coder], reports: Sequence[Report], kept: Path | None
) -> list[Annotation]:
    """The reports' annotations; those in the file *kept*, where it is there, are taken instead."""
    if kept is not None and kept.is_file():
        return msgspec.json.decode(kept.read_bytes(), type=list[Annotation])
    found = list(coder().annotate(reports))
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(msgspec.json.encode(found))
    return found


def _name(row: dict[str, Any]) -> str:
    return str(row.get("id") or row["doc"])


def _report(row: dict[str, Any]) -> Report:
    text = f"{row['title']}\n\n{row['text']}" if row.get("title") else row["text"]
    day = row.get("dct")
    given = Given(everywhere=(date.fromisoformat(day), None)) if day else Given()
    (read,) = read_text(BytesIO(text.encode()), _name(row), given)
    if not isinstance(read, Report) or read.text != text:
        raise SystemExit(f"{_name(row)}: is not read as it stands")
    return read


# -- reprints ---------------------------------------------------------------------------------


def articles(shared: Path, count: int) -> list[str]:
    """The first texts of some length among the real ones beside the project, each once."""
    found: list[str] = []
    with gzip.open(shared / "texts/wwnews_raw_articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)["text"]
            # Shorter ones are no articles but listings.
            if len(text.split()) >= 150 and text not in found:
                found.append(text)
            if len(found) == count:
                break
    return found


def reprints(texts: Sequence[str], copies: int, kept: float, seed: int = 1) -> list[list[str]]:
    """Of each text *copies* versions that share about *kept* of their runs of three words.

    A version leaves out up to a third of the sentences, begins with another article's lead, and
    has other words in the place of so many of its own that the share of runs comes out.
    """
    low, high = 0.0, 0.5
    for _ in range(12):
        middle = (low + high) / 2
        share = shared_runs(_versions(texts[:40], copies, middle, seed))
        low, high = (middle, high) if share > kept else (low, middle)
    return _versions(texts, copies, (low + high) / 2, seed)


def shared_runs(groups: Iterable[Sequence[str]]) -> float:
    """The mean share of runs of three words, of the shorter version's, that two versions share."""
    shares = []
    for versions in groups:
        found = [_runs(version) for version in versions]
        shares += [
            len(a & b) / max(1, min(len(a), len(b))) for n, a in enumerate(found) for b in found[:n]
        ]
    return sum(shares) / len(shares)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return set(zip(words, words[1:], words[2:], strict=False))


def _versions(texts: Sequence[str], copies: int, changed: float, seed: int) -> list[list[str]]:
    draw = random.Random(seed)
    words = sorted({word for text in texts for word in text.split()})
    return [
        [_version(texts, n, words, changed, draw) for _ in range(copies)] for n in range(len(texts))
    ]


def _version(
    texts: Sequence[str], number: int, words: Sequence[str], changed: float, draw: random.Random
) -> str:
    sentences = re.split(r"(?<=[.!?])\s+", texts[number])
    kept = sentences[: max(1, round(len(sentences) * draw.uniform(0.67, 1)))]
    lead = " ".join(texts[draw.randrange(len(texts))].split()[:LEAD])
    told = " ".join(kept).split()
    told = [draw.choice(words) if draw.random() < changed else word for word in told]
    return " ".join([lead, *told])
