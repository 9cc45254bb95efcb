"""Writes docs/cli.md from the commands' own help; with --check, says whether it is up to date."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from detente.cli import cli

PAGE = Path(__file__).resolve().parent.parent / "docs" / "cli.md"
WIDTH = 90

HEAD = """\
# The commands

Made from each command's `--help` by `scripts/document_cli.py`; change the help, then run it.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *_sections("detente", cli)])


def _sections(name: str, command: click.Command) -> Iterator[str]:
    """The command's section, and those of the commands under it."""
    yield _section(name, command)
    if isinstance(command, click.Group):
        for inner, below in command.commands.items():
            yield from _sections(f"{name} {inner}", below)


def _section(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=name, terminal_width=WIDTH, max_content_width=WIDTH)
    return f"## {name}\n\n```text\n{command.get_help(context)}\n```\n"


def main() -> int:
    """Writes the page, or with ``--check`` compares it; exit status 1 where it is out of date."""
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(page(), "utf-8")
        return 0
    if PAGE.is_file() and PAGE.read_text("utf-8") == page():
        return 0
    print("docs/cli.md is out of date; run scripts/document_cli.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
