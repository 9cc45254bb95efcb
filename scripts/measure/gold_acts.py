"""Gold mentions of events as merging compares mentions, for sets that say what each mention is of.

A gold mention has no type, no participants and no day of its own: what merging goes by is the word
for the act, what its sentence says and how alike the two reports are.  Where detente codes an act
at the mention, its day is taken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from merging_sets import Gold, Set
from msgspec.structs import replace

from detente.language import Parser
from detente.merging import Kinds, Measures
from detente.merging.clusters import cluster
from detente.merging.content_words import stem
from detente.merging.measures import shipped
from detente.merging.mention_facts import Told, tell
from detente.merging.stories import Stories
from detente.model import Annotation, EventDate, EventMention, Interval, Report, Span

UNTYPED = ""
"""The type of an act that no codebook names."""

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
    groups = cluster(ordered, lambda *_: False, measures, stories_of(annotations, measures))
    return {names[one.name]: n for n, group in enumerate(groups) for one in group}
