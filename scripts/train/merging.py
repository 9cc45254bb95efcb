"""Fits what each piece of evidence weighs for two mentions being one event.

    merging.py observe               what there is of each piece in pairs that a person judged
    merging.py fit [--kept FILE]     fits the tables from ECB+ and from what was observed

Three tables: what merging weighs (``evidence.toml`` of the package), and what is weighed of gold
mentions alone, which nothing but the measures meets (``gold_evidence.toml`` and ``gold_acts.tsv``
in ``scripts/measure``).

Judged are pairs of mentions of real articles beside the project (``merging_pairs.jsonl``); kept are
ids, offsets, verdicts and amounts, no word of a text.  Of pairs judged before these only amounts
were kept (``merging_observations.jsonl``).  First the table of words for one act is made: of the
forms and likenesses in ``act_words.txt``, and of how often two words told one act in ECB+ (its
training half).  Then the
weights of what can be seen in gold mentions are fitted to which of ECB+ are one event; each pair is
seen with a table made of other topics than its own.  Then all weights are fitted to the judged
pairs of detente's own mentions, the first held near what ECB+ says, the others near nothing.
Logistic regression by Newton's method: the same input gives the same tables.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO
from itertools import combinations, combinations_with_replacement, product
from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "measure"))

import gold_acts
from merging_sets import annotated, load

from detente.events import load_codebook
from detente.merging.act_words import same_act
from detente.merging.compare import relate
from detente.merging.content_words import stem
from detente.merging.evidence import Compared, Weights, amounts
from detente.merging.measures import shipped
from detente.merging.mention_facts import Told, tell
from detente.model import Annotation, Report, Span
from detente.pipeline import Coder
from detente.reading.assembly import Given
from detente.reading.text import read_text

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("DETENTE_SHARED", ROOT.parent / "shared"))
OBSERVATIONS = Path(__file__).with_name("merging_observations.jsonl")
PAIRS = Path(__file__).with_name("merging_pairs.jsonl")
TABLE = ROOT / "src" / "detente" / "data" / "merging" / "evidence.toml"
WORDS = Path(__file__).with_name("act_words.txt")
ALONE = (
    "likely", "likely_in_story", "one_report", "one_report_act", "one_report_likely",
    "one_report_words", "one_sentence",
)  # fmt: skip
"""What is weighed of gold mentions alone."""

FIRST = ("base", "story", "act", "act_in_story", "words", "act_words", "retold", *ALONE)
NAMES = tuple(name for name in Weights.__struct_fields__ if name != "needed")

# What agreement adds cannot be less than nothing.
AGREEING = ("words", "act_words", "sides", "names", "noun", "number", "same_day", "news", "place")
DISAGREEING = ("otherwise", "long_ago", "said")
NEVER = 1e9

# How strongly weights are held: to what ECB+ says, and to nothing.
HELD, FREE = 30.0, 0.3

# What must speak for one event, beyond as much as speaks against it: four to one.
NEEDED = 1.4

# By how much less must speak for acts of which nobody knows who did them, whose group then shows
# whether they are one: the best there is on ECB+'s training half, topics left out in turn.
EARLY = 1.9

# How much more speaks for one event where both reports have a day, and so are of the same few days:
# the judged pairs are of reports without one. A judgement, fitted to nothing.
DATED = 1.6

# What a pair of words counts before anything was seen of it: forms of one word, and likeness.
FORMS, LIKE, SEEN = 0.8, 0.4, 2.0
LEAST, SHARE = 2, 0.1
"""Pairs of one event in which two words must have told it, and the least share of all."""

# One in so many pairs of two words that are not of one event is looked at, with as much weight.
ONE_IN = 6


class Observed(Struct, frozen=True):
    """A judged pair: amounts by name, and whether it is one event."""

    amounts: dict[str, float]
    one: bool


class At(Struct, frozen=True, order=True):
    """A mention that was judged: its text's id, its type, and where its word for the act stands."""

    text: str
    type: str
    trigger: Span


class Pair(Struct, frozen=True):
    """Two judged mentions, and what there is of each piece of evidence; no word of a text."""

    first: At
    second: At
    one: bool
    amounts: dict[str, float] = {}


