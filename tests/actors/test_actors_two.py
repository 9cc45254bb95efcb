"""Whom "each", "both" and "the two" mean, and "the North" of a land that is two states."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.actors.conftest import Read

Reader = Callable[..., Read]

MET = "Chile and Peru held talks in Lima, while Bolivia looked on. "


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Each blamed the other.", "Each"),
        ("Brazil urged both to show restraint.", "both"),
        ("On Friday both signed a treaty.", "both"),
        ("With help from Brazil the two signed a treaty.", "the two"),
        ("Each country recalled its envoy.", "Each country"),
        ("The two armies agreed to set up a hotline.", "The two armies"),
        ("The two old foes signed a treaty.", "The two old foes"),
        ("Brazil congratulated them.", "them"),
    ],
)
def test_words_for_two_mean_those_named_side_by_side(read: Reader, text: str, words: str) -> None:
    assert sorted(map(str, read(MET + text).countries(words))) == ["CHL", "PER"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Norway signed a treaty. Each blamed the other.", "Each"),
        ("Chile, Peru and Bolivia held talks. Both signed a treaty.", "Both"),
        ("Chile and Peru held talks. Each of the men was tired.", "Each"),
        ("Chile and Peru held talks. It rained. It rained. It rained. Each was tired.", "Each"),
    ],
)
def test_words_for_two_mean_nobody_where_no_two_are_near(
    read: Reader, text: str, words: str
) -> None:
    assert read(text).actors(words) == []


def test_one_of_the_two_sides_need_be_no_state(read: Reader) -> None:
    text = "Thailand's deputy premier met rebel leaders in Malaysia. Both sides agreed to go on."
    assert read(text).names("Both sides") == ["Thailand's deputy premier", "rebel leaders"]


def test_two_states_whose_names_end_alike(read: Reader) -> None:
    result = read("North and South Korea signed a pact on Friday.")
    assert set(result.countries("North and South Korea")) == {"PRK", "KOR"}


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("North Korea fired shells. The South fired back.", "The South", ["KOR"]),
        ("South Korea fired shells. It accused the North of lying.", "the North", ["PRK"]),
        ("South Sudan closed its wells. It blamed the North.", "the North", ["SDN"]),
        ("South Africa spoke. The South must be heard.", "The South", []),
        ("South Korea spoke. The north was quiet.", "The north", []),
        ("South Korea sent rice. The South of Chile was flooded.", "The South", []),
        ("Norway spoke. The North was quiet.", "The North", []),
    ],
)
def test_the_half_of_a_land_is_a_state_where_the_report_names_one(
    read: Reader, text: str, words: str, country: list[str]
) -> None:
    assert read(text).countries(words) == country
