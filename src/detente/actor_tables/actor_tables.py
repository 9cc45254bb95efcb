"""The actor tables: who there is, what they are called, and who held which office when."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from detente.actor_tables.actor_words import ActorWords
from detente.actor_tables.dictionaries import SECTOR_OFFICE
from detente.actor_tables.entries import agent_of, country_of, entries, office_of
from detente.actor_tables.folding import Slips, alike, fold, skeleton, title_key, within
from detente.actor_tables.leaders import with_leaders
from detente.actor_tables.name_index import Lexicon, Role
from detente.actor_tables.own_tables import Own, own_faults, read_own
from detente.actor_tables.shipped_tables import shipped_tables
from detente.actor_tables.table_columns import COLUMNS as COLUMNS
from detente.actor_tables.table_rows import (
    ONE_PERSON,
    Country,
    Office,
    Person,
    Row,
    Term,
    TermRow,
    first_day,
    last_day,
    read_persons,
    shipped,
)
from detente.actor_tables.usual_names import by_generation, with_usual_names
from detente.errors import TableError
from detente.model import Actor, Interval
from detente.model.plover import STATELESS

WORDS_KEPT = 65_536
"""Words of names of which what they may be spelt for is remembered."""

INDEXED = frozenset((*ONE_PERSON, "deputy", "head"))
"""Offices whose holders are asked for by country."""

PROMINENT = frozenset((*ONE_PERSON, "head"))
"""Offices whose holders are known by their name alone."""

RANKS = {code: rank for rank, code in enumerate((*ONE_PERSON, "deputy", "head", "minister"))}
"""Offices from the highest down; those that are not here come after."""

FIRST_NAME = 3
"""Persons of the tables whose name must open with a word for it to be a first name."""

NAMESAKES = 2
"""Officials of other states that may bear a leader's family name, for it to mean the leader."""


