"""From the parts of a text and what its source says beside it to a :class:`Report`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import blake2b

from msgspec import Struct, field
from msgspec.structs import replace

from detente.errors import SourceError
from detente.model import Published, Report, Span
from detente.reading.dates import Stamp, StampKind, from_iso, moment_at
from detente.reading.front_matter import FrontMatter, front_matter
from detente.reading.languages import recognise
from detente.reading.layout import Layout, lay_out, plain
from detente.reading.named_days import day_in_name
from detente.reading.proven_days import corrected, in_between, stamped_later, told_later
from detente.reading.publishers import known_publisher
from detente.reading.reading_words import ReadingWords, shipped_words
from detente.reading.stamp_words import StampWords
from detente.reading.zones import offset

LONGEST_TEXT = 1_000_000
"""Characters of one report.  spaCy refuses longer texts (``nlp.max_length``), whose parsing takes
about a gigabyte for each hundred thousand; the longest of 938 real reports measured has 32,000."""

TOO_LONG = "cut it up, one report a file, or write JSON Lines with one report a line"

RANKS: tuple[tuple[StampKind, ...], ...] = (
    ("first",),
    ("published",),
    ("bare",),
    ("dateline",),
    ("address",),
    ("updated",),
)
"""What says most surely when a report was published, best first.  An update is the last resort:
the report may be older, and mostly is not by a day."""

SAYS: dict[StampKind, str] = {
    "first": "the text says when it was first published",
    "published": "the text says when it was published",
    "bare": "a date stands at the text's head",
    "dateline": "the dateline gives day and year",
    "address": "the page's address gives the date",
    "updated": "the text says only when it was updated",
}


class Dated(Struct, frozen=True):
    """A publication date that a source gives beside the text; ``reason`` says where it stands."""

    day: date
    time: str | None
    reason: str


class Beside(Struct, frozen=True):
    """What a source says beside the text.

    ``published`` outranks the text's own dates, ``fallback`` comes after them; ``modified`` is when
    the page was last changed.  ``problems`` are messages about dates that can't be read.
    """

    id: str | None = None
    headline: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    published: Dated | None = None
    fallback: Dated | None = None
    modified: date | None = None
    problems: tuple[str, ...] = ()


class Given(Struct, frozen=True):
    """What a reading is given: dates for reports whose text has none, and a language's words.

    ``everywhere`` is the date of all such reports, ``by_name`` those by file name or report id;
    with ``from_names`` the day that a file's own name carries comes between the two.
    """

    everywhere: tuple[date, str | None] | None = None
    by_name: Mapping[str, tuple[date, str | None]] = {}
    words: ReadingWords = field(default_factory=shipped_words)
    from_names: bool = False

    def date_for(self, *names: str) -> Dated | None:
        """The date given for the first of *names* that has one, else the one given for all.

        Raises :class:`SourceError` where a name is looked at and carries no day that can be.
        """
        given = next((self.by_name[n] for n in names if n in self.by_name), None)
        if given is None and self.from_names and names:
            day = day_in_name(names[-1])
            if day is not None:
                return Dated(day, None, "the file's name gives it")
        given = given or self.everywhere
        return None if given is None else Dated(*given, "given by the user")


def given_dates(
    published: date | str | None,
    dates: Mapping[str, date | str] | None,
    words: ReadingWords | None = None,
    from_names: bool = False,
) -> Given:
    """What the user gives, checked; *words* are the shipped English ones by default.

    Raises:
        SourceError: where a value is no ISO 8601 date or date-time, or does not exist.
    """
    return Given(
        _given("published", published) if published is not None else None,
        {name: _given(f"date for {name}", value) for name, value in (dates or {}).items()},
        words or shipped_words(),
        from_names,
    )


def _given(what: str, value: date | str) -> tuple[date, str | None]:
    try:
        return from_iso(value)
    except ValueError as error:
        raise SourceError(what, str(error), "give a day of the calendar, or none") from error


def assemble(
    text: str, source: str, beside: Beside, given: Given, *names: str
) -> Iterator[Report | SourceError]:
    """The report that *text* is, after the problems met on the way.

    *source* is where it was read, *names* what the user's dates may call it.
    """
    if len(text) > LONGEST_TEXT:
        found = f"{len(text):,} characters; a report has at most {LONGEST_TEXT:,}"
        yield SourceError(source, found, TOO_LONG)
        return
    front = front_matter(text, given.words.lines.front)
    beside = _with_front(beside, front, given.words)
    layout = lay_out(text, beside.headline, given.words, front.span if front else None)
    if not layout.paragraphs:
        remedy = "give the page's article; this looks like its menu, adverts or dates"
        yield SourceError(source, "nothing in it is a report", remedy)
        return
    id = beside.id or content_id(text, beside)
    publisher = beside.publisher or named_publisher(layout)
    day, wrong = _given_for(given, (id, *names))
    published, problems = _published(layout, beside, publisher, day)
    published, later = _proven(text, layout, beside, published, given.words)
    problems = (*wrong, *problems, *later)
    remedy = "correct the date; the report was read without it"
    for problem in (*beside.problems, *problems):
        yield SourceError(source, problem, remedy)
    headline = layout.headline
    language, foreign = recognise(
        text, layout.paragraphs, headline, beside.language, given.words.lines
    )
    elsewhere = {passage.span for passage in foreign}
    yield Report(
        id=id,
        source=source,
        text=text,
        published=published,
        headline=_headline(text, beside, headline),
        headline_span=headline,
        byline=layout.byline,
        dateline=layout.dateline,
        publisher=publisher,
        url=beside.url or layout.address,
        language=language,
        furniture=layout.furniture,
        paragraphs=tuple(p for p in layout.paragraphs if p not in elsewhere),
        foreign=foreign,
    )


def _headline(text: str, beside: Beside, span: Span | None) -> str | None:
    """The headline on one line, without entities that some program has left in it."""
    found = beside.headline or (span.of(text) if span else "")
    return plain(found) or None


def _with_front(beside: Beside, front: FrontMatter | None, words: ReadingWords) -> Beside:
    """*beside* with what the text's front matter says, where nothing else says it."""
    if front is None:
        return beside
    dated, problem = None, ""
    if (value := front.values.get("published")) and beside.published is None:
        dated, problem = dated_by(value, "the front matter gives it", words.stamps)
    url = front.values.get("url", "")
    return replace(
        beside,
        headline=beside.headline or front.values.get("headline"),
        publisher=beside.publisher or _name(front.values.get("publisher")),
        url=beside.url or (url if url.startswith("http") else None),
        published=beside.published or dated,
        problems=(*beside.problems, *((f"the front matter: {problem}",) if problem else ())),
    )


