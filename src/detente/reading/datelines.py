"""The dateline that opens a report: "TOKYO, Nov 13 (Kyodo) —", "Moscow:", "(Reuters) -".

A dateline is cut off only where something besides its shape speaks for it: an agency in brackets, a
date, or a place that the gazetteer knows.  "Medvedev – who had ..." has the shape too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from detente.model import Span
from detente.reading.dates import Moment, find_moment, moment_at, moved_moment
from detente.reading.publishers import known_publisher
from detente.reading.reading_tables import rows
from detente.reading.reading_words import DatelineWords, ReadingWords

LONGEST_LEAD = 120
"""Characters in which a dateline ends; two cities, a date and an agency take about 80."""

LONGEST_TITLE = 240
"""Characters in which a dateline begins that follows a title on one line."""

MOST_AGENCIES = 3
"""How many agencies may stand before a dateline."""

MOST_WORDS = 8
"""Words of the longest place: "NEW YORK and PORT OF SPAIN, Trinidad"."""


class Dateline(Struct, frozen=True):
    """What opens a paragraph: ``place`` where it names one, ``end`` where the report goes on.

    ``end`` may be the paragraph's own end.  ``agency`` is who filed the report, ``moment`` when,
    mostly without a year.
    """

    end: int
    place: Span | None = None
    agency: str | None = None
    moment: Moment | None = None


class _Lead(Struct, frozen=True):
    """The words before the dash or colon, taken apart; ``place`` may turn out to be an agency."""

    place: str
    agency: str | None
    moment: Moment | None
    mark: str


_MARK = re.compile(
    r"\s*(?P<slashed>/[A-Z][\w -]{1,30}/)[.:]?\s+(?=\S)"
    r"|(?<=\))(?P<none>\s+)(?=[A-Z\"“‘])"
    r"|(?P<mark>:)\s+(?=\S)"
    r"|\s*(?P<dash>-{1,3}|[–—]|(?<=\s)_)(?:\s+(?=\S)|\s*$)"
    r"|\s*(?P<tight>--|[–—])(?=[\w\"“‘(])"
)
_AGENCY = re.compile(r"\s*(?:\((?P<round>[^()]{2,60})\)|/(?P<slash>[^/]{2,30})/)\s*$")
_FOLLOWS = re.compile(r"\((?P<agency>[^()]{2,40})\)\s*(?:[–—]|-{1,3}|:)\s+")
_TITLED = re.compile(
    r"(?:(?P<stop>[.?!])|(?<=[a-z\d]))[\"'”’]? +"
    r"(?P<place>[A-Z]{3,}(?:[ -][A-Z]{3,}){0,3}(?:, [A-Z][A-Za-z.]+(?: [A-Z][a-z]+){0,2})?)"
    r"(?P<agency> \([A-Z][A-Za-z ]+\))? ?(?:--|[–—]|(?<= )-) ?(?=[A-Z\"“‘])"
)
_SAID = re.compile(r"\S")
_WORD = re.compile(r"[^\W\d_][\w'’`.-]*")


@cache
def _gazetteer() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Names of places that file reports: all cities, large cities, and countries with states."""
    cities: set[str] = set()
    large: set[str] = set()
    areas: set[str] = set()
    for row in rows("cities.tsv.xz"):
        if row["kind"] == "area":
            areas.add(row["name"])
            continue
        cities.add(row["name"])
        # Small towns share their names with people and words (Police is a town in Poland), so only
        # large ones open a dateline in ordinary letters with a bare colon or dash.
        if row["kind"] == "large":
            large.add(row["name"])
    return frozenset(cities), frozenset(large), frozenset(areas)


def _plain(name: str) -> str:
    return re.sub(r"[.'’`]", "", name).casefold().strip()


def dateline_at(text: str, span: Span, words: ReadingWords) -> Dateline | None:
    """The dateline that opens the paragraph *span*; ``None`` where none does, or none surely."""
    return _dateline_at(text, span, words, MOST_AGENCIES)


def _dateline_at(text: str, span: Span, words: ReadingWords, agencies: int) -> Dateline | None:
    """The dateline with as many as so many agencies before it, each with a dash of its own."""
    head = text[span.start : min(span.end, span.start + LONGEST_LEAD)]
    for lead, end in _leads(head, words):
        placed = _judge(lead, words.datelines)
        if placed is None:
            continue
        moment, agency = lead.moment, lead.agency if placed else lead.agency or lead.place
        while following := _following(head, end, words):
            moment, agency, end = moment or following[0], agency or following[1], following[2]
        start = span.start
        if not _SAID.search(text, start + end, span.end) and not _alone(lead, placed):
            return None
        rest = Span(start + end, span.end)
        inner = _dateline_at(text, rest, words, agencies - 1) if agencies and not placed else None
        if inner:  # "Canadian Press - KELOWNA, B.C. (CP) - ..."
            return inner
        return Dateline(
            start + end,
            Span(start, start + len(lead.place)) if placed else None,
            _agency_name(agency),
            moment and moved_moment(moment, start),
        )
    return None


