"""Reported speech and thought in the sentence structure: what a cue's frame says was said.

A frame is how a cue takes its content: a clause ("said that ...", "urged it to ..."), its object
("rejected the offer"), object and predicate ("called it a lie"), or a preposition ("warned of ...").
Which cue has which is data.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente.language.structure import Clause
from detente.model import Form, Span
from detente.statements.cues import Cue, CueTable, Part
from detente.statements.finding import Finding
from detente.statements.layout import Layout, hull, subtract
from detente.statements.sources import SourceFinder

# Where at least this share of a clause's words is quoted, the quoted words are the statement.
_MOSTLY_QUOTED = 1 / 3
_PRONOUNS = frozenset({"PRON"})


class FrameFinder:
    """Finds the statements of one report that clauses report."""

    def __init__(self, layout: Layout, table: CueTable, sources: SourceFinder) -> None:
        self.layout = layout
        self.table = table
        self.sources = sources

    def find(self, used: frozenset[int]) -> list[Finding]:
        """The findings, in the order of the clauses, but for the clauses in *used*."""
        found: list[Finding] = []
        for clause in self.layout.structure.clauses:
            if clause.index in used or self._quoted(clause.trigger):
                continue
            found.extend(self._of_clause(clause))
        found.extend(self._according())
        return found

    def _quoted(self, span: Span) -> bool:
        """Whether *span* is inside a quotation: what is quoted is one person's words as they are."""
        return self.layout.quotation_at(span.start) is not None

    def _of_clause(self, clause: Clause) -> Iterator[Finding]:
        part: Part = clause.kind
        senses = self.table.of(part, clause.lemma, clause.particle)
        if not senses or clause.negation is not None:
            # "did not say that ..." reports nothing, and what "did not deny" says is anyone's guess.
            return
        sources, source = self.sources.of_clause(clause)
        if part == "noun" and clause.phrase is not None and source is None:
            sources, source = self._possessor(clause)
        for sense in senses:
            content = self._content(clause, sense)
            if content is None:
                continue
            if source is None and not self._may_lack_source(clause, sense):
                continue
            finding = self._finding(clause, sense, content, sources, source)
            if finding is not None:
                yield finding
                return

    @staticmethod
    def _may_lack_source(clause: Clause, sense: Cue) -> bool:
        """Whether a report names no source for such words: "it is said", "the claim that"."""
        return bool(clause.complements) and sense.cue_class == "say"

    def _possessor(self, clause: Clause) -> tuple[tuple[int, ...], Span | None]:
        assert clause.phrase is not None
        possessor = self.layout.phrase(clause.phrase).possessor
        if possessor is None:
            return (), None
        return (possessor,), self.sources.span((possessor,), clause.trigger)

    # -- frames -------------------------------------------------------------------------------

    def _content(self, clause: Clause, sense: Cue) -> Span | None:
        """What *clause* reports in *sense*, before anything is cut away; or nothing."""
        if (span := self._clausal(clause, sense)) is not None:
            return span
        for frame, find in (
            ("small", self._small),
            ("as", self._as),
        ):
            if frame in sense.nouns and (span := find(clause)) is not None:
                return span
        governed = self._governed(clause, sense)
        owned = self._object(clause) if "object" in sense.nouns else None
        spans = [span for span in (owned, governed) if span is not None]
        return hull(spans) if spans else None

    def _clausal(self, clause: Clause, sense: Cue) -> Span | None:
        spans = []
        for index in clause.complements:
            complement = self.layout.structure.clauses[index]
            if _frame_of(complement, self.layout.text) not in sense.clauses:
                continue
            span = self.layout.reach(complement, clause)
            if sense.cue_class == "act" and (asked := self._asked(clause, complement)):
                span = hull([asked, span])
            elif not complement.infinitive:
                span = self._with_subject(clause, complement, span)
            spans.append(span)
        return hull(spans) if spans else None

    def _asked(self, clause: Clause, complement: Clause) -> Span | None:
        """The object before an infinitive: "Japan" in "urged Japan to withdraw"."""
        if not complement.infinitive:
            return None
        named = (*clause.object, *clause.oblique("on", "upon"), *complement.subject)
        spans = [self.layout.phrase(index).span for index in named]
        between = [
            s for s in spans if clause.trigger.end <= s.start and s.end <= complement.trigger.start
        ]
        return hull(between) if between else None

    def _with_subject(self, clause: Clause, complement: Clause, span: Span) -> Span:
        """The complement with its subject, which stands apart in "the talks, he said, had failed"."""
        sentence = self.layout.structure.sentences[complement.sentence].span
        own = [
            phrase.span
            for phrase in map(self.layout.phrase, complement.subject)
            if sentence.covers(phrase.span) and phrase.span.start < span.start
            if phrase.span.end <= clause.trigger.start <= span.start
        ]
        if not own or any(i in clause.subject for i in complement.subject):
            return span
        return hull([*own, span])

    def _small(self, clause: Clause) -> Span | None:
        """Object and predicate: "called the visit an outrage"."""
        objects = [self.layout.phrase(index).span for index in clause.object]
        predicates = [self.layout.phrase(index).span for index in clause.attribute]
        trigger = clause.trigger
        if not predicates:
            # An adjective is no phrase; quoted, it can still be told from what follows.
            last = max([trigger.end, *(span.end for span in objects)])
            after = [
                outer
                for outer, _ in self.layout.stretches_in(Span(last, last + 12))
                if not self.layout.words(Span(last, outer.start)) and outer.start >= last
            ]
            predicates = after[:1]
        spans = [s for s in [*objects, *predicates] if not s.overlaps(trigger)]
        return hull(spans) if predicates and spans else None

    def _as(self, clause: Clause) -> Span | None:
        """Object and "as ...": "described the talks as a farce"."""
        predicates = [self.layout.phrase(index).span for index in clause.oblique("as")]
        predicates += [
            child.extent
            for child in self.layout.children.get(clause.index, ())
            if child.mark == "as" and child.extent.start > clause.trigger.end
        ]
        objects = [self.layout.phrase(index).span for index in clause.object]
        if not predicates or not objects:
            return None
        after = [s for s in [*objects, *predicates] if s.start >= clause.trigger.end]
        return hull(after) if after else None

    def _object(self, clause: Clause) -> Span | None:
        phrases = [self.layout.phrase(index) for index in clause.object]
        after = [
            p.span for p in phrases if p.span.start >= clause.trigger.end and p.pos not in _PRONOUNS
        ]
        if clause.passive and clause.subject:
            return hull([p.span for p in phrases]) if phrases else None
        return hull(after) if after else None

    def _governed(self, clause: Clause, sense: Cue) -> Span | None:
        if not sense.prepositions:
            return None
        spans = [
            self.layout.phrase(index).span for index in clause.oblique(*sorted(sense.prepositions))
        ]
        spans += [
            child.extent
            for child in self.layout.children.get(clause.index, ())
            if child.link == "adverbial" and child.mark in sense.prepositions
        ]
        after = [span for span in spans if span.start >= clause.trigger.end]
        if not after:
            return None
        if clause.kind == "verb" and "object" not in sense.nouns and (own := self._object(clause)):
            after.append(own)
        return hull(after)

    # -- findings -----------------------------------------------------------------------------

    def _finding(
        self,
        clause: Clause,
        sense: Cue,
        content: Span,
        sources: tuple[int, ...],
        source: Span | None,
    ) -> Finding | None:
        layout = self.layout
        content = layout.without_that(layout.whole_quotations(content))
        holes = [self._aside(clause, source, content)]
        pieces = [p for part in subtract(content, holes) if (p := layout.trim(part)) is not None]
        pieces = [p for p in pieces if layout.words(p)]
        if not pieces:
            return None
        spans, form = self._form(pieces, small="small" in sense.nouns and bool(clause.attribute))
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
        own = [clause.trigger]
        if source is not None and (not source.covers(content)):
            own.append(source)
        aside = hull(own) if len(own) == 1 or self._adjacent(own) else clause.trigger
        if content.start < aside.start and aside.end < content.end:
            comma = self.layout.text.find(",", aside.end, content.end)
            if comma >= 0 and self.layout.words(Span(aside.end, comma)) <= 12:
                return Span(aside.start, comma + 1)
        return aside

    def _adjacent(self, spans: list[Span]) -> bool:
        first, second = sorted(spans)
        return self.layout.words(Span(first.end, max(first.end, second.start))) <= 3

    def _form(self, pieces: list[Span], *, small: bool) -> tuple[tuple[Span, ...], Form]:
        """Only the quoted words where most words are quoted, else all of them."""
        layout = self.layout
        quoted = [
            inner
            for piece in pieces
            for outer, quotation in layout.stretches_in(piece)
            for inner in quotation.parts
            if outer.covers(inner) and piece.covers(inner)
        ]
        words = sum(layout.words(piece) for piece in pieces)
        share = sum(layout.words(span) for span in quoted) / max(words, 1)
        if quoted and (small or share >= _MOSTLY_QUOTED):
            return tuple(quoted), "partial"
        return tuple(pieces), "indirect"

    # -- according to -------------------------------------------------------------------------

    def _according(self) -> Iterator[Finding]:
        """ "According to X, ...": the cue is no predicate, so it is read from the words."""
        tokens, text = self.layout.structure.tokens, self.layout.text
        for index, token in enumerate(tokens[:-1]):
            if token.span.of(text).lower() != "according" or self._quoted(token.span):
                continue
            to = tokens[index + 1]
            if to.span.of(text) != "to" or to.sentence != token.sentence:
                continue
            cue = Span(token.span.start, to.span.end)
            sense = self.table.of("preposition", "according to")
            phrase = self._phrase_after(cue.end)
            if sense and phrase is not None:
                yield from self._by_source(cue, sense[0], phrase)

    def _phrase_after(self, offset: int) -> int | None:
        """The widest phrase that starts right after *offset*."""
        first = self.layout.first_token(offset)
        for token in self.layout.structure.tokens[first : first + 15]:
            index = self.layout.phrase_at.get(token.span.start)
            if index is not None:
                phrase = self.layout.phrase(index)
                if self.layout.words(Span(offset, max(offset, phrase.span.start))) == 0:
                    return index
        return None

    def _by_source(self, cue: Span, sense: Cue, phrase: int) -> Iterator[Finding]:
        layout = self.layout
        sentence = layout.sentence_span(cue.start)
        assert sentence is not None
        members = (phrase, *layout.phrase(phrase).members)
        source = self.sources.span(members, cue)
        if source is None:
            return
        aside = Span(cue.start, source.end)
        pieces = [p for part in subtract(sentence, [aside]) if (p := layout.trim(part))]
        pieces = [p for p in pieces if layout.words(p)]
        if pieces:
            pieces = [layout.trim(layout.whole_quotations(p)) or p for p in pieces]
            pieces = [p for p in pieces if not p.overlaps(aside)]
        if pieces:
            spans, form = self._form(pieces, small=False)
            yield Finding(spans, form, cue, sense, source=source, sources=members)


def _frame_of(complement: Clause, text: str) -> str:
    """The frame a complement clause fills: "to", "ing" or "that"."""
    if complement.infinitive and complement.mark not in ("that", "whether", "if"):
        return "to"
    bare = complement.tense == "none" and not complement.mark and complement.kind == "verb"
    return "ing" if bare and complement.trigger.of(text).endswith("ing") else "that"
