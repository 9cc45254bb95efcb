"""Sentences to vectors, by a small language model that comes with the package.

The model is a transformer with weights of 8 bits (``data/reader/encoder.onnx``), trained by
``scripts/train/reader.py``; docs/reader.md is its card.  A sentence is read alone, so that what is
made of it depends on nothing beside it.
"""

from __future__ import annotations

from importlib.resources.abc import Traversable
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from detente.errors import LanguageError
from detente.model import Span
from detente.word_folders import shipped

LONGEST = 192
"""How many pieces of a sentence are read; what stands behind them is not."""

MODEL, PIECES = "encoder.onnx", "tokenizer.json"

Vector = NDArray[np.float32]
Matrix = NDArray[np.float32]


class Encoded(Struct, frozen=True):
    """A sentence as the encoder reads it.

    ``vectors`` has a row for each piece of a word and ``whole`` is their middle; ``starts`` and
    ``ends`` say where in the sentence each stands, and are equal where it stands for no words.
    """

    vectors: Matrix
    whole: Vector
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    def of(self, span: Span) -> Vector | None:
        """The vector of words of the sentence, and of the sentence behind it.

        Twice as long as a row of ``vectors``; ``None`` where the words were not read.
        """
        inside = (self.starts < span.end) & (self.ends > span.start) & (self.starts < self.ends)
        if not inside.any():
            return None
        return np.concatenate([self.vectors[inside].mean(axis=0), self.whole])


class Encoder:
    """The model, ready to read.  Loading takes a fraction of a second; keep one."""

    def __init__(self, model: bytes, pieces: str, name: str) -> None:
        """*model* in ONNX and *pieces* as the ``tokenizers`` package writes them; *name* is told
        with what goes wrong.  Raises :class:`~detente.errors.LanguageError` where one is none."""
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        # One process is one thread: who wants more cores asks for more processes.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4
        try:
            self._session: Any = onnxruntime.InferenceSession(
                model, options, providers=["CPUExecutionProvider"]
            )
            self._pieces: Any = Tokenizer.from_str(pieces)
        # Neither library says which errors a damaged file raises.
        except Exception as error:
            raise LanguageError(_damaged(name)) from error
        self._pieces.no_padding()
        self._pieces.enable_truncation(LONGEST)
        shapes = [*self._session.get_inputs(), *self._session.get_outputs()]
        if [one.name for one in shapes] != ["pieces", "vectors"]:
            raise LanguageError(_damaged(name))
        self.width = int(shapes[1].shape[2])

    def encode(self, sentence: str) -> Encoded:
        """One sentence, of which at most :data:`LONGEST` pieces are read."""
        read = self._pieces.encode(sentence)
        ids = np.array([read.ids], dtype=np.int64)
        (vectors,) = self._session.run(None, {"pieces": ids})
        places = np.array(read.offsets, dtype=np.int64).reshape(-1, 2)
        return Encoded(vectors[0], vectors[0].mean(axis=0), places[:, 0], places[:, 1])


def load_encoder(folder: Traversable | None = None) -> Encoder:
    """The shipped encoder, or that of *folder*.

    Raises :class:`~detente.errors.LanguageError` where its files are missing or damaged.
    """
    place = folder or shipped() / "reader"
    try:
        model, pieces = (place / MODEL).read_bytes(), (place / PIECES).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LanguageError(
            f"the reader's model is not there ({error}); install detente again, "
            "or code by signals alone with --no-reader"
        ) from error
    return Encoder(model, pieces, str(place / MODEL))


def _damaged(name: str) -> str:
    return (
        f"{name}: this is no model of the reader's, or it is cut short; install detente again, "
        "or code by signals alone with --no-reader"
    )
