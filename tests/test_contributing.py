"""The recipes of CONTRIBUTING.md, followed to the letter in a copy of the project."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec import Struct

from thorough import THOROUGH, long

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "CONTRIBUTING.md"
_BLOCK = re.compile(
    r"^( *)```\w+ into=(\S+)(?: after=(\"[^\"]+\"|\S+))?\n(.*?)^\1```$", re.MULTILINE | re.DOTALL
)


class Step(Struct, frozen=True):
    """A block of the page: where it goes, after which line there, and its text."""

    file: str
    after: str
    text: str


def steps(heading: str) -> list[Step]:
    """The blocks under one heading, in order."""
    part = PAGE.read_text("utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    return [
        Step(file, after.strip('"'), re.sub(rf"^{indent}", "", text, flags=re.MULTILINE))
        for indent, file, after, text in _BLOCK.findall(part)
    ]


def followed(step: Step, project: Path) -> None:
    """Puts a block where its step says: after the line that begins so, else at the end."""
    path = project / step.file
    lines = path.read_text("utf-8").splitlines(keepends=True) if path.exists() else []
    if step.after:
        (at,) = [n for n, line in enumerate(lines) if line.startswith(step.after)]
        lines.insert(at + 1, step.text)
    else:
        lines.append(step.text)
    path.write_text("".join(lines), "utf-8")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project in which every block of the page was put in its place."""
    copy = tmp_path_factory.mktemp("copy")
    shutil.copytree(ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for heading in ("verb", "leader", "export", "command or a page"):
        article = "an" if heading == "export" else "a"
        for step in steps(f"Adding {article} {heading}"):
            followed(step, copy)
    return copy


def detente(project: Path, command: str) -> subprocess.CompletedProcess[str]:
    """Runs a command of the copy."""
    return subprocess.run(
        [sys.executable, "-m", "detente", *shlex.split(command)],
        cwd=project, env=os.environ | {"PYTHONPATH": str(project / "src")},
        capture_output=True, text=True,
    )  # fmt: skip


def test_every_recipe_has_blocks_and_every_block_is_read() -> None:
    page = PAGE.read_text("utf-8")
    found = [
        len(steps(f"Adding {what}"))
        for what in ("a verb", "a leader", "an export", "a command or a page")
    ]
    assert found == [2, 1, 3, 3]
    assert sum(found) == page.count("```") // 2


def test_a_verb_that_was_added_codes_its_example(project: Path) -> None:
    if THOROUGH:  # all examples of all types, for seconds
        done = detente(project, "codebook check src/detente/data/codebook --json")
        assert done.returncode == 0, done.stdout + done.stderr
    explained = detente(project, 'codebook explain "Fiji powwowed with Tonga." --json')
    assert "CONSULT/powwow" in explained.stdout or '"powwow"' in explained.stdout


@long
def test_a_leader_that_was_added_holds_the_office_and_the_one_before_does_not(
    project: Path,
) -> None:
    def holders(day: str) -> str:
        return detente(
            project, f"actors holders president AGO --from {day} --to {day} --json"
        ).stdout

    before, after = holders("2026-02-01"), holders("2026-03-01")
    assert "Lourenço" in before
    assert "Exemplo" not in before
    assert "Exemplo" in after
    assert "Lourenço" not in after
    assert detente(project, "actors check").returncode == 0


@long
def test_an_export_that_is_not_json_lines_is_offered_and_written(project: Path) -> None:
    report = project / "story.txt"
    report.write_text(
        "OSLO, 3 May 2014 - Norway and Chile held talks in Oslo on Saturday.\n", "utf-8"
    )
    assert detente(project, "read story.txt --record one.duckdb").returncode == 0
    done = detente(project, "export --format csv --record one.duckdb")
    assert done.returncode == 0, done.stderr
    head, *rows = done.stdout.splitlines()
    assert head == "id,type,earliest,latest"
    assert [row.split(",")[1:] for row in rows] == [["CONSULT", "2014-05-03", "2014-05-03"]]


def test_a_command_that_was_added_runs_and_is_listed(project: Path) -> None:
    done = detente(project, "codebook-hash")
    assert re.fullmatch(r"[0-9a-f]{8,}\n", done.stdout), done.stderr
    assert done.stdout.strip() in detente(project, "codebook-hash --json").stdout
    assert "codebook-hash" in detente(project, "--help").stdout


def test_a_step_that_names_no_line_fails(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one\n", "utf-8")
    with pytest.raises(ValueError, match="not enough values"):
        followed(Step("a.txt", "two", "three\n"), tmp_path)
