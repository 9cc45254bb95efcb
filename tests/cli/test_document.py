"""The commands' page is made from their help and leaves none out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from detente.cli import cli
from small import commands

ROOT = Path(__file__).resolve().parent.parent.parent


def test_the_page_of_commands_is_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/document_cli.py", "--check"],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_every_command_and_option_is_on_the_page() -> None:
    page = (ROOT / "docs" / "cli.md").read_text("utf-8")
    for name, command in commands("detente", cli):
        _, _, section = page.partition(f"## {name}\n")
        section = section.partition("\n## ")[0]
        assert section, f"no section on {name}"
        for option in (o for p in command.params for o in p.opts if o.startswith("--")):
            assert option in section, f"{name} {option} is not on the page"
