"""The members of intergovernmental organisations on a day."""

from __future__ import annotations

from functools import cache

from detente.actor_tables.folding import fold
from detente.actor_tables.table_rows import first_day, last_day, read_table, shipped
from detente.model import Interval

COLUMNS = ("organisation", "country", "from", "until")


@cache
def _memberships() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """Country, first day and end of each membership, by the folded name of the organisation."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for row in read_table(shipped("memberships.tsv"), COLUMNS):
        member = (row["country"], row["from"], row["until"])
        found.setdefault(fold(row["organisation"]), []).append(member)
    return {name: tuple(members) for name, members in found.items()}


def organisations() -> tuple[str, ...]:
    """The folded names of the organisations whose members are known."""
    return tuple(sorted(_memberships()))


def members_of(organisation: str, on: Interval) -> tuple[str, ...]:
    """The ISO codes of the states that were members on every day of *on*, in order.

    *organisation* is its name in ``organisations.tsv``.  Empty for one that the table lacks, and
    for an unknown day; a day on which a state may or may not have been a member yet leaves it out.
    """
    if not on.earliest or not on.latest:
        return ()
    return tuple(sorted({
        country for country, since, until in _memberships().get(fold(organisation), ())
        if last_day(since) <= on.earliest and (not until or on.latest < first_day(until))
    }))  # fmt: skip
