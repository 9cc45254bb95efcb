"""Time expressions of a report, found and resolved against its day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.document import Document
from detente.model import Report, Span, TimeMention
from detente.times import absolute, lengths, quarters, relative, years
from detente.times.readers import Reader, Reading
from detente.times.time_context import Context
from detente.times.time_words import TimeWords

READERS: dict[str, Reader] = (
    absolute.READERS | lengths.READERS | years.READERS | quarters.READERS | relative.READERS
)


def find_times(document: Document, words: TimeWords) -> tuple[TimeMention, ...]:
    """The time expressions of a report, in the order of the text.

    Each has the interval of days that its words allow, given the report's day: a point where that
    is known, bounds where it is bracketed, open ends where it is not.  An expression keeps the
    whole of what it names ("this month" is all of it); :class:`~detente.times.Dating` narrows
    that to what an act can have.  An expression of a day that does not exist ("31 February") is
    kept with no interval and says so.
    """
    context = Context(document, words)
    found = []
    for mention in _mentions(document.report, context):
        context.remember(mention)
        found.append(mention)
    return tuple(found)


def _mentions(report: Report, context: Context) -> Iterator[TimeMention]:
    finder, each = context.words.finder, context.words.shapes
    for part in report.paragraphs or (Span(0, len(report.text)),):
        position = part.start
        while match := finder.search(report.text, position, part.end):
            found = _read(report.text, match, part.end, each, context)
            if found is None:
                position = _next_word(report.text, match.start(), part.end)
                continue
            exact, reading = found
            start, end = exact.span()
            while end > start and report.text[end - 1] in " \t\n,-":
                end -= 1
            position = max(end, match.start() + 1)
            yield TimeMention(
                Span(start, end), reading.interval, reading.type, reading.value, reading.reason
            )


def _read(
    text: str,
    match: re.Match[str],
    end: int,
    each: dict[str, re.Pattern[str]],
    context: Context,
) -> tuple[re.Match[str], Reading] | None:
    """What stands where a shape was found: the first shape, from that one on, that can be read."""
    names = list(each)
    for name in names[names.index(match.lastgroup or names[0]) :]:
        exact = each[name].match(text, match.start(), end)
        reading = READERS[name](exact, context) if exact else None
        if exact is not None and reading is not None:
            return exact, reading
    return None


def _next_word(text: str, position: int, end: int) -> int:
    """Where the next word begins, so that a refused shape is not tried again inside a word."""
    while position < end and (text[position].isalnum() or text[position] == "_"):
        position += 1
    return position + 1
