"""The stage of the pipeline that this room is."""

from __future__ import annotations

from msgspec.structs import replace

from detente.document import Document
from detente.times.time_expressions import find_times
from detente.times.time_words import TimeWords


def with_times(document: Document, words: TimeWords) -> Document:
    """*document* with the expressions of time that its report has, in the language of *words*."""
    return replace(document, times=find_times(document, words))
