"""What holds of merging whatever is merged."""

from __future__ import annotations

from collections import Counter
from functools import partial

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from detente import merging
from detente.model import Annotation, Event
from factories import KINDS
from strategies import annotations, archives
from thorough import tries

merge = partial(merging.merge, kinds=KINDS)


def encoded(events: tuple[Event, ...]) -> bytes:
    return msgspec.json.encode(events)


@settings(max_examples=tries(60), deadline=None)
@given(st.data(), archives())
def test_the_order_of_reports_changes_not_a_byte(
    data: st.DataObject, archive: list[Annotation]
) -> None:
    shuffled = data.draw(st.permutations(archive))
    assert encoded(merge(shuffled)) == encoded(merge(archive))


@settings(max_examples=tries(60), deadline=None)
@given(archives())
def test_every_mention_is_in_exactly_one_event(archive: list[Annotation]) -> None:
    merged = Counter(name for event in merge(archive) for name in event.mentions)
    assert merged == Counter((a.report.id, m.id) for a in archive for m in a.events)


@settings(max_examples=tries(30), deadline=None)
@given(archives())
def test_a_report_that_is_given_twice_counts_once(archive: list[Annotation]) -> None:
    assert encoded(merge(archive + archive)) == encoded(merge(archive))


@settings(max_examples=tries(60), deadline=None)
@given(archives())
def test_an_event_keeps_to_its_mentions(archive: list[Annotation]) -> None:
    known = {(a.report.id, m.id): (a, m) for a in archive for m in a.events}
    texts = {a.report.id: a.report.text for a in archive}
    events = merge(archive)
    assert len({event.id for event in events}) == len(events)
    for event in events:
        told = [known[name] for name in event.mentions]
        assert {m.type for _, m in told} == {event.type}
        happened = {m.modality in ("actual", "historical") for _, m in told}
        assert happened == {event.modality in ("actual", "historical")}
        assert event.modality in {m.modality for _, m in told}
        assert set(event.modes) == {mode for _, m in told for mode in m.modes}
        assert set(event.contexts) == {c for _, m in told for c in m.contexts}
        named = {a.actors[p.actor].key for a, m in told for p in (*m.actors, *m.recipients)}
        assert {actor.key for actor in (*event.actors, *event.recipients)} <= named
        assert (event.actors or event.recipients) or not named
        assert event.place is None or event.place in {m.place.place for _, m in told if m.place}
        assert 1 <= event.reports <= len({a.report.id for a, _ in told})
        assert 0 <= event.confidence <= 1
        for differs in event.disagreements:
            assert len(differs.values) > 1
            for _, cited in differs.values:
                assert cited
                assert all(len(c.span.of(texts[c.report])) == len(c.span) > 0 for c in cited)


@settings(max_examples=tries(60), deadline=None)
@given(archives())
def test_no_day_is_made_up(archive: list[Annotation]) -> None:
    """An event's days lie between the first and the last that its mentions allow."""
    known = {(a.report.id, m.id): m.date.interval for a in archive for m in a.events}
    for event in merge(archive):
        told = [known[name] for name in event.mentions]
        for end in (event.date.earliest, event.date.latest):
            assert end is None or end in {d for i in told for d in (i.earliest, i.latest)}
        if event.date.earliest is not None and event.date.latest is not None:
            assert any(i.earliest is not None for i in told)


@settings(max_examples=tries(30), deadline=None)
@given(annotations())
def test_one_mention_alone_is_the_event(annotation: Annotation) -> None:
    for mention in annotation.events[:1]:
        alone = msgspec.structs.replace(annotation, events=(mention,))
        (event,) = merge([alone])
        assert (event.type, event.date.earliest, event.date.latest) == (
            mention.type, mention.date.interval.earliest, mention.date.interval.latest,
        )  # fmt: skip
        assert (event.score, event.quad) == (mention.score, mention.quad)
        assert event.disagreements == ()


def test_nothing_merges_to_nothing() -> None:
    assert merge([]) == ()
