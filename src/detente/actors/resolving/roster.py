"""The persons of one report: every way it names one, gathered, and whom the tables know.

Built before the report is followed from its first sentence on, so that a surname in a headline
finds the full name below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter

from detente.actor_tables.folding import alike, alike_word, fold
from detente.actor_tables.table_rows import ONE_PERSON, Term
from detente.actors.resolving.city_or_government import acting
from detente.actors.resolving.descriptions import Description
from detente.actors.resolving.figures import Figure
from detente.actors.resolving.office_holding import lives_there
from detente.actors.resolving.persons import Persons
from detente.actors.resolving.report_context import Context
from detente.actors.resolving.spellings import MOST_BEARERS, Spellings
from detente.model.plover import FOUNDED_BY_STATES
from detente.naming.name_parts import name_parts

APPOSED = ", \n\t–—-("
"""What may stand between a name and what is said of its bearer beside it."""


class Roster:
    """The figures of a report; ``of`` tells which one a phrase names."""

    def __init__(self, context: Context, descriptions: Sequence[Description]) -> None:
        self._context, self._descriptions = context, descriptions
        self._persons = Persons(context)
        self._spellings = Spellings()
        self.figures: list[Figure] = []
        self.of: dict[int, Figure] = {}
        self._joined: dict[int, int] = {}  # the turn in which each phrase was found to name one
        named = [
            i for i, d in enumerate(descriptions)
            if d.kind == "person" and not _shouted(d.names) and not _built(context, d.names)
            and not _dated(context, i, d.names)
        ]  # fmt: skip
        for index in sorted(named, key=lambda i: -len(descriptions[i].names)):
            if len(descriptions[index].names) > 1:
                self._enter(index)
        self._join_apposed()
        for index in named:
            if len(descriptions[index].names) == 1:
                self._enter_single(index)
        self._join_apposed()
        full = _full_names(context, self.figures)
        for figure in self.figures:
            self._persons.settle(figure, full)
        self._unite()
        gone = {id(f) for f in self.figures if f.actor is None}
        self.figures = [f for f in self.figures if f.actor is not None]
        self.of = {i: f for i, f in self.of.items() if id(f) not in gone}
        self.lands: set[str] = set()  # the countries of all figures
        self._known: dict[str, Figure] = {}
        self._holders: dict[tuple[str, str | None], dict[int, Figure]] = {}
        self._by_name: dict[str, tuple[int, Figure]] = {}
        for number, figure in enumerate(self.figures):
            self._list(figure, number)

    def _list(self, figure: Figure, number: int) -> None:
        """Let *figure*, the one of *number*, be found by person, office and name."""
        if figure.actor is not None and figure.actor.country:
            self.lands.add(figure.actor.country)
        if figure.person is not None:
            self._known.setdefault(figure.person.name, figure)
        self._by_name.setdefault(figure.names[0], (number, figure))
        for code in figure.codes if figure.actor else ():
            for country in {None, figure.actor.country if figure.actor else None}:
                self._holders.setdefault((code, country), {})[number] = figure

    def holding(self, codes: Iterable[str], country: str | None) -> list[Figure]:
        """The figures that hold one of the offices, of *country* where one is given.

        None where they are more than a report can tell apart.
        """
        found: dict[int, Figure] = {}
        for code in codes:
            found |= self._holders.get((code, country), {})
            if len(found) > MOST_BEARERS:
                return []
        return [found[number] for number in sorted(found)]

    def called(self, names: Iterable[str]) -> Figure | None:
        """The first figure whose fullest folded name is one of *names*."""
        found = [self._by_name[name] for name in names if name in self._by_name]
        return min(found, key=itemgetter(0))[1] if found else None

    def add(self, term: Term) -> Figure:
        """A figure for the holder of an office whom the report does not name."""
        if (known := self._known.get(term.person.name)) is not None:
            return known
        figure = Figure([fold(term.person.name)], term.person.name, countries=[term.country])
        figure.person = term.person
        figure.codes = {term.office}
        self._persons.present(figure, term, ())
        self.figures.append(figure)
        self._list(figure, len(self.figures) - 1)
        return figure

    def countries_of(self, index: int, depth: int = 0) -> tuple[str, ...]:
        """The states that a phrase's own words and what hangs on it give its bearer."""
        description = self._descriptions[index]
        if description.kind == "city" and (
            land := _land_of_seat(self._context, index, description)
        ):
            return (land,)
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
        if depth > 3 or self._context.beside(index):
            return ()
        phrase = self._context.phrase(index)
        around = _owners(self._context, index, description)
        if phrase.possessor is not None:
            around.append(self.owning(phrase.possessor))
        around += _dwellings(self._context, index, description)
        for owners in around:
            if found := self._together([o for o in owners if o != index], depth + 1):
                return found if phrase.plural or depth else found[:1]
        return ()

    def owning(self, possessor: int) -> tuple[int, ...]:
        """A possessor with those beside it: "Chile and Peru's ministers"."""
        first = min([possessor, *self._context.joined_to.get(possessor, ())])
        return (first, *self._context.phrase(first).members)

    def living_in(self, index: int) -> tuple[str, ...]:
        """The states that "in" or "of" say a people lives in."""
        obliques = self._context.phrase(index).obliques
        living = self._context.tables.grammar.links.living
        held = [p for o in obliques if o.preposition in living for p in o.phrases]
        return self._together(held, 1)

    def _together(self, phrases: Iterable[int], depth: int) -> tuple[str, ...]:
        """The states of phrases that stand side by side ("the ministers of X and Y")."""
        return tuple(dict.fromkeys(c for p in phrases for c in self.countries_of(p, depth)))

    # -- gathering ---------------------------------------------------------------------------------

    def _enter(self, index: int) -> None:
        description = self._descriptions[index]
        key = fold(" ".join(description.names))
        countries = set(self.countries_of(index))
        pronoun = self._pronoun(index)
        for figure in map(self.figures.__getitem__, self._spellings.alike(key)):
            apart = countries and figure.countries and not countries & set(figure.countries)
            same = any(key == n or alike(key, n) or _is_part(key, n) for n in figure.names)
            if same and not apart and not _called_otherwise(figure, pronoun):
                self._join(figure, index, key)
                return
        self._join(self._new(key, " ".join(description.names)), index, key)

    def _new(self, key: str, written: str) -> Figure:
        figure = Figure([key], written, number=len(self.figures))
        self.figures.append(figure)
        self._spellings.add(key, figure.number)
        return figure

    def _enter_single(self, index: int) -> None:
        """A surname: the one figure that has it, or one more."""
        description = self._descriptions[index]
        key = fold(description.names[0])
        countries = set(self.countries_of(index))
        numbers = self._spellings.bearing(key)
        if numbers is None:
            return
        pronoun = self._pronoun(index)
        bearing = [self.figures[n] for n in numbers]
        bearing = [f for f in bearing if not _called_otherwise(f, pronoun)]
        near = [f for f in bearing if self._bears(f, key) and _may_hold(f, description)]
        if not near:  # "Mr Chadchart", "Priyanka": some are called by the given name
            near = [f for f in bearing if f.full and f.names[0].split()[0] == key]
            near = near if len(near) == 1 else []
        if countries:
            near = [f for f in near if not f.countries or countries & set(f.countries)]
        if len(near) > 1:
            start = self._context.phrase(index).head.start
            before = [f for f in near if f.first < start]
            exact = [f for f in before or near if key in f.names[0].split()]
            near = exact if len(exact) == 1 else before if len(before) == 1 else []
            near = near or self._one_person([f for f in exact or before if self._prominent(f)])
            if len(near) != 1:
                return
        if near:
            self._join(near[0], index, key)
        else:
            self._join(self._new(key, description.names[0]), index, key)

    def _pronoun(self, index: int) -> str:
        """ "he" or "she", by a form of address before a name or by the first name in it."""
        context, phrase = self._context, self._context.phrase(index)
        for word in context.words_in(phrase.core, phrase.sentence):
            if context.listed("style", word.key):
                for pronoun in context.tables.grammar.genders:
                    if context.listed(pronoun, word.key):
                        return pronoun
        names = self._descriptions[index].names
        return context.tables.pronouns.get(fold(names[0]), "") if len(names) > 1 else ""

    def _bears(self, figure: Figure, key: str) -> bool:
        """Whether *key* is a surname of the figure: its last word, or its first in some lands."""
        for name in figure.names:
            parts = name.split()
            if len(parts) == 1:
                if parts[0] == key:
                    return True
                continue
            surnames = [parts[-1], *parts[1:-1]] if len(parts) > 2 else [parts[-1]]
            if self._family_first(figure, name) or _hyphened_given(figure, name):
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

    def _prominent(self, figure: Figure) -> bool:
        """Whether the tables know a figure as a head of state or government or a minister."""
        tables = self._context.tables
        return any(tables.prominent(p) for n in figure.names if " " in n for p in tables.people(n))

    def _one_person(self, figures: list[Figure]) -> list[Figure]:
        """The first of *figures* alone where the tables know them all as one person."""
        people = self._context.tables.people
        known = [{p.keys[0] for n in f.names for p in people(n)} for f in figures]
        same = len(known) > 1 and len(set.union(*known)) == 1 and all(known)
        return figures[:1] if same else figures

    def _join(self, figure: Figure, index: int, key: str) -> None:
        description = self._descriptions[index]
        if key not in figure.names:
            figure.names.append(key)
            self._spellings.add(key, figure.number)
        start = self._context.phrase(index).head.start
        figure.first = min(figure.first, start) if figure.phrases else start
        figure.pronoun = figure.pronoun or self._pronoun(index)
        figure.offices.update(description.office.offices if description.office else ())
        figure.phrases.append(index)
        figure.descriptions.append(description)
        self._joined.setdefault(index, len(self._joined))
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
        beside = {*phrase.appositions, *self._context.set_beside.get(index, ())} - {index}
        named = [other for other in beside if other in self.of]
        for other in sorted(named, key=self._joined.__getitem__):
            figure, near = self.of[other], self._context.phrase(other)
            if near.sentence != phrase.sentence:
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


