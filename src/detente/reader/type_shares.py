"""What is said of a vector: the share of each type, the rest being no act."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from detente.errors import LanguageError
from detente.reader.packs import packed, unpacked

NO_ACT = "-"
VERSION = 1


class Heads(Struct, frozen=True):
    """A linear map from a vector of the encoder's to shares.

    ``names`` are the types in the order of the columns, :data:`NO_ACT` among them; ``weights`` has
    a row for each number of the vector; ``made_by`` says what it was trained with.
    """

    names: tuple[str, ...]
    weights: NDArray[np.float32]
    level: NDArray[np.float32]
    made_by: str

    def shares(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """The share of each name, a row for each row of *vectors*; a row sums to 1."""
        odds = vectors @ self.weights + self.level
        odds -= odds.max(axis=1, keepdims=True)
        shares: NDArray[np.float32] = np.exp(odds)
        shares /= shares.sum(axis=1, keepdims=True)
        return shares

    def packed(self) -> bytes:
        """The file of them: the same bytes for the same heads."""
        said = {"version": VERSION, "names": self.names, "made_by": self.made_by}
        return packed(said, weights=self.weights, level=self.level)


def unpacked_heads(
    content: bytes, name: str, width: int, types: Sequence[str] | None = None
) -> Heads:
    """The heads of a file, for vectors of *width* numbers.

    *types*, where given, are the codebook's.  Raises :class:`~detente.errors.LanguageError` where
    the file is damaged, of another version, or for another encoder or codebook.
    """
    try:
        said, (weights, level) = unpacked(content, "weights", "level")
        version, names, made_by = said["version"], tuple(said["names"]), str(said["made_by"])
    except (KeyError, ValueError, TypeError) as error:
        raise LanguageError(
            f"{name}: this is no file of the reader's, or it is cut short; train it again with "
            "detente codebook train, or code by signals alone with --no-reader"
        ) from error
    if version != VERSION:
        raise LanguageError(
            f"{name}: trained by another version of detente ({version}, not {VERSION}); "
            "train it again with detente codebook train"
        )
    if weights.shape != (width, len(names)) or level.shape != (len(names),):
        raise LanguageError(
            f"{name}: trained on another encoder than this; train it again with "
            "detente codebook train"
        )
    if types is not None and (strange := sorted(set(names) - {NO_ACT, *types})):
        raise LanguageError(
            f"{name}: trained for a type {strange[0]} that the codebook does not have; "
            "train it again with detente codebook train"
        )
    return Heads(names, weights, level, made_by)
