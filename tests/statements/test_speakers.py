"""Statements whose speakers are known actors, from the whole way of a report."""

from __future__ import annotations

import pytest

from detente.actors import ActorTables, resolve
from detente.language import Parser
from detente.statements import find_statements

from .conftest import report_of


@pytest.fixture(scope="module")
def told():
    """The (speaker, words) of each statement of a text."""
    parser, tables = Parser(), ActorTables.load()

    def run(text: str) -> list[tuple[str | None, str]]:
        report = report_of(text)
        structure = next(iter(parser.parse([report])))
        reading = resolve(report, structure, tables)
        return [
            (
                None if s.speaker is None else reading.actors[s.speaker].name,
                " ".join(span.of(text) for span in s.content),
            )
            for s in find_statements(report, structure, reading)
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
