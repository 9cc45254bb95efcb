"""Whether two words are of one act, and whether two mentions can be one event by their kind."""

from __future__ import annotations

from detente.merging.mention_facts import Told

LONGEST_PREFIX = 4
"""Letters in which two stems are one word: "invad" and "invas"."""


def same_act(one: str, other: str) -> bool:
    """Whether two stems are of one word for an act."""
    if one == other:
        return bool(one)
    return len(one) >= LONGEST_PREFIX and one[:LONGEST_PREFIX] == other[:LONGEST_PREFIX]


def can_be_one(one: Told, other: Told) -> bool:
    """Whether two mentions can be one event by type, mode and modality.

    Of two types that an act can be told as, and of two modes that are, they can.
    """
    a, b = one.mention, other.mention
    if one.family != other.family:
        return False
    if a.type == b.type:
        return one.kind.one_mode(a.modes, b.modes)
    return b.type in one.kind.told_also_as or a.type in other.kind.told_also_as


def told_otherwise(one: Told, other: Told) -> bool:
    """Whether two mentions that can be one have other types, or modes of which none is common."""
    a, b = one.mention, other.mention
    if a.type != b.type:
        return True
    return bool(a.modes) and bool(b.modes) and set(a.modes).isdisjoint(b.modes)
