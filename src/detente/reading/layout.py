"""What the parts of a text are: headline, byline, dateline, stamps, site furniture, paragraphs.

The text is cut into blocks, one a paragraph of the web page it came from, and each block is taken
for what its shape says.  Nothing is changed, so every offset holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from msgspec import Struct

from detente.model import Span
from detente.reading.blocks import Block, blocks
from detente.reading.datelines import Dateline, dateline_after_title, dateline_at
from detente.reading.dates import (
    Stamp,
    address_stamp,
    closing_stamp,
    label_alone,
    label_kind,
    stamp_line,
)
from detente.reading.furniture import Furniture, furniture
from detente.reading.reading_words import LineWords, ReadingWords

LONGEST_HEADLINE = 160
"""Characters; the longest of 7,600 agency headlines measured has 96."""

SHORTEST_BODY = 100
"""Characters from which a block is body text; bylines, kickers and most captions are shorter."""

TOP_BODIES = 2
"""After how many blocks of body text the top of a page is over: a standfirst comes before the
lines that say who wrote the report and when, the report's first paragraph after them."""

TOP_PARAGRAPHS = 5
"""After how many parts of the report the top is over, whatever their length."""

CLOSING_BLOCKS = 4
"""How many blocks from the end a byline may sign a report off."""

DATELINE_BLOCKS = 4
"""Among how many blocks of the report a dateline is looked for: standfirsts come before it."""

_STOPS = re.compile(r"[.!?…;:,][\"”’')\]]*$")
_INNER_STOP = re.compile(r"[a-z\d)”\"]{2}\.[”\"]?\s+[A-Z“\"]")
_ABBREVIATION = re.compile(r"(?:\b[A-Z]\.)+$")


class Naming(Struct, frozen=True):
    """A publisher that the text names, and how surely: 3 in the text's furniture, 1 a sign-off."""

    name: str
    strength: int


