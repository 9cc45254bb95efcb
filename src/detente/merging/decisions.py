"""What people decided: that mentions are one event, or that they are not.

A decision comes before all evidence, and holds for groups of mentions as well: who is told apart
stays so, however the two are joined with others.  Where decisions contradict each other, the later
one holds for the mentions that it names, and the earlier one for the rest of its own.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

Name = tuple[str, str]
"""A mention by its report's id and its own."""

T = TypeVar("T", bound=Hashable)


class Ruling(Struct, frozen=True):
    """One decision: all mentions of *one* and *other* are one event, or none of *one* is one event
    with any of *other*.  Where a side has no mentions, nothing is decided."""

    same: bool
    one: tuple[Name, ...]
    other: tuple[Name, ...]


class Decisions(Struct, frozen=True):
    """Decisions in the order in which they were made."""

    rulings: tuple[Ruling, ...] = ()


NO_DECISIONS = Decisions()


class Settled(Struct, frozen=True):
    """What decisions come to, once later ones have overruled earlier ones.

    ``together`` numbers the mentions that are one event, each event by itself.  ``apart`` has for
    each mention its sides: mentions of opposite sides, ``n`` and ``-n``, are not one event, unless
    ``together`` says that they are.  ``overruled`` has for each decision the later ones, by their
    place, that overrule some of it.
    """

    together: Mapping[Name, int]
    apart: Mapping[Name, frozenset[int]]
    overruled: tuple[tuple[int, ...], ...]

    def of(self, names: Sequence[Name]) -> tuple[dict[int, int], dict[int, frozenset[int]]]:
        """``together`` and ``apart`` by the places of those of *names* that they have."""
        return (
            {i: self.together[name] for i, name in enumerate(names) if name in self.together},
            {i: self.apart[name] for i, name in enumerate(names) if name in self.apart},
        )


def settle(decisions: Decisions) -> Settled:
    """What *decisions* come to; looked at from the latest back, in steps that grow with them."""
    wholes: Wholes[Name] = Wholes({}, {})
    overruled: list[tuple[int, ...]] = [()] * len(decisions.rulings)
    apart: dict[Name, set[int]] = {}
    joining: dict[Name, int] = {}
    for place in reversed(range(len(decisions.rulings))):
        ruling = decisions.rulings[place]
        if not ruling.one or not ruling.other:
            continue
        if ruling.same:
            names = sorted({*ruling.one, *ruling.other})
            overruled[place] = _joined(names, wholes)
            for name in names:
                joining.setdefault(name, place)
            continue
        for side, marked in ((place + 1, ruling.one), (-place - 1, ruling.other)):
            for name in marked:
                wholes.mark(name, side)
                apart.setdefault(name, set()).add(side)
        overruled[place] = _overruling(ruling, joining, wholes)
    return Settled(
        _numbered(wholes, sorted({*joining})),
        {name: frozenset(sides) for name, sides in apart.items()},
        tuple(overruled),
    )


def _numbered(wholes: Wholes[Name], names: Iterable[Name]) -> dict[Name, int]:
    """A number for each whole of several mentions."""
    groups: dict[Name, list[Name]] = {}
    for name in names:
        groups.setdefault(wholes.of(name), []).append(name)
    several = [group for group in groups.values() if len(group) > 1]
    return {name: number for number, group in enumerate(several) for name in group}


def _joined(names: Iterable[Name], wholes: Wholes[Name]) -> tuple[int, ...]:
    """Joins mentions that are one event, as far as no later decision forbids it; by which ones it
    does.

    Those that are told apart go to the first of their event with whom they may be.
    """
    firsts: list[Name] = []
    against: set[int] = set()
    for name in names:
        for first in firsts:
            sides = wholes.between(first, name)
            if not sides:
                wholes.join(first, name)
                break
            against |= {abs(side) - 1 for side in sides}
        else:
            firsts.append(name)
    return tuple(sorted(against))


def _overruling(
    ruling: Ruling, latest: Mapping[Name, int], wholes: Wholes[Name]
) -> tuple[int, ...]:
    """The latest decisions that join mentions of the one side with such of the other."""
    joined = {wholes.of(name) for name in ruling.one} & {wholes.of(name) for name in ruling.other}
    if not joined:
        return ()
    names = (name for name in (*ruling.one, *ruling.other) if wholes.of(name) in joined)
    return tuple(sorted({latest[name] for name in names if name in latest}))


class Wholes(Generic[T]):
    """Mentions joined to wholes, each with its sides of what was decided to be apart.

    *together* numbers those that are one from the beginning, *apart* has the sides of each.
    """

    def __init__(self, together: Mapping[T, int], apart: Mapping[T, frozenset[int]]) -> None:
        self._above: dict[T, T] = {}
        self._sides: dict[T, set[int]] = {one: set(sides) for one, sides in apart.items()}
        first: dict[int, T] = {}
        for one, number in together.items():
            self.join(first.setdefault(number, one), one)

    def of(self, one: T) -> T:
        """The mention that stands for the whole that *one* is of."""
        top = one
        while top in self._above:
            top = self._above[top]
        while one != top:
            self._above[one], one = top, self._above[one]
        return top

    def mark(self, one: T, side: int) -> None:
        """Put the whole of *one* on a side."""
        self._sides.setdefault(self.of(one), set()).add(side)

    def between(self, one: T, other: T) -> set[int]:
        """What two wholes are apart by; nothing where they are one already."""
        a, b = self.of(one), self.of(other)
        if a == b or a not in self._sides or b not in self._sides:
            return set()
        few, many = sorted((self._sides[a], self._sides[b]), key=len)
        return {side for side in few if -side in many}

    def join(self, one: T, other: T) -> None:
        """Make two wholes one."""
        a, b = self.of(one), self.of(other)
        if a == b:
            return
        mine, others = self._sides.pop(a, set()), self._sides.pop(b, set())
        few, many = sorted((mine, others), key=len)
        self._above[b] = a
        if many:
            many |= few
            self._sides[a] = many