def _is_part(short: str, name: str) -> bool:
    """Whether a name is another less what is before or behind it: "Juan Soto" Lara."""
    begins = " " in short and name.startswith(f"{short} ")
    return begins or name.endswith(f" {short}")


def _full_names(context: Context, figures: Iterable[Figure]) -> dict[str, list[str]]:
    """The folded names of more than one word that a report gives its persons, by first and last."""
    entities = (e for e in context.structure.entities if e.kind == "person")
    names = [
        *(n for f in figures for n in f.names),
        *(fold(e.span.of(context.text)) for e in entities),
    ]
    found: dict[str, list[str]] = {}
    for name in dict.fromkeys(n.removesuffix(" s") for n in names):
        words = name.split()
        if " " in name:
            for word in {words[0], words[-1]}:
                found.setdefault(word, []).append(name)
    return found


def _hyphened_given(figure: Figure, name: str) -> bool:
    """Whether a name's look puts the family first: a given name with a hyphen ("Yu-na")."""
    last = figure.written.split()[-1]
    _, hyphen, second = last.partition("-")
    return bool(hyphen) and second[:1].islower() and fold(figure.written) == name


def _called_otherwise(figure: Figure, pronoun: str) -> bool:
    """Whether a figure goes by another pronoun: "Mr Ito" is not Hana Ito."""
    return bool(pronoun and figure.pronoun) and figure.pronoun != pronoun


