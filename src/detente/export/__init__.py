"""Records as files that other programs read: one small module a format.

Its entry is ``write(record, stream, min_confidence)``, which leaves out what is less sure and
returns how many events that are.

The bytes depend on the record's content alone, not on the order it was read in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO

from detente.export import jsonl_export, lines, plover_export
from detente.export.lines import annotation_line

if TYPE_CHECKING:
    from detente.record import Record

Writer = Callable[["Record", BinaryIO, float], int]

FORMATS: dict[str, Writer] = {
    "jsonl": jsonl_export.write,
    "plover": plover_export.write,
    "annotations": lines.write,
}
"""The formats by name; a new one is a module with ``write`` and a line here."""

__all__ = ["FORMATS", "Writer", "annotation_line"]
