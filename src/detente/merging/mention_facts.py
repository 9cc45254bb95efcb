"""Event mentions with what is needed to compare them: who, when, where, and about what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import islice
from typing import Literal

from msgspec import Struct

from detente.merging.content_words import content, number_words, stem, stems
from detente.merging.measures import Days, Measures
from detente.model import Actor, Annotation, EventMention, Interval, Participant, Place, Span
from detente.model.kinds_of_acts import Kind, Kinds
from detente.model.plover import STATELESS
from detente.places.country_places import country_ids
from detente.stretches import Standing

UNNAMED = "?"
"""What the side of somebody begins with who has neither a name nor a country."""

Level = Literal["headline", "lead", "body"]


class Part(Struct, frozen=True, array_like=True):
    """Those who act on one side, or are acted on: each country, and who of it is named.

    ``sides`` maps a country's code, or the key of an actor without one, to the keys of the persons
    and bodies that are named for it; an empty set means only the country is.  Who has neither a
    name nor a country is a side by the noun that describes him alone: "100 schoolgirls" and "129
    schoolgirls" may be the same; ``unnamed`` says that there is such a side.  ``heads`` are such
    nouns of a side, of all who have no name.
    ``names`` is everybody who is named, whatever the side; ``nouns`` are the heads that are no
    name's last word, ``counted`` those with a number ("four officers").
    """

    sides: dict[str, frozenset[str]]
    heads: dict[str, frozenset[str]] = {}
    unnamed: bool = False
    names: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    counted: frozenset[tuple[int, str]] = frozenset()

    @classmethod
    def of(
        cls,
        sides: dict[str, frozenset[str]],
        heads: dict[str, frozenset[str]] | None = None,
        counted: frozenset[tuple[int, str]] = frozenset(),
    ) -> Part:
        """A part with these sides, and whether one of them is known by a noun alone."""
        unnamed = any(side.startswith(UNNAMED) for side in sides)
        nouns = frozenset(n for found in (heads or {}).values() for n in found if n.islower())
        names = frozenset().union(*sides.values())
        return cls(sides, heads or {}, unnamed, names, nouns, counted)


class Told(Struct, frozen=True, array_like=True):
    """One event mention, ready to be compared.

    ``kind`` says by what acts of its type are known; ``contexts`` are those that tell acts apart.
    ``everybody`` is actors and recipients together.  ``happened`` groups the modalities of which
    one event can be told: what took place is told as actual or, later, as historical.  ``hard``
    says that words of the text give the date, else it is the report's; ``weekday`` is the one they
    name, Monday 1, where they leave open which.  ``broad`` says that the place is a whole country.
    ``words`` are the content words of the clause without its times and participants, and the keys
    of others who are named in it; ``sentence`` those of the sentence that starts at ``at``,
    ``whole`` all that it says, names and times as well, and ``standing`` where it stands in the
    report.  ``dates`` are the days and times of day that the
    clause names.  ``act`` is the word for the act, as :func:`stem` has it.  ``together`` says that
    all participants do one thing: a meeting, or both sides agreeing.  ``types`` names the
    types that acts of the mention's type are told as, too.
    """

    report: str
    mention: EventMention
    kind: Kind
    published: Interval
    actors: Part
    recipients: Part
    everybody: Part
    happened: str
    interval: Interval
    hard: bool
    weekday: int | None
    place: Place | None
    broad: bool
    contexts: frozenset[str]
    words: frozenset[str]
    sentence: frozenset[str]
    whole: frozenset[str]
    at: int
    standing: Level
    dates: tuple[Span, ...] = ()
    act: str = ""
    together: bool = False
    types: str = ""

    @property
    def order(self) -> tuple[date, str, Span, str]:
        """Where the mention stands among all: by publication, report and place in the text."""
        mention = self.mention
        return (self.published.earliest or date.max, self.report, mention.trigger, mention.id)

    @property
    def family(self) -> tuple[str, ...]:
        """What mentions have in common that could be one event; those of two families are none."""
        return (self.types, self.happened)

    @property
    def somebody(self) -> bool:
        """Whether more takes part than states: somebody with a name, or whom a noun describes."""
        return bool(self.everybody.names or self.everybody.nouns)

    @property
    def name(self) -> tuple[str, str]:
        """The mention's report and id."""
        return (self.report, self.mention.id)


def tell(
    annotation: Annotation,
    measures: Measures,
    kinds: Kinds,
    mentions: Iterable[EventMention] | None = None,
) -> list[Told]:
    """The event mentions of one report, or those of them that are given."""
    around = _Around(annotation, measures.report.headline_lead)
    chosen = annotation.events if mentions is None else mentions
    return [_tell(around, mention, kinds) for mention in chosen]


class _Around:
    """What stands around the event mentions of one report; *lead* is how many sentences are it."""

    def __init__(self, annotation: Annotation, lead: int) -> None:
        self.annotation = annotation
        self.mentions = Standing(annotation.mentions, lambda mention: mention.span)
        holes = [mention.span for mention in annotation.mentions]
        holes += [time.span for time in annotation.times]
        self.holes = Standing(holes, lambda span: span)
        dates = (time.span for time in annotation.times if time.timex_type in ("DATE", "TIME"))
        self.dates = Standing(dates, lambda span: span)
        self.weekdays = {time.span: time.weekday for time in reversed(annotation.times)}
        self.states = {a.name for a in annotation.actors.values() if a.kind == "state"}
        headline = annotation.report.headline_span
        after = (
            number
            for number, span in enumerate(annotation.sentences)
            if headline is None or not headline.overlaps(span)
        )
        self.lead = frozenset(islice(after, lead))


