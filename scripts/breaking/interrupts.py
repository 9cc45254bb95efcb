"""Interrupts: Ctrl-C, or a polite end, at any moment from the start of the process on.

The command ends soon with 130 (143), without a traceback; nothing half-written is left, and the
next run does all as if nothing had been.
"""

from __future__ import annotations

import shutil
import signal
from pathlib import Path
from random import Random

from breaking import judging, reports
from breaking.kernel import Kernel
from breaking.ledger import Ledger
from breaking.plan import Plan
from breaking.running import Limits, Outcome, Signal, detente_program, program

ABOUT = "Ctrl-C and SIGTERM at random moments of read and annotate, from process start on"
OLD = b"what stood here before\n"
COMMANDS = {
    "read": ("read", "reports.jsonl", "--record", "r.duckdb"),
    "annotate": ("annotate", "reports.jsonl", "--output", "out.jsonl"),
}
KNOWN = {"reports.jsonl", "out.jsonl", "r.duckdb", "r.duckdb.wal"}
"""What may stand in the folder afterwards; DuckDB's log is a part of the record."""

MOST = {True: 600.0, False: 20.0}
"""Seconds by the clock that an interrupted command may take on a busy machine, short and long."""


def run(kernel: Kernel, ledger: Ledger, plan: Plan, folder: Path) -> None:
    """Sends ``plan.interrupts`` signals; one in four is SIGTERM, one in five comes at the start."""
    dice = Random(f"{plan.seed} interrupts")
    many = max(12, plan.reports // 3)
    (folder / "reports.jsonl").write_bytes(reports.generated(many, "interrupts"))
    seconds = {name: undisturbed(folder, name) for name in COMMANDS}
    wanted = {
        "read": kernel.exports(folder / "read" / "r.duckdb"),
        "annotate": {"out": (folder / "annotate" / "out.jsonl").read_bytes()},
    }
    for number in range(plan.interrupts):
        name = ("read", "annotate")[number % 2]
        sent = signal.SIGTERM if number % 4 > 1 else signal.SIGINT
        share = dice.random() * (0.1 if number % 5 == 0 else 0.97)
        place = start(folder, f"{number:03}")
        arguments = [*detente_program(), *COMMANDS[name]]
        limits = Limits(plan.watchdog)
        done = program(arguments, limits, cwd=place, sent=Signal(sent, share * seconds[name]))
        late = came_late(done, seconds[name])
        faults = judging.unclean(done, (judging.DONE,)) if late else judging.uninterrupted(
            done, sent, plan.patience, MOST[plan.short]
        )  # fmt: skip
        if name == "annotate" and not late:
            faults += untouched(place, wanted[name]["out"])
        faults += judging.littered(place, KNOWN)
        faults += again(kernel, place, name, wanted[name])
        what = f"{name}, {signal.Signals(sent).name} after {share:.1%} of its work"
        ledger.judge(
            what, faults, {"stderr.txt": done.err, "reports.jsonl": place / "reports.jsonl"}
        )
        shutil.rmtree(place)
        if number % 20 == 19:
            ledger.progress(f"{number + 1} of {plan.interrupts} interrupts")


def came_late(done: Outcome, seconds: float) -> bool:
    """Whether a signal met a command that was done, or as good as done: one of *seconds* of work.

    A command that goes on for longer and ends well has swallowed the signal.
    """
    return not done.signalled or (done.status == 0 and done.work_after <= 0.15 * seconds)


def start(folder: Path, name: str) -> Path:
    """A folder with the reports, and an output of an earlier day."""
    place = folder / name
    place.mkdir()
    shutil.copyfile(folder / "reports.jsonl", place / "reports.jsonl")
    (place / "out.jsonl").write_bytes(OLD)
    return place


def undisturbed(folder: Path, name: str) -> float:
    """Seconds of work that a command takes when nobody interrupts it."""
    done = program([*detente_program(), *COMMANDS[name]], cwd=start(folder, name))
    if done.status:
        raise RuntimeError(f"{name} fails undisturbed: {done.err.decode('utf-8', 'replace')}")
    return done.work


def untouched(place: Path, whole: bytes) -> list[str]:
    """Whether the output of an interrupted command is what stood there before, or all of it."""
    kept = (place / "out.jsonl").read_bytes() if (place / "out.jsonl").exists() else b""
    return (
        []
        if kept in (OLD, whole)
        else ["the output of an interrupted annotate is not as it was before"]
    )


def again(kernel: Kernel, place: Path, name: str, wanted: dict[str, bytes]) -> list[str]:
    """What is wrong with what the next run makes."""
    done = kernel.command(*COMMANDS[name], cwd=place)
    if faults := judging.unclean(done, (judging.DONE,)):
        return [f"the next run: {fault}" for fault in faults]
    found = (
        kernel.exports(place / "r.duckdb")
        if name == "read"
        else {"out": (place / "out.jsonl").read_bytes()}
    )
    return [
        fault for key in wanted for fault in judging.different(wanted[key], found[key], key)
    ]  # fmt: skip
