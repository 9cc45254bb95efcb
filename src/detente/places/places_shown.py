"""How the places of a text were found: each name with what it could be, each act with its place.

What ``detente places`` shows.  It asks the other modules of the room and decides nothing.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from detente.document import Document
from detente.model import Place, PlaceMention, Span
from detente.places.choosing import Choice, Scored
from detente.places.event_places import Placing
from detente.places.gazetteer import Gazetteer
from detente.places.place_names import find_choices
from detente.places.place_stage import with_places
from detente.places.place_words import PlaceWords
from detente.places.relations import Relation, find_relations

LOSERS = 5
"""How many of the places that a name was not taken for are shown."""


class Contender(Struct, frozen=True):
    """A place that a name could stand for, what its score is made of, and the score."""

    place: Place
    kind: str
    score: float
    reason: str


class NameFound(Struct, frozen=True):
    """Words that name a place, the place, why it is that one, and the others that it is not.

    ``form`` is ``name``, ``description`` ("the disputed islands") or ``adjective`` ("Syrian").
    ``names`` are all sides' names of a contested place.
    """

    words: str
    span: Span
    form: Literal["name", "description", "adjective"]
    place: Place
    kind: str | None
    reason: str
    names: tuple[str, ...] = ()
    others: tuple[Contender, ...] = ()


class RelationFound(Struct, frozen=True):
    """A relation to places, with its words."""

    words: str
    relation: Relation


class ActPlaced(Struct, frozen=True):
    """Where the act of a verb took place, the words that say so (or nothing), and why."""

    act: str
    span: Span
    place: Place | None
    words: str | None
    reason: str


class PlacesFound(Struct, frozen=True):
    """The places of a text."""

    text: str
    names: tuple[NameFound, ...]
    relations: tuple[RelationFound, ...]
    acts: tuple[ActPlaced, ...]


def work_out(document: Document, gazetteer: Gazetteer, words: PlaceWords) -> PlacesFound:
    """The places of a report, the relations to them, and those of its verbs' acts, in order."""
    document, text = with_places(document, gazetteer, words), document.text
    choices = {c.span: choice for c, choice in find_choices(document, gazetteer, words)}
    names = [_name(m, choices.get(m.span), text, gazetteer) for m in document.places]
    names += [
        NameFound(
            m.span.of(text), m.span, "adjective", m.place, _kind(m.place, gazetteer),
            "the adjective of a place; nothing is sought there",
        )
        for m in document.adjectives
    ]  # fmt: skip
    return PlacesFound(
        text,
        tuple(sorted(names, key=lambda n: n.span)),
        tuple(
            RelationFound(r.span.of(text), r) for r in find_relations(text, document.places, words)
        ),
        tuple(_acts(document, words)),
    )


def _name(
    mention: PlaceMention, choice: Choice | None, text: str, gazetteer: Gazetteer
) -> NameFound:
    words, place = mention.span.of(text), mention.place
    names = gazetteer.names_of(place) if place.claimed_by else ()
    if choice is None:
        reason = "the one contested place of this sort that the report names"
        return NameFound(words, mention.span, "description", place, "contested", reason, names)
    if not choice.ranked:
        reason = "no table has the name; what is around it makes it a place"
        return NameFound(words, mention.span, "name", place, None, reason)
    best, *others = choice.ranked
    return NameFound(
        words, mention.span, "name", place, best.entry.kind, _reason(best), names,
        tuple(_contender(other) for other in others[:LOSERS]),
    )  # fmt: skip


def _contender(scored: Scored) -> Contender:
    entry = scored.entry
    return Contender(entry.place, entry.kind, round(scored.score, 1), _reason(scored))


def _reason(scored: Scored) -> str:
    parts = [f"{scored.score:.1f}: {scored.entry.prior:.1f} by itself"]
    for value, why in (
        (scored.qualified, "in what follows the name"),
        (scored.named, "in a state named here"),
        (scored.home, "where the report's names are"),
        (scored.context, "by the other names"),
    ):
        if round(value, 1) > 0:
            parts.append(f"{value:+.1f} {why}")
    return ", ".join(parts)


def _kind(place: Place, gazetteer: Gazetteer) -> str | None:
    return next((e.kind for e in gazetteer.lookup(place.name) if e.place == place), None)


def _acts(document: Document, words: PlaceWords) -> list[ActPlaced]:
    placing, found = Placing(document, words), []
    for clause in sorted(document.structure.clauses, key=lambda c: c.trigger):
        if clause.kind != "verb":
            continue
        answer = placing.of(clause)
        said = answer.span.of(document.text) if answer and answer.span else None
        act = clause.trigger.of(document.text)
        place = answer.place if answer else None
        found.append(ActPlaced(act, clause.trigger, place, said, placing.why(clause)))
    return found
