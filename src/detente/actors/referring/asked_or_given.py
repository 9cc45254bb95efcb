"""Whom "it" means that is asked, given or served with something.

"Mali was ready when Chad asked it to wait", "Mali sent tents to Chad and supplied it with fuel".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from detente.actors.referring.met_before import distinct, topic
from detente.actors.resolving.report_context import Context
from detente.language.structure import Clause


def addressed(
    context: Context,
    by_phrase: Mapping[int, tuple[int, ...]],
    index: int,
    clause: Clause,
    may: Callable[[int], bool],
) -> tuple[int, ...]:
    """Who did what was told just before in the sentence, where that is one who *may* be meant.

    Only somebody can be asked or given something, so *index*, the pronoun's phrase in *clause*, is
    no thing there.  *by_phrase* has the numbers of the actors whom phrases mean.
    """
    asked = index in clause.object and any(
        inner.infinitive and index in (*inner.subject, *inner.object)
        for inner in map(context.clause, clause.complements)
    )
    if index in clause.object and context.listed("serving", clause.lemma):
        return _served(context, by_phrase, index, clause, may)
    if not asked and index not in clause.indirect:
        return ()
    phrase = context.phrase(index)
    before = [
        p
        for other in context.clauses_of.get(phrase.sentence, ())
        if other.kind == "verb" and other.link != "relative" and other.index != clause.index
        for p in topic(other)
        if context.phrase(p).head.end < phrase.head.start
    ]
    acting = {number for p in topic(clause) for number in by_phrase.get(p, ())}
    found = distinct(number for p in before for number in by_phrase.get(p, ()))
    others = [number for number in found if number not in acting]
    return (others[0],) if len(others) == 1 and may(others[0]) else ()


def _served(
    context: Context,
    by_phrase: Mapping[int, tuple[int, ...]],
    index: int,
    clause: Clause,
    may: Callable[[int], bool],
) -> tuple[int, ...]:
    """The one beside who acts that the sentence has named so far, where that may be meant."""
    phrase = context.phrase(index)
    acting = {number for p in topic(clause) for number in by_phrase.get(p, ())}
    named = [
        number
        for p, numbers in by_phrase.items()
        if context.phrase(p).sentence == phrase.sentence
        and not context.phrase(p).plural
        and context.phrase(p).head.end < phrase.head.start
        for number in numbers
    ]
    others = [number for number in distinct(named) if number not in acting and may(number)]
    return (others[0],) if acting and len(others) == 1 else ()
