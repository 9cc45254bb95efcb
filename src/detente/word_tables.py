"""The words of a language, from its folder: tables of which every key is declared.

A room keeps what is a language's own in ``data/ROOM/LANGUAGE``, English in ``en``.  A folder need
not have every file, nor a file every key: what is left out is not read in that language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

import msgspec

from detente.errors import TableError

Table = TypeVar("Table")
DEEPEST = 5
"""How deep a part of a pattern may stand inside other parts."""
_PART = re.compile(r"\{([A-Z_]{3,})\}")


def data_of(room: str) -> Traversable:
    """The folder of a room's data, which has one a language in it."""
    return files("detente") / "data" / room


def language_folder(room: str, language: str, folder: Traversable | None = None) -> Traversable:
    """The folder of a language's words for *room*; *folder*, where it is given, is one's own.

    Raises :class:`TableError` where there is none.
    """
    found = folder if folder is not None else data_of(room) / language
    if not found.is_dir():
        known = sorted(f.name for f in data_of(room).iterdir() if f.is_dir())
        raise TableError(
            f"no words of the language {language!r}: {found} is no folder; "
            f"make one as data/{room}/en is, or take one of {', '.join(known)}"
        )
    return found


def read_table(folder: Traversable, name: str, shape: type[Table]) -> Table:
    """A TOML file as a *shape*; the shape's defaults where the folder has no such file.

    Patterns are compiled.  Raises :class:`TableError` for a key that *shape* does not declare, a
    value of another sort and a pattern that does not hold.
    """
    file = folder / name
    if not file.is_file():
        return shape()
    try:
        return msgspec.toml.decode(file.read_bytes(), type=shape, dec_hook=_pattern)
    except (msgspec.MsgspecError, re.error, ValueError) as error:
        raise TableError(
            f"{file}: {error}; {shape.__name__} in the room's code says which keys there are "
            "and of what sort"
        ) from error


def rows_of(folder: Traversable, name: str, columns: int) -> Iterator[list[str]]:
    """The rows of a table of tabs, comments and header left out; none where there is no file.

    Raises :class:`TableError` for a row that has not that many *columns*.
    """
    file = folder / name
    if not file.is_file():
        return
    header = True
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        if header:
            header = False
            continue
        row = line.split("\t")
        if len(row) != columns:
            raise TableError(
                f"{file}, line {number}: {len(row)} columns, not {columns}; "
                "columns are parted by one tab"
            )
        yield row


def either(words: Iterable[str]) -> str:
    """A pattern of alternatives, longest first, in which a blank matches any white space.

    Of no words it is one that matches nothing.
    """
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    if not ordered:
        return "(?!)"
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in ordered) + ")"


def filled(file: str, pattern: str, parts: dict[str, str]) -> str:
    """*pattern* with its ``{PARTS}``, which may have parts themselves.

    Raises :class:`TableError` for a part that there is not.
    """
    for _ in range(DEEPEST):
        for part in _PART.findall(pattern):
            if part not in parts:
                raise TableError(
                    f"{file}: a pattern names a part {part!r} that there is not: {pattern}"
                )
            pattern = pattern.replace(f"{{{part}}}", parts[part])
    return pattern


def _pattern(kind: type, value: object) -> re.Pattern[str]:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no pattern")
    return re.compile(value)
