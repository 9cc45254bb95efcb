"""The tables of the package, each under the name of its kind."""

from __future__ import annotations

from detente.actor_tables.table_columns import COLUMNS
from detente.actor_tables.table_rows import Row, read_table, shipped

MORE = {"leaders": ("earlier_leaders",)}
"""Further files of a kind: their rows come after those of the file that is called like it."""


def shipped_tables() -> dict[str, list[Row]]:
    """The rows of every table; raises :class:`TableError` for one that can't be read."""
    return {
        kind: [
            row for name in (kind, *MORE.get(kind, ()))
            for row in read_table(shipped(f"{name}.tsv"), columns)
        ]
        for kind, columns in COLUMNS.items()
    }  # fmt: skip
