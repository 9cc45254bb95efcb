"""Reports in other languages through the whole program: kept, listed, and nothing made of them."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from click.testing import CliRunner

import loaded
from detente import api
from detente.cli import cli
from detente.document import Document
from detente.language import Structure
from detente.model import Report, Span
from detente.pipeline import Coder
from detente.record import Record

ROOT = Path(__file__).resolve().parent.parent
NEWS: dict[str, list[str]] = tomllib.loads((ROOT / "tests/data/languages.toml").read_text("utf-8"))
LEAD = "OSLO, March 5, 2012 - Norway accused Chile of piracy on Monday, and Chile rejected that."
LAST = "The two countries had met in Lima, and the ministers agreed to meet again."


class CountingParser:
    """Parses nothing, and knows what it was given."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def parse(self, reports: Iterable[Report]) -> Iterator[Structure]:
        for report in reports:
            self.given.append(report.id)
            yield Structure()


class NoEvents:
    """Codes nothing, and knows what it was given."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def with_events(self, document: Document) -> Document:
        self.given.append(document.report.id)
        return document


@pytest.mark.parametrize("every", [1, 2, 3, 40])
def test_only_english_reports_are_parsed_and_staged_and_all_come_out_in_order(every: int) -> None:
    parser, events = CountingParser(), NoEvents()
    none = cast(Any, None)
    coder = Coder(cast(Any, parser), none, none, cast(Any, events), none)
    coder.stages = (events.with_events,)
    reports = [
        Report(id=str(n), source="s", text="words", language="en" if n % every else "fr")
        for n in range(100)
    ]
    made = list(coder.annotate(iter(reports)))
    assert [annotation.report for annotation in made] == reports
    english = [report.id for report in reports if report.language == "en"]
    assert parser.given == events.given == english
    for annotation in made:
        foreign = annotation.report.language != "en"
        assert [u.reason for u in annotation.uncoded] == (
            ["in French (fr); only English is coded"] if foreign else []
        )


def test_a_coder_takes_a_few_reports_at_a_time() -> None:
    taken: list[int] = []

    def reports() -> Iterator[Report]:
        for number in range(1000):
            taken.append(number)
            yield Report(id=str(number), source="s", text="mots", language="fr")

    none = cast(Any, None)
    coder = Coder(cast(Any, CountingParser()), none, none, cast(Any, NoEvents()), none)
    next(coder.annotate(reports()))
    assert len(taken) <= 32


@pytest.fixture(scope="module")
def coder() -> Iterator[Coder]:
    """The real coder, loaded once for all that is read here."""
    shipped = loaded.coder()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(api, "_coder", lambda *_, **__: shipped)
        yield shipped


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A report each in French, in Spanish on a page that says English, in English, and in two."""
    made = tmp_path / "reports"
    made.mkdir()
    (made / "a.txt").write_text("\n\n".join(NEWS["fr"]), "utf-8")
    paragraphs = "".join(f"<p>{text}</p>" for text in NEWS["es"])
    page = f'<html lang="en"><head><title>Noticias</title></head><article>{paragraphs}</article>'
    (made / "b.html").write_text(page + "</html>", "utf-8")
    lines = [
        {"id": "c", "text": f"{LEAD}\n\n{LAST}", "language": "fr"},
        {"id": "d", "text": "\n\n".join([LEAD, NEWS["ru"][0], NEWS["de"][1], LAST])},
    ]
    (made / "c.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return made


@pytest.mark.usefixtures("coder")
def test_they_are_kept_counted_and_unchanged_when_read_again(folder: Path) -> None:
    arguments = ["read", str(folder), "--record", str(folder.parent / "r.duckdb")]
    first, again, as_json = (
        CliRunner().invoke(cli, [*arguments, *more]) for more in ((), (), ("--json",))
    )
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert "4 reports read (4 new)" in first.stdout
    assert "4 reports read (4 unchanged)" in again.stdout
    for done in (first, again):
        assert (
            "2 reports in other languages are kept and not coded: 1 in French, 1 in Spanish"
        ) in done.stdout
        assert "without a date" not in done.stdout
    assert sorted(json.loads(as_json.stdout)["other_languages"].values()) == ["es", "fr"]
    with Record(folder.parent / "r.duckdb", read_only=True) as record:
        assert record.unread() == []
        assert {r.language for r in record.reports()} == {"en", "es", "fr"}
        told = {id_ for event in record.events() for id_, _ in event.mentions}
        assert told == {"c", "d"}


@pytest.mark.usefixtures("coder")
def test_python_and_the_command_line_say_the_same(folder: Path) -> None:
    with Record(":memory:") as record:
        done = api.read([folder / "a.txt"], record)
    assert [language for _, language in done.other_languages] == ["fr"]
    printed = CliRunner().invoke(cli, ["annotate", str(folder / "a.txt")])
    assert printed.exit_code == 0
    (line,) = map(json.loads, printed.stdout.splitlines())
    text = "\n\n".join(NEWS["fr"])
    assert (line["language"], line["text"]) == ("fr", text)
    whole = {"span": [0, len(text)], "reason": "in French (fr); only English is coded"}
    assert line["uncoded"] == [whole]
    read_in = ("sentences", "actors", "mentions", "times", "places", "statements", "events")
    assert [line[key] for key in read_in] == [[], {}, [], [], [], [], []]


def test_of_a_report_in_two_languages_the_english_paragraphs_are_coded(
    coder: Coder, folder: Path
) -> None:
    english, mixed = api.annotate([folder / "c.jsonl"])
    text = mixed.report.text
    passages = [Span(text.index(p), text.index(p) + len(p)) for p in (NEWS["ru"][0], NEWS["de"][1])]
    listed = [(u.span, u.reason) for u in mixed.uncoded if "only English" in u.reason]
    assert listed == [
        (passages[0], "in Russian (ru); only English is coded"),
        (passages[1], "in German (de); only English is coded"),
    ]
    assert [event.type for event in mixed.events] == [event.type for event in english.events]
    assert english.events
    read_in = (*mixed.sentences, *(m.span for m in (*mixed.mentions, *mixed.times, *mixed.places)))
    assert not any(span.overlaps(passage) for span in read_in for passage in passages)
