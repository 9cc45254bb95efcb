"""The words for acts: whether two mean one act, and whether two mentions can be one by their kind.

Two words can be of one act though neither is the other: who is jailed was sentenced.  A table,
``data/merging/acts.tsv``, says of pairs of words how often they told one act where two texts told
one story.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from detente.errors import TableError
from detente.merging.mention_facts import Told

LONGEST_PREFIX = 4
"""Letters in which two stems are one word: "invad" and "invas"."""


def same_act(one: str, other: str) -> bool:
    """Whether two stems are of one word for an act."""
    if one == other:
        return bool(one)
    return len(one) >= LONGEST_PREFIX and one[:LONGEST_PREFIX] == other[:LONGEST_PREFIX]


def likely(one: str, other: str) -> float:
    """How often two stems, which are not of one word, tell one act in one story; 0 if unknown."""
    return shipped_acts().get((min(one, other), max(one, other)), 0.0)


def read_acts(text: str, name: str = "acts.tsv") -> dict[tuple[str, str], float]:
    """The table in *text*: two stems in their order and a share from 0 to 1 on each line.

    Raises :class:`TableError` naming the line that does not hold.
    """
    found: dict[tuple[str, str], float] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        try:
            one, other, share = line.split("\t")
            amount = float(share)
        except ValueError:
            raise TableError(
                f"{name}, line {number}: wants two words and a share, by tabs"
            ) from None
        if not (one < other and 0 < amount <= 1):
            remedy = "the words in their order, the share above 0 and up to 1"
            raise TableError(f"{name}, line {number}: {remedy}")
        found[(one, other)] = amount
    return found


@cache
def shipped_acts() -> dict[tuple[str, str], float]:
    """The shipped table."""
    return read_acts((files("detente") / "data/merging/acts.tsv").read_text("utf-8"))


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
