"""``detente evaluate``: the coder scored on what was coded by hand."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TypedDict

import click

from detente import api
from detente.commands.options import (
    RECORD,
    Command,
    as_json,
    complain,
    of_coder,
    progress,
    tell_of_reader,
)


class Chosen(TypedDict):
    """With what reports are coded, as the functions of :mod:`detente.api` take it."""

    model: str | None
    codebook: Path | None
    reader: bool


@click.command("evaluate", cls=Command)
@click.argument("gold", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--record", "-r", type=RECORD, help="Score this record instead of coding the key's reports."
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
def evaluate_command(
    gold: Path,
    record: Path | None,
    reports: Path | None,
    misses: bool,
    at_least: str | None,
    at_most: str | None,
    language_model: str | None,
    codebook: Path | None,
    reader: bool,
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
    if record is None:
        tell_of_reader(codebook, reader)
    chosen = Chosen(model=language_model, codebook=codebook, reader=reader)
    if is_gold(gold):
        if record or reports:
            raise click.UsageError(
                "gold records hold their own text; leave out --record and --reports"
            )
        failures = _evaluate_gold(gold, floors, ceilings, chosen, misses, as_json)
    else:
        failures = _evaluate_key(gold, record, reports, floors, ceilings, chosen, as_json)
    for failure in failures:
        complain(failure)
    if failures:
        sys.exit(1)


def _evaluate_gold(
    gold: Path,
    floors: dict[str, float],
    ceilings: dict[str, float],
    chosen: Chosen,
    misses: bool,
    as_json: bool,
) -> list[str]:
    """Scores gold records and shows it; what is not as demanded."""
    from detente.evaluation import gate_values
    from detente.terminal.console import page, print_json
    from detente.terminal.gold_score import gold_score

    with progress() as steps:
        found = api.evaluate_gold(gold, **chosen, on_progress=steps)
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
    chosen: Chosen,
    as_json: bool,
) -> list[str]:
    """Scores an answer key's reports and shows it; what is not as demanded."""
    from detente.evaluation import gate, load_key
    from detente.terminal.console import page, print_json
    from detente.terminal.evaluation import evaluation as show_evaluation
    from detente.terminal.unmerged import asked

    if record is not None:
        with asked(record) as opened:
            found = api.evaluate(key, record=opened)
    else:
        with progress() as steps:
            found = api.evaluate(key, reports=reports, **chosen, on_progress=steps)
    failures = gate(found.figures, floors, ceilings)
    if as_json:
        print_json(found)
    else:
        with page() as console:
            show_evaluation(found, load_key(key), console)
    return failures
