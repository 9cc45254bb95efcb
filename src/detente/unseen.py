"""Characters of a text that drive a terminal, or that nobody sees: as marks, or as JSON's escapes.

A report can hold what moves a cursor, names a window, fills a clipboard or turns the letters after
it around (https://trojansource.codes).  Whatever detente prints goes through here first.
"""

from __future__ import annotations

import re
import unicodedata

_DRIVING = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, C0 and C1, but tab and newline
    "\u2028\u2029"  # line and paragraph separators
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u206a-\u206f"  # writing direction and shaping
    "\ufff9-\ufffb"  # annotations between lines
    "\U000e0000-\U000e007f"  # tags
)
_UNSEEN = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0080-\U000e0fff"
)
"""What Unicode's DerivedCoreProperties.txt (16.0) calls default ignorable, and the format controls
(category Cf) that have no shape of their own."""

_SURROGATES = "\ud800-\udfff"

_HIDDEN = re.compile(f"[{_DRIVING}{_UNSEEN}{_SURROGATES}]")
_HIDDEN_OR_BREAK = re.compile(f"[\t\n{_DRIVING}{_UNSEEN}{_SURROGATES}]")
_DRIVES = re.compile(f"[{_DRIVING}]")

_JOINERS = "\u200c\u200d"
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_SHAPED = ("Lo", "Mn", "Mc", "So", "Sk", "Sm")
"""Letters without case, their signs, and symbols: after one of these a joiner or a selector of a
variant is spelling (Persian, Hindi, emoji); after a letter of a Latin word it only misleads."""


def visible(text: str, *, breaks: bool = False) -> str:
    """*text* with a mark for each character that can't be seen or would drive a terminal.

    ESC becomes ``␛``, a right-to-left override ``<U+202E>``, and a byte of a file's name that is no
    UTF-8 ``\\xff``.  Tabs and newlines are marked too, unless *breaks* leaves them.
    """
    return (_HIDDEN if breaks else _HIDDEN_OR_BREAK).sub(_mark, text)


def _mark(match: re.Match[str]) -> str:
    character = match[0]
    number = ord(character)
    if number < 0x20:
        return chr(0x2400 + number)
    if number == 0x7F:
        return "\u2421"
    if 0xDC80 <= number <= 0xDCFF:
        return f"\\x{number - 0xDC00:02x}"
    if _spells(character, match.string[match.start() - 1 : match.start()]):
        return character
    return f"<U+{number:04X}>"


def _spells(character: str, before: str) -> bool:
    """Whether a joiner or selector belongs to the writing of what stands *before* it."""
    if character in _JOINERS:
        return bool(before) and unicodedata.category(before) in _SHAPED
    if _SELECTORS.match(character) and not _SELECTORS.match(before):
        return bool(before) and unicodedata.category(before) in _SHAPED
    return False


def escaped(data: bytes) -> bytes:
    r"""JSON in UTF-8 with ``\u`` escapes for what drives a terminal; its value is the same.

    JSON's own escapes leave DEL, C1 and the controls of writing direction as they are.
    """
    if data.isascii() and b"\x7f" not in data:
        return data
    return _DRIVES.sub(_escape, data.decode()).encode()


def _escape(match: re.Match[str]) -> str:
    if match[0] < " ":  # between values: JSON's own blanks are no others than these
        return match[0]
    pairs = match[0].encode("utf-16-be")
    return "".join(f"\\u{pairs[i]:02x}{pairs[i + 1]:02x}" for i in range(0, len(pairs), 2))
