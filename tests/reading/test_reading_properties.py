"""What holds for every text: spans hold, parts keep apart, nothing is lost, order is nothing."""

from __future__ import annotations

import itertools
import tempfile
from pathlib import Path

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import SourceError
from detente.model import Report, Span
from detente.reading import read_sources
from detente.reading.assembly import Beside, Given, assemble, given_dates
from detente.reading.blocks import blocks
from strategies import HEADLINES, web_texts
from thorough import tries

ANY_TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"))


def read(text: str, beside: Beside | None = None) -> list[Report]:
    found = assemble(text, "a.txt", beside or Beside(), Given())
    return [outcome for outcome in found if isinstance(outcome, Report)]


def spans(report: Report) -> list[Span]:
    single = (report.headline_span, report.byline, report.dateline, report.published.span)
    foreign = (passage.span for passage in report.foreign)
    return [*report.furniture, *report.paragraphs, *foreign, *(span for span in single if span)]


def holds(report: Report) -> None:
    text = report.text
    for span in spans(report):
        assert 0 <= span.start < span.end <= len(text)
        words = span.of(text)
        assert words == words.strip()
        assert words
    parts = sorted((*report.paragraphs, *report.furniture, *(p.span for p in report.foreign)))
    assert all(one.end <= two.start for one, two in itertools.pairwise(parts))
    assert list(report.paragraphs) == sorted(report.paragraphs)
    assert list(report.furniture) == sorted(report.furniture)
    if report.headline_span:
        assert report.headline_span in report.paragraphs
    if report.byline:
        assert any(span.covers(report.byline) for span in report.furniture)
    if report.dateline:
        assert not any(span.overlaps(report.dateline) for span in parts)


@given(web_texts() | ANY_TEXT)
def test_every_span_holds_and_no_two_parts_overlap(text: str) -> None:
    for report in read(text):
        assert report.text == text
        holds(report)


@given(web_texts() | ANY_TEXT, st.sampled_from(HEADLINES))
def test_so_they_do_with_a_headline_beside_the_text(text: str, headline: str) -> None:
    for report in read(text, Beside(headline=headline)):
        assert report.headline == headline
        holds(report)
        if report.headline_span:
            assert report.headline_span.of(text) == headline


@given(web_texts() | ANY_TEXT)
def test_every_word_is_in_the_report_or_furniture_or_its_dateline(text: str) -> None:
    for report in read(text):
        parts = (*report.paragraphs, *report.furniture, *(p.span for p in report.foreign))
        kept = {i for span in parts for i in range(*span_of(span))}
        lost = [i for i, c in enumerate(text) if i not in kept and not c.isspace()]
        if report.dateline:
            below = [s.start for s in report.paragraphs if s.start >= report.dateline.end]
            after = min(below, default=len(text))
            lost = [i for i in lost if not report.dateline.start <= i < after]
        assert lost == []


def span_of(span: Span) -> tuple[int, int]:
    return span.start, span.end


@given(ANY_TEXT)
def test_blocks_are_all_of_a_text_but_its_white_space(text: str) -> None:
    cut = [block.span for block in blocks(text)]
    assert all(one.end <= two.start for one, two in itertools.pairwise(cut))
    kept = {i for span in cut for i in range(span.start, span.end)}
    assert all(c.isspace() for i, c in enumerate(text) if i not in kept)
    assert all(span.of(text) == span.of(text).strip() for span in cut)


@given(web_texts())
def test_a_stated_date_is_never_overruled_and_a_given_one_never_lost(text: str) -> None:
    given = given_dates("1999-12-31", None)
    for before, after in zip(
        read(text),
        (o for o in assemble(text, "a.txt", Beside(), given) if isinstance(o, Report)),
        strict=True,
    ):
        assert after.id == before.id
        if before.published.basis == "stated":
            assert after.published == before.published
        else:
            assert (after.published.basis, str(after.published.earliest)) == ("given", "1999-12-31")


@settings(max_examples=tries(30), deadline=None)
@given(st.lists(web_texts(), max_size=5, unique=True), st.randoms(use_true_random=False))
def test_reading_does_not_depend_on_the_order_of_files(texts: list[str], random: object) -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.txt" for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_bytes(text.encode())
        shuffled = list(paths)
        random.shuffle(shuffled)  # type: ignore[attr-defined]
        assert read_all(paths) == read_all(shuffled)


def read_all(paths: list[Path]) -> list[bytes]:
    """What is read, in an order of its own."""
    return sorted(
        str(o).encode() if isinstance(o, SourceError) else msgspec.json.encode(o)
        for o in read_sources(paths)
    )


@settings(max_examples=tries(30), deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.html", "a.json", "a.jsonl", "a"]))
def test_any_bytes_in_any_file_are_read_or_named(data: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        for outcome in read_sources([path]):
            if isinstance(outcome, Report):
                holds(outcome)
                msgspec.json.encode(outcome)
            else:
                assert str(path) in str(outcome)
