"""How much of everything is tried: the long form, and the short one that CI runs."""

from __future__ import annotations

from msgspec import Struct


class Plan(Struct, frozen=True):
    """Counts and sizes of one run of the breaker; the defaults are those of the long form."""

    seed: int
    short: bool = False
    minutes: float = 10.0
    cases: int | None = None
    """Cases of fuzzing, in place of minutes."""

    kills: int = 50
    kills_again: int = 15
    interrupts: int = 200
    orders: int = 10
    reports: int = 70
    """Reports of a reading that is killed: more than go into two transactions."""

    size: int = 9_900
    """Characters of a hostile shape, before it is made ten times as long."""

    random_shapes: int = 40
    circles: int = 4_000
    patience: float = 3.0
    """Seconds after which an interrupted command has ended."""

    watchdog: float = 900.0
    """Seconds of work after which something hangs."""


def long(seed: int, minutes: float) -> Plan:
    """All that is asked of a release."""
    return Plan(seed, minutes=minutes)


def short(seed: int) -> Plan:
    """A little of everything, about two minutes of work; no clock is judged but by the watchdog."""
    return Plan(
        seed, short=True, cases=60, kills=3, kills_again=1, interrupts=4, orders=2, reports=36,
        size=400, random_shapes=2, circles=60, patience=60.0, watchdog=30.0,
    )  # fmt: skip
