"""Land that a report names: the states that places stand for.

"In Lagos" and "from northern Mali" name nobody who acts, so their phrases have no actor.  What is
done there is done to somebody there all the same: a curfew in a town, shells fired into a country.
The codebook's role ``land`` reaches these states.
"""

from __future__ import annotations

from msgspec.structs import replace

from detente.actor_tables.actor_tables import ActorTables
from detente.document import ActorReading, Document, next_key
from detente.model import Place


def with_lands(document: Document, tables: ActorTables) -> ActorReading:
    """The actors of *document*, and in ``lands`` the states of phrases whose heads name places.

    A state that the report names only as land, or by those who are of it, is added to ``actors``,
    without a mention.  A contested place stands for all who claim it.
    """
    text, reading = document.text, document.actors
    actors = dict(reading.actors)
    states = {a.country: key for key, a in reversed(actors.items()) if a.kind == "state"}
    for own in sorted({actor.country for actor in reading.actors.values() if actor.country}):
        if own in tables.countries and own not in states:
            states[own] = next_key(actors)
            actors[states[own]] = tables.state(own)
    by_end = {mention.span.end: mention for mention in document.places}
    lands: dict[int, tuple[str, ...]] = {}
    for index, phrase in enumerate(document.structure.phrases):
        mention = by_end.get(phrase.head.end)
        if mention is None or not phrase.core.covers(mention.span):
            continue
        if named := reading.of(index):
            lands[index] = named
            continue
        if phrase.definiteness == "definite" and " " not in _bare(phrase.core.of(text), tables):
            continue  # "the Gulf" is any gulf, whatever a gazetteer has by that name
        found = []
        for country in _countries(mention.place, tables):
            if country in tables.countries:
                if country not in states:
                    states[country] = next_key(actors)
                    actors[states[country]] = tables.state(country)
                found.append(states[country])
        if found:
            lands[index] = tuple(found)
    return replace(reading, actors=actors, lands=lands)


def _bare(words: str, tables: ActorTables) -> str:
    """Words without the article that they open with, whatever it is."""
    return words[max(map(len, tables.grammar.determiners.definite), default=-1) + 1 :]


def _countries(place: Place, tables: ActorTables) -> tuple[str | None, ...]:
    """Whose land a place is; a quarter of a state is that state's, and no town of that name.

    One that is held by nobody and is a state by itself, for those who list it, is that.
    """
    quarter, _, whole = place.name.partition(" ")
    if quarter.casefold() in tables.words["quarter"] and not tables.country(place.name):
        state = tables.country(whole)
        if state is not None:
            return (state.iso3,)
    state = tables.country(place.name) if place.country is None else None
    return (state.iso3,) if state else place.claimed_by or (place.country,)
