"""``detente actors``: names looked up, offices and who held them, tables checked."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import click

from detente import api
from detente.commands.options import (
    DAY,
    TABLE,
    Commands,
    as_json,
    of_actors,
    of_days_between,
    tell_of_unread,
)

ALL_OF_STDIN = "-"


@click.group("actors", cls=Commands)
def actor_commands() -> None:
    """Look up names, list who held an office, or check tables of actors.

    docs/actors.md describes the tables, and how to write one of your own.
    """


@actor_commands.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--on", type=DAY, metavar="DATE", help="The day that is asked of, as YYYY-MM-DD.")
@click.option(
    "--country", metavar="CODE", help="The country of names that give none (ISO 3166 or PLOVER)."
)
@of_actors
@as_json
def lookup(
    names: tuple[str, ...],
    on: date | None,
    country: str | None,
    actors: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Look up whom names mean, and why.

    A name is what a report may call somebody: a country, its people or capital, a person with or
    without a title, an office, a body, a kind of people. Shown are the actor, the reasons, and
    those who might have been meant and were not. A name that could be several is nobody's.

    Offices are those held on the day of --on; without it, an office alone names nobody. With "-"
    names are read from standard input, one a line. With --json, one object a name is printed, a
    line each, in their order; its "actor" is as in docs/formats.md, or null.

    \b
    Examples:
      detente actors lookup "Japanese Foreign Minister" --on 2011-02-11
      detente actors lookup Tokyo "former President Bush" "Egyptian protesters"
      detente actors lookup - --json < names.txt
    """
    from detente.terminal.actors import answers
    from detente.terminal.console import page, print_lines

    tell_of_unread(actors)
    found = api.lookup_actors(_names(names), on=on, country=country, actors=actors)
    if as_json:
        print_lines(found)
    else:
        with page() as console:
            answers(found, console)


def _names(given: Iterable[str]) -> Iterator[str]:
    """The names, with "-" as the lines of standard input."""
    for name in given:
        if name != ALL_OF_STDIN:
            yield name
            continue
        for line in sys.stdin.buffer:
            yield line.decode("utf-8", "replace").removesuffix("\n").removesuffix("\r")


@actor_commands.command()
@click.argument("office")
@click.argument("country")
@click.option("--on", type=DAY, metavar="DATE", help="Only who held it on this day.")
@of_days_between
@of_actors
@as_json
def holders(
    office: str,
    country: str,
    on: date | None,
    since: date | None,
    until: date | None,
    actors: tuple[Path, ...],
    as_json: bool,
) -> None:
    """List who held an office, from when to when.

    OFFICE is a title ("foreign minister"), or hos, hog, fm or dm for head of state, head of
    government, foreign and defence minister. COUNTRY is a name or a code (ISO 3166). A term
    without an end lasts at least until the day shown; after it, nothing is known.

    \b
    Examples:
      detente actors holders "foreign minister" Japan --on 2011-02-11
      detente actors holders hog GBR --from 2016-01-01 --to 2019-12-31
    """
    from detente.terminal.actors import holders as show_holders
    from detente.terminal.console import page, print_json

    if on and (since or until):
        raise click.UsageError(
            "--on is one day, --from and --to are several; give one or the other"
        )
    tell_of_unread(actors)
    found = api.office_holders(office, country, on=on, since=since, until=until, actors=actors)
    if as_json:
        print_json(found)
    else:
        with page() as console:
            show_holders(found, console)


@actor_commands.command()
@click.argument("tables", nargs=-1, metavar="[TABLE]...", type=TABLE)
@as_json
def check(tables: tuple[Path, ...], as_json: bool) -> None:
    """Check the tables of actors, detente's own and yours.

    Named is every row that does not hold, and what to do: days that do not exist, two in a
    one-person office at once, codes that nobody knows, names that stand for two actors. TABLE is
    a table in the format of one of detente's, or a PETRARCH or TABARI dictionary, of which the
    lines that could not be read are listed. The exit status is 1 where there is anything to mend.

    \b
    Examples:
      detente actors check
      detente actors check my-leaders.tsv
    """
    from detente.terminal.actors import checked
    from detente.terminal.console import page, print_json

    found = api.check_actors(tables)
    if as_json:
        print_json(found)
    else:
        with page() as console:
            checked(found, console)
    if found:
        sys.exit(1)
