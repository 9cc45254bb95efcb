"""Which mentions are worth comparing: those that share something by which they could be one event.

Every mention has keys (:mod:`~detente.merging.mention_keys`): its report, its sentence, who takes
part together with a rare word, a place or a noun, who is named.  Mentions of one key, a block,
stand in the order of their days, and each is paired with the few that follow it; so the pairs grow
with the mentions, however many tell of the same two states on the same days.  Keys and order depend
on the mentions alone.

Blocks are arrays of numbers, a row for each place of a mention in a block, so that a million
mentions can be looked at, and so that what a record has kept is looked at in the same way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from detente.merging import block_pairs
from detente.merging.block_pairs import NO_DAY, Names, Numbers, Where, gaps
from detente.merging.measures import Measures
from detente.merging.mention_facts import Told
from detente.merging.mention_keys import BY_ACT, Standing, standing

Pair = tuple[int, int]


class Rows(Struct, frozen=True):
    """Places in blocks, one each: the block's key, where in it, whose, and what that one is like.

    ``mention`` and ``report`` are names of 64 bits; the rest is as in :class:`Standing`.
    """

    key: Names
    place: Numbers
    mention: Names
    report: Names
    earliest: Numbers
    latest: Numbers
    lasting: Names
    said: Names

    @classmethod
    def of(cls, mentions: Sequence[Standing]) -> Rows:
        """All places of *mentions*, in the order of blocks and of places in them."""
        found = [
            (key, place, one.id, one.report, one.earliest, one.latest, one.lasting, one.said)
            for one in mentions
            for key in one.keys
            for place in one.places
        ]
        name, number = np.uint64, np.int64
        types = (name, number, name, name, number, number, name, name)
        return cls(*block_pairs.columns(found, types))


def candidates(
    told: Sequence[Told], measures: Measures, neighbours: Iterable[tuple[str, str]] = ()
) -> list[Pair]:
    """Pairs of indices into *told* that share a key, the first before the second, in order.

    *neighbours* are pairs of reports that tell one story: their mentions of one kind are compared.
    """
    placed = [standing(one, measures) for one in told]
    index = {one.id: i for i, one in enumerate(placed)}
    ones, others = beside(Rows.of(placed), measures)
    found = zip(ones.tolist(), others.tolist(), strict=True)
    numbered = ((index[one], index[other]) for one, other in found)
    pairs = {(one, other) if one < other else (other, one) for one, other in numbered}
    pairs.update(_of_stories(told, neighbours))
    return sorted(pairs)


def beside(rows: Rows, measures: Measures, block: Names | None = None) -> tuple[Names, Names]:
    """Who stands beside whom in a block, as two arrays of names, the lower name first.

    *rows* are in the order of blocks and of places in them.  Each is paired with the few that
    follow it, where the two could be one event by their days.  *block* is what parts the rows where
    not all of a block are given, else its key.
    """
    parts = rows.key if block is None else block
    return block_pairs.beside(
        parts,
        rows.mention,
        measures.blocks.beside,
        lambda first, second: _worth(rows, first, second, measures),
    )


def _worth(rows: Rows, first: Where, second: Where, measures: Measures) -> NDArray[np.bool_]:
    """Whether two mentions of a key could be one event by their days.

    Of two without any day nobody knows, but in one report or where they are the very same words.
    The same word for the act says something only of one that has a day and one that has none.
    """
    gap = gaps(rows.earliest, rows.latest, first, second)
    near = gap <= max(measures.time.apart_in_words, measures.time.apart_unsaid)
    known = (rows.earliest != NO_DAY) & (rows.latest != NO_DAY)
    both, one = known[first] & known[second], known[first] ^ known[second]
    act = (rows.lasting[first] != 0) & (rows.lasting[first] == rows.lasting[second])
    words = (rows.said[first] != 0) & (rows.said[first] == rows.said[second])
    by_act = (rows.key[first] & np.uint64(BY_ACT)).astype(bool)
    report = (rows.report[first] == rows.report[second]) & ~by_act
    worth: NDArray[np.bool_] = near & (report | one | act | np.where(both, ~by_act, words))
    return worth


def _of_stories(told: Sequence[Told], neighbours: Iterable[tuple[str, str]]) -> Iterator[Pair]:
    """Mentions of one kind in two reports of one story, but of states that share no word."""
    kinds: dict[str, dict[tuple[str, ...], list[int]]] = defaultdict(lambda: defaultdict(list))
    for i, one in enumerate(told):
        kinds[one.report][one.family].append(i)
    # As in :func:`comparable`, for many pairs.
    somebody, words = [one.somebody for one in told], [one.words for one in told]
    for first, second in neighbours:
        others = kinds.get(second, {})
        for kind, ours in kinds.get(first, {}).items():
            theirs = others.get(kind, ())
            for i in ours:
                for j in theirs:
                    if (somebody[i] and somebody[j]) or not words[i].isdisjoint(words[j]):
                        yield (i, j) if i < j else (j, i)


def comparable(one: Told, other: Told) -> bool:
    """Whether two mentions of one family, in two reports of one story, are worth comparing."""
    return (one.somebody and other.somebody) or not one.words.isdisjoint(other.words)
