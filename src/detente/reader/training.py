"""Heads fitted to examples: what ``detente codebook train`` does with an ontology of one's own.

The encoder stays as it is; what is learnt is one linear map, by softmax regression with a penalty
on each weight.  The fit is of its one best solution, so that the same examples give the same heads.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from detente.reader.type_shares import NO_ACT, Heads

PENALTY = 0.0001
"""The penalty on the square of a weight, beside the mean loss of an example."""

STEPS, STILL = 300, 3e-5
"""How many steps a fit takes at most, and the largest slope at which it has arrived."""

FOLDS = 5

FEWEST = 5
"""Examples of a type, and of no act, with which training begins to make sense."""

Matrix = NDArray[np.float32]


class Told(Struct, frozen=True):
    """The vector of a predicate, the name that it is an example of, and how much it weighs."""

    vector: NDArray[np.float32]
    name: str
    weight: float = 1.0


class Scored(Struct, frozen=True):
    """How well one type is told by heads that were fitted without the examples they are asked of.

    ``examples`` is how many there are, ``right`` how many of them were told, ``told`` how many were
    told as this type, rightly or not.
    """

    name: str
    examples: int
    right: int
    told: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.examples + self.told) if self.right else 0.0


def fit_heads(examples: Sequence[Told], made_by: str) -> Heads:
    """The heads that fit *examples* best.

    Raises :class:`ValueError` where there are none of one type, or none of no act.
    """
    names = (NO_ACT, *sorted({one.name for one in examples} - {NO_ACT}))
    if len(names) < 2 or not any(one.name == NO_ACT for one in examples):
        raise ValueError("examples of a type and of no act are needed")
    vectors = np.stack([one.vector for one in examples])
    wanted = np.zeros((len(examples), len(names)), dtype=np.float32)
    for row, one in enumerate(examples):
        wanted[row, names.index(one.name)] = 1.0
    parts = np.array([one.weight for one in examples], dtype=np.float32)
    parts /= parts.sum()
    middle = parts @ vectors
    centred: Matrix = vectors - middle
    scale = float(np.sqrt(parts @ (centred**2).sum(axis=1))) or 1.0
    weights, level = _descend((centred / scale).astype(np.float32), wanted, parts)
    weights = weights / scale
    return Heads(
        names,
        weights.astype(np.float32),
        (level - middle @ weights).astype(np.float32),
        made_by,
    )


def _descend(data: Matrix, wanted: Matrix, parts: Matrix) -> tuple[Matrix, Matrix]:
    """Accelerated descent; the rows of *data* have a mean square length of 1, so the slope of the
    loss changes by no more than 1 a unit and steps of 1 never overshoot."""
    weights: Matrix = np.zeros((data.shape[1], wanted.shape[1]), dtype=np.float32)
    level: Matrix = np.zeros(wanted.shape[1], dtype=np.float32)
    turned = np.ascontiguousarray(data.T)
    ahead, ahead_level, speed = weights, level, 1.0
    for _ in range(STEPS):
        odds = data @ ahead + ahead_level
        odds -= odds.max(axis=1, keepdims=True)
        shares = np.exp(odds)
        shares /= shares.sum(axis=1, keepdims=True)
        off = (shares - wanted) * parts[:, None]
        slope = turned @ off + PENALTY * ahead
        new = ahead - slope
        new_level = ahead_level - off.sum(axis=0)
        faster = (1 + np.sqrt(1 + 4 * speed * speed)) / 2
        push = (speed - 1) / faster
        ahead, ahead_level = new + push * (new - weights), new_level + push * (new_level - level)
        weights, level, speed = new, new_level, faster
        if np.abs(slope).max() < STILL:
            break
    return weights, level


def cross_validated(examples: Sequence[Sequence[Told]], made_by: str) -> list[Scored]:
    """How well each type is told, each example by heads fitted to the folds that it is not in.

    An example is what one sentence gives: first the predicate that is asked of, then the others,
    which are learnt from alone.  The last line is of no act.
    """
    names = [*sorted({one[0].name for one in examples} - {NO_ACT}), NO_ACT]
    counts = {name: [0, 0, 0] for name in names}
    seen = dict.fromkeys(names, 0)
    folds = []
    for one in examples:
        folds.append(seen[one[0].name] % FOLDS)
        seen[one[0].name] += 1
    for fold in range(FOLDS):
        both = list(zip(examples, folds, strict=True))
        learnt = [told for row, own in both if own != fold for told in row]
        asked = [row[0] for row, own in both if own == fold]
        if not asked:
            continue
        heads = fit_heads(learnt, made_by)
        shares = heads.shares(np.stack([one.vector for one in asked]))
        for told, share in zip(asked, shares, strict=True):
            found = heads.names[int(share.argmax())]
            counts[told.name][0] += 1
            counts[told.name][1] += found == told.name
            counts[found][2] += 1
    return [Scored(name, *counts[name]) for name in names]


def macro_f1(scored: Sequence[Scored]) -> float:
    """The mean F1 of the types, no act left out."""
    types = [one.f1 for one in scored if one.name != NO_ACT]
    return sum(types) / len(types) if types else 0.0
