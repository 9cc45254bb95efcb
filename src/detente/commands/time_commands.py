"""``detente times``: the time expressions of a text, their days, and how they were worked out."""

from __future__ import annotations

from typing import Any

import click

from detente import api
from detente.commands.options import DAY, WORDS, Command, as_json, of_model, progress
from detente.model import Published
from detente.reading.dates import from_iso


class Stamp(click.ParamType[Published]):
    """A day, or a day with the clock and its offset from UTC."""

    name = "day"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Published:
        if isinstance(value, Published):
            return value
        if "T" not in value:
            day = DAY.convert(value, param, ctx)
            return Published(day, day, basis="given")
        try:
            day, clock = from_iso(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)
        return Published(day, day, time=clock, basis="given")


@click.command("times", cls=Command)
@click.argument("text", type=WORDS)
@click.option(
    "--published", type=Stamp(), metavar="DAY",
    help="The day of the report that the text stands in, as YYYY-MM-DD, perhaps with THH:MM and "
    "the offset from UTC. Without one, what is told from it has no day.",
)  # fmt: skip
@of_model
@as_json
def times_command(
    text: str, published: Published | None, language_model: str | None, as_json: bool
) -> None:
    """Show the time expressions of a text and the days of its acts.

    Of each expression: the first and the last day that its words allow, how precise they are,
    its type and value as in TIMEX3, and how the days were worked out. Of each verb: the days on
    which its act can have been, and the words that say so. What names no day gets none.

    \b
    Examples:
      detente times "They met on Friday, three days after the vote." --published 2011-02-11
      detente times "The talks in November failed." --published 2011-02-11T01:30+09:00
      detente times "The treaty was signed at the end of World War Two."
    """
    from detente.terminal.console import page, print_json
    from detente.terminal.times import times_found

    with progress() as steps:
        found = api.times(text, published=published, model=language_model, on_progress=steps)
    if as_json:
        print_json(found)
    else:
        with page() as console:
            times_found(found, console)
