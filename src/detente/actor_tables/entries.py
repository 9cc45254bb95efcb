"""Rows of the tables as values, and the names in them with what each may stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, cast

from detente.actor_tables.actor_words import ActorWords
from detente.actor_tables.folding import fold
from detente.actor_tables.name_index import Role, Sense
from detente.actor_tables.table_rows import UNSURE, Agent, Country, Office, Organisation, Row
from detente.model import Actor, ActorKind


def country_of(row: Row) -> Country:
    return Country(
        row["iso3"], row.number("cow"), row.number("gw"), row["name"], row.many("names"),
        row.many("adjectives"), row.many("demonyms"), row.many("capitals"), row.many("seats"),
        row.many("legislatures"), row["family_first"] == "yes",
    )  # fmt: skip


def organisation_of(row: Row) -> Organisation:
    kind = cast(ActorKind, row["kind"] or "organisation")
    country = row["country"] or None
    return Organisation(row["name"], row.many("names"), country, row.many("sectors"), kind)


def office_of(row: Row) -> Office:
    return Office(
        row["phrase"], row["plural"], row.many("office"), row.many("sectors"),
        row.many("countries"), row.many("classes"),
    )  # fmt: skip


def agent_of(row: Row) -> Agent:
    kind = cast(ActorKind, row["kind"])
    return Agent(row["phrase"], row["plural"], kind, row.many("sectors"), row.many("classes"))


class Known(Protocol):
    """What the rows of other tables are read by: states, offices and kinds of people."""

    offices: tuple[Office, ...]
    agents: tuple[Agent, ...]
    grammar: ActorWords

    def state(self, code: str) -> Actor:
        """The state of a code."""

    def cow(self, code: str | None) -> int | None:
        """Its number in the Correlates of War."""


def entries(tables: Known, rows: dict[str, list[Row]]) -> Iterator[tuple[str, Sense]]:
    ends = tables.grammar.endings.plural_peoples
    for country, row in zip(map(country_of, rows["countries"]), rows["countries"], strict=True):
        yield from _country_entries(country, tables.state(country.iso3), row.where, ends)
    for row in rows["former_states"]:
        name = row["name"]
        actor = Actor(name, "state", row["country"] or None, row.number("cow"), ("GOV",))
        yield from _named(actor, row, ends)
    for row in rows["territories"]:
        sectors = ("GOV", "PRE") if row["kind"] == "partial" else ("GOV",)
        code = row["country"]
        yield from _named(
            Actor(row["name"], "government", code, tables.cow(code), sectors), row, ends
        )
    for row in rows["ambiguous_names"]:
        yield from _ambiguous(row)
    for row in rows["ethnic_groups"]:
        yield from _people_entries(row, tables)
    bodies: dict[str, Organisation] = {}
    for row in (*rows["organisations"], *rows["parties"], *rows["armed_groups"]):
        organisation = organisation_of(row)
        if fold(organisation.name) not in bodies:
            bodies[fold(organisation.name)] = organisation
            yield from _organisation_entries(organisation, tables, row.where)
    for row in rows["seats_of_bodies"]:
        if (body := bodies.get(fold(row["organisation"]))) is not None:
            actor = _actor_of(body, tables)
            yield row["seat"], Sense("capital", actor, where=row.where)
    for office, row in zip(tables.offices, rows["offices"], strict=True):
        yield office.phrase, Sense("office", office=office, where=row.where)
        if office.plural and office.plural != office.phrase:
            yield office.plural, Sense("office", office=office, plural=True, where=row.where)
    for agent, row in zip(tables.agents, rows["agents"], strict=True):
        yield agent.phrase, Sense("agent", agent=agent, where=row.where)
        if agent.plural and agent.plural != agent.phrase:
            yield agent.plural, Sense("agent", agent=agent, plural=True, where=row.where)


def _country_entries(
    country: Country, state: Actor, where: str, ends: tuple[str, ...]
) -> Iterator[tuple[str, Sense]]:
    yield from _sure("name", (country.name, *country.names), state, where)
    yield from _sure("adjective", country.adjectives, state, where)
    yield from _sure("demonym", country.demonyms, state, where, ends)
    government = Actor(state.name, "government", state.country, state.cow, ("GOV",))
    yield from _sure("capital", country.capitals, government, where)
    for seat in country.seats:
        name, _, sector = seat.rstrip(UNSURE).partition(">")
        sectors = (sector,) if sector else ("GOV",)
        actor = Actor(name, "government", state.country, state.cow, sectors)
        yield name, Sense("seat", actor, unsure=seat.endswith(UNSURE), where=where)
    for legislature in country.legislatures:
        name = legislature.rstrip(UNSURE)
        actor = Actor(name, "government", state.country, state.cow, ("LEG",))
        unsure = legislature.endswith(UNSURE)
        yield name, Sense("legislature", actor, unsure=unsure, where=where)


def _sure(
    role: Role, names: Iterable[str], actor: Actor, where: str, ends: tuple[str, ...] = ()
) -> Iterator[tuple[str, Sense]]:
    """Names of one actor; *ends* are those of a name of several of a people."""
    for name in names:
        plain = name.rstrip(UNSURE)
        plural, unsure = plain.endswith(ends), name.endswith(UNSURE)
        yield plain, Sense(role, actor, unsure=unsure, plural=plural, where=where)


def _named(actor: Actor, row: Row, ends: tuple[str, ...]) -> Iterator[tuple[str, Sense]]:
    yield from _sure("name", (row["name"], *row.many("names")), actor, row.where)
    yield from _sure("adjective", row.many("adjectives"), actor, row.where)
    yield from _sure("demonym", row.many("demonyms"), actor, row.where, ends)
    if "capitals" in row.cells:
        yield from _sure("capital", row.many("capitals"), actor, row.where)


def _ambiguous(row: Row) -> Iterator[tuple[str, Sense]]:
    candidates, together = row.many("countries"), row.many("together")
    role: Role = "ambiguous" if candidates else "nothing"
    for name in (row["name"], *row.many("adjectives"), *row.many("demonyms")):
        yield name, Sense(role, candidates=candidates, together=together, where=row.where)


def _people_entries(row: Row, tables: Known) -> Iterator[tuple[str, Sense]]:
    """A people of one state as its nationals; one of several as a kind of people."""
    name, plural, countries = row["name"], row["plural"], row.many("countries")
    names = row.many("names")
    if name + UNSURE not in names:
        names = (name, *names)
    if len(countries) == 1:
        code = countries[0]
        actor = Actor(plural or name, "people", code, tables.cow(code), ("CVL",))
        yield from _sure("adjective", names, actor, row.where)
        if plural:
            yield plural, Sense("demonym", actor, plural=True, where=row.where)
        return
    agent = Agent(name, plural, "people", ("CVL",), (fold(name),))
    for spelling in names:
        yield spelling.rstrip(UNSURE), Sense("agent", agent=agent, where=row.where)
    if plural and plural != name:
        yield plural, Sense("agent", agent=agent, plural=True, where=row.where)


def _organisation_entries(
    organisation: Organisation, tables: Known, where: str
) -> Iterator[tuple[str, Sense]]:
    actor = _actor_of(organisation, tables)
    names = organisation.names
    if organisation.name + UNSURE not in names:
        names = (organisation.name, *names)
    yield from _sure("organisation", names, actor, where)


def _actor_of(organisation: Organisation, tables: Known) -> Actor:
    code = organisation.country
    return Actor(organisation.name, organisation.kind, code, tables.cow(code), organisation.sectors)
