"""What: acts in a report's clauses, by the signals of a codebook."""

from detente.events.codebook import Codebook
from detente.events.codebook_loading import load_codebook
from detente.events.coder import EventCoder

__all__ = ["Codebook", "EventCoder", "load_codebook"]
