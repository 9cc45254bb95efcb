"""The examples that teach: each line holds, no two are alike, and nothing wrong goes unnoticed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import TableError
from detente.events import load_codebook
from detente.events.taught import FORMS, NO_ACT, Taught, alike, load_taught, parse

FOLDER = Path(__file__).resolve().parents[2] / "src/detente/data/codebook/examples"


@pytest.fixture(scope="module")
def taught() -> list[Taught]:
    """All the shipped examples."""
    return load_taught(sorted(FOLDER.glob("*.tsv")))


def test_there_are_as_many_without_an_act_as_with_one(taught: list[Taught]) -> None:
    acts = [one for one in taught if one.type]
    assert len(taught) >= 6000
    assert 0.4 <= len(acts) / len(taught) <= 0.6


def test_each_type_and_mode_of_the_codebook_is_taught(taught: list[Taught]) -> None:
    types = load_codebook().types
    told = Counter(one.type for one in taught if one.type)
    modes = {(one.type, mode) for one in taught for mode in one.modes}
    assert set(told) == set(types)
    assert min(told.values()) >= 150
    assert modes == {(name, mode) for name, type_ in types.items() for mode in type_.modes}


def test_each_kind_of_no_act_and_each_form_is_taught(taught: list[Taught]) -> None:
    kinds = Counter(one.kind for one in taught if one.kind)
    assert set(kinds) == set(NO_ACT)
    assert min(kinds.values()) >= 100
    assert {one.form for one in taught} == set(FORMS)


def test_no_two_are_one_sentence_with_little_changed(taught: list[Taught]) -> None:
    assert [(one.where, other.where) for one, other in alike(taught)] == []


def test_a_sentence_with_little_changed_is_found() -> None:
    lines = (
        "-\tsport\tactive\tThe keeper from Gent [t:defended] his goal with both fists all night.",
        "-\tsport\tactive\tRivals [t:attack] on the left and lose the ball.",
        "-\tsport\tactive\tThe keeper from Ghent [t:defended] the goal with both fists all night.",
    )
    found = list(alike([parse(line, str(n)) for n, line in enumerate(lines)]))
    assert [(one.where, other.where) for one, other in found] == [("2", "0")]


def test_marks_are_taken_out_and_their_words_are_known() -> None:
    line = "CONSULT.visit\tactual\tlight\t[a:Peru's envoy] [t:paid] Quito, or [r:Ecuador], a visit."
    one = parse(line, "x:1")
    assert one.text == "Peru's envoy paid Quito, or Ecuador, a visit."
    assert (one.type, one.modes, one.modality, one.kind) == ("CONSULT", ("visit",), "actual", None)
    assert one.trigger.of(one.text) == "paid"
    assert [span.of(one.text) for span in one.actors] == ["Peru's envoy"]
    assert [span.of(one.text) for span in one.recipients] == ["Ecuador"]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("AID\tactual\tactive", "3 columns"),
        ("AID\tactual\tsong\tIt [t:gave] rice.", "no form 'song'"),
        ("AID\tsport\tactive\tIt [t:gave] rice.", "no 'sport' here"),
        ("-\tactual\tactive\tIt [t:gave] rice.", "no 'actual' here"),
        ("AID\tactual\tactive\tIt gave rice.", "0 triggers"),
        ("AID\tactual\tactive\tIt [t:gave] and [t:sent] rice.", "2 triggers"),
        ("-\tsport\tactive\t[a:Leeds] [t:attacked].", "parties of no act"),
        ("AID\tactual\tactive\tIt [t:gave] [sic] rice.", "a bracket that is no mark"),
        ("AID\tactual\tactive\tIt [t:ga[r:ve]] rice.", "a bracket that is no mark"),
    ],
)
def test_what_is_wrong_with_a_line_is_said_with_its_place(
    line: str, what: str, tmp_path: Path
) -> None:
    file = tmp_path / "own.tsv"
    file.write_text(f"# head\n{line}\n", "utf-8")
    with pytest.raises(TableError, match=what) as raised:
        load_taught([file])
    assert f"{file}:2" in str(raised.value)


words = st.text(st.characters(exclude_characters="[]\t\n\r", exclude_categories=["Cs"]), min_size=1)


@given(before=words, actor=words, trigger=words, after=words)
def test_any_words_can_be_marked(before: str, actor: str, trigger: str, after: str) -> None:
    marked = f"|{before}[a:{actor}]{before}[t:{trigger}]{after}|"
    one = parse(f"AID\tactual\tother\t{marked}", "x:1")
    assert one.text == f"|{before}{actor}{before}{trigger}{after}|"
    assert one.trigger.of(one.text) == trigger
    assert [span.of(one.text) for span in one.actors] == [actor]
