"""A record that reports and decisions come to and go from is the record that was built at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NoReturn

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_records import dyad, recurring
from msgspec.structs import replace

from detente import merging
from detente.following import follow
from detente.merging.measures import shipped
from detente.model import CODED, Annotation, Event
from detente.model.followed import EventLink, Story
from detente.positions import PositionWords, discourse
from detente.reading_steps import merge_changed
from detente.record import Decision, Record
from detente.record.kept_decisions import keyed
from detente.remerging import remerge
from factories import KINDS
from growing import steps
from strategies import archives, rulings
from thorough import tries

Steps = list[Annotation | Decision | str | int]


def contents(record: Record) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables but decisions, what is kept for merging too."""
    tables = [name for (name,) in record.sql("SHOW TABLES").fetchall()]
    rows = {t: record.sql(f"SELECT * FROM {t} ORDER BY ALL").fetchall() for t in tables}
    return {t: found for t, found in rows.items() if t not in ("decisions", "decided_mentions")}


def made(record: Record) -> tuple[bytes, list[Story], list[EventLink]]:
    """The events, stories and links as they are kept."""
    events = sorted(record.events(), key=lambda event: event.id)
    return packed(events), sorted(record.stories(), key=_id), record.links()


def at_once(record: Record) -> tuple[bytes, list[Story], list[EventLink]]:
    """The same of all annotations, made in memory."""
    known = list(record.annotations())
    events = merging.merge(known, kinds=KINDS, decisions=record.rulings())
    told = discourse(known, PositionWords.load(CODED))
    followed = follow(known, events, told, KINDS)
    links = sorted(followed.links, key=lambda link: (link.event, link.to, link.kind))
    return packed(events), sorted(followed.stories, key=_id), links


def packed(events: Sequence[Event]) -> bytes:
    return b"\n".join(map(msgspec.json.encode, events))


def _id(story: Story) -> str:
    return story.id


def merge(record: Record) -> None:
    merge_changed(record, KINDS, lambda *_: None)


@st.composite
def histories(draw: st.DrawFn) -> Steps:
    """Reports that come, also anew and changed, and go, and decisions that are made and undone."""
    archive = [*draw(archives()), *draw(archives())]
    known = {(a.report.id, m.id): keyed(a, m) for a in archive for m in a.events}
    decided = [
        Decision(
            0,
            "same" if ruling.same else "different",
            *(tuple(known[name] for name in side) for side in (ruling.one, ruling.other)),
        )
        for ruling in draw(rulings(archive))
    ]
    some: Steps = [*draw(st.lists(st.sampled_from(archive), max_size=12))] if archive else []
    some += [*decided, *(a.report.id for a in some if isinstance(a, Annotation))]
    some += [*range(1, len(decided) + 1)]
    return draw(st.lists(st.sampled_from(some), max_size=16)) if some else []


def take(record: Record, step: Annotation | Decision | str | int) -> None:
    """Does one step, if it can be done."""
    if isinstance(step, Annotation):
        record.add([step])
    elif isinstance(step, Decision):
        record.decide(step)
    elif isinstance(step, str):
        if step in {report.id for report in record.reports()}:
            record.remove([step])
    elif any(d.number == step and d.undone_at is None for d in record.decisions()):
        record.undo_decision(step)


@settings(max_examples=tries(40), deadline=None)
@given(st.data(), histories())
def test_whatever_comes_goes_and_is_decided_the_record_is_as_built_at_once(
    data: st.DataObject, history: Steps
) -> None:
    with Record(":memory:") as changed, Record(":memory:") as fresh:
        for step in history:
            take(changed, step)
            if data.draw(st.booleans()):
                merge(changed)
                assert changed.merged
                assert made(changed) == at_once(changed)
        merge(changed)
        assert made(changed) == at_once(changed)
        fresh.add(changed.annotations())
        for decision in changed.decisions():
            number = fresh.decide(decision).number
            if decision.undone_at is not None:
                fresh.undo_decision(number)
        merge(fresh)
        assert contents(changed) == contents(fresh)


