"""The stage of the reader: for the clauses of a report that may tell an act, how likely which."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec.structs import replace

from detente.document import Document, Hint
from detente.model import Span
from detente.reader.learnt import Reader

Asked = Callable[[Document], Iterable[int]]
"""Which clauses of a document are worth asking of, by their indexes."""


def with_hints(document: Document, reader: Reader, asked: Asked) -> Document:
    """*document* with what *reader* makes of the clauses that *asked* names.

    A clause that stands behind what the encoder reads of a long sentence has no hint.
    """
    structure = document.structure
    by_sentence: dict[int, list[int]] = {}
    for index in asked(document):
        by_sentence.setdefault(structure.clauses[index].sentence, []).append(index)
    hints: dict[int, Hint] = {}
    for number, clauses in sorted(by_sentence.items()):
        whole = structure.sentences[number].span
        words = document.text[whole.start : whole.end]
        triggers = [structure.clauses[index].trigger for index in clauses]
        inside = [Span(t.start - whole.start, t.end - whole.start) for t in triggers]
        for index, shares in zip(clauses, reader.shares(words, inside), strict=True):
            if shares is not None:
                hints[index] = Hint(shares)
    return replace(document, hints=hints)
