"""detente: reports in, a cited record of who did what to whom out.

import detente

detente.read(["reports/"], "kuril.duckdb")
with detente.open_record("kuril.duckdb") as record:
    for event in record.events(["RUS", "JPN"]):
        print(event.date, event.type, event.actors)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from detente.version import __version__

if TYPE_CHECKING:
    from detente import api as api
    from detente import errors as errors
    from detente import model as model
    from detente.api import (
        Reading,
        Timeline,
        account,
        annotate,
        check_actors,
        decisions,
        evaluate,
        evaluate_gold,
        export_record,
        keep_apart,
        lookup_actors,
        merge_events,
        office_holders,
        open_record,
        positions,
        read,
        remove,
        split_event,
        stories,
        timeline,
        undo_decision,
        why,
    )
    from detente.errors import AskedError, DetenteError, SourceError
    from detente.merging import Account
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
    from detente.model.followed import EventLink, Moment, Reason, Story, StoryLink
    from detente.pipeline import Coder
    from detente.record import Decision, Record

__all__ = [
    "Account", "Actor", "Annotation", "AskedError", "Attribution", "Citation", "Coder",
    "Decision", "DetenteError", "Disagreement", "Event", "EventDate", "EventLink",
    "EventMention", "EventPlace", "Interval", "Mention", "Moment", "Participant", "Place",
    "PlaceMention", "Published", "Reading", "Reason", "Record", "Report", "SourceError", "Span",
    "Statement", "Story", "StoryLink", "TimeMention", "Timeline", "Uncoded", "__version__",
    "account", "annotate", "check_actors", "decisions", "evaluate", "evaluate_gold",
    "export_record", "keep_apart", "lookup_actors", "merge_events", "office_holders",
    "open_record", "positions", "read", "remove", "split_event", "stories", "timeline",
    "undo_decision", "why",
]  # fmt: skip


_MODULES = ("api", "errors", "model")
_HOMES = {
    "AskedError": "errors",
    "DetenteError": "errors",
    "SourceError": "errors",
    "Account": "merging",
    "Coder": "pipeline",
    "Decision": "record",
    "EventLink": "model.followed",
    "Moment": "model.followed",
    "Reason": "model.followed",
    "Record": "record",
    "Story": "model.followed",
    "StoryLink": "model.followed",
}
_OF_API = frozenset((
    "Reading", "Timeline", "account", "annotate", "check_actors", "decisions", "evaluate",
    "evaluate_gold", "export_record", "keep_apart", "lookup_actors", "merge_events",
    "office_holders", "open_record", "positions", "read", "remove", "split_event", "stories",
    "timeline", "undo_decision", "why",
))  # fmt: skip


def __getattr__(name: str) -> Any:
    """A public name, from its module when it is asked for.

    So the command line can mind Ctrl-C before anything large is loaded.
    """
    if name in _MODULES:
        return import_module(f"detente.{name}")
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = "api" if name in _OF_API else _HOMES.get(name, "model")
    return getattr(import_module(f"detente.{home}"), name)
