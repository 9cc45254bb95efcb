"""Measures merging on the sets beside the project and on made records, with baselines.

    merging.py [--only NAME] [--kept FOLDER] [--seconds]

Pairs of articles that share a merged event, and those of one story (of clusters of articles on one
event each); mentions
of NewsWCL50 by B-cubed; gold mentions of ECB+ and MEANTIME, clustered without topic labels;
reprints by a generator; near-identical acts that recur; how the work grows within one dyad, in
calls.
--kept keeps annotations in a folder, so that they are made once, --seconds prints times as well.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from functools import cached_property
from itertools import combinations, product
from math import log, sqrt
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests" / "merging"))

import clustering
import gold_acts
import made_records
from merging_sets import Gold, Set, annotated, articles, load, reprints, shared_runs

from counted_calls import calls
from detente.events import load_codebook
from detente.following import follow
from detente.merging import independent, merge
from detente.model import Annotation, Report, Span
from detente.pipeline import Coder
from detente.positions import discourse
from factories import KINDS

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("DETENTE_SHARED", ROOT.parent / "shared"))
SIZES = (590, 1770, 5900)
DENSE = {"a month, seven types": {"days": 30}, "three days, one type": {"days": 3, "types": 1}}
Mention = tuple[str, Span]


class Ground:
    """What the measures stand on: where the sets are, and a coder once one is needed."""

    def __init__(self, shared: Path, kept: Path | None, seconds: bool) -> None:
        self.shared = shared
        self.kept = kept
        self.seconds = seconds

    @cached_property
    def coder(self) -> Coder:
        """The shipped coder."""
        return Coder.load()

    def set(self, name: str) -> tuple[Set, list[Annotation]]:
        """A set and its annotations."""
        gold = load(self.shared, name)
        kept = self.kept / f"{name}.json" if self.kept else None
        return gold, annotated(lambda: self.coder, gold.reports, kept)


# -- pairs of articles ------------------------------------------------------------------------


def newscluster(ground: Ground) -> None:
    """Which articles share an event, of 168 that are grouped by what they report."""
    gold, annotations = ground.set("g5w1h_newscluster_dev")
    events = merge(annotations, kinds=load_codebook().kinds())
    named = {a.report.id: a.report.source for a in annotations}
    found = {
        pair
        for event in events
        for pair in combinations(sorted({named[report] for report, _ in event.mentions}), 2)
    }
    coded = {a.report.source: gold.group[a.report.source] for a in annotations if a.events}
    score = clustering.pairs(found, coded)
    right = sum(gold.group[a] == gold.group[b] for a, b in found)
    wanted = sum(n * (n - 1) // 2 for n in Counter(coded.values()).values())
    print(
        f"articles that share an event: precision {score.precision:.2f} ({right} of {len(found)}), "
        f"connected {right / wanted:.2f} ({right} of {wanted} pairs with an event in both)"
    )
    clusters = document_clusters([r.text for r in gold.reports], NEAR_ARTICLES)
    names = [report.source for report in gold.reports]
    together = defaultdict(list)
    for name, number in zip(names, clusters, strict=True):
        together[number].append(name)
    by_texts = {
        pair for group in together.values() for pair in combinations(group, 2)
        if all(one in coded for one in pair)
    }  # fmt: skip
    print(f"  by tf-idf of whole texts: {clustering.pairs(by_texts, coded)}")


def followed(ground: Ground) -> None:
    """Which articles are of one story, and of one moment, of the same 168; all of them count."""
    gold, annotations = ground.set("g5w1h_newscluster_dev")
    kinds = load_codebook().kinds()
    events = merge(annotations, kinds=kinds)
    found = follow(annotations, events, discourse(annotations), kinds)
    named = {a.report.id: a.report.source for a in annotations}
    texts = [annotation.report.text for annotation in annotations]
    single = document_clusters(texts, NEAR_ARTICLES)
    whole = defaultdict(list)
    for annotation, number in zip(annotations, single, strict=True):
        whole[number].append(annotation.report.id)
    print(f"articles of one story: {len(annotations)} in {len(set(gold.group.values()))} groups")
    for name, groups in (
        ("detente", [story.told_in for story in found.stories]),
        ("detente, of a few days", [m.reports for story in found.stories for m in story.moments]),
        ("tf-idf, single link", [*whole.values()]),
        ("all apart", []),
    ):  # fmt: skip
        pairs = {
            pair
            for reports in groups
            for pair in combinations(sorted(named[report] for report in reports), 2)
        }
        print(f"  {name:24} {clustering.pairs(pairs, gold.group)}")


# -- mentions ---------------------------------------------------------------------------------


def newswcl50(ground: Ground) -> None:
    """B-cubed over our mentions that stand at gold mentions of acts and events."""
    gold, annotations = ground.set("newswcl50_dev")
    events = merge(annotations, kinds=load_codebook().kinds())
    named = {a.report.id: a.report.source for a in annotations}
    triggers = {
        (a.report.id, m.id): (m.trigger, m.trigger.of(a.report.text))
        for a in annotations
        for m in a.events
    }
    at: dict[str, list[Gold]] = defaultdict(list)
    for one in gold.mentions:
        if one.kind.split()[-1] in ("ACTION", "EVENT"):
            at[one.document].append(one)
    true: dict[Hashable, Hashable] = {}
    ours: dict[Hashable, Hashable] = {}
    lemma: dict[Hashable, Hashable] = {}
    for event in events:
        for mention in event.mentions:
            span, words = triggers[mention]
            inside = [g for g in at[named[mention[0]]] if g.span.overlaps(span)]
            if inside:
                smallest = min(inside, key=lambda g: (len(g.span), g.span))
                true[mention], ours[mention] = smallest.cluster, event.id
                lemma[mention] = words.lower()
    print(f"NewsWCL50, acts and events: {len(true)} mentions matched")
    show("  ", true, ours, lemma, clustering.b_cubed)
    acts = [one for one in gold.mentions if one.kind.split()[-1] in ("ACTION", "EVENT")]
    clusters: dict[Hashable, Hashable] = {(m.document, m.span): m.cluster for m in acts}
    print(f"  {len(clusters)} gold mentions")
    found = gold_acts.clustered(gold, annotations, {m.kind for m in acts})
    show("    ", clusters, found, lemmas(gold, acts), clustering.b_cubed)


def show(
    indent: str,
    true: clustering.Clustering,
    ours: clustering.Clustering,
    lemma: clustering.Clustering,
    score: Callable[[clustering.Clustering, clustering.Clustering], object],
) -> None:
    """A clustering beside all apart and the same lemma."""
    for name, found in (
        ("detente", ours), ("all apart", {one: one for one in true}), ("same lemma", lemma),
    ):  # fmt: skip
        print(f"{indent}{name:24} {score(found, true)}")


def gold_mentions(ground: Ground, name: str, title: str) -> None:
    """CoNLL F1 of gold event mentions, all topics together."""
    gold, annotations = ground.set(name)
    events = [m for m in gold.mentions if m.kind.startswith("event")]
    true: dict[Hashable, Hashable] = {(m.document, m.span): m.cluster for m in events}
    lemma = lemmas(gold, events)
    clusters = document_clusters([r.text for r in gold.reports], NEAR_DOCUMENTS)
    of = {report.source: number for report, number in zip(gold.reports, clusters, strict=True)}
    found = {
        "detente": gold_acts.clustered(gold, annotations),
        "all apart": {one: one for one in true},
        "same lemma": lemma,
        "same lemma, tf-idf": {one: (of[one[0]], lemma[one]) for one in lemma},
    }
    print(f"{title}: {len(true)} gold mentions in {len(set(true.values()))} clusters, CoNLL F1")
    for baseline, clusters_found in found.items():
        print(f"  {baseline:24} {clustering.conll(clusters_found, true):.3f}")


def lemmas(gold: Set, mentions: Sequence[Gold]) -> dict[Hashable, Hashable]:
    """The lemma of each mention's first verb or noun."""
    return {one: lemma for one, (_, lemma) in gold_acts.heads(gold.reports, mentions).items()}


