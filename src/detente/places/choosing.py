"""Which of the places of one name a report means."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct, structs

from detente.language.structure import Entity
from detente.model import Place, Span
from detente.places.gazetteer import WIDE, Entry, distance
from detente.places.home_region import Home, find_home

SHARPNESS = 1.6
"""How much a point of an entry's score counts: its odds are e to that power."""
COUNTRY, DIVISION, NEAR = 0.9, 1.6, 1.0
"""What a place gains, on the scale of its prior (the logarithm of its people), by the report's
other names in its country, in its first-order division and near it.  These three, and what a home
gives, were set on half of ``geo_dev`` and looked at on the other half; doubling or halving any of
them moves the share of places that are right by less than 0.01."""
NATIONALITY = 0.5
"""What a mention of a country's adjective counts as, beside a name that surely lies in it."""
NAMED = 0.5
"""What a place gains by its country being named at all, by name or adjective."""
GREAT = 7.0
"""The prior (a capital of 100,000 people) from which a town of a state that is named counts for
more than a namesake near the report's other names: "from Dallas to Paris" beside "French"."""
GREAT_NAMED = 1.5
"""What such a town gains for it."""
QUALIFIED = 12.0
"""What a place gains by lying in the place that its own mention adds: "Athens, Ohio"."""
NEARNESS = 300.0
"""Kilometres over which nearness to the place of a qualifier falls by e."""
AT_HOME = 2.0
"""What a town gains by lying in the one state of its name's that the report names, by people who
act at home: "Lebanese soldiers in Tripoli".  Enough for a state's second city against a capital (8
and 5.4), too little against the largest ("Canadian police" in London)."""
OBSCURE = 4.6
"""The prior (a town of 40,000 people) below which a namesake in a state that nothing in the report
speaks for is none, where the report is of other states."""
ROUNDS = 4
"""How often all names are weighed, the later times beside the weights of the round before."""
CELL = 1.5
"""Degrees of the cells in which nearness is counted: a place's own and the eight around it."""
SEAT = 0.7
"""How much less likely a division is meant whose name is that of a town in it: "Aleppo"."""
SLIGHT = 0.01
"""The weight of a place below which nothing is made of it."""


class Candidate(Struct, frozen=True):
    """A name of the text with all the places that it may stand for.

    ``qualifier`` are the places of the words after it: "Ohio" in "Athens, Ohio".
    """

    span: Span
    key: str
    entries: tuple[Entry, ...]
    entity: Entity | None
    qualifier: tuple[Entry, ...] = ()


class Scored(Struct, frozen=True):
    """A place that a name may stand for, and what speaks for it, on the scale of the prior."""

    entry: Entry
    qualified: float = 0.0
    named: float = 0.0
    home: float = 0.0
    context: float = 0.0

    @property
    def alone(self) -> float:
        """The score without that of the report's other names."""
        return self.entry.prior + self.qualified + self.named + self.home

    @property
    def score(self) -> float:
        """All of it; the highest is chosen."""
        return self.alone + self.context


class Told(Struct, frozen=True):
    """What a report says of states beside its place names.

    ``countries`` is how often it names each, by name or adjective; ``acting`` are those of whom
    people who act at home are told of; ``by_key`` how often the name of a key itself is there.
    """

    countries: Mapping[str, int]
    acting: frozenset[str] = frozenset()
    by_key: Mapping[str, int] = {}

    def others(self, country: str | None, key: str) -> int:
        """How often the report names *country* otherwise than by the name of *key*."""
        return max(self.countries.get(country or "", 0) - self.by_key.get(key, 0), 0)


class Choice(Struct, frozen=True):
    """The place that a name was taken for, and all that it could be, best first.

    ``ranked`` is empty for a name that no table has.
    """

    place: Place
    ranked: tuple[Scored, ...] = ()


def choose(
    candidates: Iterable[Candidate],
    told: Told,
    people: Mapping[tuple[str, str], float],
    text: str,
) -> dict[Span, Choice]:
    """One place for each name, the same for all its mentions.

    *told* is what the report says of states, *people* the logarithm of how many live in a division.
    A name of no known place is a place of that name and nothing else, and so is one that only
    obscure places have, none of them in a state that the report speaks of.

    All names are weighed together.  First the report's home is sought: the division where a local
    report's names are all at once likely.  Then each name spreads a weight of one over its places,
    a place gains by the weight of the other names in its country, its division and around it, and
    so on for a few rounds.
    """
    listed = list(candidates)
    named = {c.key: c for c in reversed(listed) if c.entries}
    qualifiers = {c.key: c.qualifier for c in reversed(listed) if c.qualifier}
    known = {
        key: [_alone(e, c, qualifiers.get(key, ()), told) for e in c.entries]
        for key, c in sorted(named.items())
    }
    free = {key: found for key, found in known.items() if not any(map(_abroad, found))}
    home = find_home(
        {key: [(s.entry, s.alone) for s in found] for key, found in free.items()}, people
    )
    if home is not None:
        known |= {key: _at_home(found, home) for key, found in free.items()}
    for _ in range(ROUNDS):
        context = _Context(known, told)
        known = {
            key: [structs.replace(s, context=context.gain(key, s.entry)) for s in found]
            for key, found in known.items()
        }
    chosen = {
        key: _best(found)
        for key, found in known.items()
        if not _obscure(found, told) or key in qualifiers
    }
    return {c.span: chosen.get(c.key) or Choice(Place(c.span.of(text))) for c in listed}


