"""Quotation marks: which stretches of a report stand between them, whatever the marks.

Newspapers mix straight and curly marks, guillemets, doubled apostrophes, and single marks in
headlines; their apostrophes may be straight, curly, or backticks; typing errors open a quotation
with one mark and close it with another, or not at all.  So a mark's shape says less than where it
stands: one that opens has space before it and a word after, one that closes the other way round,
and one between two letters is an apostrophe.

No offset is moved.  Time is linear in the text: every mark is looked at once as an opener and once
as a closer.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Literal

from msgspec import Struct

from detente.model import Span
from detente.statements.statement_words import WordLists

Family = Literal["double", "single"]


class Quotation(Struct, frozen=True):
    """Words between quotation marks.

    ``parts`` are the words without the marks, one span a paragraph: a quotation that runs over
    paragraphs is opened again at each and closed once.  ``outer`` is the same with the marks.
    ``nested`` says that it stands inside another quotation.
    """

    parts: tuple[Span, ...]
    outer: tuple[Span, ...]
    family: Family
    nested: bool = False

    @property
    def start(self) -> int:
        """Where the first opening mark stands."""
        return self.outer[0].start

    @property
    def end(self) -> int:
        """Past the last closing mark."""
        return self.outer[-1].end

    def covers(self, span: Span) -> bool:
        """Whether *span* lies inside one paragraph's stretch, marks included."""
        return any(outer.covers(span) for outer in self.outer)


class _Mark(Struct, frozen=True):
    """One quotation mark and what its place lets it do."""

    start: int
    end: int
    opens: bool
    closes: bool
    strong: bool  # a closing mark that can't be a plural's apostrophe


class _Pair(Struct, frozen=True):
    """An opening mark with its closing one; ``close`` is ``None`` where the paragraph has none."""

    open: _Mark
    close: _Mark | None
    end: int  # of the words


_DOUBLE = re.compile("[\"“”„‟«»″＂〝〞]|''|``|’’|‘‘|´´|,,(?=\\w)")
_SINGLE = re.compile("['‘’‚‛‹›`´′]")
_OPENING_SHAPES = frozenset("“„‟«〝‘‚‛‹`")
_CLOSING_SHAPES = frozenset("”»〞’›")
_CLOSERS_AFTER = frozenset(".,;:!?)]}…-–—/'’\"”»*")
_OPENERS_BEFORE = frozenset("([{-–—/'‘\"“«:;,…*.")
_INCHES = re.compile(r"\d['’′]\s?\d{1,2}$")


def find_quotations(
    text: str, paragraphs: tuple[Span, ...], words: WordLists
) -> tuple[Quotation, ...]:
    """The quotations of *text* inside *paragraphs*, in the order of their opening marks.

    *words* tell apostrophes apart from them.

    A quotation that is opened and never closed is left out, unless the next paragraph opens it
    again: then its paragraph's end closes that part of it.
    """
    chains = _Chains()
    nested: list[Quotation] = []
    for paragraph in paragraphs:
        doubles = _pair(text, paragraph, _marks(text, paragraph, _DOUBLE, words), "double")
        chains.add(paragraph, text, doubles)
        edges = [paragraph.start]
        inside: list[Span] = []
        for pair in doubles:
            if pair.close is not None:
                edges += [pair.open.start, pair.close.end]
                inside.append(Span(pair.open.end, pair.close.start))
        edges.append(paragraph.end)
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            chains.singles += _singles(text, Span(start, end), words, nested=False)
        for span in inside:
            nested += _singles(text, span, words, nested=True)
    found = [*_outermost(chains.finish(), chains.singles), *nested]
    return tuple(sorted(found, key=lambda quotation: (quotation.start, quotation.end)))


def _outermost(doubles: list[Quotation], singles: list[Quotation]) -> list[Quotation]:
    """*doubles*, and the *singles* that share nothing with them.

    Whether a double mark that its paragraph leaves open counts shows only in the next one, after
    the single marks beside it were paired.
    """
    outer = sorted(span for quotation in doubles for span in quotation.outer)
    starts = [span.start for span in outer]
    kept = list(doubles)
    for quotation in singles:
        before = bisect_left(starts, quotation.end) - 1
        if before < 0 or outer[before].end <= quotation.start:
            kept.append(quotation)
    return kept


