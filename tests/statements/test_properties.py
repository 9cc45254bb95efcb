"""What holds for every statement, on made-up text, real text, and text meant to break things."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.document import ActorReading, Document
from detente.language import Parser
from detente.language.structure import Clause, Sentence, Structure, Token
from detente.model import Report, Span, Statement
from detente.statements import find_statements
from growth import MOST, steps_of
from thorough import tries

from .conftest import WORDS, Read, report_of

Reader = Callable[..., Read]

PIECES = [
    "The envoy", "Anna Berg", "Norway", "he", "said", "told", "called", "the raid", "that", "it",
    "had failed", "refused to sign", "according to", "urged Chile to leave", "the talks", "and",
    "a shameful act", '"', "“", "”", "'", "’", "``", "''", ",", ".", ":", "—", "\n", "if", "who",
    "not", "We will wait", "on Friday", "(", ")", "U.S.", "...", "הוא אמר", "\u202e", "!",
]  # fmt: skip


def assert_sound(report: Report, statements: tuple[Statement, ...]) -> None:
    """All that is promised of statements, whatever the report."""
    places = [statement.content for statement in statements]
    assert places == sorted(places, key=lambda c: (c[0].start, -c[-1].end))
    for statement in statements:
        assert statement.content
        spans = [*statement.content]
        spans += [span for span in (statement.source, statement.cue) if span is not None]
        for span in spans:
            assert span.of(report.text).strip()
            assert any(paragraph.covers(span) for paragraph in report.paragraphs)
        for content in statement.content:
            assert statement.cue is None or not content.overlaps(statement.cue)
            assert statement.source is None or not content.overlaps(statement.source)
        for before, after in zip(statement.content, statement.content[1:], strict=False):
            assert before.end <= after.start
        if statement.source is None:
            assert statement.speaker is None
        assert len(set(statement.kinds)) == len(statement.kinds)


@settings(
    max_examples=tries(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=25))
def test_statements_are_sound_on_any_text(parser: Parser, pieces: list[str]) -> None:
    report = report_of(" ".join(pieces))
    structure = next(iter(parser.parse([report])))
    found = find_statements(Document(report, structure, actors=ActorReading()), WORDS)
    assert_sound(report, found)
    assert found == find_statements(Document(report, structure, actors=ActorReading()), WORDS)


@pytest.mark.parametrize(
    "text",
    [
        "",
        '"' + "So it goes and nobody says a word of it. " * 200,
        'He said "yes. ' * 500,
        '"No," he said. ' * 500,
        '"' * 1_000,
        "‘’“”" * 250,
        "he said that " * 300,
        "according to him " * 300,
        "הוא אמר: “לא נחכה” ואז הלך. قال الوزير: «لن ننتظر».",
    ],
)
def test_statements_are_sound_on_hostile_text(parser: Parser, text: str) -> None:
    report = report_of(text)
    structure = next(iter(parser.parse([report])))
    assert_sound(report, find_statements(Document(report, structure), WORDS))


def test_one_long_unclosed_quotation_says_nothing(read: Reader) -> None:
    assert read('"' + "So it goes, and the river runs on and on. " * 100).said == []


def full_of(text: str) -> tuple[Report, Structure]:
    """Every word a noun, "said" a predicate: as much to do as any parser can make of a text."""
    report = report_of(text)
    tokens, clauses, sentences = [], [], []
    for line in report.paragraphs:
        first = len(tokens)
        for match in re.finditer(r"\w+|[^\w\s]", line.of(report.text)):
            span = Span(line.start + match.start(), line.start + match.end())
            tokens.append(Token(span, match[0].lower(), "NOUN", len(sentences)))
            if match[0] == "said":
                clauses.append(Clause(len(clauses), len(sentences), "verb", "say", span, line))
        sentences.append(Sentence(line, len(sentences), (first, len(tokens))))
    return report, Structure(tuple(sentences), tuple(tokens), (), (), tuple(clauses))


@pytest.mark.parametrize("between", [" ", "\n", " the envoy said. ", " and so on. ", ": "])
def test_ten_times_the_marks_are_ten_times_the_work(between: str) -> None:
    def steps(count: int) -> int:
        report, structure = full_of(between.join(['"We will wait here for them,"'] * count))
        assert_sound(report, find_statements(Document(report, structure), WORDS))
        return steps_of(lambda: find_statements(Document(report, structure), WORDS))

    assert steps(1_000) <= MOST * steps(100)


def test_real_articles_are_sound(parser: Parser, shared: Path) -> None:
    with gzip.open(shared / "texts" / "wwnews_raw_articles.jsonl.gz", "rt", "utf-8") as lines:
        texts = [json.loads(line)["text"] for _, line in zip(range(12), lines, strict=False)]
    reports = [report_of(text) for text in texts]
    found = 0
    for report, structure in zip(reports, parser.parse(reports), strict=True):
        statements = find_statements(Document(report, structure, actors=ActorReading()), WORDS)
        assert_sound(report, statements)
        found += len(statements)
    assert found > 12


def test_the_seeds_quotations_are_found_word_for_word(parser: Parser, shared: Path) -> None:
    key = json.loads((shared / "gold" / "seeds" / "answer_key.json").read_text("utf-8"))
    for name in {quote["report"] for quote in key["quotes"]}:
        report = report_of((shared / "seeds" / name).read_text("utf-8"))
        structure = next(iter(parser.parse([report])))
        statements = find_statements(Document(report, structure, actors=ActorReading()), WORDS)
        said = {span.of(report.text) for s in statements for span in s.content}
        wanted = {quote["content"] for quote in key["quotes"] if quote["report"] == name}
        assert wanted - said == set()
