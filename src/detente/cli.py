"""The command line: one command a verb; what they do is in :mod:`detente.api`."""

from __future__ import annotations

import sys
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import get_args

import click

import detente
from detente import api
from detente.actor_commands import actor_commands
from detente.codebook_commands import codebook_commands
from detente.errors import SourceError
from detente.export import FORMATS
from detente.model import StatementKind
from detente.options import (
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
from detente.times_commands import times_command

UNREAD = 3
"""Exit status where something could not be read and the rest was."""

INTERRUPTED = 130

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
read, and the rest was.
"""


@click.group(cls=Commands, epilog=EPILOGUE, context_settings={"max_content_width": 90})
@click.version_option(detente.__version__, prog_name="detente")
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
@as_json
def read(
    sources: tuple[Path, ...],
    record: Path,
    published: date | None,
    dates: Path | None,
    language_model: str | None,
    codebook: Path | None,
    actors: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Code reports into a record.

    The record is made if there is none. SOURCES are files or folders: plain text, HTML, and
    JSON Lines with a report a line. Reading a report twice changes nothing; a reading that was
    cut short is completed by running it again.

    A report whose text has no date gets none that is made up: the dated reports of the record
    prove an interval for it, or its days stay open. Give its day with --published or --dates.

    \b
    Examples:
      detente read reports/ --record kuril.duckdb
      detente read story.txt --published 2011-02-11
      detente read archive.jsonl --dates days.csv
    """
    from detente.terminal.reading import summary

    tell_of_unread(actors)
    try:
        with progress() as steps:
            done = api.read(
                sources,
                record,
                published=published,
                dates=api.load_dates(dates) if dates else None,
                model=language_model,
                codebook=codebook,
                actors=actors,
                on_progress=steps,
            )
    except KeyboardInterrupt:
        complain("stopped; what was read is kept: run the same command again to complete it")
        sys.exit(INTERRUPTED)
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
@click.option("--strict", is_flag=True, help="Stop at the first input that can't be read.")
def annotate(
    sources: tuple[Path, ...],
    output: Path | None,
    published: date | None,
    dates: Path | None,
    language_model: str | None,
    codebook: Path | None,
    actors: tuple[Path, ...],
    strict: bool,
) -> None:
    """Print annotations of reports as JSON Lines.

    One line a report, in the order of the input; nothing is kept. docs/formats.md describes the
    fields; offsets are Unicode code points into the report's text. What can't be read is named
    on standard error, and the exit status is then 3. Reports are taken one by one, so an
    undated one is not dated by the others.

    \b
    Examples:
      detente annotate reports.jsonl -o annotations.jsonl
      detente annotate story.txt --published 2011-02-11 | jq .events
    """
    from detente.export import annotation_line
    from detente.terminal.words import counted

    errors: list[SourceError] = []

    def on_error(error: SourceError) -> None:
        errors.append(error)
        complain(f"problem: {error}")

    tell_of_unread(actors)
    days = api.load_dates(dates) if dates else None
    # Bars and lines on one terminal would get into each other's way.
    shown = output is not None or not sys.stdout.isatty()
    try:
        with progress(shown) as steps, written_to(output) as stream:
            for annotation in api.annotate(
                sources,
                published=published,
                dates=days,
                model=language_model,
                codebook=codebook,
                actors=actors,
                on_error=None if strict else on_error,
                on_progress=steps,
            ):
                stream.write(annotation_line(annotation))
    except SourceError as error:
        on_error(error)
    if errors:
        complain(f"{counted(len(errors), 'problem')} with the input")
        sys.exit(UNREAD)


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
    from detente.terminal.console import messages, page, print_json
    from detente.terminal.timeline import timeline as show_timeline
    from detente.terminal.words import HAPPENED

    with api.open_record(record) as opened:
        events = opened.events(actors, since, until, types)
        if happened:
            events = [event for event in events if event.modality in HAPPENED]
        sources = Sources(opened)
        if as_json:
            print_json([event_object(event, sources) for event in events])
        else:
            with page() as console:
                show_timeline(events, sources, console)
        if not opened.merged:
            messages().print("the reading of this record was cut short: run detente read again")


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

    with api.open_record(record) as opened:
        found, sources = opened.event(event), Sources(opened)
        if not as_json:
            with page() as console:
                show_event(found, sources, console)
            return
        ids = dict.fromkeys(report for report, _ in found.mentions)
        reports = [report_object(sources.annotation(id_).report) for id_ in ids]
        print_json(event_object(found, sources) | {"told_in": reports})


@cli.command()
@click.option("--by", metavar="NAME", help="Said by this person, body or country code.")
@click.option("--to", metavar="NAME", help="Said to this person, body or country code.")
@click.option("--country", metavar="CODE", help="Said by anybody of this country (ISO 3166).")
@click.option("--kind", type=click.Choice(get_args(StatementKind)), help="Only what does this.")
@click.option("--about", metavar="MATTER", help="About this place or actor, or with these words.")
@click.option("--unanswered", is_flag=True, help="Only what nobody in the record answered.")
@of_days
@of_record
@as_json
def quotes(
    by: str | None,
    to: str | None,
    country: str | None,
    kind: StatementKind | None,
    about: str | None,
    unanswered: bool,
    since: date | None,
    until: date | None,
    record: Path,
    as_json: bool,
) -> None:
    """Show who said what.

    Sorted by the day of the report. Words in quotation marks are the speaker's own; the others
    are the report's for them. Below the words stands what they answer: a refusal the proposal, a
    denial the accusation.

    \b
    Examples:
      detente quotes --by Lavrov
      detente quotes --country JPN --kind refusal --json
      detente quotes --about "Kuril Islands" --since 2011-01-01
      detente quotes --kind proposal --unanswered
    """
    from detente.export.cited import quotation_object
    from detente.terminal.console import page, print_json
    from detente.terminal.quotes import quotes as show_quotes
    from detente.terminal.quotes import said_by

    with api.open_record(record) as opened:
        found = opened.statements(by, country, to, kind, about, since, until)
        if unanswered:
            found = [quotation for quotation in found if not quotation.answered]
        if as_json:
            reports = {report.id: report for report in opened.reports()}
            print_json([quotation_object(q, reports[q.report]) for q in found])
        else:
            with page() as console:
                show_quotes(found, said_by(opened, found), console)


@cli.command()
@click.argument("actor")
@click.argument("matter")
@of_days
@of_record
@as_json
def positions(
    actor: str,
    matter: str,
    since: date | None,
    until: date | None,
    record: Path,
    as_json: bool,
) -> None:
    """Show what an actor said on a matter, and where that changed.

    ACTOR is a country code (RUS) or name, for anybody of that country, or the name of a person or
    body. MATTER is a place or an actor, under any of its names, or words of what was said. A
    statement is open where it offers the other side a way, conditional where it sets a condition
    for one, closed where it refuses, demands, warns or accuses; most claims are neither.

    \b
    Examples:
      detente positions RUS "Kuril Islands"
      detente positions Maehara "free trade zone" --json
    """
    from detente.export.cited import position_object
    from detente.terminal.console import page, print_json
    from detente.terminal.positions import positions as show_positions

    with api.open_record(record) as opened:
        found = api.positions(opened, actor, matter, since=since, until=until)
        if as_json:
            reports = {report.id: report for report in opened.reports()}
            print_json([position_object(p, reports[p.quotation.report]) for p in found])
        else:
            with page() as console:
                show_positions(found, console)


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
    record's content alone.

    \b
    Examples:
      detente export --format plover -o events.jsonl
      detente export | jq 'select(.kind == "event") | .type'
    """
    with api.open_record(record) as opened, written_to(output) as stream:
        api.export_record(opened, format_, stream)


@cli.command()
@click.argument("gold", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--record", "-r", type=PATH, help="Score this record instead of coding the key's reports."
)
@click.option(
    "--reports", type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The folder of the key's reports, if they are not beside it.",
)  # fmt: skip
@click.option("--misses", is_flag=True, help="List misses and false events of gold records.")
@click.option("--at-least", metavar="FIGURE=N,...", help="Fail if a figure is lower.")
@click.option("--at-most", metavar="FIGURE=N,...", help="Fail if a count is higher.")
@of_coder
@as_json
def evaluate(
    gold: Path,
    record: Path | None,
    reports: Path | None,
    misses: bool,
    at_least: str | None,
    at_most: str | None,
    language_model: str | None,
    codebook: Path | None,
    as_json: bool,
) -> None:
    """Score the coder on what was coded by hand.

    GOLD is a file of sentences with their events, one a line (.jsonl, .jsonl.gz), or an answer
    key of whole reports (.json); docs/formats.md describes both, and the shapes of other
    projects' records that are known. Of sentences it shows how many events are right, by type
    and by construction, what was taken for what, and with --misses each miss and each event
    that the gold does not have.

    A key's reports are looked for beside it and coded on the spot, undated ones with the day
    that the key gives. Each miss is explained: what was expected, and what was coded there.

    \b
    Examples:
      detente evaluate gold.jsonl
      detente evaluate gold.jsonl --misses --at-least "type f1=0.7"
      detente evaluate answer_key.json --record kuril.duckdb --json
      detente evaluate answer_key.json --at-least mentions=19 --at-most traps=0
    """
    from detente.evaluation import is_gold, limits

    floors, ceilings = (limits(text) if text else {} for text in (at_least, at_most))
    if is_gold(gold):
        if record or reports:
            raise click.UsageError("gold records hold their own text; leave --record, --reports")
        failures = _evaluate_gold(gold, floors, ceilings, language_model, codebook, misses, as_json)
    else:
        failures = _evaluate_key(
            gold, record, reports, floors, ceilings, language_model, codebook, as_json
        )
    for failure in failures:
        complain(failure)
    if failures:
        sys.exit(1)


def _evaluate_gold(
    gold: Path,
    floors: dict[str, float],
    ceilings: dict[str, float],
    model: str | None,
    codebook: Path | None,
    misses: bool,
    as_json: bool,
) -> list[str]:
    """Scores gold records and shows it; what is not as demanded."""
    from detente.evaluation import gate_values
    from detente.terminal.console import page, print_json
    from detente.terminal.gold import gold_score

    with progress() as steps:
        found = api.evaluate_gold(gold, model=model, codebook=codebook, on_progress=steps)
    if as_json:
        print_json(found)
    else:
        with page() as console:
            gold_score(found, console, misses=misses)
    return gate_values(found.figures, floors, ceilings)


def _evaluate_key(
    key: Path,
    record: Path | None,
    reports: Path | None,
    floors: dict[str, float],
    ceilings: dict[str, float],
    model: str | None,
    codebook: Path | None,
    as_json: bool,
) -> list[str]:
    """Scores an answer key's reports and shows it; what is not as demanded."""
    from detente.evaluation import gate, load_key
    from detente.terminal.console import page, print_json
    from detente.terminal.evaluation import evaluation as show_evaluation

    with progress() as steps:
        found = api.evaluate(
            key, record=record, reports=reports, model=model, codebook=codebook, on_progress=steps
        )
    failures = gate(found.figures, floors, ceilings)
    if as_json:
        print_json(found)
    else:
        with page() as console:
            show_evaluation(found, load_key(key), console)
    return failures


cli.add_command(actor_commands)
cli.add_command(codebook_commands)
cli.add_command(times_command)


def main() -> None:
    """Entry point of the ``detente`` command."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that has no letter for something shows its number instead of failing.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    cli(prog_name="detente")
