"""``detente show``: one event in full."""

from __future__ import annotations

from pathlib import Path

import click

from detente import api
from detente.commands.options import Command, as_json, of_record


@click.command("show", cls=Command)
@click.argument("event")
@click.option("--why", is_flag=True, help="Also what each mention's part in it rests on.")
@of_record
@as_json
def show_command(event: str, why: bool, record: Path, as_json: bool) -> None:
    """Show one event with its words and why.

    That is, of an event that is told more than once, what its reports say field by field, what of
    it is shown and why, and where they disagree; then the reports, their words, and the days with
    their reasons. Mentions have numbers, by which detente split takes them. Last come the events
    that it hangs together with: what it answers or denies, the plan that it was, what others said
    of it.

    EVENT is an event's id, or as much of its beginning as tells it from others; detente timeline
    prints them. The id of an event that was merged into another, or split, finds what became of
    it. For a report without a date, it says how its days were proven. With --why it says what
    speaks for each mention being of the event, as weights that add up, and which mentions were
    nearest without being of it.

    \b
    Examples:
      detente show 3f2a
      detente show 3f2a --why
    """
    from detente.export.cited import (
        Sources,
        account_object,
        decision_object,
        event_object,
        links_of,
        report_object,
        why_object,
    )
    from detente.terminal.console import page, print_json
    from detente.terminal.event import show as show_event
    from detente.terminal.story_views import linked
    from detente.terminal.unmerged import asked
    from detente.terminal.why import show_why

    with asked(record) as opened:
        found, sources = opened.found_event(event), Sources(opened)
        reasons = api.why(opened, found.event.id) if why else None
        account = opened.account(found.event.id)
        links = opened.links(found.event.id)
        decided = [
            one
            for one in opened.decisions()
            if found.event.id in one.events and one.undone_at is None
        ]
        if as_json:
            ids = dict.fromkeys(report for report, _ in found.event.mentions)
            told = {
                "former": found.former,
                "account": account_object(account, sources),
                "decisions": [decision_object(one) for one in decided],
                "told_in": [report_object(sources.annotation(id_).report) for id_ in ids],
                "links": links_of(found.event.id, links),
            }
            told |= {"why": why_object(reasons)} if reasons else {}
            print_json(event_object(found.event, sources) | told)
        else:
            with page() as console:
                show_event(found, account, decided, sources, console)
                ends = {end for link in links for end in link.ends} - {found.event.id}
                linked(found.event, links, {end: opened.event(end) for end in ends}, console)
                if reasons:
                    show_why(reasons, sources, console)
