"""From the annotations of a record to its discourse."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from msgspec import structs

from detente.model import Annotation, Discourse, Matter, Place, StatementContext
from detente.places import Gazetteer
from detente.positions.answer_table import PositionWords
from detente.positions.answers import find_answers
from detente.positions.matters import contexts


@cache
def _shipped_words() -> PositionWords:
    """The words of the language that reports are coded in."""
    return PositionWords.load()


def discourse(annotations: Iterable[Annotation], words: PositionWords | None = None) -> Discourse:
    """What the statements of *annotations* are about, do, and answer.

    The same for every order of *annotations*; each report is to be among them once.  *words* are
    those of the reports' language, the shipped English ones by default.
    """
    words = words or _shipped_words()
    known = sorted(annotations, key=lambda annotation: annotation.report.id)
    countries = {country.place for country in Gazetteer.load().countries.values()}

    def is_country(place: Place) -> bool:
        return not place.claimed_by and place in countries

    answers = find_answers(known, words)
    found = {
        (context.report, context.number): context
        for annotation in known
        for context in contexts(annotation, is_country, words)
    }
    for answer in answers:
        found[answer.statement] = _with_matter(found[answer.statement], found[answer.to])
    return Discourse(tuple(found[key] for key in sorted(found)), answers)


def _with_matter(reply: StatementContext, other: StatementContext) -> StatementContext:
    """*reply* with the places that only what it answers names: "such a venture would fail"."""
    if any(matter.kind == "place" for matter in reply.matters):
        return reply
    taken = tuple(
        Matter("place", matter.key, matter.name)
        for matter in other.matters
        if matter.kind == "place" and matter.span is not None
    )
    return structs.replace(reply, matters=(*reply.matters, *taken))
