"""The work on who answers whom grows with what was said."""

from __future__ import annotations

from detente.model import Annotation, Span, Statement, StatementKind
from detente.positions.answer_table import PositionWords
from detente.positions.answers import find_answers
from detente.positions.matters import contexts
from factories import annotate, state
from growth import MOST, steps_of

SAID: tuple[tuple[str, str, StatementKind, str], ...] = (
    ("Chile", "offered", "offer", "talks on the dam. "),
    ("Norway", "rejected", "refusal", "the offer of talks on the dam. "),
    *[("Norway", "said", "claim", "that it would rain. ")] * 6,
)

WORDS = PositionWords.load("en")


def disputes(count: int) -> Annotation:
    """Offers with their refusals and six claims, one after the other, all on one dam."""
    text, said = "", []
    for speaker, cue, kind, words in SAID * count:
        second = len(text) + len(speaker) + 1
        content = second + len(cue) + 1
        said.append(
            Statement(
                source=Span(len(text), second - 1), cue=Span(second, content - 1),
                content=(Span(content, content + len(words) - 2),), form="indirect",
                speaker=speaker, kinds=(kind,),
            )
        )  # fmt: skip
        text += f"{speaker} {cue} {words}"
    actors = {"Chile": state("Chile", "CHL"), "Norway": state("Norway", "NOR")}
    return annotate("r1", text, actors=actors, said=said)


def test_each_refusal_answers_the_offer_before_it() -> None:
    answers = find_answers([disputes(50)], WORDS)
    assert [(a.statement[1], a.to[1], a.kind) for a in answers] == [
        (8 * i + 1, 8 * i, "refuses") for i in range(50)
    ]


def test_ten_times_the_statements_are_ten_times_the_work() -> None:
    def steps(count: int) -> int:
        annotation = disputes(count)
        return steps_of(lambda: find_answers([annotation], WORDS))

    assert steps(150) <= MOST * steps(15)


def test_ten_times_the_statements_have_ten_times_the_contexts() -> None:
    def steps(count: int) -> int:
        annotation = disputes(count)
        return steps_of(lambda: contexts(annotation, lambda place: False, WORDS))

    assert steps(100) <= MOST * steps(10)
