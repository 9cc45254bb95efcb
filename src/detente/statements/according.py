""" "According to X, ...": the cue is no predicate, so it is read from the words."""

from __future__ import annotations

from collections.abc import Iterator

from detente.model import Span
from detente.statements.cues import Cue
from detente.statements.finding import Finding
from detente.statements.frames import quoted_words
from detente.statements.speech_sources import SourceFinder
from detente.statements.text_layout import Layout

# How many tokens after "according to" its source may begin to end: "the country's official ...".
_SOURCE = 15


def find_according(layout: Layout, sources: SourceFinder) -> Iterator[Finding]:
    """The findings that words such as "according to" report, in the order of the text."""
    known = _introducing(layout)
    tokens, text = layout.structure.tokens, layout.text
    for index, token in enumerate(tokens):
        for rest, sense in known.get(token.span.of(text).lower(), ()):
            words = tokens[index : index + 1 + len(rest)]
            if tuple(word.span.of(text) for word in words[1:]) != rest:
                continue
            cue = Span(token.span.start, words[-1].span.end)
            if not layout.readable(token.sentence) or words[-1].sentence != token.sentence:
                continue
            if layout.quotation_at(cue.start) is not None:
                continue
            phrase = _phrase_after(layout, cue.end)
            if phrase is not None:
                yield from _finding(layout, sources, cue, sense, phrase)
    yield from _in_words_of(layout, sources)


def _in_words_of(layout: Layout, sources: SourceFinder) -> Iterator[Finding]:
    """ "In the minister's words, ...": what stands around it, as said by the owner of the words."""
    vocabulary = layout.vocabulary
    for word in layout.structure.phrases:
        if word.possessor is None or word.lemma not in vocabulary.owned_words or not word.plural:
            continue
        first = layout.first_token(layout.phrase(word.possessor).span.start)
        before = layout.structure.tokens[first - 1] if first else None
        if before is None or before.span.of(layout.text).lower() not in vocabulary.before_owned:
            continue
        sentence = layout.sentence_span(word.head.start)
        aside = Span(before.span.start, word.head.end)
        source = sources.span((word.possessor,), word.head)
        if sentence is None or source is None or not layout.readable(before.sentence):
            continue
        pieces = [layout.whole_quotations(piece) for piece in layout.pieces(sentence, [aside])]
        pieces = [piece for piece in pieces if not piece.overlaps(aside)]
        content, form = quoted_words(layout, pieces, word.head) if pieces else ((), "indirect")
        if form == "partial":  # "in his words" that nothing quotes tells of none in particular
            yield Finding(content, form, word.head, source=source, sources=(word.possessor,))


def _introducing(layout: Layout) -> dict[str, list[tuple[tuple[str, ...], Cue]]]:
    """The words that report whoever follows them, by their first: the others, and the sense."""
    known: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for word in layout.vocabulary.introducing:
        first, *rest = word.split()
        for sense in layout.vocabulary.cues.of("preposition", word)[:1]:
            known.setdefault(first, []).append((tuple(rest), sense))
    return known


def _phrase_after(layout: Layout, offset: int) -> int | None:
    """The phrase that starts right after *offset*."""
    first = layout.first_token(offset)
    for token in layout.structure.tokens[first : first + _SOURCE]:
        index = layout.phrase_at.get(token.span.start)
        if index is not None:
            start = layout.phrase(index).span.start
            if start >= offset and layout.words(Span(offset, start)) == 0:
                return index
    return None


def _finding(
    layout: Layout, sources: SourceFinder, cue: Span, sense: Cue, phrase: int
) -> Iterator[Finding]:
    sentence = layout.sentence_span(cue.start)
    members = (phrase, *layout.phrase(phrase).members)
    source = sources.span(members, cue)
    if source is None or sentence is None:
        return
    aside = Span(cue.start, source.end)
    pieces = [layout.whole_quotations(piece) for piece in layout.pieces(sentence, [aside])]
    pieces = [piece for piece in pieces if not piece.overlaps(aside)]
    if pieces:
        content, form = quoted_words(layout, pieces, cue)
        yield Finding(content, form, cue, sense, source=source, sources=members)
