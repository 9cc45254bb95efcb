"""What people decided of events is kept, and finds its mentions again whatever is read anew."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from detente import deciding, merging
from detente.deciding import keep_apart, merge_events, split_event, undo_decision
from detente.errors import AskedError, RecordError
from detente.merging import Ruling
from detente.model import Annotation, Span
from detente.model.event_ids import event_id
from detente.record import DecidedMention, Decision, Record, schema
from detente.record.kept_decisions import all_decisions, fitting, keyed
from detente.record.rows import (
    ANNOTATION_TABLES,
    DECISION_TABLES,
    DISCOURSE_TABLES,
    EVENT_TABLES,
)
from factories import KINDS, act, annotate, state
from strategies import archives, rulings
from thorough import tries

STATES = {"chl": state("Chile", "CHL"), "nor": state("Norway", "NOR")}
AT = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)


def contents(record: Record) -> dict[str, list[tuple[object, ...]]]:
    tables = (*ANNOTATION_TABLES, *EVENT_TABLES, *DISCOURSE_TABLES, *DECISION_TABLES)
    return {t: record.sql(f"SELECT * FROM {t} ORDER BY ALL").fetchall() for t in tables}


def merged(record: Record) -> dict[str, str]:
    """Merges anew; where each mention is, by its own id's event."""
    events = merging.merge(record.annotations(), kinds=KINDS, decisions=record.rulings())
    record.rebuild_events(events, kinds=KINDS)
    return {event_id(*mention): event.id for event in events for mention in event.mentions}


def accused(id: str, verb: str = "accused", day: str = "2012-03-05", **fields: str) -> Annotation:
    text = f"Said {id}: Chile {verb} Norway over {id} and cod."
    acts = [act(verb, "ACCUSE", actors="chl", recipients="nor", date=day, **fields)]
    return annotate(id, text, published=day, actors=STATES, events=acts)


def decision(archive: list[Annotation], ruling: Ruling) -> Decision:
    known = {(a.report.id, m.id): keyed(a, m) for a in archive for m in a.events}
    one, other = (tuple(known[name] for name in side) for side in (ruling.one, ruling.other))
    return Decision(0, "same" if ruling.same else "different", one, other, "ruiz", AT, "so")


@pytest.fixture
def record() -> Record:
    """Three accusations that have nothing in common."""
    made = Record(":memory:")
    made.add([accused("pike"), accused("eel", day="2013-01-01"), accused("ray", day="2014-01-01")])
    merged(made)
    return made


def ids(record: Record) -> list[str]:
    """The events in the order of their days: pike, eel, ray."""
    return [event.id for event in record.events()]


# Deciding


def test_events_that_are_merged_are_one_and_their_ids_find_it(record: Record) -> None:
    pike, eel, ray = ids(record)
    done = merge_events(record, pike, eel, by="ruiz", note="one accusation", at=AT)
    (event,) = done.events
    assert (event.id, done.gone, done.overrules) == (pike, (eel,), ())
    assert ids(record) == [pike, ray]
    assert record.merged
    assert record.event(eel) == record.event(eel[:9]) == event
    assert (record.found_event(eel).former, record.found_event(pike).former) == (eel, None)
    (kept,) = record.decisions()
    assert (kept.number, kept.kind, kept.by, kept.at, kept.note) == (
        1, "same", "ruiz", AT, "one accusation",
    )  # fmt: skip
    assert [m.passage for m in kept.one] == ["Said pike: Chile accused Norway over pike and cod."]
    assert kept.events == (pike,)


def test_a_mention_that_is_split_off_is_an_event_of_its_own(record: Record) -> None:
    pike, eel, ray = ids(record)
    merge_events(record, pike, eel, ray)
    done = split_event(record, pike, 2)
    assert [event.id for event in done.events] == [eel, pike]
    assert [len(event.mentions) for event in done.events] == [1, 2]
    assert [one.number for one in done.overrules] == [1]
    assert record.event(ray).id == pike
    done = undo_decision(record, 2, by="lind")
    assert [one.number for one in done.holds_again] == [1]
    assert ids(record) == [pike]
    assert record.decisions()[1].undone_by == "lind"
    with pytest.raises(AskedError, match="no decision 2 stands"):
        undo_decision(record, 2)


@pytest.mark.parametrize(
    "named", ["2", "MENTION", "MENT", "eel", "reports/eel.txt", "eel.txt", "eel.txt:16"]
)
def test_a_mention_is_named_in_several_ways(record: Record, named: str) -> None:
    pike, eel, ray = ids(record)
    merge_events(record, pike, eel, ray)
    mention = record.event(pike).mentions[1][1]
    named = named.replace("MENTION", mention).replace("MENT", mention[:4])
    assert split_event(record, pike, named).events[0].id == eel


