"""Event mentions with what is needed to compare them: who, when, where, and about what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from msgspec import Struct

from detente.merging.content_words import content
from detente.merging.measures import Days, Measures
from detente.model import Actor, Annotation, EventMention, Interval, Participant, Place, Span
from detente.model.plover import STATELESS

Standing = Literal["headline", "lead", "body"]


class Part(Struct, frozen=True):
    """Those who act on one side, or are acted on: each country, and who of it is named.

    ``sides`` maps a country's code, or the key of an actor without one, to the keys of the persons
    and bodies that are named for it; an empty set means only the country is.
    """

    sides: dict[str, frozenset[str]]

    @property
    def names(self) -> frozenset[str]:
        """Everybody who is named, whatever the side."""
        return frozenset(key for keys in self.sides.values() for key in keys)


class Told(Struct, frozen=True):
    """One event mention, ready to be compared.

    ``everybody`` is actors and recipients together.  ``happened`` groups the modalities of which
    one event can be told: what took place is told as actual or, later, as historical.  ``hard``
    says that words of the text give the date, else it is the report's; ``weekday`` is the one they
    name, Monday 1, where they leave open which.  ``broad`` says that the place is a whole country.
    ``words`` are the content words of the clause without its times and participants, and the keys
    of others who are named in it; ``sentence`` those of the sentence that starts at ``at``, and
    ``standing`` where that stands in the report.
    """

    report: str
    mention: EventMention
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
    at: int
    standing: Standing

    @property
    def order(self) -> tuple[date, str, Span, str]:
        """Where the mention stands among all: by publication, report and place in the text."""
        mention = self.mention
        return (self.published.earliest or date.max, self.report, mention.trigger, mention.id)

    @property
    def name(self) -> tuple[str, str]:
        """The mention's report and id."""
        return (self.report, self.mention.id)


def tell(annotation: Annotation, measures: Measures) -> list[Told]:
    """The event mentions of one report."""
    return [tell_one(annotation, mention, measures) for mention in annotation.events]


def tell_one(annotation: Annotation, mention: EventMention, measures: Measures) -> Told:
    """One event mention of a report."""
    report = annotation.report
    holes = [m.span for m in annotation.mentions]
    holes += [t.span for t in annotation.times]
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
        published=report.published.interval,
        actors=actors,
        recipients=recipients,
        everybody=_together(actors, recipients),
        happened="happened" if mention.modality in ("actual", "historical") else mention.modality,
        interval=mention.date.interval,
        hard=mention.date.span is not None,
        weekday=_weekday(annotation, mention),
        place=place,
        broad=place is not None
        and any(
            actor.kind == "state" and actor.name == place.name
            for actor in annotation.actors.values()
        ),
        # Nearly every act of this field is diplomatic: it tells none from another.
        contexts=frozenset(mention.contexts) - {"diplomatic"},
        words=content(report.text, mention.extent, [*holes, mention.trigger])
        | _others(annotation, mention),
        sentence=content(report.text, sentence, holes),
        at=sentence.start,
        standing=_standing(annotation, mention, measures.report.headline_lead),
    )


def _weekday(annotation: Annotation, mention: EventMention) -> int | None:
    for time in annotation.times:
        if time.span == mention.date.span:
            return time.weekday
    return None


def _others(annotation: Annotation, mention: EventMention) -> frozenset[str]:
    """Keys of those who are named in the clause without taking part: "recalled envoy X"."""
    parts = {p.actor for p in (*mention.actors, *mention.recipients)}
    return frozenset(
        annotation.actors[m.actor].key
        for m in annotation.mentions
        if m.actor not in parts
        and mention.extent.covers(m.span)
        and is_named(annotation.actors[m.actor])
    )


def _standing(annotation: Annotation, mention: EventMention, lead: int) -> Standing:
    """Whether a mention is in the headline, or in one of the first sentences after it."""
    headline = annotation.report.headline_span
    if headline is not None and headline.overlaps(mention.trigger):
        return "headline"
    after = [
        number
        for number, span in enumerate(annotation.sentences)
        if headline is None or not headline.overlaps(span)
    ]
    return "lead" if mention.sentence in after[:lead] else "body"


def _part(annotation: Annotation, participants: Iterable[Participant]) -> Part:
    sides: dict[str, frozenset[str]] = {}
    for participant in participants:
        actor = annotation.actors[participant.actor]
        side = side_of(actor)
        named = frozenset({actor.key} if is_named(actor) else ())
        sides[side] = sides.get(side, frozenset()) | named
    return Part(sides)


def _together(one: Part, other: Part) -> Part:
    sides = dict(one.sides)
    for side, names in other.sides.items():
        sides[side] = sides.get(side, frozenset()) | names
    return Part(sides)


def side_of(actor: Actor) -> str:
    """What an actor acts for: its country, or itself."""
    if actor.country is None or actor.country in STATELESS:
        return actor.key
    return actor.country


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
    days = length(interval)
    return days is not None and days <= time.narrow


def gap(one: Interval, other: Interval) -> int:
    """Days between two intervals; 0 where they meet."""
    if one.latest and other.earliest and one.latest < other.earliest:
        return (other.earliest - one.latest).days
    if other.latest and one.earliest and other.latest < one.earliest:
        return (one.earliest - other.latest).days
    return 0
