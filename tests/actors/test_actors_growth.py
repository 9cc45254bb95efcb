"""The work on a report's actors grows with the report, whatever it looks like."""

from __future__ import annotations

import pytest

from detente.actors import with_actors
from detente.document import Document
from detente.language import Structure
from detente.language.structure import Sentence, Token
from detente.model import Report, Span
from detente.naming import NameWords, with_names
from detente.naming.report_words import ReportWords
from detente.naming.word_signs import Signs
from growth import MOST, growth, report_of, steps_of
from hostile_shapes import SHAPES
from loaded import tables
from thorough import some


def actors_of(report: Report, structure: Structure) -> None:
    with_actors(with_names(Document(report, structure), tables()), tables())


@pytest.mark.parametrize("shape", some(SHAPES, 6))
def test_ten_times_the_text_is_ten_times_the_work(shape: str) -> None:
    assert growth(shape, actors_of, 800) <= MOST


def marks(count: int) -> tuple[Report, Structure]:
    """A sentence of commas alone."""
    report = report_of(", " * count)
    tokens = tuple(Token(Span(2 * i, 2 * i + 1), ",", "PUNCT", 0) for i in range(count))
    whole = Sentence(Span(0, 2 * count - 1), 0, (0, count))
    return report, Structure((whole,), tokens)


def test_each_mark_of_a_row_is_looked_at_once() -> None:
    """Whether a word opens a sentence was asked of all marks before it, one by one."""

    def steps(count: int) -> int:
        report, structure = marks(count)
        context = ReportWords(Document(report, structure), tables())
        return steps_of(lambda: Signs(context, NameWords.load(), frozenset(), frozenset()))

    assert steps(5_000) <= MOST * steps(500)
