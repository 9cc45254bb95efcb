"""Whose side participants are on: how many parties, of one government or not, public or private."""

from __future__ import annotations

from collections.abc import Iterable

from detente.events.codebook import EventType
from detente.model import Actor
from detente.model.plover import (
    ABROAD,
    COMPANIES,
    GOVERNING,
    IN_OFFICE,
    INTERNATIONAL,
    ONE_BODY,
    POLITICAL,
    PRESS,
    PUBLIC,
)


def parties(actors: Iterable[Actor]) -> int:
    """How many parties *actors* are: a state and those who act for it are one.

    "The US president's summit of the Americas" names two actors and no second party.
    """
    everybody = {id(actor): actor for actor in actors}.values()
    states = {actor.country for actor in everybody if actor.kind == "state"}
    others = [
        actor
        for actor in everybody
        if actor.kind != "state" and not (actor.country in states and "GOV" in actor.sectors)
    ]
    return len(states) + len(others)


def governments(actors: Iterable[Actor]) -> int:
    """Of how many states the governments are among *actors*."""
    return len(
        {
            actor.country
            for actor in actors
            if actor.country and (actor.kind == "state" or _governs(actor))
        }
        - INTERNATIONAL
    )


def of_one_government(actors: Iterable[Actor], recipients: Iterable[Actor]) -> bool:
    """Whether all who receive are parts of the government that acts."""
    countries = {actor.country for actor in actors if _governs(actor) and actor.country}
    receiving = list(recipients)
    return bool(receiving) and all(
        _governs(recipient) and recipient.country in countries for recipient in receiving
    )


def is_itself(actors: Iterable[Actor], recipients: Iterable[Actor]) -> bool:
    """Whether a state, or its army, is said to do something to none but that same state.

    Only a place or nothing is named then: "X's jets bombed camps in the north".
    """
    acting, receiving = list(actors), list(recipients)
    return (
        bool(acting and receiving)
        and all(actor.kind == "state" or bool(ABROAD & set(actor.sectors)) for actor in acting)
        and all(recipient.kind == "state" for recipient in receiving)
        and {a.country for a in acting} == {r.country for r in receiving}
    )


def among_private_people(actors: Iterable[Actor]) -> bool:
    """Whether nobody is public: no state, office, body or armed group, and nobody from abroad."""
    everybody = list(actors)
    countries = {actor.country for actor in everybody if actor.country}
    return len(countries) < 2 and not any(_is_public(actor) for actor in everybody)


def unfit_company(actors: Iterable[Actor], type_: EventType) -> str:
    """Why what *actors* do is no act of a type, in words; empty where it may be one.

    A type says whether it has what private people do among themselves, what somebody does with
    journalists, as in an interview, and the business of companies: with whomever in one country,
    and with each other in several.
    """
    everybody = list(actors)
    if not type_.press and any(PRESS in a.sectors and "GOV" not in a.sectors for a in everybody):
        return "said to the press"
    if not type_.private and among_private_people(everybody):
        return "among private people"
    at_home = not of_several_states(everybody)
    firms = any(map(_is_company, everybody)) if at_home else all(map(_is_firm, everybody))
    return "a company's business" if firms and not type_.business else ""


def of_several_states(actors: Iterable[Actor]) -> bool:
    """Whether *actors* are of more than one state, or of one and of a body of states."""
    return len({actor.country for actor in actors if actor.country}) > 1


def asks_own_people(actors: Iterable[Actor], recipients: Iterable[Actor]) -> bool:
    """Whether those who govern speak to nobody but private people and companies of their own land.

    A minister who calls on people to save water asks nothing of another political actor.
    """
    acting, receiving = list(actors), list(recipients)
    return (
        bool(acting and receiving)
        and all(_governs(actor) or actor.kind == "state" for actor in acting)
        and not of_several_states(acting + receiving)
        and not any(_is_public(actor) for actor in receiving)
    )


def lacking(
    needs: Iterable[str], actors: Iterable[Actor], recipients: Iterable[Actor], *, open_: bool
) -> str:
    """Which participant is missing of those needed, in words; empty where none is.

    *open_* is whether nobody can be named to whom it is done, though it is.
    """
    acting, receiving = list(actors), list(recipients)
    for need in needs:
        if need == "actor" and not acting:
            return "the actor is not known"
        if need == "official" and not in_office(acting):
            return "no official is known to act"
        if need == "recipient" and not receiving and not open_:
            return "the recipient is not known"
        if need == "two" and parties(acting + receiving) < 2:
            return "a second participant is not known"
        if need == "abroad" and not (
            of_several_states(acting + receiving) or _to_a_state(acting, receiving)
        ):
            return "nobody of another country is known to take part"
    return ""


def in_office(actors: Iterable[Actor]) -> bool:
    """Whether some actor holds office, or acts for a state, a party or a body of states."""
    return any(
        actor.kind in ("state", "government")
        or actor.country in INTERNATIONAL
        or bool(IN_OFFICE & set(actor.sectors))
        for actor in actors
    )


def at_home(actors: Iterable[Actor], recipients: Iterable[Actor]) -> bool:
    """Whether all who receive are their own state's who act, as on a visit within a country."""
    countries = {actor.country for actor in actors if actor.country}
    receiving = list(recipients)
    return bool(receiving) and all(
        (_governs(recipient) or recipient.kind == "state") and recipient.country in countries
        for recipient in receiving
    )


def is_political(actor: Actor) -> bool:
    """Whether somebody is of a known country, organisation or political sector."""
    return bool(actor.country or POLITICAL.intersection(actor.sectors))


def _is_public(actor: Actor) -> bool:
    return (
        actor.kind in ("state", "government")
        or actor.country in INTERNATIONAL
        or bool(PUBLIC & set(actor.sectors))
    )


def _to_a_state(actors: list[Actor], recipients: list[Actor]) -> bool:
    """Whether officials of a land that is not told speak to a state: they are mostly of another."""
    strangers = [actor for actor in actors if actor.country is None]
    return in_office(strangers) and any(recipient.kind == "state" for recipient in recipients)


def _is_company(actor: Actor) -> bool:
    """Whether somebody is a company, or an organisation of which nothing is known."""
    if actor.country in INTERNATIONAL:
        return False
    unknown = actor.kind == "organisation" and not actor.sectors and actor.country is None
    return COMPANIES in actor.sectors or unknown


def _is_firm(actor: Actor) -> bool:
    """Whether somebody is a company, or an organisation of which no more than the land is told."""
    private = not set(actor.sectors) - {COMPANIES}
    return actor.kind == "organisation" and private and actor.country not in INTERNATIONAL


def _governs(actor: Actor) -> bool:
    return bool(GOVERNING & set(actor.sectors)) or actor.country == ONE_BODY
