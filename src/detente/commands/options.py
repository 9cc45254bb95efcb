"""What commands share: options, their types, and how they speak of progress and problems."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import wraps
from io import StringIO
from pathlib import Path
from shlex import quote
from typing import IO, Any

import click
from click.exceptions import NoArgsIsHelpError
from msgspec import Struct

from detente import api
from detente.days import given_day, given_days
from detente.errors import AskedError, DetenteError
from detente.output import written_to as written_to
from detente.unseen import visible
from detente.watching import BUDGET


class Command(click.Command):
    """A command whose words are letters, whose days are in order, and that asks what there is."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        rest = super().parse_args(ctx, args)
        for name, value in ctx.params.items():
            for one in value if isinstance(value, tuple) else (value,):
                if isinstance(one, str) and not _is_unicode(one):
                    raise click.UsageError(f'{name} "{one}" is not UTF-8; write it in letters', ctx)
        since, until = ctx.params.get("since"), ctx.params.get("until")
        if since and until and since > until:
            raise click.UsageError(f"{since} is after {until}; give the earlier day first", ctx)
        return rest

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except AskedError as error:
            raise click.UsageError(str(error), ctx) from error


def _is_unicode(text: str) -> bool:
    """Whether *text* has no byte of the command line that is no letter of any."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


class Commands(click.Group):
    """Commands in the order they are defined; errors on purpose end in one clear line."""

    command_class = Command

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def make_context(self, *args: Any, **options: Any) -> click.Context:
        with _told_clearly():
            return super().make_context(*args, **options)

    def invoke(self, ctx: click.Context) -> Any:
        with _told_clearly():
            return super().invoke(ctx)


HERE = "\N{REPLACEMENT CHARACTER}"
"""Where the message goes in click's own words on wrong use."""


class Told(click.ClickException):
    """An error told so that nothing in it drives the terminal, its message on one line."""

    def __init__(self, error: click.ClickException) -> None:
        super().__init__(error.message)
        self.error = error

    def show(self, file: IO[Any] | None = None) -> None:
        message = visible(self.error.format_message())
        if isinstance(self.error, NoArgsIsHelpError):  # its message is the help, line by line
            message = visible(self.error.format_message(), breaks=True)
        elif isinstance(self.error, click.UsageError):
            usage = StringIO()
            click.UsageError(HERE, self.error.ctx).show(usage)
            message = usage.getvalue().rstrip("\n").replace(HERE, message)
        else:
            message = f"Error: {message}"
        click.echo(message, file=file, err=file is None)


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
            return given_day(value.strip())
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Edge(click.ParamType[date]):
    """A day as YYYY-MM-DD, or the first or last day of a month or a year."""

    name = "day"

    def __init__(self, last: bool) -> None:
        self.last = last

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return given_days(value.strip())[self.last]
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Table(click.Path):
    """A file of text: another kind of file would be a problem a line."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        path = super().convert(value, param, ctx)
        if not os.path.isfile(path):  # whoever reads it says why; a pipe is read once only
            return path
        try:
            with open(path, "rb") as stream:
                binary = b"\0" in stream.read(4096)
        except OSError:
            return path
        if binary:
            self.fail(f"File {str(path)!r} is not a table: it is not text.", param, ctx)
        return path


class RecordFile(click.Path):
    """A record's file; DuckDB opens none whose name is not UTF-8."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        path = super().convert(value, param, ctx)
        if not _is_unicode(name := os.fsdecode(path)):
            self.fail(f'"{name}" is not UTF-8; give the record another name', param, ctx)
        return path


