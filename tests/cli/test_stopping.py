"""Ctrl-C and SIGTERM end a command cleanly wherever they come: the signal is sent at counted steps.

A step is a call of a Python or C function; the points lie apart by a share of all steps, or are
calls of one function.
"""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from msgspec import Struct

from detente import api, stopping
from detente.record import Record
from detente.record.opening import translated
from detente.watching import Watch
from small import Run, SmallCoder
from thorough import few, long

HERE = Path(__file__).resolve().parent.parent

# Arguments: where the tests are, the signal, how often it comes, at which step, of which functions,
# and the command.  At step 0 none is sent, and how often each function is called is printed.
SENDING = """
import json, os, sys
from collections import Counter
sys.path.insert(0, sys.argv[1])
number, times, at, name = int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), sys.argv[5]
sys.argv[1:] = sys.argv[6:]
from small import SmallCoder
from detente import api
from detente.__main__ import main

api._coder = lambda *_, **__: SmallCoder()
steps, calls = 0, Counter()

def count(frame, event, argument):
    global steps
    called = argument.__name__ if event == "c_call" else frame.f_code.co_name
    if not at and event in ("call", "c_call"):
        calls[called] += 1
    if event in ("call", "c_call") and name in ("any", called):
        steps += 1
        if steps == at:
            for _ in range(times):
                os.kill(os.getpid(), number)

sys.setprofile(count)
try:
    main()
finally:
    sys.setprofile(None)
    print("steps", steps, file=sys.stderr)
    if not at:
        print("calls", json.dumps(calls), file=sys.stderr)
"""

# Sends the signal when a module is about to be imported, to the whole of detente.
IMPORTING = """
import os, sys

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == wanted:
            os.kill(os.getpid(), int(number))

number, wanted = sys.argv[1:3]
sys.argv[1:] = sys.argv[3:]
sys.meta_path.insert(0, Finder())
from detente.__main__ import main
main()
"""

Done = subprocess.CompletedProcess[str]
SIGNALS = [signal.SIGINT, pytest.param(signal.SIGTERM, marks=long)]


class Whole(Struct, frozen=True):
    """A reading that nothing stopped: its record, what is exported of it, and what it called."""

    record: Path
    exported: bytes
    steps: int
    calls: dict[str, int]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    place = tmp_path_factory.mktemp("whole")
    put_reports(place)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        done = send(0, "read", "reports", "-r", "whole.duckdb")
        stream = BytesIO()
        with Record("whole.duckdb") as record:
            api.export_record(record, "jsonl", stream)
    found = re.search(r"^calls (.*)$", done.stderr, re.MULTILINE)
    assert found, done.stderr
    exported = stream.getvalue()
    return Whole(place / "whole.duckdb", exported, steps_of(done), json.loads(found[1]))


