"""What the commands' tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hostile import World

import loaded
from detente import api
from detente.cli import cli
from detente.merging import merge
from detente.record import Record
from small import Run, SmallCoder, reports


@pytest.fixture
def small_coder(monkeypatch: pytest.MonkeyPatch) -> SmallCoder:
    """Puts the small coder in place of the real one."""
    coder = SmallCoder()
    monkeypatch.setattr(api, "_coder", lambda model, codebook, tell, actors=(), **_: coder)
    return coder


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs one command in an empty folder, as wide as a file."""
    monkeypatch.chdir(tmp_path)
    for name in ("DETENTE_RECORD", "COLUMNS", "DETENTE_CODEBOOK", "DETENTE_LANGUAGE_MODEL"):
        monkeypatch.delenv(name, raising=False)

    def invoke(*arguments: str | Path, **environment: str) -> Result:
        return CliRunner(env=environment).invoke(cli, [str(a) for a in arguments])

    return invoke


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three reports in a record that is only asked."""
    path = tmp_path_factory.mktemp("record") / "small.duckdb"
    with Record(path) as made:
        made.add(reports(), codebook="c0de")
        made.rebuild_events(merge(list(made.annotations())))
    return path


@pytest.fixture
def world(tmp_path: Path, small_coder: SmallCoder, monkeypatch: pytest.MonkeyPatch) -> World:
    """The files, with a coder that explains as the real one does."""
    monkeypatch.setattr(
        SmallCoder, "explain", lambda _, report: loaded.coder().explain(report), False
    )
    return World(tmp_path)