def _tell(around: _Around, mention: EventMention, kinds: Kinds) -> Told:
    annotation = around.annotation
    report = annotation.report
    sentence = (
        annotation.sentences[mention.sentence]
        if mention.sentence < len(annotation.sentences)
        else mention.extent
    )
    place = mention.place.place if mention.place else None
    actors, recipients = _part(annotation, mention.actors), _part(annotation, mention.recipients)
    return Told(
        report=report.id,
        mention=mention,
        kind=kinds.of(mention.type),
        published=report.published.interval,
        actors=actors,
        recipients=recipients,
        everybody=_together(actors, recipients),
        together=kinds.of(mention.type).by_both(mention.modes)
        or (len(actors.sides) > 1 and not recipients.sides),
        happened="happened" if mention.modality in ("actual", "historical") else mention.modality,
        interval=mention.date.interval,
        hard=mention.date.span is not None,
        weekday=_weekday(around, mention),
        place=place,
        broad=place is not None
        and (place.name in around.states or place.geonames in country_ids()),
        contexts=frozenset(mention.contexts) - kinds.untelling,
        words=content(
            report.text,
            mention.extent,
            [*around.holes.overlapping(mention.extent), mention.trigger],
        )
        | _others(around, mention),
        sentence=content(report.text, sentence, around.holes.overlapping(sentence)),
        whole=frozenset(stems(sentence.of(report.text))),
        at=sentence.start,
        standing=_standing(around, mention),
        dates=tuple(around.dates.overlapping(mention.extent)),
        act=stem(mention.trigger.of(report.text)),
        types=kinds.family(mention.type),
    )


def _weekday(around: _Around, mention: EventMention) -> int | None:
    span = mention.date.span
    return around.weekdays.get(span) if span else None


def _others(around: _Around, mention: EventMention) -> frozenset[str]:
    """Keys of those who are named in the clause without taking part: "recalled envoy X"."""
    annotation = around.annotation
    parts = {p.actor for p in (*mention.actors, *mention.recipients)}
    return frozenset(
        annotation.actors[m.actor].key
        for m in around.mentions.inside(mention.extent)
        if m.actor not in parts and is_named(annotation.actors[m.actor])
    )


def _standing(around: _Around, mention: EventMention) -> Level:
    """Whether a mention is in the headline, or in one of the first sentences after it."""
    headline = around.annotation.report.headline_span
    if headline is not None and headline.overlaps(mention.trigger):
        return "headline"
    return "lead" if mention.sentence in around.lead else "body"


def _part(annotation: Annotation, participants: Iterable[Participant]) -> Part:
    sides: dict[str, frozenset[str]] = {}
    heads: dict[str, frozenset[str]] = {}
    counted: list[tuple[int, str]] = []
    for participant in participants:
        actor = annotation.actors[participant.actor]
        side, named = side_of(actor), is_named(actor)
        sides[side] = sides.get(side, frozenset()) | frozenset({actor.key} if named else ())
        if not named:
            heads[side] = heads.get(side, frozenset()) | {head_of(actor)}
            words = participant.span.of(annotation.report.text)
            counted += [(number, head_of(actor)) for number in _numbers(words)]
    return Part.of(sides, heads, frozenset(counted))


def _together(one: Part, other: Part) -> Part:
    return Part.of(
        _joined(one.sides, other.sides),
        _joined(one.heads, other.heads),
        one.counted | other.counted,
    )


def _joined(
    one: dict[str, frozenset[str]], other: dict[str, frozenset[str]]
) -> dict[str, frozenset[str]]:
    joined = dict(one)
    for side, words in other.items():
        joined[side] = joined.get(side, frozenset()) | words
    return joined


def side_of(actor: Actor) -> str:
    """What an actor acts for: its country, or itself; somebody without a name by his noun."""
    if actor.country is not None and actor.country not in STATELESS:
        return actor.country
    return actor.key if is_named(actor) else UNNAMED + head_of(actor)


def head_of(actor: Actor) -> str:
    """The noun that describes somebody without a name, which his words end with."""
    last = actor.name.split()[-1:]
    # Alone it has a capital where a sentence begins with it: "Driver arrested".
    common = actor.kind == "people" and " " not in actor.name
    return "".join(stem(word) if common or word[:1].islower() else word for word in last)


def _numbers(description: str) -> Iterable[int]:
    """The numbers that a description counts with: "four Russian officers"."""
    for word in description.lower().split():
        if word.isdecimal() and len(word) < 9:  # longer ones are no counts of people
            yield int(word)
        elif word in number_words():
            yield number_words()[word]


def is_named(actor: Actor) -> bool:
    """Whether the actor is somebody in particular: a name, and not "a Japanese official".

    A name ends as it begins, with a capital where its script has any; a description ends with its
    noun.
    """
    words = [word for word in actor.name.split() if word[:1].isalpha()]
    return (
        actor.kind in ("person", "organisation", "group")
        and bool(words)
        and not words[-1][0].islower()
    )


def length(interval: Interval) -> int | None:
    """Days of an interval after its first; ``None`` if an end is open."""
    if interval.earliest is None or interval.latest is None:
        return None
    return (interval.latest - interval.earliest).days


def narrow(interval: Interval, time: Days) -> bool:
    """Whether an interval is a day or a few."""
    first, last = interval.earliest, interval.latest
    return first is not None and last is not None and (last - first).days <= time.narrow


def gap(one: Interval, other: Interval) -> int:
    """Days between two intervals; 0 where they meet."""
    if one.latest and other.earliest and one.latest < other.earliest:
        return (other.earliest - one.latest).days
    if other.latest and one.earliest and other.latest < one.earliest:
        return (one.earliest - other.latest).days
    return 0
