"""Moments with what is needed to see which take up which: their days, words, parties, events."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log

from msgspec import Struct

from detente.merging.content_words import spellings, stems
from detente.merging.joining import few
from detente.merging.measures import Measures
from detente.merging.mention_facts import is_named, side_of
from detente.merging.stories import Stories
from detente.model import Annotation, Event, Interval, Report


class Chapter(Struct, frozen=True):
    """One moment: its reports in the order of their days.

    ``date`` runs from the first day of any to the last, open where none has one.  ``parties`` are
    states, and persons and bodies with a name, of the leads and the acts of its reports, and those
    of its words that are names.
    ``events`` are ids of the events that they tell of.  ``words`` has the most telling words of
    its reports by their stems, first those that others have too, with how much each tells;
    ``spelled`` how they are spelled there.
    """

    reports: tuple[str, ...]
    date: Interval
    parties: frozenset[str]
    events: frozenset[str]
    words: dict[str, float]
    spelled: dict[str, str]

    @property
    def id(self) -> str:
        """Its first report's id, which later reports do not change."""
        return self.reports[0]


def chapters(
    moments: Iterable[Sequence[str]],
    annotations: Mapping[str, Annotation],
    events: Iterable[Event],
    stories: Stories,
    measures: Measures,
) -> list[Chapter]:
    """The *moments*, each ids of reports, with what is known of them."""
    told: dict[str, set[str]] = defaultdict(set)
    for event in events:
        for report, _ in event.mentions:
            told[report].add(event.id)
    parts = [tuple(reports) for reports in moments]
    texts = [
        [_body(annotations[report].report) for report in few(reports, measures.blocks.sample)]
        for reports in parts
    ]
    counted = [[Counter(stems(text)) for text in some] for some in texts]
    seen = Counter(word for some in counted for word in frozenset().union(*some))
    found = []
    for n, reports in enumerate(parts):
        mine = [annotations[report] for report in reports]
        words = _telling(counted[n], seen, stories, measures.following.terms)
        spelled: dict[str, str] = {}
        for text in texts[n]:
            spelled = {**spellings(text), **spelled}
        found.append(
            Chapter(
                reports=reports,
                date=spanning(a.report.published.interval for a in mine),
                parties=frozenset(word for word in words if spelled[word][:1].isupper()).union(
                    *(_parties(a, measures.undated.lead) for a in mine)
                ),
                events=frozenset().union(*(told[report] for report in reports)),
                words=words,
                spelled={word: spelled[word] for word in words},
            )
        )
    return found


def _body(report: Report) -> str:
    """A report's text without what is no part of it: who wrote it, what else there is to read."""
    if not report.paragraphs:
        return report.text
    return "\n".join(span.of(report.text) for span in report.paragraphs)


def _telling(
    counted: Sequence[Counter[str]], seen: Mapping[str, int], stories: Stories, most: int
) -> dict[str, float]:
    """The most telling words that most of some texts have, of which each is *counted*.

    First those that other moments have too: *seen* is in how many each word is.
    """
    having = Counter(word for words in counted for word in words)
    weights = {
        word: stories.rarity(word) * sum(1 + log(words[word]) for words in counted if words[word])
        for word, count in having.items()
        if 2 * count >= len(counted)
    }
    ordered = sorted(weights, key=lambda word: (seen[word] < 2, -weights[word], word))
    return {word: weights[word] for word in ordered[:most]}


def spanning(days: Iterable[Interval]) -> Interval:
    """From the first day of any to the last of any, open where none has one."""
    known = [*days]
    firsts = [one.earliest for one in known if one.earliest is not None]
    lasts = [one.latest for one in known if one.latest is not None]
    first, last = min(firsts, default=None), max(lasts, default=None)
    if first is not None and last is not None and first > last:
        first, last = last, first
    return Interval(first, last, "day" if first is not None and first == last else "span")


def _parties(annotation: Annotation, lead: int) -> frozenset[str]:
    """Who is told of in a report's first sentences, and who takes part in its acts."""
    end = max((span.end for span in annotation.sentences[:lead]), default=0)
    there = {mention.actor for mention in annotation.mentions if mention.span.start < end}
    there |= {p.actor for m in annotation.events for p in (*m.actors, *m.recipients)}
    found = set()
    for actor in (annotation.actors[key] for key in there):
        if actor.kind == "state" or (actor.country is not None and is_named(actor)):
            found.add(side_of(actor))
        if is_named(actor):
            found.add(actor.key)
    return frozenset(found)
