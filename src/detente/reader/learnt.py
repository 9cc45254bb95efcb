"""A reader: an encoder with heads, and the examples that it learnt from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property
from importlib.resources.abc import Traversable

import numpy as np

from detente.errors import LanguageError
from detente.model import Span
from detente.reader.encoder import Encoder, load_encoder
from detente.reader.nearest import Near, Nearest, unpacked_examples
from detente.reader.type_shares import NO_ACT, Heads, unpacked_heads
from detente.word_folders import shipped

HEADS, TAUGHT = "reader.npz", "reader_examples.npz"
"""The files of heads and examples: in the package's data, and in the folder of a codebook of one's
own."""


class Reader:
    """Reads words in their sentence as one of a codebook's types, or as no act.

    Holds no state between sentences.
    """

    def __init__(self, encoder: Encoder, heads: Heads, folder: Traversable | None = None) -> None:
        """*folder* is where the examples lie that it learnt from, if they are to be had."""
        self.encoder, self.heads, self._folder = encoder, heads, folder
        self._types = [i for i, name in enumerate(heads.names) if name != NO_ACT]

    @property
    def version(self) -> str:
        """What made it, for a record's version."""
        return f"reader {self.heads.made_by}"

    def shares(self, sentence: str, triggers: Sequence[Span]) -> list[dict[str, float] | None]:
        """For each of *triggers*, spans of *sentence*, the share of each type, to hundredths.

        What is left of 1 is the share of no act.  ``None`` where the words stand behind what is
        read of a long sentence.
        """
        if not triggers:
            return []
        encoded = self.encoder.encode(sentence)
        found = [encoded.of(trigger) for trigger in triggers]
        read = [vector for vector in found if vector is not None]
        rows = iter(self.heads.shares(np.stack(read)) if read else ())
        return [None if vector is None else self._named(next(rows)) for vector in found]

    def nearest(self, sentence: str, trigger: Span, count: int) -> tuple[Near, ...]:
        """The *count* examples that it learnt from which are most like words of a sentence.

        Empty where the words are not read, or the examples are not to be had.
        """
        vector, taught = self.encoder.encode(sentence).of(trigger), self._taught
        return () if vector is None or taught is None else taught.to(vector, count)

    @cached_property
    def _taught(self) -> Nearest | None:
        try:
            if self._folder is None:
                return None
            return unpacked_examples((self._folder / TAUGHT).read_bytes(), TAUGHT)
        except (OSError, LanguageError):
            return None

    def _named(self, row: np.ndarray) -> dict[str, float]:
        # To hundredths: processors differ in the last digits, and records should not.
        return {self.heads.names[i]: round(float(row[i]), 2) for i in self._types}


@cache
def load_reader() -> Reader:
    """The shipped reader, for the shipped codebook; loaded once.

    Raises :class:`~detente.errors.LanguageError` where its files are missing or damaged.
    """
    encoder = load_encoder()
    return reader_of(shipped() / "reader", encoder)


def reader_of(folder: Traversable, encoder: Encoder, types: Sequence[str] | None = None) -> Reader:
    """The reader whose heads lie in *folder*, over *encoder*.

    *types* are those of the codebook.  Raises :class:`~detente.errors.LanguageError`.
    """
    try:
        content = (folder / HEADS).read_bytes()
    except OSError as error:
        raise LanguageError(
            f"the reader's heads are not there ({error}); install detente again, "
            "or code by signals alone with --no-reader"
        ) from error
    return Reader(encoder, unpacked_heads(content, HEADS, 2 * encoder.width, types), folder)
