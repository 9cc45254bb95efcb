"""The small words that rules of events go by are a table of the language, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

import loaded
from detente.errors import TableError
from detente.events import EventCoder
from detente.events.codebook import Example
from detente.events.codebook_loading import shipped_effects
from detente.events.event_words import EventWords
from detente.events.examples import example_report
from detente.events.reality import Reality
from detente.pipeline import Coder
from tests.language.conftest import make_report

WORDS = EventWords.load()


@pytest.fixture(scope="module")
def modality() -> Callable[[str, str, EventWords], str]:
    """The modality of the first clause of a predicate in a text, by some words."""
    parser, effects = loaded.parser(), shipped_effects()

    def run(text: str, lemma: str, words: EventWords) -> str:
        (structure,) = parser.parse([make_report(text)])
        clause = next(c for c in structure.clauses if c.lemma == lemma)
        return Reality(effects, structure, words).of(clause)

    return run


@pytest.mark.parametrize(
    ("field", "text", "lemma", "expected"),
    [
        ("at_a_time", "When Norway visits Chile, it will sign.", "visit", "planned"),
        ("taken_for_granted", "Norway did not say when talks will begin.", "talk", "planned"),
        ("asking_for_reasons", "Why is Norway attacking Chile?", "attack", "actual"),
        ("conditions", "Norway will attack Chile if Peru agrees.", "attack", "conditional"),
        ("future_in_past", "Norway said it would attack Chile.", "attack", "planned"),
        ("unreal", "Had Norway attacked Chile, Peru would have helped.", "attack", "hypothetical"),
        ("means", "Norway did not end it by attacking Chile.", "attack", "negated"),
        ("before", "Norway did not leave before Chile attacked Peru.", "attack", "actual"),
        ("unfinished_verbs", "Norway and Chile have yet to sign a deal.", "sign", "negated"),
        ("unfinished_adverbs", "Norway and Chile have yet to sign a deal.", "sign", "negated"),
        ("nouns_of_objects", "Norway announced a proposal for talks.", "talk", "hypothetical"),
    ],
)
def test_without_its_words_a_rule_of_reality_says_otherwise(
    modality: Callable[[str, str, EventWords], str],
    field: str,
    text: str,
    lemma: str,
    expected: str,
) -> None:
    assert modality(text, lemma, WORDS) == expected
    assert modality(text, lemma, replace(WORDS, **{field: frozenset()})) != expected


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("about_of_nouns", "Belarus rejected Polish demands for reform."),
        ("about_of_verbs", "Laos asked China for support."),
        ("conditions", "Algeria would agree to a loan for Tunisia only if the debts were paid."),
    ],
)
def test_without_its_words_an_act_is_coded_otherwise(coder: Coder, field: str, text: str) -> None:
    (document,) = coder.read([example_report(Example(text=text), 1)])
    without = replace(WORDS, **{field: frozenset()})
    other = EventCoder(coder.events.codebook, words=without).with_events(document)
    same = EventCoder(coder.events.codebook).with_events(document)
    assert same.events
    assert other.events != same.events


def test_an_explanation_names_signs_as_the_language_does(coder: Coder) -> None:
    (document,) = coder.read([example_report(Example(text="Norway did not attack Chile."), 1)])
    clause = next(c for c in document.structure.clauses if c.lemma == "attack")
    words = replace(WORDS, shown=replace(WORDS.shown, negation="ikke"))
    reality = Reality(coder.events.codebook.effects, document.structure, words)
    assert list(reality.influences(clause)) == [("ikke", "negated")]


def test_another_language_is_a_folder(tmp_path: Path) -> None:
    english = (
        Path(__file__).parents[2] / "src" / "detente" / "data" / "events" / "en" / "words.toml"
    ).read_text("utf-8")
    folder = tmp_path / "events" / "nb"
    folder.mkdir(parents=True)
    (folder / "words.toml").write_text(english.replace('["before"]', '["før"]'), "utf-8")
    assert EventWords.load("nb", tmp_path).before == {"før"}
    (folder / "words.toml").write_text(english.replace("third = ", "thrid = "), "utf-8")
    with pytest.raises(TableError, match=r"events/nb/words\.toml: .*thrid"):
        EventWords.load("nb", tmp_path)
    with pytest.raises(TableError, match="put the tables of data/events/en there"):
        EventWords.load("sv", tmp_path)
