"""detente: reports in, a cited record of who did what to whom out.

import detente

detente.read(["reports/"], "kuril.duckdb")
with detente.open_record("kuril.duckdb") as record:
    for event in record.events(["RUS", "JPN"]):
        print(event.date, event.type, event.actors)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.api import (
    Reading,
    annotate,
    check_actors,
    evaluate,
    evaluate_gold,
    export_record,
    lookup_actors,
    office_holders,
    open_record,
    read,
)
from detente.errors import DetenteError, SourceError
from detente.model import (
    Actor,
    Annotation,
    Attribution,
    Citation,
    Disagreement,
    Event,
    EventDate,
    EventMention,
    EventPlace,
    Interval,
    Mention,
    Participant,
    Place,
    PlaceMention,
    Published,
    Report,
    Span,
    Statement,
    TimeMention,
    Uncoded,
)
from detente.version import __version__

if TYPE_CHECKING:
    from detente.pipeline import Coder
    from detente.record import Record

__all__ = [
    "Actor", "Annotation", "Attribution", "Citation", "Coder", "DetenteError", "Disagreement",
    "Event", "EventDate", "EventMention", "EventPlace", "Interval", "Mention", "Participant",
    "Place", "PlaceMention", "Published", "Reading", "Record", "Report", "SourceError", "Span",
    "Statement", "TimeMention", "Uncoded", "__version__", "annotate", "check_actors", "evaluate",
    "evaluate_gold", "export_record", "lookup_actors", "office_holders", "open_record", "read",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """The two names whose libraries take long to load, when they are asked for."""
    if name == "Coder":
        from detente.pipeline import Coder

        return Coder
    if name == "Record":
        from detente.record import Record

        return Record
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
