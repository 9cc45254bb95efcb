"""Who "the foreign ministers" are: the one of each state that holds such an office.

They are those whose names stand beside them, or those of the states that are told ("of X and Y",
"of the two countries"), or the two of that office whom the report has just named.  Where it
names two states and no such two, they are those of both, without names.
"""

from __future__ import annotations

from collections.abc import Callable

from detente.actor_tables.table_rows import ONE_PERSON, Office, Term
from detente.actors.resolving.numbered_actors import Cast


def holders(
    cast: Cast,
    index: int,
    office: Office,
    countries: tuple[str, ...],
    sole: Callable[[str], Term | None],
) -> tuple[int, ...]:
    """The numbers of those who hold *office*, each for a state; none where they are not known.

    *index* is the plural phrase, *countries* are those it tells, and *sole* gives who surely held
    the office of a country on the report's day.
    """
    if named := _beside(cast, index):
        return named
    if not countries:
        return _lately(cast, index, office)
    if len(countries) < 2 or not set(office.offices) & set(ONE_PERSON):
        return ()
    found = [_holder(cast, office, country, sole) for country in countries]
    return tuple(n for n in found if n is not None) if None not in found else ()


def of_both(cast: Cast, index: int, office: Office) -> tuple[str, ...]:
    """The two states that a report names, where the words can only mean the officers of both."""
    one = set(office.offices) <= set(ONE_PERSON) and bool(office.offices)
    states = [c for c in cast.context.countries if c in cast.tables.countries]
    return tuple(states) if one and len(states) == 2 and _alone(cast, index) else ()


def _beside(cast: Cast, index: int) -> tuple[int, ...]:
    """Those whose names stand beside the words: "the foreign ministers, X and Y"."""
    phrase = cast.context.phrase(index)
    first = [p for p in phrase.appositions if p in cast.roster.of]
    every = [p for one in first for p in (one, *cast.context.phrase(one).members)]
    numbers = [cast.figure(cast.roster.of[p]) for p in every if p in cast.roster.of]
    return tuple(dict.fromkeys(numbers)) if len(set(numbers)) > 1 else ()


def _holder(
    cast: Cast, office: Office, country: str, sole: Callable[[str], Term | None]
) -> int | None:
    """The one whom the report gives the office of a country, or who surely held it."""
    figures = cast.roster.holding(office.offices, country)
    if len(figures) == 1:
        return cast.figure(figures[0])
    term = sole(country) if not figures else None
    return cast.figure(cast.roster.add(term)) if term else None


def _lately(cast: Cast, index: int, office: Office) -> tuple[int, ...]:
    """The two who hold one office of two states and whom the report has just named."""
    if not _alone(cast, index):
        return ()
    pairs = [pair for code in _codes(cast, office) if (pair := _pair(cast, index, office, code))]
    return pairs[0] if len(pairs) == 1 else ()


def _alone(cast: Cast, index: int) -> bool:
    """Whether words are definite, and nothing in them says whose: "the foreign ministers"."""
    phrase = cast.context.phrase(index)
    held = any(o.preposition in cast.tables.grammar.links.owning for o in phrase.obliques)
    return phrase.definiteness == "definite" and phrase.possessor is None and not held


def _pair(cast: Cast, index: int, office: Office, code: str) -> tuple[int, ...]:
    """The two of two states who hold the office of a code and may be called by this title."""

    def member(number: int) -> int | None:
        figure = cast.roster.called(cast.names_of((number,)))
        called = office.phrase in cast.discourse.tags[number]
        return number if called and figure is not None and code in figure.codes else None

    if sum(member(number) is not None for number in range(len(cast.discourse.actors))) != 2:
        return ()
    pair = cast.pairs.pair(index, "person", member)
    lands = {cast.discourse.actors[number].country for number in pair}
    return pair if len(lands) > 1 else ()


def _codes(cast: Cast, office: Office) -> list[str]:
    """The offices of one person each that a title means: all ministers', of plain "minister"."""
    own = set(office.offices) & set(ONE_PERSON)
    alike = (o.offices for o in cast.tables.offices if office.phrase in o.classes)
    return sorted(own or {code for codes in alike for code in codes} & set(ONE_PERSON))
