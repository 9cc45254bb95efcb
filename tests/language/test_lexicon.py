"""The lexicon of a language is the tables of its folder, read as one value."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.errors import TableError
from detente.language.lexicon import FILES, Lexicon


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a language that has no words."""
    folder = tmp_path / "language" / "de"
    folder.mkdir(parents=True)
    for name in FILES:
        (folder / name).write_text("", "utf-8")
    return folder


def test_a_language_has_the_words_of_its_folder(folder: Path, tmp_path: Path) -> None:
    (folder / "words.toml").write_text('copulas = ["sein"]\nlost-letter = "n"\n', "utf-8")
    (folder / "tokens.toml").write_text("[numbers]\nzwei = 2\n", "utf-8")
    words = Lexicon.load("de", tmp_path)
    assert words == Lexicon(copulas=frozenset({"sein"}), lost_letter="n", numbers={"zwei": 2})


def test_english_has_all_that_a_language_may_have() -> None:
    words, empty = Lexicon.load(), Lexicon()
    missing = [n for n in empty.__struct_fields__ if getattr(words, n) == getattr(empty, n)]
    assert missing == []


@pytest.mark.parametrize(
    ("files", "named"),
    [
        ({"words.toml": "copula = []"}, "unknown field `copula`"),
        ({"words.toml": "doubling = '('"}, r"not a regular expression.*doubling"),
        ({"words.toml": "such = []", "nouns.toml": "such = []"}, r"words\.toml: such stands in"),
        ({"verbs.toml": "light = ["}, r"verbs\.toml: "),
    ],
)
def test_a_table_that_does_not_hold_is_named(
    folder: Path, tmp_path: Path, files: dict[str, str], named: str
) -> None:
    for name, table in files.items():
        (folder / name).write_text(table, "utf-8")
    with pytest.raises(TableError, match=f"data/language/de.*{named}"):
        Lexicon.load("de", tmp_path)
