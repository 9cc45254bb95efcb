"""``scripts/break``: tries to break detente, and prints what held."""

from __future__ import annotations

import argparse
import importlib
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from breaking import plan as plans
from breaking.kernel import Kernel
from breaking.ledger import Ledger, printable, table

CHECKS = (
    "kills", "interrupts", "orders", "circles", "shapes", "tables", "outputs", "terminals", "disk",
    "fuzzing",
)  # fmt: skip
"""The modules of the checks, in the order they run in."""

SHORT_SEED = 1
"""What the short form goes by where no seed is given: CI judges the change, not the dice."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the checks; 1 where anything failed."""
    given = _parser().parse_args(arguments)
    if given.list:
        for name in CHECKS:
            print(f"{name:<11} {_module(name).ABOUT}")
        return 0
    seed = given.seed
    if seed is None:
        seed = SHORT_SEED if given.short else random.SystemRandom().randrange(10**9)
    plan = plans.short(seed) if given.short else plans.long(seed, given.minutes)
    keep = Path(given.keep or tempfile.mkdtemp(prefix="detente-broken-")).absolute()
    print(f"seed {seed}; inputs of failures are kept in {keep}", flush=True)
    ledgers = _run(given.only or CHECKS, plan, keep, given.short)
    print("\n".join(table(ledgers)))
    again = " ".join(["scripts/break", *(["--short"] if given.short else []), f"--seed {seed}"])
    print(f"\nto see the same again: {again}")
    if keep.is_dir() and not any(keep.iterdir()):
        keep.rmdir()
    return 0 if all(one.passed for one in ledgers) else 1


def _run(names: Sequence[str], plan: plans.Plan, keep: Path, short: bool) -> list[Ledger]:
    ledgers = []
    work = Path(tempfile.mkdtemp(prefix="detente-breaking-"))
    try:
        _say("loading detente")
        kernel = Kernel(work)
        for number, name in enumerate(names, start=1):
            _say(f"==> {number} of {len(names)}: {name}: {_module(name).ABOUT}")
            ledgers.append(_check(name, kernel, plan, work / name, keep))
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return ledgers


def _check(name: str, kernel: Kernel, plan: plans.Plan, folder: Path, keep: Path) -> Ledger:
    ledger = Ledger(name, keep, _say)
    folder.mkdir()
    clock, work = time.monotonic(), _worked()
    try:
        _module(name).run(kernel, ledger, plan, folder)
    except Exception as error:
        # One check that breaks down must not hide the others; it has failed.
        ledger.judge("the check itself", [f"broke down: {printable(repr(error))}"])
        if os.environ.get("BREAKING_DEBUG"):
            raise
    took = f"{_worked() - work:.0f} s of work in {time.monotonic() - clock:.0f} s"
    ledger.progress(f"{ledger.held} of {ledger.tried} held, {took}")
    return ledger


def _worked() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"breaking.{name}")


def _say(line: str) -> None:
    print(line, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("scripts/break", description="Tries to break detente.")
    parser.add_argument(
        "--short",
        action="store_true",
        help="a little of everything, about two minutes of work, as CI runs it",
    )
    parser.add_argument(
        "--only",
        action="append",
        metavar="NAME",
        choices=CHECKS,
        help="only this check; repeatable",
    )
    parser.add_argument("--seed", type=int, metavar="N", help="what all chance goes by")
    parser.add_argument(
        "--minutes",
        type=float,
        default=10,
        metavar="N",
        help="minutes of fuzzing in the long form (default 10)",
    )
    parser.add_argument("--keep", metavar="FOLDER", help="where inputs of failures go")
    parser.add_argument("--list", action="store_true", help="list the checks")
    return parser  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
