"""The work on what was said grows with the report, whatever it looks like."""

from __future__ import annotations

import pytest

from detente.document import Document
from detente.language.structure import Structure
from detente.model import Report
from detente.statements import with_statements
from growth import MOST, growth
from hostile_shapes import SHAPES
from thorough import some

from .conftest import WORDS


def said_in(report: Report, structure: Structure) -> None:
    with_statements(Document(report, structure), WORDS)


@pytest.mark.parametrize("shape", some(SHAPES, 6))
def test_ten_times_the_text_is_ten_times_the_work(shape: str) -> None:
    assert growth(shape, said_in, 800) <= MOST
