"""How alike two clusterings of the same mentions are: B-cubed, MUC, CEAF-e, CoNLL F1, and pairs.

A clustering maps each mention to the name of its cluster; both have the same mentions.  Scores are
precision and recall from 0 to 1 (Bagga and Baldwin 1998, Vilain 1995, Luo 2005); CoNLL F1 is the
mean of the F1 of the first three (Pradhan 2011).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import combinations
from math import inf

from msgspec import Struct

Clustering = Mapping[Hashable, Hashable]


class Score(Struct, frozen=True):
    """Precision and recall, from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        return f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f}"


def members(clustering: Clustering) -> list[set[Hashable]]:
    """The clusters as sets of mentions."""
    found: dict[Hashable, set[Hashable]] = defaultdict(set)
    for mention, name in clustering.items():
        found[name].add(mention)
    return list(found.values())


def b_cubed(ours: Clustering, gold: Clustering) -> Score:
    """For each mention how much of its cluster is right, and how much of its gold one is found."""
    both = Counter((ours[m], gold[m]) for m in gold)
    mine, theirs = Counter(ours.values()), Counter(gold.values())
    right = {
        by: sum(n * n / size[pair[side]] for pair, n in both.items())
        for by, side, size in (("precision", 0, mine), ("recall", 1, theirs))
    }
    count = max(len(gold), 1)
    return Score(right["precision"] / count, right["recall"] / count)


def muc(ours: Clustering, gold: Clustering) -> Score:
    """The links that need not be made to turn one clustering into the other."""

    def kept(one: Clustering, other: Clustering) -> float:
        links = sum(len(group) - 1 for group in members(one))
        found = sum(len(group) - len({other[m] for m in group}) for group in members(one))
        return found / links if links else 0.0

    return Score(kept(ours, gold), kept(gold, ours))


def ceaf(ours: Clustering, gold: Clustering) -> Score:
    """The likeness of clusters that are matched one to one as well as can be (CEAF-e)."""
    both = Counter((ours[m], gold[m]) for m in gold)
    mine, theirs = Counter(ours.values()), Counter(gold.values())
    likeness = {(a, b): 2 * n / (mine[a] + theirs[b]) for (a, b), n in both.items()}
    total = sum(_best(part) for part in _parts(likeness))
    return Score(total / max(len(mine), 1), total / max(len(theirs), 1))


def conll(ours: Clustering, gold: Clustering) -> float:
    """The mean of three F1."""
    return sum(score(ours, gold).f1 for score in (muc, b_cubed, ceaf)) / 3


def pairs(found: Iterable[tuple[Hashable, Hashable]], gold: Clustering) -> Score:
    """Pairs that are said to be together, of those that are."""
    said = {frozenset(pair) for pair in found}
    true = {frozenset(pair) for group in members(gold) for pair in combinations(group, 2)}
    right = len(said & true)
    return Score(right / len(said) if said else 1.0, right / len(true) if true else 1.0)


def _parts(
    likeness: Mapping[tuple[Hashable, Hashable], float],
) -> list[dict[tuple[Hashable, Hashable], float]]:
    """Clusters of both sides that hang together, so that each part can be matched by itself."""
    root: dict[tuple[int, Hashable], tuple[int, Hashable]] = {}

    def find(node: tuple[int, Hashable]) -> tuple[int, Hashable]:
        while root.setdefault(node, node) != node:
            node = root[node]
        return node

    for a, b in likeness:
        root[find((0, a))] = find((1, b))
    found: dict[object, dict[tuple[Hashable, Hashable], float]] = defaultdict(dict)
    for (a, b), value in likeness.items():
        found[find((0, a))][(a, b)] = value
    return list(found.values())


def _best(likeness: Mapping[tuple[Hashable, Hashable], float]) -> float:
    """The greatest sum of a matching one to one."""
    if len(likeness) == 1:
        return next(iter(likeness.values()))
    rows = list(dict.fromkeys(a for a, _ in likeness))
    columns = list(dict.fromkeys(b for _, b in likeness))
    if len(rows) > len(columns):
        turned = {(b, a): value for (a, b), value in likeness.items()}
        return _best(turned)
    table = [[likeness.get((a, b), 0.0) for b in columns] for a in rows]
    return _assigned(table)


def _assigned(table: Sequence[Sequence[float]]) -> float:
    """The assignment problem by shortest augmenting paths; no more rows than columns."""
    count, width = len(table), len(table[0])
    u, v = [0.0] * (count + 1), [0.0] * (width + 1)
    row_of, way = [0] * (width + 1), [0] * (width + 1)
    for i in range(1, count + 1):
        row_of[0], column = i, 0
        least, used = [inf] * (width + 1), [False] * (width + 1)
        while row_of[column]:
            used[column] = True
            row, delta, following = row_of[column], inf, 0
            for j in range(1, width + 1):
                if used[j]:
                    continue
                cost = -table[row - 1][j - 1] - u[row] - v[j]
                if cost < least[j]:
                    least[j], way[j] = cost, column
                if least[j] < delta:
                    delta, following = least[j], j
            for j in range(width + 1):
                if used[j]:
                    u[row_of[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            column = following
        while column:
            row_of[column], column = row_of[way[column]], way[column]
    return sum(table[row_of[j] - 1][j - 1] for j in range(1, width + 1) if row_of[j])