class Words(click.ParamType[str]):
    """Text given on the command line itself; the path of a file is taken for a slip."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        words = str(value)
        if os.path.isfile(words):
            self.fail(f'this is a file; give its text: "$(cat {quote(words)})"', param, ctx)
        return words


DAY = Day()
WORDS = Words()
FIRST_DAY, LAST_DAY = Edge(last=False), Edge(last=True)
PATH = click.Path(path_type=Path)
RECORD = RecordFile(path_type=Path, dir_okay=False)
TABLE = Table(path_type=Path)
OWN_TABLE = Table(path_type=Path, exists=True, dir_okay=False)
Decorated = Callable[..., Any]


def options(*several: Callable[[Decorated], Decorated]) -> Callable[[Decorated], Decorated]:
    """Several options as one decorator, in that order."""

    def decorate(command: Decorated) -> Decorated:
        for option in reversed(several):
            command = option(command)
        return command

    return decorate


of_record = click.option(
    "--record", "-r", type=RECORD, default=Path("detente.duckdb"), envvar="DETENTE_RECORD",
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
    click.option(
        "--no-reader", "reader", is_flag=True, flag_value=False, default=True,
        help="Let the codebook's signals alone say what is an act, without the learnt reader.",
    ),
)  # fmt: skip
of_dates = options(
    click.option(
        "--published", type=DAY, metavar="DAY",
        help="The day of reports whose text gives none, as YYYY-MM-DD.",
    ),
    click.option(
        "--dates", type=OWN_TABLE,
        help="A table of days: file name, tab or comma, YYYY-MM-DD, a line each.",
    ),
    click.option(
        "--dates-from-names", is_flag=True,
        help="Take the day of a report whose text gives none from its file's name "
        "(2010-11-13-talks.txt), if it has one.",
    ),
)  # fmt: skip
of_days = options(
    click.option(
        "--since", type=FIRST_DAY, metavar="DAY",
        help="Leave out what was, or may have been, before this day, month (2010-11) or year.",
    ),
    click.option(
        "--until", type=LAST_DAY, metavar="DAY",
        help="Leave out what was, or may have been, after this day, month or year.",
    ),
    click.option(
        "--open", "open_ended", is_flag=True,
        help="With --since and --until: let in what may have been in those days, of which only "
        'one end is known ("by 2011-02-11").',
    ),
)  # fmt: skip
of_days_between = options(
    click.option(
        "--from", "since", type=FIRST_DAY, metavar="DATE",
        help="Leave out who had gone before this day, month or year.",
    ),
    click.option(
        "--to", "until", type=LAST_DAY, metavar="DATE",
        help="Leave out who came after this day, month or year.",
    ),
)  # fmt: skip


def of_confidence(default: float, shown: str) -> Callable[[Decorated], Decorated]:
    """The confidence that an event must have, *default* where none is given."""
    return click.option(
        "--min-confidence", type=click.FloatRange(0, 1), default=default, metavar="SHARE",
        show_default=True, help=f"Leave out events that are less sure, from 0 to 1; {shown}.",
    )  # fmt: skip


of_actors = click.option(
    "--actors", type=OWN_TABLE, multiple=True,
    envvar="DETENTE_ACTORS", metavar="FILE",
    help="A table of actors of your own, or a TABARI or PETRARCH dictionary; repeatable.",
)  # fmt: skip


of_output = click.option(
    "--output", "-o", type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file instead of standard output; it is put in place when whole.",
)  # fmt: skip
of_budget = click.option(
    "--budget", type=click.FloatRange(min=0), default=BUDGET, metavar="SECONDS", show_default=True,
    help="Seconds of computing for each 10,000 characters of a report (and for less): one that "
    "takes more is given up and listed. 0 is no bound.",
)  # fmt: skip


class Coding(Struct, frozen=True):
    """How reports are to be read and coded, as the options say."""

    published: date | None
    dates: Path | None
    dates_from_names: bool
    model: str | None
    codebook: Path | None
    actors: tuple[Path, ...]
    reader: bool
    budget: float

    def arguments(self) -> dict[str, Any]:
        """The same as :func:`detente.api.read` takes it; what is wrong with own tables is told."""
        tell_of_unread(self.actors)
        tell_of_reader(self.codebook, self.reader)
        dates = api.load_dates(self.dates) if self.dates else None
        return {name: getattr(self, name) for name in self.__struct_fields__} | {"dates": dates}


def of_coding(command: Decorated) -> Decorated:
    """The options of whatever codes reports, given to *command* as one ``coding``."""

    @options(of_dates, of_coder, of_actors, of_budget)
    @wraps(command)
    def collected(language_model: str | None, **given: Any) -> Any:
        own = {name: given.pop(name) for name in Coding.__struct_fields__ if name in given}
        return command(coding=Coding(model=language_model, **own), **given)

    return collected


def complain(message: str) -> None:
    """One line on standard error."""
    click.echo(visible(message), err=True)


def tell_of_reader(codebook: Path | None, wanted: bool) -> None:
    """One line on standard error where the reader is wanted and can't be used."""
    if wanted and (trouble := api.reader_trouble(codebook)):
        complain(f"coding by signals alone: {trouble}")


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
