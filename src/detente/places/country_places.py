"""Which places are whole countries, for those who must tell them from what lies in one."""

from __future__ import annotations

from functools import cache

from detente.places.gazetteer_loading import table


@cache
def country_ids() -> frozenset[int]:
    """The GeoNames ids of all countries in the table."""
    return frozenset(int(row[5]) for row in table("countries.tsv", 6) if row[5])