def _name(value: str | None) -> str | None:
    """A publisher's name; an address is none."""
    return None if value is None or "/" in value else value


def dated_by(value: str, reason: str, words: StampWords) -> tuple[Dated | None, str]:
    """A field's date, in ISO form or words; a problem only where the date does not exist."""
    try:
        return Dated(*from_iso(value), reason), ""
    except ValueError as error:
        moment = moment_at(value, 0, words)
        if moment and moment.day:
            return Dated(moment.day, moment.clock or None, reason), ""
        if moment and moment.problem:
            return None, moment.problem
        return None, str(error) if "does not exist" in str(error) else ""


def _proven(
    text: str, layout: Layout, beside: Beside, published: Published, words: ReadingWords
) -> tuple[Published, tuple[str, ...]]:
    """The days on which the report can have been published, and what proves its own day wrong."""
    stamps = [s for s in layout.stamps if s.moment.day]
    if not any(s.kind == "dateline" and s.moment.day == published.earliest for s in stamps):
        changed = [s.moment.day for s in stamps if s.kind == "updated" and s.moment.day]
        published = in_between(published, [*changed, *filter(None, [beside.modified])])
    told = told_later(text, layout.paragraphs, published, words)
    if beside.published and published.earliest:
        own = [s for s in stamps if s.kind not in ("updated", "address")]
        told = told or stamped_later(text, own, published.earliest)
    if told is None:
        return published, ()
    published, wrong = corrected(published, told)
    return published, (wrong,) if wrong else ()


