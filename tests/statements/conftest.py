"""A parser that is loaded once, and statements of a text as plain words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec import Struct
from msgspec.structs import replace

import loaded
from detente.document import ActorReading, Document
from detente.language import Parser, Structure
from detente.model import Actor, Report, Span, Statement
from detente.naming import with_names
from detente.statements import StatementWords, find_statements

WORDS = StatementWords.load()


def report_of(text: str, *, headline: bool = False, furniture: tuple[str, ...] = ()) -> Report:
    """A report of one paragraph a line; lines in *furniture* are none."""
    paragraphs, position = [], 0
    for line in text.split("\n"):
        if line.strip() and line not in furniture:
            paragraphs.append(Span(position, position + len(line)))
        position += len(line) + 1
    return Report(
        "r",
        "test",
        text,
        paragraphs=tuple(paragraphs),
        headline_span=paragraphs[0] if headline else None,
    )


class Said(Struct, frozen=True):
    """A statement in words."""

    source: str | None
    cue: str | None
    content: tuple[str, ...]
    form: str
    kinds: tuple[str, ...] = ()


class Read(Struct, frozen=True):
    """A text with its statements."""

    text: str
    structure: Structure
    statements: tuple[Statement, ...]

    @property
    def said(self) -> list[Said]:
        """The statements in words."""
        return [
            Said(
                s.source.of(self.text) if s.source else None,
                s.cue.of(self.text) if s.cue else None,
                tuple(c.of(self.text) for c in s.content),
                s.form,
                s.kinds,
            )
            for s in self.statements
        ]

    def one(self, cue: str) -> Said:
        """The only statement with that cue."""
        found = [said for said in self.said if said.cue == cue]
        assert len(found) == 1, self.said
        return found[0]


@pytest.fixture(scope="session")
def read(parser: Parser) -> Callable[..., Read]:
    """Reads a text, with actors by the head word of their phrases where these are given."""
    tables = loaded.tables()

    def run(
        text: str,
        actors: dict[str, Actor] | None = None,
        *,
        headline: bool = False,
        furniture: tuple[str, ...] = (),
    ) -> Read:
        report = report_of(text, headline=headline, furniture=furniture)
        document = with_names(Document(report, next(iter(parser.parse([report])))), tables)
        structure = document.structure
        by_phrase = {
            index: (name,)
            for index, phrase in enumerate(structure.phrases)
            for name in actors or {}
            if phrase.head.of(text) == name
        }
        reading = ActorReading(actors or {}, (), by_phrase)
        found = find_statements(replace(document, actors=reading), WORDS)
        return Read(text, structure, found)

    return run
