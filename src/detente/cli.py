"""The command line: one command a verb; what they do is in :mod:`detente.api`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente import api, stopping
from detente.commands.actor_commands import actor_commands
from detente.commands.codebook_commands import codebook_commands
from detente.commands.evaluate_command import evaluate_command
from detente.commands.options import (
    PATH,
    Commands,
    as_json,
    complain,
    of_actors,
    of_coder,
    of_dates,
    of_days,
    of_record,
    progress,
    tell_of_unread,
    written_to,
)
from detente.commands.place_commands import places_command
from detente.commands.statement_commands import positions_command, quotes_command
from detente.commands.time_commands import times_command
from detente.errors import OutputError, SourceError
from detente.export import FORMATS
from detente.output import set_up_streams
from detente.version import __version__

if TYPE_CHECKING:
    from detente.record import Record
from detente.watching import BUDGET

UNREAD = 3
"""Exit status where something could not be read and the rest was."""

EPILOGUE = """
\b
A first look:
  detente read reports/ --record kuril.duckdb     code reports into a record
  detente timeline RUS JPN --record kuril.duckdb  what happened between two states
  detente show 3f2a --record kuril.duckdb         one event, its words and why
  detente quotes --by Lavrov --record kuril.duckdb
  detente positions RUS "Kuril Islands" --record kuril.duckdb

