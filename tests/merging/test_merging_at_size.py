"""What merging does with many mentions: in parts, and in steps that grow with them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_records import dyad

from detente.merging.clusters import components
from detente.merging.compare import FORBIDDEN, Verdict
from detente.merging.decisions import Wholes
from detente.merging.hanging_together import Components
from detente.merging.joining import Joining
from detente.merging.measures import shipped
from detente.merging.mention_blocks import Pair
from detente.merging.mention_facts import tell
from detente.merging.pair_verdicts import Verdicts
from detente.record import Record
from detente.remerging import remerge
from factories import KINDS
from growing import steps
from thorough import tries

members = st.integers(1, 30)


@settings(max_examples=tries(200))
@given(st.data(), members)
def test_what_hangs_together_in_arrays_is_what_does_pair_by_pair(
    data: st.DataObject, count: int
) -> None:
    pair = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1))
    pairs, decided = (data.draw(st.lists(pair, max_size=30)) for _ in range(2))
    one, other = (np.array([p[i] for p in pairs], np.intp) for i in range(2))
    found = Components(count, one, other, decided)
    wanted = components(range(count), pairs, decided)
    assert [found.of(number) for number in range(len(found))] == wanted
    lowest = {i: min(group) for group, _ in wanted for i in group}
    assert found.lowest.tolist() == [lowest[i] for i in range(count)]


@settings(max_examples=tries(100))
@given(st.lists(st.integers(1, 6), min_size=1, max_size=12), st.integers(1, 8))
def test_stretches_are_all_components_in_parts_no_larger_than_they_need_be(
    sizes: list[int], most: int
) -> None:
    ends = np.cumsum(sizes).tolist()
    pairs = [(end - size, i) for size, end in zip(sizes, ends, strict=True)
             for i in range(end - size, end)]  # fmt: skip
    one, other = (np.array([p[i] for p in pairs], np.intp) for i in range(2))
    found = Components(ends[-1], one, other)
    parts = list(found.stretches(most))
    assert [n for start, stop in parts for n in range(start, stop)] == [*range(len(sizes))]
    for start, stop in parts:
        # Without its last component it would have had room for one.
        assert stop == start + 1 or sum(sizes[start : stop - 1]) < most
    assert list(found.stretches(most, 0, 0)) == []


def rows_through(profile: Mapping[str, Any]) -> Iterator[int]:
    """How many rows each operator of a query handed on."""
    yield int(profile.get("intermediate_rows", 0))
    for child in (*profile.get("operator", ()), *profile.get("children", ())):
        yield from rows_through(child)


def test_mentions_of_stories_are_joined_report_by_report() -> None:
    """All mentions are of one family: joined by that, they would be as many pairs as squared."""
    with Record(":memory:") as record:
        record.add(dyad(300, days=10, types=1).annotations)
        remerge(record, KINDS)
        ((mentions, pairs),) = record.sql(
            "SELECT (SELECT count(*) FROM merging_mentions), (SELECT count(*) FROM merging_stories)"
        ).fetchall()
        assert mentions == 300
        with record.merging(KINDS) as changes:
            tables = changes.tables
            few = tables._all("SELECT one, other FROM merging_stories ORDER BY ALL LIMIT 20")
            passing: list[int] = []
            run = tables._run

            def counted(query: str, *given: Any) -> Any:
                found = run(query, *given)
                rows = found.fetchnumpy() if query.startswith("SELECT") else None
                profile = json.loads(tables._connection.get_profiling_information(format="json"))
                passing.append(max(rows_through(profile), default=0))
                return found if rows is None else _Fetched(rows)

            run("PRAGMA enable_profiling = 'no_output'")
            with pytest.MonkeyPatch.context() as patched:
                patched.setattr(tables, "_run", counted)
                found = tables.mentions_of_stories(few["one"], few["other"])
            run("PRAGMA disable_profiling")
        assert pairs > 20
        assert len(found["one"]) == 20 * 3 * 3  # a report tells three acts
        assert len(found["one"]) <= max(passing) <= mentions  # squared they are 90,000


class _Fetched:
    """What was fetched of a query, once more."""

    def __init__(self, rows: dict[str, Any]) -> None:
        self._rows = rows

    def fetchnumpy(self) -> dict[str, Any]:
        return self._rows


def test_a_day_that_is_added_takes_no_more_steps_in_a_larger_record() -> None:
    """Ten times the record as dense: what thirty reports of a day take does not grow with it."""

    def added(days: int) -> int:
        archive = sorted(dyad(30 * days, days=days).annotations, key=lambda a: a.report.id)
        with Record(":memory:") as record:
            record.add(archive[:-10])
            remerge(record, KINDS)
            record.add(archive[-10:])
            return steps(lambda: remerge(record, KINDS), "merging")

    added(10)
    few, many = added(10), added(100)
    assert many <= 2 * few


class _Said(Verdicts):
    """Verdicts as they are said, nothing speaking for other pairs; ``asked`` counts them."""

    def __init__(self, mentions: int, said: dict[Pair, Verdict]) -> None:
        made = dyad(mentions, days=3, types=1).annotations
        told = [one for a in made for one in tell(a, shipped(), KINDS)]
        super().__init__(told, lambda *_: False, shipped())
        self._said = said
        self.asked = 0

    def __call__(self, one: int, other: int) -> Verdict:
        self.asked += 1
        return self._said.get((min(one, other), max(one, other)), Verdict(True, support=1.0))


def test_a_group_that_grows_one_by_one_has_others_looked_at_once() -> None:
    """What joins a hub does so one after the other; what is not joined elsewhere is left alone."""

    def asked(idle: int) -> int:
        leaves = 8
        said = {(0, n): Verdict(True, 5.0 - n / 10, support=1.0) for n in range(1, leaves + 1)}
        ends = range(leaves + 1, leaves + 1 + 3 * idle, 3)
        for n in ends:  # could be the one or the other, which are two: it stays by itself
            said |= {(n, n + i): Verdict(True, 1.0, support=1.0) for i in (1, 2)}
            said[n + 1, n + 2] = FORBIDDEN
        ties = [pair for pair, verdict in said.items() if verdict.strength]
        members = range(leaves + 1 + 3 * idle)
        verdicts = _Said(len(members), said)
        joining = Joining(members, ties, verdicts, Wholes({}, {}))
        verdicts.asked = 0
        joining.loose()
        alone = [[n + i] for n in ends for i in range(3)]
        assert joining.groups() == [[*range(leaves + 1)], *alone]
        return verdicts.asked

    few, many = asked(10), asked(110)
    # Once for each of three pairs of such a three, and for what each is beside.
    assert (many - few) / 100 <= 12
