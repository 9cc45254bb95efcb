"""What is asked of a record, as functions: what happened, and what somebody's position was.

They are a part of :mod:`detente.api`; none of them needs a language model.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import date
from os import PathLike
from typing import TYPE_CHECKING

from msgspec import Struct

from detente.days import check_days
from detente.errors import AskedError
from detente.model import Event
from detente.model.plover import HAPPENED

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from detente.merging import Why
    from detente.model.followed import Story
    from detente.positions import Position
    from detente.record import Record

Source = str | PathLike[str]

LIKELY = 0.5
"""The confidence from which an event is more likely right than not."""


class Timeline(Struct, frozen=True):
    """Events in order of time, and how many others there are that were not asked for.

    ``unlikely`` counts those left out for their confidence; ``open_ended`` those that may lie in
    the days that were asked for, of which only one end is known.
    """

    events: tuple[Event, ...] = ()
    unlikely: int = 0
    open_ended: int = 0


def open_record(path: Source) -> Record:
    """The record in the file *path*, for asking; raises :class:`RecordError` if there is none."""
    from detente.record import Record

    return Record(path, read_only=True)


def opened_record(
    record: Source | Record, read_only: bool = False
) -> AbstractContextManager[Record]:
    """*record* where it is one, to stay open; else the one in that file, to be closed after."""
    from detente.record import Record

    if isinstance(record, Record):
        return nullcontext(record)
    return Record(record, read_only=read_only)


def why(record: Source | Record, event: str) -> Why:
    """Why an event is what it is: how its mentions are tied to it, and what was nearest to it.

    *event* is its id or as much of the beginning as tells it from others.  All mentions of the
    record are looked at.  Raises :class:`RecordError` where there is no such event.
    """
    from detente.merging import Kinds
    from detente.merging import why as why_merged

    with opened_record(record, read_only=True) as opened:
        found = opened.event(event)
        kinds, decisions = opened.kinds or Kinds(), opened.rulings()
        return why_merged(found, opened.annotations(), kinds=kinds, decisions=decisions)


def timeline(
    record: Source | Record,
    actors: Sequence[str] = (),
    *,
    since: date | None = None,
    until: date | None = None,
    types: Sequence[str] = (),
    story: str | None = None,
    happened: bool = False,
    open_ended: bool = False,
    min_confidence: float = LIKELY,
) -> Timeline:
    """What happened, in order of time, as far as it is more likely right than not.

    The arguments are those of :meth:`detente.record.Record.events`; *happened* leaves out what was
    only planned, offered on a condition or denied, *story*, by its id or as much of its beginning
    as tells it from others, what that story does not tell of.  Raises as that does, and
    :class:`AskedError` where there is no such story, and for a confidence that is no share of one.
    """
    check_days(since, until)
    check_confidence(min_confidence)
    with opened_record(record, read_only=True) as opened:
        every = opened.events(actors, since, until, types, open_ended=True)
        certain = every
        if (since or until) and not open_ended:
            certain = opened.events(actors, since, until, types)
        told = None if story is None else frozenset(opened.story(story).events)
    if told is not None:
        every, certain = ([e for e in events if e.id in told] for events in (every, certain))
    if happened:
        every, certain = _happened(every), _happened(certain)
    likely = tuple(event for event in certain if event.confidence >= min_confidence)
    return Timeline(likely, len(certain) - len(likely), len(every) - len(certain))


def stories(
    record: Source | Record,
    actors: Sequence[str] = (),
    *,
    since: date | None = None,
    until: date | None = None,
    open_ended: bool = False,
    least: int = 2,
) -> list[Story]:
    """What reports tell of over days, in order of time: stories of *least* reports and more.

    The other arguments are those of :meth:`detente.record.Record.stories`, which raises as this
    does.  A report that no other takes up is a story of one.
    """
    check_days(since, until)
    with opened_record(record, read_only=True) as opened:
        found = opened.stories(actors, since, until, open_ended=open_ended)
    return [story for story in found if len(story.told_in) >= least]


def check_confidence(value: float) -> None:
    """Raises :class:`AskedError` for a confidence that is none: it runs from 0 to 1."""
    if not 0 <= value <= 1:
        raise AskedError(f"a confidence is from 0 to 1, and {value:g} is not")


def _happened(events: Sequence[Event]) -> list[Event]:
    return [event for event in events if event.modality in HAPPENED]


def positions(
    record: Source | Record,
    actor: str,
    matter: str,
    *,
    since: date | None = None,
    until: date | None = None,
    open_ended: bool = False,
) -> list[Position]:
    """What *actor* said on *matter*, in order of time, with the changes of side marked.

    *actor* is a country's code or name, then anybody's of that country, or somebody's name;
    *matter* the name of a place or an actor, or else words in what was said.  *open_ended* lets in
    what may have been said in the days asked for, of which only one end is known.
    """
    from detente.positions import positions as in_order

    check_days(since, until)
    with opened_record(record, read_only=True) as opened:
        said = opened.statements(
            by=actor, matter=matter, since=since, until=until, open_ended=open_ended
        )
        return in_order(said)
