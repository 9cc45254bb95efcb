"""The small words by which the names of one language are found: ``data/naming/<language>/``."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from msgspec import Struct

from detente.model import CODED
from detente.word_folders import NEVER, WordFolder


class NameWords(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The lists and patterns of ``words.toml``, whose notes say what each is."""

    article: re.Pattern[str] = NEVER
    possessive: re.Pattern[str] = NEVER
    formal: re.Pattern[str] = NEVER
    hanging: frozenset[str] = frozenset()
    adding: frozenset[str] = frozenset()
    ministries: frozenset[str] = frozenset()
    joiners: frozenset[str] = frozenset()
    into: frozenset[str] = frozenset()
    definite: frozenset[str] = frozenset()

    @classmethod
    def load(cls, language: str = CODED, data: Path | None = None) -> NameWords:
        """The words of *language*, from the shipped folders or from those in *data*.

        Read once a process.  Raises :class:`~detente.errors.TableError` naming the key where the
        table does not hold.
        """
        return _loaded(language, data)


@cache
def _loaded(language: str, data: Path | None) -> NameWords:
    return WordFolder("naming", language, data).table("words.toml", NameWords)
