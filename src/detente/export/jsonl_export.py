"""detente's own JSON Lines: all of a record but the reports' texts.

The first line says what wrote the file and what it leaves out; then come the reports, the events in
order of time, the statements, what people decided of events, the links of events and the stories,
each with ``kind`` as its first key and the exact words everywhere.
"""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING, BinaryIO

from msgspec.structs import replace

from detente.export.cited import (
    Sources,
    decision_object,
    event_object,
    link_object,
    quotation_object,
    read_with,
    report_object,
    story_object,
)
from detente.export.lines import Json, line
from detente.model.followed import StoryLink
from detente.version import __version__

if TYPE_CHECKING:
    from detente.record import Record


def write(record: Record, stream: BinaryIO, min_confidence: float = 0.0) -> int:
    """Writes *record* as JSON Lines, without the events that are less sure than asked.

    The first line says how many those are, as is returned.
    """
    events = record.events()
    likely = [event for event in events if event.confidence >= min_confidence]
    left_out = len(events) - len(likely)
    stream.write(line(_head(record, min_confidence, left_out)))
    reports = {report.id: report for report in record.reports()}
    for report in reports.values():
        stream.write(line({"kind": "report"} | report_object(report)))
    sources = Sources(record)
    written: set[str] = set()
    for event in likely:
        written.add(event.id)
        stream.write(line({"kind": "event"} | event_object(event, sources)))
    for quotation in record.statements():
        mine = tuple(event for event in quotation.events if event in written)
        quotation = replace(quotation, events=mine)
        value = quotation_object(quotation, reports[quotation.report])
        stream.write(line({"kind": "statement"} | value))
    for decision in record.decisions():
        if decision.undone_at is None:
            stream.write(line({"kind": "decision"} | decision_object(decision)))
    for link in record.links():
        if written.issuperset(link.ends):
            stream.write(line({"kind": "link"} | link_object(link)))
    for story in record.stories():
        told = replace(
            story,
            events=tuple(event for event in story.events if event in written),
            links=tuple(_among(one, written) for one in story.links),
        )
        stream.write(line({"kind": "story"} | story_object(told)))
    return left_out


def _among(link: StoryLink, written: Container[str]) -> StoryLink:
    """Why a moment takes up another, by the events alone that are written."""
    return replace(
        link,
        events=tuple(event for event in link.events if event in written),
        links=tuple(one for one in link.links if all(end in written for end in one.ends)),
    )


def _head(record: Record, min_confidence: float, left_out: int) -> Json:
    return {
        "kind": "export",
        "format": "jsonl",
        "detente": __version__,
        "read_with": read_with(record),
        "min_confidence": min_confidence,
        "left_out": left_out,
    }
