"""Learn the weights of the name tagger (``names.tsv.gz``) from GUM's open genres (CC BY).

    python scripts/tables/train_names.py [SHARED] [--copies N] [--rounds N]

SHARED is the folder of gold sets (default: the environment's DETENTE_SHARED, else ../shared).

The corpus is small and its names are mostly Western, so each text is read several times, with
other names in the places of its own: persons' from the terms of office, bodies' and towns' from the
tables.  A structured perceptron, averaged; everything drawn is drawn with one seed.
"""

from __future__ import annotations

import argparse
import gzip
import io
import os
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from gum import Document, Marked, documents

from detente.actor_tables.actor_tables import ActorTables
from detente.document import Document as Reading
from detente.language import Parser
from detente.model import Report, Span
from detente.naming import NameWords
from detente.naming.name_parts import name_parts
from detente.naming.report_names import untitled
from detente.naming.report_words import ReportWords
from detente.naming.tagger import TAGS, allowed, decode, runs
from detente.naming.word_signs import Signs

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "src" / "detente" / "data" / "actors" / "names.tsv.gz"
KINDS = {
    "person": "person", "place": "place", "organization": "organisation", "object": "other",
    "event": "other", "abstract": "other", "animal": "other", "plant": "other",
    "substance": "other",
}  # fmt: skip
JOINING = {"of", "the", "for", "&", "de", "la", "du", "del", "da", "di", "-", "'", "’", "'s"}
SCALE = 1000
LEAST = 3
"""Times a sign must be met to have weights."""

Gold = list[tuple[int, int, str, str]]
"""Names: start, end, kind, and the chain they are of."""


def name_span(document: Document, mention: Marked, tables: ActorTables) -> tuple[int, int] | None:
    """First and last word of the name in a mention; none where it holds no name."""
    words = document.words
    inside = range(mention.first, mention.last + 1)
    if mention.title:
        title = re.sub(r"[^\w]+", " ", mention.title).casefold().split()
        forms = [re.sub(r"[^\w]+", "", words[i].form).casefold() for i in inside]
        for at in range(len(forms) - len(title) + 1):
            if (
                forms[at : at + len(title)] == title
                and words[mention.first + at].form[:1].isupper()
            ):
                return mention.first + at, mention.first + at + len(title) - 1
    heads = [i for i in mention.core if words[i].pos == "PROPN"]
    if not heads:
        return None
    first = last = heads[0]

    def proper(i: int) -> bool:
        return words[i].pos == "PROPN" or (
            words[i].form[:1].isupper() and words[i].pos in ("NOUN", "ADJ", "X")
        )

    while first > mention.first and proper(first - 1):
        first -= 1
    while last < mention.last:
        step = 1
        joined = mention.kind != "person" or words[last + 1].form in ("-", "'", "’")
        while (
            joined
            and last + step < mention.last
            and words[last + step].form in JOINING
            and step < 3
        ):
            step += 1
        if not proper(last + step):
            break
        last += step
    if mention.kind == "person":
        while first < last:
            key = words[first].form.casefold().rstrip(".")
            told = tables.name_words.get(key, ())
            roles = {s.role for s in tables.lexicon.whole(words[first].form)}
            if "address" not in told and not roles & {
                "office",
                "agent",
                "name",
                "adjective",
                "organisation",
            }:
                break
            first += 1
    return first, last


def gold_of(document: Document, tables: ActorTables) -> Gold:
    """The names of a document, none inside another, in order."""
    found: list[tuple[int, int, str, str]] = []
    for mention in document.mentions:
        kind = KINDS.get(mention.kind)
        span = name_span(document, mention, tables) if kind else None
        if kind is None or span is None:
            continue
        start, end = document.words[span[0]].start, document.words[span[1]].end
        roles = {s.role for s in tables.lexicon.whole(document.text[start:end])}
        if kind in ("place", "organisation") and roles & {"name", "capital"}:
            kind = "place"
        if roles & {"adjective", "demonym"} and not roles & {"name"}:
            kind = "nationality"
        found.append((start, end, kind, mention.group))
    kept: list[tuple[int, int, str, str]] = []
    for name in sorted(found, key=lambda n: (n[0] - n[1], n[0])):
        if all(name[1] <= k[0] or name[0] >= k[1] for k in kept):
            kept.append(name)
    return sorted(kept)


