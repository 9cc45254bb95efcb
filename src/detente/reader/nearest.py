"""The examples that a reader learnt from, found again by what they are like."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from detente.errors import LanguageError
from detente.reader.packs import packed, unpacked

MOST = 127.0
"""What the largest number of a vector is kept as, in 8 bits."""


class Near(Struct, frozen=True):
    """An example, its type (``-`` for no act), and how like it is to what was asked: up to 1.

    ``trigger`` is what tells the act in ``text``: first character, one past the last.
    """

    type: str
    text: str
    trigger: tuple[int, int]
    likeness: float = 0.0


class Nearest:
    """The examples of one reader with their vectors."""

    def __init__(self, examples: Sequence[Near], vectors: NDArray[np.int8]) -> None:
        self._examples, self._vectors = tuple(examples), vectors

    @classmethod
    def of(cls, examples: Sequence[Near], vectors: NDArray[np.float32]) -> Nearest:
        """Those of examples whose vectors are the rows of *vectors*."""
        scaled = _unit(vectors)
        largest = np.abs(scaled).max(axis=1, keepdims=True)
        return cls(examples, np.round(scaled / np.maximum(largest, 1e-9) * MOST).astype(np.int8))

    def to(self, vector: NDArray[np.float32], count: int) -> tuple[Near, ...]:
        """The *count* examples most like *vector*, the likest first."""
        likeness = _unit(self._vectors.astype(np.float32)) @ _unit(vector[None])[0]
        order = np.argsort(-likeness, kind="stable")[:count]
        return tuple(
            replace(self._examples[i], likeness=round(float(likeness[i]), 2)) for i in order
        )

    def packed(self) -> bytes:
        """The file of them: the same bytes for the same examples."""
        said = [[one.type, one.text, *one.trigger] for one in self._examples]
        return packed(said, vectors=self._vectors)


def unpacked_examples(content: bytes, name: str) -> Nearest:
    """The examples of a file; raises :class:`~detente.errors.LanguageError` for a damaged one."""
    try:
        said, (vectors,) = unpacked(content, "vectors")
        examples = [Near(type_, text, (start, end)) for type_, text, start, end in said]
        if vectors.dtype != np.int8 or vectors.shape[:1] != (len(examples),):
            raise ValueError(name)
    except (ValueError, TypeError) as error:
        raise LanguageError(
            f"{name}: these are no examples of the reader's, or they are cut short; train it again "
            "with detente codebook train, or install detente again"
        ) from error
    return Nearest(examples, vectors)


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: NDArray[np.float32] = vectors / np.maximum(lengths, 1e-9)
    return unit
