"""Whose side participants are on: how many parties, of one government or not, public or private."""

from __future__ import annotations

from collections.abc import Iterable

from detente.model import Actor
from detente.model.plover import ABROAD, GOVERNING, IN_OFFICE, INTERNATIONAL, ONE_BODY, PUBLIC

PRESS = "JRN"
"""PLOVER's sector of journalists and what they work for."""


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


def unfit_company(actors: Iterable[Actor], private: bool, press: bool) -> str:
    """Why what *actors* do is no act of a type, in words; empty where it may be one.

    *private* and *press* say whether the type has what private people do among themselves, and
    what somebody does with journalists, as in an interview.
    """
    everybody = list(actors)
    if not press and any(PRESS in a.sectors and "GOV" not in a.sectors for a in everybody):
        return "said to the press"
    return "among private people" if not private and among_private_people(everybody) else ""


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


def _is_public(actor: Actor) -> bool:
    return (
        actor.kind in ("state", "government")
        or actor.country in INTERNATIONAL
        or bool(PUBLIC & set(actor.sectors))
    )


def _governs(actor: Actor) -> bool:
    return bool(GOVERNING & set(actor.sectors)) or actor.country == ONE_BODY
