"""A codebook's files as values: YAML read against a type, with the line of everything in it.

Whatever does not fit is a :class:`Problem`, and the rest is read all the same, so that one look at
a folder finds all that is wrong with it.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

import msgspec
import yaml
from msgspec import Struct

from detente.files import UnfitError, read_file, text_of

# No file of a codebook nests deeper than an event of an example; the parser underneath crashes on
# brackets by the ten thousand.
DEPTH = 30

MOST_BYTES = 4_000_000
"""Bytes of one file of a codebook; the largest of detente's own has 54,000."""

MOST_VALUES = 50_000
"""Values of one file, an alias counted wherever it stands; the largest of ours has 4,331."""

MOST_PROBLEMS = 1_000
"""Problems that are told of one codebook: mending some of them mends most of the others."""

LONGEST_SHOWN, MOST_SHOWN, MOST_COMPARED = 60, 60, 300
"""Characters of a word and names of a list that a message shows; names that a misspelt word, no
longer than it is shown, is compared with."""

_TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))
_DOCUMENTED = "docs/codebook.md says what it is for"
_UNUSABLE: Any = object()


class Problem(Struct, frozen=True, order=True):
    """Something wrong with a codebook: where, what, and what to do about it."""

    file: str
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.what}; {self.remedy}"


class Source(Struct, frozen=True):
    """What a file holds, and the line of every place in it ("signals[2].modes[0]").

    A required field that is missing or unusable is empty in ``value``, and among the problems.
    ``mistaken`` are the places where something is not in ``value`` that the file tried to say.
    """

    value: Any
    lines: dict[str, int]
    problems: tuple[Problem, ...]
    mistaken: tuple[str, ...] = ()

    def is_whole(self, place: str) -> bool:
        """Whether all that the file says at *place* and under it is in ``value``."""
        return not any(mistaken.startswith(place) for mistaken in self.mistaken)

    def line(self, place: str) -> int:
        """The line of a place, or of what it would be in where it is not written down."""
        while place not in self.lines and place:
            cut = max(place.rfind("."), place.rfind("["))
            place = place[: max(cut, 0)]
        return self.lines.get(place, 1)


def read_text(path: Path) -> tuple[str, tuple[Problem, ...]]:
    """The text of a file, or why it cannot be read."""
    try:
        text = text_of(read_file(path, MOST_BYTES))
    except UnfitError as unfit:
        return "", (Problem(str(path), unfit.line or 1, unfit.what, unfit.remedy),)
    return text.replace("\r\n", "\n").replace("\r", "\n"), ()


