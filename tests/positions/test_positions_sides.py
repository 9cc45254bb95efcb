"""Sides on a matter over time, and what a record answers of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from detente import api
from detente.errors import TableError
from detente.model import Place, PlaceMention, Quad, Statement, StatementKind
from detente.positions import Position, discourse, positions
from detente.positions.answer_table import PositionWords, answer_table, read_answer_table
from detente.record import Quotation, Record
from factories import annotate, find, interval, published, state

CHILE, NORWAY = state("Chile", "CHL"), state("Norway", "NOR")


def quotation(
    day: str | None, *kinds: StatementKind, number: int = 0, quads: tuple[Quad, ...] = ()
) -> Quotation:
    return Quotation(
        report=day or "undated", number=number, source="s", published=published(day),
        statement=Statement(None, None, (), "indirect", kinds=kinds), speaker=CHILE,
        addressee=None, words=(), said_on=interval(day), quads=quads,
    )  # fmt: skip


def sides(found: list[Position]) -> list[tuple[str | None, tuple[str, ...]]]:
    return [(position.side, position.changed_from) for position in found]


def test_a_change_is_marked_once_where_sides_have_nothing_in_common() -> None:
    found = positions(
        [
            quotation("2012-03-09", "offer"),
            quotation("2012-03-05", "refusal"),
            quotation("2012-03-07", "claim"),
            quotation("2012-03-09", "proposal", number=1),
            quotation("2012-04-01", "condition"),
        ]
    )
    assert sides(found) == [
        ("closed", ()), (None, ()), ("open", ("closed",)), ("open", ()), ("conditional", ("open",)),
    ]  # fmt: skip


def test_an_offer_beside_a_refusal_of_one_day_changes_nothing() -> None:
    found = positions(
        [
            quotation("2012-03-05", "offer"),
            quotation("2012-03-05", "refusal", number=1),
            quotation("2012-03-09", "refusal"),
        ]
    )
    assert [position.changed_from for position in found] == [(), (), ()]


def test_undated_statements_stand_last() -> None:
    found = positions([quotation(None, "offer"), quotation("2012-03-05", "offer")])
    assert [position.quotation.report for position in found] == ["2012-03-05", "undated"]


def test_the_act_that_a_statement_is_says_more_than_its_kind() -> None:
    threat = quotation("2012-03-05", "promise", quads=("verbal conflict",))
    pledge = quotation("2012-03-06", "promise", quads=("verbal cooperation",))
    assert [p.side for p in positions([threat, pledge])] == ["closed", "open"]


def test_the_table_has_a_noun_for_all_that_can_be_answered() -> None:
    nouns = PositionWords.load().nouns
    for rule in answer_table().rule:
        assert set(rule.targets) <= set(nouns)


def test_english_has_all_that_a_language_may_have() -> None:
    words, empty = PositionWords.load(), PositionWords()
    missing = [n for n in empty.__struct_fields__ if getattr(words, n) == getattr(empty, n)]
    assert missing == []


@pytest.mark.parametrize(
    "text",
    ["", "rule = 3", 'rule = []\nsides = {claim = "sideways"}', "rule = []\nsides = {}\nnoun = 1"],
)
def test_a_broken_table_is_named(text: str) -> None:
    with pytest.raises(TableError, match=r"answers\.toml"):
        read_answer_table(text)


TEXT = "Chile said Far Rocks were its own. Chile offered Norway a share of the lobster."
ROCKS = Place("Kuril Islands", "RUS", claimed_by=("RUS", "JPN"))


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record of one report; its rocks go by a name that the tables of places know."""

    def said(cue: str, content: str, kind: StatementKind) -> Statement:
        return Statement(
            None, find(TEXT, cue), (find(TEXT, content),), "indirect", "a1", None, (kind,)
        )

    one = annotate(
        "r1", TEXT, published="2012-03-05", actors={"a1": CHILE, "a2": NORWAY},
        said=[
            said("said", "Far Rocks were its own", "claim"),
            said("offered", "a share of the lobster", "offer"),
        ],
    )  # fmt: skip
    one = replace(one, places=(PlaceMention(find(TEXT, "Far Rocks"), ROCKS),))
    path = tmp_path / "r.duckdb"
    with Record(path) as opened:
        opened.add([one])
        assert opened.statements(matter="Kuril Islands") == []  # not merged yet
        opened.rebuild_events((), discourse([one]))
    return path


@pytest.mark.parametrize(
    ("matter", "numbers"),
    [
        ("Kuril Islands", [0]), ("Northern Territories", [0]), ("Norway", [1]), ("NOR", [1]),
        ("lobster", [1]), ("lob", []), ("", []), ("Atlantis", []),
    ],
)  # fmt: skip
def test_a_matter_goes_by_any_of_its_names(record: Path, matter: str, numbers: list[int]) -> None:
    found = api.positions(record, "CHL", matter)
    assert [position.quotation.number for position in found] == numbers


def test_nobody_else_said_it(record: Path) -> None:
    assert api.positions(record, "NOR", "lobster") == []


def test_days_leave_out_what_was_before_or_after(record: Path) -> None:
    assert api.positions(record, "CHL", "lobster", since=date(2012, 3, 6)) == []
    assert len(api.positions(record, "CHL", "lobster", until=date(2012, 3, 5))) == 1
