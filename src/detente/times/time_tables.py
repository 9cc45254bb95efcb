"""The files of a language's folder in ``data/times``, as values.

Every key that a file may have is declared here, and says so where it is not plain; a key that no
struct has is an error.  All are optional: what a folder leaves out is not read in its language.
"""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from detente.word_folders import NEVER

Regex = re.Pattern[str]
Sense = Literal[
    "article", "this", "that", "last", "past", "previous", "next", "following", "coming", "latest",
    "current", "first", "final", "recent", "year before", "back", "ahead", "told", "over", "near",
]  # fmt: skip
SideSense = Literal["before", "after", "told", "joined"]
Side = Literal["before", "after"]
Margin = Literal["under", "over", "around"]
Weeks = Literal["around", "from", "to", "end"]
PartOfStretch = Literal["START", "END", "MID", "BEFORE", "AFTER"]


class NumberWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What may stand around and inside a number in words."""

    dependent: frozenset[str] = frozenset()
    before: str = ""
    after: str = ""
    joint: str = ""


class Rates(Struct, frozen=True, forbid_unknown_fields=True):
    """Words beside a unit that make it come round, or a rate."""

    every_other: frozenset[str] = frozenset()
    per: frozenset[str] = frozenset()
    with_a_rate: frozenset[str] = frozenset()
    article: frozenset[str] = frozenset()


class FutureSigns(Struct, frozen=True, forbid_unknown_fields=True):
    """Words beside an undated month or day that say it is still to come."""

    words: frozenset[str] = frozenset()
    scheduling: tuple[str, ...] = ()


class Directions(Struct, frozen=True, forbid_unknown_fields=True):
    """Which way the words around an undated month, weekday or quarter point."""

    planning_verbs: frozenset[str] = frozenset()
    extending_verbs: frozenset[str] = frozenset()
    bringing_about: frozenset[str] = frozenset()
    scheduled_events: frozenset[str] = frozenset()
    held_ahead: tuple[str, ...] = ()
    held_ahead_excluding: tuple[str, ...] = ()
    excluding_verbs: frozenset[str] = frozenset()
    looking_ahead: frozenset[str] = frozenset()
    arranging: frozenset[str] = frozenset()
    opening: frozenset[str] = frozenset()
    reaching: tuple[str, ...] = ()
    reaching_by: tuple[str, ...] = ()
    past_signs: frozenset[str] = frozenset()
    planned_with: dict[str, str] = {}


class WordTable(Struct, frozen=True, forbid_unknown_fields=True):
    """``words.toml``: the words that tell time, and what each of them says."""

    months: tuple[tuple[str, ...], ...] = ()
    doubtful_months: tuple[str, ...] = ()
    weekdays: tuple[tuple[str, ...], ...] = ()
    capitals: bool = True
    plural: tuple[str, ...] = ()
    article: tuple[str, ...] = ()
    past_ending: tuple[str, ...] = ()
    progressive_ending: tuple[str, ...] = ()
    possessive: tuple[str, ...] = ()
    era_beginnings: tuple[str, ...] = ()
    era_endings: tuple[str, ...] = ()
    year_end: str = ""
    seasons: dict[str, str] = {}
    parts: dict[str, str] = {}
    units: dict[str, str] = {}
    numbers: dict[str, int] = {}
    number_words: NumberWords = NumberWords()
    vague_numbers: dict[str, float] = {}
    about: dict[str, Margin] = {}
    ordinals: dict[str, int] = {}
    anniversaries: dict[str, int] = {}
    quarter_ordinals: dict[str, int] = {}
    quarter_sizes: dict[str, int] = {}
    decades: dict[str, int] = {}
    sets: dict[str, str] = {}
    rates: Rates = Rates()
    clock_words: dict[str, str] = {}
    days: dict[str, int] = {}
    day_parts: dict[str, str] = {}
    weeks: dict[str, Weeks] = {}
    senses: dict[str, frozenset[Sense]] = {}
    sides: dict[str, frozenset[SideSense]] = {}
    year_sides: dict[str, Side] = {}
    eras: dict[str, Side] = {}
    fuzzy: dict[PartOfStretch, tuple[str, ...]] = {}
    references: dict[str, str] = {}
    future_signs: FutureSigns = FutureSigns()
    directions: Directions = Directions()


class Governing(Struct, frozen=True, forbid_unknown_fields=True):
    """``governing.toml``: words that move what they govern in time."""

    implicative: frozenset[str] = frozenset()
    planning_nouns: frozenset[str] = frozenset()
    planned: frozenset[str] = frozenset()
    earlier: frozenset[str] = frozenset()
    since: frozenset[str] = frozenset()
    until: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    by: frozenset[str] = frozenset()
    placed_before: frozenset[str] = frozenset()
    placed_after: frozenset[str] = frozenset()
    looking_back: frozenset[str] = frozenset()
    taking_part: frozenset[str] = frozenset()
    known_before: frozenset[str] = frozenset()
    temporal: frozenset[str] = frozenset()
    background: frozenset[str] = frozenset()
    future_auxiliaries: frozenset[str] = frozenset()
    future_modals: frozenset[str] = frozenset()
    same_occasion: frozenset[str] = frozenset()
    of_the_occasion: frozenset[str] = frozenset()
    up_to_now: frozenset[str] = frozenset()
    beginning: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    reporting: frozenset[str] = frozenset()
    processes: frozenset[str] = frozenset()
    sparking: frozenset[str] = frozenset()
    remembering: frozenset[str] = frozenset()
    tributes: frozenset[str] = frozenset()
    marking: frozenset[str] = frozenset()
    remembered: frozenset[str] = frozenset()
    memorials: frozenset[str] = frozenset()
    appointing: frozenset[str] = frozenset()
    occasion_marks: frozenset[str] = frozenset()
    occasions: dict[str, frozenset[str]] = {}
    ranges: dict[str, frozenset[str]] = {}


class ShapeTable(Struct, frozen=True, forbid_unknown_fields=True):
    """``shapes.toml``: what expressions of time look like; see ``times/patterns.py``."""

    parts: dict[str, str] = {}
    shapes: dict[str, str] = {}


class Beside(Struct, frozen=True, forbid_unknown_fields=True):
    """``patterns.toml``: patterns of the words beside an expression, explained there."""

    before_date: Regex = NEVER
    days_joint: Regex = NEVER
    year_after: Regex = NEVER
    year_said: Regex = NEVER
    clock_joint: Regex = NEVER
    numeric_day: Regex = NEVER
    quarter_ended: Regex = NEVER
    fiscal: Regex = NEVER
    quarter_year_before: Regex = NEVER
    before_season: Regex = NEVER
    before_old_year: Regex = NEVER
    after_old_year: Regex = NEVER
    not_a_year_before: Regex = NEVER
    not_a_year_after: Regex = NEVER
    owned_year: Regex = NEVER
    singular_after: Regex = NEVER
    antique: Regex = NEVER
    rate_before: Regex = NEVER
    no_reference: Regex = NEVER
    afternoon_hour: Regex = NEVER
    morning_hour: Regex = NEVER
    governed: Regex = NEVER
    fronted: Regex = NEVER
    definite: Regex = NEVER
    parted: Regex = NEVER
    noun_after: Regex = NEVER
    word: Regex = NEVER
    every_year: Regex = NEVER
    range_begun: Regex = NEVER
    range_ended: Regex = NEVER
    month_after: Regex = NEVER
    single_year: Regex = NEVER
    before_story_year: Regex = NEVER
    deictic: Regex = NEVER
    around_now: Regex = NEVER
    preposition: Regex = NEVER
    ahead: Regex = NEVER
    weekday_word: Regex = NEVER
    month_alone: Regex = NEVER
    ends_joint: Regex = NEVER
    bare_day: Regex = NEVER
    figures_after: Regex = NEVER
    again: Regex = NEVER
    counted_from: Regex = NEVER