def test_a_file_name_that_two_reports_have_names_neither(record: Record) -> None:
    twice = [accused(id, day="2015-01-01") for id in ("cod", "sole")]
    record.add(
        replace(one, report=replace(one.report, source=f"{one.report.id}/same.txt"))
        for one in twice
    )
    merged(record)
    pike, _, _, *others = ids(record)
    merge_events(record, pike, *others)
    with pytest.raises(AskedError, match=r"several reports; name cod/same.txt or sole/same.txt"):
        split_event(record, pike, "same.txt")
    split_event(record, pike, "cod/same.txt")


def test_what_cannot_be_decided_changes_nothing(record: Record) -> None:
    pike, eel, ray = ids(record)
    merge_events(record, pike, eel)
    before = contents(record)
    for words, decide in {
        "one event already": lambda: merge_events(record, pike, eel),
        "that is one event": lambda: merge_events(record, ray, ray),
        "two events and more": lambda: merge_events(record, ray),
        "no event 'nothing'": lambda: merge_events(record, ray, "nothing"),
        "no event ''": lambda: merge_events(record, ray, ""),
        "are one event": lambda: keep_apart(record, pike, eel),
        "one mention only": lambda: split_event(record, ray, 1),
        "no mention 3; it has 1 to 2": lambda: split_event(record, pike, 3),
        "no mention 0": lambda: split_event(record, pike, 0),
        "all mentions": lambda: split_event(record, pike, 1, 2),
        "no mention to split off": lambda: split_event(record, pike),
        'no mention "ray"': lambda: split_event(record, pike, "ray"),
        'no mention "\x1b": name': lambda: split_event(record, pike, "\x1b"),
        "is no text": lambda: keep_apart(record, pike, ray, note="\ud800"),
        "did you mean": lambda: record.event(pike[:-1] + "x"),
    }.items():
        with pytest.raises(AskedError) as raised:
            decide()
        assert words.replace(": name", "") in str(raised.value)
        assert contents(record) == before
    keep_apart(record, pike, ray)
    with pytest.raises(AskedError, match="decision 2 says so already"):
        keep_apart(record, ray, pike)


