"""What one language says statements with: the tables of ``data/statements/<language>/``."""

from __future__ import annotations

import re
from functools import cached_property
from importlib.resources.abc import Traversable

from msgspec import Struct

from detente.model import CODED
from detente.statements.cues import CueTable, read_cues
from detente.statements.signals import Signal, read_signals
from detente.word_folders import NEVER, WordFolder

ROOM = "statements"


class WordLists(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", dict=True):
    """The lists and patterns of ``words.toml``, whose notes say what each is.

    A language that has no such words leaves a list out.
    """

    unsaid: frozenset[str] = frozenset()
    unsaid_marks: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    withheld: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    introducing: tuple[str, ...] = ()
    complementizers: frozenset[str] = frozenset()
    opening_complementizer: re.Pattern[str] = NEVER
    finite_marks: frozenset[str] = frozenset()
    gerund: re.Pattern[str] = NEVER
    and_complementizer: re.Pattern[str] = NEVER
    next_cue: re.Pattern[str] = NEVER
    remark: re.Pattern[str] = NEVER
    relatives: frozenset[str] = frozenset()
    joiners: tuple[str, ...] = ()
    leads_in: frozenset[str] = frozenset()
    continues: frozenset[str] = frozenset()
    asked: tuple[str, ...] = ()
    spoken_to: tuple[str, ...] = ()
    quoting: frozenset[str] = frozenset()
    gestures: frozenset[str] = frozenset()
    putting: frozenset[str] = frozenset()
    mere_objects: frozenset[str] = frozenset()
    handing_over: frozenset[str] = frozenset()
    owned_words: frozenset[str] = frozenset()
    before_owned: frozenset[str] = frozenset()
    marks_of_beside: frozenset[str] = frozenset()
    marks_of_predicate: frozenset[str] = frozenset()
    described: tuple[str, ...] = ()
    person_pronouns: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    elision: re.Pattern[str] = NEVER
    plural_ends: str = ""
    pointing: frozenset[str] = frozenset()


class StatementWords(WordLists, frozen=True, kw_only=True):
    """All that the statement room knows of one language."""

    cues: CueTable
    signals: tuple[Signal, ...]

    @classmethod
    def load(cls, language: str = CODED, data: Traversable | None = None) -> StatementWords:
        """The words of *language*, from the shipped folders or from those in *data*.

        Raises :class:`~detente.errors.TableError` naming file, row or key where a table does not
        hold.
        """
        folder = WordFolder(ROOM, language, data)
        lists = folder.table("words.toml", WordLists)
        return cls(
            **{name: getattr(lists, name) for name in lists.__struct_fields__},
            cues=read_cues(folder.text("cues.tsv"), f"data/{folder.name}/cues.tsv"),
            signals=read_signals(folder.text("signals.tsv"), f"data/{folder.name}/signals.tsv"),
        )

    @cached_property
    def mute(self) -> frozenset[str]:
        """Lemmas of what says nothing of itself, or is nobody."""
        return self.things | self.documents

    @cached_property
    def hearers(self) -> frozenset[str]:
        """The verbs whose object is who is spoken to."""
        return frozenset(
            word
            for (part, word), senses in self.cues.senses.items()
            if part == "verb" and any("hearer" in sense.nouns for sense in senses)
        )
