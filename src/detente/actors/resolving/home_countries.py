"""The country that a report leaves unsaid because everything around is of it.

"Police in riot gear broke up the march in Bamako": whose police, the report need not say.  An actor
of a kind that every state has of its own takes the one state that its sentence is about, or else
its paragraph, the lead, the dateline.  Two states side by side decide nothing, and what stands
against an actor is no sign of its own land: rebels whom a foreign army strikes are not of that
army's country.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec.structs import replace

from detente.actors.tables.actor_tables import ActorTables
from detente.actors.tables.folding import fold
from detente.document import ActorReading, Document
from detente.language.structure import Clause
from detente.model import Actor, Interval, Mention, PlaceMention, Span
from detente.model.plover import AT_HOME, DOMESTIC_POLITICS, GOVERNED

LEAD_PARAGRAPHS = 2
"""The headline and what follows it, which say what land a report is of."""


def home_country(
    actor: Actor, own: Iterable[Span], document: Document, tables: ActorTables
) -> str | None:
    """The state that an actor without a country is of, by what is named around its mentions.

    *own* are the spans of its mentions.  None where the actor is of no domestic kind or looks
    foreign, where two states are named beside it, or where its mentions point to several.
    """
    if actor.country or not AT_HOME.intersection(actor.sectors) or foreign(actor.name, tables):
        return None
    if called_by_ruler(actor.name, tables):
        return None
    finder = _Finder(actor, document, tables)
    found = {finder.around(span) for span in own}
    return found.pop() if len(found) == 1 else None


def at_home(document: Document, tables: ActorTables) -> ActorReading:
    """The actors of *document*, each with its home country where the report leaves that unsaid."""
    reading = document.actors
    spans: dict[str, list[Span]] = {}
    for mention in reading.mentions:
        spans.setdefault(mention.actor, []).append(mention.span)
    actors = dict(reading.actors)
    for key, actor in reading.actors.items():
        own = spans.get(key, [])
        country = home_country(actor, own, document, tables)
        if country is not None:
            actors[key] = replace(actor, country=country, cow=tables.cow(country))
    return replace(reading, actors=actors)


def foreign(name: str, tables: ActorTables) -> bool:
    """Whether the words of an actor's name make it a guest in the land it is in."""
    listed = tables.words
    words = fold(name).split()
    kinds = (listed.get("foreign", {}), listed.get("guest", {}))
    pairs = [*words, *[f"{a} {b}" for a, b in pairwise(words)]]
    pairs += [_singular(word) for word in pairs if word[-1] == "s"]
    return not all(kind.keys().isdisjoint(pairs) for kind in kinds)


def called_by_ruler(name: str, tables: ActorTables) -> bool:
    """Whether a government is called by its ruler: "the Bush administration" in talks with X."""
    *before, last = name.split()
    return bool(before) and before[-1][0].isupper() and last in tables.words["rule"]


def ruled_country(name: str, tables: ActorTables, on: Interval) -> str | None:
    """The state of a government called by its ruler, where one state alone fits the name.

    On a known day the ruler must be in office: "the Bush administration" of 2004 is of one state.
    """
    *_, ruler, _ = ("", *name.split())
    found = {
        term.country
        for person in tables.bearers(fold(ruler), {"hos", "hog"})
        for term in tables.office_of(person, on)
        if term.office in ("hos", "hog")
    }
    return found.pop() if len(found) == 1 else None


def _singular(word: str) -> str:
    return word.removesuffix("s")


