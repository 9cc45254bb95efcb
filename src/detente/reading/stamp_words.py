"""The words of publication dates in one language, and the patterns that they make."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Literal

from msgspec import Struct

from detente.reading.zones import abbreviations
from detente.word_folders import NEVER

LabelKind = Literal["first", "published", "updated"]


class StampWords(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", dict=True):
    """``data/reading/<language>/stamps.toml``, whose notes say what each list and pattern is.

    ``weekdays`` count from Monday as 0.
    """

    labels: dict[LabelKind, tuple[str, ...]] = {}
    months: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    ordinal: re.Pattern[str] = NEVER
    before_month: re.Pattern[str] = NEVER
    half: re.Pattern[str] = NEVER
    second_half: str = ""
    hours: tuple[str, ...] = ()
    hours_short: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    after_label: tuple[str, ...] = ()
    after_label_alone: tuple[str, ...] = ()
    byline: re.Pattern[str] = NEVER
    minutes: re.Pattern[str] = NEVER

    @cached_property
    def kinds(self) -> dict[str, LabelKind]:
        """What each label says its date is."""
        return {label: kind for kind, labels in self.labels.items() for label in labels}

    @cached_property
    def patterns(self) -> DatePatterns:
        """The patterns that the words make."""
        return DatePatterns(
            moment=re.compile(rf"(?<![\w/.]){self._when}(?:{self._join}{self._time})?"),
            time_first=re.compile(
                rf"(?<![\w/.]){self._time}(?:[\s,|–—-]+|\s+(?i:{_any(self.on)})\s+){self._when}"
            ),
            label=re.compile(self._label),
            led=re.compile(rf"[A-Za-z&]+(?:\s[A-Za-z&]+){{0,2}}\s+(?={self._label})"),
            label_alone=re.compile(
                rf"\s*(?i:(?P<label>{_any(self.kinds)}))"
                rf"(?:\s+(?i:{_any(self.after_label_alone)}))?\s*:?\s*"
            ),
        )

    @property
    def _label(self) -> str:
        return (
            rf"(?i:(?P<label>{_any(self.kinds)}))(?:\s+(?i:{_any(self.after_label)}))?"
            r"\s*(?:[:|–—-]\s*|\s+)"
        )

    @property
    def _join(self) -> str:
        """What stands between a day and a time of the clock."""
        return rf"(?:[\s,;|@·•–—-]+(?:(?i:{_any(self.at)})\s+)?|T)"

    @property
    def _when(self) -> str:
        """A day, in words or figures, with its weekday where it has one."""
        month = rf"(?i:{_any(self.months)})\b\.?"
        weekday = rf"(?i:(?P<weekday>{_any(self.weekdays)})\b\.?[,\s]+)?"
        day = rf"\d{{1,2}}(?:{self.ordinal.pattern})?"
        named = (
            rf"(?P<month1>{month})\s*(?P<day1>{day})(?!\d)"
            r"(?:(?:\s*,\s*|\s+)(?P<year1>\d{4})(?!\d))?"
            rf"|(?P<day2>{day})(?:{self.before_month.pattern})?[\s-]*(?P<month2>{month})"
            r"(?:[\s,-]*(?P<year2>\d{4})(?!\d))?"
            rf"|(?P<year3>\d{{4}})[\s-](?P<month3>{month})[\s-](?P<day3>{day})(?!\d)"
        )
        numbers = (
            r"(?P<year4>\d{4})(?P<sep4>[-/.])(?P<month4>\d{1,2})(?P=sep4)(?P<day4>\d{1,2})(?!\d)"
            r"|(?P<one>\d{1,2})(?P<sep5>[-/.])(?P<two>\d{1,2})(?P=sep5)"
            r"(?P<year5>\d{4}|\d{2})(?!\d)"
        )
        return rf"{weekday}(?:{named}|{numbers})"

    @property
    def _time(self) -> str:
        """A time of the clock with its zone."""
        shift = r"(?:GMT|UTC)?\s?[+−-]\d{1,2}(?::?\d{2})?"
        zone = rf"\(?(?P<zone>{shift}|(?:{_any(abbreviations())}))\b\)?"
        half, long = self.half.pattern, _any(self.hours)
        return (
            r"(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})(?:[:.]\d{2}(?:\.\d+)?)?"
            rf"\s*(?P<half>{half})?|\s*(?P<half2>{half}))"
            rf"|(?P<military>[012]\d[0-5]\d)(?=\s*(?i:{long}|[A-Z]{{3,4}}\b)))"
            rf"(?:\s*(?i:{_any((*self.hours, *self.hours_short))})\b\.?)?(?:\s*,?\s*{zone})?"
        )


class DatePatterns(Struct, frozen=True):
    """Patterns for publication dates; the groups are those that ``dates`` reads."""

    moment: re.Pattern[str]
    time_first: re.Pattern[str]
    label: re.Pattern[str]
    led: re.Pattern[str]
    label_alone: re.Pattern[str]


def _any(words: Iterable[str]) -> str:
    """Any of *words*, the longest first; of none, what never matches."""
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) or r"(?!)"
