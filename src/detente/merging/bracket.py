"""What can be proved of the day of a report that does not say it.

Three things bound it: the offices of those who act or speak in it, past events that a dated report
dates, and full dates of past acts in its own text.  Each that is found is a reason in words, with
the characters it rests on.  What only hints (a weekday, a copy of a dated report) is a reason that
bounds nothing.  Proofs that contradict each other prove nothing, and the reasons say so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import PurePath
from textwrap import shorten

from msgspec import Struct

from detente.merging.compare import restates
from detente.merging.content_words import about, copies, runs
from detente.merging.field_relations import participants, where
from detente.merging.measures import Measures, shipped
from detente.merging.mention_facts import Told, tell
from detente.model import Actor, Annotation, Basis, EventMention, Interval, Published, Span
from detente.model.kinds_of_acts import Kinds

Terms = Callable[[Actor], tuple[Interval, ...]]
"""When a person held the office it is named with; empty where that is not known."""

NO_KINDS = Kinds()

DATED = ("stated", "given")
"""The bases of a day that prove something; an inferred one would prove itself."""

SameOffice = Callable[[Actor, Actor], tuple[Interval, ...]]
"""When a person held, in its own country, the office that another actor is named with."""

_MONTH = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class _Proof(Struct, frozen=True):
    """Days in which the report can have been published, and why; no days where it only hints."""

    days: tuple[tuple[date, date], ...]
    reason: str


def _no_terms(actor: Actor) -> tuple[Interval, ...]:
    return ()


def _no_office(actor: Actor, other: Actor) -> tuple[Interval, ...]:
    return ()


def bracket(
    annotation: Annotation,
    dated: Sequence[Annotation],
    terms: Terms = _no_terms,
    same_office: SameOffice = _no_office,
    measures: Measures | None = None,
    kinds: Kinds = NO_KINDS,
) -> Published:
    """The interval in which an undated report was published, as far as it can be proved.

    *annotation* is that of the report without a day; *dated* are annotations of other reports, of
    which those with a stated or given day count.  *terms* gives the days on which an actor held its
    office, and *same_office* those on which it held that of another ("his Japanese counterpart",
    "the foreign minister").  The basis is ``inferred`` if an end is proved, else ``unknown``; never
    a made-up day.  *measures* and *kinds* are as in :func:`detente.merging.merge`.

    An interval cannot hold Fridays alone.  Where the lead tells of a Friday, and all that is dated
    by weekdays fell on one, the first day moves to the first Friday that the rest allows, for what
    is told as past was past then; the last does not move, for the report may have come out later.
    Its acts are dated by the times room, from the first such Friday to the last.
    """
    measures = measures or shipped()
    proofs = [
        *_offices(annotation, terms, measures),
        *_unsaid_offices(annotation, same_office, measures),
        *_own_dates(annotation, measures),
        *_told_elsewhere(annotation, dated, measures, kinds),
    ]
    reasons = [proof.reason for proof in proofs]
    weekdays = _weekdays(annotation)
    hints = [
        *_weekday_hints(annotation, weekdays, measures),
        *_copies(annotation, dated, measures),
    ]
    possible = _since(date.min)
    for proof in proofs:
        possible = _common(possible, proof.days)
    if not possible:
        reasons.append("these contradict each other, so nothing is concluded from them")
        return Published(reasons=(*reasons, *hints))
    earliest = None if possible[0][0] == date.min else possible[0][0]
    latest = None if possible[-1][1] == date.max else possible[-1][1]
    lead = measures.undated.lead
    if earliest and len(weekdays) == 1 and _in_lead(annotation, lead, *weekdays.values()):
        (weekday, span), *_ = weekdays.items()
        first, last = _first_on(earliest, weekday), latest and _last_on(latest, weekday)
        if latest is None or first <= latest:
            hints[0] = _weekday_proved(annotation, weekday, span, (first, last), measures)
            earliest = first
    basis: Basis = "inferred" if earliest or latest else "unknown"
    return Published(earliest, latest, basis=basis, reasons=(*reasons, *hints))


def _common(
    one: tuple[tuple[date, date], ...], other: tuple[tuple[date, date], ...]
) -> tuple[tuple[date, date], ...]:
    """The stretches of days that are in both."""
    both = ((max(a, c), min(b, d)) for a, b in one for c, d in other)
    return tuple(sorted((first, last) for first, last in both if first <= last))


def _since(first: date) -> tuple[tuple[date, date], ...]:
    return ((first, date.max),)


# Offices


def _offices(annotation: Annotation, terms: Terms, measures: Measures) -> Iterator[_Proof]:
    """Persons who act or speak in the report's present, each in the office it is named with."""
    for key in _present(annotation):
        actor = annotation.actors[key]
        held = terms(actor) if actor.kind == "person" and actor.office else ()
        days = _days_of(held)
        if not days or days == ((date.min, date.max),):
            continue
        named = next((m.span for m in annotation.mentions if m.actor == key), None)
        yield _Proof(
            days,
            f"{actor.name} acts in it as {actor.office}"
            f"{f', {_quoted(measures, annotation, named)}' if named is not None else ''}: "
            f"an office held {' and '.join(_stretch(*stretch) for stretch in days)}",
        )


