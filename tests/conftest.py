"""Fixtures that every test file may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

import loaded
from detente.actors import ActorTables
from detente.language import Parser
from detente.pipeline import Coder
from detente.places import Gazetteer
from thorough import THOROUGH, tries

# No test goes by a clock: what one example takes is the machine's affair.
settings.register_profile("no clock", deadline=None, max_examples=tries(100))
settings.load_profile("no clock")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of gold sets and real reports that stands beside the project."""
    folder = Path(os.environ.get("DETENTE_SHARED", ROOT.parent / "shared"))
    if not (folder / "seeds").is_dir():
        pytest.skip(f"NOT RUN: no shared folder at {folder}; set DETENTE_SHARED to it")
    return folder


@pytest.fixture(scope="session")
def coder() -> Coder:
    """The shipped coder."""
    return loaded.coder()


@pytest.fixture(scope="session")
def parser() -> Parser:
    """The default parser."""
    return loaded.parser()


@pytest.fixture(scope="session")
def tables() -> ActorTables:
    """The shipped tables of actors."""
    return loaded.tables()


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The package's own gazetteer."""
    return loaded.gazetteer()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says loudly what a short run does not try."""
    if not THOROUGH:
        left_out = [
            one for one in terminalreporter.stats.get("skipped", [])
            if "DETENTE_THOROUGH" in str(one.longrepr)
        ]  # fmt: skip
        terminalreporter.write_line(
            f"SHORT RUN: fewer examples and points of each property, {len(left_out)} long tests "
            "not run; DETENTE_THOROUGH=1 runs all, as .ci/run does",
            yellow=True, bold=True,
        )  # fmt: skip
