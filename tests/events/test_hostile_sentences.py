"""Sentences that nobody wrote to be read: bounded time, no crash, and listed as uncoded."""

from __future__ import annotations

from time import process_time

import pytest
from msgspec.structs import replace

from detente.events.codebook import Example
from detente.events.examples import example_report
from detente.language import LONGEST_SENTENCE
from detente.model import Annotation, Span
from detente.pipeline import Coder

NORMAL = (
    "Norway and Chile held talks in Lima on Monday, and the Chilean foreign minister accused "
    "Norway of breaking the agreement that both sides had signed in 1998. "
)
LONG = {
    "one noun": "attack " * 5000,
    "coordinated": "Norway attacked Chile and " * 1250 + "left.",
    "names": "Norway, " * 2500,
    "nested": "Norway said that Chile " * 1250 + "left.",
    "relative": "Norway, which attacked Chile, " * 1000,
    "infinitives": "to agree " * 2500,
    "dashes": "Norway attacked Chile — " * 1250,
}
WORDLESS = {
    "open brackets": "(" * 300,
    "pairs": "()[]{}<>" * 40,
    "spread": "( [ { " * 60,
    "no end of them": "([{<" * 2500,
    "quotation marks": '"' * 2000,
    "rules": "=" * 2000,
}


def annotated(coder: Coder, text: str) -> tuple[Annotation, float]:
    """The annotation of a text, and the seconds of the processor that it took."""
    report = example_report(Example(text=text), 1)
    begun = process_time()
    (annotation,) = coder.annotate([report])
    return annotation, process_time() - begun


@pytest.fixture(scope="module")
def second_a_word(coder: Coder) -> float:
    """What a word of ordinary sentences takes."""
    text = NORMAL * 40
    annotated(coder, NORMAL)
    _, seconds = annotated(coder, text)
    return seconds / len(text.split())


@pytest.mark.parametrize("kind", LONG)
def test_a_sentence_of_thousands_of_words(coder: Coder, second_a_word: float, kind: str) -> None:
    annotation, seconds = annotated(coder, LONG[kind])
    # Ten times as long a word as usual: nothing grows with the square of the sentence.
    assert seconds < 10 * second_a_word * 5000
    assert not annotation.events
    (uncoded,) = annotation.uncoded
    assert uncoded.reason.endswith(f"none of over {LONGEST_SENTENCE} is read")
    assert uncoded.span == annotation.sentences[0]


@pytest.mark.parametrize("kind", WORDLESS)
def test_a_sentence_without_words(coder: Coder, second_a_word: float, kind: str) -> None:
    annotation, seconds = annotated(coder, WORDLESS[kind])
    assert seconds < 10 * second_a_word * max(500, len(WORDLESS[kind]))
    assert not annotation.events
    assert {u.reason for u in annotation.uncoded} == {"no words in it"}
    assert {u.span for u in annotation.uncoded} == set(annotation.sentences)


def test_sentences_beside_a_long_one_are_coded(coder: Coder) -> None:
    long = "Norway attacked Chile and " * 200 + "left."
    report = example_report(Example(text=long), 1)
    text = f"{long}\n{NORMAL}"
    paragraphs = (Span(0, len(long)), Span(len(long) + 1, len(text)))
    (annotation,) = coder.annotate([replace(report, text=text, paragraphs=paragraphs)])
    assert {event.type for event in annotation.events} == {"CONSULT", "ACCUSE"}
    assert any("none of over" in u.reason for u in annotation.uncoded)


def test_the_longest_sentences_that_are_read_are_read(coder: Coder) -> None:
    for unit in ("attack ", "Norway attacked Chile and ", "the attack of Chile ", "to agree "):
        words = len(unit.split())
        annotation, _ = annotated(coder, unit * ((LONGEST_SENTENCE - 10) // words))
        assert not any("none of over" in u.reason for u in annotation.uncoded)
