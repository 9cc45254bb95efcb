"""An actor's statements on one matter in order, and where they change sides."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from msgspec import Struct

from detente.model import Quotation
from detente.positions.answer_table import Side, answer_table


class Position(Struct, frozen=True):
    """One statement of an actor on a matter.

    ``side`` is ``None`` where the statement leaves it open (a mere claim).  ``changed_from`` holds
    the sides taken last before, where none of them is taken any more.
    """

    quotation: Quotation
    side: Side | None = None
    changed_from: tuple[Side, ...] = ()


def positions(quotations: Iterable[Quotation]) -> list[Position]:
    """*quotations* of one actor on one matter, in order of time, with their sides.

    Statements of the same days count together: a report often has an offer and a refusal of one
    speaker.  A change is marked, at the first statement that shows it, only where the sides of the
    days before and of these days have nothing in common.
    """
    ordered = sorted(quotations, key=_order)
    found: list[Position] = []
    before: frozenset[Side] = frozenset()
    for _, group in groupby(ordered, key=lambda quotation: quotation.said_on):
        same_days = list(group)
        sides = [side_of(quotation) for quotation in same_days]
        now = frozenset(side for side in sides if side is not None)
        changed = bool(before and now and before.isdisjoint(now))
        for quotation, side in zip(same_days, sides, strict=True):
            marks = changed and side is not None
            found.append(Position(quotation, side, tuple(sorted(before)) if marks else ()))
            changed = changed and not marks
        before = now or before
    return found


def side_of(quotation: Quotation) -> Side | None:
    """The side a statement takes: by the act it is, else by its kind."""
    said = quotation.statement
    if "condition" in said.kinds:
        return "conditional"
    if quotation.answers is not None and quotation.answers.kind == "accepts":
        return "open"
    acts = {quad.rpartition(" ")[2] for quad in quotation.quads}
    if len(acts) == 1:
        return "open" if acts == {"cooperation"} else "closed"
    table = answer_table()
    sides = {table.sides[kind] for kind in said.kinds if kind in table.sides}
    return "closed" if "closed" in sides else "open" if sides else None


def _order(quotation: Quotation) -> tuple[date, date, str, int]:
    """By the middle of the days, as events stand; an open end is left aside."""
    first, last = quotation.said_on.earliest, quotation.said_on.latest
    ends = [day for day in (first, last) if day is not None]
    if not ends:
        return (date.max, date.max, quotation.report, quotation.number)
    middle = ends[0] + (ends[-1] - ends[0]) // 2
    return (middle, ends[-1], quotation.report, quotation.number)
