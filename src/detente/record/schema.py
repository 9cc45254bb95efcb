"""The record's tables, as numbered migrations that are each applied once.

A new table or column is a new function at the end of ``MIGRATIONS``; one that has been released is
never edited.  Columns carry the project's words; ``start`` and ``stop`` are code points into
``reports.text``, stop exclusive.

What each table holds, one row a ...:

* ``reports`` report; ``annotation`` is everything that was read in it, as JSON without the text
* ``sentences``, ``mentions``, ``times``, ``places``, ``statements``, ``uncoded`` the same in rows
* ``actors`` actor of a report; ``key`` is the same in all reports that name the actor
* ``event_mentions`` act in a sentence, ``participants`` its actors and recipients
* ``events`` event, ``event_actors`` its actors and recipients, ``event_event_mentions`` the
  mentions it was merged from, ``disagreements`` the values that its reports do not agree on
* ``statement_matters`` matter of a statement, ``statement_events`` act that it is or tells of,
  ``answers`` statement that answers another; ``statement_contexts`` holds the same as JSON
* ``unread`` source that could not be read, with the reason
"""

from __future__ import annotations

from collections.abc import Callable

from duckdb import DuckDBPyConnection

FORMAT = "detente record"

_SPAN = "start INTEGER, stop INTEGER"
_INTERVAL = "earliest DATE, latest DATE, precision VARCHAR"
_ACTOR = (
    "key VARCHAR, name VARCHAR, kind VARCHAR, country VARCHAR, cow INTEGER, sectors VARCHAR[], "
    "office VARCHAR, wikidata VARCHAR"
)
_PLACE = (
    "place VARCHAR, place_country VARCHAR, lat DOUBLE, lon DOUBLE, geonames BIGINT, "
    "claimed_by VARCHAR[]"
)
_ACT = (
    "type VARCHAR, modes VARCHAR[], contexts VARCHAR[], modality VARCHAR, score DOUBLE, "
    "quad VARCHAR, confidence DOUBLE"
)


def m001_initial(connection: DuckDBPyConnection) -> None:
    """Everything that the first version keeps."""
    for name, columns in {
        "about": "name VARCHAR PRIMARY KEY, value VARCHAR",
        "reports": "id VARCHAR PRIMARY KEY, source VARCHAR, publisher VARCHAR, headline VARCHAR, "
        "url VARCHAR, language VARCHAR, published_earliest DATE, published_latest DATE, "
        "published_time VARCHAR, basis VARCHAR, reasons VARCHAR[], text VARCHAR, "
        "fingerprint VARCHAR, digest VARCHAR, version VARCHAR, codebook VARCHAR, "
        "annotation VARCHAR",
        "sentences": f"report VARCHAR, sentence INTEGER, {_SPAN}",
        "actors": f"report VARCHAR, id VARCHAR, {_ACTOR}",
        "mentions": f"report VARCHAR, {_SPAN}, actor VARCHAR",
        "times": f"report VARCHAR, {_SPAN}, {_INTERVAL}, timex_type VARCHAR, timex_value VARCHAR, "
        "reason VARCHAR",
        "places": f"report VARCHAR, {_SPAN}, {_PLACE}",
        "statements": "report VARCHAR, statement INTEGER, speaker VARCHAR, addressee VARCHAR, "
        "form VARCHAR, kinds VARCHAR[], content STRUCT(start INTEGER, stop INTEGER)[], "
        "source_start INTEGER, source_stop INTEGER, cue_start INTEGER, cue_stop INTEGER",
        "event_mentions": f"report VARCHAR, id VARCHAR, {_ACT}, {_INTERVAL}, {_PLACE}, "
        "sentence INTEGER, trigger_start INTEGER, trigger_stop INTEGER, extent_start INTEGER, "
        "extent_stop INTEGER, date_start INTEGER, date_stop INTEGER, date_reason VARCHAR, "
        "place_start INTEGER, place_stop INTEGER, attributed_to VARCHAR, "
        "attribution_start INTEGER, attribution_stop INTEGER, signal VARCHAR",
        "participants": f"report VARCHAR, mention VARCHAR, role VARCHAR, actor VARCHAR, {_SPAN}",
        "uncoded": f"report VARCHAR, {_SPAN}, reason VARCHAR",
        "events": f"id VARCHAR PRIMARY KEY, {_ACT}, {_INTERVAL}, {_PLACE}, reports INTEGER, "
        "event VARCHAR",
        "event_actors": f"event VARCHAR, role VARCHAR, {_ACTOR}",
        "event_event_mentions": "event VARCHAR, report VARCHAR, mention VARCHAR",
        "disagreements": f"event VARCHAR, field VARCHAR, value VARCHAR, report VARCHAR, {_SPAN}",
        "unread": "source VARCHAR PRIMARY KEY, reason VARCHAR",
    }.items():
        connection.execute(f"CREATE TABLE {name} ({columns})")
    connection.execute("INSERT INTO about VALUES ('format', ?)", [FORMAT])


def m002_discourse(connection: DuckDBPyConnection) -> None:
    """What statements are about, and which answer which; made at the next merging."""
    for name, columns in {
        "statement_contexts": "report VARCHAR, statement INTEGER, context VARCHAR",
        "statement_matters": "report VARCHAR, statement INTEGER, kind VARCHAR, key VARCHAR, "
        f"name VARCHAR, {_SPAN}",
        "statement_events": "report VARCHAR, statement INTEGER, mention VARCHAR, link VARCHAR",
        "answers": "report VARCHAR, statement INTEGER, to_report VARCHAR, to_statement INTEGER, "
        "kind VARCHAR, reason VARCHAR",
    }.items():
        connection.execute(f"CREATE TABLE {name} ({columns})")
    connection.execute("DELETE FROM about WHERE name IN ('events', 'merged')")


Migration = Callable[[DuckDBPyConnection], None]

MIGRATIONS: tuple[Migration, ...] = (m001_initial, m002_discourse)


def migrate(connection: DuckDBPyConnection, done: int) -> None:
    """Apply the migrations after the first *done*, each in a transaction of its own."""
    connection.execute("CREATE TABLE IF NOT EXISTS migrations (number INTEGER, name VARCHAR)")
    for number, migration in enumerate(MIGRATIONS[done:], start=done + 1):
        connection.begin()
        try:
            migration(connection)
            connection.execute("INSERT INTO migrations VALUES (?, ?)", [number, migration.__name__])
        except BaseException:
            connection.rollback()
            raise
        connection.commit()
