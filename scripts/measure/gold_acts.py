"""Gold mentions of events, clustered as merging clusters its own, by evidence of their own.

A gold mention has no type, no participants and no day of its own: what there is to go by is the
word for the act, what its sentence says and how alike the two reports are.  Where detente codes an
act at the mention, its day is taken.  Merging a record knows more of its mentions and never meets
such ones, so what is weighed of them alone stands here, and its weights and the table of words that
tell one act (``gold_evidence.toml``, ``gold_acts.tsv``, both written by
``scripts/train/merging.py``) beside it: pairs within one report, and words that were seen to tell
one act.  Which pairs are looked at, the pieces that merging weighs too, and how groups are joined
are merging's.
"""

from __future__ import annotations

import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from merging_sets import Gold, Set
from msgspec.structs import replace

from detente.language import Parser
from detente.merging import Kinds, Measures
from detente.merging.act_words import same_act
from detente.merging.clusters import components, joined
from detente.merging.compare import UNRELATED, Verdict, relate
from detente.merging.content_words import stem
from detente.merging.decisions import Wholes
from detente.merging.evidence import Compared, amounts
from detente.merging.measures import shipped
from detente.merging.mention_blocks import candidates
from detente.merging.mention_facts import Told, tell
from detente.merging.pair_verdicts import Verdicts
from detente.merging.stories import Stories
from detente.model import Annotation, EventDate, EventMention, Interval, Report, Span

UNTYPED = ""
"""The type of an act that no codebook names."""

ACTS = Path(__file__).with_name("gold_acts.tsv")
EVIDENCE = Path(__file__).with_name("gold_evidence.toml")

Name = tuple[str, Span]
"""A gold mention: its document's name and its span."""


def heads(reports: Sequence[Report], mentions: Iterable[Gold]) -> dict[Name, tuple[Span, str]]:
    """Each mention's first verb, else its last noun: where it stands, and its lemma."""
    words = {
        report.source: structure.tokens
        for report, structure in zip(reports, Parser().parse(reports), strict=True)
    }
    found = {}
    for one in mentions:
        inside = [t for t in words[one.document] if t.span.overlaps(one.span)]
        telling = [t for t in inside if t.pos in ("VERB", "NOUN", "PROPN")] or inside
        verb = next((t for t in telling if t.pos == "VERB"), telling[-1] if telling else None)
        head = (verb.span, verb.lemma.lower()) if verb else (one.span, one.words.lower())
        found[(one.document, one.span)] = head
    return found


def told(
    annotations: Iterable[Annotation],
    mentions: Iterable[Gold],
    words: Mapping[Name, tuple[Span, str]],
    measures: Measures,
) -> dict[Name, Told]:
    """The mentions as merging has them."""
    of: dict[str, list[Gold]] = defaultdict(list)
    for one in mentions:
        of[one.document].append(one)
    found: dict[Name, Told] = {}
    for annotation in annotations:
        for number, one in enumerate(of[annotation.report.source]):
            name = (one.document, one.span)
            if name in found:
                continue
            span, lemma = words[name]
            act = _act(annotation, span, one, number)
            (only,) = tell(annotation, measures, Kinds(), [act])
            found[name] = replace(only, act=stem(lemma))
    return found


def _act(annotation: Annotation, head: Span, one: Gold, number: int) -> EventMention:
    sentences = annotation.sentences
    at = next((n for n, s in enumerate(sentences) if s.overlaps(head)), len(sentences))
    coded = next((e for e in annotation.events if e.trigger.overlaps(one.span)), None)
    return EventMention(
        id=f"{one.document} {number:04}",
        type=UNTYPED,
        modes=(),
        contexts=(),
        actors=(),
        recipients=(),
        trigger=head,
        extent=sentences[at] if at < len(sentences) else one.span,
        sentence=at,
        date=coded.date if coded else EventDate(Interval()),
        place=coded.place if coded else None,
        modality="actual",
        attribution=None,
        score=0.0,
        quad="material cooperation",
        confidence=1.0,
    )


def stories_of(annotations: Iterable[Annotation], measures: Measures) -> Stories:
    """The stories of the reports, by their ids."""
    known = list(annotations)
    return Stories(
        {a.report.id: a.report.text for a in known},
        {a.report.id: a.report.published.interval for a in known},
        measures.story,
    )


