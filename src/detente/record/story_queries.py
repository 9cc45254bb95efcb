"""What can be asked of a record about stories and about how events hang together."""

from __future__ import annotations

from collections.abc import Sequence

from duckdb import DuckDBPyConnection

from detente.errors import AskedError
from detente.model.followed import EventLink, Story
from detente.record.queries import (
    OPEN_SINCE,
    OPEN_UNTIL,
    SINCE,
    UNMERGED,
    UNTIL,
    WantedEvents,
    events_with,
    nearest,
)
from detente.record.rows import FOLLOWED_TABLES, unpack_link, unpack_story

# In the order in which they begin; one of which no report has a day comes last.
_STORIES = """
SELECT e.story FROM stories e WHERE {where}
ORDER BY coalesce(e.earliest, e.latest) NULLS LAST, e.latest NULLS LAST, e.id
"""


def stories(connection: DuckDBPyConnection, wanted: WantedEvents) -> list[Story]:
    """See :meth:`detente.record.Record.stories`."""
    where: list[str] = ["true"]
    given: list[object] = []
    if wanted.actors:
        where.append(
            "e.id IN (SELECT story FROM story_events WHERE list_contains(?::VARCHAR[], event))"
        )
        given.append(events_with(connection, wanted.actors))
    since, until = (OPEN_SINCE, OPEN_UNTIL) if wanted.open_ended else (SINCE, UNTIL)
    for condition, day in ((since, wanted.since), (until, wanted.until)):
        if day:
            where.append(condition)
            given.append(day)
    query = _STORIES.replace("{where}", " AND ".join(where))
    return [unpack_story(packed) for (packed,) in connection.execute(query, given).fetchall()]


def story(connection: DuckDBPyConnection, prefix: str, merged: bool) -> Story:
    """See :meth:`detente.record.Record.story`."""
    found = connection.execute(
        "SELECT id, story FROM stories WHERE starts_with(id, ?) ORDER BY id LIMIT 4", [prefix]
    ).fetchall()
    exact = [row for row in found if row[0] == prefix] or found
    if not exact or not prefix:
        near = nearest(connection, "stories", prefix)
        unmerged = "" if merged else f"; {UNMERGED}"
        raise AskedError(
            f"no story {prefix!r} in this record; {near}detente stories lists them{unmerged}"
        )
    if len(exact) > 1:
        several = ", ".join(id_ for id_, _ in exact[:3]) + (" ..." if len(exact) > 3 else "")
        raise AskedError(f"{prefix!r} begins several stories ({several}); give more of the id")
    return unpack_story(exact[0][1])


def links(connection: DuckDBPyConnection, event: str | None) -> list[EventLink]:
    """See :meth:`detente.record.Record.links`."""
    where, given = ("", []) if event is None else ("WHERE event = ? OR to_event = ?", [event] * 2)
    query = f"SELECT link FROM event_links {where} ORDER BY event, to_event, kind"
    return [unpack_link(packed) for (packed,) in connection.execute(query, given).fetchall()]


def drop_followed(
    connection: DuckDBPyConnection, reports: Sequence[str], events: Sequence[str]
) -> None:
    """Remove the stories that *reports* are in, and the links of *events*, until the next
    merging."""
    held = connection.execute(
        "SELECT DISTINCT story FROM story_reports WHERE list_contains(?::VARCHAR[], report)",
        [list(reports)],
    ).fetchall()
    gone = [story for (story,) in held]
    for table in FOLLOWED_TABLES:
        if table == "event_links":
            continue
        column = "id" if table == "stories" else "story"
        connection.execute(
            f"DELETE FROM {table} WHERE list_contains(?::VARCHAR[], {column})", [gone]
        )
    connection.execute(
        "DELETE FROM event_links WHERE list_contains($1::VARCHAR[], event) "
        "OR list_contains($1::VARCHAR[], to_event)",
        [list(events)],
    )
