"""A record that reports come to and go from is the record that was built at once."""

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
from detente.merging.measures import shipped
from detente.model import Annotation, Discourse
from detente.record import Record
from detente.remerging import remerge
from factories import KINDS
from growing import steps
from strategies import archives
from thorough import tries

NOTHING = Discourse()


def contents(record: Record) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, what is kept for merging too."""
    tables = [name for (name,) in record.sql("SHOW TABLES").fetchall()]
    return {t: record.sql(f"SELECT * FROM {t} ORDER BY ALL").fetchall() for t in tables}


def events(record: Record) -> bytes:
    """The events as they are kept."""
    kept = record.sql("SELECT event FROM events ORDER BY id").fetchall()
    return b"\n".join(event.encode() for (event,) in kept)


def at_once(annotations: Sequence[Annotation]) -> bytes:
    """The events of all of them, merged in memory."""
    return b"\n".join(map(msgspec.json.encode, merging.merge(annotations, kinds=KINDS)))


@settings(max_examples=tries(25), deadline=None)
@given(st.data(), archives(), archives())
def test_additions_removals_and_changes_come_to_the_record_built_at_once(
    data: st.DataObject, first: list[Annotation], second: list[Annotation]
) -> None:
    known: dict[str, Annotation] = {}
    steps = data.draw(
        st.lists(
            st.lists(st.sampled_from([*first, *second]), min_size=1, max_size=4)
            if first or second
            else st.just([]),
            max_size=6,
        )
    )
    with Record(":memory:") as changed, Record(":memory:") as fresh:
        for step in steps:
            gone = data.draw(st.sets(st.sampled_from([*known]), max_size=2)) if known else set()
            if gone:
                changed.remove(sorted(gone))
                known = {name: one for name, one in known.items() if name not in gone}
            for annotation in step:
                changed.add([annotation])
                known[annotation.report.id] = annotation
            if data.draw(st.booleans()):
                remerge(changed, KINDS, NOTHING)
                assert events(changed) == at_once([*known.values()])
        remerge(changed, KINDS, NOTHING)
        fresh.add([*known.values()])
        remerge(fresh, KINDS, NOTHING)
        assert events(fresh) == at_once([*known.values()])
        assert contents(changed) == contents(fresh)


def day_of(annotation: Annotation) -> date:
    """The day of a made report."""
    assert annotation.report.published.earliest is not None
    return annotation.report.published.earliest


def test_a_report_that_is_added_takes_no_more_steps_in_a_larger_record() -> None:
    """Ten times the record, as long as it is dense: another's steps do not grow with it."""

    def added(days: int) -> int:
        made = sorted(dyad(6 * days, days=days).annotations, key=day_of)
        with Record(":memory:") as record:
            record.add(made[:-1])
            remerge(record, KINDS, NOTHING)
            record.add(made[-1:])
            return steps(lambda: remerge(record, KINDS, NOTHING), "merging")

    added(20)
    few, many = added(20), added(200)
    assert many <= 3 * few


def test_what_was_made_by_other_numbers_is_made_anew() -> None:
    made = dyad(30, days=3).annotations
    measures = shipped()
    other = replace(measures, blocks=replace(measures.blocks, beside=1))
    with Record(":memory:") as record, Record(":memory:") as fresh:
        record.add(made)
        remerge(record, KINDS, NOTHING, other)
        remerge(record, KINDS, NOTHING)
        fresh.add(made)
        remerge(fresh, KINDS, NOTHING)
        assert contents(record) == contents(fresh)


def test_events_that_another_made_are_made_anew() -> None:
    made = dyad(30, days=3).annotations
    with Record(":memory:") as record:
        record.add(made)
        remerge(record, KINDS, NOTHING)
        before = contents(record)
        record.rebuild_events([])
        assert events(record) == b""
        remerge(record, KINDS, NOTHING)
        assert contents(record) == before


def test_a_report_that_comes_back_as_it_was_has_its_events_again() -> None:
    made = dyad(30, days=3).annotations
    with Record(":memory:") as record:
        record.add(made)
        remerge(record, KINDS, NOTHING)
        before = contents(record)
        record.remove([made[0].report.id])
        record.add(made[:1])
        remerge(record, KINDS, NOTHING)
        assert contents(record) == before


def test_a_merging_that_fails_leaves_the_record_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = dyad(30, days=3).annotations, recurring(6).annotations
    with Record(":memory:") as record:
        record.add(first)
        remerge(record, KINDS, NOTHING)
        record.add(second)
        before = contents(record)

        def broken(*_: object) -> NoReturn:
            raise ZeroDivisionError

        with monkeypatch.context() as patched:
            patched.setattr("detente.remerging.group_components", broken)
            with pytest.raises(ZeroDivisionError):
                remerge(record, KINDS, NOTHING)
        assert contents(record) == before
        remerge(record, KINDS, NOTHING)
        assert events(record) == at_once([*first, *second])
