"""Publication stamps: dates as sites print them, read without a locale and without a clock.

A date is taken only where the words leave one day: "13/11/2010" is the 13th of November, but
"03/05/2014" could be two days and stays unread, as does a date without a year.  A date that does
not exist ("31 February 2011", or "Friday, 13 November 2010", which was a Saturday) is a problem to
be reported, never mended.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Literal

from msgspec import Struct, structs

from detente.days import BOUNDS, EARLIEST_YEAR, LATEST_YEAR, is_known
from detente.model import Span
from detente.reading.reading_tables import toml_table
from detente.reading.stamp_words import StampWords

StampKind = Literal["first", "published", "bare", "dateline", "address", "updated"]

LONGEST_STAMP_LINE = 200
"""The longest line looked at as a stamp; two labelled dates with a byline take about 150."""


class Moment(Struct, frozen=True):
    """A date as the text gives it.

    ``day`` is ``None`` where the words leave none; then ``problem`` says that the date does not
    exist, or ``partial`` why it is not enough.  ``clock`` is HH:MM, ``zone`` as printed.
    """

    span: Span
    day: date | None = None
    clock: str = ""
    zone: str = ""
    problem: str = ""
    partial: str = ""


class Stamp(Struct, frozen=True):
    """A moment and what the text says it is; ``span`` covers the label too."""

    kind: StampKind
    span: Span
    moment: Moment
    label: str = ""


class StampLine(Struct, frozen=True):
    """A whole line of stamps: "By A. Writer | Published: 3 May 2014 | Updated: 4 May 2014"."""

    stamps: tuple[Stamp, ...]
    byline: Span | None = None


def page_names(kind: Literal["published", "updated"]) -> tuple[str, ...]:
    """Where a web page keeps its dates: names of ``<meta>`` elements, best first."""
    return tuple(toml_table("pages.toml")[kind])


_SEPARATORS = re.compile(r"[\s|•·,;:/()\[\]–—-]+")
_PIECE = re.compile(r"[A-Z][\w.'’]*(?:[ /,]+[A-Z][\w.'’]*){0,3}(?=\s*(?:[|•·]|$))")


def moment_at(text: str, start: int, words: StampWords) -> Moment | None:
    """The date, with its time where it has one, that begins at *start*; ``None`` if none does."""
    patterns = words.patterns
    match = patterns.time_first.match(text, start) or patterns.moment.match(text, start)
    return _moment(match, words) if match else None


def find_moment(text: str, start: int, end: int, words: StampWords) -> Moment | None:
    """The first date between *start* and *end*."""
    patterns = (words.patterns.time_first, words.patterns.moment)
    matches = [match for pattern in patterns if (match := pattern.search(text, start, end))]
    return _moment(min(matches, key=lambda match: match.start()), words) if matches else None


def moved_moment(moment: Moment, by: int) -> Moment:
    """The moment with its span counted from a text's start instead of a line's."""
    span = Span(moment.span.start + by, moment.span.end + by)
    return structs.replace(moment, span=span)


def _moment(match: re.Match[str], words: StampWords) -> Moment:
    groups = match.groupdict()
    end = match.start() + len(match[0].rstrip())
    clock = _clock(groups, words)
    zone = re.sub(r"\s+", "", groups["zone"] or "") if clock else ""
    day, problem, partial = _day(groups, match[0].strip(), words)
    return Moment(Span(match.start(), end), day, clock, zone, problem, partial)


def _clock(groups: dict[str, str | None], words: StampWords) -> str:
    """HH:MM, or nothing where the time does not exist."""
    if groups["military"]:
        hour, minute = int(groups["military"][:2]), int(groups["military"][2:])
    elif groups["hour"]:
        hour, minute = int(groups["hour"]), int(groups["minute"] or 0)
        half = (groups["half"] or groups["half2"] or "").lower()[:1]
        if half and not 1 <= hour <= 12:
            half = "" if hour > 12 else half  # "16:01 PM" is said twice, not wrong
        if half:
            hour = hour % 12 + (12 if half == words.second_half else 0)
    else:
        return ""
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else ""


def _day(
    groups: dict[str, str | None], shown: str, words: StampWords
) -> tuple[date | None, str, str]:
    """The day, or what is wrong with it, or why the words do not leave one."""
    year, month, number, partial = _numbers(groups, shown, words)
    if partial:
        return None, "", partial
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None, "", f"“{shown}” has no likely year"
    try:
        day = date(year, month, number)
    except ValueError:
        return None, f"“{shown}” is a date that does not exist", ""
    weekdays = words.weekdays
    weekday = groups["weekday"]
    if weekday and weekdays[weekday.lower()] != day.weekday():
        actual = next(name for name, number in weekdays.items() if number == day.weekday())
        problem = f"“{shown}” does not exist: {day.isoformat()} is a {actual.capitalize()}"
        return None, problem, ""
    return day, "", ""


def _numbers(
    groups: dict[str, str | None], shown: str, words: StampWords
) -> tuple[int, int, int, str]:
    """Year, month and day as numbers, or in last place why there are none."""
    for form in ("1", "2", "3"):
        month, number = groups[f"month{form}"], groups[f"day{form}"]
        if month and number:
            year = groups[f"year{form}"]
            if not year:
                return 0, 0, 0, f"“{shown}” has no year"
            name = words.months[month.lower().rstrip(".")]
            return int(year), name, int(re.sub(r"\D", "", number)), ""
    if groups["year4"]:
        return int(groups["year4"]), int(groups["month4"] or 0), int(groups["day4"] or 0), ""
    one, two = int(groups["one"] or 0), int(groups["two"] or 0)
    year = groups["year5"] or ""
    if len(year) == 2:
        return 0, 0, 0, f"“{shown}” has a year of two digits"
    if one <= 12 and two <= 12 and one != two:
        return 0, 0, 0, f"“{shown}” could be two days"
    return (int(year), two, one, "") if one > 12 or one == two else (int(year), one, two, "")


def label_alone(line: str, words: StampWords) -> str:
    """The label that is the whole line ("Published:"), its date being on the next; or nothing."""
    match = words.patterns.label_alone.fullmatch(line)
    return match["label"].lower() if match and (":" in line or match["label"][0].isupper()) else ""


def label_kind(label: str, words: StampWords) -> StampKind:
    """What a label says its date is."""
    return words.kinds[label.lower()]


def stamp_line(text: str, span: Span, words: StampWords) -> StampLine | None:
    """The stamps of a line that consists of nothing else; ``None`` for any other line."""
    if len(span) > LONGEST_STAMP_LINE:
        return None
    line, stamps, byline, at = span.of(text), [], None, 0
    while True:
        separators = _SEPARATORS.match(line, at)
        at = separators.end() if separators else at
        if at >= len(line):
            break
        stamp = _stamp_at(line, at, words)
        if stamp:
            stamps.append(stamp)
            at = stamp.span.end
            continue
        by = words.byline.match(line, at)
        other = by or words.minutes.match(line, at) or _piece(line, at)
        if not other:
            return None
        byline = byline or (Span(other.start(), other.end()) if by else None)
        at = other.end()
    if not stamps:
        return None
    moved = tuple(_moved(stamp, span.start) for stamp in stamps)
    return StampLine(moved, byline and Span(byline.start + span.start, byline.end + span.start))


def _piece(line: str, at: int) -> re.Match[str] | None:
    """A short piece that may stand beside a stamp, such as a place: only between bars."""
    return _PIECE.match(line, at) if re.search(r"[|•·]", line) else None


def _stamp_at(line: str, at: int, words: StampWords) -> Stamp | None:
    """The stamp that begins at *at*: label and date, a word or three before a label, or a date."""
    patterns = words.patterns
    start = at
    led = patterns.led.match(line, at)
    label = patterns.label.match(line, at)
    if not label and led:
        label = patterns.label.match(line, led.end())
        if label and ":" not in label[0]:
            label = None  # "Report published 3 May 2014" is a headline, "world Updated: ..." is not
    if label:
        moment = moment_at(line, label.end(), words)
        if moment:
            kind = label_kind(label["label"], words)
            return Stamp(kind, Span(label.start(), moment.span.end), moment, label["label"])
        return None
    moment = moment_at(line, start, words)
    return Stamp("bare", moment.span, moment) if moment else None


def _moved(stamp: Stamp, by: int) -> Stamp:
    """The stamp with its spans counted from the text's start instead of the line's."""
    span = Span(stamp.span.start + by, stamp.span.end + by)
    return structs.replace(stamp, span=span, moment=moved_moment(stamp.moment, by))


def closing_stamp(text: str, span: Span, words: StampWords) -> Stamp | None:
    """A labelled stamp that closes a paragraph of the report: "... said. Published: 3 May 2014"."""
    tail_start = max(span.start, span.end - LONGEST_STAMP_LINE)
    tail = text[tail_start : span.end]
    for found in re.finditer(r"(?<=[.!?”\"’)])\s+(?=[A-Z])", tail):
        stamp = _stamp_at(tail, found.end(), words)
        if stamp and stamp.kind != "bare" and ":" in stamp.span.of(tail)[: len(stamp.label) + 4]:
            rest = stamp_line(tail, Span(found.end(), len(tail)), words)
            if rest:
                return _moved(stamp, tail_start)
    return None


ADDRESS_DATE = re.compile(
    r"https?://[^\s/]+/(?:\S*?/)?"
    r"(?P<year>(?:19|20)\d{2})(?P<sep>[/-])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?=[/_-]|$)"
)


def address_stamp(text: str, span: Span) -> Stamp | None:
    """The date that a page's address carries: ``https://example.org/2010/11/13/talks``."""
    match = ADDRESS_DATE.match(span.of(text))
    if not match:
        return None
    where = Span(span.start + match.start("year"), span.start + match.end("day"))
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None  # numbers in an address need not be a date
    return Stamp("address", where, Moment(where, day))


