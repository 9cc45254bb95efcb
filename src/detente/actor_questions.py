"""Who is meant, who held which office, and whether the tables of actors hold, as functions.

They are a part of :mod:`detente.api`; none of them needs a language model.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from detente.days import check_days
from detente.errors import AskedError
from detente.model import UNKNOWN_INTERVAL, Interval

if TYPE_CHECKING:
    from detente.actor_tables.dictionaries import Unread
    from detente.actor_tables.table_checks import Finding
    from detente.actor_tables.terms import Holder
    from detente.actors.lookup.lookup import Answer

Source = str | PathLike[str]


def lookup_actors(
    names: Iterable[str],
    *,
    on: date | None = None,
    country: str | None = None,
    actors: Sequence[Source] = (),
) -> Iterator[Answer]:
    """Whom each of *names* means on the day *on*, with reasons, one answer a name in their order.

    *country* is the country of names that give none, by its code or a name; *actors* are tables of
    one's own.  An answer's ``actor`` is none where the name is nobody's, or could be several's.
    Raises :class:`TableError` for a table that can't be read and :class:`AskedError` for a country
    that there is not.
    """
    check_days(on)
    from detente.asked_names import country_asked, lookup_in, tables_with

    tables = tables_with(actors)
    code = None if country is None else country_asked(country, tables)
    ask = lookup_in(tables)
    day = Interval(on, on, "day") if on else UNKNOWN_INTERVAL
    return (ask(name, day, code) for name in names)


def office_holders(
    office: str,
    country: str,
    *,
    on: date | None = None,
    since: date | None = None,
    until: date | None = None,
    actors: Sequence[Source] = (),
) -> tuple[Holder, ...]:
    """Who held *office* of *country*, from when to when, in order of time.

    *office* is a title ("foreign minister") or ``hos``, ``hog``, ``fm``, ``dm``; *country* a name
    or code.  Only terms with a day in common with *on*, or with *since* to *until*.  Raises
    :class:`AskedError` for a country that nobody knows and :class:`DetenteError` for an office.
    """
    from detente.actor_tables.terms import holders_of
    from detente.asked_names import country_asked, tables_with

    check_days(on, since, until)
    since, until = (on, on) if on else (since, until)
    if since and until and since > until:
        raise AskedError(f"{since} is after {until}; give the earlier day first")
    tables = tables_with(actors)
    return holders_of(tables, office, country_asked(country, tables), Interval(since, until))


def check_actors(tables: Sequence[Source] = ()) -> tuple[Finding, ...]:
    """All that does not hold in the shipped tables of actors and in *tables* of one's own.

    Raises :class:`TableError` for a table that can't be read at all.
    """
    from detente.actor_tables.table_checks import check

    return check([Path(path) for path in tables])


def unread_actors(actors: Sequence[Source]) -> tuple[Unread, ...]:
    """The lines of a user's dictionaries that could not be read, or not as they stand."""
    from detente.actor_tables.own_tables import read_own
    from detente.asked_names import tables_with

    if not actors:
        return ()
    own = read_own([Path(path) for path in actors], tables_with().countries)
    return tuple(line for file in own.files for line in file.dictionary.unread)
