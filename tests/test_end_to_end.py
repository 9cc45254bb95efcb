"""From the example reports to a record and out again, with the real coder."""

from __future__ import annotations

import io
import json
import re
import runpy
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import detente
import loaded
from detente import Annotation, Span, api
from detente.cli import cli
from detente.export import FORMATS
from detente.model.plover import HAPPENED
from detente.pipeline import Coder
from detente.reading_steps import DATED
from detente.record import Record

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples" / "reports"


@pytest.fixture(scope="module")
def coder() -> Iterator[Coder]:
    """The real coder, loaded once for all that is read here."""
    shipped = loaded.coder()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(api, "_coder", lambda *_, **__: shipped)
        yield shipped


@pytest.fixture(scope="module")
def record(coder: Coder) -> Iterator[Record]:
    """The examples, read in the order of their names."""
    with Record(":memory:") as made:
        api.read([EXAMPLES], made)
        yield made


def exports(record: Record) -> dict[str, bytes]:
    streams = {name: io.BytesIO() for name in FORMATS}
    for name, stream in streams.items():
        api.export_record(record, name, stream)
    return {name: stream.getvalue() for name, stream in streams.items()}


def spans_in(value: Any) -> Iterator[Span]:
    """Every span anywhere in a value."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from spans_in(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from spans_in(inner)
    elif hasattr(value, "__struct_fields__"):
        for name in value.__struct_fields__:
            yield from spans_in(getattr(value, name))


def test_every_example_is_read(record: Record) -> None:
    read = {Path(report.source).name.partition(":")[0] for report in record.reports()}
    assert read == {path.name for path in EXAMPLES.iterdir()}
    assert record.unread() == []
    assert len(record.events()) > 20
    assert len(record.statements()) > 10


def python_examples() -> Iterator[tuple[str, str]]:
    """The Python of the documents and of the package's own words, by where it stands.

    The README's, which makes a record, comes first.
    """
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        text = path.read_text("utf-8")
        blocks = re.findall(r"^```python\n(.*?)^```", text, re.M | re.S)
        assert text.count("import detente\n") == sum("import detente\n" in b for b in blocks), path
        yield from ((path.name, block) for block in blocks)
    yield "detente", (detente.__doc__ or "").partition("\n\n")[2]


def test_the_documents_python_runs(
    coder: Coder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    (tmp_path / "reports").symlink_to(EXAMPLES)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "pandas", None)  # a fresh install has none
    ran = []
    for where, code in python_examples():
        exec(compile(code, where, "exec"), {"__name__": where})
        ran.append(where)
    assert list(dict.fromkeys(ran)) == ["README.md", "record.md", "detente"]


def test_every_span_holds(record: Record) -> None:
    annotations: list[Annotation] = list(record.annotations())
    for annotation in annotations:
        length = len(annotation.report.text)
        found = list(spans_in(annotation))
        assert len(found) > 50
        assert all(0 <= span.start < span.end <= length for span in found)


def test_no_event_is_in_furniture(record: Record) -> None:
    for annotation in record.annotations():
        for mention in annotation.events:
            assert not any(mention.trigger.overlaps(f) for f in annotation.report.furniture)


def test_another_order_gives_the_same_bytes(record: Record) -> None:
    with Record(":memory:") as other:
        for path in sorted(EXAMPLES.iterdir(), reverse=True):
            api.read([path], other)
        assert exports(other) == exports(record)


def test_the_undated_example_is_placed_and_not_dated(record: Record) -> None:
    undated = [r.published for r in record.reports() if r.published.basis not in DATED]
    assert undated
    for published in undated:
        assert published.basis == "inferred"
        assert published.reasons
        assert published.earliest != published.latest


def test_annotations_are_what_the_record_keeps_of_dated_reports(record: Record) -> None:
    streamed = {a.report.id: a for a in api.annotate([EXAMPLES])}
    for kept in record.annotations():
        if kept.report.published.basis in DATED:
            assert streamed[kept.report.id] == kept


def test_commands_on_the_examples(coder: Coder, tmp_path: Path) -> None:
    def run(*arguments: str) -> str:
        done = CliRunner().invoke(cli, [*arguments, "--record", str(tmp_path / "r.duckdb")])
        assert done.exit_code == 0, done.output
        return done.stdout

    assert "8 reports read (8 new)" in run("read", str(EXAMPLES))
    assert "8 unchanged" in run("read", str(EXAMPLES))
    events = json.loads(run("timeline", "RUS", "JPN", "--json"))
    assert run("timeline", "RUS", "JPN").splitlines()[-1].startswith(f"{len(events)} events")
    for event in events:
        assert event["id"] in run("show", event["id"][:8])
    assert "Sergei Lavrov" in run("quotes", "--by", "Lavrov")


# What the first rows of the demo tell: day, type, who, whom.
ROWS = {
    ("2010-11-01", "CONSULT", "Dmitry Medvedev", ""),
    ("2010-11-01", "ACCUSE", "Seiji Maehara", "Mikhail Bely"),
    ("2010-11-01", "ACCUSE", "Naoto Kan", "Dmitry Medvedev"),
    ("2010-11-01", "ACCUSE", "Sergei Lavrov", "Japan"),
    ("2010-11-13", "CONSULT", "Dmitry Medvedev, Naoto Kan", ""),
    ("2010-11-13", "ACCUSE", "Naoto Kan", "Dmitry Medvedev"),
    ("2010-11-13", "AGREE", "Dmitry Medvedev", "Naoto Kan"),
    ("2010-11-13", "CONSULT", "Seiji Maehara, Sergei Lavrov", ""),
    ("2010-11-13", "AGREE", "Seiji Maehara, Sergei Lavrov", ""),
    ("2010-12-13", "ACCUSE", "Yoshito Sengoku", "Igor Ivanovich Shuvalov"),
    ("2011-02-07", "ACCUSE", "Naoto Kan", "Dmitry Medvedev"),
    ("2011-05-15", "ACCUSE", "Takeaki Matsumoto", "Sergei Ivanov"),
}


def test_the_rows_of_the_demo_are_what_the_reports_tell(record: Record) -> None:
    def names(participants: Any) -> str:
        return ", ".join(sorted(p.name for p in participants))

    happened = [e for e in record.events(["RUS", "JPN"]) if e.modality in HAPPENED]
    rows = [
        (str(e.date.earliest), e.type, names(e.actors), names(e.recipients))
        for e in happened
        if e.date.earliest == e.date.latest
    ]
    assert set(rows) >= ROWS
    visits = [e for e in happened if "visit" in e.modes and names(e.actors) == "Dmitry Medvedev"]
    assert len(visits) == 1  # told in every report, in a dozen ways
    supported = [names(e.recipients) for e in happened if e.type == "SUPPORT"]
    assert supported == ["Naoto Kan"]  # condolences, and no treaty


def test_the_picture_of_the_readme_is_up_to_date(coder: Coder) -> None:
    drawn = runpy.run_path(str(ROOT / "scripts" / "draw_timeline.py"))["drawn"]()
    kept = (ROOT / "docs" / "timeline.svg").read_text("utf-8")
    if drawn != kept:  # not an assert: nobody wants to read the difference of two pictures
        pytest.fail("docs/timeline.svg is not what detente draws now; run scripts/draw_timeline.py")
