"""What was merged from a report that is replaced goes with it: nothing cites what is gone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from detente.cli import cli
from detente.merging import merge
from detente.model import Annotation
from detente.positions import discourse
from detente.record import Added, Record
from detente.record.rows import ANNOTATION_TABLES, DISCOURSE_TABLES, EVENT_TABLES
from small import reports
from thorough import long

HERE = Path(__file__).resolve().parent.parent

# Reads a changed report again and is killed before anything is merged.
KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from detente import api
from detente.reading_steps import Steps
from small import SmallCoder

api._coder = lambda *_, **__: SmallCoder()
Steps.date_the_undated = lambda self: os.kill(os.getpid(), signal.SIGKILL)
api.read(["in.jsonl"], "r.duckdb")
"""


def merged(record: Record) -> None:
    annotations = list(record.annotations())
    record.rebuild_events(merge(annotations), discourse(annotations))


def without_acts(annotation: Annotation) -> Annotation:
    return replace(annotation, events=(), statements=())


@pytest.fixture
def record(tmp_path: Path) -> Record:
    made = Record(tmp_path / "r.duckdb")
    made.add(reports())
    merged(made)
    return made


def dangling(record: Record) -> list[tuple[str, int]]:
    """Rows that cite a report or a mention that is not there, by table."""
    missing = "NOT EXISTS (FROM event_mentions m WHERE m.report = t.report AND m.id = t.mention)"
    said = "NOT EXISTS (FROM statements s WHERE s.report = t.report AND s.statement = t.statement)"
    queries = {
        "event_event_mentions": missing,
        "disagreements": "NOT EXISTS (FROM reports r WHERE r.id = t.report)",
        "event_actors": "NOT EXISTS (FROM events e WHERE e.id = t.event)",
        "statement_contexts": said,
        "statement_matters": said,
        "statement_events": said,
        "answers": said,
    }
    counts = [
        (table, *record.sql(f"SELECT count(*) FROM {table} t WHERE {where}").fetchall()[0])
        for table, where in queries.items()
    ]
    return [(table, count) for table, count in counts if count]


def test_the_events_of_a_replaced_report_go_with_it(record: Record) -> None:
    first, second, third = reports()
    before = {event.id for event in record.events()}
    told_by_others = {event.id for event in record.events() if "first" not in dict(event.mentions)}
    assert told_by_others < before
    assert record.add([without_acts(first)]) == Added(replaced=1)
    assert not record.merged
    assert dangling(record) == []
    assert {event.id for event in record.events()} == told_by_others
    with Record(":memory:") as other:
        other.add([without_acts(first), second, third])
        merged(other)
        merged(record)
        assert record.merged
        for table in (*ANNOTATION_TABLES, *EVENT_TABLES, *DISCOURSE_TABLES):
            query = f"SELECT * FROM {table} ORDER BY ALL"
            assert record.sql(query).fetchall() == other.sql(query).fetchall()


def test_a_report_that_comes_back_as_it_was_has_its_events_again(record: Record) -> None:
    events = record.events()
    record.add([without_acts(reports()[0])])
    record.add(reports())
    assert not record.merged
    merged(record)
    assert record.events() == events


def test_a_new_report_leaves_the_events_that_are_there(record: Record) -> None:
    events = record.events()
    record.add([replace(reports()[0], report=replace(reports()[0].report, id="new"))])
    assert not record.merged
    assert record.events() == events


@long
def test_a_reading_killed_before_merging_leaves_a_record_that_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = ['{"id": "a", "text": "Chile met Norway."}', '{"id": "b", "text": "Chile met Fiji."}']
    Path("in.jsonl").write_text("\n".join(lines), "utf-8")

    def read(*more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", KILLED, str(HERE), *more], capture_output=True, text=True
        )

    whole = KILLED.replace("Steps.date_the_undated", "unused")
    subprocess.run([sys.executable, "-c", whole, str(HERE)], check=True)
    Path("in.jsonl").write_text("\n".join([lines[0].replace("met", "saw"), lines[1]]), "utf-8")
    assert read().returncode == -9
    with Record("r.duckdb", read_only=True) as record:
        assert dangling(record) == []
        (event,) = record.events()
        key = [event.id]
    for command in (["timeline"], ["timeline", "--json"], ["show", *key], ["show", *key, "--json"],
                    ["quotes"], ["quotes", "--json"], ["positions", "CHL", "Fiji"]):  # fmt: skip
        done = CliRunner().invoke(cli, [*command, "-r", "r.duckdb"])
        assert done.exit_code == 0
        assert "its reading was cut short" in done.stderr
        assert "run the same detente read again" in done.stderr
    for form in ("jsonl", "plover", "annotations"):
        done = CliRunner().invoke(cli, ["export", "--format", form, "-r", "r.duckdb"])
        assert done.exit_code == 1
        assert done.stdout == ""
        assert "nothing was exported: its reading was cut short" in done.stderr
    subprocess.run([sys.executable, "-c", whole, str(HERE)], check=True)
    done = CliRunner().invoke(cli, ["export", "-r", "r.duckdb"])
    assert (done.exit_code, done.stderr) == (0, "")
