"""Floors under figures and ceilings over counts, so that a change cannot lower a score unseen."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

import msgspec
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
    """Limits pinned to what was measured: floors, ceilings, and every lowering with its reason.

    ``key`` is the answer key and ``reports`` the folder of its reports, where that is not the
    key's; ``sha256`` is their :func:`digest` when the limits were measured.
    """

    sha256: str
    at_least: dict[str, int] = {}
    at_most: dict[str, int] = {}
    lowered: tuple[Lowered, ...] = ()
    key: str = ""
    reports: str = ""

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


def read_floors(text: str) -> Floors:
    """The floors in *text*, a page of TOML; raises :class:`EvaluationError` for another."""
    try:
        return msgspec.convert(tomllib.loads(text), Floors)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise EvaluationError(f"not a page of floors: {error}; see tests/floors.toml") from error


def digest(files: Iterable[Path]) -> str:
    """The SHA-256 of one file's bytes, or of the digests of several in the order of their names."""
    found = [sha256(path.read_bytes()) for path in sorted(files, key=lambda path: path.name)]
    if len(found) == 1:
        return found[0].hexdigest()
    return sha256(b"".join(one.digest() for one in found)).hexdigest()


def repin(old: Floors, figures: Mapping[str, Figure], fingerprint: str, reason: str = "") -> Floors:
    """*old* with its limits at what *figures* measure now, of the files with that *fingerprint*.

    Raises :class:`EvaluationError` where that loosens one and no *reason* is given, or for a limit
    that is on no figure.
    """
    if unknown := (old.at_least | old.at_most).keys() - figures.keys():
        raise EvaluationError(f"no figure {', '.join(sorted(unknown))}")
    new = replace(
        old,
        sha256=fingerprint,
        at_least={name: figures[name].count for name in old.at_least},
        at_most={name: figures[name].count for name in old.at_most},
    )
    looser = new.looser_than(old)
    if looser and not reason:
        worse = ", ".join(f"{name} to {value}" for name, value in looser.items())
        raise EvaluationError(
            f"this would loosen {worse}; mend what got worse, or say why with --lower REASON"
        )
    lowered = tuple(Lowered(name, value, reason) for name, value in looser.items())
    return replace(new, lowered=(*old.lowered, *lowered))
