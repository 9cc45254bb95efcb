"""Reports to annotations: the stages that a document goes through, in their order.

A stage takes a :class:`~detente.document.Document` and returns it with a layer more.  Whoever adds
a stage adds a line to :meth:`Coder._stages`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from detente.actor_tables.actor_words import ActorWords
from detente.actors import ActorTables, with_actors
from detente.document import Document
from detente.errors import LanguageError
from detente.events import EventCoder, load_codebook
from detente.events.confidence import load_confidence
from detente.events.event_words import EventWords
from detente.events.explain import Explanation, explain
from detente.events.proposals import load_proposing, worth_asking
from detente.language import BATCH, Lexicon, Parser
from detente.language.structure import Clause
from detente.model import CODED, Annotation, Report, Span
from detente.model.kinds_of_acts import Kinds
from detente.naming import NameWords, with_names
from detente.places import Gazetteer, PlaceWords, with_places
from detente.reader import Reader, load_encoder, load_reader, reader_of, with_hints
from detente.reader.learnt import HEADS
from detente.reader.nearest import Near
from detente.statements import StatementWords, with_statements
from detente.times import TimeWords, with_times
from detente.version import __version__

NEAREST = 5
"""How many of the reader's examples explain what it makes of a clause."""

Stage = Callable[[Document], Document]


class Coder:
    """Annotates reports.  Loading takes a second or two; keep one and use it for many reports."""

    def __init__(
        self,
        parser: Parser,
        tables: ActorTables,
        gazetteer: Gazetteer,
        events: EventCoder,
        statement_words: StatementWords,
        time_words: TimeWords | None = None,
        place_words: PlaceWords | None = None,
        name_words: NameWords | None = None,
        reader: Reader | None = None,
    ) -> None:
        """*time_words*, *place_words* and *name_words* are the words that times, places and names
        are told with, English where none are given.  Without a *reader* only signals say what is an
        act."""
        self.parser = parser
        self.tables = tables
        self.gazetteer = gazetteer
        self.events = events
        self.statement_words = statement_words
        self.time_words = time_words or TimeWords.load(CODED)
        self.place_words = place_words or PlaceWords.load(CODED)
        self.name_words = name_words or NameWords.load(CODED)
        self.reader = reader
        self.stages = self._stages()

    def _stages(self) -> tuple[Stage, ...]:
        """What is read in a report whose sentences are parsed, each stage by those before it."""
        reader = self.reader
        hinting = (
            () if reader is None else (partial(with_hints, reader=reader, asked=worth_asking),)
        )
        return (
            partial(with_names, tables=self.tables, words=self.name_words),
            partial(with_places, gazetteer=self.gazetteer, words=self.place_words),
            partial(with_times, words=self.time_words),
            partial(with_actors, tables=self.tables),
            partial(with_statements, words=self.statement_words),
            *hinting,
            self.events.with_events,
        )

    @classmethod
    def load(
        cls,
        model: str | None = None,
        codebook: Path | None = None,
        actors: Sequence[Path] = (),
        *,
        trusted: bool = True,
        reader: bool = True,
    ) -> Coder:
        """A coder with the shipped data, or with other parts where they are named.

        *model* is an installed spaCy English pipeline, *codebook* a folder, *actors* further tables
        of actors.  The confidence of an event is what the codebook's signals say; with the shipped
        codebook it is the share of events like it that are right, unless *trusted* is false.  Where
        *reader* is false, or the reader's model is missing or damaged (:func:`reader_trouble`), or
        the codebook of a folder was not trained, signals alone say what is an act.
        Raises :class:`~detente.errors.LanguageError`, :class:`~detente.errors.CodebookError` or
        :class:`~detente.errors.TableError`.
        """
        time_words, place_words = TimeWords.load(CODED), PlaceWords.load(CODED)
        lexicon, event_words = Lexicon.load(CODED), EventWords.load(CODED)
        learnt = _reader_for(codebook) if reader else None
        asked = learnt is not None
        trust = load_confidence(asked) if trusted and codebook is None else None
        return cls(
            Parser(model, lexicon),
            ActorTables.load(actors, ActorWords.load(CODED)),
            Gazetteer.load(CODED),
            EventCoder(
                load_codebook(codebook, lexicon),
                trust,
                time_words,
                place_words,
                event_words,
                lexicon,
                load_proposing(own=codebook is not None) if asked else None,
            ),
            StatementWords.load(CODED),
            time_words,
            place_words,
            NameWords.load(CODED),
            learnt,
        )

    @property
    def version(self) -> str:
        """The versions that made an annotation: detente's, the models', one's own tables'."""
        own = f", own actors {self.tables.own}" if self.tables.own else ""
        reader = "no reader" if self.reader is None else self.reader.version
        return f"detente {__version__}, {self.parser.version}, {reader}{own}"

    @property
    def codebook_hash(self) -> str:
        """Identifies the codebook's content."""
        return self.events.codebook.hash

    @property
    def types(self) -> frozenset[str]:
        """The types of the codebook."""
        return frozenset(self.events.codebook.types)

    @property
    def kinds(self) -> Kinds:
        """By what the acts of the codebook are known, for merging and scoring."""
        return self.events.codebook.kinds()

    def annotate(self, reports: Iterable[Report]) -> Iterator[Annotation]:
        """The annotation of each report, in order.  Streams a few reports at a time."""
        for document in self.read(reports):
            yield document.annotation()

    def read(self, reports: Iterable[Report]) -> Iterator[Document]:
        """The document of each report with all its layers, in order.

        A report in another language than English is neither parsed nor taken through the stages.
        """
        source = iter(reports)
        while batch := list(islice(source, BATCH)):
            parsed = self.parser.parse(report for report in batch if report.language == CODED)
            for report in batch:
                if report.language == CODED:
                    yield self.through(Document(report, next(parsed)))
                else:
                    yield Document(report)

    def through(self, document: Document) -> Document:
        """A document whose sentences are parsed, taken through all stages."""
        for stage in self.stages:
            document = stage(document)
        return document

    def explain(self, report: Report) -> Explanation:
        """Why a report, short as a sentence, is coded as it is."""
        (document,) = self.read([report])
        return explain(self.events, document, self._like)

    def _like(self, document: Document, clause: Clause) -> tuple[Near, ...]:
        """The examples that the reader goes by for a clause."""
        if self.reader is None:
            return ()
        whole = document.structure.sentences[clause.sentence].span
        words = document.text[whole.start : whole.end]
        start = clause.trigger.start - whole.start
        trigger = Span(start, start + len(clause.trigger))
        return self.reader.nearest(words, trigger, NEAREST)


def reader_trouble(codebook: Path | None = None) -> str:
    """Why the reader of the shipped codebook, or of the folder *codebook*, can't be used.

    Empty where it can, and where a codebook of one's own was never trained.
    """
    try:
        _load_reader(codebook)
    except LanguageError as error:
        return str(error)
    return ""


def _reader_for(codebook: Path | None) -> Reader | None:
    try:
        return _load_reader(codebook)
    except LanguageError:
        return None


def _load_reader(codebook: Path | None) -> Reader | None:
    if codebook is None:
        return load_reader()
    if not (codebook / HEADS).is_file():
        return None
    return reader_of(codebook, load_encoder(), sorted(load_codebook(codebook).types))
