"""A codebook under other names: whether anything but the codebook itself goes by a name in it.

What a type, a mode or a context is called is its codebook's own affair.  A copy in which all of
them are called otherwise must code the same acts, and they must be merged into the same events.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from detente.document import Document, Hint
from detente.events.codebook import (
    Codebook,
    Context,
    EventType,
    Example,
    ExpectedEvent,
    Mode,
    Signal,
)
from detente.events.coder import EventCoder
from detente.model import Annotation, Event, EventMention
from detente.model.kinds_of_acts import Kinds

Merge = Callable[[Sequence[Annotation], Kinds], Iterable[Event]]
"""Merges the acts of annotations by what their codebook says they are known by."""

MOST_DIFFERENCES = 20


class Names(Struct, frozen=True):
    """Other names for the types, the modes and the contexts of a codebook."""

    types: dict[str, str]
    modes: dict[str, str]
    contexts: dict[str, str]

    @classmethod
    def of(cls, codebook: Codebook) -> Names:
        """Names that the codebook does not have, for all that it names."""
        modes = dict.fromkeys(name for t in codebook.types.values() for name in t.modes)
        taken = {*codebook.types, *modes, *codebook.contexts, *codebook.words}
        stem = "other"
        while any(name.startswith(stem) for name in taken):
            stem += "-other"

        def others(names: Iterable[str], kind: str) -> dict[str, str]:
            return {name: f"{stem}-{kind}-{n}" for n, name in enumerate(names)}

        return cls(
            others(codebook.types, "type"), others(modes, "mode"), others(codebook.contexts, "ctx")
        )

    def mention(self, told: EventMention) -> EventMention:
        """An act under the other names."""
        type_, found, signal = told.signal.partition("/")
        return replace(
            told,
            type=self.types.get(told.type, told.type),
            modes=self._modes(told.modes),
            contexts=self._contexts(told.contexts),
            signal=f"{self.types.get(type_, type_)}{found}{signal}",
        )

    def document(self, document: Document) -> Document:
        """A document with what the reader says of its clauses under the other names."""
        hints = {
            index: Hint({self.types.get(name, name): share for name, share in hint.shares.items()})
            for index, hint in document.hints.items()
        }
        return replace(document, hints=hints)

    def codebook(self, codebook: Codebook) -> Codebook:
        """The codebook under the other names."""
        return replace(
            codebook,
            types={self.types[name]: self._type(t) for name, t in codebook.types.items()},
            words={
                name: frozenset(self._words(tuple(words))) for name, words in codebook.words.items()
            },
            contexts={
                self.contexts[name]: self._context(c) for name, c in codebook.contexts.items()
            },
            files={self.types[name]: file for name, file in codebook.files.items()},
        )

    def _types(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.types.get(name, name) for name in names)

    def _modes(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.modes.get(name, name) for name in names)

    def _contexts(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.contexts.get(name, name) for name in names)

    def _words(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Words of a restriction: ``@TYPE`` is renamed."""
        return tuple(
            f"@{self.types[word[1:]]}" if word[:1] == "@" and word[1:] in self.types else word
            for word in words
        )

    def _type(self, event_type: EventType) -> EventType:
        return replace(
            event_type,
            type=self.types[event_type.type],
            future=self.types.get(event_type.future, event_type.future),
            not_beside=self._types(event_type.not_beside),
            told_also_as=self._types(event_type.told_also_as),
            modes={self.modes[name]: self._mode(mode) for name, mode in event_type.modes.items()},
            signals=tuple(map(self._signal, event_type.signals)),
            examples=tuple(map(self._example, event_type.examples)),
            counter_examples=tuple(map(self._example, event_type.counter_examples)),
        )

    def _mode(self, mode: Mode) -> Mode:
        return replace(
            mode, about=self._words(mode.about), told_also_as=self._modes(mode.told_also_as)
        )

    def _signal(self, signal: Signal) -> Signal:
        return replace(
            signal,
            subject=self._words(signal.subject),
            object=self._words(signal.object),
            object_not=self._words(signal.object_not),
            about=self._words(signal.about),
            about_not=self._words(signal.about_not),
            complement=self._words(signal.complement),
            prepositions={name: self._words(words) for name, words in signal.prepositions.items()},
            modes=self._modes(signal.modes),
            contexts=self._contexts(signal.contexts),
            also=tuple(map(self._further, signal.also)),
        )

    def _further(self, further: str) -> str:
        type_, slash, mode = further.partition("/")
        return self.types.get(type_, type_) + slash + self.modes.get(mode, mode)

    def _example(self, example: Example) -> Example:
        return replace(example, events=tuple(map(self._expected, example.events)))

    def _expected(self, event: ExpectedEvent) -> ExpectedEvent:
        return replace(
            event,
            type=self.types.get(event.type, event.type),
            modes=None if event.modes is None else self._modes(event.modes),
        )

    def _context(self, context: Context) -> Context:
        return replace(
            context,
            between_states=self._types(context.between_states),
            not_beside=self._contexts(context.not_beside),
        )


