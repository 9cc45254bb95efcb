"""What was expected, what was coded instead: the words of an evaluation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from detente.evaluation.answer_matching import Answer, stands_at
from detente.evaluation.key import AnswerKey, KeyEvent
from detente.evaluation.merged import Cluster
from detente.evaluation.quote_answers import QuoteAnswer
from detente.model import Annotation, EventMention, Participant, Span


class Miss(Struct, frozen=True):
    """Something expected that was not coded right: what, where, and what was coded there.

    ``wrong`` names the fields in which a mention of an acceptable type disagrees with the key;
    empty where there is none.
    """

    figure: str
    report: str
    key: str
    evidence: str
    expected: str
    coded: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


class Surplus(Struct, frozen=True):
    """A mention beyond the key, and why it is."""

    report: str
    words: str
    coded: str
    modality: str
    why: str


def event_misses(
    key: AnswerKey,
    evidence: Sequence[Span],
    found: Mapping[str, Annotation],
    answers: Mapping[int, tuple[str, Answer]],
) -> list[Miss]:
    """The required mentions that were not found, or whose persons are wrong."""
    misses = []
    for number, entry in enumerate(key.events):
        answer = answers[number][1] if number in answers else None
        right = answer is not None and answer.comparison.right
        if not entry.required or (answer and right and answer.comparison.persons):
            continue
        annotation = found[entry.report]
        wrong = answer.comparison.wrong() if answer else ()
        if answer is not None:
            coded = [f"{describe(answer.mention, annotation)}: wrong {', '.join(wrong)}"]
        else:
            coded = [
                describe(mention, annotation)
                for mention in annotation.events
                if stands_at(mention, evidence[number], annotation)
            ]
        figure = "persons" if right else "mentions"
        misses.append(
            Miss(
                figure, entry.report, entry.key, entry.evidence,
                expected(entry), tuple(coded), wrong,
            )
        )  # fmt: skip
    return misses


def quote_misses(
    key: AnswerKey, quotes: Sequence[QuoteAnswer], found: Mapping[str, Annotation]
) -> list[Miss]:
    """The quotations whose words or speaker are wrong."""
    misses = []
    for answer in quotes:
        if answer.right:
            continue
        quote = key.quotes[answer.quote]
        coded: tuple[str, ...] = ()
        if answer.statement:
            annotation = found[quote.report]
            actor = annotation.actors.get(answer.statement.speaker or "")
            said = " ... ".join(c.of(annotation.report.text) for c in answer.statement.content)
            who = f"{actor.country or '?'}: {actor.name}" if actor else "nobody known"
            coded = (f'{who}: "{said}"',)
        wanted = f"{quote.speaker} ({quote.kind})"
        misses.append(Miss("quotations", quote.report, "", quote.content, wanted, coded))
    return misses


def cluster_misses(merged: Sequence[Cluster]) -> list[Miss]:
    """The events of the key that are not one event of the record."""
    misses = []
    for cluster in merged:
        if cluster.right:
            continue
        coded = []
        if cluster.missing:
            coded.append(f"{cluster.missing} of its mentions not found")
        if len(cluster.events) > 1:
            coded.append(f"parted into {len(cluster.events)} events: {', '.join(cluster.events)}")
        if cluster.strangers:
            coded.append(f"one event with {', '.join(cluster.strangers)}")
        if not cluster.events and not cluster.missing:
            coded.append("its mentions are in no event")
        misses.append(Miss("merged", "", cluster.key, "", "one event", tuple(coded)))
    return misses


def expected(entry: KeyEvent) -> str:
    """An entry of the key in one line."""
    who = " + ".join(map(str, entry.who)) or "nobody known"
    whom = " + ".join(map(str, entry.whom)) or "-"
    first, last = entry.date
    days = f"{first}" if first == last else f"{'...' if entry.open_start else first}/{last}"
    return f"{entry.modality} {' or '.join(entry.types)}, {who} > {whom}, {days}"


def describe(mention: EventMention, annotation: Annotation) -> str:
    """A mention in one line, in the same order as :func:`expected`."""
    who = _names(mention.actors, annotation) or "nobody known"
    whom = _names(mention.recipients, annotation) or "-"
    first, last = mention.date.interval.earliest, mention.date.interval.latest
    days = f"{first or '...'}" if first == last else f"{first or '...'}/{last or '...'}"
    trigger = mention.trigger.of(annotation.report.text)
    return f'{mention.modality} {mention.type} ("{trigger}"), {who} > {whom}, {days}'


def _names(participants: Iterable[Participant], annotation: Annotation) -> str:
    actors = [annotation.actors[participant.actor] for participant in participants]
    return " + ".join(f"{actor.country or '?'}: {actor.name}" for actor in actors)
