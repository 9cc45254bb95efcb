"""What a codebook has, and a reader taught its examples, as functions.

They are a part of :mod:`detente.api`.
"""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from detente.model import CODED
from detente.reading_steps import Progress, silent

if TYPE_CHECKING:
    from detente.events.codebook_check import TypeSummary
    from detente.teaching import Training

Source = str | PathLike[str]


def train_codebook(
    codebook: Source,
    *,
    model: str | None = None,
    on_progress: Progress | None = None,
) -> Training:
    """Fits a reader to the examples of the codebook in the folder *codebook*, and keeps it there.

    Reports that are coded with the codebook are read by it from then on.  The result says how well
    it tells each type, by cross-validation.  Raises :class:`CodebookError` where there are too few
    examples, :class:`TableError` for one that does not hold.
    """
    from detente.events import load_codebook
    from detente.language import Lexicon, Parser
    from detente.output import kept_at
    from detente.reader import load_encoder
    from detente.reader.learnt import HEADS, TAUGHT
    from detente.teaching import examples_of, lessons, teach

    tell, folder = on_progress or silent, Path(codebook)
    tell("loading the language model", 0, None)
    lexicon = Lexicon.load(CODED)
    taught = examples_of(folder, sorted(load_codebook(folder, lexicon).types))
    learnt = lessons(Parser(model, lexicon), taught)
    heads, near, found = teach(learnt, load_encoder(), lambda done, of: tell("learning", done, of))
    for file, content in ((TAUGHT, near.packed()), (HEADS, heads.packed())):
        with kept_at(folder / file) as stream:
            stream.write(content)
    return found


def reader_trouble(codebook: Source | None = None) -> str:
    """Why acts are coded by signals alone though the reader is wanted; empty where they are not.

    *codebook* is a folder, for another than detente's own; one that was never trained has no reader
    and no trouble.
    """
    from detente.pipeline import reader_trouble

    return reader_trouble(None if codebook is None else Path(codebook))


def codebook_types(codebook: Source | None = None) -> tuple[TypeSummary, ...]:
    """What the codebook in the folder *codebook*, or detente's own, has of each type."""
    from detente.events import load_codebook
    from detente.events.codebook_check import summaries

    return summaries(load_codebook(None if codebook is None else Path(codebook)))
