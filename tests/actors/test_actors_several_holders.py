"""Who "the foreign ministers" are: one of each state, by the names or the states told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.actors.conftest import Read

Reader = Callable[..., Read]
TALKS = "Greek Foreign Minister Nikos Kotzias met his Turkish counterpart, Mevlut Cavusoglu. "


def meant(read: Reader, text: str, words: str, on: str = "2017-03-15") -> list[str]:
    """The names of those whom the last *words* of a text mean."""
    reading, start = read(text, on).reading, text.rindex(words)
    spans = [m for m in reading.mentions if m.span.start == start]
    return sorted(reading.actors[m.actor].name for m in spans)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "The foreign ministers of the two countries, Nikos Kotzias and Mevlut Cavusoglu, met.",
            "The foreign ministers",
        ),
        (TALKS + "The foreign ministers agreed to meet again.", "The foreign ministers"),
        (TALKS + "The talks were long. The ministers left at noon.", "The ministers"),
        (
            "The foreign ministers of Greece and Turkey met on Monday.\n\n" + TALKS,
            "The foreign ministers",
        ),
    ],
)
def test_ministers_of_two_states_have_their_names(read: Reader, text: str, words: str) -> None:
    first, second = meant(read, text, words)
    assert "Kotzias" in second
    assert "Mevl" in first


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (TALKS + "The ministers of the Greek coalition resigned.", "The ministers"),
        (TALKS + "Greek ministers left at noon.", "Greek ministers"),
        (TALKS + "The former foreign ministers left at noon.", "The former foreign ministers"),
        # Three, of whom two are not told apart.
        (
            TALKS + "British Foreign Secretary Boris Johnson came, too. The ministers left.",
            "The ministers",
        ),
    ],
)
def test_other_ministers_have_not(read: Reader, text: str, words: str) -> None:
    assert not any("Kotzias" in name for name in meant(read, text, words))


def test_without_names_they_are_of_the_two_states_that_a_report_names(read: Reader) -> None:
    text = "Greece and Turkey disagree. In May talks between the foreign ministers failed."
    assert len(meant(read, text, "the foreign ministers")) == 2
    text = "Greece, Egypt and Turkey disagree. In May talks between the foreign ministers failed."
    assert len(meant(read, text, "the foreign ministers")) < 2
