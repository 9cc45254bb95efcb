"""Events in order of time, each with words that say so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import PurePath

from rich.padding import Padding
from rich.table import Table

from detente.api import Timeline
from detente.export.cited import Sources
from detente.model import Event
from detente.model.plover import HAPPENED
from detente.record import Record
from detente.record.queries import SHORT_ID
from detente.terminal import phrasing
from detente.terminal.console import Console, Text

MOST_WORDS = 160

# Below this the five columns would break days and names.
NARROW = 84


Beneath = Callable[[Event], Iterable[str]]
"""Lines that stand beneath an event's words."""


def timeline(
    events: Sequence[Event], sources: Sources, console: Console, beneath: Beneath | None = None
) -> None:
    """Prints *events* as a table, or one below the other where a table would be too narrow."""
    cited = _Cited(sources, beneath or (lambda event: ()))
    if console.width < NARROW:
        for event in events:
            _entry(event, cited, console)
    elif events:
        console.print(_table(events, cited))
    console.print(Text(_summary(events), style="dim"))


def _table(events: Sequence[Event], cited: _Cited) -> Table:
    table = Table(box=None, expand=True, padding=(0, 1, 1, 0), pad_edge=False)
    table.add_column("Day", ratio=14, min_width=13)
    table.add_column("Act", ratio=14, min_width=13)
    table.add_column("Who → whom", ratio=20)
    table.add_column("Words", ratio=38)
    table.add_column("Event", min_width=SHORT_ID, no_wrap=True)
    for event in events:
        table.add_row(
            phrasing.days(event.date),
            Text(phrasing.act(event), style=_style(event)),
            phrasing.parties(event),
            cited(event),
            Text(event.id[:SHORT_ID], style="dim"),
        )
    return table


def _entry(event: Event, cited: _Cited, console: Console) -> None:
    head = Text(f"{phrasing.days(event.date)}  ", style="bold")
    head.append(phrasing.act(event), style=_style(event))
    head.append(f"  {event.id[:SHORT_ID]}", style="dim")
    console.print(head)
    console.print(Padding(phrasing.parties(event), (0, 0, 0, 2)))
    console.print(Padding(cited(event), (0, 0, 1, 2)))


def _style(event: Event) -> str:
    if event.modality not in HAPPENED:
        return "italic dim"
    return phrasing.QUAD_STYLES[event.quad]


class _Cited:
    """An event's words, and what stands beneath them."""

    def __init__(self, sources: Sources, beneath: Beneath) -> None:
        self.sources, self.beneath = sources, beneath

    def __call__(self, event: Event) -> Text:
        """The first mention's words, where they stand, where it was, and what hangs on it."""
        sources = self.sources
        annotation, mention = next(sources.mentions(event))
        quoted = phrasing.shortened(mention.extent.of(annotation.report.text), MOST_WORDS)
        text = Text(f"“{quoted}”")
        names = dict.fromkeys(
            PurePath(sources.annotation(report).report.source).name for report, _ in event.mentions
        )
        where = ", ".join(islice(names, 3)) + (" ..." if len(names) > 3 else "")
        text.append_line(where, style="dim")
        if event.place:
            text.append_line(f"at {phrasing.place(event.place)}", style="dim")
        if event.disagreements:
            text.append_line(f"the reports disagree on {phrasing.fields(event)}", style="yellow")
        for line in self.beneath(event):
            text.append_line(line, style="cyan")
        return text


def _summary(events: Sequence[Event]) -> str:
    """How many events, and how many of them did not or not yet take place."""
    others = sum(event.modality not in HAPPENED for event in events)
    rest = f", {others} of them planned, conditional or denied" if others else ""
    advice = "; detente show EVENT has the whole of one" if events else ""
    return f"{phrasing.counted(len(events), 'event')}{rest}{advice}"


def left_out(found: Timeline) -> Iterator[str]:
    """What else there is, and how it is shown."""
    yield from less_sure(found.unlikely)
    if found.open_ended:
        yield (
            f"{phrasing.counted(found.open_ended, 'event')} left out that may have been in those "
            "days, of which only one end is known; --open shows them"
        )


def less_sure(count: int) -> Iterator[str]:
    """How many events are left out for their confidence, if any, and how they are had."""
    if count:
        events = phrasing.counted(count, "event")
        yield f"{events} left out as less sure; --min-confidence 0 shows all"


def nobody_in(record: Record, actors: Sequence[str]) -> Iterator[str]:
    """Which of *actors*, whom somebody knows, have no part in any event of the record."""
    for actor in actors:
        if not record.events([actor]):
            yield f'"{actor}" has no part in an event of this record'


def of_no_type(record: Record, types: Sequence[str]) -> Iterator[str]:
    """Which of *types*, that there are, no event of the record has."""
    known = [one for (one,) in record.sql("SELECT DISTINCT type FROM events ORDER BY 1").fetchall()]
    for type_ in types:
        if type_.upper() not in known:
            there = f"; there are {', '.join(known)}" if known else ""
            yield f'no event of this record is of the type "{type_}"{there}'
