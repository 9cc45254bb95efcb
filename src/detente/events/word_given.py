"""Acts that lie ahead: when word was given of them, and whose word it is."""

from __future__ import annotations

from datetime import timedelta

from detente.events.role_participants import Roles
from detente.language.structure import Clause
from detente.model import EventDate, Interval, Modality, Participant, Published

# An act that ended more than this long before its report is background: historical.
HISTORICAL = timedelta(days=366)

# Why an act that is told as lying ahead has no day of its own.
_WORD_GIVEN = "what lies ahead was told by the day of the report"


def at_its_day(published: Published, modality: Modality, date: EventDate) -> Modality:
    """``historical`` for what took place long before the report, ``planned`` for what lies ahead.

    "Their meeting next week" has not taken place, whatever is said of it.
    """
    told = date.interval
    if modality != "actual":
        return modality
    if published.latest and told.earliest and told.earliest > published.latest and told.latest:
        return "planned"
    if published.earliest and told.latest and published.earliest - told.latest > HISTORICAL:
        return "historical"
    return modality


def of_the_word(published: Published, date: EventDate) -> EventDate:
    """When word was given of an act that lies ahead: it is news of the report's day, not the act's.

    Of a report whose day is only bracketed, by the last day it may have.
    """
    latest, earliest = published.latest, date.interval.earliest
    if latest is None or earliest is None or earliest <= latest:
        return date
    first = latest if published.earliest == latest else None
    return EventDate(Interval(first, latest, "day"), reason=_WORD_GIVEN)


def own_word(
    roles: Roles, clause: Clause, everybody: tuple[Participant, ...]
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]] | None:
    """Who gives word of what all would do together, and to whom; ``None`` where all give it.

    "X said he would negotiate with Y" is X's word to Y; "X will meet Y on Friday" tells of both.
    """
    statement = roles.telling.statement_of(clause.trigger)
    if statement is None or statement.speaker is None or not clause.modals:
        return None
    doing = {p.actor for index in clause.subject for p in roles.phrase(index)}
    if doing != {statement.speaker}:
        return None
    giving = tuple(p for p in everybody if p.actor == statement.speaker)
    others = tuple(p for p in everybody if p.actor != statement.speaker)
    return (giving, others) if giving and others else None
