"""The codebook: an ontology as data.

A codebook is a folder with one YAML file a type, ``words.yaml`` (named lists of words that signals
share), ``contexts.yaml`` and ``modality.yaml``.  The format is described in ``docs/codebook.md``.
Everything is checked when it is loaded; an error names file, line and remedy.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import yaml
from msgspec import Struct

from detente.errors import CodebookError
from detente.model import Modality, Quad

# What a restriction may ask of a phrase beside words and types: see docs/codebook.md.
CLASSES = ("actor", "government", "place")

SHARED_FILES = ("words.yaml", "contexts.yaml", "modality.yaml")


class _Table(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Base of what a codebook file may hold: hyphenated keys, no unknown ones."""


class Mode(_Table, frozen=True):
    """A mode of a type: its score, and the words or clauses that show it."""

    score: float
    definition: str
    cues: tuple[str, ...] = ()
    about: tuple[str, ...] = ()


class Signal(_Table, frozen=True):
    """Words that show an act of the type, and where they name who.

    ``verbs``, ``nouns`` and ``adjectives`` are predicate lemmas; "slap down" is a verb with its
    particle or preposition, "peace talk" a noun with its modifier.  ``object``, ``subject``,
    ``about`` and ``prepositions`` restrict arguments: a plain word is a lemma, ``@name`` a list of
    ``words.yaml``, ``@TYPE`` a clause that some signal of that type matches, ``@actor`` an actor.
    ``actor`` and ``recipient`` are roles, tried in order.
    """

    name: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    object_not: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    about_not: tuple[str, ...] = ()
    prepositions: dict[str, tuple[str, ...]] = {}
    words: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    voice: str = "any"
    negation: str = "any"
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    reciprocal: bool | None = None
    requires: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    confidence: float = 0.7


class ExpectedEvent(_Table, frozen=True):
    """What an example must code as.  Actors are country codes or names."""

    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    type: str = ""
    modes: tuple[str, ...] | None = None
    modality: Modality = "actual"


class Example(_Table, frozen=True):
    """A sentence in own words; ``published`` gives it a date where it needs one."""

    text: str
    events: tuple[ExpectedEvent, ...] = ()
    because: str = ""
    published: str = ""


class EventType(_Table, frozen=True):
    """One type: what it means, what shows it, and examples that must code as stated.

    ``future`` is the type that a merely intended act of this type is coded as.  ``not_beside`` are
    types that swallow this one in a sentence that tells of both.  ``requires`` says
    who must be known: ``actor``, ``recipient``, ``two`` (two participants) or ``any``.
    """

    type: str
    quad: Quad
    score: float
    definition: str
    counts: tuple[str, ...] = ()
    does_not_count: tuple[str, ...] = ()
    future: str = ""
    not_beside: tuple[str, ...] = ()
    reciprocal: bool = False
    requires: tuple[str, ...] = ("any",)
    actor: tuple[str, ...] = ("subject",)
    recipient: tuple[str, ...] = ()
    modes: dict[str, Mode] = {}
    signals: tuple[Signal, ...] = ()
    examples: tuple[Example, ...] = ()
    counter_examples: tuple[Example, ...] = ()


class Context(_Table, frozen=True):
    """A context and the words that show it in a sentence."""

    definition: str
    cues: tuple[str, ...]


class Effects(_Table, frozen=True):
    """What a governing word does to the reality of the act it governs.

    ``complement`` is for acts in its complement clause ("failed to meet"), ``argument`` for acts
    named by a noun in its object, prepositional object or passive subject ("cancelled the visit").
    """

    complement: dict[Modality, tuple[str, ...]]
    argument: dict[Modality, tuple[str, ...]]
    modifiers: dict[Modality, tuple[str, ...]]
    modals: dict[Modality, tuple[str, ...]]
    marks: dict[Modality, tuple[str, ...]]
    transparent: tuple[str, ...]


