"""Fuzzing: broken inputs of every kind end in an answer or a sentence, never in a crash.

The cases run in forks that take one after the other; a case is made from the seed and its number
alone, and stands in a folder before it is run, so that it is there when its process is gone.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

from breaking import judging, reports
from breaking.kernel import Kernel
from breaking.ledger import Ledger
from breaking.plan import Plan
from breaking.running import TICK, Limits, Outcome, forked, worked_seconds
from breaking.subjects import Case, Subject, subjects

ABOUT = "mutated texts, pages, tables, codebooks, gold, records: an answer or a sentence, no crash"
HANGS = 40.0
"""Seconds of work on one small case after which it hangs."""

MOST_CASES = 200
"""Cases of one fork, so that memory that is not given back does not pile up."""


def run(kernel: Kernel, ledger: Ledger, plan: Plan, folder: Path) -> None:
    """Runs ``plan.cases`` cases, or ``plan.minutes`` of them."""
    record = folder / "whole.duckdb"
    kernel.command("read", reports.EXAMPLES / "wire.jsonl", "--record", record)
    kinds = subjects(record)
    end = time.monotonic() + 60 * plan.minutes
    counts: Counter[str] = Counter()
    number, shown = 0, time.monotonic()

    def wanted() -> bool:
        return number < plan.cases if plan.cases is not None else time.monotonic() < end

    while wanted():
        stream = Stream(kernel, plan.seed, kinds, number, folder, plan.cases)
        for case, name, faults in stream.outcomes(end if plan.cases is None else None):
            place = folder / f"case-{case}"
            ledger.judge(f"case {case} of seed {plan.seed}, {name}", faults, {"case": place})
            counts[name] += 1
            number = case + 1
            shutil.rmtree(place, ignore_errors=True)
            if time.monotonic() - shown > 30:
                shown = time.monotonic()
                ledger.progress(f"{number} cases")
    ledger.figure("cases: " + ", ".join(f"{name} {many}" for name, many in counts.items()))


class Stream:
    """One fork that runs cases from *first* on, until it ends, dies or hangs."""

    def __init__(
        self, kernel: Kernel, seed: int, kinds: tuple[Subject, ...], first: int, folder: Path,
        most: int | None,
    ) -> None:  # fmt: skip
        self.kernel, self.seed, self.kinds = kernel, seed, kinds
        self.first, self.folder = first, folder
        self.last = min(first + MOST_CASES, most if most is not None else first + MOST_CASES)

    def outcomes(self, end: float | None) -> list[tuple[int, str, list[str]]]:
        """Number, kind and faults of each case; the last of them may have ended the fork."""
        log = self.folder / "log.jsonl"
        log.write_bytes(b"")
        watch = Watch(log, end)
        done = forked(
            lambda: self._run(log, end), Limits(float("inf"), float("inf")), tend=watch.look
        )
        found = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
        ended = {one["case"]: one["faults"] for one in found if "faults" in one}
        outcomes = []
        for one in found:
            if "faults" not in one:
                faults = ended.get(one["case"], [_death(done, watch)])
                outcomes.append((one["case"], one["name"], faults))
        if not outcomes:
            raise RuntimeError(f"no case was run: {done.err.decode('utf-8', 'replace')[-300:]}")
        return outcomes

    def _run(self, log: Path, end: float | None) -> None:
        os.chdir(self.folder)
        with log.open("a", encoding="utf-8", buffering=1) as stream:
            for number in range(self.first, self.last):
                dice = Random(f"{self.seed} fuzzing {number}")
                subject = dice.choices(self.kinds, [kind.weight for kind in self.kinds])[0]
                place = self.folder / f"case-{number}"
                shutil.rmtree(place, ignore_errors=True)
                place.mkdir()
                commands = subject.lay(dice, place)
                (place / "commands.json").write_text(json.dumps(commands), "utf-8")
                begun = {"case": number, "name": subject.name, "pid": os.getpid()}
                print(json.dumps(begun), file=stream)
                faults = tried(commands, place)
                print(json.dumps({"case": number, "faults": faults}), file=stream)
                if not faults:
                    os.chdir(self.folder)
                    shutil.rmtree(place, ignore_errors=True)
                if end is not None and time.monotonic() > end:
                    return


class Watch:
    """Ends a fork whose case takes too long."""

    def __init__(self, log: Path, end: float | None) -> None:
        self.log, self.end, self.size = log, end, -1
        self.started, self.hung, self.looked = 0.0, False, 0.0

    def look(self) -> None:
        """Looks whether the case is still the same, and for how long of the process's own work."""
        now = time.monotonic()
        if now - self.looked < 50 * TICK or self.hung:
            return
        self.looked = now
        content = self.log.read_bytes()
        begun = [json.loads(line) for line in content.splitlines() if b'"pid"' in line]
        if not begun:
            return
        pid = begun[-1]["pid"]
        worked = worked_seconds(pid) or 0.0
        if len(content) != self.size:
            self.size, self.started = len(content), worked
        elif worked - self.started > HANGS:
            self.hung = True
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def _death(done: Outcome, watch: Watch) -> str:
    if watch.hung:
        return f"hangs: ended after {HANGS:.0f} s of work"
    told = done.err.decode("utf-8", "replace").strip().splitlines()
    return f"its process died with status {done.status}: {told[-1] if told else 'no word'}"


def tried(commands: Case, place: Path) -> list[str]:
    """What is wrong with how *commands* end, run in this process in the folder *place*."""
    from click.testing import CliRunner

    from detente.cli import cli

    os.chdir(place)
    faults: list[str] = []
    for arguments in commands:
        result: Any = CliRunner().invoke(cli, arguments)
        raised = result.exception
        if raised is not None and not isinstance(raised, SystemExit):
            faults.append(f"{arguments[0]} raises {type(raised).__name__}: {str(raised)[:200]}")
            continue
        ended = Outcome(result.exit_code, result.stdout_bytes, result.stderr_bytes, 0.0, 0)
        faults += judging.unclean(ended)
        if arguments[0] == "annotate":
            faults += judging.untrue_lines(result.stdout_bytes)
    return faults
