"""Scores what was coded of gold records, each shape by what its records can tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from detente.evaluation.gold_records import Gold, GoldEvent, GoldRecord, Shape, same_country
from detente.evaluation.participants import compare_sides, mutual, named
from detente.evaluation.tally import GoldScore, Reading, Tally
from detente.model import EventMention, Participant, Published, Report, Span
from detente.model.plover import HAPPENED

if TYPE_CHECKING:
    from detente.document import Document


def gold_reports(gold: Gold) -> Iterator[Report]:
    """Each record as a report of one paragraph."""
    for record in gold.records:
        day = record.published
        yield Report(
            id=f"{gold.path}:{record.line}",
            source=gold.path,
            text=record.text,
            published=_published(day),
            paragraphs=(Span(0, len(record.text)),),
        )


def _published(day: date | None) -> Published:
    return Published(day, day, basis="given") if day else Published()


def score_gold(gold: Gold, coded: Iterable[Document]) -> GoldScore:
    """Scores what was *coded* of :func:`gold_reports`, in their order."""
    tally, add = Tally(), _SCORERS[gold.shape]
    for record, document in zip(gold.records, coded, strict=True):
        add(tally, Reading(record, document.annotation(), document.structure))
    return tally.score(gold)


def _label(event: GoldEvent) -> str:
    return "/".join(event.types)


def _wanted(record: GoldRecord, event: GoldEvent) -> str:
    """An event of the gold in one line."""
    spans = [[s.of(record.text) for s in side] for side in (record.actors, record.recipients)]
    who, whom = event.actors or spans[0], event.recipients or spans[1]
    return (
        f"{event.modality} {' or '.join(event.types)}, "
        f"{' + '.join(who) or 'nobody known'} > {' + '.join(whom) or '-'}"
    )


# -- codes: one event a sentence, participants as country codes ---------------------------------


def _score_codes(tally: Tally, reading: Reading) -> None:
    """A hit if the type is among those coded; every other type coded counts as false."""
    (gold,) = reading.record.events
    events = reading.annotation.events
    types = {event.type for event in events}
    hit = bool(types & set(gold.types))
    tally.shares["type"].add(hit, len(types), 1)
    for side, wanted in (("actor", set(gold.actors)), ("recipient", set(gold.recipients))):
        sides = (getattr(event, f"{side}s") for event in events)
        found = set[str]().union(*(_countries(reading, side) for side in sides))
        tally.shares[f"{side} country"].add(len(found & wanted), len(found), len(wanted))
    right = [e for e in events if e.type in gold.types and _sides_right(reading, e, gold)]
    tally.shares["all three"].add(bool(right), len(events), 1)

    tally.types[_label(gold)].add(hit, gold=1)
    for type_ in types:
        tally.types[type_ if type_ not in gold.types else _label(gold)].add(0, coded=1)
    for event in events:
        tally.count_event(reading, event, event.type in gold.types)
        if event.type not in gold.types:
            tally.not_in_gold(reading, event)
    if not hit:
        tally.confuse(_label(gold), types)
    if not right:
        what = "participants" if hit else "type"
        tally.miss(reading, what, _label(gold), _wanted(reading.record, gold))


def _countries(reading: Reading, participants: Iterable[Participant]) -> set[str]:
    """The countries of participants that have one, as the records have them."""
    found = (reading.annotation.actors[p.actor].country for p in participants)
    return {same_country(country) for country in found if country}


def _sides_right(reading: Reading, event: EventMention, gold: GoldEvent) -> bool:
    """Whether an actor's and a recipient's country are right.

    A record without a recipient and with two actors is a mutual act.
    """
    actors, recipients = set(gold.actors), set(gold.recipients)
    found_actors = _countries(reading, event.actors)
    found_recipients = _countries(reading, event.recipients)
    if not recipients and len(actors) > 1:
        everybody = found_actors | found_recipients
        return bool(actors & everybody) and len(everybody) > 1
    if not recipients:
        return bool(actors & found_actors)
    if not event.recipients and len(found_actors) > 1:
        return bool(actors & found_actors) and bool(recipients & found_actors)
    return bool(actors & found_actors or not actors) and bool(recipients & found_recipients)


# -- pairs: an actor's and a recipient's words, and the type between them -----------------------


def _score_pair(tally: Tally, reading: Reading) -> None:
    """Found if an event has both in their parts; a sentence may tell of more than the pair."""
    record = reading.record
    if not (record.actors and record.recipients):
        return
    (gold,) = record.events
    on_pair = [e for e in reading.annotation.events if _on_pair(e, record)]
    right = any(event.type in gold.types for event in on_pair)
    tally.shares["pair"].add(bool(on_pair), gold=1)
    tally.shares["pair with its type"].add(right, gold=1)
    tally.shares["type of pairs found"].add(right, coded=bool(on_pair))
    tally.types[_label(gold)].add(right, gold=1)
    for event in on_pair:
        tally.count_event(reading, event, event.type in gold.types)
    if not right:
        tally.confuse(_label(gold), {event.type for event in on_pair})
        what = "type" if on_pair else "pair"
        tally.miss(reading, what, _label(gold), _wanted(record, gold))


def _on_pair(event: EventMention, record: GoldRecord) -> bool:
    """Whether an event has a gold actor and a gold recipient; of a mutual act both are actors."""
    actors = [p.span for p in event.actors]
    recipients = actors if mutual(event) else [p.span for p in event.recipients]
    return _touch(actors, record.actors) and _touch(recipients, record.recipients)


def _touch(spans: Iterable[Span], others: Iterable[Span]) -> bool:
    return any(span.overlaps(other) for span in spans for other in others)


# -- spans: whose words act, and whose are acted upon -------------------------------------------


def _score_spans(tally: Tally, reading: Reading) -> None:
    """A span is found if an event's participant overlaps it, each one other at most.

    Of a mutual act the first who is named counts as its actor, the others as its recipients.
    """
    record = reading.record
    sides: dict[str, set[Span]] = {"actor": set(), "recipient": set()}
    for event in reading.annotation.events:
        first = 1 if mutual(event) else len(event.actors)
        sides["actor"].update(p.span for p in event.actors[:first])
        sides["recipient"].update(p.span for p in (*event.actors[first:], *event.recipients))
        tally.count_event(reading, event, _on_either(event, record))
        if not _on_either(event, record):
            tally.not_in_gold(reading, event)
    for side, wanted in (("actor", record.actors), ("recipient", record.recipients)):
        right = _paired(sorted(sides[side]), wanted)
        tally.shares[f"{side} span"].add(right, len(sides[side]), len(wanted))
    if record.actors and record.recipients:
        both = any(_on_pair(event, record) for event in reading.annotation.events)
        tally.shares["both in one event"].add(both, gold=1)
        if not both:
            wanted_line = " > ".join(
                " + ".join(s.of(record.text) for s in side)
                for side in (record.actors, record.recipients)
            )
            tally.miss(reading, "both", "", wanted_line)


def _on_either(event: EventMention, record: GoldRecord) -> bool:
    spans = [p.span for p in (*event.actors, *event.recipients)]
    return _touch(spans, (*record.actors, *record.recipients))


def _paired(coded: list[Span], wanted: Iterable[Span]) -> int:
    """How many of *wanted* overlap one of *coded*, in the order of the text, each its own."""
    left, pairs = list(coded), 0
    for span in sorted(wanted):
        found = next((other for other in left if other.overlaps(span)), None)
        if found is not None:
            left.remove(found)
            pairs += 1
    return pairs


# -- relevance: whether there is any event to code ----------------------------------------------


def _score_relevance(tally: Tally, reading: Reading) -> None:
    """Sentences in which an event was coded, that have one and that have none."""
    codable = reading.record.codable
    if codable is None:
        return
    events = reading.annotation.events
    took_place = [event for event in events if event.modality in HAPPENED]
    name = "with an event" if codable else "without one"
    tally.shares[f"{name}, coded"].add(bool(took_place), gold=1)
    tally.shares[f"{name}, coded or only meant"].add(bool(events), gold=1)
    for event in took_place:
        tally.types[event.type].add(codable, coded=1)
        tally.count_event(reading, event, codable)
        if not codable:
            tally.not_in_gold(reading, event)
    if codable and not took_place:
        tally.miss(reading, "event", "", "some event")


# -- events: all that a text tells --------------------------------------------------------------


def _score_events(tally: Tally, reading: Reading) -> None:
    """Events are paired one to one by type, the best agreeing first.

    What did not take place counts where the gold has it, and is left aside elsewhere.
    """
    gold = list(reading.record.events)
    coded = list(reading.annotation.events)
    pairs = _best_pairs(reading, gold, coded)
    for n, event in enumerate(gold):
        _score_event(tally, reading, event, coded[pairs[n]] if n in pairs else None)
    taken = set(pairs.values())
    false = {n for n, e in enumerate(coded) if n not in taken and e.modality in HAPPENED}
    for n in sorted(taken | false):
        answer = coded[n]
        tally.shares["type"].add(0, coded=1)
        tally.shares["all right"].add(0, coded=1)
        tally.types[answer.type].add(0, coded=1)
        tally.count_event(reading, answer, n in taken)
        if n in false:
            tally.not_in_gold(reading, answer)
            tally.shares["actor"].add(0, coded=len(answer.actors))
            tally.shares["recipient"].add(0, coded=len(answer.recipients))
    for n, missed in enumerate(gold):
        if n not in pairs:
            tally.confuse(_label(missed), {coded[m].type for m in false})


def _score_event(
    tally: Tally, reading: Reading, event: GoldEvent, answer: EventMention | None
) -> None:
    """One event of the gold with its answer, if it has one."""
    tally.shares["type"].add(answer is not None, gold=1)
    tally.types[_label(event)].add(answer is not None, gold=1)
    agrees = compare_sides(event, answer, reading.annotation)
    for side, (right, found, wanted) in agrees.items():
        tally.shares[side].add(right, found, wanted)
    modality = answer is not None and _modality_agrees(event, answer)
    if answer is not None:
        tally.shares["modality of those found"].add(modality, coded=1)
    whole = modality and all(right == found == wanted for right, found, wanted in agrees.values())
    tally.shares["all right"].add(whole, gold=1)
    if not whole:
        wrong = "type" if answer is None else "participants" if modality else "modality"
        tally.miss(reading, wrong, _label(event), _wanted(reading.record, event))


def _best_pairs(
    reading: Reading, gold: list[GoldEvent], coded: list[EventMention]
) -> dict[int, int]:
    """Which coded event answers which of the gold, by their places in the lists."""
    ranked = sorted(
        (-_agreement(reading, event, answer), n, m)
        for n, event in enumerate(gold)
        for m, answer in enumerate(coded)
        if answer.type in event.types
    )
    found: dict[int, int] = {}
    for _, n, m in ranked:
        if n not in found and m not in found.values():
            found[n] = m
    return found


def _agreement(reading: Reading, event: GoldEvent, answer: EventMention) -> int:
    everybody = (*answer.actors, *answer.recipients)
    known = sum(
        any(named(who, p, reading.annotation) for p in everybody)
        for who in (*event.actors, *event.recipients)
    )
    return 2 * known + _modality_agrees(event, answer)


def _modality_agrees(event: GoldEvent, answer: EventMention) -> bool:
    if event.modality in HAPPENED:
        return answer.modality in HAPPENED
    return event.modality == answer.modality


_SCORERS: dict[Shape, Callable[[Tally, Reading], None]] = {
    "events": _score_events,
    "codes": _score_codes,
    "pairs": _score_pair,
    "spans": _score_spans,
    "relevance": _score_relevance,
}
