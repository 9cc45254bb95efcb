"""Clauses to event mentions.

The coder matches every clause against the codebook, works out who, when, where and whether it took
place, and drops what it is not sure enough of, with the reason.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from msgspec.structs import replace

from detente.document import Document
from detente.events.choosing_acts import Candidate, settle
from detente.events.codebook import Codebook
from detente.events.confidence import Confidence
from detente.events.contexts import ContextFinder
from detente.events.event_words import EventWords
from detente.events.proposals import Proposing
from detente.events.signal_matching import Matcher
from detente.events.topics import Topics
from detente.events.trust import Facts, facts
from detente.events.unread_sentences import unread
from detente.events.word_given import at_its_day, of_the_word
from detente.events.working import Working
from detente.language import Lexicon
from detente.language.structure import Clause
from detente.model import (
    EventDate,
    EventMention,
    Report,
    Span,
    Statement,
    Uncoded,
)
from detente.places import PlaceWords
from detente.times import TimeWords


class EventCoder:
    """Codes reports by one codebook.  Holds no state between reports."""

    def __init__(
        self,
        codebook: Codebook,
        trust: Confidence | None = None,
        times: TimeWords | None = None,
        places: PlaceWords | None = None,
        words: EventWords | None = None,
        lexicon: Lexicon | None = None,
        proposing: Proposing | None = None,
    ) -> None:
        """*trust* says what the numbers of the codebook's signals are worth; without it they stand
        as they are.  *times*, *places* and *words* are the words that acts are dated and placed by
        and the small words of the rules, *lexicon* what the language room knows of words, English
        where none are given; *proposing* says what is coded of what a reader proposes, nothing
        where there is none.
        """
        self._proposing = proposing
        self._words = times or TimeWords.load(), places or PlaceWords.load()
        self.codebook, self.words = codebook, words or EventWords.load()
        self._lexicon = lexicon or Lexicon.load()
        self.matcher = Matcher(codebook, self.words, self._lexicon)
        self.trust = trust
        self._contexts = ContextFinder(codebook, self.words)
        self._topics = Topics(codebook.topics)

    def with_codebook(self, codebook: Codebook) -> EventCoder:
        """A coder by another codebook, whose signals' numbers are worth as much.

        What it is given to code has hints of that codebook's types, if any.
        """
        return EventCoder(
            codebook, self.trust, *self._words, self.words, self._lexicon, self._proposing
        )

    def with_events(self, document: Document) -> Document:
        """*document* with the acts of its report, and what was not coded and why."""
        events, uncoded = self.code(document)
        return replace(document, events=events, uncoded=uncoded)

    def code(self, document: Document) -> tuple[tuple[EventMention, ...], tuple[Uncoded, ...]]:
        """The acts of one report in the order of the text, and what was not coded and why."""
        report, structure = document.report, document.structure
        matcher = self.matcher.on(document)
        contexts = self._contexts.on(matcher.hanging, document.places)
        work = Working(self.codebook, document, matcher, contexts, *self._words)
        told = work.told
        uncoded = list(unread(report, structure))
        topic = self._topics.of(report.text, structure)
        unmatched: list[Clause] = []
        for clause in structure.clauses:
            matches = matcher.matches(clause.index)
            if not matches:
                unmatched.append(clause)
            for match in matches:
                if topic is not None:
                    reason = f"{match.type}: the report is about {topic}"
                    uncoded.append(Uncoded(clause.trigger, reason))
                    continue
                found = work.candidate(match)
                if isinstance(found, Uncoded):
                    uncoded.append(found)
                else:
                    told.add(found)
        kept, dropped = settle(told.acts, structure, self.codebook, work.reality)
        uncoded += dropped
        if self._proposing is not None and topic is None:
            for proposed in self._proposing.of(document, unmatched, told.acts):
                found = proposed if isinstance(proposed, Uncoded) else work.candidate(proposed)
                if isinstance(found, Uncoded):
                    uncoded.append(found)
                else:
                    kept.append(found)
        mentions = []
        for candidate in kept:
            mention = self._mention(document, work, candidate, work.deeds.date(candidate, kept))
            doubt = self._doubt(mention)
            if doubt is None:
                mentions.append(mention)
            else:
                uncoded.append(doubt)
        mentions.sort(key=lambda m: (m.trigger, m.type))
        return tuple(mentions), tuple(sorted(set(uncoded), key=lambda u: (u.span, u.reason)))

    def _mention(
        self, document: Document, work: Working, candidate: Candidate, date: EventDate
    ) -> EventMention:
        candidate = work.as_word_given(candidate, date)
        clause, event_type = candidate.clause, candidate.type
        if event_type.type != candidate.match.type:
            date = of_the_word(document.report.published, date)
        modality = at_its_day(document.report.published, candidate.modality, date)
        modes = work.modes(candidate)
        everybody = [
            document.actors.actors[p.actor] for p in candidate.actors + candidate.recipients
        ]
        contexts = set(work.contexts.find(clause, event_type.type, everybody))
        contexts.update(candidate.match.signal.contexts)
        mention = EventMention(
            id=_id(document.report, clause.trigger, event_type.type),
            type=event_type.type,
            modes=modes,
            contexts=tuple(sorted(contexts)),
            actors=candidate.actors,
            recipients=candidate.recipients,
            trigger=clause.trigger,
            extent=clause.extent,
            sentence=clause.sentence,
            date=date,
            place=work.placing.of(clause),
            modality=modality,
            attribution=work.attribution(candidate),
            score=self.codebook.score(event_type.type, modes),
            quad=event_type.quad,
            confidence=round(candidate.confidence, 2),
            type_confidence=round(candidate.confidence, 2),
            signal=candidate.match.named,
        )
        if self.trust is None:
            return mention
        telling = work.roles.telling.statements_around(clause.trigger)
        known = self.facts(document, mention, clause, telling)
        return self.trust.given(mention, known, work.weighing.of(mention, clause))

    def _doubt(self, mention: EventMention) -> Uncoded | None:
        """Why an act is not coded of which the reader is unsure; only where shares were fitted."""
        if self.trust is None or self._proposing is None:
            return None
        return self._proposing.doubts(mention)

    def facts(
        self,
        document: Document,
        mention: EventMention,
        clause: Clause,
        statements: Iterable[Statement],
    ) -> Facts:
        """What is known of an event of *document* whose confidence is the signal's own."""
        return facts(
            mention,
            clause,
            document.structure,
            statements,
            self.rivals(clause, mention.type),
            document.hints.get(clause.index),
        )

    def rivals(self, clause: Clause, type_: str) -> int:
        """How many types other than *type_* have signals of a clause's predicate."""
        return len({entry.type for entry in self.matcher.candidates(clause)} - {type_})


def _id(report: Report, trigger: Span, type_: str) -> str:
    content = f"{report.id}\0{trigger.start}\0{trigger.end}\0{type_}"
    return "m" + hashlib.blake2b(content.encode(), digest_size=6).hexdigest()