\b
Exit status: 0 done; 1 failed; 2 wrong use; 3 some of the input could not be
read or coded, and the rest was; 130 or 143 stopped by Ctrl-C or SIGTERM.
"""


@contextmanager
def stoppable(message: str | Callable[[], str] = "stopped") -> Iterator[None]:
    """Says *message* and exits where what is inside was asked to stop."""
    try:
        yield
    except BaseException as error:
        status = stopping.status_of(error)
        if status is None:
            raise
        complain(message if isinstance(message, str) else message())
        sys.exit(status)


of_budget = click.option(
    "--budget", type=click.FloatRange(min=0), default=BUDGET, metavar="SECONDS", show_default=True,
    help="Seconds of computing for each 10,000 characters of a report (and for less): one that "
    "takes more is given up and listed. 0 is no bound.",
)  # fmt: skip


@click.group(cls=Commands, epilog=EPILOGUE, context_settings={"max_content_width": 90})
@click.version_option(__version__, prog_name="detente")
def cli() -> None:
    """Read news reports about relations between states, and keep a cited, dated record of who did
    what to whom and who said what.

    Every field of the record points at the words it rests on. What is not known stays unknown.
    """


@cli.command()
@click.argument("sources", nargs=-1, required=True, type=PATH)
@of_record
@of_dates
@of_coder
@of_actors
@of_budget
@as_json
def read(
    sources: tuple[Path, ...],
    record: Path,
    published: date | None,
    dates: Path | None,
    language_model: str | None,
    codebook: Path | None,
    actors: tuple[Path, ...],
    budget: float,
    as_json: bool,
) -> None:
    """Code reports into a record.

    The record is made if there is none. SOURCES are files or folders: plain text, HTML, and
    JSON Lines with a report a line. Reading a report twice changes nothing; a reading that was
    cut short is completed by running it again.

    A report whose text has no date gets none that is made up: the dated reports of the record
    prove an interval for it, or its days stay open. Give its day with --published or --dates.

    What can't be read, and a report on which detente fails or that takes too much computing
    (--budget), is named and listed in the record; the rest is read, and the exit status is
    then 3. Ordinary reports take less than a second.

    \b
    Examples:
      detente read reports/ --record kuril.duckdb
      detente read story.txt --published 2011-02-11
      detente read archive.jsonl --dates days.csv
    """
    from detente.terminal.reading_summary import summary

    with stoppable("stopped; what was read is kept: run the same command again to complete it"):
        tell_of_unread(actors)
        with progress() as steps:
            done = api.read(
                sources,
                record,
                published=published,
                dates=api.load_dates(dates) if dates else None,
                model=language_model,
                codebook=codebook,
                actors=actors,
                budget=budget,
                on_progress=steps,
            )
    for error in done.errors:
        complain(f"problem: {error}")
    summary(done, record, as_json)
    if done.errors:
        sys.exit(UNREAD)


@cli.command()
@click.argument("sources", nargs=-1, required=True, type=PATH)
@click.option(
    "--output", "-o", type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file instead of standard output; it is put in place when whole.",
)  # fmt: skip
@of_dates
@of_coder
@of_actors
@of_budget
@click.option("--strict", is_flag=True, help="Stop at the first input that can't be read or coded.")
def annotate(
    sources: tuple[Path, ...],
    output: Path | None,
    published: date | None,
    dates: Path | None,
    language_model: str | None,
    codebook: Path | None,
    actors: tuple[Path, ...],
    budget: float,
    strict: bool,
) -> None:
    """Print annotations of reports as JSON Lines.

    One line a report, in the order of the input; nothing is kept. docs/formats.md describes the
    fields; offsets are Unicode code points into the report's text. What can't be read or coded
    is named on standard error, and the exit status is then 3. Reports are taken one by one, so an
    undated one is not dated by the others.

    \b
    Examples:
      detente annotate reports.jsonl -o annotations.jsonl
      detente annotate story.txt --published 2011-02-11 | jq .events
    """
    from detente.export import annotation_line
    from detente.terminal.phrasing import counted

    errors: list[SourceError] = []

    def on_error(error: SourceError) -> None:
        errors.append(error)
        complain(f"problem: {error}")

    written = 0
    tell_of_unread(actors)
    days = api.load_dates(dates) if dates else None
    # Bars and lines on one terminal would get into each other's way.
    shown = output is not None or not sys.stdout.isatty()
    try:
        with (
            stoppable(lambda: _written(written, output)),
            progress(shown) as steps,
            written_to(output) as stream,
        ):
            for annotation in api.annotate(
                sources,
                published=published,
                dates=days,
                model=language_model,
                codebook=codebook,
                actors=actors,
                budget=budget,
                on_error=None if strict else on_error,
                on_progress=steps,
            ):
                line = annotation_line(annotation)
                with stopping.held():
                    stream.write(line)
                    written += 1
    except SourceError as error:
        on_error(error)
    if errors:
        complain(f"{counted(len(errors), 'problem')} with the input")
        sys.exit(UNREAD)


def _written(count: int, output: Path | None) -> str:
    """What became of an annotation that was stopped."""
    from detente.terminal.phrasing import counted

    if output is not None:
        return f"stopped; {output} was not written"
    return f"stopped; {counted(count, 'annotation')} printed, each whole"


@cli.command()
@click.argument("actors", nargs=-1, metavar="[ACTOR]...")
@of_record
@of_days
@click.option("--type", "types", multiple=True, metavar="TYPE", help="Only this type; repeatable.")
@click.option("--happened", is_flag=True, help="Only acts that took place.")
@as_json
def timeline(
    actors: tuple[str, ...],
    record: Path,
    since: date | None,
    until: date | None,
    types: tuple[str, ...],
    happened: bool,
    as_json: bool,
) -> None:
    """Show what happened, in order of time.

    ACTORS are country codes (RUS), names of countries, or names of persons and bodies; an event
    is shown if all of them have a part in it, with words of a report that say so. Acts that
    were only planned, offered on a condition or denied are marked as such.

    \b
    Examples:
      detente timeline RUS JPN
      detente timeline Lavrov --since 2011-01-01 --type ACCUSE
      detente timeline --happened --json
    """
    from detente.export.cited import Sources, event_object
    from detente.model.plover import HAPPENED
    from detente.terminal.console import page, print_json
    from detente.terminal.timeline import timeline as show_timeline
    from detente.terminal.unmerged import asked

    with asked(record) as opened:
        events = opened.events(actors, since, until, types)
        if not events:
            _tell_of_nothing(opened, actors, types)
        if happened:
            events = [event for event in events if event.modality in HAPPENED]
        sources = Sources(opened)
        if as_json:
            print_json([event_object(event, sources) for event in events])
        else:
            with page() as console:
                show_timeline(events, sources, console)


def _tell_of_nothing(record: Record, actors: Sequence[str], types: Sequence[str]) -> None:
    """Names, on standard error, what no event of the record has, whatever else was asked."""
    for actor in actors:
        if not record.events([actor]):
            complain(f'nobody called "{actor}" has a part in an event of this record')
    known = [one for (one,) in record.sql("SELECT DISTINCT type FROM events ORDER BY 1").fetchall()]
    for type_ in types:
        if type_.upper() not in known:
            there = f"; there are {', '.join(known)}" if known else ""
            complain(f'no event of this record is of the type "{type_}"{there}')


@cli.command()
@click.argument("event")
@of_record
@as_json
def show(event: str, record: Path, as_json: bool) -> None:
    """Show one event with its words and why.

    That is its reports, their words, the days with their reasons, and both sides of what the
    reports disagree on.

    EVENT is an event's id, or as much of its beginning as tells it from others; detente timeline
    prints them. For a report without a date, it says how its days were proven.

    \b
    Example:
      detente show 3f2a
    """
    from detente.export.cited import Sources, event_object, report_object
    from detente.terminal.console import page, print_json
    from detente.terminal.event import show as show_event
    from detente.terminal.unmerged import asked

    with asked(record) as opened:
        found, sources = opened.event(event), Sources(opened)
        if as_json:
            ids = dict.fromkeys(report for report, _ in found.mentions)
            reports = [report_object(sources.annotation(id_).report) for id_ in ids]
            print_json(event_object(found, sources) | {"told_in": reports})
        else:
            with page() as console:
                show_event(found, sources, console)


cli.add_command(quotes_command)
cli.add_command(positions_command)


@cli.command()
@click.option(
    "--format", "format_", type=click.Choice(list(FORMATS)), default="jsonl",
    show_default=True, help="What to write; docs/formats.md describes each.",
)  # fmt: skip
@click.option(
    "--output", "-o", type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file instead of standard output; it is put in place when whole.",
)  # fmt: skip
@of_record
def export(format_: str, output: Path | None, record: Path) -> None:
    """Write a record for other programs.

    jsonl has all of a record but the reports' texts; plover has the events that took place, with
    PLOVER's field names; annotations is what detente annotate prints. The bytes depend on the
    record's content alone. A record whose reading was cut short is refused.

    \b
    Examples:
      detente export --format plover -o events.jsonl
      detente export | jq 'select(.kind == "event") | .type'
    """
    with api.open_record(record) as opened, written_to(output) as stream:
        api.export_record(opened, format_, stream)


cli.add_command(evaluate_command)
cli.add_command(actor_commands)
cli.add_command(codebook_commands)
cli.add_command(times_command)
cli.add_command(places_command)


def main() -> None:
    """Runs the command line; :mod:`detente.__main__` does, as soon as it minds Ctrl-C."""
    stopping.install()
    set_up_streams()
    with stoppable():
        try:
            cli(prog_name="detente")
        finally:
            try:
                sys.stdout.flush()
            except OutputError as error:
                complain(f"Error: {error}")
                sys.exit(1)
