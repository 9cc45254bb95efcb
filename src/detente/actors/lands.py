"""Land that a report names: the states that places stand for.

"In Lagos" and "from northern Mali" name nobody who acts, so their phrases have no actor.  What is
done there is done to somebody there all the same: a curfew in a town, shells fired into a country.
The codebook's role ``land`` reaches these states.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from detente.actors.reading import ActorReading
from detente.actors.tables import ActorTables
from detente.language.structure import Structure
from detente.model import Actor, PlaceMention


def with_lands(
    reading: ActorReading,
    structure: Structure,
    places: Iterable[PlaceMention],
    tables: ActorTables,
) -> ActorReading:
    """*reading* with the state of every phrase whose head names a place in ``lands``.

    A state that the report names only as land is added to ``actors``, without a mention.  A
    contested place stands for all who claim it.
    """
    actors = dict(reading.actors)
    states = {a.country: key for key, a in reversed(actors.items()) if a.kind == "state"}
    by_end = {mention.span.end: mention for mention in places}
    lands: dict[int, tuple[str, ...]] = {}
    for index, phrase in enumerate(structure.phrases):
        mention = by_end.get(phrase.head.end)
        if mention is None or not phrase.core.covers(mention.span):
            continue
        if own := reading.of(index):
            lands[index] = own
            continue
        found = []
        for country in mention.place.claimed_by or (mention.place.country,):
            if country in tables.countries:
                if country not in states:
                    states[country] = _next_key(actors)
                    actors[states[country]] = tables.state(country)
                found.append(states[country])
        if found:
            lands[index] = tuple(found)
    return replace(reading, actors=actors, lands=lands)


def _next_key(actors: dict[str, Actor]) -> str:
    number = len(actors) + 1
    while f"a{number}" in actors:
        number += 1
    return f"a{number}"