NEAR_ARTICLES = 0.2
"""Cosine from which whole articles are of one cluster: the best there is on this set."""

NEAR_DOCUMENTS = 0.3
"""The same for the short texts of ECB+ and MEANTIME."""


def document_clusters(texts: Sequence[str], near: float) -> list[int]:
    """Texts that hang together by the cosine of their tf-idf, as a number each."""
    words = [Counter(w for w in _words(text)) for text in texts]
    seen = Counter(word for counted in words for word in counted)
    vectors = []
    for counted in words:
        raw = {w: (1 + log(n)) * log(len(texts) / seen[w]) for w, n in counted.items()}
        length = sqrt(sum(v * v for v in raw.values())) or 1.0
        vectors.append({w: v / length for w, v in raw.items()})
    root = list(range(len(texts)))
    for a, b in combinations(range(len(texts)), 2):
        one, other = sorted((vectors[a], vectors[b]), key=len)
        if sum(v * other.get(w, 0.0) for w, v in one.items()) >= near:
            old, new = root[b], root[a]
            root = [new if r == old else r for r in root]
    return root


def _words(text: str) -> list[str]:
    return [
        w for w in "".join(c.lower() if c.isalnum() else " " for c in text).split() if len(w) > 2
    ]


# -- made records -----------------------------------------------------------------------------


