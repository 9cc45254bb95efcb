"""Figures for reports coded against an answer key, with what each miss was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath

from msgspec import Struct

from detente.errors import EvaluationError
from detente.evaluation.answer_matching import Answer, compare, match, same_person
from detente.evaluation.key import AnswerKey, KeyEvent, KeyLocation, KeyTime, locate
from detente.evaluation.location_answers import LocationsAnswered, answer_locations, location_misses
from detente.evaluation.merged import Cluster, clusters
from detente.evaluation.misses import (
    Miss,
    Surplus,
    cluster_misses,
    describe,
    event_misses,
    quote_misses,
)
from detente.evaluation.quote_answers import QuoteAnswer, answer_quote
from detente.evaluation.time_answers import TimesAnswered, answer_times, time_misses
from detente.evaluation.traps import Sprung, sprung
from detente.model import Annotation, Event, EventMention, Span
from detente.model.kinds_of_acts import Kinds
from detente.model.plover import HAPPENED

NO_KINDS = Kinds()


class Figure(Struct, frozen=True):
    """How many of how many; ``of`` is ``None`` for a count that should be zero."""

    count: int
    of: int | None = None


class Evaluation(Struct, frozen=True):
    """What ``detente evaluate`` found.

    ``figures`` by name; ``misses`` what was expected and not coded right; ``beyond`` the mentions
    that the key does not have; ``sprung`` the traps; ``again`` how many mentions tell an event of
    the key once more than the key lists it, which is neither right nor wrong.
    """

    figures: dict[str, Figure]
    misses: tuple[Miss, ...]
    beyond: tuple[Surplus, ...]
    sprung: tuple[Sprung, ...]
    clusters: tuple[Cluster, ...]
    again: int


class _Report(Struct, frozen=True):
    """One report of the key with its annotation and how its mentions were matched."""

    name: str
    annotation: Annotation
    answers: dict[int, Answer]
    spare: list[EventMention]


def score(
    key: AnswerKey,
    annotations: Iterable[Annotation],
    events: Iterable[Event],
    kinds: Kinds = NO_KINDS,
) -> Evaluation:
    """Scores *annotations* and the *events* merged from them against *key*.

    *kinds* says which types are the saying of an act that did not take place; the codebook gives it
    that they were coded with, and a record keeps it.
    Reports that the key does not have are left aside.  Raises :class:`EvaluationError` for a
    report of the key that is not among the annotations, and for evidence that is not in its report.
    """
    found = _by_name(key, annotations)
    evidence = [_find(e.evidence, e.report, found) for e in key.events]
    reports = [
        _Report(name, a, *match(key, evidence, name, a, kinds)) for name, a in sorted(found.items())
    ]
    answers = {i: (r.annotation.report.id, a) for r in reports for i, a in r.answers.items()}
    quotes = [
        answer_quote(i, key, _find(q.content, q.report, found), found[q.report])
        for i, q in enumerate(key.quotes)
    ]
    caught = [
        one
        for i, trap in enumerate(key.traps)
        for one in sprung(i, trap, _find(trap.evidence, trap.report, found), found[trap.report])
    ]
    merged = clusters(key, answers, events)
    beyond, again = _beyond(key, reports, kinds)
    times = answer_times(key.times or (), _finds(key.times or (), found), found)
    locations = answer_locations(key.locations or (), _finds(key.locations or (), found), found)
    return Evaluation(
        figures=_figures(key, found, answers, quotes, merged)
        | {
            "beyond": Figure(len(beyond)),
            "beyond, as having happened": Figure(sum(s.modality in HAPPENED for s in beyond)),
            "traps": Figure(len({(one.trap, one.never) for one in caught})),
        }
        | ({} if key.times is None else _time_figures(times))
        | ({} if key.locations is None else _location_figures(locations)),
        misses=(
            *event_misses(key, evidence, found, answers),
            *quote_misses(key, quotes, found),
            *cluster_misses(merged),
            *time_misses(times, found),
            *location_misses(locations, found),
        ),
        beyond=tuple(beyond),
        sprung=tuple(caught),
        clusters=tuple(merged),
        again=again,
    )


def _by_name(key: AnswerKey, annotations: Iterable[Annotation]) -> dict[str, Annotation]:
    """The annotation of each report of the key: the one with that id, or from a file so named."""
    wanted = {report.report for report in key.reports}
    found: dict[str, Annotation] = {}
    for annotation in annotations:
        report = annotation.report
        for name in {report.id, PurePath(report.source).name} & wanted:
            found[name] = annotation
    if missing := sorted(wanted - set(found)):
        raise EvaluationError(
            f"not read: {', '.join(missing)}; read the key's reports, or name the folder they are "
            "in with --reports"
        )
    return found


def _find(words: str, report: str, found: Mapping[str, Annotation]) -> Span:
    return locate(words, found[report].report.text, report)


def _finds(entries: Sequence[KeyTime | KeyLocation], found: Mapping[str, Annotation]) -> list[Span]:
    """Where the words of *entries* stand in their reports."""
    return [locate(e.words, found[e.report].report.text, e.report, e.occurrence) for e in entries]


def _time_figures(times: TimesAnswered) -> dict[str, Figure]:
    every = len(times.answers)
    return {
        "times": Figure(sum(a.mention is not None for a in times.answers), every),
        "days of times": Figure(sum(a.days for a in times.answers), every),
        "times beyond": Figure(times.beyond),
    }


def _location_figures(locations: LocationsAnswered) -> dict[str, Figure]:
    every = locations.answers
    pointed = [a for a in every if a.entry.latitude is not None]
    contested = [a for a in every if a.entry.claimed_by]
    return {
        "locations": Figure(sum(a.mention is not None for a in every), len(every)),
        "countries of locations": Figure(sum(a.country for a in every), len(every)),
        "locations within 161 km": Figure(sum(a.close for a in pointed), len(pointed)),
        "claims of locations": Figure(sum(a.claims for a in contested), len(contested)),
        "locations beyond": Figure(locations.beyond),
    }


def _figures(
    key: AnswerKey,
    found: Mapping[str, Annotation],
    answers: Mapping[int, tuple[str, Answer]],
    quotes: Sequence[QuoteAnswer],
    merged: Sequence[Cluster],
) -> dict[str, Figure]:
    required = [i for i, event in enumerate(key.events) if event.required]
    optional = [i for i, event in enumerate(key.events) if not event.required]
    right = {i: a for i, (_, a) in answers.items() if a.comparison.right}
    named = [i for i in required if key.events[i].names_a_person]
    persons = [i for i in named if i in right and right[i].comparison.persons]
    figures = {
        "mentions": Figure(sum(i in right for i in required), len(required)),
        "persons": Figure(len(persons), len(named)),
        "quotations": Figure(sum(q.right for q in quotes), len(quotes)),
        "merged": Figure(sum(c.right for c in merged), len(merged)),
        "types": Figure(sum(i in answers for i in required), len(required)),
        "optional mentions": Figure(sum(i in right for i in optional), len(optional)),
        "quotations, words alone": Figure(sum(q.content for q in quotes), len(quotes)),
        "quotations, form": Figure(sum(q.right and q.form for q in quotes), len(quotes)),
    }
    details = {
        "modes": [i for i in right if key.events[i].modes],
        "contexts": [i for i in right if key.events[i].contexts],
        "places": [i for i in right if key.events[i].place],
        "attributions": [i for i in right if key.events[i].attribution],
        "modalities": list(right),
    }
    for name, entries in details.items():
        agree = sum(_detail(name, key, key.events[i], right[i].mention, found) for i in entries)
        figures[f"{name}, of those right"] = Figure(agree, len(entries))
    return figures


def _detail(
    name: str,
    key: AnswerKey,
    entry: KeyEvent,
    mention: EventMention,
    found: Mapping[str, Annotation],
) -> bool:
    """Whether one further field of a right mention agrees too."""
    if name == "modes":
        return bool(set(mention.modes) & set(entry.modes))
    if name == "contexts":
        return set(entry.contexts) <= set(mention.contexts)
    if name == "places":
        names = key.place_names(entry.place or "")
        return mention.place is not None and mention.place.place.name.casefold() in names
    if name == "modalities":
        return mention.modality == entry.modality
    return _attribution_agrees(entry, mention, found[entry.report])


def _attribution_agrees(entry: KeyEvent, mention: EventMention, annotation: Annotation) -> bool:
    """Whether who vouches is who the key says; a country alone means no person of it."""
    wanted, by = entry.by, mention.attribution
    actor = annotation.actors.get(by.actor or "") if by else None
    if wanted is None or by is None or actor is None or actor.country != wanted.country:
        return False
    if wanted.label is None:
        return actor.kind != "person"
    words = f"{actor.name} {actor.office or ''} {by.span.of(annotation.report.text)}".casefold()
    last = wanted.label.split()[-1].casefold()
    return same_person(actor.name, wanted.label) or last in words.split()


def _beyond(key: AnswerKey, reports: Sequence[_Report], kinds: Kinds) -> tuple[list[Surplus], int]:
    """Mentions that the key does not have, and how many tell one of its events again.

    An answer to an entry that need not be coded counts as beyond the key where it disagrees: it
    may be left out, not be wrong.
    """
    beyond, again = [], 0
    for report in reports:
        entries = [e for e in key.events if e.report == report.name]
        for mention in report.spare:
            if any(compare(e, mention, report.annotation, kinds).right for e in entries):
                again += 1
            else:
                beyond.append(_surplus(report, mention, "nothing like it in the key"))
        for number, answer in sorted(report.answers.items()):
            entry, wrong = key.events[number], answer.comparison
            if not entry.required and not wrong.right:
                fields = ", ".join(field for field in wrong.wrong() if field != "persons")
                why = f"disagrees with the key's {entry.key} on {fields}"
                beyond.append(_surplus(report, answer.mention, why))
    return beyond, again


def _surplus(report: _Report, mention: EventMention, why: str) -> Surplus:
    words = mention.extent.of(report.annotation.report.text)
    coded = describe(mention, report.annotation)
    return Surplus(report.name, words, coded, mention.modality, why)
