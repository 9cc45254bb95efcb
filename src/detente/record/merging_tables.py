"""What a record keeps so that a report that comes or goes moves only what it can affect.

Derived from the annotations, and made anew where it is not there: the blocks that mentions and
reports stand in, what a mention is compared by, which mentions are tied and which reports tell one
story, and which mentions hang together.  It is read and written in the transaction that writes the
events it belongs to.  Names of mentions and reports are 64 bits, columns pass as numpy arrays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from duckdb import DuckDBPyConnection
from numpy.typing import NDArray

from detente.model import Interval

Columns = dict[str, NDArray[Any]]
"""Arrays of one length by the names of columns."""

_STANDING = (
    "name UBIGINT, report UBIGINT, id VARCHAR, family UBIGINT, earliest BIGINT, latest BIGINT, "
    "lasting UBIGINT, said UBIGINT"
)

TABLES = {
    "merging_reports": "report VARCHAR, name UBIGINT, digest VARCHAR",
    "merging_report_keys": "key UBIGINT, place BIGINT, name UBIGINT, earliest BIGINT, "
    "latest BIGINT",
    "merging_stories": "one UBIGINT, other UBIGINT, blocks BIGINT, likeness DOUBLE",
    "merging_mentions": f"{_STANDING}, told BLOB, telling BLOB",
    "merging_keys": "key UBIGINT, place BIGINT, name UBIGINT",
    "merging_ties": "one UBIGINT, other UBIGINT, blocks BIGINT, by_story BOOLEAN, "
    "strength DOUBLE, firm BOOLEAN, doubtful BOOLEAN",
    "merging_components": "name UBIGINT, component UBIGINT",
    "merging_decided": "name UBIGINT, together UBIGINT, decided UBIGINT",
}
"""The tables and their columns; see ``docs/record.md``."""

STAMP = "merging"
"""The fact about a record by what its derived tables were made."""

_CHANGING = ("merging_reports", "merging_report_keys", "merging_mentions", "merging_keys")
_CHANGES = {
    "pair_changes": "one UBIGINT, other UBIGINT, by_keys BIGINT, by_story BIGINT",
    "story_changes": "one UBIGINT, other UBIGINT, blocks BIGINT",
    "asked": "one UBIGINT, other UBIGINT, by_keys BIGINT, by_story BIGINT",
    "touched": "name UBIGINT",
    "members": "name UBIGINT",
}


def _passing() -> Iterator[tuple[str, str]]:
    """The tables of one merging alone, with their columns."""
    for table in _CHANGING:
        columns = _STANDING if table == "merging_mentions" else TABLES[table]
        yield f"leaving_{table}", columns
        yield f"coming_{table}", columns
    yield from _CHANGES.items()


def forget(connection: DuckDBPyConnection, reports: Sequence[str]) -> None:
    """Have the next merging look anew at *reports*, whose events are gone."""
    connection.execute(
        "UPDATE merging_reports SET digest = '' WHERE list_contains(?::VARCHAR[], report)",
        [reports],
    )


def told_and_stories(connection: DuckDBPyConnection) -> tuple[list[bytes], list[tuple[str, str]]]:
    """What all mentions are compared by, packed, and the ids of reports that tell one story."""
    told = connection.execute("SELECT told FROM merging_mentions").fetchall()
    pairs = connection.execute(
        "SELECT least(a.report, b.report), greatest(a.report, b.report) FROM merging_stories s "
        "JOIN merging_reports a ON a.name = s.one JOIN merging_reports b ON b.name = s.other"
    )
    return [one for (one,) in told], pairs.fetchall()


class MergingTables:
    """The tables, within one transaction of *connection*.

    What leaves and what comes stands in tables of its own until :meth:`settle`, so that the
    neighbourhoods before and after can be told from each other.
    """

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self._connection = connection
        for table, columns in _passing():
            self._run(f"CREATE OR REPLACE TEMP TABLE {table} ({columns})")

    def close(self) -> None:
        """Let go of what was kept for one merging."""
        for table, _ in _passing():
            self._run(f"DROP TABLE {table}")
        self._connection.unregister("given")

    # What has changed

    @property
    def stamp(self) -> str | None:
        """By what the tables were made."""
        found = self._run("SELECT value FROM about WHERE name = ?", [STAMP]).fetchall()
        return found[0][0] if found else None

    def begin_anew(self, stamp: str) -> None:
        """Forget everything, and that *stamp* is by what it is made from now on."""
        for table in TABLES:
            self._run(f"DELETE FROM {table}")
        self._run("INSERT OR REPLACE INTO about VALUES (?, ?)", [STAMP, stamp])

    def gone(self) -> list[str]:
        """Reports that are in the tables and no longer in the record as they were."""
        return self._names(
            "SELECT m.report FROM merging_reports m ANTI JOIN reports r "
            "ON r.id = m.report AND r.digest = m.digest ORDER BY ALL"
        )

    def new(self) -> list[str]:
        """Reports of the record that are not in the tables as they are."""
        return self._names(
            "SELECT r.id FROM reports r ANTI JOIN merging_reports m "
            "ON r.id = m.report AND r.digest = m.digest ORDER BY ALL"
        )

    def take_out(self, reports: Sequence[str]) -> None:
        """Move *reports* and their mentions to what leaves."""
        if not reports:
            return
        leaving = {
            "merging_reports": "SELECT * FROM merging_reports "
            "WHERE list_contains(?::VARCHAR[], report)",
            "merging_report_keys": "SELECT k.* FROM merging_report_keys k "
            "SEMI JOIN leaving_merging_reports l ON k.name = l.name",
            "merging_mentions": "SELECT m.* EXCLUDE (told, telling) FROM merging_mentions m "
            "SEMI JOIN leaving_merging_reports l ON m.report = l.name",
            "merging_keys": "SELECT k.* FROM merging_keys k "
            "SEMI JOIN leaving_merging_mentions l ON k.name = l.name",
        }
        for table, query in leaving.items():
            given = [[*reports]] if table == "merging_reports" else []
            self._run(f"INSERT INTO leaving_{table} {query}", given)
        for table in ("merging_reports", "merging_report_keys"):
            self._run(f"DELETE FROM {table} WHERE name IN (SELECT name FROM leaving_{table})")
        for table in ("merging_mentions", "merging_keys", "merging_components"):
            self._run(
                f"DELETE FROM {table} WHERE name IN (SELECT name FROM leaving_merging_mentions)"
            )

    def put_in(self, table: str, columns: Columns) -> None:
        """Add rows to what comes into *table*.

        Of mentions, what they are compared by is kept at once, as it is large and no window has it.
        """
        if table == "merging_mentions":
            self._insert(table, columns)
            columns = {n: c for n, c in columns.items() if n not in ("told", "telling")}
        self._insert(f"coming_{table}", columns)

    # Blocks

    def coming(self, table: str) -> int:
        """How many rows come into *table*."""
        ((count,),) = self._run(f"SELECT count(*) FROM coming_{table}").fetchall()
        return int(count)

    def windows(self, table: str, reach: int, part: int, parts: int) -> Columns:
        """The places of touched blocks that lie within *reach* of what comes or goes.

        *table* is that of the keys.  In the order of blocks and places; ``change`` is 1 for what
        comes, -1 for what leaves, else 0; ``number`` counts within a block, so that a gap shows
        where places were left out.  Of *parts* parts of all blocks the one numbered *part*.
        """
        mentions = table == "merging_keys"
        facts = "f.report, f.lasting, f.said, " if mentions else ""
        days = "f.earliest, f.latest" if mentions else "c.earliest, c.latest"
        own = "" if mentions else ", earliest, latest"
        joined = " JOIN facts f ON f.name = c.name AND f.change = c.change" if mentions else ""
        sides = (("", 0), ("coming_", 1), ("leaving_", -1))
        known = " UNION ALL ".join(
            f"SELECT name, report, lasting, said, earliest, latest, {change} AS change "
            f"FROM {side}merging_mentions"
            for side, change in sides
        )
        found = self._run(
            f"""
            WITH touched_keys AS (
                SELECT key FROM coming_{table} UNION SELECT key FROM leaving_{table}
            ),
            places AS (
                SELECT key, place, name{own}, 0 AS change FROM {table}
                SEMI JOIN touched_keys USING (key)
                UNION ALL SELECT key, place, name{own}, 1 FROM coming_{table}
                UNION ALL SELECT key, place, name{own}, -1 FROM leaving_{table}
            ),
            counted AS (
                SELECT *, row_number() OVER block AS number,
                    max(abs(change)) OVER (
                        PARTITION BY key ORDER BY place, name, change
                        ROWS BETWEEN {reach} PRECEDING AND {reach} FOLLOWING
                    ) AS near
                FROM places WHERE (key >> 8) % {parts} = {part}
                WINDOW block AS (PARTITION BY key ORDER BY place, name, change)
            ),
            facts AS ({known})
            SELECT c.key, c.place, c.name, {facts}{days}, c.change, c.number
            FROM counted c{joined} WHERE c.near = 1 ORDER BY c.key, c.number
            """
        )
        return dict(found.fetchnumpy())

    def note_pairs(self, one: Any, other: Any, by_keys: Any, by_story: Any) -> None:
        """Keep by how much the blocks have grown in which two mentions stand beside each other."""
        columns = {"one": one, "other": other, "by_keys": by_keys, "by_story": by_story}
        self._insert("pair_changes", columns)

    def note_stories(self, one: Any, other: Any, blocks: Any) -> None:
        """The same of two reports."""
        self._insert("story_changes", {"one": one, "other": other, "blocks": blocks})

    # Stories

    def leave_stories(self) -> None:
        """Forget the stories of reports that leave, and change those of which blocks have."""
        self._run(
            "DELETE FROM merging_stories WHERE one IN (SELECT name FROM leaving_merging_reports) "
            "OR other IN (SELECT name FROM leaving_merging_reports)"
        )
        self._sum_up("story_changes", "blocks")
        self._run(
            "UPDATE merging_stories s SET blocks = s.blocks + c.blocks FROM story_changes c "
            "WHERE s.one = c.one AND s.other = c.other"
        )

    def stories_asked(self) -> Columns:
        """Pairs of reports, not known to tell one story, that now stand beside each other.

        In the order of their days, so that those of few reports follow each other.
        """
        return self._all(
            "SELECT c.one, c.other, c.blocks FROM story_changes c "
            "JOIN (SELECT name, any_value(place) AS place FROM merging_report_keys GROUP BY name) "
            "p ON p.name = c.one ANTI JOIN merging_stories s ON s.one = c.one AND "
            "s.other = c.other WHERE c.blocks > 0 ORDER BY p.place, c.one, c.other"
        )

    def stories_apart(self) -> tuple[Any, Any]:
        """Pairs of reports that no longer stand beside each other; they are forgotten."""
        apart = self._all("SELECT one, other FROM merging_stories WHERE blocks <= 0")
        self._run("DELETE FROM merging_stories WHERE blocks <= 0")
        return apart["one"], apart["other"]

    def add_stories(self, columns: Columns) -> None:
        """Keep pairs of reports that tell one story."""
        self._insert("merging_stories", columns)

    def mentions_of_stories(self, one: Any, other: Any) -> Columns:
        """Mentions of one family in pairs of reports, as pairs with the lower name first."""
        if not len(one):
            return {"one": one, "other": other}
        self._given(one=one, other=other)
        # In two steps: asked for at once, the two sides are joined by their family first, and there
        # are as many pairs of one family as mentions squared.
        self._run(
            "CREATE OR REPLACE TEMP TABLE ends AS SELECT g.other AS report, m.family, m.name "
            "FROM given g JOIN merging_mentions m ON m.report = g.one"
        )
        found = self._all(
            "SELECT least(e.name, m.name) AS one, greatest(e.name, m.name) AS other "
            "FROM ends e JOIN merging_mentions m ON m.report = e.report AND m.family = e.family "
            "ORDER BY ALL"
        )
        self._run("DROP TABLE ends")
        return found

    def reports_of(self, names: Any) -> list[tuple[str, str, Interval]]:
        """The id, the text and the days of reports of these names."""
        self._given(name=names)
        self._given(
            report=self._all(
                "SELECT m.report FROM merging_reports m JOIN given g ON g.name = m.name"
            )["report"]
        )
        found = self._run(
            "SELECT r.id, r.text, r.published_earliest, r.published_latest "
            "FROM reports r JOIN given g ON g.report = r.id"
        ).fetchall()
        return [(id_, text, Interval(first, last, "span")) for id_, text, first, last in found]

    # Ties

    def settle(self) -> None:
        """Put what comes among the rest, and forget the ties of what leaves."""
        self._run(
            "UPDATE coming_merging_reports c SET digest = r.digest FROM reports r "
            "WHERE r.id = c.report"
        )
        for table in _CHANGING:
            if table != "merging_mentions":
                self._run(f"INSERT INTO {table} SELECT * FROM coming_{table}")
        self._run("INSERT INTO touched SELECT name FROM coming_merging_mentions")
        left = "(SELECT name FROM leaving_merging_mentions)"
        for own, other in (("one", "other"), ("other", "one")):
            self._run(f"INSERT INTO touched SELECT {other} FROM merging_ties WHERE {own} IN {left}")
        self._run(f"DELETE FROM merging_ties WHERE one IN {left} OR other IN {left}")

    def change_ties(self) -> None:
        """Change the ties whose blocks have changed; those that have none left are gone."""
        self._sum_up("pair_changes", "by_keys", "by_story")
        self._run(
            "UPDATE merging_ties t SET blocks = t.blocks + c.by_keys + "
            "CASE WHEN t.by_story THEN c.by_story ELSE 0 END "
            "FROM pair_changes c WHERE t.one = c.one AND t.other = c.other"
        )
        self._run(
            "INSERT INTO asked SELECT c.* FROM pair_changes c "
            "ANTI JOIN merging_ties t ON t.one = c.one AND t.other = c.other "
            "WHERE c.by_keys > 0 OR c.by_story > 0"
        )
        for end in ("one", "other"):
            self._run(f"INSERT INTO touched SELECT {end} FROM merging_ties WHERE blocks <= 0")
        self._run("DELETE FROM merging_ties WHERE blocks <= 0")

    def pairs_asked(self) -> Columns:
        """Pairs of mentions that are to be compared, those of one time together."""
        return self._all(
            "SELECT a.one, a.other, a.by_keys, a.by_story FROM asked a "
            "JOIN merging_mentions m ON m.name = a.one "
            "ORDER BY m.earliest, a.one, a.other"
        )

    def add_ties(self, columns: Columns) -> None:
        """Keep ties."""
        self._insert("merging_ties", columns)
        for end in ("one", "other"):
            self._insert("touched", {"name": columns[end]})

    def told(self, names: Any) -> Columns:
        """What mentions of these names are compared by, packed, and the names of their reports.

        As ``told`` and ``report``, in the order of *names*, which have no name twice.
        """
        return self._of_mentions(names, "m.told, m.report")

    # Decisions

    def decided(self) -> dict[int, tuple[int, int]]:
        """What was decided of mentions when they were last merged, by their names.

        For each the name of those with which it is one event, 0 for none, and all of it as a hash.
        """
        found = self._run("SELECT name, together, decided FROM merging_decided").fetchall()
        return {name: (together, decided) for name, together, decided in found}

    def decide(self, decided: Mapping[int, tuple[int, int]]) -> None:
        """Keep what is decided now, and look anew at the mentions of which something else is.

        So at those that are one event with what is looked at anew, though no tie may hold them.
        """
        before = self.decided()
        both = before.keys() | decided.keys()
        changed = sorted(name for name in both if before.get(name) != decided.get(name))
        self._insert("touched", {"name": np.array(changed, np.uint64)})
        self._run("DELETE FROM merging_decided")
        rows = sorted((name, *facts) for name, facts in decided.items())
        columns = zip(*rows, strict=True)
        names = ("name", "together", "decided")
        if rows:
            self._insert(
                "merging_decided",
                {n: np.array(c, np.uint64) for n, c in zip(names, columns, strict=True)},
            )
        self._run(
            "INSERT INTO touched SELECT name FROM merging_decided WHERE together IN ("
            "SELECT together FROM merging_decided SEMI JOIN touched USING (name) "
            "WHERE together <> 0)"
        )

    # Components and events

    def touched_components(self) -> Columns:
        """The mentions of all components in which a tie came or went, by their days."""
        self._run(
            "INSERT INTO members "
            "SELECT name FROM touched SEMI JOIN merging_mentions USING (name) UNION "
            "SELECT c.name FROM merging_components c WHERE c.component IN ("
            "SELECT component FROM merging_components SEMI JOIN touched USING (name))"
        )
        return self._all(
            "SELECT m.name FROM members n JOIN merging_mentions m ON m.name = n.name "
            "ORDER BY m.earliest, m.name"
        )

    def ties_of_members(self) -> Columns:
        """The ties of these mentions."""
        return self._all(
            "SELECT t.one, t.other FROM merging_ties t SEMI JOIN members m ON m.name = t.one "
            "ORDER BY ALL"
        )

    def replace_components(self, columns: Columns) -> None:
        """Keep to which component each of these mentions belongs."""
        self._run("DELETE FROM merging_components WHERE name IN (SELECT name FROM members)")
        self._insert("merging_components", columns)

    def told_and_telling(self, names: Any) -> Columns:
        """The same, and what an event takes from each, as ``telling``."""
        return self._of_mentions(names, "m.told, m.telling, m.report")

    def events_of_members(self) -> list[str]:
        """The events that cite a mention of a touched component or one that leaves."""
        return self._names(
            "SELECT DISTINCT l.event FROM event_event_mentions l "
            "JOIN (SELECT r.report, m.id FROM merging_mentions m SEMI JOIN members USING (name) "
            "JOIN merging_reports r ON r.name = m.report UNION ALL "
            "SELECT r.report, m.id FROM leaving_merging_mentions m "
            "JOIN leaving_merging_reports r ON r.name = m.report) k "
            "ON l.report = k.report AND l.mention = k.id ORDER BY ALL"
        )

    # Inside

    def _run(self, query: str, given: Sequence[object] = ()) -> DuckDBPyConnection:
        return self._connection.execute(query, given)

    def _all(self, query: str) -> Columns:
        return dict(self._run(query).fetchnumpy())

    def _names(self, query: str) -> list[str]:
        return [name for (name,) in self._run(query).fetchall()]

    def _of_mentions(self, names: Any, columns: str) -> Columns:
        self._given(name=names, number=np.arange(len(names)))
        return self._all(
            f"SELECT {columns} FROM given g JOIN merging_mentions m ON m.name = g.name "
            "ORDER BY g.number"
        )

    def _given(self, **columns: Any) -> None:
        """Have arrays at hand as the table ``given``."""
        self._connection.register("given", columns)

    def _insert(self, table: str, columns: Columns) -> None:
        """Add rows, given as columns in the order of the table's."""
        if not len(next(iter(columns.values()))):
            return
        self._given(**columns)
        self._run(f"INSERT INTO {table} SELECT * FROM given")

    def _sum_up(self, table: str, *counted: str) -> None:
        """Add up the changes of each pair, and leave out those that come to nothing."""
        sums = ", ".join(f"sum({column})::BIGINT AS {column}" for column in counted)
        some = " OR ".join(f"sum({column}) <> 0" for column in counted)
        self._run(
            f"CREATE OR REPLACE TEMP TABLE {table} AS "
            f"SELECT one, other, {sums} FROM {table} GROUP BY one, other HAVING {some}"
        )


def objects(values: Iterable[object]) -> NDArray[Any]:
    """Strings or bytes as an array."""
    found = list(values)
    array = np.empty(len(found), dtype=object)
    array[:] = found
    return array