class _Finder:
    """The states named around one actor, in ever wider circles."""

    def __init__(self, actor: Actor, document: Document, tables: ActorTables) -> None:
        self.actor, self.tables = actor, tables
        self.report, self.structure = document.report, document.structure
        self.reading, self.places = document.actors, document.places

    def around(self, span: Span) -> str | None:
        """The one state that the narrowest circle around *span* with any names."""
        sentence = next((s for s in self.structure.sentences if s.span.covers(span)), None)
        if sentence is None:
            return None
        against = set(self._against(span))
        circles = [sentence.span]
        circles += [p for p in self.report.paragraphs if p.covers(span)]
        if len(lead := self.report.lead(LEAD_PARAGRAPHS)) == LEAD_PARAGRAPHS:
            circles.append(Span(0, lead[-1].end))
        for circle in circles:
            found = set(self._named(circle, span)) - against
            if found:
                return found.pop() if len(found) == 1 else None
        return self._dateline() if not against else None

    def _named(self, circle: Span, span: Span) -> Iterator[str]:
        """The states of the actors and places that a stretch of the report names."""
        told = tuple(s for s in self._sources(span) if not s.overlaps(span))
        dateline = self.report.dateline
        for mention in self.reading.mentions:
            country = self.reading.actors[mention.actor].country
            inside = circle.covers(mention.span) and not mention.span.covers(span)
            if inside and country in self.tables.countries and not self._tells(mention, told):
                yield country
        for place in self.places:
            source = any(s.covers(place.span) for s in told)
            opening = dateline is not None and dateline.covers(place.span)
            if circle.covers(place.span) and not source and not opening:
                yield from self._lands(place)

    def _lands(self, place: PlaceMention) -> Iterator[str]:
        """The states whose land a place is; one that is a state by itself is that."""
        state = self.tables.country(place.place.name)
        countries = (state.iso3,) if state else place.place.claimed_by or (place.place.country,)
        yield from (c for c in countries if c in self.tables.countries)

    def _tells(self, mention: Mention, told: tuple[Span, ...]) -> bool:
        """Whether a mention is of one who reports: a newspaper, "officials in Nairobi said"."""
        press = "JRN" in self.reading.actors[mention.actor].sectors
        return press or any(s.covers(mention.span) for s in told)

    def _sources(self, span: Span) -> tuple[Span, ...]:
        """The words that name who tells of *span*: they follow it, or hold what is said."""
        telling = self.tables.words.get("telling", {})
        return tuple(
            self.structure.phrases[p].span
            for c in self.structure.clauses
            if c.lemma in telling and c.kind == "verb"
            for p in c.subject
            if c.complements or c.link == "parenthetical" or self._after(p, span)
        )

    def _after(self, phrase: int, span: Span) -> bool:
        return self.structure.phrases[phrase].core.start > span.end

    def _against(self, span: Span) -> Iterator[str]:
        """The states on the other side of what the actor does or what is done to it."""
        phrases = {
            i for i, p in enumerate(self.structure.phrases)
            if p.core.overlaps(span) and self.reading.of(i)
        }  # fmt: skip
        for clause in self.structure.clauses:
            subject, others = set(clause.subject), set(_others(clause))
            for mine, theirs in ((subject, others), (others, subject)):
                if mine & phrases:
                    for phrase in theirs - phrases:
                        yield from self._opposed(phrase)

    def _opposed(self, phrase: int) -> Iterator[str]:
        span = self.structure.phrases[phrase].core
        for mention in self.reading.mentions:
            other = self.reading.actors[mention.actor]
            if span.covers(mention.span) and other.country and not self._own(other):
                yield other.country

    def _own(self, other: Actor) -> bool:
        """Whether the other side is likely of the actor's own state."""
        if DOMESTIC_POLITICS.intersection(other.sectors):
            return "MIL" not in self.actor.sectors
        governs = other.kind in ("government", "person", "state") and "GOV" in other.sectors
        return governs and bool(GOVERNED.intersection(self.actor.sectors))

    def _dateline(self) -> str | None:
        dateline = self.report.dateline
        found = {
            p.place.country for p in self.places
            if dateline is not None and dateline.covers(p.span)
        }  # fmt: skip
        country = found.pop() if len(found) == 1 else None
        return country if country in self.tables.countries else None


def _others(clause: Clause) -> Iterator[int]:
    """The arguments of a clause that are not its subject, places aside."""
    yield from clause.object
    yield from clause.indirect
    for oblique in clause.obliques:
        if oblique.preposition in ("with", "against", "to", "by", "from"):
            yield from oblique.phrases
