"""What stands opposite somebody in a clause: what is done to whom, and what it is aimed at."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from detente.actor_tables.actor_words import Links
from detente.language.structure import Clause, Structure

DEPTH = 3
"""How far below what somebody does a clause is still what that one does."""


class Opposites:
    """The clauses of a report by the phrases that have a part in them.

    *links* are the prepositions by which a language says at whom an act is aimed, *voiced* the
    nouns for what somebody says, as a complaint is.
    """

    def __init__(self, structure: Structure, links: Links, voiced: Container[str] = ()) -> None:
        self._structure, self._links, self._voiced = structure, links, voiced
        self._participles: dict[int, list[Clause]] = {}
        self.subjects: dict[int, list[Clause]] = {}
        self.others: dict[int, list[Clause]] = {}
        for clause in structure.clauses:
            if clause.topic is not None and clause.tense == "none" and not clause.passive:
                self._participles.setdefault(clause.topic, []).append(clause)
            for phrase in clause.subject:
                self.subjects.setdefault(phrase, []).append(clause)
            for phrase in self._others(clause):
                self.others.setdefault(phrase, []).append(clause)

    def of(self, own: Iterable[int]) -> Iterator[int]:
        """The phrases opposite those of *own*, with what hangs on them: "sanctions against X"."""
        mine = set(own)
        left = [p for one in mine for c in self.subjects.get(one, ()) for p in self._others(c)]
        left += [p for one in mine for c in self.others.get(one, ()) for p in c.subject]
        left += [p for one in mine for c in self.subjects.get(one, ()) for p in self._done(c)]
        through = [p for one in mine for c in self.subjects.get(one, ()) for p in self._between(c)]
        left += [p for one in through for p in self._aims(one)]
        seen = set(mine)
        while left:
            index = left.pop()
            if index not in seen:
                seen.add(index)
                yield index
                left += self._aims(index)

    def _aims(self, index: int) -> list[int]:
        """The phrases that a phrase names as its aim, or for whom, or whose words it is."""
        phrase = self._structure.phrases[index]
        voiced = phrase.lemma in self._voiced
        kinds = self._links.aims | (self._links.voiced if voiced else self._links.given)
        return [p for o in phrase.obliques if o.preposition in kinds for p in o.phrases]

    def _done(self, clause: Clause, depth: int = DEPTH) -> Iterator[int]:
        """The arguments of what somebody does who does it by a clause without a subject.

        "Refused to hear X", "passed a bill cutting off money for X".
        """
        inner = [self._structure.clauses[index] for index in clause.complements]
        inner += [c for p in clause.object for c in self._participles.get(p, ())]
        for below in inner:
            if depth and below.tense == "none" and below.kind == "verb":
                yield from self._others(below)
                yield from self._between(below)
                yield from self._done(below, depth - 1)

    def _others(self, clause: Clause) -> Iterator[int]:
        """The arguments of a clause that are not its subject, places aside."""
        yield from clause.object
        yield from clause.indirect
        for oblique in clause.obliques:
            if oblique.preposition in self._links.aims:
                yield from oblique.phrases

    def _between(self, clause: Clause) -> Iterator[int]:
        """The phrases of a clause that may lead on to an aim: "voted for sanctions against X"."""
        for oblique in clause.obliques:
            if oblique.preposition in self._links.leading_on:
                yield from oblique.phrases
