"""Reported speech and thought: from cue clauses to findings."""

from __future__ import annotations

from collections.abc import Iterator

from detente.language.structure import Clause
from detente.model import Form, Span
from detente.statements.contents import Content, ContentReader
from detente.statements.cues import Cue
from detente.statements.finding import Finding
from detente.statements.speech_sources import SourceFinder
from detente.statements.text_layout import Layout

# Where at least this share of a clause's words is quoted, the quoted words are the statement.
# After the cue ("said that ...") all words are the speaker's, so most must be; before it
# ("..., he said") the report speaks for itself first, and fewer do.
_QUOTED_AFTER = 0.7
_QUOTED_BEFORE = 1 / 3
# A cue with a quotation ("said he was sorry: ...") also reports a clause of so many words or more.
_OWN_WORDS = 3
# Cue and source stand at most so many words apart where they are one interruption.
_TOGETHER = 3
# "..., the minister told reporters in Oslo on Friday, ...": the longest interruption.
_INTERRUPTION = 12


class FrameFinder:
    """Finds the statements of one report that clauses report."""

    def __init__(self, layout: Layout, sources: SourceFinder) -> None:
        self.layout = layout
        self.vocabulary = layout.vocabulary
        self.table = layout.vocabulary.cues
        self.sources = sources
        self.contents = ContentReader(layout)

    def find(self, direct: list[Finding]) -> list[Finding]:
        """The findings, in the order of the clauses, less the words of the *direct* ones."""
        found: list[Finding] = []
        used: dict[int | None, list[Span]] = {}
        for finding in direct:
            used.setdefault(finding.clause, []).extend(finding.content)
        for clause in self.layout.structure.clauses:
            # What stands in quotation marks is one person's words as they are.
            quoted = self.layout.quotation_at(clause.trigger.start) is not None
            if not quoted and self.layout.readable(clause.sentence):
                found.extend(self._of_clause(clause, used.get(clause.index, [])))
        return found

    def _of_clause(self, clause: Clause, said: list[Span]) -> Iterator[Finding]:
        senses = self.table.of(clause.kind, clause.lemma, clause.particle)
        if not senses or self._unsaid(clause) or self._hands_on(clause):
            return
        sources, source = self.sources.of_clause(clause)
        if clause.kind == "noun" and source is None:
            sources, source = self.sources.possessor(clause)
        read = [(self.contents.read(clause, sense), sense) for sense in senses]
        fits = [(content, sense) for content, sense in read if content is not None]
        for content, sense in sorted(fits, key=lambda fit: -fit[0].rank):
            if not self._said_by(clause, sense, sources, source):
                continue
            if said and not self._says_more(content.span, said):
                return
            finding = self._finding(clause, sense, content, sources, source, said)
            if finding is not None:
                yield finding
                return

    def _hands_on(self, clause: Clause) -> bool:
        """Whether a verb only hands on what a clause below it says: "quoted X as saying"."""
        if clause.lemma not in self.vocabulary.quoting:
            return False
        below = (c for c in self.layout.structure.clauses if c.sentence == clause.sentence)
        return any(self.sources.quoted_by(c) is clause for c in below)

    def _unsaid(self, clause: Clause) -> bool:
        """Whether the report says that this was not said, or only asks whether it was."""
        if clause.negation is not None or clause.mark in self.vocabulary.unsaid_marks:
            return True
        if clause.link != "complement" or clause.parent is None or not clause.infinitive:
            return False
        return self.layout.structure.clauses[clause.parent].lemma in self.vocabulary.unsaid

    def _said_by(
        self, clause: Clause, sense: Cue, sources: tuple[int, ...], source: Span | None
    ) -> bool:
        """Whether the source can be one: "it is said that" needs none, a threat needs somebody."""
        if source is None:
            unnamed = clause.passive or clause.kind == "noun"
            return sense.cue_class == "say" and bool(clause.complements) and unnamed
        if sense.cue_class == "think" and self._inside_said(clause):
            return False
        if sense.cue_class == "say":
            return True
        things = self.vocabulary.things
        return not all(self.layout.phrase(index).lemma in things for index in sources)

    def _inside_said(self, clause: Clause) -> bool:
        """Whether an attitude is itself what is said: "he said he hoped that ..."."""
        if clause.link != "complement" or clause.parent is None:
            return False
        host = self.layout.structure.clauses[clause.parent]
        senses = self.table.of(host.kind, host.lemma, host.particle)
        return any(sense.cue_class == "say" for sense in senses)

    def _says_more(self, content: Span, said: list[Span]) -> bool:
        """Whether *content* has words of its own before those *said* in quotation marks."""
        first = min(span.start for span in said)
        return content.start < first and (
            self.layout.words(Span(content.start, first)) >= _OWN_WORDS
        )

    # -- findings -----------------------------------------------------------------------------

    def _finding(
        self,
        clause: Clause,
        sense: Cue,
        content: Content,
        sources: tuple[int, ...],
        source: Span | None,
        said: list[Span],
    ) -> Finding | None:
        layout = self.layout
        if said:
            span = Span(content.span.start, min(quoted.start for quoted in said) - 1)
        else:
            span = layout.whole_quotations(content.span)
        span = layout.without_that(span)
        pieces = layout.pieces(span, [self._aside(clause, source, span)])
        mere = self.vocabulary.relatives
        pieces = [piece for piece in pieces if piece.of(layout.text).lower() not in mere]
        if not pieces:
            return None
        spans, form = quoted_words(layout, pieces, clause.trigger, content.predicate)
        return Finding(
            content=spans,
            form=form,
            cue=clause.trigger,
            sense=sense,
            clause=clause.index,
            source=source,
            sources=sources if source is not None else (),
            hearer=self.sources.hearer(clause),
        )

    def _aside(self, clause: Clause, source: Span | None, content: Span) -> Span:
        """Cue and source, up to the comma after them where they interrupt what is said."""
        aside = clause.trigger
        if source is not None and not source.covers(content):
            first, second = sorted((clause.trigger, source))
            if self.layout.words(Span(first.end, max(first.end, second.start))) <= _TOGETHER:
                aside = Span(first.start, max(first.end, second.end))
        if content.start < aside.start and aside.end < content.end:
            comma = self.layout.text.find(",", aside.end, content.end)
            if comma >= 0 and self.layout.words(Span(aside.end, comma)) <= _INTERRUPTION:
                return Span(aside.start, comma + 1)
        return aside


def quoted_words(
    layout: Layout, pieces: list[Span], cue: Span, predicate: Span | None = None
) -> tuple[tuple[Span, ...], Form]:
    """Of *pieces* only the quoted words where they are most of them, or what characterises."""
    quoted = [
        inner
        for piece in pieces
        for outer, quotation in layout.stretches_in(piece)
        for inner in quotation.parts
        if outer.covers(inner) and piece.covers(inner)
    ]
    telling = [span for span in quoted if predicate is not None and predicate.overlaps(span)]
    if telling:
        return tuple(telling), "partial"
    whole = sum(layout.words(piece) for piece in pieces)
    share = sum(layout.words(span) for span in quoted) / max(whole, 1)
    enough = _QUOTED_AFTER if cue.start < pieces[0].start else _QUOTED_BEFORE
    if quoted and share >= enough:
        return tuple(quoted), "partial"
    return tuple(pieces), "indirect"
