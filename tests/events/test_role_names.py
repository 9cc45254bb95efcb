"""Roles that there are, and those that somebody mistyped."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from detente.events.codebook_loading import load_codebook
from detente.events.role_names import ALONE, ARGUMENTS, RoleNames
from detente.language import Lexicon

NAMES = RoleNames(Lexicon.load().prepositions)
DOCUMENT = Path(__file__).resolve().parent.parent.parent / "docs" / "codebook.md"

prepositions = st.sampled_from(["with", "to", "against", "out of", "according to", "near"])
phrases = st.recursive(
    st.sampled_from(sorted(ARGUMENTS)) | prepositions,
    lambda inner: st.builds(
        "{}.{}".format, st.sampled_from(["complement", "about", "purpose"]), inner
    ),
    max_leaves=3,
)
roles = st.sampled_from(sorted(ALONE)) | st.builds(
    lambda phrase, hanging, inside: ".".join([phrase, *hanging, *inside]),
    phrases,
    st.lists(prepositions, max_size=2),
    st.sampled_from([[], ["inside"]]),
)


@given(roles)
def test_what_the_grammar_makes_is_a_role(role: str) -> None:
    assert NAMES.is_role(role)


@given(roles, st.data())
def test_a_role_with_a_word_misspelt_is_none(role: str, data: st.DataObject) -> None:
    words = role.replace(" ", ".").split(".")
    word = data.draw(st.sampled_from(words))
    mistyped = role.replace(word, f"{word}x", 1)
    assume(not NAMES.is_preposition(f"{word}x"))
    assert not NAMES.is_role(mistyped)


@pytest.mark.parametrize(
    ("mistyped", "meant"),
    [
        ("sbuject", "subject"),
        ("object.insde", "object.inside"),
        ("agianst", "against"),
        ("about.betwen.inside", "about.between.inside"),
        ("quux", ""),
        ("", ""),
    ],
)
def test_what_a_misspelt_role_was_meant_to_be(mistyped: str, meant: str) -> None:
    assert not NAMES.is_role(mistyped)
    assert NAMES.near_role(mistyped) == meant


@pytest.mark.parametrize(
    "role",
    ["complement", "land.inside", "about.counterpart", ".inside", "subject.", "inside.inside."],
)
def test_what_names_nobody_is_no_role(role: str) -> None:
    assert not NAMES.is_role(role)


def test_the_words_of_prepositions_are_plain() -> None:
    assert all(word == word.lower() and " " not in word for word in NAMES.prepositions)


def test_every_role_is_documented() -> None:
    text = DOCUMENT.read_text("utf-8").partition("Roles: ")[2]
    assert [name for name in sorted(ALONE | ARGUMENTS) if f"`{name}`" not in text] == []


def test_every_role_that_stands_alone_is_told_from_a_preposition() -> None:
    resolving = (
        Path(load_codebook.__code__.co_filename)
        .with_name("role_participants.py")
        .read_text("utf-8")
    )
    coding = Path(load_codebook.__code__.co_filename).with_name("coder.py").read_text("utf-8")
    known = [n for n in sorted(ALONE | ARGUMENTS) if f'"{n}"' in resolving or f'"{n}"' in coding]
    assert known == sorted(ALONE | ARGUMENTS)
