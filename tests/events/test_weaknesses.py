"""What speaks against a coded event being right in every field, as the coder sees it."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from detente.document import Document
from detente.events.construction import clause_of
from detente.events.weaknesses import Weaknesses, Weighing
from detente.model import EventMention, Participant, Published, Report, Span
from detente.pipeline import Coder
from growing import steps

DAY = date(2014, 3, 5)
GIVEN = Published(DAY, DAY, basis="given")


def document(coder: Coder, text: str, published: Published = GIVEN) -> Document:
    report = Report("r", "r", text, published, paragraphs=(Span(0, len(text)),))
    (read,) = coder.read([report])
    return read


def weighed(read: Document, event: EventMention) -> Weaknesses:
    clause = clause_of(event, read.structure)
    assert clause is not None
    return Weighing(read).of(event, clause)


def last(coder: Coder, text: str, published: Published = GIVEN) -> Weaknesses:
    """The weaknesses of the last event of *text*."""
    read = document(coder, text, published)
    return weighed(read, read.events[-1])


@pytest.mark.parametrize(
    ("weakness", "with_it", "without"),
    [
        (
            "named_once",
            "Norway condemned Chile.",
            "Norway is rich. Norway condemned Chile.",
        ),
        (
            "fallback",
            "Norway plans to meet Chile.",
            "Norway met Chile.",
        ),
        (
            "surroundings",
            "Police in Norway detained protesters in Oslo.",
            "Norwegian police detained a Chilean envoy in Oslo.",
        ),
        (
            "pronoun",
            "Norway's envoy met Chile's president. He condemned Peru.",
            "Norway's envoy met Chile's president. Norway's envoy condemned Peru.",
        ),
        (
            "described",
            "Norway and Chile held talks in Lima. The two countries agreed to cooperate.",
            "Norway and Chile held talks in Lima. Norway and Chile agreed to cooperate.",
        ),
        (
            "organisation",
            "The Red Cross condemned Norway.",
            "Fiji condemned Norway.",
        ),
        (
            "attributed",
            "Chile said that Norway had attacked Peru.",
            "Norway had attacked Peru.",
        ),
        (
            "reports_day",
            "Norway condemned Chile.",
            "Norway condemned Chile on Monday.",
        ),
    ],
)  # fmt: skip
def test_a_weakness_is_seen_where_it_is(
    coder: Coder, weakness: str, with_it: str, without: str
) -> None:
    assert getattr(last(coder, with_it), weakness)
    assert not getattr(last(coder, without), weakness)


def test_what_did_not_happen_is_seen(coder: Coder) -> None:
    assert last(coder, "Norway condemned Chile.").happened
    assert not last(coder, "Norway may condemn Chile.").happened


def test_an_unknown_day_is_not_the_reports(coder: Coder) -> None:
    assert not last(coder, "Norway condemned Chile.", Published()).reports_day


def test_participants_are_counted_and_how_far_away_they_are(coder: Coder) -> None:
    near = last(coder, "Norway condemned Chile.")
    assert (near.parties, near.distance) == (2, 1)
    many = last(coder, "Norway, Chile, Peru and Fiji signed a treaty.")
    assert many.parties == 4
    assert many.distance > near.distance


def test_the_actors_own_state_as_who_receives_is_seen(coder: Coder) -> None:
    read = document(coder, "Norway condemned Chile, and Norway's minister condemned Fiji.")
    first = read.events[0]
    (norway,) = first.actors
    assert not weighed(read, first).own_state
    assert weighed(read, replace(first, recipients=(norway,))).own_state
    abroad = Participant(first.recipients[0].actor, norway.span)
    assert not weighed(read, replace(first, recipients=(abroad,))).own_state


def test_an_event_is_weighed_in_as_many_steps_in_a_long_report(coder: Coder) -> None:
    def work(sentences: int) -> int:
        read = document(coder, "Norway condemned Chile. " * sentences)
        event, weighing = read.events[0], Weighing(read)
        clause = clause_of(event, read.structure)
        assert clause is not None
        weighing.of(event, clause)  # what is made once for a report
        return steps(lambda: weighing.of(event, clause))

    # Finding a word among thirty times as many takes five more looks for each of few words.
    assert work(90) < 2 * work(3)


def test_both_confidences_are_in_the_event(coder: Coder) -> None:
    sure, unsure = (
        document(coder, text).events[-1]
        for text in (
            "Norway is rich. Norway condemned Chile on Monday.",
            "Police in Norway may have attacked a village in Chile, Peru said.",
        )
    )
    assert 0 < unsure.confidence < sure.confidence < 1
    assert unsure.confidence < unsure.type_confidence


def test_an_explanation_names_what_takes_off(coder: Coder) -> None:
    text = "Norway may condemn Chile."
    found = coder.explain(Report("s", "s", text, paragraphs=(Span(0, len(text)),)))
    (event,) = found.events
    assert set(found.weaknesses[event.id]) == {"actor named once", "did not happen"}
