"""Which mentions are worth comparing: those that share something by which they could be one event.

Every mention has keys: its report, its sentence, who takes part together with a word, a place or a
noun, who is named.  Mentions of one key stand in the order of their days, and each is paired with
the few that follow it; so the pairs grow with the mentions, however many tell of the same two
states on the same days.  Keys and order depend on the mentions alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from detente.merging.content_words import anybody, lasting
from detente.merging.measures import Measures
from detente.merging.mention_facts import UNNAMED, Told, gap
from detente.model import Place

Pair = tuple[int, int]


class ByAct(Struct, frozen=True):
    """A key that mentions share whose act is told by one word."""

    kind: tuple[str, ...]
    side: str
    act: str


def candidates(
    told: Sequence[Told], measures: Measures, neighbours: Iterable[tuple[str, str]] = ()
) -> list[Pair]:
    """Pairs of indices into *told* that share a key, the first before the second, in order.

    *neighbours* are pairs of reports that tell one story: their mentions of one kind are compared.
    """
    blocks: dict[Hashable, list[tuple[date, int]]] = defaultdict(list)
    seen = Counter(word for one in told for word in one.sentence)
    for i, one in enumerate(told):
        days = _days(one)
        for key in set(_keys(one, seen, measures)):
            blocks[key].extend((day, i) for day in days)
    pairs: set[Pair] = set()
    for key, block in blocks.items():
        by_act = isinstance(key, ByAct)
        if by_act and all(told[i].interval.known for _, i in block):
            continue
        found = _beside(sorted(block), measures.blocks.beside) - pairs
        pairs.update(p for p in found if _worth(told[p[0]], told[p[1]], by_act, measures))
    pairs.update(_of_stories(told, neighbours))
    return sorted(pairs)


def _of_stories(told: Sequence[Told], neighbours: Iterable[tuple[str, str]]) -> Iterator[Pair]:
    """Mentions of one kind in two reports of one story, but of states that share no word."""
    kinds: dict[str, dict[Hashable, list[int]]] = defaultdict(lambda: defaultdict(list))
    for i, one in enumerate(told):
        kinds[one.report][one.family].append(i)
    for first, second in neighbours:
        for kind, ours in kinds.get(first, {}).items():
            for i in ours:
                for j in kinds.get(second, {}).get(kind, ()):
                    one, other = told[i], told[j]
                    if (one.somebody and other.somebody) or not one.words.isdisjoint(other.words):
                        yield (i, j) if i < j else (j, i)


def _worth(one: Told, other: Told, by_act: bool, measures: Measures) -> bool:
    """Whether two mentions of a key could be one event by their days.

    Of two without any day nobody knows, but in one report or where they are the very same words.
    The same word for the act says something only of one that has a day and one that has none.
    """
    time, likeness = measures.time, measures.likeness
    if gap(one.interval, other.interval) > max(time.apart_in_words, time.apart_unsaid):
        return False
    known = one.interval.known + other.interval.known
    if one.report == other.report or known == 1 or (one.act == other.act in lasting()):
        return True
    if known:
        return not by_act
    return one.sentence == other.sentence and len(one.sentence) >= likeness.sentence


def _beside(block: Sequence[tuple[date, int]], reach: int) -> set[Pair]:
    """Each of a block with the *reach* that follow it."""
    return {
        (one, other) if one < other else (other, one)
        for n, (_, one) in enumerate(block)
        for _, other in block[n + 1 : n + 1 + reach]
        if one != other
    }


def _days(one: Told) -> set[date]:
    """Where a mention stands in a block: at both ends of its interval, as far as they are known."""
    known = {day for day in (one.interval.earliest, one.interval.latest) if day is not None}
    return known or {one.published.latest or date.max}


def _keys(one: Told, seen: Mapping[str, int], measures: Measures) -> Iterator[Hashable]:
    kind = one.family
    yield (*kind, "report", one.report)
    if len(one.sentence) >= measures.likeness.sentence:
        yield (*kind, "sentence", one.sentence)
    for name in one.everybody.names:
        yield (*kind, "name", name)
    sides = frozenset(one.everybody.sides)
    if one.act in lasting():
        yield (*kind, "lasting", sides, one.act)
    if one.kind.known_by == "who":
        yield (*kind, "who", sides)
    by_rarity = sorted(one.sentence | one.words, key=lambda word: (seen[word], word))
    said = by_rarity[: measures.blocks.rarest]
    common: list[Hashable] = list(_places(one.place))
    telling = [word for word in by_rarity if word in one.words or word in said]
    for found, word in enumerate(telling):
        # A word of few mentions finds them by itself, one of many with who takes part.
        if seen[word] <= measures.blocks.beside:
            yield (*kind, "word", word)
        elif found < measures.blocks.rarest:
            common.append(word)
    nouns = one.everybody.nouns
    for side in sides | {UNNAMED + noun for noun in nouns}:
        yield ByAct(kind, side, one.act)
        said_of = [(noun, "noun") for noun in nouns - anybody()]
        for key in (*common, *said_of, *one.recipients.counted):
            yield (*kind, side, key)


def _places(place: Place | None) -> Iterator[Hashable]:
    """What two places that are one have in common: a name, an id, claims, or the same degree."""
    if place is None:
        return
    yield place.name
    if place.geonames is not None:
        yield place.geonames
    if place.claimed_by:
        yield frozenset(place.claimed_by)
    if place.lat is not None and place.lon is not None:
        for north in (-0.5, 0.5):
            for east in (-0.5, 0.5):
                yield (round(place.lat + north), round(place.lon + east))
