"""Merging: what several mentions, in one report or many, tell of once.

:func:`merge` makes events of the event mentions of all annotations; :func:`bracket` proves what
can be known of an undated report's day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from detente.merging.accounts import Account, account
from detente.merging.bracket import bracket
from detente.merging.clusters import cluster
from detente.merging.decisions import NO_DECISIONS, Decisions, Ruling
from detente.merging.event_fields import event
from detente.merging.measures import Measures, shipped
from detente.merging.mention_facts import Told, tell
from detente.merging.reasons import Why, reasons
from detente.merging.reprints import Reprints
from detente.merging.stories import Stories
from detente.merging.telling import telling
from detente.model import Annotation, Event
from detente.model.kinds_of_acts import Kinds

__all__ = [
    "Account", "Decisions", "Kinds", "Measures", "Ruling", "Why", "account", "bracket",
    "independent", "merge", "why",
]  # fmt: skip

NO_KINDS = Kinds()


def merge(
    annotations: Iterable[Annotation],
    measures: Measures | None = None,
    kinds: Kinds = NO_KINDS,
    decisions: Decisions = NO_DECISIONS,
) -> tuple[Event, ...]:
    """The events that *annotations* tell of, by id; each mention is in exactly one.

    The same for every order of *annotations*.  Of several annotations of one report one is taken.
    *measures* are the shipped ones if none are given.  *kinds* says by what acts are known; the
    codebook that they were coded with gives it (``Codebook.kinds``).  Without it, every act is
    known by what it is about.  *decisions* are what people decided of mentions, and come before all
    that the reports say.
    """
    measures = measures or shipped()
    known, told, stories, reprints = _prepared(annotations, measures, kinds)
    own = {t.name: telling(t, known[t.report], measures) for t in told}
    events = []
    for group in cluster(told, reprints.copied, measures, stories, decisions):
        reports = sorted({t.report for t in group})
        numbers = dict(zip(reports, reprints.independent(reports), strict=True))
        events.append(event(group, [own[t.name] for t in group], numbers, measures))
    return tuple(sorted(events, key=lambda e: e.id))


def why(
    event: Event,
    annotations: Iterable[Annotation],
    measures: Measures | None = None,
    kinds: Kinds = NO_KINDS,
    decisions: Decisions = NO_DECISIONS,
) -> Why:
    """Why *event*, one of those that :func:`merge` makes of the same, is what it is."""
    measures = measures or shipped()
    _, told, stories, reprints = _prepared(annotations, measures, kinds)
    return reasons(event, told, stories, reprints, measures, decisions)


def independent(annotations: Sequence[Annotation]) -> list[int]:
    """A number for each report, the same for reports that are one text, however edited."""
    measures = shipped()
    texts = {annotation.report.id: annotation.report.text for annotation in annotations}
    published = {a.report.id: a.report.published.interval for a in annotations}
    reprints = Reprints(texts, Stories(texts, published, measures.story), measures.copies)
    return reprints.independent([annotation.report.id for annotation in annotations])


def _prepared(
    annotations: Iterable[Annotation], measures: Measures, kinds: Kinds
) -> tuple[dict[str, Annotation], list[Told], Stories, Reprints]:
    """The annotations by report, their mentions in order, and what is known of their texts."""
    known = _by_report(annotations)
    told = sorted(
        (t for a in known.values() for t in tell(a, measures, kinds)), key=lambda t: t.order
    )
    texts = {name: annotation.report.text for name, annotation in known.items()}
    published = {name: a.report.published.interval for name, a in known.items()}
    stories = Stories(texts, published, measures.story)
    return known, told, stories, Reprints(texts, stories, measures.copies)


def _by_report(annotations: Iterable[Annotation]) -> dict[str, Annotation]:
    known: dict[str, Annotation] = {}
    for annotation in annotations:
        name = annotation.report.id
        if name in known and known[name] != annotation:
            annotation = min(known[name], annotation, key=msgspec.json.encode)
        known[name] = annotation
    return {name: known[name] for name in sorted(known)}
