"""What a codebook that codes still gets wrong: examples that contradict each other, dead signals.

None of this keeps a codebook from being used; ``detente codebook check`` tells of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from msgspec import Struct

from detente.events.codebook import Codebook, Example, ExpectedEvent, Signal
from detente.events.codebook_loading import Loaded, read_codebook, shipped_codebook
from detente.events.event_words import EventWords
from detente.events.signal_matching import Entry, Matcher, predicates
from detente.events.yaml_source import Problem
from detente.language import Lexicon

MOST_ALIKE = 20
"""Examples of the same words that are compared with each other."""


def codebook_problems(folder: Path | None = None) -> list[Problem]:
    """All that is wrong with the codebook in *folder*, or the shipped one, by file and line.

    Raises :class:`~detente.errors.CodebookError` where there is no such folder, or no type in it.
    """
    folder = folder or shipped_codebook()
    loaded = read_codebook(folder)
    found = {*loaded.problems, *contradictions(loaded, folder), *repetitions(loaded, folder)}
    if not loaded.problems:
        found.update(dead_signals(loaded, folder))
    return sorted(found)


class _Case(Struct, frozen=True):
    """An example and where it stands."""

    type: str
    example: Example
    counter: bool
    place: str

    @property
    def events(self) -> tuple[ExpectedEvent, ...]:
        """What it wants, with the type spelled out."""
        return tuple(_typed(event, self.type) for event in self.example.events)


def _typed(event: ExpectedEvent, type_: str) -> ExpectedEvent:
    return ExpectedEvent(
        tuple(sorted(event.actors)),
        tuple(sorted(event.recipients)),
        event.type or type_,
        None if event.modes is None else tuple(sorted(event.modes)),
        event.modality,
    )


def contradictions(loaded: Loaded, folder: Path) -> Iterator[Problem]:
    """Examples of the same words, in one file or several, that want different things."""
    by_text: dict[tuple[str, str], list[_Case]] = defaultdict(list)
    for case in _cases(loaded.codebook):
        words = " ".join(case.example.text.split()).casefold()
        by_text[words, case.example.published].append(case)
    for cases in by_text.values():
        if len(cases) > MOST_ALIKE:
            file = loaded.codebook.files[cases[MOST_ALIKE].type]
            line = loaded.sources[file].line(f"{cases[MOST_ALIKE].place}.text")
            what = f"the same words as in {MOST_ALIKE} examples before it"
            yield Problem(str(folder / file), line, what, "keep one of them")
        for first, second in combinations(cases[:MOST_ALIKE], 2):
            if what := _contradiction(first, second):
                origin, file = (loaded.codebook.files[c.type] for c in (first, second))
                line = loaded.sources[file].line(f"{second.place}.text")
                other = loaded.sources[origin].line(f"{first.place}.text")
                yield Problem(
                    str(folder / file),
                    line,
                    f"{what}, but the same words in {origin}, line {other}, say otherwise",
                    "keep the right one of the two",
                )


def _cases(codebook: Codebook) -> Iterator[_Case]:
    for type_, event_type in codebook.types.items():
        for n, example in enumerate(event_type.examples):
            yield _Case(type_, example, False, f"examples[{n}]")
        for n, example in enumerate(event_type.counter_examples):
            yield _Case(type_, example, True, f"counter-examples[{n}]")


def _contradiction(first: _Case, second: _Case) -> str:
    """What the second wants that the first rules out, or the other way round; else nothing.

    An example lists all events of its sentence, a counter-example all of its own file's type.
    """
    for one, other, wants in ((first, second, "does not want"), (second, first, "wants")):
        for event in other.events:
            listed_in_full = not one.counter or event.type == one.type
            if listed_in_full and not any(_same(event, own) for own in one.events):
                if wants == "wants":
                    return f"this example does not want {described(event)}"
                return f"this example wants {described(event)}"
    return ""


def _same(first: ExpectedEvent, second: ExpectedEvent) -> bool:
    """Whether two expectations can both be right."""
    unstated = first.modes is None or second.modes is None
    return (
        (first.type, first.actors, first.recipients, first.modality)
        == (second.type, second.actors, second.recipients, second.modality)
    ) and (unstated or first.modes == second.modes)


def described(event: ExpectedEvent) -> str:
    """``planned CONSULT visit, NOR, CHL > FJI``."""
    modes = "".join(f" {mode}" for mode in event.modes or ())
    who = ", ".join(event.actors) or "nobody"
    whom = f" > {', '.join(event.recipients)}" if event.recipients else ""
    return f"{event.modality} {event.type}{modes}, {who}{whom}"


def repetitions(loaded: Loaded, folder: Path) -> Iterator[Problem]:
    """Predicates that a signal lists twice, itself or by its lists."""
    for type_, name in loaded.codebook.files.items():
        for number, signal in enumerate(loaded.codebook.types[type_].signals):
            for field in ("verbs", "nouns", "adjectives"):
                place = f"signals[{number}].{field}"
                seen: dict[str, str] = {}
                for n, word in enumerate(getattr(signal, field)):
                    for meant in sorted(loaded.codebook.expand((word,))):
                        if meant in seen:
                            listed = f" (in {seen[meant]})" if seen[meant] != meant else ""
                            line = loaded.sources[name].line(f"{place}[{n}]")
                            what = f"signal {signal.name!r} has {meant!r} twice{listed}"
                            yield Problem(str(folder / name), line, what, "keep one")
                        seen.setdefault(meant, word)


def dead_signals(loaded: Loaded, folder: Path) -> Iterator[Problem]:
    """Signals that never match, as others match first whatever they would match."""
    matcher = Matcher(loaded.codebook, EventWords.load(), Lexicon.load())
    for type_, name in loaded.codebook.files.items():
        for number, signal in enumerate(loaded.codebook.types[type_].signals):
            shadows = _shadows(matcher, type_, signal)
            if shadows is not None:
                line = loaded.sources[name].line(f"signals[{number}].name")
                others = ", ".join(dict.fromkeys(f"{e.type}/{e.signal.name}" for e in shadows))
                what = f"signal {signal.name!r} never matches: {others} matches first"
                remedy = "give it a restriction or a higher confidence, or take it out"
                yield Problem(str(folder / name), line, what, remedy)


def _shadows(matcher: Matcher, type_: str, signal: Signal) -> list[Entry] | None:
    """For each predicate the signal that hides this one; ``None`` where some predicate is free."""
    found: list[Entry] = []
    named = predicates(matcher.codebook, signal)
    for kind, head in dict.fromkeys((kind, head) for kind, head, _ in named):
        before: list[Entry] = []
        for entry in matcher.entries(kind, head):
            if (entry.type, entry.signal.name) == (type_, signal.name):
                hiding = next((b for b in before if _hides(matcher, b, entry)), None)
                if hiding is None:
                    return None
                found.append(hiding)
            else:
                before.append(entry)
    return found


def _hides(matcher: Matcher, first: Entry, second: Entry) -> bool:
    """Whether whatever meets *second* meets *first*, which is tried before it."""
    if first.extra and first.extra != second.extra:
        return False
    if first.signal.voice not in ("any", second.signal.voice):
        return False
    if first.signal.negation not in ("any", second.signal.negation):
        return False
    if first.signal.complement_negation not in ("any", second.signal.complement_negation):
        return False
    asked, also = matcher.restrictions(first), matcher.restrictions(second)
    for field in (
        "subject",
        "object",
        "about",
        "complement",
        "complement_modals",
        "modals",
        "words",
    ):
        wide, narrow = getattr(asked, field), getattr(also, field)
        if wide and not (narrow and narrow <= wide):
            return False
    for field in ("object_not", "about_not", "unless"):
        if not getattr(asked, field) <= getattr(also, field):
            return False
    narrow_by = dict(also.prepositions)
    return all(
        preposition in narrow_by and narrow_by[preposition] <= wide
        for preposition, wide in asked.prepositions
    )
