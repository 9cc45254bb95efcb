"""``detente remove``: a report that is to be in the record no more."""

from __future__ import annotations

from pathlib import Path

import click

from detente import api
from detente.commands.options import (
    Command,
    of_actors,
    of_coder,
    of_record,
    progress,
    tell_of_reader,
)


@click.command("remove", cls=Command)
@click.argument("reports", nargs=-1, required=True, metavar="REPORT...")
@of_record
@of_coder
@of_actors
def remove_command(
    reports: tuple[str, ...],
    record: Path,
    language_model: str | None,
    codebook: Path | None,
    reader: bool,
    actors: tuple[Path, ...],
) -> None:
    """Take reports out of a record.

    REPORT is a report's id or its source, as detente show prints them. What is left is the record
    that never had them: events are merged anew, and reports whose day they proved are dated anew,
    with the codebook, model and actors that the record was read with. What was decided about their
    events (detente decisions) waits for them to be read again.

    \b
    Example:
      detente remove reports/retracted.txt --record kuril.duckdb
    """
    from detente.terminal.console import Text, page

    tell_of_reader(codebook, reader)
    with progress() as steps:
        removed = api.remove(
            record,
            reports,
            model=language_model,
            codebook=codebook,
            reader=reader,
            actors=actors,
            on_progress=steps,
        )
    with page() as console:
        for report in removed:
            console.print(Text(f"removed {report}"))
