"""The document of the record names the tables that there are, and its query runs."""

from __future__ import annotations

import re
from pathlib import Path

from detente.record import Record
from factories import act, annotate, state

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "record.md"


def test_every_table_is_described_and_no_other() -> None:
    described = re.findall(r"^\| `(\w+)` \|", DOCUMENT.read_text("utf-8"), re.MULTILINE)
    with Record(":memory:") as record:
        tables = [name for (name,) in record.sql("SHOW TABLES").fetchall()]
    assert sorted(described) == sorted(tables)


def test_the_query_of_the_document_answers() -> None:
    text = DOCUMENT.read_text("utf-8")
    start = text.index("    SELECT a.name")
    query = text[start : text.index("\n## ", start)]
    made = annotate(
        "r1",
        "Chile accused Norway of theft.",
        actors={"a1": state("Chile", "CHL"), "a2": state("Norway", "NOR")},
        events=[act("accused", "ACCUSE", actors="a1", recipients="a2")],
    )
    with Record(":memory:") as record:
        record.add([made])
        assert record.sql(query).fetchall() == [
            ("Chile", "Norway", "Chile accused Norway of theft.")
        ]
