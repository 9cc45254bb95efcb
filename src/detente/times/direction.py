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
from detente.times.time_words import load

Direction = Literal["past", "future", "open"]

FUTURE_MODALS = frozenset({"will", "shall", "'ll", "’ll", "wo", "would", "may", "might", "could"})
WINDOW = 70
"""Characters of a sentence in which a sign of the future bears on an expression without a parse."""

GOVERNED, AHEAD, NEAR, LEANING = 100, 12, 3, 2
"""How many times farther the side that the tense names may lie than the other and still be meant.

Under a preposition of its own ("arrived in January") a past tense decides, and a future one nearly
always ("is to run from the 23rd" is said while it runs).  Without one ("announced November talks")
a near day on the other side is meant, or the year were named; and before a definite noun ("the
November visit") there is only a leaning to what has happened.
"""

_POSSESSIVE = frozenset({"'s", "’s", "`s"})
_BREAK = re.compile(r"[.!?;:]\s|\n|[“”\"]")
_WORD = re.compile(r"[A-Za-z]+")
_GOVERNED = re.compile(
    r"\b(?:in|on|by|for|since|until|till|from|during)\s+(?:early|late|mid)?[\s-]*$", re.I
)
_FRONTED = re.compile(r"(?:^|[.!?;]\s+|\n\s*|[“\"]\s*)(?:[A-Z]\w*\s+)?$")
_DEFINITE = re.compile(r"(?:\b(?:the|its|his|her|their|our|this|that|those|these)|['’]s)\s+$", re.I)
_NOUN_AFTER = re.compile(
    r"\s+(?!(?:and|or|to|for|in|on|at|as|when|but|by|with|of|from)\b)([a-z-]+)"
)


def direction(text: str, span: Span, clause: Clause | None, hanging: Hanging) -> Direction:
    """Whether the words around *span*, in *clause*, tell of what was or of what is to come."""
    before = text[max(0, span.start - 20) : span.start].lower().rstrip()
    if before.endswith(load().scheduling) and not _reached(before, text, span, clause):
        return "future"
    if clause is None:
        return _signs(text, span)
    if text[span.end : span.end + 2] in _POSSESSIVE and clause.infinitive:
        return "past"
    told = _told(clause, hanging, text)
    if told == "open":
        return "open" if clause.tense == "none" else _signs(text, span)
    return told


def modifies_definite(text: str, span: Span) -> bool:
    """Whether an expression stands before a noun that the reader is taken to know already.

    "The November visit"; but not what is held on its day each time, "the November elections".
    """
    noun = _NOUN_AFTER.match(text, span.end)
    if noun is None or not _DEFINITE.search(text[max(0, span.start - 12) : span.start]):
        return False
    return noun[1].removesuffix("s") not in load().scheduled_events


def weight(text: str, span: Span, told: Direction) -> int:
    """How many times farther away the side that the tense names may be; see ``GOVERNED``."""
    before = text[max(0, span.start - 24) : span.start]
    governed = _GOVERNED.search(before) or _FRONTED.search(before)
    return (GOVERNED if told == "past" else AHEAD) if governed else NEAR


def _told(clause: Clause, hanging: Hanging, text: str) -> Direction:
    """What the clause's verb says, or the one that it hangs on."""
    words = load()
    parent = None if clause.parent is None else hanging.structure.clauses[clause.parent]
    if clause.tense == "future" or (FUTURE_MODALS & set(clause.modals) and not clause.perfect):
        return "future"
    if clause.infinitive or (clause.lemma == "be" and _is_to(clause, hanging)):
        return _infinitive(clause, parent)
    if clause.tense in {"past", "present"} and clause.lemma in words.planning_verbs:
        return "future"
    if clause.tense == "past" or clause.perfect or FUTURE_MODALS & set(clause.modals):
        return "past"
    if clause.tense == "none" and clause.kind == "verb":
        return _participle(clause, parent, hanging, text)
    return "open"


def _is_to(clause: Clause, hanging: Hanging) -> bool:
    """ "Is to travel": what is arranged."""
    return clause.tense == "present" and any(
        c.link == "complement" and c.infinitive for c in hanging.below.get(clause.index, ())
    )


def _infinitive(clause: Clause, parent: Clause | None) -> Direction:
    """What is to be done lies ahead, unless it was done ("managed to") or was due before."""
    if parent is None or not clause.infinitive or parent.tense != "past":
        return "future"
    return "past" if parent.perfect or parent.lemma in load().bringing_about else "future"


def _participle(clause: Clause, parent: Clause | None, hanging: Hanging, text: str) -> Direction:
    """ "Signed in May" is over; "arriving on Tuesday" is as the clause that it hangs on has it."""
    words = load()
    set_for = text.startswith(" for", clause.trigger.end) and clause.lemma == "set"
    if clause.lemma in words.planning_verbs or set_for:
        return "future"
    if clause.progressive or clause.trigger.of(text).lower().endswith("ing"):
        if parent is None or parent.kind == "noun" or clause.lemma in {"start", "begin"}:
            return "open"
        return "open" if parent.tense == "none" else _told(parent, hanging, text)
    if parent is not None and parent.lemma in words.bringing_about and parent.tense == "past":
        return "past"
    return "past" if clause.passive else "open"


def _reached(before: str, text: str, span: Span, clause: Clause | None) -> bool:
    """Whether "until" or "by" leads up to a day that was reached: "ruled until March"."""
    words = load()
    if clause is None or clause.tense != "past" or clause.modals:
        return False
    if before.endswith(("until", "till", "up to")):
        return clause.lemma not in words.extending_verbs
    if before.endswith(" by"):
        return clause.perfect or (clause.passive and clause.lemma not in words.extending_verbs)
    return False


def _signs(text: str, span: Span) -> Direction:
    """What the words before say where there is no clause to ask."""
    before = _BREAK.split(text[max(0, span.start - WINDOW) : span.start])[-1]
    signs = load().future_signs
    for word in reversed(_WORD.findall(before.lower())):
        if word in signs:
            return "future"
        if word.endswith("ed") or word in {"was", "were", "said", "had", "has", "did"}:
            return "past"
    return "open"