PARTS = {
    "detente.remerging.REPORTS": 2,
    "detente.remerging.PLACES": 5,
    "detente.remerging.PAIRS": 2,
    "detente.remerging.MENTIONS": 2,
    "detente.remerging.FETCHES": 3,
    "detente.merging.merging_tasks.MOST_KNOWN": 2,
    "detente.merging.stories.MOST_PAIRS": 3,
    "detente.merging.reprints.MOST_PAIRS": 3,
}
"""How much is done at once where everything is done in parts."""


@settings(max_examples=tries(40), deadline=None)
@given(histories())
def test_what_is_done_in_parts_is_what_is_done_at_once(history: Steps) -> None:
    with Record(":memory:") as whole, Record(":memory:") as parts:
        for step in (*dyad(12, days=3).annotations, *history):
            take(whole, step)
            take(parts, step)
        merge(whole)
        with pytest.MonkeyPatch.context() as patched:
            for name, most in PARTS.items():
                patched.setattr(name, most)
            merge(parts)
        assert contents(parts) == contents(whole)


@settings(max_examples=tries(10), deadline=None)
@given(archives())
def test_where_nothing_changed_nothing_is_looked_at(archive: list[Annotation]) -> None:
    with Record(":memory:") as record:
        record.add(archive)
        merge(record)
        before = contents(record)
        with pytest.MonkeyPatch.context() as patched:
            for name in ("annotations", "annotations_of", "told_and_stories"):
                patched.setattr(Record, name, lambda *_: pytest.fail("read all again"))
            merge(record)
        assert contents(record) == before


def day_of(annotation: Annotation) -> date:
    """The day of a archive report."""
    assert annotation.report.published.earliest is not None
    return annotation.report.published.earliest


def test_a_report_that_is_added_takes_no_more_steps_in_a_larger_record() -> None:
    """Ten times the record, as long as it is dense: another's steps do not grow with it."""

    def added(days: int) -> int:
        archive = sorted(dyad(6 * days, days=days).annotations, key=day_of)
        with Record(":memory:") as record:
            record.add(archive[:-1])
            remerge(record, KINDS)
            record.add(archive[-1:])
            return steps(lambda: remerge(record, KINDS), "merging")

    added(20)
    few, many = added(20), added(200)
    assert many <= 3 * few


def test_what_was_made_by_other_numbers_is_made_anew() -> None:
    archive = dyad(30, days=3).annotations
    measures = shipped()
    other = replace(measures, blocks=replace(measures.blocks, beside=1))
    with Record(":memory:") as record, Record(":memory:") as fresh:
        record.add(archive)
        remerge(record, KINDS, other)
        remerge(record, KINDS)
        fresh.add(archive)
        remerge(fresh, KINDS)
        assert contents(record) == contents(fresh)


def test_events_that_another_made_are_made_anew() -> None:
    archive = dyad(30, days=3).annotations
    with Record(":memory:") as record:
        record.add(archive)
        remerge(record, KINDS)
        before = contents(record)
        record.rebuild_events([])
        assert record.events() == []
        remerge(record, KINDS)
        assert contents(record) == before


def test_a_report_that_comes_back_as_it_was_has_its_events_again() -> None:
    archive = dyad(30, days=3).annotations
    with Record(":memory:") as record:
        record.add(archive)
        remerge(record, KINDS)
        before = contents(record)
        record.remove([archive[0].report.id])
        record.add(archive[:1])
        remerge(record, KINDS)
        assert contents(record) == before


def test_a_merging_that_fails_leaves_the_record_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = dyad(30, days=3).annotations, recurring(6).annotations
    with Record(":memory:") as record:
        record.add(first)
        remerge(record, KINDS)
        record.add(second)
        before = contents(record)

        def broken(*_: object) -> NoReturn:
            raise ZeroDivisionError

        with monkeypatch.context() as patched:
            patched.setattr("detente.remerging.group_components", broken)
            with pytest.raises(ZeroDivisionError):
                remerge(record, KINDS)
        assert contents(record) == before
        remerge(record, KINDS)
        assert made(record)[0] == at_once(record)[0]
