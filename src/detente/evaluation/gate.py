"""Floors under figures and ceilings over counts, so that a change cannot lower a score unseen."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from detente.errors import EvaluationError
from detente.evaluation.score import Figure

_NUMBER = re.compile(r"\d+|\d*\.\d+")


def gate(
    figures: Mapping[str, Figure], at_least: Mapping[str, float], at_most: Mapping[str, float]
) -> list[str]:
    """What is not as demanded, in words; empty where all is.

    Raises :class:`EvaluationError` for a name that is no figure's.
    """
    return gate_values({name: f.count for name, f in figures.items()}, at_least, at_most)


def gate_values(
    figures: Mapping[str, float], at_least: Mapping[str, float], at_most: Mapping[str, float]
) -> list[str]:
    """As :func:`gate`, for figures that are bare numbers."""
    for name in (*at_least, *at_most):
        if name not in figures:
            raise EvaluationError(f'no figure "{name}"; there are: {"; ".join(figures)}')
    low = [
        f"{name}: {_shown(figures[name])}, at least {_shown(least)} demanded"
        for name, least in at_least.items()
        if figures[name] < least
    ]
    high = [
        f"{name}: {_shown(figures[name])}, at most {_shown(most)} allowed"
        for name, most in at_most.items()
        if figures[name] > most
    ]
    return low + high


def _shown(value: float) -> str:
    """A count as it is, a share with as many places as tell it from a limit."""
    return f"{value:.4f}".rstrip("0").rstrip(".")


def limits(text: str) -> dict[str, float]:
    """``mentions=19,persons=9`` as numbers by name; raises :class:`EvaluationError` else."""
    found = {}
    for part in text.split(","):
        name, equals, number = part.rpartition("=")
        if not equals or not _NUMBER.fullmatch(number.strip()):
            raise EvaluationError(f'"{part}" is not a figure and a number, such as mentions=19')
        found[name.strip()] = float(number)
    return found


class Floors(Struct, frozen=True):
    """Limits pinned to what was measured: floors, ceilings, and every lowering with its reason."""

    sha256: str
    at_least: dict[str, int] = {}
    at_most: dict[str, int] = {}
    lowered: tuple[Lowered, ...] = ()

    def looser_than(self, other: Floors) -> dict[str, int]:
        """The limits that let through what *other* does not, with their values here."""
        low = {
            name: self.at_least.get(name, 0)
            for name, floor in other.at_least.items()
            if self.at_least.get(name, 0) < floor
        }
        high = {
            name: self.at_most.get(name, NO_CEILING)
            for name, ceiling in other.at_most.items()
            if self.at_most.get(name, NO_CEILING) > ceiling
        }
        return low | high

    def unexplained(self, other: Floors) -> list[str]:
        """The limits that are looser than *other*'s without a reason given here."""
        given = {(one.figure, one.to) for one in self.lowered}
        looser = self.looser_than(other)
        return [name for name, value in looser.items() if (name, value) not in given]


class Lowered(Struct, frozen=True):
    """A limit that was loosened on purpose."""

    figure: str
    to: int
    reason: str


NO_CEILING = 10**9


def repin(old: Floors, figures: Mapping[str, Figure], sha256: str, reason: str = "") -> Floors:
    """*old* with its limits at what *figures* measure now.

    Raises :class:`EvaluationError` where that loosens one and no *reason* is given.
    """
    new = Floors(
        sha256,
        {name: figures[name].count for name in old.at_least},
        {name: figures[name].count for name in old.at_most},
        old.lowered,
    )
    looser = new.looser_than(old)
    if looser and not reason:
        worse = ", ".join(f"{name} to {value}" for name, value in looser.items())
        raise EvaluationError(
            f"this would loosen {worse}; mend what got worse, or say why with --lower REASON"
        )
    lowered = tuple(Lowered(name, value, reason) for name, value in looser.items())
    return replace(new, lowered=(*old.lowered, *lowered))
