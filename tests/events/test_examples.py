"""The codebook's examples code as stated."""

from __future__ import annotations

import pytest

from detente.events import load_codebook
from detente.events.examples import check_examples


@pytest.fixture(scope="session")
def failures(coder):
    """Failures by type."""
    found: dict[str, list[str]] = {}
    for failure in check_examples(coder.events.codebook, coder):
        found.setdefault(failure.type, []).append(str(failure))
    return found


@pytest.mark.parametrize("type_", sorted(load_codebook().types))
def test_every_example_codes_as_stated(failures, type_):
    assert not failures.get(type_), "\n".join(failures[type_])
