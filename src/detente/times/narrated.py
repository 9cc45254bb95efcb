"""The narrated day: the one that a report tells of where no other words say so."""

from __future__ import annotations

from detente.model import Interval, Report, TimeMention
from detente.times import calendar
from detente.times.background import RECENT

LEAD_PARAGRAPHS = 10
"""How many paragraphs, headline included, may name the narrated day."""


def narrated_day(
    report: Report, times: tuple[TimeMention, ...]
) -> tuple[Interval, TimeMention | None]:
    """The day of the last week that the first paragraphs name, with its words.

    Where they name none: the publication day and the day before it, which undated news is of.
    """
    lead, today = report.lead(LEAD_PARAGRAPHS), report.published.interval
    for mention in times:
        if mention.interval.precision != "day" or not any(p.covers(mention.span) for p in lead):
            continue
        if mention.timex_type not in {"DATE", "TIME"}:
            continue
        first, last = mention.interval.earliest, mention.interval.latest
        if today.earliest is None and today.latest is None:
            if mention.weekday is not None:
                return mention.interval, mention
            continue
        if today.latest is None or last is None or first is None or today.earliest is None:
            continue
        if (today.earliest - first).days <= RECENT and last <= today.latest:
            return mention.interval, mention
    before = calendar.moved(today.earliest, -1, "D") if today.earliest else None
    return Interval(before, today.latest, "span" if today.known else "day"), None
