"""The persons of one report: every way it names one, gathered, and whom the tables know.

Built before the report is followed from its first sentence on, so that a surname in a headline
finds the full name below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from detente.actors.context import Context
from detente.actors.describe import Description
from detente.actors.names import alike, alike_word, fold
from detente.actors.rows import ONE_PERSON, Office, Person, Term, first_day, last_day
from detente.model import Actor, Interval

APPOSED = ", \n\t–—-("
"""What may stand between a name and what is said of its bearer beside it."""


OFFICIAL = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
"""Sectors whose former members are PLOVER's ELI."""

DOMESTIC = frozenset({"JUD", "LEG", "COP"})
"""Sectors whose people reports name without their country where it is the report's own."""

LOCAL = frozenset({
    "REB", "CVL", "EDU", "OPP", "LAB", "CRM", "AGR", "REL", "COP", "JUD", "PTY", "LEG", "PRM",
    "UAF", "GOV",
})  # fmt: skip
"""Sectors whose people are of the land they are in; soldiers may be guests."""

ABROAD = frozenset({"diplomat", "envoy", "ambassador", "embassy", "consulate", "delegation"})
"""Classes whose people are mostly in a land that is not theirs."""

CAREER = timedelta(days=3650)
"""How far from a report's date an office may lie for its holder to be the one the report means."""


@dataclass
class Figure:
    """A person of the report while it is gathered: spellings, and what the words say of them."""

    names: list[str] = field(default_factory=list)  # folded, the fullest first
    written: str = ""
    countries: list[str] = field(default_factory=list)
    descriptions: list[Description] = field(default_factory=list)
    phrases: list[int] = field(default_factory=list)
    person: Person | None = None
    actor: Actor | None = None
    leader: bool = False
    codes: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)

    @property
    def full(self) -> bool:
        """Whether a name of more than one word is known."""
        return " " in self.names[0]


