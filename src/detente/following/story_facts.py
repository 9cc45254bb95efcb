"""A story's fields from its moments: its days, its words, who takes part, how many tell it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from detente.following.chapters import Chapter, spanning
from detente.merging.mention_facts import side_of
from detente.model import Actor, Annotation, Event
from detente.model.followed import Moment, Story, StoryLink

MOST_ACTORS = 4
"""Those who take most part in a story; who it is about is seldom more."""


class StoryFacts:
    """Makes stories of their moments.

    *annotations* are all reports by their ids, *events* all events; *independent* numbers the
    reports so that copies of one text have the same number.  *shown* is how many words say what a
    story is about.
    """

    def __init__(
        self,
        annotations: Mapping[str, Annotation],
        events: Iterable[Event],
        independent: Mapping[str, int],
        shown: int,
    ) -> None:
        self._events = {event.id: event for event in events}
        self._independent = independent
        self._shown = shown
        self._states: dict[str, Actor] = {}
        for annotation in annotations.values():
            for actor in annotation.actors.values():
                if actor.kind == "state" and actor.country is not None:
                    known = self._states.setdefault(actor.country, actor)
                    self._states[actor.country] = min(known, actor, key=lambda one: one.name)

    def story(self, chapters: Sequence[Chapter], links: Sequence[StoryLink]) -> Story:
        """The story of *chapters*, which are in the order of their days, held by *links*."""
        reports = [report for chapter in chapters for report in chapter.reports]
        told = sorted(frozenset().union(*(chapter.events for chapter in chapters)))
        return Story(
            id=_id(reports[0]),
            date=spanning(chapter.date for chapter in chapters),
            moments=tuple(Moment(c.id, c.date, c.reports, _most(c, self._shown)) for c in chapters),
            reports=len({self._independent[report] for report in reports}),
            links=tuple(links),
            words=self._words(chapters),
            actors=self._actors(told),
            events=tuple(told),
        )

    def _words(self, chapters: Sequence[Chapter]) -> tuple[str, ...]:
        """The words that tell most of most moments, as the first of them spells them."""
        having = Counter(word for chapter in chapters for word in chapter.words)
        weights: dict[str, float] = defaultdict(float)
        spelled: dict[str, str] = {}
        for chapter in chapters:
            for word, weight in chapter.words.items():
                weights[word] += weight
                spelled.setdefault(word, chapter.spelled[word])
        common = [word for word in weights if 2 * having[word] >= len(chapters)]
        ordered = sorted(common, key=lambda word: (-having[word], -weights[word], word))
        return tuple(spelled[word] for word in ordered[: self._shown])

    def _actors(self, events: Sequence[str]) -> tuple[Actor, ...]:
        """The sides that take part in most events: the state, or somebody where there is none."""
        counted: Counter[str] = Counter()
        named: dict[str, Actor] = {}
        for id_ in events:
            event = self._events[id_]
            actors = {side_of(actor): actor for actor in (*event.actors, *event.recipients)}
            counted.update(actors.keys())
            for side, actor in actors.items():
                known = named.setdefault(side, actor)
                named[side] = min(known, actor, key=lambda one: (one.name, one.key))
        ordered = sorted(counted, key=lambda side: (-counted[side], side))
        sides = [side for n, side in enumerate(ordered[:MOST_ACTORS]) if n < 2 or counted[side] > 1]
        return tuple(self._states.get(side, named[side]) for side in sides)


def _id(report: str) -> str:
    """Named after its first report, so that later reports do not change it."""
    return "s" + sha256(report.encode("utf-8", "surrogatepass")).hexdigest()[:15]


def _most(chapter: Chapter, count: int) -> tuple[str, ...]:
    return tuple(chapter.spelled[word] for word in [*chapter.words][:count])
