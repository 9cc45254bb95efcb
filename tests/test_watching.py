"""Work on one report: whatever fails in it, or has no end, is that report's alone."""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Callable, Iterator

import pytest

import detente
from detente.errors import DetenteError, SourceError, TableError
from detente.reading.dates import from_iso
from detente.watching import OverBudget, Watch

SHORT = 0.05
"""Seconds of computing; what is given up below would go on for ever."""


def deeper(depth: int = 0) -> int:
    return deeper(depth + 1) + 1


def raising(error: BaseException) -> Callable[[], int]:
    def work() -> int:
        raise error

    return work


def endless() -> int:
    while True:
        pass


def endless_and_stubborn() -> int:
    """As a library that catches everything, once."""
    try:
        return endless()
    except BaseException:
        return endless()


def test_what_works_is_given() -> None:
    assert Watch().attempt("a.txt", 10, lambda: 3) == 3


@pytest.mark.parametrize(
    ("work", "kind"),
    [
        (raising(ValueError("odd")), "ValueError: odd"),
        (raising(MemoryError()), "MemoryError"),
        (raising(UnicodeError("undefined\nencoding")), "UnicodeError: undefined encoding"),
        (raising(StopIteration()), "StopIteration"),
        (deeper, "RecursionError: maximum recursion"),
    ],
)
def test_what_nobody_foresaw_names_its_kind_and_what_to_report(
    work: Callable[[], int], kind: str
) -> None:
    failed = Watch().attempt("a.txt", 10, work)
    assert isinstance(failed, SourceError)
    assert failed.where == "a.txt"
    assert failed.what.startswith(f"detente failed on it: {kind}")
    name = kind.partition(":")[0]
    assert failed.remedy.startswith(f"please report: detente {detente.__version__}, {name} at ")


def test_the_line_to_report_is_the_innermost_of_detente() -> None:
    failed = Watch().attempt("a.txt", 10, lambda: from_iso(3))  # type: ignore[arg-type]
    assert isinstance(failed, SourceError)
    assert re.search(r" at days\.py:\d+$", failed.remedy)


def test_what_concerns_all_reports_goes_on_up() -> None:
    with pytest.raises(TableError):
        Watch().attempt("a.txt", 10, raising(TableError("no such row")))
    with pytest.raises(KeyboardInterrupt):
        Watch().attempt("a.txt", 10, raising(KeyboardInterrupt()))
    foreseen = SourceError("a.txt", "empty")
    assert Watch().attempt("a.txt", 10, raising(foreseen)) is foreseen
    with pytest.raises(OSError, match="gone"):
        Watch().attempt("a.txt", 10, raising(OSError("gone")), but=(OSError,))


def test_outcomes_end_with_the_first_that_fails() -> None:
    def outcomes() -> Iterator[int]:
        yield 1
        raise KeyError("x")

    first, failed = Watch().each("a.txt", 10, outcomes())
    assert first == 1
    assert isinstance(failed, SourceError)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="NOT RUN: no interval timers here")
@pytest.mark.parametrize(
    "work",
    [endless, endless_and_stubborn, lambda: re.match(r"(a+)+$", "a" * 60 + "b") is None],
    ids=["python", "swallowed once", "inside a pattern"],
)
def test_what_has_no_end_is_given_up(work: Callable[[], int]) -> None:
    before = signal.getsignal(signal.SIGVTALRM)
    failed = Watch(SHORT).attempt("a.txt", 10, work)
    assert isinstance(failed, SourceError)
    assert failed.what.startswith("given up: it takes more than 0.05 seconds of computing")
    assert "--budget" in failed.remedy
    assert signal.getsignal(signal.SIGVTALRM) == before
    assert signal.getitimer(signal.ITIMER_VIRTUAL)[0] == 0
    assert Watch(SHORT).attempt("b.txt", 10, lambda: 3) == 3


def test_a_longer_report_may_take_more() -> None:
    allowed = [Watch(2)._allowance(size) for size in (0, 1, 10_000, 10_001, 1_000_000)]
    assert allowed == [2, 2, 2, 4, 200]


def test_without_a_bound_no_timer_is_set() -> None:
    for budget in (0, None):
        timer = Watch(budget).attempt("a.txt", 10, lambda: signal.getitimer(signal.ITIMER_VIRTUAL))
        assert timer == (0.0, 0.0)
    timer = Watch(60).attempt("a.txt", 10, lambda: signal.getitimer(signal.ITIMER_VIRTUAL))
    assert isinstance(timer, tuple)
    assert timer[0] > 0


@pytest.mark.parametrize("budget", [-1, float("nan")])
def test_a_budget_is_not_negative(budget: float) -> None:
    with pytest.raises(DetenteError, match="budget"):
        Watch(budget)


def test_an_endless_budget_can_be_set() -> None:
    assert Watch(float("inf")).attempt("a.txt", 10, lambda: 3) == 3


def test_another_thread_than_the_main_one_works_without_a_timer() -> None:
    found: list[object] = []

    def work() -> None:
        watch = Watch(SHORT)
        found.append(watch.attempt("a.txt", 1, lambda: signal.getitimer(signal.ITIMER_VIRTUAL)))
        found.append(watch.attempt("a.txt", 1, raising(ValueError("odd"))))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found[0] == (0.0, 0.0)
    assert isinstance(found[1], SourceError)


def test_nobody_catches_the_end_of_a_budget_by_accident() -> None:
    assert not issubclass(OverBudget, Exception)
