"""What a report has named before a word that points back to it."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from detente.language.structure import Clause
from detente.model import Span


class Seen(Struct, frozen=True):
    """A phrase that was resolved: where it stands, whom it means, and as what."""

    phrase: int
    sentence: int
    span: Span
    actors: tuple[int, ...]
    subject: bool
    plural: bool


def topic(clause: Clause) -> tuple[int, ...]:
    """What stands where the subject stands: of a passive what is done to."""
    return clause.object if clause.passive and clause.object else clause.subject


def distinct(numbers: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(numbers))