def clustered(
    gold: Set, annotations: Sequence[Annotation], kinds: Iterable[str] = ()
) -> dict[Name, int]:
    """The number of the cluster that merging puts each gold mention of an event into.

    *kinds* are those of the mentions that are taken; without any, those that begin with "event".
    """
    measures = shipped()
    wanted = frozenset(kinds)
    events = [
        m for m in gold.mentions if (m.kind in wanted if wanted else m.kind.startswith("event"))
    ]
    known = told(annotations, events, heads(gold.reports, events), measures)
    names = {one.name: name for name, one in known.items()}
    ordered = sorted(known.values(), key=lambda one: one.order)
    stories = stories_of(annotations, measures)
    verdicts = GoldVerdicts(ordered, stories, measures)
    near = stories.neighbours(dict.fromkeys(one.report for one in ordered))
    ties = [p for p in candidates(ordered, measures, near) if verdicts(*p).strength > 0]
    groups = [
        group
        for members, pairs in components(range(len(ordered)), ties)
        for group in joined(members, pairs, verdicts, Wholes({}, {}))
    ]
    return {names[ordered[i].name]: n for n, group in enumerate(groups) for i in group}


class GoldVerdicts(Verdicts):
    """Verdicts on gold mentions: merging's rules, and where they say nothing the evidence here."""

    def __init__(self, told: Sequence[Told], stories: Stories, measures: Measures) -> None:
        super().__init__(told, lambda *_: False, measures)
        self._reports = stories
        self._weighed: dict[tuple[int, int], Verdict] = {}

    def __call__(self, one: int, other: int) -> Verdict:
        """The verdict on two mentions; it is the same whichever comes first."""
        verdict = super().__call__(one, other)
        if verdict is not UNRELATED:
            return verdict
        pair = (min(one, other), max(one, other))
        if pair not in self._weighed:
            self._weighed[pair] = self._weigh(self.told[pair[0]], self.told[pair[1]])
        return self._weighed[pair]

    def _weigh(self, one: Told, other: Told) -> Verdict:
        if one.report != other.report and not self._reports.story(one.report, other.report):
            return UNRELATED
        known, weights = relate(one, other, self.measures), evidence()
        pair = Compared(one, other, known.who, known.when, known.where)
        found = gold_amounts(pair, self._reports, likely(one.act, other.act))
        beyond = sum(weights.get(name, 0.0) * n for name, n in found.items()) - weights["needed"]
        table = self.measures.strength
        support = max(-1.0, min(1.0, beyond / table.sure))
        if beyond < 0:
            return Verdict(True, support=support)
        total = beyond + weights["needed"]
        return Verdict(True, table.story * total / (1 + total), support=support)


def gold_amounts(pair: Compared, stories: Stories, near: float) -> dict[str, float]:
    """How much there is of each piece of evidence: merging's, and what it has no use for.

    *near* is how often the two words, where they are not of one word, tell one act.  Of two
    mentions of one report, that these are of one story says nothing.
    """
    one, other = pair.one, pair.other
    found = amounts(pair, stories)
    alone = float(one.report == other.report)
    story = 0.0 if alone else found["story"]
    act, words = found["act"], found["words"]
    near = 0.0 if act else near
    return found | {
        "story": story,
        "act_in_story": act * story,
        "likely": near,
        "likely_in_story": near * story,
        "one_report": alone,
        "one_report_act": alone * act,
        "one_report_likely": alone * near,
        "one_report_words": alone * words,
        "one_sentence": float(bool(alone) and one.at == other.at),
    }


@cache
def evidence() -> dict[str, float]:
    """The weights, and how much is needed."""
    return {
        name: float(value) for name, value in tomllib.loads(EVIDENCE.read_text("utf-8")).items()
    }


def likely(one: str, other: str) -> float:
    """How often two stems tell one act in one story; 0 if that was not seen, or is one word."""
    return 0.0 if same_act(one, other) else acts().get((min(one, other), max(one, other)), 0.0)


@cache
def acts() -> dict[tuple[str, str], float]:
    """The table of words: two stems in their order and a share from 0 to 1 on each line."""
    lines = ACTS.read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {(one, other): float(share) for one, other, share in rows}