def fitted(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    centre: NDArray[np.float64],
    hold: NDArray[np.float64],
    counts: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    """Weights of a logistic regression that are held to *centre* with the strength *hold*.

    *counts* is how much each row counts, one if not given.
    """
    counts = np.ones(len(y)) if counts is None else counts
    weights = centre.copy()
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (counts * (p - y)) + hold * (weights - centre)
        hessian = (x.T * (counts * p * (1 - p))) @ x + np.diag(hold)
        step = np.linalg.solve(hessian, gradient)
        weights -= step
        if np.abs(step).max() < 1e-9:
            break
    return weights


class ActWords:
    """How often two words told one act in one story, by topic, with what was known before."""

    def __init__(self, known: dict[tuple[str, str], float]) -> None:
        self._known = known
        self._one: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self._all: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)

    def add(self, one: str, other: str, topic: str, right: bool) -> None:
        """One pair of mentions."""
        words = (min(one, other), max(one, other))
        self._all[words][topic] += 1
        self._one[words][topic] += right

    def share(self, words: tuple[str, str], without: str = "") -> float:
        """The share of a pair of words, without what one topic shows; 0 for less than is kept."""
        known = self._known.get(words, 0.0)
        one = self._one[words].total() - self._one[words][without]
        both = self._all[words].total() - self._all[words][without]
        share = (one + SEEN * known) / (both + SEEN)
        return share if (known or one >= LEAST) and share >= SHARE else 0.0

    def write(self, path: Path) -> None:
        """The table."""
        rows = {words: self.share(words) for words in sorted({*self._known, *self._all})}
        lines = [f"{one}\t{other}\t{share:.2f}" for (one, other), share in rows.items() if share]
        path.write_text(
            "# How often two words, by their stems, tell one act where two texts tell one story.\n"
            "# Written by scripts/train/merging.py: from a list of its own (Apache-2.0) and from\n"
            "# the gold mentions of ECB+'s training half (CC BY); words alone, no sentence.\n"
            + "\n".join(lines)
            + "\n",
            "utf-8",
        )
        print(f"{len(lines)} pairs of words for one act")


def listed(text: str) -> dict[tuple[str, str], float]:
    """Pairs of stems that a list of words says are one word or like each other."""
    found: dict[tuple[str, str], float] = {}
    for line in text.splitlines():
        mark, *words = line.split() or ["#"]
        share = {"=": FORMS, "~": LIKE}.get(mark, 0.0)
        for pair in combinations(sorted({stem(word) for word in words}), 2):
            if share and not same_act(*pair):
                found[pair] = max(share, found.get(pair, 0.0))
    return found


def gold_rows(
    shared: Path, kept: Path | None
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], list[str]]:
    """Pairs of gold mentions of one story, or one document, by what is first fitted.

    With which are one event, how much each counts, and its topic; writes the table of words.
    """
    gold = load(shared, "ecbplus_train")
    annotations = annotated(Coder.load, gold.reports, kept)
    measures = shipped()
    stories = gold_acts.stories_of(annotations, measures)
    events = [one for one in gold.mentions if one.kind.startswith("event")]
    told = gold_acts.told(annotations, events, gold_acts.heads(gold.reports, events), measures)
    cluster = {(one.document, one.span): one.cluster for one in events}
    mentions: dict[str, list[tuple[str, Told]]] = defaultdict(list)
    for name, one in told.items():
        mentions[name[0]].append((cluster[name], one))
    chosen: list[tuple[Told, Told, bool, float, str]] = []
    acts = ActWords(listed(WORDS.read_text("utf-8")))
    for number, (a, b) in enumerate(combinations_with_replacement(sorted(mentions), 2)):
        pairs = list(combinations(mentions[a], 2) if a == b else product(mentions[a], mentions[b]))
        if not pairs or (
            a != b and not stories.story(pairs[0][0][1].report, pairs[0][1][1].report)
        ):
            continue
        topic = a.split("_")[0]
        for place, ((mine, one), (theirs, other)) in enumerate(pairs):
            right, same = mine == theirs, same_act(one.act, other.act)
            if not same:
                acts.add(one.act, other.act, topic, right)
            if right or same or (number + place) % ONE_IN == 0:
                weight = 1.0 if right or same else float(ONE_IN)
                chosen.append((one, other, right, weight, topic))
    acts.write(gold_acts.ACTS)
    rows = []
    for one, other, _, _, topic in chosen:
        near = acts.share((min(one.act, other.act), max(one.act, other.act)), topic)
        pair = Compared(one, other, "open", "open", "open")
        found = gold_acts.gold_amounts(pair, stories, near)
        rows.append([found[name] for name in FIRST])
    right, weights = (np.array([one[n] for one in chosen], float) for n in (2, 3))
    return np.array(rows), right, weights, [one[4] for one in chosen]


def pairs() -> list[Pair]:
    """The judged pairs that are kept."""
    return [msgspec.json.decode(line, type=Pair) for line in PAIRS.read_bytes().splitlines()]


def observe(shared: Path, judged: list[Pair], coded: list[Annotation] | None = None) -> None:
    """Keeps what there is of each piece of evidence in judged pairs, as they are coded now.

    A pair of which a mention is no longer coded keeps what there was.
    """
    texts = {at.text for pair in judged for at in (pair.first, pair.second)}
    annotations = coded or list(
        Coder.load().annotate(one for one in _reports(shared) if one.source in texts)
    )
    kinds, measures = load_codebook().kinds(), shipped()
    stories = gold_acts.stories_of(annotations, measures)
    told = {
        At(a.report.source, t.mention.type, t.mention.trigger): t
        for a in annotations
        for t in tell(a, measures, kinds)
    }
    kept = []
    for pair in judged:
        one, other = told.get(pair.first), told.get(pair.second)
        if one is not None and other is not None:
            related = relate(one, other, measures)
            compared = Compared(one, other, related.who, related.when, related.where)
            pair = replace(pair, amounts=amounts(compared, stories))
        kept.append(pair)
    PAIRS.write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in kept))
    print(f"{len(kept)} pairs, {sum(bool(one.amounts) for one in kept)} observed")


