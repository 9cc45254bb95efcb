"""Who a report's figure is: the person of the tables, and the office held on the report's date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detente.actor_tables.folding import alike, within
from detente.actor_tables.table_rows import ONE_PERSON, Office, Person, Term
from detente.actors.resolving.descriptions import Description
from detente.actors.resolving.figures import Figure
from detente.actors.resolving.office_holding import (
    HEADS,
    career,
    had_begun,
    in_office,
    of_surname,
    sectors_of,
    standing,
    term_held,
    vouched,
    within_reach,
)
from detente.actors.resolving.report_context import Context
from detente.model import Actor
from detente.model.plover import KEEPING_ORDER


class Persons:
    """The tables asked for the figures of one report."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def settle(self, figure: Figure, full: Mapping[str, Sequence[str]]) -> None:
        """Find the figure in the tables, and say who it is on the report's date.

        *full* are the full names in the report, by their first and last words: the surname of one
        alone means nobody else.
        """
        person = self._identify(figure) or self._by_family(figure)
        if person is not None and self._others(figure, person, full):
            person, figure.leader = None, False
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
        self.present(figure, self._term(figure, offices), titled)

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
            found = self._by_office(figure) or self._by_spelling(figure)
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
        heads = tuple(p for p in heads if self._fits(figure, p))
        heads = tuple(p for p in heads if within_reach(context.tables, p, context.on))
        heads = tuple(
            p for p in heads if context.countries.intersection(p.countries) or self._rules(p)
        )
        if heads:
            figure.countries.append(heads[0].countries[-1])
            figure.leader = True
        return heads[0] if len(heads) == 1 else None

    def _rules(self, person: Person) -> bool:
        """Whether somebody leads a state on the report's date, or no date is known."""
        on = self._context.on
        held = standing(self._context.tables, person, on)
        return not on.known or any(t.office in HEADS for t in held)

    def _fits(self, figure: Figure, person: Person) -> bool:
        """Whether a form of address and a first name leave it open that *person* is meant."""
        pronoun = self._context.tables.pronoun_of(person)
        return not (figure.pronoun and pronoun) or figure.pronoun == pronoun

    def _one(self, found: Sequence[Person]) -> Person | None:
        return found[0] if len(found) == 1 else None

    def _others(self, figure: Figure, person: Person, full: Mapping[str, Sequence[str]]) -> bool:
        """Whether a bare surname is of another whom the report names in full."""
        if figure.full or (figure.countries and not figure.leader) or _titled(figure):
            return False
        bearers = [n for n in full.get(figure.names[0], ()) if self._addressed(figure, n)]
        own = [n for n in bearers if any(alike(n, k) or within(n, k) for k in person.keys)]
        return bool(bearers) and not own

    def _addressed(self, figure: Figure, name: str) -> bool:
        """Whether the bearer of a full name may be addressed as the figure is."""
        pronoun = self._context.tables.pronouns.get(name.partition(" ")[0])
        return not (figure.pronoun and pronoun) or pronoun == figure.pronoun

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

    def _by_spelling(self, figure: Figure) -> list[Person]:
        """Those in a high office on the date whose full name may be written so."""
        tables, on = self._context.tables, self._context.on
        if not on.known:
            return []
        return [
            p for p in tables.spelt(figure.names[0])
            if self._fits(figure, p)
            and any(t.office in ONE_PERSON for t in standing(tables, p, on))
        ]  # fmt: skip

    def _by_title(self, figure: Figure) -> Person | None:
        """The only head of state or government of that name, where the words give the title."""
        codes = {c for d in figure.descriptions if d.office for c in d.office.offices}
        codes &= {"hos", "hog"}
        tables, on = self._context.tables, self._context.on
        dated = on.earliest is not None or on.latest is not None
        found = [
            p for p in tables.bearers(figure.names[0], codes)
            if self._fits(figure, p)
            and (not dated or (within_reach(tables, p, on) and had_begun(p, codes, on)))
        ]  # fmt: skip
        return self._one(in_office(tables, found, codes, on) if on.known else found)

    def _by_surname(self, figure: Figure) -> list[Person]:
        """Heads and ministers of that surname whom the report's date and countries allow."""
        context = self._context
        lands = set(figure.countries) or set(context.countries)
        if not (figure.countries or context.on.known or _titled(figure)):
            return []

        def fits(person: Person) -> bool:
            held = any(
                t.office in ONE_PERSON and t.country in lands
                for t in standing(context.tables, person, context.on)
            )
            return held and self._fits(figure, person)

        found, exact = of_surname(context.tables, figure.names[0], fits, last=False)
        return found if exact or _titled(figure) else []

    def _narrowed(self, figure: Figure, found: list[Person]) -> list[Person]:
        """Of several bearers of a name, those in office on the date, and in the office named."""
        codes = {c for d in figure.descriptions if d.office for c in d.office.offices}
        return in_office(self._context.tables, found, codes, self._context.on)

    def _vouched(self, figure: Figure, person: Person) -> bool:
        """Whether anything but the name speaks for it: a land, a title, an office on the date."""
        context = self._context
        codes = {c for d in figure.descriptions if d.office for c in d.office.offices}
        lands, around = figure.countries, context.countries
        full = figure.full
        return vouched(context.tables, person, lands, codes, context.on, around, full=full)

    def _term(self, figure: Figure, offices: list[Office]) -> Term | None:
        """The office the figure holds on the date: the one the words name, else the highest."""
        if figure.person is None or any(d.former for d in figure.descriptions):
            return None
        return term_held(self._context.tables, figure.person, offices, self._context.on)

    def present(self, figure: Figure, term: Term | None, titled: Sequence[Description]) -> None:
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
        sectors = sectors_of(tables, words, term, former)
        if person is not None and not sectors:
            sectors = career(tables, person, self._context.on)
        figure.actor = Actor(
            person.name if person else figure.written,
            "person",
            country,
            tables.cow(country),
            sectors,
            (term.title or None) if term else (words.title if words else None),
            person.wikidata if person else None,
        )

    def _home(self, figure: Figure) -> str | None:
        """The one state a report names, for the judges and lawmakers it names without a country."""
        sectors = {s for d in figure.descriptions if d.office for s in d.office.sectors}
        states = [c for c in self._context.countries if c in self._context.tables.countries]
        return states[0] if len(states) == 1 and sectors & KEEPING_ORDER else None


def _titled(figure: Figure) -> bool:
    return any(d.office for d in figure.descriptions)
