"""What persons are usually called, and by which pronoun, laid over the persons of the terms.

The sources of the terms spell some persons in two ways and keep their terms apart, and know few of
the names that reports use ("JD Vance").  A row of ``persons.tsv`` says who is one, and who is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.actor_tables.folding import fold, skeleton
from detente.actor_tables.leaders import prolonged
from detente.actor_tables.table_rows import Person, Row, TermRow

YOUNGER, ELDER = frozenset({"jr", "ii", "iii"}), frozenset({"sr"})
"""What ends the name of a son, and of a father, who bear one name."""


def with_usual_names(persons: Iterable[Person], rows: Sequence[Row]) -> tuple[Person, ...]:
    """*persons* with the names and pronouns of *rows*; those whom a row has under two are one.

    A person is found by country and by the name that the terms have, which is the row's own or one
    of its ``names``.  One who lost it to another row is found no more.
    """
    kept: list[Person | None] = list(persons)
    wanted = {fold(name) for row in rows for name in _names(row)}
    named: dict[tuple[str, str], list[int]] = {}
    for index, person in enumerate(kept):
        if person is None or wanted.isdisjoint(person.keys):
            continue  # most are in no row, and to fold a name takes time
        if (key := fold(person.name)) in wanted:
            for country in person.countries:
                named.setdefault((country, key), []).append(index)
    for row in rows:
        keys = tuple(dict.fromkeys(fold(name) for name in _names(row)))
        found = [
            i for c in row.many("country") for k in keys for i in named.get((c, k), ())
            if kept[i] is not None
        ]  # fmt: skip
        same = [p for i in dict.fromkeys(found) if (p := kept[i]) is not None]
        if same:
            for index in found:
                kept[index] = None
            kept[found[0]] = _united(row, keys, same)
    return tuple(person for person in kept if person is not None)


def _names(row: Row) -> tuple[str, ...]:
    return (row["person"], *row.many("names"))


def _united(row: Row, keys: tuple[str, ...], persons: Sequence[Person]) -> Person:
    """The one person that *persons* are, by the row's name; of one day the first country first."""
    spellings = tuple(dict.fromkeys((*keys, *(k for p in persons for k in p.keys))))
    wikidata = next((p.wikidata for p in persons if p.wikidata), None)
    terms: tuple[TermRow, ...] = prolonged(tuple(t for p in persons for t in p.terms))
    order = {country: place for place, country in enumerate(row.many("country"))}
    terms = tuple(sorted(terms, key=lambda t: (t.start, order.get(t.country, len(order)))))
    name, pronoun = row["person"], row["pronoun"]
    sound = skeleton(fold(name))
    return Person(name, spellings, sound, terms, wikidata, pronoun, usual=True)


def by_generation(key: str, bearers: dict[str, list[Person]]) -> tuple[Person, ...]:
    """Whom a folded name with "Jr" or "Sr" means of those who are so called without it."""
    whole, _, last = key.rpartition(" ")
    if not whole or last not in YOUNGER | ELDER:
        return ()
    found = sorted(bearers.get(whole, ()), key=lambda p: min(t.start for t in p.terms))
    if last in YOUNGER:
        found.reverse()
    return tuple(found[:1])
