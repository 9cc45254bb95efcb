"""Which statements only say again what was said before."""

from __future__ import annotations

import pytest

from detente.model import Actor, Interval, Published, Quotation, Statement, StatementKind
from detente.positions import PositionWords, first_tellings
from factories import interval, person

RUIZ, LIND = person("Ana Ruiz", "CHL"), person("Bo Lind", "NOR")
WORDS = PositionWords.load("en")


def said(
    number: int,
    words: str,
    cue: str = "said",
    speaker: Actor | None = RUIZ,
    kinds: tuple[StatementKind, ...] = ("claim",),
    on: Interval = interval("2012-03-05"),  # noqa: B008
) -> Quotation:
    statement = Statement(None, None, (), "indirect", speaker="a1", kinds=kinds)
    return Quotation(
        "r1", number, "a.txt", Published(), statement, speaker, None, (words,), on, cue=cue
    )


def same(one: Quotation, other: Quotation) -> bool:
    first = first_tellings([one, other], WORDS)
    assert first[one.where] == one.where
    return first[other.where] == one.where


@pytest.mark.parametrize(
    ("words", "again"),
    [
        ("the islands were Chilean", "that islands are Chilean"),
        ("Chile will not pay for the fish", "Chile would not pay for the fish"),
        ("Chile would not pay for the fish that Norway took", "Chile would not pay for the fish"),
        ("would not pay for the fish", "Chile would not pay for the fish, ever"),
    ],
)
def test_nearly_the_same_words_say_the_same(words: str, again: str) -> None:
    assert same(said(0, words), said(1, again))
    assert same(said(0, words), said(1, again, cue="added"))


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("Chile will pay for the fish", "Chile will not pay for the fish"),
        ("Chile will pay for five ships", "Chile will pay for six ships"),
        ("no fish", "no fish at all for Norway"),
        ("Chile will pay for it", "Chile will pay for it if Norway gives back the rocks it took"),
        ("", ""),
    ],
)
def test_another_word_may_turn_it_round(words: str, other: str) -> None:
    assert not same(said(0, words), said(1, other))


def test_another_speaker_act_cue_or_time_is_another_statement() -> None:
    words = "the deployment of missiles in the north"
    one = said(0, words, cue="opposed")
    assert same(one, said(1, words, cue="opposes"))
    assert not same(one, said(1, words, cue="supported"))
    assert not same(one, said(1, words, cue="opposed", speaker=LIND))
    assert not same(one, said(1, words, cue="opposed", speaker=None))
    assert not same(one, said(1, words, cue="opposed", kinds=("warning",)))
    assert not same(one, said(1, words, cue="opposed", on=interval("2013-03-05")))


def test_a_third_goes_with_the_first() -> None:
    told = [said(n, words) for n, words in enumerate(("fish is ours", "rocks", "the fish is ours"))]
    assert first_tellings(told, WORDS) == {("r1", 0): ("r1", 0), ("r1", 1): ("r1", 1),
                                           ("r1", 2): ("r1", 0)}  # fmt: skip
