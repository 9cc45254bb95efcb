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
* ``stories`` story, ``story_reports`` report of it with its moment, ``story_events`` event that it
  tells of, ``story_links`` moment that takes up an earlier one; ``event_links`` pair of events that
  hang together
* ``about`` fact about the record itself: ``format``; ``events`` and ``merged``, hashes of the
  events and of the reports they were merged from; ``kinds``, by what acts are known, as the
  codebook has it; ``tables``, the last day that the newest tables of actors know of with which a
  report was read; ``shape`` and ``rows``, the columns of each table and how many rows it has
* ``unread`` source that could not be read, with the reason
* ``decisions`` what somebody decided of events, ``decided_mentions`` the mentions that it is
  about, by their words, so that they are found again when their report is read anew
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

import duckdb
import msgspec
from duckdb import DuckDBPyConnection

from detente.model.event_ids import event_id
from detente.record import merging_tables, rows

FORMAT = "detente record"

MEMORY = 2 * 10**9
"""Bytes that DuckDB keeps of a record at hand, at most, the rest beside the file while it works;
DuckDB itself would take four fifths of the machine's."""


def _memory() -> int:
    """The same where the machine has less: half of what it has."""
    try:
        pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return MEMORY
    return min(MEMORY, pages * size // 2) if min(pages, size) > 0 else MEMORY


# Nothing is fetched at run time, so DuckDB must not look for extensions.
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "memory_limit": f"{_memory()}B",
}

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


def m003_sealed(connection: DuckDBPyConnection) -> None:
    """By what a change through another program is noticed; see :func:`altered`."""
    connection.execute("ALTER TABLE reports ADD COLUMN seal VARCHAR")
    connection.execute("UPDATE reports SET seal = sha256(annotation || text)")


def m004_confidence_of_all_fields(connection: DuckDBPyConnection) -> None:
    """Beside the confidence that no field is false, that of the type.

    Before, ``confidence`` was the type's.  A mention keeps it as both until its report is read
    again, for which its fingerprint is taken away; events are made at the next merging.
    """
    for table in ("event_mentions", "events"):
        connection.execute(f"ALTER TABLE {table} ADD COLUMN type_confidence DOUBLE")
        connection.execute(f"UPDATE {table} SET type_confidence = confidence")
    kept = connection.execute(
        "SELECT id, annotation, text FROM reports "
        "WHERE id IN (SELECT report FROM event_mentions) ORDER BY id"
    ).fetchall()
    for id_, packed, text in kept:
        again = rows.with_type_confidence(packed)
        connection.execute(
            "UPDATE reports SET annotation = ?, seal = ?, fingerprint = '' WHERE id = ?",
            [again, rows.seal(again, text), id_],
        )
    connection.execute("DELETE FROM about WHERE name IN ('events', 'merged')")


def m005_decisions(connection: DuckDBPyConnection) -> None:
    """What people decide of events, and for each mention the event that it would be the first of.

    Events are made at the next merging, which tells which of their reports are one text.
    """
    for name, columns in {
        "decisions": "kind VARCHAR, number INTEGER, decided_by VARCHAR, decided_at VARCHAR, "
        "note VARCHAR, undone_by VARCHAR, undone_at VARCHAR",
        "decided_mentions": "side VARCHAR, decision INTEGER, report VARCHAR, source VARCHAR, "
        f"mention VARCHAR, type VARCHAR, {_SPAN}, passage_start INTEGER, passage VARCHAR",
    }.items():
        connection.execute(f"CREATE TABLE {name} ({columns})")
    connection.execute("ALTER TABLE event_mentions ADD COLUMN event_if_first VARCHAR")
    known = connection.execute("SELECT DISTINCT report, id FROM event_mentions").fetchall()
    connection.execute(
        "UPDATE event_mentions SET event_if_first = given.event FROM (SELECT "
        "unnest(?::VARCHAR[]) report, unnest(?::VARCHAR[]) id, unnest(?::VARCHAR[]) event) given "
        "WHERE event_mentions.report = given.report AND event_mentions.id = given.id",
        [[r for r, _ in known], [m for _, m in known], [event_id(r, m) for r, m in known]],
    )


def m006_stories(connection: DuckDBPyConnection) -> None:
    """Stories over days, and events that hang together; made at the next merging."""
    for name, columns in {
        "stories": f"id VARCHAR PRIMARY KEY, {_INTERVAL}, reports INTEGER, words VARCHAR[], "
        "story VARCHAR",
        "story_reports": "story VARCHAR, moment VARCHAR, report VARCHAR",
        "story_events": "story VARCHAR, event VARCHAR",
        "story_links": "story VARCHAR, moment VARCHAR, to_moment VARCHAR, likeness DOUBLE, "
        "days INTEGER, words VARCHAR[], events VARCHAR[]",
        "event_links": "kind VARCHAR, event VARCHAR, to_event VARCHAR, strength DOUBLE, "
        "reasons VARCHAR[], link VARCHAR",
    }.items():
        connection.execute(f"CREATE TABLE {name} ({columns})")
    connection.execute("DELETE FROM about WHERE name IN ('events', 'merged')")


