"""Reports to moments, moments to stories over days."""

from __future__ import annotations

import pytest
from made_links import ACTORS
from made_texts import archive, story_words, told
from msgspec.structs import replace

from detente.following import follow
from detente.merging import merge
from detente.model import Annotation, Discourse
from detente.model.followed import Following, Story
from factories import KINDS, act, annotate


def followed(made: list[Annotation]) -> Following:
    return follow(made, merge(made, kinds=KINDS), Discourse(), KINDS)


def stories(*made: Annotation) -> list[list[tuple[str, ...]]]:
    """Of each story the reports of each moment."""
    found = followed([*made]).stories
    return [[moment.reports for moment in story.moments] for story in found]


def test_reports_of_a_few_days_that_share_rare_words_are_one_moment() -> None:
    one, other = story_words(1), story_words(2)
    made = [told("a", one, 0), told("b", one, 2), told("c", other, 1)]
    assert stories(*made) == [[("a", "b")], [("c",)]]


def test_later_moments_take_up_earlier_ones_with_the_reason() -> None:
    one = story_words(1)
    made = [told("a", one, 0), told("b", one, 1), told("c", one, 30), told("d", one, 60)]
    (story,) = followed(made).stories
    assert [moment.reports for moment in story.moments] == [("a", "b"), ("c",), ("d",)]
    assert [(link.moment, link.to, link.days) for link in story.links] == [
        ("c", "a", 29), ("d", "c", 30),
    ]  # fmt: skip
    link = story.links[0]
    assert set(link.words) <= set(one)
    assert link.words
    assert (str(story.date.earliest), str(story.date.latest)) == ("2015-01-01", "2015-03-02")
    assert story.reports == 4


def test_what_nobody_took_up_for_a_quarter_of_a_year_is_another_story() -> None:
    one = story_words(1)
    assert stories(told("a", one, 0), told("b", one, 91)) == [[("a",)], [("b",)]]
    assert len(stories(told("a", one, 0), told("b", one, 50), told("c", one, 100))) == 1


def test_other_news_of_the_same_states_is_another_story() -> None:
    made = [told(f"s{n}", story_words(n), 10 * n) for n in range(5)]
    assert len(stories(*made)) == 5


def test_news_of_one_kind_with_other_names_is_another_story() -> None:
    """Two storms share their words in small letters, and no name."""
    common = [word.lower() for word in story_words(1)]

    def storm(name: str, day: int) -> Annotation:
        made = told(name, common, day)
        return replace(made, events=(), actors={}, mentions=())

    assert stories(storm("a", 0), storm("b", 30)) == [[("a",)], [("b",)]]


def test_a_chain_of_reports_each_like_the_last_is_not_one_story() -> None:
    """Joined by single pairs all would be; taken together they share nothing."""
    chain = [story_words(n, 7) for n in range(12)]
    made = [told(f"c{n:02d}", chain[n] + chain[n + 1], 2 * n, own=4) for n in range(11)]
    found = stories(*made)
    assert len(found) > 1
    assert max(sum(len(moment) for moment in story) for story in found) < 11


def test_a_story_is_called_after_its_first_report() -> None:
    one = story_words(1)
    made = [told("a", one, 0), told("b", one, 1)]
    (before,) = followed(made).stories
    (after,) = followed([*made, told("c", one, 20)]).stories
    assert before.id == after.id
    assert before.moments[0].id == after.moments[0].id == "a"


def test_a_story_tells_who_takes_part_and_by_what_words_it_is_known() -> None:
    one = story_words(1)
    (story,) = followed([told("a", one, 0), told("b", one, 20)]).stories
    assert {actor.name for actor in story.actors} == {"Chile", "Norway"}
    assert 0 < len(story.words) <= 4
    assert set(story.words) <= set(one)
    assert len(story.events) == 2


def test_copies_of_one_text_count_once_in_a_story() -> None:
    text = told("a", story_words(1), 0)
    copies = [
        replace(text, report=replace(text.report, id=f"a{n}"), events=(), sentences=text.sentences)
        for n in range(5)
    ]
    (story,) = followed(copies).stories
    assert (story.reports, len(story.told_in)) == (1, 5)


def test_an_event_told_again_holds_a_moment_that_is_less_alike() -> None:
    """Fewer words in common are enough where both tell of one act."""
    one = story_words(1)
    actors = {key: ACTORS[key] for key in ("ruiz", "nor")}
    visit = act(
        "visited", "CONSULT", actors="ruiz", recipients="nor", modes="visit", date="2015-01-01"
    )

    def report(name: str, day: str, rest: list[str], *events: object) -> Annotation:
        text = f"Ana Ruiz visited Norway.\n{' '.join(rest)} was told."
        return annotate(name, text, published=day, actors=actors, events=[*events])  # type: ignore[list-item]

    first = report("a", "2015-01-01", one[:1] + story_words(3, 14), visit)
    again = report("b", "2015-02-01", one[:1] + story_words(4, 14), visit)
    without = report("b", "2015-02-01", one[:1] + story_words(4, 14))
    assert [len(story) for story in stories(first, again)] == [2]
    assert [len(story) for story in stories(first, without)] == [1, 1]


# Hostile records


@pytest.mark.parametrize("day", [0, None], ids=["dated", "undated"])
def test_one_word_and_empty_reports_are_stories_of_their_own(day: int | None) -> None:
    made = told("w", [], day, own=0)
    bare = [
        replace(
            made, report=replace(made.report, id=f"w{n}", text=text), sentences=(), events=(),
            mentions=(),
        )
        for n, text in enumerate(("Talks", "Herring", "Talks herring", "", " ", "?"))
    ]  # fmt: skip
    assert len(stories(*bare)) == len(bare)
    assert followed([]) == Following()


def test_an_undated_report_joins_what_it_is_like_and_no_two_moments() -> None:
    """It may be of either day; that makes the two days no one piece of news."""
    one = story_words(1)
    made = [told("a", one, 0), told("b", one, 200), told("u", one, None)]
    found = stories(*made)
    moments = sorted(moment for story in found for moment in story)
    assert moments in ([("a",), ("b", "u")], [("a", "u"), ("b",)])
    assert len(found) == 2


def test_undated_reports_alone_are_of_one_moment_where_they_are_alike() -> None:
    one = story_words(1)
    (story,) = followed([told("a", one, None), told("b", one, None)]).stories
    assert story.date.earliest is None
    assert story.told_in == ("a", "b")


def test_a_text_that_thousands_print_is_one_story() -> None:
    text = told("a", story_words(1), 0)
    made = [
        replace(text, report=replace(text.report, id=f"a{n:05d}", source=f"a{n:05d}"), events=())
        for n in range(2000)
    ]
    (story,) = followed(made).stories
    assert (len(story.told_in), story.reports, len(story.moments)) == (2000, 1, 1)


def test_every_report_in_english_is_in_one_story() -> None:
    made = archive(20)
    foreign = replace(made[0], report=replace(made[0].report, language="fr"))
    found = followed([foreign, *made[1:]]).stories
    told_in = sorted(report for story in found for report in story.told_in)
    assert told_in == sorted(a.report.id for a in made[1:])


def of(story: Story) -> set[str]:
    return {report.partition("-")[0] for report in story.told_in}


def test_stories_of_a_made_archive_are_found() -> None:
    found = followed(archive(30)).stories
    assert all(len(of(story)) == 1 for story in found)
    assert len(found) == 30
