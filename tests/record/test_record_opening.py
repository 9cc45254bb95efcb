"""Opening: new and old records, and everything that is none."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from detente.errors import RecordError
from detente.record import Record, rows, schema
from factories import act, annotate, state

REPORT = annotate("r1", "Ana Ruiz of Chile met Bo Lind of Norway.")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A record of one report."""
    path = tmp_path / "made.duckdb"
    with Record(path) as record:
        record.add([REPORT])
    return path


def refused(path: Path, words: str, read_only: bool = False) -> None:
    """Opening says *words*, and leaves the file and its folder as they were."""
    before = {p.name: p.read_bytes() for p in path.parent.iterdir() if p.is_file()}
    with pytest.raises(RecordError, match=words) as raised:
        Record(path, read_only=read_only)
    assert str(path) in str(raised.value)
    assert {p.name: p.read_bytes() for p in path.parent.iterdir() if p.is_file()} == before


def test_a_record_is_one_file_that_opens_again(path: Path) -> None:
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    with Record(path) as record:
        assert list(record.annotations()) == [REPORT]
    with Record(path, read_only=True) as record:
        assert list(record.annotations()) == [REPORT]


def test_reading_only_changes_not_a_byte(path: Path) -> None:
    before = path.read_bytes()
    with Record(path, read_only=True) as record:
        assert record.events() == []
        with pytest.raises(RecordError, match="for reading only"):
            record.add([REPORT])
        with pytest.raises(RecordError, match="for reading only"):
            record.add_unread([])
        with pytest.raises(RecordError, match="for reading only"):
            record.rebuild_events([])
    assert path.read_bytes() == before


def test_a_missing_record_is_made_for_writing_only(tmp_path: Path) -> None:
    refused(tmp_path / "none.duckdb", "no such record; detente read makes one", read_only=True)
    Record(tmp_path / "none.duckdb").close()
    assert (tmp_path / "none.duckdb").exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"headline,text\n1,2\n", "is not a detente record"),
        (b"DUCK" * 4000, "damaged"),
        (bytes(8) + b"DUCK" + bytes(9000), "damaged|not a valid"),
    ],
)
@pytest.mark.parametrize("read_only", [True, False])
def test_another_file_is_refused(
    tmp_path: Path, content: bytes, words: str, read_only: bool
) -> None:
    (tmp_path / "made.duckdb").write_bytes(content)
    refused(tmp_path / "made.duckdb", words, read_only)


@pytest.mark.parametrize("tables", [[], ["reports"], ["migrations", "about", "reports"]])
def test_another_database_is_refused(tmp_path: Path, tables: list[str]) -> None:
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as other:
        for table in tables:
            other.execute(f"CREATE TABLE {table} (name VARCHAR, value VARCHAR)")
    refused(path, "not a detente record")
    refused(path, "not a detente record", read_only=True)


def test_a_folder_and_a_place_without_one_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="cannot be read"):
        Record(tmp_path)
    with pytest.raises(RecordError, match="no folder"):
        Record(tmp_path / "missing" / "made.duckdb")
    assert list(tmp_path.iterdir()) == []


def test_a_newer_record_is_refused(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("INSERT INTO migrations VALUES (99, 'm099_later')")
    refused(path, "newer detente .schema 99.*pip install --upgrade detente")


def test_an_older_record_is_brought_up_to_date(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def m900_add_a_table(connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute("CREATE TABLE later (number INTEGER)")

    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, m900_add_a_table))
    refused(path, "older detente.*run detente read", read_only=True)
    for _ in range(2):
        with Record(path) as record:
            assert list(record.annotations()) == [REPORT]
            applied = record.sql("SELECT name FROM migrations ORDER BY number").fetchall()
            assert [name for (name,) in applied] == [m.__name__ for m in schema.MIGRATIONS]


def test_an_older_record_has_the_type_s_confidence_until_its_reports_are_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Chile met Norway."
    met = act("met", "CONSULT", actors="chl nor", confidence=0.6, type_confidence=0.9)
    states = {"chl": state("Chile", "CHL"), "nor": state("Norway", "NOR")}
    coded = annotate("r1", text, events=[met], actors=states)
    path = tmp_path / "old.duckdb"
    packed = json.loads(rows.pack(coded))
    for mention in packed["events"]:
        del mention["type_confidence"]
    with monkeypatch.context() as before, duckdb.connect(str(path)) as connection:
        before.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:3])
        schema.migrate(connection, 0)
        connection.execute(
            "INSERT INTO reports "
            "(id, source, text, annotation, seal, fingerprint, digest, version, codebook) "
            "VALUES ('r1', 'reports/r1.txt', $t, $a, $s, 'read', 'made', '0', '')",
            {"t": text, "a": json.dumps(packed), "s": rows.seal(json.dumps(packed), text)},
        )
        connection.execute(
            "INSERT INTO event_mentions (report, id, confidence) VALUES ('r1', 'm1', 0.6)"
        )
        schema.seal(connection)
    refused(path, "older detente.*run detente read", read_only=True)
    with Record(path) as record:
        (mention,) = record.annotation("r1").events
        assert (mention.confidence, mention.type_confidence) == (0.6, 0.6)
        kept = record.sql("SELECT confidence, type_confidence FROM event_mentions").fetchall()
        assert kept == [(0.6, 0.6)]
        assert not record.merged
        assert not record.unchanged(coded.report)
        record.add([coded])
        assert record.annotation("r1") == coded


