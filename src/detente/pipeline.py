"""Reports to annotations: the rooms in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import tee
from pathlib import Path

import detente
from detente.actors import ActorTables, resolve
from detente.actors.home import at_home
from detente.actors.lands import with_lands
from detente.actors.reading import ActorReading
from detente.actors.speakers import with_speakers
from detente.events import EventCoder, load_codebook
from detente.events.coder import Surroundings
from detente.events.explain import Explanation, explain
from detente.events.trust import load_trust
from detente.language import Parser, Structure
from detente.model import (
    Actor,
    Annotation,
    EventMention,
    PlaceMention,
    Report,
    Statement,
    TimeMention,
)
from detente.places import Gazetteer, find_adjectives, find_places
from detente.places.events import Placing
from detente.statements import Sayings, find_sayings
from detente.times import Dating, find_times


class Coder:
    """Annotates reports.  Loading takes a second or two; keep one and use it for many reports."""

    def __init__(
        self, parser: Parser, tables: ActorTables, gazetteer: Gazetteer, events: EventCoder
    ) -> None:
        self.parser = parser
        self.tables = tables
        self.gazetteer = gazetteer
        self.events = events

    @classmethod
    def load(
        cls,
        model: str | None = None,
        codebook: Path | None = None,
        actors: Sequence[Path] = (),
        *,
        trusted: bool = True,
    ) -> Coder:
        """A coder with the shipped data, or with other parts where they are named.

        *model* is an installed spaCy English pipeline, *codebook* a folder, *actors* further tables
        of actors.  The confidence of an event is what the codebook's signals say; with the shipped
        codebook it is the share of events like it that are right, unless *trusted* is false.
        Raises :class:`~detente.errors.LanguageError`, :class:`~detente.errors.CodebookError` or
        :class:`~detente.errors.TableError`.
        """
        return cls(
            Parser(model),
            ActorTables.load(actors),
            Gazetteer.load(),
            EventCoder(
                load_codebook(codebook), load_trust() if trusted and codebook is None else None
            ),
        )

    @property
    def version(self) -> str:
        """The versions that made an annotation: detente's, the model's, one's own tables'."""
        own = f", own actors {self.tables.own}" if self.tables.own else ""
        return f"detente {detente.__version__}, {self.parser.version}{own}"

    @property
    def codebook_hash(self) -> str:
        """Identifies the codebook's content."""
        return self.events.codebook.hash

    @property
    def types(self) -> frozenset[str]:
        """The types of the codebook."""
        return frozenset(self.events.codebook.types)

    def annotate(self, reports: Iterable[Report]) -> Iterator[Annotation]:
        """The annotation of each report, in order.  Streams a few reports at a time."""
        for _, annotation in self.read(reports):
            yield annotation

    def read(self, reports: Iterable[Report]) -> Iterator[tuple[Structure, Annotation]]:
        """The sentence structure and the annotation of each report, in order."""
        parsed, kept = tee(reports)
        for structure, report in zip(self.parser.parse(parsed), kept, strict=True):
            yield structure, self.annotate_one(report, structure)

    def annotate_one(self, report: Report, structure: Structure) -> Annotation:
        """The annotation of a report whose sentence structure is known."""
        reading, times, around, sayings = self._read(report, structure)
        events, uncoded = self.events.code(report, structure, around)
        speaking, statements = around.reading, around.statements
        if unnamed := sayings.unnamed(reading):
            speaking = with_speakers(speaking, report, structure, unnamed)
            statements = sayings.statements(speaking)
        return Annotation(
            report=report,
            sentences=tuple(sentence.span for sentence in structure.sentences),
            actors=_taking_part(speaking, reading, events, statements),
            mentions=speaking.mentions,
            times=times,
            places=self._with_adjectives(report, structure, around.places),
            statements=statements,
            events=events,
            uncoded=uncoded,
        )

    def _with_adjectives(
        self, report: Report, structure: Structure, named: tuple[PlaceMention, ...]
    ) -> tuple[PlaceMention, ...]:
        """The places named, and those of adjectives, which no other room goes by."""
        adjectives = find_adjectives(report, structure, self.gazetteer, named)
        return tuple(sorted(named + adjectives, key=lambda m: (m.span, m.place.name)))

    def explain(self, report: Report) -> Explanation:
        """Why a report, short as a sentence, is coded as it is."""
        (structure,) = self.parser.parse([report])
        _, _, around, _ = self._read(report, structure)
        return explain(self.events, report, structure, around)

    def _read(
        self, report: Report, structure: Structure
    ) -> tuple[ActorReading, tuple[TimeMention, ...], Surroundings, Sayings]:
        """The actors that a report names, its times, and what the event coder goes by.

        Events are coded with the speakers that are known; who else speaks has no part in them.
        """
        places = find_places(report, structure, self.gazetteer)
        reading = resolve(report, structure, self.tables, places)
        reading = at_home(reading, report, structure, places, self.tables)
        times = find_times(report, structure)
        sayings = find_sayings(report, structure, reading)
        around = Surroundings(
            with_lands(reading, report, structure, places, self.tables),
            sayings.statements(reading),
            places,
            Dating(report, structure, times).of,
            Placing(report, structure, places).of,
        )
        return reading, times, around, sayings


def _taking_part(
    reading: ActorReading,
    named: ActorReading,
    events: Iterable[EventMention],
    statements: Iterable[Statement],
) -> dict[str, Actor]:
    """The actors that the report names, and those of *reading* who act or speak."""
    taking = {p.actor for e in events for p in (*e.actors, *e.recipients)}
    taking |= {said.speaker for said in statements if said.speaker}
    taking |= {said.addressee for said in statements if said.addressee}
    taking |= {mention.actor for mention in reading.mentions}
    return {k: a for k, a in reading.actors.items() if k in named.actors or k in taking}
