"""What holds of stories and links whatever is followed."""

from __future__ import annotations

from functools import partial

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from made_texts import archive, story_words, told

from detente import following
from detente.merging import merge
from detente.model import Annotation
from detente.model.followed import Following
from detente.positions import discourse
from factories import KINDS
from strategies import archives
from thorough import tries


def followed(made: list[Annotation]) -> Following:
    return following.follow(made, merge(made, kinds=KINDS), discourse(made), KINDS)


encoded = partial(msgspec.json.encode)


@st.composite
def told_over_days(draw: st.DrawFn) -> list[Annotation]:
    """Reports of few stories on days of a winter, so that many are alike."""
    count = draw(st.integers(0, 8))
    return [
        told(
            f"t{n}",
            story_words(draw(st.integers(0, 2)), draw(st.integers(4, 14))),
            draw(st.none() | st.integers(0, 120)),
            own=draw(st.integers(0, 14)),
        )
        for n in range(count)
    ]


@settings(max_examples=tries(40), deadline=None)
@given(st.data(), archives() | told_over_days())
def test_the_order_of_reports_changes_not_a_byte(
    data: st.DataObject, made: list[Annotation]
) -> None:
    shuffled = data.draw(st.permutations(made))
    assert encoded(followed(shuffled)) == encoded(followed(made))


@settings(max_examples=tries(40), deadline=None)
@given(archives() | told_over_days())
def test_stories_and_links_are_what_they_say(made: list[Annotation]) -> None:
    events = merge(made, kinds=KINDS)
    found = followed(made)
    known = {event.id: event for event in events}
    reports = [report for story in found.stories for report in story.told_in]
    assert sorted(reports) == sorted(a.report.id for a in made)
    assert len({story.id for story in found.stories}) == len(found.stories)
    for story in found.stories:
        mine = {e.id for e in events if {r for r, _ in e.mentions} & set(story.told_in)}
        assert set(story.events) == mine
        assert 1 <= story.reports <= len(story.told_in)
        moments = {moment.id for moment in story.moments}
        assert len(story.links) == len(moments) - 1  # a tree holds it together
        assert all({link.moment, link.to} <= moments for link in story.links)
        assert all(link.likeness > 0 and link.days >= 0 for link in story.links)
    ends = [frozenset(link.ends) for link in found.links]
    assert len(set(ends)) == len(ends)
    assert all(len(pair) == 2 and pair <= known.keys() for pair in ends)
    assert all(link.reasons and link.strength >= 0.5 for link in found.links)


@settings(max_examples=tries(40), deadline=None)
@given(st.data(), told_over_days())
def test_what_was_never_a_pair_does_not_matter(data: st.DataObject, made: list[Annotation]) -> None:
    """A report of quite other words changes which stories there are by itself alone."""
    other = told("zz", story_words(99), 400, own=30)
    before = {story.told_in for story in followed(made).stories}
    after = {story.told_in for story in followed([*made, other]).stories}
    assert ("zz",) in after
    assert {frozenset(one) for one in after} - {frozenset(["zz"])} <= {
        frozenset(one) for one in before
    } | after


def test_a_record_without_a_report_is_the_record_that_never_had_it() -> None:
    made = archive(4)
    for gone in range(0, len(made), 5):
        left = [one for n, one in enumerate(made) if n != gone]
        assert encoded(followed(left)) == encoded(followed(list(reversed(left))))
        assert made[gone].report.id not in encoded(followed(left)).decode()