def test_a_migration_that_fails_leaves_the_record_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def m900_fails(connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute("CREATE TABLE later (number INTEGER)")
        connection.execute("SELECT * FROM nowhere")

    with monkeypatch.context() as patched:
        patched.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, m900_fails))
        with pytest.raises(RecordError):
            Record(path)
    with Record(path) as record:
        assert list(record.annotations()) == [REPORT]
        assert record.sql("SHOW TABLES").filter("name = 'later'").fetchall() == []


@pytest.mark.parametrize("number", [errno.EPERM, errno.ENOTSUP, errno.ENOSYS])
def test_a_record_is_made_where_files_have_one_name(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: Path, target: Path) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "link", refuse)
    with Record(tmp_path / "new.duckdb") as record:
        record.add([REPORT])
    assert [p.name for p in tmp_path.iterdir()] == ["new.duckdb"]


def test_a_record_made_meanwhile_stays_where_files_have_one_name(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, new = path.read_bytes(), tmp_path / "new.duckdb"

    def meanwhile(source: Path, target: Path) -> None:
        new.write_bytes(whole)
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", meanwhile)
    with Record(new) as record:
        assert list(record.annotations()) == [REPORT]


def test_migrations_are_numbered_in_order() -> None:
    numbers = [int(m.__name__[1:4]) for m in schema.MIGRATIONS]
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(m.__doc__ for m in schema.MIGRATIONS)


def test_a_record_in_use_is_refused(path: Path) -> None:
    hold = (
        "import sys; from detente.record import Record\n"
        "with Record(sys.argv[1]): print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        in_use = f"in use by another program, process {holder.pid}; wait until it has finished$"
        with pytest.raises(RecordError, match=in_use):
            Record(path)
        with pytest.raises(RecordError, match="in use by another program"):
            Record(path, read_only=True)
        holder.communicate("")
    Record(path).close()


def test_a_damaged_record_is_refused_when_opened_or_asked(path: Path) -> None:
    whole = path.read_bytes()
    for start in range(0, len(whole), len(whole) // 12):
        damaged = bytearray(whole)
        damaged[start : start + 2000] = b"\7" * len(damaged[start : start + 2000])
        path.write_bytes(damaged)
        try:
            with Record(path, read_only=True) as record:
                assert list(record.annotations()) == [REPORT]
        except RecordError as error:
            assert str(path) in str(error)  # noqa: PT017 - either is right, nothing else is
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(RecordError, match="damaged"), Record(path) as record:
        list(record.annotations())


def test_a_closed_record_says_so(path: Path) -> None:
    record = Record(path)
    record.close()
    record.close()
    with pytest.raises(RecordError, match="was closed"):
        record.reports()


def test_older_tables_add_nothing_to_a_record_of_newer_ones(path: Path) -> None:
    with Record(path) as record:
        record.check_tables("1990-01-01")  # a record of an older detente does not know its tables
        record.add([annotate("r2", "Bo Lind of Norway met Ana Ruiz.")], known_until="2031-03-01")
        record.add([annotate("r3", "Bo Lind left.")], known_until="2030-03-01")
        record.check_tables("2031-03-01")
    before = path.read_bytes()
    with Record(path) as record:
        with pytest.raises(RecordError, match=r"office until 2031-03-01; .* 2030-12-31.*upgrade"):
            record.check_tables("2030-12-31")
        assert len(record.reports()) == 3
    assert path.read_bytes() == before
