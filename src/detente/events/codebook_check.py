"""Checks a whole codebook: what is wrong with its files, and what of its examples fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from detente.events.codebook import Codebook
from detente.events.codebook_loading import read_codebook, shipped_codebook
from detente.events.examples import Explains, Failure, check_examples
from detente.events.renaming import Merge, Renaming
from detente.events.review import codebook_problems
from detente.events.yaml_source import Problem


class CodebookCheck(Struct, frozen=True):
    """What a check found.

    ``examples`` counts the examples and counter-examples that were coded: none where problems keep
    the codebook from coding.  ``renamed`` says which of them were coded or merged otherwise by a
    copy of the codebook in which all types, modes and contexts have other names.
    """

    folder: str
    types: int
    signals: int
    examples: int
    problems: tuple[Problem, ...]
    failures: tuple[Failure, ...]
    renamed: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether there is nothing to mend."""
        return not (self.problems or self.failures or self.renamed)


def check_codebook(
    folder: Path | None,
    load: Callable[[], Explains],
    merge: Merge,
    tell: Callable[[int, int], None] | None = None,
) -> CodebookCheck:
    """Checks the codebook in *folder*, or the shipped one.

    *load* gives the coder for it; it is not asked where problems keep the codebook from coding.
    *merge* merges what it codes.
    *tell* is told how many examples are coded, and of how many.  Raises
    :class:`~detente.errors.CodebookError` where there is no such folder, or no type in it.
    """
    folder = folder or shipped_codebook()
    loaded = read_codebook(folder)
    codebook = loaded.codebook
    failures: list[Failure] = []
    renamed: tuple[str, ...] = ()
    if not loaded.problems:
        coder = load()
        renaming = Renaming(coder.events)
        for failure in check_examples(codebook, coder, tell, renaming.see):
            name = codebook.files[failure.type]
            line = loaded.sources[name].line(f"{failure.place}.text")
            failures.append(replace(failure, file=str(folder / name), line=line))
        renamed = renaming.differences(merge)
    return CodebookCheck(
        folder=str(folder),
        types=len(codebook.types),
        signals=sum(len(event_type.signals) for event_type in codebook.types.values()),
        examples=0 if loaded.problems else count_examples(codebook),
        problems=tuple(codebook_problems(folder)),
        failures=tuple(failures),
        renamed=renamed,
    )


def count_examples(codebook: Codebook) -> int:
    """How many examples and counter-examples a codebook has."""
    return sum(len(t.examples) + len(t.counter_examples) for t in codebook.types.values())


class ModeSummary(Struct, frozen=True):
    """A mode, its score, and how many examples name it."""

    name: str
    score: float
    examples: int


class TypeSummary(Struct, frozen=True):
    """What a codebook has of one type."""

    type: str
    quad: str
    score: float
    modes: tuple[ModeSummary, ...]
    signals: int
    examples: int
    counter_examples: int


def summaries(codebook: Codebook) -> tuple[TypeSummary, ...]:
    """A summary of each type, in the order of the codebook."""
    named = [
        (event.type or event_type.type, mode)
        for event_type in codebook.types.values()
        for example in (*event_type.examples, *event_type.counter_examples)
        for event in example.events
        for mode in event.modes or ()
    ]
    return tuple(
        TypeSummary(
            type=event_type.type,
            quad=event_type.quad,
            score=event_type.score,
            modes=tuple(
                ModeSummary(name, mode.score, named.count((event_type.type, name)))
                for name, mode in event_type.modes.items()
            ),
            signals=len(event_type.signals),
            examples=len(event_type.examples),
            counter_examples=len(event_type.counter_examples),
        )
        for event_type in codebook.types.values()
    )
