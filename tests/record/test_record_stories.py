"""Stories and links in a record: kept, asked for, and gone with what they were made from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from detente import api
from detente.errors import AskedError, RecordError
from detente.following import follow
from detente.merging import merge
from detente.model import Annotation, Discourse
from detente.model.followed import Following
from detente.record import Record, schema
from factories import KINDS, act, annotate, person, state

ACTORS = {
    "chl": state("Chile", "CHL"), "nor": state("Norway", "NOR"), "fji": state("Fiji", "FJI"),
    "ruiz": person("Ana Ruiz", "CHL"),
}  # fmt: skip
HERRING = "Tromso Bodoe Vardoe Hasvik Gamvik Lakselv Skibotn herring nets quotas cutters harbour"


def report(id: str, day: str, text: str, *events: object) -> Annotation:
    known = {key: actor for key, actor in ACTORS.items() if actor.name in text}
    return annotate(id, text, published=day, actors=known, events=[*events])  # type: ignore[list-item]


REPORTS = [
    report(
        "a", "2012-03-05", f"Ana Ruiz will visit Norway.\nShe spoke of {HERRING}.",
        act("visit", "AGREE", actors="ruiz", recipients="nor", date="/2012-03-05",
            signal="CONSULT/visit"),
    ),
    report(
        "b", "2012-03-20", f"Ana Ruiz visited Norway.\nThere were {HERRING}.",
        act("visited", "CONSULT", actors="ruiz", recipients="nor", date="2012-03-19",
            modes="visit"),
    ),
    report(
        "c", "2012-06-20", "Fiji met nobody over the price of copra in Suva and Lautoka.",
        act("met", "CONSULT", actors="fji", date="2012-06-20"),
    ),
]  # fmt: skip


def followed(made: list[Annotation]) -> Following:
    return follow(made, merge(made, kinds=KINDS), Discourse(), KINDS)


def rebuild(record: Record) -> bool:
    known = list(record.annotations())
    return record.rebuild_events(merge(known, kinds=KINDS), kinds=KINDS, followed=followed(known))


@pytest.fixture
def record() -> Iterator[Record]:
    with Record(":memory:") as made:
        made.add(REPORTS)
        rebuild(made)
        yield made


def test_what_was_followed_is_what_is_kept(record: Record) -> None:
    found = followed(REPORTS)
    assert record.stories() == list(found.stories)
    assert record.links() == list(found.links)
    assert [story.told_in for story in record.stories()] == [("a", "b"), ("c",)]
    assert not rebuild(record)  # the same again changes nothing


def test_a_change_of_what_is_followed_alone_is_written(record: Record) -> None:
    events = merge(REPORTS, kinds=KINDS)
    assert record.rebuild_events(events, kinds=KINDS)
    assert record.stories() == []
    assert record.links() == []


def test_links_of_an_event_begin_or_end_at_it(record: Record) -> None:
    (link,) = record.links()
    assert (link.kind, record.event(link.event).type) == ("done", "AGREE")
    assert record.links(link.event) == record.links(link.to) == [link]
    (other,) = record.events(["Fiji"])
    assert record.links(other.id) == []


def test_stories_by_actors_and_days(record: Record) -> None:
    both, alone = record.stories()
    assert record.stories(["Norway", "Ana Ruiz"]) == [both]
    assert record.stories(["Fiji"]) == [alone]
    assert record.stories(["Fiji", "Norway"]) == []
    assert record.stories(since=date(2012, 3, 21)) == [alone]
    assert record.stories(until=date(2012, 3, 5)) == [both]
    with pytest.raises(AskedError):
        record.stories(["Atlantis"])
    with pytest.raises(AskedError):
        record.stories(since=date(2012, 3, 5), until=date(2012, 3, 4))


def test_a_story_by_the_beginning_of_its_id(record: Record) -> None:
    both, _ = record.stories()
    assert record.story(both.id[:6]) == record.story(both.id) == both
    for wrong, what in (("", "no story"), ("x", "no story 'x'"), ("s", "begins several stories")):
        with pytest.raises(AskedError, match=what):
            record.story(wrong)
    mistyped = both.id[:6] + "zz" + both.id[8:]
    with pytest.raises(AskedError, match=f"did you mean {both.id}"):
        record.story(mistyped)


def test_a_timeline_of_a_story_has_its_events(record: Record) -> None:
    both, alone = record.stories()
    assert [e.id for e in api.timeline(record, story=alone.id).events] == list(alone.events)
    assert {e.id for e in api.timeline(record, story=both.id[:5]).events} == set(both.events)
    assert api.timeline(record, ["Fiji"], story=both.id).events == ()
    assert api.stories(record) == [both]
    assert api.stories(record, least=1) == [both, alone]


def test_with_a_report_go_its_stories_and_links(record: Record) -> None:
    record.remove(["b"])
    assert [story.told_in for story in record.stories()] == [("c",)]
    assert record.links() == []
    rebuild(record)
    assert record.stories() == list(followed([REPORTS[0], REPORTS[2]]).stories)


def test_rows_say_the_same_as_the_values(record: Record) -> None:
    both, alone = record.stories()
    reports = record.sql("SELECT story, moment, report FROM story_reports ORDER BY report")
    assert reports.fetchall() == [
        (both.id, "a", "a"), (both.id, "b", "b"), (alone.id, "c", "c")
    ]  # fmt: skip
    links = record.sql("SELECT story, moment, to_moment, days FROM story_links").fetchall()
    assert links == [(both.id, "b", "a", 15)]
    ((kind, reasons),) = record.sql("SELECT kind, reasons FROM event_links").fetchall()
    assert (kind, reasons) == ("done", ["sides", "name", "act"])


def test_a_record_of_before_has_no_stories_until_it_is_merged_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.duckdb"
    before = [m for m in schema.MIGRATIONS if m.__name__ < "m006"]
    counted = [t for t in schema.COUNTED if not t.startswith(("stor", "event_links"))]
    with monkeypatch.context() as old, duckdb.connect(str(path)) as connection:
        old.setattr(schema, "MIGRATIONS", tuple(before))
        old.setattr(schema, "COUNTED", tuple(counted))
        schema.migrate(connection, 0)
        connection.execute("INSERT INTO about VALUES ('merged', 'then'), ('events', 'those')")
    with pytest.raises(RecordError, match="older detente"):
        Record(path, read_only=True)
    with Record(path) as record:
        assert record.stories() == []
        assert not record.merged
        record.add(REPORTS)
        rebuild(record)
        assert len(record.stories()) == 2


def test_a_story_that_was_changed_is_named(record: Record) -> None:
    record._open().execute("UPDATE stories SET story = 'x'")
    with pytest.raises(RecordError, match="a story"):
        record.stories()
