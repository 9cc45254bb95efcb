"""The day that a file's name carries: ``2010-11-13-talks.txt``, ``talks_20101113.html``."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePath

from detente.errors import SourceError

_DAY = re.compile(
    r"(?<!\d)(?P<year>1[89]\d\d|2[01]\d\d)(?P<sep>[-_.]?)(?P<month>\d\d)(?P=sep)(?P<day>\d\d)(?!\d)"
)
"""Year, month and day in this order, parted alike or not at all."""


def day_in_name(name: str) -> date | None:
    """The one day that the file *name* carries, folders left aside; ``None`` where it has none.

    Raises :class:`SourceError` for a day that does not exist, and for several.
    """
    shown = PurePath(name).name
    days = set()
    for match in _DAY.finditer(shown):
        try:
            days.add(date(int(match["year"]), int(match["month"]), int(match["day"])))
        except ValueError:
            if match["sep"]:  # eight figures need not be a day
                what = f"“{match[0]}” in its name is a date that does not exist"
                raise _wrong(name, what) from None
    if len(days) > 1:
        raise _wrong(name, f"its name has several days: {', '.join(map(str, sorted(days)))}")
    return days.pop() if days else None


def _wrong(name: str, what: str) -> SourceError:
    return SourceError(name, what, "rename it, or give its day with --dates")
