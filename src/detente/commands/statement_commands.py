"""``detente quotes`` and ``detente positions``: who said what, and what it amounts to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from detente import api
from detente.commands.options import Command, as_json, complain, of_days, of_record
from detente.model import StatementKind

if TYPE_CHECKING:
    from detente.record import Quotation


@click.command("quotes", cls=Command)
@click.option("--by", metavar="NAME", help="Said by this person, body or country code.")
@click.option("--to", metavar="NAME", help="Said to this person, body or country code.")
@click.option("--country", metavar="CODE", help="Said by anybody of this country (ISO 3166).")
@click.option("--kind", type=click.Choice(get_args(StatementKind)), help="Only what does this.")
@click.option("--about", metavar="MATTER", help="About this place or actor, or with these words.")
@click.option("--unanswered", is_flag=True, help="Only what nobody in the record answered.")
@of_days
@of_record
@as_json
def quotes_command(
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
    from detente.terminal.unmerged import asked

    with asked(record) as opened:
        found = opened.statements(by, country, to, kind, about, since, until)
        if not found:
            _tell_of_nothing(
                ("--by", by, partial(opened.statements, by=by)),
                ("--to", to, partial(opened.statements, addressee=to)),
                ("--country", country, partial(opened.statements, country=country)),
                ("--about", about, partial(opened.statements, matter=about)),
            )
        if unanswered:
            found = [quotation for quotation in found if not quotation.answered]
        if as_json:
            reports = {report.id: report for report in opened.reports()}
            print_json([quotation_object(q, reports[q.report]) for q in found])
        else:
            with page() as console:
                show_quotes(found, said_by(opened, found), console)


@click.command("positions", cls=Command)
@click.argument("actor")
@click.argument("matter")
@of_days
@of_record
@as_json
def positions_command(
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
    from detente.terminal.unmerged import asked

    with asked(record) as opened:
        found = api.positions(opened, actor, matter, since=since, until=until)
        if not found:
            _tell_of_nothing(
                ("ACTOR", actor, partial(opened.statements, by=actor)),
                ("MATTER", matter, partial(opened.statements, matter=matter)),
            )
        if as_json:
            reports = {report.id: report for report in opened.reports()}
            print_json([position_object(p, reports[p.quotation.report]) for p in found])
        else:
            with page() as console:
                show_positions(found, console)


def _tell_of_nothing(*asked: tuple[str, str | None, Callable[[], Sequence[Quotation]]]) -> None:
    """Names, on standard error, what no statement of the record has, whatever else was asked."""
    for name, value, alone in asked:
        if value is not None and not alone():
            code = "; a code has three letters, such as JPN" if name == "--country" else ""
            complain(f'no statement of this record has {name} "{value}"{code}')
