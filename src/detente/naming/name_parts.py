"""Given and family names: the parts of the names of the persons that the tables know."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from msgspec import Struct

from detente.actor_tables.actor_tables import ActorTables
from detente.actor_tables.folding import fold
from detente.actor_tables.table_rows import Person

COMMON = 2
"""Persons who must have a given or family name for it to be known as one."""


class NameParts(Struct, frozen=True):
    """Folded given names, and folded family names."""

    given: frozenset[str]
    family: frozenset[str]


@lru_cache(maxsize=4)
def name_parts(tables: ActorTables) -> NameParts:
    """The parts of the persons' names of *tables*; those of one person only are left out."""
    given: Counter[str] = Counter()
    family: Counter[str] = Counter()
    for person in tables.persons:
        words = fold(person.name).split()
        if len(words) > 1:
            first, last = words[0], words[-1]
            if _family_first(person, tables):
                first, last = last, first
            given[first] += 1
            family[last] += 1
    return NameParts(_common(given), _common(family))


def _common(counts: Counter[str]) -> frozenset[str]:
    return frozenset(word for word, n in counts.items() if n >= COMMON and len(word) > 1)


def _family_first(person: Person, tables: ActorTables) -> bool:
    country = tables.countries.get(person.terms[0].country) if person.terms else None
    return country is not None and country.family_first
