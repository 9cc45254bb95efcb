"""Records being made: what they are called, and what becomes of those whose maker was killed.

A new record is built beside its place, under a name that says who builds it: which machine, or
which part of one that counts its processes by itself, and which process.  A file of that name
whose process is gone is nobody's, and the next reading takes it away.  Where a process can't be
asked for without harm, or another machine shares the folder, it stays.
"""

from __future__ import annotations

import os
import platform
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

_PROCESSES = Path("/proc/self/ns/pid")
"""What Linux tells the machine's, or the container's, processes from others by."""


def unfinished(file: Path) -> Path:
    """Where this process builds the record *file*: hidden, and beside its place."""
    return file.with_name(f".{file.name}.{_machine()}-{os.getpid()}.new")


def take_away(file: Path) -> None:
    """Removes what processes that are gone have left of making the record *file*.

    Says nothing of what can't be removed: it harms nobody.
    """
    if sys.platform == "win32":  # where to ask for a process is to end it
        return
    with suppress(OSError):
        for path in _left_over(file):
            with suppress(OSError):
                path.unlink()


def _left_over(file: Path) -> Iterator[Path]:
    name = rf"\.{re.escape(file.name)}\.{_machine()}-(\d{{1,9}})\.new(?:\.wal)?"
    with os.scandir(file.parent) as entries:
        found = [(entry, re.fullmatch(name, entry.name)) for entry in entries]
    for entry, match in found:
        if match and stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
            process = int(match[1])
            if process == os.getpid() or not _runs(process):
                yield Path(entry.path)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # somebody else's
    return True


def _machine() -> str:
    """Tells this machine, or container, from others that may share a folder with it."""
    number = 0
    with suppress(OSError):
        number = _PROCESSES.stat().st_ino
    return blake2b(f"{platform.node()} {number}".encode(), digest_size=4).hexdigest()