ISO_DATE = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(?P<clock>(?:[Tt_]| +)[0-9]{2}(?::?[0-9]{2}(?::?[0-9]{2}(?:[.,][0-9]+)?)?)?"
    r" *(?:[Zz]|[+-][0-9]{2}(?::?[0-9]{2}(?::?[0-9]{2}(?:\.[0-9]+)?)?)?)?)?"
)
"""What :meth:`datetime.fromisoformat` reads besides is no date that anybody writes: it takes any
character between day and clock, a digit too, and then as many digits as there are."""


def from_iso(value: str | date) -> tuple[date, str | None]:
    """Day and time (``HH:MM``, with its offset if it has one) of an ISO 8601 date or date-time.

    Blanks around it are left aside.

    Raises:
        ValueError: where *value* is neither, or the date or the time does not exist.
    """
    if isinstance(value, str):
        value = _iso_moment(value.strip())
    if not is_known(value):
        raise ValueError(f"“{value}” has no likely year: {BOUNDS}")
    if not isinstance(value, datetime):
        return value, None
    clock = value.strftime("%H:%M")
    shift = value.utcoffset()
    return value.date(), clock + ("" if shift is None else _shown(shift))


def _iso_moment(text: str) -> date:
    match = ISO_DATE.fullmatch(text)
    if not match:
        raise ValueError(f"“{text}” is not a date; write YYYY-MM-DD or YYYY-MM-DDTHH:MM+HH:MM")
    try:
        day = date.fromisoformat(text[:10])
    except ValueError as error:
        raise ValueError(f"“{text}” is a date that does not exist ({error})") from error
    clock = match["clock"]
    if not clock:
        return day
    try:
        return datetime.fromisoformat(f"{text[:10]}T{clock[1:].replace(' ', '').upper()}")
    except ValueError as error:
        raise ValueError(f"“{text}” has a time that does not exist ({error})") from error


def _shown(shift: timedelta) -> str:
    minutes = int(shift.total_seconds()) // 60
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
