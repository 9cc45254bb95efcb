"""Names as keys: what folds together, what sounds alike, and what stays apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.actor_tables.actor_tables import ActorTables
from detente.actor_tables.folding import Slips, alike, fold, skeleton, slip, within
from detente.actor_tables.name_index import split


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Côte d'Ivoire", "cote divoire"),
        ("N’Djamena", "ndjamena"),
        ("U.S.", "us"),
        ("Guinea-Bissau", "guinea bissau"),
        ("Łódź", "lodz"),
        ("  Ban  Ki-moon ", "ban ki moon"),
    ],
)
def test_folding_drops_what_reports_leave_out(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Sergei Lavrov", "Sergej Lavrow"),
        ("Dmitry Medvedev", "Dmitriy Anatolyevich Medvedev"),
        ("Sergei Shoigu", "Sergey Shoygu"),
        ("Viktor Yushchenko", "Victor Yuschenko"),
        ("Mahmoud Ahmadinejad", "Mahmud Ahmadinezhad"),
        ("Mohammed Morsi", "Muhammad Mursi"),
        ("Bashar al-Assad", "Bashar al-Asad"),
        ("Kim Jong-il", "Kim Jong Il"),
        ("George Bush", "George W. Bush"),
        ("Seiji Maehara", "Seiji Maehera"),
    ],
)
def test_spellings_of_one_name_are_alike(one: str, other: str) -> None:
    assert alike(fold(one), fold(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John Kerry", "John Kelly"),
        ("Naoto Kan", "Naoto Khan"),
        ("Li Peng", "Li Keqiang"),
        ("Vladimir Putin", "Putin Vladimir"),
        ("George H. Bush", "George W. Bush"),
        ("Sergei Ivanov", "Igor Ivanov"),
        ("Lavrov", "Sergei Lavrov"),
    ],
)
def test_other_names_stay_apart(one: str, other: str) -> None:
    assert not alike(fold(one), fold(other))


def test_a_slip_needs_a_long_word() -> None:
    assert slip("maehara", "maehera")
    assert not slip("sudan", "sedan")
    assert not slip("maehara", "naehara")


@given(
    st.sets(st.text("ab ", min_size=5, max_size=11), max_size=12),
    st.text("ab ", min_size=5, max_size=12),
)
def test_slips_are_found_as_if_every_word_were_compared(known: set[str], word: str) -> None:
    near = {k for k in known if slip(word, k)}
    assert Slips(known).of(word) == tuple(sorted(near))


@given(st.text("aeikrnst", min_size=7, max_size=12), st.data())
def test_a_word_is_found_by_any_slip_of_it(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(word) - 1))
    less, other = word[:at] + word[at + 1 :], word[:at] + "m" + word[at:]
    swapped = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
    for wrong in (word, less, other, swapped):
        assert Slips([word, "unlike"]).of(wrong) == (word,)


def test_a_name_may_be_part_of_a_longer_one() -> None:
    assert within("hugo chavez", "hugo rafael chavez frias")
    assert not within("chavez hugo", "hugo rafael chavez frias")
    assert not within("chavez", "hugo rafael chavez frias")
    assert not within("hugo hugo", "hugo rafael chavez frias")
    assert not within("hugo chavez frias lima", "hugo chavez frias")


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz ", max_size=30))
def test_a_name_is_alike_itself_or_no_name(name: str) -> None:
    key = fold(name)
    assert alike(key, key) == bool(key)


@given(*[st.text(alphabet="aehkmorvsy ", max_size=20)] * 2)
def test_alike_goes_both_ways(one: str, other: str) -> None:
    assert alike(fold(one), fold(other)) == alike(fold(other), fold(one))


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12))
def test_a_skeleton_keeps_something_of_a_name(word: str) -> None:
    assert len(skeleton(word)) <= 2 * len(word)


@pytest.mark.parametrize(("name", "known"), [("LeT", True), ("Let", False), ("let", False)])
def test_a_short_name_with_a_capital_at_its_end_is_known_by_its_letters(
    tables: ActorTables, name: str, known: bool
) -> None:
    text = f"Gunmen of {name} fled."
    found = tables.lexicon.find(split(text), text)
    assert any(hit.span.of(text) == name for hit in found) is known
