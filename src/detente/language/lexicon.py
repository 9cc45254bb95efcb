"""What the language room knows of one language: the tables of ``data/language/<language>/``."""

from __future__ import annotations

import re
from importlib.resources.abc import Traversable

from msgspec import Struct

from detente.model import CODED
from detente.word_folders import NEVER, WordFolder

FILES = ("verbs.toml", "nouns.toml", "tokens.toml", "prepositions.toml", "words.toml")


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The lists of a language, whose files say what each is."""

    light: frozenset[str] = frozenset()
    light_reversed: frozenset[str] = frozenset()
    light_prepositions: frozenset[str] = frozenset()
    light_prepositions_reversed: frozenset[str] = frozenset()
    object_control: frozenset[str] = frozenset()
    infinitive_nouns: frozenset[str] = frozenset()
    object_control_prepositions: frozenset[str] = frozenset()
    raising_to_object: frozenset[str] = frozenset()
    intransitive: frozenset[str] = frozenset()
    negative_adverbs: frozenset[str] = frozenset()
    reporting: frozenset[str] = frozenset()
    telling: frozenset[str] = frozenset()
    naming: frozenset[str] = frozenset()
    suffered: frozenset[str] = frozenset()
    irregular: dict[str, str] = {}

    containers: frozenset[str] = frozenset()
    companions: frozenset[str] = frozenset()

    not_abbreviations: tuple[str, ...] = ()
    numbers: dict[str, int] = {}
    prepositions: frozenset[str] = frozenset()

    copulas: frozenset[str] = frozenset()
    dummies: frozenset[str] = frozenset()
    doing: frozenset[str] = frozenset()
    whatever: frozenset[str] = frozenset()
    excepting: frozenset[str] = frozenset()
    excepting_after: dict[str, str] = {}
    nearly: frozenset[str] = frozenset()
    perfect: frozenset[str] = frozenset()
    going: frozenset[str] = frozenset()
    future: frozenset[str] = frozenset()
    singular_auxiliaries: frozenset[str] = frozenset()
    complementizers: frozenset[str] = frozenset()
    own_subject_marks: frozenset[str] = frozenset()
    subject_marks: frozenset[str] = frozenset()
    focusing: frozenset[str] = frozenset()
    alternatives: frozenset[str] = frozenset()
    neither: frozenset[str] = frozenset()
    denying_determiners: frozenset[str] = frozenset()
    negative_pronouns: frozenset[str] = frozenset()
    least: frozenset[str] = frozenset()
    fronted: frozenset[str] = frozenset()
    affirming: frozenset[str] = frozenset()
    until: frozenset[str] = frozenset()
    denying_phrases: frozenset[str] = frozenset()
    contrasting: frozenset[str] = frozenset()
    preferring: frozenset[str] = frozenset()
    adversative: frozenset[str] = frozenset()
    agents: frozenset[str] = frozenset()
    doers_of_nouns: frozenset[str] = frozenset()
    givers: frozenset[str] = frozenset()
    partners: frozenset[str] = frozenset()
    not_of_names: frozenset[str] = frozenset()
    measured: frozenset[str] = frozenset()
    instead: frozenset[str] = frozenset()
    bare_days: frozenset[str] = frozenset()
    directional: frozenset[str] = frozenset()
    gerund_complements: frozenset[str] = frozenset()
    gerunds_of_objects: frozenset[str] = frozenset()
    indefinite_articles: frozenset[str] = frozenset()
    indefinite: frozenset[str] = frozenset()
    demonstrative: frozenset[str] = frozenset()
    such: frozenset[str] = frozenset()
    plural_pronouns: frozenset[str] = frozenset()
    joining: frozenset[str] = frozenset()
    of_several: frozenset[str] = frozenset()
    plural_ending: str = ""
    pasts_like_bases: frozenset[str] = frozenset()
    headline_joiner: str = ""
    stripped_endings: tuple[str, ...] = ()
    lost_letter: str = ""
    doubling: re.Pattern[str] = NEVER

    @classmethod
    def load(cls, language: str = CODED, data: Traversable | None = None) -> Lexicon:
        """The lexicon of *language*, from the shipped folders or from those in *data*.

        Raises :class:`~detente.errors.TableError` naming the key where a table does not hold.
        """
        return WordFolder("language", language, data).merged(FILES, cls)
