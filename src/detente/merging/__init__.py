"""Merging: what several mentions, in one report or many, tell of once.

:func:`merge` makes events of the event mentions of all annotations; :func:`bracket` proves what
can be known of an undated report's day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from detente.merging.bracket import bracket
from detente.merging.clusters import cluster
from detente.merging.content_words import copies, runs
from detente.merging.event_fields import event
from detente.merging.measures import Copies, Measures, shipped
from detente.merging.mention_facts import tell
from detente.model import Annotation, Event
from detente.model.kinds_of_acts import Kinds

__all__ = ["Kinds", "Measures", "bracket", "independent", "merge"]

NO_KINDS = Kinds()


def merge(
    annotations: Iterable[Annotation],
    measures: Measures | None = None,
    kinds: Kinds = NO_KINDS,
) -> tuple[Event, ...]:
    """The events that *annotations* tell of, by id; each mention is in exactly one.

    The same for every order of *annotations*.  Of several annotations of one report one is taken.
    *measures* are the shipped ones if none are given.  *kinds* says by what acts are known; the
    codebook that they were coded with gives it (``Codebook.kinds``).  Without it, every act is
    known by what it is about.
    """
    measures = measures or shipped()
    known = _by_report(annotations)
    told = sorted(
        (t for a in known.values() for t in tell(a, measures, kinds)), key=lambda t: t.order
    )
    copied = _copied(known, measures.copies)
    events = []
    for group in cluster(told, copied, measures):
        reports = sorted({t.report for t in group})
        numbers = dict(zip(reports, independent([known[r] for r in reports], copied), strict=True))
        events.append(event(group, known, numbers, measures))
    return tuple(sorted(events, key=lambda e: e.id))


def independent(
    annotations: Sequence[Annotation], copied: Callable[[str, str], bool] | None = None
) -> list[int]:
    """A number for each report, the same for reports that are one text, however edited."""
    known = {annotation.report.id: annotation for annotation in annotations}
    copied = copied or _copied(known, shipped().copies)
    names = [annotation.report.id for annotation in annotations]
    numbers = list(range(len(names)))
    for i, name in enumerate(names):
        for j in range(i):
            if numbers[i] != numbers[j] and copied(names[j], name):
                old, new = max(numbers[i], numbers[j]), min(numbers[i], numbers[j])
                numbers = [new if number == old else number for number in numbers]
    return numbers


def _by_report(annotations: Iterable[Annotation]) -> dict[str, Annotation]:
    known: dict[str, Annotation] = {}
    for annotation in annotations:
        name = annotation.report.id
        if name in known and known[name] != annotation:
            annotation = min(known[name], annotation, key=msgspec.json.encode)
        known[name] = annotation
    return {name: known[name] for name in sorted(known)}


def _copied(known: dict[str, Annotation], table: Copies) -> Callable[[str, str], bool]:
    """Whether two reports are one text; each text is taken apart once, when first asked for."""
    taken: dict[str, frozenset[int]] = {}

    def runs_of(name: str) -> frozenset[int]:
        if name not in taken:
            taken[name] = runs(known[name].report.text, table)
        return taken[name]

    return lambda one, other: copies(runs_of(one), runs_of(other), table)
