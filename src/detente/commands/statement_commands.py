"""``detente quotes`` and ``detente positions``: who said what, and what it amounts to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from detente import api
from detente.commands.options import Command, as_json, complain, of_days, of_record
from detente.model import CODED, StatementKind

if TYPE_CHECKING:
    from detente.model import Where
    from detente.record import Quotation


@click.command("quotes", cls=Command)
@click.option("--by", metavar="NAME", help="Said by this person or body, or anybody of this state.")
@click.option("--to", "addressee", metavar="NAME", help="Said to this person, body or state.")
@click.option("--country", metavar="NAME", help="Said by anybody of this country, by code or name.")
@click.option("--kind", type=click.Choice(get_args(StatementKind)), help="Only what does this.")
@click.option(
    "--about", "matter", metavar="MATTER", help="About this place or actor, or with these words."
)
@click.option("--unanswered", is_flag=True, help="Only what nobody in the record answered.")
@of_days
@of_record
@as_json
def quotes_command(unanswered: bool, record: Path, as_json: bool, **asked_for: Any) -> None:
    """Show who said what.

    Sorted by the day of the report. Before the words stands the cue that says what was done with
    them ("opposed"); words in quotation marks are the speaker's own, the others are the report's
    for them. Below stands what they answer: a refusal the proposal, a denial the accusation. What
    is told again in nearly the same words stands once, with all the reports that tell it; with
    --json it is named in "repeats". A name that nobody knows is an error.

    \b
    Examples:
      detente quotes --by Lavrov
      detente quotes --country Japan --kind refusal --json
      detente quotes --by UK --about "Kuril Islands" --since 2011
      detente quotes --kind proposal --unanswered
    """
    from detente.export.cited import quotation_object
    from detente.terminal.console import page, print_json
    from detente.terminal.quotes import quotes as show_quotes
    from detente.terminal.quotes import said_by
    from detente.terminal.unmerged import asked

    with asked(record) as opened:
        found = opened.statements(**asked_for)
        if not found:
            names = (("--by", "by"), ("--to", "addressee"), ("--country", "country"))
            _tell_of_nothing(
                (option, asked_for[name], partial(opened.statements, **{name: asked_for[name]}))
                for option, name in (*names, ("--about", "matter"))
            )
        if unanswered:
            found = [quotation for quotation in found if not quotation.answered]
        first = _first_tellings(found)
        if as_json:
            reports = {report.id: report for report in opened.reports()}
            print_json([quotation_object(q, reports[q.report]) | _repeats(q, first) for q in found])
        else:
            with page() as console:
                show_quotes(found, first, said_by(opened, found), console)


@click.command("positions", cls=Command)
@click.argument("actor")
@click.argument("matter")
@of_days
@of_record
@as_json
def positions_command(actor: str, matter: str, record: Path, as_json: bool, **days: Any) -> None:
    """Show what an actor said on a matter, and where that changed.

    ACTOR is a state by its code or name (RUS, Russia, UK, Moscow), for anybody of it, or a person
    or body. MATTER is a place or an actor, under any of its names, or words of what was said. A
    statement is open where it offers the other side a way, conditional where it sets a condition
    for one, closed where it refuses, demands, warns or accuses; most claims are neither. What is
    told again in nearly the same words stands once.

    \b
    Examples:
      detente positions RUS "Kuril Islands"
      detente positions Maehara "free trade zone" --since 2011-02 --json
    """
    from detente.export.cited import position_object
    from detente.terminal.console import page, print_json
    from detente.terminal.positions import positions as show_positions
    from detente.terminal.unmerged import asked

    with asked(record) as opened:
        found = api.positions(opened, actor, matter, **days)
        if not found:
            _tell_of_nothing(
                (
                    ("ACTOR", actor, partial(opened.statements, by=actor)),
                    ("MATTER", matter, partial(opened.statements, matter=matter)),
                )
            )
        # What marks a change of sides is never left to another's row.
        first = _first_tellings([position.quotation for position in found])
        first |= {(w := p.quotation.where): w for p in found if p.changed_from}
        if as_json:
            reports = {report.id: report for report in opened.reports()}
            print_json(
                [
                    position_object(p, reports[p.quotation.report]) | _repeats(p.quotation, first)
                    for p in found
                ]
            )
        else:
            with page() as console:
                show_positions(found, first, console)


def _first_tellings(found: Sequence[Quotation]) -> dict[Where, Where]:
    from detente.positions import PositionWords, first_tellings

    return first_tellings(found, PositionWords.load(CODED))


def _repeats(quotation: Quotation, first: dict[Where, Where]) -> dict[str, Any]:
    """Which statement says the same before, for JSON."""
    report, number = first[quotation.where]
    again = (report, number) != quotation.where
    return {"repeats": {"report": report, "number": number} if again else None}


def _tell_of_nothing(
    asked: Iterable[tuple[str, str | None, Callable[[], Sequence[Quotation]]]],
) -> None:
    """Names, on standard error, what no statement of the record has, whatever else was asked."""
    for name, value, alone in asked:
        if value is not None and not alone():
            complain(f'no statement of this record has {name} "{value}"')
