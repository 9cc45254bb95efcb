"""What a cue's frame says was said: the words, before cue and source are cut out of them.

A frame is how a cue takes its content: a clause ("said that ...", "urged it to ..."), its object
("rejected the offer"), object and predicate ("called it a lie"), or a preposition ("warned of
...").  Which cue has which is data.
"""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from detente.language.structure import Clause
from detente.model import Span
from detente.statements.cues import Cue, Frame
from detente.statements.statement_words import WordLists
from detente.statements.text_layout import Layout, hull

# Characters between an object and what hangs on it: a space, a comma.
_CLOSE = 2
# Characters in which "..., and that" stands.
_JOINED = 12
_ADVERB = frozenset({"ADV", "PART", "CCONJ", "ADJ", "PUNCT", "DET"})


class Content(Struct, frozen=True):
    """The words of a frame; ``predicate`` is the part that characterises ("a lie").

    Of two frames that fit, the one with the higher ``rank`` says more surely what was said.
    """

    span: Span
    predicate: Span | None = None
    rank: int = 0


class ContentReader:
    """Reads the content of cue clauses of one report."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.vocabulary = layout.vocabulary
        self.table = layout.vocabulary.cues

    def read(self, clause: Clause, sense: Cue) -> Content | None:
        """What *clause* reports in *sense*, or nothing."""
        if (span := self._clausal(clause, sense)) is not None:
            return Content(span, rank=2)
        if "small" in sense.nouns and (content := self._small(clause)) is not None:
            return content
        if "marked" in sense.nouns and (content := self._marked(clause)) is not None:
            return content
        governed = self._governed(clause, sense)
        owned = self._object(clause) if "object" in sense.nouns else None
        spans = [span for span in (owned, governed) if span is not None]
        if spans:
            return Content(self._without_remark(hull(spans)))
        if clause.kind == "verb" and "finite" in sense.clauses and sense.cue_class == "say":
            beside = self._beside(clause) or self._later_that(clause)
            return None if beside is None else Content(beside)
        return None

    # -- clauses ------------------------------------------------------------------------------

    def _clausal(self, clause: Clause, sense: Cue) -> Span | None:
        spans = []
        for index in clause.complements:
            complement = self.layout.structure.clauses[index]
            if frame_of(clause, complement, self.layout.text, self.vocabulary) not in sense.clauses:
                continue
            span = self.layout.reach(complement, clause)
            if sense.cue_class == "act" and (asked := self._asked(clause, complement)):
                span = hull([asked, span])
            elif not complement.infinitive:
                span = self._with_subject(clause, complement, span)
            spans.append(self._without_remark(span) if complement.infinitive else span)
        return self._to_next_cue(clause, self._and_that(clause, hull(spans))) if spans else None

    def _and_that(self, clause: Clause, span: Span) -> Span:
        """With what follows as "..., and that ..."."""
        while joined := self._and(span.end):
            that = self.layout.that_clauses.get(joined.end())
            if that is None or that.sentence != clause.sentence or that.extent.end <= span.end:
                break
            span = hull([span, that.extent])
        return span

    def _and(self, end: int) -> re.Match[str] | None:
        """The conjunction from *end* on that a further "that ..." follows."""
        return self.vocabulary.and_complementizer.match(self.layout.text, end, end + _JOINED)

    def _to_next_cue(self, clause: Clause, span: Span) -> Span:
        """Up to ", adding that ..." or ", according to ...", which report something else."""
        if clause.trigger.end > span.start:
            return span
        for match in self.vocabulary.next_cue.finditer(self.layout.text, span.start, span.end):
            beside = self.layout.clause_at.get(match.start("verb"))
            if match["introducing"] or (
                beside is not None
                and beside.link == "adverbial"
                and beside.tense == "none"
                and self.table.of("verb", beside.lemma, beside.particle)
                and self.layout.quotation_at(match.start()) is None
            ):
                return Span(span.start, match.start())
        return span

    def _asked(self, clause: Clause, complement: Clause) -> Span | None:
        """The object before an infinitive: "Japan" in "urged Japan to withdraw"."""
        if not complement.infinitive:
            return None
        named = (*clause.object, *clause.oblique(*self.vocabulary.asked), *complement.subject)
        spans = [self.layout.phrase(index).span for index in named if not self._timed(index)]
        between = [
            s for s in spans if clause.trigger.end <= s.start and s.end <= complement.trigger.start
        ]
        return hull(between) if between else None

    def _with_subject(self, clause: Clause, complement: Clause, span: Span) -> Span:
        """The complement with its subject, which may stand apart: "the talks, he said, failed"."""
        sentence = self.layout.structure.sentences[complement.sentence].span
        own = [
            phrase.span
            for phrase in map(self.layout.phrase, complement.subject)
            if sentence.covers(phrase.span) and phrase.span.start < span.start
            if phrase.span.end <= clause.trigger.start <= span.start
            or clause.trigger.end <= phrase.span.start
        ]
        if not complement.subject and span.start >= clause.trigger.end:
            own = self._before_comma(clause)
        if not own or any(i in clause.subject for i in complement.subject):
            return span
        return hull([*own, span])

    def _before_comma(self, clause: Clause) -> list[Span]:
        """The phrase that a cue with its source, between commas, parts from its verb."""
        starts = [self.layout.phrase(index).span.start for index in clause.subject]
        start = min([clause.trigger.start, *starts])
        before = self.layout.text[max(0, start - 3) : start].rstrip()
        if not before.endswith(","):
            return []
        end = max(0, start - 3) + len(before) - 1
        index = self.layout.phrase_ending.get(end)
        sentence = self.layout.structure.sentences[clause.sentence].span
        if index is None or self.layout.phrase(index).span.start != sentence.start:
            return []
        return [self.layout.phrase(index).span]

    def _beside(self, clause: Clause) -> Span | None:
        """What "as the ministry said" stands beside."""
        if clause.mark not in self.vocabulary.marks_of_beside or (
            clause.object and not self._put_it(clause)
        ):
            return None
        if clause.parent is None:
            return self._after(clause)
        host = self.layout.structure.clauses[clause.parent]
        if host.sentence != clause.sentence or host.kind == "noun":
            return None
        return self.layout.reach(host, clause)

    def _after(self, clause: Clause) -> Span | None:
        """What follows "as the minister put it," in its sentence, where the parse parts them."""
        sentence = self.layout.structure.sentences[clause.sentence].span
        end = clause.extent.end
        if clause.extent.start != sentence.start or self.layout.text[end : end + 1] != ",":
            return None
        return self.layout.trim(Span(end + 1, sentence.end))

    def _put_it(self, clause: Clause) -> bool:
        """Whether an object says nothing: "as the minister put it"."""
        objects = {self.layout.phrase(index).lemma.lower() for index in clause.object}
        vocabulary = self.vocabulary
        return clause.lemma in vocabulary.putting and objects <= vocabulary.mere_objects

    def _later_that(self, clause: Clause) -> Span | None:
        """A "that ..." which the parser hung on what stands between: "said on a visit that ..."."""
        if clause.object or clause.mark in self.vocabulary.marks_of_beside:
            return None
        sentence = self.layout.structure.sentences[clause.sentence].span
        for token in self.layout.tokens_in(Span(clause.trigger.end, sentence.end)):
            if token.span.of(self.layout.text) in self.vocabulary.complementizers:
                that = self.layout.that_clauses.get(token.span.start)
                if that is not None and that.link in ("complement", "relative"):
                    return self.layout.reach(that, clause)
        return None

    # -- noun phrases -------------------------------------------------------------------------

    def _small(self, clause: Clause) -> Content | None:
        """Object and predicate: "called the visit an outrage"."""
        trigger = clause.trigger
        objects = [self.layout.phrase(index).span for index in clause.object]
        objects = [span for span in objects if not span.overlaps(trigger)]
        named = [self.layout.phrase(index).span for index in clause.attribute]
        predicate = hull(named) if named else self._adjective(clause, objects)
        if predicate is None or predicate.overlaps(trigger):
            whole = hull(objects) if objects else None
            if whole is None or whole.start < trigger.end or self.layout.words(whole) < 4:
                return None
            return Content(self._without_remark(whole))
        return Content(self._without_remark(hull([*objects, predicate])), predicate, rank=1)

    def _adjective(self, clause: Clause, objects: list[Span]) -> Span | None:
        """An adjective after the object, which is no phrase: quoted, or a run of adjectives."""
        end = max([clause.trigger.end, *(span.end for span in objects)])
        for outer, _ in self.layout.stretches_in(Span(clause.trigger.end, end + 3)):
            if outer.start >= clause.trigger.end and outer.end >= end:
                return outer
        tokens = self.layout.structure.tokens
        last = None
        for token in tokens[self.layout.first_token(end) : self.layout.first_token(end) + 8]:
            if token.sentence != clause.sentence or token.pos not in _ADVERB:
                break
            if token.pos == "ADJ":
                last = token.span.end
        return None if last is None else self.layout.trim(Span(end, last))

    def _marked(self, clause: Clause) -> Content | None:
        """Object and "as ...": "described the talks as a farce"."""
        marks, described = self.vocabulary.marks_of_predicate, self.vocabulary.described
        predicates = [self.layout.phrase(index).span for index in clause.oblique(*marks)]
        predicates += [
            child.extent
            for child in self.layout.children.get(clause.index, ())
            if child.mark in marks and child.extent.start > clause.trigger.end
        ]
        named = (*clause.object, *clause.oblique(*described))
        objects = [self.layout.phrase(index).span for index in named]
        if objects and not predicates:
            predicates = self._own_marked(clause) or self._after_mark(
                clause, max(span.end for span in objects)
            )
        if not predicates or not objects:
            return None
        after = [s for s in [*objects, *predicates] if s.start >= clause.trigger.end]
        if not after:
            return None
        return Content(self._without_remark(hull(after)), hull(predicates), rank=1)

    def _own_marked(self, clause: Clause) -> list[Span]:
        """An "as ..." that the parser hung on the object itself."""
        return [
            self.layout.phrase(index).span
            for phrase in map(self.layout.phrase, clause.object)
            for oblique in phrase.obliques
            if oblique.preposition in self.vocabulary.marks_of_predicate
            for index in oblique.phrases
        ]

    def _after_mark(self, clause: Clause, end: int) -> list[Span]:
        """What follows "as" right after an object, to the end of the clause."""
        first = self.layout.first_token(end)
        token = next(iter(self.layout.structure.tokens[first : first + 1]), None)
        marks = self.vocabulary.marks_of_predicate
        if token is None or token.span.of(self.layout.text) not in marks:
            return []
        if token.span.end >= clause.extent.end:
            return []
        return [Span(token.span.end + 1, clause.extent.end)]

    def _object(self, clause: Clause) -> Span | None:
        phrases = [self.layout.phrase(index) for index in clause.object]
        if clause.passive and clause.subject:
            return hull([phrase.span for phrase in phrases]) if phrases else None
        after = [p.span for p in phrases if p.span.start >= clause.trigger.end and p.pos != "PRON"]
        return self._continued(clause, hull(after)) if after else None

    def _continued(self, clause: Clause, span: Span) -> Span:
        """An object with the prepositional phrases right after it."""
        for oblique in clause.obliques:
            if oblique.preposition not in self.vocabulary.continues:
                continue
            for index in oblique.phrases:
                phrase = self.layout.phrase(index)
                gap = self.layout.words(Span(span.end, max(span.end, phrase.span.start)))
                if phrase.span.start >= span.end and gap <= 2 and not self._timed(index):
                    span = hull([span, phrase.span])
        for child in self.layout.children.get(clause.index, ()):
            start = child.extent.start
            hangs = child.infinitive or child.mark in self.vocabulary.continues
            if hangs and span.end <= start <= span.end + _CLOSE:
                span = hull([span, child.extent])
        return span

    def _timed(self, index: int) -> bool:
        """Whether a phrase is a time expression."""
        entity = self.layout.phrase(index).entity
        return entity is not None and self.layout.structure.entities[entity].kind == "time"

    def _governed(self, clause: Clause, sense: Cue) -> Span | None:
        """What hangs on one of the sense's prepositions."""
        if not sense.prepositions:
            return None
        spans = [
            self.layout.phrase(index).span
            for index in clause.oblique(*sorted(sense.prepositions))
            if not self._timed(index)
        ]
        spans += [
            child.extent
            for child in self.layout.children.get(clause.index, ())
            if child.link in ("adverbial", "complement") and child.mark in sense.prepositions
        ]
        after = [span for span in spans if span.start >= clause.trigger.end]
        if not after:
            return None
        whole = self._continued(clause, hull(after)) if clause.kind == "verb" else hull(after)
        if clause.kind == "verb" and "object" not in sense.nouns and "hearer" not in sense.nouns:
            own = self._object(clause)
            whole = whole if own is None else hull([whole, own])
        return whole

    def _without_remark(self, span: Span) -> Span:
        remark = self.vocabulary.remark.search(self.layout.text, span.start, span.end)
        return span if remark is None else Span(span.start, max(remark.start(), span.start + 1))


def frame_of(
    cue: Clause, complement: Clause, text: str, words: WordLists
) -> Frame | Literal["governed"]:
    """The frame a complement clause fills; "governed" is a gerund's after a preposition."""
    if complement.infinitive and complement.mark not in words.finite_marks:
        return "infinitive"
    bare = complement.tense == "none" and complement.kind == "verb"
    if not bare or not words.gerund.search(complement.trigger.of(text)):
        return "finite"
    if complement.mark and complement.mark not in words.complementizers:
        return "governed"
    # "found him leading" says that he leads.
    apart = bool(complement.subject) and not set(complement.subject) & set(cue.subject)
    return "finite" if apart else "gerund"