class Layout(Struct, frozen=True):
    """The parts of one text, all in its order; ``address`` is a page address that stands in it."""

    headline: Span | None = None
    byline: Span | None = None
    dateline: Span | None = None
    furniture: tuple[Span, ...] = ()
    paragraphs: tuple[Span, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    namings: tuple[Naming, ...] = ()
    address: str | None = None


def lay_out(
    text: str, headline: str | None, words: ReadingWords, front: Span | None = None
) -> Layout:
    """The parts of *text*; *headline* is the report's where the source gives it beside the text.

    *front* is what stands before the report and is no part of it.
    """
    return _Reader(text, headline, words, front).layout()


class _Reader:
    """Goes through the blocks of one text once, keeping what it found."""

    def __init__(
        self, text: str, headline: str | None, words: ReadingWords, front: Span | None
    ) -> None:
        self.text = text
        self.words = words
        self.front = front
        self.given_headline = plain(headline) if headline else None
        self.headline: Span | None = None
        self.byline: Span | None = None
        self.dateline: Span | None = None
        self.furniture: list[Span] = [] if front is None else [front]
        self.paragraphs: list[Span] = []
        self.stamps: list[Stamp] = []
        self.namings: list[Naming] = []
        self.address: str | None = None
        self.bodies = 0
        self.in_list = False
        self.pending_label = ""

    @property
    def top(self) -> bool:
        """Whether the page's top goes on, where bylines and dates stand."""
        return self.bodies < TOP_BODIES and len(self.paragraphs) < TOP_PARAGRAPHS

    def layout(self) -> Layout:
        """The text's parts."""
        cut = blocks(self.text, 0 if self.front is None else self.front.end)
        for number, block in enumerate(cut):
            if self.in_list and self._only_other_stories(cut[number:]):
                self.furniture += [block.span for block in cut[number:]]
                break
            after = cut[number + 1] if number + 1 < len(cut) else None
            if not self._aside(block, closing=number >= len(cut) - CLOSING_BLOCKS, after=after):
                self._body(block)
        self._closing()
        self._dateline()
        return Layout(
            self.headline,
            self.byline,
            self.dateline,
            tuple(sorted(self.furniture)),
            tuple(self.paragraphs),
            tuple(self.stamps),
            tuple(self.namings),
            self.address,
        )

    def _aside(self, block: Block, *, closing: bool, after: Block | None) -> bool:
        """Take the block if it is no part of the report; whether it was taken."""
        line = block.span.of(self.text)
        if self._is_headline(block, line):
            return False
        if self._stamped(block.span, line, after):
            return True
        shape = furniture(line, self.words, top=self.top)
        if shape:
            self._furnish(block.span, line, shape)
            return True
        if (self.top or closing) and self._signed(block.span, line, after):
            return True
        if self.in_list and looks_like_headline(line):
            self.furniture.append(block.span)
            return True
        self.in_list = False
        return False

    def _is_headline(self, block: Block, line: str) -> bool:
        """Whether the block is the headline that the source gave beside the text."""
        if self.headline or not self.given_headline or not self.top:
            return False
        return plain(line) == self.given_headline

    def _only_other_stories(self, rest: Sequence[Block]) -> bool:
        """Whether all that comes is other stories: headlines, each with a teaser below it.

        One pair alone may be a heading and the report's last paragraph.
        """
        lines = [block.span.of(self.text) for block in rest]
        lines = [line for line in lines if not furniture(line, self.words, top=False)]
        heads, teasers = lines[::2], lines[1::2]
        return (
            len(teasers) >= 2
            and all(looks_like_headline(line) for line in heads)
            and not any(looks_like_headline(line) for line in teasers)
        )

    def _stamped(self, span: Span, line: str, after: Block | None) -> bool:
        """Take a line of publication stamps, or a label whose date is on the next line."""
        label = label_alone(line, self.words.stamps)
        if label and after and stamp_line(self.text, after.span, self.words.stamps):
            self.pending_label = label
            self.furniture.append(span)
            return True
        found = stamp_line(self.text, span, self.words.stamps)
        pending, self.pending_label = self.pending_label, ""
        if not found:
            return False
        bare = all(stamp.kind == "bare" for stamp in found.stamps)
        if bare and not pending and not (self.top or found.byline):
            return False  # a date alone in the middle is a chronology's, not the report's
        for stamp in found.stamps:
            told = pending and stamp.kind == "bare"
            kind = label_kind(pending, self.words.stamps) if told else stamp.kind
            self.stamps.append(Stamp(kind, stamp.span, stamp.moment, stamp.label or pending))
        self.furniture.append(span)
        self.byline = self.byline or found.byline
        return True

    def _furnish(self, span: Span, line: str, shape: Furniture) -> None:
        self.furniture.append(span)
        self.in_list = shape.opens_list
        if shape.publisher:
            self.namings.append(Naming(shape.publisher, shape.strength))
        if shape.kind == "byline":
            self.byline = self.byline or span
        if shape.kind == "address" and self.top and line.startswith("http") and not self.address:
            self.address = line
            stamp = address_stamp(self.text, span)
            if stamp:
                self.stamps.append(stamp)

    def _signed(self, span: Span, line: str, after: Block | None) -> bool:
        """Take a byline; the first line is one only where no headline can be the next."""
        if not is_byline(line, self.words.lines):
            return False
        opens = not self.paragraphs and not self.given_headline
        if opens and (not after or looks_like_headline(after.span.of(self.text))):
            return False
        self.byline = self.byline or span
        self.furniture.append(span)
        return True

    def _body(self, block: Block) -> None:
        line = block.span.of(self.text)
        first = not self.paragraphs
        given = self._is_headline(block, line)
        own = first and not self.given_headline and block.lines <= 2 and looks_like_headline(line)
        if own:
            found = dateline_at(self.text, block.span, self.words)
            # A dateline alone on its line, or a first paragraph that lost its full stop.
            own = not found or (found.end < block.span.end and len(line) < SHORTEST_BODY)
        if given or own:
            self.headline = block.span
        else:
            self.bodies += len(line) >= SHORTEST_BODY
        self.paragraphs.append(block.span)

    def _closing(self) -> None:
        """Cut a stamp off the last paragraph's end."""
        if not self.paragraphs or self.paragraphs[-1] == self.headline:
            return
        last = self.paragraphs[-1]
        stamp = closing_stamp(self.text, last, self.words.stamps)
        if stamp:
            self.stamps.append(stamp)
            end = last.start + len(self.text[last.start : stamp.span.start].rstrip())
            self.paragraphs[-1] = Span(last.start, end)
            self.furniture.append(Span(stamp.span.start, last.end))

    def _dateline(self) -> None:
        """Find the dateline and let its paragraph begin after it."""
        body = [i for i, span in enumerate(self.paragraphs) if span != self.headline]
        for index in body[:DATELINE_BLOCKS]:
            span = self._after_byline(index)
            found = dateline_at(self.text, span, self.words)
            if found:
                self._cut_dateline(index, span, found)
                return
        if not body:
            return
        span = self.paragraphs[body[0]]
        if found := dateline_after_title(self.text, span, self.words):
            assert found.place is not None
            title = self.text[span.start : found.place.start].rstrip()
            self.paragraphs.insert(body[0], Span(span.start, span.start + len(title)))
            rest = Span(found.place.start, span.end)
            self._cut_dateline(body[0] + 1, rest, found)

    def _after_byline(self, index: int) -> Span:
        """The paragraph without a byline that stands in front of its dateline."""
        span = self.paragraphs[index]
        match = self.words.lines.leading_byline.match(self.text, span.start, span.end)
        if not match or not dateline_at(self.text, Span(match.end(), span.end), self.words):
            return span
        signed = Span(match.start(), match.start() + len(match[0].rstrip()))
        self.byline = self.byline or signed
        self.furniture.append(signed)
        return Span(match.end(), span.end)

    def _cut_dateline(self, index: int, span: Span, found: Dateline) -> None:
        self.paragraphs[index : index + 1] = [Span(found.end, span.end)] * (found.end < span.end)
        self.dateline = found.place
        if not found.place:
            lead = self.text[span.start : found.end].rstrip()
            self.furniture.append(Span(span.start, span.start + len(lead)))
        if found.agency:
            self.namings.append(Naming(found.agency, 0))
        if found.moment:
            self.stamps.append(Stamp("dateline", found.moment.span, found.moment))


_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});")


