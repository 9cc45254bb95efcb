"""Stories: what reports tell of over days, and how its events hang together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.padding import Padding
from rich.table import Table

from detente.export.cited import Sources
from detente.model import Event
from detente.model.followed import EventLink, LinkKind, Moment, Reason, Story, StoryLink
from detente.record.queries import SHORT_ID
from detente.terminal import phrasing
from detente.terminal.console import Console, Text
from detente.terminal.timeline import NARROW

MOST_TITLE = 110
MOST_NAMED = 3
"""Events that a line names of many that answer one."""

FORWARD: dict[LinkKind, str] = {
    "done": "done", "cancelled": "cancelled", "refused": "refused", "accepted": "accepted",
    "conditioned": "answered with a condition", "denied": "denied", "response": "answered by",
    "background": "goes back to",
}  # fmt: skip
"""What became of an event, or what it is told of."""

BACK: dict[LinkKind, str] = {
    "done": "as planned", "cancelled": "cancels", "refused": "refuses", "accepted": "accepts",
    "conditioned": "sets a condition for", "denied": "denies", "response": "answers",
    "background": "told again as background",
}  # fmt: skip
"""What an event is to the one before it."""

SAID = {
    "sides": "the same parties", "name": "both have", "place": "both at", "act": "told by",
    "word": "words in common", "day": "on its day", "clause": "its clause tells of the act",
    "sentence": "in one sentence", "report": "in one report",
    "statement": "a statement that answers", "vouched": "somebody denies it",
}  # fmt: skip


def stories(found: Sequence[Story], sources: Sources, console: Console) -> None:
    """Prints *found* as a table, or one below the other where a table would be too narrow."""
    if console.width < NARROW:
        for story in found:
            _entry(story, sources, console)
    elif found:
        console.print(_table(found, sources))
    advice = "; detente timeline --story ID has the events of one" if found else ""
    console.print(Text(f"{_counted(len(found))}{advice}", style="dim"))


def _table(found: Sequence[Story], sources: Sources) -> Table:
    table = Table(box=None, expand=True, padding=(0, 1, 1, 0), pad_edge=False)
    table.add_column("Days", ratio=14, min_width=13)
    table.add_column("Story", ratio=46)
    table.add_column("Who", ratio=22)
    table.add_column("Told", ratio=14, min_width=10)
    table.add_column("Id", min_width=SHORT_ID, no_wrap=True)
    for story in found:
        table.add_row(
            phrasing.days(story.date),
            _title(story, sources),
            phrasing.actors(story.actors, nobody=""),
            _told(story),
            Text(story.id[:SHORT_ID], style="dim"),
        )
    return table


def _entry(story: Story, sources: Sources, console: Console) -> None:
    head = Text(f"{phrasing.days(story.date)}  ", style="bold")
    head.append(story.id[:SHORT_ID], style="dim")
    console.print(head)
    console.print(Padding(_title(story, sources), (0, 0, 0, 2)))
    if story.actors:
        console.print(Padding(Text(phrasing.actors(story.actors)), (0, 0, 0, 2)))
    console.print(Padding(Text(_told(story), style="dim"), (0, 0, 1, 2)))


def _title(story: Story, sources: Sources) -> Text:
    """The first headline, and the words that all of it is about."""
    text = Text(_headline(story.moments[0], sources))
    if story.words:
        text.append_line(", ".join(story.words), style="dim")
    return text


def _headline(moment: Moment, sources: Sources) -> str:
    report = sources.annotation(moment.reports[0]).report
    return phrasing.shortened(report.headline or report.text, MOST_TITLE)


def _told(story: Story) -> str:
    reports = phrasing.counted(story.reports, "report")
    return f"{reports}, {phrasing.counted(len(story.events), 'event')}"


def _counted(number: int) -> str:
    return f"{number} {'story' if number == 1 else 'stories'}"


def story_head(
    story: Story, events: Mapping[str, Event], sources: Sources, console: Console
) -> None:
    """Prints what a story is: its moments, each with why it takes up an earlier one.

    *events* are those of the record by their ids.
    """
    title = Text(", ".join(story.words) or _headline(story.moments[0], sources), style="bold")
    title.append(f"  {story.id[:SHORT_ID]}", style="not bold dim")
    console.print(title)
    console.print(Text(f"{phrasing.days(story.date)}: {_told(story)}"))
    days = {moment.id: phrasing.days(moment.date) for moment in story.moments}
    why: dict[str, list[StoryLink]] = defaultdict(list)
    for link in story.links:
        why[link.moment].append(link)
    for moment in story.moments:
        line = Text(f"{days[moment.id]}  ", style="bold")
        line.append(_headline(moment, sources), style="not bold")
        if len(moment.reports) > 1:
            line.append(
                f" ({phrasing.counted(len(moment.reports), 'report')})", style="not bold dim"
            )
        console.print(Padding(line, (0, 0, 0, 2)))
        for link in why[moment.id]:
            reason = Text(f"takes up {days[link.to]}: {taken_up(link, events)}", style="dim")
            console.print(Padding(reason, (0, 0, 0, 4)))
    console.print()


def taken_up(link: StoryLink, events: Mapping[str, Event]) -> str:
    """Why a moment takes up an earlier one; *events* are those of the record by their ids."""
    parts = [f"{phrasing.counted(link.days, 'day')} later" if link.days else "at that time"]
    if link.words:
        parts.append(f"both have {', '.join(link.words)}")
    if link.events:
        parts.append(f"both tell of {_some([_named(events[id_]) for id_ in link.events])}")
    for one in link.links[:MOST_NAMED]:
        back = one.kind != "background"
        how, event = (BACK[one.kind], one.event) if back else (FORWARD[one.kind], one.to)
        parts.append(f"{how} {_named(events[event])}")
    return "; ".join(dict.fromkeys(parts))


def _some(names: Sequence[str]) -> str:
    rest = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + rest


def _ids(events: Sequence[str]) -> str:
    return _some([event[:SHORT_ID] for event in events])


class Drawn:
    """The links of events as lines that stand below each."""

    def __init__(self, links: Iterable[EventLink], events: Mapping[str, Event]) -> None:
        self._events = events
        self._from: dict[str, list[EventLink]] = defaultdict(list)
        self._to: dict[str, list[EventLink]] = defaultdict(list)
        for link in links:
            self._from[link.event].append(link)
            self._to[link.to].append(link)

    def __call__(self, event: Event) -> Iterator[str]:
        """What the event is to others before it, and what became of it."""
        for link in self._to[event.id]:
            if link.kind != "background":
                yield f"← {BACK[link.kind]} {self._name(link.event)}"
        kinds: dict[LinkKind, list[EventLink]] = defaultdict(list)
        for link in self._from[event.id]:
            kinds[link.kind].append(link)
        for kind, several in kinds.items():
            if len(several) == 1:
                yield f"→ {FORWARD[kind]} {self._name(several[0].to)}"
            else:
                yield f"→ {FORWARD[kind]} {_ids([link.to for link in several])}"

    def _name(self, id_: str) -> str:
        event = self._events.get(id_)
        return _named(event) if event else id_[:SHORT_ID]


def _named(event: Event) -> str:
    """An event in a few words: what, when, and its id."""
    return f"{phrasing.act(event)} of {phrasing.days(event.date)} ({event.id[:SHORT_ID]})"


def linked(
    event: Event, links: Sequence[EventLink], others: Mapping[str, Event], console: Console
) -> None:
    """Prints how *event* hangs together with *others*, by their ids, each with the reasons."""
    if not links:
        return
    console.print()
    console.print(Text("How it hangs together", style="bold"))
    for link in links:
        forward = link.event == event.id
        other = others[link.to if forward else link.event]
        how = FORWARD[link.kind] if forward else BACK[link.kind]
        text = Text(f"{how}: ", style="dim")
        named = f"{phrasing.days(other.date)} {phrasing.act(other)}, {phrasing.parties(other)}"
        text.append(f"{named} ({other.id[:SHORT_ID]})", style="not dim")
        console.print(Padding(text, (0, 0, 0, 2)))
        because = "; ".join(_reason(reason) for reason in link.reasons)
        console.print(Padding(Text(f"because: {because}", style="dim"), (0, 0, 0, 4)))


def _reason(reason: Reason) -> str:
    seen = phrasing.flat(", ".join(reason.seen))
    said = SAID.get(reason.name, reason.name)
    return f"{said}: {seen}" if seen else said
