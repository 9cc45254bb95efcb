"""The words that name who said something, and to whom."""

from __future__ import annotations

from detente.language.structure import Clause, EntityKind, Phrase
from detente.model import Span
from detente.statements.text_layout import Layout, hull


class SourceFinder:
    """Finds source and hearer phrases of cues in one report."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.vocabulary = layout.vocabulary

    def of_clause(self, clause: Clause, *, after: int = 0) -> tuple[tuple[int, ...], Span | None]:
        """The subject phrases of *clause* that start at or past *after*, and their span."""
        quoted = self.quoted_by(clause)
        subject = clause.subject if quoted is None else quoted.object
        phrases = tuple(index for index in subject if self.layout.phrase(index).span.start >= after)
        return phrases, self.span(phrases, clause.trigger)

    def quoted_by(self, clause: Clause) -> Clause | None:
        """The verb by which somebody else hands on what *clause* says: "quoted X as saying"."""
        vocabulary = self.vocabulary
        if clause.kind != "verb" or clause.mark not in vocabulary.marks_of_predicate:
            return None
        said = clause.trigger.of(self.layout.text)
        if clause.tense != "none" or not (clause.perfect or vocabulary.gerund.search(said)):
            return None
        for above in self.layout.structure.ancestors(clause):
            if above.kind == "verb":
                handed = above.lemma in vocabulary.quoting and bool(above.object)
                return above if handed else None
        return None

    def possessor(self, clause: Clause) -> tuple[tuple[int, ...], Span | None]:
        """Whose a noun is: "Japan" in "Japan's claim"."""
        if clause.phrase is None:
            return (), None
        owner = self.layout.phrase(clause.phrase).possessor
        return ((), None) if owner is None else ((owner,), self.span((owner,), clause.trigger))

    def span(self, phrases: tuple[int, ...], cue: Span) -> Span | None:
        """The words of *phrases*, as one span where they stand together, less the cue's own."""
        spans: list[Span] = []
        for index in phrases:
            span = self._less(self.layout.phrase(index), cue)
            if spans and self.layout.words(Span(spans[-1].end, max(spans[-1].end, span.start))) > 1:
                break
            spans.append(span)
        whole = hull(spans) if spans else None
        return None if whole is None or whole.overlaps(cue) else whole

    def _less(self, phrase: Phrase, cue: Span) -> Span:
        """A phrase's span, or its core where what hangs on it holds the cue or a quotation."""
        quoted = any(
            self.layout.more_than(outer, 5) for outer, _ in self.layout.stretches_in(phrase.span)
        )
        entities = self.layout.structure.entities
        dated = any(
            entity is not None and entities[entity].kind == "time"
            for oblique in phrase.obliques
            for entity in (self.layout.phrase(index).entity for index in oblique.phrases)
        )
        if phrase.span.overlaps(cue) or quoted or dated:
            return phrase.core
        return self.layout.trim(phrase.span) or phrase.core

    def phrases_in(self, span: Span) -> tuple[int, ...]:
        """The outermost phrase whose head lies in *span*."""
        heads = (self.layout.phrase_at.get(t.span.start) for t in self.layout.tokens_in(span))
        found = [index for index in heads if index is not None]
        return (max(found, key=lambda index: len(self.layout.phrase(index).span)),) if found else ()

    def hearer(self, clause: Clause) -> tuple[int, ...]:
        """The phrases that name who is spoken to."""
        if clause.lemma in self.vocabulary.hearers:
            spoken_to = clause.indirect or clause.object
            if spoken_to:
                return spoken_to
        return clause.oblique(*self.vocabulary.spoken_to)

    def person_before(self, offset: int) -> tuple[tuple[int, ...], Span | None]:
        """The person who is the subject of the sentence that ends right before *offset*."""
        sentence = self.layout.sentence_span(max(offset - 2, 0))
        if sentence is None or self.layout.paragraph(sentence.start) != self.layout.paragraph(
            offset
        ):
            return (), None
        if sentence.end > offset or not self.layout.blank(sentence.end, offset):
            return (), None
        for token in self.layout.tokens_in(sentence):
            clause = self.layout.clause_at.get(token.span.start)
            if clause is None or clause.kind != "verb" or clause.link != "root":
                continue
            people = tuple(i for i in clause.subject if self._person(self.layout.phrase(i)))
            if len(people) == 1 and people == clause.subject:
                return people, self.span(people, clause.trigger)
        return (), None

    def _person(self, phrase: Phrase) -> bool:
        return self._entity(phrase) == "person" or phrase.lemma in self.vocabulary.person_pronouns

    def somebody(self, index: int) -> bool:
        """Whether a phrase surely names who can speak: a person, a body, "he" or "they"."""
        phrase = self.layout.phrase(index)
        named = self._entity(phrase) in ("person", "organisation")
        return named or phrase.lemma in self.vocabulary.pronouns

    def _entity(self, phrase: Phrase) -> EntityKind | None:
        entities = self.layout.structure.entities
        return None if phrase.entity is None else entities[phrase.entity].kind
