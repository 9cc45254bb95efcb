"""The stage of the pipeline that this room is."""

from __future__ import annotations

from msgspec.structs import replace

from detente.document import Document
from detente.times.time_expressions import find_times


def with_times(document: Document) -> Document:
    """*document* with the expressions of time that its report has."""
    return replace(document, times=find_times(document))
