"""Where a clause itself says that its act was: the place that it is in, or that it goes to."""

from __future__ import annotations

from msgspec import Struct

from detente.language.structure import Clause, Oblique, Structure
from detente.lookups import Hanging
from detente.model import Place, PlaceMention, Span
from detente.places.place_words import PlaceWords
from detente.stretches import Standing


class Found(Struct, frozen=True):
    """A place and the words of the clause that name it."""

    place: Place
    span: Span


class Stated:
    """Reads the places of acts from what their clauses have for arguments.

    Taken in order: the goal of a movement ("a visit to the islands"), what is entered or attacked,
    the place that the clause is in ("in Yokohama, south of Tokyo": Yokohama), the same of the light
    verb that carries a noun or of the noun that it carries.  A name that only qualifies somebody
    ("Moscow's embassy") or acts ("Tokyo said") is no place of an act.
    """

    def __init__(
        self, structure: Structure, places: tuple[PlaceMention, ...], words: PlaceWords
    ) -> None:
        self.structure = structure
        self.words = words
        self._mentions = Standing(places, lambda mention: mention.span)
        self._hanging = Hanging(structure)

    def of(self, clause: Clause) -> Found | None:
        """The place that *clause* states, or ``None``."""
        for one in self._with_support(clause):
            found = self._own(one)
            if found is not None:
                return found
        return None

    def _with_support(self, clause: Clause) -> list[Clause]:
        """The clause, the light verb that carries it, and the nouns that it carries."""
        clauses = [clause]
        if clause.support is not None:
            clauses.append(self.structure.clauses[clause.support])
        return clauses + self._hanging.carried.get(clause.index, [])

    def _own(self, clause: Clause) -> Found | None:
        lemma = clause.lemma.lower()
        obliques = self._obliques(clause)
        if lemma in self.words.moving:
            for preposition in self.words.whither:
                found = self._under(obliques, preposition)
                if found is not None:
                    return found
        if lemma in self.words.at_object:
            for phrase in clause.object:
                found = self._named(phrase)
                if found is not None:
                    return found
        topical = any(c.lemma.lower() in self.words.topical for c in self._with_support(clause))
        for oblique in obliques:
            if oblique.preposition not in self.words.where:
                continue
            # "talks over the islands" are about them; "told him on the sidelines of" is a place.
            subject = topical and oblique.preposition in self.words.about
            for phrase in oblique.phrases:
                found = None if subject else self._named(phrase)
                found = found or self._inside(phrase)
                if found is not None:
                    return found
        if clause.phrase is not None:
            found = self._inside(clause.phrase)
            if found is not None:
                return found
        for phrase in () if topical else (*clause.object, *clause.indirect):
            found = self._inside(phrase)
            if found is not None and self.structure.phrases[phrase].span.covers(found.span):
                return found
        return None

    def _obliques(self, clause: Clause) -> tuple[Oblique, ...]:
        own = clause.obliques
        if clause.phrase is not None:
            own += self.structure.phrases[clause.phrase].obliques
        return own

    def _under(self, obliques: tuple[Oblique, ...], preposition: str) -> Found | None:
        for oblique in obliques:
            if oblique.preposition == preposition:
                for phrase in oblique.phrases:
                    found = self._named(phrase) or self._inside(phrase)
                    if found is not None:
                        return found
        return None

    def _named(self, phrase: int) -> Found | None:
        """The place that a phrase names: by its head, beside it, or after "of"."""
        one = self.structure.phrases[phrase]
        for mention in self._mentions.around(one.head):
            return Found(mention.place, mention.span)
        if one.lemma.lower() not in self.words.containers:
            return None
        inside = [m for m in self._mentions.inside(one.core) if not self._owner(phrase, m)]
        if inside:
            return Found(inside[-1].place, inside[-1].span)
        for oblique in one.obliques:
            if oblique.preposition in self.words.of:
                for inner in oblique.phrases:
                    found = self._named(inner) if inner != phrase else None
                    if found is not None:
                        return found
        return None

    def _owner(self, phrase: int, mention: PlaceMention) -> bool:
        """Whether a place only owns what the phrase names: "Moscow" in "Moscow's embassy"."""
        possessor = self.structure.phrases[phrase].possessor
        return possessor is not None and self.structure.phrases[possessor].span.overlaps(
            mention.span
        )

    def _inside(self, phrase: int, depth: int = 0) -> Found | None:
        """The place that a phrase's thing is in: "Tokyo" in "the embassy in Tokyo"."""
        if depth > 4:
            return None
        for oblique in self.structure.phrases[phrase].obliques:
            for inner in oblique.phrases:
                topical = self.structure.phrases[phrase].lemma.lower() in self.words.topical
                subject = topical and oblique.preposition in self.words.about
                if oblique.preposition in self.words.where and not subject:
                    found = self._named(inner)
                    if found is not None:
                        return found
                deeper = self._inside(inner, depth + 1)
                if deeper is not None:
                    return deeper
        return None
