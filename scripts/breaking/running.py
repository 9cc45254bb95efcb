"""Running something in a process of its own, with a watchdog: a fork of this one, or a program.

A fork has what this process has loaded, so a command that needs a second to load its model starts
at once; a program starts from nothing, as a user's does.
"""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

GIB = 1 << 30
TICK = 0.004
"""Seconds between two looks at a process."""


class Limits(Struct, frozen=True):
    """When the watchdog ends a process: seconds of its own work, seconds by the clock, bytes.

    A process that does nothing for *clock* seconds waits for what never comes; one that works for
    *work* seconds goes round in a circle.  Both are many times what anything here takes.
    """

    work: float = 60.0
    clock: float = 600.0
    memory: int = 12 * GIB


class Outcome(Struct, frozen=True):
    """How a process ended: its exit status (negative: the signal that ended it), what it printed.

    ``work`` are seconds of CPU time, ``peak`` bytes of memory.  ``hung`` is set where the watchdog
    ended it.  ``result`` is what the function of a fork returned.  ``signalled`` and what follows
    are of a process that was sent a signal: the seconds of work and of the clock after it.
    """

    status: int
    out: bytes
    err: bytes
    work: float
    peak: int
    hung: bool = False
    result: Any = None
    signalled: bool = False
    work_after: float = 0.0
    clock_after: float = 0.0


class Signal(Struct, frozen=True):
    """A signal to be sent once the process has worked for *after* seconds."""

    number: int
    after: float


def forked(
    work: Callable[[], object],
    limits: Limits = Limits(),  # noqa: B008  (immutable)
    *,
    streams: tuple[int, int] | None = None,
    tend: Callable[[], None] = lambda: None,
    entered: bytes = b"",
) -> Outcome:
    """Runs *work* in a fork of this process.

    What it returns is the outcome's ``result``; an exception ends in a traceback and status 1, as
    in a program.  *streams* are descriptors in place of standard output and error; *tend* is
    called again and again while it runs.  *entered* is its standard input.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, (
        tempfile.TemporaryFile()
    ) as back, tempfile.TemporaryFile() as given:  # fmt: skip
        given.write(entered)
        given.seek(0)
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if pid == 0:
            _in_fork(work, limits, streams or (out.fileno(), err.fileno()), given.fileno(), back)
        ended = _await(pid, limits, tend=tend)
        back.seek(0)
        packed = back.read()
        result = pickle.loads(packed) if packed else None
        return _outcome(ended, _content(out), _content(err), result)


def program(
    arguments: Sequence[str | Path],
    limits: Limits = Limits(),  # noqa: B008  (immutable)
    *,
    cwd: Path,
    sent: Signal | None = None,
    environment: dict[str, str] | None = None,
) -> Outcome:
    """Runs a program; *sent* is a signal that it gets on the way."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(
            [str(argument) for argument in arguments],
            cwd=cwd, stdin=subprocess.DEVNULL, stdout=out, stderr=err,
            env={**os.environ, **(environment or {})}, preexec_fn=_minding_signals,
        )  # fmt: skip
        ended = _await(process.pid, limits, sent)
        process.returncode = ended.status
        return _outcome(ended, _content(out), _content(err), None)


def _minding_signals() -> None:
    """What a user starts minds its signals, also where a shell's background job ignores them."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def detente_program() -> list[str]:
    """The command ``detente`` of this environment, as a user starts it."""
    script = Path(sys.executable).with_name("detente")
    return [str(script)] if script.exists() else [sys.executable, "-m", "detente"]


class _Ended(Struct):
    status: int
    work: float
    peak: int
    hung: bool
    signalled: bool
    work_after: float
    clock_after: float


def _outcome(ended: _Ended, out: bytes, err: bytes, result: Any) -> Outcome:
    return Outcome(
        ended.status, out, err, ended.work, ended.peak, ended.hung, result,
        ended.signalled, ended.work_after, ended.clock_after,
    )  # fmt: skip


def _content(file: Any) -> bytes:
    file.seek(0)
    content: bytes = file.read()
    return content


def _await(
    pid: int,
    limits: Limits,
    sent: Signal | None = None,
    tend: Callable[[], None] = lambda: None,
) -> _Ended:
    started, hung = time.monotonic(), False
    at: tuple[float, float] | None = None
    while True:
        tend()
        ended, status, usage = os.wait4(pid, os.WNOHANG)
        now = time.monotonic()
        if ended:
            break
        worked = worked_seconds(pid)
        if sent and at is None and (worked if worked is not None else now - started) >= sent.after:
            os.kill(pid, sent.number)
            at = (worked or 0.0, now)
        if not hung and ((worked or 0.0) > limits.work or now - started > limits.clock):
            hung = True
            os.kill(pid, signal.SIGKILL)
        time.sleep(TICK / 4 if sent and at is None else TICK)
    tend()
    work = usage.ru_utime + usage.ru_stime
    return _Ended(
        os.waitstatus_to_exitcode(status), work, usage.ru_maxrss * 1024, hung, at is not None,
        max(0.0, work - at[0]) if at else 0.0, now - at[1] if at else 0.0,
    )  # fmt: skip


def worked_seconds(pid: int) -> float | None:
    """Seconds of CPU time that a running process has used, or nothing where Linux does not say."""
    total = 0
    try:
        for thread in os.listdir(f"/proc/{pid}/task"):
            with contextlib.suppress(FileNotFoundError), open(
                f"/proc/{pid}/task/{thread}/schedstat", "rb"
            ) as stream:  # fmt: skip
                total += int(stream.read().split()[0])
    except (OSError, ValueError, IndexError):
        return None
    return total / 1e9


def _in_fork(
    work: Callable[[], object], limits: Limits, streams: tuple[int, int], given: int, back: Any
) -> None:
    """What the child does; never returns."""
    status = 1
    try:
        _minding_signals()
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        os.dup2(given, 0)
        for number, stream in enumerate(streams, start=1):
            os.dup2(stream, number)
        sys.stdin, sys.stdout, sys.stderr = _text(0), _text(1), _text(2)
        status = _status(work, back)
    finally:
        os._exit(status)


def _status(work: Callable[[], object], back: Any) -> int:
    """Runs *work* and says with which status a program would have ended."""
    try:
        try:
            back.write(pickle.dumps(work()))
            back.flush()
            status = 0
        except SystemExit as error:
            status = error.code if isinstance(error.code, int) else int(error.code is not None)
        sys.stdout.flush()
        return status
    except BaseException:
        traceback.print_exc()
        with contextlib.suppress(Exception):
            sys.stdout.flush()
        return 1
    finally:
        with contextlib.suppress(Exception):
            sys.stderr.flush()


def _text(number: int) -> io.TextIOWrapper:
    """A standard stream as a program has it."""
    if number == 0:
        return io.TextIOWrapper(io.BufferedReader(io.FileIO(0, "r", closefd=False)), "utf-8")
    raw = io.FileIO(number, "w", closefd=False)
    watched = number == 2 or os.isatty(number)
    return io.TextIOWrapper(io.BufferedWriter(raw), "utf-8", "backslashreplace",
                            line_buffering=watched)  # fmt: skip
