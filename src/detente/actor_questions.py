"""Who is meant, who held which office, and whether the tables of actors hold, as functions.

They are a part of :mod:`detente.api`; none of them needs a language model.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from detente.days import check_days
from detente.errors import DetenteError, TableError
from detente.model import UNKNOWN_INTERVAL, Interval

if TYPE_CHECKING:
    from detente.actor_tables.dictionaries import Unread
    from detente.actor_tables.table_checks import Finding
    from detente.actor_tables.terms import Holder
    from detente.actors import ActorTables
    from detente.actors.lookup.lookup import Answer, Lookup

Source = str | PathLike[str]


def lookup_actors(
    names: Iterable[str],
    *,
    on: date | None = None,
    country: str | None = None,
    actors: Sequence[Source] = (),
) -> Iterator[Answer]:
    """Whom each of *names* means on the day *on*, with reasons, one answer a name in their order.

    *country* is the code of the country of names that give none, *actors* are tables of one's own.
    An answer's ``actor`` is none where the name is nobody's, or could be several's.  Raises
    :class:`TableError` for a table that can't be read and :class:`DetenteError` for a code that is
    no country's.
    """
    check_days(on)
    tables = _tables(actors)
    if country is not None and country not in tables.codes:
        raise DetenteError(f'no country code "{country}"; use ISO 3166 alpha-3, such as JPN')
    ask = _lookup(tables)
    day = Interval(on, on, "day") if on else UNKNOWN_INTERVAL
    return (ask(name, day, country) for name in names)


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
    :class:`DetenteError` for an office or country that nobody knows.
    """
    from detente.actor_tables.terms import holders_of

    check_days(on, since, until)
    since, until = (on, on) if on else (since, until)
    if since and until and since > until:
        raise DetenteError(f"{since} is after {until}; give the earlier day first")
    return holders_of(_tables(actors), office, country, Interval(since, until))


def check_actors(tables: Sequence[Source] = ()) -> tuple[Finding, ...]:
    """All that does not hold in the shipped tables of actors and in *tables* of one's own.

    Raises :class:`TableError` for a table that can't be read at all.
    """
    from detente.actor_tables.table_checks import check

    return check([Path(path) for path in tables])


def unread_actors(actors: Sequence[Source]) -> tuple[Unread, ...]:
    """The lines of a user's dictionaries that could not be read, or not as they stand."""
    from detente.actor_tables.own_tables import read_own

    if not actors:
        return ()
    own = read_own([Path(path) for path in actors], _tables(()).countries)
    return tuple(line for file in own.files for line in file.dictionary.unread)


def _tables(actors: Sequence[Source]) -> ActorTables:
    paths = tuple(Path(path) for path in actors)
    try:
        return _loaded(paths, tuple(path.stat().st_mtime_ns for path in paths))
    except OSError as error:
        raise TableError(f"{error.filename}: can't be read: {error.strerror}") from error


@lru_cache(maxsize=2)
def _loaded(paths: tuple[Path, ...], changed: tuple[int, ...]) -> ActorTables:
    """The tables, loaded once for files that do not change; *changed* are their times."""
    from detente.actors import ActorTables

    return ActorTables.load(paths)


@lru_cache(maxsize=2)
def _lookup(tables: ActorTables) -> Lookup:
    from detente.actors.lookup.lookup import Lookup

    return Lookup(tables)
