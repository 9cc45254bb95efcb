"""The work on who answers whom grows with what was said."""

from __future__ import annotations

from detente.model import Annotation, Span, Statement
from detente.positions.answers import find_answers
from detente.positions.matters import contexts
from factories import annotate, state
from growth import MOST, steps_of

OFFER = "Chile offered talks on the dam. "
REFUSAL = "Norway rejected the offer of talks on the dam. "


def disputes(count: int) -> Annotation:
    """Offers and refusals, one after the other, all on one dam."""
    text = (OFFER + REFUSAL) * count
    said = []
    for start in range(0, len(text), len(OFFER + REFUSAL)):
        second = start + len(OFFER)
        said.append(
            Statement(
                source=Span(start, start + 5), cue=Span(start + 6, start + 13),
                content=(Span(start + 14, start + 30),), form="indirect", speaker="a1",
                kinds=("offer",),
            )
        )  # fmt: skip
        said.append(
            Statement(
                source=Span(second, second + 6), cue=Span(second + 7, second + 15),
                content=(Span(second + 16, second + 45),), form="indirect", speaker="a2",
                kinds=("refusal",),
            )
        )  # fmt: skip
    actors = {"a1": state("Chile", "CHL"), "a2": state("Norway", "NOR")}
    return annotate("r1", text, actors=actors, said=said)


def test_each_refusal_answers_the_offer_before_it() -> None:
    answers = find_answers([disputes(100)])
    assert [(a.statement[1], a.to[1], a.kind) for a in answers] == [
        (2 * i + 1, 2 * i, "refuses") for i in range(100)
    ]


def test_ten_times_the_statements_are_ten_times_the_work() -> None:
    def steps(count: int) -> int:
        annotation = disputes(count)
        return steps_of(lambda: find_answers([annotation]))

    assert steps(600) <= MOST * steps(60)


def test_ten_times_the_statements_have_ten_times_the_contexts() -> None:
    def steps(count: int) -> int:
        annotation = disputes(count)
        return steps_of(lambda: contexts(annotation, lambda place: False))

    assert steps(500) <= MOST * steps(50)
