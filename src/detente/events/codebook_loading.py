"""Reads a codebook's folder: the files as values, and what is wrong with them.

A folder without one of the files that types share (``words.yaml``, ``contexts.yaml``,
``modality.yaml``, ``roles.yaml``, ``templates.yaml``, ``topics.yaml``) takes the shipped one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from detente.errors import CodebookError
from detente.events.codebook import (
    Codebook,
    Context,
    Effects,
    EventType,
    GroundPath,
    RoleTable,
    RoleWords,
    Signal,
    Template,
    Topic,
)
from detente.events.codebook_names import name_problems
from detente.events.role_names import RoleNames
from detente.events.templates import filled
from detente.events.yaml_source import MOST_PROBLEMS, Problem, Source, read_text, read_yaml
from detente.language import Lexicon

SHARED: dict[str, Any] = {
    "words.yaml": dict[str, tuple[str, ...]],
    "contexts.yaml": dict[str, Context],
    "modality.yaml": Effects,
    "roles.yaml": RoleTable,
    "topics.yaml": dict[str, Topic],
    "templates.yaml": dict[str, Template],
}
"""The files that types share, and what each holds."""


MOST_FILES = 500
MOST_VALUES_OF_ALL = 200_000
"""Values of all files together; detente's own codebook has 37,000."""
MOST_SIGNALS = 5_000
MOST_WORDS = 500_000
"""Words of all signals and modes, the lists of words.yaml spelled out wherever they are named."""


class Loaded(Struct, frozen=True):
    """A codebook as far as its files could be read, each file by its name, and its problems.

    Only where there are no problems is the codebook fit to code with.
    """

    codebook: Codebook
    sources: dict[str, Source]
    problems: tuple[Problem, ...]


def shipped_codebook() -> Path:
    """The folder of the codebook that comes with the package."""
    return Path(str(files("detente") / "data" / "codebook"))


def shipped_effects() -> Effects:
    """What governing words do to an act, as the shipped codebook has it."""
    path = shipped_codebook() / "modality.yaml"
    effects: Effects = read_yaml(path, path.read_text("utf-8"), Effects).value
    return effects


def load_codebook(folder: Path | None = None, words: Lexicon | None = None) -> Codebook:
    """Loads and checks the codebook in *folder*, or the shipped one.

    *words* are those of the language it is written for, English where none are given.
    Raises :class:`~detente.errors.CodebookError`, naming file, line and remedy.
    """
    loaded = read_codebook(folder, words)
    if loaded.problems:
        first, *others = loaded.problems
        more = f" ({len(others)} more: detente codebook check lists them all)" if others else ""
        raise CodebookError(f"{first}{more}")
    return loaded.codebook


def read_codebook(folder: Path | None = None, words: Lexicon | None = None) -> Loaded:
    """Reads the codebook in *folder*, or the shipped one, with all that keeps it from coding.

    *words* are those of the language it is written for, English where none are given.
    Raises :class:`~detente.errors.CodebookError` where there is no such folder, or no type in it.
    """
    folder = folder or shipped_codebook()
    if not folder.is_dir():
        raise CodebookError(f"{folder}: no such folder; a codebook is a folder of YAML files")
    paths = {path.name: path for path in sorted(folder.glob("*.yaml"))}
    if len(paths) > MOST_FILES:
        raise CodebookError(
            f"{folder}: {len(paths):,} files, and a codebook has at most {MOST_FILES:,}; "
            "is this the folder of a codebook?"
        )
    if not paths.keys() - SHARED.keys():
        raise CodebookError(f"{folder}: no type files; a codebook has one YAML file a type")
    problems = [_misnamed(path) for path in sorted(folder.glob("*.yml"))]
    for name in SHARED:
        paths.setdefault(name, shipped_codebook() / name)
    sources: dict[str, Source] = {}
    digest = hashlib.blake2b(digest_size=8)
    for name, path in sorted(paths.items()):
        text, unreadable = read_text(path)
        digest.update(f"{name}\0{text}\0".encode())
        if unreadable:
            problems += unreadable
        else:
            sources[name] = read_yaml(path, text, SHARED.get(name, EventType))
            problems += sources[name].problems
    codebook = _codebook(folder, sources, digest.hexdigest(), problems)
    codebook = replace(codebook, roles=_roles(codebook, sources, paths))
    unread = paths.keys() - {name for name, source in sources.items() if source.lines}
    problems += _too_much(codebook, sources, folder)
    if len(problems) < MOST_PROBLEMS:
        stems = {Path(name).stem for name in unread}
        left = MOST_PROBLEMS - len(problems)
        names = RoleNames((words or Lexicon.load()).prepositions)
        problems += islice(name_problems(codebook, sources, paths, names, stems), left)
    told = sorted(set(problems))[:MOST_PROBLEMS]
    return Loaded(codebook, sources, tuple(told))