class Codebook(Struct, frozen=True):
    """A loaded codebook.  ``hash`` identifies its content in exports."""

    name: str
    types: dict[str, EventType]
    words: dict[str, frozenset[str]]
    contexts: dict[str, Context]
    effects: Effects
    hash: str
    files: dict[str, str] = {}

    def score(self, type_: str, modes: tuple[str, ...]) -> float:
        """PLOVER's score: the first mode's where there is one, else the type's."""
        event_type = self.types[type_]
        return event_type.modes[modes[0]].score if modes else event_type.score

    def expand(self, words: tuple[str, ...]) -> frozenset[str]:
        """Plain words of a restriction, its named lists spelled out; ``@TYPE`` kept as it is."""
        found: set[str] = set()
        for word in words:
            if word.startswith("@") and word[1:] in self.words:
                found |= self.words[word[1:]]
            else:
                found.add(word)
        return frozenset(found)


def shipped_codebook() -> Path:
    """The folder of the codebook that comes with the package."""
    return Path(str(files("detente") / "data" / "codebook"))


def load_codebook(folder: Path | None = None) -> Codebook:
    """Loads and checks the codebook in *folder*, or the shipped one.

    A folder without ``contexts.yaml`` or ``modality.yaml`` takes the shipped ones.

    Raises :class:`~detente.errors.CodebookError`, naming file, line and remedy.
    """
    source = folder or shipped_codebook()
    if not source.is_dir():
        raise CodebookError(f"{source}: no such folder; a codebook is a folder of YAML files")
    digest = hashlib.blake2b(digest_size=8)
    texts: dict[str, str] = {}
    for path in sorted(source.glob("*.yaml")):
        texts[path.name] = path.read_text("utf-8")
    for shared in SHARED_FILES:
        if shared not in texts:
            texts[shared] = (shipped_codebook() / shared).read_text("utf-8")
    for name, text in sorted(texts.items()):
        digest.update(f"{name}\0{text}\0".encode())
    types: dict[str, EventType] = {}
    origins: dict[str, str] = {}
    for name, text in texts.items():
        if name in SHARED_FILES:
            continue
        event_type = _convert(source / name, text, EventType)
        if event_type.type in types:
            raise CodebookError(
                f"{source / name}: type {event_type.type} is already in "
                f"{origins[event_type.type]}; keep one file a type"
            )
        types[event_type.type], origins[event_type.type] = event_type, name
    if not types:
        raise CodebookError(f"{source}: no type files; a codebook has one YAML file a type")
    words: dict[str, tuple[str, ...]] = _convert(
        source / "words.yaml", texts["words.yaml"], dict[str, tuple[str, ...]]
    )
    codebook = Codebook(
        name=source.name,
        types=types,
        words={name: frozenset(entries) for name, entries in words.items()},
        contexts=_convert(source / "contexts.yaml", texts["contexts.yaml"], dict[str, Context]),
        effects=_convert(source / "modality.yaml", texts["modality.yaml"], Effects),
        hash=digest.hexdigest(),
        files=origins,
    )
    for problem in _problems(codebook, source, texts):
        raise CodebookError(problem)
    return codebook


def shipped_effects() -> Effects:
    """What governing words do to an act, as the shipped codebook has it."""
    path = shipped_codebook() / "modality.yaml"
    effects: Effects = _convert(path, path.read_text("utf-8"), Effects)
    return effects


