"""What a report tells of that is no news: remembered, long under way, or of an earlier story.

"Veterans recalled how X attacked Y", "the 70th anniversary of the day that X attacked Y": what is
told so is not of the report's day, whatever its tense.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from itertools import islice

from detente.document import Document
from detente.language.structure import Clause, Phrase
from detente.lookups import Hanging
from detente.model import EventDate, Interval, Span, TimeMention
from detente.stretches import Standing
from detente.times import calendar
from detente.times.counted import Counted
from detente.times.time_words import TimeWords

RECENT = 7
"""How many days before publication the narrated day may lie; news is of the last week."""
_LONG = re.compile(r"P[\dX.]+[WMYE]|PX[EC]|P(?:[2-9]|\d\d+)D")
_DEEPEST = 6
"""Clauses above an act that are asked whether they tell it as a memory."""
_STEPS = frozenset({"noun", "relative", "complement", "object", "oblique"})
"""How what is remembered hangs on what remembers it, step by step."""


class Background:
    """The background of one report; *owned* are the times that each clause has for its own."""

    def __init__(
        self,
        document: Document,
        words: TimeWords,
        owned: dict[int, list[TimeMention]],
        narrated: Interval,
        counted: Counted,
    ) -> None:
        self.report, self.structure, self.times = (
            document.report,
            document.structure,
            document.times,
        )
        self.words, self.governing = words, words.governing
        self.narrated, self.published = narrated, document.report.published.interval
        self._owned, self._counted = owned, counted
        self._hanging = Hanging(self.structure)
        self._paragraphs = Standing(self.report.paragraphs, lambda paragraph: paragraph)

    def of(self, clause: Clause) -> tuple[str, Span | None] | None:
        """What says that a past act is not of the day told of, and its words, if anything does."""
        if clause.tense != "past" or clause.modals:
            return None
        if any(self.structure.clauses[c].tense != "none" for c in clause.complements):
            return None
        if self.governing.background & {a.lower() for a in clause.adverbs}:
            return "background: an adverb takes it off the day told of", None
        if self._of_process(clause):
            return "background: it is of something that goes on for long", None
        for mention in self._owned.get(clause.index, ()):
            long = mention.timex_type == "DURATION" and _LONG.match(mention.timex_value)
            if long and self._counted.side_of(mention) is None:
                return "lasted longer than the day told of", mention.span
        if again := self.words.beside.again.search(clause.extent.of(self.report.text)):
            start = clause.extent.start + again.start()
            return "more than once, so not of the day told of", Span(start, start + len(again[0]))
        if (ahead := self._for_ahead(clause)) is not None:
            return "done for what is still to come, when is not told", ahead.span
        story = self._story_before(clause)
        if story is not None:
            return "in a paragraph that tells of an earlier time", story.span
        return None

    # Wars and campaigns

    def _of_process(self, clause: Clause) -> bool:
        """Whether a war or the like did something, or is told to have begun: "the war began with".

        What is news has a day; a war's beginning and its toll are told again and again.
        """
        doers = [self.structure.phrases[index] for index in clause.subject]
        if self._processes(doers):
            return True
        sparked = [self.structure.phrases[index] for index in clause.object]
        return clause.lemma in self.governing.sparking and self._processes(sparked)

    def _processes(self, phrases: list[Phrase]) -> bool:
        return any(
            phrase.lemma in self.governing.processes
            and phrase.definiteness in {"definite", "possessive"}
            for phrase in phrases
        )

    def _for_ahead(self, clause: Clause) -> TimeMention | None:
        """The day, still to come, in view of which an act was done: "barred from Sunday's vote"."""
        today, events = self.published.latest, self.words.table.directions.scheduled_events
        if today is None:
            return None
        for oblique in clause.obliques:
            for phrase in (self.structure.phrases[index] for index in oblique.phrases):
                if phrase.lemma not in events:
                    continue
                for mention in self._mentions.inside(phrase.core):
                    first = mention.interval.earliest
                    if first is not None and first > today:
                        return mention
        return None

    @cached_property
    def _mentions(self) -> Standing[TimeMention]:
        return Standing(self.times, lambda mention: mention.span)

    # What is remembered

    def remembered(self, clause: Clause) -> EventDate | None:
        """The date of a past act that is commemorated, or told as a memory."""
        if clause.modals or clause.tense in {"present", "future"} or clause.infinitive:
            return None
        below, dated = clause, False
        for above in islice(self.structure.ancestors(clause), _DEEPEST):
            occasion = below.link == "adverbial" and below.mark in self.governing.same_occasion
            if below.sentence != above.sentence or not (occasion or below.link in _STEPS):
                return None
            if above.kind == "noun" and above.lemma in self.words.table.anniversaries:
                return self._anniversary(above)
            dated = dated or (above.kind == "noun" and above.lemma in self.governing.remembered)
            if above.kind == "verb" and self._remembers(above, below, dated):
                before = Interval(None, self.narrated.latest, "span")
                return EventDate(before, None, f"a memory, by {above.lemma!r}")
            below = above
        return None

    def _remembers(self, above: Clause, below: Clause, dated: bool) -> bool:
        """Whether *above* tells *below* as a memory; *dated*: "the day that ..."."""
        governing = self.governing
        if below.kind == "noun" and not dated and below.link != "object":
            return False
        if above.lemma in governing.remembering or (dated and above.lemma in governing.marking):
            return True
        given = {self.structure.phrases[index].lemma for index in above.object}
        if not given.isdisjoint(governing.tributes):
            return True
        tellers = {self.structure.phrases[index].lemma for index in above.subject}
        return not tellers.isdisjoint(governing.memorials)

    def _anniversary(self, noun: Clause) -> EventDate:
        """So many years before the report's own, or a year and more where no number is told."""
        span = noun.extent
        if noun.phrase is not None:
            span = self.structure.phrases[noun.phrase].core
        years = self.words.anniversary(span.of(self.report.text))
        if years is None:
            last = self.published.latest
            before = Interval(None, calendar.moved(last, -1, "Y") if last else None, "span")
            return EventDate(before, span, "of which the report tells an anniversary")
        whole = calendar.over(
            self.published, lambda d: calendar.unit(calendar.stepped(d, -years, "Y"), "Y"), "year"
        )
        return EventDate(whole, span, f"of which the report tells the anniversary after {years}")

    # Stories

    @cached_property
    def _stories(self) -> dict[Span, list[tuple[int, TimeMention]]]:
        """By paragraph: sentences with a dated past act, and the date told last up to each."""
        acts = [
            (clause, mention)
            for clause in self.structure.clauses
            if clause.kind == "verb" and clause.tense == "past"
            for mention in self._owned.get(clause.index, ())
            if mention.timex_type in {"DATE", "TIME"}
        ]
        acts.sort(key=lambda act: act[0].sentence)
        found: dict[Span, list[tuple[int, TimeMention]]] = {}
        latest: dict[Span, tuple[int, Span]] = {}
        for clause, mention in acts:
            for paragraph in self._paragraphs.around(clause.trigger)[:1]:
                told = (clause.trigger.start, mention.span)
                if paragraph not in latest or told > latest[paragraph]:
                    latest[paragraph] = told
                    found.setdefault(paragraph, []).append((clause.sentence, mention))
        return found

    def _story_before(self, clause: Clause) -> TimeMention | None:
        """The date, older than the news, of the act told last before in the same paragraph."""
        here = next(iter(self._paragraphs.around(clause.trigger)), None)
        if here is None:
            return None
        before = self._stories.get(here, [])
        place = bisect_left(before, clause.sentence, key=lambda told: told[0])
        if not place:
            return None
        last = before[place - 1][1]
        first, over = self.narrated.earliest, last.interval.latest
        old = first is not None and over is not None and (first - over).days > RECENT
        return last if old else None
