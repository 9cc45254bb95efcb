"""What an act is about: PLOVER's contexts, by the words of its clause and by who takes part in it.

The cue ``@contested-place`` stands for any place that several states claim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from detente.events.codebook import Codebook
from detente.events.event_words import EventWords
from detente.events.sides_of_acts import governments
from detente.language.structure import Clause, Structure
from detente.lookups import Hanging
from detente.model import Actor, PlaceMention, Span
from detente.stretches import Standing

CONTESTED = "@contested-place"

# Clauses that are read with the one they hang on: "attacked the port, | killing two".
_SHARED = frozenset({"adverbial", "complement", "purpose"})

# How far up a clause shares the words of others: "began | talks on | a plan for | an island".
_DEPTH = 4

_Phrases = dict[str, list[tuple[tuple[str, ...], str]]]


class ContextFinder:
    """The codebook's context cues, indexed by their first word."""

    def __init__(self, codebook: Codebook, words: EventWords) -> None:
        self.beside = words.beside
        self._cues: _Phrases = defaultdict(list)
        self._idioms: _Phrases = defaultdict(list)
        self._contested: set[str] = set()
        self._not_beside = {name: set(c.not_beside) for name, c in codebook.contexts.items()}
        self._sectors: dict[str, set[str]] = defaultdict(set)
        self._between_states: dict[str, set[str]] = defaultdict(set)
        for name, context in codebook.contexts.items():
            for cue in context.cues:
                if cue == CONTESTED:
                    self._contested.add(name)
                else:
                    phrase = tuple(cue.split())
                    self._cues[phrase[0]].append((phrase, name))
            for idiom in context.unless:
                phrase = tuple(idiom.split())
                self._idioms[phrase[0]].append((phrase, name))
            for sector in context.sectors:
                self._sectors[sector].add(name)
            for type_ in context.between_states:
                self._between_states[type_].add(name)

    def on(self, hanging: Hanging, places: Iterable[PlaceMention] = ()) -> ReportContexts:
        """The finder for one report whose *places* are known."""
        return ReportContexts(self, hanging, places)

    def of_act(
        self,
        cued: set[str],
        type_: str,
        actors: Iterable[Actor],
        *,
        contested: bool,
    ) -> tuple[str, ...]:
        """The contexts of an act among *actors* whose words speak for those of *cued*; sorted."""
        found = set(cued)
        everybody = tuple(actors)
        for actor in everybody:
            for sector in actor.sectors[:1]:  # the primary one
                found |= self._sectors.get(sector, set())
        if governments(everybody) > 1:
            found |= self._between_states.get(type_, set())
        if contested:
            found |= self._contested
        return tuple(sorted(name for name in found if not found & self._not_beside[name]))

    def cued(
        self,
        structure: Structure,
        spans: tuple[Span, ...],
        beside: tuple[Span, ...],
        sentence: int,
    ) -> set[str]:
        """The contexts whose cues stand in *spans* of a sentence, and not *beside* them."""
        lemmas = [
            token.lemma.lower() if _within(token.span, spans, beside) else ""
            for token in structure.sentence_tokens(sentence)
        ]
        held = {
            (position + offset, name)
            for position, words, name in _stands(self._idioms, lemmas)
            for offset in range(len(words))
        }
        return {
            name
            for position, words, name in _stands(self._cues, lemmas)
            if not any((position + offset, name) in held for offset in range(len(words)))
        }


class ReportContexts:
    """The contexts of the acts of one report."""

    def __init__(
        self, finder: ContextFinder, hanging: Hanging, places: Iterable[PlaceMention]
    ) -> None:
        self._finder = finder
        self._hanging = hanging
        contested = (place.span for place in places if len(place.place.claimed_by) > 1)
        self._contested = Standing(contested, lambda span: span)

    def find(self, clause: Clause, type_: str, actors: Iterable[Actor]) -> tuple[str, ...]:
        """The contexts of one act among *actors*; sorted."""
        structure = self._hanging.structure
        spans = tuple(_spans(structure, clause))
        sentence = self._hanging.clauses.get(clause.sentence, ())
        beside = tuple(_beside(sentence, clause, self._finder.beside))
        cued = self._finder.cued(structure, spans, beside, clause.sentence)
        contested = any(self._contested.inside(span) for span in spans)
        return self._finder.of_act(cued, type_, actors, contested=contested)


def _stands(phrases: _Phrases, lemmas: list[str]) -> Iterator[tuple[int, tuple[str, ...], str]]:
    """Each of *phrases* that stands in *lemmas*, with its position and the context it is of."""
    for position, lemma in enumerate(lemmas):
        for words, name in phrases.get(lemma, ()):
            if tuple(lemmas[position : position + len(words)]) == words:
                yield position, words, name


def _within(span: Span, spans: tuple[Span, ...], beside: tuple[Span, ...]) -> bool:
    return any(s.covers(span) for s in spans) and not any(s.covers(span) for s in beside)


def _beside(sentence: Iterable[Clause], clause: Clause, marks: frozenset[str]) -> Iterator[Span]:
    """Clauses that only tell of something else at the time: "freed X | while Y went to vote"."""
    for other in sentence:
        if (
            other.link == "adverbial"
            and other.mark in marks
            and other.tense != "none"
            and not other.extent.covers(clause.trigger)
        ):
            yield other.extent


def _spans(structure: Structure, clause: Clause) -> Iterator[Span]:
    """The words that tell of an act: its clause, its arguments', and those it is read with."""
    yield clause.extent
    arguments = (*clause.subject, *clause.object, *clause.indirect, *clause.attribute)
    for index in (*arguments, *((clause.topic,) if clause.topic is not None else ())):
        if structure.phrases[index].sentence == clause.sentence:
            yield structure.phrases[index].span
    above = clause
    for _ in range(_DEPTH):
        shared = above.kind == "noun" or (above.tense == "none" and above.link in _SHARED)
        if above.parent is None or not shared:
            return
        above = structure.clauses[above.parent]
        yield above.extent
        for index in (*above.subject, *above.object):
            if structure.phrases[index].sentence == clause.sentence:
                yield structure.phrases[index].span