def _built(context: Context, names: tuple[str, ...]) -> bool:
    """Whether a name is a bridge's or a hospital's that is called after somebody."""
    last = fold(names[-1]) if names else ""
    kinds = context.tables.name_words.get(last, ())
    thing = bool({"place", "body", "other"}.intersection(kinds)) and "address" not in kinds
    return len(names) > 1 and thing and last not in name_parts(context.tables).family


def _dated(context: Context, index: int, names: tuple[str, ...]) -> bool:
    """Whether one word is no name but says when: "in May" where the report names a Mrs May."""
    if len(names) != 1 or not context.listed("thing", fold(names[0])):
        return False
    return any(
        g.preposition in context.tables.grammar.links.when for g in context.governors.get(index, ())
    )


def _shouted(names: tuple[str, ...]) -> bool:
    """Whether a name is an abbreviation and no person's."""
    return len(names) == 1 and names[0].isupper() and len(names[0]) <= 6


def _may_hold(figure: Figure, description: Description) -> bool:
    """Whether a surname's title is none or one the figure has: "President X" is not his wife."""
    codes, office = figure.offices, description.office
    if office is None or not codes or codes & set(office.offices):
        return True
    one = set(ONE_PERSON)
    return not (one & set(office.offices)) or bool(one & codes)


def _land_of_seat(context: Context, index: int, description: Description) -> str | None:
    """The state in which the seat of a body lies, where only the city is meant: "the mayor of"."""
    actor, place = description.actor, context.place(index)
    if actor is None or place is None or actor.country not in FOUNDED_BY_STATES:
        return None
    return None if acting(context, index) else place.place.country


def _owners(context: Context, index: int, description: Description) -> list[tuple[int, ...]]:
    """The phrases that "of", "from" or "for" hang on a phrase.

    "For" says of an official whose one is, of people only what they do: "volunteers for X".
    """
    links, agent = context.tables.grammar.links, description.agent
    people = agent is not None and agent.kind in ("people", "group")
    owning = [p for p in links.owning if not (people and p in links.not_of_people)]
    return _hanging(context, index, owning)


def _dwellings(context: Context, index: int, description: Description) -> list[tuple[int, ...]]:
    """The lands that people are in, where they are mostly of it too: "rebels in Chad"."""
    if not lives_there(context.tables, description):
        return []
    return _hanging(context, index, context.tables.grammar.links.dwelling)


def _hanging(context: Context, index: int, prepositions: Iterable[str]) -> list[tuple[int, ...]]:
    obliques = context.phrase(index).obliques
    return [o.phrases for p in prepositions for o in obliques if o.preposition == p]
