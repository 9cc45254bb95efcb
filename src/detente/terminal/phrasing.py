"""Days, actors, places and acts as a person reads them."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from detente.model import Actor, Event, EventMention, Interval, Modality, Place, Published

# How an act that is not known to have taken place is marked.
MARKS: dict[Modality, str] = {
    "actual": "",
    "historical": "",
    "planned": "planned",
    "conditional": "only if",
    "hypothetical": "hypothetical",
    "negated": "did not happen",
}

QUAD_STYLES = {
    "verbal cooperation": "green",
    "material cooperation": "bold green",
    "verbal conflict": "red",
    "material conflict": "bold red",
}


def days(interval: Interval) -> str:
    """``2010-11-13``, ``2010-11``, ``1945``, ``2010-11-01 to 2010-11-13``, ``by 2011-02-11``."""
    first, last = interval.earliest, interval.latest
    if first is None and last is None:
        return "day unknown"
    if first is None:
        return f"by {last}"
    if last is None:
        return f"from {first}"
    if first == last:
        return str(first)
    if _whole_year(first, last):
        return str(first.year)
    if _whole_month(first, last):
        return f"{first:%Y-%m}"
    return f"{first} to {last}"


def days_of(value: str) -> str:
    """Days as a disagreement has them ("2010-11-13", "/2011-02-11") as :func:`days` would."""
    ends = [date.fromisoformat(end) if end else None for end in value.split("/")]
    return days(Interval(ends[0], ends[-1]))


def published_on(published: Published) -> str:
    """The day of a report, and how it is known where the report does not say."""
    if published.basis == "unknown":
        return "undated"
    suffix = {"stated": "", "given": " (given)", "inferred": " (inferred)"}[published.basis]
    return days(published.interval) + suffix


def actor(value: Actor) -> str:
    """A state by its name, anybody else with the country."""
    if value.kind == "state" or value.country is None:
        return value.name
    return f"{value.name} ({value.country})"


def actors(values: Iterable[Actor], nobody: str = "unknown") -> str:
    """Several actors."""
    return ", ".join(actor(value) for value in values) or nobody


def parties(event: Event) -> str:
    """Who did it, and to whom where it was done to somebody."""
    who = actors(event.actors)
    return f"{who} → {actors(event.recipients)}" if event.recipients else who


def act(event: Event) -> str:
    """Type and modes, with a mark if the act did not or not yet take place."""
    named = " ".join((event.type, *event.modes))
    mark = MARKS[event.modality]
    return f"{mark}: {named}" if mark else named


FIELDS = {"whether": "whether it happened", "whom": "to whom"}
"""Fields on which reports disagree, where they are not called as people would."""


def field(name: str) -> str:
    """A field of an event as people call it."""
    return FIELDS.get(name, name)


def fields(event: Event) -> str:
    """On what the reports of an event disagree."""
    return ", ".join(field(differs.field) for differs in event.disagreements)


def confidence(value: Event | EventMention) -> str:
    """How sure all of an event is, and its type alone."""
    return f"{value.confidence:.2f}, that of the type {value.type_confidence:.2f}"


def place(value: Place) -> str:
    """A place with its country, or with those who claim it."""
    if value.claimed_by:
        return f"{value.name} (claimed by {', '.join(value.claimed_by)})"
    return f"{value.name} ({value.country})" if value.country else value.name


def counted(number: int, noun: str) -> str:
    """``1 report``, ``2 reports``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def lines(text: str) -> list[str]:
    """The lines of *text*, however they end."""
    return re.split(r"\r\n|\r|\n", text)


def flat(text: str) -> str:
    """*text* on one line, its blanks kept."""
    return " ".join(lines(text))


def shortened(words: str, most: int) -> str:
    """*words* on one line, cut at a word's end where they are longer than *most* characters."""
    line = " ".join(words.split())
    if len(line) <= most:
        return line
    return line[:most].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def _whole_year(first: date, last: date) -> bool:
    return first == date(first.year, 1, 1) and last == date(first.year, 12, 31)


def _whole_month(first: date, last: date) -> bool:
    length = monthrange(first.year, first.month)[1]
    return first.day == 1 and last == date(first.year, first.month, length)