def dateline_after_title(text: str, span: Span, words: ReadingWords) -> Dateline | None:
    """The dateline that follows a title or summary on the first line of a report.

    Its place is in capitals and known.  Where the title has no full stop, an agency or a country
    must stand beside the place too: words in capitals stand in sentences as well.
    """
    for match in _TITLED.finditer(text, span.start, min(span.end, span.start + LONGEST_TITLE)):
        place = match["place"]
        if not match["stop"] and not match["agency"] and "," not in place:
            continue
        found = dateline_at(text, Span(match.start("place"), span.end), words)
        parts = [_plain(part) for part in place.split(",")]
        if found and found.place and found.end < span.end and _located(parts, words.datelines):
            return found
    return None


def _alone(lead: _Lead, placed: bool) -> bool:
    """Whether a dateline may be all of its line: "OSLO, August 8 (Xinhua) --"."""
    return placed and lead.mark != ":" and (_in_capitals(lead.place) or lead.agency is not None)


def _leads(head: str, words: ReadingWords) -> Iterator[tuple[_Lead, int]]:
    """Each stretch that a dash, colon or bracket could end, taken apart, with where it ends."""
    for match in _MARK.finditer(head):
        lead = head[: match.start()]
        slashed = match["slashed"]
        agency, moment = slashed.strip("/") if slashed else None, None
        bracket = _AGENCY.search(lead)
        if bracket:
            inside = bracket["round"] or bracket["slash"]
            moment = find_moment(head, bracket.start(), len(lead), words.stamps)
            agency = None if moment else inside
            lead = lead[: bracket.start()]
        if not moment:
            moment = find_moment(lead, 0, len(lead), words.stamps)
            if moment and lead[moment.span.end :].strip(" .,"):
                continue  # words after the date: no dateline looks so
            lead = lead[: moment.span.start] if moment else lead
        mark = match["mark"] or match["dash"] or match["tight"] or ("/" if slashed else "")
        yield _Lead(_trimmed(lead, words.datelines), agency, moment, mark), match.end()


def _trimmed(lead: str, words: DatelineWords) -> str:
    """The lead without what divides it from a date; "Calif." and "D.C." keep their full stops."""
    lead = lead.rstrip(" ,–—-")
    last = re.split(r"[\s,]", lead.rstrip("."))[-1]
    capitals = len(last) > 3 and last.isupper()
    known = "," not in lead and _located([_plain(last)], words)
    whole_word = "." not in last and (capitals or known)
    return lead.rstrip(" ,.–—-") if whole_word else lead


def _following(
    head: str, at: int, words: ReadingWords
) -> tuple[Moment | None, str | None, int] | None:
    """A date or an agency between a first dash and a second: "CAIRO – 26 July 2022: ..."."""
    bracket = _FOLLOWS.match(head, at)
    if bracket:
        return None, bracket["agency"], bracket.end()
    moment = moment_at(head, at, words.stamps)
    mark = _MARK.match(head, moment.span.end) if moment else None
    return (moment, None, mark.end()) if mark else None


def _judge(lead: _Lead, known: DatelineWords) -> bool | None:
    """Whether the lead opens with a place, with an agency alone (``False``), or is none at all."""
    place, filed = lead.place, bool(lead.agency or lead.moment)
    if not place:
        return False if lead.agency and lead.mark in ("-", "--", "–", "—", "_") else None
    words = place.replace(",", " ").replace("/", " ").split()
    if len(words) > MOST_WORDS or _is_kicker(place, known) or words[0] in known.openers_of_bylines:
        return None
    if known_publisher(place):
        return False
    named = all(w in known.joining or (_WORD.fullmatch(w) and w[0].isupper()) for w in words)
    parts = [
        _plain(part) for part in re.split(rf"\s*(?:,|/|&|{known.between_places.pattern})\s*", place)
    ]
    if not named:
        return False if lead.moment and len(words) <= 4 and words[-1][0].isupper() else None
    if not lead.mark:
        return True if _located(parts, known) else None
    if _in_capitals(place):
        return (
            True if filed or _located(parts, known) or ("," in place and lead.mark != ":") else None
        )
    if filed:
        return bool(lead.agency) or _located(parts, known)
    return True if _well_known(parts, known) else None


def _is_kicker(place: str, words: DatelineWords) -> bool:
    word = re.sub(r"\s*\d+$", "", place).casefold()
    return word in words.kickers


def _in_capitals(place: str) -> bool:
    first = place.split(",")[0]
    return first.upper() == first and len(first) > 2


def _located(parts: list[str], words: DatelineWords) -> bool:
    cities, _, areas = _gazetteer()
    return any(part in cities or part in areas or part in words.places for part in parts)


def _well_known(parts: list[str], words: DatelineWords) -> bool:
    """Whether a name in ordinary letters is a large city's, or a city's with its country."""
    cities, large, areas = _gazetteer()
    if parts[0] in large:
        return True
    known = parts[0] in cities or parts[0] in words.places
    return len(parts) > 1 and known and parts[-1] in areas


def _agency_name(agency: str | None) -> str | None:
    """The agency's usual name; the first of "Borneo Bulletin/ANN"."""
    if not agency:
        return None
    first = re.split(r"\s*[/;]\s*", agency)[0].strip(" -–—")
    known = known_publisher(first)
    return known.name if known else first or None
