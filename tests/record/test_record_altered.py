"""A record that another program changed is refused with a sentence, by every command."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from detente.cli import cli
from detente.errors import RecordError
from detente.merging import merge
from detente.positions import discourse
from detente.record import Record, schema
from small import reports
from thorough import some

COMMANDS = [
    ["timeline"],
    ["timeline", "--json"],
    ["show", "EVENT"],
    ["show", "EVENT", "--json"],
    ["quotes"],
    ["quotes", "--json"],
    ["positions", "CHL", "pay"],
    ["export"],
    ["export", "--format", "plover"],
    ["export", "--format", "annotations"],
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A record of three reports and what was merged from them."""
    path = tmp_path / "made.duckdb"
    with Record(path) as record:
        record.add(reports(), codebook="c0de")
        annotations = list(record.annotations())
        record.rebuild_events(merge(annotations), discourse(annotations))
    return path


def alter(path: Path, *statements: str) -> None:
    with duckdb.connect(str(path)) as connection:
        for statement in statements:
            connection.execute(statement)


def event_of(path: Path) -> str:
    with duckdb.connect(str(path), read_only=True) as connection:
        found = connection.execute("SELECT id FROM events ORDER BY id LIMIT 1").fetchone()
    return found[0] if found else "none"


def answers(path: Path) -> list[tuple[int, str]]:
    """Exit status and standard error of every command that looks, each in one line at most."""
    event = event_of(path)
    found = []
    for command in COMMANDS:
        arguments = [event if word == "EVENT" else word for word in command]
        done = CliRunner().invoke(cli, [*arguments, "-r", str(path)])
        assert done.exception is None or isinstance(done.exception, SystemExit), command
        found.append((done.exit_code, done.stderr))
    return found


def test_an_unaltered_record_answers_every_command(path: Path) -> None:
    assert {status for status, _ in answers(path)} == {0}
    assert {said for _, said in answers(path)} == {""}


@pytest.mark.parametrize("table", some(schema.COUNTED, 4))
def test_a_row_deleted_or_added_is_noticed_by_every_command(path: Path, table: str) -> None:
    with duckdb.connect(str(path), read_only=True) as connection:
        (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0]
    if count:
        alter(path, f"DELETE FROM {table} WHERE rowid = (SELECT min(rowid) FROM {table})")
    else:
        alter(path, f"INSERT INTO {table} ({columns(path, table)[0]}) VALUES ('1')")
    for status, said in answers(path):
        assert status == 1
        assert f"altered by another program: its table {table} has" in said
        assert "restore a copy" in said


def columns(path: Path, table: str) -> list[str]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return [column for column, _ in schema.shape(connection)[table]]


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("ALTER TABLE mentions DROP COLUMN actor", r"table mentions has other columns \(actor\)"),
        ("ALTER TABLE events ALTER reports TYPE VARCHAR", r"table events .* \(reports\)"),
        ("ALTER TABLE times RENAME reason TO why", r"table times has other columns \(reason, why"),
        ("ALTER TABLE answers ADD COLUMN more INTEGER", r"table answers .* \(more\)"),
        ("DROP TABLE uncoded", "no table uncoded"),
        ("DELETE FROM about WHERE name = 'rows'", "about itself"),
        ("UPDATE about SET value = '[]' WHERE name = 'shape'", "about itself"),
        ("DELETE FROM about WHERE name = 'format'", "not a detente record"),
        ("ALTER TABLE about DROP COLUMN value", "not a detente record"),
        ("ALTER TABLE migrations ALTER number TYPE VARCHAR", "not a detente record"),
        ("DELETE FROM migrations WHERE number = 2", "its list of migrations has gaps"),
        ("DELETE FROM migrations", "its list of migrations has gaps"),
    ],
)
def test_other_columns_are_noticed(path: Path, statement: str, words: str) -> None:
    alter(path, statement)
    for read_only in (True, False):
        with pytest.raises(RecordError, match=words):
            Record(path, read_only=read_only)


