"""A second language is a folder: its tables, and no line of code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from detente.document import ActorReading, Document
from detente.errors import TableError
from detente.language.structure import Clause, Phrase, Sentence, Structure, Token
from detente.model import Actor, Span
from detente.statements import StatementWords, with_statements
from detente.statements.statement_words import WordLists

from .conftest import WORDS, report_of

CUES = "cue\tpart\tclass\tclauses\tnoun\tprepositions\tkinds\n"
SIGNALS = "kind\twhere\tpattern\texample\n"


@pytest.fixture
def german(tmp_path: Path) -> Path:
    """The folder of a language with one verb that reports, and one pattern."""
    folder = tmp_path / "statements" / "de"
    folder.mkdir(parents=True)
    (folder / "cues.tsv").write_text(CUES + "sagen\tverb\tsay\tquote\t-\t-\tclaim\n", "utf-8")
    (folder / "signals.tsv").write_text(
        SIGNALS + "demand\tcue\t\\bmuss\\b\tdie Flotte muss weg\n", "utf-8"
    )
    (folder / "words.toml").write_text('pronouns = ["er", "sie"]\n', "utf-8")
    return tmp_path


def said_by(text: str, verb: str, lemma: str, speaker: str) -> Document:
    """A report of one sentence with its structure, in which *speaker* is *verb*'s subject."""
    words = [Span(*match.span()) for match in re.finditer(r"\w+|[^\w\s]", text)]
    at = {word.of(text): word for word in words}
    pos = {verb: "VERB", speaker: "PROPN", "muss": "AUX"} | dict.fromkeys("„“,.", "PUNCT")
    tokens = tuple(Token(word, word.of(text), pos.get(word.of(text), "X"), 0) for word in words)
    phrase = Phrase(at[speaker], at[speaker], at[speaker], speaker.lower(), "PROPN", 0)
    clause = Clause(0, 0, "verb", lemma, at[verb], Span(0, len(text)), subject=(0,), tense="past")
    whole = Sentence(Span(0, len(text)), 0, (0, len(tokens)))
    structure = Structure((whole,), tokens, (), (phrase,), (clause,))
    actors = ActorReading({"a1": Actor(speaker, speaker, "person")}, (), {0: ("a1",)})
    return Document(report_of(text), structure, actors=actors)


TEXT = "„Die Flotte muss unsere Inseln verlassen“, sagte Ole."


def test_a_quotation_is_read_with_another_languages_folder(german: Path) -> None:
    document = said_by(TEXT, "sagte", "sagen", "Ole")
    (said,) = with_statements(document, StatementWords.load("de", german)).statements
    assert said.speaker == "a1"
    assert said.cue is not None
    assert said.cue.of(TEXT) == "sagte"
    assert [span.of(TEXT) for span in said.content] == ["Die Flotte muss unsere Inseln verlassen"]
    assert said.kinds == ("demand",)


def test_without_the_folder_nobody_says_it() -> None:
    """English has no such verb, so the same report has words and nobody who says them."""
    (said,) = with_statements(said_by(TEXT, "sagte", "sagen", "Ole"), WORDS).statements
    assert (said.speaker, said.cue, said.kinds) == (None, None, ("claim",))


def test_a_language_without_a_folder_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(TableError, match="data/statements/xx: there is no such folder; put"):
        StatementWords.load("xx")


@pytest.mark.parametrize(
    ("table", "named"),
    [
        ('pronoun = ["er"]\n', r"words\.toml.*unknown field `pronoun`"),
        ('remark = "("\n', r"words\.toml.*not a regular expression.*remark"),
        ("things = 3\n", r"words\.toml.*things"),
        ("things = [", r"words\.toml"),
    ],
)
def test_a_wrong_key_is_named_with_its_file(german: Path, table: str, named: str) -> None:
    (german / "statements" / "de" / "words.toml").write_text(table, "utf-8")
    with pytest.raises(TableError, match=named):
        StatementWords.load("de", german)


def test_a_missing_file_is_named(german: Path) -> None:
    (german / "statements" / "de" / "signals.tsv").unlink()
    with pytest.raises(TableError, match=r"data/statements/de/signals\.tsv"):
        StatementWords.load("de", german)


def test_english_has_all_that_a_language_may_have() -> None:
    empty = WordLists()
    missing = [
        name for name in empty.__struct_fields__ if getattr(WORDS, name) == getattr(empty, name)
    ]
    assert missing == []
