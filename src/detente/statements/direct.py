"""Quotations that stand on their own, and the cue each is said with.

A cue stands right after the quotation (`"...," the minister said`), right before it (`The minister
said: "..."`), or in the middle.  A quotation right after the cue of another goes on with the same
statement; what has no cue at all is left to ``carry``.  Works on what stands beside the marks,
because a parser often loses its way in quotations.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, structs

from detente.language.structure import Clause, Token
from detente.model import Span
from detente.statements.cues import Cue
from detente.statements.finding import Finding
from detente.statements.marks import Quotation
from detente.statements.speech_sources import SourceFinder
from detente.statements.text_layout import LONGEST_SENTENCE, Layout, hull

# How many tokens from a quotation its cue may stand: a long title and a name before "said".
_REACH_AFTER = 45
_REACH_BEFORE = 30
# A quotation without a cue is somebody's words, and no title or term, from this many words on.
_UTTERANCE = 5
# A quotation set apart is signed with a dash and at most so many words of name and office.
_DASH = re.compile(r"\s*(?P<dash>[-–—―]{1,2})\s*(?=\w)")
_SIGNATURE = 12
# A name with its title, before a colon; longer is a clause.
_NAME = 6
# "And this from Foreign Minister X:": so many tokens, and so many of them before the name.
_HANDED_OVER = 12
_JOINERS = 4
# "he said (on Friday in Geneva)": so many words between a cue and the quotation that goes on.
_ASIDE = 6
# A nickname or a title in a name, as against a quotation.
_NICKNAME = 2
_DASHES = frozenset({"—", "–", "-", "--"})
_STOPS = frozenset(".!?")
_BETWEEN = frozenset({"PUNCT", "ADV", "SPACE", "SYM"})
_NOMINAL = frozenset(
    {"NOUN", "PROPN", "PRON", "DET", "ADJ", "ADP", "NUM", "PART", "PUNCT", "CCONJ", "SYM"}
)


class _Cued(Struct, frozen=True):
    """A cue clause beside a quotation; ``group`` covers cue and source."""

    clause: Clause
    sense: Cue
    group: Span
    sources: tuple[int, ...]
    source: Span | None
    before: bool


class DirectFinder:
    """Finds the statements of one report that stand between quotation marks."""

    def __init__(self, layout: Layout, sources: SourceFinder) -> None:
        self.layout = layout
        self.text = layout.text
        self.table = layout.vocabulary.cues
        self.sources = sources

    def find(self) -> tuple[list[Finding], list[Quotation]]:
        """The quotations with a cue, and those that need one found elsewhere, in order."""
        found: list[Finding] = []
        uncued: list[Quotation] = []
        for quotation in self.layout.outer:
            if not self._stands_alone(quotation):
                continue
            cued = self._cue(quotation)
            if cued is not None:
                if found and self._same(found[-1], cued, quotation):
                    found[-1] = extended(found[-1], quotation)
                else:
                    found.append(self._finding(quotation, cued))
            elif (signed := self._signed(quotation)) is not None:
                found.append(signed)
            elif (coloned := self._coloned(quotation) or self._led_in(quotation)) is not None:
                found.append(coloned)
            elif found and self._goes_on_from(found[-1], quotation):
                found[-1] = extended(found[-1], quotation)
            elif self._utterance(quotation):
                uncued.append(quotation)
        return found, uncued

    def _same(self, last: Finding, cued: _Cued, quotation: Quotation) -> bool:
        """Whether a cue is the one of the statement before: `"...," he said, "..."`."""
        if last.clause != cued.clause.index:
            return False
        here = self.layout.paragraph(quotation.start)
        return here == self.layout.paragraph(last.content[-1].start)

    def _goes_on_from(self, last: Finding, quotation: Quotation) -> bool:
        """Whether a quotation stands right after the cue of one: `"No," he said. "Never."`."""
        if (
            last.cue is None
            or not self._ends(quotation)
            or not self._sentence_like(quotation.start)
        ):
            return False
        end = max(last.cue.end, last.content[-1].end, last.source.end if last.source else 0)
        near = self.layout.paragraph(end) == self.layout.paragraph(quotation.start)
        return (
            near
            and end < quotation.start
            and not self.layout.more_than(Span(end, quotation.start), _ASIDE)
        )

    # -- what a quotation is ------------------------------------------------------------------

    def _stands_alone(self, quotation: Quotation) -> bool:
        """Whether nothing of the sentence around is part of what is said."""
        before = self._sentence_before(quotation)
        if self._goes_on(quotation) and self._cue_after(quotation) is None:
            return False
        if not before or before[-1] in ":,;—–-”\"'’»":
            return True
        return self._cue_before(quotation) is not None

    def _fragment(self, quotation: Quotation) -> bool:
        """Whether a quotation is only the end of a sentence that begins before its marks."""
        return not self._sentence_like(quotation.start) and bool(self._sentence_before(quotation))

    def _goes_on(self, quotation: Quotation) -> bool:
        """Whether the sentence goes on after the quotation as if there were no marks."""
        after = self.text[quotation.end : quotation.end + 2]
        ended = self.text[quotation.parts[-1].end - 1] in ".,!?—–-"
        return not ended and after[:1].isspace() and after[1:].islower()

    def _sentence_before(self, quotation: Quotation) -> str:
        """The sentence's words before the quotation, as far as its paragraph goes."""
        paragraph = self.layout.paragraph(quotation.start)
        start = 0 if paragraph is None else self.layout.report.paragraphs[paragraph].start
        before = self.text[max(start, quotation.start - 400) : quotation.start].rstrip()
        if not before or before[-1] in _STOPS:
            return ""
        return before

    def _utterance(self, quotation: Quotation) -> bool:
        first = quotation.parts[0]
        tokens = self.layout.tokens_in(first)
        words = sum(self.layout.words(part) for part in quotation.parts)
        return (
            words >= _UTTERANCE
            and self.text[first.start : first.end].lstrip("[(…. ")[:1].isupper()
            and any(token.pos in ("VERB", "AUX") for token in tokens)
            and (not self._sentence_before(quotation) or self._ends(quotation))
            and not self._heading(quotation)
        )

    def _heading(self, quotation: Quotation) -> bool:
        """Whether single marks around a whole paragraph make it a title."""
        index = self.layout.paragraph(quotation.start)
        paragraph = None if index is None else self.layout.report.paragraphs[index]
        return (
            quotation.family == "single"
            and paragraph is not None
            and not self.layout.more_than(Span(paragraph.start, quotation.start), 0)
            and not self.layout.more_than(Span(quotation.end, max(quotation.end, paragraph.end)), 0)
        )

    def _ends(self, quotation: Quotation) -> bool:
        return self.text[quotation.parts[-1].end - 1] in ".!?,"

    # -- the cue ------------------------------------------------------------------------------

    def _cue(self, quotation: Quotation) -> _Cued | None:
        before = self._cue_before(quotation)
        if before is not None:
            return before
        return self._cue_after(quotation)

    def _sense(self, clause: Clause | None) -> Cue | None:
        """The sense in which a clause takes a quotation, if any."""
        if clause is None or clause.kind != "verb":
            return None
        senses = self.table.of("verb", clause.lemma, clause.particle)
        fit = [sense for sense in senses if "quote" in sense.clauses]
        said = [sense for sense in fit if sense.cue_class == "say"]
        return next(iter(said or fit), None)

    def _cue_after(self, quotation: Quotation) -> _Cued | None:
        layout, end = self.layout, quotation.end
        paragraph = layout.paragraph(end)
        inner_end = quotation.parts[-1].end
        ended = self.text[inner_end - 1] == "." and not self.text.endswith("...", 0, inner_end)
        rest = self.text[end : end + 3].lstrip(" \t\u00a0")
        new_sentence = ended and not rest[:1].islower()
        if paragraph is None:
            return None
        first = layout.first_token(end)
        limit = layout.report.paragraphs[paragraph].end
        for index in range(first, min(first + _REACH_AFTER, len(layout.structure.tokens))):
            token = layout.structure.tokens[index]
            if token.span.start >= limit or self._stop(index, first):
                return None
            clause = layout.clause_at.get(token.span.start)
            sense = self._sense(clause)
            if clause is None or sense is None:
                continue
            if (new_sentence or self._sentence_before(quotation)) and self._says_more(clause, end):
                return None
            if new_sentence and clause.lemma in layout.vocabulary.gestures:
                return None
            if cued := self._beside(clause, sense, first, index):
                return cued
        return None

    def _says_more(self, clause: Clause, end: int) -> bool:
        """Whether a clause after a finished quotation reports something of its own."""
        complements = (self.layout.structure.clauses[index] for index in clause.complements)
        own = any(complement.trigger.start > end for complement in complements)
        after = self.text[clause.trigger.end : clause.trigger.end + 3].lstrip()
        return own or bool(clause.object) or after[:1] in (":", ",")

    def _stop(self, index: int, first: int) -> bool:
        """Whether a sentence ends or a quotation opens at this token."""
        tokens = self.layout.structure.tokens
        token = tokens[index]
        opened = self.layout.quotation_at(token.span.start)
        if opened is not None and self.layout.more_than(opened.parts[0], _NICKNAME):
            return True
        if index == first or token.span.of(self.text) not in _STOPS:
            return False
        return index + 1 == len(tokens) or tokens[index + 1].sentence != token.sentence

    def _beside(self, clause: Clause, sense: Cue, first: int, index: int) -> _Cued | None:
        """The cue at token *index*, if only its own source stands between it and *first*."""
        layout = self.layout
        tokens = layout.structure.tokens
        edge = tokens[first].span.start
        sources, source = self.sources.of_clause(clause, after=edge)
        if source is not None and source.start > clause.trigger.start:
            gap = tokens[first:index]
            if not all(token.pos in _BETWEEN for token in gap):
                source = None
        elif source is not None:
            gap = tokens[first : layout.first_token(source.start)]
            if not all(token.pos in _BETWEEN for token in gap):
                source = None
        if source is None:
            sources, source = self._raw_source(first, index)
            if source is None:
                return None
        group = hull([clause.trigger, source])
        return _Cued(clause, sense, group, sources, source, before=False)

    def _raw_source(self, first: int, index: int) -> tuple[tuple[int, ...], Span | None]:
        """The noun phrase between quotation and cue, or after the cue, where the parse lost it."""
        tokens = self.layout.structure.tokens
        between = tokens[first:index]
        if between and all(token.pos in _NOMINAL for token in between) and _names(between):
            span = self.layout.trim(hull([token.span for token in between]))
            if span is not None and self.layout.words(span):
                return self.sources.phrases_in(span), span
        if all(token.pos in _BETWEEN for token in between):
            after = index + 1
            while after < len(tokens) and after - index < 15:
                token = tokens[after]
                if token.sentence != tokens[index].sentence:
                    break
                if token.pos not in _NOMINAL - {"ADP", "PUNCT"}:
                    break
                after += 1
            if after > index + 1:
                span = hull([token.span for token in tokens[index + 1 : after]])
                return self.sources.phrases_in(span), span
        return (), None

    def _cue_before(self, quotation: Quotation) -> _Cued | None:
        layout, start = self.layout, quotation.start
        paragraph = layout.paragraph(start)
        if paragraph is None:
            return None
        limit = layout.report.paragraphs[paragraph].start
        if layout.blank(limit, start) and paragraph > 0:
            # The paragraph before may end "..., he said:".
            above = layout.report.paragraphs[paragraph - 1]
            if layout.colon_before(above.start, above.end) is None:
                return None
            limit = above.start
        index = layout.first_token(start) - 1
        lowest = max(0, index - _REACH_BEFORE)
        while index >= lowest:
            token = layout.structure.tokens[index]
            if token.span.start < limit or token.span.of(self.text) in _STOPS:
                return None
            if layout.quotation_at(token.span.start) is not None:
                return None
            clause = layout.clause_at.get(token.span.start)
            sense = self._sense(clause)
            if clause is not None and sense is not None:
                return self._leads_in(clause, sense, start)
            index -= 1
        return None

    def _leads_in(self, clause: Clause, sense: Cue, start: int) -> _Cued | None:
        """The cue before a quotation, if the words between lead on to it."""
        between = self.text[clause.trigger.end : start]
        stripped = between.strip()
        words = self.layout.words(Span(clause.trigger.end, start))
        led = stripped.lstrip(", ")
        leads = led in _DASHES or led in self.layout.vocabulary.leads_in
        plain = leads or not stripped
        if (plain and not self._sentence_like(start) and not stripped.startswith(",")) or (
            sense.cue_class == "think" and stripped[-1:] != ":"
        ):
            # `said "no" to it`, `called "it"`: part of a clause, which its frame reads.
            return None
        if stripped and stripped[-1] not in ":,":
            hearer = words <= 6 and self._only_hearer(clause, start)
            if not leads and not hearer:
                return None
        elif stripped.endswith(",") and words > 15:
            return None
        sources, source = self.sources.of_clause(clause)
        group = hull([clause.trigger, source]) if source else clause.trigger
        return _Cued(clause, sense, group, sources, source, before=True)

    def _sentence_like(self, start: int) -> bool:
        """Whether the quotation that opens at *start* begins as a sentence does."""
        return self.text[start : start + 4].lstrip("\"'“‘«`([… ")[:1].isupper()

    def _only_hearer(self, clause: Clause, start: int) -> bool:
        """Whether the words between cue and quotation are just who it was said to."""
        hearers = [*clause.object, *clause.indirect]
        spans = [self.layout.phrase(index).span for index in hearers]
        trigger = clause.trigger.end
        inside = [s for s in spans if trigger <= s.start and s.end <= start]
        if not inside:
            return False
        return not (
            self.text[trigger : inside[0].start].strip()
            or self.text[inside[-1].end : start].strip(" ,:")
        )

    # -- findings -----------------------------------------------------------------------------

    def _finding(self, quotation: Quotation, cued: _Cued) -> Finding:
        return Finding(
            content=quotation.parts,
            form="partial" if self._fragment(quotation) else "direct",
            cue=cued.clause.trigger,
            sense=cued.sense,
            clause=cued.clause.index,
            source=cued.source,
            sources=cued.sources,
            hearer=self.sources.hearer(cued.clause),
        )

    def _coloned(self, quotation: Quotation) -> Finding | None:
        """A quotation with nothing before it in its paragraph but a name and a colon.

        Or with a paragraph before it that hands over to somebody: "And from the minister:".
        """
        colon = self._colon_before(quotation)
        index = None if colon is None else self.layout.paragraph(colon)
        if colon is None or index is None or not self._ends_whole(quotation):
            return None
        start = self.layout.report.paragraphs[index].start
        first, end = self.layout.first_token(start), self.layout.first_token(colon)
        tokens = self.layout.structure.tokens[first : min(end, first + _HANDED_OVER + 1)]
        named = tuple(self._handed_over(tokens))
        if not tokens or len(tokens) > (_HANDED_OVER if named else _NAME):
            return None
        if not named and index != self.layout.paragraph(quotation.start):
            return None
        tokens = named or tokens
        if not all(t.pos in _NOMINAL for t in tokens):
            return None
        if tokens[-1].pos != "PROPN" or tokens[0].pos in ("ADP", "CCONJ", "PART"):
            return None
        name = hull([token.span for token in tokens])
        sources = self.sources.phrases_in(name)
        if named and not all(map(self.sources.somebody, sources)):
            return None
        return Finding(
            content=quotation.parts,
            form="direct",
            cue=Span(colon, colon + 1),
            source=name,
            sources=sources,
        )

    def _handed_over(self, tokens: Sequence[Token]) -> Sequence[Token]:
        """The name after "from" in a few words before a colon; empty where there is none."""
        for number, token in enumerate(tokens[:_JOINERS]):
            if token.span.of(self.text).lower() in self.layout.vocabulary.handing_over:
                return tokens[number + 1 :]
            if token.pos in ("NOUN", "PROPN"):
                break
        return ()

    def _led_in(self, quotation: Quotation) -> Finding | None:
        """A quotation that a colon leads in, whatever was done: "She turned to the crowd: ..."."""
        colon = self._colon_before(quotation)
        sentence = None if colon is None else self.layout.sentence_span(colon)
        if sentence is None or len(sentence) > LONGEST_SENTENCE or not self._utterance(quotation):
            return None
        for token in self.layout.tokens_in(Span(sentence.start, colon or 0)):
            clause = self.layout.clause_at.get(token.span.start)
            if clause is None or clause.kind != "verb" or clause.passive:
                continue
            if clause.link != "root" and not self._inside(clause.parent, quotation):
                continue
            sources, source = self.sources.of_clause(clause)
            if source is not None and all(map(self.sources.somebody, sources)):
                return Finding(
                    content=quotation.parts,
                    form="direct",
                    cue=clause.trigger,
                    clause=clause.index,
                    source=source,
                    sources=sources,
                )
        return None

    def _inside(self, clause: int | None, quotation: Quotation) -> bool:
        """Whether a clause stands in a quotation, to which the parser hung what is before it."""
        return clause is not None and any(
            part.covers(self.layout.structure.clauses[clause].trigger) for part in quotation.parts
        )

    def _colon_before(self, quotation: Quotation) -> int | None:
        """The colon right before a quotation, at the end of the paragraph before or in its own."""
        index = self.layout.paragraph(quotation.start)
        if index is None:
            return None
        paragraphs = self.layout.report.paragraphs
        start = paragraphs[index].start
        if self.layout.blank(start, quotation.start):
            if index == 0:
                return None
            start = paragraphs[index - 1].start
        return self.layout.colon_before(start, quotation.start)

    def _ends_whole(self, quotation: Quotation) -> bool:
        """Whether a quotation is no mere title: it begins or ends as a sentence does."""
        words = sum(self.layout.words(part) for part in quotation.parts)
        return words >= _UTTERANCE or self._ends(quotation)

    def _signed(self, quotation: Quotation) -> Finding | None:
        """A quotation with a dash and a name after it, and nothing else in its paragraph."""
        index = self.layout.paragraph(quotation.end)
        if index is None:
            return None
        end = self.layout.report.paragraphs[index].end
        dash = _DASH.match(self.text, quotation.end, end)
        if dash is None:
            return None
        name = self.layout.trim(Span(dash.end(), end))
        if name is None or name.start >= name.end or self.layout.words(name) > _SIGNATURE:
            return None
        tokens = self.layout.tokens_in(name)
        if not tokens or not all(token.pos in _NOMINAL for token in tokens):
            return None
        return Finding(
            content=quotation.parts,
            form="direct",
            cue=Span(dash.start("dash"), dash.end("dash")),
            source=name,
            sources=self.sources.phrases_in(name),
        )


def _names(tokens: Sequence[Token]) -> bool:
    """Whether *tokens* can be one noun phrase: no preposition first, a pronoun only alone."""
    words = [token for token in tokens if token.pos != "PUNCT"]
    if not words or words[0].pos in ("ADP", "CCONJ", "PART"):
        return False
    return len(words) == 1 or all(token.pos != "PRON" for token in words)


def extended(finding: Finding, quotation: Quotation) -> Finding:
    """*finding* with one more quotation of the same statement."""
    return structs.replace(finding, content=(*finding.content, *quotation.parts))
