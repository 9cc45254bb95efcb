"""One event in full: its reports, the words, the days and why, and what is disputed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.padding import Padding

from detente.export.cited import Sources
from detente.merging import Account
from detente.model import (
    Annotation,
    Citation,
    Disagreement,
    Event,
    EventMention,
    Participant,
    Report,
    Span,
)
from detente.model.event_ids import event_id
from detente.record import Decision, FoundEvent
from detente.record.queries import SHORT_ID
from detente.terminal import phrasing
from detente.terminal.account_table import account_table
from detente.terminal.console import Console, Text
from detente.terminal.decided import about_event


def show(
    found: FoundEvent,
    account: Account,
    decisions: Sequence[Decision],
    sources: Sources,
    console: Console,
) -> None:
    """Prints all that the record has on an event: its *account*, and *decisions* about it."""
    event = found.event
    if found.former is not None:
        console.print(Text(_became(found, decisions), style="yellow"))
    console.print(Text(f"{phrasing.act(event)}: {phrasing.parties(event)}", style="bold"))
    for label, value in _facts(event):
        console.print(_labelled(label, value))
    for line in about_event(decisions, event):
        console.print(_labelled("decided", line))
    mentions = list(sources.mentions(event))
    if len(mentions) > 1:
        account_table(account, sources, console)
    for disagreement in event.disagreements:
        _disagreement(disagreement, sources, console)
    reports = {annotation.report.id: annotation.report for annotation, _ in mentions}
    for report in reports.values():
        _report(report, console)
        for number, (annotation, mention) in enumerate(mentions, start=1):
            if annotation.report.id == report.id:
                _mention(annotation, mention, number if len(mentions) > 1 else None, console)


def _became(found: FoundEvent, decisions: Sequence[Decision]) -> str:
    """What became of the event that was asked for by an id that it has no more."""
    asked, event = found.former or "", found.event.id
    others = sorted(
        {
            other[:SHORT_ID]
            for one in decisions
            if one.kind == "different" and (asked in _first_of(one) or event in one.events)
            for other in one.events
            if other != event
        }
    )
    apart = f"; others were split off: {', '.join(others)}" if others else ""
    return f"{asked[:SHORT_ID]} was merged into {event[:SHORT_ID]}{apart}"


def _first_of(decision: Decision) -> set[str]:
    """The ids that an event would have of which a mention of *decision* were the first."""
    mentions = (*decision.one, *decision.other)
    return {event_id(*mention.now) for mention in mentions if mention.now}


def _facts(event: Event) -> Iterable[tuple[str, str]]:
    yield "event", event.id
    yield "when", phrasing.days(event.date)
    if event.place:
        yield "where", phrasing.place(event.place)
    if event.contexts:
        yield "context", ", ".join(event.contexts)
    yield "quad", f"{event.quad}, score {event.score:+g}"
    if event.modality != "actual":
        yield "modality", event.modality
    told = f"{phrasing.counted(event.reports, 'independent report')}"
    yield "told by", f"{told}, {phrasing.counted(len(event.mentions), 'mention')}"
    yield "confidence", phrasing.confidence(event)


def _labelled(label: str, value: str, indent: int = 2) -> Padding:
    text = Text(f"{label}: ", style="dim")
    text.append(value, style="not dim")
    return Padding(text, (0, 0, 0, indent))


def _disagreement(value: Disagreement, sources: Sources, console: Console) -> None:
    console.print()
    console.print(Text(f"The reports disagree on {phrasing.field(value.field)}", style="yellow"))
    for said, citations in value.values:
        console.print(_labelled(said, _places_of(citations, sources)))


def _places_of(citations: Iterable[Citation], sources: Sources) -> str:
    """The words of each citation and the report they stand in."""
    return "; ".join(
        f"“{phrasing.flat(sources.words(c))}” in {sources.annotation(c.report).report.source}"
        for c in citations
    )


def _report(report: Report, console: Console) -> None:
    """Whose report it is and how its day is known."""
    console.print()
    console.print(Text(phrasing.flat(report.headline or report.id), style="bold"))
    console.print(_labelled("report", report.source))
    if report.publisher:
        console.print(_labelled("publisher", report.publisher))
    console.print(_labelled("published", _publication(report)))
    for reason in dict.fromkeys(report.published.reasons):
        console.print(_labelled("because", reason, indent=4))


def _publication(report: Report) -> str:
    published = report.published
    if published.basis == "unknown":
        return "unknown: the text has no date, and nothing in the record proves one"
    day = phrasing.days(published.interval)
    if published.basis == "inferred":
        return f"{day}, as far as the record proves it; the text has no date"
    if published.basis == "given":
        return f"{day}, as given to detente read"
    stated = f', stated as "{published.span.of(report.text)}"' if published.span else ""
    return f"{day}{' ' + published.time if published.time else ''}{stated}"


def _mention(
    annotation: Annotation, mention: EventMention, number: int | None, console: Console
) -> None:
    """The sentence with the act's word marked, and what each field rests on."""
    console.print()
    line = Text(f"[{number}] " if number else "", style="dim")
    line.append(_sentence(annotation, mention))
    console.print(Padding(line, (0, 0, 0, 2)))
    for label, value in _readings(annotation, mention):
        console.print(_labelled(label, value, indent=4))


def _sentence(annotation: Annotation, mention: EventMention) -> Text:
    whole, text = annotation.sentences[mention.sentence], annotation.report.text
    marked = Text("“")
    marked.append(phrasing.flat(text[whole.start : mention.trigger.start]))
    marked.append(phrasing.flat(mention.trigger.of(text)), style="bold underline")
    marked.append(phrasing.flat(text[mention.trigger.end : whole.end]))
    return marked.append("”")


def _readings(annotation: Annotation, mention: EventMention) -> Iterable[tuple[str, str]]:
    text = annotation.report.text
    for label, participants in (("actor", mention.actors), ("recipient", mention.recipients)):
        for participant in participants:
            yield label, _participant(annotation, participant)
    date = mention.date
    said = _words(date.span, text)
    # Most reasons begin with the words.
    told = date.reason if date.span and repr(date.span.of(text)) in date.reason else ""
    parts = (phrasing.days(date.interval), told or said, "" if told else date.reason)
    yield "when", " ".join(part for part in parts if part)
    if mention.place:
        place = phrasing.place(mention.place.place)
        yield "where", " ".join(p for p in (place, _words(mention.place.span, text)) if p)
    if mention.modality != "actual":
        yield "modality", mention.modality
    if mention.attribution:
        actor = annotation.actors.get(mention.attribution.actor or "")
        who = phrasing.actor(actor) if actor else "an unnamed source"
        yield "according to", f"{who} {_words(mention.attribution.span, text)}"
    if mention.signal:
        yield "signal", mention.signal


def _participant(annotation: Annotation, participant: Participant) -> str:
    actor = annotation.actors[participant.actor]
    office = f", {actor.office}" if actor.office else ""
    return f"{phrasing.actor(actor)}{office} {_words(participant.span, annotation.report.text)}"


def _words(span: Span | None, text: str) -> str:
    return f"“{phrasing.flat(span.of(text))}”" if span else ""
