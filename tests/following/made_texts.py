"""Reports of stories made by a generator, of words of no language.

A story has words of its own, which all its reports have, and each report has others; both are as
rare as names are in news.
"""

from __future__ import annotations

import random
from datetime import date, timedelta

from made_links import ACTORS

from detente.model import Annotation
from factories import act, annotate

FIRST = date(2015, 1, 1)
SYLLABLES = ("ba", "ko", "ti", "ru", "ne", "sol", "mar", "vik", "dan", "pel", "gor", "lim", "tas")


def word(draw: random.Random) -> str:
    """A made-up name."""
    return "".join(draw.choice(SYLLABLES) for _ in range(4)).capitalize()


def story_words(number: int, count: int = 14) -> list[str]:
    """The words of a story, the same for the same number."""
    draw = random.Random(number)
    return [word(draw) for _ in range(count)]


def told(name: str, words: list[str], day: int | None, seed: int = 0, own: int = 14) -> Annotation:
    """A report with these words and *own* others, on a day of 2015, in which two states act."""
    draw = random.Random(f"{name} {seed}")
    others = [word(draw) for _ in range(own)]
    mixed = draw.sample(words, len(words))  # in one order they would be one text
    text = f"Chile accused Norway over {' '.join(mixed)}.\nMore of {' '.join(others)} was told."
    published = None if day is None else (FIRST + timedelta(days=day)).isoformat()
    actors = {key: ACTORS[key] for key in ("chl", "nor")}
    return annotate(
        name, text, published=published, actors=actors,
        events=[act("accused", "ACCUSE", actors="chl", recipients="nor", date=published)],
    )  # fmt: skip


def archive(
    stories: int, *, moments: int = 3, reports: int = 2, apart: int = 20
) -> list[Annotation]:
    """Stories of so many moments *apart* days from each other, each told by so many reports."""
    return [
        told(f"s{s:04d}-{m}-{r}", story_words(s), s % 50 + m * apart + r)
        for s in range(stories)
        for m in range(moments)
        for r in range(reports)
    ]