class ActorTables:
    """All tables, loaded once and read only.

    ``countries`` is by ISO code, ``codes`` are those and PLOVER's, ``words`` the descriptions by
    kind; names are in ``lexicon``.  ``grammar`` are the small words of the language.
    """

    own: str = ""
    """Identifies the content of a user's own tables; empty where there are none."""
    known_until: str = ""
    """The last day on which the shipped tables know of anybody in office, as ``YYYY-MM-DD``."""

    def __init__(
        self,
        tables: dict[str, list[Row]],
        persons: Iterable[Person],
        grammar: ActorWords | None = None,
    ) -> None:
        self.grammar = grammar or ActorWords.load()
        self.countries = {c.iso3: c for c in map(country_of, tables["countries"])}
        self.codes = STATELESS.union(self.countries)
        self.offices = tuple(office_of(r) for r in tables["offices"])
        self.agents = tuple(agent_of(r) for r in tables["agents"])
        self.words: dict[str, dict[str, str]] = {}
        for row in tables["descriptions"]:
            self.words.setdefault(row["kind"], {})[row["word"]] = row["value"]
        self.pronouns = {fold(r["name"]): r["pronoun"] for r in tables["given_names"]}
        self.peoples = frozenset(row["people"] for row in tables["peoples"])
        self.people_openings = frozenset(name.partition(" ")[0] for name in self.peoples)
        self.name_words: dict[str, tuple[str, ...]] = {}
        for row in tables["name_words"]:
            known = self.name_words.get(row["word"], ())
            self.name_words[row["word"]] = (*known, row["kind"])
        self.lexicon = Lexicon(entries(self, tables), self.grammar.determiners.definite)
        self.persons = with_usual_names(with_leaders(persons, tables["leaders"]), tables["persons"])
        self._by_key: dict[str, list[Person]] = {}
        self._by_surname: dict[str, list[Person]] = {}
        self._high_surnames: dict[str, list[Person]] = {}
        self._high_sounds: dict[str, list[Person]] = {}
        self._by_office: dict[tuple[str, str], list[tuple[Person, TermRow]]] = {}
        self._terms: dict[tuple[str, str], tuple[Term, ...]] = {}
        self._held: dict[int, tuple[Term, ...]] = {}
        self._office_sectors: dict[str, tuple[str, ...]] = {}
        for title in self.offices:
            for code in title.offices if not title.countries else ():
                self._office_sectors.setdefault(code, title.sectors)
        for person in self.persons:
            self._index(person)
        firsts = Counter([p.keys[0].partition(" ")[0] for p in self.persons if " " in p.keys[0]])
        self._given = frozenset(name for name, bearers in firsts.items() if bearers >= FIRST_NAME)

    @classmethod
    def load(cls, extra: Sequence[Path] = (), grammar: ActorWords | None = None) -> ActorTables:
        """The shipped tables with a user's own *extra* ones, told by their column names.

        *grammar* are the small words of the language, English where none are given.

        Keep what it returns: loading takes some tenths of a second.  Raises :class:`TableError`
        naming file and line for a table that can't be read, or of which a row does not hold.
        """
        with uncollected():
            tables = shipped_tables()
            states = {row["iso3"] for row in tables["countries"]}
            own = read_own(extra, states)
            if found := own_faults(own, states):
                more = f"; {len(found) - 1} more: detente actors check lists them"
                raise TableError(f"{found[0]}{more if len(found) > 1 else ''}")
            terms = read_persons(shipped("terms.jsonl.gz"))
            edition = _known_until(tables["leaders"], terms)
            made = cls(tables, add_own(tables, own, terms), grammar)
        made.own, made.known_until = own.hash, edition
        return made

    # -- states ------------------------------------------------------------------------------------

    def country(self, name: str) -> Country | None:
        """The state that *name* stands for: its code, name, adjective, demonym, capital or seat."""
        if name in self.countries:
            return self.countries[name]
        roles: tuple[Role, ...] = ("name", "adjective", "demonym", "capital", "seat", "legislature")
        for role in roles:
            for sense in self.lexicon.whole(name):
                if sense.role == role and sense.actor and sense.actor.country in self.countries:
                    return self.countries[sense.actor.country]
        return None

    def state(self, code: str) -> Actor:
        """The state of an ISO code as an actor; raises ``KeyError`` for a code of none."""
        country = self.countries[code]
        return Actor(country.name, "state", code, country.cow, ("GOV",))

    def cow(self, code: str | None) -> int | None:
        """The Correlates of War number of a country code, none where it has none."""
        country = self.countries.get(code or "")
        return country.cow if country else None

    # -- persons and offices -----------------------------------------------------------------------

    def holders(self, office: str, country: str, on: Interval, title: str = "") -> tuple[Term, ...]:
        """Who may have held *office* (``fm``) of *country* on some day of *on*, earliest first.

        With *title* ("president") only holders whose title has that word, where any has; a prime
        minister is none who rules as president.  Empty where the tables know of nobody, which is so
        after ``known_until``.
        """
        terms = _meeting(self._office_terms(country, office), on)
        words = title_key(title) if title and terms else ""
        wanted = [t for t in terms if words and words in title_key(t.title)]
        rank = self.grammar.rank
        if title and not wanted and rank(title) == "minister":
            wanted = [t for t in terms if rank(t.title) == "minister"]
        return tuple(sorted(wanted or terms, key=lambda t: (t.start, t.person.name)))

    def _office_terms(self, country: str, office: str) -> tuple[Term, ...]:
        """All terms in an office of a country."""
        known = self._terms.get((country, office))
        if known is None:
            rows = self._by_office.get((country, office), ())
            known = self._terms[country, office] = tuple(_term(p, row) for p, row in rows)
        return known

    def terms_of(self, person: Person) -> tuple[Term, ...]:
        """All that is known of what *person* held, in the table's order."""
        known = self._held.get(id(person))  # the tables keep the person, so the number is its own
        if known is None:
            known = self._held[id(person)] = tuple(_term(person, row) for row in person.terms)
        return known

    def office_of(self, person: Person, on: Interval) -> tuple[Term, ...]:
        """The offices that *person* may have held on some day of *on*, the highest first."""
        if not held_between(person, on.earliest, on.latest):
            return ()  # most are asked for a day on which they hold nothing
        held = _meeting(self.terms_of(person), on)
        if len(held) > 1:
            held.sort(key=lambda t: (rank_of(t.office), t.start))
        return tuple(held)

    def office_sectors(self, code: str) -> tuple[str, ...]:
        """The sectors of an office by its code in the table of terms."""
        if code.startswith(SECTOR_OFFICE):
            return tuple(s for s in code.removeprefix(SECTOR_OFFICE).split("|") if s)
        return self._office_sectors.get(code, ("GOV",) if code in ("regional", "head") else ())

    def people(self, name: str) -> tuple[Person, ...]:
        """The persons whose name *name* is, letter case, accents and hyphens aside."""
        return self.named(fold(name))

    def named(self, key: str) -> tuple[Person, ...]:
        """The persons of whose name *key* is a folded spelling."""
        return tuple(self._by_key.get(key, ())) or by_generation(key, self._by_key)

    def people_like(self, name: str, country: str) -> tuple[Person, ...]:
        """The persons of *country* whose name may be spelt *name*, within the tolerance."""
        key = fold(name)
        surname = skeleton(key.split()[-1]) if key else ""
        near = self._by_surname.get(surname, ())
        found = [p for p in near if country in p.countries and _same(p, key)]
        if not found:
            for office in ONE_PERSON:
                for person, _ in self._by_office.get((country, office), ()):
                    if person not in found and _same(person, key):
                        found.append(person)
        return tuple(found)

    def prominent(self, person: Person) -> bool:
        """Whether a full name alone may mean *person*: a head, a foreign or defence minister.

        So may that of somebody in the table of persons or in a dictionary of a user's own, who is
        there by no chance.
        """
        return person.usual or id(person) in self._prominent

    @cached_property
    def _prominent(self) -> frozenset[int]:
        return frozenset(
            id(person) for person in self.persons
            for term in person.terms
            if term.office in PROMINENT or term.office.startswith(SECTOR_OFFICE)
        )  # fmt: skip

    def spelt(self, key: str) -> tuple[Person, ...]:
        """The heads and foreign and defence ministers of any country whose full name may be spelt
        as the folded *key*, within the tolerance."""
        near = self._namesakes(key.rpartition(" ")[2])
        return tuple([p for p in near if _same(p, key)]) if near else ()

    @cached_property
    def _namesakes(self) -> Callable[[str], tuple[Person, ...]]:
        """The high office holders whose family name a folded word may be, with one slip too."""
        slips = Slips(self._high_surnames)

        def namesakes(word: str) -> tuple[Person, ...]:
            near = list(self._surnames(word))
            for known in slips.of(word):
                near += [p for p in self._high_surnames[known] if not _among(p, near)]
            return tuple(near)

        return lru_cache(maxsize=WORDS_KEPT)(namesakes)

    def pronoun_of(self, person: Person) -> str:
        """ "he" or "she", by the table of persons or a first name; empty where neither tells."""
        return person.pronoun or self.pronouns.get(person.keys[0].partition(" ")[0], "")

    def given(self, word: str) -> bool:
        """Whether a folded word is somebody's first name."""
        return word in self._given

    def bearers(self, name: str, offices: Iterable[str]) -> tuple[Person, ...]:
        """The persons of any country who held one of *offices* and whose name may be *name*.

        A family name must be exactly theirs, a full name within the tolerance.
        """
        key, wanted = fold(name), set(offices)
        near = list(self._by_surname.get(skeleton(key.split()[-1]), ())) if key else []
        if " " not in key:  # "Assad" of "al-Assad"
            near += [p for p in self._high_surnames.get(key, ()) if not _among(p, near)]
        return tuple(
            p for p in near
            if any(t.office in wanted for t in p.terms)
            and (_same(p, key) if " " in key else self._family_is(p, key))
        )  # fmt: skip

    def _family_is(self, person: Person, key: str) -> bool:
        """Whether a folded word is *person*'s family name, which stands first in some lands."""
        country = self.countries.get(person.terms[0].country)
        if country is not None and country.family_first and self._only_given(person, key):
            return False
        first = country is not None and country.family_first
        return any(
            k.rpartition(" ")[2] == key or (first and k.partition(" ")[0] == key)
            for k in person.keys
        )  # fmt: skip

    def surnames(self, word: str) -> tuple[Person, ...]:
        """The heads and foreign and defence ministers of that family name, spellings aside."""
        return self._surnames(fold(word))

    def _surnames(self, key: str) -> tuple[Person, ...]:
        near = self._high_sounds.get(skeleton(key), ())
        same = self._high_surnames.get(key, ())
        found = (*near, *[p for p in same if not _among(p, near)])
        return tuple([p for p in found if not self._only_given(p, key)])

    def _only_given(self, person: Person, key: str) -> bool:
        """Whether a folded word is but half of a given name: "Hyun" of "Kim Dae-hyun"."""
        family, _, given = person.name.partition(" ")
        if "-" not in given:
            return False
        country = self.countries.get(person.terms[0].country)
        if country is None or not country.family_first:
            return False
        halves = [skeleton(word) for word in fold(given).split()]
        return skeleton(key) in halves and skeleton(key) != skeleton(fold(family))

    def family(self, word: str) -> tuple[Person, ...]:
        """The heads of state or government that a family name alone means: of one state only.

        Empty for a name that heads of two states bear, or that more than a few others have.
        """
        key = fold(word)
        bearers = [
            p for p in self._by_surname.get(skeleton(key), ())
            if any(k.split()[-1:] == [key] and " " in k for k in p.keys)
            and not self._only_given(p, key)
        ]  # fmt: skip
        heads = [p for p in bearers if any(t.office in ("hos", "hog") for t in p.terms)]
        heads = [
            p for p in heads
            if not any(o is not p and p.name.endswith(f" {o.name}") for o in heads)
        ]  # fmt: skip
        lands = {p.countries[-1] for p in heads}
        others = [p for p in bearers if p not in heads and not lands & set(p.countries)]
        return tuple(heads) if len(lands) == 1 and len(others) <= NAMESAKES else ()

    def own_classes(self, office: Office) -> tuple[str, ...]:
        """The classes of *office* that only titles of one office have: not "leader", "minister"."""
        return tuple(c for c in office.classes if self._offices_of_class[c])

    @cached_property
    def _offices_of_class(self) -> dict[str, frozenset[str]]:
        """The offices that all titles of a class share, by class."""
        shared: dict[str, frozenset[str]] = {}
        for title in self.offices:
            codes = frozenset(title.offices)
            for name in title.classes:
                shared[name] = shared.get(name, codes) & codes
        return shared

    def family_of(self, key: str) -> tuple[Person, ...]:
        """The heads and foreign and defence ministers whose family name is the folded *key*.

        Empty for a first name, or where many officials of other states bear it too.
        """
        if key in self._given:
            return ()
        bearers = self._high_surnames.get(key, ())
        return tuple(p for p in bearers if len(self._others(key, p)) <= NAMESAKES)

    def _others(self, key: str, person: Person) -> list[Person]:
        """Officials of other states who bear a family name too."""
        own = set(person.countries)
        return [
            p for p in self._by_surname.get(skeleton(key), ())
            if own.isdisjoint(p.countries) and any(k.endswith(f" {key}") for k in p.keys)
        ]  # fmt: skip

    def _index(self, person: Person) -> None:
        country = self.countries.get(person.terms[0].country)
        family_first = country is not None and country.family_first
        by_key, by_surname = self._by_key, self._by_surname
        keys = person.keys
        if not family_first:
            keys = (*keys, *(_ends(key) for key in keys if key.count(" ") > 1))
        for key in dict.fromkeys(keys) if len(keys) > 1 else keys:
            by_key.setdefault(key, []).append(person)
        high = False
        for row in person.terms:
            if row.office in INDEXED:
                self._by_office.setdefault((row.country, row.office), []).append((person, row))
                high = high or row.office in ONE_PERSON
        names = person.sound.split()
        surnames = names[1:] if high and len(names) > 1 else names[-1:]
        if family_first:
            surnames.append(names[0])
        for surname in dict.fromkeys(surnames) if len(surnames) > 1 else surnames:
            by_surname.setdefault(surname, []).append(person)
            if high:
                self._high_sounds.setdefault(surname, []).append(person)
        if high:
            families = {key.rpartition(" ")[2] for key in person.keys}
            if family_first:
                families.update([key.partition(" ")[0] for key in person.keys])
            for family in sorted(families):
                self._high_surnames.setdefault(family, []).append(person)


