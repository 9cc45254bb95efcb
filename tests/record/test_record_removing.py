"""A report that is taken out leaves the record that never had it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente import api, merging
from detente.errors import RecordError
from detente.following import follow
from detente.model import Annotation, Discourse
from detente.record import Record
from detente.record.rows import (
    ANNOTATION_TABLES,
    DISCOURSE_TABLES,
    EVENT_TABLES,
    FOLLOWED_TABLES,
)
from factories import KINDS
from small import SmallCoder
from strategies import archives
from thorough import tries


def contents(record: Record) -> dict[str, list[tuple[object, ...]]]:
    tables = (*ANNOTATION_TABLES, *EVENT_TABLES, *DISCOURSE_TABLES, *FOLLOWED_TABLES)
    return {t: record.sql(f"SELECT * FROM {t} ORDER BY ALL").fetchall() for t in tables}


def merged(record: Record) -> dict[str, list[tuple[object, ...]]]:
    known = list(record.annotations())
    events = merging.merge(known, kinds=KINDS)
    followed = follow(known, events, Discourse(), KINDS)
    record.rebuild_events(events, kinds=KINDS, followed=followed)
    return contents(record)


@settings(max_examples=tries(30), deadline=None)
@given(st.data(), archives())
def test_additions_and_removals_come_to_the_record_built_at_once(
    data: st.DataObject, archive: list[Annotation]
) -> None:
    gone = data.draw(st.sets(st.sampled_from([a.report.id for a in archive] or ["none"])))
    gone &= {a.report.id for a in archive}
    left = [a for a in archive if a.report.id not in gone]
    with Record(":memory:") as changed, Record(":memory:") as fresh:
        for annotation in data.draw(st.permutations(archive)):
            changed.add([annotation])
            merged(changed)
        if gone:
            assert changed.remove(sorted(gone)) == sorted(gone)
        fresh.add(left)
        assert merged(changed) == merged(fresh)


def test_a_report_that_there_is_not_removes_none() -> None:
    with Record(":memory:") as record, pytest.raises(RecordError, match="no report 'nowhere'"):
        record.remove(["nowhere"])


def test_removing_dates_and_merges_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "_coder", lambda *_, **__: SmallCoder())
    texts = {
        "a": "Lima, 5 March 2012\n\nChile met Norway.",
        "b": "Oslo, 5 March 2012\n\nNorway met Chile.",
        "c": "Chile accused Fiji.",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    with Record(":memory:") as record, Record(":memory:") as fresh:
        api.read([tmp_path], record)
        source = next(r.source for r in record.reports() if r.source.endswith("b.txt"))
        (removed,) = api.remove(record, [source])
        assert removed not in [report.id for report in record.reports()]
        api.read([tmp_path / "a.txt", tmp_path / "c.txt"], fresh)
        assert contents(record) == contents(fresh)
        assert record.merged
