"""Following: stories that reports tell over days, and how events hang together.

:func:`follow` makes both from what was read and merged.  A story is of reports: those of one piece
of news are a moment, and moments that take each other up are a story.  A link is of events: a plan
and what was done, an act and its denial or the protest about it, an act told as background and the
event that it is.  Linked events stay two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from detente.following.acts import acts_of
from detente.following.chapters import chapters
from detente.following.links import links
from detente.following.moments import moments
from detente.following.rules import Ground
from detente.following.story_facts import StoryFacts
from detente.following.story_groups import story_groups
from detente.merging import Kinds, Measures
from detente.merging.measures import shipped
from detente.merging.mention_facts import Told, tell
from detente.merging.reprints import Reprints
from detente.merging.stories import Stories
from detente.model import CODED, Annotation, Discourse, Event
from detente.model.followed import Following

__all__ = ["FoundByMerging", "follow"]

NO_KINDS = Kinds()


class FoundByMerging(Struct, frozen=True):
    """What merging finds and following needs: ``mentions`` by their names, and the ids of
    ``pairs`` of reports that tell one story."""

    mentions: Mapping[tuple[str, str], Told]
    pairs: Sequence[tuple[str, str]]


def follow(
    annotations: Iterable[Annotation],
    events: Iterable[Event],
    discourse: Discourse,
    kinds: Kinds = NO_KINDS,
    measures: Measures | None = None,
    found_by_merging: FoundByMerging | None = None,
) -> Following:
    """The stories that *annotations* tell, and the links of their *events*.

    *events* and *discourse* are those of the same annotations, of which each report is to be among
    them once; the outcome is the same for every order of them.  *kinds* says what the codebook
    that they were coded with says of its types.  Every report in the language that is coded is in
    exactly one story.  *found_by_merging* is what merging has found of them already, and is found
    anew where it is not given.
    """
    measures = measures or shipped()
    known = {a.report.id: a for a in sorted(annotations, key=lambda a: a.report.id)}
    told = sorted(events, key=lambda event: event.id)
    coded = {id_: a for id_, a in known.items() if a.report.language == CODED}
    texts = {id_: a.report.text for id_, a in coded.items()}
    published = {id_: a.report.published.interval for id_, a in coded.items()}
    stories = Stories(texts, published, measures.story)
    if found_by_merging is None:
        mentions = {m.name: m for a in known.values() for m in tell(a, measures, kinds)}
        found_by_merging = FoundByMerging(mentions, stories.neighbours(published))
    acts = acts_of(told, known, found_by_merging.mentions, measures)
    found = links(acts, discourse, Ground(measures, kinds))
    numbers = dict(
        zip(coded, Reprints(texts, stories, measures.copies).independent([*coded]), strict=True)
    )
    copies: dict[int, list[str]] = defaultdict(list)
    for report, number in numbers.items():
        copies[number].append(report)
    pairs = [pair for pair in found_by_merging.pairs if pair[0] in coded and pair[1] in coded]
    together = moments(published, pairs, stories, measures, copies.values())
    parts = chapters(together, coded, told, stories, measures)
    facts = StoryFacts(coded, told, numbers, measures.following.shown)
    groups = story_groups(parts, found, stories, measures)
    return Following(tuple(facts.story(*group) for group in groups), found)
