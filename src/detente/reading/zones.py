"""Which offset a time zone's abbreviation means, where that can be known."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from detente.reading.reading_tables import rows

NUMERIC = re.compile(r"(?:GMT|UTC)?\s*(?P<sign>[+−-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?")


@cache
def abbreviations() -> tuple[str, ...]:
    """Every abbreviation of the table, longest first."""
    return tuple(sorted({row["abbreviation"] for row in rows("timezones.tsv")}, key=_longest))


def _longest(word: str) -> tuple[int, str]:
    return -len(word), word


def offset(zone: str, day: date, country: str | None) -> tuple[str | None, str]:
    """The UTC offset that *zone* means on *day*, as ``+05:30``, with a reason where it was chosen.

    *zone* is an abbreviation ("IST") or an offset ("GMT+8"); *country* is the publisher's, ISO
    3166 alpha-3.  An abbreviation with several meanings is decided by the country, else by the
    table's likely one; where neither decides the offset is ``None``.
    """
    numeric = NUMERIC.fullmatch(zone)
    if numeric:
        return _numeric(numeric)
    meanings = [
        row for row in rows("timezones.tsv") if row["abbreviation"] == zone and _valid(row, day)
    ]
    own = [row for row in meanings if country and country in row["countries"].split(";")]
    likely = [row for row in meanings if row["likely"]]
    chosen = own if len(own) == 1 else likely if len(likely) == 1 else []
    if not chosen or not chosen[0]["offset"]:
        return None, f"“{zone}” alone does not say the offset"
    others = [row["name"] for row in meanings if row is not chosen[0]]
    reason = f"{zone} read as {chosen[0]['name']}"
    return chosen[0]["offset"], f"{reason}, not {' or '.join(others)}" if others else ""


def _numeric(match: re.Match[str]) -> tuple[str | None, str]:
    hours, minutes = int(match["hours"]), int(match["minutes"] or 0)
    if hours > 14 or minutes > 59:
        return None, f"“{match[0]}” is no offset from UTC"
    sign = "+" if match["sign"] == "+" or hours == minutes == 0 else "-"
    return f"{sign}{hours:02d}:{minutes:02d}", ""


def _valid(row: dict[str, str], day: date) -> bool:
    """Whether the row's meaning can be in force on *day*; months run round the year's end."""
    if row["from"] and day < date.fromisoformat(row["from"]):
        return False
    if row["until"] and day > date.fromisoformat(row["until"]):
        return False
    if not row["months"]:
        return True
    first, last = (int(month) for month in row["months"].split("-"))
    if first <= last:
        return first <= day.month <= last
    return day.month >= first or day.month <= last