def _problems(codebook: Codebook, source: Path, texts: dict[str, str]) -> Iterator[str]:
    """What a well-formed codebook still gets wrong: names that nothing defines."""
    for type_, event_type in codebook.types.items():
        name = codebook.files[type_]

        def at(word: str, name: str = name) -> str:
            return f"{source / name}, line {_line_of(texts[name], word)}"

        if event_type.future and event_type.future not in codebook.types:
            yield f"{at(event_type.future)}: 'future' names {event_type.future!r}, which is no type"
        seen: set[str] = set()
        for signal in event_type.signals:
            if signal.name in seen:
                yield f"{at(signal.name)}: two signals are named {signal.name!r}; rename one"
            seen.add(signal.name)
            if not (signal.verbs or signal.nouns or signal.adjectives):
                yield f"{at(signal.name)}: signal {signal.name!r} has no verbs, nouns or adjectives"
            for mode in signal.modes:
                if mode not in event_type.modes:
                    yield (
                        f"{at(signal.name)}: signal {signal.name!r} gives mode {mode!r}, which "
                        f"{type_} does not have; it has {', '.join(event_type.modes) or 'none'}"
                    )
            for context in signal.contexts:
                if context not in codebook.contexts:
                    yield f"{at(context)}: {context!r} is no context of contexts.yaml"
            for word in _references(signal):
                if word[1:] not in {*codebook.words, *codebook.types, *CLASSES}:
                    yield f"{at(word)}: {word!r} is neither a list of words.yaml nor a type"
        for example in (*event_type.examples, *event_type.counter_examples):
            for event in example.events:
                expected = codebook.types.get(event.type or type_)
                if expected is None:
                    yield f"{at(event.type)}: an example names {event.type!r}, which is no type"
                    continue
                for mode in event.modes or ():
                    if mode not in expected.modes:
                        yield f"{at(mode)}: {mode!r} is no mode of {expected.type}"


def _references(signal: Signal) -> Iterator[str]:
    restrictions = (
        signal.verbs, signal.nouns, signal.adjectives, signal.subject, signal.object,
        signal.object_not, signal.about, signal.about_not, signal.words, signal.unless,
        *signal.prepositions.values(),
    )  # fmt: skip
    for words in restrictions:
        yield from (word for word in words if word.startswith("@"))


def _line_of(text: str, word: str) -> int:
    for number, line in enumerate(text.splitlines(), 1):
        if word in line:
            return number
    return 1


def _convert(path: Path, text: str, type_: Any) -> Any:
    """*text* as YAML whose scalars are all strings, checked against *type_*."""
    try:
        loader = yaml.CBaseLoader(text)
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark else 1
        raise CodebookError(f"{path}, line {line}: not YAML: {error.problem}") from error
    lines: dict[str, int] = {}
    value = None if node is None else _plain(node, "$", lines, path)
    try:
        return msgspec.convert(value, type_, strict=False)
    except msgspec.ValidationError as error:
        message = str(error)
        where = re.search(r"at `(?:key in )?(\$[^`]*)`", message)
        place = where.group(1) if where else "$"
        unknown = re.search(r"unknown field `([^`]+)`", message)
        if unknown:
            place = f"{place}.{unknown.group(1)}"
        while place not in lines and place != "$":
            place = re.sub(r"(\.[^.\[\]]+|\[[^\]]*\])$", "", place) or "$"
        remedy = (
            "put it in quotes: a colon makes YAML read a key"
            if "got `object`" in message
            else "see docs/codebook.md for the fields"
        )
        raise CodebookError(f"{path}, line {lines.get(place, 1)}: {message}; {remedy}") from error


def _plain(node: yaml.Node, place: str, lines: dict[str, int], path: Path) -> Any:
    """A YAML node as dicts, lists and strings; notes the line of every place in it."""
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Any] = {}
        for key, value in node.value:
            inner = f"{place}.{key.value}"
            if key.value in found:
                raise CodebookError(
                    f"{path}, line {key.start_mark.line + 1}: {key.value!r} stands here twice; "
                    "join the two"
                )
            lines[inner] = key.start_mark.line + 1
            found[key.value] = _plain(value, inner, lines, path)
        return found
    if isinstance(node, yaml.SequenceNode):
        return [_plain(v, f"{place}[{n}]", lines, path) for n, v in enumerate(node.value)]
    return node.value
