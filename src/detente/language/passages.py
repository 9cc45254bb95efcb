"""A report's paragraphs as passages that a parser takes in one go.

What a parser holds of a passage grows with it, by some kilobytes a word.  A paragraph of any length
is therefore cut, at the end of a sentence where there is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from detente.language.clean import CleanText, clean
from detente.language.lexicon import Lexicon
from detente.model import Report

# Sentences of more words than this are lists, or no sentences: they have no phrases and clauses.
# The longest of news run to a hundred and fifty.
LONGEST_SENTENCE = 400

# Characters of a passage; the paragraphs of news have a few hundred, a page without any some
# thousands.
LONGEST_PASSAGE = 10_000

# Characters, and passages, that are parsed in one go: more gain nothing on a CPU and take memory.
_BATCH_CHARACTERS = 40_000
BATCH = 32

_ENDS = re.compile(r"[.!?][\"'”’»)\]]*\s+(?=[^\W\d_a-z]|[\"'“‘«(\[])")
_BLANK = re.compile(r"\s+")


class Piece(Struct, frozen=True):
    """One passage; ``starts`` and ``ends`` say that a sentence does, where it starts and ends."""

    text: CleanText
    paragraph: int
    starts: bool = True
    ends: bool = True


def pieces(report: Report, words: Lexicon) -> Iterator[Piece]:
    """The passages of *report*, in order; *words* are those of its language."""
    for number, paragraph in enumerate(report.paragraphs):
        start, starts = paragraph.start, True
        headline = paragraph == report.headline_span
        while start < paragraph.end:
            end, ends = _cut(report.text, start, paragraph.end)
            text = clean(report.text, start, end, words, headline=headline)
            yield Piece(text, number, starts, ends)
            start, starts, headline = end, ends, False


def _cut(text: str, start: int, end: int) -> tuple[int, bool]:
    """Where a passage from *start* on ends, at most at *end*; whether its last sentence does too.

    What is left at the end of a paragraph is no mere scrap.
    """
    left = end - start
    if left <= LONGEST_PASSAGE:
        return end, True
    latest = start + min(LONGEST_PASSAGE, left // 2 if left < 2 * LONGEST_PASSAGE else left)
    earliest = latest - LONGEST_PASSAGE // 4
    for shape, whole in ((_ENDS, True), (_BLANK, False)):
        *_, last = (None, *shape.finditer(text, earliest, latest))
        if last is not None:
            return last.end(), whole
    return latest, False


def batches(passages: Iterable[str]) -> Iterator[list[str]]:
    """*passages* in lots that are parsed in one go."""
    lot: list[str] = []
    held = 0
    for passage in passages:
        if lot and (len(lot) == BATCH or held + len(passage) > _BATCH_CHARACTERS):
            yield lot
            lot, held = [], 0
        lot.append(passage)
        held += len(passage)
    if lot:
        yield lot
