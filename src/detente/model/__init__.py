"""The words of the project as typed, immutable values.

Every stage takes some of these and returns others; none of them knows how it is read, shown or
stored.  The names are the field's own, and PLOVER's where it has one: *actor* and *recipient*,
*type*, *mode* and *context*.

Offsets are Unicode code points into a report's clean text, end-exclusive, so that
``report.text[span.start:span.end]`` is exactly the words meant.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from msgspec import Struct

Basis = Literal["stated", "given", "inferred", "unknown"]
"""How the publication day is known: from the text, from the user, from the record, or not."""

Precision = Literal[
    "day", "week", "month", "season", "year", "decade", "century", "span", "unknown"
]
"""What the words give: "Friday" a day, "this month" a month; ``span`` is any other stretch."""

ActorKind = Literal["person", "state", "government", "organisation", "group", "people", "place"]

Modality = Literal["actual", "planned", "conditional", "hypothetical", "negated", "historical"]
"""Whether the act took place.  Only ``actual`` and ``historical`` acts did."""

Form = Literal["direct", "indirect", "partial"]

StatementKind = Literal[
    "claim", "proposal", "offer", "refusal", "demand", "condition",
    "accusation", "denial", "apology", "promise", "warning",
]  # fmt: skip

AnswerKind = Literal["refuses", "accepts", "sets a condition", "denies", "responds"]

Quad = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]


Where = tuple[str, int]
"""A report's id and the number of a statement in it."""


_ANY_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])")


class Span(Struct, frozen=True, array_like=True, order=True, gc=False):
    """Characters ``start`` to ``end`` (exclusive) of one report's clean text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of the span in *text*."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether *other* lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def __len__(self) -> int:
        return self.end - self.start


class Interval(Struct, frozen=True, gc=False):
    """First and last possible day of something; ``None`` is an end that nothing bounds.

    A point is an interval of one day.  ``precision`` is what the words give, not a guess at it.
    """

    earliest: date | None = None
    latest: date | None = None
    precision: Precision = "unknown"

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"interval ends before it starts: {self.earliest} > {self.latest}")

    @property
    def known(self) -> bool:
        """Whether both ends are bounded."""
        return self.earliest is not None and self.latest is not None

    def meets(self, other: Interval) -> bool:
        """Whether some day could be in both; an open end meets everything on its side."""
        starts_in_time = not self.earliest or not other.latest or self.earliest <= other.latest
        ends_in_time = not other.earliest or not self.latest or other.earliest <= self.latest
        return starts_in_time and ends_in_time

    def within(self, other: Interval) -> Interval:
        """The days common to both, or this interval unchanged where there are none."""
        if not self.meets(other):
            return self
        earliest = max((d for d in (self.earliest, other.earliest) if d), default=None)
        latest = min((d for d in (self.latest, other.latest) if d), default=None)
        return Interval(earliest, latest, self.precision)


UNKNOWN_INTERVAL = Interval()


class Published(Struct, frozen=True):
    """When a report was published: a day, a proven bracket, or nothing known.

    ``time`` is the clock time with its UTC offset where the report gives one (``15:58+05:30``).
    """

    earliest: date | None = None
    latest: date | None = None
    time: str | None = None
    basis: Basis = "unknown"
    span: Span | None = None
    reasons: tuple[str, ...] = ()

    @property
    def interval(self) -> Interval:
        """The publication day as an interval."""
        exact = self.earliest is not None and self.earliest == self.latest
        return Interval(self.earliest, self.latest, "day" if exact else "unknown")


CODED = "en"
"""The language that is coded; a report in another is kept, and nothing in it is coded."""


class Foreign(Struct, frozen=True):
    """A paragraph of an English report that is in another language (ISO 639)."""

    span: Span
    language: str


class Report(Struct, frozen=True):
    """One news item as the reading room hands it on.

    ``text`` is the clean text that every offset refers to.  ``headline`` has a span only where it
    stands inside ``text``.  ``furniture`` lists the parts of the text that are not the report:
    bylines, publication stamps, adverts.  ``paragraphs`` are the parts that are, headline included,
    in order, without the dateline that may open one; nothing outside them is coded.  ``language``
    is the text's (ISO 639); ``foreign`` lists paragraphs of an English report in another language,
    which stand in no other list.
    """

    id: str
    source: str
    text: str
    published: Published = Published()
    headline: str | None = None
    headline_span: Span | None = None
    byline: Span | None = None
    dateline: Span | None = None
    publisher: str | None = None
    url: str | None = None
    language: str = CODED
    furniture: tuple[Span, ...] = ()
    paragraphs: tuple[Span, ...] = ()
    foreign: tuple[Foreign, ...] = ()

    def lead(self, paragraphs: int) -> tuple[Span, ...]:
        """Where a report tells its news: its first *paragraphs*, of which the headline is one.

        The whole text where it has none.
        """
        return self.paragraphs[:paragraphs] or (Span(0, len(self.text)),)


class Actor(Struct, frozen=True, gc=False):
    """Somebody or something that acts, as known on the report's date.

    ``country`` is ISO 3166 alpha-3, or PLOVER's code for a non-state actor (IGO, UNO, EUR, NGO,
    ISM, IMG, MNC); ``cow`` the Correlates of War number of the country; ``sectors`` PLOVER's, most
    telling first.  ``name`` is the table's name where the actor is known, else the report's words.
    """

    name: str
    kind: ActorKind
    country: str | None = None
    cow: int | None = None
    sectors: tuple[str, ...] = ()
    office: str | None = None
    wikidata: str | None = None

    @property
    def key(self) -> str:
        """What makes two actors of different reports the same one."""
        return self.wikidata or f"{self.country or '---'}:{self.name.casefold()}"


class Mention(Struct, frozen=True):
    """Words that name an actor; ``actor`` is a key of the annotation's ``actors``."""

    span: Span
    actor: str


