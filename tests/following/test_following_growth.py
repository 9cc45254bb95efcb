"""The work of following grows with the reports and the events; counted in calls."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from made_links import ACTORS
from made_texts import archive, story_words, told
from msgspec.structs import replace

from counted_calls import calls
from detente.following import follow
from detente.merging import merge
from detente.model import Annotation, Discourse
from factories import KINDS, act, annotate

MOST = 1.2
"""Times the work of one that a report may take where there are many more."""


def grows_with(made: Callable[[int], list[Annotation]], few: int, times: int = 10) -> bool:
    """Whether following ten *times* as many takes at most twelve times the calls."""
    counted = []
    for size in (few, times * few):
        annotations = made(size)
        events = merge(annotations, kinds=KINDS)

        def work(a: list[Annotation] = annotations, e: Any = events) -> object:
            return follow(a, e, Discourse(), KINDS)

        if not counted:
            work()  # what is loaded once
        counted.append(calls(work))
    return counted[1] <= MOST * times * counted[0]


def test_stories_of_an_archive() -> None:
    assert grows_with(lambda size: archive(size), 12)


def test_one_text_that_all_print() -> None:
    text = told("a", story_words(1), 0)

    def printed(size: int) -> list[Annotation]:
        names = (f"a{n:05d}" for n in range(size))
        return [
            replace(text, report=replace(text.report, id=name, source=name), events=())
            for name in names
        ]

    assert grows_with(printed, 100)


def test_reports_without_a_day_that_are_all_alike() -> None:
    one = story_words(1)
    assert grows_with(lambda size: [told(f"u{n:05d}", one, None) for n in range(size)], 100, 4)


def test_plans_raids_and_protests_of_one_dyad() -> None:
    def made(size: int) -> list[Annotation]:
        return [
            annotate(
                f"r{n:05d}",
                f"Chile raided ship w{n}.\nNorway condemned the raid on w{n}.",
                published=f"2012-{1 + n % 12:02d}-{1 + n % 28:02d}",
                actors={key: ACTORS[key] for key in ("chl", "nor")},
                events=[
                    act("raided", "COERCE", actors="chl", date=f"2012-{1 + n % 12:02d}-01"),
                    act("condemned", "ACCUSE", actors="nor", recipients="chl",
                        date=f"2012-{1 + n % 12:02d}-{1 + n % 28:02d}"),
                ],
            )
            for n in range(size)
        ]  # fmt: skip

    assert grows_with(made, 40)
