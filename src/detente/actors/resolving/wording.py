"""The words that an actor without a name of its own is called by."""

from __future__ import annotations

from detente.actors.resolving.report_context import Context


def wording(context: Context, index: int) -> str:
    """A phrase's own words without its article, and without a possessor that is no name."""
    phrase = context.phrase(index)
    start = phrase.core.start
    if phrase.possessor is not None and context.phrase(phrase.possessor).pos != "PROPN":
        own = context.words_in(phrase.core, phrase.sentence)
        end = context.phrase(phrase.possessor).core.end
        start = next((w.start for w in own if w.start > end), start)
    words = " ".join(context.text[start : phrase.core.end].split())
    if ")" not in words:
        words = words.partition(" (")[0]
    for mark in "`´’":
        words = words.replace(f"{mark}s ", "'s ")
    parts = words.split(" ")
    while len(parts) > 1 and _before_name(context, parts[0].casefold().strip("\"“'")):
        parts.pop(0)
    return " ".join(parts)


def _before_name(context: Context, word: str) -> bool:
    return word in context.tables.grammar.determiners.all or context.listed("adverb", word)


def naming(context: Context, index: int) -> str:
    """What an unnamed actor is called: its words, with "of ..." for a part of a body."""
    name = wording(context, index)
    phrase = context.phrase(index)
    links = context.tables.grammar.links
    if context.listed("part", phrase.lemma.casefold()):
        for oblique in phrase.obliques:
            if oblique.preposition in links.part_of and oblique.phrases[0] != index:
                return f"{name} {oblique.preposition} {wording(context, oblique.phrases[0])}"
    return name
