"""Names in a codebook that nothing defines, and words that never match.

Such a codebook would code, and silently miss what the misspelt name was for; so it is refused.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from detente.days import BOUNDS, given_day
from detente.events.codebook import (
    CLASSES,
    NEEDS,
    NEGATIONS,
    ROLE_LISTS,
    ROLE_PATHS,
    VOICES,
    Codebook,
    Context,
    EventType,
    Example,
    GroundPath,
    RoleTable,
    Signal,
    Template,
    Topic,
)
from detente.events.contexts import CONTESTED
from detente.events.role_names import ALONE, IMPLIED, RoleNames
from detente.events.templates import OF_A_TYPE, said
from detente.events.yaml_source import MOST_COMPARED, Problem, Source, listed, near, quoted
from detente.model.plover import SECTORS

_NO_LEMMA = "words are compared as base forms in small letters: write it so"


def name_problems(
    codebook: Codebook,
    sources: Mapping[str, Source],
    paths: Mapping[str, Path],
    names: RoleNames,
    unread: Collection[str] = (),
) -> Iterator[Problem]:
    """What well-formed files still get wrong.

    *names* are the roles that there are; *unread* are the stems of files that could not be
    read: what they may define is taken as defined, so that one broken file is one problem.
    """
    if not {"words", "contexts", "modality", "roles", "topics"} & set(unread):
        yield from _Shared(codebook, sources, paths, names).problems()
    for type_, name in codebook.files.items():
        checks = _Names(codebook, type_, sources[name], str(paths[name]), names, unread)
        templates = sources["templates.yaml"].value if "templates.yaml" in sources else None
        yield from checks.problems(None if "templates" in unread else templates)
    if "templates" not in unread:
        file = str(paths["templates.yaml"])
        yield from _Templates(codebook, sources["templates.yaml"], file, names, unread).problems(
            _templates_named(codebook, sources)
            if paths["templates.yaml"].with_name("words.yaml") != paths["words.yaml"]
            else None
        )


def _templates_named(codebook: Codebook, sources: Mapping[str, Source]) -> set[str]:
    """The templates that types and their signals name."""
    types: list[EventType] = [sources[name].value for name in codebook.files.values()]
    every = [
        templates for t in types for templates in (t.templates, *(s.templates for s in t.signals))
    ]
    return {name for templates in every for name in templates}


class _Checks:
    """Checks on one file."""

    def __init__(self, codebook: Codebook, source: Source, file: str, names: RoleNames) -> None:
        self.codebook, self.source, self.file, self.names = codebook, source, file, names

    def at(self, place: str, what: str, remedy: str) -> Problem:
        return Problem(self.file, self.source.line(place), what, remedy)

    def lemmas(self, words: Iterable[str], place: str) -> Iterator[Problem]:
        """Words that no base form can be."""
        for number, word in enumerate(words):
            if not word.startswith("@") and (word != word.lower() or not word.strip()):
                yield self.at(f"{place}[{number}]", f"{quoted(word)} never matches", _NO_LEMMA)


class _Shared:
    """Checks on the files that types share."""

    def __init__(
        self,
        codebook: Codebook,
        sources: Mapping[str, Source],
        paths: Mapping[str, Path],
        names: RoleNames,
    ) -> None:
        self.codebook, self.names = codebook, names
        self.words, self.contexts, self.modality, self.roles, self.topics = (
            _Checks(codebook, sources[name], str(paths[name]), names)
            for name in (
                "words.yaml", "contexts.yaml", "modality.yaml", "roles.yaml", "topics.yaml"
            )
        )  # fmt: skip
        folders = {paths[name].parent for name in codebook.files.values()}
        self.own_contexts = paths["contexts.yaml"].parent in folders
        self.own_roles = paths["roles.yaml"].parent in folders

    def problems(self) -> Iterator[Problem]:
        known = {*self.codebook.types, *CLASSES}
        for name, entries in self.words.source.value.items():
            yield from self.words.lemmas(entries, name)
            if name in known:
                kind = "class" if name in CLASSES else "type"
                what = f"list {quoted(name)} has the name of a {kind}"
                yield self.words.at(name, what, f"rename it: @{name} would mean two things")
            for number, word in enumerate(entries):
                if word.startswith("@") and word[1:] not in known:
                    what = f"{quoted(word)} is no type, and a list holds no other list"
                    yield self.words.at(f"{name}[{number}]", what, "spell its words out here")
        for name, context in self.contexts.source.value.items():
            yield from self.contexts.lemmas(context.cues, f"{name}.cues")
            yield from self.contexts.lemmas(context.unless, f"{name}.unless")
            yield from self._named(name, context)
            for number, cue in enumerate(context.cues):
                if cue.startswith("@") and cue != CONTESTED:
                    remedy = f"write words, or {CONTESTED}"
                    yield self.contexts.at(f"{name}.cues[{number}]", f"no cue {cue!r}", remedy)
        effects = self.codebook.effects
        for field in ("complement", "argument", "modifiers", "modals", "marks"):
            for modality, words in getattr(effects, field).items():
                yield from self.modality.lemmas(words, f"{field}.{modality}")
        yield from self.modality.lemmas(effects.transparent, "transparent")
        yield from self._role_table(self.roles.source.value)
        for name, topic in self.topics.source.value.items():
            yield from self._topic(name, topic)

    def _role_table(self, table: RoleTable) -> Iterator[Problem]:
        """Words that never match, and paths that lead nowhere."""
        for field in ROLE_LISTS:
            words = getattr(table, field)
            yield from self.roles.lemmas(words, field)
            if self.own_roles:
                yield from self._listed(words, field)
        yield from self._prepositions(table.lying, "lying")
        for field in ROLE_PATHS:
            name, path = field.replace("_", "-"), getattr(table, field) or GroundPath()
            for number, role in enumerate(path.paths):
                # "inside" is the preposition here; no other ground leads to a ground.
                argument = self.names.is_role(role) and role not in ALONE - {"inside"}
                if not argument or (field == "done_in" and not self.names.is_preposition(role)):
                    remedy = _meant(
                        self.names.near_role(role), "docs/codebook.md lists what leads there"
                    )
                    place = f"{name}.paths[{number}]"
                    yield self.roles.at(place, f"{quoted(role)} is no argument", remedy)
            yield from self._prepositions(path.through, f"{name}.through")

    def _prepositions(self, words: Iterable[str], place: str) -> Iterator[Problem]:
        for number, word in enumerate(words):
            if not self.names.is_preposition(word):
                remedy = _meant(
                    self.names.near_preposition(word), "write a preposition, such as in"
                )
                here = f"{place}[{number}]"
                yield self.roles.at(here, f"{quoted(word)} is no preposition", remedy)

    def _listed(self, words: Iterable[str], field: str) -> Iterator[Problem]:
        """Lists that the words of roles name and that there are not."""
        known = self.codebook.words
        for number, word in enumerate(words):
            if word.startswith("@") and word[1:] not in known:
                what = f"{quoted(word)} is no list of words.yaml"
                remedy = _meant(near_list(word, known), "write words, or a list of words.yaml")
                yield self.roles.at(f"{field}[{number}]", what, remedy)

    def _topic(self, name: str, topic: Topic) -> Iterator[Problem]:
        """Words of a topic that never match, or that show it and are none of it."""
        yield from self.topics.lemmas(topic.words, f"{name}.words")
        for number, word in enumerate(topic.words):
            if word.startswith("@") or " " in word:
                what = f"{quoted(word)} never matches"
                yield self.topics.at(f"{name}.words[{number}]", what, "write one word")
        for number, word in enumerate(topic.sure):
            if word not in topic.words:
                what = f"{quoted(word)} is none of the topic's words"
                remedy = "add it to 'words', or take it out here"
                yield self.topics.at(f"{name}.sure[{number}]", what, remedy)

    def _named(self, name: str, context: Context) -> Iterator[Problem]:
        """Sectors and types that a context asks for and that there are not."""
        # A codebook that takes the shipped contexts need not have the shipped types.
        types = self.codebook.types if self.own_contexts else context.between_states
        asked: tuple[tuple[str, tuple[str, ...], Collection[str], str], ...] = (
            ("sectors", context.sectors, sorted(SECTORS), "no sector"),
            ("between-states", context.between_states, types, "no type"),
            ("not-beside", context.not_beside, self.codebook.contexts, "no context"),
        )
        for field, named, known, what in asked:
            for number, one in enumerate(named):
                if one not in known:
                    place = f"{name}.{field}[{number}]"
                    remedy = _meant(near(one, known), f"there are {listed(known)}")
                    yield self.contexts.at(place, f"{quoted(one)} is {what}", remedy)


class _Asked(_Checks):
    """Checks on what signals and templates ask of a clause, and whom they name."""

    def __init__(
        self,
        codebook: Codebook,
        source: Source,
        file: str,
        names: RoleNames,
        unread: Collection[str],
    ) -> None:
        super().__init__(codebook, source, file, names)
        self.types = {*codebook.types, *unread}
        self.lists_known = "words" not in unread
        self.phrases_known = {*codebook.words, *self.types, *CLASSES}

    def asked(self, signal: Template, place: str) -> Iterator[Problem]:
        """What a signal, or a template for signals, asks for that there is not."""
        for field in ("modals", "words", "unless"):
            yield from self._words(getattr(signal, field), f"{place}.{field}")
        yield from self._words(signal.complement_modals, f"{place}.complement-modals")
        for field in (
            "subject",
            "doer",
            "object",
            "object-not",
            "about",
            "about-not",
            "complement",
        ):
            words = getattr(signal, field.replace("-", "_"))
            yield from self._phrases(words, f"{place}.{field}")
        for preposition, words in signal.prepositions.items():
            here = f"{place}.prepositions.{preposition}"
            yield from self._phrases(words, here)
            if not self.names.is_preposition(preposition):
                remedy = _meant(
                    self.names.near_preposition(preposition), "write one, such as 'with'"
                )
                yield self.at(here, f"{quoted(preposition)} is no preposition", remedy)
        yield from self._one_of([signal.voice], VOICES, f"{place}.voice", "no voice")
        yield from self._one_of([signal.negation], NEGATIONS, f"{place}.negation", "not known here")
        for field in ("requires", "requires-unsaid"):
            needs = getattr(signal, field.replace("-", "_"))
            yield from self._one_of(needs, NEEDS, f"{place}.{field}", "nobody to require")
        yield from self._roles(signal.actor, f"{place}.actor")
        yield from self._roles(signal.recipient, f"{place}.recipient")
        yield from self._roles(signal.implied_recipient or (), f"{place}.implied-recipient")

    def _one_of(
        self, names: Iterable[str], known: Collection[str], place: str, what: str
    ) -> Iterator[Problem]:
        for number, name in enumerate(names):
            if name not in known:
                here = f"{place}[{number}]"
                remedy = _meant(near(name, known), f"there are {listed(known) or 'none'}")
                yield self.at(here, f"{quoted(name)} is {what}", remedy)

    def _roles(self, roles: Iterable[str], place: str) -> Iterator[Problem]:
        for number, role in enumerate(roles):
            if not self.names.is_role(role):
                remedy = _meant(self.names.near_role(role), "docs/codebook.md lists the roles")
                yield self.at(f"{place}[{number}]", f"{quoted(role)} is no role", remedy)
            elif role in IMPLIED and not place.endswith("implied-recipient"):
                what = f"{quoted(role)} goes by who acts, so it names nobody here"
                yield self.at(f"{place}[{number}]", what, "move it to 'implied-recipient'")

    def _words(self, words: tuple[str, ...], place: str) -> Iterator[Problem]:
        """Of words that are compared with words: no type and no class can be among them."""
        yield from self.lemmas(words, place)
        known = self.codebook.words
        for number, word in enumerate(words):
            if word.startswith("@") and self.lists_known and word[1:] not in known:
                what = f"{quoted(word)} is no list of words.yaml"
                remedy = _meant(near_list(word, known), "write words, or a list of words.yaml")
                yield self.at(f"{place}[{number}]", what, remedy)

    def _phrases(self, words: tuple[str, ...], place: str) -> Iterator[Problem]:
        """Of words that are compared with phrases and clauses."""
        yield from self.lemmas(words, place)
        known = self.phrases_known
        for number, word in enumerate(words):
            if word.startswith("@") and self.lists_known and word[1:] not in known:
                what = f"{quoted(word)} is neither a list of words.yaml nor a type"
                other = f"there are also @{', @'.join(CLASSES)}"
                remedy = _meant(near_list(word, known), other)
                yield self.at(f"{place}[{number}]", what, remedy)


class _Templates(_Asked):
    """Checks on the file of templates."""

    def problems(self, named: Collection[str] | None) -> Iterator[Problem]:
        """*named* are those to check, for the lists of their own file may not be there; or all."""
        for name, template in self.source.value.items():
            if named is not None and name not in named:
                continue
            if not said(template):
                what = f"template {quoted(name)} says nothing"
                yield self.at(name, what, "fill it or take it out")
            yield from self.asked(template, name)


class _Names(_Asked):
    """Checks on the file of one type, as it is written: what its templates say is theirs."""

    def __init__(
        self,
        codebook: Codebook,
        type_: str,
        source: Source,
        file: str,
        names: RoleNames,
        unread: Collection[str],
    ) -> None:
        super().__init__(codebook, source, file, names, unread)
        self.type: EventType = source.value
        self.filled = codebook.types[type_]
        self.contexts_known = "contexts" not in unread

    def problems(self, templates: Mapping[str, Template] | None) -> Iterator[Problem]:
        """*templates* are those there are; ``None`` where that is not known."""
        event_type = self.type
        yield from self._named(templates)
        if len(event_type.type.split()) != 1 or event_type.type.startswith("@"):
            yield self.at("type", f"{quoted(event_type.type)} is no name", "write one word")
        if event_type.future:
            yield from self._one_of([event_type.future], self.types, "future", "no type")
        yield from self._one_of(event_type.not_beside, self.types, "not-beside", "no type")
        others = [name for name in self.types if name != event_type.type]
        yield from self._one_of(event_type.told_also_as, others, "told-also-as", "no other type")
        yield from self._one_of(event_type.requires, NEEDS, "requires", "nobody to require")
        unsaid = event_type.requires_unsaid
        yield from self._one_of(unsaid, NEEDS, "requires-unsaid", "nobody to require")
        yield from self._roles(event_type.actor, "actor")
        yield from self._roles(event_type.recipient, "recipient")
        yield from self._roles(event_type.implied_recipient, "implied-recipient")
        for name, mode in event_type.modes.items():
            yield from self._words(mode.cues, f"modes.{name}.cues")
            yield from self._phrases(mode.about, f"modes.{name}.about")
            place, what = f"modes.{name}.told-also-as", f"no other mode of {event_type.type}"
            beside = [one for one in event_type.modes if one != name]
            yield from self._one_of(mode.told_also_as, beside, place, what)
            if mode.to_host and not self.filled.reciprocal:
                what = f"mode {quoted(name)} says who goes to whom, which this type says anyway"
                remedy = "'to-host' is for types that are 'reciprocal: true'; take it out"
                yield self.at(f"modes.{name}.to-host", what, remedy)
        seen: set[str] = set()
        for number, signal in enumerate(event_type.signals):
            place = f"signals[{number}]"
            if signal.name in seen and signal.name:
                what = f"two signals are named {quoted(signal.name)}"
                yield self.at(f"{place}.name", what, "rename one")
            seen.add(signal.name)
            yield from self._signal(signal, place)
        for number, example in enumerate(event_type.examples):
            yield from self._example(example, f"examples[{number}]")
        for number, example in enumerate(event_type.counter_examples):
            yield from self._example(example, f"counter-examples[{number}]")

    def _named(self, templates: Mapping[str, Template] | None) -> Iterator[Problem]:
        """Templates that there are not, and that say of a type what only signals have."""
        if templates is None:
            return
        yield from self._one_of(self.type.templates, templates, "templates", "no template")
        for number, signal in enumerate(self.type.signals):
            place = f"signals[{number}].templates"
            yield from self._one_of(signal.templates, templates, place, "no template")
        for number, name in enumerate(self.type.templates):
            odd = sorted(said(templates[name]).keys() - OF_A_TYPE) if name in templates else []
            if odd:
                what = f"template {quoted(name)} says {odd[0]!r}, which a type has not"
                yield self.at(f"templates[{number}]", what, "name it in signals")

    def _signal(self, signal: Signal, place: str) -> Iterator[Problem]:
        predicates = signal.verbs or signal.nouns or signal.adjectives
        if not predicates and self.source.is_whole(place):
            what = f"signal {quoted(signal.name)} has no verbs, nouns or adjectives"
            yield self.at(f"{place}.name", what, "write the words that show the act")
        for field in ("verbs", "nouns", "adjectives"):
            yield from self._words(getattr(signal, field), f"{place}.{field}")
        yield from self.asked(signal, place)
        what = f"no mode of {self.type.type}"
        yield from self._one_of(signal.modes, self.type.modes, f"{place}.modes", what)
        yield from self._also(signal, f"{place}.also")
        if self.contexts_known:
            contexts, what = self.codebook.contexts, "no context of contexts.yaml"
            yield from self._one_of(signal.contexts, contexts, f"{place}.contexts", what)
        if not 0 < signal.confidence <= 1:
            what = f"confidence {signal.confidence:g} is no share"
            yield self.at(f"{place}.confidence", what, "write a number above 0 and up to 1")

    def _also(self, signal: Signal, place: str) -> Iterator[Problem]:
        for number, further in enumerate(signal.also):
            type_, _, mode = further.partition("/")
            here = f"{place}[{number}]"
            others = [name for name in self.types if name != self.type.type]
            yield from self._one_of([type_], others, here, "no other type")
            known = self.codebook.types.get(type_)
            if mode and known is not None:
                what = f"no mode of {type_}"
                yield from self._one_of([mode], known.modes, here, what)

    def _example(self, example: Example, place: str) -> Iterator[Problem]:
        if not example.text.strip() and self.source.is_whole(f"{place}.text"):
            yield self.at(f"{place}.text", "an example without words", "write its sentence")
        if example.published and not _is_day(example.published):
            what = f"{quoted(example.published)} is no day"
            remedy = f"write one that exists, such as 2014-05-08; {BOUNDS}"
            yield self.at(f"{place}.published", what, remedy)
        for number, event in enumerate(example.events):
            here = f"{place}.events[{number}]"
            if event.type:
                yield from self._one_of([event.type], self.types, f"{here}.type", "no type")
            expected = self.codebook.types.get(event.type or self.type.type)
            if expected is not None:
                what = f"no mode of {expected.type}"
                yield from self._one_of(event.modes or (), expected.modes, f"{here}.modes", what)


def near_list(word: str, known: Collection[str]) -> str:
    """The list that a misspelt one was perhaps meant to be, as ``@name``."""
    return near(word, [f"@{name}" for name in known] if len(known) <= MOST_COMPARED else known)


def _meant(near: str, otherwise: str) -> str:
    return f"did you mean {near!r}?" if near else otherwise


def _is_day(text: str) -> bool:
    try:
        given_day(text)
    except ValueError:
        return False
    return True