@pytest.mark.parametrize(
    "statement",
    some(
        [
            "UPDATE reports SET text = replace(text, 'Chile', 'Ghana')",
            "UPDATE reports SET annotation = replace(annotation, 'CHL', 'GHA')",
            "UPDATE reports SET annotation = NULL",
            "UPDATE reports SET seal = NULL",
            "UPDATE events SET event = '{}'",
            "UPDATE events SET event = NULL",
            "UPDATE events SET event = replace(event, 'first-e0', 'first-e9')",
            """UPDATE events SET event = replace(event, '"first"', '"gone"')""",
            "UPDATE events SET event = "
            'regexp_replace(event, \'"mentions":.*,"reports"\', \'"mentions":[],"reports"\')',
        ],
        of=3,
    ),
)
def test_other_values_are_named_where_they_are_looked_up(path: Path, statement: str) -> None:
    alter(path, statement)
    found = answers(path)
    assert any(status == 1 for status, _ in found)
    for status, said in found:
        assert (status == 0) == (said == "")
        assert status == 0 or said.startswith("Error: ")


def test_a_context_that_names_no_act_is_named(path: Path) -> None:
    alter(
        path,
        """UPDATE statement_contexts SET context = '{"report":"first","number":0,"""
        """"matters":[],"performs":["first-e9"]}'""",
    )
    with (
        Record(path, read_only=True) as record,
        pytest.raises(RecordError, match=r"a statement of report 'first' .* was altered"),
    ):
        record.statements()


def test_tables_of_one_s_own_beside_them_are_no_matter(path: Path) -> None:
    alter(path, "CREATE TABLE notes (event VARCHAR)", "CREATE VIEW acts AS SELECT * FROM events")
    assert {status for status, _ in answers(path)} == {0}
    with Record(path) as record:
        record.add(reports()[:1], codebook="another")


def test_a_database_with_the_same_tables_is_no_record(tmp_path: Path) -> None:
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as other:
        for table in schema.COUNTED:
            other.execute(f"CREATE TABLE {table} (id VARCHAR)")
        other.execute("CREATE TABLE about (name VARCHAR, value VARCHAR)")
        other.execute("CREATE TABLE migrations (number INTEGER, name VARCHAR)")
    with pytest.raises(RecordError, match="not a detente record"):
        Record(path)
    alter(path, "INSERT INTO about VALUES ('format', 'detente record')")
    for read_only in (True, False):
        with pytest.raises(RecordError, match="was altered by another program"):
            Record(path, read_only=read_only)


def test_an_older_record_is_sealed_as_it_is_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.duckdb"
    with monkeypatch.context() as before:
        before.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:2])
        with duckdb.connect(str(path)) as connection:
            schema.migrate(connection, 0)
            connection.execute(
                "INSERT INTO reports (id, source, text, annotation) VALUES ('r1', 'a.txt', $t, $a)",
                {
                    "t": "Chile “met” Norway\0.",
                    "a": '{"report":{"id":"r1","source":"a.txt","text":""}}',
                },
            )
    with Record(path) as record:
        assert record.reports()[0].text == "Chile “met” Norway\0."
        rows = dict(record.sql("FROM about").fetchall())["rows"]
        assert json.loads(rows)["reports"] == 1
    alter(path, "DELETE FROM reports")
    with pytest.raises(RecordError, match="its table reports has 0 rows instead of 1"):
        Record(path, read_only=True)


def test_an_older_record_that_was_altered_is_not_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.duckdb"
    with monkeypatch.context() as before:
        before.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:2])
        with duckdb.connect(str(path)) as connection:
            schema.migrate(connection, 0)
    alter(path, "ALTER TABLE times DROP COLUMN reason")
    with pytest.raises(RecordError, match="its table times has other columns"):
        Record(path)
