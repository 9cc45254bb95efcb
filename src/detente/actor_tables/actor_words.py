"""The small words by which one language names actors: ``data/actors/<language>/words.toml``."""

from __future__ import annotations

from functools import cached_property
from importlib.resources.abc import Traversable
from typing import Literal

from msgspec import Struct

from detente.actor_tables.folding import fold
from detente.model import CODED
from detente.word_folders import WordFolder

Words = frozenset[str]
NONE: Words = frozenset()
Rank = Literal["governor", "minister", "ruler"]


class _Table(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A part of the file, whose notes say what each list is; a list that is left out is empty."""


class Pronouns(_Table, frozen=True):
    several: Words = NONE
    things: Words = NONE
    of_things: Words = NONE
    reflexive_ends: tuple[str, ...] = ()
    pointing: Words = NONE
    of_speakers: Words = NONE


class Determiners(_Table, frozen=True):
    all: Words = NONE
    definite: Words = NONE
    counting_two: Words = NONE
    both: Words = NONE


class Two(_Table, frozen=True):
    first: Words = NONE
    second: Words = NONE
    both: Words = NONE
    each: Words = NONE
    sides: Words = NONE
    plain: Words = NONE
    either: Words = NONE
    heads: Words = NONE
    people: Words = NONE
    parts: Words = NONE


class Links(_Table, frozen=True):
    all: Words = NONE
    of: Words = NONE
    owning: tuple[str, ...] = ()
    dwelling: tuple[str, ...] = ()
    dwelling_alone: Words = NONE
    living: Words = NONE
    fleeing: Words = NONE
    members: Words = NONE
    part_of: Words = NONE
    taking_part: Words = NONE
    aimed_at: Words = NONE
    aims: Words = NONE
    leading_on: Words = NONE
    after_cities: Words = NONE
    given: Words = NONE
    voiced: Words = NONE
    not_of_people: Words = NONE
    when: Words = NONE
    addressed: Words = NONE
    joining: Words = NONE
    adding: Words = NONE
    beside: Words = NONE


class Names(_Table, frozen=True):
    openings: Words = NONE
    before_titles: Words = NONE
    former_prefixes: tuple[str, ...] = ()
    ethnic: Words = NONE
    copulas: Words = NONE


class Titles(_Table, frozen=True):
    governors: Words = NONE
    ministers: Words = NONE
    rulers: Words = NONE


class Endings(_Table, frozen=True):
    plural: tuple[str, ...] = ()
    singular: tuple[str, ...] = ()
    plural_peoples: tuple[str, ...] = ()
    several_people: tuple[str, ...] = ()
    participles: tuple[str, ...] = ()
    doing: tuple[str, ...] = ()


class ActorWords(_Table, frozen=True, dict=True):
    """The lists of a language; ``genders`` are the pronouns of one person by the tables' kinds."""

    genders: dict[str, Words] = {}
    pronouns: Pronouns = Pronouns()
    determiners: Determiners = Determiners()
    two: Two = Two()
    links: Links = Links()
    names: Names = Names()
    titles: Titles = Titles()
    endings: Endings = Endings()

    @classmethod
    def load(cls, language: str = CODED, data: Traversable | None = None) -> ActorWords:
        """The words of *language*, from the shipped folders or from those in *data*.

        Raises :class:`~detente.errors.TableError` naming the key where the table does not hold.
        """
        return WordFolder("actors", language, data).table("words.toml", cls)

    @cached_property
    def ordered(self) -> Words:
        """Phrases that mean the first, the second, or both of two named before."""
        return self.two.first | self.two.second | self.two.both

    def rank(self, title: str) -> Rank:
        """What sort of head a title is: "governor" for a monarch, "ruler", or "minister".

        Two heads of different sorts may be in one office at once: a president who heads the
        government beside a prime minister, a king and his governor general.
        """
        words = set(fold(title).split())
        if not words.isdisjoint(self.titles.governors):
            return "governor"
        rules = words.isdisjoint(self.titles.ministers) and not words.isdisjoint(self.titles.rulers)
        return "ruler" if rules else "minister"

    def is_plural(self, word: str) -> bool:
        """Whether a noun ends as those of several do."""
        return word.endswith(self.endings.plural) and not word.endswith(self.endings.singular)

    def singular(self, word: str) -> str:
        """A noun without the ending of several."""
        for ending in self.endings.plural:
            if word.endswith(ending):
                return word.removesuffix(ending)
        return word
