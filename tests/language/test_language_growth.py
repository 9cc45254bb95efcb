"""The work of parsing grows with the text, and what a passage may hold is bounded."""

from __future__ import annotations

from itertools import groupby

import pytest

from detente.language import Lexicon, Parser
from detente.language.passages import BATCH, LONGEST_PASSAGE, batches, pieces
from growth import MOST, report_of, sized, steps_of
from hostile_shapes import SHAPES
from thorough import some

WORDS = Lexicon.load("en")


@pytest.mark.parametrize("shape", some(SHAPES, 6))
def test_ten_times_the_text_is_ten_times_the_work(parser: Parser, shape: str) -> None:
    def steps(characters: int) -> int:
        report = report_of(sized(shape, characters))
        return steps_of(lambda: list(parser.parse([report])))

    assert steps(8_000) <= MOST * steps(800)


@pytest.mark.parametrize("shape", SHAPES)
def test_passages_are_bounded_and_whole(shape: str) -> None:
    report = report_of(sized(shape, 5 * LONGEST_PASSAGE))
    found = list(pieces(report, WORDS))
    for piece in found:
        # A stretch without blanks is broken up for the parser, which makes it a little longer.
        assert len(piece.text.offsets) <= 1.1 * LONGEST_PASSAGE
    parts = {number: [*some] for number, some in groupby(found, lambda piece: piece.paragraph)}
    for number, paragraph in enumerate(report.paragraphs):
        own = parts[number]
        places = [place for piece in own for place in piece.text.offsets]
        assert sorted(set(places)) == list(range(paragraph.start, paragraph.end))
        assert places == sorted(places)
        assert (own[0].starts, own[-1].ends) == (True, True)


def test_a_long_paragraph_is_cut_where_a_sentence_ends() -> None:
    text = "Norway met Chile in Lima. " * 1_000
    found = list(pieces(report_of(text), WORDS))
    assert len(found) > 2
    assert all(piece.starts and piece.ends for piece in found)
    assert {piece.text.text.strip()[:6] for piece in found} == {"Norway"}
    # What is left at the end is no scrap, which a parser would read worse.
    assert min(len(piece.text.text) for piece in found) > LONGEST_PASSAGE / 4


def test_a_long_paragraph_is_parsed_as_its_sentences_are(parser: Parser) -> None:
    text = "Norway met Chile in Lima. " * 500
    (structure,) = parser.parse([report_of(text)])
    assert {span.of(text) for span in (s.span for s in structure.sentences)} == {
        "Norway met Chile in Lima."
    }
    assert sum(clause.lemma == "meet" for clause in structure.clauses) == 500


def test_a_sentence_longer_than_a_passage_is_one_and_is_not_read(parser: Parser) -> None:
    text = "Norway and Chile and " * 2_000 + "Peru met.\nNorway met Chile."
    (structure,) = parser.parse([report_of(text)])
    long, short = structure.sentences
    assert long.span.of(text) == text.partition("\n")[0]
    assert long.tokens == (0, 8_003)
    assert {clause.sentence for clause in structure.clauses} == {1}
    assert [token.sentence for token in structure.tokens] == [0] * 8_003 + [1] * 4
    assert short.paragraph == 1


def test_the_end_of_a_sentence_that_is_cut_is_not_read(parser: Parser) -> None:
    """It would be read as a sentence of its own, of which nobody said the beginning."""
    text = "Norway, Chile, " * (LONGEST_PASSAGE // 10) + "Peru attacked Fiji. Norway met Chile."
    (structure,) = parser.parse([report_of(text)])
    assert [clause.lemma for clause in structure.clauses if clause.kind == "verb"] == ["meet"]


def test_batches_hold_few_passages_and_few_characters() -> None:
    short = list(batches(["a"] * (3 * BATCH)))
    assert [len(lot) for lot in short] == [BATCH] * 3
    long = list(batches(["a" * LONGEST_PASSAGE] * 20))
    assert sum(map(len, long)) == 20
    assert max(map(len, long)) * LONGEST_PASSAGE <= 40_000
