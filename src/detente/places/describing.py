"""What a report calls its contested place for short: "the islands", "the chain"."""

from __future__ import annotations

import re

from detente.language.structure import Phrase, Structure
from detente.model import PlaceMention, Span
from detente.places.gazetteer import Entry, Gazetteer
from detente.places.place_words import words
from detente.stretches import Standing

_DIRECTED = re.compile(
    r",?\s+(?:lying\s+|located\s+)?(?:just\s+)?(?:off|(?:to\s+the\s+)?(?:north|south|east|west)"
    r"(?:[- ]?(?:east|west))?(?:ern)?\s+of)\s+(?:the\s+)?[A-Z]\w+(?:['’`]s\s+coast)?"
)
_QUANTIFIER = re.compile(r"(?:over|about|around|on|of)\s+", re.IGNORECASE)
_OTHER = frozenset({"other", "separate", "another", "second"})


def described(
    text: str, structure: Structure, gazetteer: Gazetteer, named: list[PlaceMention]
) -> list[PlaceMention]:
    """Noun phrases that stand for the one contested place of their kind among *named*.

    Where the report names none of that kind, or two, a description stands for nothing.  "four
    Pacific islands" needs the number to be right; a description that is told for the first time
    ("an island chain north of Japan") needs words that mark it.
    """
    contested = {e.place.name: e for e in gazetteer.contested.values()}
    places: dict[str, dict[str, Entry]] = {}
    for mention in named:
        entry = contested.get(mention.place.name)
        if entry is not None and mention.place.claimed_by:
            places.setdefault(entry.feature, {})[entry.place.name] = entry
    alone = {kind: next(iter(e.values())) for kind, e in places.items() if len(e) == 1}
    # "four Pacific islands": a sea beside the noun says where it is, not what it is.
    taken = Standing([m.span for m in named if not _is_sea(m, gazetteer)], lambda span: span)
    found = []
    for phrase in structure.phrases if alone else ():
        for kind, entry in alone.items():
            if _describes(text, structure, phrase, kind, entry, taken):
                match = _DIRECTED.match(text, phrase.core.end)
                end = match.end() if match else phrase.core.end
                loose = _QUANTIFIER.match(text, phrase.core.start, end)
                start = loose.end() if loose else phrase.core.start
                found.append(PlaceMention(Span(start, end), entry.place))
                break
    return found


def _is_sea(mention: PlaceMention, gazetteer: Gazetteer) -> bool:
    entries = gazetteer.lookup(mention.place.name)
    return any(e.feature in {"sea", "ocean"} for e in entries)


def _describes(
    text: str,
    structure: Structure,
    phrase: Phrase,
    kind: str,
    entry: Entry,
    taken: Standing[Span],
) -> bool:
    table, lemma, modifiers = words(), phrase.lemma.lower(), set(phrase.modifiers)
    if lemma not in table.called.get(kind, ()) or phrase.pos == "PROPN":
        return False
    if taken.overlapping(phrase.core):
        return False
    if phrase.number is not None and entry.count is not None and phrase.number != entry.count:
        return False
    owned = phrase.possessor is not None and phrase.definiteness == "possessive"
    if owned and structure.phrases[phrase.possessor or 0].pos != "PRON":
        return False
    if lemma == "chain" and "island" not in modifiers and phrase.definiteness != "definite":
        return False
    marked = bool(modifiers & table.marking)
    if lemma in table.vague and not marked:
        return False
    if phrase.definiteness in {"definite", "demonstrative"}:
        return not modifiers & _OTHER
    directed = _DIRECTED.match(text, phrase.core.end) is not None
    island = "island" in modifiers or lemma in {"archipelago", "island"}
    return marked or phrase.number is not None or (directed and island)
