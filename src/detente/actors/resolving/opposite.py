"""What stands opposite somebody in a clause: what is done to whom, and what it is aimed at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente.actor_tables.actor_words import Links
from detente.language.structure import Clause, Structure


class Opposites:
    """The clauses of a report by the phrases that have a part in them.

    *links* are the prepositions by which a language says at whom an act is aimed.
    """

    def __init__(self, structure: Structure, links: Links) -> None:
        self._structure, self._links = structure, links
        self.subjects: dict[int, list[Clause]] = {}
        self.others: dict[int, list[Clause]] = {}
        for clause in structure.clauses:
            for phrase in clause.subject:
                self.subjects.setdefault(phrase, []).append(clause)
            for phrase in self._others(clause):
                self.others.setdefault(phrase, []).append(clause)

    def of(self, own: Iterable[int]) -> Iterator[int]:
        """The phrases opposite those of *own*, with what hangs on them: "sanctions against X"."""
        mine = set(own)
        left = [p for one in mine for c in self.subjects.get(one, ()) for p in self._others(c)]
        left += [p for one in mine for c in self.others.get(one, ()) for p in c.subject]
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
        """The phrases that a phrase names as its aim."""
        obliques = self._structure.phrases[index].obliques
        return [p for o in obliques if o.preposition in self._links.aims for p in o.phrases]

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
