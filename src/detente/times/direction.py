"""Whether an expression is told of what was or of what is to come.

"In November", "on Friday" and "the third quarter" name one of two days or stretches, and which one
is said by the words around: the tense of the clause, what a participle or an infinitive hangs on,
and words that schedule ("due on", "until").
"""

from __future__ import annotations

import re
from typing import Literal

from detente.language.structure import Clause
from detente.lookups import Hanging
from detente.model import Span
from detente.times.time_tables import Directions
from detente.times.time_words import TimeWords

Direction = Literal["past", "future", "open"]

WINDOW = 70
"""Characters of a sentence in which a sign of the future bears on an expression without a parse."""

GOVERNED, AHEAD, NEAR, LEANING = 100, 12, 3, 2
"""How many times farther the side that the tense names may lie than the other and still be meant.

Under a preposition of its own ("arrived in January") a past tense decides, and a future one nearly
always ("is to run from the 23rd" is said while it runs).  Without one ("announced November talks")
a near day on the other side is meant, or the year were named; and before a definite noun ("the
November visit") there is only a leaning to what has happened.
"""

_BREAK = re.compile(r"[.!?;:]\s|\n|[“”\"]")


def direction(
    text: str, span: Span, clause: Clause | None, hanging: Hanging, words: TimeWords
) -> Direction:
    """Whether the words around *span*, in *clause*, tell of what was or of what is to come."""
    before = text[max(0, span.start - 20) : span.start].lower().rstrip()
    if before.endswith(words.table.future_signs.scheduling) and not _reached(
        before, clause, words.table.directions
    ):
        return "future"
    if _held_ahead(text, span, clause, words):
        return "future"
    if clause is None:
        return _signs(text, span, words)
    if clause.infinitive and text.startswith(words.table.possessive, span.end):
        return "past"
    told = _told(clause, hanging, text, words)
    if told == "open":
        return "open" if clause.tense == "none" else _signs(text, span, words)
    return told


def _held_ahead(text: str, span: Span, clause: Clause | None, words: TimeWords) -> bool:
    """Whether an act was done in view of what is held on that day: "before Friday's election"."""
    verbs, owner = words.table.directions, words.table.possessive
    ending = next((e for e in owner if text.startswith(e, span.end)), None)
    if ending is None:
        return False
    noun = words.beside.noun_after.match(text, span.end + len(ending))
    if noun is None or words.singular(noun[1]) not in verbs.scheduled_events:
        return False
    before = text[max(0, span.start - 20) : span.start].lower().rstrip()
    for article in words.table.article:
        before = before.removesuffix(f" {article}")
    excluding = clause is not None and clause.lemma in verbs.excluding_verbs
    return before.endswith(verbs.held_ahead) or (
        excluding and before.endswith(verbs.held_ahead_excluding)
    )


def modifies_definite(text: str, span: Span, words: TimeWords) -> bool:
    """Whether an expression stands before a noun that the reader is taken to know already.

    "The November visit"; but not what is held on its day each time, "the November elections".
    """
    noun = words.beside.noun_after.match(text, span.end)
    before = text[max(0, span.start - 12) : span.start]
    if noun is None or not words.beside.definite.search(before):
        return False
    return words.singular(noun[1]) not in words.table.directions.scheduled_events


def weight(text: str, span: Span, told: Direction, words: TimeWords) -> int:
    """How many times farther away the side that the tense names may be; see ``GOVERNED``."""
    before = text[max(0, span.start - 24) : span.start]
    governed = words.beside.governed.search(before) or words.beside.fronted.search(before)
    return (GOVERNED if told == "past" else AHEAD) if governed else NEAR


def _told(clause: Clause, hanging: Hanging, text: str, words: TimeWords) -> Direction:
    """What the clause's verb says, or the one that it hangs on."""
    verbs = words.table.directions
    parent = None if clause.parent is None else hanging.structure.clauses[clause.parent]
    modal = not words.governing.future_modals.isdisjoint(clause.modals)
    if clause.tense == "future" or (modal and not clause.perfect):
        return "future"
    if clause.infinitive or (clause.lemma in verbs.arranging and _is_to(clause, hanging)):
        return _infinitive(clause, parent, verbs)
    if clause.tense in {"past", "present"} and clause.lemma in verbs.planning_verbs:
        return "future"
    if clause.tense == "past" or clause.perfect or modal:
        return "past"
    if clause.tense == "none" and clause.kind == "verb":
        return _participle(clause, parent, hanging, text, words)
    return "open"


def _is_to(clause: Clause, hanging: Hanging) -> bool:
    """ "Is to travel": what is arranged."""
    return clause.tense == "present" and any(
        c.link == "complement" and c.infinitive for c in hanging.below.get(clause.index, ())
    )


def _infinitive(clause: Clause, parent: Clause | None, verbs: Directions) -> Direction:
    """What is to be done lies ahead, unless it was done ("managed to") or was due before."""
    if parent is None or not clause.infinitive or parent.tense != "past":
        return "future"
    return "past" if parent.perfect or parent.lemma in verbs.bringing_about else "future"


def _participle(
    clause: Clause, parent: Clause | None, hanging: Hanging, text: str, words: TimeWords
) -> Direction:
    """ "Signed in May" is over; "arriving on Tuesday" is as the clause that it hangs on has it."""
    verbs, said = words.table.directions, clause.trigger.of(text).lower()
    follows = verbs.planned_with.get(clause.lemma)
    set_for = follows is not None and text.startswith(follows, clause.trigger.end)
    if clause.lemma in verbs.planning_verbs or set_for:
        return "future"
    if clause.progressive or said.endswith(words.table.progressive_ending):
        if parent is None or parent.kind == "noun" or clause.lemma in verbs.opening:
            return "open"
        return "open" if parent.tense == "none" else _told(parent, hanging, text, words)
    if parent is not None and parent.lemma in verbs.bringing_about and parent.tense == "past":
        return "past"
    return "past" if clause.passive else "open"


def _reached(before: str, clause: Clause | None, verbs: Directions) -> bool:
    """Whether "until" or "by" leads up to a day that was reached: "ruled until March"."""
    if clause is None or clause.tense != "past" or clause.modals:
        return False
    if before.endswith(verbs.reaching):
        return clause.lemma not in verbs.extending_verbs
    if before.endswith(verbs.reaching_by):
        return clause.perfect or (clause.passive and clause.lemma not in verbs.extending_verbs)
    return False


def _signs(text: str, span: Span, words: TimeWords) -> Direction:
    """What the words before say where there is no clause to ask."""
    before = _BREAK.split(text[max(0, span.start - WINDOW) : span.start])[-1]
    signs, over = words.table.future_signs.words, words.table.directions.past_signs
    for word in reversed(words.beside.word.findall(before.lower())):
        if word in signs:
            return "future"
        if word in over or word.endswith(words.table.past_ending):
            return "past"
    return "open"