def _unsaid_offices(
    annotation: Annotation, same_office: SameOffice, measures: Measures
) -> Iterator[_Proof]:
    """Persons named without an office who are said to hold that of another, or who alone can."""
    present = _present(annotation)
    for key in present:
        actor = annotation.actors[key]
        if actor.kind != "person" or actor.office or not actor.wikidata:
            continue
        for other, how in _offices_beside(annotation, key, present, measures):
            held = same_office(actor, annotation.actors[other])
            days = _days_of(held)
            if days and days != ((date.min, date.max),):
                yield _Proof(
                    days,
                    f"{actor.name} acts in it {how}: "
                    f"an office held {' and '.join(_stretch(*stretch) for stretch in days)}",
                )
                break


def _offices_beside(
    annotation: Annotation, key: str, present: Sequence[str], measures: Measures
) -> Iterator[tuple[str, str]]:
    """Actors whose office the person of *key* holds by the report's words, and those words."""
    text, actor = annotation.report.text, annotation.actors[key]
    own = [m.span for m in annotation.mentions if m.actor == key]
    for mention in annotation.mentions:
        other = annotation.actors[mention.actor]
        if other.kind != "person" or not other.office or mention.actor == key:
            continue
        apart = measures.undated.counterpart
        beside = next((s for s in own if _counterparts(text, mention.span, s, apart)), None)
        if beside is not None:
            said = f"as the counterpart of {other.name}, {other.office}"
            yield mention.actor, f"{said}, {_quoted(measures, annotation, beside)}"
    for other_key in present:
        other = annotation.actors[other_key]
        if other.wikidata or not other.office or other.country != actor.country:
            continue
        span = next((m.span for m in annotation.mentions if m.actor == other_key), None)
        if span is not None:
            yield other_key, f"as the only one that {_quoted(measures, annotation, span)} can be"


def _counterparts(text: str, first: Span, second: Span, apart: int) -> bool:
    """ "A and his Japanese counterpart B": whether *second* is said to be what *first* is."""
    if not first.end <= second.end or second.end - first.end > apart:
        return False
    between = text[first.end : second.end]
    return re.search(r"\bcounterpart\b", between) is not None and not re.search(
        r"[.;!?]\s", between
    )


def _present(annotation: Annotation) -> list[str]:
    """Keys of the actors who speak, or act at a time that is not another than the report's."""
    found = [said.speaker for said in annotation.statements if said.speaker]
    hinted = {t.span for t in annotation.times if _MONTH.fullmatch(t.timex_value)}
    for mention in annotation.events:
        background = mention.date.span in hinted or mention.date.interval.earliest is not None
        if _happened(mention) and not background:
            found += [p.actor for p in (*mention.actors, *mention.recipients)]
    return sorted(set(found), key=lambda key: (len(key), key))


def _happened(mention: EventMention) -> bool:
    return mention.modality in ("actual", "historical")


# Dates of its own


