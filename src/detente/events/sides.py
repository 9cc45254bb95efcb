"""Whose side participants are on: how many parties take part, and which are of one government."""

from __future__ import annotations

from collections.abc import Iterable

from detente.model import Actor

# Sectors of those who act for a government; parliaments, courts and parties have their own will.
_GOVERNING = frozenset({"GOV", "MIL", "COP", "SPY"})


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


def of_one_government(actors: Iterable[Actor], recipients: Iterable[Actor]) -> bool:
    """Whether all who receive are parts of the government that acts."""
    countries = {actor.country for actor in actors if _governs(actor) and actor.country}
    receiving = list(recipients)
    return bool(receiving) and all(
        _governs(recipient) and recipient.country in countries for recipient in receiving
    )


def _governs(actor: Actor) -> bool:
    return bool(_GOVERNING & set(actor.sectors))
