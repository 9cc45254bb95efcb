"""Words between quotation marks, and whose they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import Read, Said

Reader = Callable[..., Read]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ('"We will wait," the minister said.', "the minister", "said", "We will wait,"),
        ('"We will wait," said the minister.', "the minister", "said", "We will wait,"),
        ('The minister said: "We will wait."', "The minister", "said", "We will wait."),
        ('The minister said, "We will wait."', "The minister", "said", "We will wait."),
        ('"Will they wait?" the minister asked.', "the minister", "asked", "Will they wait?"),
        ('"We will wait" - the minister said.', "the minister", "said", "We will wait"),
        ("“We will wait,” the minister said.", "the minister", "said", "We will wait,"),
        ('"We will wait,” the minister said.', "the minister", "said", "We will wait,"),
        ('"We can wait," he told reporters in Oslo.', "he", "told", "We can wait,"),
        (
            '"We will wait," Anna Berg, the foreign minister of Norway, said on Monday.',
            "Anna Berg, the foreign minister of Norway",
            "said",
            "We will wait,",
        ),
    ],
)
def test_a_cue_before_or_after(
    read: Reader, text: str, source: str, cue: str, content: str
) -> None:
    said = read(text).one(cue)
    assert (said.source, said.content, said.form) == (source, (content,), "direct")


def test_a_cue_in_the_middle(read: Reader) -> None:
    said = read('"We will wait," the minister said, "until they answer us."').one("said")
    assert said.content == ("We will wait,", "until they answer us.")


def test_a_quotation_goes_on_after_the_cue(read: Reader) -> None:
    said = read('"We will wait," the minister said. "They know why."').one("said")
    assert said.content == ("We will wait,", "They know why.")


def test_two_speakers_in_one_paragraph(read: Reader) -> None:
    found = read('"We will wait," the envoy said. "They must not," the general said.').said
    assert [(s.source, s.content) for s in found] == [
        ("the envoy", ("We will wait,",)),
        ("the general", ("They must not,",)),
    ]


def test_a_quotation_over_paragraphs_is_one_statement(read: Reader) -> None:
    text = (
        'The minister said: "We have waited for a year.\n'
        '"Nobody has answered us.\n'
        '"So we are leaving the talks."'
    )
    assert read(text).one("said").content == (
        "We have waited for a year.",
        "Nobody has answered us.",
        "So we are leaving the talks.",
    )


def test_a_quotation_without_a_cue_goes_on_with_the_statement_before(read: Reader) -> None:
    text = '"We will wait," the minister said.\n"They know very well why we wait."'
    first, second = read(text).said
    assert second == Said(
        "the minister", "said", ("They know very well why we wait.",), "direct", second.kinds
    )
    assert first.content == ("We will wait,",)


def test_a_quotation_opens_the_paragraph_after_the_cue_and_its_circumstances(read: Reader) -> None:
    text = (
        '"We will wait," the minister said on Monday in Oslo.\n"They know very well why we wait."'
    )
    assert [s.source for s in read(text).said] == ["the minister", "the minister"]


def test_a_quotation_follows_a_report_of_the_same_speaker(read: Reader) -> None:
    text = 'Anna Berg said the talks had failed. "They know very well why we left them."'
    quoted = [s for s in read(text).said if s.form == "direct"]
    assert [(s.source, s.cue) for s in quoted] == [("Anna Berg", "said")]


def test_nobody_is_invented(read: Reader) -> None:
    (said,) = read('The square was empty. "They know very well why we left them."').said
    assert (said.source, said.cue, said.form) == (None, None, "direct")


def test_scare_quotes_and_titles_are_no_statements(read: Reader) -> None:
    assert (
        read('The "ghost fleet" sailed for the port. The ship is the "Northern Star".').said == []
    )


def test_a_quotation_in_furniture_is_not_read(read: Reader) -> None:
    advert = '"Best app ever," users said.'
    assert read(f"The talks ended.\n{advert}", furniture=(advert,)).said == []


def test_a_quotation_signed_with_a_dash(read: Reader) -> None:
    (said,) = read("“We have waited long enough for them.” — Anna Berg").said
    assert (said.source, said.cue) == ("Anna Berg", "—")


def test_a_headline_with_a_colon(read: Reader) -> None:
    found = read("Anna Berg: 'We will not wait'\nThe talks ended.", headline=True).said
    assert [(s.source, s.content) for s in found] == [("Anna Berg", ("We will not wait",))]


def test_a_topic_before_a_colon_says_nothing(read: Reader) -> None:
    assert read("Islands row: talks end in failure\nThe talks ended.", headline=True).said == []


def test_a_transcript(read: Reader) -> None:
    text = "ANNA BERG: We will wait.\nOLE DAHL: For how long?\nANNA BERG: For ever."
    found = read(text).said
    assert [(s.source, s.content) for s in found] == [
        ("ANNA BERG", ("We will wait",)),
        ("OLE DAHL", ("For how long?",)),
        ("ANNA BERG", ("For ever",)),
    ]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ('Anna Berg: "We will wait for them."', "Anna Berg", "We will wait for them."),
        (
            'Anna Berg turned to the crowd: "We will wait for them."',
            "Anna Berg",
            "We will wait for them.",
        ),
        (
            'Anna Berg released a letter:\n"We will wait for them."',
            "Anna Berg",
            "We will wait for them.",
        ),
        ('He had one wish left: "We will wait for them."', "He", "We will wait for them."),
    ],
)
def test_a_colon_leads_in(read: Reader, text: str, source: str, content: str) -> None:
    (said,) = [s for s in read(text).said if s.content == (content,)]
    assert said.source == source


@pytest.mark.parametrize(
    "text",
    [
        'The sign at the gate was plain: "Nobody may enter here."',
        'On the wall: "Nobody may enter here."',
        'The letter was signed and sealed: "Nobody may enter here."',
    ],
)
def test_a_thing_before_a_colon_says_nothing(read: Reader, text: str) -> None:
    assert [s.source for s in read(text).said if s.form == "direct"] in ([], [None])


def test_what_follows_a_reported_statement_is_the_same_speaker(read: Reader) -> None:
    text = (
        "Anna Berg said that the talks had failed on Monday.\n"
        '"We waited for three weeks and nobody came."'
    )
    said = [s for s in read(text).said if s.form == "direct"]
    assert [s.source for s in said] == ["Anna Berg"]


def test_a_quotation_after_according_to_has_its_source(read: Reader) -> None:
    found = read('According to the Morning Post, "the talks failed on the first day."').said
    assert [s.source for s in found] == ["the Morning Post"]
