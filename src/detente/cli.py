"""The command line: one command a verb; what they do is in :mod:`detente.api`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from detente import api, stopping
from detente.commands.actor_commands import actor_commands
from detente.commands.codebook_commands import codebook_commands
from detente.commands.decision_commands import (
    decisions_command,
    different_command,
    merge_command,
    split_command,
)
from detente.commands.evaluate_command import evaluate_command
from detente.commands.options import (
    PATH,
    Coding,
    Commands,
    as_json,
    complain,
    of_coding,
    of_confidence,
    of_days,
    of_output,
    of_record,
    progress,
    written_to,
)
from detente.commands.place_commands import places_command
from detente.commands.remove_command import remove_command
from detente.commands.show_command import show_command
from detente.commands.statement_commands import positions_command, quotes_command
from detente.commands.story_commands import stories_command
from detente.commands.time_commands import times_command
from detente.errors import OutputError, SourceError
from detente.export import FORMATS
from detente.output import set_up_streams
from detente.version import __version__

UNREAD = 3
"""Exit status where something could not be read and the rest was."""

EPILOGUE = """
\b
A first look:
  detente read reports/ --record kuril.duckdb     code reports into a record
  detente timeline RUS JPN --record kuril.duckdb  what happened between two states
  detente show 3f2a --record kuril.duckdb         one event, its words and why
  detente merge 3f2a 9c01 --record kuril.duckdb   two events that are one
  detente quotes --by Lavrov --record kuril.duckdb
  detente positions RUS "Kuril Islands" --record kuril.duckdb

\b
Exit status: 0 done; 1 failed; 2 wrong use, or asked about what nobody knows;
3 some of the input could not be read or coded, and the rest was; 130 or 143
stopped by Ctrl-C or SIGTERM.
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
@of_coding
@as_json
def read(sources: tuple[Path, ...], record: Path, coding: Coding, as_json: bool) -> None:
    """Code reports into a record.

    The record is made if there is none, unless nothing can be read. SOURCES are files or folders:
    plain text, HTML, and JSON Lines with a report a line. Reading a report twice changes nothing; a
    reading that was cut short is completed by running it again.

    A report whose text has no date gets none that is made up: the dated reports of the record
    prove an interval for it, or its days stay open. Give its day with --published, --dates or
    --dates-from-names. A page that was modified weeks after its day was published in between, and
    a day that the text proves wrong is named.

    What can't be read, and a report on which detente fails or that takes too much computing
    (--budget), is named and listed in the record; the rest is read, and the exit status is
    then 3. Ordinary reports take less than a second.

    \b
    Examples:
      detente read reports/ --record kuril.duckdb
      detente read story.txt --published 2011-02-11
      detente read archive.jsonl --dates days.csv
      detente read 2010-11-13-talks.txt 2011-02-11-talks.txt --dates-from-names
    """
    from detente.terminal.reading_summary import summary

    with stoppable("stopped; what was read is kept: run the same command again to complete it"):
        arguments = coding.arguments()
        with progress() as steps:
            done = api.read(sources, record, **arguments, on_progress=steps)
    for error in done.errors:
        complain(f"problem: {error}")
    made = bool(done.reports) or record.exists()
    if made or as_json:
        summary(done, record, as_json)
    if not made:
        complain("Error: nothing could be read, so no record was made")
        sys.exit(1)
    if done.errors:
        sys.exit(UNREAD)


@cli.command()
@click.argument("sources", nargs=-1, required=True, type=PATH)
@of_output
@of_coding
@click.option("--strict", is_flag=True, help="Stop at the first input that can't be read or coded.")
def annotate(sources: tuple[Path, ...], output: Path | None, coding: Coding, strict: bool) -> None:
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
    from detente.terminal.phrasing import counted

    errors: list[SourceError] = []

    def on_error(error: SourceError) -> None:
        errors.append(error)
        complain(f"problem: {error}")

    arguments = coding.arguments() | {"on_error": None if strict else on_error}
    try:
        _print_annotations(sources, output, arguments)
    except SourceError as error:
        on_error(error)
    if errors:
        complain(f"{counted(len(errors), 'problem')} with the input")
        sys.exit(UNREAD)


