"""How much the tests try: all of it where ``DETENTE_THOROUGH`` is set, as ``.ci/run`` does.

Without it properties are tried with fewer examples and at fewer points, and of tests with many rows
(shapes of text, options, commands that are killed) one row in several is run; a few that start many
processes are left out.  The last line of the run says how many.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

import pytest

THOROUGH = bool(os.environ.get("DETENTE_THOROUGH"))
SHARE = 5
"""Of so many examples one is tried in a short run."""
FEWEST = 10
"""Examples that are tried in any run."""

long = pytest.mark.skipif(
    not THOROUGH, reason="NOT RUN: takes long; set DETENTE_THOROUGH=1 (.ci/run does)"
)
"""Marks a test that a short run leaves out."""


def tries(count: int) -> int:
    """How many of *count* examples of a property are tried."""
    return count if THOROUGH else min(count, max(FEWEST, count // SHARE))


def few(count: int, short: int) -> int:
    """How many of *count* points, rows or runs are tried, *short* of them in a short run."""
    return count if THOROUGH else min(count, short)


def some(values: Iterable[Any], of: int, first: int = 0) -> list[Any]:
    """Parameters of a test, tuples of several: one *of* so many in a short run, from *first* on."""
    return [
        pytest.param(
            *(value if isinstance(value, tuple) else (value,)),
            marks=() if n % of == first else long,
        )
        for n, value in enumerate(values)
    ]
