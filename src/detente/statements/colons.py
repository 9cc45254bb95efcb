"""Speakers set off by a colon: in headlines ("Minister: ...", "...: minister") and transcripts.

A colon says little by itself, so only a person's or body's name makes what follows its words, and
a line of a transcript only counts where the report has several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.document import ActorReading
from detente.model import Span
from detente.statements.finding import Finding
from detente.statements.frames import quoted_words
from detente.statements.speech_sources import SourceFinder
from detente.statements.text_layout import Layout

# A name with its title; longer is a clause.
_NAME = 5
# Lines of one speaker could be headings.
_TRANSCRIPT = 3
_BEFORE = re.compile(r"(?P<name>[^:\n\"“”]{2,60}):\s+(?=\S)")
_AFTER = re.compile(r":\s+(?P<name>[^:\n\"“”]{2,40})$")
_LINE = re.compile(r"(?P<name>[A-Z][A-Z .,'’\-]{2,40}):\s+(?=\S)")
_NAMES = frozenset({"PROPN", "NOUN", "ADJ", "DET", "ADP", "PART", "PUNCT"})
_SPEAKERS = frozenset({"person", "organisation", "government", "group"})


class ColonFinder:
    """Finds the statements of one report whose speaker a colon sets off."""

    def __init__(self, layout: Layout, sources: SourceFinder, reading: ActorReading) -> None:
        self.layout = layout
        self.sources = sources
        self.reading = reading

    def find(self) -> Iterator[Finding]:
        """The findings, in the order of the text."""
        report, text = self.layout.report, self.layout.text
        if report.headline_span is not None:
            yield from self._headline(report.headline_span)
        lines = [
            (match, paragraph)
            for paragraph in report.paragraphs
            if paragraph != report.headline_span
            and (match := _LINE.match(text, paragraph.start, paragraph.end))
        ]
        if len(lines) >= _TRANSCRIPT and len({match["name"] for match, _ in lines}) > 1:
            for match, paragraph in lines:
                yield from self._finding(match, Span(match.end(), paragraph.end))

    def _headline(self, headline: Span) -> Iterator[Finding]:
        text = self.layout.text
        before = _BEFORE.match(text, headline.start, headline.end)
        if before is not None and self._names(Span(*before.span("name"))):
            yield from self._finding(before, Span(before.end(), headline.end))
            return
        after = _AFTER.search(text, headline.start, headline.end)
        if after is not None and self._names(Span(*after.span("name"))):
            yield from self._finding(after, Span(headline.start, after.start()))

    def _names(self, span: Span) -> bool:
        """Whether *span* is the name of a person or a body that can speak."""
        tokens = self.layout.tokens_in(span)
        if not tokens or self.layout.words(span) > _NAME:
            return False
        if not all(token.pos in _NAMES for token in tokens):
            return False
        phrases = self.sources.phrases_in(span)
        actors = [actor for index in phrases for actor in self.reading.of(index)]
        if actors:
            return all(self.reading.actors[actor].kind in _SPEAKERS for actor in actors)
        return any(
            entity.kind == "person" and span.covers(entity.span)
            for index in phrases
            if (number := self.layout.phrase(index).entity) is not None
            for entity in (self.layout.structure.entities[number],)
        )

    def _finding(self, match: re.Match[str], words: Span) -> Iterator[Finding]:
        name = self.layout.trim(Span(*match.span("name")))
        colon = self.layout.text.index(":", match.start(), match.end())
        cue = Span(colon, colon + 1)
        pieces = self.layout.pieces(words, [])
        if name is None or not pieces:
            return
        content, form = quoted_words(self.layout, pieces, cue)
        if form == "partial" and len(content) == 1 and not self._unquoted(pieces, content[0]):
            form = "direct"
        yield Finding(content, form, cue, source=name, sources=self.sources.phrases_in(name))

    def _unquoted(self, pieces: list[Span], quoted: Span) -> bool:
        """Whether words stand outside the quotation marks."""
        return sum(map(self.layout.words, pieces)) > self.layout.words(quoted)
