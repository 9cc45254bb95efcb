"""Speech that is reported in other words, and words quoted inside it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model import Actor

from .conftest import Read

Reader = Callable[..., Read]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Norway said that the talks had failed.", "Norway", "said", "the talks had failed"),
        ("Norway said the talks had failed.", "Norway", "said", "the talks had failed"),
        ("The talks had failed, an official said.", "an official", "said", "The talks had failed"),
        (
            "The envoy told reporters that the talks had failed.",
            "The envoy",
            "told",
            "the talks had failed",
        ),
        (
            "According to the ministry, the talks had failed.",
            "the ministry",
            "According to",
            "the talks had failed",
        ),
        (
            "The talks had failed, according to two diplomats.",
            "two diplomats",
            "according to",
            "The talks had failed",
        ),
        (
            "The general was quoted as saying that the fleet had sailed.",
            "The general",
            "saying",
            "the fleet had sailed",
        ),
        (
            "The ministry said in a statement that the talks had failed.",
            "The ministry",
            "said",
            "the talks had failed",
        ),
        ("Norway urged Chile to withdraw.", "Norway", "urged", "Chile to withdraw"),
        ("Norway refused to sign the treaty.", "Norway", "refused", "to sign the treaty"),
        ("Norway proposed a joint fund.", "Norway", "proposed", "a joint fund"),
        ("Norway proposed setting up a fund.", "Norway", "proposed", "setting up a fund"),
        ("Norway accused Chile of piracy.", "Norway", "accused", "Chile of piracy"),
        ("Norway called for a ceasefire.", "Norway", "called", "a ceasefire"),
        (
            "Norway said it would stay, and that the fleet would not.",
            "Norway",
            "said",
            "it would stay, and that the fleet would not",
        ),
    ],
)
def test_frames(read: Reader, text: str, source: str, cue: str, content: str) -> None:
    said = read(text).one(cue)
    assert (said.source, said.content, said.form) == (source, (content,), "indirect")


def test_a_cue_that_interrupts(read: Reader) -> None:
    said = read("The talks, the envoy told reporters on Monday, had failed.").one("told")
    assert said.content == ("The talks", "had failed")


def test_what_one_says_another_said(read: Reader) -> None:
    found = {s.cue: s for s in read("Norway said Chile had told it that the fleet left.").said}
    assert found["said"].source == "Norway"
    assert found["said"].content == ("Chile had told it that the fleet left",)
    assert found["told"].source == "Chile"
    assert found["told"].content == ("the fleet left",)


@pytest.mark.parametrize(
    ("text", "form", "content"),
    [
        ('Norway called the raid a "shameful act".', "partial", "shameful act"),
        ('Norway called the raid "shameful".', "partial", "shameful"),
        ('Norway described the raid as a "shameful act".', "partial", "shameful act"),
        (
            'The envoy stressed that Norway "does not trade in rumours of any kind”.',
            "partial",
            "does not trade in rumours of any kind",
        ),
        (
            'The envoy said that he did not expect the new talks to be "very long”.',
            "indirect",
            'he did not expect the new talks to be "very long”',
        ),
        (
            'They had a "frank and friendly exchange of views" on the fund, the envoy said.',
            "partial",
            "frank and friendly exchange of views",
        ),
    ],
)
def test_words_quoted_inside(read: Reader, text: str, form: str, content: str) -> None:
    (said,) = read(text).said
    assert (said.form, said.content) == (form, (content,))


@pytest.mark.parametrize(
    "text",
    [
        "Norway did not say that the talks had failed.",
        "If Norway says that the talks failed, they did.",
        "The two envoys failed to discuss a treaty.",
        "A stalemate threatened to undercut the ties.",
        "The talks had failed.",
    ],
)
def test_what_nobody_said(read: Reader, text: str) -> None:
    assert read(text).said == []


NORWAY = Actor("Norway", "state", "NOR")
CHILE = Actor("Chile", "state", "CHL")


def test_speaker_and_addressee(read: Reader) -> None:
    (said,) = read(
        "Norway told Chile that the fleet left.", {"Norway": NORWAY, "Chile": CHILE}
    ).statements
    assert (said.speaker, said.addressee) == ("Norway", "Chile")


def test_reporters_are_no_addressee(read: Reader) -> None:
    (said,) = read("Norway told reporters that the fleet left.", {"Norway": NORWAY}).statements
    assert (said.speaker, said.addressee) == ("Norway", None)


def test_a_member_of_a_delegation_is_not_whose_delegation_it_is(read: Reader) -> None:
    found = read("A member of Berg's delegation said the talks failed.", {"Berg": NORWAY})
    (said,) = found.statements
    assert said.speaker is None
    assert found.said[0].source == "A member of Berg's delegation"


def test_a_statement_of_two_has_no_single_speaker(read: Reader) -> None:
    (said,) = read(
        "Norway and Chile said that the talks failed.", {"Norway": NORWAY, "Chile": CHILE}
    ).statements
    assert said.speaker is None


def test_somebody_unknown_is_not_taken_for_whom_he_stands_beside(read: Reader) -> None:
    (said,) = read("Bandits and Chile said that the talks failed.", {"Chile": CHILE}).statements
    assert said.speaker is None