def m007_kept_for_merging(connection: DuckDBPyConnection) -> None:
    """What a merging keeps for the next one; made at the next merging."""
    for name, columns in merging_tables.TABLES.items():
        connection.execute(f"CREATE TABLE {name} ({columns})")


Migration = Callable[[DuckDBPyConnection], None]

MIGRATIONS: tuple[Migration, ...] = (
    m001_initial,
    m002_discourse,
    m003_sealed,
    m004_confidence_of_all_fields,
    m005_decisions,
    m006_stories,
    m007_kept_for_merging,
)


SEALED = 3
"""The migration from which on a record knows its own shape and how many rows it has."""

COUNTED = (
    *rows.ANNOTATION_TABLES,
    *rows.EVENT_TABLES,
    *rows.DISCOURSE_TABLES,
    *rows.FOLLOWED_TABLES,
    *rows.DECISION_TABLES,
    "unread",
    *merging_tables.TABLES,
)

Shape = dict[str, list[tuple[str, str]]]
"""The columns of each table, with their types."""


def shape(connection: DuckDBPyConnection) -> Shape:
    """The tables that a database has."""
    found: Shape = {}
    for table, column, type_ in connection.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() "
        "WHERE schema_name = 'main' AND NOT internal ORDER BY table_name, column_index"
    ).fetchall():
        found.setdefault(table, []).append((column, type_))
    return found


def expected(migrations: Sequence[Migration]) -> Shape:
    """The tables of a record that has had *migrations*; takes a tenth of a second."""
    with duckdb.connect(":memory:", config=CONFIG) as connection:
        connection.execute(_MIGRATIONS_TABLE)
        for migration in migrations:
            migration(connection)
        return shape(connection)


def difference(found: Shape, wanted: Shape) -> str | None:
    """What *found* lacks, or has otherwise, of what is *wanted*; further tables are no matter."""
    for table, columns in sorted(wanted.items()):
        if table not in found:
            return f"it has no table {table}"
        if found[table] != columns:
            odd = sorted({name for name, _ in {*found[table]} ^ {*columns}})
            return f"its table {table} has other columns ({', '.join(odd) or 'in another order'})"
    return None


def seal(connection: DuckDBPyConnection) -> None:
    """Keep how many rows each table has; done in every transaction that writes."""
    counts = msgspec.json.encode(counted(connection)).decode()
    connection.execute("INSERT OR REPLACE INTO about VALUES ('rows', ?)", [counts])


def counted(connection: DuckDBPyConnection) -> dict[str, int]:
    """How many rows each table has; an older record lacks some."""
    there = {name for (name,) in connection.execute(_TABLES).fetchall()}
    each = " UNION ALL ".join(f"SELECT '{t}', count(*) FROM {t}" for t in COUNTED if t in there)
    return dict(sorted(connection.execute(each).fetchall()))


def altered(connection: DuckDBPyConnection, done: int) -> str | None:
    """What another program changed in a record that has had *done* migrations, in words."""
    if done < SEALED:
        return difference(shape(connection), expected(MIGRATIONS[:done]))
    about = dict(connection.execute("SELECT name, value FROM about").fetchall())
    try:
        wanted = msgspec.json.decode(about.get("shape") or "", type=Shape)
        counts = msgspec.json.decode(about.get("rows") or "", type=dict[str, int])
    except msgspec.DecodeError:
        return "what it says about itself is gone"
    if odd := difference(shape(connection), wanted):
        return odd
    for table, count in counted(connection).items():
        if count != counts.get(table):
            return f"its table {table} has {count} rows instead of {counts.get(table)}"
    return None


def _seal_shape(connection: DuckDBPyConnection) -> None:
    """Keep the shape of the record's own tables."""
    own = {table: columns for table, columns in shape(connection).items() if table in _OWN}
    kept = msgspec.json.encode(own).decode()
    connection.execute("INSERT OR REPLACE INTO about VALUES ('shape', ?)", [kept])


_OWN = frozenset((*COUNTED, "about", "migrations"))
_TABLES = "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main' AND NOT internal"
_MIGRATIONS_TABLE = "CREATE TABLE IF NOT EXISTS migrations (number INTEGER, name VARCHAR)"


def migrate(connection: DuckDBPyConnection, done: int) -> None:
    """Apply the migrations after the first *done*, each in a transaction of its own."""
    connection.execute(_MIGRATIONS_TABLE)
    for number, migration in enumerate(MIGRATIONS[done:], start=done + 1):
        connection.begin()
        try:
            migration(connection)
            connection.execute("INSERT INTO migrations VALUES (?, ?)", [number, migration.__name__])
            if number >= SEALED:
                _seal_shape(connection)
                seal(connection)
        except BaseException:
            connection.rollback()
            raise
        connection.commit()
