"""Kills: a reading that is killed at any moment loses nothing.

After each, every command that shows ends cleanly, with an answer or with a sentence that says what
to do; and the same reading again makes a record whose exports are byte for byte those of a run that
nobody disturbed.
"""

from __future__ import annotations

import shutil
import signal
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import msgspec
from msgspec import Struct

from breaking import judging, moments, reports
from breaking.kernel import Kernel
from breaking.ledger import Ledger
from breaking.moments import Moment, Moments
from breaking.plan import Plan
from breaking.running import Outcome, Signal, detente_program, program

ABOUT = "a reading killed at random and aimed moments is completed by the next"
TRIES = 4
"""How often a kill that comes after the end is aimed anew."""


class Reading(Struct, frozen=True):
    """A reading to be killed: into a copy of *before*, or a new record where that is none."""

    kind: str
    folder: Path
    before: Path | None
    moments: Moments
    exports: dict[str, bytes]
    seconds: float

    def start(self, name: str) -> Path:
        """A folder to be killed in, with the reports and the record as it was."""
        folder = self.folder / name
        folder.mkdir()
        shutil.copyfile(self.folder / "reports.jsonl", folder / "reports.jsonl")
        if self.before is not None:
            shutil.copyfile(self.before, folder / RECORD)
        return folder


def run(kernel: Kernel, ledger: Ledger, plan: Plan, folder: Path) -> None:
    """Kills ``plan.kills`` readings, ``plan.kills_again`` of them of reports that had changed."""
    dice = Random(f"{plan.seed} kills")
    read, changed = (
        reports.generated(plan.reports, "kills", changed=changed) for changed in (False, True)
    )
    first = undisturbed(kernel, folder / "first", read)
    again = undisturbed(
        kernel, folder / "again", changed, folder / "first" / "whole" / RECORD, first.seconds
    )
    if not first.moments.committing():
        ledger.judge("looking for moments", ["no commit was seen: moments.py watches in vain"])
        return
    for number in range(plan.kills):
        reading = again if number < plan.kills_again else first
        place = reading.start(f"{number:03}")
        what, outcome = killed(kernel, reading, place, dice, number)
        if outcome is None:
            ledger.judge(f"{reading.kind}, {what}", ["it could not be killed before its end"])
            continue
        kept: dict[str, bytes | str | Path] = {
            f"killed-{name}": (place / name).read_bytes()
            for name in (RECORD, f"{RECORD}.wal")
            if (place / name).exists()
        }
        faults = [] if outcome.status == -signal.SIGKILL else judging.unclean(outcome)
        faults += shows(kernel, place, first.exports)
        faults += completes(kernel, reading, place)
        faults += judging.littered(place, {"reports.jsonl", RECORD, f"{RECORD}.wal"})
        ledger.judge(
            f"{reading.kind}, killed {what}",
            faults,
            {**kept, "reports.jsonl": place / "reports.jsonl"},
        )
        shutil.rmtree(place)
        if number % 5 == 4:
            ledger.progress(f"{number + 1} of {plan.kills} kills")


def undisturbed(
    kernel: Kernel, folder: Path, read: bytes, before: Path | None = None, seconds: float = 0.0
) -> Reading:
    """The reading of the reports *read* when nobody kills it, and the moments that it has.

    *seconds* is the work of it as a program, which is measured where it is not known.
    """
    folder.mkdir(parents=True)
    (folder / "reports.jsonl").write_bytes(read)
    made = Reading("a re-reading" if before else "a reading", folder, before, Moments(()), {}, 0.0)
    whole = made.start("whole")
    done = kernel.command(*READ, cwd=whole, before=moments.tracing(folder / "moments.txt"))
    if not seconds and not done.status:
        done = program([*detente_program(), *READ], cwd=made.start("timed"))
        seconds = done.work
    if done.status:
        told = done.err.decode("utf-8", "replace")[-250:]
        raise RuntimeError(f"a reading that nobody disturbed fails: {told}")
    return Reading(
        made.kind, folder, before, Moments.read(folder / "moments.txt"),
        kernel.exports(whole / RECORD), seconds,
    )  # fmt: skip


RECORD = "r.duckdb"
READ = ("read", "reports.jsonl", "--record", RECORD)


def killed(
    kernel: Kernel, reading: Reading, place: Path, dice: Random, number: int
) -> tuple[str, Outcome | None]:
    """A reading that was killed: at a random moment every second time, else at an aimed one."""
    if number % 2:
        aims: Sequence[tuple[str, Callable[[], list[int]]]] = (
            ("making the record", reading.moments.making),
            ("at a commit", reading.moments.committing),
            ("while events are put in place", reading.moments.merging),
        )
        name, found = aims[number // 2 % len(aims)]
        moment = Moment(dice.choice(found() or reading.moments.committing()), dice.random() < 0.5)
        outcome = kernel.command(*READ, cwd=place, before=moments.sending(moment))
        shown = f"{name}, {'after' if moment.after else 'before'} crossing {moment.number}"
        what = f"{shown} ({reading.moments.all[moment.number]})"
        return what, outcome if outcome.status == -signal.SIGKILL else None
    share = 0.0
    for tries in range(TRIES):
        share = dice.random() * 0.95**tries
        sent = Signal(signal.SIGKILL, share * reading.seconds)
        outcome = program([*detente_program(), *READ], cwd=place, sent=sent)
        if outcome.status == -signal.SIGKILL:
            return f"after {share:.0%} of its work", outcome
        shutil.rmtree(place)
        reading.start(place.name)
    return f"after {share:.0%} of its work", None


def shows(kernel: Kernel, place: Path, exports: dict[str, bytes]) -> list[str]:
    """What is wrong with the commands that show, asked of the record that a kill left."""
    merged = kernel.merged(place / RECORD)
    faults = []
    for arguments in showing(event_id(exports["jsonl"])):
        done = kernel.command(*arguments, "--record", "r.duckdb", cwd=place)
        # An event that is asked for by its id is not there before its report is merged.
        wrong = judging.unclean(done)
        if merged is False and b"detente read" not in _unbroken(done.err + done.out):
            wrong.append("does not say that the record is unmerged and that detente read mends it")
        faults += [f"{arguments[0]} after the kill: {fault}" for fault in wrong]
    return faults


def _unbroken(printed: bytes) -> bytes:
    return b" ".join(printed.split())


def event_id(lines: bytes) -> str:
    """The id of some event of an export."""
    for line in lines.splitlines():
        one = msgspec.json.decode(line)
        if one.get("kind") == "event":
            return str(one["id"])
    raise RuntimeError("the reports that are killed have no event; nothing could be shown of them")


def showing(event: str) -> tuple[tuple[str, ...], ...]:
    """The commands that show something of a record."""
    state, other = reports.states()[:2]
    return (
        ("timeline",),
        ("timeline", "--json"),
        ("show", event),
        ("quotes",),
        ("positions", state, other),
        ("export",),
        ("export", "--format", "plover"),
    )


def completes(kernel: Kernel, reading: Reading, place: Path) -> list[str]:
    """What is wrong with the record after the same reading again."""
    done = kernel.command(*READ, cwd=place)
    if faults := judging.unclean(done, (judging.DONE,)):
        told = done.err.decode("utf-8", "replace").strip()[:200]
        return [f"the next reading: {fault} ({told})" for fault in faults]
    exports = kernel.exports(place / RECORD)
    return [
        fault
        for name, wanted in reading.exports.items()
        for fault in judging.different(wanted, exports[name], f"the export {name}")
    ]
