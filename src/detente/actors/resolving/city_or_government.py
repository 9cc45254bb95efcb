"""City or government, land or state: whether a place's name stands for somebody who acts."""

from __future__ import annotations

import re

from detente.actors.resolving.report_context import Context

_LETTER = re.compile(r"\S")


def placed(context: Context, index: int) -> bool:
    """Whether a name of a state stands only for the land ("in Japan")."""
    governors = context.governors.get(index, ())
    if not governors or context.uses.get(index):
        return False
    return all(context.listed("locative", g.preposition) for g in governors)


def acting(context: Context, index: int) -> bool:
    """Whether a city's name stands for the government: it acts, owns, is spoken to."""
    if _dateline(context, index):
        return False
    governors = context.governors.get(index, ())
    if any(context.listed("locative", g.preposition) for g in governors):
        return False
    if governors:
        return any(_governed(context, g.preposition, g.lemma) for g in governors)
    for other in context.owned.get(index, ()):
        return not context.listed("urban", context.phrase(other).lemma.casefold())
    for use in context.uses.get(index, ()):
        clause = context.clause(use.clause)
        moved = context.tables.words.get("motion", {}).get(clause.lemma)
        if use.role in ("object", "indirect"):
            return moved != "object"
        if use.role == "subject":
            return not (clause.lemma in context.tables.grammar.names.copulas and clause.attribute)
    return False


def _governed(context: Context, preposition: str, lemma: str) -> bool:
    if preposition in context.tables.grammar.links.addressed:
        return context.listed("speech", lemma)
    return context.listed("acting", preposition) and not context.listed("motion", lemma)


def _dateline(context: Context, index: int) -> bool:
    """Whether a city opens a paragraph as the place that the report was sent from."""
    core = context.phrase(index).core
    following = _LETTER.search(context.text, core.end)
    opens = core.start in context.opened
    if not opens or following is None or following[0] not in ",:(–—-":
        return False
    after = context.text[following.end() :].split(maxsplit=1)[:1]
    return not after or after[0].casefold() not in context.tables.grammar.links.after_cities
