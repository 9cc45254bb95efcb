"""Quotation marks, whatever they look like."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model import Span
from detente.statements.marks import Quotation, find_quotations
from growth import MOST, steps_of
from thorough import tries

from .conftest import WORDS, report_of


def quoted(text: str) -> list[str | tuple[str, ...]]:
    """The outer quotations of a text, a tuple where one runs over paragraphs."""
    found = find_quotations(text, report_of(text).paragraphs, WORDS)
    words = [tuple(p.of(text) for p in q.parts) for q in found if not q.nested]
    return [parts[0] if len(parts) == 1 else parts for parts in words]


@pytest.mark.parametrize(
    "text",
    [
        'The envoy said "no deal" and left.',
        "The envoy said “no deal” and left.",
        "The envoy said ”no deal“ and left.",
        'The envoy said "no deal” and left.',
        'The envoy said “no deal" and left.',
        "The envoy said „no deal“ and left.",
        "The envoy said «no deal» and left.",
        "The envoy said ''no deal'' and left.",
        "The envoy said ``no deal'' and left.",
        "The envoy said 'no deal' and left.",
        "The envoy said ‘no deal’ and left.",
        "The envoy said `no deal' and left.",
        "The envoy said ‹no deal› and left.",
        'The envoy said ("no deal") and left.',
        'The envoy said—"no deal"—and left.',
        'The envoy said"no deal"and left.',
    ],
)
def test_every_pair_of_marks_is_found(text: str) -> None:
    assert quoted(text) == ["no deal"]


@pytest.mark.parametrize(
    "text",
    [
        "Norway's envoy and the ministers' aides can't agree.",
        "Norway`s envoy and the ministers` aides can`t agree.",
        "Norway’s envoy and the ministers’ aides can’t agree.",
        "In the '90s, rock 'n' roll and all that, 'twas peace.",
        'The fence is 6\'2" high and 5" deep.',
        'A lone " stands here.',
        "",
    ],
)
def test_apostrophes_and_measures_are_no_quotations(text: str) -> None:
    assert quoted(text) == []


def test_an_apostrophe_inside_single_marks_does_not_close_them() -> None:
    assert quoted("'The ministers' plan isn't ours,' he said.") == [
        "The ministers' plan isn't ours,"
    ]


def test_single_marks_in_a_headline() -> None:
    assert quoted("Envoy: 'No deal' before Norway's vote") == ["No deal"]


def test_a_quotation_inside_another_is_nested() -> None:
    text = "She said: “They told us ‘never’ twice.”"
    found = find_quotations(text, report_of(text).paragraphs, WORDS)
    assert [(q.nested, q.parts[0].of(text)) for q in found] == [
        (False, "They told us ‘never’ twice."),
        (True, "never"),
    ]


def test_a_quotation_opened_again_in_each_paragraph_is_one() -> None:
    text = '"We waited.\n"Nobody came.\n"So we left," she said.\nThe end.'
    assert quoted(text) == [("We waited.", "Nobody came.", "So we left,")]


def test_an_unclosed_quotation_has_no_content() -> None:
    assert quoted('He said: "We waited.\nNobody came, and so on.') == []


def test_an_unclosed_one_does_not_swallow_the_next() -> None:
    assert quoted('He said: "We waited. Then he said: "Nobody came."') == ["Nobody came."]


def test_what_is_not_a_paragraph_is_not_read() -> None:
    text = 'He said "yes".\nRead "more" here.'
    report = report_of(text, furniture=('Read "more" here.',))
    assert [q.parts[0].of(text) for q in find_quotations(text, report.paragraphs, WORDS)] == ["yes"]


MARKS = "\"'`“”‘’„«»´"


@given(st.text(alphabet=st.sampled_from(MARKS + "aA s.,-\n(5"), max_size=120))
def test_quotations_lie_in_paragraphs_and_hold(text: str) -> None:
    report = report_of(text)
    found = find_quotations(text, report.paragraphs, WORDS)
    for quotation in found:
        assert len(quotation.parts) == len(quotation.outer)
        for inner, outer in zip(quotation.parts, quotation.outer, strict=True):
            assert outer.covers(inner)
            assert len(inner) > 0
            assert any(paragraph.covers(outer) for paragraph in report.paragraphs)
            assert text[outer.start] in MARKS + ","
    assert_apart([q for q in found if not q.nested])


def assert_apart(found: list[Quotation]) -> None:
    spans = sorted(outer for quotation in found for outer in quotation.outer)
    for before, after in pairwise(spans):
        assert not before.overlaps(after)


@settings(max_examples=tries(30))
@given(st.sampled_from(["“{}”", '"{}"', "«{}»", "''{}''"]), st.lists(st.just("word"), min_size=1))
def test_words_come_back_from_between_marks(marks: str, words: list[str]) -> None:
    inside = " ".join(words)
    assert quoted("He said " + marks.format(inside) + " twice.") == [inside]


@pytest.mark.parametrize(
    "text",
    [
        '"',
        ' "a',
        " 'a s' ",
        "'",
        '"so it goes\n',
        "“a” ‘b’ ",
        "“a\n",
        '"a "b" ',
    ],
)
def test_each_mark_is_looked_at_a_few_times(text: str) -> None:
    def steps(count: int) -> int:
        report = report_of(text * count)
        return steps_of(lambda: find_quotations(report.text, report.paragraphs, WORDS))

    assert steps(3_000) <= MOST * steps(300)


def test_the_words_in_a_quotation_are_not_looked_at() -> None:
    def steps(count: int) -> int:
        text = '"' + "so it goes " * count
        return steps_of(lambda: find_quotations(text, (Span(0, len(text)),), WORDS))

    assert steps(50_000) == steps(50)


def test_span_of_a_quotation() -> None:
    text = 'So "it" goes'
    (quotation,) = find_quotations(text, (Span(0, len(text)),), WORDS)
    assert (quotation.start, quotation.end) == (3, 7)
    assert quotation.covers(Span(4, 6))
    assert not quotation.covers(Span(6, 9))
