"""Quotations against a key: the words, and who said them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from detente.evaluation.answer_matching import same_person
from detente.evaluation.key import AnswerKey, KeyQuote
from detente.model import Actor, Annotation, Span, Statement

# Two readers agree on a quotation's words but not always on whether "that" or the quoted adverb
# belongs to it; four words in five leave room for that and not for another clause.
SAME_WORDS = 0.8


class QuoteAnswer(Struct, frozen=True):
    """The statement nearest to a quotation of the key; ``overlap`` is the F1 of its words."""

    quote: int
    statement: Statement | None
    overlap: float
    speaker: bool
    form: bool

    @property
    def content(self) -> bool:
        """Whether the words are right."""
        return self.overlap >= SAME_WORDS

    @property
    def right(self) -> bool:
        """Whether words and speaker are."""
        return self.content and self.speaker


def answer_quote(number: int, key: AnswerKey, where: Span, annotation: Annotation) -> QuoteAnswer:
    """The best statement of *annotation* for quotation *number* of the key, found at *where*."""
    quote = key.quotes[number]
    answers = [
        QuoteAnswer(
            quote=number,
            statement=statement,
            overlap=_overlap(where, statement, annotation.report.text),
            speaker=_speaker_agrees(quote, statement, annotation, key),
            form=statement.form == quote.kind,
        )
        for statement in annotation.statements
    ]
    nothing = QuoteAnswer(number, None, 0.0, False, False)
    best = max(answers, key=lambda a: (a.content, a.speaker, a.overlap, a.form), default=nothing)
    return best if best.overlap > 0 else nothing


def _overlap(where: Span, statement: Statement, text: str) -> float:
    """F1 of the words, by their places: the best single stretch of the content, or all of it."""
    wanted = _words([where], text)
    stretches: list[Sequence[Span]] = [[span] for span in statement.content]
    stretches.append(statement.content)
    return max(_f1(wanted, _words(spans, text)) for spans in stretches)


def _words(spans: Iterable[Span], text: str) -> set[int]:
    return {
        span.start + word.start() for span in spans for word in re.finditer(r"\w+", span.of(text))
    }


def _f1(first: set[int], second: set[int]) -> float:
    return 2 * len(first & second) / (len(first) + len(second)) if first or second else 0.0


def _speaker_agrees(
    quote: KeyQuote, statement: Statement, annotation: Annotation, key: AnswerKey
) -> bool:
    """Whether the speaker is who the key says.

    A named person must be coded by name.  One that the key only describes ("an official") must be
    nobody whom the key knows by name, and share a word of the description with the name, the
    office or the report's words for the speaker.
    """
    who = quote.who
    actor = annotation.actors.get(statement.speaker or "")
    if actor is None or actor.country != who.country:
        return False
    if who.label is None:
        return actor.kind != "person"
    if who.person:
        return same_person(actor.name, who.person)
    if any(same_person(actor.name, person) for person in _persons(key)):
        return False
    source = statement.source.of(annotation.report.text) if statement.source else ""
    return bool(_described(who.label) & _said_of(actor, source))


def _persons(key: AnswerKey) -> set[str]:
    quoted = (quote.who for quote in key.quotes)
    acting = (actor for event in key.events for actor in (*event.who, *event.whom))
    return {actor.person for actor in (*quoted, *acting) if actor.person}


def _described(label: str) -> set[str]:
    return {word for word in re.findall(r"\w+", label) if word.islower() and len(word) > 3}


def _said_of(actor: Actor, source: str) -> set[str]:
    return set(re.findall(r"\w+", f"{actor.name} {actor.office or ''} {source}".casefold()))
