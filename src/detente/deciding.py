"""What people decide of events, as functions: that two are one, that one is two, or that two are.

They are a part of :mod:`detente.api`; none of them needs a language model.  A decision takes effect
at once, and no later report undoes it.
"""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from os import PathLike
from pathlib import PurePath
from typing import TYPE_CHECKING

from msgspec import Struct

from detente.asking import opened_record
from detente.errors import AskedError, RecordError
from detente.model import Annotation, Event, EventMention
from detente.reading_steps import Progress, merge_changed, silent

if TYPE_CHECKING:
    from detente.merging import Account
    from detente.model.kinds_of_acts import Kinds
    from detente.record import DecidedMention, Decision, Record
    from detente.record.kept_decisions import Decided

Source = str | PathLike[str]

FEWEST = 4
"""Characters by which a mention's id is known."""


class Outcome(Struct, frozen=True):
    """What became of a decision.

    ``events`` are those that hold its mentions now.  ``gone`` are ids of events that there were
    before it and are no more; each finds the event that holds its first mention.  ``overrules`` are
    earlier decisions that it contradicts, in part or all of it, ``holds_again`` those that it does
    no longer, where it was undone.
    """

    decision: Decision
    events: tuple[Event, ...] = ()
    gone: tuple[str, ...] = ()
    overrules: tuple[Decision, ...] = ()
    holds_again: tuple[Decision, ...] = ()


def login_name() -> str | None:
    """The name of who uses this machine, if it is known."""
    try:
        return getpass.getuser() or None
    except (OSError, KeyError, ImportError):
        return None


def merge_events(
    record: Source | Record,
    one: str,
    *others: str,
    by: str | None = None,
    note: str | None = None,
    at: datetime | None = None,
    on_progress: Progress | None = None,
) -> Outcome:
    """Decides that events are one: all mentions that they have now, whatever they tell.

    Events are named by their ids or as much of the beginning as tells them from others; *by* is who
    decides, *at* when (now), *note* why.  Raises :class:`AskedError` for events that there are not,
    or that are one already.
    """
    with _writing(record) as opened:
        events = _events(opened, (one, *others))
        if len(events) < 2:
            raise AskedError("merging takes two events and more; name another")
        sides = [_mentions(opened, event) for event in events]
        other = [mention for side in sides[1:] for mention in side]
        return _decided(opened, "same", sides[0], other, _Signed(by, at, note), on_progress)


def split_event(
    record: Source | Record,
    event: str,
    *mentions: str | int,
    by: str | None = None,
    note: str | None = None,
    at: datetime | None = None,
    on_progress: Progress | None = None,
) -> Outcome:
    """Decides that *mentions* of an event are of another than the rest of them.

    A mention is named by its number in the event, from 1, by its id, by a report that tells of the
    event (its id, source or file name: all its mentions), or by that and where its word for the act
    begins, with a colon between.  They are one event or several as what they say has it, and so is
    the rest.  Raises :class:`AskedError` for what there is not, and where nothing or all would be
    split off.
    """
    with _writing(record) as opened:
        found = opened.event(event)
        told = _mentions(opened, found)
        if len(told) < 2:
            raise AskedError(f"event {found.id} has one mention only; there is nothing to split")
        off = sorted({i for named in mentions for i in _meant(str(named), told, found)})
        if not off:
            raise AskedError("no mention to split off; name one as detente show prints it")
        if len(off) == len(told):
            raise AskedError(f"these are all mentions of {found.id}; leave one at least")
        taken = [told[i] for i in off]
        rest = [one for i, one in enumerate(told) if i not in off]
        return _decided(opened, "different", taken, rest, _Signed(by, at, note), on_progress)


def keep_apart(
    record: Source | Record,
    one: str,
    other: str,
    *,
    by: str | None = None,
    note: str | None = None,
    at: datetime | None = None,
    on_progress: Progress | None = None,
) -> Outcome:
    """Decides that two events are two, and stay so, however alike they are told of.

    Raises :class:`AskedError` for events that there are not, or that are one.
    """
    with _writing(record) as opened:
        first, second = opened.event(one), opened.event(other)
        if first.id == second.id:
            raise AskedError(
                f"{one} and {other} are one event, {first.id}; detente split takes mentions out"
            )
        sides = _mentions(opened, first), _mentions(opened, second)
        return _decided(opened, "different", *sides, _Signed(by, at, note), on_progress)


def decisions(record: Source | Record, *, undone: bool = False) -> tuple[Decision, ...]:
    """What people decided of events, in the order in which they did; with *undone* all of it.

    Those whose report or words the record does not have are among them
    (``decision.without_object``), and hold again once it has.
    """
    with opened_record(record, read_only=True) as opened:
        return tuple(one for one in opened.decisions() if undone or one.undone_at is None)


def undo_decision(
    record: Source | Record,
    number: int,
    *,
    by: str | None = None,
    at: datetime | None = None,
    on_progress: Progress | None = None,
) -> Outcome:
    """Takes a decision back, as if it had never been made; it stays in the record as undone.

    Raises :class:`AskedError` where there is none of that *number* that stands.
    """
    with _writing(record) as opened:

        def undo() -> int:
            opened.undo_decision(number, _name(by, "by"), at)
            return number

        return _carried_out(opened, undo, on_progress)


def account(record: Source | Record, event: str) -> Account:
    """Field by field what the reports say of an event, and what is shown of it and why.

    Raises :class:`AskedError` where there is no such event.
    """
    with opened_record(record, read_only=True) as opened:
        return opened.account(event)


class _Signed(Struct, frozen=True):
    """By whom something is decided, when and why."""

    by: str | None
    at: datetime | None
    note: str | None


