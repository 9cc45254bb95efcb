"""Where words hang: the one way by which a parser's tree is changed.

Whatever the parser gave and whatever a repair wants, each sentence stays one tree: one root, every
word below it, nothing below itself, nothing across the end of a sentence.  Loops that go from word
to head therefore end.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy
from spacy.attrs import DEP, HEAD, SENT_START

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc, Token

ROOT = "ROOT"


@contextmanager
def same_sentences(doc: Doc) -> Iterator[None]:
    """Sentences start after the block where they started before it.

    The library works them out anew from the words that hang left of a root whenever a head changes,
    and where branches cross it can be wrong.
    """
    starts: Any = doc.to_array(SENT_START)
    yield
    if (doc.to_array(SENT_START) != starts).any():
        doc.from_array([SENT_START], starts)


def hang(token: Token, head: Token, label: str = "", *, lifts: bool = False) -> bool:
    """Hangs *token* on *head*, under *label* where one is given; whether that could be done.

    Nothing changes where the two stand in different sentences or are one, or where *head* is below
    *token*, which would close a circle.  With *lifts* such a head takes the place of *token* first,
    with its label.
    """
    above = [head, *head.ancestors]
    root = [token, *token.ancestors][-1]
    if head.i == token.i or above[-1].i != root.i:
        return False
    if any(ancestor.i == token.i for ancestor in above):
        if not lifts:
            return False
        head.head = head if token.i == root.i else token.head
        head.dep_ = token.dep_
    token.head = head
    if label:
        token.dep_ = label
    return True


def climb(token: Token, *labels: str) -> Iterator[Token]:
    """*token* and what it hangs on, up to the first word that hangs by none of *labels*."""
    yield token
    for above in token.ancestors:
        if token.dep_ not in labels:
            return
        token = above
        yield token


def plant(doc: Doc) -> None:
    """Hangs all words of a sentence on one of them where their heads make no tree."""
    offsets = doc.to_array(HEAD).astype(numpy.int64)
    heads = numpy.arange(len(doc)) + offsets
    labels = doc.to_array(DEP)
    root = doc.vocab.strings.add(ROOT)
    wild = [
        s for s in doc.sents
        if not _is_tree(heads[s.start : s.end] - s.start, labels[s.start : s.end] == root)
    ]  # fmt: skip
    if not wild:
        return
    for sentence in wild:
        top = next((t.i for t in sentence if t.head.i == t.i), sentence.start)
        places = numpy.arange(sentence.start, sentence.end)
        offsets[places] = top - places
        labels[places[labels[places] == root]] = doc.vocab.strings.add("dep")
        labels[top] = root
    values: Any = numpy.stack([offsets.astype(numpy.uint64), labels], axis=1)
    with same_sentences(doc):
        doc.from_array([HEAD, DEP], values)


def _is_tree(heads: NDArray[numpy.int64], called: NDArray[numpy.bool_]) -> bool:
    """Whether *heads*, counted from the sentence's start, lead from every word to one root.

    *called* are the words that are called so, which must be that one alone.
    """
    length = len(heads)
    if heads.min() < 0 or heads.max() >= length:
        return False
    roots = numpy.flatnonzero(heads == numpy.arange(length))
    if len(roots) != 1 or not called[roots[0]] or called.sum() != 1:
        return False
    reached, steps = heads, 1
    while steps < length:
        reached, steps = reached[reached], steps * 2
    return bool((reached == roots[0]).all())
