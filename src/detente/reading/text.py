"""Plain text as it comes from the web: one file, one report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from detente.errors import SourceError
from detente.model import Report
from detente.reading.assembly import LONGEST_TEXT, TOO_LONG, Beside, Given, assemble
from detente.reading.decoding import NotTextError, decode

MOST_BYTES = 4 * LONGEST_TEXT
"""No text of the longest length takes more in UTF-8, so a longer file need not be read on."""


def read_text(
    stream: BinaryIO, source: str, given: Given, *names: str
) -> Iterator[Report | SourceError]:
    """The report in *stream*: its text decoded, line ends made ``\\\\n``, nothing else changed."""
    data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        found = f"more than {MOST_BYTES:,} bytes; a report has at most {LONGEST_TEXT:,} characters"
        yield SourceError(source, found, TOO_LONG)
        return
    try:
        text = decode(data)
    except NotTextError as error:
        yield SourceError(source, error.what, error.remedy)
        return
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        yield SourceError(source, "it is empty", "give a file with a report in it, or leave it out")
        return
    yield from assemble(text, source, Beside(), given, *names)
