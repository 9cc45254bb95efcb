"""The two or more whom words mean: "the two sides", "both", "the latter", "the three leaders"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from detente.actors.referring.coreference import GROUP_REACH, Discourse
from detente.actors.referring.met_before import distinct
from detente.actors.resolving.report_context import Context

NEAR = 2
"""Sentences "each" may look back for two who were named side by side."""


class Pairs:
    """Looks for the two in what a :class:`Discourse` has met so far."""

    def __init__(self, context: Context, discourse: Discourse) -> None:
        self._context, self._discourse = context, discourse
        self._grammar = context.tables.grammar
        self._states: Counter[int] = Counter()
        self._told = 0  # of those seen, how many the counts of states hold

    def pair(self, index: int, value: str, members: Callable[[int], int | None]) -> tuple[int, ...]:
        """The two actors of a class that "the two X" means: the nearest stretch that names two.

        *members* turns an actor's number into the number of what counts: a person's state for
        states, the person itself for persons, none where it is neither.
        """
        phrase = self._context.phrase(index)
        found: list[int] = []
        for back in range(GROUP_REACH + 1):
            beside = self._side_by_side(phrase.sentence - back, phrase.core.start, members)
            if beside:
                return tuple(sorted(beside, key=self._discourse.first))
            here = [
                s
                for s in self._discourse.seen_in(phrase.sentence - back)
                if s.span.end <= phrase.core.start
            ]
            named = distinct(m for s in here for n in s.actors if (m := members(n)) is not None)
            found = distinct([*found, *named])
            if len(found) == 2:
                return tuple(sorted(found, key=self._discourse.first))
            if len(found) > 2:
                return self._foremost(found, value, members)
        return ()

    def several(
        self, index: int, number: int, members: Callable[[int], int | None]
    ) -> tuple[int, ...]:
        """The three or more whom "the three X" means: all that the nearest sentence names."""
        phrase = self._context.phrase(index)
        for back in range(GROUP_REACH + 1):
            here = self._discourse.seen_in(phrase.sentence - back)
            before = [s for s in here if s.span.end <= phrase.core.start]
            named = distinct(m for s in before for n in s.actors if (m := members(n)) is not None)
            if len(named) == number:
                return tuple(sorted(named, key=self._discourse.first))
            if len(named) > 1:
                return ()
        return ()

    def two(self, index: int, members: Callable[[int], int | None]) -> tuple[int, ...]:
        """The two whom "each" or "both sides" means, joined or in one act, here or just before."""
        phrase = self._context.phrase(index)
        for back in range(NEAR + 1):
            found = self._side_by_side(phrase.sentence - back, phrase.core.start, members)
            if found:
                return tuple(sorted(found, key=self._discourse.first))
        return ()

    def _side_by_side(
        self, sentence: int, end: int, members: Callable[[int], int | None]
    ) -> tuple[int, ...]:
        """The two that a sentence joins before *end*: "X and Y", else those of one act, "X met Y".

        Whoever else it names ("under the influence of Z") is none of the two.
        """

        def of(phrases: Iterable[int]) -> tuple[int, ...]:
            return tuple(
                distinct(
                    m
                    for p in phrases
                    if self._context.phrase(p).core.end <= end
                    for n in self._discourse.by_phrase.get(p, ())
                    if (m := members(n)) is not None
                )
            )

        joined: list[int] = []
        acting: list[int] = []
        for clause in self._context.clauses_of.get(sentence, ()):
            arguments = [of(clause.subject), of(clause.object)]
            arguments += [of(oblique.phrases) for oblique in clause.obliques]
            joined += [n for found in arguments if len(found) == 2 for n in found]
            subject = arguments[0]
            for other in arguments[1:]:
                if len(subject) == len(other) == 1 and subject != other:
                    acting += (*subject, *other)
        for found in (joined, acting):
            if found:
                two = distinct(found)
                return tuple(two) if len(two) == 2 else ()
        return ()

    def ordered(self, index: int, words: str) -> tuple[int, ...]:
        """Whom "the former", "the latter" and "both" mean: of the two named last, in their order.

        The sentence so far must name two, or else the one before exactly two.
        """
        phrase = self._context.phrase(index)
        for back in range(2):
            here = [
                s for s in self._discourse.seen_in(phrase.sentence - back)
                if s.span.end <= phrase.core.start and s.phrase in self._discourse.by_phrase
            ]  # fmt: skip
            own = [
                s for s in here
                if s.span == self._context.phrase(s.phrase).core
                and s.span.of(self._context.text).casefold() not in self._grammar.ordered
            ]  # fmt: skip
            named = distinct(n for s in own if len(s.actors) == 1 for n in s.actors)
            kinds = {self._discourse.actors[n].kind == "person" for n in named}
            if len(named) == 2 and len(kinds) == 1:
                first, second = sorted(named, key=self._discourse.first)
                if words in self._grammar.two.first:
                    return (first,)
                return (second,) if words in self._grammar.two.second else (first, second)
            if named:
                return ()
        return ()

    def _foremost(
        self, found: list[int], value: str, members: Callable[[int], int | None]
    ) -> tuple[int, ...]:
        """Of three or more, the two that the report names clearly more often than the rest."""
        counts = self._counted(members) if value == "state" else self._discourse.counts
        order = sorted(found, key=lambda n: (-counts[n], self._discourse.first(n)))
        if counts[order[1]] >= 2 * counts[order[2]] and counts[order[1]] > 1:
            return tuple(sorted(order[:2], key=self._discourse.first))
        return ()

    def _counted(self, members: Callable[[int], int | None]) -> Counter[int]:
        """How often the report named each state so far, or somebody of it."""
        for seen in self._discourse.seen[self._told :]:
            self._states.update({m for n in seen.actors if (m := members(n)) is not None})
        self._told = len(self._discourse.seen)
        return self._states
