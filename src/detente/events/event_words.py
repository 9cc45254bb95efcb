"""The small words that the rules of events go by: the tables of ``data/events/<language>/``."""

from __future__ import annotations

from importlib.resources.abc import Traversable

from msgspec import Struct

from detente.model import CODED
from detente.word_folders import WordFolder

Words = frozenset[str]


class Shown(Struct, frozen=True, forbid_unknown_fields=True):
    """What an explanation calls a sign of modality that is no one word of the text."""

    negation: str
    condition: str
    future: str
    question: str
    infinitive: str
    contrary: str


class EventWords(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The lists of a language; its file says what each is."""

    at_a_time: Words
    taken_for_granted: Words
    asking_for_reasons: Words
    conditions: Words
    future_in_past: Words
    unreal: Words
    means: Words
    before: Words
    unfinished_verbs: Words
    unfinished_adverbs: Words
    hardly: Words
    lacking: Words
    bare: Words
    nothing: Words
    such_things: Words
    referring: Words
    nouns_of_objects: Words
    settings: tuple[str, ...]
    as_what: tuple[str, ...]
    of_jokes: tuple[str, ...]
    manner: Words
    about_of_nouns: Words
    about_of_verbs: Words
    judged: tuple[str, ...]
    counted: Words
    beside: Words
    another: Words
    after: Words
    describing: Words
    first_singular: Words
    first_plural: Words
    second: Words
    third: Words
    mutual: Words
    ones: Words
    belonging: Words
    beside_places: Words
    for_others: Words
    part: Words
    on_whose: Words
    answered: Words
    aims: Words
    doing: Words
    aimed: Words
    using: tuple[str, ...]
    within: Words
    including: Words
    such_as: tuple[str, ...]
    together: tuple[str, ...]
    leading: Words
    dealing: tuple[str, ...]
    dealing_verbs: tuple[str, ...]
    edges: Words
    shown: Shown

    @classmethod
    def load(cls, language: str = CODED, data: Traversable | None = None) -> EventWords:
        """The words of *language*, from the shipped folders or from those in *data*.

        Raises :class:`~detente.errors.TableError` naming the key where the table does not hold.
        """
        return WordFolder("events", language, data).table("words.toml", cls)
