"""What is followed from report to report: stories of many days, and events that hang together."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from detente.model import Actor, Interval

LinkKind = Literal[
    "done", "cancelled", "refused", "accepted", "conditioned", "denied", "response", "background"
]
"""How an event hangs together with a later one.

* ``done``: a plan or promise, and what was then done
* ``cancelled``: a plan, and that those who made it took it back
* ``refused``, ``accepted``, ``conditioned``: a plan, an offer or a demand, and the other side's no,
  yes, or condition
* ``denied``: an act or a charge, and its denial
* ``response``: an act, and what another said or did about it
* ``background``: an act told as background, and the dated event that it is
"""


class Reason(Struct, frozen=True):
    """One thing that speaks for a link: its name in ``measures.toml``, its weight, and the words,
    names or days in which it is seen."""

    name: str
    weight: float
    seen: tuple[str, ...] = ()


class EventLink(Struct, frozen=True):
    """That ``to`` is what became of ``event``, both ids of events; never that they are one."""

    kind: LinkKind
    event: str
    to: str
    strength: float
    reasons: tuple[Reason, ...] = ()

    @property
    def ends(self) -> tuple[str, str]:
        """Both ids."""
        return (self.event, self.to)


class StoryLink(Struct, frozen=True):
    """That the reports of the moment ``moment`` take up those of the earlier one ``to``.

    ``days`` lie between them.  ``words`` are rare ones that both have, ``events`` ids of events
    that both tell of, ``links`` the pairs of an event of the one and an event of the other that
    hang together.
    """

    moment: str
    to: str
    likeness: float
    days: int
    words: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    links: tuple[EventLink, ...] = ()


class Moment(Struct, frozen=True):
    """Reports of one piece of news, in order of their days; ``reports`` are their ids.

    It is called after its first report.  ``words`` are rare ones that most of them have.
    """

    id: str
    date: Interval
    reports: tuple[str, ...]
    words: tuple[str, ...] = ()


class Story(Struct, frozen=True):
    """What reports tell of over days: moments in order of time, each linked to one before.

    ``date`` runs from its first report to its last; ``reports`` counts independent ones; ``events``
    are ids of the events that they tell of; ``actors`` are the states, and else those, that take
    most part in them.
    """

    id: str
    date: Interval
    moments: tuple[Moment, ...]
    reports: int
    links: tuple[StoryLink, ...] = ()
    words: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()
    events: tuple[str, ...] = ()

    @property
    def told_in(self) -> tuple[str, ...]:
        """Ids of its reports, in the order of its moments."""
        return tuple(report for moment in self.moments for report in moment.reports)


class Following(Struct, frozen=True):
    """The stories of a record, by their days, and the links of its events."""

    stories: tuple[Story, ...] = ()
    links: tuple[EventLink, ...] = ()
