"""Lookups by where things stand give what a look at all of them gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detente.language.structure import Clause, Phrase, Structure
from detente.lookups import Hanging
from detente.model import Span
from detente.stretches import Standing
from growing import steps

SPANS = st.tuples(st.integers(0, 60), st.integers(0, 12)).map(lambda s: Span(s[0], s[0] + s[1]))


@given(st.lists(SPANS, max_size=80), st.lists(SPANS, max_size=3), SPANS, st.booleans())
def test_spans_are_found_as_by_a_look_at_all(
    short: list[Span], long: list[Span], asked: Span, over_all: bool
) -> None:
    spans = [*short, *long, *[Span(0, 80)] * over_all]
    standing = Standing(list(enumerate(spans)), lambda pair: pair[1])
    numbered = list(enumerate(spans))
    assert standing.around(asked) == [p for p in numbered if p[1].covers(asked)]
    assert standing.inside(asked) == [p for p in numbered if asked.covers(p[1])]
    assert standing.overlapping(asked) == [p for p in numbered if p[1].overlaps(asked)]


def test_a_span_over_all_hides_nothing_and_costs_nothing() -> None:
    for count in (1_000, 10_000):
        spans = [Span(0, count * 10), *(Span(at * 10, at * 10 + 5) for at in range(count))]
        standing = Standing(spans, lambda span: span)
        asked = Span(count * 5 + 1, count * 5 + 3)
        assert standing.around(asked) == [spans[0], spans[count // 2 + 1]]
        assert steps(lambda: standing.around(asked)) < 3_000  # noqa: B023


def test_what_hangs_on_a_clause_is_in_the_order_of_the_structure() -> None:
    span = Span(0, 1)
    phrases = tuple(Phrase(span, span, span, "x", "NOUN", sentence) for sentence in (1, 0, 1))
    clauses = tuple(
        Clause(index, index % 2, "verb", "x", span, span, parent=0 if index else None, support=1)
        for index in range(4)
    )
    hanging = Hanging(Structure(phrases=phrases, clauses=clauses))
    assert hanging.below == {0: list(clauses[1:])}
    assert hanging.carried == {1: list(clauses)}
    assert hanging.clauses == {0: [clauses[0], clauses[2]], 1: [clauses[1], clauses[3]]}
    assert hanging.phrases == {1: [(0, phrases[0]), (2, phrases[2])], 0: [(1, phrases[1])]}
