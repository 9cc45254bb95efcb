"""What one language prints around a report: the tables of ``data/reading/<language>/``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources.abc import Traversable
from typing import Literal

from msgspec import Struct

from detente.errors import TableError
from detente.model import CODED
from detente.reading.stamp_words import StampWords
from detente.word_folders import NEVER, WordFolder


class FrontKeys(Struct, frozen=True, forbid_unknown_fields=True):
    """What the keys of front matter are called, in small letters; ``about`` are all others."""

    headline: frozenset[str] = frozenset()
    published: frozenset[str] = frozenset()
    publisher: frozenset[str] = frozenset()
    url: frozenset[str] = frozenset()
    byline: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()

    def meant(self, key: str) -> str | None:
        """Which of the fields a key is called for; ``None`` where it is none's."""
        name = key.strip().lower()
        return next((f for f in self.__struct_fields__ if name in getattr(self, f)), None)


class LineWords(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """``words.toml``: what sentences are held together by, and lines that say who wrote them.

    ``front`` are keys of front matter.  The patterns of what is told as past
    stand at the end of what comes before a date, and at the beginning of what comes after one.
    """

    small_words: frozenset[str] = frozenset()
    byline: re.Pattern[str] = NEVER
    byline_words: frozenset[str] = frozenset()
    leading_byline: re.Pattern[str] = NEVER
    front: FrontKeys = FrontKeys()
    past_before: re.Pattern[str] = NEVER
    dated_opening: re.Pattern[str] = NEVER
    past_after: re.Pattern[str] = NEVER


class DatelineWords(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """``datelines.toml``: the words around the place that opens a report."""

    kickers: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    joining: frozenset[str] = frozenset()
    between_places: re.Pattern[str] = NEVER
    openers_of_bylines: frozenset[str] = frozenset()


class Shape(Struct, frozen=True, forbid_unknown_fields=True):
    """One row of ``furniture.toml``; the file's head says what each field means."""

    kind: str
    pattern: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...] = ()
    case: bool = False
    longest: int = 160
    where: Literal["anywhere", "top"] = "anywhere"
    opens_list: bool = False
    strength: int = 0


class _Shapes(Struct, frozen=True, forbid_unknown_fields=True):
    shape: tuple[Shape, ...] = ()


class ReadingWords(Struct, frozen=True):
    """All that the reading room knows of one language.

    ``shapes`` are lines of site furniture with their patterns, in the order of the table, and
    ``longest`` the longest line that one of them can be.
    """

    lines: LineWords = LineWords()
    stamps: StampWords = StampWords()
    datelines: DatelineWords = DatelineWords()
    shapes: tuple[tuple[Shape, re.Pattern[str]], ...] = ()
    longest: int = 0

    @classmethod
    def load(cls, language: str = CODED, data: Traversable | None = None) -> ReadingWords:
        """The words of *language*, from the shipped folders or from those in *data*.

        Raises :class:`~detente.errors.TableError` naming file and key where a table does not hold.
        """
        folder = WordFolder("reading", language, data)
        shapes = folder.table("furniture.toml", _Shapes).shape
        stamps = folder.table("stamps.toml", StampWords)
        try:
            stamps.patterns  # noqa: B018 - made here, so that a fault in them is the table's
        except re.error as error:
            raise TableError(f"data/{folder.name}/stamps.toml: {error}") from error
        return cls(
            folder.table("words.toml", LineWords),
            stamps,
            folder.table("datelines.toml", DatelineWords),
            tuple(_compiled(shapes, f"data/{folder.name}/furniture.toml")),
            max((shape.longest for shape in shapes), default=0),
        )


def _compiled(shapes: Iterable[Shape], name: str) -> Iterable[tuple[Shape, re.Pattern[str]]]:
    for shape in shapes:
        try:
            yield shape, re.compile(shape.pattern, 0 if shape.case else re.IGNORECASE)
        except re.error as error:
            raise TableError(f"{name}: shape {shape.pattern!r}: {error}") from error


@cache
def shipped_words() -> ReadingWords:
    """The words of the language that reports are coded in; read once."""
    return ReadingWords.load()
