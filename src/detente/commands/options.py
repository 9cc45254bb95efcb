"""What commands share: options, their types, and how they speak of progress and problems."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import click

from detente import api
from detente.days import given_day
from detente.errors import DetenteError


class Commands(click.Group):
    """Commands in the order they are defined; errors on purpose end in one clear line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except DetenteError as error:
            raise click.ClickException(str(error)) from error


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return given_day(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


DAY = Day()
PATH = click.Path(path_type=Path)
Command = Callable[..., Any]


def options(*several: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Several options as one decorator, in that order."""

    def decorate(command: Command) -> Command:
        for option in reversed(several):
            command = option(command)
        return command

    return decorate


of_record = click.option(
    "--record", "-r", type=PATH, default=Path("detente.duckdb"), envvar="DETENTE_RECORD",
    show_default=True, show_envvar=True, help="The record, a DuckDB file.",
)  # fmt: skip
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
of_model = click.option(
    "--language-model", metavar="NAME", envvar="DETENTE_LANGUAGE_MODEL",
    help="Another installed spaCy English pipeline.",
)  # fmt: skip
of_coder = options(
    of_model,
    click.option(
        "--codebook", type=click.Path(path_type=Path, exists=True, file_okay=False),
        envvar="DETENTE_CODEBOOK", help="A folder with a codebook of your own.",
    ),
)  # fmt: skip
of_dates = options(
    click.option(
        "--published", type=DAY, metavar="DAY",
        help="The day of reports whose text gives none, as YYYY-MM-DD.",
    ),
    click.option(
        "--dates", type=click.Path(path_type=Path, exists=True, dir_okay=False),
        help="A table of days: file name, tab or comma, YYYY-MM-DD, a line each.",
    ),
)  # fmt: skip
of_days = options(
    click.option("--since", type=DAY, metavar="DAY", help="Leave out what certainly was before."),
    click.option("--until", type=DAY, metavar="DAY", help="Leave out what certainly was after."),
)

of_days_between = options(
    click.option(
        "--from", "since", type=DAY, metavar="DATE", help="Leave out who had gone before."
    ),
    click.option("--to", "until", type=DAY, metavar="DATE", help="Leave out who came after."),
)
of_actors = click.option(
    "--actors", type=click.Path(path_type=Path, exists=True, dir_okay=False), multiple=True,
    envvar="DETENTE_ACTORS", metavar="FILE",
    help="A table of actors of your own, or a TABARI or PETRARCH dictionary; repeatable.",
)  # fmt: skip


def complain(message: str) -> None:
    """One line on standard error."""
    click.echo(message, err=True)


def tell_of_unread(actors: Sequence[Path]) -> None:
    """Name, on standard error, the lines of a user's dictionaries that could not be read."""
    for line in api.unread_actors(actors) if actors else ():
        complain(f"{line.where}: {line.what} ({line.remedy})")


@contextmanager
def progress(shown: bool = True) -> Iterator[api.Progress]:
    """Bars on standard error while something lasts."""
    from detente.terminal.progress import Steps

    with Steps(shown) as steps:
        yield steps


@contextmanager
def written_to(path: Path | None) -> Iterator[BinaryIO]:
    """Standard output, or a file that stands in its place only when it is whole."""
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        with unfinished.open("wb") as stream:
            yield stream
        unfinished.replace(path)
    except OSError as error:
        raise DetenteError(f"{path}: cannot be written: {error.strerror}") from error
    finally:
        unfinished.unlink(missing_ok=True)
