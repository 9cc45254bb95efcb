"""The work of merging grows with the mentions, within one dyad too; counted in calls."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from made_records import dyad, recurring
from msgspec.structs import replace

from counted_calls import calls
from detente import merging
from detente.merging.measures import shipped
from detente.merging.mention_blocks import candidates
from detente.merging.mention_facts import tell
from detente.merging.mention_keys import standing
from detente.model import Annotation, Span
from factories import KINDS, act, annotate, person

merge = partial(merging.merge, kinds=KINDS)

MOST = 12.0
"""Times the work that ten times the mentions may take."""

MOST_CROWDED = 15.0
"""The same where they crowd in the same few days: 14.4 when it was set."""


@pytest.mark.parametrize(
    "shape",
    [{"days": 120}, {"days": 30}],
    ids=["four months", "a month"],
)
def test_ten_times_the_mentions_of_one_dyad_take_twelve_times_the_calls(
    shape: dict[str, int],
) -> None:
    small, large = (dyad(size, **shape).annotations for size in (300, 3000))
    merge(large)  # what is loaded once, and words that are taken apart once
    assert calls(lambda: merge(large)) <= MOST * calls(lambda: merge(small))


def test_ten_times_the_days_of_one_dyad_and_one_type_take_twelve_times_the_calls() -> None:
    small, large = (dyad(100 * days, days=days, types=1).annotations for days in (3, 30))
    merge(large)
    assert calls(lambda: merge(large)) <= MOST * calls(lambda: merge(small))


def test_ten_times_the_mentions_of_three_days_fill_the_blocks_and_no_more() -> None:
    """Where hundreds of acts of one type are told a day, each is compared with more of them, until
    as many as are compared at all stand beside it in each of its blocks."""
    measures = shipped()
    compared = {}
    for size in (300, 3000):
        made = dyad(size, days=3, types=1).annotations
        told = [one for a in made for one in tell(a, measures, KINDS)]
        ordered = sorted(told, key=lambda one: one.order)
        keys = [len(standing(one, measures).keys) for one in ordered]
        compared[size] = len(candidates(ordered, measures)) / size
        assert compared[size] <= measures.blocks.beside * max(keys)
    assert compared[300] < compared[3000]

    small, large = (dyad(size, days=3, types=1).annotations for size in (300, 3000))
    merge(large)
    assert calls(lambda: merge(large)) <= MOST_CROWDED * calls(lambda: merge(small))


def test_what_one_dyad_did_is_told_apart_however_much_it_is() -> None:
    made = dyad(600, days=30)
    events = merge(made.annotations)
    for event in events:
        assert len({made.truth[mention] for mention in event.mentions}) == 1
    assert len(events) == len(set(made.truth.values()))


def test_a_text_that_many_print_is_one_event_in_time() -> None:
    def printed(count: int) -> list[Any]:
        text = "Ana Ruiz met Bo Lind in the north about cod, herring and the price of torn nets."
        actors = {"ruiz": person("Ana Ruiz", "CHL"), "lind": person("Bo Lind", "NOR")}
        met = act("met", "CONSULT", actors="ruiz lind", date="2012-03-05")
        return [
            annotate(f"r{n:05d}", text, published="2012-03-05", actors=actors, events=[met])
            for n in range(count)
        ]

    few, many = printed(100), printed(1000)
    (event,) = merge(many)
    assert (len(event.mentions), event.reports) == (1000, 1)
    assert calls(lambda: merge(many)) <= MOST * calls(lambda: merge(few))


def test_a_report_that_says_one_thing_again_and_again_is_one_event_in_time() -> None:
    def saying(count: int) -> Annotation:
        actors = {"ruiz": person("Ana Ruiz", "CHL"), "lind": person("Bo Lind", "NOR")}
        said = "Ana Ruiz met Bo Lind about cod. "
        met = act("met", "CONSULT", actors="ruiz lind", date="2012-03-05")
        once = annotate("r", said, published="2012-03-05", actors=actors, events=[met])
        places = [n * len(said) for n in range(count)]
        (event,), (sentence,) = once.events, once.sentences
        told = tuple(
            replace(
                event,
                id=f"{event.id}{n}",
                sentence=n,
                trigger=moved(event.trigger, by),
                extent=moved(event.extent, by),
                actors=tuple(replace(p, span=moved(p.span, by)) for p in event.actors),
            )
            for n, by in enumerate(places)
        )
        return replace(
            once,
            report=replace(once.report, text=said * count),
            sentences=tuple(moved(sentence, by) for by in places),
            events=told,
        )

    few, many = [saying(100)], [saying(1000)]
    (event,) = merge(many)
    assert len(event.mentions) == 1000
    assert calls(lambda: merge(many)) <= MOST * calls(lambda: merge(few))


def moved(span: Span, by: int) -> Span:
    """The span as far on."""
    return Span(span.start + by, span.end + by)


def test_what_recurs_on_other_days_in_the_same_words_is_not_one_event() -> None:
    made = recurring(90)
    events = merge(made.annotations)
    mixed = [e for e in events if len({made.truth[m] for m in e.mentions}) > 1]
    assert mixed == []
    assert len(events) == 90
