"""Bytes to text: only where the encoding is known or cannot be mistaken."""

from __future__ import annotations

import codecs
import re
from functools import cache

import charset_normalizer

MOST_FOREIGN = 0.3
"""Share of bytes outside ASCII up to which an unnamed encoding is guessed at all.  English reports
have below 0.03; above, the guess between Asian and Cyrillic encodings fails too often."""

MOST_MESS = 0.02
"""What charset-normalizer may find unlikely in a text it is believed about (0 to 1)."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CODE_PAGES = ("cp1250", "cp1252", "cp1254")
"""The Windows code pages of the languages that share our letters, Cyrillic and Greek apart."""

_LETTER_RUN = re.compile(r"[^\W\d_\x00-\x7f]{2}")

_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SIGNATURES = {
    b"%PDF": "a PDF document; convert it to text first, for example with pdftotext",
    b"PK\x03\x04": "a ZIP archive or office document; unpack it or save it as plain text",
    b"\xd0\xcf\x11\xe0": "an office document; save it as plain text",
    b"{\\rtf": "an RTF document; save it as plain text",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"BZh": "compressed with bzip2; unpack it or use gzip",
    b"\xfd7zXZ": "compressed with xz; unpack it or use gzip",
    b"(\xb5/\xfd": "compressed with zstd; unpack it or use gzip",
    b"PAR1": "a Parquet file; write it as JSON Lines",
    b"SQLite format 3": "a database",
}


class NotTextError(ValueError):
    """Bytes that are no text detente reads; ``remedy`` says what to do."""

    def __init__(self, what: str, remedy: str) -> None:
        self.what, self.remedy = what, remedy
        super().__init__(what)


def signature(data: bytes) -> str | None:
    """What the first bytes say a file is, where it is no text."""
    return next((what for mark, what in _SIGNATURES.items() if data.startswith(mark)), None)


def decode(data: bytes, named: str | None = None) -> str:
    """The text that *data* is; *named* is the encoding that a page declares.

    Byte order marks are obeyed and dropped.  Without one, text is UTF-8, else what the page names,
    else what only one encoding can explain.

    Raises:
        NotTextError: where the bytes are not text or their encoding cannot be told.
    """
    what = signature(data)
    if what:
        raise NotTextError(f"it is {what}", "give text, HTML or JSON Lines")
    text = _decoded(data, named)
    damage = _BINARY.search(text)
    if damage:
        remedy = "give text, HTML or JSON Lines; remove the character if the text is damaged"
        raise NotTextError(
            f"it is not text: control character {ord(damage[0]):#04x} at {damage.start()}", remedy
        )
    return text


def _decoded(data: bytes, named: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding)
    if b"\0" in data:
        raise NotTextError(
            "it is a binary file (it has NUL bytes)", "give text, HTML or JSON Lines"
        )
    for encoding in filter(None, ("utf-8", named)):
        try:
            return data.decode(encoding)
        except (ValueError, LookupError):  # "undefined" and "idna" are encodings of Python's, too
            continue
    return _guessed(data)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        remedy = "save the file as UTF-8"
        raise NotTextError(
            f"it is marked as {encoding} but byte {error.start} is not", remedy
        ) from error


@cache
def _agreed() -> frozenset[int]:
    """The bytes that all of the code pages read the same: quotation marks, dashes, é, ö, ü ..."""
    readings = {
        byte: {bytes((byte,)).decode(page, "replace") for page in _CODE_PAGES}
        for byte in range(256)
    }
    return frozenset(
        b for b, found in readings.items() if len(found) == 1 and "\ufffd" not in found
    )


def _guessed(data: bytes) -> str:
    """Text of an encoding that nothing names, where only one reading is likely."""
    if all(byte in _agreed() for byte in set(data)):
        text = data.decode("cp1252")
        if not _LETTER_RUN.search(text):  # "café"; a foreign word whole is another alphabet's
            return text
    foreign = sum(byte > 0x7F for byte in data)
    if foreign <= len(data) * MOST_FOREIGN:
        readings = charset_normalizer.from_bytes(data, threshold=MOST_MESS)
        texts = {str(reading) for reading in readings}
        if len(texts) == 1:
            return texts.pop()
    at = next(i for i, byte in enumerate(data) if byte > 0x7F)
    raise NotTextError(
        f"its encoding can't be told: byte {at} ({data[at]:#04x}) is not UTF-8",
        "save it as UTF-8, for example with: iconv -f WINDOWS-1252 -t UTF-8",
    )
