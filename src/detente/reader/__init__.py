"""The reader: what an act's words are likely to tell, learnt from the codebook's own examples.

The entry is ``with_hints(document, reader)``, the stage between the statements and the events.  The
reader knows nothing of who takes part, of rules or of signals: it gives shares, and the events room
decides what they are worth.
"""

from detente.reader.encoder import Encoder, load_encoder
from detente.reader.hints import Asked, with_hints
from detente.reader.learnt import Reader, load_reader, reader_of
from detente.reader.type_shares import Heads

__all__ = [
    "Asked",
    "Encoder",
    "Heads",
    "Reader",
    "load_encoder",
    "load_reader",
    "reader_of",
    "with_hints",
]
