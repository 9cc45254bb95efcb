"""Outputs: never what the command reads, whole or not at all, and told where they fail."""

from __future__ import annotations

import errno
import io
import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hostile import TRIED, World

from detente import output
from detente.cli import cli
from detente.errors import OutputError
from detente.output import written_to
from small import Run, verbs
from thorough import few, long, some

RECORD = (
    "a.duckdb", "./a.duckdb", "there/../a.duckdb", "linked", "second", "loop/a.duckdb",
    "a.duckdb.wal",
)  # fmt: skip


@pytest.fixture
def folder(run: Run, record: Path, tmp_path: Path) -> Path:
    """A record and inputs, each under several names, in the folder that commands run in."""
    (tmp_path / "a.duckdb").write_bytes(record.read_bytes())
    (tmp_path / "linked").symlink_to("a.duckdb")
    (tmp_path / "second").hardlink_to(tmp_path / "a.duckdb")
    (tmp_path / "there").mkdir()
    (tmp_path / "loop").symlink_to(".")
    (tmp_path / "in.txt").write_text("Chile met Norway.\n", "utf-8")
    (tmp_path / "in2").hardlink_to(tmp_path / "in.txt")
    (tmp_path / "in3").symlink_to("in.txt")
    (tmp_path / "reports" / "below").mkdir(parents=True)
    (tmp_path / "reports" / "below" / "b.txt").write_text("Fiji attacked Norway.\n", "utf-8")
    (tmp_path / "reports" / "of").symlink_to(tmp_path / "there")
    (tmp_path / "there" / "c.txt").write_text("Fiji met Norway.\n", "utf-8")
    (tmp_path / "twin.txt").hardlink_to(tmp_path / "reports" / "below" / "b.txt")
    (tmp_path / "days.csv").write_text("in.txt,2012-01-05\n", "utf-8")
    (tmp_path / "own.txt").write_text("LORNA_LIND [FJI]\n", "utf-8")
    (tmp_path / "codebook").mkdir()
    (tmp_path / "codebook" / "X.yaml").write_text("type: X\n", "utf-8")
    return tmp_path


def contents(folder: Path) -> dict[str, bytes | str]:
    """Every file by its path, links as links."""
    return {
        str(path.relative_to(folder)): os.readlink(path) if path.is_symlink() else path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


@pytest.mark.parametrize(
    ("record_named", "named"),
    [*(("a.duckdb", named) for named in RECORD), ("linked", "linked.wal"), ("linked", "a.duckdb"),
     ("linked", "a.duckdb.wal")],
)  # fmt: skip
def test_the_record_is_no_output(named: str, record_named: str, run: Run, folder: Path) -> None:
    before = contents(folder)
    done = run("export", "-r", record_named, "-o", named)
    assert done.exit_code == 1
    assert "this command reads it" in done.stderr
    assert contents(folder) == before


@pytest.mark.parametrize("named", RECORD)
def test_a_record_that_is_not_read_is_no_output_either(named: str, run: Run, folder: Path) -> None:
    before = contents(folder)
    done = run("annotate", "in.txt", "-o", named)
    assert done.exit_code == 1
    assert "is a record or another DuckDB file" in done.stderr
    assert contents(folder) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["in.txt", "-o", "in.txt"],
        ["in.txt", "-o", "in2"],
        ["in.txt", "-o", "in3"],
        ["in3", "-o", "in.txt"],
        ["reports", "-o", "reports/out.jsonl"],
        ["reports", "-o", "reports/below/b.txt"],
        ["reports", "-o", "twin.txt"],
        ["reports", "-o", "there/c.txt"],
        [".", "-o", "loop/out.jsonl"],
        ["in.txt", "--dates", "days.csv", "-o", "days.csv"],
        ["in.txt", "--actors", "own.txt", "-o", "own.txt"],
        ["in.txt", "--codebook", "codebook", "-o", "codebook/X.yaml"],
        ["in.txt", "--codebook", "codebook", "-o", "codebook/new.yaml"],
    ],
)
@pytest.mark.usefixtures("small_coder")
def test_no_input_is_the_output(arguments: list[str], run: Run, folder: Path) -> None:
    before = contents(folder)
    done = run("annotate", *arguments)
    assert done.exit_code == 1
    assert "which this command reads" in done.stderr or "this command reads it" in done.stderr
    assert contents(folder) == before


