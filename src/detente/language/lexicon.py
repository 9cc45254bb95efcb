"""What the language room knows of English verbs and words, from its data files."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from msgspec import Struct


class Lexicon(Struct, frozen=True):
    """Lists of ``data/language/``; each field is named as in its file."""

    light: frozenset[str]
    light_reversed: frozenset[str]
    light_prepositions: frozenset[str]
    light_prepositions_reversed: frozenset[str]
    object_control: frozenset[str]
    infinitive_nouns: frozenset[str]
    object_control_prepositions: frozenset[str]
    raising_to_object: frozenset[str]
    intransitive: frozenset[str]
    negative_adverbs: frozenset[str]
    reporting: frozenset[str]
    naming: frozenset[str]
    suffered: frozenset[str]
    containers: frozenset[str]
    companions: frozenset[str]
    not_abbreviations: tuple[str, ...]
    numbers: dict[str, int]
    irregular: dict[str, str]


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon; read once."""
    folder = files("detente") / "data" / "language"
    verbs = tomllib.loads((folder / "verbs.toml").read_text("utf-8"))
    nouns = tomllib.loads((folder / "nouns.toml").read_text("utf-8"))
    tokens = tomllib.loads((folder / "tokens.toml").read_text("utf-8"))
    irregular = verbs.pop("irregular")
    return Lexicon(
        **{name.replace("-", "_"): frozenset(words) for name, words in (verbs | nouns).items()},
        not_abbreviations=tuple(tokens["not-abbreviations"]),
        numbers=tokens["numbers"],
        irregular=irregular,
    )
