"""Whom pronouns mean: not who shares a verb with them, nor whom another pronoun names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.actors.conftest import Read

Reader = Callable[..., Read]


def test_him_is_not_the_subject_of_its_own_verb(read: Reader) -> None:
    text = (
        "Raul Quintanilla opened the meeting on Monday.\n"
        "Ivo Bergstrand thanked him in a short speech."
    )
    assert read(text).names("him") != ["Ivo Bergstrand"]


def test_a_given_name_tells_the_pronoun(read: Reader) -> None:
    text = "Richard Bergstrand stayed with Elizabeth Quintanilla. Then he left for Oslo."
    assert read(text).names("he") == ["Richard Bergstrand"]


@pytest.mark.parametrize(("address", "pronoun"), [("Mrs", "He"), ("Mr", "She")])
def test_an_address_tells_the_pronoun(read: Reader, address: str, pronoun: str) -> None:
    text = f"{address} Quintanilla told the court about the ship.\n{pronoun} was not believed."
    assert read(text).actors(pronoun) == []


def test_of_a_passive_the_topic_is_what_is_done_to(read: Reader) -> None:
    text = (
        "Carlos Bergstrand was praised by Oskar Lindqvist in the report.\nHe flew home on Tuesday."
    )
    assert read(text).names("He") != ["Oskar Lindqvist"]


def test_who_only_stands_beside_is_not_the_subject(read: Reader) -> None:
    text = "In May, after a talk with Oskar Lindqvist, he resigned."
    assert read(text).actors("he") == []


def test_who_says_it_does_not_call_himself_by_name(read: Reader) -> None:
    text = (
        "Greek Foreign Minister Nikos Kotzias praised the deal. Turkish Foreign Minister Mevlut "
        "Cavusoglu had praised it, he said."
    )
    assert read(text, "2017-03-15").names("he") == ["Nikos Kotzias"]


def test_nobody_is_looked_for_beyond_an_open_pronoun(read: Reader) -> None:
    text = (
        "The book names Carlos Bergstrand and Oskar Lindqvist.\n"
        "The weather was bad, and he left.\nLater he came back."
    )
    assert read(text).actors("he") == []
    assert read(text).actors("he", 2) == []


def test_our_people_are_nobody_met_before(read: Reader) -> None:
    text = "Norwegian soldiers guarded the bridge. Our soldiers are brave, a visitor said."
    assert read(text).countries("Our soldiers") != ["NOR"]


def test_the_former_and_the_latter(read: Reader) -> None:
    result = read("Norway and Chile signed a treaty. The former will pay the latter.")
    assert result.countries("The former") == ["NOR"]
    assert result.countries("the latter") == ["CHL"]


def test_the_latter_of_three_is_open(read: Reader) -> None:
    assert read("Norway met Chile and Peru. The latter was late.").actors("The latter") == []


def test_the_king_is_no_president(read: Reader) -> None:
    text = (
        "Jordan's King Abdullah received Palestinian President Mahmoud Abbas. The King thanked him."
    )
    assert "Mahmoud Abbas" not in read(text, "2014-03-05").names("The King")


def test_on_his_part_waits_for_the_subject(read: Reader) -> None:
    text = "Ivo Bergstrand praised the plan.\nOn his part, Raul Quintanilla was silent."
    assert read(text).actors("his") == []


def test_some_are_called_by_the_given_name(read: Reader) -> None:
    result = read("Bangkok governor Anan Srisai opened the road. Mr Anan smiled.")
    assert result.names("Mr Anan") == ["Anan Srisai"]


def test_an_abbreviation_after_a_states_name_is_a_bodys(read: Reader) -> None:
    text = "The Union of Women with Disabilities of Uganda (UWODU) won. UWODU praised the court."
    assert "UGA" not in read(text).countries("UWODU", 2)


def test_a_bridge_is_nobody(read: Reader) -> None:
    assert read("Cars queued at the King Hussein Bridge.").actors("the King Hussein Bridge") == []


def test_the_end_of_a_bodys_name_is_no_second_body(read: Reader) -> None:
    result = read("The Ministry of Fisheries criticised the court.")
    assert result.actors("Fisheries") == []


def test_the_counterpart_of_somebody_unnamed_holds_the_same_office(read: Reader) -> None:
    result = read("The Indian foreign minister thanked his Pakistani counterpart.")
    (found,) = result.actors("his Pakistani counterpart")
    assert (found.country, found.office, found.sectors) == ("PAK", "foreign minister", ("GOV",))


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        (
            "Crown Prince Hamid of Jordan wrote to President Bashir. The Crown Prince praised him.",
            "The Crown Prince", ["Hamid"],
        ),
        ("Mayor Ana Souto met Governor Rui Pardal. The mayor spoke first.", "The mayor",
         ["Ana Souto"]),
        ("Secretary General Lea Wirth opened the talks. The mayor was absent.", "The mayor", []),
        ("Premier Ilan Oster met the envoys. The prime minister spoke briefly.",
         "The prime minister", ["Ilan Oster"]),
    ],
)  # fmt: skip
def test_a_title_alone_is_nobodys_who_has_another(
    read: Reader, text: str, words: str, wanted: list[str]
) -> None:
    found = read(text).names(words)
    assert [n for n in found if n[0].isupper()] == wanted
