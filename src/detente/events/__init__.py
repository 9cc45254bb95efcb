"""What: acts in a report's clauses, by the signals of a codebook."""

from detente.events.codebook import Codebook
from detente.events.coder import EventCoder
from detente.events.loading import load_codebook

__all__ = ["Codebook", "EventCoder", "load_codebook"]
