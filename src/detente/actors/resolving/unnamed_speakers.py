"""Who speaks and is in no table: "the organisers", "sources close to the talks".

That somebody said something makes them somebody.  An unnamed source stays unnamed: it is called
what the report calls it, with a country only where its own words give one.  Such speakers take no
part in events; a report's own words about an act say who did it.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from detente.document import ActorReading, Document, next_key
from detente.language.structure import Phrase, Structure
from detente.model import Actor, ActorKind, Mention


def with_speakers(
    document: Document, phrases: Sequence[int], pointing: frozenset[str]
) -> ActorReading:
    """The actors of *document* and one more for each of *phrases*, which name unknown speakers.

    They are called by their words, without *pointing* ones before them.  The same words in one
    report are the same actor.
    """
    structure, reading = document.structure, document.actors
    actors = dict(reading.actors)
    by_phrase = dict(reading.by_phrase)
    mentions = list(reading.mentions)
    by_name = {_spelt(actor.name): key for key, actor in reversed(actors.items())}
    for index in phrases:
        phrase = structure.phrases[index]
        name = _name(phrase, document.text, pointing)
        if not name or index in by_phrase:
            continue
        key = by_name.get(_spelt(name))
        if key is None:
            key = next_key(actors)
            actors[key] = Actor(name, _kind(phrase, structure), _country(phrase, reading))
            by_name[_spelt(name)] = key
        by_phrase[index] = (key,)
        mentions.append(Mention(phrase.core, key))
    ordered = tuple(sorted(set(mentions), key=lambda m: (m.span, int(m.actor[1:]))))
    return replace(reading, actors=actors, by_phrase=by_phrase, mentions=ordered)


def _name(phrase: Phrase, text: str, pointing: frozenset[str]) -> str:
    """The phrase's own words up to its head, without what only points."""
    words = phrase.core.of(text).split()
    while words and words[0].casefold() in pointing:
        words = words[1:]
    return " ".join(words)


def _spelt(name: str) -> str:
    return name.casefold()


def _kind(phrase: Phrase, structure: Structure) -> ActorKind:
    """A body where the parser took the name for one, a person for a name, else people."""
    entity = None if phrase.entity is None else structure.entities[phrase.entity]
    if entity is not None and entity.kind == "organisation" and entity.span.covers(phrase.head):
        return "organisation"
    return "person" if phrase.pos == "PROPN" else "people"


def _country(phrase: Phrase, reading: ActorReading) -> str | None:
    """The one country that words of the phrase name."""
    found = {
        reading.actors[mention.actor].country for mention in reading.mentions_in(phrase.core)
    } - {None}
    return found.pop() if len(found) == 1 else None
