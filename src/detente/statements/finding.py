"""A statement before its actors are known."""

from __future__ import annotations

from msgspec import Struct

from detente.model import Form, Span
from detente.statements.cues import Cue


class Finding(Struct, frozen=True):
    """Words, the cue that reports them, and the phrases that say who said them to whom.

    ``sources`` and ``hearer`` are indexes into ``Structure.phrases``; ``source`` is the span of the
    first ones.  ``clause`` is the cue's clause.
    """

    content: tuple[Span, ...]
    form: Form
    cue: Span | None = None
    sense: Cue | None = None
    clause: int | None = None
    source: Span | None = None
    sources: tuple[int, ...] = ()
    hearer: tuple[int, ...] = ()