@pytest.fixture(autouse=True)
def folder(small_coder: SmallCoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The reports, where the command is run."""
    monkeypatch.chdir(tmp_path)
    return put_reports(tmp_path)


def put_reports(place: Path) -> Path:
    """Five reports, one of them undated."""
    made = place / "reports"
    made.mkdir()
    for day in range(1, 5):
        text = (
            f"Chile met Norway, number {day}. Fiji attacked Chile.\n\nPublished: Jan {day}, 2012\n"
        )
        (made / f"{day}.txt").write_text(text, "utf-8")
    (made / "undated.txt").write_text("Norway met Fiji. It was cold.\n", "utf-8")
    return made


def send(
    at: int, *command: str, number: int = signal.SIGINT, times: int = 1, name: str = "any"
) -> Done:
    given = [str(HERE), str(int(number)), str(times), str(at), name]
    return subprocess.run(
        [sys.executable, "-c", SENDING, *given, *command],
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip


def steps_of(done: Done) -> int:
    found = re.search(r"^steps (\d+)$", done.stderr, re.MULTILINE)
    assert found, done.stderr
    assert int(found[1]) > 0
    return int(found[1])


def stopped_cleanly(done: Done, number: int) -> None:
    assert done.returncode == 128 + number, done.stderr
    assert "Traceback" not in done.stderr
    assert "stopped" in done.stderr


def completed(path: str) -> bytes:
    """What is exported of a record once its reading is completed."""
    stream = BytesIO()
    with Record(path) as record:
        api.read(["reports"], record)
        api.export_record(record, "jsonl", stream)
    return stream.getvalue()


def points(steps: int, count: int) -> Sequence[int]:
    return [steps * (2 * i + 1) // (2 * count) for i in range(count)]


@pytest.mark.parametrize(
    ("number", "count"), [(signal.SIGINT, few(7, 2)), pytest.param(signal.SIGTERM, 3, marks=long)]
)
def test_a_reading_stops_anywhere_and_is_completed(number: int, count: int, whole: Whole) -> None:
    for at in points(whole.steps, count):
        done = send(at, "read", "reports", "-r", f"{at}.duckdb", number=number)
        stopped_cleanly(done, number)
        assert steps_of(done) < at + whole.steps // 4
        assert completed(f"{at}.duckdb") == whole.exported


@pytest.mark.parametrize(
    "name",
    [
        "_create", "put_in",
        *(pytest.param(name, marks=long) for name in ("_all", "_insert", "seal", "close")),
    ],
)  # fmt: skip
def test_what_is_done_to_the_record_is_not_broken_off(name: str, whole: Whole) -> None:
    for at in {1, whole.calls[name]}:
        done = send(at, "read", "reports", "-r", f"{at}.duckdb", name=name)
        stopped_cleanly(done, signal.SIGINT)
        assert completed(f"{at}.duckdb") == whole.exported


def test_what_was_coded_by_then_is_kept() -> None:
    done = send(4, "read", "reports", "-r", "r.duckdb", name="_annotated")
    stopped_cleanly(done, signal.SIGINT)
    assert "what was read is kept: run the same command again" in done.stderr
    with Record("r.duckdb", read_only=True) as record:
        assert len(record.reports()) == 3
        assert not record.merged
    with Record("r.duckdb") as record:
        done_later = api.read(["reports"], record)
        assert (done_later.new, done_later.unchanged) == (2, 3)


@pytest.mark.parametrize("number", SIGNALS)
@pytest.mark.parametrize(
    "module", ["click", "detente.api", "detente.cli", "duckdb", "trafilatura", "spacy", "thinc.api"]
)
def test_an_import_does_not_swallow_it(number: int, module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORTING, str(int(number)), module, "read", "reports"],
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 128 + number, done.stderr
    assert "Traceback" not in done.stderr
    with_record = ["detente.duckdb", "reports"]
    assert sorted(os.listdir()) in (["reports"], with_record)


@pytest.mark.parametrize("number", SIGNALS)
def test_annotations_that_were_printed_are_whole(number: int) -> None:
    whole = send(0, "annotate", "reports")
    for at in points(steps_of(whole), few(4, 1)):
        done = send(at, "annotate", "reports", number=number)
        stopped_cleanly(done, number)
        assert done.stdout == whole.stdout[: len(done.stdout)]
        lines = done.stdout.splitlines(keepends=True)
        assert all(line.endswith("\n") and json.loads(line)["id"] for line in lines)
    done = send(3, "annotate", "reports", name="write", number=number)
    stopped_cleanly(done, number)
    assert f"{len(done.stdout.splitlines())} annotations printed, each whole" in done.stderr


def test_a_file_of_annotations_is_not_put_in_place() -> None:
    done = send(2, "annotate", "reports", "-o", "out.jsonl", name="annotation_line")
    stopped_cleanly(done, signal.SIGINT)
    assert "out.jsonl was not written" in done.stderr
    assert os.listdir() == ["reports"]


@pytest.mark.parametrize("number", SIGNALS)
def test_the_second_stops_at_once(number: int, whole: Whole) -> None:
    """Even in the midst of a transaction, and without a word."""
    for at in range(1, whole.calls["annotation_rows"] + 1, 3):
        done = send(
            at,
            "read",
            "reports",
            "-r",
            f"{at}.duckdb",
            name="annotation_rows",
            times=2,
            number=number,
        )
        assert (done.returncode, done.stderr) == (128 + number, "")
        assert completed(f"{at}.duckdb") == whole.exported


def test_the_second_shows_the_cursor_again() -> None:
    """Where a progress bar had hidden it."""
    outer, inner = pty.openpty()
    given = [str(HERE), str(int(signal.SIGINT)), "2", "1", "annotation_rows"]
    process = subprocess.Popen(
        [sys.executable, "-c", SENDING, *given, "read", "reports"], stderr=inner
    )
    os.close(inner)
    shown = b""
    with suppress(OSError):  # the terminal's end is an error
        while part := os.read(outer, 4096):
            shown += part
    os.close(outer)
    assert process.wait(timeout=300) == 130
    assert b"\x1b[?25l" in shown
    assert shown.endswith(b"\x1b[?25h")


@pytest.mark.parametrize("command", ["timeline", pytest.param("export", marks=long)])
def test_other_commands_stop_too(command: str, whole: Whole) -> None:
    shutil.copy(whole.record, "r.duckdb")
    unstopped = send(0, command, "-r", "r.duckdb")
    for at in points(steps_of(unstopped), few(3, 1)):
        stopped_cleanly(send(at, command, "-r", "r.duckdb"), signal.SIGINT)


def test_a_signal_that_was_ignored_stays_so() -> None:
    """As of a command that a shell runs in the background."""
    done = subprocess.run(
        ["sh", "-c", 'trap "" INT; exec "$@"', "sh", sys.executable, "-c", SENDING, str(HERE),
         str(int(signal.SIGINT)), "1", "1000", "any", "read", "reports", "-r", "r.duckdb"],
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_a_program_s_own_handlers_are_left_alone(run: Run) -> None:
    before = [signal.getsignal(number) for number in stopping.SIGNALS]
    assert run("--help").exit_code == 0
    assert [signal.getsignal(number) for number in stopping.SIGNALS] == before
    with stopping.held():
        stopping.check()
    assert stopping.status_of(ValueError()) is None
    assert stopping.status_of(KeyboardInterrupt()) == 130


@pytest.fixture
def minded() -> Iterator[None]:
    """The handlers, for one test within this process."""
    before = {number: signal.getsignal(number) for number in stopping.SIGNALS}
    stopping.install()
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("minded")
def test_a_stretch_that_is_held_is_ended_first() -> None:
    done: list[str] = []

    def stretches() -> None:
        with stopping.held():
            with stopping.held():
                os.kill(os.getpid(), signal.SIGTERM)
                done.append("inner")
            done.append("outer")

    with pytest.raises(stopping.Stopped) as raised:
        stretches()
    assert (done, raised.value.status) == (["inner", "outer"], 143)
    with pytest.raises(stopping.Stopped):
        stopping.check()
    assert stopping.status_of(ValueError("made of it by a library")) == 143
    assert stopping.status_of(SystemExit(0)) is None


@pytest.mark.usefixtures("minded")
def test_within_duckdb_it_waits_for_the_answer() -> None:
    answered: list[int] = []

    def send_it(number: int) -> int:
        os.kill(os.getpid(), signal.SIGINT)
        answered.append(number)
        return number

    record = Record(":memory:")
    record._open().create_function("send_it", send_it, ["INTEGER"], "INTEGER")  # type: ignore[list-item, arg-type]
    with pytest.raises(stopping.Stopped):
        record._all("SELECT send_it(3)")
    with pytest.raises(stopping.Stopped):
        record.close()
    assert answered == [3]


@pytest.mark.usefixtures("minded")
def test_a_report_does_not_swallow_it() -> None:
    """A library may catch what comes out of nowhere, or make an error of its own of it."""

    def swallowing() -> int:
        try:
            os.kill(os.getpid(), signal.SIGINT)
        except BaseException:
            raise ValueError("odd") from None
        return 3

    with pytest.raises(stopping.Stopped):
        Watch().attempt("a.txt", 10, swallowing)
    with pytest.raises(stopping.Stopped):
        Watch().attempt("b.txt", 10, lambda: 3)


def test_without_handlers_what_duckdb_makes_of_it_is_mended() -> None:
    with pytest.raises(KeyboardInterrupt), translated("r.duckdb"):
        raise RuntimeError("Query interrupted")
    with pytest.raises(RuntimeError, match="odd"), translated("r.duckdb"):
        raise RuntimeError("odd")