def _ends(key: str) -> str:
    """First and last word of a name: "george bush"."""
    return f"{key.partition(' ')[0]} {key.rpartition(' ')[2]}"


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the search for garbage, which would go over all rows again and again as they come."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def add_own(
    tables: dict[str, list[Row]], own: Own, persons: tuple[Person, ...]
) -> tuple[Person, ...]:
    """Put the rows of a user's *own* tables and dictionaries before those of *tables*.

    Returns *persons* with those of the dictionaries.
    """
    for file in own.files:
        if file.table:
            tables[file.table] = [*file.rows, *tables[file.table]]
        else:
            written = file.dictionary
            tables["organisations"] = [*written.organisations, *tables["organisations"]]
            tables["agents"] = [*written.agents, *tables["agents"]]
            persons = (*persons, *written.persons)
    return persons


def _known_until(leaders: Iterable[Row], persons: Iterable[Person]) -> str:
    """The last day on which a table of leaders or *persons* know of anybody in office."""
    rows = [row["end"] or row["known_until"] for row in leaders]
    return max(rows + [term.end or term.known_until for p in persons for term in p.terms])


def rank_of(office: str) -> int:
    """Where an office stands from the highest down, 0 being that of a head of state."""
    return RANKS.get(office, len(RANKS))


# -- rows to values --------------------------------------------------------------------------------