def reprinted(ground: Ground) -> None:
    """Versions of 200 articles: are those of one text found?"""
    texts = articles(ground.shared, 200)
    for kept in (0.30, 0.68):
        groups = reprints(texts, 5, kept)
        names = [f"{n:03d}-{i}" for n, group in enumerate(groups) for i in range(len(group))]
        made = [
            Annotation(Report(name, name, text))
            for name, text in zip(names, (text for group in groups for text in group), strict=True)
        ]
        numbers = dict(zip(names, independent(made), strict=True))
        true: dict[Hashable, Hashable] = {name: name[:3] for name in names}
        together = defaultdict(list)
        for name in names:
            together[numbers[name]].append(name)
        found = {pair for group in together.values() for pair in combinations(group, 2)}
        print(
            f"reprints, {len(texts)} articles x 5 that share {shared_runs(groups):.2f} of runs: "
            f"{clustering.pairs(found, true)}"
        )


def recurring(ground: Ground) -> None:
    """300 near-identical meetings, visits and attacks, each on a day of its own."""
    made = made_records.recurring(300)
    events = merge(made.annotations, kinds=KINDS)
    mixed = sum(len({made.truth[m] for m in event.mentions}) > 1 for event in events)
    ours = {m: event.id for event in events for m in event.mentions}
    print(
        f"300 acts that recur, told twice each: {mixed} events of two acts; "
        f"B-cubed {clustering.b_cubed(ours, made.truth)}"
    )


def dyad(ground: Ground) -> None:
    """How the work grows with the mentions of one dyad."""
    for (shape, how), size in product(DENSE.items(), SIZES):
        made = made_records.dyad(size, **how)
        begin = time.perf_counter()
        events = merge(made.annotations, kinds=KINDS)
        seconds = time.perf_counter() - begin
        ours = {m: event.id for event in events for m in event.mentions}
        made_calls = calls(lambda made=made: merge(made.annotations, kinds=KINDS))
        timed = f" {seconds:.2f} s" if ground.seconds else ""
        print(
            f"one dyad in {shape}, {size} mentions: {made_calls / size:.0f} calls a mention; "
            f"B-cubed {clustering.b_cubed(ours, made.truth)}{timed}",
            flush=True,
        )


MEASURES: dict[str, Callable[[Ground], None]] = {
    "newscluster": newscluster,
    "stories": followed,
    "newswcl50": newswcl50,
    "ecbplus": lambda ground: gold_mentions(ground, "ecbplus_dev", "ECB+"),
    "meantime": lambda ground: gold_mentions(ground, "meantime_dev", "MEANTIME"),
    "reprints": reprinted,
    "recurring": recurring,
    "dyad": dyad,
}


def main() -> None:
    """Command line."""
    words = argparse.ArgumentParser(description="Measure merging.")
    words.add_argument("--only", choices=sorted(MEASURES), action="append")
    words.add_argument("--kept", type=Path, metavar="FOLDER", help="where annotations are kept")
    words.add_argument("--seconds", action="store_true", help="print times as well")
    asked = words.parse_args()
    ground = Ground(SHARED, asked.kept, asked.seconds)
    for name, measure in MEASURES.items():
        if not asked.only or name in asked.only:
            measure(ground)
            sys.stdout.flush()


if __name__ == "__main__":
    main()
