"""Text as the parser reads it best, with a way back to the report's own offsets.

A parser trained on edited newswire trips over what the web does to text: grave accents for
apostrophes, curly and doubled quotation marks, an abbreviation's stop that is really the end of a
sentence, commas for "and" in headlines.  :func:`clean` writes each of these as the parser expects
it and remembers, for every character it hands on, which character of the report it stands for.
"""

from __future__ import annotations

import re

from msgspec import Struct

from detente.language.lexicon import Lexicon
from detente.model import Span

_CHARACTERS = str.maketrans(
    {
        "`": "'", "´": "'", "‘": "'", "’": "'", "‛": "'", "ʼ": "'",
        "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "″": '"',
        "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\n": " ", "\t": " ", "\r": " ",
        "\u200b": " ", "\ufeff": " ", "…": ".",
    }
)  # fmt: skip

# "Russia, Japan hold talks": two names and a comma at the head of a headline mean "and".
_HEADLINE_PAIR = re.compile(r"^((?:[A-Z][\w.'-]*)(?: [A-Z][\w.'-]*)?), (?=[A-Z])")

# The tokenizer takes a time that grows with the square of a stretch without blanks, and no word is
# this long.
_UNBROKEN = 100
_STRETCH = re.compile(rf"\S{{{_UNBROKEN},}}")

_FINAL_STOP = re.compile(r"(?<=[^\W\d_]{2})\.(?=[\"')\]]*\s*$)")


class CleanText(Struct, frozen=True):
    """Text for the parser; ``offsets[i]`` is the report's offset of its character ``i``."""

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The report's span of characters *start* to *end* (exclusive, not empty)."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


def clean(text: str, start: int, end: int, words: Lexicon, *, headline: bool = False) -> CleanText:
    """Characters *start* to *end* of *text* for the parser; as long as the original, or longer."""
    raw = text[start:end].translate(_CHARACTERS)
    pieces: list[str] = []
    offsets: list[int] = []

    def put(piece: str, first: int, step: int = 1) -> None:
        pieces.append(piece)
        offsets.extend(range(first, first + len(piece)) if step else [first] * len(piece))

    edits: dict[int, str] = {}  # by position, what its one character becomes
    for stretch in _STRETCH.finditer(raw):
        for position in range(stretch.start() + _UNBROKEN - 1, stretch.end() - 1, _UNBROKEN):
            edits[position] = f"{raw[position]} "
    if headline and words.headline_joiner and (pair := _HEADLINE_PAIR.match(raw)):
        edits[pair.end(1)] = f" {words.headline_joiner}"
    if stop := _FINAL_STOP.search(raw):
        edits[stop.start()] = " ."
    done = 0
    for position, replacement in sorted(edits.items()):
        put(raw[done:position], start + done)
        put(replacement, start + position, step=0)
        done = position + 1
    put(raw[done:], start + done)
    return CleanText("".join(pieces), tuple(offsets))
