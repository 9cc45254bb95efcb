"""Stories: moments of news that take each other up over days, each with the reason.

A later moment takes up an earlier one where their reports are alike on average and have parties in
common; less alike is enough within a few days, and where both tell of one event or of two that hang
together.  Links are taken strongest first, and two groups become one story only if all their
moments, taken together, are alike too, so that a story may wander but does not run into the next.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date

from detente.following.chapters import Chapter
from detente.following.grouping import Groups, average, beside
from detente.merging.measures import Measures
from detente.merging.mention_facts import gap
from detente.merging.stories import Stories
from detente.model.followed import EventLink, StoryLink

Taken = tuple[list[Chapter], list[StoryLink]]
"""The moments of a story, in the order of their days, and the links that hold them together."""


def story_groups(
    chapters: Sequence[Chapter], links: Iterable[EventLink], stories: Stories, measures: Measures
) -> list[Taken]:
    """The stories of *chapters*, each in exactly one; by their first moments."""
    known = {chapter.id: chapter for chapter in chapters}
    groups = Groups(known)
    sample = measures.blocks.sample
    held: dict[str, list[StoryLink]] = defaultdict(list)
    for link in sorted(
        _links(chapters, [*links], stories, measures),
        key=lambda link: (-link.likeness, link.days, link.to, link.moment),
    ):
        a, b = groups.of(link.to), groups.of(link.moment)
        if a == b:
            continue
        whole = average(groups.members(a), groups.members(b), stories.likeness, sample)
        if whole >= measures.following.whole:
            both = held.pop(a, []) + held.pop(b, [])
            held[groups.join(a, b)] = [*both, link]
    found = []
    for members in groups:
        moments = sorted((known[name] for name in members), key=_order)
        own = held.get(groups.of(members[0]), [])
        found.append((moments, sorted(own, key=lambda one: (_order(known[one.moment]), one.to))))
    return sorted(found, key=lambda one: _order(one[0][0]))


def _order(chapter: Chapter) -> tuple[date, date, str]:
    days = chapter.date
    first = days.earliest or days.latest or date.max
    return (first, days.latest or date.max, chapter.id)


def _links(
    chapters: Sequence[Chapter], links: Sequence[EventLink], stories: Stories, measures: Measures
) -> Iterator[StoryLink]:
    """All pairs of which the later takes up the earlier."""
    table = measures.following
    linked: dict[str, list[EventLink]] = defaultdict(list)
    for link in links:
        linked[link.event].append(link)
        linked[link.to].append(link)
    ordered = sorted(chapters, key=_order)
    for one, other in _candidates(ordered, linked, measures):
        earlier, later = ordered[one], ordered[other]
        days = gap(earlier.date, later.date)
        if days > table.days or len(earlier.parties & later.parties) < table.parties:
            continue
        shared = earlier.events & later.events
        fewer = min(earlier.events, later.events, key=len)
        around = {link for event in fewer for link in linked.get(event, ())}
        hanging = sorted(
            (link for link in around if _across(link, earlier.events, later.events)),
            key=lambda link: (link.event, link.to),
        )
        like = average(earlier.reports, later.reports, stories.likeness, measures.blocks.sample)
        near = days <= measures.moments.days
        if like >= (table.held if near or shared or hanging else table.likeness):
            yield StoryLink(
                moment=later.id,
                to=earlier.id,
                likeness=round(like, 4),
                days=days,
                words=_words(earlier, later, table.shown),
                events=tuple(sorted(shared)),
                links=tuple(hanging),
            )


def _across(link: EventLink, one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether a link has an end in each of two moments, and not both in one."""
    ends = {link.event, link.to}
    if ends <= one or ends <= other:
        return False
    return (link.event in one and link.to in other) or (link.event in other and link.to in one)


def _words(one: Chapter, other: Chapter, most: int) -> tuple[str, ...]:
    """The words that tell most of both, as the earlier spells them."""
    shared = one.words.keys() & other.words.keys()
    ordered = sorted(shared, key=lambda word: (-one.words[word] * other.words[word], word))
    return tuple(one.spelled[word] for word in ordered[:most])


def _candidates(
    ordered: Sequence[Chapter], linked: dict[str, list[EventLink]], measures: Measures
) -> list[tuple[int, int]]:
    """Pairs of moments, as indices, that share two telling words, or an event or a link of one.

    Those of a key stand in the order of their days; each is paired with the few that follow it.
    """
    by_word: dict[Hashable, list[int]] = defaultdict(list)
    by_event: dict[Hashable, list[int]] = defaultdict(list)
    for i, chapter in enumerate(ordered):
        if not chapter.date.known:
            continue
        for word in chapter.words:
            by_word[word].append(i)
        for event in chapter.events:
            by_event[event].append(i)
            for link in linked.get(event, ()):
                by_event[link.event, link.to].append(i)
    reach = measures.following.beside
    words = Counter(pair for block in by_word.values() for pair in beside(block, reach))
    found = {pair for pair, count in words.items() if count > 1}
    found.update(pair for block in by_event.values() for pair in beside(block, reach))
    return sorted(found)
