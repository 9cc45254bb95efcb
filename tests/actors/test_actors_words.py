"""The small words that names and actors are read by are those of a language's folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from detente.actor_tables import ActorTables
from detente.actor_tables.actor_words import ActorWords
from detente.actor_tables.table_columns import COLUMNS
from detente.actor_tables.table_rows import read_table, shipped
from detente.actors.lookup.lookup import Lookup
from detente.errors import TableError
from detente.naming import NameWords

GRAMMAR = """
[determiners]
definite = ["den"]

[links]
all = ["av"]
of = ["av"]
owning = ["av"]
"""


def folder(data: Path, room: str, table: str) -> Path:
    """Data in which *room* has a language of the words in *table*."""
    made = data / room / "xx"
    made.mkdir(parents=True)
    (made / "words.toml").write_text(table, "utf-8")
    return data


def left_out(words: Struct) -> list[str]:
    """The lists that a language does not have, those of its tables with them."""
    found = []
    for name in words.__struct_fields__:
        value: Any = getattr(words, name)
        if isinstance(value, Struct):
            found += left_out(value)
        elif not value or value == getattr(type(words)(), name):
            found.append(name)
    return found


@pytest.mark.parametrize("words", [ActorWords, NameWords])
def test_english_has_all_that_a_language_may_have(words: Any) -> None:
    assert left_out(words.load()) == []


@pytest.mark.parametrize(
    ("room", "words", "table", "named"),
    [
        ("actors", ActorWords, "[links]\nowned = []", r"unknown field `owned`.*links"),
        ("actors", ActorWords, "[two]\nfirst = 3", r"two\.first"),
        ("naming", NameWords, "hangin = []", "unknown field `hangin`"),
        ("naming", NameWords, "article = '('", "not a regular expression"),
    ],
)
def test_a_wrong_key_is_named_with_its_file(
    tmp_path: Path, room: str, words: Any, table: str, named: str
) -> None:
    data = folder(tmp_path, room, table)
    with pytest.raises(TableError, match=rf"data/{room}/xx/words\.toml: .*{named}"):
        words.load("xx", data)


def test_a_name_is_read_by_the_small_words_of_its_language(tmp_path: Path) -> None:
    grammar = ActorWords.load("xx", folder(tmp_path, "actors", GRAMMAR))
    tables = {name: list(read_table(shipped(f"{name}.tsv"), c)) for name, c in COLUMNS.items()}
    other, english = ActorTables(tables, (), grammar), ActorTables(tables, ())

    def kinds(name: str) -> list[str | None]:
        found = (Lookup(known)(name).actor for known in (other, english))
        return [actor.kind if actor else None for actor in found]

    assert kinds("rebels av Norway") == ["group", "state"]  # whose head is the last word
    assert kinds("rebels of Norway") == ["state", "group"]
    assert other.lexicon.alone("den Norway", "den norway")
    assert not english.lexicon.alone("den Norway", "den norway")


@pytest.mark.parametrize(
    ("title", "rank"),
    [
        ("Governor General", "governor"), ("King", "ruler"), ("Head of State", "ruler"),
        ("Prime Minister", "minister"), ("State Minister", "minister"), ("Chief", "minister"),
    ],
)  # fmt: skip
def test_titles_tell_heads_of_one_state_apart(title: str, rank: str) -> None:
    assert ActorWords.load().rank(title) == rank
