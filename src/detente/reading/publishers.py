"""Agencies and outlets that a text may name as its publisher."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from detente.reading.reading_tables import rows


class Publisher(Struct, frozen=True):
    """A publisher's usual name and its country (ISO 3166 alpha-3), where it has one."""

    name: str
    country: str | None


@cache
def _by_name() -> dict[str, Publisher]:
    known = {}
    for row in rows("publishers.tsv"):
        publisher = Publisher(row["name"], row["country"] or None)
        for name in (row["name"], *row["aliases"].split(";")):
            if name:
                known[name.casefold()] = publisher
    return known


def known_publisher(name: str | None) -> Publisher | None:
    """The publisher of that name or alias, whatever its case."""
    return _by_name().get(name.casefold()) if name else None