class Roster:
    """The figures of a report; ``of`` tells which one a phrase names."""

    def __init__(self, context: Context, descriptions: Sequence[Description]) -> None:
        self._context, self._descriptions = context, descriptions
        self.figures: list[Figure] = []
        self.of: dict[int, Figure] = {}
        named = [
            i for i, d in enumerate(descriptions) if d.kind == "person" and not _shouted(d.names)
        ]  # fmt: skip
        for index in sorted(named, key=lambda i: -len(descriptions[i].names)):
            if len(descriptions[index].names) > 1:
                self._enter(index)
        self._join_apposed()
        for index in named:
            if len(descriptions[index].names) == 1:
                self._enter_single(index)
        self._join_apposed()
        for figure in self.figures:
            self._settle(figure)
        self._unite()
        gone = {id(f) for f in self.figures if f.actor is None}
        self.figures = [f for f in self.figures if f.actor is not None]
        self.of = {i: f for i, f in self.of.items() if id(f) not in gone}

    def holding(self, codes: Iterable[str], country: str | None) -> list[Figure]:
        """The figures that hold one of the offices, of *country* where one is given."""
        wanted = set(codes)
        return [
            f for f in self.figures
            if f.actor and f.codes & wanted and (country is None or f.actor.country == country)
        ]  # fmt: skip

    def add(self, term: Term) -> Figure:
        """A figure for the holder of an office whom the report does not name."""
        for figure in self.figures:
            if figure.person is not None and figure.person.name == term.person.name:
                return figure
        figure = Figure([fold(term.person.name)], term.person.name, [term.country])
        figure.person = term.person
        figure.codes = {term.office}
        self._present(figure, term, ())
        self.figures.append(figure)
        return figure

    def countries_of(self, index: int, depth: int = 0) -> tuple[str, ...]:
        """The states that a phrase's own words and what hangs on it give its bearer."""
        description = self._descriptions[index]
        if description.kind in ("named", "city", "people") and description.actor:
            return (description.actor.country,) if description.actor.country else ()
        if description.kind == "person" and index in self.of and depth:
            figure = self.of[index]
            known = figure.actor.country if figure.actor else None
            return (known,) if known else tuple(figure.countries)
        if description.countries:
            return description.countries
        if description.body and description.body.country:
            return (description.body.country,)
        if depth > 3:
            return ()
        phrase = self._context.phrase(index)
        around = _owners(self._context, index)
        if phrase.possessor is not None:
            around.append(self.owning(phrase.possessor))
        around += _dwellings(self._context, index, description)
        for owners in around:
            if found := self._together([o for o in owners if o != index], depth + 1):
                return found if phrase.plural or depth else found[:1]
        return ()

    def owning(self, possessor: int) -> tuple[int, ...]:
        """A possessor with those beside it: "Chile and Peru's ministers"."""
        for index, phrase in enumerate(self._context.structure.phrases):
            if possessor == index or possessor in phrase.members:
                return (index, *phrase.members)
        return (possessor,)

    def living_in(self, index: int) -> tuple[str, ...]:
        """The states that "in" or "of" say a people lives in."""
        obliques = self._context.phrase(index).obliques
        held = [p for o in obliques if o.preposition in ("in", "of", "from") for p in o.phrases]
        return self._together(held, 1)

    def _together(self, phrases: Iterable[int], depth: int) -> tuple[str, ...]:
        """The states of phrases that stand side by side ("the ministers of X and Y")."""
        return tuple(dict.fromkeys(c for p in phrases for c in self.countries_of(p, depth)))

    # -- gathering ---------------------------------------------------------------------------------

    def _enter(self, index: int) -> None:
        description = self._descriptions[index]
        key = fold(" ".join(description.names))
        countries = set(self.countries_of(index))
        for figure in self.figures:
            apart = countries and figure.countries and not countries & set(figure.countries)
            same = any(key == n or alike(key, n) or n.endswith(f" {key}") for n in figure.names)
            if same and not apart:
                self._join(figure, index, key)
                return
        figure = Figure([key], " ".join(description.names))
        self.figures.append(figure)
        self._join(figure, index, key)

    def _enter_single(self, index: int) -> None:
        """A surname: the one figure that has it, or one more."""
        description = self._descriptions[index]
        key = fold(description.names[0])
        countries = set(self.countries_of(index))
        near = [f for f in self.figures if self._bears(f, key) and _may_hold(f, description)]
        if countries:
            near = [f for f in near if not f.countries or countries & set(f.countries)]
        if len(near) > 1:
            start = self._context.phrase(index).head.start
            before = [f for f in near if self._first(f) < start]
            exact = [f for f in before or near if key in f.names[0].split()]
            near = exact if len(exact) == 1 else before if len(before) == 1 else []
            if not near:
                return
        if near:
            self._join(near[0], index, key)
        else:
            figure = Figure([key], description.names[0])
            self.figures.append(figure)
            self._join(figure, index, key)

    def _bears(self, figure: Figure, key: str) -> bool:
        """Whether *key* is a surname of the figure: its last word, or its first in some lands."""
        for name in figure.names:
            parts = name.split()
            if len(parts) == 1:
                if parts[0] == key:
                    return True
                continue
            surnames = [parts[-1], *parts[1:-1]] if len(parts) > 2 else [parts[-1]]
            if self._family_first(figure, name):
                surnames.append(parts[0])
            if key in surnames or alike_word(key, parts[-1]):
                return True
        return False

    def _family_first(self, figure: Figure, name: str) -> bool:
        tables = self._context.tables
        people = tables.people(name)
        codes = [*figure.countries, *(c for p in people for c in p.countries)]
        codes = codes or sorted(self._context.countries)
        return any(c in tables.countries and tables.countries[c].family_first for c in codes)

    def _first(self, figure: Figure) -> int:
        return min(self._context.phrase(i).head.start for i in figure.phrases)

    def _join(self, figure: Figure, index: int, key: str) -> None:
        description = self._descriptions[index]
        if key not in figure.names:
            figure.names.append(key)
        figure.phrases.append(index)
        figure.descriptions.append(description)
        self.of[index] = figure
        for country in self.countries_of(index):
            if country not in figure.countries:
                figure.countries.append(country)

    def _join_apposed(self) -> None:
        for index, description in enumerate(self._descriptions):
            agent = description.agent
            person = description.office or (agent and agent.kind in ("person", "people"))
            if description.kind in ("office", "agent") and person and index not in self.of:
                self._apposed(index)

    def _apposed(self, index: int) -> None:
        """Join "the Russian foreign minister" to the name it stands beside."""
        phrase = self._context.phrase(index)
        for other, figure in list(self.of.items()):
            near = self._context.phrase(other)
            if near.sentence != phrase.sentence or other == index:
                continue
            if index not in near.appositions and other not in phrase.appositions:
                continue
            first, second = sorted((near, phrase), key=lambda p: p.core.start)
            end = max(first.core.end, min(first.span.end, second.core.start))
            gap = self._context.text[end : second.core.start]
            if first.core.end <= second.core.start and not gap.strip(APPOSED) and not phrase.plural:
                self._join(figure, index, figure.names[0])
                return

    def _unite(self) -> None:
        """Figures that the tables found to be one person are one."""
        first: dict[str, Figure] = {}
        for figure in self.figures:
            if figure.person is None or figure.actor is None:
                continue
            same = first.setdefault(figure.person.keys[0], figure)
            if same is not figure:
                same.phrases.extend(figure.phrases)
                same.descriptions.extend(figure.descriptions)
                for index in figure.phrases:
                    self.of[index] = same
                figure.actor = None

    # -- who it is ---------------------------------------------------------------------------------

    def _settle(self, figure: Figure) -> None:
        """Find the figure in the tables, and say who it is on the report's date."""
        person = self._identify(figure) or self._by_family(figure)
        titled = [d for d in figure.descriptions if d.office or (d.agent and not d.counterpart)]
        says = [d for d in figure.descriptions if d.value == "person" or d.office or d.agent]
        figure.person = person
        titled = [d for d in titled if figure.full or not d.office or d.office.sectors]
        acts = any(self._context.subject_of(i) for i in figure.phrases)
        if (
            person is None
            and not figure.leader
            and not (figure.full and says and acts)
            and not titled
        ):
            return
        offices = [d.office for d in titled if d.office and not d.former]
        for office in offices:
            figure.codes.update(office.offices)
            figure.classes.update(office.classes)
        for description in titled:
            if description.agent and not description.office:
                figure.classes.update(description.agent.classes)
        self._present(figure, self._term(figure, offices), titled)

    def _identify(self, figure: Figure) -> Person | None:
        tables, countries = self._context.tables, figure.countries
        found: list[Person] = []
        for name in figure.names:
            if " " in name:
                found.extend(p for p in tables.people(name) if p not in found)
        if countries:
            found = [p for p in found if set(p.countries) & set(countries)]
        if not found and countries and figure.full:
            found = [p for c in countries for p in tables.people_like(figure.names[0], c)]
        if not found and figure.full and not countries:
            found = self._by_office(figure)
        if not found and not figure.full:
            found = self._by_surname(figure)
        if not found and not countries:
            return self._by_title(figure)
        if len(found) > 1:
            found = self._narrowed(figure, found)
        found = [p for p in found if self._vouched(figure, p)]
        return found[0] if len(found) == 1 else None

    def _by_family(self, figure: Figure) -> Person | None:
        """The leader, of today or the past, whose family name stands alone in the report.

        Where a father and a son led the state, only its name is known of the bearer.
        """
        if figure.full or figure.countries or not any(self._personal(i) for i in figure.phrases):
            return None
        context = self._context
        heads = context.tables.family(figure.names[0])
        if context.on.known:
            heads = tuple(p for p in heads if _within(p, context.on, CAREER))
        if heads:
            figure.countries.append(heads[0].countries[-1])
            figure.leader = True
        return heads[0] if len(heads) == 1 else None

    def _personal(self, index: int) -> bool:
        """Whether the parser took a phrase for a person's name."""
        entity = self._context.phrase(index).entity
        return entity is not None and self._context.structure.entities[entity].kind == "person"

    def _by_office(self, figure: Figure) -> list[Person]:
        """Holders of the office that the words name, of a state that the report names."""
        codes = {c for d in figure.descriptions if d.office for c in d.office.offices}
        codes &= set(ONE_PERSON)
        return [
            p for c in sorted(self._context.countries) if codes
            for p in self._context.tables.people_like(figure.names[0], c)
            if any(t.office in codes and t.country == c for t in p.terms)
        ]  # fmt: skip

    def _by_title(self, figure: Figure) -> Person | None:
        """The only head of state or government of that name, where the words give the title."""
        codes = {c for d in figure.descriptions if d.office for c in d.office.offices}
        codes &= {"hos", "hog"}
        tables, on = self._context.tables, self._context.on
        found = [
            p for p in tables.bearers(figure.names[0], codes)
            if not on.known or _within(p, on, CAREER)
        ]  # fmt: skip
        return found[0] if len(found) == 1 else None

    def _by_surname(self, figure: Figure) -> list[Person]:
        """Heads and ministers of that surname whom the report's date and countries allow."""
        context = self._context
        lands = set(figure.countries) or set(context.countries)
        found = []
        for person in context.tables.surnames(figure.names[0]):
            held = [
                t for t in context.tables.office_of(person, context.on)
                if t.office in ONE_PERSON and t.country in lands
            ]  # fmt: skip
            if held and (figure.countries or context.on.known or _titled(figure)):
                found.append(person)
        exact = [p for p in found if any(figure.names[0] in k.split() for k in p.keys)]
        return exact or (found if _titled(figure) else [])

    def _narrowed(self, figure: Figure, found: list[Person]) -> list[Person]:
        """Of several bearers of a name, those in office on the date, and in the office named."""
        context = self._context
        codes = {c for d in figure.descriptions if d.office for c in d.office.offices}
        for wanted in (codes, set(ONE_PERSON), set()):
            fitting = [
                p for p in found
                if any(
                    not wanted or t.office in wanted
                    for t in context.tables.office_of(p, context.on)
                )
            ]  # fmt: skip
            if len(fitting) == 1:
                return fitting
            found = fitting or found
        return found

    def _vouched(self, figure: Figure, person: Person) -> bool:
        """Whether anything but the name speaks for it: a land, an office on the date."""
        context = self._context
        if set(figure.countries) & set(person.countries):
            return not context.on.known or _within(person, context.on, CAREER)
        if figure.countries:
            return False
        held = context.tables.office_of(person, context.on)
        high = any(t.office in ONE_PERSON for t in (held if context.on.known else held[:1]))
        return high or (bool(held) and bool(set(person.countries) & context.countries))

    def _term(self, figure: Figure, offices: list[Office]) -> Term | None:
        """The office the figure holds on the date: the one the words name, else the highest."""
        if figure.person is None or any(d.former for d in figure.descriptions):
            return None
        context = self._context
        terms = context.tables.office_of(figure.person, context.on)
        codes = {c for office in offices for c in office.offices}
        named = [t for t in terms if t.office in codes]
        if context.on.known:
            if named or not codes:
                sure = [t for t in named or terms if t.surely(context.on)]
                return (sure or named or [None])[0]  # type: ignore[list-item]
            return None
        distinct = {(t.office, t.country) for t in named}
        return named[0] if len(distinct) == 1 else None

    def _present(self, figure: Figure, term: Term | None, titled: Sequence[Description]) -> None:
        tables = self._context.tables
        person = figure.person
        country = term.country if term else None
        if country is None and not figure.countries and person is None:
            country = self._home(figure)
        if country is None and len(figure.countries) == 1:
            country = figure.countries[0]
        if country is None and person is not None:
            near = [c for c in person.countries if not figure.countries or c in figure.countries]
            country = near[0] if len(near) == 1 or (near and not figure.countries) else None
        former = any(d.former for d in figure.descriptions)
        words = next((d for d in titled if d.title and not d.counterpart), None)
        if term:
            figure.codes.add(term.office)
            for office in tables.offices:
                if term.office in office.offices and not office.countries:
                    figure.classes.update(office.classes)
                    break
        figure.actor = Actor(
            person.name if person else figure.written,
            "person",
            country,
            tables.cow(country),
            self._sectors(term, words, former),
            term.title if term else (words.title if words else None),
            person.wikidata if person else None,
        )

    def _home(self, figure: Figure) -> str | None:
        """The one state a report names, for the judges and lawmakers it names without a country."""
        sectors = {s for d in figure.descriptions if d.office for s in d.office.sectors}
        states = [c for c in self._context.countries if c in self._context.tables.countries]
        return states[0] if len(states) == 1 and sectors & DOMESTIC else None

    def _sectors(
        self, term: Term | None, words: Description | None, former: bool
    ) -> tuple[str, ...]:
        sectors = self._present_sectors(term, words)
        return ("ELI",) if former and (not sectors or OFFICIAL.intersection(sectors)) else sectors

    def _present_sectors(self, term: Term | None, words: Description | None) -> tuple[str, ...]:
        if words and words.office and words.office.sectors:
            return words.office.sectors
        if words and words.agent and words.agent.sectors:
            return words.agent.sectors
        if words and words.body and words.body.sectors:
            return words.body.sectors
        if term is None:
            return ()
        for office in self._context.tables.offices:
            if term.office in office.offices and not office.countries:
                return office.sectors
        return ("GOV",) if term.office in ("regional", "head") else ()


