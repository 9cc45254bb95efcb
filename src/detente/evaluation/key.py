"""An answer key: reports coded by hand, with every answer that is acceptable.

The file is JSON.  ``types`` and ``modes`` list acceptable answers; ``evidence`` is words of the
report that locate an act; ``date`` is the first and last acceptable day of the act's own interval,
whose beginning may be left open where ``open_start`` says so; an event with ``required`` false may
be left out but must agree if it is coded.  Events that share a ``key`` happened once.  A trap is a
place in a report where certain things must ``never`` be coded.  Fields that this module does not
know are an error, so that nothing in a key is passed over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from detente.days import BOUNDS, is_known
from detente.errors import EvaluationError
from detente.files import UnfitError, read_file
from detente.model import Modality, Span

MOST_BYTES = 64_000_000
"""Bytes of a key; a long one has some hundred thousand."""

# What a note says in words where the key has no field for it.
RECIPIENT_MAY_BE_OPEN = "recipient may be left open"


class KeyActor(Struct, frozen=True):
    """``RUS``, or ``RUS: Sergei Lavrov``: a country, with the person or the kind of person."""

    country: str
    label: str | None = None

    @classmethod
    def of(cls, text: str) -> KeyActor:
        """From its form in the file."""
        country, _, label = text.partition(":")
        return cls(country.strip(), label.strip() or None)

    @property
    def person(self) -> str | None:
        """The label if it is a name ("Sergei Lavrov"), not a description ("ministry official")."""
        named = self.label and all(word[0].isupper() for word in self.label.split())
        return self.label if named else None

    def __str__(self) -> str:
        return f"{self.country}: {self.label}" if self.label else self.country


class KeyReport(Struct, frozen=True, forbid_unknown_fields=True):
    """A report of the key; ``published_if_given`` is the day it is read with if it has none."""

    report: str
    headline: str | None = None
    published: str | None = None
    published_if_given: date | None = None
    updated: str | None = None
    publisher: str | None = None
    dateline: str | None = None
    undated: str | None = None


class KeyEvent(Struct, frozen=True, forbid_unknown_fields=True):
    """One mention of an event, with what is acceptable for it."""

    key: str
    report: str
    evidence: str
    types: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    date: tuple[date, date]
    modality: Modality
    required: bool
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    place: str | None = None
    attribution: str | None = None
    open_start: bool = False
    note: str = ""

    @property
    def who(self) -> tuple[KeyActor, ...]:
        """The actors, read."""
        return tuple(KeyActor.of(text) for text in self.actors)

    @property
    def whom(self) -> tuple[KeyActor, ...]:
        """The recipients, read."""
        return tuple(KeyActor.of(text) for text in self.recipients)

    @property
    def recipient_may_be_open(self) -> bool:
        """Whether the note accepts an answer without a recipient."""
        return RECIPIENT_MAY_BE_OPEN in self.note

    @property
    def names_a_person(self) -> bool:
        """Whether any actor or recipient is a person by name."""
        return any(actor.person for actor in (*self.who, *self.whom))


class KeyQuote(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of a report that somebody said."""

    report: str
    content: str
    speaker: str
    kind: str
    addressee: str | None = None
    note: str = ""

    @property
    def who(self) -> KeyActor:
        """The speaker, read."""
        return KeyActor.of(self.speaker)


class KeyTrap(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of a report in which the things in ``never`` must not be coded, and why."""

    report: str
    evidence: str
    never: tuple[str, ...]
    why: str = ""


class KeyPlace(Struct, frozen=True, forbid_unknown_fields=True):
    """A place under all the names that the reports give it."""

    names: tuple[str, ...]
    place: str
    claimed_by: tuple[str, ...] = ()


class KeyMerged(Struct, frozen=True, forbid_unknown_fields=True):
    """An event of the key: the reports that tell it, and how many of the key's mentions it has."""

    key: str
    reports: tuple[str, ...]
    mentions: int


class AnswerKey(Struct, frozen=True, forbid_unknown_fields=True):
    """All of a key."""

    reports: tuple[KeyReport, ...]
    events: tuple[KeyEvent, ...] = ()
    quotes: tuple[KeyQuote, ...] = ()
    traps: tuple[KeyTrap, ...] = ()
    places: tuple[KeyPlace, ...] = ()
    merged: tuple[KeyMerged, ...] = ()
    about: str = ""

    def may_share(self, first: str, second: str) -> bool:
        """Whether two keys may be one event: a note says that one may be merged into the other."""
        return any(
            f"may be merged into {other}" in event.note
            for one, other in ((first, second), (second, first))
            for event in self.events
            if event.key == one
        )

    def place_names(self, place: str) -> set[str]:
        """All names of *place*, folded."""
        same = (p.names for p in self.places if p.place == place)
        return {place.casefold(), *(name.casefold() for names in same for name in names)}


def load_key(path: Path) -> AnswerKey:
    """The key in the file *path*.

    Raises :class:`EvaluationError`, naming the file and the place in it, for one that cannot be
    read or does not hold.
    """
    try:
        data = read_file(path, MOST_BYTES).removeprefix(b"\xef\xbb\xbf")
        key = msgspec.json.decode(data, type=AnswerKey)
    except UnfitError as unfit:
        raise EvaluationError(unfit.at(path)) from unfit
    except msgspec.ValidationError as error:
        raise EvaluationError(
            f"{path}: not an answer key: {error}; docs/formats.md describes one"
        ) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise EvaluationError(f"{path}: not JSON: {error}") from error
    for problem in _problems(key):
        raise EvaluationError(f"{path}: {problem}")
    return key


def _problems(key: AnswerKey) -> Iterator[str]:
    known = {report.report for report in key.reports}
    named = [x.report for entries in (key.events, key.quotes, key.traps) for x in entries]
    for name in named:
        if name not in known:
            yield f'"{name}" is not among the key\'s reports'
    for report in key.reports:
        day = report.published_if_given
        if day is not None and not is_known(day):
            yield f'report "{report.report}": {day} is out of bounds: {BOUNDS}'
    counted = {event.key for event in key.events}
    for merged in key.merged:
        if merged.key not in counted:
            yield f'merged event "{merged.key}" has no entry under events'
    for event in key.events:
        for day in event.date:
            if not is_known(day):
                yield f'event "{event.key}": {day} is out of bounds: {BOUNDS}'
        if event.date[0] > event.date[1]:
            yield f'event "{event.key}": its last acceptable day is before its first'
        if not event.types:
            yield f'event "{event.key}": no acceptable type'


def locate(words: str, text: str, what: str) -> Span:
    """Where *words* stand in *text*; raises :class:`EvaluationError` where they do not.

    White space counts as one blank, so that a key may quote across a line's end.
    """
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    found = re.search(pattern, text)
    if not pattern or found is None:
        raise EvaluationError(f'{what}: the report does not hold the words "{words}"')
    return Span(*found.span())
