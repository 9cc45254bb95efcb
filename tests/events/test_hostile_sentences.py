"""Sentences that nobody wrote to be read: bounded work, no crash, and listed as uncoded."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from detente.events.codebook import Example
from detente.events.examples import example_report
from detente.language import LONGEST_SENTENCE
from detente.model import Annotation, Span
from detente.pipeline import Coder
from growing import steps

NORMAL = (
    "Norway and Chile held talks in Lima on Monday, and the Chilean foreign minister accused "
    "Norway of breaking the agreement that both sides had signed in 1998. "
)
LONG = {
    "one noun": "attack " * 1000,
    "coordinated": "Norway attacked Chile and " * 250 + "left.",
    "names": "Norway, " * 1000,
    "nested": "Norway said that Chile " * 250 + "left.",
    "relative": "Norway, which attacked Chile, " * 250,
    "infinitives": "to agree " * 500,
    "dashes": "Norway attacked Chile — " * 250,
}
WORDLESS = {
    "open brackets": "(" * 300,
    "pairs": "()[]{}<>" * 40,
    "spread": "( [ { " * 60,
    "no end of them": "([{<" * 2500,
    "quotation marks": '"' * 2000,
    "rules": "=" * 2000,
}


STREWN = (
    "ussiaé,,&ééé,,”Russia&,,&,””&”é,”&é&Russia”Russia,,,,Russia,Russia,”éRussia&””,,&,&”Russiaé”Russiaéé"
    "R"
)
"""A phrase that is the name of a state and has no word of its own."""


def annotated(coder: Coder, text: str) -> tuple[Annotation, int]:
    """The annotation of a text, and the steps that these rooms took for it."""
    report, made = example_report(Example(text=text), 1), []
    count = steps(lambda: made.extend(coder.annotate([report])), "times", "places", "events")
    (annotation,) = made
    return annotation, count


@pytest.fixture(scope="module")
def steps_a_word(coder: Coder) -> float:
    """What a word of ordinary sentences takes."""
    text = NORMAL * 10
    annotated(coder, NORMAL)
    _, count = annotated(coder, text)
    return count / len(text.split())


@pytest.mark.parametrize("kind", LONG)
def test_a_sentence_of_a_thousand_words(coder: Coder, steps_a_word: float, kind: str) -> None:
    annotation, count = annotated(coder, LONG[kind])
    # Twice as much a word as usual, for each may be a name: nothing grows with the square of it.
    assert count < 2 * steps_a_word * len(LONG[kind].split())
    assert not annotation.events
    (uncoded,) = annotation.uncoded
    assert uncoded.reason.endswith(f"none of over {LONGEST_SENTENCE} is read")
    assert uncoded.span == annotation.sentences[0]


@pytest.mark.parametrize("kind", WORDLESS)
def test_a_sentence_without_words(coder: Coder, steps_a_word: float, kind: str) -> None:
    annotation, count = annotated(coder, WORDLESS[kind])
    assert count < steps_a_word * len(WORDLESS[kind])
    assert not annotation.events
    assert {u.reason for u in annotation.uncoded} == {"no words in it"}
    assert {u.span for u in annotation.uncoded} == set(annotation.sentences)


def test_sentences_beside_a_long_one_are_coded(coder: Coder) -> None:
    long = "Norway attacked Chile and " * 200 + "left."
    report = example_report(Example(text=long), 1)
    text = f"{long}\n{NORMAL}"
    paragraphs = (Span(0, len(long)), Span(len(long) + 1, len(text)))
    (annotation,) = coder.annotate([replace(report, text=text, paragraphs=paragraphs)])
    assert {event.type for event in annotation.events} == {"CONSULT", "ACCUSE", "SUPPORT"}
    assert any("none of over" in u.reason for u in annotation.uncoded)


def test_the_longest_sentences_that_are_read_are_read(coder: Coder) -> None:
    for unit in ("attack ", "Norway attacked Chile and ", "the attack of Chile ", "to agree "):
        words = len(unit.split())
        annotation, _ = annotated(coder, unit * ((LONGEST_SENTENCE - 10) // words))
        assert not any("none of over" in u.reason for u in annotation.uncoded)


def test_a_name_among_marks_of_which_no_word_is_left(coder: Coder) -> None:
    annotation, _ = annotated(coder, STREWN)
    assert not annotation.events