def _given_for(given: Given, names: tuple[str, ...]) -> tuple[Dated | None, tuple[str, ...]]:
    """The date that is given for a report, and what is wrong with that in its file's name."""
    try:
        return given.date_for(*names), ()
    except SourceError as error:
        return None, (error.what,)


def content_id(text: str, beside: Beside) -> str:
    """An id that the same text always gets, whatever its path.

    What the source says beside the text is part of it: one agency text on two sites, or of two
    days, is two reports.
    """
    said = [beside.headline, beside.publisher, beside.url, beside.language]
    dated = [d and [d.day.isoformat(), d.time] for d in (beside.published, beside.fallback)]
    content = text if not any((*said, *dated)) else json.dumps([text, said, dated])
    return "r" + blake2b(content.encode(), digest_size=6).hexdigest()


def named_publisher(layout: Layout) -> str | None:
    """The publisher that the text names most surely; ``None`` where equally sure ones differ."""
    best = max((naming.strength for naming in layout.namings), default=0)
    names = {naming.name for naming in layout.namings if naming.strength == best}
    return names.pop() if len(names) == 1 else None


def _published(
    layout: Layout, beside: Beside, publisher: str | None, given: Dated | None
) -> tuple[Published, tuple[str, ...]]:
    """When the report was published, and the dates in it that do not exist."""
    problems = tuple(
        dict.fromkeys(stamp.moment.problem for stamp in layout.stamps if stamp.moment.problem)
    )
    doubts = dict.fromkeys(s.moment.partial for s in layout.stamps if s.moment.partial)
    doubts |= dict.fromkeys((*beside.problems, *problems))
    stated = _stated(layout, beside, publisher, doubts)
    if stated:
        return stated, problems
    if given:
        reasons = (given.reason, *doubts)
        return Published(given.day, given.day, given.time, "given", None, reasons), problems
    return Published(reasons=tuple(doubts) or ("the text gives no date",)), problems


def _stated(
    layout: Layout, beside: Beside, publisher: str | None, doubts: dict[str, None]
) -> Published | None:
    """The stated date; where there is none, *doubts* learns why."""
    if beside.published:
        return _with_words(beside.published, layout, publisher)
    for rank in RANKS:
        stamps = [s for s in layout.stamps if s.kind in rank and s.moment.day]
        days = {stamp.moment.day for stamp in stamps}
        if len(days) > 1:
            shown = " and ".join(sorted(str(day) for day in days))
            doubts[f"{SAYS[rank[0]]}, but in different ways: {shown}"] = None
            return None
        if stamps:
            return _of_stamp(stamps[0], SAYS[rank[0]], publisher)
        if rank == ("dateline",) and beside.fallback:
            day = beside.fallback
            return Published(day.day, day.day, day.time, "stated", None, (day.reason,))
    return None


def _with_words(dated: Dated, layout: Layout, publisher: str | None) -> Published:
    """A date given beside the text, with the text's own words for it where it has some."""
    stamps = [s for s in layout.stamps if s.moment.day and s.kind not in ("updated", "address")]
    same = [stamp for stamp in stamps if stamp.moment.day == dated.day]
    if not stamps or not same:
        differing = sorted({f"the text says {stamp.moment.day}" for stamp in stamps})
        reasons = (dated.reason, *differing)
        return Published(dated.day, dated.day, dated.time, "stated", None, reasons)
    own = _of_stamp(same[0], dated.reason, publisher)
    return Published(
        own.earliest, own.latest, dated.time or own.time, "stated", own.span, own.reasons
    )


def _of_stamp(stamp: Stamp, reason: str, publisher: str | None) -> Published:
    moment, shift = stamp.moment, ""
    reasons: tuple[str, ...] = (reason,)
    if moment.day and moment.clock and moment.zone:
        known = known_publisher(publisher)
        found, why = offset(moment.zone, moment.day, known.country if known else None)
        shift = found or ""
        reasons = (reason, why) if why else reasons
    time = moment.clock + shift if moment.clock else None
    return Published(moment.day, moment.day, time, "stated", stamp.span, reasons)