class Renaming:
    """Codes documents under other names beside those that they were coded under."""

    def __init__(self, coder: EventCoder) -> None:
        self._names = Names.of(coder.codebook)
        self._kinds = coder.codebook.kinds()
        self._coder = coder.with_codebook(self._names.codebook(coder.codebook))
        self._pairs: list[tuple[Annotation, Annotation]] = []

    def see(self, document: Document) -> None:
        """Codes the report of *document*, which has its events, once more."""
        again = self._coder.with_events(self._names.document(document))
        self._pairs.append((document.annotation(), again.annotation()))

    def differences(self, merge: Merge) -> tuple[str, ...]:
        """What is coded or merged otherwise under other names, in words; nothing in a right world.

        At most :data:`MOST_DIFFERENCES`.
        """
        found = [
            f"coded otherwise under other names: {' '.join(own.report.text.split())}"
            for own, other in self._pairs
            if sorted(map(_told, map(self._names.mention, own.events)))
            != sorted(map(_told, other.events))
        ]
        if not found:
            found += self._merged_otherwise(merge)
        return tuple(found[:MOST_DIFFERENCES])

    def _merged_otherwise(self, merge: Merge) -> list[str]:
        own, other = (_twice(pair[n] for pair in self._pairs) for n in (0, 1))
        kinds = self._coder.codebook.kinds()
        wanted = {self._event(event, own) for event in merge(own, self._kinds)}
        got = {_event(event, other) for event in merge(other, kinds)}
        odd = {at.removesuffix("-again") for *_, mentions in wanted - got for at, _ in mentions}
        return [
            f"merged otherwise under other names: {' '.join(a.report.text.split())}"
            for a, _ in self._pairs
            if a.report.id in odd
        ]

    def _event(self, event: Event, annotations: Sequence[Annotation]) -> _Event:
        names = self._names
        renamed = replace(
            event,
            type=names.types[event.type],
            modes=tuple(names.modes[mode] for mode in event.modes),
            contexts=tuple(names.contexts[context] for context in event.contexts),
        )
        return _event(renamed, annotations)


def _twice(annotations: Iterable[Annotation]) -> list[Annotation]:
    """Each report, and another that tells the same in words that share nothing with its own.

    Whether the two are merged goes by what acts of their types are known by.
    """
    return [one for annotation in annotations for one in (annotation, _in_other_words(annotation))]


def _in_other_words(annotation: Annotation) -> Annotation:
    report = annotation.report
    blank = replace(report, id=f"{report.id}-again", text="." * len(report.text))
    return replace(annotation, report=blank)


_Event = tuple[str, tuple[str, ...], tuple[str, ...], tuple[tuple[str, int], ...]]


def _event(event: Event, annotations: Sequence[Annotation]) -> _Event:
    """What an event is, by where its mentions stand; their ids hold the type's name."""
    starts = {(a.report.id, m.id): m.trigger.start for a in annotations for m in a.events}
    mentions = sorted((report, starts[report, id_]) for report, id_ in event.mentions)
    return event.type, tuple(sorted(event.modes)), tuple(sorted(event.contexts)), tuple(mentions)


def _told(mention: EventMention) -> str:
    """All of a mention but its id."""
    modes, contexts = tuple(sorted(mention.modes)), tuple(sorted(mention.contexts))
    return repr(replace(mention, id="", modes=modes, contexts=contexts))
