"""Little reports of acts that hang together, and what is found of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from detente.following import follow
from detente.merging import Measures, merge
from detente.model import (
    Annotation,
    Answer,
    AnswerKind,
    Discourse,
    Place,
    Span,
    StatementContext,
    TimeMention,
)
from detente.model.followed import EventLink
from factories import KINDS, annotate, find, interval, person, state

ACTORS = {
    "chl": state("Chile", "CHL"),
    "nor": state("Norway", "NOR"),
    "per": state("Peru", "PER"),
    "ruiz": person("Ana Ruiz", "CHL", "President"),
    "soto": person("Eva Soto", "CHL", "Minister"),
    "lind": person("Bo Lind", "NOR", "Prime Minister"),
}
LIMA, CUSCO = Place("Lima", "PER"), Place("Cusco", "PER")


def report(id: str, day: str | None, text: str, *events: Any, ahead: str = "") -> Annotation:
    """A report of *text*; *ahead* are words of it, and the days that they name: "on Friday=..."."""
    actors = {key: actor for key, actor in ACTORS.items() if actor.name in text}
    made = annotate(id, text, published=day, actors=actors, events=list(events))
    if not ahead:
        return made
    words, _, days = ahead.partition("=")
    time = TimeMention(find(text, words), interval(days), "DATE", days)
    return replace(made, times=(time,))


def dated_in_words(annotation: Annotation) -> Annotation:
    """The same with the days of its acts resting on words of the text."""
    mentions = tuple(
        replace(m, date=replace(m.date, span=Span(m.extent.end - 1, m.extent.end)))
        for m in annotation.events
    )
    return replace(annotation, events=mentions)


def answer(kind: AnswerKind, reply: Annotation, to: Annotation) -> Discourse:
    """That the first act of one report is a statement that answers the first of the other."""
    contexts = tuple(
        StatementContext(one.report.id, 0, performs=(one.events[0].id,)) for one in (reply, to)
    )
    said = Answer((reply.report.id, 0), (to.report.id, 0), kind, "names the other side")
    return Discourse(contexts, (said,))


def links(
    made: Sequence[Annotation],
    measures: Measures | None = None,
    discourse: Discourse | None = None,
) -> tuple[EventLink, ...]:
    """The links of what the reports tell."""
    events = merge(made, measures, KINDS)
    return follow(made, events, discourse or Discourse(), KINDS, measures).links


def kinds(*made: Annotation) -> list[str]:
    """The kinds of the links, in order."""
    return sorted(link.kind for link in links(made))
