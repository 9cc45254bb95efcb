"""The record is the same for the same reports, under whatever paths and in whatever order."""

from __future__ import annotations

from io import BytesIO
from itertools import permutations
from pathlib import Path

import pytest
from msgspec.structs import replace

from detente import api
from detente.model import Annotation
from detente.record import Added, Record
from factories import act, annotate, state
from small import SmallCoder
from thorough import THOROUGH

DATED = "Chile met Norway.\n\nPublished: Jan 5, 2012\n"
UNDATED = "Fiji attacked Norway. It was cold.\n"
# Two pairs of the same text, and one that stands alone.
FILES = {"b/two.txt": DATED, "a/one.txt": DATED, "c/x.txt": UNDATED, "b/y.txt": UNDATED,
         "a/three.txt": "Norway accused Chile.\n"}  # fmt: skip


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(api, "_coder", lambda *_, **__: SmallCoder())
    for name, text in FILES.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text, "utf-8")


def contents(record: Record) -> dict[str, object]:
    tables = [name for (name,) in record.sql("SHOW TABLES").fetchall()]
    return {t: record.sql(f"SELECT * FROM {t} ORDER BY ALL").fetchall() for t in tables} | {
        form: exported(record, form) for form in ("jsonl", "plover", "annotations")
    }


def exported(record: Record, form: str) -> bytes:
    stream = BytesIO()
    api.export_record(record, form, stream)
    return stream.getvalue()


def read_in(*readings: list[str]) -> dict[str, object]:
    with Record(":memory:") as record:
        for paths in readings:
            api.read(paths, record)
        return contents(record)


def test_of_the_same_text_under_two_paths_the_first_by_name_is_kept() -> None:
    one, two = "a/one.txt", "b/two.txt"
    expected = read_in([one])
    assert b"a/one.txt" in expected["jsonl"]  # type: ignore[operator]
    for readings in (
        ([one, two],), ([two, one],), ([one], [two]), ([two], [one]), ([two], [one], [two]),
        ([one], [two], [one], [two]), ([two, one], [two], [one, two]),
    ):  # fmt: skip
        assert read_in(*readings) == expected


def test_the_order_of_reports_does_not_show() -> None:
    expected = read_in(sorted(FILES))
    orders = [*permutations(FILES)][:: 11 if THOROUGH else 40]
    for order in orders:
        assert read_in(list(order)) == expected
    for order in orders[::3]:
        assert read_in(*([path] for path in order)) == expected
        assert read_in(list(order[:2]), list(order[1:4]), list(order[3:])) == expected


def test_reading_again_is_unchanged_and_says_so() -> None:
    one, two = "a/one.txt", "b/two.txt"
    with Record(":memory:") as record:
        done = api.read([two], record)
        assert (done.new, done.replaced, done.unchanged) == (1, 0, 0)
        done = api.read([one], record)  # its path sorts before: the record learns it once
        assert (done.new, done.replaced, done.unchanged) == (0, 1, 0)
        before = contents(record)
        for paths in ([one], [two], [one, two], [two, one]):
            done = api.read(paths, record)
            assert (done.new, done.replaced, done.unchanged) == (0, 0, len(paths))
            assert contents(record) == before


def test_both_at_once_are_one_new_and_one_that_is_there() -> None:
    one, two = "a/one.txt", "b/two.txt"
    for paths, counts in (([one, two], (1, 0, 1)), ([two, one], (1, 1, 0))):
        with Record(":memory:") as record:
            done = api.read(paths, record)
            assert (done.new, done.replaced, done.unchanged) == counts
            assert record.reports()[0].source == one


def test_a_path_of_a_report_that_is_there_is_no_longer_unread() -> None:
    Path("b/two.txt").write_bytes(b"")
    with Record(":memory:") as record:
        api.read(["a/one.txt", "b/two.txt"], record)
        assert [unread.source for unread in record.unread()] == ["b/two.txt"]
        Path("b/two.txt").write_text(DATED, "utf-8")
        assert api.read(["b/two.txt"], record).unchanged == 1
        assert record.unread() == []
        assert record.reports()[0].source == "a/one.txt"


def met(source: str, text: str = "Chile met Norway.", day: str = "2012-01-05") -> Annotation:
    actors = {"a1": state("Chile", "CHL"), "a2": state("Norway", "NOR")}
    acts = [act("met", "CONSULT", actors="a1 a2")] if "met" in text else []
    return annotate("r1", text, source=source, published=day, actors=actors, events=acts)


def test_a_report_that_changed_stands_under_its_own_path() -> None:
    with Record(":memory:") as record:
        record.add([met("a.txt")])
        assert record.add([met("b.txt", "Chile saw Norway.")]) == Added(replaced=1)
        assert record.reports()[0].source == "b.txt"


def test_the_first_path_is_kept_whatever_it_is_read_with() -> None:
    with Record(":memory:") as record:
        record.add([met("a.txt")], codebook="one")
        assert record.add([met("b.txt")], codebook="two") == Added(replaced=1)
        assert record.reports()[0].source == "a.txt"
        assert record.unchanged(met("c.txt").report, "two")
        assert not record.unchanged(met("c.txt").report, "one")
        assert not record.unchanged(met("A.txt").report, "two")


def test_paths_within_one_batch_are_as_those_of_several() -> None:
    everything = [met("c.txt"), met("a.txt"), met("b.txt"), replace(met("a.txt"))]
    with Record(":memory:") as together, Record(":memory:") as apart:
        together.add(everything)
        for one in everything:
            apart.add([one])
        assert together.reports() == apart.reports() == [met("a.txt").report]
