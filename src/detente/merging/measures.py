"""The numbers of merging, from ``data/merging/measures.toml``, which says what each rests on."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from detente.errors import TableError

Count = Annotated[int, Meta(ge=0)]
Share = Annotated[float, Meta(ge=0, le=1)]


class Days(Struct, frozen=True, forbid_unknown_fields=True):
    """Lengths of intervals, in days after their first, and days between two."""

    narrow: Count
    month: Count
    year: Count
    apart_in_words: Count
    apart_unsaid: Count


class Distance(Struct, frozen=True, forbid_unknown_fields=True):
    """Kilometres up to which two named places can be one."""

    kilometres: Annotated[float, Meta(ge=0)]


class Likeness(Struct, frozen=True, forbid_unknown_fields=True):
    """Shares and counts of content words."""

    stock: Share
    shorter: Share
    like: Share
    much_like: Share
    stock_alone: Share
    stock_words: Count
    telling: Count
    restated: Share
    sentence: Count
    subject: Count
    many: Count


class Names(Struct, frozen=True, forbid_unknown_fields=True):
    """How many names two mentions share."""

    some: Count
    several: Count


class Strength(Struct, frozen=True, forbid_unknown_fields=True):
    """What agreement, field by field, adds to a pair's strength, and how strengths compare."""

    two_sides: float
    one_side: float
    open_side: float
    name: float
    same_days: float
    near_days: float
    within_days: float
    same_place: float
    other_place: float
    mode: float
    context: float
    signal: float
    words: float
    story: float
    otherwise: float
    sure: Annotated[float, Meta(gt=0)]
    margin: float
    digits: Count


class InReport(Struct, frozen=True, forbid_unknown_fields=True):
    """Sentences after the headline that tell what it says."""

    headline_lead: Count


class Copies(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of a run, the share of runs from which two texts are one, and how alike they are."""

    run: Annotated[int, Meta(ge=1)]
    share: Share
    parts: Annotated[int, Meta(ge=1)]
    like: Share


class StoryMeasures(Struct, frozen=True, forbid_unknown_fields=True):
    """How alike two reports must be to tell one story, and how near in time."""

    least: Share
    days: Count
    length: Annotated[float, Meta(gt=0)]
    terms: Count
    beside: Annotated[int, Meta(ge=1)]


class Moments(Struct, frozen=True, forbid_unknown_fields=True):
    """How alike the reports of one piece of news are, and days from the first to the last."""

    whole: Share
    days: Count


class Following(Struct, frozen=True, forbid_unknown_fields=True):
    """How alike moments must be to be one story over days, and by what they are found."""

    likeness: Share
    held: Share
    whole: Share
    days: Count
    parties: Count
    terms: Count
    beside: Annotated[int, Meta(ge=1)]
    shown: Count


class Links(Struct, frozen=True, forbid_unknown_fields=True):
    """What speaks for two events hanging together, how much is needed, and within which days."""

    needed: float
    margin: float
    sides: float
    name: float
    place: float
    act: float
    word: float
    day: float
    clause: float
    sentence: float
    report: float
    statement: float
    vouched: float
    words: Count
    days: Count
    settled: Count
    beside: Annotated[int, Meta(ge=1)]


class Blocks(Struct, frozen=True, forbid_unknown_fields=True):
    """How many mentions of a key are compared with one, and of two groups with each other."""

    beside: Annotated[int, Meta(ge=1)]
    rarest: Count
    words: Count
    sample: Annotated[int, Meta(ge=1)]


class Undated(Struct, frozen=True, forbid_unknown_fields=True):
    """Sentences of a lead, and characters between names and in quotations."""

    lead: Count
    counterpart: Count
    quoted: Count


class Numbers(Struct, frozen=True, forbid_unknown_fields=True):
    """Letters of a number in words and of the noun it counts."""

    shortest_word: Count
    longest_word: Count
    shortest_noun: Count


class OfEvent(Struct, frozen=True, forbid_unknown_fields=True):
    """Kinds of actors from the one that says least of who acts, and places of a confidence."""

    plainest_first: tuple[tuple[str, ...], ...]
    digits: Count


class Measures(Struct, frozen=True, forbid_unknown_fields=True):
    """All of them."""

    time: Days
    place: Distance
    likeness: Likeness
    names: Names
    strength: Strength
    report: InReport
    copies: Copies
    story: StoryMeasures
    blocks: Blocks
    undated: Undated
    numbers: Numbers
    event: OfEvent
    moments: Moments
    following: Following
    links: Links


def read_measures(text: str, name: str = "measures.toml") -> Measures:
    """The table in *text*; raises :class:`TableError` naming the field that does not hold."""
    try:
        return msgspec.toml.decode(text, type=Measures)
    except msgspec.MsgspecError as error:
        raise TableError(f"{name}: {error}; see the comments of the shipped file") from error


def shipped_text() -> str:
    """The shipped file."""
    return (files("detente") / "data" / "merging" / "measures.toml").read_text("utf-8")


@cache
def shipped() -> Measures:
    """The shipped table."""
    return read_measures(shipped_text())
