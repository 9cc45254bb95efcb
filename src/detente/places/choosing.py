"""Which of the places of one name a report means."""

from __future__ import annotations

import math

from msgspec import Struct

from detente.language.structure import Entity
from detente.model import Place, Span
from detente.places.gazetteer import Entry, distance

SAME_COUNTRY, SAME_DIVISION, NEAR, QUALIFIED = 1.6, 1.8, 2.0, 12.0
"""What a choice gains by the report's countries, divisions, sure places and own qualifier."""
NEARNESS = 300.0
"""Kilometres over which nearness to a sure place falls by e."""
ROUNDS = 2
"""How often all names are chosen, the later times beside the choices of the one before."""
WIDE = frozenset({"country", "region", "contested"})
"""Kinds that are too wide for being near them to tell towns apart."""


class Candidate(Struct, frozen=True):
    """A name of the text with all the places that it may stand for.

    ``qualifier`` are the places of the words after it: "Ohio" in "Athens, Ohio".
    """

    span: Span
    key: str
    entries: tuple[Entry, ...]
    entity: Entity | None
    qualifier: tuple[Entry, ...] = ()


def choose(candidates: list[Candidate], countries: dict[str, int], text: str) -> dict[Span, Place]:
    """One place for each name, the same for all its mentions.

    *countries* says how often the report names each country.  A name of no known place is a place
    of that name and nothing else.
    """
    qualifiers = {c.key: c.qualifier for c in reversed(candidates) if c.qualifier}
    names = {c.key: c for c in reversed(candidates)}
    divisions = {
        word
        for c in candidates
        for e in c.entries
        if e.kind == "division" and len(c.entries) <= 2
        for word in (e.place.name, e.division)
    }
    sure = {
        c.key: c.entries[0].place
        for c in candidates
        if len(c.entries) == 1 and c.entries[0].kind not in WIDE
    }
    picked: dict[str, Entry] = {}
    for _ in range(ROUNDS):
        for key, candidate in names.items():
            if candidate.entries:
                beside = [p for other, p in sure.items() if other != key]
                picked[key] = max(
                    candidate.entries,
                    key=lambda e: (
                        _score(e, qualifiers.get(key, ()), countries, divisions, beside),
                        e.place.name,
                        e.place.geonames or 0,
                    ),
                )
        sure = {key: e.place for key, e in picked.items() if e.kind not in WIDE}
    return {
        c.span: picked[c.key].place if c.key in picked else Place(c.span.of(text))
        for c in candidates
    }


def _score(
    entry: Entry,
    qualifier: tuple[Entry, ...],
    countries: dict[str, int],
    divisions: set[str],
    beside: list[Place],
) -> float:
    score = entry.prior + _fits(entry, qualifier)
    if entry.kind == "country":
        return score
    if countries.get(entry.place.country or ""):
        score += SAME_COUNTRY
    if entry.kind in {"town", "district"} and entry.division in divisions:
        score += SAME_DIVISION
    far = [d for p in beside if (d := distance(entry.place, p)) is not None]
    return score + (NEAR * math.exp(-min(far) / NEARNESS) if far else 0.0)


def _fits(entry: Entry, qualifier: tuple[Entry, ...]) -> float:
    """What an entry gains by lying in the place that qualifies its name."""
    gain = 0.0
    for other in qualifier:
        if other.place == entry.place or other.place.country != entry.place.country:
            continue
        if other.kind == "country":
            gain = max(gain, QUALIFIED)
        elif entry.kind in {"town", "district"}:
            same = entry.division in {other.division, other.place.name}
            far = distance(entry.place, other.place)
            if same or (far is not None and far < 2 * NEARNESS):
                near = math.exp(-(far or 0) / (3 * NEARNESS))
                gain = max(gain, QUALIFIED if same else QUALIFIED * near)
    return gain