class TimeMention(Struct, frozen=True):
    """A time expression, as an interval and as TIMEX3 would have it; ``reason`` says how."""

    span: Span
    interval: Interval
    timex_type: Literal["DATE", "TIME", "DURATION", "SET"]
    timex_value: str
    reason: str = ""

    @property
    def weekday(self) -> int | None:
        """The day of the week, Monday as 1, of an expression that says no more ("on Friday")."""
        found = _ANY_WEEKDAY.match(self.timex_value)
        return int(found[1]) if found else None


class Place(Struct, frozen=True):
    """A named place.  A contested one lists who claims it; ``country`` is then who holds it."""

    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    claimed_by: tuple[str, ...] = ()


class PlaceMention(Struct, frozen=True):
    """Words that name a place."""

    span: Span
    place: Place


class Statement(Struct, frozen=True):
    """Who said what: the words that name the speaker, the cue ("said"), and the content.

    ``speaker`` and ``addressee`` are keys of the annotation's ``actors``; ``None`` where the report
    does not say who.  ``content`` holds one span a stretch of words, quotation marks excluded.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    form: Form
    speaker: str | None = None
    addressee: str | None = None
    kinds: tuple[StatementKind, ...] = ()


class Participant(Struct, frozen=True):
    """An actor in an event, and the words that put it there."""

    actor: str
    span: Span


class Attribution(Struct, frozen=True):
    """Who vouches for an act: a source in the report; no attribution means the report itself."""

    actor: str | None
    span: Span


class EventDate(Struct, frozen=True):
    """An event's own time; ``span`` is the expression it rests on, ``reason`` how."""

    interval: Interval
    span: Span | None = None
    reason: str = ""


class EventPlace(Struct, frozen=True):
    """Where an event was; ``span`` is ``None`` where the dateline or another mention says it."""

    place: Place
    span: Span | None = None


class EventMention(Struct, frozen=True):
    """One act in one sentence.  ``extent`` is the clause it was read from.

    ``confidence`` is how likely no field of it is false, ``type_confidence`` how likely its type is
    right, whoever and whenever.
    """

    id: str
    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    trigger: Span
    extent: Span
    sentence: int
    date: EventDate
    place: EventPlace | None
    modality: Modality
    attribution: Attribution | None
    score: float
    quad: Quad
    confidence: float
    signal: str = ""
    type_confidence: float = 0.0


