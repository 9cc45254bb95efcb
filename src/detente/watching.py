"""Work on one report, watched: whatever goes wrong in it, and if it has no end, is that report's.

What is raised on purpose about the tables, the codebook, the model or the record concerns all
reports and goes on up; anything else becomes the :class:`~detente.errors.SourceError` of the one
report, with what a bug report needs.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, TypeVar

from detente import stopping
from detente.errors import DetenteError, SourceError
from detente.version import __version__

T = TypeVar("T")
Foreseen = tuple[type[Exception], ...]

BUDGET = 60.0
"""Seconds of computing that a report may take for every :data:`SHARE` characters that it has or
begins.  Ordinary reports take below one; the bound is there for those that would never end, and is
so wide that it ends the same ones on a slow machine and on a fast one."""

SHARE = 10_000
"""Characters, or bytes of a page, that a budget is for."""

_AGAIN = 1.0
"""Seconds of computing after which a report that went on all the same is stopped again: code of
others may swallow the first attempt."""

_LONGEST_MESSAGE = 200
_PACKAGE = Path(__file__).parent


class OverBudget(BaseException):
    """Raised in the midst of a report's work; no ``except Exception`` there may stop it."""


class Watch:
    """Attempts work on reports.

    *budget* is in seconds of computing (CPU time of the thread) for each :data:`SHARE` characters
    of a report; ``None`` or 0 sets no bound.  Python lets only the main thread of a program be
    interrupted, and only where the system has interval timers (not on Windows): elsewhere errors
    are caught and nothing is timed.

    Raises :class:`DetenteError` where *budget* is no such number.
    """

    def __init__(self, budget: float | None = BUDGET) -> None:
        if budget is not None and not budget >= 0:
            raise DetenteError(f"a budget of {budget} seconds; give 0 (no bound) or more")
        self.budget = budget or None

    def attempt(
        self, where: str, size: int, work: Callable[[], T], but: Foreseen = ()
    ) -> T | SourceError:
        """What *work* gives, or why it failed; *where* names the report, *size* is its length.

        Errors *but* those are turned into values, which the caller knows what to do with.
        """
        stopping.check()
        alarm = _Alarm(self._allowance(size))
        try:
            try:
                alarm.on()
                return work()
            finally:
                alarm.off()
        except OverBudget:
            alarm.off()  # where it went off while it was being put off
            return self._given_up(where)
        except SourceError as error:
            return error
        except Exception as error:
            stopping.check()
            if isinstance(error, (DetenteError, *but)):
                raise
            return unforeseen(where, error)

    def each(
        self, where: str, size: int, outcomes: Iterable[T], but: Foreseen = ()
    ) -> Iterator[T | SourceError]:
        """The *outcomes* up to the first that fails, and why that one did."""
        source = iter(outcomes)
        while True:
            found: Any = self.attempt(where, size, lambda: next(source, None), but)
            if found is None:
                return
            yield found

    def _allowance(self, size: int) -> float | None:
        return self.budget and self.budget * max(1, -(-size // SHARE))

    def _given_up(self, where: str) -> SourceError:
        return SourceError(
            where,
            f"given up: it takes more than {self.budget:g} seconds of computing "
            f"for each {SHARE:,} characters",
            "if it must be read, allow more with --budget SECONDS; 0 is no bound",
        )


class _Alarm:
    """Raises :class:`OverBudget` in the main thread when it has computed for *allowance* seconds.

    The timer counts what the whole process computes, so what this thread did is asked when it goes
    off.
    """

    def __init__(self, allowance: float | None) -> None:
        self._allowance = allowance
        self._on = False
        self._before: Any = None
        self._start = 0.0

    def on(self) -> None:
        if self._allowance is None or not _can_be_timed():
            return
        first = min(self._allowance, threading.TIMEOUT_MAX)
        self._start = time.thread_time()
        self._before = signal.signal(signal.SIGVTALRM, self)
        self._on = True
        signal.setitimer(signal.ITIMER_VIRTUAL, first, min(first, _AGAIN))

    def off(self) -> None:
        if self._on:
            self._on = False
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGVTALRM, self._before)

    def __call__(self, number: int, frame: FrameType | None) -> None:
        if self._on and time.thread_time() - self._start >= (self._allowance or 0):
            raise OverBudget


def _can_be_timed() -> bool:
    """Whether the timer exists, may be set from here, and is nobody else's."""
    return (
        hasattr(signal, "setitimer")
        and threading.current_thread() is threading.main_thread()
        and signal.getitimer(signal.ITIMER_VIRTUAL)[0] == 0
        and signal.getsignal(signal.SIGVTALRM) is not None  # one that Python can put back
    )


def unforeseen(where: str, error: BaseException) -> SourceError:
    """An error that nobody foresaw, as the one of the report *where*."""
    kind = type(error).__name__
    message = " ".join(str(error).split())[:_LONGEST_MESSAGE]
    return SourceError(
        where,
        f"detente failed on it: {kind}" + (f": {message}" if message else ""),
        f"please report: detente {__version__}, {kind} at {_where(error.__traceback__)}",
    )


def _where(trace: TracebackType | None) -> str:
    """File and line of the innermost frame of detente's own code."""
    found = "an unknown line"
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if path.is_relative_to(_PACKAGE):
            found = f"{path.relative_to(_PACKAGE).as_posix()}:{trace.tb_lineno}"
        trace = trace.tb_next
    return found