@contextmanager
def _writing(record: Source | Record) -> Iterator[Record]:
    """*record*, open to be decided about: it is there, and its events are those of its reports."""
    with opened_record(record, read_only=True) as opened:
        if not opened.merged:
            from detente.record.queries import UNMERGED

            raise RecordError(f"{opened.path}: nothing was decided: {UNMERGED}")
    with opened_record(record) as opened:
        yield opened


def _events(record: Record, named: Sequence[str]) -> list[Event]:
    """The events, which are several."""
    found: dict[str, str] = {}
    events = []
    for name in named:
        event = record.event(name)
        if event.id in found:
            twice = name if found[event.id] == name else f"{found[event.id]} and {name}"
            raise AskedError(f"{twice}: that is one event already, {event.id}")
        found[event.id] = name
        events.append(event)
    return events


def _mentions(record: Record, event: Event) -> list[DecidedMention]:
    """The mentions of an event in its order, by their words."""
    from detente.record.kept_decisions import keyed

    known: dict[str, dict[str, tuple[Annotation, EventMention]]] = {}
    for report in dict.fromkeys(report for report, _ in event.mentions):
        annotation = record.annotation(report)
        known[report] = {mention.id: (annotation, mention) for mention in annotation.events}
    if any(mention not in known[report] for report, mention in event.mentions):
        raise RecordError.altered(f"event {event.id!r}")
    return [keyed(*known[report][mention]) for report, mention in event.mentions]


def _meant(named: str, told: Sequence[DecidedMention], event: Event) -> list[int]:
    """The places of the mentions that a user names so."""
    if named.isdecimal() and named.isascii() and len(named) < 9:
        if 1 <= int(named) <= len(told):
            return [int(named) - 1]
        raise AskedError(f"event {event.id} has no mention {named}; it has 1 to {len(told)}")
    report, _, start = named.rpartition(":")
    known: tuple[Callable[[DecidedMention], bool], ...] = (
        lambda m: m.mention == named,
        lambda m: named in _called(m),
        lambda m: report in _called(m) and start == str(m.span.start),
        lambda m: len(named) >= FEWEST and m.mention.startswith(named),
    )
    for is_meant in known:
        if found := [i for i, mention in enumerate(told) if is_meant(mention)]:
            if len(several := sorted({told[i].source for i in found})) > 1:
                which = " or ".join(several)
                raise AskedError(f'"{named}" is of several reports; name {which}, or numbers')
            return found
    raise AskedError(
        f'event {event.id} has no mention "{named}"; name one by its number, 1 to {len(told)}, as '
        f"detente show {event.id[:8]} prints it"
    )


def _called(mention: DecidedMention) -> tuple[str, ...]:
    """What a mention's report is called."""
    return (mention.report, mention.source, PurePath(mention.source).name)


def _decided(
    record: Record,
    kind: Decided,
    one: Sequence[DecidedMention],
    other: Sequence[DecidedMention],
    signed: _Signed,
    on_progress: Progress | None,
) -> Outcome:
    from detente.record.kept_decisions import Decision

    at = (signed.at or datetime.now(UTC)).replace(microsecond=0)
    made = Decision(
        number=0,
        kind=kind,
        one=tuple(one),
        other=tuple(other),
        by=_name(signed.by, "by"),
        at=at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC),
        note=_name(signed.note, "note"),
    )
    return _carried_out(record, lambda: record.decide(made).number, on_progress, made)


def _name(text: str | None, what: str) -> str | None:
    """What a user signs with, or nothing."""
    try:
        (text or "").encode()
    except UnicodeEncodeError:
        raise AskedError(f"{what} {text!a} is no text; write it in letters") from None
    return (text or "").strip() or None


def _carried_out(
    record: Record,
    write: Callable[[], int],
    on_progress: Progress | None,
    made: Decision | None = None,
) -> Outcome:
    """Writes a decision and merges anew, both or neither; what became of it."""
    before, ids = {one.number: one for one in record.decisions()}, _event_ids(record)
    if made is not None and (known := _said_before(made, before.values())) is not None:
        raise AskedError(f"decision {known} says so already; nothing was changed")
    with record.transaction():
        number = write()
        merge_changed(record, kinds_of(record), on_progress or silent)
    after = {one.number: one for one in record.decisions()}
    decision = after[number]
    events = tuple(record.event(id_) for id_ in decision.events)
    return Outcome(
        decision,
        events,
        tuple(sorted(ids - _event_ids(record))),
        tuple(one for one in _newly_overruled(before, after) if one.number != number),
        tuple(one for one in _newly_overruled(after, before) if one.number != number),
    )


def _event_ids(record: Record) -> set[str]:
    return {id_ for (id_,) in record.sql("SELECT id FROM events").fetchall()}


def _newly_overruled(before: dict[int, Decision], after: dict[int, Decision]) -> Iterator[Decision]:
    for number, one in after.items():
        known = before.get(number)
        if known is not None and set(one.overruled_by) - set(known.overruled_by):
            yield one


def _said_before(made: Decision, known: Iterable[Decision]) -> int | None:
    """The number of a decision that stands whole and says the same of the same mentions."""

    def named(side: Iterable[DecidedMention]) -> frozenset[object]:
        return frozenset(mention.now for mention in side)

    sides = {named(made.one), named(made.other)}
    for one in known:
        same = one.kind == made.kind and {named(one.one), named(one.other)} == sides
        if same and one.undone_at is None and not one.overruled_by:
            return one.number
    return None


def kinds_of(record: Record) -> Kinds:
    """By what the acts of a record are known; an older one is taken to have ours."""
    from detente.events import load_codebook

    return record.kinds or load_codebook().kinds()
