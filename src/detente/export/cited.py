"""Events and statements with the exact words they rest on, as plain values for JSON.

Shared by the export formats and by the command line's ``--json``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from detente.errors import RecordError
from detente.export.lines import (
    Json,
    actor_object,
    interval_object,
    place_object,
    published_object,
    sort_object,
    span,
    surety_object,
    worth_object,
)
from detente.model import (
    Actor,
    Annotation,
    Answer,
    Citation,
    Disagreement,
    Event,
    EventMention,
    Interval,
    Participant,
    Report,
    Span,
)
from detente.model.followed import EventLink, Story

if TYPE_CHECKING:
    from datetime import datetime

    from detente.merging import Account, Why
    from detente.merging.reasons import Tie
    from detente.positions import Position
    from detente.record import DecidedMention, Decision, Quotation, Record

# Events that are neighbours in time cite the same reports; a few hundred annotations are some
# tens of megabytes.
_KEPT = 256


class Sources:
    """The annotations that a record's events cite, looked up by report and mention."""

    def __init__(self, record: Record) -> None:
        self.annotation = lru_cache(maxsize=_KEPT)(record.annotation)

    def mentions(self, event: Event) -> Iterator[tuple[Annotation, EventMention]]:
        """The mentions of *event*, each with its report's annotation."""
        if not event.mentions:
            raise RecordError.altered(f"event {event.id!r}")
        for report, name in event.mentions:
            annotation = self.annotation(report)
            mention = next((m for m in annotation.events if m.id == name), None)
            if mention is None:
                raise RecordError.altered(f"event {event.id!r}")
            yield annotation, mention

    def words(self, citation: Citation) -> str:
        """The words of a citation."""
        return citation.span.of(self.annotation(citation.report).report.text)


def read_with(record: Record) -> list[Json]:
    """What the reports of *record* were read with: version, codebook's hash, language model."""
    return [
        {"detente": version, "codebook": coded.partition(" ")[0], "coder": coded.partition(" ")[2]}
        for version, coded in record.codebooks()
    ]


def quote(where: Span | None, text: str) -> Json | None:
    """A span with its words, or null."""
    return None if where is None else {"span": span(where), "words": where.of(text)}


def report_object(report: Report) -> Json:
    """A report without its text."""
    return {
        "id": report.id,
        "source": report.source,
        "headline": report.headline,
        "publisher": report.publisher,
        "url": report.url,
        "language": report.language,
        "published": published_object(report.published),
    }


def event_object(event: Event, sources: Sources) -> Json:
    """An event with its mentions, and with both sides of what reports disagree on."""
    return {
        "id": event.id,
        **sort_object(event),
        "actors": [actor_object(a) for a in event.actors],
        "recipients": [actor_object(a) for a in event.recipients],
        "date": dated(event.date),
        "place": None if event.place is None else place_object(event.place),
        "modality": event.modality,
        **worth_object(event),
        "reports": event.reports,
        "disagreements": [_disagreement(d, sources) for d in event.disagreements],
        "mentions": [_mention(a, m) for a, m in sources.mentions(event)],
    }


def account_object(account: Account, sources: Sources) -> Json:
    """What the reports say field by field, what is shown of it and why."""
    return {
        field.name: {
            "shown": field.shown,
            "why": field.why,
            "disagree": field.disagree,
            "values": [
                {
                    "value": given.value,
                    "reports": given.reports,
                    "citations": [_citation(c, sources) for c in given.citations],
                }
                for given in field.values
            ],
        }
        for field in account.fields
    }


def decision_object(decision: Decision) -> Json:
    """What somebody decided, with the words that it is about."""
    return {
        "number": decision.number,
        "decision": decision.kind,
        "by": decision.by,
        "at": _moment(decision.at),
        "note": decision.note,
        "events": list(decision.events),
        "without_object": decision.without_object,
        "overruled_by": list(decision.overruled_by),
        "undone": None
        if decision.undone_at is None
        else {"by": decision.undone_by, "at": _moment(decision.undone_at)},
        "one": [_decided_mention(mention) for mention in decision.one],
        "other": [_decided_mention(mention) for mention in decision.other],
    }


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _decided_mention(mention: DecidedMention) -> Json:
    return {
        "report": mention.report,
        "source": mention.source,
        "type": mention.type,
        "trigger": span(mention.span),
        "passage": {
            "span": [mention.start, mention.start + len(mention.passage)],
            "words": mention.passage,
        },
        "now": None if mention.now is None else {"report": mention.now[0], "id": mention.now[1]},
        "event": mention.event,
    }


def why_object(why: Why) -> Json:
    """Why an event is one: its ties and its near misses, each with the evidence."""
    return {
        "ties": [_tie(tie) for tie in why.ties],
        "near_misses": [_tie(tie) for tie in why.near_misses],
    }


def _tie(tie: Tie) -> Json:
    names = (("one", tie.one), ("other", tie.other))
    return {
        **{key: {"report": report, "mention": mention} for key, (report, mention) in names},
        "evidence": [
            {"name": e.name, "amount": round(e.amount, 4), "weight": round(e.weight, 4)}
            for e in tie.evidence
        ],
        "total": round(tie.total, 4),
        "needed": tie.needed,
        "apart": tie.apart,
        "decided": tie.decided,
    }


