"""``detente stories``: what reports tell of over days."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from detente import api
from detente.commands.options import Command, as_json, complain, of_days, of_record


@click.command("stories", cls=Command)
@click.argument("actors", nargs=-1, metavar="[ACTOR]...")
@of_days
@click.option("--single", is_flag=True, help="Also reports that no other takes up.")
@of_record
@as_json
def stories_command(
    actors: tuple[str, ...], single: bool, record: Path, as_json: bool, **days: Any
) -> None:
    """Show what reports tell of over days.

    A story is reports that take each other up: those of one piece of news, and of later days what
    is alike in its rare words and names, of the same parties. Shown are its days, the first
    headline and the words that all of it is about, who takes most part, and how many independent
    reports and events there are. ACTORS are as for detente timeline: only stories with an event in
    which all of them have a part. detente timeline --story ID has the events of one.

    \b
    Examples:
      detente stories RUS JPN
      detente stories --since 2011 --json
    """
    from detente.export.cited import Sources, story_object
    from detente.terminal.console import page, print_json
    from detente.terminal.phrasing import counted
    from detente.terminal.story_views import stories as show_stories
    from detente.terminal.timeline import nobody_in
    from detente.terminal.unmerged import asked

    with asked(record) as opened:
        every = api.stories(opened, actors, least=1, **days)
        found = [story for story in every if single or len(story.told_in) > 1]
        if not every:
            for line in nobody_in(opened, actors):
                complain(line)
        if as_json:
            print_json([story_object(story) for story in found])
        else:
            with page() as console:
                show_stories(found, Sources(opened), console)
        if left_out := len(every) - len(found):
            reports = counted(left_out, "report")
            complain(f"{reports} left out that no other takes up; --single shows all")
