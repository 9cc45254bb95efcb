"""Measure pronouns and descriptions followed back to an actor, against GUM's chains.

    python scripts/measure/coreference.py [SHARED] [--split dev|train] [--worst]

SHARED is the folder of gold sets (default: the environment's DETENTE_SHARED, else ../shared).

A pronoun, or a description without a name in it ("the minister"), that stands for an actor is right
if the gold chain of its words holds one of the mentions of that actor before it, pronouns aside.
Words that stand for several actors have no chain in GUM and are left out.  Recall is that of the
pronouns whose chain has a mention that is one of our actors.  News-like genres are named below.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter, defaultdict
from pathlib import Path

from detente.actors import ActorTables, resolve
from detente.document import ActorReading
from detente.document import Document as Reading
from detente.language import Parser
from detente.language.structure import Structure
from detente.model import Span
from detente.naming import with_names
from detente.places import Gazetteer, PlaceWords, with_places

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts" / "tables"))

from gum import Document, Marked, documents  # noqa: E402  (beside what builds the tables)
from train_names import report_of  # noqa: E402

NEWSLIKE = ("news", "bio", "speech", "court", "interview")
PRONOUNS = frozenset({
    "he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself", "they",
    "them", "their", "theirs", "themselves",
})  # fmt: skip


def marked(document: Document, span: Span) -> Marked | None:
    """The gold mention that a span is closest to: a word that matters in both."""
    best: tuple[float, Marked | None] = (0.0, None)
    for mention in document.mentions:
        start, end = document.span(mention)
        inside = start <= span.start and span.end <= end
        if not inside and not (span.start <= start and end <= span.end):
            continue
        words = (document.words[n] for n in mention.core)
        if any(span.start <= w.start and w.end <= span.end for w in words):
            shared = min(end, span.end) - max(start, span.start)
            fit = shared / (max(end, span.end) - min(start, span.start))
            if fit > best[0]:
                best = fit, mention
    return best[1]


def is_pronoun(text: str, span: Span) -> bool:
    """Whether the words of a span are a third person's pronoun."""
    return span.of(text).casefold() in PRONOUNS


class Count:
    """What was right and wrong in the texts of one genre."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.all: Counter[str] = Counter()
        self.pronouns = 0

    def add(self, other: Count) -> None:
        """The sums of both."""
        self.right += other.right
        self.all += other.all
        self.pronouns += other.pronouns

    def line(self) -> str:
        """The figures as printed."""
        right, found = self.right.total(), self.all.total()
        kinds = ", ".join(f"{k} {self.right[k]}/{self.all[k]}" for k in sorted(self.all))
        recall = self.right["pronoun"] / max(1, self.pronouns)
        return f"precision {right / max(1, found):.3f} ({kinds}), pronouns' recall {recall:.3f}"


def count(document: Document, structure: Structure, reading: ActorReading, worst: bool) -> Count:
    """The figures of one text."""
    text, result = document.text, Count()
    spans: dict[str, list[Span]] = defaultdict(list)
    for mention in reading.mentions:
        if mention.span not in spans[mention.actor]:
            spans[mention.actor].append(mention.span)
    several = Counter(m.span for m in reading.mentions)
    phrases = {p.core: p for p in structure.phrases}
    known: set[str] = set()
    for own in spans.values():
        named = [s for s in own if s in phrases and not is_pronoun(text, s)]
        known.update(gold.group for s in named if (gold := marked(document, s)))
        for place, span in enumerate(own):
            phrase = phrases.get(span)
            if phrase is None or several[span] > 1:
                continue
            kind = "pronoun" if is_pronoun(text, span) else "description"
            if kind == "description":
                pointing = phrase.definiteness in ("definite", "demonstrative", "possessive")
                capital = any(w[:1].isupper() for w in span.of(text).split()[1:])
                if not place or not pointing or capital or phrase.pos == "PROPN":
                    continue
            gold = marked(document, span)
            before = [s for s in named if s < span] or [s for s in named if s != span]
            if gold is None or not before or marked(document, before[-1]) is None:
                continue
            right = any((g := marked(document, s)) and g.group == gold.group for s in before)
            result.all[kind] += 1
            result.right[kind] += right
            if worst and not right:
                around = text[max(0, span.start - 150) : span.end + 40].replace("\n", " / ")
                print(f"  {document.id} {span.of(text)} -> {before[-1].of(text)}: {around}")
    for mention in document.mentions:
        words = text[slice(*document.span(mention))].casefold()
        result.pronouns += words in PRONOUNS and mention.group in known
    return result


def main() -> None:
    """Command line."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("shared", nargs="?", type=Path)
    arguments.add_argument("--split", default="dev")
    arguments.add_argument("--worst", action="store_true")
    asked = arguments.parse_args()
    shared = asked.shared or Path(os.environ.get("DETENTE_SHARED", ROOT.parent / "shared"))
    tables, gazetteer, parser = ActorTables.load(), Gazetteer.load(), Parser()
    texts = list(documents(shared / "gold" / "language" / f"gum_open_{asked.split}.conllu.gz"))
    reports = [report_of(document.id, document.text) for document in texts]
    genres: dict[str, Count] = defaultdict(Count)
    for document, report, structure in zip(texts, reports, parser.parse(reports), strict=True):
        named = with_names(Reading(report, structure), tables)
        reading = resolve(with_places(named, gazetteer, PlaceWords.load()), tables)
        genres[document.genre].add(count(document, structure, reading, asked.worst))
    together = Count()
    for genre in NEWSLIKE:
        together.add(genres[genre])
    print(f"News-like ({', '.join(NEWSLIKE)}): {together.line()}")
    for genre in sorted(genres):
        print(f"  {genre:10} {genres[genre].line()}")


if __name__ == "__main__":
    main()
