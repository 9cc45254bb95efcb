"""The country that a report leaves unsaid because everything around is of it.

"Police in riot gear broke up the march in Bamako": whose police, the report need not say.  An actor
of a kind that every state has of its own takes the one state that its sentence is about, or else
its paragraph, the lead, the dateline.  Two states side by side decide nothing, and what stands
against an actor is no sign of its own land: rebels whom a foreign army strikes are not of that
army's country.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from detente.actor_tables.actor_tables import ActorTables
from detente.actor_tables.folding import fold
from detente.actor_tables.table_rows import ONE_PERSON
from detente.actors.resolving.office_holding import GUESTS
from detente.actors.resolving.opposite import Opposites
from detente.actors.resolving.report_context import MISSIONS
from detente.document import ActorReading, Document
from detente.language.structure import Clause
from detente.model import Actor, Interval, PlaceMention, Span
from detente.model.plover import AT_HOME, DOMESTIC_POLITICS, GOVERNED
from detente.stretches import Stretches

LEAD_PARAGRAPHS = 2
"""The headline and what follows it, which say what land a report is of."""

LONG, FEWEST, SHARE = 6, 6, 0.7
"""Sentences, words for actors and places of one state, and their share in all such words, from
which on a report is of that state."""

PEOPLE = ("people", "group", "person")
"""Kinds of actors that are people."""


def at_home(document: Document, tables: ActorTables) -> ActorReading:
    """The actors of *document*, each with its home country where the report leaves that unsaid."""
    reading, finder = document.actors, _Finder(document, tables)
    spans: dict[str, list[Span]] = {}
    for mention in reading.mentions:
        spans.setdefault(mention.actor, []).append(mention.span)
    actors = dict(reading.actors)
    for key, actor in reading.actors.items():
        country = finder.home_of(actor, spans.get(key, []))
        if country is not None:
            actors[key] = replace(actor, country=country, cow=tables.cow(country))
    return replace(reading, actors=actors)


def foreign(name: str, tables: ActorTables) -> bool:
    """Whether the words of an actor's name make it a guest in the land it is in."""
    listed = tables.words
    words = fold(name).split()
    kinds = (listed.get("foreign", {}), listed.get("guest", {}), listed.get("beside", {}))
    pairs = [*words, *[f"{a} {b}" for a, b in pairwise(words)]]
    singular = tables.grammar.singular
    pairs += [bare for word in pairs if (bare := singular(word)) != word]
    return not all(kind.keys().isdisjoint(pairs) for kind in kinds)


def _dwells(name: str, tables: ActorTables) -> bool:
    """Whether people are called by the land that they live in: "islanders", "villagers"."""
    last = fold(name).split()[-1:]
    return any(
        word in tables.words.get("dweller", {})
        for w in last
        for word in (w, tables.grammar.singular(w))
    )


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


class Officers:
    """What the tables of terms say of those whom a report gives the title of an office."""

    def __init__(self, tables: ActorTables, on: Interval) -> None:
        self._tables, self._on = tables, on

    def leads(self, actor: Actor) -> bool:
        """Whether *actor* is called by name and by an office that one person of a state holds."""
        return bool(self._codes(actor))

    def other_than(self, actor: Actor, country: str) -> bool:
        """Whether somebody of another name surely held *actor*'s office of *country*."""
        for code in self._codes(actor):
            terms = [t for t in self._tables.holders(code, country, self._on) if t.surely(self._on)]
            own = set(fold(actor.name).split())
            if any(own.isdisjoint(key.split()) for t in terms for key in t.person.keys):
                return True
        return False

    def _codes(self, actor: Actor) -> set[str]:
        title = actor.office
        if actor.kind != "person" or not title or actor.wikidata:
            return set()
        if fold(actor.name).endswith(fold(title)):
            return set()  # "the foreign minister": no name
        offices = (s.office for s in self._tables.lexicon.whole(title) if s.office)
        return {code for office in offices for code in office.offices if code in ONE_PERSON}


class _Land(Struct, frozen=True):
    """Words that name states: an actor's, who may stand around itself, or a place's.

    ``told`` are the sources that the words are part of; ``always`` says that some of them tells of
    all that is near, else one tells of what stands before it, and ``since`` is where the last of
    them starts.
    """

    span: Span
    countries: tuple[str, ...]
    mention: bool
    told: tuple[_Source, ...]
    always: bool
    since: int