def _term(person: Person, row: TermRow) -> Term:
    sure = last_day(row.start), first_day(row.end or row.known_until)
    return Term(
        person, row.country, row.office, row.title, row.start, row.end, row.known_until,
        row.source, bool(row.shared), _stretch(row), sure,
    )  # fmt: skip


def held_between(person: Person, since: date | None, until: date | None) -> bool:
    """Whether *person* may have held some office between two days; None is no bound.

    Days as the table writes them are compared as text: a year or month is the beginning of each of
    its days.
    """
    first = since.isoformat() if since else ""
    last = until.isoformat() if until else "~"
    for row in person.terms:
        end = row.end or row.known_until
        if row.start <= last and end >= first[: len(end)]:
            return True
    return False


def _meeting(terms: Iterable[Term], on: Interval) -> list[Term]:
    """The terms with a day in common with *on*; both of a term's own days are always known."""
    since, until = on.earliest or date.min, on.latest or date.max
    return [
        t for t in terms
        if t.interval.earliest <= until and since <= t.interval.latest  # type: ignore[operator]
    ]  # fmt: skip


def _stretch(row: TermRow) -> Interval:
    return Interval(first_day(row.start), last_day(row.end or row.known_until), "span")


def _among(person: Person, persons: Iterable[Person]) -> bool:
    return any(person is other for other in persons)


def _same(person: Person, key: str) -> bool:
    return any(alike(key, spelling) or within(key, spelling) for spelling in person.keys)