def _within(person: Person, on: Interval, reach: timedelta) -> bool:
    """Whether the person held some office no farther than *reach* from *on*."""
    wide = Interval(
        on.earliest - reach if on.earliest else None, on.latest + reach if on.latest else None
    )
    return any(
        Interval(first_day(t.start), last_day(t.end or t.known_until)).meets(wide)
        for t in person.terms
    )


def _shouted(names: tuple[str, ...]) -> bool:
    """Whether a name is an abbreviation and no person's."""
    return len(names) == 1 and names[0].isupper() and len(names[0]) <= 6


def _may_hold(figure: Figure, description: Description) -> bool:
    """Whether a surname's title is none or one the figure has: "President X" is not his wife."""
    codes = {c for d in figure.descriptions if d.office for c in d.office.offices}
    office = description.office
    if office is None or not codes or codes & set(office.offices):
        return True
    one = set(ONE_PERSON)
    return not (one & set(office.offices)) or bool(one & codes)


def _titled(figure: Figure) -> bool:
    return any(d.office for d in figure.descriptions)


def _owners(context: Context, index: int) -> list[tuple[int, ...]]:
    """The phrases that "of", "from" or "for" hang on a phrase."""
    return _hanging(context, index, ("of", "from", "for"))


def _dwellings(context: Context, index: int, description: Description) -> list[tuple[int, ...]]:
    """The lands that people are in, where they are mostly of it too: "rebels in Chad"."""
    agent, office = description.agent, description.office
    sectors = {*(agent.sectors if agent else ()), *(office.sectors if office else ())}
    phrase = agent.phrase if agent else office.phrase if office else ""
    classes = {*(agent.classes if agent else ()), *(office.classes if office else ())}
    titled = office is not None and "GOV" in office.sectors
    guests = titled or classes & ABROAD or context.listed("guest", phrase)
    if guests or not LOCAL & sectors:
        return []
    return _hanging(context, index, ("in", "across", "throughout"))


def _hanging(context: Context, index: int, prepositions: Iterable[str]) -> list[tuple[int, ...]]:
    obliques = context.phrase(index).obliques
    return [o.phrases for p in prepositions for o in obliques if o.preposition == p]
