"""Hostile outputs: nothing that was read is written over, and nothing stands half-written.

A record, an input, and a link to one are refused as outputs and stay as they were; devices and
pipes are written to and not replaced; a closed or full standard output ends in a sentence.  Devices
are made in the check's own folder, so that those of the machine are never named as an output.
"""

from __future__ import annotations

import os
import select
import shutil
import signal
import stat
import threading
from collections.abc import Callable
from pathlib import Path

from breaking import judging, moments, reports
from breaking.kernel import Kernel
from breaking.ledger import Ledger
from breaking.moments import Moment, Moments
from breaking.plan import Plan
from breaking.running import Limits, Outcome, detente_program, program
from breaking.subjects import ACTORS, DATES, STORY

ABOUT = "outputs over records, inputs, links, devices and pipes; closed and full streams; SIGTERM"
OLD = b"what stood here before\n"
REFUSED = (judging.FAILED, judging.MISUSED)


def run(kernel: Kernel, ledger: Ledger, plan: Plan, folder: Path) -> None:
    """All of it; the long form stops an export at every moment, the short one at a few."""
    base = folder / "base"
    base.mkdir()
    (base / "in").mkdir()
    (base / "in" / "a.txt").write_text(STORY, "utf-8")
    (base / "b.txt").write_text(STORY, "utf-8")
    (base / "days.csv").write_text(DATES, "utf-8")
    (base / "own.tsv").write_text(ACTORS, "utf-8")
    shutil.copytree(reports.CODEBOOK, base / "codebook")
    kernel.command("read", *reports.paths(reports.EXAMPLES), "--record", "r.duckdb", cwd=base)
    _refused(kernel, ledger, plan, folder, base)
    _written_through(kernel, ledger, folder, base)
    _streams(ledger, plan, base)
    _stopped(kernel, ledger, plan, folder, base)


def copied(folder: Path, base: Path) -> Path:
    """A fresh copy of the folder that the trials begin with."""
    place = folder / "case"
    if place.exists():
        shutil.rmtree(place)
    shutil.copytree(base, place, symlinks=True)
    return place


def _links(target: str) -> list[tuple[str, Callable[[Path], str]]]:
    """A file by itself, by links to it and by other names; each gives the name to write to."""

    def linked(place: Path) -> str:
        (place / "soft").symlink_to(target)
        return "soft"

    def twice(place: Path) -> str:
        (place / "soft").symlink_to(target)
        (place / "softer").symlink_to("soft")
        return "softer"

    def hard(place: Path) -> str:
        os.link(place / target, place / "hard")
        return "hard"

    return [
        ("itself", lambda place: target),
        ("a link to it", linked),
        ("a link to a link to it", twice),
        ("a hard link to it", hard),
        ("its whole path", lambda place: str(place / target)),
        ("a path around", lambda place: f"in/../{target}"),
    ]