def test_a_decision_is_made_wholly_or_not_at_all(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    pike, eel, _ = ids(record)
    before = contents(record)

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(deciding, "merge_changed", fail)
        with pytest.raises(KeyboardInterrupt):
            merge_events(record, pike, eel)
    assert contents(record) == before
    assert record.merged
    merge_events(record, pike, eel)


def test_a_record_whose_reading_was_cut_short_is_not_decided_about(record: Record) -> None:
    pike, eel, _ = ids(record)
    record.add([accused("cod")])
    with pytest.raises(RecordError, match="nothing was decided: its reading was cut short"):
        merge_events(record, pike, eel)


def test_there_must_be_a_record_to_decide_about(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="no such record"):
        merge_events(tmp_path / "none.duckdb", "a", "b")
    assert list(tmp_path.iterdir()) == []


# Kept through what comes later


def test_a_decision_waits_for_its_report_to_come_back(record: Record) -> None:
    pike, eel, _ = ids(record)
    merge_events(record, pike, eel)
    record.remove(["eel"])
    merged(record)
    (kept,) = record.decisions()
    assert kept.without_object
    assert (kept.other[0].now, kept.other[0].source) == (None, "reports/eel.txt")
    record.add([accused("eel", day="2013-01-01")])
    merged(record)
    assert not record.decisions()[0].without_object
    assert record.event(eel).id == pike


def test_a_decision_finds_its_mention_under_another_id_and_type(record: Record) -> None:
    pike, eel, _ = ids(record)
    merge_events(record, pike, eel)
    again = accused("eel", day="2013-01-01")
    other = replace(again.events[0], id="m-anew", type="REJECT")
    record.add([replace(again, events=(other,))])
    merged(record)
    (mention,) = record.decisions()[0].other
    assert mention.now == ("eel", "m-anew")
    assert len(record.event(pike).mentions) == 2


TEXT = "Talks began. Chile accused Norway of theft. Chile accused Fiji of theft."
WORDS = Span(TEXT.index("accused"), TEXT.index("accused") + 7)
START = TEXT.index("Chile accused")
KEPT = DecidedMention("r", "r.txt", "m1", "ACCUSE", WORDS, START, "Chile accused Norway of theft.")


@pytest.mark.parametrize(
    ("text", "coded", "found"),
    [
        (TEXT, [("m1", "ACCUSE", WORDS)], "m1"),
        (TEXT, [("m7", "ACCUSE", WORDS)], "m7"),
        (TEXT, [("m7", "ACCUSE", WORDS), ("m1", "ACCUSE", WORDS)], "m1"),
        (TEXT, [("m7", "ACCUSE", WORDS), ("m8", "ACCUSE", WORDS)], None),
        (TEXT, [("m7", "REJECT", WORDS), ("m8", "ACCUSE", Span(START, WORDS.end))], "m8"),
        (TEXT, [("m7", "REJECT", WORDS)], "m7"),
        (TEXT, [("m7", "REJECT", WORDS), ("m8", "REQUEST", WORDS)], None),
        (TEXT, [("m9", "ACCUSE", Span(60, 67))], None),
        (TEXT, [], None),
        ("New: " + TEXT, [("m7", "ACCUSE", Span(WORDS.start + 5, WORDS.end + 5))], "m7"),
        ("New: " + TEXT, [("m7", "ACCUSE", WORDS)], "m7"),
        ("New: " + TEXT + TEXT, [("m7", "ACCUSE", Span(WORDS.start + 5, WORDS.end + 5))], None),
        (TEXT.replace("theft", "fraud"), [("m1", "ACCUSE", WORDS)], None),
        ("", [("m1", "ACCUSE", WORDS)], None),
    ],
)
def test_a_mention_is_found_by_its_words(
    text: str, coded: list[tuple[str, str, Span]], found: str | None
) -> None:
    assert fitting(KEPT, text, coded) == found


@settings(max_examples=tries(60), deadline=None)
@given(st.data(), archives())
def test_whatever_comes_and_goes_decisions_hold_and_the_record_is_as_built_at_once(
    data: st.DataObject, archive: list[Annotation]
) -> None:
    made = [decision(archive, ruling) for ruling in data.draw(rulings(archive))]
    left = data.draw(st.lists(st.sampled_from(archive), unique_by=lambda a: a.report.id)
                     if archive else st.just([]))  # fmt: skip
    steps: list[Annotation | str | Decision] = [*made]
    for annotation in data.draw(st.permutations(archive)):
        steps.insert(data.draw(st.integers(0, len(steps))), annotation)
    with Record(":memory:") as changed, Record(":memory:") as fresh:
        for step in steps:
            changed.decide(step) if isinstance(step, Decision) else changed.add([step])
            if data.draw(st.booleans()):
                merged(changed)
        gone = {a.report.id for a in archive} - {a.report.id for a in left}
        if gone:
            changed.remove(sorted(gone))
        fresh.add(left)
        for one in made:
            fresh.decide(one)
        where = merged(changed)
        assert merged(fresh) == where
        assert contents(changed) == contents(fresh)
        assert changed.merged
        _check_decisions(changed)
        _check_ids(changed, where)


def _check_decisions(record: Record) -> None:
    """All hold that are about something and that no later one contradicts."""
    for one in record.decisions():
        sides = [{m.event for m in side if m.now} for side in (one.one, one.other)]
        if one.without_object or one.overruled_by:
            continue
        if one.kind == "same":
            assert len(sides[0] | sides[1]) == 1
        else:
            assert sides[0].isdisjoint(sides[1])


def _check_ids(record: Record, where: dict[str, str]) -> None:
    """Every id that an event has, or would have, finds the one event that holds its mention."""
    given = record.sql("SELECT event_if_first FROM event_mentions").fetchall()
    assert sorted(id_ for (id_,) in given) == sorted(where)
    assert len(set(given)) == len(given)
    for once, now in where.items():
        found = record.found_event(once)
        assert found.event.id == now
        assert found.former == (None if once == now else once)


# Older records


def test_an_older_record_knows_no_decisions_and_finds_ids(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.duckdb"
    with monkeypatch.context() as before, duckdb.connect(str(path)) as connection:
        before.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:4])
        schema.migrate(connection, 0)
        connection.execute("INSERT INTO event_mentions (report, id) VALUES ('r1', 'm1')")
        connection.execute("INSERT INTO about VALUES ('merged', 'x'), ('events', 'y')")
        schema.seal(connection)
    with pytest.raises(RecordError, match=r"older detente.*run detente read"):
        Record(path, read_only=True)
    with Record(path) as record:
        assert record.decisions() == []
        (found,) = record.sql("SELECT event_if_first FROM event_mentions").fetchall()
        assert found == (event_id("r1", "m1"),)
        assert not record.merged


class Counting:
    """A connection that keeps what it is asked."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self.asked: list[str] = []

    def execute(self, query: str, *given: object) -> object:
        self.asked.append(query)
        return self.connection.execute(query, *given)


def test_many_decisions_are_listed_in_as_many_questions_as_one() -> None:
    archive = [accused("pike"), accused("eel", day="2013-01-01")]
    names = [(a.report.id, a.events[0].id) for a in archive]
    counts = []
    for count in (1, 100):
        with Record(":memory:") as record:
            record.add(archive)
            for n in range(count):
                record.decide(decision(archive, Ruling(n % 2 == 0, (names[0],), (names[1],))))
            counting = Counting(record._open())
            assert len(all_decisions(counting)) == count  # type: ignore[arg-type]
            counts.append(len(counting.asked))
    assert counts[0] == counts[1]
