"""A word on a record whose reading was cut short."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from detente import api
from detente.record import Record
from detente.record.queries import UNMERGED
from detente.terminal.console import messages


@contextmanager
def asked(path: Path) -> Iterator[Record]:
    """The record at *path*, open for a command that shows events; says last if they are behind."""
    with api.open_record(path) as record:
        yield record
        if not record.merged:
            messages().print(f"{path}: {UNMERGED}")
