"""Adjectives that name a place: "Syrian" in "Syrian forces"."""

from __future__ import annotations

import re

from detente.document import Document
from detente.language.structure import Structure
from detente.model import PlaceMention, Span
from detente.places.gazetteer import Gazetteer
from detente.places.place_words import PlaceWords
from detente.stretches import Standing


def find_adjectives(
    document: Document, gazetteer: Gazetteer, words: PlaceWords
) -> tuple[PlaceMention, ...]:
    """The adjectives of states and regions in a report, as mentions of those places.

    They stand apart from names, since nothing is in or at the land that "a Syrian official" is
    from: no act's place and no actor is sought among them.  The people ("the Syrians"), a person
    ("a Syrian") and the language ("in Russian") are no place, nor are words inside the name of
    a place.
    """
    report, structure = document.report, document.structure
    taken = Standing(document.places, lambda mention: mention.span)
    tokens = structure.tokens
    found = []
    for sentence in structure.sentences:
        first, last = sentence.tokens
        at = first
        while at < last:
            count = _words(report.text, structure, at, last, gazetteer)
            end = at + count
            if count and end < last:
                after = tokens[end]
                hyphen = report.text[tokens[end - 1].span.end : after.span.end].startswith("-")
                noun = after.pos in {"NOUN", "PROPN", "ADJ"} and after.lemma not in words.languages
                span = Span(tokens[at].span.start, tokens[end - 1].span.end)
                if (noun or hyphen) and not taken.overlapping(span):
                    said = re.sub(r"\s+", " ", span.of(report.text))
                    found.append(PlaceMention(span, gazetteer.adjectives[said].place))
            at += max(count, 1)
    return tuple(found)


def _words(text: str, structure: Structure, at: int, last: int, gazetteer: Gazetteer) -> int:
    """How many tokens from *at* are an adjective of a place; 0 where none."""
    tokens = structure.tokens
    if not text[tokens[at].span.start].isupper():
        return 0
    for count in (2, 1):
        if at + count <= last:
            said = text[tokens[at].span.start : tokens[at + count - 1].span.end]
            if re.sub(r"\s+", " ", said) in gazetteer.adjectives:
                return count
    return 0
