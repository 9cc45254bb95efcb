"""``detente merge``, ``split``, ``different`` and ``decisions``: what people decide of events."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from detente import api
from detente.commands.options import (
    Command,
    as_json,
    of_record,
    options,
    progress,
)

of_whom = click.option(
    "--by", metavar="NAME", help="Who decides.  [default: your login name, if known]"
)
signed = options(of_whom, click.option("--note", metavar="TEXT", help="Why, for who reads it."))


@click.command("merge", cls=Command)
@click.argument("events", nargs=-1, required=True, metavar="EVENT EVENT...")
@signed
@of_record
@as_json
def merge_command(
    events: tuple[str, ...], by: str | None, note: str | None, record: Path, as_json: bool
) -> None:
    """Decide that events are one.

    Every EVENT is an event's id or the beginning of it, as detente timeline prints it. All mentions
    that they have now are one event from then on, whatever they tell and whatever is read later;
    what they contradict each other in is shown as disagreements. Ids that go still find the event.

    An earlier decision that this one contradicts is named and no longer holds for those mentions.

    \b
    Examples:
      detente merge 3f2a 9c01
      detente merge 3f2a 9c01 --by "A. Ruiz" --note "one visit, told with two days"
    """
    with progress() as steps:
        done = api.merge_events(record, *events, by=_who(by), note=note, on_progress=steps)
    _show(done, record, as_json)


@click.command("split", cls=Command)
@click.argument("event")
@click.argument("mentions", nargs=-1, required=True, metavar="MENTION...")
@signed
@of_record
@as_json
def split_command(
    event: str,
    mentions: tuple[str, ...],
    by: str | None,
    note: str | None,
    record: Path,
    as_json: bool,
) -> None:
    """Decide that mentions are not of the event that they are in.

    EVENT is an event's id or the beginning of it. A MENTION is named by its number, as detente
    show EVENT prints it; a report's file name, source or id stands for all its mentions. Those that
    are named are of another event than the rest from then on, whatever is read later. Whether each
    of the two is one event, what the reports say tells anew.

    \b
    Examples:
      detente split 3f2a 2
      detente split 3f2a 2 3 --note "the talks of the year before"
      detente split 3f2a ambassador.html
    """
    with progress() as steps:
        done = api.split_event(record, event, *mentions, by=_who(by), note=note, on_progress=steps)
    _show(done, record, as_json)


@click.command("different", cls=Command)
@click.argument("event")
@click.argument("other")
@signed
@of_record
@as_json
def different_command(
    event: str, other: str, by: str | None, note: str | None, record: Path, as_json: bool
) -> None:
    """Decide that two events are two, and stay so.

    EVENT and OTHER are events' ids or the beginnings of them. No mention that the one has now is
    ever one event with one that the other has now, however alike later reports tell of them.
    detente show EVENT --why says which mentions are nearest.

    \b
    Example:
      detente different 3f2a 9c01 --note "two visits in one week"
    """
    with progress() as steps:
        done = api.keep_apart(record, event, other, by=_who(by), note=note, on_progress=steps)
    _show(done, record, as_json)


@click.command("decisions", cls=Command)
@click.option("--undo", type=click.IntRange(min=1), metavar="NUMBER", help="Take one back.")
@click.option("--all", "undone", is_flag=True, help="Also those that were taken back.")
@of_whom
@of_record
@as_json
def decisions_command(
    undo: int | None, undone: bool, by: str | None, record: Path, as_json: bool
) -> None:
    """List what people decided of events, or take a decision back.

    Each with its number, who decided it and when, the words that it is about, and the events that
    have them now. A decision whose report or words the record does not have is listed as without
    object; it holds again once they are there. One that a later one contradicts is listed as
    overruled by it.

    \b
    Examples:
      detente decisions
      detente decisions --undo 3
    """
    from detente.export.cited import decision_object
    from detente.terminal.console import page, print_json
    from detente.terminal.decided import show_decisions

    if undo is not None:
        with progress() as steps:
            done = api.undo_decision(record, undo, by=_who(by), on_progress=steps)
        _show(done, record, as_json)
        return
    found = api.decisions(record, undone=undone)
    if as_json:
        print_json([decision_object(one) for one in found])
        return
    with page() as console:
        show_decisions(found, console)


def _who(by: str | None) -> str | None:
    return by if by is not None else api.login_name()


def _show(done: api.Outcome, record: Path, as_json: bool) -> None:
    from detente.export.cited import Sources, decision_object, event_object
    from detente.terminal.console import page, print_json
    from detente.terminal.decided import show_outcome

    if not as_json:
        with page() as console:
            show_outcome(done, console)
        return
    with api.open_record(record) as opened:
        sources = Sources(opened)
        told: dict[str, Any] = {
            "decision": decision_object(done.decision),
            "events": [event_object(event, sources) for event in done.events],
            "gone": list(done.gone),
            "overrules": [one.number for one in done.overrules],
            "holds_again": [one.number for one in done.holds_again],
        }
    print_json(told)