class Names:
    """Names to put in the places of others."""

    def __init__(self, tables: ActorTables, seed: int) -> None:
        self.draw = random.Random(seed)
        self.persons = [p.name for p in tables.persons if 2 <= len(p.name.split()) <= 4]
        senses = {
            s.actor.name
            for forms in tables.lexicon._forms.values() for f in forms
            for s in (f.sense,) if s.role == "organisation" and s.actor
        }  # fmt: skip
        self.bodies = sorted(senses)
        self.towns = sorted(towns())
        self.ends = sorted(w for w, k in tables.name_words.items() if "body" in k and len(w) > 3)

    def person(self) -> str:
        return self.draw.choice(self.persons)

    def town(self) -> str:
        return self.draw.choice(self.towns)

    def body(self) -> str:
        match self.draw.randrange(4):
            case 0:
                return self.draw.choice(self.bodies)
            case 1:
                return f"{self.town()} {self.draw.choice(self.ends).title()}"
            case 2:
                return f"{self.draw.choice(self.ends).title()} of {self.town()}"
            case _:
                first, second = (self.draw.choice(self.ends).title() for _ in range(2))
                return f"{self.town()} {first} {second}"

    def letters(self, size: int) -> str:
        return "".join(self.draw.choice("ABCDEFGHIKLMNOPRSTU") for _ in range(size))


def towns() -> set[str]:
    """Names of towns, of one or two words."""
    import lzma

    path = ROOT / "src" / "detente" / "data" / "places" / "towns.tsv.xz"
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
    column = rows[0].index("name") if "name" in rows[0] else 0
    return {r[column] for r in rows[1:] if r[column][:1].isupper() and len(r[column].split()) < 3}


def renamed(text: str, gold: Gold, names: Names, tables: ActorTables) -> tuple[str, Gold]:
    """A text with other names, one for each chain, and where they stand."""
    chosen: dict[tuple[str, str], str] = {}
    pieces: list[str] = []
    changed: Gold = []
    at = size = 0
    for start, end, kind, group in gold:
        old = text[start:end]
        new = old
        states = {s.role for s in tables.lexicon.whole(old)} & {"name", "adjective", "demonym"}
        key = (group, kind)
        if kind == "person":
            full = chosen.setdefault(key, names.person()).split()
            words = old.split()
            new = " ".join(full) if len(words) > 1 else full[-1]
        elif kind == "place" and not states:
            new = chosen.setdefault((old, kind), names.town())
        elif kind == "organisation" and not states:
            if old.isupper():
                new = chosen.setdefault((old, kind), names.letters(len(old)))
            else:
                new = chosen.setdefault((old, kind), names.body())
        pieces += (text[at:start], new)
        size += start - at
        changed.append((size, size + len(new), kind, group))
        size += len(new)
        at = end
    pieces.append(text[at:])
    return "".join(pieces), changed


def spaced(text: str, gold: Gold) -> tuple[str, Gold]:
    """A text as taken apart by a tokeniser: hyphens and possessives stand alone."""
    moved: list[int] = []
    out: list[str] = []
    size = 0
    for n, mark in enumerate(text):
        moved.append(size)
        before, after = text[n - 1 : n], text[n + 1 : n + 2]
        if mark == "-" and before.isalpha() and after.isalpha():
            piece = " - "
        elif mark in "'’" and after == "s":
            piece = "’ "
        elif mark == "." and before.isupper() and after.isupper():
            piece = ". "
        else:
            piece = mark
        out.append(piece)
        size += len(piece)
    moved.append(size)
    joined = "".join(out)
    changed = []
    for start, end, kind, group in gold:
        a, b = moved[start], moved[end - 1] + 1
        if text[end - 1] == "-":
            continue
        changed.append((a, b, kind, group))
    return joined, changed


def report_of(name: str, text: str) -> Report:
    """A text as a report, a paragraph a line."""
    paragraphs = tuple(Span(m.start(), m.end()) for m in re.finditer(r"\S[^\n]*", text))
    return Report(name, name, text, paragraphs=paragraphs)


def material(shared: Path, copies: int, tables: ActorTables) -> Iterator[tuple[Report, Gold]]:
    """The texts to learn from."""
    names = Names(tables, seed=1)
    path = shared / "gold" / "language" / "gum_open_train.conllu.gz"
    for document in documents(path):
        gold = gold_of(document, tables)
        yield report_of(document.id, document.text), gold
        for copy in range(copies):
            text, changed = renamed(document.text, gold, names, tables)
            if copy % 3 == 1:
                text, changed = spaced(text, changed)
            yield report_of(f"{document.id}-{copy}", text), changed


Run = tuple[list[list[int]], list[int]]


