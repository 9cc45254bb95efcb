"""What a report calls its contested place for short: "the islands", "the chain"."""

from __future__ import annotations

from detente.document import Document
from detente.language.structure import Phrase
from detente.model import PlaceMention, Span
from detente.places.gazetteer import Entry, Gazetteer
from detente.places.place_words import PlaceWords
from detente.stretches import Standing


def described(
    document: Document, gazetteer: Gazetteer, named: list[PlaceMention], words: PlaceWords
) -> list[PlaceMention]:
    """Noun phrases that stand for the one contested place of their kind among *named*.

    Where the report names none of that kind, or two, a description stands for nothing.  "four
    Pacific islands" needs the number to be right; a description that is told for the first time
    ("an island chain north of Japan") needs words that mark it.
    """
    text, structure = document.text, document.structure
    contested = {e.place.name: e for e in gazetteer.contested.values()}
    places: dict[str, dict[str, Entry]] = {}
    for mention in named:
        entry = contested.get(mention.place.name)
        if entry is not None and mention.place.claimed_by:
            places.setdefault(entry.feature, {})[entry.place.name] = entry
    alone = {kind: next(iter(e.values())) for kind, e in places.items() if len(e) == 1}
    if not alone:
        return []
    # "four Pacific islands": a sea beside the noun says where it is, not what it is.
    taken = Standing([m.span for m in named if not _is_sea(m, gazetteer)], lambda span: span)
    found = []
    for phrase in structure.phrases:
        for kind, entry in alone.items():
            if _describes(document, phrase, kind, entry, taken, words):
                match = words.around.directed.match(text, phrase.core.end)
                end = match.end() if match else phrase.core.end
                loose = words.around.quantifier.match(text, phrase.core.start, end)
                start = loose.end() if loose else phrase.core.start
                found.append(PlaceMention(Span(start, end), entry.place))
                break
    return found


def _is_sea(mention: PlaceMention, gazetteer: Gazetteer) -> bool:
    entries = gazetteer.lookup(mention.place.name)
    return any(e.feature in {"sea", "ocean"} for e in entries)


def _describes(
    document: Document,
    phrase: Phrase,
    kind: str,
    entry: Entry,
    taken: Standing[Span],
    words: PlaceWords,
) -> bool:
    text, structure = document.text, document.structure
    lemma, modifiers = phrase.lemma.lower(), set(phrase.modifiers)
    if lemma not in words.called.get(kind, ()) or phrase.pos == "PROPN":
        return False
    if taken.overlapping(phrase.core):
        return False
    if phrase.number is not None and entry.count is not None and phrase.number != entry.count:
        return False
    owned = phrase.possessor is not None and phrase.definiteness == "possessive"
    if owned and structure.phrases[phrase.possessor or 0].pos != "PRON":
        return False
    of_islands = bool(modifiers & words.of_islands)
    needs_them = lemma in words.only_of_islands and phrase.definiteness != "definite"
    if needs_them and not of_islands:
        return False
    marked = bool(modifiers & words.marking)
    if lemma in words.vague and not marked:
        return False
    if phrase.definiteness in {"definite", "demonstrative"}:
        return not modifiers & words.other
    directed = words.around.directed.match(text, phrase.core.end) is not None
    island = of_islands or lemma in words.islands
    return marked or phrase.number is not None or (directed and island)