def read_yaml(path: Path, text: str, type_: Any) -> Source:
    """*text* as YAML whose scalars are words, read as a *type_*."""
    reader = _Reader(str(path))
    value = _UNUSABLE
    try:
        node = _composed(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reader.problem(mark.line + 1 if mark else 1, f"not YAML: {error.problem}", _remedy(error))
    except yaml.YAMLError as error:
        what = " ".join(str(error).split())
        line = text.count("\n", 0, getattr(error, "position", 0)) + 1
        reader.problem(line, f"not YAML: {what}", "remove what is no text")
    else:
        if node is None:
            reader.problem(1, "nothing in it", "fill the file or delete it")
        else:
            try:
                value = reader.value(node, type_, "")
            except _EnoughError:
                reader.lines.clear()  # what it may define is not known
    if value is _UNUSABLE:
        value = _stand_in(type_)
    return Source(value, reader.lines, tuple(reader.problems), tuple(reader.mistaken))


def _composed(text: str) -> yaml.Node | None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEPTH:
            raise yaml.MarkedYAMLError(
                problem=f"more than {DEPTH} lists or keys inside each other",
                problem_mark=event.start_mark,  # type: ignore[arg-type]  # the C parser's own
            )
    node: yaml.Node | None = yaml.CBaseLoader(text).get_single_node()
    return node


def _remedy(error: yaml.MarkedYAMLError) -> str:
    if "could not find expected ':'" in str(error.problem):
        return "the line before lacks a colon after its key, or a bracket that closes its list"
    if "mapping values are not allowed" in str(error.problem):
        return "put the text in quotes: a colon makes YAML read a key"
    if "cannot start any token" in str(error.problem) or "a tab" in str(error.problem):
        return "indent with blanks, not tabs, and put a text that begins with @ in quotes"
    return "look for a bracket or quotation mark that is not closed, or an indent that is off"


class _EnoughError(Exception):
    """A file has more values or problems than are read."""


class _Reader:
    """Reads the nodes of one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[str, int] = {}
        self.problems: list[Problem] = []
        self.mistaken: list[str] = []
        self.values = 0

    def problem(self, line: int, what: str, remedy: str) -> None:
        if len(self.problems) >= MOST_PROBLEMS:
            raise _EnoughError
        self.problems.append(Problem(self.file, line, what, remedy))

    def _count(self, node: yaml.Node) -> None:
        """Keeps a file small, also one that is small only because it names its parts again."""
        self.values += 1
        if self.values > MOST_VALUES:
            what = f"more than {MOST_VALUES:,} values; an alias counts wherever it stands"
            self.problem(node.start_mark.line + 1, what, "cut the file up, or shorten it")
            raise _EnoughError

    def value(self, node: yaml.Node, type_: Any, place: str) -> Any:
        """What *node* says as a *type_*, or :data:`_UNUSABLE`, with the problem noted."""
        self._count(node)
        if node.tag not in _TAGS:
            what = f"the tag {quoted(str(node.tag))}"
            return self._unusable(node, place, what, "leave tags out: values are words and lists")
        self.lines.setdefault(place, node.start_mark.line + 1)
        origin = get_origin(type_)
        if origin in (Union, UnionType):
            (type_,) = (t for t in get_args(type_) if t is not NoneType)
            origin = get_origin(type_)
        if isinstance(type_, type) and issubclass(type_, Struct):
            return self._struct(node, type_, place)
        if origin is dict:
            return self._dict(node, type_, place)
        if origin is tuple:
            return self._tuple(node, get_args(type_)[0], place)
        if not isinstance(node, yaml.ScalarNode):
            colon = isinstance(node, yaml.MappingNode)
            remedy = "put it in quotes: a colon makes YAML read a key" if colon else "write one"
            return self._unusable(node, place, _expected(type_), remedy)
        return self._scalar(node, type_, place)

    def _scalar(self, node: yaml.ScalarNode, type_: Any, place: str) -> Any:
        text: str = node.value
        if type_ is str:
            return text
        if get_origin(type_) is Literal:
            if text in get_args(type_):
                return text
            return self._unusable(
                node, place, f"not {quoted(text)}", _instead(text, get_args(type_))
            )
        if type_ is bool:
            if text in ("true", "false"):
                return text == "true"
            return self._unusable(node, place, f"not {quoted(text)}", "write true or false")
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        if math.isfinite(number):
            return number
        return self._unusable(node, place, f"{quoted(text)} is no number", "write one, such as 0.7")

    def _struct(self, node: yaml.Node, type_: type[Struct], place: str) -> Any:
        fields = {field.encode_name: field for field in msgspec.structs.fields(type_)}
        if not isinstance(node, yaml.MappingNode):
            return self._unusable(node, place, "fields expected", f"write {', '.join(fields)}")
        found: dict[str, Any] = {}
        for key, inner in self._pairs(node, place):
            field = fields.get(key.value)
            if field is None:
                where = f" in {place}" if place else ""
                what = f"no field {quoted(key.value)}{where}"
                self.problem(key.start_mark.line + 1, what, _instead(key.value, fields))
                self.mistaken.append(place)
                continue
            value = self.value(inner, field.type, self._within(place, key))
            if value is not _UNUSABLE:
                found[field.name] = value
            elif field.required:
                found[field.name] = _stand_in(field.type)
        for field in fields.values():
            if field.required and field.name not in found:
                what = f"no {field.encode_name!r}{f' in {place}' if place else ''}"
                self.problem(node.start_mark.line + 1, what, f"write it; {_DOCUMENTED}")
                found[field.name] = _stand_in(field.type)
        return type_(**found)

    def _dict(self, node: yaml.Node, type_: Any, place: str) -> Any:
        if not isinstance(node, yaml.MappingNode):
            return self._unusable(node, place, "names with values expected", "write NAME: VALUE")
        key_type, value_type = get_args(type_)
        found: dict[str, Any] = {}
        for key, inner in self._pairs(node, place):
            name = self.value(key, key_type, self._within(place, key))
            value = self.value(inner, value_type, self._within(place, key))
            if name is not _UNUSABLE and value is not _UNUSABLE:
                found[name] = value
        return found

    def _tuple(self, node: yaml.Node, type_: Any, place: str) -> Any:
        if not isinstance(node, yaml.SequenceNode):
            return self._unusable(node, place, "a list expected", "put it in brackets: [one, two]")
        values = (self.value(v, type_, f"{place}[{n}]") for n, v in enumerate(node.value))
        return tuple(value for value in values if value is not _UNUSABLE)

    def _pairs(
        self, node: yaml.MappingNode, place: str
    ) -> Iterable[tuple[yaml.ScalarNode, yaml.Node]]:
        """The keys of a mapping with their values; notes the keys' lines."""
        seen: set[str] = set()
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                self.problem(line, "a key that is no word", "put it in quotes, or mend a bracket")
            elif key.value in seen:
                self.problem(line, f"{quoted(key.value)} stands here twice", "join the two")
            else:
                seen.add(key.value)
                self.lines[self._within(place, key)] = line
                yield key, value

    @staticmethod
    def _within(place: str, key: yaml.ScalarNode) -> str:
        return f"{place}.{key.value}" if place else str(key.value)

    def _unusable(self, node: yaml.Node, place: str, what: str, remedy: str) -> Any:
        where = f"{place}: " if place else ""
        self.problem(node.start_mark.line + 1, f"{where}{what}", remedy)
        self.mistaken.append(place)
        return _UNUSABLE


def _expected(type_: Any) -> str:
    if type_ is float:
        return "a number expected"
    return "true or false expected" if type_ is bool else "one text expected"


def _instead(word: str, known: Iterable[str]) -> str:
    """What to write in place of *word*."""
    names = list(known)
    close = near(word, names)
    return f"did you mean {close!r}?" if close else f"there are {listed(names)}"


def near(word: str, known: Collection[str], cutoff: float = 0.6) -> str:
    """What a misspelt word was perhaps meant to be; empty where nothing is near, or much is."""
    if len(word) > LONGEST_SHOWN or len(known) > MOST_COMPARED:
        return ""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=cutoff)), "")


def quoted(word: str) -> str:
    """A word as a message shows it."""
    return repr(word if len(word) <= LONGEST_SHOWN else f"{word[:LONGEST_SHOWN]}…")


def listed(names: Collection[str]) -> str:
    """Names as a message lists them."""
    more = len(names) - MOST_SHOWN
    return ", ".join(islice(names, MOST_SHOWN)) + (f" and {more} more" if more > 0 else "")


def _stand_in(type_: Any) -> Any:
    """An empty value in place of one that is missing or unusable."""
    origin = get_origin(type_)
    if isinstance(type_, type) and issubclass(type_, Struct):
        required = (f for f in msgspec.structs.fields(type_) if f.required)
        return type_(**{field.name: _stand_in(field.type) for field in required})
    if origin is Literal:
        return get_args(type_)[0]
    if origin in (Union, UnionType):
        return None
    return {dict: dict, tuple: tuple, str: str, float: float, bool: bool}[origin or type_]()
