"""The word lists of ``data/statements/words.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from msgspec import Struct


class Words(Struct, frozen=True):
    """Lists of ``data/statements/words.toml``; each field is named as in its file."""

    unsaid: frozenset[str]
    unsaid_marks: frozenset[str]
    things: frozenset[str]
    withheld: frozenset[str]
    documents: frozenset[str]


@cache
def words() -> Words:
    """The shipped lists; read once."""
    path = files("detente") / "data" / "statements" / "words.toml"
    lists = tomllib.loads(path.read_text("utf-8"))
    return Words(**{name.replace("-", "_"): frozenset(found) for name, found in lists.items()})
