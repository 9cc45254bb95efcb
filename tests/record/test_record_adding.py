"""What is added to a record: whole, once, and as it was."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from detente.errors import RecordError, SourceError
from detente.model import Annotation, Event, Published, Report
from detente.model.kinds_of_acts import Kinds
from detente.record import Added, Record, Unread
from detente.record.rows import ANNOTATION_TABLES, EVENT_TABLES
from factories import KINDS, act, annotate, person, state
from strategies import annotations, archives
from thorough import tries


def met(report: str = "r1", published: str | None = "2012-03-05") -> Annotation:
    return annotate(
        report,
        "Ana Ruiz of Chile met Bo Lind of Norway in Lima.",
        published=published,
        actors={"a1": person("Ana Ruiz", "CHL"), "a2": person("Bo Lind", "NOR")},
        events=[act("met", "CONSULT", actors="a1 a2", date="2012-03-05", modes="visit")],
    )


def contents(record: Record) -> dict[str, list[tuple[object, ...]]]:
    return {
        table: record.sql(f"SELECT * FROM {table} ORDER BY ALL").fetchall()
        for table in (*ANNOTATION_TABLES, *EVENT_TABLES, "unread")
    }


@pytest.fixture
def record() -> Iterator[Record]:
    with Record(":memory:") as opened:
        yield opened


@settings(max_examples=tries(20), deadline=None)
@given(archives())
def test_annotations_come_back_as_they_were(archive: list[Annotation]) -> None:
    with Record(":memory:") as record:
        assert record.add(archive) == Added(new=len(archive))
        assert list(record.annotations()) == archive
        assert record.reports() == [annotation.report for annotation in archive]


@settings(max_examples=tries(12), deadline=None)
@given(archives())
def test_adding_twice_changes_nothing(archive: list[Annotation]) -> None:
    with Record(":memory:") as record:
        record.add(archive)
        before = contents(record)
        assert record.add(reversed(archive)) == Added(unchanged=len(archive))
        assert contents(record) == before


@settings(max_examples=tries(12), deadline=None)
@given(annotations(), annotations())
def test_a_new_annotation_of_a_report_leaves_nothing_of_the_old(
    old: Annotation, new: Annotation
) -> None:
    with Record(":memory:") as twice, Record(":memory:") as once:
        twice.add([old])
        twice.add([new])
        once.add([new])
        assert contents(twice) == contents(once)


@settings(max_examples=tries(12), deadline=None)
@given(annotations())
def test_the_rows_say_what_the_annotation_says(annotation: Annotation) -> None:
    with Record(":memory:") as record:
        record.add([annotation])
        counted = {t: len(rows) for t, rows in contents(record).items() if t in ANNOTATION_TABLES}
        events = annotation.events
        assert counted == {
            "reports": 1,
            "sentences": len(annotation.sentences),
            "actors": len(annotation.actors),
            "mentions": len(annotation.mentions),
            "times": len(annotation.times),
            "places": len(annotation.places),
            "statements": len(annotation.statements),
            "event_mentions": len(events),
            "participants": sum(len(e.actors) + len(e.recipients) for e in events),
            "uncoded": len(annotation.uncoded),
        }
        words = record.sql(
            "SELECT substr(r.text, m.trigger_start + 1, m.trigger_stop - m.trigger_start) "
            "FROM event_mentions m JOIN reports r ON r.id = m.report ORDER BY m.id"
        ).fetchall()
        assert [w for (w,) in words] == [e.trigger.of(annotation.report.text) for e in events]


def test_rows_carry_the_words_of_the_project(record: Record) -> None:
    record.add([met()])
    assert record.sql(
        "SELECT e.type, e.modes, p.role, a.name, a.country, e.earliest::VARCHAR "
        "FROM event_mentions e JOIN participants p ON p.report = e.report AND p.mention = e.id "
        "JOIN actors a ON a.report = p.report AND a.id = p.actor ORDER BY a.name"
    ).fetchall() == [
        ("CONSULT", ["visit"], "actor", "Ana Ruiz", "CHL", "2012-03-05"),
        ("CONSULT", ["visit"], "actor", "Bo Lind", "NOR", "2012-03-05"),
    ]


@pytest.mark.parametrize(
    "text", ["", "nul \0 byte", "\U0001f41f \u202e \r\n", "'; DROP TABLE x --"]
)
def test_odd_text_is_kept_to_the_letter(record: Record, text: str) -> None:
    odd = Annotation(report=Report(id=text, source=text, text=text, headline=text))
    record.add([odd])
    assert record.annotation(text) == odd


def test_text_that_cannot_be_written_is_refused_and_nothing_is_kept(record: Record) -> None:
    broken = Annotation(report=Report(id="r2", source="b.txt", text="half a letter \ud800"))
    with pytest.raises(RecordError, match="r2"):
        record.add([met(), broken])
    assert record.reports() == []
    assert record.add([met()]) == Added(new=1)


def test_another_publication_day_or_codebook_replaces_the_report(record: Record) -> None:
    record.add([met()], codebook="one")
    assert record.add([met()], codebook="two") == Added(replaced=1)
    assert record.add([met(published="2012-03-06")], codebook="two") == Added(replaced=1)
    assert [str(r.published.earliest) for r in record.reports()] == ["2012-03-06"]
    assert [codebook for _, codebook in record.codebooks()] == ["two"]


def test_a_report_is_unchanged_only_with_the_same_text_day_and_codebook(record: Record) -> None:
    report = met().report
    record.add([met()], codebook="one")
    assert record.unchanged(report, "one")
    assert not record.unchanged(report, "two")
    assert not record.unchanged(replace(report, text=report.text + " "), "one")
    assert not record.unchanged(replace(report, published=Published()), "one")
    assert not record.unchanged(replace(report, id="r9"), "one")


def test_an_inferred_day_does_not_make_a_report_another(record: Record) -> None:
    inferred = replace(met(published="2012-03-05"))
    inferred = replace(
        inferred,
        report=replace(
            inferred.report, published=replace(inferred.report.published, basis="inferred")
        ),
    )
    record.add([inferred])
    assert record.unchanged(met(published=None).report)


def test_the_last_of_two_annotations_of_a_report_stays(record: Record) -> None:
    record.add([met(published="2012-03-05"), met(published="2012-03-07")])
    assert [str(r.published.earliest) for r in record.reports()] == ["2012-03-07"]


def test_sources_that_could_not_be_read_are_kept_until_they_are(record: Record) -> None:
    source = met().report.source
    record.add_unread([SourceError("b.txt", "is binary", "remove it"), SourceError(source, "gone")])
    record.add_unread([SourceError("b.txt", "is binary", "remove it")])
    assert record.unread() == [Unread("b.txt", "is binary (remove it)"), Unread(source, "gone")]
    record.add([met()])
    assert record.unread() == [Unread("b.txt", "is binary (remove it)")]


def event(id: str, mentions: tuple[tuple[str, str], ...] = (("r1", "r1-e0"),)) -> Event:
    chile, norway = state("Chile", "CHL"), state("Norway", "NOR")
    return Event(
        id=id, type="CONSULT", modes=(), contexts=(), actors=(chile,), recipients=(norway,),
        date=met().events[0].date.interval, place=None, modality="actual", score=2.0,
        quad="verbal cooperation", mentions=mentions, reports=1,
    )  # fmt: skip


def test_events_are_replaced_as_a_whole(record: Record) -> None:
    record.add([met()])
    assert not record.merged
    assert record.rebuild_events([event("b"), event("a")])
    assert record.merged
    assert not record.rebuild_events([event("a"), event("b")])
    assert record.rebuild_events([event("c")])
    assert record.events() == [event("c")]
    assert {row[0] for row in contents(record)["event_actors"]} == {"c"}


def test_what_acts_are_known_by_is_kept_with_the_events(record: Record) -> None:
    record.add([met()])
    record.rebuild_events([event("a")])
    assert record.kinds is None
    assert record.rebuild_events([event("a")], kinds=KINDS)
    assert record.kinds == KINDS
    assert not record.rebuild_events([event("a")], kinds=KINDS)
    assert record.rebuild_events([event("a")], kinds=Kinds())
    assert record.kinds == Kinds()


def test_events_are_out_of_date_once_reports_are_added(record: Record) -> None:
    record.add([met()])
    record.rebuild_events([event("a")])
    record.add([met("r2")])
    assert not record.merged
    assert record.rebuild_events([event("a")])
    assert record.merged


def test_events_that_cannot_be_written_leave_the_old_ones(record: Record) -> None:
    record.add([met()])
    record.rebuild_events([event("a")])
    with pytest.raises(RecordError):
        record.rebuild_events([event("b"), event("b")])
    assert [e.id for e in record.events()] == ["a"]