class Matter(Struct, frozen=True):
    """What a statement is about: a place, an actor, or an act that its report tells of.

    ``key`` is the place's name, the actor's key or the event mention's id.  ``span`` is ``None``
    where only the statement that is answered says so.
    """

    kind: Literal["place", "actor", "event"]
    key: str
    name: str
    span: Span | None = None


class StatementContext(Struct, frozen=True):
    """What a statement has to do with the rest of the record.

    It is the ``number``-th of the annotation's statements.  ``performs`` are ids of the event
    mentions that saying it is ("rejected the offer"), ``tells`` of those it tells of ("said that
    troops crossed the river").  ``condition`` is the half of a condition that must come true.
    """

    report: str
    number: int
    matters: tuple[Matter, ...] = ()
    performs: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    condition: Span | None = None


class Answer(Struct, frozen=True, order=True):
    """One statement that answers another; each is a report's id and the statement's number.

    ``reason`` says by what the two were found to belong together.
    """

    statement: tuple[str, int]
    to: tuple[str, int]
    kind: AnswerKind
    reason: str = ""


class Discourse(Struct, frozen=True):
    """All statements of a record in their context, and which of them answer which."""

    contexts: tuple[StatementContext, ...] = ()
    answers: tuple[Answer, ...] = ()


class Quotation(Struct, frozen=True):
    """A statement out of its annotation: the report it is in, its actors, and its words.

    ``words`` has one string a content span, ``cue`` the word by which it was said ("opposed");
    ``number`` is the statement's place in the report.
    ``said_on`` is the day of the act that saying it is, where the report dates that, else the
    report's.  ``quads`` are those of that act; ``events`` the ids of merged events that the
    statement is or tells of.  ``answers`` is what it answers, ``answered`` what answers it.
    """

    report: str
    number: int
    source: str
    published: Published
    statement: Statement
    speaker: Actor | None
    addressee: Actor | None
    words: tuple[str, ...]
    said_on: Interval = Interval()
    context: StatementContext | None = None
    quads: tuple[Quad, ...] = ()
    events: tuple[str, ...] = ()
    answers: Answer | None = None
    answered: tuple[Answer, ...] = ()
    cue: str | None = None

    @property
    def where(self) -> Where:
        """What tells it from all other statements of the record."""
        return (self.report, self.number)


class Uncoded(Struct, frozen=True):
    """What was read and not coded, and why."""

    span: Span
    reason: str


class Annotation(Struct, frozen=True):
    """Everything detente read in one report."""

    report: Report
    sentences: tuple[Span, ...] = ()
    actors: dict[str, Actor] = {}
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[EventMention, ...] = ()
    uncoded: tuple[Uncoded, ...] = ()


class Citation(Struct, frozen=True, order=True):
    """Words of one report, for a record that holds many."""

    report: str
    span: Span


class Disagreement(Struct, frozen=True):
    """A field on which reports differ: each value with the words that give it.

    ``field`` is ``type``, ``who``, ``whom``, ``whether`` (it happened), ``date``, ``place`` or
    ``number of`` what is counted.
    """

    field: str
    values: tuple[tuple[str, tuple[Citation, ...]], ...]


class Event(Struct, frozen=True):
    """What happened once in the world, with all that was written about it.

    ``mentions`` pairs a report's id with the mention's.  ``reports`` counts the independent reports
    (copies of one text count once); ``copies`` has those of them that are one text, a tuple a text.
    ``actors`` and ``recipients`` are the most specific names the mentions give.  ``date`` is what
    the mentions' intervals have in common.  ``confidence`` and ``type_confidence`` are those of the
    mentions: within a report the surest counts, and every independent report leaves its own share
    of what doubt is left.
    """

    id: str
    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    date: Interval
    place: Place | None
    modality: Modality
    score: float
    quad: Quad
    mentions: tuple[tuple[str, str], ...]
    reports: int
    disagreements: tuple[Disagreement, ...] = ()
    confidence: float = 0.0
    type_confidence: float = 0.0
    copies: tuple[tuple[str, ...], ...] = ()
