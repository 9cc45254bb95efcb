"""Which statement of a report tells of a stretch of it, and vouches for the acts in it."""

from __future__ import annotations

from functools import cached_property

from detente.document import Document
from detente.language.structure import Clause
from detente.model import Span, Statement
from detente.stretches import Standing


class Telling:
    """The statements of one report, by what they hold."""

    def __init__(self, document: Document) -> None:
        self.structure, self.statements = document.structure, document.attributed()
        self._contents = Standing(
            (
                (number, span)
                for number, said in enumerate(self.statements)
                for span in said.content
            ),
            lambda pair: pair[1],
        )
        self._lengths = [sum(len(span) for span in said.content) for said in self.statements]
        self._told: dict[int, bool] = {}

    def statement_of(self, span: Span) -> Statement | None:
        """The innermost statement whose content holds *span*."""
        number = self._innermost(span)
        return None if number is None else self.statements[number]

    def statements_around(self, span: Span) -> list[Statement]:
        """All statements whose content holds *span*."""
        numbers = dict.fromkeys(number for number, _ in self._contents.around(span))
        return [self.statements[number] for number in numbers]

    def _innermost(self, span: Span) -> int | None:
        holding = [
            number
            for number in dict.fromkeys(number for number, _ in self._contents.around(span))
            if not ((cue := self.statements[number].cue) and cue.overlaps(span))
        ]
        return min(holding, key=lambda number: self._lengths[number], default=None)

    def vouched_by(self, clause: Clause) -> Statement | None:
        """The statement that tells of *clause*'s act, if one does.

        A source vouches for what it says took place, not for what it only names: "criticised the
        visit" is no word of the critic's that there was one.
        """
        number = self._innermost(clause.trigger)
        statement = None if number is None else self.statements[number]
        if number is None or statement is None:
            return None
        if clause.kind != "noun" or statement.form != "indirect":
            return statement
        if number not in self._told:
            self._told[number] = any(map(self._predicates.inside, statement.content))
        return statement if self._told[number] else None

    @cached_property
    def _predicates(self) -> Standing[Span]:
        """The words of the clauses that are no nouns."""
        triggers = (c.trigger for c in self.structure.clauses if c.kind != "noun")
        return Standing(triggers, lambda span: span)
