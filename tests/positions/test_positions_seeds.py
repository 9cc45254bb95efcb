"""The two seed reports: the proposal, its refusal and the condition belong together."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from detente import api
from detente.model import AnswerKind, StatementKind
from detente.record import Quotation, Record


@pytest.fixture(scope="module")
def said(shared: Path) -> list[Quotation]:
    """All statements of the two reports."""
    with Record(":memory:") as record:
        api.read([shared / "seeds"], record, published=date(2011, 2, 11))
        return record.statements()


def linked(
    said: list[Quotation], how: AnswerKind, kind: StatementKind
) -> list[tuple[str | None, str | None]]:
    """Countries of who answered and who was answered, in the order of the text."""
    known = {quotation.where: quotation for quotation in said}
    pairs = [
        (quotation, known[quotation.answers.to])
        for quotation in said
        if quotation.answers is not None and quotation.answers.kind == how
    ]
    return [
        (one.speaker and one.speaker.country, two.speaker and two.speaker.country)
        for one, two in pairs
        if kind in two.statement.kinds
    ]


def test_the_refusals_point_at_the_russian_proposal(said: list[Quotation]) -> None:
    assert linked(said, "refuses", "proposal") == [("JPN", "RUS"), ("JPN", "RUS")]
    refusals = [q for q in said if q.answers is not None and q.answers.kind == "refuses"]
    assert len({q.answers.to for q in refusals if q.answers}) == 1


def test_the_condition_points_at_the_proposal_it_would_lift(said: list[Quotation]) -> None:
    assert linked(said, "sets a condition", "proposal") == [("JPN", "RUS")]
    (condition,) = [q for q in said if q.answers and q.answers.kind == "sets a condition"]
    assert condition.context is not None
    assert condition.context.condition is not None


def test_both_proposals_are_answered(said: list[Quotation]) -> None:
    proposals = [q for q in said if "proposal" in q.statement.kinds and q.speaker]
    russian = [q for q in proposals if q.speaker and q.speaker.country == "RUS"]
    assert [bool(q.answered) for q in russian] == [True, True]


def test_all_that_is_said_of_the_islands_is_found_under_both_names(
    said: list[Quotation], shared: Path
) -> None:
    with Record(":memory:") as record:
        api.read([shared / "seeds"], record, published=date(2011, 2, 11))
        one, two = (
            [p.quotation.where for p in api.positions(record, "JPN", name)]
            for name in ("Kuril Islands", "Northern Territories")
        )
    assert one == two
    assert len(one) >= 6
