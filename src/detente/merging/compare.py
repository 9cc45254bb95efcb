"""Whether two mentions can be, and whether they are, one event.

Some things forbid it: another type, persons, days, place.  What is left needs evidence, and how
much depends on the type: two states meet once a day and accuse each other five times, so a meeting
is known by who and when, an accusation only by what it is about.
"""

from __future__ import annotations

from collections.abc import Callable
from math import asin, cos, radians, sin, sqrt
from typing import Literal

from msgspec import Struct

from detente.merging.told import Part, Told, gap, length, narrow
from detente.merging.words import about, alike, telling
from detente.model import Place

LIKE = 0.25
"""Share of content words from which two clauses are about one thing, if one of the shared words is
more than stock: "a joint commission" and "such a commission" share that much, not more."""

VERY_LIKE = 0.6
"""The same where every shared word is stock."""

RESTATED = 0.75
"""Share of content words of two sentences from which one is the other, told again."""

ENOUGH_WORDS = 4
"""Content words that two sentences must share before one can be said to restate the other."""

MONTH = 31
SUBJECT = 2
"""Words, more than stock, that say what a meeting was about."""

YEAR = 370
"""Days of the longest interval that can tell which event of another report is meant."""

NEIGHBOURS = 2
"""Sentences over which a speaker's quotation still goes on about what the report said of it."""

KILOMETRES = 60
"""Distance up to which two named places can be one: a town and the estate outside it."""

Relation = Literal["same", "open", "differ"]
When = Literal["same", "near", "within", "open", "apart"]


class Verdict(Struct, frozen=True):
    """``allowed``: nothing forbids that the two are one event.  ``strength``: what speaks for it,
    0 for nothing.  ``firm``: it needs no look at what else they could be."""

    allowed: bool
    strength: float = 0.0
    firm: bool = False


FORBIDDEN = Verdict(allowed=False)
UNRELATED = Verdict(allowed=True)


class _Pair(Struct, frozen=True):
    """What comparing two mentions gave, field by field."""

    who: Relation
    two_sided: bool
    shared: int
    names_differ: bool
    when: When
    where: Relation
    like: float
    similar: bool
    restated: bool


Copied = Callable[[str, str], bool]
"""Whether two reports, by their ids, are one text; costly, so it is asked last."""


def compare(one: Told, other: Told, copied: Copied) -> Verdict:
    """The verdict on two mentions; it is the same whichever comes first."""
    a, b = one.mention, other.mention
    if a.type != b.type or one.happened != other.happened:
        return FORBIDDEN
    if a.modes and b.modes and not set(a.modes) & set(b.modes):
        return FORBIDDEN
    time, (who, two_sided) = when(one, other), participants(one, other)
    if who == "differ" or time == "apart":
        return FORBIDDEN
    pair = _pair(one, other, who, two_sided, time)
    if _other_subject(one, other, pair):
        return FORBIDDEN
    same_report = one.report == other.report
    conflicts = (pair.where == "differ") + (pair.when == "near" and one.hard and other.hard)
    if conflicts and not (conflicts == 1 and not same_report and _sure(pair)):
        return FORBIDDEN
    reprinted = _reprinted(one, other, pair, copied)
    if not reprinted and not _enough(one, other, pair):
        return UNRELATED
    return Verdict(True, _strength(one, other, pair), reprinted or _firm(pair))


def _pair(one: Told, other: Told, who: Relation, two_sided: bool, time: When) -> _Pair:
    mine, others = one.everybody.names, other.everybody.names
    shared_words = one.words & other.words
    like = about(one.words, other.words)
    different_sentences = (one.report, one.at) != (other.report, other.at)
    restated = (
        different_sentences
        and len(one.sentence & other.sentence) >= ENOUGH_WORDS
        and alike(one.sentence, other.sentence) >= RESTATED
    )
    return _Pair(
        who=who,
        two_sided=two_sided,
        shared=len(mine & others),
        names_differ=bool(mine) != bool(others),
        when=time,
        where=where(one, other),
        like=like,
        similar=restated
        or (like >= LIKE and telling(shared_words) > 0)
        or (like >= VERY_LIKE and len(shared_words) > 1),
        restated=restated,
    )