def _own_dates(annotation: Annotation, measures: Measures) -> Iterator[_Proof]:
    """A full date of an act that took place: the report came after."""
    for mention in annotation.events:
        first, span = mention.date.interval.earliest, mention.date.span
        if _happened(mention) and first is not None and span is not None:
            yield _Proof(
                _since(first),
                f"it tells of {_quoted(measures, annotation, mention.extent)}, "
                f"which it dates itself: {_quoted(measures, annotation, span)}; "
                f"so it is not older than {first.isoformat()}",
            )


# Events that others date


def _told_elsewhere(
    annotation: Annotation, dated: Sequence[Annotation], measures: Measures, kinds: Kinds
) -> Iterator[_Proof]:
    """Past acts of which the month or the words are those of an act that a dated report dates."""
    mentions = tell(annotation, measures, kinds, [m for m in annotation.events if _happened(m)])
    others = _alike(mentions, annotation, dated, measures, kinds)
    hints = {t.span: t.timex_value for t in annotation.times}
    for mine in mentions:
        hint = _MONTH.fullmatch(hints.get(mine.mention.date.span or Span(0, 0), ""))
        found = [
            (first, other, told)
            for other, told in others
            if (first := _first_day(mine, told, hint, measures)) is not None
        ]
        if not found:
            continue
        first, other, told = min(found, key=lambda f: (f[0], f[1].report.id, f[2].mention.trigger))
        yield _Proof(
            _since(first),
            f"it tells of {_quoted(measures, annotation, mine.mention.extent)}, which is what "
            f"{_quoted(measures, other, told.mention.extent, other)} is, "
            f"dated {_shown(told.interval)}; so it is not older than {first.isoformat()}",
        )


def _alike(
    mentions: Sequence[Told],
    annotation: Annotation,
    dated: Sequence[Annotation],
    measures: Measures,
    kinds: Kinds,
) -> list[tuple[Annotation, Told]]:
    """Acts of dated reports that are of a type, and by somebody named, of *mentions*."""
    wanted = {(told.mention.type, name) for told in mentions for name in told.everybody.names}
    found = []
    for other in _dated(annotation, dated):
        sought = []
        for mention in other.events:
            if mention.date.interval.known and _happened(mention):
                keys = {other.actors[p.actor].key for p in (*mention.actors, *mention.recipients)}
                if any((mention.type, key) in wanted for key in keys):
                    sought.append(mention)
        found += [(other, told) for told in tell(other, measures, kinds, sought)]
    return found


def _dated(annotation: Annotation, dated: Sequence[Annotation]) -> list[Annotation]:
    """Those of *dated* that prove something, by report."""
    return sorted(
        (
            other
            for other in dated
            if other.report.published.basis in DATED and other.report.id != annotation.report.id
        ),
        key=lambda other: other.report.id,
    )


def _first_day(
    mine: Told, told: Told, hint: re.Match[str] | None, measures: Measures
) -> date | None:
    """The first day that the act can have been, if both tell of one act; else ``None``."""
    earliest, latest = told.interval.earliest, told.interval.latest
    a, b = mine.mention, told.mention
    if earliest is None or latest is None or (latest - earliest).days > measures.time.year:
        return None
    if a.type != b.type or bool(a.modes) != bool(b.modes):
        return None
    if a.modes and not set(a.modes) & set(b.modes):
        return None
    place = where(mine, told, measures.place)
    if participants(mine, told)[0] == "differ" or place == "differ":
        return None
    if not mine.everybody.names & told.everybody.names:
        return None
    if hint is None:
        same = restates(mine, told, measures) or _same_weekday(mine, told, measures)
        return earliest if same else None
    if place != "same" or mine.broad:
        return None
    return next((day for day in _days(earliest, latest) if _is_of(day, hint[1], hint[2])), None)


