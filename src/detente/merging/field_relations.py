"""How two mentions relate, field by field: who, when and where."""

from __future__ import annotations

from functools import cache
from math import asin, cos, radians, sin, sqrt
from typing import Literal
from unicodedata import normalize

from detente.merging.content_words import whoever
from detente.merging.measures import Days, Distance
from detente.merging.mention_facts import UNNAMED, Part, Told, gap, length, narrow
from detente.model import Place

EARTH_RADIUS = 6371.0
"""Kilometres; the mean."""

Relation = Literal["same", "open", "differ"]
When = Literal["same", "near", "within", "open", "apart"]


def participants(one: Told, other: Told) -> tuple[Relation, bool]:
    """How the participants relate, and whether both mentions know of two sides.

    Where either tells of a meeting or of both sides acting together, roles are not compared.
    """
    if one.together or other.together:
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


def differ_in(one: Told, other: Told) -> frozenset[str]:
    """In which roles, ``who`` and ``whom``, two mentions name others.

    Where either tells of what all do together, there is one role, ``who``.
    """
    if one.together or other.together:
        return frozenset({"who"} if participants(one, other)[0] == "differ" else ())
    roles = (("who", one.actors, other.actors), ("whom", one.recipients, other.recipients))
    return frozenset(role for role, mine, others in roles if _sides(mine, others) == "differ")


def _any_sides(one: Told, other: Told) -> bool:
    return bool(one.recipients.sides or other.recipients.sides)


def _sides(one: Part, other: Part) -> Relation:
    mine = facing(one, other) if one.unnamed else one.sides
    others = facing(other, one) if other.unnamed else other.sides
    if not mine or not others:
        return "open"
    for side in mine.keys() & others.keys():
        if mine[side] and others[side] and not mine[side] & others[side]:
            return "differ"
    if mine.keys() == others.keys():
        return "same"
    known, told = _known(mine), _known(others)
    return "open" if known <= told or told <= known else "differ"


def _known(sides: dict[str, frozenset[str]]) -> set[str]:
    """The sides but those of whom another report can say more, or call by another noun."""
    return sides.keys() - _vague()


@cache
def _vague() -> frozenset[str]:
    return frozenset(UNNAMED + noun for noun in whoever())


def facing(one: Part, other: Part) -> dict[str, frozenset[str]]:
    """The sides of *one* as *other* has them.

    Who has neither a name nor a country is of the country of whom *other* describes by the same
    noun: "the driver" and "the Belgian driver".
    """
    found: dict[str, frozenset[str]] = {}
    for side, names in one.sides.items():
        meant = side
        if side.startswith(UNNAMED) and side not in other.sides:
            noun = side.removeprefix(UNNAMED)
            meant = next((s for s in sorted(other.heads) if noun in other.heads[s]), side)
        found[meant] = found.get(meant, frozenset()) | names
    return found


def when(one: Told, other: Told, time: Days) -> When:
    """How the days of two mentions relate."""
    same_report = one.report == other.report
    if one.weekday != other.weekday and (_other_weekday(one, other) or _other_weekday(other, one)):
        return "apart"
    days = gap(one.interval, other.interval)
    if days:
        # A day that no words give may be the day of the report, one or two after the event.
        tolerated = time.apart_in_words if one.hard and other.hard else time.apart_unsaid
        if days > tolerated:
            return "apart"
        if narrow(one.interval, time) and narrow(other.interval, time):
            return "near"
        return "open" if _till_then(one, other, time) or _till_then(other, one, time) else "apart"
    if narrow(one.interval, time) and narrow(other.interval, time):
        return "same"
    if same_report:
        return "same" if one.interval == other.interval or _one_day(one, other, time) else "within"
    return "within" if _tells(one, time) and _tells(other, time) else "open"


def _till_then(one: Told, other: Told, time: Days) -> bool:
    """Whether *one* has its report's day, and *other* was told before it as done by then."""
    unsaid = narrow(one.interval, time) and not one.hard
    return unsaid and other.interval.earliest is None and gap(one.interval, other.interval) > 0


def _other_weekday(one: Told, other: Told) -> bool:
    """Whether the words of *one* name a weekday that *other* cannot have been on."""
    if one.weekday is None:
        return False
    if other.weekday is not None:
        return one.weekday != other.weekday
    day = other.interval.earliest
    return day is not None and day == other.interval.latest and day.isoweekday() != one.weekday


def _one_day(one: Told, other: Told, time: Days) -> bool:
    """Whether both are a day that is only uncertain because the report's own day is.

    In an undated report "on Friday" has as many possible days as the report, and so has an act
    that is told without a day; two weekdays are two days all the same.
    """
    uncertain = not narrow(one.published, time)
    days = all(not told.hard or told.interval.precision == "day" for told in (one, other))
    return uncertain and days and not (one.hard and other.hard)


def _tells(told: Told, time: Days) -> bool:
    """Whether an interval can tell which event of another report is meant.

    A long one can if words give it ("in 2010"), not if it is long for want of a date.
    """
    days = length(told.interval)
    if days is None or days > time.year:
        return False
    return days <= time.month or (told.hard and told.interval.precision not in ("day", "unknown"))


def where(one: Told, other: Told, limit: Distance) -> Relation:
    """How the places of two mentions relate; unknown is open, and a country holds its towns."""
    mine, others = one.place, other.place
    if mine is None or others is None:
        return "open"
    if _one_place(mine, others, limit):
        return "same"
    if (one.broad or other.broad) and (
        mine.country == others.country
        or None in (mine.country, others.country)
        or mine.country in others.claimed_by
        or others.country in mine.claimed_by
    ):
        return "open"
    return "differ"


def _one_place(one: Place, other: Place, limit: Distance) -> bool:
    unknown = None in (one.country, other.country)
    if one.name == other.name and (one.country == other.country or unknown):
        return True
    if unknown and _letters(one.name) == _letters(other.name):
        return True
    if one.geonames is not None and one.geonames == other.geonames:
        return True
    if one.claimed_by and set(one.claimed_by) == set(other.claimed_by):
        return True
    distance = kilometres(one, other)
    return distance is not None and distance <= limit.kilometres


def _letters(name: str) -> str:
    """A name's consonants, which spellings of one foreign name have in common."""
    plain = normalize("NFD", name.casefold())
    return "".join(letter for letter in plain if letter.isalpha() and letter not in "aeiouy")


def kilometres(one: Place, other: Place) -> float | None:
    """Great-circle distance of two places whose coordinates are known."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    north, east = radians(other.lat - one.lat), radians(other.lon - one.lon)
    chord = sin(north / 2) ** 2 + (
        cos(radians(one.lat)) * cos(radians(other.lat)) * sin(east / 2) ** 2
    )
    return 2 * EARTH_RADIUS * asin(min(1.0, sqrt(chord)))
