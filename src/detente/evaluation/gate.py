"""Floors under figures and ceilings over counts, so that a change cannot lower a score unseen."""

from __future__ import annotations

from collections.abc import Mapping

from detente.errors import EvaluationError
from detente.evaluation.score import Figure


def gate(
    figures: Mapping[str, Figure], at_least: Mapping[str, int], at_most: Mapping[str, int]
) -> list[str]:
    """What is not as demanded, in words; empty where all is.

    Raises :class:`EvaluationError` for a name that is no figure's.
    """
    for name in (*at_least, *at_most):
        if name not in figures:
            raise EvaluationError(f'no figure "{name}"; there are: {"; ".join(figures)}')
    low = [
        f"{name}: {figures[name].count}, at least {least} demanded"
        for name, least in at_least.items()
        if figures[name].count < least
    ]
    high = [
        f"{name}: {figures[name].count}, at most {most} allowed"
        for name, most in at_most.items()
        if figures[name].count > most
    ]
    return low + high


def limits(text: str) -> dict[str, int]:
    """``mentions=19,persons=9`` as numbers by name; raises :class:`EvaluationError` else."""
    found = {}
    for part in text.split(","):
        name, equals, number = part.rpartition("=")
        if not equals or not number.strip().isdecimal():
            raise EvaluationError(f'"{part}" is not a figure and a number, such as mentions=19')
        found[name.strip()] = int(number)
    return found
