"""Whom a name that is asked for means in a record: anybody of a country, or somebody alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from duckdb import DuckDBPyConnection
from msgspec import Struct

from detente.errors import AskedError


class Party(Struct, frozen=True):
    """Who is asked for, as *asked*; ``country`` is the code of a country where anybody of it is.

    ``key`` is that of the actor whom the tables know by the name.
    """

    asked: str
    country: str | None = None
    key: str | None = None

    def is_(self, name: str, key: str, country: str | None) -> bool:
        """Whether an actor of a record is meant."""
        if self.country is not None:
            return self.country == country
        return key == self.key or names(self.asked, name, key)


class Parties:
    """Names asked of one record, which has actors of its own beside those of the tables."""

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self.connection = connection

    def of(self, asked: str) -> Party:
        """Whom *asked* means.

        Raises :class:`AskedError`, with the nearest names, where it may be several states, or is
        nobody of the record nor of the tables.
        """
        from detente.asked_names import refuse_ambiguous, tables_with, unknown

        party = self.perhaps(asked)
        if party is not None:
            return party
        tables = tables_with()
        refuse_ambiguous(asked, tables)
        raise unknown(asked, self._names(), tables)

    def perhaps(self, asked: str) -> Party | None:
        """Whom *asked* means, if anybody."""
        from detente.asked_names import (
            called_so,
            code_it_stands_for,
            meant,
            states_it_may_be,
            tables_with,
        )

        code = asked.upper()
        if self._has("country = ?", code):
            return Party(asked, code)
        tables = tables_with()
        if code in tables.codes:
            return Party(asked, code)
        actor = meant(asked, tables).actor
        if actor is not None and actor.country:
            return Party(asked, code_it_stands_for(actor), actor.key)
        if (own := self._state(asked)) is not None:
            return Party(asked, own)
        if states_it_may_be(asked, tables):
            return None
        if self._knows(asked):
            return Party(asked)
        code_beside = called_so(asked, tables)
        return None if code_beside is None else Party(asked, code_beside)

    def country(self, asked: str) -> str:
        """The code of a country that *asked* means; raises :class:`AskedError` else."""
        from detente.asked_names import country_asked, tables_with

        code = asked.upper()
        if self._has("country = ?", code):
            return code
        return self._state(asked) or country_asked(asked, tables_with())

    def _state(self, asked: str) -> str | None:
        """The country that the record alone knows under this name, from a user's own tables."""
        found = self.connection.execute(
            "SELECT DISTINCT country FROM actors WHERE kind = 'state' AND lower(name) = lower(?)",
            [asked],
        ).fetchall()
        return found[0][0] if len(found) == 1 else None

    def _has(self, where: str, value: str) -> bool:
        query = f"SELECT count(*) FROM actors WHERE {where}"
        found = self.connection.execute(query, [value]).fetchall()
        return bool(found[0][0])

    def _knows(self, asked: str) -> bool:
        return any(names(asked, name, key) for name, key in self._actors())

    def _actors(self) -> Sequence[tuple[str, str]]:
        return self.connection.execute(
            "SELECT DISTINCT name, key FROM actors UNION SELECT DISTINCT name, key "
            "FROM event_actors ORDER BY ALL"
        ).fetchall()

    def _names(self) -> list[str]:
        """What the actors of the record are called, and the words of their names."""
        whole = [name for name, _ in self._actors()]
        return [*whole, *(word for name in whole for word in name.split() if len(word) > 2)]


def names(wanted: str, name: str, key: str) -> bool:
    """Whether *wanted* is an actor's key or consists of whole words of its name, case aside."""
    if wanted == key:
        return True
    words, asked = name.casefold().split(), wanted.casefold().split()
    return bool(asked) and any(
        words[i : i + len(asked)] == asked for i in range(len(words) - len(asked) + 1)
    )


def check_types(connection: DuckDBPyConnection, types: Sequence[str], kinds: Sequence[str]) -> None:
    """Raises :class:`AskedError` for a type that neither the record nor its codebook has.

    *kinds* are the codebook's types, as the record keeps them; where it keeps none, the shipped
    codebook's are taken.
    """
    query = "SELECT DISTINCT type FROM events ORDER BY 1"
    known = {*kinds, *(row[0] for row in connection.execute(query).fetchall())}
    if all(type_.upper() in known for type_ in types):
        return
    from detente.asked_names import unknown_type
    from detente.events import load_codebook

    known |= set() if kinds else set(load_codebook().types)
    for type_ in types:
        if type_.upper() not in known:
            raise unknown_type(type_, sorted(known))


def check_order(since: date | None, until: date | None) -> None:
    """Raises :class:`AskedError` where the days that are asked for end before they begin."""
    if since is not None and until is not None and since > until:
        raise AskedError(f"{since} is after {until}; give the earlier day first")