def _reports(shared: Path) -> Iterator[Report]:
    """The texts beside the project, each with its id as its source; of headlines those of news."""
    for name in ("wwnews_raw_articles", "wikinews_ccby", "agnews_test_headlines"):
        with gzip.open(shared / f"texts/{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                row = json.loads(line)
                given = Given()
                if "published" in row:
                    given = Given(everywhere=(date.fromisoformat(row["published"][:10]), None))
                text = row["text"]
                if "title" in row:
                    text = f"{row['title']}\n\n{text}".replace(" #39;", "'")
                read = read_text(BytesIO(text.encode()), row.get("id", f"ag_{number}"), given)
                yield from (one for one in read if isinstance(one, Report))


def fit(shared: Path, kept: Path | None = None) -> None:
    """Fits and writes the table, and prints how it does on pairs left out."""
    observed = [
        msgspec.json.decode(line, type=Observed) for line in OBSERVATIONS.read_bytes().splitlines()
    ]
    observed += [Observed(pair.amounts, pair.one) for pair in pairs() if pair.amounts]
    x, y, counts, _ = gold_rows(shared, kept)
    first = fitted(x, y, np.zeros(len(FIRST)), np.ones(len(FIRST)), counts)
    known = dict(zip(FIRST, first, strict=True))
    print("ECB+:", {name: round(float(value), 2) for name, value in known.items()})
    names = list(NAMES)
    centre = np.array([known.get(name, 0.0) for name in names])
    hold = np.array([HELD if n in known and n != "base" else FREE for n in names])
    rows = np.array([[one.amounts.get(n, float(n == "base")) for n in names] for one in observed])
    right = np.array([one.one for one in observed], float)
    weights = fitted(rows, right, centre, hold)
    # Agreement speaks against nothing: what comes out so is left out, and the rest fitted anew.
    while any(wrong := [_odd(n, w) for n, w in zip(names, weights, strict=True)]):
        hold = np.where(wrong, NEVER, hold)
        weights = fitted(rows, right, centre, hold)
        weights[np.array([value >= NEVER for value in hold])] = 0.0
    report(rows, right, centre, hold)
    merged = dict(zip(names, weights, strict=True)) | {"dated": DATED}
    write(
        TABLE,
        "# What each piece of evidence weighs for two mentions of different reports being one\n"
        "# event.  Written by scripts/train/merging.py from gold mentions of ECB+ (CC BY) and\n"
        "# from pairs judged for this project; detente/merging/evidence.py says what each is.\n",
        merged,
    )
    alone = {name: weight for name, weight in merged.items() if name != "dated"}
    write(
        gold_acts.EVIDENCE,
        "# What each piece of evidence weighs for two gold mentions being one event, of which\n"
        "# nothing is known but the word for the act and its sentence.  Written by\n"
        "# scripts/train/merging.py from gold mentions of ECB+ (CC BY), held near what merging\n"
        "# itself weighs; scripts/measure/gold_acts.py says what each is.\n",
        alone | {name: known[name] for name in ALONE} | {"base": known["base"] + EARLY},
    )


def write(path: Path, says: str, weights: Mapping[str, float]) -> None:
    """Writes a table of weights and prints it."""
    lines = [f"needed = {NEEDED}", *(f"{name} = {value:.2f}" for name, value in weights.items())]
    path.write_text(says + "\n".join(lines) + "\n", "utf-8")
    print(f"{path.name}:", *lines, sep="\n  ")


def _odd(name: str, weight: float) -> bool:
    return (name in AGREEING and weight < 0) or (name in DISAGREEING and weight > 0)


def report(
    rows: NDArray[np.float64],
    right: NDArray[np.float64],
    centre: NDArray[np.float64],
    hold: NDArray[np.float64],
) -> None:
    """How pairs come out by weights that were fitted without them, ten parts in turn."""
    scores = np.zeros(len(right))
    for part in range(10):
        out = np.arange(len(right)) % 10 == part
        scores[out] = rows[out] @ fitted(rows[~out], right[~out], centre, hold)
    said = scores >= NEEDED
    print(
        f"{len(right)} judged pairs, {int(right.sum())} of one event: left out, "
        f"{int((said & (right == 1)).sum())} of {int(said.sum())} said to be one are"
    )


def main() -> None:
    """Command line."""
    words = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    commands = words.add_subparsers(dest="command", required=True)
    commands.add_parser("observe")
    fitting = commands.add_parser("fit")
    fitting.add_argument("--kept", type=Path, help="where annotations of ECB+ are kept")
    asked = words.parse_args()
    if asked.command == "observe":
        observe(SHARED, pairs())
    else:
        fit(SHARED, asked.kept)


if __name__ == "__main__":
    main()
