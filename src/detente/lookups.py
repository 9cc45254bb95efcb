"""What hangs on what in a report, found without going through all of it.

A room that asks for each of its items which others hang on it makes one of these for a report and
asks that.  What is asked then costs as much as the answer is long, and not as much
as the report is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TypeVar

from detente.language.structure import Clause, Phrase, Structure

Item = TypeVar("Item")


class Hanging:
    """The clauses and phrases of one structure by what they hang on or are part of.

    All lists are in the order of the structure; what nothing hangs on has no entry.
    """

    def __init__(self, structure: Structure) -> None:
        self.structure = structure

    @cached_property
    def carried(self) -> dict[int, list[Clause]]:
        """The nouns that a light verb carries, by the verb's clause."""
        return _grouped(self.structure.clauses, lambda clause: clause.support)

    @cached_property
    def below(self) -> dict[int, list[Clause]]:
        """The clauses that hang on a clause."""
        return _grouped(self.structure.clauses, lambda clause: clause.parent)

    @cached_property
    def clauses(self) -> dict[int, list[Clause]]:
        """The clauses of a sentence."""
        return _grouped(self.structure.clauses, lambda clause: clause.sentence)

    @cached_property
    def phrases(self) -> dict[int, list[tuple[int, Phrase]]]:
        """The phrases of a sentence, with their indexes."""
        return _grouped(enumerate(self.structure.phrases), lambda pair: pair[1].sentence)


def _grouped(items: Iterable[Item], by: Callable[[Item], int | None]) -> dict[int, list[Item]]:
    groups: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        number = by(item)
        if number is not None:
            groups[number].append(item)
    return dict(groups)
