"""Fixtures that every test file may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# No test goes by a clock: what one example takes is the machine's affair.
settings.register_profile("no clock", deadline=None)
settings.load_profile("no clock")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of gold sets and real reports that stands beside the project."""
    folder = Path(os.environ.get("DETENTE_SHARED", ROOT.parent / "shared"))
    if not (folder / "seeds").is_dir():
        pytest.skip(f"NOT RUN: no shared folder at {folder}; set DETENTE_SHARED to it")
    return folder
