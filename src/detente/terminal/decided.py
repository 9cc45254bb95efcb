"""What people decided of events: what became of one decision, and the list of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from rich.padding import Padding

from detente.api import Outcome
from detente.model import Event
from detente.record import DecidedMention, Decision
from detente.record.queries import SHORT_ID
from detente.terminal import phrasing
from detente.terminal.console import Console, Text

MOST_WORDS = 100
"""Characters of a sentence that tell which is meant."""

FEW = 3
"""Mentions of a side that are shown."""


def show_outcome(done: Outcome, console: Console) -> None:
    """Prints which events there are now, and what else the decision changes."""
    decision = done.decision
    for event in done.events:
        head, below = _event(event)
        console.print(head)
        console.print(Padding(below, (0, 0, 0, 2)))
        if event.disagreements:
            fields = phrasing.fields(event)
            line = Text(f"the reports disagree on {fields}", style="yellow")
            console.print(Padding(line, (0, 0, 0, 2)))
    for id_ in done.gone:
        console.print(Text(f"{id_[:SHORT_ID]} is no event of its own now; its id finds the event"))
    for one in done.overrules:
        console.print(
            Text(f"this overrules decision {one.number}, {_what(one)}{_signed(one)}", "yellow")
        )
    for one in done.holds_again:
        console.print(Text(f"decision {one.number} holds again, {_what(one)}{_signed(one)}"))
    if decision.undone_at is not None:
        console.print(Text(f"decision {decision.number} was taken back", style="dim"))
        return
    advice = f"decision {decision.number}; detente decisions --undo {decision.number} undoes it"
    console.print(Text(advice, style="dim"))


def _event(event: Event) -> tuple[Text, Text]:
    """An event in two lines: when and what, then who and how often it is told."""
    line = Text(event.id[:SHORT_ID], style="bold")
    line.append(f"  {phrasing.days(event.date)}  {phrasing.act(event)}", style="not bold")
    told = phrasing.counted(len(event.mentions), "mention")
    reports = phrasing.counted(len({report for report, _ in event.mentions}), "report")
    return line, Text(f"{phrasing.parties(event)}; {told} in {reports}")


def about_event(decisions: Sequence[Decision], event: Event) -> Iterator[str]:
    """What was decided of *event*, a line each."""
    for one in decisions:
        others = ", ".join(id_[:SHORT_ID] for id_ in one.events if id_ != event.id)
        if one.kind == "same":
            said = f"one event with {others}" if others else "its mentions are one event"
        elif not others:
            said = "some of its mentions are of another event"
        else:
            said = f"another event than {others}"
        by = ", ".join(map(str, one.overruled_by))
        overruled = f"; overruled by {by}" if by else ""
        note = f": {phrasing.flat(one.note)}" if one.note else ""
        yield f"{said}, decision {one.number}{_signed(one)}{note}{overruled}"


def show_decisions(decisions: Sequence[Decision], console: Console) -> None:
    """Prints decisions one below the other, with the words that each is about."""
    if not decisions:
        console.print(Text("no decisions; detente merge makes one", style="dim"))
        return
    for decision in decisions:
        console.print(Text(f"{decision.number}  {_what(decision)}", style="bold"))
        for line in _about(decision):
            console.print(Padding(Text(line), (0, 0, 0, 3)))
        for number, side in enumerate((decision.one, decision.other)):
            if number:
                between = "one event with" if decision.kind == "same" else "another event than"
                console.print(Padding(Text(between, style="dim"), (0, 0, 0, 3)))
            for mention in side[:FEW]:
                console.print(Padding(_words(mention), (0, 0, 0, 5)))
            if len(side) > FEW:
                more = phrasing.counted(len(side) - FEW, "mention")
                console.print(Padding(Text(f"and {more} more", style="dim"), (0, 0, 0, 5)))
        console.print()
    without = sum(d.without_object and d.undone_at is None for d in decisions)
    said = phrasing.counted(len(decisions), "decision")
    missing = f", {without} of them without object" if without else ""
    console.print(Text(f"{said}{missing}", style="dim"))


def _about(decision: Decision) -> Iterator[str]:
    if decision.by or decision.at:
        yield _signed(decision).strip(" ()")
    if decision.note:
        yield f"note: {phrasing.flat(decision.note)}"
    if decision.undone_at is not None:
        whom = f" by {phrasing.flat(decision.undone_by)}" if decision.undone_by else ""
        yield f"taken back{whom} on {decision.undone_at:%Y-%m-%d}"
        return
    if decision.without_object:
        yield "without object: the record does not have what it is about, and it does nothing"
    if decision.overruled_by:
        yield "overruled, in part or whole, by " + ", ".join(map(str, decision.overruled_by))


def _what(decision: Decision) -> str:
    events = ", ".join(id_[:SHORT_ID] for id_ in decision.events)
    if decision.kind == "same":
        return f"one event: {events}" if events else "one event"
    return f"not one event: {events}" if len(decision.events) > 1 else "not one event"


def _signed(decision: Decision) -> str:
    """Who decided it, and when."""
    by = f"by {phrasing.flat(decision.by)}" if decision.by else ""
    on = f"on {decision.at:%Y-%m-%d}" if decision.at else ""
    said = " ".join(part for part in (by, on) if part)
    return f" ({said})" if said else ""


def _words(mention: DecidedMention) -> Text:
    """A mention by its sentence and its report, and whether it is there."""
    name = PurePath(mention.source).name
    text = Text(f"“{phrasing.shortened(mention.passage, MOST_WORDS)}” in {name}")
    if mention.now is None:
        text.append(", which the record does not have", style="yellow")
    return text
