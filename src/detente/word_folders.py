"""The words of a language that a room reads with: one folder a room and language.

``data/<room>/<language>/`` holds them, ``data/statements/en/`` for instance.  Whoever adds a
language adds folders and no code: what a stage compares with is in the value that it is given.
Words are lists and tables; what spells words in a pattern is a regular expression there too.  A
table need not be there, nor need a key that has a default: what is left out is not read in that
language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import msgspec

from detente.errors import TableError

T = TypeVar("T")

NEVER = re.compile(r"(?!)")
"""A pattern of a language that has no such words: it matches nothing."""

DEEPEST = 5
"""How deep a part of a pattern may stand inside other parts."""

_PART = re.compile(r"\{([A-Z_]{3,})\}")
_REMEDY = "see the notes of the shipped file"


def shipped() -> Traversable:
    """The folder of all the data that comes with the package."""
    return files("detente") / "data"


class WordFolder:
    """The folder of one room's words in one language.

    *language* is an ISO 639 code; *data* holds the rooms' folders, the shipped ones by default.
    Raises :class:`~detente.errors.TableError` where there is no such folder.
    """

    def __init__(self, room: str, language: str, data: Traversable | None = None) -> None:
        self.name = f"{room}/{language}"
        self._folder = (data or shipped()) / room / language
        if not self._folder.is_dir():
            raise TableError(
                f"data/{self.name}: there is no such folder; "
                f"put the tables of data/{room}/en there, with that language's words"
            )

    def text(self, file: str) -> str:
        """What *file* of the folder holds; raises TableError where it isn't there."""
        try:
            return (self._folder / file).read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            remedy = "put it there as the English folder has it, in UTF-8"
            raise TableError(f"data/{self.name}/{file}: {error}; {remedy}") from error

    def merged(self, tables: Iterable[str], of: type[T]) -> T:
        """The TOML *tables* as one value; raises TableError naming the key that is wrong.

        A key stands in one of them alone.
        """
        found: dict[str, Any] = {}
        for file in tables:
            keys = self.table(file, dict[str, Any])
            if twice := sorted(found.keys() & keys):
                raise TableError(f"data/{self.name}/{file}: {twice[0]} stands in another file too")
            found |= keys
        try:
            return msgspec.convert(found, of, dec_hook=_pattern)
        except msgspec.ValidationError as error:
            raise TableError(f"data/{self.name}: {error}; {_REMEDY}") from error

    def table(self, file: str, of: type[T]) -> T:
        """The TOML table *file* as a value, of its defaults where there is no such file.

        Raises TableError naming the key that is wrong, or that has no default and is not there.
        """
        return decoded(self._optional(file), of, f"data/{self.name}/{file}")

    def rows(self, file: str, columns: int) -> Iterator[list[str]]:
        """The rows of a table of tabs; none where there is no such file (see :func:`rows_in`)."""
        return rows_in(self._optional(file), f"data/{self.name}/{file}", columns)

    def _optional(self, file: str) -> str:
        return self.text(file) if (self._folder / file).is_file() else ""


def decoded(text: str, of: type[T], name: str) -> T:
    """The TOML table in *text* as a value; raises TableError with *name* and the key."""
    try:
        return msgspec.toml.decode(text, type=of, dec_hook=_pattern)
    except msgspec.MsgspecError as error:
        raise TableError(f"{name}: {error}; {_REMEDY}") from error


def rows_in(text: str, name: str, columns: int) -> Iterator[list[str]]:
    """The rows of a table of tabs in *text*, comments and header left out.

    Raises TableError with *name* and line for a row that has not that many *columns*.
    """
    header = True
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        if header:
            header = False
            continue
        row = line.split("\t")
        if len(row) != columns:
            raise TableError(
                f"{name}, line {number}: {len(row)} columns, not {columns}; "
                "columns are parted by one tab"
            )
        yield row


def either(words: Iterable[str]) -> str:
    """A pattern of alternatives, longest first, in which a blank matches any white space.

    Of no words it is one that matches nothing.
    """
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    if not ordered:
        return NEVER.pattern
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


def _pattern(of: type, value: object) -> object:
    """A regular expression, which a table spells as a text."""
    if not isinstance(value, str):
        raise ValueError("a regular expression is a text")
    try:
        return re.compile(value)
    except re.error as error:
        raise ValueError(f"{value!r} is not a regular expression ({error})") from error
