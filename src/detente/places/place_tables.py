"""The files of a language's folder in ``data/places``, as values; each key is explained there.

A key that no struct has is an error.  All are optional: what a folder leaves out says nothing in
its language.
"""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from detente.word_folders import NEVER

Regex = re.Pattern[str]
RelationKind = Literal["near", "direction", "off", "outside", "between", "border"]
Mark = Literal["sort", "end", "first", "within"]


class PlaceLists(Struct, frozen=True, forbid_unknown_fields=True):
    """``words.toml``: words beside place names, and words that stand for places."""

    locative: frozenset[str] = frozenset()
    where: frozenset[str] = frozenset()
    whither: frozenset[str] = frozenset()
    ranked: frozenset[str] = frozenset()
    moving: frozenset[str] = frozenset()
    at_object: frozenset[str] = frozenset()
    at_home: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    institutions: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    containers: frozenset[str] = frozenset()
    sorts: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()
    firsts: frozenset[str] = frozenset()
    topical: frozenset[str] = frozenset()
    physical: frozenset[str] = frozenset()
    meeting: frozenset[str] = frozenset()
    elsewhen: frozenset[str] = frozenset()
    vague: frozenset[str] = frozenset()
    marking: frozenset[str] = frozenset()
    plural: tuple[str, ...] = ()
    the: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    of_names: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    surely_before: frozenset[str] = frozenset()
    mostly_before: frozenset[str] = frozenset()
    inner: frozenset[str] = frozenset()
    city: tuple[str, ...] = ()
    languages: frozenset[str] = frozenset()
    other: frozenset[str] = frozenset()
    islands: frozenset[str] = frozenset()
    of_islands: frozenset[str] = frozenset()
    only_of_islands: frozenset[str] = frozenset()
    called: dict[str, frozenset[str]] = {}
    abbreviated: dict[str, str] = {}


class Around(Struct, frozen=True, forbid_unknown_fields=True):
    """``patterns.toml``: patterns of the words beside a name."""

    word: Regex = NEVER
    possessive: Regex = NEVER
    owner: Regex = NEVER
    division_after: Regex = NEVER
    qualifier: Regex = NEVER
    directed: Regex = NEVER
    quantifier: Regex = NEVER


class Situating(Struct, frozen=True, forbid_unknown_fields=True):
    """``situating.toml``: what marks a name as a place's."""

    parts: dict[str, str] = {}
    marks: dict[Mark, tuple[str, ...]] = {}


class Relations(Struct, frozen=True, forbid_unknown_fields=True):
    """``relations.toml``: how something is told to stand in a relation to a place."""

    second: Regex = NEVER
    of_two: Regex = NEVER
    none: Regex = NEVER
    miles: tuple[str, ...] = ()
    parts: dict[str, str] = {}
    forms: dict[RelationKind, str] = {}


class Weights(Struct, frozen=True, forbid_unknown_fields=True):
    """``event_place.toml``: what each feature of a place is worth as an event's place."""

    weights: dict[str, float] = {}