def detente(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A command as a shell runs it, ``detente`` in it being this one."""
    shell = f'detente() {{ {sys.executable} -m detente "$@"; }}\n{command}'
    return subprocess.run(["bash", "-c", shell], cwd=folder, capture_output=True, text=True)


@pytest.mark.parametrize(
    "command",
    some(
        [
            "detente export -r a.duckdb >> a.duckdb",
            "detente export -r a.duckdb -o /dev/stdout >> second",
            "detente timeline -r a.duckdb >> a.duckdb",
            "detente quotes --json -r a.duckdb >> a.duckdb",
            "detente annotate - -o in.txt < in.txt",
            "detente actors lookup - --json < in.txt >> in.txt",
        ],
        of=3,
    ),
)
def test_what_the_shell_opens_is_no_output_either(command: str, folder: Path) -> None:
    before = contents(folder)
    done = detente(command, folder)
    assert done.returncode == 1
    assert "this command reads it" in done.stderr
    assert contents(folder) == before


def test_standard_output_is_appended_to_as_it_is(folder: Path) -> None:
    (folder / "log").write_text("first\n", "utf-8")
    whole = detente("detente export -r a.duckdb", folder).stdout
    names = ("/dev/fd/1", "-", "/dev/stdout")[: few(3, 1)]
    for named in names:
        done = detente(f"detente export -r a.duckdb -o {named} >> log", folder)
        assert (done.returncode, done.stderr) == (0, "")
    assert (folder / "log").read_text("utf-8") == f"first\n{whole * len(names)}"
    done = detente("detente export -r a.duckdb -o /dev/fd/7 7>> log", folder)
    assert (folder / "log").read_text("utf-8") == f"first\n{whole * (len(names) + 1)}"


def test_a_device_and_a_pipe_are_written_to(run: Run, folder: Path) -> None:
    whole = run("export", "-r", "a.duckdb").stdout_bytes
    os.mkfifo(folder / "pipe")
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append((folder / "pipe").read_bytes()))
    reader.start()
    assert run("export", "-r", "a.duckdb", "-o", "pipe").exit_code == 0
    reader.join()
    assert read == [whole]
    assert (folder / "pipe").is_fifo()
    master, slave = pty.openpty()
    device = Path(os.ttyname(slave))
    drained = threading.Thread(target=os.read, args=(master, 10))
    drained.start()
    with written_to(device) as stream:
        stream.write(b"seen\n")
    drained.join()
    assert device.is_char_device()
    os.close(master)
    os.close(slave)


def test_links_are_followed_and_modes_kept(run: Run, folder: Path) -> None:
    (folder / "out").symlink_to("there/data.jsonl")
    assert run("export", "-r", "a.duckdb", "-o", "out").exit_code == 0
    written = folder / "there" / "data.jsonl"
    assert os.readlink(folder / "out") == "there/data.jsonl"
    written.chmod(0o640)
    written.write_text("old", "utf-8")
    assert run("export", "-r", "a.duckdb", "-o", "out").exit_code == 0
    assert written.stat().st_mode & 0o777 == 0o640
    assert written.read_bytes() == run("export", "-r", "a.duckdb").stdout_bytes
    before = os.umask(0o027)
    try:
        assert run("export", "-r", "a.duckdb", "-o", "new").exit_code == 0
    finally:
        os.umask(before)
    assert (folder / "new").stat().st_mode & 0o777 == 0o640


def test_names_as_long_as_the_system_allows(run: Run, folder: Path) -> None:
    names = [letter * length for letter, length in (("n", 255), ("m", 244), ("o", 243))]
    for name in [*names, "ö" * 127]:
        assert run("export", "-r", "a.duckdb", "-o", name).exit_code == 0
        assert (folder / name).is_file()
    done = run("export", "-r", "a.duckdb", "-o", "n" * 256)
    assert done.exit_code == 1
    assert "its name is too long" in done.stderr
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


WRITING = """
import sys
from pathlib import Path
from detente.output import written_to
with written_to(Path("out.jsonl")) as stream:
    stream.write(b"half")
    stream.flush()
    print("writing", flush=True)
    sys.stdin.read()
"""


@contextmanager
def halfway(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that has written half of out.jsonl."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITING], cwd=folder, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == "writing\n"
        yield process


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_leaves_what_was_there(number: signal.Signals, tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").write_text("old", "utf-8")
    with halfway(tmp_path) as process:
        process.send_signal(number)
        process.communicate()
    assert process.returncode in (128 + number, -number)
    assert contents(tmp_path) == {"out.jsonl": b"old"}


def test_what_a_killed_run_leaves_the_next_takes_over(tmp_path: Path) -> None:
    with halfway(tmp_path) as process:
        process.kill()
        process.communicate()
    assert len(contents(tmp_path)) == 1
    with written_to(tmp_path / "out.jsonl") as stream:
        stream.write(b"whole")
    assert contents(tmp_path) == {"out.jsonl": b"whole"}


def test_two_runs_do_not_write_one_file(tmp_path: Path) -> None:
    with written_to(tmp_path / "out.jsonl") as stream:
        stream.write(b"first")
        stream.flush()
        with (
            pytest.raises(OutputError, match="another run is writing it"),
            written_to(tmp_path / "out.jsonl"),
        ):
            raise AssertionError
    assert contents(tmp_path) == {"out.jsonl": b"first"}


def test_what_is_in_the_way_stays(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("kept", "utf-8")
    (tmp_path / ".out.jsonl.unfinished").symlink_to("precious")
    with pytest.raises(OutputError, match="in its way"), written_to(tmp_path / "out.jsonl"):
        raise AssertionError
    assert (tmp_path / "precious").read_text("utf-8") == "kept"


def test_an_error_in_the_work_is_not_the_output_s(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError), written_to(tmp_path / "out"):
        tmp_path.read_bytes()
    assert contents(tmp_path) == {}


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EROFS, "nothing can be written to its file system"),
        (errno.EACCES, "may not be written to"),
        (errno.ENOSPC, "no space is left"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
def test_what_the_system_refuses_is_told(
    number: int, words: str, run: Run, record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = os.open

    def refuse(path: Any, *arguments: Any, **options: Any) -> int:
        if str(path).endswith(".unfinished"):
            raise OSError(number, os.strerror(number))
        return really(path, *arguments, **options)

    monkeypatch.setattr(output.os, "open", refuse)
    done = run("export", "-r", record, "-o", "out.jsonl")
    assert done.exit_code == 1
    assert done.stderr.startswith("Error: out.jsonl: cannot be written: ")
    assert words in done.stderr


def test_a_file_that_may_not_be_written_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out").write_text("kept", "utf-8")
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # nothing is so for root
    with pytest.raises(OutputError, match="may not be written to"), written_to(tmp_path / "out"):
        raise AssertionError
    assert contents(tmp_path) == {"out": b"kept"}


def broken(kind: str) -> Iterator[int]:
    """The descriptor of an output that can't be written."""
    if kind == "full":
        yield os.open("/dev/full", os.O_WRONLY)
    elif kind == "closed":
        yield os.open(os.devnull, os.O_RDONLY)
    else:
        reading, writing = os.pipe()
        os.close(reading)
        yield writing


USUAL = {
    "actors holders": ["hog", "NOR"],
    "codebook list": [Path(output.__file__).parent / "data" / "codebook"],
}
"""Arguments that make a command print, where those that are tried for their words do not."""


DECIDING = {"merge": 0, "split": 1, "different": 1}
"""Commands that change the record, with which of those that are tried prints what was done."""


WAYS = ("full", "closed", "nobody reads")


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        # In a short run each command is tried in one way, and each way by many.
        pytest.param(command, kind, marks=() if n % len(WAYS) == m else long)
        for n, command in enumerate(verbs())
        for m, kind in enumerate(WAYS)
    ],
)
def test_no_command_fails_with_a_traceback(
    command: str,
    kind: str,
    run: Run,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    usual = USUAL.get(command) or TRIED[command](world)[DECIDING.get(command, 0)]
    first = [*command.split(), *map(str, usual)]
    has_json = any("--json" in parameter.opts for parameter in verbs()[command].params)
    for arguments in [first, [*first, "--json"]] if has_json else [first]:
        if command in DECIDING:
            copy = shutil.copy(world.record, tmp_path / "copy.duckdb")
            arguments = [str(copy) if a == str(world.record) else a for a in arguments]
        (descriptor,) = broken(kind)
        raw = output._StandardOutput(descriptor, "standard output")
        stream, told = output._text(None, raw), io.StringIO()
        with monkeypatch.context() as patched:
            patched.setattr(sys, "stdout", stream)
            patched.setattr(sys, "stderr", told)
            with pytest.raises(SystemExit) as ended:
                cli.main(arguments, prog_name="detente")
        stream.close()
        assert ended.value.code == 1
        said = [line for line in told.getvalue().splitlines() if "cannot be written" in line]
        if kind == "nobody reads":
            assert said == []
        else:
            assert len(said) == 1, told.getvalue()
            assert said[0].startswith("Error: standard output: cannot be written: ")


@pytest.mark.parametrize(
    ("command", "status", "said"),
    some(
        [
            (
                "detente timeline -r a.duckdb >&-",
                1,
                "standard output: cannot be written: it is closed",
            ),
            ("detente timeline -r a.duckdb --json > /dev/full", 1, "no space is left"),
            ("detente --help > /dev/full", 1, "no space is left"),
            ("detente --version >&-", 1, "it is closed"),
            (
                "detente export -r a.duckdb -o /dev/full",
                1,
                "/dev/full: cannot be written: no space",
            ),
            ("detente actors lookup Oslo --json > /dev/full", 1, "no space is left"),
            ("detente export -r a.duckdb -o out.jsonl >&-", 0, ""),
            ("detente export -r a.duckdb -o out.jsonl <&- >&- 2>&-", 0, ""),
            ("detente timeline -r nowhere 2>&-", 1, ""),
            ("detente timeline -r nowhere 2> /dev/full", 1, ""),
            ("detente timeline -r a.duckdb --json | head -c 1 > /dev/null", 0, ""),
            ("detente --help | true", 0, ""),
        ],
        of=3,
    ),
)
def test_standard_streams_that_are_closed_or_full(
    command: str, status: int, said: str, folder: Path
) -> None:
    before = (folder / "a.duckdb").read_bytes()
    done = detente(command, folder)
    assert done.returncode == status, done.stderr
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == bool(said)
    assert (folder / "a.duckdb").read_bytes() == before
    if "out.jsonl" in command:
        assert all(map(json.loads, (folder / "out.jsonl").read_bytes().splitlines()))
