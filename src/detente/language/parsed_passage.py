"""A passage as the parser gives it back, with its way to the report's offsets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.language.clean import CleanText
from detente.language.passages import LONGEST_SENTENCE, Piece
from detente.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Token as SpacyToken


class Passage:
    """One parsed passage with its way back to the report's offsets."""

    def __init__(self, doc: Doc, piece: Piece, first_sentence: int) -> None:
        self.doc = doc
        self.text: CleanText = piece.text
        self.sentences = [s for s in doc.sents if any(not t.is_space for t in s)]
        # What is left of a sentence that is cut in two is not read.
        whole = self.sentences[not piece.starts : len(self.sentences) - (not piece.ends)]
        self.read = [t for s in whole if len(s) <= LONGEST_SENTENCE for t in s]
        self._sentence_of: dict[int, int] = {}
        for number, sentence in enumerate(self.sentences, first_sentence):
            for token in sentence:
                self._sentence_of[token.i] = number

    def span(self, first: int, end: int) -> Span:
        """The report's span of tokens *first* to *end* (exclusive)."""
        last = self.doc[end - 1]
        return self.text.span(self.doc[first].idx, last.idx + len(last))

    def sentence_of(self, token: SpacyToken) -> int:
        """The number, in the report, of the sentence *token* is in."""
        return self._sentence_of[token.i]
