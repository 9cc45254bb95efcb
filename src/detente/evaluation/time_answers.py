"""Expressions of time against a key: the words, and the days they allow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from detente.evaluation.key import KeyTime, shown_days
from detente.evaluation.misses import Miss
from detente.evaluation.span_pairs import paired_off
from detente.model import Annotation, Span, TimeMention


class TimeAnswer(Struct, frozen=True):
    """What was found at an expression of the key; ``mention`` is ``None`` for nothing."""

    entry: KeyTime
    mention: TimeMention | None = None

    @property
    def days(self) -> bool:
        """Whether both ends are the key's, an open one open."""
        if self.mention is None:
            return False
        found = self.mention.interval
        return (found.earliest, found.latest) == (self.entry.earliest, self.entry.latest)


class TimesAnswered(Struct, frozen=True):
    """All expressions of a key with what was found there, and how many more were found."""

    answers: tuple[TimeAnswer, ...]
    beyond: int


def answer_times(
    entries: Sequence[KeyTime], where: Sequence[Span], found: Mapping[str, Annotation]
) -> TimesAnswered:
    """The expressions of *entries*, which stand at *where*, in the annotations by report.

    An expression is found where the words of one overlap, each of which counts once.
    """
    reports = [entry.report for entry in entries]
    mentions, beyond = paired_off(reports, where, found, lambda annotation: annotation.times)
    answers = tuple(TimeAnswer(one, mentions.get(i)) for i, one in enumerate(entries))
    return TimesAnswered(answers, len(beyond))


def time_misses(answered: TimesAnswered, found: Mapping[str, Annotation]) -> list[Miss]:
    """The expressions that were not found, or whose days are others."""
    misses = []
    for answer in answered.answers:
        entry, mention = answer.entry, answer.mention
        if answer.days:
            continue
        coded: tuple[str, ...] = ()
        if mention is not None:
            days = shown_days(mention.interval.earliest, mention.interval.latest)
            coded = (f'"{mention.span.of(found[entry.report].report.text)}": {days}',)
        misses.append(
            Miss(
                "times" if mention is None else "days of times",
                entry.report, "", entry.words, entry.days, coded,
            )
        )  # fmt: skip
    return misses
