"""Words beside place names, and words that stand for places; see ``data/places/words.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from msgspec import Struct


class Words(Struct, frozen=True):
    """The table's lists, lower-cased; ``called`` and ``abbreviated`` are lookups."""

    locative: frozenset[str]
    where: frozenset[str]
    whither: frozenset[str]
    ranked: frozenset[str]
    moving: frozenset[str]
    at_object: frozenset[str]
    titles: frozenset[str]
    institutions: frozenset[str]
    never: frozenset[str]
    containers: frozenset[str]
    sorts: frozenset[str]
    ends: frozenset[str]
    taken: frozenset[str]
    firsts: frozenset[str]
    topical: frozenset[str]
    physical: frozenset[str]
    meeting: frozenset[str]
    elsewhen: frozenset[str]
    vague: frozenset[str]
    marking: frozenset[str]
    called: dict[str, tuple[str, ...]]
    abbreviated: dict[str, str]


@cache
def words() -> Words:
    """The table of words beside place names."""
    text = (files("detente") / "data" / "places" / "words.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    called = {kind: tuple(lemmas) for kind, lemmas in table.pop("called").items()}
    abbreviated = table.pop("abbreviated")
    lists = {name: frozenset(forms) for name, forms in table.items()}
    return Words(called=called, abbreviated=abbreviated, **lists)
