"""Statements whose speakers are known actors, from the whole way of a report."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

import loaded
from detente.actors import resolve
from detente.document import Document
from detente.model import Annotation
from detente.naming import with_names
from detente.statements import find_statements

from .conftest import WORDS, report_of


@pytest.fixture(scope="module")
def told():
    """The (speaker, words) of each statement of a text."""
    parser, tables = loaded.parser(), loaded.tables()

    def run(text: str) -> list[tuple[str | None, str]]:
        report = report_of(text)
        document = with_names(Document(report, next(iter(parser.parse([report])))), tables)
        reading = resolve(document, tables)
        return [
            (
                None if s.speaker is None else reading.actors[s.speaker].name,
                " ".join(span.of(text) for span in s.content),
            )
            for s in find_statements(replace(document, actors=reading), WORDS)
        ]

    return run


def test_what_somebody_says_of_finding_is_one_statement(told):
    assert told("Norway said it found Chile's conduct unacceptable.") == [
        ("Norway", "it found Chile's conduct unacceptable")
    ]


def test_a_mere_name_is_nothing_said(told):
    assert all(
        words != "Chile" for _, words in told("Norway repeated its accusations against Chile.")
    )


def test_words_about_a_deed_are_kept(told):
    assert ("Norway", "the raid") in told("Norway condemned the raid.")


@pytest.fixture(scope="module")
def annotated():
    """The whole annotation of a text."""
    coder = loaded.coder()

    def run(text: str) -> Annotation:
        (annotation,) = coder.annotate([report_of(text)])
        return annotation

    return run


@pytest.mark.parametrize(
    ("text", "name", "kind", "country"),
    [
        ("The organisers said the march was over.", "organisers", "people", None),
        (
            '"The march is over," the Norwegian organisers said.',
            "Norwegian organisers",
            "people",
            "NOR",
        ),
        ("Bo Lindqvistsen said the march was over.", "Bo Lindqvistsen", "person", None),
        ("A spokesman for the choir said it was over.", "spokesman for choir", "person", None),
    ],
)  # fmt: skip
def test_who_speaks_is_somebody(annotated, text, name, kind, country):
    annotation = annotated(text)
    (said,) = annotation.statements
    speaker = annotation.actors[said.speaker]
    assert (speaker.name, speaker.kind, speaker.country) == (name, kind, country)
    assert any(mention.actor == said.speaker for mention in annotation.mentions)


@pytest.mark.parametrize(
    "text",
    [
        "The report said the march was over.",
        "It said the march was over.",
        "The affidavit states that the march was over.",
        "The stalemate threatened to end the march.",
        "Who said the march was over?",
    ],
)
def test_what_is_nobody_speaks_for_nobody(annotated, text):
    assert [said.speaker for said in annotated(text).statements] in ([], [None])


def test_the_same_words_are_the_same_unnamed_speaker(annotated):
    annotation = annotated(
        "The organisers said the march was over. The organisers added that it rained."
    )
    first, second = annotation.statements
    assert first.speaker == second.speaker is not None


def test_who_only_speaks_takes_no_part_in_events(annotated):
    annotation = annotated("The organisers said that Norway had accused Chile of piracy.")
    (said,) = [
        s for s in annotation.statements if s.cue and s.cue.of(annotation.report.text) == "said"
    ]
    acting = {p.actor for e in annotation.events for p in (*e.actors, *e.recipients)}
    assert acting
    assert said.speaker not in acting