def _print_annotations(
    sources: tuple[Path, ...], output: Path | None, arguments: dict[str, Any]
) -> None:
    """Writes a line a report, each whole, even where it is stopped."""
    from detente.export import annotation_line

    written = 0
    # Bars and lines on one terminal would get into each other's way.
    shown = output is not None or not sys.stdout.isatty()
    with (
        stoppable(lambda: _written(written, output)),
        progress(shown) as steps,
        written_to(output) as stream,
    ):
        for annotation in api.annotate(sources, **arguments, on_progress=steps):
            line = annotation_line(annotation)
            with stopping.held():
                stream.write(line)
                written += 1


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
@click.option(
    "--story", metavar="ID", help="Only what this story tells of, with what hangs on what."
)
@click.option("--happened", is_flag=True, help="Only acts that took place.")
@of_confidence(api.LIKELY, "what is left out is counted")
@as_json
def timeline(
    actors: tuple[str, ...],
    record: Path,
    types: tuple[str, ...],
    story: str | None,
    as_json: bool,
    **asked_for: Any,
) -> None:
    """Show what happened, in order of time.

    ACTORS are states (RUS, Russia, UK, or Moscow for its government), persons or bodies; an event
    is shown if all of them have a part in it, with words of a report that say so. Acts that were
    only planned, offered on a condition or denied are marked as such.

    Events that are more likely wrong than right are left out (--min-confidence), and those of
    which it is not known that they were in the days of --since and --until (--open). A name or a
    type that nobody knows is an error.

    With --story it follows a story that detente stories lists: how its reports take each other up,
    and below each event what it answers, denies or was planned by, and what became of it.

    \b
    Examples:
      detente timeline RUS JPN
      detente timeline Lavrov --since 2011 --type ACCUSE
      detente timeline UK --since 2010-11 --until 2011-02 --open
      detente timeline --happened --min-confidence 0.8 --json
      detente timeline --story s1be
    """
    from detente.export.cited import Sources, event_object, links_of
    from detente.terminal.console import page, print_json
    from detente.terminal.story_views import Drawn, story_head
    from detente.terminal.timeline import left_out, nobody_in, of_no_type
    from detente.terminal.timeline import timeline as show_timeline
    from detente.terminal.unmerged import asked

    with asked(record) as opened:
        found = api.timeline(opened, actors, types=types, story=story, **asked_for)
        if not found.events:
            for line in (*nobody_in(opened, actors), *of_no_type(opened, types)):
                complain(line)
        sources, drawn = Sources(opened), None
        links = opened.links() if story is not None else []
        if as_json:
            print_json(
                [
                    event_object(event, sources)
                    | ({} if story is None else {"links": links_of(event.id, links)})
                    for event in found.events
                ]
            )
        else:
            with page() as console:
                if story is not None:
                    known = {event.id: event for event in opened.events()}
                    story_head(opened.story(story), known, sources, console)
                    drawn = Drawn(links, known)
                show_timeline(found.events, sources, console, drawn)
        for line in left_out(found):
            complain(line)


cli.add_command(show_command)
cli.add_command(merge_command)
cli.add_command(split_command)
cli.add_command(different_command)
cli.add_command(decisions_command)
cli.add_command(stories_command)
cli.add_command(remove_command)
cli.add_command(quotes_command)
cli.add_command(positions_command)


@cli.command()
@click.option(
    "--format", "format_", type=click.Choice(list(FORMATS)), default="jsonl",
    show_default=True, help="What to write; docs/formats.md describes each.",
)  # fmt: skip
@of_output
@of_confidence(api.LIKELY, "what is left out is counted")
@of_record
def export(format_: str, output: Path | None, min_confidence: float, record: Path) -> None:
    """Write a record for other programs.

    jsonl has all of a record but the reports' texts; plover has the events that took place, with
    PLOVER's field names; annotations is what detente annotate prints. The bytes depend on the
    record's content alone. A record whose reading was cut short is refused. Events that are more
    likely wrong than right are left out (--min-confidence).

    \b
    Examples:
      detente export --format plover -o events.jsonl
      detente export --min-confidence 0.8 | jq 'select(.kind == "event") | .type'
    """
    from detente.terminal.timeline import less_sure

    with api.open_record(record) as opened, written_to(output) as stream:
        left_out = api.export_record(opened, format_, stream, min_confidence=min_confidence)
    for told in less_sure(left_out):
        complain(told)


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