class Vocabulary:
    """Signs by number, while they are counted."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def rows(self) -> dict[str, int]:
        kept = sorted(s for s, n in self.counts.items() if n >= LEAST)
        return {sign: row for row, sign in enumerate(kept)}


def bared(context: ReportWords, gold: Gold) -> Gold:
    """The names without titles; what is a title only is no name."""
    found: Gold = []
    for start, end, kind, group in gold:
        span = Span(start, end)
        if kind == "person":
            sentence = next(
                (i for i, s in enumerate(context.structure.sentences) if s.span.covers(span)), None
            )
            span = span if sentence is None else untitled(context, span, sentence)
        if len(span) > 1:
            found.append((span.start, span.end, kind, group))
    return found


def examples(signs: Signs, gold: Gold) -> Iterator[tuple[list[list[str]], list[int]]]:
    """The stretches of one report with the signs and the right tag of each word."""
    tag_at: dict[int, str] = {}
    for start, end, kind, _ in gold:
        first = True
        for index, token in enumerate(signs.tokens):
            if token.span.start >= start and token.span.end <= end:
                tag_at[index] = f"{'B' if first else 'I'}{kind}"
                first = False
    for run in runs(signs):
        tags = []
        for index in run:
            tag = tag_at.get(index, "O")
            if tag == "O" and signs.capital[index]:
                people = signs.roles[index][1:] in ("adjective", "demonym", "people")
                if people or signs.entity[index] == "BN":
                    inside = people and signs.roles[index][0] == "I"
                    tag = "Inationality" if inside else "Bnationality"
            if tag[0] == "I" and (not tags or TAGS[tags[-1]][1:] != tag[1:]):
                tag = "B" + tag[1:]
            tags.append(TAGS.index(tag))
        yield [signs.of(index) for index in run], tags


def learn(
    data: list[tuple[list[np.ndarray], list[int]]], size: int, rounds: int
) -> tuple[np.ndarray, np.ndarray]:
    """Averaged weights of signs and moves."""
    base = allowed()
    signs = np.zeros((size, len(TAGS)))
    moves = np.zeros_like(base)
    signs_sum, moves_sum = signs.copy(), moves.copy()
    order = list(range(len(data)))
    draw = random.Random(2)
    step = 1
    for number in range(rounds):
        draw.shuffle(order)
        wrong = 0
        for at in order:
            rows, gold = data[at]
            scores = np.stack([signs[r].sum(axis=0) for r in rows])
            found = decode(scores, base + moves)
            step += 1
            if found == gold:
                continue
            for place, (right, bad) in enumerate(zip(gold, found, strict=True)):
                before = (gold[place - 1], found[place - 1]) if place else (-1, -1)
                if right != bad:
                    wrong += 1
                    signs[rows[place], right] += 1
                    signs[rows[place], bad] -= 1
                    signs_sum[rows[place], right] += step
                    signs_sum[rows[place], bad] -= step
                if right != bad or before[0] != before[1]:
                    moves[before[0], right] += 1
                    moves[before[1], bad] -= 1
                    moves_sum[before[0], right] += step
                    moves_sum[before[1], bad] -= step
        print(f"round {number + 1}: {wrong} words wrong", flush=True)
    return signs - signs_sum / step, moves - moves_sum / step


def write(path: Path, rows: dict[str, int], signs: np.ndarray, moves: np.ndarray) -> None:
    """The weights as a table of whole numbers; signs that say nothing are left out."""
    text = io.StringIO()
    text.write(
        "# Weights of the name tagger: a sign a line, one weight a tag.\n"
        "# made_by: scripts/tables/train_names.py\n"
        "# source: learned from GUM, the Georgetown University Multilayer corpus (open genres)."
        "   licence: CC BY 4.0\n"
    )
    for number, row in enumerate(moves):
        text.write(f">{number}\t" + "\t".join(str(round(v * SCALE)) for v in row) + "\n")
    for sign, row in sorted(rows.items()):
        values = [round(v * SCALE) for v in signs[row]]
        if max(map(abs, values)) >= SCALE // 50:
            text.write(sign + "\t" + "\t".join(map(str, values)) + "\n")
    path.write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))


def main() -> None:
    """Command line."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("shared", nargs="?", type=Path)
    arguments.add_argument("--copies", type=int, default=6)
    arguments.add_argument("--rounds", type=int, default=8)
    arguments.add_argument("--out", type=Path, default=TARGET)
    asked = arguments.parse_args()
    shared = asked.shared or Path(os.environ.get("DETENTE_SHARED", ROOT.parent / "shared"))
    tables, parser = ActorTables.load(), Parser()
    vocabulary = Vocabulary()
    kept = []
    texts = list(material(shared, asked.copies, tables))
    structures = parser.parse(report for report, _ in texts)
    for (report, gold), structure in zip(texts, structures, strict=True):
        context = ReportWords(Reading(report, structure), tables)
        parts = name_parts(tables)
        signs = Signs(context, NameWords.load(), parts.given, parts.family)
        for words, tags in examples(signs, bared(context, gold)):
            kept.append((words, tags))
            vocabulary.counts.update(s for word in words for s in word)
    rows = vocabulary.rows()
    data = [
        ([np.array([rows[s] for s in word if s in rows], dtype=np.int32) for word in words], tags)
        for words, tags in kept
    ]
    print(
        f"{len(texts)} texts, {sum(len(t) for _, t in data)} words, {len(rows)} signs", flush=True
    )
    signs, moves = learn(data, len(rows), asked.rounds)
    write(asked.out, rows, signs, moves)
    print(asked.out, asked.out.stat().st_size)


if __name__ == "__main__":
    main()
