"""A second language is a folder: its words and patterns, and nothing in code."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.document import Document
from detente.errors import TableError
from detente.language.structure import Structure, Token
from detente.model import Report, Span
from detente.places import Gazetteer, PlaceWords, find_places, with_places
from detente.places.relations import find_relations

WORDS = """
surely_before = ["en"]
never = ["la"]
sorts = ["vilagho"]
"""
PATTERNS = """
word = '[^\\W\\d_]\\w*'
"""
SITUATING = """
[marks]
sort = ['\\b(?:{SORTS}){GAP}(?P<name>{NAME})']
"""
RELATIONS = """
[forms]
near = '\\bapud $'
"""


def empty(data: Path) -> Path:
    """The folder of a language without words."""
    made = data / "places" / "xx"
    made.mkdir(parents=True)
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A language of a few words."""
    made = empty(tmp_path)
    for name, content in (
        ("words.toml", WORDS), ("patterns.toml", PATTERNS),
        ("situating.toml", SITUATING), ("relations.toml", RELATIONS),
    ):  # fmt: skip
        (made / name).write_text(content, encoding="utf-8")
    return tmp_path


def document_of(text: str) -> Document:
    """A report of one line, of which the capitalised words are proper nouns."""
    tokens, position = [], 0
    for word in text.split(" "):
        span = Span(position, position + len(word.rstrip(".,")))
        tokens.append(Token(span, word.lower(), "PROPN" if word[0].isupper() else "X", 0))
        position += len(word) + 1
    return Document(Report("r", "test", text), Structure(tokens=tuple(tokens)))


def test_places_are_found_by_the_words_of_a_folder(folder: Path, gazetteer: Gazetteer) -> None:
    words = PlaceWords.load("xx", folder)
    document = document_of("Ili venis al la vilagho Qoxteb, en Bitola apud Kaposvar.")
    document = with_places(document, gazetteer, words)
    said = [mention.span.of(document.text) for mention in document.places]
    assert said == ["Qoxteb", "Bitola"]
    kaposvar = Span(
        document.text.index("Kaposvar"), document.text.index("Kaposvar") + len("Kaposvar")
    )
    (mention,) = (m for m in document.places if m.span.of(document.text) == "Bitola")
    (relation,) = find_relations(document.text, [type(mention)(kaposvar, mention.place)], words)
    assert (relation.kind, relation.span.of(document.text)) == ("near", "apud Kaposvar")


def test_a_language_does_not_know_the_words_of_another(folder: Path, gazetteer: Gazetteer) -> None:
    text = "Talks opened in Bitola, en Kaposvar."
    for words, known in (
        (PlaceWords.load("xx", folder), "Kaposvar"),
        (PlaceWords.load(), "Bitola"),
    ):
        found = find_places(document_of(text), gazetteer, words)
        assert [m.span.of(text) for m in found] == [known]


def test_an_empty_folder_finds_no_word(tmp_path: Path, gazetteer: Gazetteer) -> None:
    empty(tmp_path)
    words = PlaceWords.load("xx", tmp_path)
    assert find_places(document_of("Talks opened in Bitola."), gazetteer, words) == ()


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        ("words.toml", "wheer = ['in']", "unknown field `wheer`"),
        ("patterns.toml", "word = '('", "unterminated"),
        ("situating.toml", "[marks]\nsort = ['{SORT}']", "a part 'SORT'"),
        ("situating.toml", "[marks]\nsort = ['{NAME}']", "no group for the name"),
        ("relations.toml", "[forms]\nbeside = 'x'", "beside"),
        ("relations.toml", "[forms]\nnear = '('", "no pattern"),
        ("event_place.toml", "[weights]\nplace = 'much'", "weights"),
    ],
)
def test_a_table_that_does_not_hold_is_told_with_its_folder(
    tmp_path: Path, file: str, content: str, told: str
) -> None:
    (empty(tmp_path) / file).write_text(content, encoding="utf-8")
    with pytest.raises(TableError) as error:
        PlaceWords.load("xx", tmp_path)
    assert told in str(error.value)
    assert "data/places/xx" in str(error.value)
