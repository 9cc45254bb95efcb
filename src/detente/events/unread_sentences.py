"""Sentences in which no act is looked for, and why."""

from __future__ import annotations

from collections.abc import Iterator

from detente.language import LONGEST_SENTENCE
from detente.language.structure import Structure
from detente.model import Report, Uncoded


def unread(report: Report, structure: Structure) -> Iterator[Uncoded]:
    """Sentences that have no clauses, as they are too long or have no words."""
    for sentence in structure.sentences:
        first, end = sentence.tokens
        if not any(letter.isalnum() for letter in sentence.span.of(report.text)):
            yield Uncoded(sentence.span, "no words in it")
        elif end - first > LONGEST_SENTENCE:
            reason = f"a sentence of {end - first} words; none of over {LONGEST_SENTENCE} is read"
            yield Uncoded(sentence.span, reason)