def _alone(entry: Entry, name: Candidate, qualifier: tuple[Entry, ...], told: Told) -> Scored:
    if entry.kind == "division" and any(_seat(e, entry) for e in name.entries):
        entry = structs.replace(entry, prior=entry.prior - SEAT)
    named, country = 0.0, entry.place.country
    if told.others(country, name.key):
        great = entry.kind == "town" and entry.prior >= GREAT
        named = GREAT_NAMED if great else NAMED
        alone = {e.place.country for e in name.entries if told.countries.get(e.place.country or "")}
        if country in told.acting and alone == {country} and entry.kind == "town":
            named += AT_HOME
    return Scored(entry, qualified=_fits(entry, qualifier), named=named)


def _obscure(found: list[Scored], told: Told) -> bool:
    """Whether a name can only be that of small towns of which nothing in the report tells."""
    return bool(told.countries) and all(
        s.entry.kind in {"town", "district"}
        and s.entry.prior < OBSCURE
        and not (s.named or s.qualified or s.home)
        and s.context < SLIGHT
        for s in found
    )


def _seat(town: Entry, division: Entry) -> bool:
    """Whether a town gave a division its name."""
    same = town.place.country == division.place.country and town.division == division.division
    return town.kind == "town" and same


def _abroad(scored: Scored) -> bool:
    """Whether a name is a great town's of a state that the report names: then no home claims it."""
    return bool(scored.named) and scored.entry.kind == "town" and scored.entry.prior >= GREAT


def _at_home(found: list[Scored], home: Home) -> list[Scored]:
    entries = [s.entry for s in found]
    return [structs.replace(s, home=home.gain(s.entry, entries)) for s in found]


def _best(found: list[Scored]) -> Choice:
    ranked = sorted(
        found, key=lambda s: (-s.score, s.entry.place.name, s.entry.place.geonames or 0)
    )
    return Choice(ranked[0].entry.place, tuple(ranked))


class _Context:
    """How the weight of a report's names lies over countries, divisions and cells of the globe."""

    def __init__(self, known: Mapping[str, list[Scored]], told: Told) -> None:
        self.told = told
        self.countries: dict[str, float] = defaultdict(float)
        self.divisions: dict[tuple[str, str], float] = defaultdict(float)
        self.cells: dict[tuple[int, int], float] = defaultdict(float)
        self.own: dict[str, list[tuple[float, Entry]]] = {}
        for key, found in known.items():
            weights = _odds([s.score for s in found])
            self.own[key] = [
                (weight, s.entry)
                for weight, s in zip(weights, found, strict=True)
                if weight > SLIGHT
            ]
            for weight, entry in self.own[key]:
                self._add(entry, weight)

    def _add(self, entry: Entry, weight: float) -> None:
        country, cell = entry.place.country, _cell(entry)
        if country:
            self.countries[country] += weight
            if entry.division:
                self.divisions[country, entry.division] += weight
        if cell is not None:
            self.cells[cell] += weight

    def gain(self, key: str, entry: Entry) -> float:
        """What *entry* gains as a place of the name *key* by all the other names."""
        country, cell = entry.place.country, _cell(entry)
        gain = 0.0
        if country:
            own = [(w, e) for w, e in self.own[key] if e.place.country == country]
            held = self.countries.get(country, 0.0) - sum(w for w, _ in own)
            gain += COUNTRY * _grown(held + NATIONALITY * self.told.others(country, key))
            if entry.division:
                inside = sum(w for w, e in own if e.division == entry.division)
                held = self.divisions.get((country, entry.division), 0.0) - inside
                gain += DIVISION * _grown(held)
        if cell is not None:
            around = {(cell[0] + dy, cell[1] + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)}
            held = sum(self.cells.get(c, 0.0) for c in sorted(around))
            held -= sum(w for w, e in self.own[key] if _cell(e) in around)
            gain += NEAR * _grown(held)
        return gain


def _grown(weight: float) -> float:
    """A weight's worth: the first name beside counts most."""
    return math.log1p(max(weight, 0.0))


def _odds(scores: list[float]) -> list[float]:
    """The share of each place in the weight of its name."""
    top = max(scores)
    powers = [math.exp(SHARPNESS * (score - top)) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def _cell(entry: Entry) -> tuple[int, int] | None:
    place = entry.place
    if entry.kind in WIDE or place.lat is None or place.lon is None:
        return None
    return math.floor(place.lat / CELL), math.floor(place.lon / CELL)


def _fits(entry: Entry, qualifier: tuple[Entry, ...]) -> float:
    """What an entry gains by lying in the place that qualifies its name."""
    gain = 0.0
    for other in qualifier:
        if other.place == entry.place or other.place.country != entry.place.country:
            continue
        if other.kind == "country":
            gain = max(gain, QUALIFIED)
        elif entry.kind in {"town", "district"}:
            same = bool(other.division) and entry.division == other.division
            far = distance(entry.place, other.place)
            if same or (far is not None and far < 2 * NEARNESS):
                near = math.exp(-(far or 0) / (3 * NEARNESS))
                gain = max(gain, QUALIFIED if same else QUALIFIED * near)
    return gain