class _Source(Struct, frozen=True):
    """The words that name who tells something; ``always`` of all around, else of what precedes."""

    span: Span
    start: int
    always: bool


class _Circle:
    """The words of a stretch of the report that name states, by state."""

    def __init__(self, lands: Iterable[_Land]) -> None:
        self.free: dict[str, list[_Land]] = {}
        self.told: dict[str, list[_Land]] = {}
        for land in lands:
            for country in land.countries:
                self.free.setdefault(country, [])
                self.told.setdefault(country, [])
                if not land.told:
                    self.free[country].append(land)
                elif not land.always:
                    self.told[country].append(land)
        for some in self.told.values():
            some.sort(key=lambda land: land.since)

    def names(self, country: str, span: Span) -> bool:
        """Whether a word names *country*, aside from what holds *span* or tells of it.

        Sources that share words with *span* are not looked at.
        """
        if any(not _around(land, span) for land in self.free[country]):
            return True
        for land in self.told[country]:
            if land.since > span.end:
                return False
            if not _around(land, span):
                return True
        return False


def _around(land: _Land, span: Span) -> bool:
    return land.mention and land.span.covers(span)


class _Finder:
    """The states named around the actors of one report, in ever wider circles."""

    def __init__(self, document: Document, tables: ActorTables) -> None:
        self.report, self.structure = document.report, document.structure
        self.reading, self.places, self.tables = document.actors, document.places, tables
        self._officers = Officers(tables, document.report.published.interval)
        self._sentence_starts = [s.span.start for s in self.structure.sentences]
        self._paragraphs = Stretches(self.report.paragraphs, lambda paragraph: paragraph)
        self._circles: dict[Span, _Circle] = {}

    def home_of(self, actor: Actor, own: Iterable[Span]) -> str | None:
        """The state that an actor without a country is of, by what is named around its mentions.

        *own* are the spans of its mentions.  None where the actor is of no domestic kind or looks
        foreign, where two states are named beside it, or where its mentions point to several.
        """
        tables = self.tables
        if actor.country or not AT_HOME.intersection(actor.sectors):
            return None
        if foreign(actor.name, tables) or called_by_ruler(actor.name, tables):
            return None
        found = {self._around(actor, span) for span in own}
        country = found.pop() if len(found) == 1 else None
        return None if country and self._officers.other_than(actor, country) else country

    def _around(self, actor: Actor, span: Span) -> str | None:
        """The one state that the narrowest circle around *span* with any names."""
        index = bisect_right(self._sentence_starts, span.start) - 1
        if index < 0 or not self.structure.sentences[index].span.covers(span):
            return None
        against = set(self._against(actor, span))
        sentence = self.structure.sentences[index].span
        if country := self._dealt_with(actor, span, sentence):
            return country
        circles = []
        if not self._officers.leads(actor):  # who leads a state is as often in another's land
            circles = [sentence, *self._paragraphs.around(span)]
        if len(lead := self.report.lead(LEAD_PARAGRAPHS)) == LEAD_PARAGRAPHS:
            circles.append(Span(0, lead[-1].end))
        for circle in circles:
            found = self._named(circle, span) - against - self._met_in(span)
            if not found and _dwells(actor.name, self.tables):
                found = self._placed(circle)  # whoever comes to them, they live there
            if len(found) == 1:
                return found.pop()
            if found:
                return self._own_of_report(actor, against)
        return (self._dateline if not against else None) or self._own_of_report(actor, against)

    def _own_of_report(self, actor: Actor, against: set[str]) -> str | None:
        """The state that nearly all in a report is of, for who belongs to what it tells.

        Courts, parliaments and parties deal with their own; others must not stand against it.
        """
        own = self._all_of
        return own if own not in against or DOMESTIC_POLITICS.intersection(actor.sectors) else None

    @cached_property
    def _all_of(self) -> str | None:
        """The one state that most words for actors and places of the report are of."""
        lands = self._lands.inside(Span(0, len(self.report.text)))
        counts = Counter(c for land in lands if len(land.countries) == 1 for c in land.countries)
        if len(self._sentence_starts) < LONG or not counts:
            return None
        (country, count), total = counts.most_common(1)[0], sum(counts.values())
        told = self._dateline in (None, country)
        return country if told and count >= FEWEST and count >= SHARE * total else None

    def _placed(self, circle: Span) -> set[str]:
        """The states that the places in a stretch of the report are of."""
        places = (land for land in self._lands.inside(circle) if not land.mention)
        return {country for land in places for country in land.countries}

    def _named(self, circle: Span, span: Span) -> set[str]:
        """The states of the actors and places that a stretch of the report names."""
        if circle not in self._circles:
            self._circles[circle] = _Circle(self._lands.inside(circle))
        known = self._circles[circle]
        found = {country for country in known.free if known.names(country, span)}
        for source in self._sources.overlapping(span):  # they don't tell of what they hold
            for land in self._lands.inside(source.span):
                told = any(
                    (s.always or s.start > span.end) and not s.span.overlaps(span)
                    for s in land.told
                )
                if circle.covers(land.span) and not told and not _around(land, span):
                    found.update(land.countries)
        return found

    @cached_property
    def _lands(self) -> Stretches[_Land]:
        """The words of the report that name states."""
        found: Stretches[_Land] = Stretches(span_of=lambda land: land.span)
        phrases = {self.structure.phrases[index].core for index in self.reading.by_phrase}
        for mention in self.reading.mentions:
            actor = self.reading.actors[mention.actor]
            if actor.kind == "state" and mention.span not in phrases:
                continue  # "a Russian missile" says whose the missile is
            if self._from_abroad(actor, mention.span):
                continue
            # A newspaper's mention is of one who reports.
            if actor.country in self.tables.countries and "JRN" not in actor.sectors:
                found.add(self._land(mention.span, (actor.country or "",), mention=True))
        dateline = self.report.dateline
        for place in self.places:
            told = dateline is not None and dateline.covers(place.span)
            if told or any(topic.covers(place.span) for topic in self._topics):
                continue
            if not self._neighbour(place.span):
                found.add(self._land(place.span, self._owners(place), mention=False))
        return found

    @cached_property
    def _topics(self) -> list[Span]:
        """The words before those who are called by what they deal with: "the Iran inquiry"."""
        listed = self.tables.words.get("topic", {})
        return [
            Span(phrase.core.start, phrase.head.start)
            for phrase in self.structure.phrases
            if phrase.lemma in listed
        ]

    def _from_abroad(self, actor: Actor, span: Span) -> bool:
        """Whether words name a state as a neighbour's, or its mission, which is in another's."""
        words = span.of(self.report.text)
        if actor.kind == "state":
            return self._neighbour(span)
        ends = words.split()
        classes = {
            kind
            for count in (1, 2)
            for sense in self.tables.lexicon.whole(" ".join(ends[-count:]))
            for kind in (sense.agent.classes if sense.agent else ())
        }
        return not classes.isdisjoint(MISSIONS)

    def _neighbour(self, span: Span) -> bool:
        """Whether a state's name is told as another's: "neighbouring Benin", "its ally Benin"."""
        before = self.report.text[: span.start].split()[-1:]
        words = fold(" ".join([*before, span.of(self.report.text)])).split()
        return any(self.tables.words["foreign"].get(word) for word in words)

    def _land(self, span: Span, countries: tuple[str, ...], *, mention: bool) -> _Land:
        told = tuple(self._sources.around(span))
        since = max((source.start for source in told), default=0)
        always = any(source.always for source in told)
        return _Land(span, countries, mention, told, always, since)

    def _owners(self, place: PlaceMention) -> tuple[str, ...]:
        """The states whose land a place is; one that is a state by itself is that.

        Not by its name alone: of Tripoli and Georgia there are two.  People who live on land that
        others claim, too, are of the state that holds it.
        """
        state, held = self.tables.country(place.place.name), place.place.country
        whole = state is not None and held in (None, state.iso3)
        countries = (
            (state.iso3,) if state and whole else (held,) if held else place.place.claimed_by
        )
        return tuple(c for c in countries if c in self.tables.countries)

    @cached_property
    def _sources(self) -> Stretches[_Source]:
        """The words that name who tells something: "officials in Nairobi said"."""
        telling = self.tables.words.get("telling", {})
        found: Stretches[_Source] = Stretches(span_of=lambda source: source.span)
        for clause in self.structure.clauses:
            if clause.lemma in telling and clause.kind == "verb":
                always = bool(clause.complements) or clause.link == "parenthetical"
                for phrase in map(self.structure.phrases.__getitem__, clause.subject):
                    found.add(_Source(phrase.span, phrase.core.start, always))
        return found

    @cached_property
    def _acting(self) -> Stretches[int]:
        """The phrases that stand for actors."""
        found: Stretches[int] = Stretches()
        for index, phrase in enumerate(self.structure.phrases):
            if self.reading.of(index):
                found.add(index, phrase.core)
        return found

    @cached_property
    def _opposites(self) -> Opposites:
        return Opposites(
            self.structure, self.tables.grammar.links, self.tables.words.get("speech", {})
        )

    def _against(self, actor: Actor, span: Span) -> Iterator[str]:
        """The states on the other side of what the actor does or what is done to it.

        People without a name are of the land they are in, and so are those who meet them there:
        "soldiers fired on demonstrators in X" sets no state against the soldiers' own.
        """
        governing = actor.kind == "government" or "GOV" in actor.sectors
        for index in self._opposites.of(self._acting.overlapping(span)):
            phrase = self.structure.phrases[index]
            plain = phrase.pos == "NOUN" and not phrase.modifiers and phrase.possessor is None
            for mention in self.reading.mentions_in(phrase.core):
                other = self.reading.actors[mention.actor]
                if plain and other.kind in PEOPLE:
                    continue
                if governing and other.kind in PEOPLE and self._acts_on(index, span):
                    continue  # "doctors of X struck against the ministry": their own
                if other.country and not _own(actor, other):
                    yield other.country

    def _acts_on(self, index: int, span: Span) -> bool:
        """Whether a phrase does something to those of *span*."""
        others = (
            c for own in self._acting.overlapping(span) for c in self._opposites.others.get(own, ())
        )
        return any(index in clause.subject for clause in others)

    def _dealt_with(self, actor: Actor, span: Span, sentence: Span) -> str | None:
        """The state of the minister or party that deals with a parliament: "May told parliament".

        None where the sentence names a place of another state: a guest may speak there too.
        """
        if not DOMESTIC_POLITICS.intersection(actor.sectors):
            return None
        found = {
            other.country for index in self._opposites.of(self._acting.overlapping(span))
            for mention in self.reading.mentions_in(self.structure.phrases[index].core)
            if (other := self.reading.actors[mention.actor]).kind == "person"
            and other.country in self.tables.countries and _own(actor, other)
        }  # fmt: skip
        for place in self._places.inside(sentence):
            acts = any(True for _ in self.reading.mentions_in(place.span))
            if not acts and not found.issuperset(self._owners(place)):
                return None
        return found.pop() if len(found) == 1 else None

    def _met_in(self, span: Span) -> set[str]:
        """The states of the places where the one of *span* comes together with others."""
        meeting = self.tables.words.get("meeting", {})
        sides = self._opposites
        found: set[str] = set()
        for own in self._acting.overlapping(span):
            for clause in (*sides.subjects.get(own, ()), *sides.others.get(own, ())):
                lemmas = {clause.lemma, *(self.structure.phrases[p].lemma for p in clause.object)}
                if not meeting.keys().isdisjoint(lemmas):
                    found.update(self._named_places(clause))
        return found

    def _named_places(self, clause: Clause) -> Iterator[str]:
        """The states of the places that a clause names."""
        for place in self._places.inside(clause.extent):
            yield from self._owners(place)

    @cached_property
    def _places(self) -> Stretches[PlaceMention]:
        return Stretches(self.places, lambda place: place.span)

    @cached_property
    def _dateline(self) -> str | None:
        dateline = self.report.dateline
        found = {
            p.place.country for p in self.places
            if dateline is not None and dateline.covers(p.span)
        }  # fmt: skip
        country = found.pop() if len(found) == 1 else None
        return country if country in self.tables.countries else None


def _own(actor: Actor, other: Actor) -> bool:
    """Whether the other side is likely of the actor's own state."""
    if DOMESTIC_POLITICS.intersection(other.sectors):
        return "MIL" not in actor.sectors
    if other.kind == "state" and ("LEG" in actor.sectors or actor.kind == "person"):
        return False  # of one's own state one says "the government"
    if not GUESTS.isdisjoint(fold(other.name).split()):
        return False
    governs = other.kind in ("government", "person", "state") and "GOV" in other.sectors
    return governs and bool(GOVERNED.intersection(actor.sectors))
