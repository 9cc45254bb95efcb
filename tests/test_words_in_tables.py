"""What is a language's stands in its folder: no word of English is left in the rooms' code."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from typing import Literal, get_args

import pytest

from detente import model
from detente.language import structure
from detente.places import PlaceWords, gazetteer, place_tables, places_shown
from detente.times import calendar, direction, readers, time_tables
from rooms import ROOT

SOURCE = ROOT / "src" / "detente"
ROOMS = ("times", "places")

ASKING = frozenset(
    {
        "compile", "count", "endswith", "find", "findall", "finditer", "fullmatch", "index",
        "match", "partition", "removeprefix", "removesuffix", "replace", "rpartition", "search",
        "split", "startswith", "sub",
    }
)  # fmt: skip
"""Functions and methods that look for their arguments in a text."""
GROUP = re.compile(r"\(\?P[<=]\w+[>)]|=sep|XXXX-\w+-WE|\w+\.(?:toml|tsv)")
"""What in a literal is no word: the name of a group, a value of TIMEX3."""
LOOKUPS = frozenset(
    {
        "SHAPES", "READERS", "GROUPS", "FIRST_GROUP", "FIGURES_ALONE", "PART", "NAME", "parts",
        # How the names of towns.tsv.xz are written as keys, whatever the language of a report.
        "_SHORT",
    }
)  # fmt: skip
"""Constants of which the keys are names of shapes, of patterns and of their parts."""
OWN = frozenset(
    {
        # How rules of holidays.tsv begin.
        "on", "islamic", "hebrew", "easter", "orthodox", "(easter|orthodox)([+-]\\d+)",
        # TIMEX3's symbols, of the clock and of references to the past.
        "TH", "TS", "_REF", "PAST_REF", "FUTURE_REF",
        # A part of speech, a relation of clauses, columns of regions.tsv, the folder of the tables.
        "NOUN", "support", "sea", "ocean", "data/places/",
    }
)  # fmt: skip
"""What is no English though it looks like it."""


def literals_of_types(*modules: object) -> frozenset[str]:
    """The words of the ``Literal`` types of modules, which are the project's own names."""
    found: set[str] = set()
    for module in modules:
        for value in vars(module).values():
            if getattr(value, "__origin__", None) is Literal:
                found |= {str(word) for word in get_args(value)}
    return frozenset(found)


def keys_of_tables(*modules: object) -> frozenset[str]:
    """The fields of the structs of modules, which are the keys of the tables."""
    structs = [v for m in modules for v in vars(m).values() if hasattr(v, "__struct_fields__")]
    return frozenset(
        field for struct in structs for field in struct.__struct_fields__ if "_" in field
    )


def english() -> frozenset[str]:
    """The words of the tables of English."""
    found: set[str] = set()
    for room in ROOMS:
        for path in (SOURCE / "data" / room / "en").glob("*.toml"):
            for text in strings(tomllib.loads(path.read_text("utf-8"))):
                found |= set(re.findall(r"[a-z]{2,}", text.lower()))
    return frozenset(found)


def strings(value: object) -> Iterator[str]:
    """All strings of a table, keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def in_lists(tree: ast.AST) -> Iterator[str]:
    """The literals under *tree*, in lists, sets and tuples too; not those of calls in it."""
    if isinstance(tree, ast.Constant) and isinstance(tree.value, str):
        yield tree.value
    elif isinstance(tree, ast.Tuple | ast.List | ast.Set):
        for element in tree.elts:
            yield from in_lists(element)
    elif isinstance(tree, ast.BinOp):
        yield from in_lists(tree.left)
        yield from in_lists(tree.right)
    elif isinstance(tree, ast.JoinedStr):
        for value in tree.values:
            yield from in_lists(value)


def keys_in(tree: ast.AST) -> set[int]:
    """The literals under *tree* that are keys: of lookups, of groups, and in ``LOOKUPS``."""
    found: list[ast.AST] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript):
            found.append(node.slice)
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {"get", "end"}:
            found += node.args
        elif isinstance(node, ast.Assign | ast.AnnAssign) and targets(node) & LOOKUPS:
            found += ast.walk(node)
    return {id(node) for node in found}


def targets(node: ast.Assign | ast.AnnAssign) -> set[str]:
    """The names that something is assigned to."""
    return {
        ast.unparse(t) for t in (node.targets if isinstance(node, ast.Assign) else [node.target])
    }


def assigned(value: ast.AST) -> bool:
    """Whether a part of what is assigned is held against texts: no sentence, which has blanks."""
    if isinstance(value, ast.Constant):
        return " " not in str(value.value) or "\\" in str(value.value)
    return isinstance(value, ast.Tuple) and all(isinstance(e, ast.Constant) for e in value.elts)


def asked(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The literals that a rule holds against a text: in comparisons, patterns, sets and lists.

    Sentences for a reader, docstrings and the keys of a lookup are none.
    """
    keys = keys_in(tree)
    for node in ast.walk(tree):
        sought: list[ast.AST] = []
        if isinstance(node, ast.Compare):
            sought = [node.left, *node.comparators]
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in ASKING or name in {"frozenset", "set"}:
                sought = list(node.args)
        elif isinstance(node, ast.Set | ast.List):
            sought = [node]
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            sought = [part for part in ast.walk(node.value) if assigned(part)]
        elif isinstance(node, ast.Dict):
            sought = [value for value in node.values if isinstance(value, ast.Tuple | ast.Set)]
        for found in sought:
            if id(found) not in keys:
                for text in in_lists(found):
                    yield getattr(node, "lineno", 0), text


def left_in(source: str, exempt: frozenset[str]) -> list[str]:
    """The words of English that the rules of a module have, with their lines."""
    known = english()
    found = {
        (line, text)
        for line, text in asked(ast.parse(source))
        if text not in exempt and set(re.findall(r"[a-z]{2,}", GROUP.sub("", text).lower())) & known
    }
    return [f"line {line}: {text!r}" for line, text in sorted(found)]


def features() -> frozenset[str]:
    """The parts of the names of features, which are the keys of event_place.toml."""
    parts = {part for name in PlaceWords.load().weights for part in name.split(":")}
    return frozenset(form for part in parts for form in (part, f"{part}:", f":{part}"))


def own_names() -> frozenset[str]:
    """The project's own words: types, tenses, roles, and the groups and names of shapes."""
    types = literals_of_types(
        structure, model, direction, readers, time_tables, place_tables, gazetteer, places_shown
    )
    timex, fields = (
        set(calendar.PRECISIONS),
        keys_of_tables(time_tables, place_tables, gazetteer, places_shown),
    )
    return OWN | timex | fields | set(ROOMS) | types


@pytest.mark.parametrize("room", ROOMS)
def test_no_word_of_english_is_left_in_code(room: str) -> None:
    exempt = own_names()
    left = {}
    for path in sorted((SOURCE / room).glob("*.py")):
        names = exempt | features() if path.stem == "features" else exempt
        found = [] if path.stem == "__init__" else left_in(path.read_text("utf-8"), names)
        if found:
            left[path.name] = found
    assert left == {}


@pytest.mark.parametrize(
    "code",
    [
        'if word == "yesterday": pass',
        'if word in {"until", "till"}: pass',
        'FORM = re.compile(r"\\b(?:in|on)\\s+$")',
        'said.startswith("this ")',
        '_INNER = frozenset({"of", "the"})',
        'WORDS = ("early", "late")',
        '_SIZES = {"quarter": 3}',
    ],
)
def test_a_word_in_code_is_found(code: str) -> None:
    assert left_in(code, own_names() - {"quarter"}) != []
