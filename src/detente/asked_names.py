"""What a user's names mean: states, bodies and persons that are asked for, and the nearest known.

A question names whom it is about as people do: by a code, a name, an abbreviation, a capital for
its government.  What means nobody is an error that gives the nearest names, and never an answer
without rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache
from os import PathLike
from pathlib import Path

from detente.actors import ActorTables
from detente.actors.lookup.lookup import Answer, Lookup
from detente.errors import AskedError, TableError
from detente.model import Actor
from detente.word_folders import shipped

ABBREVIATION = 5
"""Letters up to which a name in small letters may be an abbreviation: "uk", "unhcr"."""

LIKE = 0.7
"""How like, from 0 to 1, a known name must be to be offered: "Rusia" and "Russia" are .91."""

CODE = 3
"""Letters of a code, which is offered only to who may have meant one."""

OFFERED = 3
"""How many known names are offered in the place of one that nobody knows."""

CODES = "a code of three letters (ISO 3166), such as JPN"


def tables_with(actors: Sequence[str | PathLike[str]] = ()) -> ActorTables:
    """The tables of actors with a user's own, loaded once for files that do not change."""
    paths = tuple(Path(path) for path in actors)
    try:
        return _loaded(paths, tuple(path.stat().st_mtime_ns for path in paths))
    except OSError as error:
        raise TableError(f"{error.filename}: can't be read: {error.strerror}") from error


@lru_cache(maxsize=2)
def _loaded(paths: tuple[Path, ...], changed: tuple[int, ...]) -> ActorTables:
    return ActorTables.load(paths)


@lru_cache(maxsize=2)
def lookup_in(tables: ActorTables) -> Lookup:
    """The lookup of names in *tables*, made once."""
    return Lookup(tables)


def meant(name: str, tables: ActorTables) -> Answer:
    """Whom *name* means, however its letters are written: "uk" is asked as "UK", too."""
    answers = [lookup_in(tables)(one) for one in _spelled(name)]
    known = (answer for answer in answers if answer.actor is not None)
    return next(known, None) or next((a for a in answers if a.lost), answers[0])


def _spelled(name: str) -> Iterator[str]:
    yield name
    if name.islower():
        if len(name) <= ABBREVIATION:
            yield name.upper()
        yield name.title()


def code_of(name: str, tables: ActorTables) -> str | None:
    """The code of the country, or of the body with a code of its own, that *name* means."""
    if name.upper() in tables.codes:
        return name.upper()
    actor = meant(name, tables).actor
    if actor is not None:
        return code_it_stands_for(actor)
    return None if states_it_may_be(name, tables) else called_so(name, tables)


def called_so(name: str, tables: ActorTables) -> str | None:
    """The state that *name* may mean beside others, a town or a people: "Santiago", "Chilean"."""
    states = (tables.country(one) for one in _spelled(name))
    return next((state.iso3 for state in states if state is not None), None)


def code_it_stands_for(actor: Actor) -> str | None:
    """The code of whoever is of *actor*: of a state, or of a body whose parts bear its code."""
    if actor.kind == "state":
        return actor.country
    return actor.country if _bodies().get(actor.country or "") == actor.name else None


@cache
def _bodies() -> dict[str, str]:
    """Names of bodies by the code that all their parts bear."""
    lines = (shipped() / "asked" / "bodies_of_codes.tsv").read_text("utf-8").splitlines()
    rows = [line.partition("\t") for line in lines if not line.startswith("#")]
    return {code: body for code, _, body in rows[1:]}


def country_asked(name: str, tables: ActorTables) -> str:
    """The code that *name* means; raises :class:`AskedError` where it means no country."""
    code = code_of(name, tables)
    if code is not None:
        return code
    actor = meant(name, tables).actor
    if actor is not None and actor.country:
        raise AskedError(f'"{name}" is {actor.name}, and no country; give a name, or {CODES}')
    refuse_ambiguous(name, tables)
    raise AskedError(f'no country "{name}"; {_or_else(name, country_names(tables))}')


def refuse_ambiguous(name: str, tables: ActorTables) -> None:
    """Raises :class:`AskedError` where *name* may be several states'."""
    if several := states_it_may_be(name, tables):
        offered = " or ".join(f"{code} ({tables.countries[code].name})" for code in several)
        raise AskedError(f'"{name}" may be several states; give {offered}')


def states_it_may_be(name: str, tables: ActorTables) -> list[str]:
    """The codes of the states that share *name*, where it is no more one's than another's."""
    answer = meant(name, tables)
    named = [
        one.country
        for one in answer.lost
        if one.country in tables.countries and tables.countries[one.country].name == one.name
    ]
    return named if answer.actor is None and len(named) > 1 else []


def unknown(name: str, known: Iterable[str], tables: ActorTables) -> AskedError:
    """The error of an actor that neither the tables nor a record has."""
    nearest = _or_else(name, (*known, *country_names(tables)))
    return AskedError(
        f'nobody is called "{name}": neither in this record nor in the tables of actors; {nearest}'
    )


def unknown_type(type_: str, known: Sequence[str]) -> AskedError:
    """The error of a type of event that there is not."""
    nearest = nearest_to(type_, known)
    offer = f"did you mean {' or '.join(nearest)}? There are" if nearest else "there are"
    return AskedError(f'no type "{type_}"; {offer} {", ".join(known)}')


def country_names(tables: ActorTables) -> list[str]:
    """All that states are called, and their codes."""
    return [
        name
        for code, state in tables.countries.items()
        for name in (state.name, *state.names, *(c.rstrip("?") for c in state.capitals), code)
    ]


def nearest_to(name: str, known: Iterable[str]) -> list[str]:
    """The names of *known* that are most like *name*, the likest first."""
    asked = name.casefold()
    known = (one for one in known if len(asked) <= CODE or len(one) > CODE)
    like = {one: _likeness(asked, one.casefold()) for one in dict.fromkeys(known)}
    best = sorted((one for one in like if like[one] >= LIKE), key=lambda one: (-like[one], one))
    return best[:OFFERED]


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= LIKE else 0.0


def _or_else(name: str, known: Iterable[str]) -> str:
    nearest = nearest_to(name, known)
    return f"did you mean {' or '.join(nearest)}?" if nearest else f"give a name, or {CODES}"