def _refused(kernel: Kernel, ledger: Ledger, plan: Plan, folder: Path, base: Path) -> None:
    annotate = ("annotate", "in", "b.txt")
    commands: list[tuple[str, tuple[str, ...]]] = [
        ("r.duckdb", ("export", "--record", "r.duckdb")),
        ("r.duckdb", ("export", "--record", "r.duckdb", "--format", "plover")),
        ("b.txt", annotate),
        ("in/a.txt", annotate),
        ("days.csv", (*annotate, "--dates", "days.csv")),
        ("own.tsv", (*annotate, "--actors", "own.tsv")),
        ("codebook/COLLIDE.yaml", (*annotate, "--codebook", "codebook")),
        ("r.duckdb", annotate),
    ]
    for target, command in commands[::2] if plan.short else commands:
        for name, link in _links(target)[:: 3 if plan.short else 1]:
            place = copied(folder, base)
            output = link(place)
            before = (place / target).read_bytes()
            done = kernel.command(*command, "--output", output, cwd=place)
            faults = judging.unclean(done, REFUSED)
            if (place / target).read_bytes() != before:
                faults.append(f"{target} was written over")
            if Path(place / output).is_symlink() != (name in ("a link to it", _links("")[2][0])):
                faults.append("the link was replaced")
            ledger.judge(
                f"{command[0]} --output over {target} by {name}", faults, {"stderr.txt": done.err}
            )
    for target in ("b.txt", "own.tsv"):
        place = copied(folder, base)
        before = (place / target).read_bytes()
        done = kernel.command("read", "in", "b.txt", "--record", target, cwd=place)
        faults = judging.unclean(done, REFUSED)
        if (place / target).read_bytes() != before:
            faults.append(f"{target} was written over")
        ledger.judge(f"read --record over {target}", faults, {"stderr.txt": done.err})
    for output, why in (("in", "a folder"), ("nowhere/out", "a folder that is not there")):
        place = copied(folder, base)
        done = kernel.command("export", "--record", "r.duckdb", "--output", output, cwd=place)
        ledger.judge(f"export --output into {why}", judging.unclean(done, REFUSED))


def _written_through(kernel: Kernel, ledger: Ledger, folder: Path, base: Path) -> None:
    """Pipes and devices get the bytes and stay what they are; so does a file behind a link."""
    export = ("export", "--record", "r.duckdb", "--output")
    wanted = kernel.command("export", "--record", "r.duckdb", cwd=base).out

    place = copied(folder, base)
    os.mkfifo(place / "pipe")
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(_drained(place / "pipe")))
    # The thread is started by the fork's first look, when the fork is made.
    started: list[bool] = []

    def tend() -> None:
        if not started:
            started.append(True)
            reader.start()

    done = kernel.command(*export, "pipe", cwd=place, tend=tend, limits=Limits(60, 60))
    reader.join()
    faults = judging.unclean(done, (judging.DONE,))
    faults += judging.different(wanted, got[0], "what came through the pipe")
    if not stat.S_ISFIFO((place / "pipe").lstat().st_mode):
        faults.append("the pipe was replaced")
    ledger.judge("export --output to a pipe", faults, {"stderr.txt": done.err})

    place = copied(folder, base)
    (place / "kept.jsonl").write_bytes(OLD)
    (place / "soft").symlink_to("kept.jsonl")
    done = kernel.command(*export, "soft", cwd=place)
    faults = judging.unclean(done, (judging.DONE,))
    if not (place / "soft").is_symlink() or (place / "kept.jsonl").read_bytes() != wanted:
        faults.append("the link was replaced, and the file behind it is not the new one")
    ledger.judge("export --output to a link to an older output", faults)

    place = copied(folder, base)
    (place / "out").symlink_to("/proc/self/fd/1")
    done = kernel.command(*export, "out", cwd=place)
    faults = judging.unclean(done, (judging.DONE,))
    faults += judging.different(wanted, done.out, "standard output by a link")
    ledger.judge("export --output to a link to standard output", faults)

    for minor, name, statuses in ((3, "null", (judging.DONE,)), (7, "full", (judging.FAILED,))):
        place = copied(folder, base)
        try:
            os.mknod(place / name, 0o666 | stat.S_IFCHR, os.makedev(1, minor))
            os.close(os.open(place / name, os.O_WRONLY))
        except OSError as error:
            ledger.skip(f"a device like /dev/{name} can't be made here ({error.strerror})")
            continue
        done = kernel.command(*export, name, cwd=place)
        faults = judging.unclean(done, statuses)
        if not stat.S_ISCHR((place / name).lstat().st_mode):
            faults.append("the device was replaced")
        faults += judging.littered(place, {*os.listdir(base), name})
        ledger.judge(f"export --output to a device like /dev/{name}", faults)