class _Chains:
    """Joins the paragraphs of a quotation that each opens again."""

    def __init__(self) -> None:
        self.done: list[Quotation] = []
        self.singles: list[Quotation] = []
        self._open: list[Span] = []
        self._open_outer: list[Span] = []

    def add(self, paragraph: Span, text: str, pairs: list[_Pair]) -> None:
        """Take the next paragraph's pairs, and close or drop what the one before left open."""
        first = pairs[0] if pairs else None
        reopens = first is not None and not text[paragraph.start : first.open.start].strip()
        if not reopens:
            self._drop()
        for pair in pairs:
            inner = Span(pair.open.end, pair.end)
            outer = Span(pair.open.start, pair.close.end if pair.close else pair.end)
            carried = pair is first and reopens
            if not carried:
                self._drop()
            if pair.close is None:
                self._open.append(inner)
                self._open_outer.append(outer)
            elif inner.start < inner.end:
                self.done.append(
                    Quotation((*self._open, inner), (*self._open_outer, outer), "double")
                )
                self._clear()

    def finish(self) -> list[Quotation]:
        """All quotations, once the last paragraph is in."""
        self._drop()
        return self.done

    def _drop(self) -> None:
        """What is open now is never closed.

        The paragraphs before the last were each confirmed by the mark that opened the next one.
        """
        if len(self._open) > 1:
            self.done.append(
                Quotation(tuple(self._open[:-1]), tuple(self._open_outer[:-1]), "double")
            )
        self._clear()

    def _clear(self) -> None:
        self._open, self._open_outer = [], []


def _marks(text: str, within: Span, shape: re.Pattern[str], words: WordLists) -> list[_Mark]:
    """The marks of one family inside *within*, less apostrophes, inches and feet."""
    marks = []
    for match in shape.finditer(text, within.start, within.end):
        start, end = match.span()
        before = text[start - 1] if start > within.start else ""
        after = text[end] if end < within.end else ""
        word_before, word_after = before.isalnum(), after.isalnum()
        if len(match[0]) == 1 and shape is _SINGLE and word_before and word_after:
            continue
        if match[0] in '"″' and word_before and _INCHES.search(text, max(0, start - 6), start):
            continue
        opens = bool(after.strip()) and (not before.strip() or before in _OPENERS_BEFORE)
        closes = bool(before.strip()) and (not after.strip() or after in _CLOSERS_AFTER)
        if shape is _DOUBLE and not opens and not closes:
            # Words on both sides: only its shape is left to go by, and what is open already.
            opens = bool(after.strip()) and match[0][0] not in _CLOSING_SHAPES
            closes = bool(before.strip()) and match[0][0] not in _OPENING_SHAPES
        elif opens and closes:
            opens = match[0][0] not in _CLOSING_SHAPES
            closes = match[0][0] not in _OPENING_SHAPES
        if shape is _SINGLE and opens and words.elision.match(text, end, within.end):
            opens = False
        marks.append(_Mark(start, end, opens, closes, strong=before not in words.plural_ends))
    return marks


def _pair(text: str, within: Span, marks: list[_Mark], family: Family) -> list[_Pair]:
    """Pair openers with closers; an opener that meets the next opener first is dropped."""
    pairs: list[_Pair] = []
    opener: _Mark | None = None
    for mark in marks:
        if opener is not None and mark.closes and mark.start > opener.end:
            pairs.append(_Pair(opener, mark, mark.start))
            opener = None
        elif mark.opens:
            opener = mark
    if opener is not None and family == "double":
        end = within.start + len(text[within.start : within.end].rstrip())
        if opener.end < end:
            pairs.append(_Pair(opener, None, end))
    return pairs


def _singles(text: str, within: Span, words: WordLists, *, nested: bool) -> list[Quotation]:
    """Quotations in single marks inside *within*, where apostrophes look just like them."""
    marks = _marks(text, within, _SINGLE, words)
    found: list[Quotation] = []
    opener: _Mark | None = None
    weak: _Mark | None = None
    for mark in [*marks, None]:
        if opener is not None and mark is not None and mark.closes and mark.start > opener.end:
            if not mark.strong:
                # A plural's apostrophe or the end: the first one, if nothing better follows.
                weak = weak or mark
                continue
            found.append(_quotation(opener, mark, nested))
            opener = weak = None
        elif mark is None or mark.opens:
            if opener is not None and weak is not None:
                found.append(_quotation(opener, weak, nested))
            opener, weak = mark, None
    return found


def _quotation(opener: _Mark, closer: _Mark, nested: bool) -> Quotation:
    inner, outer = Span(opener.end, closer.start), Span(opener.start, closer.end)
    return Quotation((inner,), (outer,), "single", nested)
