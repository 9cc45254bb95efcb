"""Floors under the share of cases that hold, by kind, and how they are pinned."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

import msgspec
from case_format import Case, Tally, load, run, tallies
from msgspec import Struct

from detente.errors import EvaluationError
from detente.pipeline import Coder

FOLDER = Path(__file__).resolve().parent
PAGE = FOLDER / "floors.toml"
UNREAD = FOLDER / "unread.cases"

Figures = Mapping[str, Mapping[str, Tally]]
"""By table (``kinds``, ``unread``) and kind, how many cases hold."""


class LoweredShare(Struct, frozen=True):
    """A floor that was lowered on purpose; ``table`` is ``kinds`` or ``unread``."""

    table: str
    kind: str
    to: float
    reason: str


class KindFloors(Struct, frozen=True):
    """The least share of each kind: of all files but the unread one, and of that one."""

    kinds: dict[str, float] = {}
    unread: dict[str, float] = {}
    lowered: tuple[LoweredShare, ...] = ()

    def table(self, name: str) -> dict[str, float]:
        """The floors of ``kinds`` or ``unread``."""
        return self.unread if name == "unread" else self.kinds

    def unexplained(self, other: KindFloors) -> list[str]:
        """The kinds with a lower floor than in *other*, or none, and no reason given here."""
        given = {(one.table, one.kind, one.to) for one in self.lowered}
        return [
            f"{name}: {kind}"
            for name in ("kinds", "unread")
            for kind, floor in other.table(name).items()
            if (now := self.table(name).get(kind, 0.0)) < floor and (name, kind, now) not in given
        ]


def read_page(text: str) -> KindFloors:
    """The floors in *text*; raises :class:`EvaluationError` where it is no page of them."""
    try:
        return msgspec.convert(tomllib.loads(text), KindFloors)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise EvaluationError(f"not a page of floors of kinds: {error}") from error


def files() -> list[Path]:
    """The files of cases that rules may be written from."""
    return [path for path in sorted(FOLDER.glob("*.cases")) if path != UNREAD]


def cases() -> list[Case]:
    """Their cases."""
    return [case for path in files() for case in load(path)]


def measure(coder: Coder) -> dict[str, dict[str, Tally]]:
    """How many cases hold now."""
    return {"kinds": tallies(run(coder, cases())), "unread": tallies(run(coder, load(UNREAD)))}


def repin_kinds(old: KindFloors, figures: Figures, reason: str = "") -> KindFloors:
    """The floors at what *figures* say, rounded down to a hundredth.

    Raises :class:`EvaluationError` where that lowers one and no *reason* is given.
    """
    new = KindFloors(
        {kind: floor(tally) for kind, tally in figures["kinds"].items()},
        {kind: floor(tally) for kind, tally in figures["unread"].items()},
        old.lowered,
    )
    lower = [
        LoweredShare(name, kind, new.table(name).get(kind, 0.0), reason)
        for name in ("kinds", "unread")
        for kind, was in old.table(name).items()
        if new.table(name).get(kind, 0.0) < was
    ]
    if lower and not reason:
        told = ", ".join(f"{one.table} {one.kind} to {one.to}" for one in lower)
        raise EvaluationError(
            f"this would lower {told}; mend what got worse, or say why with --lower REASON"
        )
    return KindFloors(new.kinds, new.unread, (*old.lowered, *lower))


def floor(tally: Tally) -> float:
    """The share that holds, rounded down to a hundredth."""
    return tally.held * 100 // tally.of / 100


def page(head: list[str], floors: KindFloors) -> str:
    """The page's text, comments first."""
    lines = list(head)
    for name in ("kinds", "unread"):
        lines += ["", f"[{name}]"]
        lines += [f"{_text(kind)} = {value}" for kind, value in floors.table(name).items()]
    for one in floors.lowered:
        lines += ["", "[[lowered]]", f"table = {_text(one.table)}", f"kind = {_text(one.kind)}"]
        lines += [f"to = {one.to}", f"reason = {_text(one.reason)}"]
    return "\n".join(lines) + "\n"


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
