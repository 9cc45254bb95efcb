"""When an act took place: the expression that governs it, else what tense and report allow.

The answer is always an interval with its reason.  In order, an act's clause takes

1. an expression of its own: in its adverbials, in its noun's phrase ("Friday's negotiations"), or
   in the stretch of time that it describes ("a week in which ...");
2. the time of the clause that it hangs on, where the two are one occasion (joined by "and", "when",
   a participle, a light verb, a speaker's conditional) or follow from one another;
3. what its tense says of the report's narrated day: the day of the last week that the first
   paragraphs name, else the publication day or the day before it.

An expression that a clause's tense rules out ("agreed later this year to hold ...": agreeing is
past, later this year is not) belongs to what is agreed.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from itertools import pairwise

from detente.document import Document
from detente.language.structure import Clause
from detente.lookups import Hanging
from detente.model import EventDate, Interval, TimeMention
from detente.stretches import Standing
from detente.times import calendar
from detente.times.background import Background
from detente.times.counted import Counted, counted_from
from detente.times.narrated import narrated_day
from detente.times.occasions import Occasions, day_followed
from detente.times.owning import Owners, preposition
from detente.times.ranges import listed_days
from detente.times.time_words import TimeWords

LONGEST_JOINT = 40
"""Characters between the two ends of a range, as "until" with the blanks around it."""

# How many sentences into a report what is told without a time is still news of its day; twice as
# many where the report names the day that it tells of.  Of 350 acts of real news judged by hand,
# those dated so further on were wrong in nearly all cases: background, told in the past.  What
# somebody said is not.
LEAD = 10

# How many clauses may lend each other their date in a chain.
DEEPEST = 40


class Dating:
    """Dates the clauses of one report, by its times."""

    def __init__(self, document: Document, words: TimeWords) -> None:
        self.report, self.structure = document.report, document.structure
        self.times = document.times
        self._places = {mention.span: number for number, mention in enumerate(self.times)}
        self.words, self.governing = words, words.governing
        self.published: Interval = self.report.published.interval
        owners = Owners(document, words)
        self._owned, self._given, self._beyond = owners.owned, owners.given, owners.beyond
        self._known: dict[int, EventDate] = {}
        self._verbs: dict[int, Clause | None] = {}
        self._depth = 0
        self._hanging = Hanging(self.structure)
        self._mentions = Standing(self.times, lambda mention: mention.span)
        self.narrated, self.narrated_by = narrated_day(self.report, self.times)
        self._counted = Counted(document, words)
        self._background = Background(document, words, self._owned, self.narrated, self._counted)
        self._occasions = Occasions(document, words, self._hanging, self._has_day)

    def of(self, clause: Clause) -> EventDate:
        """The date of *clause*."""
        if clause.index not in self._known:
            # A ring of clauses ends where it began, in what tense alone allows; so does a chain
            # of them that no sentence for reading has.
            self._known[clause.index] = self._by_tense(clause)
            self._depth += 1
            if self._depth <= DEEPEST:
                self._known[clause.index] = self._dated(clause)
            self._depth -= 1
        return self._known[clause.index]

    def is_told(self, clause: Clause) -> bool:
        """Whether an expression of its own, or the stretch that it is told of, dates *clause*."""
        return self._own(clause) is not None or self._time_described(clause) is not None

    # Dating

    def _dated(self, clause: Clause) -> EventDate:
        found = (
            self._own(clause)
            or self._so_long_after(clause)
            or self._background.remembered(clause)
            or self._at_occasion(clause)
            or self._time_described(clause)
        )
        if found is not None:
            return found
        above = self._above(clause)
        if above is not None and self._past_beside_present(clause, above):
            before = Interval(None, self.narrated.latest)
            return EventDate(before, None, "past, beside what is told as present")
        return above or self._flagged(clause, self._by_tense(clause))

    def _at_occasion(self, clause: Clause) -> EventDate | None:
        """The day of an occasion that the sentences before have told of with its day."""
        found = self._occasions.of(clause)
        if found is None:
            return None
        noun, act = found
        day = self._own(act) or self.of(act)
        return EventDate(day.interval, day.span, f"of the {noun.lemma} told before: {day.reason}")

    def _has_day(self, clause: Clause) -> bool:
        """Whether words beside an act, or beside the one whose occasion it shares, date it."""
        above = self._parent(clause)
        shares = clause.kind == "noun" or clause.mark in self.governing.same_occasion
        return self.is_told(clause) or (shares and above is not None and self.is_told(above))

    def _flagged(self, clause: Clause, date: EventDate) -> EventDate:
        """*date*, with a word on a time beside a past act that contradicts the report's day."""
        beyond = self._beyond.get(clause.index)
        if beyond is None:
            return date
        words = beyond.span.of(self.report.text)
        reason = f"{date.reason}; {words!r} beside it lies after the report's own day"
        return EventDate(date.interval, date.span, reason)

    def _past_beside_present(self, clause: Clause, above: EventDate) -> bool:
        """Whether a past act would take the report's day from a clause in the present."""
        verb = self._verb_above(clause)
        return (
            clause.kind == "verb"
            and clause.tense == "past"
            and not clause.modals
            and verb is not None
            and (verb.tense in {"present", "future"} and not verb.perfect)
            and (above.span is None or above.span == self.report.published.span)
        )

    def _verb_above(self, clause: Clause) -> Clause | None:
        """The nearest verb that a clause hangs on; the same for all nouns on the way to it."""
        passed, found, last = [clause.index], None, clause
        for last in self.structure.ancestors(clause):
            if last.kind == "verb" or last.index in self._verbs:
                found = last if last.kind == "verb" else self._verbs[last.index]
                break
            passed.append(last.index)
        # In a ring without a verb, those on the way have each another way to look.
        if found is not None or last.parent is None or last.index in self._verbs:
            self._verbs.update(dict.fromkeys(passed, found))
        return found

    def _own(self, clause: Clause) -> EventDate | None:
        indexes = [clause.index]
        if clause.support is not None:
            indexes.append(clause.support)
        indexes += [c.index for c in self._hanging.carried.get(clause.index, ())]
        mentions = [m for i in indexes for m in self._owned.get(i, ())]
        given = [self._given[i] for i in indexes if i in self._given]
        text = self.report.text
        for mention in sorted(mentions, key=lambda m: self._rank(m, clause)) + given:
            interval, how = self._range(mention) or self._left_by_preposition(mention)
            if (
                interval.earliest is None
                and interval.latest is None
                and not self._dateless(mention)
            ):
                continue
            if self._took_place(clause):
                if not how and self._month_alone(mention.span.of(text)):
                    interval = self._over_by_then(interval)
                interval = interval.within(Interval(None, self.published.latest))
            words = mention.span.of(text)
            reason = f"{words!r}{how}: {mention.reason}"
            if clause.tense == "past" and self._after_report(interval):
                reason += "; told as past, yet after the report's own day"
            return EventDate(interval, mention.span, reason)
        return None

    def _month_alone(self, said: str) -> bool:
        return self.words.beside.month_alone.fullmatch(said) is not None

    def _over_by_then(self, month: Interval) -> Interval:
        """A month that names no year, of an act that took place: it had begun by the report's day.

        Its ends are those that the first and the last possible day of the report give.
        """
        first, last, today = month.earliest, month.latest, self.published
        if first and today.earliest and first > today.earliest:
            first = calendar.moved(first, -1, "Y")
        if last and today.latest and last.replace(day=1) > today.latest:
            last = calendar.unit(calendar.moved(last.replace(day=1), -1, "Y"), "M").latest
        return Interval(first, last, month.precision)

    def _after_report(self, interval: Interval) -> bool:
        first, last = interval.earliest, self.published.latest
        return first is not None and last is not None and first > last

    def _rank(self, mention: TimeMention, clause: Clause) -> tuple[bool, int, int]:
        """Dates before lengths of time, finer before coarser, nearer before farther."""
        order = ["day", "week", "month", "season", "year", "span", "decade", "century", "unknown"]
        distance = abs(mention.span.start - clause.trigger.start)
        return (
            mention.timex_type == "DURATION",
            order.index(mention.interval.precision),
            distance,
        )

    def _dateless(self, mention: TimeMention) -> bool:
        """An expression that names a day which the report's unknown day leaves open."""
        return mention.timex_type != "DURATION" and mention.timex_value.startswith("XXXX-")

    def _range(self, mention: TimeMention) -> tuple[Interval, str] | None:
        """ "Between May and July", "from 1861 to 1883", "1990-91": from the first to the second."""
        text, place = self.report.text, self._places.get(mention.span)
        if place is None:
            return None
        if (days := listed_days(self.times, place, text, self.words)) is not None:
            last = text[days.span.start : days.span.end]
            return days.interval, f" as one of {last!r}"
        for first, second in pairwise(self.times[max(place - 1, 0) : place + 2]):
            start, end = first.interval.earliest, second.interval.latest
            if second.span.start - first.span.end > LONGEST_JOINT:
                continue
            between = text[first.span.end : second.span.start]
            joined = self.words.beside.ends_joint.fullmatch(between.lower())
            if not joined or start is None or end is None or start > end:
                continue
            ends = self.governing.ranges.get(preposition(text, first, self.words), frozenset())
            if joined[1] or between.strip().lower() in ends:
                return Interval(start, end, "span"), f" with {second.span.of(text)!r}"
        return None

    def _left_by_preposition(self, mention: TimeMention) -> tuple[Interval, str]:
        word = preposition(self.report.text, mention, self.words)
        whole = mention.interval
        forms = self.governing
        if word in forms.since:
            return Interval(whole.earliest, self.published.latest, "span") if self._ordered(
                whole.earliest
            ) else whole, f" after {word!r}"
        if word in forms.until or word in forms.by:
            return Interval(None, whole.latest, "span"), f" after {word!r}"
        if word in forms.before:
            return Interval(None, whole.earliest, "span"), f" after {word!r}"
        if word in forms.after:
            return Interval(whole.latest, None, "span"), f" after {word!r}"
        return whole, ""

    def _ordered(self, first: object) -> bool:
        last = self.published.latest
        return first is None or last is None or first <= last  # type: ignore[operator]

    def _took_place(self, clause: Clause) -> bool:
        """Whether an act is told as past, so that it can't lie after the report's day."""
        if clause.kind == "noun" and clause.support is None:
            if self._is_planned(clause):
                return False
            parent = self._parent(clause)
            return parent is None or self._took_place(parent)
        told = clause.tense in {"past", "present"} or clause.perfect
        return told and not clause.modals and not (clause.tense == "present" and clause.progressive)

    def _is_planned(self, clause: Clause) -> bool:
        if clause.phrase is not None:
            phrase = self.structure.phrases[clause.phrase]
            if self.governing.planned & set(phrase.modifiers):
                return True
        parent = self._parent(clause)
        if parent is None:
            return False
        if parent.kind == "noun" and clause.link in {"noun", "oblique", "complement"}:
            return parent.lemma in self.governing.planning_nouns
        return bool(parent.modals) or parent.tense == "future" or parent.infinitive

    def _time_described(self, clause: Clause) -> EventDate | None:
        """ "a week in which ...": the stretch of time that a relative clause describes."""
        if clause.topic is None:
            return None
        topic = self.structure.phrases[clause.topic]
        symbol = self.words.table.units.get(topic.lemma)
        if symbol is None or symbol.startswith("T"):
            return None
        for mention in self._mentions.overlapping(topic.core):
            if mention.timex_type != "DURATION":
                return EventDate(mention.interval, mention.span, f"in {mention.reason}")
        size = 1 if topic.number is None else max(topic.number, 1)
        first = calendar.over(
            self.narrated,
            lambda d: calendar.span(calendar.stepped(d, -size, symbol), d),
            "span",
        )
        reason = f"in the {topic.lemma} up to the day that the report tells of"
        return EventDate(first, topic.core, reason)

    # What the clause above says

    def _parent(self, clause: Clause) -> Clause | None:
        return None if clause.parent is None else self.structure.clauses[clause.parent]

    def _above(self, clause: Clause) -> EventDate | None:
        parent = self._parent(clause)
        if parent is None:
            return None
        if clause.kind == "noun":
            return self._noun_above(clause, parent)
        if clause.link == "conjunct" or (
            clause.link in {"adverbial", "parenthetical"}
            and (not clause.mark or clause.mark in self.governing.same_occasion)
        ):
            return self._shared(clause, parent)
        if clause.link == "adverbial" and clause.mark in self.governing.placed_after:
            above = self.of(parent)
            return EventDate(
                Interval(above.interval.earliest, None, "span"), above.span, "after that"
            )
        if clause.link == "adverbial" and clause.mark in self.governing.placed_before:
            above = self.of(parent)
            before = Interval(None, above.interval.latest, "span")
            return EventDate(before, above.span, f"not after {parent.lemma!r}: {above.reason}")
        if clause.link in {"complement", "purpose", "oblique", "object", "subject"}:
            return self._complement(clause, parent)
        if clause.link == "relative":
            return self._relative(clause, parent)
        return None

    def _shared(self, clause: Clause, parent: Clause) -> EventDate | None:
        """One occasion: the date of the clause it is joined with, where the tenses agree."""
        tensed = clause.tense not in {"none", parent.tense} or clause.perfect != parent.perfect
        if tensed and (clause.tense != "none" or clause.perfect):
            return None
        above = self.of(parent)
        return EventDate(
            above.interval, above.span, f"joined with {parent.lemma!r}: {above.reason}"
        )

    def _complement(self, clause: Clause, parent: Clause) -> EventDate | None:
        above = self.of(parent)
        if clause.infinitive or clause.tense == "none":
            one = parent.lemma in self.governing.implicative
            one = one or clause.link in ("subject", "purpose")
            counted = self._counted.of(parent) and parent.lemma in self.governing.appointing
            if one or counted:
                reason = f"at the time of {parent.lemma!r}: {above.reason}"
                return EventDate(above.interval, above.span, reason)
            later = Interval(above.interval.earliest, None, "span")
            return EventDate(later, above.span, f"not before {parent.lemma!r}: {above.reason}")
        if self._future(clause):
            later = Interval(above.interval.earliest, None, "span")
            return EventDate(later, above.span, f"not before {parent.lemma!r}: {above.reason}")
        if clause.modals or (clause.tense == "present" and not clause.perfect):
            reason = f"as {parent.lemma!r} puts it: {above.reason}"
            return EventDate(above.interval, above.span, reason)
        if self._owned.get(parent.index) and not clause.perfect and clause.tense == "past":
            last = above.interval.latest
            near = Interval(calendar.moved(last, -1, "D") if last else None, last, "span")
            return EventDate(near, above.span, f"news of {parent.lemma!r}: {above.reason}")
        return None

    def _future(self, clause: Clause) -> bool:
        auxiliaries = self.governing.future_auxiliaries
        return clause.tense == "future" or not auxiliaries.isdisjoint(clause.modals)

    def _relative(self, clause: Clause, parent: Clause) -> EventDate | None:
        if (
            day := day_followed(self.structure, self.governing, self._mentions, clause)
        ) is not None:
            after = Interval(day.interval.earliest, self.published.latest, "span")
            return EventDate(after, day.span, f"after the {parent.lemma}: {day.reason}")
        topic = None if clause.topic is None else self.structure.phrases[clause.topic]
        if topic is not None and topic.clause is not None and topic.clause != clause.index:
            event = self.structure.clauses[topic.clause]
            if not (clause.perfect and clause.tense == "past"):
                above = self.of(event)
                return EventDate(above.interval, above.span, f"of {event.lemma!r}: {above.reason}")
        if clause.mark in self.governing.of_the_occasion:
            above = self.of(parent)
            return EventDate(above.interval, above.span, f"with {parent.lemma!r}: {above.reason}")
        if clause.tense == "past" and not clause.modals:
            before = Interval(None, self.narrated.latest)
            return EventDate(before, None, "told as background of something named in the report")
        return None

    def _noun_above(self, clause: Clause, parent: Clause) -> EventDate | None:
        """A noun's event: with its verb, before it if known already, after it if planned."""
        above = self.of(parent)
        phrase = None if clause.phrase is None else self.structure.phrases[clause.phrase]
        modifiers = set(phrase.modifiers) if phrase else set()
        open_end = Interval(above.interval.earliest, None, "span")
        open_start = Interval(None, above.interval.latest, "span")
        if clause.support == parent.index:
            return EventDate(above.interval, above.span, f"with {parent.lemma!r}: {above.reason}")
        if self._is_planned(clause) or clause.mark in self.governing.placed_after:
            return EventDate(
                open_end, above.span, f"still to come at {parent.lemma!r}: {above.reason}"
            )
        if modifiers & self.governing.earlier:
            return EventDate(
                open_start, above.span, f"earlier than {parent.lemma!r}: {above.reason}"
            )
        settled = phrase is not None and phrase.definiteness in {"definite", "possessive"}
        if settled and clause.link == "subject" and clause.lemma in self.governing.processes:
            return EventDate(open_start, above.span, f"went on before {parent.lemma!r}")
        back = parent.lemma in self.governing.looking_back and not parent.passive
        if clause.link == "object" and settled and back:
            reason = f"known already at {parent.lemma!r}: {above.reason}"
            return EventDate(open_start, above.span, reason)
        if clause.mark in self.governing.beginning or (
            settled and clause.mark in self.governing.known_before
        ):
            return EventDate(open_start, above.span, f"before {parent.lemma!r}: {above.reason}")
        return EventDate(above.interval, above.span, f"with {parent.lemma!r}: {above.reason}")

    # What tense alone says

    def _by_tense(self, clause: Clause) -> EventDate:
        today, told = self.published, self.narrated
        span = self.narrated_by.span if self.narrated_by else self.report.published.span
        known = "" if today.earliest or today.latest else "; the report's day is not known"
        if self._future(clause):
            later = Interval(today.earliest, None, "span" if today.earliest else "unknown")
            reason = f"future: not before the report{known}"
            return EventDate(later, self.report.published.span, reason)
        if clause.perfect and clause.negation is None and not self._put_back(clause):
            last = told.latest if clause.tense == "past" else today.latest
            before = Interval(None, last, "span" if last else "unknown")
            said = "perfect: up to the report's day"
            said = "past perfect: up to the day told of" if clause.tense == "past" else said
            return EventDate(before, None, said + known)
        headline = self.report.headline_span
        if clause.tense == "present" and not (headline and headline.covers(clause.trigger)):
            day = Interval(today.earliest, today.latest, today.precision)
            return EventDate(day, self.report.published.span, f"present: the report's day{known}")
        background = self._background.of(clause)
        if background is not None:
            before = Interval(None, told.latest, "span" if told.latest else "unknown")
            return EventDate(before, background[1], background[0] + known)
        far = clause.sentence >= LEAD * (1 if self.narrated_by is None else 2)
        if far and not any(self.structure.clauses[c].tense != "none" for c in clause.complements):
            before = Interval(None, told.latest, "span" if told.latest else "unknown")
            return EventDate(before, span, f"no time, far into the report: up to its day{known}")
        if (moved := self._told_since(clause)) is not None:
            return moved
        if self.narrated_by is not None:
            words = self.narrated_by.span.of(self.report.text)
            reason = f"no time of its own: the day that the report tells of, {words!r}"
            return EventDate(told, self.narrated_by.span, reason + known)
        reason = "no time in the report: news of its day or the day before"
        return EventDate(told, span, reason + known)

    def _put_back(self, clause: Clause) -> bool:
        """ "An aide said X had proposed talks": he said "X proposed", which the past puts back."""
        above = self._parent(clause)
        return (
            above is not None
            and clause.link == "complement"
            and clause.tense == above.tense == "past"
            and above.lemma in self.governing.reporting
            and not (above.perfect or clause.modals)
            and self.governing.background.isdisjoint(clause.adverbs)
        )

    def _told_since(self, clause: Clause) -> EventDate | None:
        """From a later day that the sentences before have gone on to, up to the report's."""
        start = self.structure.sentences[clause.sentence].span.start
        later = [mention for mention in self._went_on_to if mention.span.end <= start]
        if not later:
            return None
        first = max(mention.interval.earliest or date.min for mention in later)
        last = next(m for m in reversed(later) if m.interval.earliest == first)
        words = last.span.of(self.report.text)
        reason = f"no time of its own: not before {words!r}, which the report has come to"
        return EventDate(Interval(first, self.published.latest, "span"), last.span, reason)

    @cached_property
    def _went_on_to(self) -> list[TimeMention]:
        """Later days than that of which the report tells first, on which something was done."""
        told, last = self.narrated.latest, self.published.latest
        if self.narrated_by is None or told is None or last is None:
            return []
        verbs = (c for c in self.structure.clauses if c.kind == "verb" and c.tense == "past")
        own = (mention for clause in verbs for mention in self._owned.get(clause.index, ()))
        days = (m for m in own if m.interval.precision == "day" and m.interval.earliest)
        later = {m.span: m for m in days if told < (m.interval.earliest or told) <= last}
        return [later[span] for span in sorted(later)]

    def _so_long_after(self, clause: Clause) -> EventDate | None:
        """ "Ten years after X invaded Y": so long before what is told beside it."""
        act = self._counted.of(clause)
        parent = self._parent(clause)
        if act is None:
            return None
        above = self.narrated if parent is None else self.of(parent).interval
        base, words = above if above.known else self.narrated, act.mention.span.of(self.report.text)
        whole = counted_from(act, words, base, self.words)
        way = "back" if act.back else "on"
        reason = f"{words!r}, counted {way} from what is told beside it"
        return EventDate(whole, act.mention.span, reason)