def link_object(link: EventLink) -> Json:
    """How two events hang together, the earlier first, and why."""
    return {
        "how": link.kind,
        "event": link.event,
        "to": link.to,
        "strength": link.strength,
        "reasons": [
            {"name": r.name, "weight": r.weight, "seen": list(r.seen)} for r in link.reasons
        ],
    }


def links_of(event: str, links: Iterable[EventLink]) -> list[Json]:
    """Those of *links* that begin or end at the event of this id."""
    return [link_object(link) for link in links if event in link.ends]


def story_object(story: Story) -> Json:
    """A story with its moments, and why each takes up an earlier one."""
    return {
        "id": story.id,
        "date": dated(story.date),
        "words": list(story.words),
        "actors": [actor_object(actor) for actor in story.actors],
        "reports": story.reports,
        "moments": [
            {
                "id": moment.id,
                "date": dated(moment.date),
                "reports": list(moment.reports),
                "words": list(moment.words),
            }
            for moment in story.moments
        ],
        "links": [
            {
                "moment": link.moment,
                "to": link.to,
                "likeness": link.likeness,
                "days": link.days,
                "words": list(link.words),
                "events": list(link.events),
                "event_links": [link_object(one) for one in link.links],
            }
            for link in story.links
        ],
        "events": list(story.events),
    }


def quotation_object(quotation: Quotation, report: Report) -> Json:
    """A statement with its words, who said them to whom, about what, and in answer to what."""
    said, text, context = quotation.statement, report.text, quotation.context
    return {
        "report": quotation.report,
        "number": quotation.number,
        "source_name": quotation.source,
        "published": published_object(quotation.published),
        "said_on": dated(quotation.said_on),
        "speaker": _actor(quotation.speaker),
        "addressee": _actor(quotation.addressee),
        "form": said.form,
        "kinds": list(said.kinds),
        "source": quote(said.source, text),
        "cue": quote(said.cue, text),
        "content": [quote(c, text) for c in said.content],
        "condition": quote(context.condition, text) if context else None,
        "matters": [
            {"kind": m.kind, "key": m.key, "name": m.name, "words": quote(m.span, text)}
            for m in (context.matters if context else ())
        ],
        "events": list(quotation.events),
        "answers": _answer(quotation.answers),
        "answered_by": [_answered(answer) for answer in quotation.answered],
    }


def position_object(position: Position, report: Report) -> Json:
    """A statement as :func:`quotation_object` has it, with its side and what it changes."""
    return quotation_object(position.quotation, report) | {
        "side": position.side,
        "changed_from": list(position.changed_from),
    }


def _answer(answer: Answer | None) -> Json | None:
    if answer is None:
        return None
    return {
        "report": answer.to[0],
        "number": answer.to[1],
        "how": answer.kind,
        "reason": answer.reason,
    }


def _answered(answer: Answer) -> Json:
    report, number = answer.statement
    return {"report": report, "number": number, "how": answer.kind, "reason": answer.reason}


def dated(interval: Interval) -> Json:
    """An interval with the precision that its words give."""
    return interval_object(interval) | {"precision": interval.precision}


def _actor(actor: Actor | None) -> Json | None:
    return None if actor is None else actor_object(actor)


def _disagreement(value: Disagreement, sources: Sources) -> Json:
    return {
        "field": value.field,
        "values": [
            {"value": said, "citations": [_citation(c, sources) for c in citations]}
            for said, citations in value.values
        ],
    }


def _citation(citation: Citation, sources: Sources) -> Json:
    return {
        "report": citation.report,
        "span": span(citation.span),
        "words": sources.words(citation),
    }


def _mention(annotation: Annotation, mention: EventMention) -> Json:
    report = annotation.report
    text = report.text
    place, attribution = mention.place, mention.attribution
    return {
        "report": report.id,
        "source": report.source,
        "id": mention.id,
        "sentence": mention.sentence,
        "trigger": quote(mention.trigger, text),
        "extent": quote(mention.extent, text),
        **sort_object(mention),
        "actors": _participants(mention.actors, annotation),
        "recipients": _participants(mention.recipients, annotation),
        "date": dated(mention.date.interval)
        | {"words": quote(mention.date.span, text), "reason": mention.date.reason or None},
        "place": place
        and {
            "name": place.place.name,
            "country": place.place.country,
            "words": quote(place.span, text),
        },
        "modality": mention.modality,
        "attribution": attribution
        and {
            "actor": _actor(annotation.actors.get(attribution.actor or "")),
            "words": quote(attribution.span, text),
        },
        "signal": mention.signal or None,
        **surety_object(mention),
    }


def _participants(values: Iterable[Participant], annotation: Annotation) -> list[Json]:
    return [
        {
            "name": annotation.actors[p.actor].name,
            "country": annotation.actors[p.actor].country,
            "words": quote(p.span, annotation.report.text),
        }
        for p in values
    ]
