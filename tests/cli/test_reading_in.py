"""Reading reports in: into a record, or straight to annotations; what can't be read is named."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from detente import api, reading_steps
from detente.errors import SourceError
from detente.record import Record
from small import Run, SmallCoder

pytestmark = pytest.mark.usefixtures("small_coder")

GOOD = "Oslo, Jan 5, 2012: Chile met Norway in Lima on Friday."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two reports that can be read, and four sources that cannot."""
    made = tmp_path / "reports"
    made.mkdir()
    (made / "a.txt").write_text("Chile met Norway.\n\nPublished: Jan 5, 2012\n", "utf-8")
    (made / "b.txt").write_text("Fiji attacked Norway.\n", "utf-8")
    (made / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (made / "empty.txt").write_bytes(b"")
    (made / "gone.txt").symlink_to(made / "nowhere.txt")
    (made / "lines.jsonl").write_text('{"text": "Norway met Fiji."}\nnot json\n', "utf-8")
    return made


def exported(record: Path) -> bytes:
    with Record(record, read_only=True) as opened:
        from io import BytesIO

        stream = BytesIO()
        api.export_record(opened, "jsonl", stream)
        return stream.getvalue()


def test_read_keeps_what_it_can_and_names_the_rest(run: Run, folder: Path) -> None:
    done = run("read", folder, "-r", "r.duckdb")
    assert done.exit_code == 3
    for name in ("binary.txt", "empty.txt", "gone.txt"):
        assert f"{name}" in done.stderr
    assert "lines.jsonl" in done.stderr
    assert ":2" in done.stderr
    assert "3 reports read (3 new)" in done.stdout
    with Record("r.duckdb", read_only=True) as record:
        assert len(record.unread()) == 4
        assert len(record.events()) == 3


@pytest.mark.parametrize("sources", [["nosuch"], ["nosuch", "empty.txt"], ["hollow"]])
def test_of_nothing_no_record_is_made(sources: list[str], run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "hollow").mkdir()
    for options in ([], ["--json"]):
        done = run("read", *sources, *options, "-r", "r.duckdb")
        assert done.exit_code == 1
        assert all(name in done.stderr for name in sources)
        assert "nothing could be read, so no record was made" in done.stderr
        assert not (tmp_path / "r.duckdb").exists()
    assert len(json.loads(done.stdout)["not_read"]) == len(sources)


def test_what_is_missing_beside_what_is_read_is_listed(run: Run, folder: Path) -> None:
    for sources in (["nosuch", folder / "a.txt"], ["nosuch"]):
        assert run("read", *sources, "-r", "r.duckdb").exit_code == 3
        with Record("r.duckdb", read_only=True) as record:
            assert [one.source for one in record.unread()] == ["nosuch"]


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.csv.gz"])
def test_a_table_is_refused_with_the_reason(name: str, run: Run, folder: Path) -> None:
    (folder / name).write_text("text,date\nChile met Norway,2012-01-05\n", "utf-8")
    for sources in ([folder / name], [folder]):
        done = run("read", *sources, "-r", "r.duckdb")
        assert done.exit_code in (1, 3)
        assert f"{name}: it is a table, and which of its columns are reports is not known" in (
            done.stderr
        )
        assert "write JSON Lines" in done.stderr


def test_days_can_stand_in_names(run: Run, folder: Path) -> None:
    """A day in a table goes before the one in the name, and that before the one for all."""
    texts = {"2012-02-03-b": "Fiji", "c_20120204": "Chile", "d": "Norway", "e.2012-02-30": "Fiji"}
    for name, who in texts.items():
        (folder / f"{name}.txt").write_text(f"{who} attacked Norway in {name}.\n", "utf-8")
    (folder / "days.tsv").write_text("c_20120204.txt\t2012-02-14\n", "utf-8")
    files = [folder / f"{name}.txt" for name in (*texts, "a")]
    options = ["--dates-from-names", "--published", "2012-02-01", "--dates", folder / "days.tsv"]
    done = run("read", *files, *options, "-r", "r.duckdb")
    assert "“2012-02-30” in its name is a date that does not exist" in done.stderr
    with Record("r.duckdb", read_only=True) as record:
        days = {Path(r.source).stem: r.published for r in record.reports()}
    assert {name: str(p.earliest) for name, p in days.items()} == {
        "a": "2012-01-05", "2012-02-03-b": "2012-02-03", "c_20120204": "2012-02-14",
        "d": "2012-02-01", "e.2012-02-30": "None",
    }  # fmt: skip
    assert days["2012-02-03-b"].basis == "given"
    assert days["2012-02-03-b"].reasons == ("the file's name gives it",)


def test_reading_twice_changes_nothing(run: Run, folder: Path) -> None:
    run("read", folder, "-r", "r.duckdb")
    before = exported(Path("r.duckdb"))
    done = run("read", folder, "-r", "r.duckdb")
    assert "3 reports read (3 unchanged)" in done.stdout
    assert exported(Path("r.duckdb")) == before


@pytest.mark.parametrize("part", ["codebook_hash", "version"])
def test_another_codebook_or_model_reads_anew(
    part: str, run: Run, folder: Path, small_coder: SmallCoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("read", folder / "a.txt", "-r", "r.duckdb")
    monkeypatch.setattr(small_coder, part, "another")
    done = run("read", folder / "a.txt", "-r", "r.duckdb")
    assert "1 report read (1 read anew)" in done.stdout
    assert b"another" in exported(Path("r.duckdb"))


def test_a_record_of_newer_tables_is_not_added_to(run: Run, folder: Path) -> None:
    run("read", folder / "a.txt", "-r", "r.duckdb")
    record = Path("r.duckdb")
    with Record(record) as opened:
        (kept,) = opened.annotations()
        later = replace(kept, report=replace(kept.report, id="later", source="later.txt"))
        opened.add([later], known_until="2999-01-01")
    before = record.read_bytes()
    done = run("read", folder / "b.txt", "-r", record)
    assert done.exit_code == 1
    assert "2999-01-01" in done.stderr
    assert "pip install --upgrade detente" in done.stderr
    assert record.read_bytes() == before
    # What was read is still read out.
    assert run("timeline", "-r", record).exit_code == 0


def test_the_order_of_files_changes_nothing(run: Run, folder: Path) -> None:
    files = [folder / "a.txt", folder / "b.txt", folder / "lines.jsonl"]
    run("read", *files, "-r", "one.duckdb")
    run("read", *files[::-1], "-r", "two.duckdb")
    for file in files[1:] + files[:1]:
        run("read", file, "-r", "three.duckdb")
    one, two, three = (exported(Path(f"{name}.duckdb")) for name in ("one", "two", "three"))
    assert one == two == three


def test_read_says_what_it_did_as_json(run: Run, folder: Path) -> None:
    done = json.loads(run("read", folder, "-r", "r.duckdb", "--json").stdout)
    assert (done["new"], done["unchanged"], done["events"]) == (3, 0, 3)
    assert len(done["not_read"]) == 4
    assert all(one["reason"] for one in done["not_read"])


def test_a_given_day_is_used_where_the_text_has_none(run: Run, folder: Path) -> None:
    run("read", folder / "a.txt", folder / "b.txt", "--published", "2012-02-01", "-r", "r.duckdb")
    with Record("r.duckdb", read_only=True) as record:
        published = {Path(r.source).name: r.published for r in record.reports()}
    assert (published["a.txt"].basis, str(published["a.txt"].earliest)) == ("stated", "2012-01-05")
    assert (published["b.txt"].basis, str(published["b.txt"].earliest)) == ("given", "2012-02-01")


def test_days_can_be_given_by_file(run: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "days.csv").write_text("# file, day\n\nb.txt,2012-02-03\n", "utf-8")
    run("read", folder / "b.txt", "--dates", "days.csv", "-r", "r.duckdb")
    with Record("r.duckdb", read_only=True) as record:
        assert str(record.reports()[0].published.latest) == "2012-02-03"


@pytest.mark.parametrize(
    ("text", "where"),
    [("b.txt\t2012-02-30\n", "days.csv:1"), ("\nb.txt 2012-02-03\n", "days.csv:2"),
     (",2012-02-03", "days.csv:1")],
)  # fmt: skip
def test_a_bad_table_of_days_is_refused_with_its_line(
    text: str, where: str, run: Run, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "days.csv").write_text(text, "utf-8")
    done = run("read", folder, "--dates", "days.csv", "-r", "r.duckdb")
    assert done.exit_code == 1
    assert where in done.stderr
    assert not (tmp_path / "r.duckdb").exists()


def test_a_day_that_does_not_exist_reads_nothing(run: Run, folder: Path, tmp_path: Path) -> None:
    done = run("read", folder, "--published", "2011-02-29", "-r", "r.duckdb")
    assert done.exit_code == 2
    assert "2011-02-29" in done.stderr
    assert not (tmp_path / "r.duckdb").exists()


def test_an_undated_report_is_said_to_be_undated(run: Run, folder: Path) -> None:
    done = run("read", folder / "b.txt", "-r", "r.duckdb")
    assert "1 report without a date, and nothing proves one" in done.stdout


def test_what_others_prove_does_not_depend_on_when_they_were_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text("Chile met Norway.\n\nPublished: Jan 5, 2012\n", "utf-8")
    (tmp_path / "old.txt").write_text("Chile met Norway. It was cold.\n", "utf-8")
    run("read", "old.txt", "-r", "a.duckdb")
    run("read", "new.txt", "-r", "a.duckdb")
    run("read", "new.txt", "-r", "b.duckdb")
    run("read", "old.txt", "-r", "b.duckdb")
    assert exported(Path("a.duckdb")) == exported(Path("b.duckdb"))


def test_a_reading_that_was_cut_short_is_completed(
    run: Run, folder: Path, small_coder: SmallCoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("read", folder, "-r", "whole.duckdb")
    with monkeypatch.context() as broken:
        broken.setattr(
            reading_steps.Steps, "merge", lambda self: (_ for _ in ()).throw(KeyboardInterrupt)
        )
        done = run("read", folder, "-r", "cut.duckdb")
    assert done.exit_code == 130
    assert "run the same command again" in done.stderr
    asked = run("timeline", "-r", "cut.duckdb")
    assert "cut short" in asked.stderr
    assert run("read", folder, "-r", "cut.duckdb").exit_code == 3
    assert exported(Path("cut.duckdb")) == exported(Path("whole.duckdb"))


def test_annotate_prints_a_line_a_report_in_the_order_of_the_input(run: Run, folder: Path) -> None:
    done = run("annotate", folder / "b.txt", folder / "a.txt")
    assert done.exit_code == 0
    printed = [json.loads(line) for line in done.stdout.splitlines()]
    assert [Path(one["source"]).name for one in printed] == ["b.txt", "a.txt"]
    assert [one["events"][0]["type"] for one in printed] == ["ASSAULT", "CONSULT"]


def test_annotate_names_what_it_cannot_read_and_prints_the_rest(run: Run, folder: Path) -> None:
    done = run("annotate", folder / "lines.jsonl", folder / "empty.txt")
    assert done.exit_code == 3
    assert len(done.stdout.splitlines()) == 1
    assert "lines.jsonl" in done.stderr
    assert "empty.txt" in done.stderr
    assert "2 problems with the input" in done.stderr


def test_annotate_strictly_stops_at_the_first(run: Run, folder: Path) -> None:
    done = run("annotate", "--strict", folder / "a.txt", folder / "empty.txt", folder / "b.txt")
    assert done.exit_code == 3
    assert "empty.txt" in done.stderr
    assert len(done.stdout.splitlines()) <= 1


def test_annotate_writes_a_file_whole_or_not_at_all(run: Run, folder: Path, tmp_path: Path) -> None:
    piped = run("annotate", folder / "a.txt").stdout_bytes
    assert run("annotate", folder / "a.txt", "-o", "out.jsonl").exit_code == 0
    assert (tmp_path / "out.jsonl").read_bytes() == piped
    run("annotate", "--strict", folder / "b.txt", folder / "empty.txt", "-o", "out.jsonl")
    assert (tmp_path / "out.jsonl").read_bytes() == piped
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out.jsonl", "reports"]


def test_annotate_takes_text_unchanged(run: Run, tmp_path: Path) -> None:
    text = "  Chile met Norway.\r\n\tReally “so”.  "
    (tmp_path / "in.jsonl").write_text(json.dumps({"text": text, "id": "x"}) + "\n", "utf-8")
    (line,) = run("annotate", "in.jsonl").stdout.splitlines()
    assert (json.loads(line)["text"], json.loads(line)["id"]) == (text, "x")


def test_nothing_to_read_is_wrong_use(run: Run) -> None:
    assert run("read").exit_code == 2
    assert run("annotate").exit_code == 2


def test_annotate_in_python_raises_what_it_cannot_read(folder: Path) -> None:
    with pytest.raises(SourceError, match=r"empty\.txt"):
        list(api.annotate([folder / "empty.txt"]))
    errors: list[SourceError] = []
    assert len(list(api.annotate([folder], on_error=errors.append))) == 3
    assert len(errors) == 4


def test_one_path_is_read_as_a_list_of_one(folder: Path) -> None:
    errors: list[SourceError] = []
    for one in (folder, str(folder)):
        assert len(list(api.annotate(one, on_error=errors.append))) == 3


def test_progress_is_told(folder: Path) -> None:
    told: list[tuple[str, int]] = []
    with Record(":memory:") as record:
        api.read([folder], record, on_progress=lambda step, done, total: told.append((step, done)))
    assert ("coding reports", 3) in told
    assert {step for step, _ in told} >= {"coding reports", "merging events"}


def test_the_step_is_told_before_it_begins(folder: Path, small_coder: SmallCoder) -> None:
    told: list[str] = []
    for _ in api.annotate([folder / "a.txt"], on_progress=lambda step, *_: told.append(step)):
        assert told == ["coding reports"] * 2
    assert told[0] == "coding reports"


def test_a_table_of_days_that_is_no_utf8_is_named_with_its_line(run: Run, folder: Path) -> None:
    (folder / "days.csv").write_bytes(b"b.txt,2012-02-03\n\xe9.txt,2012-02-03\n")
    done = run("read", folder / "b.txt", "--dates", folder / "days.csv")
    assert done.exit_code == 1
    assert "days.csv:2: not UTF-8: byte 0xe9 (save the file as UTF-8)" in done.stderr


def test_a_terminal_without_the_letters_shows_their_numbers(record: Path) -> None:
    command = [sys.executable, "-m", "detente", "timeline", "-r", str(record)]
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
    assert r"Chile \u2192 Norway" in done.stdout
    done = subprocess.run([*command, "--json"], capture_output=True, env=environment)
    assert json.loads(done.stdout.decode("utf-8"))


def test_a_closed_pipe_is_no_error(record: Path) -> None:
    command = f"{sys.executable} -m detente export -r {record} | head -c 10"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    assert done.stdout == '{"kind":"e'
    assert done.stderr == ""
