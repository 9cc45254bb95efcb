"""One report's structure laid out for reading statements: what stands where."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from detente.document import Document
from detente.language.structure import Clause, Phrase, Token
from detente.model import Span
from detente.statements.marks import Quotation, find_quotations
from detente.statements.statement_words import StatementWords

_EDGE = " \t\r\n\u00a0,;:.-–—"
_BRACKETS = {")": "(", "]": "["}
# Stops that belong to the word before them: "U.S.", "...".
_ABBREVIATED = re.compile(r"(?:\b[A-Za-z]\.[A-Za-z]\.|\.\.\.)$")
_WORDLESS = frozenset({"PUNCT", "SPACE", "SYM"})
_LETTER = re.compile(r"\S")
# Clauses joined to one that are followed; more are a list and no statement.
_JOINED = 12
# A "sentence" of more characters is a table or a broken page, and is not read for reported speech.
LONGEST_SENTENCE = 3_000


class Layout:
    """Look-ups by position in one report; built once, never changed."""

    def __init__(self, document: Document, vocabulary: StatementWords) -> None:
        self.vocabulary = vocabulary
        report, structure = document.report, document.structure
        self.report = report
        self.text = report.text
        self.structure = structure
        self.quotations = find_quotations(report.text, report.paragraphs, vocabulary)
        self.outer = tuple(q for q in self.quotations if not q.nested)
        self._token_starts = [token.span.start for token in structure.tokens]
        self._sentence_starts = [s.span.start for s in structure.sentences]
        self._paragraph_starts = [p.start for p in report.paragraphs]
        self._stretches = sorted((o, q) for q in self.outer for o in q.outer)
        self._stretch_starts = [outer.start for outer, _ in self._stretches]
        self.phrase_at = {phrase.head.start: i for i, phrase in enumerate(structure.phrases)}
        self.phrase_ending = {
            phrase.span.end: i
            for i, phrase in sorted(
                enumerate(structure.phrases), key=lambda pair: -pair[1].span.start
            )
        }
        self.that_clauses: dict[int, Clause] = {}
        self.children: dict[int, list[Clause]] = {}
        self.clause_at: dict[int, Clause] = {}
        for clause in structure.clauses:
            self.clause_at[clause.trigger.start] = clause
            if clause.mark in vocabulary.complementizers:
                self.that_clauses.setdefault(clause.extent.start, clause)
            if clause.parent is not None:
                self.children.setdefault(clause.parent, []).append(clause)

    def phrase(self, index: int) -> Phrase:
        """A phrase of the structure."""
        return self.structure.phrases[index]

    def first_token(self, offset: int) -> int:
        """The index of the first token that starts at or after *offset*."""
        return bisect_left(self._token_starts, offset)

    def tokens_in(self, span: Span) -> tuple[Token, ...]:
        """The tokens that start inside *span*."""
        return self.structure.tokens[self.first_token(span.start) : self.first_token(span.end)]

    def words(self, span: Span) -> int:
        """How many words start inside *span*; punctuation is none."""
        return sum(token.pos not in _WORDLESS for token in self.tokens_in(span))

    def more_than(self, span: Span, words: int) -> bool:
        """Whether more than so many words start inside *span*; looks no further than it must."""
        for index in range(self.first_token(span.start), self.first_token(span.end)):
            words -= self.structure.tokens[index].pos not in _WORDLESS
            if words < 0:
                return True
        return False

    def blank(self, start: int, end: int) -> bool:
        """Whether nothing but blanks stands between two places."""
        return _LETTER.search(self.text, start, end) is None

    def colon_before(self, start: int, end: int) -> int | None:
        """Where the colon stands that is the last mark between two places, but for blanks."""
        last = end - 1
        while last >= start and self.text[last].isspace():
            last -= 1
        return last if last >= start and self.text[last] == ":" else None

    def paragraph(self, offset: int) -> int | None:
        """The index of the paragraph that *offset* is in, the end of one included."""
        index = bisect_right(self._paragraph_starts, offset) - 1
        inside = index >= 0 and offset <= self.report.paragraphs[index].end
        return index if inside else None

    def sentence_span(self, offset: int) -> Span | None:
        """The span of the sentence that *offset* is in or directly after."""
        index = bisect_right(self._sentence_starts, offset) - 1
        return self.structure.sentences[index].span if index >= 0 else None

    def readable(self, sentence: int) -> bool:
        """Whether a sentence is short enough to be one."""
        return len(self.structure.sentences[sentence].span) <= LONGEST_SENTENCE

    def quotation_at(self, offset: int) -> Quotation | None:
        """The outer quotation, marks included, around the character at *offset*."""
        index = bisect_right(self._stretch_starts, offset) - 1
        if index < 0:
            return None
        outer, quotation = self._stretches[index]
        return quotation if outer.start <= offset < outer.end else None

    def stretches_in(self, span: Span) -> list[tuple[Span, Quotation]]:
        """The stretches between marks, marks included, that overlap *span*."""
        first = max(0, bisect_right(self._stretch_starts, span.start) - 1)
        last = bisect_left(self._stretch_starts, span.end)
        return [pair for pair in self._stretches[first:last] if pair[0].overlaps(span)]

    def trim(self, span: Span) -> Span | None:
        """*span* without spaces, stops, dashes and unpaired brackets at its ends; or nothing."""
        start, end = span.start, span.end
        text = self.text
        openers = {mark: text.find(mark, start, end) for mark in "(["}
        closer = end
        changed = True
        while changed and start < end:
            changed = False
            if text[start] in _EDGE and not text.startswith("--", start):
                start, changed = start + 1, True
            elif text[start] in _EDGE:
                start, changed = start + 2, True
            elif self._loose(start, end, openers):
                end, changed = end - 1, True
            elif text[start] in "([":
                if closer >= end:
                    closer = max(text.rfind(mark, start, end) for mark in ")]")
                if closer < start:
                    start, changed = start + 1, True
        end = self._unjoined(start, end)
        if text.count("(", start, end) > text.count(")", start, end):
            close = text.find(")", end, end + 12)
            end = close + 1 if close >= 0 and "\n" not in text[end:close] else end
        return Span(start, end) if start < end else None

    def _unjoined(self, start: int, end: int) -> int:
        """Where a stretch ends without a conjunction at its end and what parts that from it."""
        joiners = self.vocabulary.joiners
        joiner = next((j for j in joiners if self.text.endswith(j, start, end)), "")
        before = end - len(joiner)
        while before > start and (self.text[before - 1].isspace() or self.text[before - 1] == ","):
            before -= 1
        return before if joiner and before < end - len(joiner) else end

    def _loose(self, start: int, end: int, openers: dict[str, int]) -> bool:
        """Whether the last character is a stop, or a bracket that closes nothing.

        *openers* are where the first opening brackets stand, as far as is known.
        """
        last = self.text[end - 1]
        if last in _EDGE:
            return _ABBREVIATED.search(self.text, max(start, end - 6), end) is None
        opener = _BRACKETS.get(last)
        if opener is None:
            return False
        if 0 <= openers[opener] < start:
            openers[opener] = self.text.find(opener, start, end)
        return not 0 <= openers[opener] < end - 1

    def pieces(self, span: Span, holes: list[Span]) -> list[Span]:
        """The trimmed stretches of *span* outside *holes* that have words."""
        trimmed = (self.trim(part) for part in subtract(span, holes))
        return [piece for piece in trimmed if piece is not None and self.words(piece)]

    def without_that(self, span: Span) -> Span:
        """*span* without the "that" that opens it, unless it points ("that island")."""
        opening = self.vocabulary.opening_complementizer.match(self.text, span.start, span.end)
        if opening is not None:
            first = self.first_token(span.start)
            that, after = self.structure.tokens[first], self.first_token(opening.end())
            following = self.structure.tokens[after : after + 1]
            opens = any(token.pos in ("PRON", "DET", "PROPN") for token in following)
            if that.pos == "SCONJ" or opens:
                return Span(opening.end(), span.end)
        return span

    def whole_quotations(self, span: Span) -> Span:
        """*span* widened so that it cuts no quotation in two."""
        start, end = span.start, span.end
        for outer, _ in self.stretches_in(span):
            start, end = min(start, outer.start), max(end, outer.end)
        return Span(start, end)

    def reach(self, clause: Clause, cue: Clause) -> Span:
        """The whole of *clause* with the clauses joined to it, up to *cue*'s own words."""
        start, end = clause.extent.start, clause.extent.end
        pending, seen = [clause], {clause.index}
        while pending and len(seen) < _JOINED:
            for child in self.children.get(pending.pop().index, ()):
                joined = child.link == "conjunct" and child.kind != "noun"
                if not joined or child.index in seen or child.index == cue.index:
                    continue
                if self._joins_cue(child, clause, cue):
                    continue
                seen.add(child.index)
                pending.append(child)
                start, end = min(start, child.extent.start), max(end, child.extent.end)
        return Span(start, end)

    def _joins_cue(self, child: Clause, clause: Clause, cue: Clause) -> bool:
        """Whether a clause that the parser joined to what is said goes on with the cue instead.

        "She urged them to wait, and left": without a subject of its own, after a comma, and with
        the cue's tense, where what is said has another.
        """
        own = any(
            child.extent.start <= self.phrase(index).span.start < child.trigger.start
            for index in child.subject
        )
        if own or child.infinitive or child.tense != cue.tense or child.tense == "none":
            return False
        other = clause.infinitive or bool(clause.modals) or clause.tense != cue.tense
        return other and not child.modals


def subtract(span: Span, holes: list[Span]) -> list[Span]:
    """What is left of *span* outside *holes*, in order."""
    pieces = [span]
    for hole in holes:
        pieces = [
            part
            for piece in pieces
            for part in (
                [Span(piece.start, hole.start), Span(hole.end, piece.end)]
                if piece.overlaps(hole)
                else [piece]
            )
            if part.start < part.end
        ]
    return pieces


def hull(spans: list[Span]) -> Span:
    """The smallest span that covers all of *spans*, which are not empty."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))