def _drained(pipe: Path) -> bytes:
    """All that comes through a pipe; nothing where nobody opens it for ten seconds."""
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    chunks: list[bytes] = []
    try:
        while select.select([reading], [], [], 10)[0]:
            chunk = os.read(reading, 65536)
            if not chunk and chunks:
                break
            if not chunk:  # nobody has opened it yet
                if not _still_a_pipe(pipe):
                    break
                select.select([], [], [], 0.02)
                continue
            chunks.append(chunk)
    finally:
        os.close(reading)
    return b"".join(chunks)


def _still_a_pipe(pipe: Path) -> bool:
    return stat.S_ISFIFO(pipe.lstat().st_mode)


def _streams(ledger: Ledger, plan: Plan, base: Path) -> None:
    """Standard output closed, full, or with nobody at its other end."""
    detente = " ".join(f"'{part}'" for part in detente_program())
    asked = {
        "export": "export -r r.duckdb",
        "timeline": "timeline -r r.duckdb",
        "timeline as JSON": "timeline -r r.duckdb --json",
        "help": "--help",
        "annotate": "annotate b.txt",
    }
    if plan.short:
        del asked["annotate"]  # which starts for seconds
    for name, command in asked.items():
        for what, shell in (
            ("closed", f"{detente} {command} >&-"),
            ("full", f"{detente} {command} >/dev/full"),
            ("a pipe that nobody reads", f"{{ {detente} {command}; echo $? >&2; }} | true"),
            ("closed, error too", f"{detente} {command} >&- 2>&-"),
        ):
            done = program(["bash", "-c", shell], cwd=base)
            ledger.judge(
                f"{name}, standard output {what}", stream_faults(done, what, name),
                {"stderr.txt": done.err},
            )  # fmt: skip


def stream_faults(done: Outcome, what: str, name: str) -> list[str]:
    """What is wrong with how a command ended whose standard output was of no use."""
    if what == "a pipe that nobody reads":
        # The shell prints the command's own status last.
        told = done.err.split()
        status = int(told[-1]) if told and told[-1].isdigit() else -1
        faults = judging.traces(done.err)
        allowed = (0, judging.FAILED, 128 + signal.SIGPIPE)
        return faults + ([] if status in allowed else [f"exit status {status}"])
    quiet = what == "closed, error too"
    faults = judging.traces(done.err) if quiet else judging.unclean(done)
    if done.status == 0 and name != "help":
        faults.append("exit status 0, and nobody has the answer")
    elif done.status not in (0, *REFUSED):
        faults.append(f"exit status {done.status}")
    return list(dict.fromkeys(faults))


def _stopped(kernel: Kernel, ledger: Ledger, plan: Plan, folder: Path, base: Path) -> None:
    """SIGTERM and SIGINT at the moments of an export into a file."""
    command = ("export", "--record", "r.duckdb", "--output", "out")
    place = copied(folder, base)
    kernel.command(*command, cwd=place, before=moments.tracing(folder / "moments.txt"))
    wanted = (place / "out").read_bytes()
    seen = Moments.read(folder / "moments.txt").all
    step = max(1, len(seen) // (4 if plan.short else 25))
    chosen = [*range(0, len(seen), step), len(seen) - 1]
    for at in dict.fromkeys(chosen):
        for number in (signal.SIGTERM, signal.SIGINT):
            place = copied(folder, base)
            (place / "out").write_bytes(OLD)
            done = kernel.command(*command, cwd=place, before=moments.sending(Moment(at), number))
            # An export that had all done when the signal came may end well.
            whole = done.status == 0 and (place / "out").read_bytes() == wanted
            faults = [] if whole else judging.uninterrupted(done, number, 60.0, 600.0)
            if not (place / "out").exists():
                faults.append("the output is gone")
            elif (place / "out").read_bytes() not in (OLD, wanted):
                faults.append("the output is half-written")
            faults += judging.littered(place, {*os.listdir(base), "out"})
            name = signal.Signals(number).name
            ledger.judge(f"export stopped by {name} before crossing {at} ({seen[at]})", faults)
