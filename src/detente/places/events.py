"""Where an act took place, among the places that its clause and its report name."""

from __future__ import annotations

from msgspec import Struct

from detente.language.structure import Clause, Oblique, Structure
from detente.model import EventPlace, Place, PlaceMention, Report, Span
from detente.places.words import words


class Found(Struct, frozen=True):
    """A place and the words of the clause that name it."""

    place: Place
    span: Span


def place_event(
    clause: Clause, report: Report, structure: Structure, places: tuple[PlaceMention, ...]
) -> EventPlace | None:
    """Where the act of *clause* took place; ``None`` where neither clause nor report says.

    Taken in order: the goal of a movement ("a visit to the islands"), the place that the clause is
    in ("in Yokohama, south of Tokyo": Yokohama), what is entered or attacked, the same of the light
    verb that carries a noun or of the noun that it carries.  A name that only qualifies somebody
    ("Moscow's embassy") or acts ("Tokyo said") is no place of an act.  Last, a meeting or talk told
    of without a place was where the report is datelined; its span is the dateline then.
    """
    return _Placing(report, structure, places).of(clause)


class _Placing:
    def __init__(
        self, report: Report, structure: Structure, places: tuple[PlaceMention, ...]
    ) -> None:
        self.report, self.structure, self.places = report, structure, places
        self.words = words()

    def of(self, clause: Clause) -> EventPlace | None:
        """The place of *clause*: its own, the dateline's, or that of the occasion it belongs to."""
        found = self._here(clause)
        if found is None:
            line = self._dateline(clause)
            if line is not None:
                return line
            if clause.lemma.lower() in self.words.physical:
                found = self._around(clause)
        return EventPlace(found.place, found.span) if found else None

    def _here(self, clause: Clause) -> Found | None:
        for one in self._with_support(clause):
            found = self._own(one)
            if found is not None:
                return found
        return None

    def _around(self, clause: Clause) -> Found | None:
        """The place of a clause joined with this one, or of the one that this one hangs on."""
        seen = {clause.index}
        current = clause
        while True:
            for other in self.structure.clauses:
                joined = other.parent == current.index and other.link == "conjunct"
                if joined and other.index not in seen and other.sentence == clause.sentence:
                    found = self._here(other)
                    if found is not None:
                        return found
            speech = current.link in {"complement", "purpose"}
            if current.parent is None or speech or current.parent in seen:
                return None
            current = self.structure.clauses[current.parent]
            seen.add(current.index)
            found = self._here(current)
            if found is not None:
                return found

    def _with_support(self, clause: Clause) -> list[Clause]:
        """The clause, the light verb that carries it, and the nouns that it carries."""
        clauses = [clause]
        if clause.support is not None:
            clauses.append(self.structure.clauses[clause.support])
        clauses += [c for c in self.structure.clauses if c.support == clause.index]
        return clauses

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
            subject = topical and oblique.preposition in {"on", "over"}
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
        for mention in self.places:
            if mention.span.covers(one.head):
                return Found(mention.place, mention.span)
        if one.lemma.lower() not in self.words.containers:
            return None
        inside = [m for m in self.places if one.core.covers(m.span) and not self._owner(phrase, m)]
        if inside:
            return Found(inside[-1].place, inside[-1].span)
        for oblique in one.obliques:
            if oblique.preposition == "of":
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
                subject = topical and oblique.preposition in {"on", "over"}
                if oblique.preposition in self.words.where and not subject:
                    found = self._named(inner)
                    if found is not None:
                        return found
                deeper = self._inside(inner, depth + 1)
                if deeper is not None:
                    return deeper
        return None

    def _dateline(self, clause: Clause) -> EventPlace | None:
        """The dateline's place, for a meeting that the report tells of without one."""
        line = self.report.dateline
        if line is None or clause.lemma.lower() not in self.words.meeting:
            return None
        if clause.tense == "future" or clause.modals or clause.infinitive or clause.negation:
            return None
        if self._elsewhen(clause):
            return None
        for mention in self.places:
            if line.covers(mention.span):
                return EventPlace(mention.place, mention.span)
        return None

    def _elsewhen(self, clause: Clause) -> bool:
        """Whether a meeting is another one than the report's own: earlier, planned, refused."""
        beside: set[str] = set()
        if clause.phrase is not None:
            beside |= set(self.structure.phrases[clause.phrase].modifiers)
        if clause.parent is not None and clause.support is None:
            beside.add(self.structure.clauses[clause.parent].lemma)
        return bool(beside & self.words.elsewhen)