def plain(line: str) -> str:
    """A headline on one line, with the letters that entities left in it stand for."""
    return " ".join(_ENTITY.sub(lambda match: unescape(match[0]), line).split())


def looks_like_headline(line: str) -> bool:
    """Whether a line could be a headline: short, more than a word, and without a final stop."""
    line = plain(line)
    if not 2 <= len(line.split()) <= 30 or len(line) > LONGEST_HEADLINE:
        return False
    if _INNER_STOP.search(line):
        return False
    opening = line.lstrip("\"'“‘«([¡¿ ")
    if not opening or not (opening[0].isupper() or opening[0].isdigit()):
        return False
    stop = _STOPS.search(line)
    if not stop or stop[0] in ("?", "!") or _ABBREVIATION.search(line):
        return True
    return stop[0] in ('?"', '!"', "?”", "!”", "?’", "!’", "?'", "!'")


def is_byline(line: str, words: LineWords) -> bool:
    """Whether a line says who wrote the report and nothing else: "By A. Writer in Moscow"."""
    match = words.byline.fullmatch(line.strip(" -–—|()"))
    if not match:
        return False
    found = re.findall(r"[^\W\d_][\w.'’-]*", match["names"])
    names = [word for word in found if word.casefold() not in words.byline_words]
    capitals = all(word[0].isupper() for word in names)
    return bool(names) and capitals and len(found) <= 14 and len(names) <= 10
