"""The words beside place names in a language, from its folder in ``data/places``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from detente.errors import TableError
from detente.model import CODED
from detente.places.place_tables import (
    Around,
    Mark,
    PlaceLists,
    Regex,
    RelationKind,
    Relations,
    Situating,
    Weights,
)
from detente.word_folders import NEVER, WordFolder, filled

# No name has a longer word.  Without a bound, a row of capitals is a name from each of them on.
PART = r"{ARTICLE}[A-Z][\w'’‘`]{0,60}"
"""A word of a name, with the article that is written with it: "al-Zahawi"."""
NAME = rf"(?:[‘'’`])?{PART}(?:(?: |-|{{LINK}}){PART}){{0,3}}"
"""A capitalised name of up to four words: "Deir ez-Zor"."""
GAP = r"[ \u00a0]{1,3}"
FORMS: tuple[RelationKind, ...] = ("direction", "near", "off", "outside", "border", "between")
"""The relations in the order in which they are looked for."""
MARKS: tuple[Mark, ...] = ("sort", "end", "first", "within")
"""What marks a name as a place's, in the order in which it is looked for."""


class PlaceWords(PlaceLists, frozen=True, kw_only=True):
    """A language's words beside place names, with the patterns made of them.

    ``around`` and ``relations`` are its files; ``capitalised`` finds words that may begin a name,
    ``marks`` names that are places by what is around them, ``forms`` relations; ``weights`` says
    what each feature of a place is worth as an event's place.
    """

    language: str
    around: Around
    relations: Relations
    weights: dict[str, float]
    capitalised: Regex
    marks: tuple[tuple[Regex, Mark], ...]
    forms: tuple[tuple[RelationKind, Regex], ...]

    @classmethod
    def load(cls, language: str = CODED, data: Path | None = None) -> PlaceWords:
        """The words of *language*, from the shipped folders or from those in *data*.

        Read once a process.  Raises :class:`~detente.errors.TableError` naming file and key where a
        table does not hold.
        """
        return _loaded(language, data)

    def singular(self, word: str) -> str:
        """A noun without the ending of a plural."""
        for ending in self.plural:
            if word.endswith(ending):
                return word.removesuffix(ending)
        return word


@cache
def _loaded(language: str, data: Path | None) -> PlaceWords:
    folder = WordFolder("places", language, data)
    lists = folder.table("words.toml", PlaceLists)
    around = folder.table("patterns.toml", Around)
    situating = folder.table("situating.toml", Situating)
    relations = folder.table("relations.toml", Relations)
    parts = {"ARTICLE": "", "LINK": "-", "GAP": GAP, "PART": PART, "NAME": NAME}
    parts |= situating.parts | {
        "SORTS": _any(lists.sorts),
        "ENDS": _any(lists.ends),
        "FIRSTS": _any(lists.firsts),
    }
    try:
        marks = tuple(
            (_named(filled("situating.toml", pattern, parts)), mark)
            for mark in MARKS
            for pattern in situating.marks.get(mark, ())
        )
        forms = tuple(
            (kind, re.compile(filled("relations.toml", relations.forms[kind], relations.parts)))
            for kind in FORMS
            if kind in relations.forms
        )
    except re.error as error:
        raise TableError(f"data/{folder.name}: no pattern: {error}: {error.pattern!r}") from error
    except TableError as error:
        raise TableError(f"data/{folder.name}: {error}") from error
    return PlaceWords(
        **{name: getattr(lists, name) for name in lists.__struct_fields__},
        language=language,
        around=around,
        relations=relations,
        weights=folder.table("event_place.toml", Weights).weights,
        capitalised=NEVER
        if around.word is NEVER
        else re.compile(rf"(?=[^\W\d_a-z])(?:{around.word.pattern})"),
        marks=marks,
        forms=forms,
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words)) or "(?!)"


def _named(pattern: str) -> Regex:
    compiled = re.compile(pattern)
    if not compiled.groupindex:
        raise TableError(f"situating.toml: {pattern!r} has no group for the name: (?P<name>...)")
    return compiled
