"""The event coder's figures on the dev sets may not fall unseen.

The floors are in ``tests/data/event_floors.toml``; a change that lowers one says so there, with the
reason.
"""

from __future__ import annotations

import runpy
import tomllib
from pathlib import Path

import pytest

import loaded

ROOT = Path(__file__).resolve().parent.parent
FLOORS = tomllib.loads((Path(__file__).parent / "data" / "event_floors.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def figures(shared: Path) -> dict[str, float]:
    """All figures of ``scripts/measure/events.py``."""
    measure = runpy.run_path(str(ROOT / "scripts" / "measure" / "events.py"))
    coder = loaded.coder()
    found: dict[str, float] = {}
    for name in ("measure_gsr", "measure_plv", "measure_multirater"):
        found |= measure[name](coder, shared)
    return found


@pytest.mark.parametrize("name", sorted(FLOORS["at-least"]))
def test_no_figure_falls(figures: dict[str, float], name: str) -> None:
    assert figures[name] >= FLOORS["at-least"][name]


@pytest.mark.parametrize("name", sorted(FLOORS["at-most"]))
def test_no_error_grows(figures: dict[str, float], name: str) -> None:
    assert figures[name] <= FLOORS["at-most"][name]


def test_every_figure_has_a_floor(figures: dict[str, float]) -> None:
    assert set(figures) == set(FLOORS["at-least"]) | set(FLOORS["at-most"])
