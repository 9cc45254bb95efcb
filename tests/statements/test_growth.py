"""The work on what was said grows with the report, whatever it looks like."""

from __future__ import annotations

import pytest

from detente.actors.reading import ActorReading
from detente.actors.speakers import with_speakers
from detente.language.structure import Structure
from detente.model import Report
from detente.statements import find_sayings
from growth import MOST, growth
from hostile_shapes import SHAPES


def said_in(report: Report, structure: Structure) -> None:
    reading = ActorReading()
    sayings = find_sayings(report, structure, reading)
    reading = with_speakers(reading, report, structure, sayings.unnamed(reading))
    sayings.statements(reading)


@pytest.mark.parametrize("shape", SHAPES)
def test_ten_times_the_text_is_ten_times_the_work(shape: str) -> None:
    assert growth(shape, said_in, 800) <= MOST
