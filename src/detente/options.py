"""What commands share: options, their types, and how they speak of progress and problems."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from io import StringIO
from pathlib import Path
from typing import IO, Any

import click
from click.exceptions import NoArgsIsHelpError

from detente import api
from detente.errors import DetenteError
from detente.output import written_to as written_to
from detente.unseen import visible


class Commands(click.Group):
    """Commands in the order they are defined; errors on purpose end in one clear line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def make_context(self, *args: Any, **options: Any) -> click.Context:
        with _told_clearly():
            return super().make_context(*args, **options)

    def invoke(self, ctx: click.Context) -> Any:
        with _told_clearly():
            return super().invoke(ctx)


class Told(click.ClickException):
    """An error told so that nothing in it drives the terminal, its message on one line."""

    def __init__(self, error: click.ClickException) -> None:
        super().__init__(error.message)
        self.error = error

    def show(self, file: IO[Any] | None = None) -> None:
        lines, message = StringIO(), self.error.format_message()
        self.error.show(lines)
        shown = lines.getvalue()
        if not isinstance(self.error, NoArgsIsHelpError):  # its message is the help, line by line
            shown = shown.replace(message, visible(message))
        click.echo(visible(shown, breaks=True), file=file, err=file is None, nl=False)


class WrongUse(Told):
    """Wrong use, told behind how the command is used."""

    exit_code = click.UsageError.exit_code


@contextmanager
def _told_clearly() -> Iterator[None]:
    try:
        yield
    except Told:
        raise
    except click.ClickException as error:
        wrong_use = error.exit_code == WrongUse.exit_code
        raise (WrongUse if wrong_use else Told)(error) from error
    except DetenteError as error:
        raise Told(click.ClickException(str(error))) from error


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value.strip())
        except ValueError:
            self.fail(f'"{value}" is no day; give one that exists, such as 2010-11-13', param, ctx)


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
    click.echo(visible(message), err=True)


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
