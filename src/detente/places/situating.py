"""Names that the words around them make places, whatever the parser takes them for.

"The village of Ashmi" is a place though no table has it, and so are "Khanasir town", "in Al-Dawr"
and "Ciragan Palace"; parsers trained on English names take many such for persons and organisations.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from detente.language.structure import Entity, Structure
from detente.model import Span
from detente.places.place_words import PlaceWords
from detente.stretches import Standing


def situated(text: str, parts: list[Span], structure: Structure, words: PlaceWords) -> list[Span]:
    """The names of *parts* of a report that what is around them makes places, in order."""
    finder = _Situating(text, structure, words)
    found: list[Span] = []
    for part in parts:
        for pattern, mark in words.marks:
            for match in pattern.finditer(text, part.start, part.end):
                for group in pattern.groupindex:
                    if match[group] is None:
                        continue
                    span = finder.name(Span(*match.span(group)), mark)
                    if span is not None:
                        place = bisect_left(found, span)
                        if not any(span.overlaps(o) for o in found[max(place - 1, 0) : place + 1]):
                            found.insert(place, span)
    return found


class _Situating:
    def __init__(self, text: str, structure: Structure, words: PlaceWords) -> None:
        self.text = text
        self.tokens = {t.span.start: t for t in structure.tokens}
        self.entities = Standing(structure.entities, lambda entity: entity.span)
        self.words = words
        self.persons = {
            word
            for e in structure.entities
            if e.kind == "person" and " " in e.span.of(text).strip()
            for word in e.span.of(text).split()
        }

    def name(self, span: Span, mark: str) -> Span | None:
        """The name without what does not belong to it; ``None`` where nothing is left of it."""
        said = self.words.around.possessive.sub("", span.of(self.text))
        pieces = list(re.finditer(r"[^ ]+", said))
        while pieces and self._foreign(pieces[0][0]):
            pieces = pieces[1:]
        while pieces and mark != "end" and self._foreign(pieces[-1][0]):
            pieces = pieces[:-1]
        if not pieces or (mark in {"end", "first"} and len(pieces) < 2 and "-" not in said):
            return None
        if any(self._foreign(p[0]) for p in pieces[: -1 if mark == "end" else None]):
            return None
        found = Span(span.start + pieces[0].start(), span.start + pieces[-1].end())
        if not self._proper(found) or len(found) < 3:
            return None
        entities = self.entities.overlapping(found)
        if any(e.kind in {"time", "number", "nationality", "event"} for e in entities):
            return None
        if mark == "first" and any(e.kind == "person" and e.span != found for e in entities):
            return None
        return found if mark != "within" or self._unknown_there(found, entities) else None

    def _unknown_there(self, span: Span, entities: list[Entity]) -> bool:
        """Whether "in NAME" alone is enough: what the parser takes for one person and no more."""
        if span.of(self.text).split()[-1] in self.persons:
            return False
        return len(entities) == 1 and entities[0].kind == "person" and entities[0].span == span

    def _foreign(self, word: str) -> bool:
        """Whether a word is no part of a name: "The", "Monday", "President"."""
        key = re.sub(r"\W", "", word).casefold()
        return key in self.words.never or key in self.words.titles

    def _proper(self, span: Span) -> bool:
        tokens = [self.tokens.get(at) for at in range(span.start, span.end)]
        return any(t is not None and t.pos == "PROPN" for t in tokens)