def _same_weekday(mine: Told, told: Told, measures: Measures) -> bool:
    """Whether the same two did the same thing on the same weekday."""
    day = told.interval.earliest
    return (
        mine.weekday is not None
        and day is not None
        and day == told.interval.latest
        and day.isoweekday() == mine.weekday
        and len(mine.everybody.names & told.everybody.names) >= measures.names.several
        and about(mine.words, told.words, measures.likeness) >= measures.likeness.much_like
    )


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _is_of(day: date, month: str, number: str | None) -> bool:
    return day.month == int(month) and (number is None or day.day == int(number))


# Hints


def _weekdays(annotation: Annotation) -> dict[int, Span]:
    """Weekdays (Monday is 1) on which the report's acts fell, each with its first words."""
    used = {mention.date.span for mention in annotation.events if _happened(mention)}
    first: dict[int, Span] = {}
    for time in annotation.times:
        if time.weekday is not None and time.span in used:
            first.setdefault(time.weekday, time.span)
    return first


def _in_lead(annotation: Annotation, sentences: int, span: Span) -> bool:
    """Whether words stand where a report tells its news, and not further on."""
    lead = annotation.sentences[:sentences]
    return not lead or span.end <= lead[-1].end


def _weekday_hints(
    annotation: Annotation, weekdays: dict[int, Span], measures: Measures
) -> list[str]:
    return [
        f"what it tells of was on a {_WEEKDAYS[number - 1]}, "
        f"{_quoted(measures, annotation, span)}, which alone proves no day"
        for number, span in weekdays.items()
    ]


def _weekday_proved(
    annotation: Annotation,
    weekday: int,
    span: Span,
    days: tuple[date, date | None],
    measures: Measures,
) -> str:
    """The reason for the first day, and the last day that the acts themselves can have had."""
    name, (first, last) = _WEEKDAYS[weekday - 1], days
    until = f" and the last {last.isoformat()}" if last else ""
    return (
        f"what it tells of was on a {name}, {_quoted(measures, annotation, span)}, "
        f"of which the first that the rest allows is {first.isoformat()}{until}"
    )


def _first_on(day: date, weekday: int) -> date:
    """The first such weekday from *day* on."""
    ahead = (weekday - day.isoweekday()) % 7
    return day + timedelta(days=min(ahead, (date.max - day).days))


def _last_on(day: date, weekday: int) -> date:
    """The last such weekday up to *day*."""
    back = (day.isoweekday() - weekday) % 7
    return day - timedelta(days=min(back, (day - date.min).days))


def _copies(annotation: Annotation, dated: Sequence[Annotation], measures: Measures) -> list[str]:
    """Dated reports of the same text."""
    mine = runs(annotation.report.text, measures.copies)
    sentences = {span.of(annotation.report.text) for span in annotation.sentences}
    return [
        f"it has the text of {PurePath(other.report.source).name}, published "
        f"{_shown(other.report.published.interval)}, but a copy can be older or newer"
        for other in _dated(annotation, dated)
        # Texts that share no sentence are not worth taking apart.
        if any(span.of(other.report.text) in sentences for span in other.sentences)
        and copies(mine, runs(other.report.text, measures.copies), measures.copies)
    ]


# Words for the reasons


def _quoted(
    measures: Measures, annotation: Annotation, span: Span, other: Annotation | None = None
) -> str:
    """The words of a span with its characters, and its report's name where that is an *other*."""
    words = shorten(span.of(annotation.report.text), measures.undated.quoted, placeholder=" ...")
    name = f"{PurePath(other.report.source).name} " if other else ""
    return f'"{words}" ({name}{span.start}-{span.end})'


def _shown(interval: Interval) -> str:
    first, last = interval.earliest, interval.latest
    if first is not None and first == last:
        return first.isoformat()
    return _stretch(first or date.min, last or date.max)


def _days_of(held: Iterable[Interval]) -> tuple[tuple[date, date], ...]:
    """First and last days of terms, each stretch once: who held two offices held one as long."""
    return tuple(sorted({(t.earliest or date.min, t.latest or date.max) for t in held}))


def _stretch(first: date, last: date) -> str:
    parts = []
    if first != date.min:
        parts.append(f"from {first.isoformat()}")
    if last != date.max:
        parts.append(f"to {last.isoformat()}")
    return " ".join(parts) or "at an unknown time"
