"""Positions: what statements are about, which answer which, and what they amount to over time.

The entry is ``discourse(annotations, words)``, from what was read in all reports to the
:class:`~detente.model.Discourse` that the record keeps beside them; ``positions`` puts an actor's
statements on one matter in order and marks where they change; ``first_tellings(quotations, words)``
says which of them only repeat another.
"""

from detente.positions.answer_table import PositionWords
from detente.positions.discourse import discourse
from detente.positions.repeats import first_tellings
from detente.positions.sides import Position, positions

__all__ = ["Position", "PositionWords", "discourse", "first_tellings", "positions"]
