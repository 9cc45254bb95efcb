"""A record that reports come to and go from is the record that was built at once."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from detente import merging
from detente.model import Annotation, Discourse
from detente.record import Record
from detente.remerging import remerge
from factories import KINDS
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
