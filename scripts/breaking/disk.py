"""A full disk: a record that can't be written to ends in a sentence, and is completed later.

The disk is a small one in memory, mounted for this where that is allowed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from breaking import judging, kills, reports
from breaking.kernel import Kernel
from breaking.ledger import Ledger
from breaking.plan import Plan

ABOUT = "records and outputs on a disk that is full"
SIZES = (64, 600, 1200, 2400, 3600)
"""KiB of the disks, from one too small for an empty record to one that a reading fills midway."""


class NoDiskError(Exception):
    """No small disk can be mounted on this machine."""


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Path]:
    """A disk of *size* KiB mounted at *folder*."""
    folder.mkdir(exist_ok=True)
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        raise NoDiskError("mounting a small disk needs root and the command mount")
    done = subprocess.run(
        [mount, "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(folder)],
        capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise NoDiskError(f"a small disk can't be mounted here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True, capture_output=True)


def run(kernel: Kernel, ledger: Ledger, plan: Plan, folder: Path) -> None:
    """Fills disks of a few sizes, then makes them large enough and reads again."""
    (folder / "reports.jsonl").write_bytes(reports.generated(plan.reports, "disk"))
    done = kernel.command("read", "reports.jsonl", "--record", "whole.duckdb", cwd=folder)
    if done.status:
        raise RuntimeError(f"a reading fails on a large disk: {done.err.decode()}")
    wanted = kernel.exports(folder / "whole.duckdb")
    event = kills.event_id(wanted["jsonl"])
    filled = 0
    for size in SIZES[1:3] if plan.short else SIZES:
        try:
            with small_disk(folder / "disk", size) as disk:
                filled += _record(kernel, ledger, folder, disk, size, wanted, event)
        except NoDiskError as error:
            ledger.skip(str(error))
            return
    if not filled:
        ledger.judge("filling a disk", ["no disk was small enough to be full"])
    with small_disk(folder / "disk", 8) as disk:
        (disk / "out").write_bytes(b"old")
        done = kernel.command(
            "export", "--record", "whole.duckdb", "--output", disk / "out", cwd=folder
        )
        faults = judging.unclean(done, (judging.FAILED,))
        if (disk / "out").read_bytes() != b"old":
            faults.append("the older output is not as it was")
        faults += judging.littered(disk, {"out"})
        ledger.judge("an export to a full disk", faults, {"stderr.txt": done.err})


def _record(
    kernel: Kernel,
    ledger: Ledger,
    folder: Path,
    disk: Path,
    size: int,
    wanted: dict[str, bytes],
    event: str,
) -> bool:
    """Reads into a record on a small disk; returns whether it was full."""
    read = ("read", "reports.jsonl", "--record", disk / "r.duckdb")
    done = kernel.command(*read, cwd=folder)
    full = done.status != 0
    faults = judging.unclean(done, (judging.DONE, judging.FAILED))
    if full and b"space" not in done.err.lower() and b"full" not in done.err.lower():
        faults.append("does not say that the disk is full: " + done.err.decode()[-150:].strip())
    if full:
        for command in kills.showing(event):
            shown = kernel.command(*command, "--record", disk / "r.duckdb", cwd=folder)
            faults += [f"{command[0]}: {fault}" for fault in judging.unclean(shown)]
    subprocess.run(["mount", "-o", "remount,size=256m", str(disk)], check=True)
    done = kernel.command(*read, cwd=folder)
    faults += [f"the next reading: {one}" for one in judging.unclean(done, (judging.DONE,))]
    if done.status == 0:
        found = kernel.exports(disk / "r.duckdb")
        for name, content in wanted.items():
            faults += judging.different(content, found[name], f"the export {name}")
    faults += judging.littered(disk, {"r.duckdb", "r.duckdb.wal"})
    ledger.judge(f"a record on a disk of {size} KiB", faults, {"stderr.txt": done.err})
    return full
