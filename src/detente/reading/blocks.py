"""Cutting a text into blocks: the paragraphs of the page it came from.

On most pages a line is a paragraph.  Texts that were wrapped to a column (mail, terminals, old
archives) have one paragraph on many lines; they are recognised by their line breaks standing where
the next word would not have fitted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from detente.model import Span

WIDEST_COLUMN = 120
"""Characters of the widest column a text is wrapped to; longer lines are paragraphs themselves."""

NARROWEST_COLUMN = 40
"""Narrower "columns" are lists and tables."""

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_INNER_BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")


class Block(Struct, frozen=True):
    """A paragraph without surrounding white space; ``lines`` counts the lines it is printed on."""

    span: Span
    lines: int = 1


class _Line(Struct, frozen=True):
    span: Span
    indent: int
    follows: bool  # directly after the line before, without an empty one


def blocks(text: str, start: int = 0) -> tuple[Block, ...]:
    """The blocks of *text* from *start* on, in order; white space is in none, all else in one."""
    lines = list(_lines(text, start))
    if not _wrapped(text, lines):
        return tuple(Block(line.span) for line in lines)
    width = max(len(line.span) + line.indent for line in lines)
    made: list[Block] = []
    for number, line in enumerate(lines):
        if number and _continues(text, lines[number - 1], line, width):
            last = made.pop()
            made.append(Block(Span(last.span.start, line.span.end), last.lines + 1))
        else:
            made.append(Block(line.span))
    return tuple(made)


def _lines(text: str, begin: int) -> Iterator[_Line]:
    """The lines that are not blank, trimmed."""
    end = begin
    for match in _LINE.finditer(text, begin):
        stripped = match[0].strip()
        if not stripped:
            continue
        indent = len(match[0]) - len(match[0].lstrip())
        start = match.start() + indent
        follows = len(_INNER_BREAK.findall(text, end, start)) == 1
        yield _Line(Span(start, start + len(stripped)), indent, follows)
        end = start + len(stripped)


def _wrapped(text: str, lines: list[_Line]) -> bool:
    """Whether the line breaks inside paragraphs are a column's edge.

    Most breaks between neighbouring lines must stand where the next line's first word would have
    crossed the edge.  Two such lines alone are too little to tell.
    """
    width = max((len(line.span) + line.indent for line in lines), default=0)
    if not NARROWEST_COLUMN <= width <= WIDEST_COLUMN:
        return False
    pairs = [(a, b) for a, b in pairwise(lines) if b.follows]
    full = sum(_reaches_edge(text, a, b, width) for a, b in pairs)
    return full >= 3 and full * 10 >= len(pairs) * 6


def _reaches_edge(text: str, line: _Line, following: _Line, width: int) -> bool:
    first_word = following.span.of(text).split(maxsplit=1)[0]
    return line.indent + len(line.span) + 1 + len(first_word) > width


def _continues(text: str, line: _Line, following: _Line, width: int) -> bool:
    if not following.follows or following.indent > line.indent:
        return False
    return _reaches_edge(text, line, following, width)