def _other_subject(one: Told, other: Told, pair: _Pair) -> bool:
    """Whether one report tells of two meetings of the same, by what they were about.

    It says so by contexts, or by other words where it also tells of them in another way: states
    that "held talks on the islands" and "discussed pipelines" did two things.
    """
    if one.mention.type != "CONSULT" or one.report != other.report:
        return False
    if pair.restated or pair.shared:
        return False
    if one.contexts and other.contexts and not one.contexts & other.contexts:
        return True
    told_otherwise = one.mention.signal != other.mention.signal
    both_say = min(telling(one.words), telling(other.words)) >= SUBJECT
    return told_otherwise and both_say and not one.words & other.words


def _sure(pair: _Pair) -> bool:
    """Enough to see one event in spite of one difference, which is then a disagreement."""
    return pair.who == "same" and (
        pair.shared >= 2 or pair.restated or (pair.similar and pair.like >= 2 * LIKE)
    )


def _reprinted(one: Told, other: Told, pair: _Pair, copied: Copied) -> bool:
    """Whether both are one sentence of one text that two papers printed."""
    return (
        one.report != other.report
        and (pair.restated or one.sentence == other.sentence)
        and copied(one.report, other.report)
    )


def _enough(one: Told, other: Told, pair: _Pair) -> bool:
    """Whether what the two share is enough for their type."""
    same_report = one.report == other.report
    if pair.when == "open" or not one.everybody.sides.keys() & other.everybody.sides.keys():
        return False
    more = pair.shared > 0 or pair.where == "same" or pair.like >= 2 * LIKE
    # Of two reports, each with its own day, states alone could have met on both.
    same_time = pair.when == "same" or (pair.when == "near" and (same_report or more))
    if not same_time and not more:
        return False
    if pair.similar:
        return True
    if one.mention.type == "CONSULT" and one.happened in ("happened", "planned"):
        if same_time and pair.who == "same" and (pair.two_sided or pair.shared > 1):
            return True
        same_mode = bool(set(one.mention.modes) & set(other.mention.modes))
        return pair.shared > 0 and (pair.where == "same" or (same_time and same_mode))
    if one.mention.quad.startswith("material"):
        return same_time and pair.where == "same" and not one.broad
    return same_report and same_time and _goes_on(one, other, pair)


def _goes_on(one: Told, other: Told, pair: _Pair) -> bool:
    """A quotation that goes on about what its speaker was just reported to have done."""
    return (
        abs(one.mention.sentence - other.mention.sentence) <= NEIGHBOURS
        and bool(one.actors.names & other.actors.names)
        and telling(one.words & other.words) >= 2
    )


def _strength(one: Told, other: Told, pair: _Pair) -> float:
    shared_modes = set(one.mention.modes) & set(other.mention.modes)
    return (
        {"same": 0.3 if pair.two_sided else 0.2, "open": 0.1, "differ": 0.0}[pair.who]
        + 0.15 * min(pair.shared, 2)
        + {"same": 0.3, "near": 0.2, "within": 0.15, "open": 0.0, "apart": 0.0}[pair.when]
        + {"same": 0.2, "open": 0.0, "differ": -0.1}[pair.where]
        + (0.1 if shared_modes else 0.0)
        + (0.1 if one.contexts & other.contexts else 0.0)
        + (0.1 if one.mention.signal and one.mention.signal == other.mention.signal else 0.0)
        + 0.4 * (1.0 if pair.restated else pair.like)
    )


def _firm(pair: _Pair) -> bool:
    return pair.when == "same" and (pair.restated or (pair.who == "same" and not pair.names_differ))


