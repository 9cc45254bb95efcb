"""Words that move what they govern in time, from ``data/times/governing.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from msgspec import Struct


class Governing(Struct, frozen=True):
    """Words that move what they govern in time; see ``data/times/governing.toml``."""

    implicative: frozenset[str]
    planning_nouns: frozenset[str]
    planned: frozenset[str]
    earlier: frozenset[str]
    since: frozenset[str]
    until: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    by: frozenset[str]
    placed_before: frozenset[str]
    placed_after: frozenset[str]
    looking_back: frozenset[str]
    taking_part: frozenset[str]
    known_before: frozenset[str]
    temporal: frozenset[str]
    background: frozenset[str]


@cache
def governing() -> Governing:
    """The table of governing words."""
    text = (files("detente") / "data" / "times" / "governing.toml").read_text(encoding="utf-8")
    return Governing(**{name: frozenset(words) for name, words in tomllib.loads(text).items()})