def _too_much(codebook: Codebook, sources: dict[str, Source], folder: Path) -> Iterator[Problem]:
    """What makes a codebook larger than anybody can write, its lists spelled out."""
    values = sum(len(source.lines) for source in sources.values())
    if values > MOST_VALUES_OF_ALL:
        what = (
            f"its files have {values:,} values, and a codebook has at most {MOST_VALUES_OF_ALL:,}"
        )
        yield Problem(str(folder), 1, what, "take out what is not needed")
    signals = [s for event_type in codebook.types.values() for s in event_type.signals]
    if len(signals) > MOST_SIGNALS:
        what = f"{len(signals):,} signals, and a codebook has at most {MOST_SIGNALS:,}"
        yield Problem(str(folder), 1, what, "put words of one sense into one signal")
    words = sum(_spelled_out(codebook, signal) for signal in signals)
    words += sum(
        _length(codebook, (*mode.cues, *mode.about))
        for event_type in codebook.types.values()
        for mode in event_type.modes.values()
    )
    if words > MOST_WORDS:
        what = (
            f"{words:,} words of signals and modes with their lists spelled out, "
            f"and a codebook has at most {MOST_WORDS:,}"
        )
        yield Problem(str(folder), 1, what, "name long lists of words.yaml in fewer places")


def _spelled_out(codebook: Codebook, signal: Signal) -> int:
    """How many words a signal has with its lists spelled out."""
    found = (getattr(signal, field) for field in signal.__struct_fields__)
    lists = [value for value in found if isinstance(value, tuple)]
    return sum(_length(codebook, words) for words in (*lists, *signal.prepositions.values()))


def _length(codebook: Codebook, words: tuple[str, ...]) -> int:
    lists = codebook.words
    return sum(len(lists[w[1:]]) if w[:1] == "@" and w[1:] in lists else 1 for w in words)


def _codebook(
    folder: Path, sources: dict[str, Source], hash_: str, problems: list[Problem]
) -> Codebook:
    """The codebook of some sources; adds a problem where two files are of one type."""
    types: dict[str, EventType] = {}
    origins: dict[str, str] = {}
    templates = sources["templates.yaml"].value if "templates.yaml" in sources else {}
    for name, source in sources.items():
        if name in SHARED:
            continue
        event_type: EventType = source.value
        if not event_type.type:
            if "type" in source.lines:
                line = source.line("type")
                problems.append(
                    Problem(str(folder / name), line, "a type without a name", "write it")
                )
        elif event_type.type in types:
            what = f"type {event_type.type} is already in {origins[event_type.type]}"
            line = source.line("type")
            problems.append(Problem(str(folder / name), line, what, "keep one file a type"))
        else:
            types[event_type.type] = filled(event_type, source.lines, templates)
            origins[event_type.type] = name
    words = sources["words.yaml"].value if "words.yaml" in sources else {}
    contexts = sources["contexts.yaml"].value if "contexts.yaml" in sources else {}
    effects = sources["modality.yaml"].value if "modality.yaml" in sources else shipped_effects()
    topics = sources["topics.yaml"].value if "topics.yaml" in sources else {}
    return Codebook(
        name=folder.name,
        types=types,
        words={name: frozenset(entries) for name, entries in words.items()},
        contexts=contexts,
        effects=effects,
        roles=RoleWords(),
        topics=topics,
        hash=hash_,
        files=origins,
    )


def _roles(codebook: Codebook, sources: dict[str, Source], paths: dict[str, Path]) -> RoleWords:
    """The words of roles, with the lists spelled out that the file names.

    They are those of the ``words.yaml`` beside it.
    """
    if "roles.yaml" not in sources:
        return RoleWords()
    beside = paths["roles.yaml"].with_name("words.yaml")
    if beside != paths["words.yaml"]:
        shipped = read_yaml(beside, beside.read_text("utf-8"), SHARED["words.yaml"]).value
        codebook = replace(codebook, words={name: frozenset(w) for name, w in shipped.items()})
    table: RoleTable = sources["roles.yaml"].value
    none = GroundPath()
    return RoleWords(
        land=table.land or none,
        host=table.host or none,
        about_land=table.about_land or none,
        mission=table.mission or none,
        done_in=table.done_in or none,
        lying=table.lying or (),
        people=codebook.expand(table.people or ()),
        utterances=codebook.expand(table.utterances or ()),
        missions=codebook.expand(table.missions or ()),
        uprooting=codebook.expand(table.uprooting or ()),
        including=codebook.expand(table.including or ()),
        deeds=codebook.expand(table.deeds or ()),
        undergone=codebook.expand(table.undergone or ()),
        answering=codebook.expand(table.answering or ()),
        upon=table.upon or (),
    )


def _misnamed(path: Path) -> Problem:
    return Problem(str(path), 1, "not read: its name ends in .yml", "let it end in .yaml")
