"""Verdicts of a person on merged events: how they are kept, and what they come to."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.model import Span
from measure import judge_merging
from measure.judge_merging import At, Judged

PAIR = (At("a", "CONSULT", Span(0, 4)), At("b", "CONSULT", Span(5, 9)))
ASKED = [Judged("event", PAIR), Judged("near miss", PAIR)]


def test_verdicts_are_kept_once_and_scored(tmp_path: Path) -> None:
    sample, verdicts, judged = (tmp_path / name for name in ("sample", "verdicts", "judged"))
    judge_merging.write(judge_merging.kept_beside(sample), ASKED)
    verdicts.write_text("# mine\n1 y\n2 n\n")
    judge_merging.take(sample, verdicts, judged)
    verdicts.write_text("2 ?\n")
    judge_merging.take(sample, verdicts, judged)
    events, misses, both = judge_merging.score(judged)
    assert events.startswith("event: right 1.00 (1 of 1")
    assert misses.startswith("near miss: right - (0 of 0")
    assert both.endswith("not told 1")


@pytest.mark.parametrize("line", ["3 y", "1 m", "y", "0 n"])
def test_a_line_that_is_no_verdict_is_named(tmp_path: Path, line: str) -> None:
    sample, verdicts = tmp_path / "sample", tmp_path / "verdicts"
    judge_merging.write(judge_merging.kept_beside(sample), ASKED)
    verdicts.write_text(f"1 y\n{line}\n")
    with pytest.raises(SystemExit, match="line 2"):
        judge_merging.take(sample, verdicts, tmp_path / "judged")


def test_the_interval_of_a_share() -> None:
    low, high = judge_merging.interval(56, 60)
    assert (round(low, 3), round(high, 3)) == (0.841, 0.974)
    assert judge_merging.interval(0, 0) == (0.0, 1.0)