def participants(one: Told, other: Told) -> tuple[Relation, bool]:
    """How the participants relate, and whether both mentions know of two sides.

    Where either tells of a meeting or of both sides acting together, roles are not compared.
    """
    if _together(one) or _together(other):
        mine, others = one.everybody, other.everybody
        relation = _sides(mine, others)
        two_sided = len(mine.sides) > 1 and len(others.sides) > 1
        if relation == "open" and two_sided:
            # Two of three: another meeting than that of the three.
            return "differ", True
        return relation, two_sided
    actors = _sides(one.actors, other.actors)
    recipients = _sides(one.recipients, other.recipients)
    if "differ" in (actors, recipients):
        return "differ", False
    two_sided = bool(one.recipients.sides) and bool(other.recipients.sides)
    if actors == "same" and (recipients == "same" or not _any_sides(one, other)):
        return "same", two_sided
    return "open", two_sided


def _any_sides(one: Told, other: Told) -> bool:
    return bool(one.recipients.sides or other.recipients.sides)


def _together(told: Told) -> bool:
    """Whether all participants do one thing together: a meeting, or both sides agreeing."""
    if told.mention.type == "CONSULT" and "visit" not in told.mention.modes:
        return True
    return len(told.actors.sides) > 1 and not told.recipients.sides


def _sides(one: Part, other: Part) -> Relation:
    mine, others = set(one.sides), set(other.sides)
    if not mine or not others:
        return "open"
    for side in mine & others:
        if one.sides[side] and other.sides[side] and not one.sides[side] & other.sides[side]:
            return "differ"
    if mine == others:
        return "same"
    return "open" if mine <= others or others <= mine else "differ"


def when(one: Told, other: Told) -> When:
    """How the days of two mentions relate."""
    same_report = one.report == other.report
    days = gap(one.interval, other.interval)
    if days:
        # A day that no words give may be the day of the report, one or two after the event.
        tolerated = 1 if one.hard and other.hard else 2
        both_narrow = narrow(one.interval) and narrow(other.interval)
        if not both_narrow or days > tolerated:
            return "apart"
        return "near"
    if narrow(one.interval) and narrow(other.interval):
        return "same"
    if same_report:
        return "same" if one.interval == other.interval or _one_day(one, other) else "within"
    return "within" if _tells(one) and _tells(other) else "open"


def _one_day(one: Told, other: Told) -> bool:
    """Whether both are a day that is only uncertain because the report's own day is.

    In an undated report "on Friday" has as many possible days as the report, and so has an act
    that is told without a day; two weekdays are two days all the same.
    """
    uncertain = not narrow(one.published)
    days = all(not told.hard or told.interval.precision == "day" for told in (one, other))
    return uncertain and days and not (one.hard and other.hard)


def _tells(told: Told) -> bool:
    """Whether an interval can tell which event of another report is meant.

    A long one can if words give it ("in 2010"), not if it is long for want of a date.
    """
    days = length(told.interval)
    if days is None or days > YEAR:
        return False
    return days <= MONTH or (told.hard and told.interval.precision not in ("day", "unknown"))


def where(one: Told, other: Told) -> Relation:
    """How the places of two mentions relate; unknown is open, and a country holds its towns."""
    mine, others = one.place, other.place
    if mine is None or others is None:
        return "open"
    if _one_place(mine, others):
        return "same"
    if (one.broad or other.broad) and (
        mine.country == others.country
        or mine.country in others.claimed_by
        or others.country in mine.claimed_by
    ):
        return "open"
    return "differ"


def _one_place(one: Place, other: Place) -> bool:
    if one.name == other.name and one.country == other.country:
        return True
    if one.geonames is not None and one.geonames == other.geonames:
        return True
    if one.claimed_by and set(one.claimed_by) == set(other.claimed_by):
        return True
    distance = kilometres(one, other)
    return distance is not None and distance <= KILOMETRES


def kilometres(one: Place, other: Place) -> float | None:
    """Great-circle distance of two places whose coordinates are known."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    north, east = radians(other.lat - one.lat), radians(other.lon - one.lon)
    chord = sin(north / 2) ** 2 + (
        cos(radians(one.lat)) * cos(radians(other.lat)) * sin(east / 2) ** 2
    )
    return 2 * 6371.0 * asin(min(1.0, sqrt(chord)))
