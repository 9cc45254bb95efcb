"""Why an event is one: the evidence for each mention, and what was nearly of it."""

from __future__ import annotations

from rich.padding import Padding

from detente.export.cited import Sources
from detente.merging import Why
from detente.merging.decisions import Name
from detente.merging.reasons import Tie
from detente.terminal import phrasing
from detente.terminal.console import Console, Text

SAID = {
    "who": "who takes part", "names": "names in common", "days": "days", "place": "place",
    "mode": "mode", "context": "context", "signal": "the same signal of the codebook",
    "words": "words in common", "base": "two acts, before anything is known of them",
    "story": "reports of one story", "act": "the same word for the act",
    "act_in_story": "and that in one story", "sides": "the same sides",
    "noun": "somebody called by one noun", "same_day": "the same day",
    "near_day": "days next to each other", "news": "both told as just done",
    "long_ago": "one dated to long before", "said": "an act of words",
}  # fmt: skip
APART = {
    "type": "acts of two types", "modality": "one happened, the other did not",
    "mode": "other modes", "who": "others take part", "days": "other days",
    "days or place": "other days or places", "subject": "two subjects of one report",
    "decision": "it was decided to be another event",
}  # fmt: skip


def show_why(why: Why, sources: Sources, console: Console) -> None:
    """Prints what each pair of an event rests on, and its near misses."""
    if not why.ties:
        console.print()
        console.print(Text("One mention, so nothing was merged", style="bold"))
    for tie in why.ties:
        _tie("One event", tie, sources, console)
    for tie in why.near_misses:
        _tie("Not of it", tie, sources, console)


def _tie(title: str, tie: Tie, sources: Sources, console: Console) -> None:
    console.print()
    console.print(Text(title, style="bold"))
    for name in (tie.one, tie.other):
        console.print(Padding(_words(name, sources), (0, 0, 0, 2)))
    if tie.decided or tie.apart == "decision":
        said = "it was decided so" if tie.decided else APART["decision"]
        console.print(Padding(Text(f"{said}; detente decisions says by whom"), (0, 0, 0, 4)))
        return
    if tie.apart:
        console.print(Padding(Text(f"contradiction: {APART[tie.apart]}"), (0, 0, 0, 4)))
        return
    for piece in tie.evidence:
        line = f"{piece.weight:+6.2f}  {SAID.get(piece.name, piece.name)}"
        console.print(Padding(Text(line), (0, 0, 0, 4)))
    needed = "" if tie.needed is None else f", of {tie.needed:.2f} needed"
    console.print(Padding(Text(f"{tie.total:+6.2f}  in all{needed}"), (0, 0, 0, 4)))


def _words(name: Name, sources: Sources) -> Text:
    """A mention by its words and its report."""
    annotation = sources.annotation(name[0])
    mention = next(m for m in annotation.events if m.id == name[1])
    words = phrasing.flat(mention.extent.of(annotation.report.text))
    return Text(f"“{words}” in {annotation.report.source}")
