"""To whom a deed is done that another act is about: X of "backed raids on X".

Who praises, condemns or asks for a deed says nothing to those who suffer it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from detente.events.role_names import GROUND
from detente.events.role_participants import FAR, Roles
from detente.events.signal_matching import Match, ReportMatcher
from detente.language.structure import Clause
from detente.model import Participant, Span


class Suffering:
    """The deeds that the acts of one report are about, and who did and suffered them."""

    def __init__(self, roles: Roles, matcher: ReportMatcher) -> None:
        self._roles, self._matcher = roles, matcher
        self._structure, self._words = matcher.structure, matcher.words
        self._book = matcher.matcher.codebook

    def sufferers(self, outer: Match) -> list[Span]:
        """The words for those to whom what an act is about is done: X of "backed raids on X".

        What is part of the act itself ("lodged a protest against X") is no deed of another.
        """
        table, friendly = self._book.roles, not self._conflicts(outer)
        found: list[Span] = []
        for deed, match in self._deeds(outer):
            own = None if deed.phrase is None else self._structure.phrases[deed.phrase].span
            if match is not None:
                actor, recipient = self._own_roles(match)
                acting = {p.span for p in self._roles.resolve(match, actor)}
                near = tuple(r for r in recipient if r not in GROUND and not r.startswith(FAR))
                found += [
                    p.span
                    for p in self._roles.resolve(match, near)
                    if p.span not in acting and (own is None or own.covers(p.span))
                ]
            if deed.phrase is not None:
                if friendly:
                    found += self._told_by(deed.phrase)
                upon = set(table.upon)
                of = self._words.part if deed.lemma in table.undergone else frozenset()
                if deed.lemma in table.answering:
                    upon.update(self._words.answered)
                found += self._hung_on(outer, deed)
                for oblique in self._structure.phrases[deed.phrase].obliques:
                    if oblique.preposition in of:
                        found += [self._structure.phrases[i].core for i in oblique.phrases]
                    elif oblique.preposition in upon:
                        found += [self._structure.phrases[i].span for i in oblique.phrases]
        return found

    def _hung_on(self, outer: Match, deed: Clause) -> Iterator[Span]:
        """What follows a deed and hangs on the verb: Y of "condemned the raids by X against Y"."""
        act = self._structure.clauses[outer.clause]
        if deed.phrase in act.object and deed.index not in outer.used:
            for oblique in act.obliques:
                if oblique.preposition in self._book.roles.upon:
                    for index in oblique.phrases:
                        if self._structure.phrases[index].core.start > deed.trigger.end:
                            yield self._structure.phrases[index].span

    def _conflicts(self, match: Match) -> bool:
        return self._book.types[match.type].quad.endswith("conflict")

    def _told_by(self, phrase: int) -> Iterator[Span]:
        """Whom a measure itself names: X of "the motion that calls on X to leave"."""
        for clause in self._structure.clauses:
            if clause.topic == phrase and clause.link == "relative" and not clause.passive:
                for index in (*clause.object, *(p for o in clause.obliques for p in o.phrases)):
                    yield self._structure.phrases[index].span

    def doers(self, outer: Match) -> list[Participant]:
        """Who did what an act is about: Y of "regretted Y's raid on X"."""
        found: list[Participant] = []
        for deed, match in self._deeds(outer):
            if self._presupposed(deed, outer):
                continue  # "gave in to X's demand that Y leave": the demand is part of it
            if match is not None:
                found += self._roles.resolve(match, self._own_roles(match)[0])
            else:
                found += [p for index in deed.subject for p in self._roles.phrase(index)]
        return found

    def _presupposed(self, deed: Clause, outer: Match) -> bool:
        """Whether a deed is what an act takes for told, or hangs on that."""
        on_the_way = takewhile(
            lambda clause: clause.index != outer.clause, self._structure.ancestors(deed)
        )
        taken = self._book.effects.presupposed
        return any(c.index in outer.used and c.lemma in taken for c in (deed, *on_the_way))

    def _deeds(self, outer: Match) -> Iterator[tuple[Clause, Match | None]]:
        """What an act is about that is done to somebody.

        That is an act of conflict which the codebook knows, with its match, or one of its nouns for
        deeds.
        """
        book = self._book
        phrases = self._structure.clauses[outer.clause].oblique(*self._words.judged)
        named = [self._structure.phrases[index].clause for index in phrases]
        below = self._matcher.below(outer.clause)
        for index in dict.fromkeys((*below, *(i for i in named if i is not None))):
            deed, match = self._structure.clauses[index], self._matcher.match(index)
            if match is not None and match.type == outer.type:
                continue
            told = deed.kind == "noun" and deed.lemma in book.roles.deeds | book.roles.undergone
            if match is not None and self._conflicts(match):
                yield deed, match
            elif told and not (index in outer.used and deed.lemma in book.effects.presupposed):
                yield deed, None

    def _own_roles(self, match: Match) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The roles of a match's signal, or else of its type: who acts and who receives."""
        type_ = self._book.types[match.type]
        return match.signal.actor or type_.actor, match.signal.recipient or type_.recipient


def ends_in(words: Span, inner: Span) -> bool:
    """Whether words for somebody end in others: "an end to the shelling of X" in "X"."""
    return inner.start < words.end <= inner.end
