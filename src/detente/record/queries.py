"""What can be asked of a record: events of some actors in some days.

Who said what is asked in ``statements``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from duckdb import DuckDBPyConnection, TransactionException
from msgspec import Struct

from detente.errors import AskedError, RecordError
from detente.model import Event
from detente.record.parties import Parties
from detente.record.rows import unpack_event

UNMERGED = (
    "its reading was cut short, so its events are not yet those of its reports; "
    "run the same detente read again to complete it"
)


class WantedEvents(Struct, frozen=True):
    """Which events are asked for; see :meth:`detente.record.Record.events`."""

    actors: Sequence[str] = ()
    since: date | None = None
    until: date | None = None
    types: Sequence[str] = ()
    modality: str | None = None
    open_ended: bool = False
    min_confidence: float = 0.0


class Unread(Struct, frozen=True):
    """A source that could not be read, and why."""

    source: str
    reason: str


# Of what has an open end only the other end counts: "by Monday" may have been years before, so it
# is no answer to what was since last week.  Where both ends are known, the days must meet.
SINCE = "(e.earliest IS NOT NULL AND coalesce(e.latest, e.earliest) >= ?)"
UNTIL = "(e.latest IS NOT NULL AND coalesce(e.earliest, e.latest) <= ?)"
OPEN_SINCE = "(e.latest IS NULL OR e.latest >= ?)"
OPEN_UNTIL = "(e.earliest IS NULL OR e.earliest <= ?)"

# The order of the days in the middle: what certainly was before comes before, and something of
# which only a wide stretch is known stands neither at its beginning nor at its end.  An open end is
# left aside; an event of which nothing is known comes last.  Within the same days, the order of the
# reports' text.
_EVENTS = """
SELECT e.event
FROM events e
LEFT JOIN (
    SELECT l.event, min({'report': m.report, 'start': m.trigger_start, 'id': m.id}) AS first
    FROM event_event_mentions l
    JOIN event_mentions m ON m.report = l.report AND m.id = l.mention
    GROUP BY l.event
) p ON p.event = e.id
WHERE {where}
ORDER BY
    coalesce(e.earliest + ((e.latest - e.earliest) // 2)::INTEGER, e.earliest, e.latest) NULLS LAST,
    e.latest NULLS LAST, p.first NULLS LAST, e.id
"""


def events(connection: DuckDBPyConnection, wanted: WantedEvents) -> list[Event]:
    """See :meth:`detente.record.Record.events`."""
    where: list[str] = ["true"]
    given: list[object] = []
    if wanted.actors:
        where.append("list_contains(?::VARCHAR[], e.id)")
        given.append(events_with(connection, wanted.actors))
    since, until = (OPEN_SINCE, OPEN_UNTIL) if wanted.open_ended else (SINCE, UNTIL)
    for condition, day in ((since, wanted.since), (until, wanted.until)):
        if day:
            where.append(condition)
            given.append(day)
    if wanted.types:
        where.append("list_contains(?::VARCHAR[], e.type)")
        given.append([type_.upper() for type_ in wanted.types])
    if wanted.modality:
        where.append("e.modality = ?")
        given.append(wanted.modality)
    query = _EVENTS.replace("{where}", " AND ".join(where))
    found = [unpack_event(row[0]) for row in connection.execute(query, given).fetchall()]
    return [event for event in found if event.confidence >= wanted.min_confidence]


class FoundEvent(Struct, frozen=True):
    """An event that was asked for; ``former`` is the id it was asked by where that is no event's
    any more: that of a mention of it that was, or would be, an event's first."""

    event: Event
    former: str | None = None


# An event that is there comes before all that an id once was.
_CALLED = "SELECT id, id, event FROM events WHERE starts_with(id, ?) ORDER BY id LIMIT 4"
_ONCE_CALLED = """
SELECT min(m.event_if_first), e.id, any_value(e.event)
FROM event_mentions m
JOIN event_event_mentions l ON l.report = m.report AND l.mention = m.id
JOIN events e ON e.id = l.event
WHERE starts_with(m.event_if_first, ?)
GROUP BY e.id ORDER BY e.id LIMIT 4
"""
_NEAREST = """
SELECT substr(id, 1, ?) FROM {table}
WHERE levenshtein(substr(id, 1, ?), ?) <= 2
ORDER BY levenshtein(substr(id, 1, ?), ?), id LIMIT 3
"""
SHORT_ID = 8
"""Characters of an id that tell an event from others, as with git: else the record says so."""


def event(connection: DuckDBPyConnection, prefix: str) -> FoundEvent:
    """See :meth:`detente.record.Record.event`."""
    for query in (_CALLED, _ONCE_CALLED):
        found = connection.execute(query, [prefix]).fetchall() if prefix else []
        exact = [row for row in found if row[0] == prefix] or found
        if len(exact) > 1:
            several = ", ".join(id_ for _, id_, _ in exact[:3]) + (" ..." if len(exact) > 3 else "")
            raise AskedError(f"{prefix!r} begins several events ({several}); give more of the id")
        if exact:
            former, id_, packed = exact[0]
            return FoundEvent(unpack_event(packed), None if former == id_ else former)
    near = nearest(connection, "events", prefix)
    raise AskedError(f"no event {prefix!r} in this record; {near}detente timeline lists them")


def nearest(connection: DuckDBPyConnection, table: Literal["events", "stories"], asked: str) -> str:
    """The ids of *table* that are nearest to one that is none, as long as it is, as a question.

    Nothing where none is near, or so little of an id was given that many would be.
    """
    length = max(SHORT_ID, min(len(asked), 16))
    asked = asked[:length]
    query = _NEAREST.replace("{table}", table)
    near = connection.execute(query, [length, len(asked), asked, len(asked), asked]).fetchall()
    if len(asked) < 4 or not near:
        return ""
    return f"did you mean {' or '.join(id_ for (id_,) in near)}? "


def events_with(connection: DuckDBPyConnection, wanted: Sequence[str]) -> list[str]:
    """Ids of the events in which every one of *wanted* has a part.

    A country that claims a contested place has a part in what others do there, so that a visit to
    contested islands belongs to both claimants; but the claim alone makes no event.
    """
    rows = connection.execute(
        "SELECT e.id, e.claimed_by, a.name, a.key, a.country, a.kind FROM events e "
        "LEFT JOIN event_actors a ON a.event = e.id ORDER BY e.id"
    ).fetchall()
    known = Parties(connection)
    parties = [known.of(name) for name in wanted]
    parts: dict[str, tuple[set[int], set[int]]] = {}
    for id_, claimed_by, name, key, country, _kind in rows:
        acting, claiming = parts.setdefault(id_, (set(), set()))
        for index, party in enumerate(parties):
            if key is not None and party.is_(name, key, country):
                acting.add(index)
            if party.country is not None and party.country in (claimed_by or ()):
                claiming.add(index)
    everyone = set(range(len(wanted)))
    return [
        id_ for id_, (acting, claiming) in parts.items() if acting and acting | claiming == everyone
    ]


def select_only(connection: DuckDBPyConnection, query: str) -> str:
    """The one statement of *query* if it only looks; raises :class:`RecordError` else."""
    parsed = connection.extract_statements(query)
    if len(parsed) != 1 or parsed[0].type.name != "SELECT":
        raise RecordError(_LOOK_ONLY)
    # A statement that looks can still write in its WITH clause; planning it shows that.
    connection.execute("BEGIN TRANSACTION READ ONLY")
    try:
        connection.execute(f"EXPLAIN {parsed[0].query}")
    except TransactionException as error:
        raise RecordError(_LOOK_ONLY) from error
    finally:
        connection.rollback()
    return str(parsed[0].query)


_LOOK_ONLY = (
    "only one query that looks (SELECT ...) can be asked of a record; "
    "to change a copy, open the file with DuckDB"
)
